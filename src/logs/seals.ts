// What a ledger says of the logs that were read: which lines were sealed, since when somebody else vouches for them, and
// which are no longer what was sealed.
import { createHash } from 'node:crypto';
import { sourceOf } from '../ledger/log-folder.ts';
import { compareSealed, type SealedFile, type SealTrust } from '../ledger/verify-sealed.ts';
import type { LogInput } from './list-logs.ts';
import type { LogStore } from './port.ts';
import type { SealEvidence, SealedLogFile, TimedRun } from './seal-evidence.ts';
import { timedLines } from './tamper/silences/log-timeline.ts';

/** Times of the lines of each run, and of the tail: one query a file. Lines bear their own clock's time: a claim. */
async function timesOf(
  store: LogStore,
  f: number,
  starts: readonly number[],
): Promise<ReadonlyMap<number, { readonly low: number; readonly high: number }>> {
  const rows = await store.rows<{ start: number; low: number; high: number }>(
    `select arrayElement({starts:Array(UInt64)}, arrayLastIndex(s -> s <= n, {starts:Array(UInt64)})) as start,
       min(t) as low, max(t) as high
     from ${timedLines} where f = {f:UInt32} group by start order by start`,
    { f, starts },
  );
  return new Map(rows.map(({ start, low, high }) => [start, { low, high }]));
}

const none: ReadonlyMap<number, { readonly low: number; readonly high: number }> = new Map();

async function withTimes(store: LogStore, f: number, file: SealedFile): Promise<SealedLogFile> {
  const starts = [...new Set([0, ...file.runs.map(({ fromLine }) => fromLine - 1), file.sealedLines])].sort(
    (a, b) => a - b,
  );
  const times = file.runs.length === 0 ? none : await timesOf(store, f, starts);
  let last: number | null = null;
  const runs: TimedRun[] = [];
  for (const run of file.runs) {
    const time = times.get(run.fromLine - 1);
    // Lines are written one after the other: those without a time are no older than what stands before them.
    runs.push({ ...run, lowMs: time?.low ?? last, highMs: time?.high ?? last });
    last = time?.high ?? last;
  }
  return {
    ...file,
    runs,
    tailLowMs: file.unsealedTail > 0 ? (times.get(file.sealedLines)?.low ?? null) : null,
  };
}

/**
 * Compares the files that were read with what a ledger sealed of them.
 *
 * @param ledger the ledger's folder, and what to call it
 * @throws AkashiError ledger/unreadable when it is none
 */
export async function readSeals(
  ledger: { readonly path: string; readonly shown: string },
  logs: { readonly store: LogStore; readonly inputs: readonly LogInput[] },
  how: { readonly now: Date; readonly trust: SealTrust },
): Promise<SealEvidence> {
  const numbers = new Map(logs.store.files.map(({ path }, f) => [path, f]));
  const files = logs.inputs.flatMap(({ path, shown }) => (numbers.has(shown) ? [{ path, shown }] : []));
  const report = await compareSealed(ledger.path, { files, unreadable: [] }, how.now, how.trust);
  const checkpoint = (await sourceOf(ledger.path).read('checkpoint')) ?? new Uint8Array(0);
  const timed: SealedLogFile[] = [];
  for (const file of report.files) timed.push(await withTimes(logs.store, numbers.get(file.path) ?? 0, file));
  return {
    ledger: ledger.shown,
    origin: report.ledger.origin,
    vkey: report.ledger.vkey,
    size: report.ledger.size,
    ledgerHolds: report.ledger.ok,
    keyIsOutside: how.trust.key !== undefined,
    problems: report.problems.filter(({ what }) => what !== 'never-sealed'),
    files: timed,
    limits: report.limits,
    checkpoint: createHash('sha256').update(checkpoint).digest('hex'),
  };
}
