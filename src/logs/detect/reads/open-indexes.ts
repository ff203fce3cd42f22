// A search index or document store that answers strangers: whole lists of documents in one answer, without any login.
import { grouped } from '../../../vocabulary/grouped.ts';
import { leastAndMost } from '../../../vocabulary/span.ts';
import { isOutside, networkOf } from '../../networks.ts';
import type { LogStore, Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, within } from '../limits.ts';
import { firstLogins } from '../logins/sessions.ts';
import { TIMED } from '../requests/web-behaviour.ts';

/** Elasticsearch, OpenSearch and CouchDB: requests that give documents out. */
const DOCUMENTS = '/_(?:search|search/scroll|search/template|msearch|mget|all_docs|find|changes|source/[^/]+)/?$';
/** What is asked by who wants to know what there is: lists of indexes, nodes and fields. */
const SURVEY =
  '/(?:_cat/(?:indices|aliases|nodes|shards)|_aliases|_mappings?|_all_dbs|_cluster/(?:state|health)|_nodes)';

const MOST_READERS = 20_000;
/** A page of results is smaller: from here on it is documents by the dozen. */
const LEAST_BYTES = 20_000;
/** Networks that are given the same, from where it is the site's own search. */
const READ_BY_MANY = 3;
/** Days on which somebody asks, from where it is their work. */
const DAYS_OF_HABIT = 2;

type Row = {
  readonly client: string;
  readonly path: string;
  readonly times: number;
  readonly bytes: number;
  readonly days: number;
  readonly first: number;
  readonly last: number;
  readonly places: readonly (readonly [f: number, n: number])[];
};

/** The two signs are looked for first: that costs a twentieth of the expression. */
function readersOf(store: LogStore): Promise<Row[]> {
  return store.rows<Row>(
    `select client, path, count() as times, sum(greatest(size, 0)) as bytes, uniqExact(toDate(ts)) as days,
       toUnixTimestamp64Milli(min(ts)) as first, toUnixTimestamp64Milli(max(ts)) as last, groupArraySorted(20)((f, n)) as places from web
     prewhere position(path, '/_') > 0 where user = '' and method in ('GET', 'POST') and status = 200 and ${TIMED} and match(path, '${DOCUMENTS}')
     group by client, path order by client, path limit ${MOST_READERS + 1}`,
  );
}

/** Of these clients, those who were told what there is. */
async function surveyors(store: LogStore, clients: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await store.rows<{ client: string }>(
    `select distinct client from web where client in {clients:Array(String)} and status = 200 and match(path, '${SURVEY}') order by client`,
    { clients },
  );
  return new Set(rows.map(({ client }) => client));
}

/** Paths, without the number of a page's worth, that so many networks are given that they are the site's own search. */
function ownSearch(rows: readonly Row[]): ReadonlySet<string> {
  const networks = new Map<string, Set<string>>();
  for (const { path, client } of rows) networks.set(path, (networks.get(path) ?? new Set()).add(networkOf(client)));
  return new Set([...networks].flatMap(([path, of]) => (of.size >= READ_BY_MANY ? [path] : [])));
}

/** @throws AkashiError as every question to the logs does */
export async function openIndexes(store: LogStore, limits: Limit[]): Promise<Finding[]> {
  const rows = within(await readersOf(store), MOST_READERS, limits, 'index-readers', ['bulk-read']);
  const own = ownSearch(rows);
  const byClient = grouped(rows, ({ path, days, client }) =>
    own.has(path) || days >= DAYS_OF_HABIT || !isOutside(client) ? undefined : client,
  );
  if (byClient.size === 0) return [];
  const clients = [...byClient.keys()].sort();
  const surveyed = await surveyors(store, clients);
  const logins = await firstLogins(store, clients);
  return [...byClient].flatMap(([client, list]): Finding[] => {
    const first = leastAndMost(list.map((row) => row.first)).least;
    const bytes = list.reduce((sum, row) => sum + row.bytes, 0);
    if (bytes < LEAST_BYTES || (logins.get(client) ?? Number.POSITIVE_INFINITY) <= first) return [];
    const times = list.reduce((sum, row) => sum + row.times, 0);
    return [
      {
        actor: { kind: 'ip', id: client },
        sign: 'open-index',
        class: 'bulk-read',
        level: surveyed.has(client) ? 'adverse' : 'notable',
        success: 'possible',
        says: {
          ja: `検索用のデータベース（${list[0]?.path ?? ''} など）が、ログインのない外部の接続元に文書を${times}回、計${bytes}バイト渡した`,
          en: `a search index (${list[0]?.path ?? ''}) gave documents to an outside source that is not seen to log in (${times} answers, ${bytes} bytes)`,
        },
        count: times,
        first,
        last: leastAndMost(list.map((row) => row.last)).most,
        places: list.flatMap(({ places }) => places.map(([f, n]): Place => ({ f, n }))).slice(0, 20),
      },
    ];
  });
}
