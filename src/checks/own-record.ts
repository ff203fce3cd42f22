// By what numbers the register tells the record of the person who wrote from others.
import { rowsOf } from '../custody/register.ts';
import { parseAddress } from '../vocabulary/address.ts';
import type { Sources } from './check.ts';

/** Columns that number a record; a telephone or a post code is a number of something else. */
const NUMBERS =
  /(?:^|[_ -])(?:no|id|num|number|ref|key)$|^(?:order|member|customer|user|account|booking|reservation|ticket|invoice|contract|patient|student|ご?予約|ご?注文|会員|顧客)|番号$/i;
/** `booking_date`. */
const IS_DAY = /^\d{4}-\d{2}-\d{2}$/;
const OF_SOMETHING_ELSE = /tel|phone|fax|zip|post|card|電話|郵便|携帯|カード|会社/i;
/** What a record is called by, whatever its length; in other columns a short number is an age or an amount. */
const SURELY_A_NUMBER = /(?:^|[_ -])(?:no|id|number)$|番号$/i;
const SHORT = 4;
/** One word of letters, digits, dashes and underscores: a number such as 48192 or C-0172, no name and no date with a time. */
const ONE_WORD = /^[\w-]{1,40}$/;

const numbersIn = (answers: Readonly<Record<string, string>>): readonly string[] =>
  Object.entries(answers).flatMap(([column, value]) => {
    const number = value.trim();
    const isNumber =
      ONE_WORD.test(number) &&
      /\d/.test(number) &&
      !IS_DAY.test(number) &&
      (number.length >= SHORT || SURELY_A_NUMBER.test(column));
    return NUMBERS.test(column) && !OF_SOMETHING_ELSE.test(column) && isNumber ? [number] : [];
  });

/** Those of the complainant's rows; empty: no register, no row of theirs, or none with a number. */
export function ownNumbers({ register, claim, organisation }: Sources): readonly string[] {
  const address = register ? parseAddress(claim.address) : undefined;
  if (!register || !address) return [];
  return [...new Set(rowsOf(register, address, organisation.timeZone).flatMap(({ answers }) => numbersIn(answers)))];
}

/** Those of the other rows, at most so many, spread over the register. */
export function otherNumbers(sources: Sources, most: number): readonly string[] {
  const rows = sources.register?.rows ?? [];
  const own = new Set(ownNumbers(sources));
  const step = Math.max(1, Math.ceil(rows.length / most));
  const some = rows.filter((_, index) => index % step === 0).flatMap(({ answers }) => numbersIn(answers));
  return [...new Set(some)].filter((number) => !own.has(number)).slice(0, most);
}
