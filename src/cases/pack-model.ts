// The model as a pack names it: the version of Akashi and the whole table of numbers, so that a verifier knows whether it
// carries the same.
import type { PackInput } from '../evidence/pack-input.ts';
import type { Reweigh } from '../evidence/verify-weights.ts';
import { figureRows } from '../hypotheses/figures.ts';
import { weigh } from '../hypotheses/weigh.ts';
import { version } from '../vocabulary/version.ts';

export const packModel: PackInput['model'] = {
  version,
  numbers: figureRows.map(({ id, figure }) => ({
    id,
    value: `${figure.shape}(${figure.a}, ${figure.b}) ${figure.unit}`,
    source: `${figure.mark}: ${figure.source}`,
  })),
};

/** What the verifier needs to compute weights and outcome again. */
export const reweigh: Reweigh = { model: packModel, weigh };
