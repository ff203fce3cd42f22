// How many guesses a spammer who makes addresses up would need before this one.
import { type Address, domainOf, localPart } from '../../vocabulary/address.ts';
import type { Interval } from '../../vocabulary/outcome.ts';
import { either, impossible, type Likelihood, scaled } from './likelihood.ts';
import { type Form, localPartForms } from './local-part-model.ts';
import { type Provider, providerOf } from './provider.ts';
import { likelierWhereItOccurs, likelihoods, readSample, type Sample, type Shift, variantShares } from './sample.ts';
import { sampleData } from './sample-data.ts';
import { readWordLists } from './word-lists.ts';

/** Guesses sent to one provider. 10^9 a day was real at one carrier in 2001; the ends are assumptions. */
export const attackerBudgets = [1e5, 1e6, 1e7, 1e8, 1e9, 1e10] as const;

export type Reach = { readonly budget: number; readonly low: number; readonly high: number };

export type GuessEstimate = {
  readonly address: Address;
  /** log10 of the guesses that come before this local part; 5 and 95 % bounds over what the shares of the forms might be. */
  readonly log10Guesses: Interval;
  /** What the local part can be read as, likeliest first. */
  readonly form: readonly string[];
  readonly provider: Provider;
  /** Chance that a list of so many guesses at this provider holds this address: 5 and 95 % bounds. Not the chance that such a list was sent. */
  readonly reach: readonly Reach[];
  /** Share of the register that is easier to guess than this address, equals counted half; null without a register. */
  readonly registerShare: { readonly easier: number } | null;
};

/** The guess numbers of everyone in the register: what this address is compared with. */
export type RegisterPopulation = { readonly log10Guesses: Float64Array };

/** Width in decades over which a list of guesses thins out: guessers do not follow one order. */
const REACH_WIDTH = 0.2;

/** The chance of each draw under one set of shares, at a place where it occurs. */
type Variant = { readonly chances: Float64Array; readonly lowest: number; readonly shift: Shift };
/** The draws of the middle model, likeliest first: what a whole register is looked up in. */
type Ladder = { readonly logChance: Float64Array; readonly upTo: Float64Array; readonly shift: Shift };

type Model = {
  readonly forms: readonly Form[];
  readonly shares: readonly Float64Array[];
  readonly variants: readonly Variant[];
  readonly ladder: Ladder;
  /** How many texts of one place each draw stands for: about 1 / (n · p), of chance p there, drawn from n. */
  readonly standsFor: Float64Array;
};

const noShift: Shift = { knows: 0, order: 0 };

let made: Model | undefined;
/** Made once, at first use, always from the same seed. */
function model(): Model {
  made ??= makeModel();
  return made;
}

/** The chance of a text where it occurs, and which part of it comes of names and words rather than of random letters. */
type Weighed = { readonly chance: number; readonly ofWords: number };

const withoutWords = /^(?:random|carrier|code|digits$|unlike)/;

function weighed(forms: readonly Form[], shares: Float64Array, { of, likelier }: Parsed): Weighed {
  let [words, all] = [0, 0];
  for (const [at, { id }] of forms.entries()) {
    const one = (shares[at] ?? 0) * (of[at]?.chance ?? 0);
    all += one;
    if (!withoutWords.test(id)) words += one;
  }
  return { chance: all * Math.exp(likelier), ofWords: all > 0 ? words / all : 0 };
}

function mixed(shares: Float64Array, of: readonly Likelihood[]): number {
  let sum = 0;
  for (const [at, { chance }] of of.entries()) sum += (shares[at] ?? 0) * chance;
  return sum;
}

function makeModel(): Model {
  const forms = localPartForms(readWordLists());
  const { shares, shifts } = variantShares(forms);
  const sample = readSample(sampleData);
  const variants = shares.map((share, k) => variantOf(sample, share, shifts[k] ?? noShift));
  const middle = variants[0]?.chances ?? new Float64Array();
  const standsFor = middle.map((chance) => 1 / (middle.length * chance));
  return { forms, shares, variants, ladder: ladder(standsFor, middle, shifts[0] ?? noShift), standsFor };
}

function variantOf(sample: Sample, share: Float64Array, shift: Shift): Variant {
  const { starts, forms, chances: of, likelier } = sample;
  const drawn = new Float64Array(starts.length - 1);
  let lowest = Infinity;
  for (let draw = 0; draw < drawn.length; draw += 1) {
    let sum = 0;
    for (let at = starts[draw] ?? 0; at < (starts[draw + 1] ?? 0); at += 1) {
      sum += (share[forms[at] ?? 0] ?? 0) * (of[at] ?? 0);
    }
    sum *= likelier[draw] ?? 1;
    drawn[draw] = sum;
    if (sum < lowest) lowest = sum;
  }
  return { chances: drawn, lowest, shift };
}

/** Chances nearer to each other than this, as a share of them, are equal. */
const EQUAL = 1e-5;

/**
 * Guess number by chance: how many texts have at least this chance, estimated from a sample as Σ 1 / (n · p).
 *
 * One sample, drawn from the middle model, serves every variant: the weights are by the chance it was drawn with. All texts
 * of the world are drawn, one place has only some of them: its own likelier chances count these, and no others.
 * Of equal chances the middle place counts: eight random letters are all alike, and none of them comes first.
 *
 * @see M. Dell'Amico and M. Filippone, Monte Carlo Strength Evaluation, CCS 2015
 */
function log10Rank(variant: Variant, standsFor: Float64Array, { chance, ofWords }: Weighed): number {
  const [above, through] = [chance * (1 + EQUAL), chance * (1 - EQUAL)];
  let [before, within] = [0, 0];
  // One pass, no sorting: an address is looked up once in each variant.
  for (let draw = 0; draw < standsFor.length; draw += 1) {
    const drawn = variant.chances[draw] ?? 0;
    if (drawn < through) continue;
    within += standsFor[draw] ?? 0;
    if (drawn >= above) before += standsFor[draw] ?? 0;
  }
  return shifted({ before, within, below: Math.log(variant.lowest / chance), ofWords }, variant.shift);
}

/** The same for many addresses at once, under the middle model. */
function ladderRank({ logChance, upTo, shift }: Ladder, { chance, ofWords }: Weighed): number {
  const at = Math.log(chance);
  const above = firstBelow(logChance, at + EQUAL);
  const through = firstBelow(logChance, at - EQUAL);
  const before = above > 0 ? (upTo[above - 1] ?? 0) : 0;
  const within = through > 0 ? (upTo[through - 1] ?? 0) : 0;
  return shifted({ before, within, below: (logChance.at(-1) ?? 0) - at, ofWords }, shift);
}

type Place = {
  readonly before: number;
  readonly within: number;
  /** By how much, in natural logarithms, the chance is less than the least that was drawn. */
  readonly below: number;
  readonly ofWords: number;
};

function shifted({ before, within, below, ofWords }: Place, { knows, order }: Shift): number {
  let rank = Math.log10(Math.max(1, (before + within) / 2));
  // Below all that was drawn: texts of chance p number about 1 / p.
  if (below > 0) rank += below / Math.LN10;
  return Math.max(0, rank * (1 - knows * ofWords) + order);
}

function ladder(standsFor: Float64Array, drawn: Float64Array, shift: Shift): Ladder {
  const order = Array.from(drawn.keys()).sort((a, b) => (drawn[b] ?? 0) - (drawn[a] ?? 0));
  const logChance = new Float64Array(order.length);
  const upTo = new Float64Array(order.length);
  let sum = 0;
  order.forEach((index, at) => {
    sum += standsFor[index] ?? 0;
    logChance[at] = Math.log(drawn[index] ?? 0);
    upTo[at] = sum;
  });
  return { logChance, upTo, shift };
}

/** Index of the first value below `bound` in a falling list. */
function firstBelow(falling: Float64Array, bound: number): number {
  let [low, high] = [0, falling.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((falling[middle] ?? 0) >= bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

type Parsed = { readonly of: readonly Likelihood[]; readonly likelier: number; readonly labels: readonly string[] };

/** Letter case does not tell mailboxes apart; Gmail ignores dots as well, so that a guess without them arrives too. */
function read(address: Address, { forms, shares: [middle = new Float64Array()] }: Model): Parsed {
  const domain = domainOf(address);
  const whole = localPart(address).toLowerCase().slice(0, 64);
  const plus = whole.indexOf('+');
  const tag = plus > 0 ? whole.slice(plus + 1) : undefined;
  const base = plus > 0 ? whole.slice(0, plus) : whole;
  let of = likelihoods(forms, base);
  if ((domain === 'gmail.com' || domain === 'googlemail.com') && base.includes('.')) {
    const bare = likelihoods(forms, base.replaceAll('.', ''));
    of = of.map((one, at) => either(one, bare[at] ?? impossible));
  }
  const labels: string[] = [];
  if (tag !== undefined) {
    // One mailbox in fifty uses tags (an assumption); the tag itself is guessed as any local part is.
    const tagChance = 0.02 * mixed(middle, likelihoods(forms, tag || '-'));
    of = of.map((one) => scaled(one, tagChance));
    labels.push('tagged');
  }
  if (/^(?:3[cde]|20|u003[ce]|x22|mailto|nbsp)(?=[a-z])/.test(base)) labels.push('parser-debris');
  return { of, likelier: likelierWhereItOccurs(of, middle), labels };
}

function estimateRanks(address: Address): { ranks: readonly number[]; mid: number; form: readonly string[] } {
  const { forms, shares, variants, standsFor } = model();
  const parsed = read(address, model());
  const ranks = variants.map((one, k) =>
    log10Rank(one, standsFor, weighed(forms, shares[k] ?? new Float64Array(), parsed)),
  );
  const [mid = 0] = ranks;
  const weights = forms.map((form, at) => ({ id: form.id, weight: form.share * (parsed.of[at]?.chance ?? 0) }));
  const total = weights.reduce((sum, { weight }) => sum + weight, 0);
  const likely = weights
    .filter(({ weight }) => weight >= 0.05 * total)
    .sort((a, b) => vague(a.id) - vague(b.id) || b.weight - a.weight || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
  return { ranks, mid, form: [...likely, ...parsed.labels] };
}

/** A name reads as a name first, although chance alone makes pronounceable letters as often. */
const vague = (id: string) => (/^(?:pronounceable|composed|code|random|carrier|unlike)/.test(id) ? 1 : 0);

/** @param share 0 to 1 */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.round(share * (sorted.length - 1))] ?? 0;
}

/**
 * Guess number of an address, with the interval that comes of not knowing how spammers order their guesses.
 *
 * It says how hard an address is to make up, not that it was made up. `reach` is conditional on a list of that length
 * having been tried at this provider.
 */
export function guessNumber(address: Address, population?: RegisterPopulation): GuessEstimate {
  const { ranks, mid, form } = estimateRanks(address);
  const variants = ranks.slice(1);
  const reach = attackerBudgets.map((budget) => {
    const hits = variants.map((rank) => 1 / (1 + Math.exp((rank - Math.log10(budget)) / REACH_WIDTH)));
    return { budget, low: inside(quantile(hits, 0.05)), high: inside(quantile(hits, 0.95)) };
  });
  return {
    address,
    log10Guesses: {
      low: rounded(Math.min(mid, quantile(variants, 0.05))),
      mid: rounded(mid),
      high: rounded(Math.max(mid, quantile(variants, 0.95))),
    },
    form,
    provider: providerOf(domainOf(address)),
    reach,
    registerShare: population ? { easier: shareEasier(population, mid) } : null,
  };
}

/** No chance is 0 or 1. */
const inside = (chance: number) => rounded(Math.min(0.999, Math.max(0.001, chance)));
const rounded = (value: number) => Math.round(value * 1000) / 1000;

/** Guess numbers of a whole register; a repeated address counts as often as it stands there. */
export function registerPopulation(addresses: Iterable<Address>): RegisterPopulation {
  const { forms, shares, ladder: steps } = model();
  const [middle = new Float64Array()] = shares;
  const numbers: number[] = [];
  for (const address of addresses) numbers.push(ladderRank(steps, weighed(forms, middle, read(address, model()))));
  return { log10Guesses: Float64Array.from(numbers).sort() };
}

function shareEasier({ log10Guesses }: RegisterPopulation, mid: number): number {
  let easier = 0;
  for (const other of log10Guesses) easier += Math.abs(other - mid) < 1e-9 ? 0.5 : other < mid ? 1 : 0;
  return log10Guesses.length === 0 ? 0 : rounded(easier / log10Guesses.length);
}
