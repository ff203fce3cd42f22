// What records that were given and examined cannot tell by what they are: a letter that names them has to say so.
import type { LogEvidence } from '../checks/log-evidence.ts';
import { isDatabaseLog, tellingDatabases } from '../logs/database-records.ts';
import { NOT_JUDGED } from '../logs/detect/cloud-identities.ts';
import type { RecordLimits } from '../vocabulary/case-file.ts';

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
