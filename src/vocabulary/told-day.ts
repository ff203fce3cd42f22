// A day as the customer told it: the day itself, about that day, or a part of a month.
import type { Claim } from './case-file.ts';
import type { Both } from './finding.ts';
import type { MonthPart } from './month-part.ts';

export type ToldKey = 'submittedAt' | 'spamSince';

type Rough = Pick<Claim, 'approximate' | 'monthPart'>;

/** How the day is told, `{day}` and `{month}` being places for it: no more exactly than the customer did. */
export function toldForm(claim: Rough, key: ToldKey): Both {
  const part = claim.monthPart?.[key];
  if (part !== undefined) return partForms[part];
  return claim.approximate?.includes(key) ? { ja: '{day}ごろ', en: 'about {day}' } : { ja: '{day}', en: '{day}' };
}

const partForms: Readonly<Record<MonthPart, Both>> = {
  start: { ja: '{month}の初めごろ', en: 'around the start of {month}' },
  early: { ja: '{month}の上旬', en: 'early in {month}' },
  mid: { ja: '{month}の中旬', en: 'about the middle of {month}' },
  late: { ja: '{month}の下旬', en: 'late in {month}' },
  end: { ja: '{month}の終わりごろ', en: 'around the end of {month}' },
  month: { ja: '{month}', en: '{month}' },
};

/** For a terminal or a report: `2026-09（初めごろ）`-like words, with the date as it stands in the claim. */
export function toldDayWords(claim: Rough & Pick<Claim, ToldKey>, key: ToldKey): Both | null {
  const at = claim[key];
  if (at === null) return null;
  const [day, month] = [at.slice(0, 10), at.slice(0, 7)];
  const fill = (words: string) => words.replace('{day}', day).replace('{month}', month);
  const { ja, en } = toldForm(claim, key);
  return { ja: fill(ja), en: fill(en) };
}
