// Every number in a letter comes from the case: which numbers a case holds, and which a sentence prints.
import type { Sentence } from '../../vocabulary/case-file.ts';
import { numbersOfDate } from '../days.ts';
import type { CaseInput } from '../grounds.ts';

const DEEPEST = 12;

/** Digit runs, thousands joined, leading zeros dropped. */
export function numbersIn(text: string): readonly string[] {
  const plain = text
    .replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0))
    .replace(/(\d),(?=\d{3}(?!\d))/g, '$1');
  return (plain.match(/\d{1,40}/g) ?? []).map((digits) => digits.replace(/^0+(?=\d)/, ''));
}

function collect(value: unknown, zone: string, into: Set<string>, depth: number): void {
  if (depth > DEEPEST) return;
  if (typeof value === 'number') {
    for (const number of numbersIn(String(value))) into.add(number);
  } else if (typeof value === 'string') {
    // A digest holds digits that nobody would print.
    if (/^[0-9a-f]{64}$/.test(value)) return;
    for (const number of numbersIn(value)) into.add(number);
    for (const number of numbersOfDate(value, zone)) into.add(String(number));
  } else if (Array.isArray(value)) {
    for (const one of value) collect(one, zone, into, depth + 1);
  } else if (typeof value === 'object' && value !== null) {
    for (const one of Object.values(value)) collect(one, zone, into, depth + 1);
  }
}

const ofCase = new WeakMap<CaseInput, ReadonlySet<string>>();

/** All numbers of a case but those of its letters, dates as its time zone reads them. */
export function numbersOfCase(input: CaseInput): ReadonlySet<string> {
  const kept = ofCase.get(input);
  if (kept) return kept;
  const { letters: _letters, sources: _sources, files, ...rest } = input;
  const found = new Set<string>();
  collect(rest, input.organisation.timeZone, found, 0);
  // Of a file only the time it covers is ever said; its bytes and lines would let almost any number pass.
  const covered = files.map(({ from, to, trueTime }) => [from, to, trueTime?.from, trueTime?.to]);
  collect(covered, input.organisation.timeZone, found, 0);
  ofCase.set(input, found);
  return found;
}

export function numbersOfSlots(sentence: Sentence, zone: string): ReadonlySet<string> {
  const found = new Set<string>();
  collect(sentence.slots, zone, found, 0);
  return found;
}
