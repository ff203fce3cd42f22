// The fixed words for an interval. One table for report and letters, so that the two can never use different words.
import type { Both } from './finding.ts';
import type { Interval } from './outcome.ts';

type Bounds = { readonly low: number; readonly high: number };

/** First row that holds. Total: the last row always does. Nothing in it says 0 % or 100 %. */
const shareRows: readonly { readonly holds: (bounds: Bounds) => boolean; readonly words: Both }[] = [
  {
    holds: ({ high }) => high <= 0.05,
    words: { ja: 'ごく低い（否定はできません）', en: 'very unlikely (not ruled out)' },
  },
  { holds: ({ high }) => high <= 0.2, words: { ja: '低い（否定はできません）', en: 'unlikely (not ruled out)' } },
  { holds: ({ high }) => high < 0.45, words: { ja: 'どちらかといえば低い', en: 'rather unlikely' } },
  { holds: ({ low }) => low >= 0.8, words: { ja: '高い', en: 'likely' } },
  { holds: ({ low }) => low > 0.55, words: { ja: 'どちらかといえば高い', en: 'rather likely' } },
];
const cannotSay: Both = { ja: 'どちらとも申し上げられません', en: 'cannot say' };

/** Words for a probability interval, both bounds 0 to 1. */
export function shareWords(bounds: Bounds): Both {
  return shareRows.find(({ holds }) => holds(bounds))?.words ?? cannotSay;
}

/** Strength by the end of the interval nearest 1, as the scale of the ENFSI guideline for evaluative reporting (2015) has it. */
const strengths: readonly { readonly below: number; readonly words: Both }[] = [
  { below: 2, words: { ja: 'ごくわずかに', en: 'very slightly' } },
  { below: 10, words: { ja: '弱く', en: 'weakly' } },
  { below: 100, words: { ja: '中程度に', en: 'moderately' } },
  { below: 1000, words: { ja: 'やや強く', en: 'moderately strongly' } },
  { below: 10_000, words: { ja: '強く', en: 'strongly' } },
];
const strongest: Both = { ja: '非常に強く', en: 'very strongly' };

/**
 * Words for a likelihood ratio "ours : any other way". An interval that holds 1 does not distinguish, whatever its middle.
 */
export function likelihoodRatioWords({ low, high }: Pick<Interval, 'low' | 'high'>): Both {
  if (low <= 1 && high >= 1) {
    return {
      ja: '調べたことだけでは、弊社側の経路とほかの経路を区別できません',
      en: 'what was checked does not distinguish our side from the other ways',
    };
  }
  const ours = low > 1;
  const nearest = ours ? low : 1 / high;
  const strength = strengths.find(({ below }) => nearest < below)?.words ?? strongest;
  return {
    ja: `調べたことは、${ours ? '弊社側の経路' : '弊社以外の経路'}を${strength.ja}支持します`,
    en: `what was checked ${strength.en} favours ${ours ? 'our side' : 'the ways outside us'}`,
  };
}
