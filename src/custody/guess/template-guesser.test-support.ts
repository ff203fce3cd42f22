// What the later simulated populations share, and nothing of the model: templates of parts with a chance each, and a guesser who
// knows all of them and tries the likeliest text first. How many stand before one local part is counted by convolving
// histograms of the parts' log-probabilities, so that nothing needs to be listed.
import type { Random } from '../../vocabulary/random.ts';

export type Choice = { readonly text: string; readonly chance: number };
export type Part = readonly Choice[];
export type Template = {
  readonly id: string;
  readonly share: number;
  readonly parts: readonly Part[];
};
export type Person = {
  readonly local: string;
  readonly log10Rank: number;
  /** How it came about: another population by the same author can be asked how it would have ranked it. */
  readonly template: string;
  readonly texts: readonly string[];
};
export type Population = {
  person(random: Random): Person;
  /** The place of somebody else's local part in this population's order; undefined where it cannot arise. */
  log10RankOf(person: Pick<Person, 'template' | 'texts'>): number | undefined;
};

/** Weights of equal texts are added; chances sum to 1. */
export function part(entries: Iterable<readonly [text: string, weight: number]>): Part {
  const merged = new Map<string, number>();
  for (const [text, weight] of entries) merged.set(text, (merged.get(text) ?? 0) + weight);
  const total = [...merged.values()].reduce((sum, one) => sum + one, 0);
  return [...merged].map(([text, weight]) => ({ text, chance: weight / total }));
}

/** Falls with rank as a power; jittered so that no two populations agree on the order. */
export function fallingPart(
  words: string,
  law: { power: number; shift: number; jitter: number },
  random: Random,
): Part {
  const list = words.split(/\s+/).filter((word) => word !== '');
  return part(
    list.map((word, at) => [word, (at + 1 + law.shift) ** -law.power * Math.exp(law.jitter * random.normal())]),
  );
}

/** The same part with each text turned into several, each with its share. */
export const variedPart = (
  of: Part,
  into: (text: string) => readonly (readonly [text: string, share: number])[],
): Part => part(of.flatMap(({ text, chance }) => into(text).map(([made, share]) => [made, chance * share] as const)));

/** Several parts as one, each with its share. */
export const blend = (...parts: readonly (readonly [Part, number])[]): Part =>
  part(parts.flatMap(([of, share]) => of.map(({ text, chance }) => [text, chance * share] as const)));

/** First letters, each as often as the texts that begin with it. */
export const initialOf = (of: Part): Part => part(of.map(({ text, chance }) => [text.charAt(0), chance]));

/** Japanese in Roman letters as schools teach it, from what passports write: si, ti, tu, hu, zi, sya. */
export const nationalSpelling = (text: string): string =>
  text
    .replace(/sh(?=[auo])/g, 'sy')
    .replace(/ch(?=[auo])/g, 'ty')
    .replace(/j(?=[auo])/g, 'zy')
    .replace(/shi/g, 'si')
    .replace(/chi/g, 'ti')
    .replace(/tsu/g, 'tu')
    .replace(/ji/g, 'zi')
    .replace(/fu/g, 'hu');

export const two = (value: number) => String(value).padStart(2, '0');
/** From, and up to but without. */
export const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at);

export const fixedPart = (text: string): Part => [{ text, chance: 1 }];
/** Each letter equally likely, so many times. */
export const scrambledParts = (alphabet: string, length: number): readonly Part[] =>
  Array.from({ length }, () => [...alphabet].map((text) => ({ text, chance: 1 / alphabet.length })));

/** Width of a bin of the histograms, decades. */
const BIN = 0.01;
const binOf = (chance: number) => Math.round(-Math.log10(chance) / BIN);

function histogramOf({ share, parts }: Template): Map<number, number> {
  let sums = new Map([[binOf(share), 1]]);
  for (const choices of parts) {
    const bins = new Map<number, number>();
    for (const { chance } of choices) bins.set(binOf(chance), (bins.get(binOf(chance)) ?? 0) + 1);
    const next = new Map<number, number>();
    for (const [at, count] of sums)
      for (const [bin, more] of bins) next.set(at + bin, (next.get(at + bin) ?? 0) + count * more);
    sums = next;
  }
  return sums;
}

export function choose<T>(list: readonly T[], weight: (one: T) => number, random: Random): T {
  let left = random.next() * list.reduce((sum, one) => sum + weight(one), 0);
  for (const one of list) {
    left -= weight(one);
    if (left <= 0) return one;
  }
  const last = list.at(-1);
  if (last === undefined) throw new Error('nothing to choose from');
  return last;
}

/** Shares are brought to a sum of 1; how many texts are likelier, equals at the middle. */
export function population(given: readonly Template[]): Population {
  const total = given.reduce((sum, { share }) => sum + share, 0);
  const templates = given.map((one) => ({ ...one, share: one.share / total }));
  const whole = new Map<number, number>();
  for (const template of templates)
    for (const [bin, count] of histogramOf(template)) whole.set(bin, (whole.get(bin) ?? 0) + count);
  const bins = [...whole].sort(([a], [b]) => a - b);
  const upTo = new Float64Array(bins.length);
  let seen = 0;
  for (const [at, [, count]] of bins.entries()) {
    upTo[at] = seen + count / 2; // the middle of equals
    seen += count;
  }
  const log10RankOf = ({ template: id, texts }: Pick<Person, 'template' | 'texts'>) => {
    const template = templates.find((one) => one.id === id);
    if (!template) return undefined;
    let bin = binOf(template.share);
    for (const [at, text] of texts.entries()) {
      const chance = template.parts[at]?.find((one) => one.text === text)?.chance;
      if (chance === undefined) return undefined;
      bin += binOf(chance);
    }
    return Math.log10(Math.max(1, upTo[bins.findIndex(([at]) => at >= bin)] ?? seen));
  };
  return {
    log10RankOf,
    person(random) {
      const { id, parts } = choose(templates, ({ share }) => share, random);
      const texts = parts.map((choices) => choose(choices, (one) => one.chance, random).text);
      return { local: texts.join(''), log10Rank: log10RankOf({ template: id, texts }) ?? 0, template: id, texts };
    },
  };
}
