// The oracle: what share of complaints with the same coarse facts is really ours, in a large pool of the same world.
import type { Fact, FactKind, FactOf } from '../src/vocabulary/fact.ts';
import { seededRandom } from '../src/vocabulary/random.ts';
import { makeCase, type SimulatedCase } from './case.ts';
import { makeOrganisation } from './organisation.ts';

/** Cases are spread over many organisations, so that one large leak does not decide the scores; a pool needs no spread. */
const taken = { cases: 0.04, pool: 1 } as const;

/**
 * So many complaints of one seed and purpose, each of the world's complaints as likely as the next. The same seed gives the
 * same cases on every machine.
 */
export function* casesOf(seed: number, purpose: 'cases' | 'pool', count: number): Generator<SimulatedCase> {
  const random = seededRandom(seed, purpose);
  let made = 0;
  while (made < count) {
    const organisation = makeOrganisation(random);
    for (const complaint of organisation.complaints) {
      if (made >= count || random.next() >= taken[purpose]) continue;
      made += 1;
      yield makeCase(random, organisation, complaint);
    }
  }
}

function only<K extends FactKind>(facts: readonly Fact[], kind: K): FactOf<K> | undefined {
  return facts.find((fact): fact is Extract<Fact, { readonly kind: K }> & FactOf<K> => fact.kind === kind);
}

const band = (value: number, bounds: readonly number[]) => bounds.filter((bound) => value >= bound).length;

/** How many complaints there are against what is usual here, whether they are alike, and how many people could complain. */
function complaintsBand(fact: FactOf<'similar-complaints'> | undefined): { band: string; dull: boolean } {
  if (!fact) return { band: 'none recorded', dull: false };
  const usual =
    ((fact.historyComplaints ?? 0) / Math.max(1, fact.historyPersonYears ?? 1)) *
    fact.people *
    ((fact.windowDays ?? 60) / 365);
  const size = band(fact.people, [4000, 25_000]);
  // A few alike among many usual ones are usual too.
  const alike = band((fact.sameSender ?? 0) + (fact.uniqueAddresses ?? 0) - 0.15 * usual, [0.5, 2.5]);
  const excess = band((fact.count - usual) / Math.sqrt(usual + 0.5), [1.5, 5, 15]);
  // Usual complaints of a large organisation: hardly any of these is ours, and only a wide cell can say how few.
  const few = size === 2 ? excess < 2 && alike < 2 : size === 1 && excess === 0;
  const dull = few && (size === 2 || alike === 0);
  return { band: fact.count === 0 ? `zero of ${size}` : `${excess}, alike ${alike}, of ${size}`, dull };
}

/** Facts so coarse that a pool has many cases of each kind. Two cases with one key are alike as far as it matters here. */
export function coarse(facts: readonly Fact[]): string {
  const kind = only(facts, 'unique-address')?.form ?? (only(facts, 'first-use-claimed') ? 'first use' : 'plain');
  const shape =
    kind === 'unique' || kind === 'tagged' ? '' : band(only(facts, 'address-shape')?.log10GuessesMid ?? 0, [8]);
  const canaries = only(facts, 'register-canaries');
  const planted = canaries ? (canaries.hits > 0 ? 'hit' : `silent ${band(canaries.planted, [5])}`) : '';
  const trace = only(facts, 'attacker-trace')?.success ?? '';
  const named = only(facts, 'real-name-in-spam')?.nameInAddress === false ? 'named' : '';
  const listed = only(facts, 'breach-listed')?.listed === true ? 'listed' : '';
  const strong =
    only(facts, 'form-values-in-spam') ||
    facts.some((fact) => fact.kind === 'vendor-canaries' && fact.hits > 0) ||
    facts.some((fact) => fact.kind === 'vendor-answer' && fact.answer === 'announced') ||
    only(facts, 'page-exposure') ||
    only(facts, 'visible-recipients')
      ? 'strong'
      : '';
  const { band: complaints, dull } = complaintsBand(only(facts, 'similar-complaints'));
  if (dull && !strong && !trace && !planted.startsWith('hit')) {
    const large = (only(facts, 'people-exposed')?.people ?? 0) >= 25_000;
    return large ? `${kind}/usual complaints of many` : [kind, 'usual complaints', planted, listed].join('/');
  }
  return [kind, shape, complaints, planted, trace, named, listed, strong].join('/');
}

/** Cells of the pool with fewer cases than this are not used: their share is mostly chance. */
export const LEAST_IN_CELL = 50;

export type Pool = { readonly size: number; share(key: string): number | undefined };

export function makePool(seed: number, size: number, progress: (done: number) => void = () => {}): Pool {
  const cells = new Map<string, { n: number; own: number }>();
  let done = 0;
  for (const { facts, own } of casesOf(seed, 'pool', size)) {
    const key = coarse(facts);
    const cell = cells.get(key) ?? { n: 0, own: 0 };
    cell.n += 1;
    cell.own += own ? 1 : 0;
    cells.set(key, cell);
    done += 1;
    if (done % 10_000 === 0) progress(done);
  }
  return {
    size,
    share(key) {
      const cell = cells.get(key);
      return cell && cell.n >= LEAST_IN_CELL ? cell.own / cell.n : undefined;
    },
  };
}
