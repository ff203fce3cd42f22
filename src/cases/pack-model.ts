// The model as a pack names it: its table of numbers, and a version that changes with any of them.
import type { ModelNumber } from '../evidence/pack-input.ts';
import type { Reweigh } from '../evidence/verify-weights.ts';
import { crc32 } from '../evidence/zip-form.ts';
import { figureRows } from '../hypotheses/figures.ts';
import { weigh } from '../hypotheses/weigh.ts';

/** Raised by hand when the computation changes without a change of a figure. */
const COMPUTATION = 'akashi-model-1';

const numbers: readonly ModelNumber[] = figureRows.map(
  ({ id, figure: { shape, a, b, unit, mark, source, about } }) => ({
    id,
    value: `${shape}(${a}, ${b}) ${unit}`,
    source: `${mark}: ${source}; ${about}`,
  }),
);

const fingerprint = crc32(new TextEncoder().encode(JSON.stringify(numbers)))
  .toString(16)
  .padStart(8, '0');

export const packModel = { version: `${COMPUTATION}-${fingerprint}`, numbers } as const;

/** What the verifier needs to compute weights and outcome again. */
export const reweigh: Reweigh = { version: packModel.version, weigh };
