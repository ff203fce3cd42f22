// What a question is about, by the example questions that it is most like. No list of words foresees how people ask, and
// whoever reads the examples knows what is understood; what is not is mended by one more of them.
//
// A piece of a sentence counts the more, the fewer examples hold it (tf-idf: Salton and Buckley 1988,
// doi:10.1016/0306-4573(88)90021-0). A question is compared, by cosine, with all examples of a kind together (Rocchio's
// method: Manning, Raghavan and Schütze, Introduction to Information Retrieval, §14.2) and with the few that are nearest to it.
import type { Language } from '../../vocabulary/finding.ts';
import { englishQuestions } from './example-questions-en.ts';
import { japaneseQuestions } from './example-questions-ja.ts';
import type { Asked, ExampleQuestions } from './question-kinds.ts';
import { type Pieces, piecesOf } from './question-pieces.ts';

/** How many examples of a kind count by themselves, and how much beside the kind as a whole. Chosen on examples left out in turn. */
const NEAREST = 3;
const NEAREST_SHARE = 0.3;
/** Less alike than this, a question shares little more with any example than its most common words, as half of the misread ones do. */
const LEAST_ALIKE = 0.16;
/** As alike as this, it is the example but for marks and capitals. */
const THE_SAME = 0.99;

type Weights = ReadonlyMap<string, number>;
/** For each piece, who holds it and with what weight, side by side: only what shares a piece is ever compared. */
type Index = Map<string, { readonly holders: number[]; readonly weights: number[] }>;

type Model = {
  readonly examples: number;
  readonly rarity: Weights;
  readonly kinds: readonly { readonly kind: Asked; readonly examples: readonly number[] }[];
  readonly byExample: Index;
  readonly byKind: Index;
};

function normalised(weights: Map<string, number>): Weights {
  let squares = 0;
  for (const weight of weights.values()) squares += weight * weight;
  const length = Math.sqrt(squares) || 1;
  for (const [piece, weight] of weights) weights.set(piece, weight / length);
  return weights;
}

/** Each group of length 1, then the whole. What no example holds says nothing of what is asked. */
function weighed(pieces: Pieces, rarity: Weights): Weights {
  const whole = new Map<string, number>();
  for (const group of pieces) {
    const known = new Map<string, number>();
    for (const [piece, times] of group) {
      const rare = rarity.get(piece);
      if (rare !== undefined) known.set(piece, (1 + Math.log(times)) * rare);
    }
    for (const [piece, weight] of normalised(known)) whole.set(piece, weight);
  }
  return normalised(whole);
}

/** By the root of each sum: what many examples repeat does not outweigh all else that they say. */
function together(examples: readonly Weights[]): Weights {
  const sum = new Map<string, number>();
  for (const weights of examples) {
    for (const [piece, weight] of weights) sum.set(piece, (sum.get(piece) ?? 0) + weight);
  }
  for (const [piece, weight] of sum) sum.set(piece, Math.sqrt(weight));
  return normalised(sum);
}

function addTo(index: Index, holder: number, weights: Weights): void {
  for (const [piece, weight] of weights) {
    const held = index.get(piece);
    if (held) {
      held.holders.push(holder);
      held.weights.push(weight);
    } else index.set(piece, { holders: [holder], weights: [weight] });
  }
}

/** Like each holder of the index, 0 to 1. */
function likenesses(weights: Weights, index: Index, holders: number): Float64Array {
  const sums = new Float64Array(holders);
  for (const [piece, weight] of weights) {
    const held = index.get(piece);
    for (const [at, holder] of held?.holders.entries() ?? []) {
      sums[holder] = (sums[holder] ?? 0) + weight * (held?.weights[at] ?? 0);
    }
  }
  return sums;
}

function rarityIn(all: readonly Pieces[]): Weights {
  const holding = new Map<string, number>();
  for (const group of all.flat()) {
    for (const piece of group.keys()) holding.set(piece, (holding.get(piece) ?? 0) + 1);
  }
  return new Map([...holding].map(([piece, examples]) => [piece, 1 + Math.log((1 + all.length) / (1 + examples))]));
}

function modelOf(all: ExampleQuestions, lang: Language): Model {
  const read = Object.entries(all).map(([kind, questions]) => ({
    kind: kind as Asked, // The keys are those of ExampleQuestions.
    pieces: questions.map((question) => piecesOf(question, lang)),
  }));
  const rarity = rarityIn(read.flatMap(({ pieces }) => pieces));
  const byExample: Index = new Map();
  const byKind: Index = new Map();
  let examples = 0;
  const kinds = read.map(({ kind, pieces }, place) => {
    const weights = pieces.map((one) => weighed(one, rarity));
    addTo(byKind, place, together(weights));
    return {
      kind,
      examples: weights.map((one) => {
        addTo(byExample, examples, one);
        examples += 1;
        return examples - 1;
      }),
    };
  });
  return { examples, rarity, kinds, byExample, byKind };
}

/** The kind that a question is most like; `other` where it is like none. */
function nearest(question: string, lang: Language, model: Model): Asked {
  const weights = weighed(piecesOf(question, lang), model.rarity);
  const toKinds = likenesses(weights, model.byKind, model.kinds.length);
  const toExamples = likenesses(weights, model.byExample, model.examples);
  let best: Asked = 'other';
  let bestLike = LEAST_ALIKE;
  for (const [place, { kind, examples }] of model.kinds.entries()) {
    const closest = examples.map((one) => toExamples[one] ?? 0).sort((a, b) => b - a);
    if ((closest[0] ?? 0) > THE_SAME) return kind;
    const few = closest.slice(0, NEAREST);
    const mean = few.reduce((sum, one) => sum + one, 0) / Math.max(1, few.length);
    const like = (toKinds[place] ?? 0) + NEAREST_SHARE * mean;
    if (like > bestLike) [best, bestLike] = [kind, like];
  }
  return best;
}

const models = new Map<Language, Model>();
const examplesIn: Readonly<Record<Language, ExampleQuestions>> = { en: englishQuestions, ja: japaneseQuestions };

/** Chinese and Korean stand among the Japanese examples: their characters, too, are compared one by one. */
const byCharacters = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

export function nearestKind(question: string): Asked {
  const lang = byCharacters.test(question) ? 'ja' : 'en';
  const model = models.get(lang) ?? modelOf(examplesIn[lang], lang);
  models.set(lang, model);
  return nearest(question, lang, model);
}
