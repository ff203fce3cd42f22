import { type FactDraft, notChecked, wholeTable } from './answer.ts';
import type { Check } from './check.ts';

/** A vendor that has not said whose records it speaks of has not said that this one is left out. */
const scopeOf = (covers: boolean | null) => (covers === null ? 'unknown' : covers ? 'yes' : 'no');

export const vendorsAsked: Check = {
  id: 'vendors.asked',
  asks: {
    ja: '委託先は何と答えたか。弊社で裏付けを取ったか',
    en: 'What did the companies that handle data for us answer, and did we confirm it?',
  },
  blindTo: [{ ja: '委託先がまだ気付いていない漏えい', en: 'a leak that the vendor has not noticed' }],
  falseAlarms: [{ ja: '別の名簿についての公表', en: 'an announcement that concerns another list' }],
  drilledBy: [],

  async run({ organisation, exports: given }) {
    const listed = organisation.vendors;
    const unnamed = [...new Set(given?.exports.map((one) => one.vendor) ?? [])].filter(
      (name) => !listed.some((vendor) => vendor.name === name || vendor.nameEn === name),
    );
    if (listed.length === 0 && given?.exports.length === 0) {
      const says = {
        ja: '委託先の登録も、名簿の書き出しの記録もありません',
        en: 'no vendor is listed and no export is recorded',
      };
      return { facts: [], finding: { kind: 'nothing-found', looked: wholeTable(0, 0), says } };
    }
    if (listed.length === 0 && unnamed.length === 0) {
      return notChecked({
        ja: '委託先の一覧（org.yaml の vendors）に、委託先の記載がありません',
        en: 'no vendor is listed (vendors in org.yaml)',
      });
    }
    const facts: FactDraft[] = [
      ...listed.map(
        (vendor): FactDraft => ({
          kind: 'vendor-answer',
          vendor: vendor.name,
          answer: vendor.answer,
          coversThisRecord: scopeOf(vendor.coversThisRecord),
          pointers: [],
        }),
      ),
      ...unnamed.map(
        (name): FactDraft => ({
          kind: 'vendor-answer',
          vendor: name,
          answer: 'none',
          coversThisRecord: 'unknown',
          pointers: [],
        }),
      ),
    ];
    const count = (answer: string) =>
      facts.filter((fact) => fact.kind === 'vendor-answer' && fact.answer === answer).length;
    const total = facts.length;
    const vendors = total === 1 ? 'vendor' : 'vendors';
    const looked = wholeTable(total, 0);
    const announced = count('announced');
    if (announced > 0) {
      return {
        facts,
        finding: {
          kind: 'found',
          at: [],
          looked,
          says: {
            ja: `委託先${total}社のうち${announced}社が漏えいを公表または報告`,
            en: `${announced} of ${total} ${vendors} announced or reported a leak`,
          },
        },
      };
    }
    // Whose answer is not about this record has not answered for it, unless none of the lists it was given holds it.
    const neverHeld = (name: string, nameEn: string | null | undefined) => {
      const own = given?.exports.filter((one) => one.vendor === name || one.vendor === nameEn) ?? [];
      return own.length > 0 && own.every(({ containsThis }) => containsThis === false);
    };
    const forOthers = listed.filter(
      ({ name, nameEn, answer, coversThisRecord }) =>
        (answer === 'replied' || answer === 'checked') && coversThisRecord === false && !neverHeld(name, nameEn),
    ).length;
    const answered = count('replied') + count('checked');
    if (answered === total && forOthers > 0) {
      return {
        facts,
        finding: {
          kind: 'not-checked',
          because: {
            ja: `回答のあった委託先${total}社のうち${forOthers}社の回答は、この記録についてのものではありません。この記録について尋ねる必要があります`,
            en: `of ${total} ${vendors} that answered, ${forOthers} did not answer for this record: ask about this one`,
          },
        },
      };
    }
    if (answered < total) {
      return {
        facts,
        finding: {
          kind: 'not-checked',
          because: {
            ja: `委託先${total}社のうち${total - answered}社の回答がまだありません（回答のみ${count('replied')}社、弊社で裏付けを確認${count('checked')}社）`,
            en: `${total - answered} of ${total} ${vendors} ${total === 1 ? 'has' : 'have'} not answered (${count('replied')} gave their word only, ${count('checked')} confirmed by us)`,
          },
        },
      };
    }
    return {
      facts,
      finding: {
        kind: 'nothing-found',
        looked,
        says: {
          ja: `委託先${total}社が回答（弊社で裏付けを確認${count('checked')}社、回答のみ${count('replied')}社）。漏えいの申告はありません`,
          en: `${total === 1 ? 'the 1 vendor' : `all ${total} vendors`} answered (${count('checked')} confirmed by us, ${count('replied')} their word only); none reported a leak`,
        },
      },
    };
  },
};
