import { acquisitionRecorded } from './acquisition-recorded.ts';
import { addressGuessability } from './address-guessability.ts';
import { breachesListed } from './breaches-listed.ts';
import { canariesGuess } from './canaries-guess.ts';
import { canariesRegister } from './canaries-register.ts';
import { canariesVendor } from './canaries-vendor.ts';
import type { Check } from './check.ts';
import { complaintsSimilar } from './complaints-similar.ts';
import { exportsListGiven } from './exports-list-given.ts';
import { logsAttackTraces } from './logs-attack-traces.ts';
import { logsBulkRead } from './logs-bulk-read.ts';
import { logsLoginAfterFailures } from './logs-login-after-failures.ts';
import { mailVisibleRecipients } from './mail-visible-recipients.ts';
import { notBuilt } from './not-built.ts';
import { pagesExposedAddress } from './pages-exposed-address.ts';
import { pagesThirdPartyScripts } from './pages-third-party-scripts.ts';
import { registerHoldsAddress } from './register-holds-address.ts';
import { registerViewedByStaff } from './register-viewed-by-staff.ts';
import { spamDictionaryRecipients } from './spam-dictionary-recipients.ts';
import { spamFormValues } from './spam-form-values.ts';
import { spamOwnInfrastructure } from './spam-own-infrastructure.ts';
import { spamReceivedChain } from './spam-received-chain.ts';
import { tamperClockBackwards } from './tamper-clock-backwards.ts';
import { tamperContradictions } from './tamper-contradictions.ts';
import { tamperLogSilence } from './tamper-log-silence.ts';
import { tamperRotationHoles } from './tamper-rotation-holes.ts';
import { tamperSeals } from './tamper-seals.ts';
import { timingDelay } from './timing-delay.ts';
import { vendorsAsked } from './vendors-asked.ts';

/** Every question, in the order in which a report lists what was not found. */
export const allChecks: readonly Check[] = [
  registerHoldsAddress,
  logsAttackTraces,
  logsLoginAfterFailures,
  logsBulkRead,
  tamperContradictions,
  tamperSeals,
  tamperLogSilence,
  tamperClockBackwards,
  tamperRotationHoles,
  mailVisibleRecipients,
  pagesExposedAddress,
  exportsListGiven,
  vendorsAsked,
  canariesRegister,
  canariesGuess,
  canariesVendor,
  spamReceivedChain,
  spamOwnInfrastructure,
  spamFormValues,
  spamDictionaryRecipients,
  complaintsSimilar,
  timingDelay,
  addressGuessability,
  acquisitionRecorded,
  registerViewedByStaff,
  ...notBuilt,
  pagesThirdPartyScripts,
  breachesListed,
];
