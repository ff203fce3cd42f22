import type { Bin } from './scores.ts';

/** What a person must read beside the plot. */
export type PlotWords = {
  readonly title: string;
  readonly predicted: string;
  readonly observed: string;
  readonly caution: string;
};

const SIZE = 480;
const MARGIN = 56;
const SIDE = SIZE - 2 * MARGIN;
const NINETY_PERCENT = 1.645;

const x = (share: number) => (MARGIN + share * SIDE).toFixed(1);
const y = (share: number) => (SIZE - MARGIN - share * SIDE).toFixed(1);

/** Wilson's interval, 90 %: what chance alone makes of this many cases. */
function chanceOf({ n, observed }: Bin): { low: number; high: number } {
  const z = NINETY_PERCENT;
  const middle = (observed + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z * Math.sqrt((observed * (1 - observed)) / n + (z * z) / (4 * n * n))) / (1 + (z * z) / n);
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A plot of observed against predicted shares, one dot a bin, with the 90 % interval of chance. On the line is right. */
export function reliabilitySvg(bins: readonly Bin[], words: PlotWords): string {
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1];
  const grid = ticks.map(
    (tick) =>
      `<path d="M${x(tick)} ${y(0)}V${y(1)}M${x(0)} ${y(tick)}H${x(1)}" stroke="#ddd"/>` +
      `<text x="${x(tick)}" y="${SIZE - MARGIN + 18}" text-anchor="middle">${tick}</text>` +
      `<text x="${MARGIN - 8}" y="${Number(y(tick)) + 4}" text-anchor="end">${tick}</text>`,
  );
  const dots = bins.map((bin) => {
    const { low, high } = chanceOf(bin);
    return (
      `<path d="M${x(bin.predicted)} ${y(low)}V${y(high)}" stroke="#1d4ed8" stroke-width="2"/>` +
      `<circle cx="${x(bin.predicted)}" cy="${y(bin.observed)}" r="4" fill="#1d4ed8"><title>${bin.predicted.toFixed(3)} → ${bin.observed.toFixed(3)} (n = ${bin.n})</title></circle>`
    );
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE + 24}" role="img" aria-label="${escaped(words.title)}" font-family="sans-serif" font-size="12">
<rect width="${SIZE}" height="${SIZE + 24}" fill="#fff"/>
<text x="${SIZE / 2}" y="28" text-anchor="middle" font-size="15">${escaped(words.title)}</text>
${grid.join('\n')}
<path d="M${x(0)} ${y(0)}L${x(1)} ${y(1)}" stroke="#888" stroke-dasharray="4 4"/>
${dots.join('\n')}
<text x="${SIZE / 2}" y="${SIZE - 14}" text-anchor="middle">${escaped(words.predicted)}</text>
<text transform="translate(16 ${SIZE / 2}) rotate(-90)" text-anchor="middle">${escaped(words.observed)}</text>
<text x="${SIZE / 2}" y="${SIZE + 10}" text-anchor="middle" fill="#444" font-size="11">${escaped(words.caution)}</text>
</svg>
`;
}
