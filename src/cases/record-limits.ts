// What records that were given and examined cannot tell by what they are: a letter that names them has to say so.
import type { LogEvidence } from '../checks/log-evidence.ts';
import { isDatabaseLog, tellingDatabases } from '../logs/database-records.ts';
import { NOT_JUDGED } from '../logs/detect/cloud-identities.ts';
import type { RecordLimits } from '../vocabulary/case-file.ts';
import { describedFamilies, type LogFamily, logFamilies } from '../vocabulary/log-families.ts';

/** Kinds of record in which a login stands, let in or refused. */
export const familiesWithLogins = ({ store, logins }: Pick<LogEvidence, 'store' | 'logins'>): readonly LogFamily[] =>
  logFamilies.filter((family) =>
    store.files.some(
      ({ path, format }) => (logins.get(path) ?? 0) > 0 && describedFamilies[family].formats.includes(format),
    ),
  );

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
