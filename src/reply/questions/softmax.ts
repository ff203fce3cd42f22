// Multinomial logistic regression over sparse vectors, learned by stochastic gradient descent (Hastie, Tibshirani and Friedman,
// The Elements of Statistical Learning, §4.4; Bottou 2010, doi:10.1007/978-3-7908-2604-3_16).
import { seededRandom } from '../../vocabulary/random.ts';

/** Which features an example has, and how much of each. */
export type Sparse = { readonly features: Int32Array; readonly values: Float32Array };

/** Passes over the examples and length of the first step; both chosen on examples left out in turn. Few passes keep weights small. */
const PASSES = 5;
const FIRST_STEP = 4;
const STEP_FALLS_BY = 0.5;
/** An error smaller than this moves nothing: most classes are out of the question after the first pass. */
const LEAST_ERROR = 0.02;

export class Softmax {
  readonly #classes: number;
  /** By feature, then class, so that one example reads runs of memory. */
  readonly #weights: Float32Array;

  constructor(features: number, classes: number) {
    this.#classes = classes;
    this.#weights = new Float32Array(features * classes);
  }

  /** The chance of each class, 0 to 1, together 1. @param chances of the length of the classes; written to */
  chances({ features, values }: Sparse, chances: Float64Array = new Float64Array(this.#classes)): Float64Array {
    const [classes, weights] = [this.#classes, this.#weights];
    chances.fill(0);
    for (let i = 0; i < features.length; i += 1) {
      const from = (features[i] ?? 0) * classes;
      const value = values[i] ?? 0;
      for (let one = 0; one < classes; one += 1)
        chances[one] = (chances[one] ?? 0) + value * (weights[from + one] ?? 0);
    }
    let most = -Infinity;
    for (const score of chances) if (score > most) most = score;
    let sum = 0;
    for (let one = 0; one < classes; one += 1) {
      const odds = Math.exp((chances[one] ?? 0) - most);
      chances[one] = odds;
      sum += odds;
    }
    for (let one = 0; one < classes; one += 1) chances[one] = (chances[one] ?? 0) / sum;
    return chances;
  }

  /** The same examples give the same weights on every machine. */
  learn(examples: readonly { readonly of: number; readonly has: Sparse }[]): void {
    const random = seededRandom(1, 'softmax');
    const order = [...examples];
    const chances = new Float64Array(this.#classes);
    for (let pass = 0; pass < PASSES; pass += 1) {
      for (let i = order.length - 1; i > 0; i -= 1) {
        const j = random.below(i + 1);
        [order[i], order[j]] = [order[j], order[i]] as [(typeof order)[number], (typeof order)[number]];
      }
      const step = FIRST_STEP / (1 + pass * STEP_FALLS_BY);
      for (const { of, has } of order) {
        this.chances(has, chances);
        for (let one = 0; one < chances.length; one += 1) {
          const error = (one === of ? 1 : 0) - (chances[one] ?? 0);
          if (Math.abs(error) >= LEAST_ERROR) this.#move(one, has, step * error);
        }
      }
    }
  }

  #move(one: number, { features, values }: Sparse, by: number): void {
    for (let i = 0; i < features.length; i += 1) {
      const at = (features[i] ?? 0) * this.#classes + one;
      this.#weights[at] = (this.#weights[at] ?? 0) + by * (values[i] ?? 0);
    }
  }
}
