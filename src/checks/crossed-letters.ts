// Letters of a mailing that went to the wrong rows: by our own record of the sending, one person's data stood in the mail to
// another. A line that names the wrong row would tell the same, so it is believed only beside a copy that agrees with it.
import { isoInZone } from '../custody/instant.ts';
import { rowsOf } from '../custody/register.ts';
import { parseAddress } from '../vocabulary/address.ts';
import type { Both, Pointer } from '../vocabulary/finding.ts';
import { type FactDraft, firstPointers } from './answer.ts';
import type { Sources } from './check.ts';
import { otherNumbers, ownNumbers } from './own-record.ts';
import type { SpamSample } from './spam-evidence.ts';

/** Registers of more records, and sendings of more lines, are read by as many. */
const MOST_NUMBERS = 20_000;
const MOST_LINES = 50_000;

type Line = {
  readonly f: number;
  readonly n: number;
  readonly at: number;
  readonly to: readonly string[];
  readonly numbers: readonly string[];
  /** All values of a line with a number of this record. */
  readonly values: readonly string[];
};

export type Crossed = { readonly fact: FactDraft; readonly said: Both; readonly pointers: readonly Pointer[] };

/** Numbers of other records in a copy of our mail to this address, none of its own beside them. */
function numbersInCopy(samples: readonly SpamSample[], own: readonly string[], others: ReadonlySet<string>) {
  return new Set(
    samples
      .filter(({ origin, kind, sentToAnother }) => origin === 'ours' && kind === 'message' && !sentToAnother)
      .flatMap(({ numbers = [] }) => (own.some((one) => numbers.includes(one)) ? [] : numbers))
      .filter((number) => others.has(number)),
  );
}

/** Null: no copy shows it, or no record tells where the data of the person who wrote went. */
export async function crossedLetters(sources: Sources): Promise<Crossed | null> {
  const { logs, spam, register, claim, organisation } = sources;
  if (!logs || !spam || !register) return null;
  const own = ownNumbers(sources);
  const complainant = parseAddress(claim.address);
  if (!complainant || own.length === 0) return null;
  const others = otherNumbers(sources, MOST_NUMBERS);
  const inCopy = numbersInCopy(spam.samples, own, new Set(others));
  if (inCopy.size === 0) return null;
  const numbersOf = new Map<string, Set<string>>();
  const known = new Set([...own, ...others]);
  for (const { address, answers } of register.rows) {
    const numbers = Object.values(answers).map((value) => value.trim());
    const key = address.toLowerCase();
    numbersOf.set(key, new Set([...(numbersOf.get(key) ?? []), ...numbers.filter((number) => known.has(number))]));
  }
  const lines = await logs.store.rows<Line>(
    `select f, n, toUnixTimestamp64Milli(toDateTime64(ts, 3)) as at, all as values,
       arrayMap(v -> lower(v), arrayFilter(v -> match(v, '^[^@\\\\s<>]{1,64}@[^@\\\\s<>]{3,255}$'), all)) as to,
       arrayFilter(v -> has({known:Array(String)}, v), all) as numbers
     from (select f, n, ts, mapValues(fields) as all from event where arrayExists(v -> match(v, '^[^@\\\\s<>]{1,64}@[^@\\\\s<>]{3,255}$'), mapValues(fields)))
     where length(to) = 1 and notEmpty(numbers) order by f, n limit ${MOST_LINES}`,
    { known: [...known] },
  );
  const crossed = lines.filter(({ to: [address = ''], numbers }) => {
    const theirs = numbersOf.get(address);
    return theirs !== undefined && theirs.size > 0 && !numbers.some((number) => theirs.has(number));
  });
  const agrees = crossed.some(
    ({ to: [address], numbers }) => address === complainant.toLowerCase() && numbers.some((one) => inCopy.has(one)),
  );
  const mine = crossed.filter(({ numbers }) => numbers.some((number) => own.includes(number)));
  const [first] = mine;
  if (!agrees || !first) return null;
  const values = new Set(mine.flatMap((line) => line.values.map((value) => value.trim())));
  const columns = rowsOf(register, complainant, organisation.timeZone).flatMap(({ answers }) =>
    Object.entries(answers).flatMap(([column, value]) =>
      values.has(value.trim()) && value.trim() !== '' ? [column] : [],
    ),
  );
  const people = new Set(mine.map(({ to: [address] }) => address)).size;
  const all = new Set(crossed.map(({ to: [address] }) => address)).size;
  const pointers = firstPointers(await logs.store.pointers(mine));
  return {
    fact: {
      ...{ kind: 'sent-to-another', messages: people, of: people, ours: people, holdsRecord: people },
      ...{ holds: [...new Set(columns)].join('; '), crossed: all, pointers },
      ...(people === 1 && first.at > 0 ? { receivedAt: isoInZone(first.at, organisation.timeZone) } : {}),
    },
    said: {
      ja: `送信の記録では、この方の登録内容が${people}人の別の方のアドレスに送られています。同じように別の方の登録内容が送られたアドレスは、合わせて${all}件です（渡された写しの1通と一致）`,
      en: `by our record of the sending, what we hold of this person went to ${people === 1 ? "another person's address" : `${people} other addresses`}; in all, ${all} addresses were sent the record of somebody else (the copy handed in agrees with that record)`,
    },
    pointers,
  };
}
