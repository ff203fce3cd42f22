// Which figures and dates a letter may hold: those of case.json, in the forms a letter writes them. Stands alone.
import { at, isList, isRecord, type Json, textAt } from './canonical-json.ts';

/** Figures of a text, without leading zeros, separators or full-width forms. `1,234` is one; `2009-04-27` is three. */
export function numbersIn(text: string): string[] {
  const plain = text.normalize('NFKC').replace(/(\d),(?=\d{3}(?!\d))/g, '$1');
  return [...plain.matchAll(/\d+(?:\.\d+)?/g)].map(([digits]) => normal(digits));
}

function normal(digits: string): string {
  const trimmed = digits.replace(/^0+(?=\d)/, '');
  return trimmed.includes('.') ? trimmed.replace(/0+$/, '').replace(/\.$/, '') : trimmed;
}

/** The wall clock of an instant in the zone a letter is written in: date, weekday-free, hour, minute. */
function wallClock(instant: string, timeZone: string): string[] {
  const time = Date.parse(instant);
  if (Number.isNaN(time)) return [];
  const read = (zone: string) =>
    new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    }).format(time);
  try {
    return numbersIn(read(timeZone));
  } catch {
    return numbersIn(read('UTC'));
  }
}

/** A share as a letter could round it: to whole per cents or one decimal, up, down or nearest. */
function percentForms(share: number): string[] {
  if (!(share > 0 && share < 1)) return [];
  const percent = share * 100;
  return [0, 1, 2].flatMap((digits) => {
    const scale = 10 ** digits;
    return [Math.floor, Math.ceil, Math.round].map((round) => normal(String(round(percent * scale) / scale)));
  });
}

/**
 * Every figure that stands in the case outside its letters, and what a letter makes of it: dates in its own zone, shares in per
 * cent, how many there are of a list. Generous on purpose: this notices a figure out of nowhere, not a rounding.
 */
export function numbersOfCase(caseJson: Json): ReadonlySet<string> {
  const out = new Set<string>();
  const timeZone = textAt(at(caseJson, 'organisation'), 'timeZone') ?? 'UTC';
  const add = (numbers: readonly string[]) => {
    for (const number of numbers) out.add(number);
  };
  const walk = (value: Json) => {
    if (typeof value === 'number') {
      add(numbersIn(String(value)));
      add(percentForms(value));
      add([normal(String(Math.round(value)))].filter((text) => /^\d+$/.test(text)));
    } else if (typeof value === 'string') {
      add(numbersIn(value));
      if (/^\d{4}-\d{2}-\d{2}T/.test(value)) add(wallClock(value, timeZone));
    } else if (isList(value)) {
      // "three vendors": the count of a list is a figure of the case.
      add([String(value.length)]);
      for (const inner of value) walk(inner);
    } else if (isRecord(value)) {
      for (const inner of Object.values(value)) walk(inner);
    }
  };
  if (isRecord(caseJson)) {
    for (const [key, value] of Object.entries(caseJson)) if (key !== 'letters') walk(value);
  }
  return out;
}
