// The shares that the forms might have, and local parts drawn from the middle ones. What is drawn never changes, so it
// is kept in sample-data.ts, which `npm run draw` writes: drawing takes most of a second, reading it back takes none.
import { type Random, seededRandom } from '../../vocabulary/random.ts';
import type { Likelihood } from './likelihood.ts';
import type { Form } from './local-part-model.ts';
import { weightedChoice } from './weighted-choice.ts';

// Enough for the 5 and 95 % bounds to be steady to about .15 decade.
const SAMPLES = 6_000;
const VARIANTS = 40;
/** Spread of each form's share between variants, in natural logarithms: two fifths more or less is ordinary. */
const SHARE_SPREAD = 0.35;
/**
 * A guesser who knows the names and words of the place needs fewer guesses than world-wide lists say: this share of the decades
 * less, where names and words are what the local part is made of; random letters are no easier for anybody. And word
 * lists in another order shift a guess number by so many decades (standard deviation).
 */
const KNOWLEDGE = { least: 0.07, most: 0.26 };
const ORDER_SPREAD = 0.15;

/** What adds less than this share to the likeliest form of a draw is not kept: no shares that we try make it count. */
const NEGLIGIBLE = 1e-6;

export type Shift = { readonly knows: number; readonly order: number };
const middleShift: Shift = { knows: (KNOWLEDGE.least + KNOWLEDGE.most) / 2, order: 0 };

/** Of each variant, the middle one first: the share of each form, and by how much guess numbers are shifted. */
export type Variants = { readonly shares: readonly Float64Array[]; readonly shifts: readonly Shift[] };

/** Local parts that were drawn: for each the forms that can make it, with which chance, and how much likelier where it occurs. */
export type Sample = {
  /** By draw, and one more: where its forms begin in the next two. */
  readonly starts: Int32Array;
  readonly forms: Uint8Array;
  readonly chances: Float64Array;
  /** By draw, by the middle shares: so many times. */
  readonly likelier: Float64Array;
};

export function normalised(values: Iterable<number>): Float64Array {
  const list = Float64Array.from(values);
  const total = list.reduce((sum, value) => sum + value, 0);
  return list.map((value) => value / total);
}

/** By form. */
export const likelihoods = (forms: readonly Form[], text: string): readonly Likelihood[] =>
  forms.map((form) => form.likelihood(text));

/** How much likelier a text is where it occurs: the mean over the forms that may have made it, as a natural logarithm. */
export function likelierWhereItOccurs(of: readonly Likelihood[], shares: Float64Array): number {
  let [chance, local] = [0, 0];
  for (const [form, one] of of.entries()) {
    chance += (shares[form] ?? 0) * one.chance;
    local += (shares[form] ?? 0) * one.local;
  }
  return chance > 0 ? local / chance : 0;
}

/** Always from the same seed. */
const chance = (): Random => seededRandom(1, 'guess');

export function variantShares(forms: readonly Form[], random = chance()): Variants {
  const base = normalised(forms.map((form) => form.share));
  const shares = [base];
  const shifts = [middleShift];
  for (let k = 0; k < VARIANTS; k += 1) {
    shares.push(normalised(base.map((share) => share * Math.exp(SHARE_SPREAD * random.normal()))));
    shifts.push({
      knows: KNOWLEDGE.least + (KNOWLEDGE.most - KNOWLEDGE.least) * random.next(),
      order: ORDER_SPREAD * random.normal(),
    });
  }
  return { shares, shifts };
}

export function drawSample(forms: readonly Form[]): Sample {
  const random = chance();
  const [base = new Float64Array()] = variantShares(forms, random).shares;
  const indexes = forms.map((_, at) => at);
  const starts = [0];
  const made: number[] = [];
  const madeWith: number[] = [];
  const likelier: number[] = [];
  while (starts.length <= SAMPLES) {
    const at = weightedChoice(indexes, (index) => base[index] ?? 0, random) ?? 0;
    const local = forms[at]?.draw(random) ?? '';
    if (local === '') continue;
    const of = likelihoods(forms, local);
    const least = NEGLIGIBLE * of.reduce((most, { chance: one }, form) => Math.max(most, one * (base[form] ?? 0)), 0);
    for (const [form, { chance: one }] of of.entries()) {
      if (one * (base[form] ?? 0) <= least) continue;
      made.push(form);
      madeWith.push(one);
    }
    likelier.push(Math.exp(likelierWhereItOccurs(of, base)));
    starts.push(made.length);
  }
  return {
    starts: Int32Array.from(starts),
    forms: Uint8Array.from(made),
    chances: Float64Array.from(madeWith),
    likelier: Float64Array.from(likelier),
  };
}

/** How many forms each draw has, which, and natural logarithms of the rest: bytes, bytes and 32-bit floats (little-endian), in base64. */
export type StoredSample = {
  readonly counts: string;
  readonly forms: string;
  readonly chances: string;
  readonly likelier: string;
};

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

function logarithmsToText(values: Float64Array): string {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [at, value] of values.entries()) bytes.writeFloatLE(Math.log(value), at * 4);
  return base64(bytes);
}

function valuesFromText(text: string): Float64Array {
  const bytes = Buffer.from(text, 'base64');
  const values = new Float64Array(bytes.length / 4);
  for (let at = 0; at < values.length; at += 1) values[at] = Math.exp(bytes.readFloatLE(at * 4));
  return values;
}

export function storedSample({ starts, forms, chances, likelier }: Sample): StoredSample {
  const counts = Uint8Array.from(starts.subarray(1), (end, draw) => end - (starts[draw] ?? 0));
  return {
    counts: base64(counts),
    forms: base64(forms),
    chances: logarithmsToText(chances),
    likelier: logarithmsToText(likelier),
  };
}

export function readSample({ counts, forms, chances, likelier }: StoredSample): Sample {
  const sizes = Buffer.from(counts, 'base64');
  const starts = new Int32Array(sizes.length + 1);
  for (const [draw, size] of sizes.entries()) starts[draw + 1] = (starts[draw] ?? 0) + size;
  return {
    starts,
    forms: Uint8Array.from(Buffer.from(forms, 'base64')),
    chances: valuesFromText(chances),
    likelier: valuesFromText(likelier),
  };
}
