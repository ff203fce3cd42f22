// The first two readings of a sentence: known manners of saying what no letter may say, and vocabularies crossed.
import type { Language } from '../../vocabulary/finding.ts';
import { englishMeanings } from './data/meaning-en.ts';
import { japaneseMeanings } from './data/meaning-ja.ts';
import { englishWordings } from './data/wording-en.ts';
import { japaneseWordings } from './data/wording-ja.ts';
import { coverHonest } from './honest.ts';
import { plainText } from './plain-text.ts';
import type { LintRule, Wording, Wordings } from './rule.ts';
import { lintRules } from './rules.ts';

/** Each sentence is read for known manners of saying it, then for vocabularies crossed. */
const readings: Readonly<Record<Language, readonly Wordings[]>> = {
  ja: [japaneseWordings, japaneseMeanings],
  en: [englishWordings, englishMeanings],
};

/** Rules about what a sentence claims: an honest denial of certainty is covered for these. */
const aboutClaims = (id: string) => /^(?:OC|BL|LI0[25])/.test(id);
/** Rules about privacy read the words as they stand, quoted or not. */
export const readsQuotes = (id: string) => id.startsWith('PR');

export type Place = { readonly index: number; readonly length: number };

/** The first place where a rule holds in a sentence. */
export function firstMatch({ when, unless = [] }: Wording, text: string): Place | undefined {
  for (const pattern of when) {
    const match = pattern.exec(text);
    if (!match) continue;
    if (unless.some((exception) => exception.test(text))) return undefined;
    return { index: match.index, length: Math.max(1, match[0].length) };
  }
  return undefined;
}

/** Where a place of the plain text stood in the sentence itself. */
export function placeBefore({ index, length }: Place, places: readonly number[]): Place {
  const start = places[index] ?? 0;
  const last = places[index + length - 1] ?? start;
  return { index: start, length: Math.max(1, last - start + 1) };
}

export type Seen = { readonly rule: LintRule; readonly place: Place };

/** What the patterns see, where they see it. */
export function byWording(text: string, ours: string, lang: Language): readonly Seen[] {
  const { text: asItStands, places } = plainText(text, lang);
  const claimed = coverHonest(ours, lang);
  return lintRules.flatMap((rule): Seen[] => {
    if (rule.kind !== 'pattern') return [];
    const read = readsQuotes(rule.id) ? asItStands : aboutClaims(rule.id) ? claimed : ours;
    for (const wordings of readings[lang]) {
      const wording = wordings[rule.id];
      const place = wording && firstMatch(wording, read);
      if (place) return [{ rule, place: placeBefore(place, places) }];
    }
    return [];
  });
}
