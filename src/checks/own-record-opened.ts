// Whether the record of the person who wrote is among those that somebody walked through: by the number the register gives it.

import { named, said, VIEWS } from '../logs/application-lines.ts';
import type { LogStore } from '../logs/port.ts';
import type { Pointer } from '../vocabulary/finding.ts';
import type { ApplicationRead } from './application-reads.ts';
import type { Sources } from './check.ts';
import { ownNumbers } from './own-record.ts';

/** Shorter numbers stand in any address. Some systems put letters before them: "HR-48213". */
const RECORD_NUMBER = /^(?:[A-Za-z]{1,6}[-_]?)?\d{4,18}$/;
/** The same in a line. */
const IN_LINE = '[A-Za-z]{1,6}[-_]?[0-9]{4,18}|[0-9]{4,18}';
const HOUR = 3_600_000;

type Opened = { readonly pointers: readonly Pointer[] };

/** Requests that were answered, by these clients, for the record; undefined: the register or its numbers do not tell. */
export async function ownRecordOpened(
  sources: Sources,
  clients: readonly string[],
  store: LogStore,
): Promise<Opened | undefined> {
  const numbers = clients.length === 0 ? [] : ownNumbers(sources).filter((number) => RECORD_NUMBER.test(number));
  if (numbers.length === 0) return undefined;
  const rows = await store.rows<{ f: number; n: number }>(
    `select f, n from web where client in {clients:Array(String)} and status between 200 and 299
       and (hasAny(extractAll(target, '[0-9]+'), {numbers:Array(String)}) or hasAny(extractAll(target, '${IN_LINE}'), {numbers:Array(String)}))
     order by f, n limit 10`,
    { clients, numbers },
  );
  return { pointers: await store.pointers(rows) };
}

/** The same of a walk that many addresses share: opened by anybody while it lasted, from no page that led there. */
export async function ownRecordWithin(
  sources: Sources,
  { from, to }: { readonly from: string; readonly to: string },
  store: LogStore,
): Promise<Opened | undefined> {
  const numbers = ownNumbers(sources).filter((number) => RECORD_NUMBER.test(number));
  if (numbers.length === 0) return undefined;
  const rows = await store.rows<{ f: number; n: number }>(
    `select f, n from web where ts between fromUnixTimestamp64Milli({from:Int64}) and fromUnixTimestamp64Milli({to:Int64})
       and status between 200 and 299 and referer in ('', '-') and user = ''
       and (hasAny(extractAll(target, '[0-9]+'), {numbers:Array(String)}) or hasAny(extractAll(target, '${IN_LINE}'), {numbers:Array(String)}))
     order by f, n limit 10`,
    // Times of a log are told to the second: the last one is among them.
    { from: Date.parse(from), to: Date.parse(to) + 999, numbers },
  );
  return { pointers: await store.pointers(rows) };
}

/** The same of an hour in which an application's own record shows record after record opened. */
export async function ownRecordViewed(
  sources: Sources,
  { user, ip, at }: Pick<ApplicationRead, 'user' | 'ip' | 'at'>,
  store: LogStore,
): Promise<Opened | undefined> {
  const numbers = ownNumbers(sources);
  if (numbers.length === 0) return undefined;
  const rows = await store.rows<{ f: number; n: number }>(
    `select f, n from event where action = '' and ${named} and user = {user:String} and ip = {ip:String}
       and ts between fromUnixTimestamp64Milli({from:Int64}) and fromUnixTimestamp64Milli({to:Int64})
       and match(${said}, '${VIEWS}') and hasAny(mapValues(fields), {numbers:Array(String)}) order by f, n limit 10`,
    { user, ip, from: at, to: at + HOUR, numbers },
  );
  return { pointers: await store.pointers(rows) };
}
