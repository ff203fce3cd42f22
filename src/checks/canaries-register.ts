import { type FactDraft, firstPointers, notChecked, wholeTable } from './answer.ts';
import { judge, noCanaries, refuseUnread } from './canary-silence.ts';
import { type Check, missing } from './check.ts';

export const canariesRegister: Check = {
  id: 'canaries.register',
  asks: { ja: '名簿に置いた確認用アドレスに、迷惑メールが届いたか', en: 'Did canaries in our register get spam?' },
  blindTo: [
    { ja: '名簿の一部だけ、または一件だけの漏えい', en: 'a leak of part of the list, or of one record' },
    { ja: '確認用アドレスを見分けて除いた持ち出し', en: 'a thief who recognised and removed the canaries' },
  ],
  falseAlarms: [
    {
      ja: '機械的に作られた宛先に偶然当たった場合（対照のアドレスで確かめます）',
      en: 'a guesser that hit the canary by chance, which its twin would show',
    },
  ],
  drilledBy: [],

  async run(sources) {
    if (!sources.canaries) return missing(sources, 'canaries', noCanaries);
    const ours = sources.canaries.canaries.filter(({ kind }) => kind === 'register');
    if (ours.length === 0)
      return notChecked({ ja: '名簿に置いた確認用アドレスがありません', en: 'no canary sits in the register' });
    const { counted, dead, late } = judge(ours, sources);
    const hits = counted.filter(({ hitAt }) => hitAt !== null);
    const twinsHit = counted.filter(({ twinHit }) => twinHit).length;
    const campaigns = new Set(hits.flatMap(({ campaign }) => campaign ?? [])).size;
    const groups = new Set(counted.flatMap(({ group }) => group ?? [])).size;
    const excluded = {
      ja: `（疎通を確かめられない${dead}件、該当する期間の後に置いた${late}件は数えていません）`,
      en: ` (${dead} without a working heartbeat and ${late} planted too late are not counted)`,
    };
    const aside = dead + late > 0 ? excluded : { ja: '', en: '' };
    if (counted.length === 0) {
      return notChecked({
        ja: `数えられる確認用アドレスがありません${aside.ja}`,
        en: `no canary can be counted${aside.en}`,
      });
    }
    const pointers = firstPointers((hits.length > 0 ? hits : counted).map(({ pointer }) => pointer));
    const fact: FactDraft = {
      kind: 'register-canaries',
      planted: counted.length,
      hits: hits.length,
      campaigns,
      twinsHit,
      groups,
      pointers,
    };
    const looked = wholeTable(sources.canaries.canaries.length, sources.canaries.unread.length);
    if (hits.length === 0) {
      const refused = refuseUnread(sources.canaries);
      if (refused) return refused;
      return {
        facts: [fact],
        finding: {
          kind: 'nothing-found',
          looked,
          says: {
            ja: `確認用アドレス${counted.length}件に迷惑メールは届いていません${aside.ja}`,
            en: `none of ${counted.length} canaries got spam${aside.en}`,
          },
        },
      };
    }
    return {
      facts: [fact],
      finding: {
        kind: 'found',
        at: pointers,
        looked,
        says: {
          ja: `確認用アドレス${counted.length}件のうち${hits.length}件に届きました（対照への着信${twinsHit}件）${aside.ja}`,
          en: `${hits.length} of ${counted.length} canaries were hit (${twinsHit} of their twins too)${aside.en}`,
        },
      },
    };
  },
};
