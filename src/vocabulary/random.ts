/** Chance that can be repeated: the same seed gives the same numbers on every machine. */
export type Random = {
  /** Uniform in [0, 1), 53 bits. */
  next(): number;
  /** Uniform whole number in [0, below). */
  below(below: number): number;
  /** Standard normal. */
  normal(): number;
};

const rotate = (value: number, by: number) => ((value << by) | (value >>> (32 - by))) >>> 0;

/** splitmix32, to spread a small seed over the state. */
function spread(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
}

/**
 * xoshiro128** seeded by splitmix32. For simulation, never for secrets.
 *
 * @param stream keeps draws for different purposes apart, so that adding one does not shift the others
 * @see D. Blackman and S. Vigna, Scrambled linear pseudorandom number generators (2021)
 */
export function seededRandom(seed: number, stream = ''): Random {
  let mixed = seed >>> 0;
  for (let i = 0; i < stream.length; i += 1) mixed = Math.imul(mixed ^ stream.charCodeAt(i), 0x01000193) >>> 0;
  const seeds = spread(mixed);
  let [a, b, c, d] = [seeds(), seeds(), seeds(), seeds() | 1];
  const word = () => {
    const result = Math.imul(rotate(Math.imul(b, 5) >>> 0, 7), 9) >>> 0;
    const t = (b << 9) >>> 0;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotate(d >>> 0, 11);
    return result;
  };
  const next = () => ((word() >>> 5) * 67_108_864 + (word() >>> 6)) / 9_007_199_254_740_992;
  let spare: number | undefined;
  const normal = () => {
    if (spare !== undefined) {
      const kept = spare;
      spare = undefined;
      return kept;
    }
    // Box and Muller; 1 − u keeps the logarithm finite.
    const radius = Math.sqrt(-2 * Math.log(1 - next()));
    const angle = 2 * Math.PI * next();
    spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  };
  return { next, below: (below) => Math.floor(next() * below), normal };
}
