import type { Organisation } from '../vocabulary/case-file.ts';
import type { Finding } from '../vocabulary/finding.ts';
import { type FactDraft, notChecked, wholeTable } from './answer.ts';
import type { Check, Sources } from './check.ts';

type VendorAnswer = Extract<FactDraft, { readonly kind: 'vendor-answer' }>;

/** A vendor that has not said whose records it speaks of has not said that this one is left out. */
const scopeOf = (covers: boolean | null) => (covers === null ? 'unknown' : covers ? 'yes' : 'no');

type Vendor = Organisation['vendors'][number];
type Given = Sources['exports'];

/** One fact a vendor: those on the list with what they answered, and those that only the table of exports names. */
const answersOf = (listed: readonly Vendor[], unnamed: readonly string[]): VendorAnswer[] => [
  ...listed.map(
    ({ name, answer, coversThisRecord }): VendorAnswer => ({
      kind: 'vendor-answer',
      vendor: name,
      answer,
      coversThisRecord: scopeOf(coversThisRecord),
      pointers: [],
    }),
  ),
  ...unnamed.map(
    (vendor): VendorAnswer => ({
      kind: 'vendor-answer',
      vendor,
      answer: 'none',
      coversThisRecord: 'unknown',
      pointers: [],
    }),
  ),
];

/** Vendors whose answer is not about this record: they have not answered for it, unless none of the lists they were given holds it. */
function answeredForOthers(listed: readonly Vendor[], given: Given): number {
  const neverHeld = ({ name, nameEn }: Vendor) => {
    const own = given?.exports.filter((one) => one.vendor === name || one.vendor === nameEn) ?? [];
    return own.length > 0 && own.every(({ containsThis }) => containsThis === false);
  };
  return listed.filter(
    (vendor) =>
      (vendor.answer === 'replied' || vendor.answer === 'checked') &&
      vendor.coversThisRecord === false &&
      !neverHeld(vendor),
  ).length;
}

/** What the answers come to: a leak somewhere; an answer still missing, which is no silence; or all in, and none reports one. */
function findingOf(facts: readonly VendorAnswer[], forOthers: number): Finding {
  const count = (answer: VendorAnswer['answer']) => facts.filter((fact) => fact.answer === answer).length;
  const total = facts.length;
  const vendors = total === 1 ? 'vendor' : 'vendors';
  const looked = wholeTable(total, 0);
  const [announced, replied, checked] = [count('announced'), count('replied'), count('checked')];
  if (announced > 0) {
    return {
      kind: 'found',
      at: [],
      looked,
      says: {
        ja: `委託先${total}社のうち${announced}社が漏えいを公表または報告`,
        en: `${announced} of ${total} ${vendors} announced or reported a leak`,
      },
    };
  }
  const answered = replied + checked;
  if (answered === total && forOthers > 0) {
    return {
      kind: 'not-checked',
      because: {
        ja: `回答のあった委託先${total}社のうち${forOthers}社の回答は、この記録についてのものではありません。この記録について尋ねる必要があります`,
        en: `of ${total} ${vendors} that answered, ${forOthers} did not answer for this record: ask about this one`,
      },
    };
  }
  if (answered < total) {
    return {
      kind: 'not-checked',
      because: {
        ja: `委託先${total}社のうち${total - answered}社の回答がまだありません（回答のみ${replied}社、弊社で裏付けを確認${checked}社）`,
        en: `${total - answered} of ${total} ${vendors} ${total === 1 ? 'has' : 'have'} not answered (${replied} gave their word only, ${checked} confirmed by us)`,
      },
    };
  }
  return {
    kind: 'nothing-found',
    looked,
    says: {
      ja: `委託先${total}社が回答（弊社で裏付けを確認${checked}社、回答のみ${replied}社）。漏えいの申告はありません`,
      en: `${total === 1 ? 'the 1 vendor' : `all ${total} vendors`} answered (${checked} confirmed by us, ${replied} their word only); none reported a leak`,
    },
  };
}

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
    const facts = answersOf(listed, unnamed);
    return { facts, finding: findingOf(facts, answeredForOthers(listed, given)) };
  },
};
