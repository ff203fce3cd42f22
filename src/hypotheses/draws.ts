import { type Random, seededRandom } from '../vocabulary/random.ts';
import { betaQuantile, gammaQuantile, normalShare } from './distribution.ts';
import { type Figure, type FigureId, figureRows, type Theta, thetaWith } from './figures.ts';

/** `latents` holds one row per draw, one number for each figure that varies. `logWeight` is ln(prior ÷ proposal), 0 for prior draws. */
export type Draws = {
  readonly count: number;
  readonly thetas: readonly Theta[];
  readonly latents: Float64Array;
  readonly logWeights: Float64Array;
};

/** How one figure grows out of its latent. */
function growth({ shape, a, b }: Figure): (z: number) => number {
  if (shape === 'fixed') return () => a;
  if (shape === 'normal') return (z) => a + b * z;
  if (shape === 'uniform') return (z) => a + (b - a) * normalShare(z);
  if (shape === 'log-uniform') {
    const span = Math.log(b / a);
    return (z) => a * Math.exp(span * normalShare(z));
  }
  const quantile = shape === 'beta' ? betaQuantile(a, b) : gammaQuantile(a, b);
  return (z) => quantile(normalShare(z));
}

/** Figures that vary, in the order of the table: each has one standard normal latent per draw. */
const growths = figureRows
  .filter(({ figure }) => figure.shape !== 'fixed')
  .map(({ id, figure }) => ({ id, grow: growth(figure) }));
const start: Theta = thetaWith((_, { a }) => a);

function thetaOf(latents: Float64Array, row: number): Theta {
  const theta: { -readonly [K in FigureId]: number } = { ...start };
  growths.forEach(({ id, grow }, column) => {
    theta[id] = grow(latents[row * growths.length + column] ?? 0);
  });
  return theta;
}

function drawsFrom(latents: Float64Array, logWeights: Float64Array): Draws {
  const count = logWeights.length;
  const thetas = Array.from({ length: count }, (_, row) => thetaOf(latents, row));
  return { count, thetas, latents, logWeights };
}

const kept = new Map<string, Draws>();

/** Draws of all figures from their ranges. The same seed and count give the same draws; the last few are kept. */
export function priorDraws(seed: number, count: number): Draws {
  const key = `${seed}/${count}`;
  const known = kept.get(key);
  if (known) return known;
  const random = seededRandom(seed, 'figures');
  const latents = Float64Array.from({ length: count * growths.length }, () => random.normal());
  const draws = drawsFrom(latents, new Float64Array(count));
  if (kept.size >= 4) kept.clear();
  kept.set(key, draws);
  return draws;
}

/** Where the weight of earlier draws lies: mean and deviation of each latent. */
export type Focus = { readonly mean: Float64Array; readonly deviation: Float64Array };

/** `weights`: one a draw, 0 or more, of any sum above 0. */
export function focusOf(draws: Draws, weights: Float64Array): Focus {
  const columns = growths.length;
  const mean = new Float64Array(columns);
  const square = new Float64Array(columns);
  let total = 0;
  for (let row = 0; row < draws.count; row += 1) {
    const weight = weights[row] ?? 0;
    total += weight;
    for (let column = 0; column < columns; column += 1) {
      const z = draws.latents[row * columns + column] ?? 0;
      mean[column] = (mean[column] ?? 0) + weight * z;
      square[column] = (square[column] ?? 0) + weight * z * z;
    }
  }
  const deviation = new Float64Array(columns);
  for (let column = 0; column < columns; column += 1) {
    const m = (mean[column] ?? 0) / total;
    mean[column] = m;
    // Not narrower than this, or a few lucky draws would hide the rest.
    deviation[column] = Math.sqrt(Math.min(1.2, Math.max(0.15, (square[column] ?? 0) / total - m * m)));
  }
  return { mean, deviation };
}

/**
 * Draws half from the ranges and half from around the focus, with the weights that make up for it. The half from the
 * ranges keeps every weight below twice what it was.
 */
export function focusedDraws(seed: number, count: number, { mean, deviation }: Focus, round: number): Draws {
  const random: Random = seededRandom(seed, `focus ${round}`);
  const columns = growths.length;
  const latents = new Float64Array(count * columns);
  const logWeights = new Float64Array(count);
  for (let row = 0; row < count; row += 1) {
    const focused = row % 2 === 1;
    let logRatio = 0; // ln(focused density ÷ prior density)
    for (let column = 0; column < columns; column += 1) {
      const [m, s] = [mean[column] ?? 0, deviation[column] ?? 1];
      const normal = random.normal();
      const z = focused ? m + s * normal : normal;
      latents[row * columns + column] = z;
      logRatio += -Math.log(s) - ((z - m) / s) ** 2 / 2 + (z * z) / 2;
    }
    logWeights[row] = -Math.log(0.5 + 0.5 * Math.exp(Math.min(700, logRatio)));
  }
  return drawsFrom(latents, logWeights);
}
