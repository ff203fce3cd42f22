// How far seals vouch for the logs of one case. Decides, reads nothing.
import type { SealEvidence, SealedLogFile, TimedRun } from '../logs/seal-evidence.ts';
import type { RiskWindow } from './answer.ts';

/**
 * none: nothing of these logs was sealed, or the ledger does not verify. own: sealed, but nobody else saw it. late: somebody
 * else saw it only after the complaint, or long after the lines were written. partial: this holds for some of the lines
 * of the time at risk, and others were not sealed, follow a gap, or cannot be compared. outside: for all of them.
 */
export type SealWord = 'none' | 'own' | 'late' | 'partial' | 'outside';

export type SealStanding = {
  readonly word: SealWord;
  /** For `outside`: since when all lines of the time at risk are proven unchanged; for `late`: when they were first seen. */
  readonly since: string | null;
};

/**
 * Longest time between the writing of a line and somebody else's seeing its seal that still counts as prompt: sealing
 * once a day, with room for the run itself. What was altered before it was seen would not show.
 */
export const PROMPT_MS = 36 * 3_600_000;

export type SealQuestion = {
  readonly risk: RiskWindow | null;
  /** When the complaint came, milliseconds; what was seen after it proves nothing about the time before. */
  readonly complaintMs: number;
};

/** A stretch whose lines bear no time may lie anywhere. */
function concerns(low: number | null, high: number | null, risk: RiskWindow | null): boolean {
  return risk === null || low === null || high === null || (low <= risk.to && high >= risk.from);
}

const runsAtRisk = (file: SealedLogFile, risk: RiskWindow | null): readonly TimedRun[] =>
  file.runs.filter(({ lowMs, highMs }) => concerns(lowMs, highMs, risk));

/** Lines of the time at risk that no seal speaks of. */
function hasHole(file: SealedLogFile, risk: RiskWindow | null): boolean {
  const runs = runsAtRisk(file, risk);
  const tail = file.unsealedTail > 0 && (risk === null || file.tailLowMs === null || file.tailLowMs <= risk.to);
  return tail || file.changed.length > 0 || runs.some(({ gap, compared }) => gap !== null || !compared);
}

/** Of a stretch that began before the time at risk, only the lines from then on matter. */
function isPrompt({ provenAt, lowMs }: TimedRun, { risk, complaintMs }: SealQuestion): boolean {
  if (provenAt === null || lowMs === null) return false;
  const at = Date.parse(provenAt);
  return at < complaintMs && Math.max(lowMs, risk?.from ?? lowMs) + PROMPT_MS >= at;
}

/**
 * @param atRisk paths of files that hold lines of the time at risk
 */
export function sealStanding(
  seals: SealEvidence | null,
  atRisk: readonly string[],
  question: SealQuestion,
): SealStanding {
  const { risk } = question;
  if (!seals?.ledgerHolds) return { word: 'none', since: null };
  const files = seals.files.filter(({ path }) => atRisk.includes(path));
  const runs = files.flatMap((file) => runsAtRisk(file, risk));
  const seen = runs.flatMap(({ provenAt }) => provenAt ?? []).sort((a, b) => Date.parse(a) - Date.parse(b));
  if (runs.length === 0) return { word: 'none', since: null };
  const first = seen[0] ?? null;
  if (first === null) return { word: 'own', since: null };
  const prompt = runs.filter((run) => isPrompt(run, question));
  if (prompt.length === 0) return { word: 'late', since: first };
  const isWhole =
    files.length === atRisk.length &&
    prompt.length === runs.length &&
    files.every((file) => file.stream !== null && !hasHole(file, risk));
  return isWhole ? { word: 'outside', since: seen.at(-1) ?? null } : { word: 'partial', since: null };
}
