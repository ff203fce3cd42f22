// How good a set of probabilities was, once the truth is known. Each score from its definition; no model in here.
export type Forecast = { readonly p: number; readonly own: boolean };

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

/** Mean squared error; 0 is best. @see G. W. Brier, Monthly Weather Review 78 (1950) */
export function brier(forecasts: readonly Forecast[]): number {
  return mean(forecasts.map(({ p, own }) => (p - (own ? 1 : 0)) ** 2));
}

/** Brier score of always saying the share that was true. */
export function brierPriorOnly(forecasts: readonly Forecast[]): number {
  const share = mean(forecasts.map(({ own }) => (own ? 1 : 0)));
  return share * (1 - share);
}

/** Mean of −ln of what was given to the truth. */
export function logScore(forecasts: readonly Forecast[]): number {
  return mean(forecasts.map(({ p, own }) => -Math.log(own ? p : 1 - p)));
}

/** Chance that a true case is ranked above a false one; ties count half. */
export function auc(forecasts: readonly Forecast[]): number {
  const sorted = [...forecasts].sort((a, b) => a.p - b.p);
  let [ranks, start] = [0, 0];
  while (start < sorted.length) {
    let end = start;
    while (end < sorted.length && sorted[end]?.p === sorted[start]?.p) end += 1;
    const tied = sorted.slice(start, end).filter(({ own }) => own).length;
    ranks += (tied * (start + 1 + end)) / 2;
    start = end;
  }
  const own = sorted.filter((forecast) => forecast.own).length;
  const others = sorted.length - own;
  return (ranks - (own * (own + 1)) / 2) / (own * others);
}

/**
 * Cost of likelihood ratios, 0 best, 1 for saying nothing. Ratios come from the probabilities and the true share.
 * @see N. Brümmer and J. du Preez, Computer Speech and Language 20 (2006)
 */
export function cllr(forecasts: readonly Forecast[]): number {
  const share = mean(forecasts.map(({ own }) => (own ? 1 : 0)));
  const ratio = (p: number) => ((p / (1 - p)) * (1 - share)) / share;
  const own = forecasts.filter((forecast) => forecast.own).map(({ p }) => Math.log2(1 + 1 / ratio(p)));
  const others = forecasts.filter((forecast) => !forecast.own).map(({ p }) => Math.log2(1 + ratio(p)));
  return 0.5 * (mean(own) + mean(others));
}

export type Bin = {
  readonly low: number;
  readonly high: number;
  readonly n: number;
  readonly predicted: number;
  readonly observed: number;
};

/** Ten bins of as equal a number of cases as can be, by rising probability. */
export function reliability(forecasts: readonly Forecast[], bins = 10): readonly Bin[] {
  const sorted = [...forecasts].sort((a, b) => a.p - b.p);
  return Array.from({ length: bins }, (_, i) =>
    sorted.slice(Math.round((i * sorted.length) / bins), Math.round(((i + 1) * sorted.length) / bins)),
  ).flatMap((members) => {
    const [first, last] = [members[0], members[members.length - 1]];
    if (!first || !last) return [];
    const observed = mean(members.map(({ own }) => (own ? 1 : 0)));
    return [{ low: first.p, high: last.p, n: members.length, predicted: mean(members.map(({ p }) => p)), observed }];
  });
}

/** Expected calibration error: how far predicted and observed lie apart, over the bins of `reliability`. */
export function expectedCalibrationError(forecasts: readonly Forecast[]): number {
  const bins = reliability(forecasts);
  return (
    bins.reduce((sum, { n, predicted, observed }) => sum + n * Math.abs(predicted - observed), 0) / forecasts.length
  );
}
