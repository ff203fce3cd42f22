// Asks every method whether the logs were altered, and says which questions these files cannot answer.
import type { LogStore } from '../port.ts';
import { findBrokenClocks } from './broken-clock.ts';
import { findClearedLogs } from './cleared-logs.ts';
import { findClockSigns } from './clock-signs.ts';
import type { Examination } from './examination.ts';
import { findMailQueueSigns } from './mail/mail-queue.ts';
import { findMailboxSigns } from './mail/mailbox-signs.ts';
import { findQueueEnds } from './mail/queue-ends.ts';
import { type Limit, notVisibleIn } from './not-visible.ts';
import { findNulRuns } from './nul-runs.ts';
import { findPackingSigns } from './packing-signs.ts';
import { findRotationSigns } from './rotation-signs.ts';
import { type SealedFile, sealSigns } from './seal-signs.ts';
import { findJournalCursorSigns } from './serials/journal-cursors.ts';
import { findRequestNumberSigns } from './serials/request-numbers.ts';
import { findSequenceSigns } from './serials/sequence-signs.ts';
import { findSerialSigns } from './serials/serial-signs.ts';
import { logSeries, runGaps, type SeriesRun, seriesRuns } from './series-run.ts';
import { continuityAfter, hasFewVisitors, rankedSilences, visitHistory } from './silences/continuity.ts';
import { type FileGaps, readGaps } from './silences/gap-candidates.ts';
import { type RatedGap, rateGaps } from './silences/gap-rarity.ts';
import { type EvidencedGap, findGapSigns } from './silences/gap-signs.ts';
import { findHeartbeatSigns } from './silences/heartbeat-signs.ts';
import { findInterruptions, type InterruptedGap } from './silences/interrupted-gaps.ts';
import { readHours, readTimelines } from './silences/log-timeline.ts';
import { readRequests } from './silences/read-requests.ts';
import { findBlockSigns } from './sources/block-signs.ts';
import { findCopiedMembers } from './sources/copied-members.ts';
import { findCopySigns } from './sources/copy-signs.ts';
import { findCrossSourceSigns } from './sources/cross-source-signs.ts';
import { findPairingSigns } from './sources/pairing-signs.ts';
import { findPassedOnSigns } from './sources/passed-on-signs.ts';
import { findWitnessedAddresses } from './sources/witnessed-addresses.ts';
import { maySkipHour, writesLocalTime } from './summer-time.ts';
import { type FoundSign, type TamperReport, type TamperSign, verdictOf } from './tamper-report.ts';
import { findZeroedRecords } from './zeroed-records.ts';

export type TamperOptions = {
  /** Windows in which silence is planned, ISO 8601 with offset, as org.yaml gives them. */
  readonly maintenance: readonly { readonly from: string; readonly to: string }[];
  /** What the ledger says of these files, where they were sealed. */
  readonly sealed?: readonly SealedFile[];
  /** By path: how far the clock of a file's host ran ahead of true time, where the record of its collection says so. */
  readonly clocks?: Examination['clocks'];
};

export async function findTamperSigns(store: LogStore, options: TamperOptions): Promise<TamperReport> {
  const timelines = new Map((await readTimelines(store)).map((timeline) => [timeline.f, timeline]));
  const broken = await findBrokenClocks(store);
  const limits = new Map<number, Set<Limit>>();
  const stopped = (f: number, limit: Limit): void => {
    limits.set(f, (limits.get(f) ?? new Set()).add(limit));
  };
  const examination: Examination = {
    store,
    stopped,
    files: store.files,
    timelines,
    maintenance: options.maintenance
      .map(({ from, to }) => ({ fromMs: Date.parse(from), toMs: Date.parse(to) }))
      .filter(({ fromMs, toMs }) => fromMs < toMs),
    brokenClocks: new Set(broken.map(({ f }) => f)),
    clocks: options.clocks ?? new Map(),
  };
  const gaps = await readGaps(store, await readHours(store));
  const found: FoundSign[] = [
    ...sealSigns(store.files, options.sealed ?? []),
    ...broken,
    ...(await findGaps(examination, gaps)),
    ...(await findHeartbeatSigns(examination)),
    ...(await findClockSigns(examination, gaps)),
    ...(await findSerialSigns(examination)),
    ...(await findSequenceSigns(examination)),
    ...(await findJournalCursorSigns(examination)),
    ...(await findRequestNumberSigns(examination)),
    ...(await findPairingSigns(examination)),
    ...(await findMailQueueSigns(examination)),
    ...(await findQueueEnds(examination)),
    ...(await findMailboxSigns(examination)),
    ...(await findCrossSourceSigns(examination)),
    ...(await findWitnessedAddresses(examination)),
    ...(await findCopySigns(examination)),
    ...(await findPassedOnSigns(examination)),
    ...(await findBlockSigns(examination)),
    ...(await findNulRuns(examination)),
    ...(await findRotationSigns(examination)),
    ...findCopiedMembers(examination),
    ...findPackingSigns(examination),
    ...(await findZeroedRecords(examination)),
    ...(await findClearedLogs(examination)),
  ];
  const signs = await withPointers(store, found.filter(notSkipped(store)).sort(inOrder));
  const notVisible = store.files.flatMap((file, f) =>
    notVisibleIn(file, {
      timeline: timelines.get(f),
      clockBroken: examination.brokenClocks.has(f),
      stoppedAt: [...(limits.get(f) ?? [])].sort(),
    }),
  );
  return { verdict: verdictOf(signs), signs, notVisible };
}

/** Files of one rotated series are one site: pages opened in yesterday's file are used in today's. */
function bySeries(examination: Examination): Map<string, SeriesRun[]> {
  const series = new Map<string, SeriesRun[]>();
  for (const run of seriesRuns(examination)) {
    const path = examination.files[run.timeline.f]?.path ?? '';
    const key = logSeries(path).series;
    const known = series.get(key);
    if (known) known.push(run);
    else series.set(key, [run]);
  }
  return series;
}

async function findGaps(examination: Examination, gaps: ReadonlyMap<number, FileGaps>): Promise<FoundSign[]> {
  const { store, files } = examination;
  const judged: EvidencedGap[] = [];
  for (const runs of bySeries(examination).values()) {
    const rated = runs.flatMap((run) =>
      rateGaps(
        run.timeline,
        runGaps(
          run,
          (f) => gaps.get(f)?.gaps ?? [],
          (f) => files[f]?.lines ?? 0,
        ),
      ),
    );
    const members = runs.flatMap((run) => run.files).sort((a, b) => a - b);
    judged.push(...(await withVisits(store, members, rated)));
  }
  return findGapSigns(examination, judged);
}

/** What visitors do around each silence, put beside its length. */
async function withVisits(
  store: LogStore,
  files: readonly number[],
  rated: readonly RatedGap[],
): Promise<EvidencedGap[]> {
  const plain = {
    ...{ continuityP: 1, continuing: 0, continuingN: [], interruptionP: 1, interruptedN: [] },
    fewVisitors: false,
  };
  const asked = rankedSilences(rated);
  if (asked.length === 0) return rated.map((gap) => ({ ...gap, ...plain }));
  const { requests, sampling } = await readRequests(
    store,
    files,
    asked.map(({ gap }) => gap),
  );
  const history = visitHistory(requests);
  const fewVisitors = hasFewVisitors(history);
  const answers = new Map(asked.map(({ gap, rank }) => [gap, continuityAfter(gap, rank, history, sampling)]));
  const interruptions = sampling === 1 ? findInterruptions(rated, requests) : new Map<RatedGap, InterruptedGap>();
  return rated.map((gap) => {
    const answer = answers.get(gap);
    const continuity = answer
      ? {
          continuityP: answer.p,
          continuing: answer.visitors,
          continuingN: answer.uses.slice(0, 5).map(({ n }) => n),
        }
      : {};
    return { ...gap, ...plain, ...continuity, ...interruptions.get(gap), fewVisitors };
  });
}

/** The hour that summer time skips is no silence. */
const notSkipped =
  ({ files }: LogStore) =>
  ({ kind, f, fromMs, toMs }: FoundSign): boolean =>
    kind !== 'gap' || fromMs === null || toMs === null || !writesLocalTime(files[f]) || !maySkipHour(fromMs, toMs);

const inOrder = (a: FoundSign, b: FoundSign) =>
  a.f - b.f || (a.fromN ?? 0) - (b.fromN ?? 0) || a.kind.localeCompare(b.kind) || (a.toN ?? 0) - (b.toN ?? 0);

async function withPointers(store: LogStore, found: readonly FoundSign[]): Promise<TamperSign[]> {
  const pointers = await store.pointers(found.flatMap(({ places }) => places));
  let used = 0;
  return found.map((sign) => {
    const own = pointers.slice(used, used + sign.places.length);
    used += sign.places.length;
    const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
    return {
      kind: sign.kind,
      strength: sign.strength,
      path: store.files[sign.f]?.path ?? '',
      fromLine: sign.fromN === null ? null : sign.fromN + 1,
      toLine: sign.toN === null ? null : sign.toN + 1,
      from: iso(sign.fromMs),
      to: iso(sign.toMs),
      p: sign.p,
      statement: sign.statement,
      pointers: own,
    };
  });
}
