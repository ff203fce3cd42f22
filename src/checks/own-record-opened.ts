// Whether the record of the person who wrote is among those that somebody walked through: by the number the register gives it.
import { rowsOf } from '../custody/register.ts';
import type { LogStore } from '../logs/port.ts';
import { parseAddress } from '../vocabulary/address.ts';
import type { Pointer } from '../vocabulary/finding.ts';
import type { Sources } from './check.ts';

/** Columns that number a record; a telephone or a post code is a number of something else. */
const NUMBERS = /(?:^|[_ -])(?:no|id|num|number|ref|key)$|^(?:order|member|customer|user|account)|番号$/i;
const OF_SOMETHING_ELSE = /tel|phone|fax|zip|post|card|電話|郵便|携帯|カード|会社/i;
/** Shorter numbers stand in any address. */
const RECORD_NUMBER = /^\d{4,18}$/;

type Opened = { readonly pointers: readonly Pointer[] };

/** Requests that were answered, by these clients, for the record; undefined: the register or its numbers do not tell. */
export async function ownRecordOpened(
  sources: Sources,
  clients: readonly string[],
  store: LogStore,
): Promise<Opened | undefined> {
  const { register, claim, organisation } = sources;
  if (!register || clients.length === 0) return undefined;
  const address = parseAddress(claim.address);
  if (!address) return undefined;
  const numbers = rowsOf(register, address, organisation.timeZone).flatMap(({ answers }) =>
    Object.entries(answers).flatMap(([column, value]) =>
      NUMBERS.test(column) && !OF_SOMETHING_ELSE.test(column) && RECORD_NUMBER.test(value.trim()) ? [value.trim()] : [],
    ),
  );
  if (numbers.length === 0) return undefined;
  const rows = await store.rows<{ f: number; n: number }>(
    `select f, n from web where client in {clients:Array(String)} and status between 200 and 299
       and hasAny(extractAll(target, '[0-9]+'), {numbers:Array(String)}) order by f, n limit 10`,
    { clients, numbers: [...new Set(numbers)] },
  );
  return { pointers: await store.pointers(rows) };
}
