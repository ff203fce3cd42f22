// A command to write data into a file, and the same source fetching that very file afterwards: one act, by two lines.
import type { AttackClassId } from '../logs/detect/attack-classes.ts';
import type { Actor, Success } from '../logs/detect/detection.ts';
import { type Limit, within } from '../logs/detect/limits.ts';
import type { LogStore } from '../logs/port.ts';
import type { FactOf } from '../vocabulary/fact.ts';
import type { Pointer } from '../vocabulary/finding.ts';

export type FetchedDump = Pick<FactOf<'attacker-trace'>, 'fetchedAt' | 'fetchedBytes'> & {
  readonly pointers: readonly Pointer[];
};

/** Each costs a statement; a letter names a few. */
const MOST_SOURCES = 10;
/** Requests of one source that are looked through, those that carry a command first seen first. */
const MOST_REQUESTS = 2_000;
const ofCommands: readonly AttackClassId[] = ['webshell', 'cmdi'];
/** Of one request. */
const LONGEST = 8_000;
const DUMP = /\b(?:mysqldump|mariadb-dump|pg_dump|sqlite3|mongodump|mongoexport|tar|zip|cp)\b/iu;
/** Where a shell or the program itself is told to put it. */
const INTO = /(?:>{1,2} ?|(?:--result-file|--file|--out|-r|-f|-o)[= ])["']?([\w./~-]{1,255})/gu;
/** What is put nowhere. */
const NOWHERE = /^\/dev\//u;

type Trace = { readonly actor: Actor; readonly success: Success };
type Request = {
  readonly target: string;
  readonly at: number;
  readonly size: number;
  readonly f: number;
  readonly n: number;
};

const decoded = (target: string) =>
  target
    .slice(0, LONGEST)
    .replaceAll('+', ' ')
    .replace(/%([0-9a-f]{2})/giu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1).toLowerCase();

/** Names of the files into which commands in this request were to write. */
export function writtenInto(target: string): readonly string[] {
  const text = decoded(target);
  if (!DUMP.test(text)) return [];
  return [...text.matchAll(INTO)].flatMap(([, path = '']) => {
    const name = nameOf(path);
    return NOWHERE.test(path) || name === '' ? [] : [name];
  });
}

/** When the file that a command of this source names was fetched by the same source, answered with contents. */
async function fetchedBy(client: string, store: LogStore, limits: Limit[]): Promise<FetchedDump | undefined> {
  const rows = await store.rows<Request>(
    `select target, toUnixTimestamp64Milli(toDateTime64(ts, 3)) as at, size, f, n from web
     where client = {client:String} and status between 200 and 299 and ts > 0 order by ts, f, n limit ${MOST_REQUESTS + 1}`,
    { client },
  );
  const named = new Set<string>();
  for (const { target, at, size, f, n } of within(rows, MOST_REQUESTS, limits, 'command-requests', ofCommands)) {
    const [path = ''] = decoded(target).split('?');
    if (size > 0 && named.has(nameOf(path))) {
      const pointers = await store.pointers([{ f, n }]);
      return { fetchedAt: new Date(at).toISOString(), fetchedBytes: size, pointers };
    }
    for (const name of writtenInto(target)) named.add(name);
  }
  return undefined;
}

/** By the id of each actor that sent commands and whose success is shown: what it fetched of what they wrote. */
export async function fetchedDumps(
  traces: readonly Trace[],
  store: LogStore,
  limits: Limit[],
): Promise<ReadonlyMap<string, FetchedDump>> {
  const found = new Map<string, FetchedDump>();
  const clients = traces.flatMap(({ actor, success }) =>
    actor.kind === 'ip' && success === 'shown' ? [actor.id] : [],
  );
  for (const client of within([...new Set(clients)], MOST_SOURCES, limits, 'command-senders', ofCommands)) {
    const fetched = await fetchedBy(client, store, limits);
    if (fetched) found.set(client, fetched);
  }
  return found;
}
