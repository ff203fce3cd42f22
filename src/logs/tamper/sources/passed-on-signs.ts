// Asks of each pair of logs whether one is of a server in front of the other, and lacks what the other keeps.
import type { LogStore } from '../../port.ts';
import { type Examination, isExcused } from '../examination.ts';
import { onceAStore } from '../once-a-store.ts';
import { parseRotatedName } from '../rotation-signs.ts';
import { lossExplaining, readLosses } from '../silences/told-losses.ts';
import { startedMeanwhile } from '../silences/told-starts.ts';
import type { Stretch } from '../silences/traffic-model.ts';
import type { FoundSign } from '../tamper-report.ts';
import { type Passed, type Unanswered, unansweredRequests } from './passed-on.ts';

/** Requests of one file that are held in memory. */
const MOST_REQUESTS = 200_000;
const LEAST_REQUESTS = 200;
const LEAST_OVERLAP_MS = 600_000;
/** What stands in a buffer when a file is copied, or rotated, comes late or never. */
const MARGIN_MS = 300_000;
/** Files that are put beside each other. */
const MOST_FILES = 12;
const MOST_PLACES = 20;

type File = { readonly f: number; readonly requests: number };

const readRequestFiles = onceAStore((store: LogStore) =>
  store.rows<File>(
    `select f, count() as requests from web where ts > toDateTime64(86400, 3, 'UTC') group by f having requests >= ${LEAST_REQUESTS} order by requests desc, f`,
  ),
);

const readPassed = onceAStore((store: LogStore, f: number) =>
  store.rows<Passed>(
    `select n, toUnixTimestamp64Milli(ts) as t, toString(cityHash64(method, path)) as key, client from web
     where f = {f:UInt32} and client != '' and ts > toDateTime64(86400, 3, 'UTC') order by t, n`,
    { f },
  ),
);

function inside(lines: readonly Passed[], { fromMs, toMs }: Stretch): readonly Passed[] {
  return lines.filter(({ t }) => t >= fromMs && t <= toMs);
}

const seriesOf = (path: string): string => parseRotatedName(path)?.series ?? path;

/** The time that two files of different logs both cover, without its ends. */
function commonTime({ timelines, files }: Examination, a: number, b: number): Stretch | undefined {
  const [one, other] = [timelines.get(a), timelines.get(b)];
  if (!one || !other || seriesOf(files[a]?.path ?? '') === seriesOf(files[b]?.path ?? '')) return undefined;
  const fromMs = Math.max(one.fromMs, other.fromMs);
  const toMs = Math.min(one.toMs, other.toMs);
  return toMs - fromMs >= LEAST_OVERLAP_MS ? { fromMs: fromMs + MARGIN_MS, toMs: toMs - MARGIN_MS } : undefined;
}

export async function findPassedOnSigns(examination: Examination): Promise<FoundSign[]> {
  const { store, brokenClocks, stopped } = examination;
  if (examination.files.length < 2) return [];
  const all = (await readRequestFiles(store)).filter(({ f }) => !brokenClocks.has(f));
  const beside = all.filter(({ f }) => all.some((other) => other.f !== f && commonTime(examination, f, other.f)));
  const fitting = beside.filter(({ requests }) => requests <= MOST_REQUESTS);
  for (const { f, requests } of beside) if (requests > MOST_REQUESTS) stopped(f, 'passed-on-beyond-limit');
  for (const { f } of fitting.slice(MOST_FILES)) stopped(f, 'passed-on-beyond-limit');
  const asked = fitting.slice(0, MOST_FILES);
  const signs: FoundSign[] = [];
  // The server in front has more requests: it answers some itself.
  for (const [i, front] of asked.entries()) {
    for (const kept of asked.slice(i + 1)) {
      const stretch = commonTime(examination, front.f, kept.f);
      if (!stretch) continue;
      const ofFront = await readPassed(store, front.f);
      const ofKept = inside(await readPassed(store, kept.f), stretch);
      const lacking = unansweredRequests(ofKept, ofFront);
      const sign = lacking && (await signOf(examination, front.f, kept.f, lacking));
      if (sign) signs.push(sign);
    }
  }
  return signs;
}

async function signOf(
  examination: Examination,
  front: number,
  kept: number,
  { lines, told }: Unanswered,
): Promise<FoundSign | undefined> {
  const { store, files, maintenance } = examination;
  const [fromMs, toMs] = [lines[0]?.t ?? 0, lines.at(-1)?.t ?? 0];
  const [row] = await store.rows<{ before: number; after: number }>(
    `select maxIf(n, ts <= fromUnixTimestamp64Milli({from:Int64})) as before, minIf(n, ts > fromUnixTimestamp64Milli({to:Int64})) as after
     from web where f = {f:UInt32} and ts > toDateTime64(86400, 3, 'UTC') order by before`,
    { f: front, from: fromMs, to: toMs },
  );
  const [before, after] = [row?.before ?? 0, row?.after ?? 0];
  const stretch = { f: front, fromN: Math.min(before, after), toN: Math.max(before, after), fromMs, toMs };
  const [started] = await startedMeanwhile(examination, [stretch]);
  if (started || isExcused(stretch, maintenance) || lossExplaining(await readLosses(store), stretch)) return undefined;
  const other = files[kept]?.path ?? '';
  return {
    kind: 'cross-source',
    strength: 'weak',
    ...stretch,
    p: null,
    places: [
      { f: front, n: before },
      { f: front, n: after },
      ...lines.slice(0, MOST_PLACES).map(({ n }) => ({ f: kept, n })),
    ],
    statement: {
      ja: `「${other}」に続けて残る ${lines.length} 件の要求の行が、ここにはない。ほかの ${told} 件はここにもあり、その間もこのサーバーは別の要求を記録している。この間だけ記録しない設定や、別の入口を通った要求でも起こる。`,
      en: `"${other}" keeps ${lines.length} requests in a row of which no line is here, where ${told} others are, and this server wrote others meanwhile; a log told to leave them out for a while, or requests that came another way, do this too`,
    },
  };
}
