// What records that were given and examined cannot tell by what they are: a letter that names them has to say so.
import type { LogEvidence } from '../checks/log-evidence.ts';
import { isDatabaseLog, tellingDatabases } from '../logs/database-records.ts';
import { NOT_JUDGED } from '../logs/detect/cloud/cloud-identities.ts';
import type { RecordLimits } from '../vocabulary/case-file.ts';
import { describedFamilies, type LogFamily, logFamilies } from '../vocabulary/log-families.ts';

/** Kinds of record in which a login stands, let in or refused. */
export function familiesWithLogins({ store, logins }: Pick<LogEvidence, 'store' | 'logins'>): readonly LogFamily[] {
  const isOf = (family: LogFamily, format: string) => describedFamilies[family].formats.includes(format);
  const holding = store.files.filter(({ path }) => (logins.get(path) ?? 0) > 0);
  // An application's own record of its logins is one, though its format is that of no kind of log.
  const own = holding.some(({ format }) => logFamilies.every((family) => !isOf(family, format)));
  const hasServers = store.files.some(({ format, lines }) => lines > 0 && isOf('login', format));
  return logFamilies.filter(
    (family) => holding.some(({ format }) => isOf(family, format)) || (family === 'login' && own && !hasServers),
  );
}

/** Undefined: nothing of the kind to tell. */
export async function recordLimits({ store, detection }: LogEvidence): Promise<RecordLimits | undefined> {
  const given = store.files.some(({ format, lines }) => lines > 0 && isDatabaseLog(format));
  const errorsOnly = given && (await tellingDatabases(store)).length === 0;
  const unjudgedIdentities = detection.actors.filter(({ signs }) => signs.some(({ id }) => id === NOT_JUDGED)).length;
  if (!errorsOnly && unjudgedIdentities === 0) return undefined;
  return {
    ...(errorsOnly ? { databaseErrorsOnly: true } : {}),
    ...(unjudgedIdentities > 0 ? { unjudgedIdentities } : {}),
  };
}
