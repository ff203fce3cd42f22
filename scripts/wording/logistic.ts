// Logistic regression by stochastic gradient with a step per weight (Adagrad). At every step half of a sentence's features
// are hidden, so that no few of them carry it alone: the next writer will not use just these. No chance: the order of the
// examples is a fixed permutation and what is hidden a fixed sequence, so that the same sentences give the same weights.
import { SHARE } from '../../src/reply/lint/classifier.ts';
import type { Features } from '../../src/reply/lint/features.ts';

/** `weight`: how much an example counts beside others; 1 for a sentence that a person wrote. */
export type Example = { readonly features: Features; readonly bad: boolean; readonly weight: number };
export type Learned = {
  readonly bias: number;
  readonly words: ReadonlyMap<string, number>;
  readonly classes: ReadonlyMap<string, number>;
};

const STEP = 0.3;
const BIAS_STEP = 0.05;
/** Pulls weights to nothing that few sentences speak for. */
const DECAY = 1e-3;
/** Coprime to any number of examples below it: every example once a round, in scattered order. */
const STRIDE = 7919;
/** The share of features hidden at each step. */
const HIDDEN = 0.5;
const kinds = ['words', 'classes'] as const;

/** Numbers in [0, 1), the same ones every time (xorshift, 32 bits). */
class FixedSequence {
  #state = 0x9e3779b9;

  next(): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return (this.#state >>> 0) / 2 ** 32;
  }
}

class Weights {
  readonly #index = new Map<string, number>();
  #values = new Float64Array(1 << 16);
  #squares = new Float64Array(1 << 16).fill(1e-3);

  numbersOf(features: readonly string[]): Int32Array {
    return Int32Array.from(features, (feature) => {
      const known = this.#index.get(feature);
      if (known !== undefined) return known;
      const next = this.#index.size;
      this.#index.set(feature, next);
      return next;
    });
  }

  /** Room for everything that was numbered. */
  settle(): void {
    this.#values = new Float64Array(this.#index.size);
    this.#squares = new Float64Array(this.#index.size).fill(1e-3);
  }

  sum(numbers: Int32Array): number {
    let total = 0;
    for (const number of numbers) total += this.#values[number] ?? 0;
    return total;
  }

  step(numbers: Int32Array, gradient: number): void {
    const values = this.#values;
    const squares = this.#squares;
    for (const number of numbers) {
      const value = values[number] ?? 0;
      const by = gradient - DECAY * value;
      const square = (squares[number] ?? 0) + by * by;
      squares[number] = square;
      values[number] = value + (STEP * by) / Math.sqrt(square);
    }
  }

  entries(): ReadonlyMap<string, number> {
    return new Map([...this.#index].map(([feature, number]) => [feature, this.#values[number] ?? 0]));
  }
}

export function learn(examples: readonly Example[], rounds: number): Learned {
  const weights = { words: new Weights(), classes: new Weights() };
  const rows = examples.map(({ features, bad, weight }) => ({
    bad: bad ? 1 : 0,
    weight,
    parts: kinds.map((kind) => ({
      kind,
      numbers: weights[kind].numbersOf(features[kind]),
    })),
  }));
  for (const kind of kinds) weights[kind].settle();
  const sequence = new FixedSequence();
  let bias = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (let k = 0; k < rows.length; k += 1) {
      const row = rows[(k * STRIDE + round * 13) % rows.length];
      if (!row) continue;
      const shown = row.parts.map(({ kind, numbers }) => {
        const kept = numbers.filter(() => sequence.next() >= HIDDEN);
        return { kind, kept, scale: SHARE[kind] / Math.sqrt(Math.max(1, kept.length)) };
      });
      const score = shown.reduce((sum, { kind, kept, scale }) => sum + weights[kind].sum(kept) * scale, bias);
      const error = (row.bad - 1 / (1 + Math.exp(-score))) * row.weight;
      bias += BIAS_STEP * error;
      for (const { kind, kept, scale } of shown) weights[kind].step(kept, error * scale);
    }
  }
  return { bias, words: weights.words.entries(), classes: weights.classes.entries() };
}
