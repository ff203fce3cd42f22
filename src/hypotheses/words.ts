import type { Both } from '../vocabulary/finding.ts';
import type { Interval } from '../vocabulary/outcome.ts';

type Band = { readonly holds: (interval: { low: number; high: number }) => boolean; readonly words: Both };

/** First row that holds; the last always does. An interval without a lower end below its upper end is a mistake of ours. */
const bands: readonly [...Band[], Band] = [
  {
    holds: ({ high }) => high <= 0.05,
    words: { ja: 'ごく低い（否定はできません）', en: 'very unlikely (not ruled out)' },
  },
  { holds: ({ high }) => high <= 0.2, words: { ja: '低い（否定はできません）', en: 'unlikely (not ruled out)' } },
  { holds: ({ high }) => high < 0.45, words: { ja: 'どちらかといえば低い', en: 'rather unlikely' } },
  { holds: ({ low }) => low >= 0.8, words: { ja: '高い', en: 'likely' } },
  { holds: ({ low }) => low > 0.55, words: { ja: 'どちらかといえば高い', en: 'rather likely' } },
  { holds: () => true, words: { ja: 'どちらとも申し上げられません', en: 'cannot say' } },
];

/** The words a letter uses for our side. Total: every interval with low ≤ high has exactly one. */
export function wordFor(interval: { readonly low: number; readonly high: number }): Both {
  const { low, high } = interval;
  if (!(low <= high)) throw new RangeError(`low ${low} is not at most high ${high}`);
  return bands.find((band) => band.holds({ low, high }))?.words ?? cannotSay;
}

export const cannotSay: Both = { ja: 'どちらとも申し上げられません', en: 'cannot say' };

/**
 * Words for a likelihood ratio, from the end of its interval nearest 1, so that a wide interval never sounds strong.
 * @see ENFSI Guideline for Evaluative Reporting (2015): 2–10 weak, 10–100 moderate, …
 */
export function ratioWords({ low, high }: Pick<Interval, 'low' | 'high'>): Both {
  if (low <= 1 && high >= 1) return { ja: 'どちらの見方も支持しない', en: 'does not distinguish' };
  const forUs = high < 1;
  const nearest = forUs ? 1 / high : low;
  const strength = strengths.find(({ below }) => nearest < below) ?? strongest;
  return forUs
    ? { ja: `弊社以外の経路を${strength.ja}支持する`, en: `${strength.en} support for a way outside us` }
    : { ja: `弊社側の経路を${strength.ja}支持する`, en: `${strength.en} support for a way on our side` };
}

const strongest = { below: Number.POSITIVE_INFINITY, ja: 'きわめて強く', en: 'very strong' };
const strengths = [
  { below: 2, ja: 'ごくわずかに', en: 'hardly any' },
  { below: 10, ja: '弱く', en: 'weak' },
  { below: 100, ja: '中程度に', en: 'moderate' },
  { below: 1_000, ja: 'やや強く', en: 'moderately strong' },
  { below: 10_000, ja: '強く', en: 'strong' },
  strongest,
];

/** Stands wherever a person reads a weight. */
export const testedOnSimulatedCasesOnly: Both = {
  ja: 'この推定は模擬事例でのみ検証しており、実際の事件での的中率は分かっていません。',
  en: 'These estimates were tested on simulated cases only; how often they are right in real cases is not known.',
};
