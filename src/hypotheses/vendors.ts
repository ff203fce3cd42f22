// Which company that handled our data lost it, if any did. The primary answer takes a list as lost whole or not at all; the
// guilt formula of Papadimitriou and Garcia-Molina, which lets each address leak by itself, stands beside it as a check.
import { type Fact, factsOf } from '../vocabulary/fact.ts';
import type { Both } from '../vocabulary/finding.ts';

export type VendorHolding = {
  readonly vendor: string;
  /** Relative to the others: days held, transfers. Above 0. */
  readonly weight: number;
  /** Keys of the complained-of addresses that this vendor held. */
  readonly held: ReadonlySet<string>;
  /** Canaries in this vendor's copy alone, working and planted before the export. */
  readonly canaries: { readonly planted: number; readonly hits: number };
};

export type SpammedAddress = {
  readonly key: string;
  /** Chance that this address gets such spam without any vendor: how guessable, how long in use. Above 0, at most 1. */
  readonly otherwise: number;
};

export type VendorModel = {
  /** Chance that no vendor lost anything, before looking. */
  readonly noVendor: number;
  /** Chance that an address in a lost list is spammed and complained of. */
  readonly mailed: number;
  /** Chance that a canary in a lost list is hit, and that one is hit though nothing was lost. */
  readonly canaryHit: number;
  readonly canaryDoubt: number;
};

/** Assumptions: vendors lose one list in twenty of those that are asked about; half of a lost list is mailed. */
export const usualVendorModel: VendorModel = { noVendor: 0.95, mailed: 0.5, canaryHit: 0.6, canaryDoubt: 1e-3 };

export type VendorAnswer = {
  /** False: nothing can be said; the shares then are only what was put in. */
  readonly canBeSaid: boolean;
  readonly noVendor: number;
  readonly vendors: readonly { readonly vendor: string; readonly share: number; readonly guilt: number }[];
  readonly because: Both;
};

/**
 * Posterior over {no vendor, each vendor}, taking one list at most as lost and lost whole: for vendor i, its weight times,
 * for each spammed address, `mailed` (or `otherwise` where that is more) if i held it, else `otherwise`; times what its
 * canaries say. Silent canaries count, which the guilt formula ignores.
 */
export function vendorPosterior(
  holdings: readonly VendorHolding[],
  spammed: readonly SpammedAddress[],
  model: VendorModel = usualVendorModel,
): VendorAnswer {
  const total = holdings.reduce((sum, { weight }) => sum + weight, 0);
  const canaryLog = ({ canaries }: VendorHolding, lost: boolean) => {
    const chance = lost ? model.canaryHit : model.canaryDoubt;
    return canaries.hits * Math.log(chance) + (canaries.planted - canaries.hits) * Math.log1p(-chance);
  };
  const quiet = holdings.reduce((sum, holding) => sum + canaryLog(holding, false), 0);
  const otherwise = spammed.reduce((sum, address) => sum + Math.log(address.otherwise), 0);
  const logs = holdings.map((holding) => {
    const addresses = spammed.reduce((sum, { key, otherwise: alone }) => {
      // Either way may have brought it: a lost list never makes spam less likely.
      const chance = holding.held.has(key) ? 1 - (1 - alone) * (1 - model.mailed) : alone;
      return sum + Math.log(chance);
    }, 0);
    const prior = Math.log(((1 - model.noVendor) * holding.weight) / total);
    return prior + addresses + quiet - canaryLog(holding, false) + canaryLog(holding, true);
  });
  const none = Math.log(model.noVendor) + otherwise + quiet;
  const top = Math.max(none, ...logs);
  const masses = logs.map((log) => Math.exp(log - top));
  const sum = Math.exp(none - top) + masses.reduce((all, mass) => all + mass, 0);
  const canBeSaid = spammed.length > 1 || holdings.some(({ canaries }) => canaries.planted > 0);
  return {
    canBeSaid,
    noVendor: Math.exp(none - top) / sum,
    vendors: holdings.map((holding, i) => ({
      vendor: holding.vendor,
      share: (masses[i] ?? 0) / sum,
      guilt: guiltProbability(holding.held, holdings, spammed),
    })),
    because: canBeSaid ? said : nothingCanBeSaid,
  };
}

const said: Both = {
  ja: '名簿が丸ごと外に出たか、まったく出なかったかのどちらかとして計算しています。委託先の言葉は用いていません。',
  en: 'Computed as if a list is lost whole or not at all. What the vendors say is not used.',
};

export const nothingCanBeSaid: Both = {
  ja: '申し出が1件で、委託先ごとの確認用アドレスもないため、どの委託先かは何も言えません。',
  en: 'With one complaint and no canaries per vendor, nothing can be said on which vendor it was.',
};

/**
 * Pr{G_i | S} = 1 − Π over t in S ∩ R_i of (1 − (1 − p_t) ÷ |V_t|): the chance that this agent leaked at least one object,
 * when each object leaked by itself, from one of its holders or by other ways with probability p_t.
 *
 * 0 when the agent held none of them. Falls as p_t rises; grows with each further object held.
 *
 * @see P. Papadimitriou and H. Garcia-Molina, Data Leakage Detection, IEEE TKDE 23 (2011) 51–63
 */
export function guiltProbability(
  held: ReadonlySet<string>,
  holders: readonly { readonly held: ReadonlySet<string> }[],
  leaked: readonly SpammedAddress[],
): number {
  let innocent = 1;
  for (const { key, otherwise } of leaked) {
    if (!held.has(key)) continue;
    const sharing = holders.filter((holder) => holder.held.has(key)).length;
    innocent *= 1 - (1 - otherwise) / Math.max(1, sharing);
  }
  return 1 - innocent;
}

/**
 * The same question, from the facts of a case: who held this record and those of similar complaints (`vendor-held`), and what
 * canaries of single vendors did. `otherwise`: the chance that such an address is reached without any vendor, for this
 * complaint and the others alike. Calling a vendor by another name changes nothing but the name. Undefined when no fact
 * names a vendor.
 */
export function vendorsOfCase(facts: readonly Fact[], otherwise: number): VendorAnswer | undefined {
  const held = factsOf(facts, 'vendor-held');
  const canaries = factsOf(facts, 'vendor-canaries');
  // In the order of the facts, not of the names: a pack may show a name by a pseudonym, and must give the same when computed again.
  const names = [...new Set([...held, ...canaries, ...factsOf(facts, 'vendor-answer')].map(({ vendor }) => vendor))];
  if (names.length === 0) return undefined;
  const others = held.reduce((most, row) => Math.max(most, row.others), 0);
  const spammed = ['this', ...Array.from({ length: others }, (_, i) => `other ${i + 1}`)].map((key) => ({
    key,
    otherwise,
  }));
  const holdings = names.map((vendor): VendorHolding => {
    const row = held.find((one) => one.vendor === vendor);
    // Whose complaint it was is not told, only how many: the first ones, which shares them with other vendors most.
    const keys = Array.from({ length: row?.othersHeld ?? 0 }, (_, i) => `other ${i + 1}`);
    // A vendor of which nothing is known may have held the record.
    if ((row?.thisRecord ?? 'unknown') !== 'no') keys.push('this');
    const own = canaries.filter((one) => one.vendor === vendor);
    const sum = (value: (one: (typeof own)[number]) => number) => own.reduce((total, one) => total + value(one), 0);
    const planted = sum((one) => one.planted);
    return {
      vendor,
      weight: Math.max(1, row?.days ?? 1),
      held: new Set(keys),
      canaries: {
        planted,
        hits: Math.min(
          planted,
          sum((one) => one.hits),
        ),
      },
    };
  });
  return vendorPosterior(holdings, spammed);
}
