// Logistic regression by stochastic gradient with a step per weight (Adagrad). No chance: the order of the examples is a
// fixed permutation, so that the same sentences give the same weights.
import { SHARE } from '../../src/reply/classifier.ts';
import type { Features } from '../../src/reply/features.ts';

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
const kinds = ['words', 'classes'] as const;

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
      scale: SHARE[kind] / Math.sqrt(Math.max(1, features[kind].length)),
    })),
  }));
  for (const kind of kinds) weights[kind].settle();
  let bias = 0;
  for (let round = 0; round < rounds; round += 1) {
    for (let k = 0; k < rows.length; k += 1) {
      const row = rows[(k * STRIDE + round * 13) % rows.length];
      if (!row) continue;
      const score = row.parts.reduce((sum, { kind, numbers, scale }) => sum + weights[kind].sum(numbers) * scale, bias);
      const error = (row.bad - 1 / (1 + Math.exp(-score))) * row.weight;
      bias += BIAS_STEP * error;
      for (const { kind, numbers, scale } of row.parts) weights[kind].step(numbers, error * scale);
    }
  }
  return { bias, words: weights.words.entries(), classes: weights.classes.entries() };
}
