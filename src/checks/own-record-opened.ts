// Whether the record of the person who wrote is among those that somebody walked through: by the number the register gives it.
import type { LogStore } from '../logs/port.ts';
import type { Pointer } from '../vocabulary/finding.ts';
import type { Sources } from './check.ts';
import { ownNumbers } from './own-record.ts';

/** Shorter numbers stand in any address. */
const RECORD_NUMBER = /^\d{4,18}$/;

type Opened = { readonly pointers: readonly Pointer[] };

/** Requests that were answered, by these clients, for the record; undefined: the register or its numbers do not tell. */
export async function ownRecordOpened(
  sources: Sources,
  clients: readonly string[],
  store: LogStore,
): Promise<Opened | undefined> {
  const numbers = ownNumbers(sources).filter((number) => RECORD_NUMBER.test(number));
  if (clients.length === 0) return undefined;
  if (numbers.length === 0) return undefined;
  const rows = await store.rows<{ f: number; n: number }>(
    `select f, n from web where client in {clients:Array(String)} and status between 200 and 299
       and hasAny(extractAll(target, '[0-9]+'), {numbers:Array(String)}) order by f, n limit 10`,
    { clients, numbers },
  );
  return { pointers: await store.pointers(rows) };
}
