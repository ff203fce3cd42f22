import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Address, parseAddress } from '../../vocabulary/address.ts';
import { type Random, seededRandom } from '../../vocabulary/random.ts';
import { clubPopulation } from './club-guesser.test-support.ts';
import { countedEnglish, countedJapanese, countedMixed } from './counted-guesser.test-support.ts';
import { forumPopulation } from './forum-guesser.test-support.ts';
import { freemailPopulation } from './freemail-guesser.test-support.ts';
import { guessNumber, registerPopulation } from './guess-number.ts';
import { hotelPopulation } from './hotel-guesser.test-support.ts';
import { internationalPopulation } from './international-guesser.test-support.ts';
import { japaneseProviderPopulation } from './japanese-provider-guesser.test-support.ts';
import { kanaPopulation } from './kana-guesser.test-support.ts';
import { mailboxPopulation } from './mailbox-guesser.test-support.ts';
import { mixedPopulation } from './mixed-guesser.test-support.ts';
import { newsletterPopulation } from './newsletter-guesser.test-support.ts';
import { officePopulation } from './office-guesser.test-support.ts';
import { parentsPopulation } from './parents-guesser.test-support.ts';
import { plainPopulation } from './plain-guesser.test-support.ts';
import { registerOfASurvey } from './register-guesser.test-support.ts';
import { secondWorld } from './second-guesser.test-support.ts';
import { makeWorld } from './simulated-guesser.test-support.ts';

const at = (local: string, domain = 'yahoo.co.jp'): Address => {
  const address = parseAddress(`${local}@${domain}`);
  if (!address) throw new Error(`not an address: ${local}`);
  return address;
};
const mid = (local: string, domain?: string) => guessNumber(at(local, domain)).log10Guesses.mid;

function averageRanks(values: readonly number[]): number[] {
  const order = [...values.keys()].sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const ranks = new Array<number>(values.length).fill(0);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to + 1 < order.length && values[order[to + 1] ?? 0] === values[order[from] ?? 0]) to += 1;
    for (let k = from; k <= to; k += 1) ranks[order[k] ?? 0] = (from + to) / 2;
    from = to + 1;
  }
  return ranks;
}

function spearman(a: readonly number[], b: readonly number[]): number {
  const [ra, rb] = [averageRanks(a), averageRanks(b)];
  const mean = (a.length - 1) / 2;
  let [both, ofA, ofB] = [0, 0, 0];
  ra.forEach((rank, i) => {
    const other = (rb[i] ?? 0) - mean;
    both += (rank - mean) * other;
    ofA += (rank - mean) ** 2;
    ofB += other ** 2;
  });
  return both / Math.sqrt(ofA * ofB);
}

type Someone = { readonly local: string; readonly log10Rank: number };

/** People of simulated populations, each with its place in the order of a guesser who knows the whole population. */
const simulated = [
  {
    name: 'the first',
    seeds: [1, 2, 3, 4, 5, 6, 7, 8],
    size: 250,
    least: 0.9,
    people: (seed: number, size: number): Someone[] => {
      const world = makeWorld(seed);
      const random = seededRandom(seed, 'people');
      const locals = Array.from({ length: size }, () => world.person(random));
      return locals.map((local) => ({ local, log10Rank: world.log10Rank(local) }));
    },
  },
  // KNOWN GAP, here and where the bar is lower: the goal is .9. A guesser who knows the place knows an order that no list does.
  { name: 'the second', least: 0.88, ...drawn('second', secondWorld) },
  { name: 'a Japanese provider', least: 0.92, ...drawn('jp', japaneseProviderPopulation) },
  { name: 'many countries', least: 0.9, ...drawn('intl', internationalPopulation) },
  { name: 'the register of a survey', least: 0.84, ...drawn('six', registerOfASurvey) },
  { name: 'customers of a shop', least: 0.91, ...drawn('five', mixedPopulation) },
  { name: 'readers of a newsletter', least: 0.85, ...drawn('seven', newsletterPopulation) },
  { name: 'members of a forum', least: 0.87, ...drawn('eight', forumPopulation) },
  { name: 'guests of hotels', least: 0.88, ...drawn('nine', hotelPopulation) },
  { name: 'names as kana are typed', least: 0.9, ...drawn('ten', kanaPopulation) },
  { name: 'mailboxes in English', least: 0.9, ...drawn('eleven', mailboxPopulation) },
  { name: 'plain lists and rules', least: 0.88, ...drawn('twelve', plainPopulation) },
  { name: 'counted names of Japan', least: 0.93, ...drawn('13', countedJapanese) },
  { name: 'counted names in English', least: 0.91, ...drawn('14', countedEnglish) },
  { name: 'counted names of both', least: 0.92, ...drawn('15', countedMixed) },
  { name: 'mailboxes of firms', least: 0.9, ...drawn('16', officePopulation) },
  { name: 'mailboxes for the public', least: 0.9, ...drawn('17', freemailPopulation) },
  // Nearly all of them are about as easy to guess: errors of the usual size mix up more of them.
  { name: 'parents of pupils', least: 0.74, ...drawn('18', parentsPopulation) },
  { name: 'members of clubs', least: 0.72, ...drawn('19', clubPopulation) },
];

function drawn(label: string, make: (random: Random) => { person(random: Random): Someone }) {
  return {
    seeds: [1, 2, 3, 4],
    size: 200,
    people(seed: number, size: number): Someone[] {
      const world = make(seededRandom(seed, label));
      const random = seededRandom(seed, `people of ${label}`);
      return Array.from({ length: size }, () => world.person(random));
    },
  };
}

const populations = simulated.map(({ name, least, seeds, size, people }) => ({
  name,
  least,
  worlds: seeds.map((seed) =>
    people(seed, size).map(({ local, log10Rank }) => ({ log10Rank, ...guessNumber(at(local)) })),
  ),
}));

describe('guessNumber', () => {
  it('finds local parts harder in the order people expect', () => {
    const numbers = ['satou', 'akitaka', 'h-suzuki77', 'tanaka.hiroshi', 'tanaka_hiroshi1975', 'qxvbznkw'].map(
      (local) => mid(local),
    );
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it.each(populations)('ranks like a guesser who knows the population and tries its likeliest first: $name', (one) => {
    const correlations = one.worlds.map((world) =>
      spearman(
        world.map(({ log10Guesses }) => log10Guesses.mid),
        world.map(({ log10Rank }) => log10Rank),
      ),
    );
    const mean = correlations.reduce((sum, value) => sum + value, 0) / correlations.length;
    expect(mean).toBeGreaterThanOrEqual(one.least);
    expect(Math.min(...correlations)).toBeGreaterThanOrEqual(one.least - 0.1);
  });

  it('states 90 % intervals of the hit chance that hold for 85 to 95 % of cells in simulated populations', () => {
    let [cells, held] = [0, 0];
    for (const world of populations.flatMap(({ worlds }) => worlds)) {
      const cellOf = new Map<string, { low: number; high: number; hits: number; n: number }>();
      for (const { log10Guesses, reach, log10Rank } of world) {
        for (const { budget, low, high } of reach) {
          const key = `${Math.floor(log10Guesses.mid)} ${budget}`;
          const cell = cellOf.get(key) ?? { low: 0, high: 0, hits: 0, n: 0 };
          cellOf.set(key, {
            low: cell.low + low,
            high: cell.high + high,
            hits: cell.hits + (log10Rank <= Math.log10(budget) ? 1 : 0),
            n: cell.n + 1,
          });
        }
      }
      for (const [key, { low, high, hits, n }] of cellOf) {
        // Cells far from their budget are easy; those within two decades are the question.
        const [band = 0, budget = 1] = key.split(' ').map(Number);
        if (n < 10 || Math.abs(band + 0.5 - Math.log10(budget)) > 2) continue;
        cells += 1;
        if (low / n - 0.5 / n <= hits / n && hits / n <= high / n + 0.5 / n) held += 1;
      }
    }
    expect(cells).toBeGreaterThan(200);
    expect(held / cells).toBeGreaterThanOrEqual(0.85);
    expect(held / cells).toBeLessThanOrEqual(0.95);
  });

  // What no list of names or words holds, and yet many have: each far nearer than as many letters and digits at random.
  it.each([
    { local: 'pixel79', atMost: 6, what: 'a word of the long lists' },
    { local: 'sora-numazu', atMost: 6.5, what: 'a word and a town' },
    { local: 'asdf12347', atMost: 5.5, what: 'a walk that ends in digits, and one more' },
    { local: '09062847153', atMost: 10.5, what: 'a mobile telephone' },
    { local: '1q2w3e4r', atMost: 5, what: 'a walk over two rows of keys' },
    { local: 'mks40', atMost: 7.5, what: 'three initials and a number' },
    { local: 'masami.tokunagas42', atMost: 10, what: "a year of the emperor's reign" },
    { local: 'kimura-info', atMost: 5.5, what: 'a name and a task' },
  ])('takes $local for $what', ({ local, atMost }) => {
    expect(mid(local)).toBeLessThan(atMost);
  });

  it.each(['fuziwara.masashi', 'shinya.fujii', 'rob.watson0725', 'kirishinoda.tetsuma'])(
    'takes %s for a name, though some part of it stands in no list',
    (local) => {
      expect(mid(local)).toBeLessThan(20);
    },
  );

  it('is the same every time, and does not depend on letter case', () => {
    expect(guessNumber(at('h-suzuki77'))).toEqual(guessNumber(at('h-suzuki77')));
    expect(mid('H-Suzuki77')).toBe(mid('h-suzuki77'));
  });

  it.each([
    { local: 'satou', form: 'surname-ja' },
    { local: 'akitaka', form: 'given-ja' },
    { local: 'h-suzuki77', form: 'initial-surname-ja+digits' },
    { local: 'info', form: 'role' },
    { local: 'qwerty', form: 'keyboard-walk' },
    { local: 'suzuki+shop', form: 'tagged' },
    { local: '3csuzuki', form: 'parser-debris' },
  ])('reads $local as $form', ({ local, form }) => {
    expect(guessNumber(at(local)).form).toContain(form);
  });

  it.each([
    ['docomo.ne.jp', 'carrier'],
    ['d.vodafone.ne.jp', 'carrier'],
    ['gmail.com', 'webmail'],
    ['biglobe.ne.jp', 'isp'],
    ['mailinator.com', 'disposable'],
    ['u.ac.jp', 'education'],
    ['shop.example', 'organisation'],
  ])('takes %s as %s', (domain, kind) => {
    expect(guessNumber(at('x', domain)).provider.kind).toBe(kind);
  });

  it('finds a dotted Gmail address no harder than the same one elsewhere, since Gmail ignores dots', () => {
    expect(mid('tanaka.hiroshi', 'gmail.com')).toBeLessThanOrEqual(mid('tanaka.hiroshi'));
  });

  it('keeps low ≤ mid ≤ high, and a longer list of guesses never reaches less', () => {
    const local = fc.string({ minLength: 1, maxLength: 70, unit: 'grapheme' });
    fc.assert(
      fc.property(local, (text) => {
        const address = parseAddress(`${text}@shop.example`);
        if (!address) return;
        const { log10Guesses, reach } = guessNumber(address);
        expect(log10Guesses.low).toBeLessThanOrEqual(log10Guesses.mid);
        expect(log10Guesses.mid).toBeLessThanOrEqual(log10Guesses.high);
        expect(Number.isFinite(log10Guesses.high)).toBe(true);
        let [low, high] = [0, 0];
        for (const step of reach) {
          expect(step.low).toBeGreaterThanOrEqual(low);
          expect(step.high).toBeGreaterThanOrEqual(high);
          expect(step.low).toBeLessThanOrEqual(step.high);
          [low, high] = [step.low, step.high];
        }
      }),
      { numRuns: 300 },
    );
  });

  it('counts the share of the register that is easier, equals half', () => {
    const population = registerPopulation([at('info'), at('satou'), at('tanaka_hiroshi1975'), at('x9q2zk4w')]);
    expect(guessNumber(at('tanaka.hiroshi'), population).registerShare).toEqual({ easier: 0.5 });
    expect(guessNumber(at('satou'), population).registerShare).toEqual({ easier: 0.375 });
    expect(guessNumber(at('satou')).registerShare).toBeNull();
  });
});
