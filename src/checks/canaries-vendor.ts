import type { Canary } from '../custody/canaries.ts';
import { type FactDraft, firstPointers, notChecked, wholeTable } from './answer.ts';
import { judge, noCanaries, refuseUnread } from './canary-silence.ts';
import { type Check, missing } from './check.ts';

export const canariesVendor: Check = {
  id: 'canaries.vendor',
  asks: {
    ja: '委託先ごとの確認用アドレスに、迷惑メールが届いたか',
    en: 'Did canaries given to one vendor each get spam?',
  },
  blindTo: [{ ja: '確認用アドレスを渡していない委託先', en: 'vendors that hold no canary' }],
  falseAlarms: [{ ja: '委託先が弊社のために送ったメール', en: 'mail that the vendor sent on our behalf' }],
  drilledBy: [],

  async run(sources) {
    if (!sources.canaries) return missing(sources, 'canaries', noCanaries);
    const { counted } = judge(
      sources.canaries.canaries.filter(({ kind, vendor }) => kind === 'vendor' && vendor !== null),
      sources,
    );
    if (counted.length === 0) {
      return notChecked({
        ja: '委託先ごとの確認用アドレスがないため、どの委託先かについては何も言えません',
        en: 'no vendor holds a canary that can be counted, so nothing can be said about which vendor',
      });
    }
    const byVendor = group(counted);
    const names = [...byVendor.keys()].sort();
    const facts = names.map((vendor): FactDraft => {
      const own = byVendor.get(vendor) ?? [];
      return {
        kind: 'vendor-canaries',
        vendor,
        planted: own.length,
        hits: own.filter(({ hitAt }) => hitAt !== null).length,
        pointers: firstPointers(own.map(({ pointer }) => pointer)),
      };
    });
    const hits = counted.filter(({ hitAt }) => hitAt !== null);
    const refused = refuseUnread(sources.canaries);
    if (hits.length === 0 && refused) return refused;
    const looked = wholeTable(counted.length, sources.canaries.unread.length);
    const says = {
      ja: `委託先${names.length}社の${counted.length}件のうち${hits.length}件に着信`,
      en: `${hits.length} of ${counted.length} canaries at ${names.length} ${names.length === 1 ? 'vendor' : 'vendors'} were hit`,
    };
    return hits.length > 0
      ? { facts, finding: { kind: 'found', at: firstPointers(hits.map(({ pointer }) => pointer)), looked, says } }
      : { facts, finding: { kind: 'nothing-found', looked, says } };
  },
};

/** Canaries by vendor. Node 20 has no Map.groupBy. */
function group(canaries: readonly Canary[]): Map<string, Canary[]> {
  const grouped = new Map<string, Canary[]>();
  for (const canary of canaries) {
    const name = canary.vendor ?? '';
    grouped.set(name, [...(grouped.get(name) ?? []), canary]);
  }
  return grouped;
}
