// Whether a mail of ours, handed in by whoever got it, tells what the register holds of somebody else.
import { type FormValueFound, findFormValues } from '../mail/values/form-values.ts';
import { haystackOf } from '../mail/values/haystack.ts';
import { indexRecords, type RecordIndex } from '../mail/values/record-index.ts';
import { parseAddress } from '../vocabulary/address.ts';
import type { Material } from './material.ts';

/** One value alone may be that of a namesake. */
const VALUES_NEEDED = 2;

const closeUp = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');

/** Whether the text calls the complainant by name: then it is written to them, whoever else stands in it. */
function namesComplainant(text: string, { name }: Material['claim']): boolean {
  const called = closeUp(name ?? '');
  return called !== '' && closeUp(text).includes(called);
}

/** Rows that we entered ourselves, to try a form, hold our own telephone and name: they stand in every mail of ours. */
function isOurOwn(address: string, senders: readonly string[]): boolean {
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  return senders.some((sender) => {
    const own = sender.toLowerCase().replace(/^.*@/, '');
    return domain === own || domain.endsWith(`.${own}`);
  });
}

/** The records of everybody else. */
export function otherRecords({ register, claim, organisation }: Material): RecordIndex {
  const complainant = parseAddress(claim.address)?.toLowerCase();
  const others = (register?.rows ?? []).filter(
    ({ address }) => address.toLowerCase() !== complainant && !isOurOwn(address, organisation.sendsFrom),
  );
  return indexRecords(
    others.map(({ address, answers }) => ({
      address,
      values: Object.entries(answers).map(([field, value]) => ({ field, value })),
    })),
  );
}

/**
 * The values of the other record, where together they fit less than one record by accident; undefined: there is none, or the
 * mail may well be meant for the complainant. A mail that names them and somebody else is an order for a friend.
 *
 * @param own what the mail holds of the complainant's own record
 */
export function recordOfAnotherIn(
  text: string,
  own: readonly FormValueFound[],
  others: RecordIndex,
  claim: Material['claim'],
): readonly FormValueFound[] | undefined {
  if (own.length > 0 || namesComplainant(text, claim)) return undefined;
  const haystack = haystackOf(text);
  const best = others.bestRecord(haystack);
  if (!best) return undefined;
  const found = findFormValues(haystack, {
    ...{ values: best.values, address: null, count: others.count, registerSize: others.size, choices: others.choices },
  });
  const byField = new Map(found.map((one) => [one.field, one]));
  const alike = [...byField.values()].reduce((product, { chance }) => product * chance, others.size);
  return byField.size >= VALUES_NEEDED && alike < 1 ? [...byField.values()] : undefined;
}
