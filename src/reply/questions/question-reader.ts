// What a question is about, learned from the example questions whenever it is first asked. No list of words foresees how people
// ask; whoever reads the examples knows what is understood, and what is not is mended by one more of them.
//
// A piece of a sentence counts the more, the fewer examples hold it (tf-idf: Salton and Buckley 1988,
// doi:10.1016/0306-4573(88)90021-0); how much it speaks for each kind is learned.
import type { Language } from '../../vocabulary/finding.ts';
import { englishQuestions } from './example-questions-en.ts';
import { japaneseQuestions } from './example-questions-ja.ts';
import type { Asked, ExampleQuestions } from './question-kinds.ts';
import { type Pieces, piecesOf } from './question-pieces.ts';
import { Softmax, type Sparse } from './softmax.ts';

/** A kind that a question may be of, and the chance of it, 0 to 1. */
export type Reading = { readonly kind: Asked; readonly chance: number };

/** What one or two examples hold is a name, a slip, a turn of one person. */
const FEWEST_HOLDERS = 3;

type Model = {
  readonly kinds: readonly Asked[];
  readonly featureOf: ReadonlyMap<string, number>;
  readonly rarity: Float64Array;
  readonly softmax: Softmax;
  /** The examples themselves, as they are compared. */
  readonly known: ReadonlyMap<string, Asked>;
};

const written = (question: string) => question.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();

/** Each group of length 1, then the whole; what hardly any example holds says nothing of what is asked. */
function vectorOf(pieces: Pieces, { featureOf, rarity }: Pick<Model, 'featureOf' | 'rarity'>): Sparse {
  const features: number[] = [];
  const values: number[] = [];
  for (const group of pieces) {
    const begun = values.length;
    let squares = 0;
    for (const [piece, times] of group) {
      const feature = featureOf.get(piece);
      if (feature === undefined) continue;
      const value = (1 + Math.log(times)) * (rarity[feature] ?? 0);
      features.push(feature);
      values.push(value);
      squares += value * value;
    }
    for (let i = begun; i < values.length; i += 1) values[i] = (values[i] ?? 0) / Math.sqrt(squares);
  }
  const length = Math.hypot(...values) || 1;
  return { features: Int32Array.from(features), values: Float32Array.from(values, (value) => value / length) };
}

function holders(all: readonly Pieces[]): ReadonlyMap<string, number> {
  const held = new Map<string, number>();
  for (const pieces of all) {
    for (const group of pieces) for (const piece of group.keys()) held.set(piece, (held.get(piece) ?? 0) + 1);
  }
  return held;
}

function learned(examples: ExampleQuestions, lang: Language): Model {
  const kinds = Object.keys(examples) as Asked[]; // The keys are those of ExampleQuestions.
  const all = kinds.flatMap((kind, of) => examples[kind].map((question) => ({ of, pieces: piecesOf(question, lang) })));
  const featureOf = new Map<string, number>();
  const rarities: number[] = [];
  for (const [piece, count] of holders(all.map(({ pieces }) => pieces))) {
    if (count < FEWEST_HOLDERS) continue;
    featureOf.set(piece, rarities.length);
    rarities.push(1 + Math.log((1 + all.length) / (1 + count)));
  }
  const rarity = Float64Array.from(rarities);
  const softmax = new Softmax(featureOf.size, kinds.length);
  softmax.learn(all.map(({ of, pieces }) => ({ of, has: vectorOf(pieces, { featureOf, rarity }) })));
  const known = new Map(kinds.flatMap((kind) => examples[kind].map((question) => [written(question), kind] as const)));
  return { kinds, featureOf, rarity, softmax, known };
}

const models = new Map<Language, Model>();
const examplesIn: Readonly<Record<Language, ExampleQuestions>> = { en: englishQuestions, ja: japaneseQuestions };

/** Chinese and Korean stand among the Japanese examples: their characters, too, are compared one by one. */
const byCharacters = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

/** The likeliest kinds first; none where it shares no word, nor part of one, with the examples. What is an example is of its kind. */
export function readQuestion(question: string): readonly Reading[] {
  const lang = byCharacters.test(question) ? 'ja' : 'en';
  const model = models.get(lang) ?? learned(examplesIn[lang], lang);
  models.set(lang, model);
  const known = model.known.get(written(question));
  if (known !== undefined) return [{ kind: known, chance: 1 }];
  const pieces = piecesOf(question, lang);
  // Marks alone are in every question.
  const isLike = pieces.some((group) =>
    [...group.keys()].some((piece) => /\p{L}/u.test(piece) && model.featureOf.has(piece)),
  );
  if (!isLike) return [];
  const chances = model.softmax.chances(vectorOf(pieces, model));
  return model.kinds.map((kind, one) => ({ kind, chance: chances[one] ?? 0 })).sort((a, b) => b.chance - a.chance);
}
