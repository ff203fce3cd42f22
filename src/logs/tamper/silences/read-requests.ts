// Requests as numbers, for the question of continuity: everything of a bounded sample of visitors.
import type { LogStore } from '../../port.ts';
import { onceAStore } from '../once-a-store.ts';
import type { Request } from './continuity.ts';
import { AFTER_MS } from './continuity.ts';
import type { Gap } from './gap-candidates.ts';
import type { Stretch } from './traffic-model.ts';

/** Requests read at most, sampling whole visitors where a log has more. */
const MOST_REQUESTS = 120_000;
/** A log with no more requests than this is asked whether visits were interrupted; in a larger one, silence is telling enough. */
export const MOST_WHOLE = 30_000;
const HASH_BITS = 'bitAnd({}, 4503599627370495)';
const hash = (expression: string) => HASH_BITS.replace('{}', () => `cityHash64(${expression})`);

/** Files that pages are made of. */
const PART = '(?i)[.](css|js|mjs|map|png|gif|jpe?g|svg|webp|avif|ico|woff2?|ttf|otf)$';
/** A path with its numbers blanked out, and the names of its parameters. */
const shape = (path: string, query: string) =>
  `concat(substring(replaceRegexpAll(${path}, '[0-9]+', '#'), 1, 120), '?', substring(replaceRegexpAll(replaceRegexpAll(${query}, '=[^&]*', ''), '[0-9]+', '#'), 1, 60))`;
const plainReferer = "if(referer in ('', '-'), 'none', 'elsewhere')";

/**
 * Hosts whose pages are in these logs: at least half of what they are named for was requested here. The bare host is no
 * page: that is all that search engines, and most other sites, let a browser say.
 */
const ownHosts = onceAStore(async (store, files: readonly number[]): Promise<readonly string[]> => {
  // Where nobody says which page they come from, no target has to be looked up: that would be a pass over all of them.
  const any = await store.rows(
    `select 1 from web where f in {files:Array(UInt32)} and startsWith(referer, 'http') and pathFull(referer) not in ('', '/') limit 1`,
    { files },
  );
  if (any.length === 0) return [];
  const rows = await store.rows<{ host: string; named: number; here: number }>(
    `with pages as (
       select domain(referer) as host, pathFull(referer) as page, count() as lines from (
         select referer from web where f in {files:Array(UInt32)} and startsWith(referer, 'http') order by f, n limit 200000
       ) group by host, page
     )
     select host, sum(lines) as named, sumIf(lines, page in (
       select distinct target from web where f in {files:Array(UInt32)} and target in (select page from pages)
     )) as here
     from pages where host != '' and page not in ('', '/') group by host having named >= 20 and here * 2 >= named order by named desc, host limit 8`,
    { files },
  );
  return rows.map(({ host }) => host);
});

export type SampledRequests = {
  /** By time. */
  readonly requests: readonly Request[];
  readonly sampling: number;
};

const linesOf = onceAStore(async (store, files: readonly number[]): Promise<number> => {
  const [counted] = await store.rows<{ lines: number }>(
    'select count() as lines from web where f in {files:Array(UInt32)} order by lines',
    { files },
  );
  return counted?.lines ?? 0;
});

/** @param which condition over columns of the web table */
async function requestsOf(store: LogStore, files: readonly number[], which: string): Promise<readonly Request[]> {
  return store.rows<Request>(
    `select f, n, toUnixTimestamp64Milli(ts) as t, ${hash('client, agent')} as visitor, ${hash('agent')} as agent, ${hash('target')} as opens,
       if(domain(referer) in {hosts:Array(String)}, ${hash("if(pathFull(referer) = '', '/', pathFull(referer))")}, 0) as standsOn,
       ${hash(`method, ${shape('path', 'query')}, if(status = 304, 304, intDiv(status, 100)), if(standsOn = 0, ${plainReferer}, ${shape('path(referer)', 'queryString(referer)')})`)} as kind,
       ${hash(`method, match(path, '${PART}'), if(standsOn = 0, ${plainReferer}, if(standsOn = opens, 'self', 'own'))`)} as family
     from web
     where f in {files:Array(UInt32)} and target != '' and ts > toDateTime64(86400, 3, 'UTC') and ${which}
     order by t, f, n limit ${4 * MOST_REQUESTS}`,
    { files, hosts: await ownHosts(store, files) },
  );
}

/** All requests of a log that is not sampled: the examination and the rehearsal of it both begin with them. */
const allRequests = onceAStore((store, files: readonly number[]) => requestsOf(store, files, '1'));

/**
 * @param files one site's access logs (a rotated series)
 * @param gaps silences to be looked at: visitors right after them are read whole, sampled or not
 * @param within leaves out what came before and after, ends included
 */
export async function readRequests(
  store: LogStore,
  files: readonly number[],
  gaps: readonly Gap[],
  within?: Stretch,
): Promise<SampledRequests> {
  const lines = await linesOf(store, files);
  // Without pages that are named, only the order of requests speaks, and that is not asked of large logs.
  if (lines > MOST_WHOLE && (await ownHosts(store, files)).length === 0) return { requests: [], sampling: 1 };
  const sampling = Math.max(1, Math.ceil(lines / MOST_REQUESTS));
  const from = within ? Math.floor(within.fromMs) : Number.NEGATIVE_INFINITY;
  const to = within ? Math.ceil(within.toMs) : Number.POSITIVE_INFINITY;
  if (sampling === 1) {
    const all = await allRequests(store, files);
    return { requests: within ? all.filter(({ t }) => t >= from && t <= to) : all, sampling };
  }
  const after = gaps
    .slice(0, 100)
    .map(
      ({ f, toN, toMs }) =>
        `(f = ${f} and n between ${toN} and ${toN + 400} and ts <= fromUnixTimestamp64Milli(${toMs + AFTER_MS}))`,
    )
    .join(' or ');
  const between = within ? `ts between fromUnixTimestamp64Milli(${from}) and fromUnixTimestamp64Milli(${to}) and` : '';
  const requests = await requestsOf(
    store,
    files,
    `${between} (
       cityHash64(client, agent) % ${sampling} = 0
       ${after ? `or cityHash64(client, agent) in (select distinct cityHash64(client, agent) from web where ${after} limit 300)` : ''}
     )`,
  );
  return { requests, sampling };
}
