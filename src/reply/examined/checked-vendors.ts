// What companies that work for us answered: as their word, or as confirmed by us.
import { type FactOf, factsOf } from '../../vocabulary/fact.ts';
import { answeredForOthers } from '../../vocabulary/vendor-scope.ts';
import { isDate } from '../days.ts';
import type { Grounds } from '../grounds.ts';
import type { Said } from '../said.ts';
import { isOfWriter, vendorListed, vendorWords } from '../vendor-names.ts';

/** One vendor, with what its answer was about and when it came: as its word, or as confirmed by us. */
function vendorSentence(grounds: Grounds, fact: FactOf<'vendor-answer'>, alike: number): Said[] {
  const { id, vendor, answer } = fact;
  const section = 'checked.vendors';
  const name = vendorWords(grounds.case, vendor, 28);
  const answeredAt = vendorListed(grounds.case, vendor)?.answeredAt ?? null;
  const dated = answeredAt !== null && isDate(answeredAt);
  const slots: Said['slots'] = dated ? { name, at: answeredAt } : { name };
  const ja = dated ? '{at:day}に' : '';
  const en = dated ? ' on {at:day}' : '';
  const base = { type: 'DID', section, evidence: dated ? [id, 'org'] : [id] } as const;
  switch (answer) {
    case 'checked':
      return [
        {
          ...base,
          id: `vendors.checked.${id}`,
          slots,
          text: {
            ja: `委託先の{name}から${ja}回答があり、漏えいがあったとの報告は含まれておりませんでした。回答の裏付けも弊社で確認いたしました。`,
            en: `{name}, a company that works for us, answered${en} and did not report a leak; we have checked what it answered.`,
          },
        },
        {
          id: `vendors.unnoticed.${id}`,
          type: 'LIMIT',
          section,
          evidence: [id],
          slots: {},
          text: {
            ja: 'ただし、回答した会社がまだ気づいていない漏えいは、これでは分かりません。',
            en: 'A leak that they have not noticed themselves would not show in this.',
          },
        },
      ];
    case 'replied':
      return [
        {
          ...base,
          id: `vendors.word.${id}`,
          slots,
          text: {
            ja: `委託先の{name}から${ja}回答があり、漏えいがあったとの報告は含まれておりませんでした。`,
            en: `{name}, a company that works for us, answered${en} and did not report a leak.`,
          },
        },
        {
          ...base,
          id: `vendors.word-only.${id}`,
          type: 'LIMIT',
          slots: alike === 1 ? {} : { alike },
          text:
            alike === 1
              ? {
                  ja: '同社の説明のみで、弊社ではその裏付けをまだ取れておりません。',
                  en: 'That is its own word; we have not been able to verify it yet.',
                }
              : {
                  ja: '上の{alike}社の回答は各社の説明のみで、弊社ではその裏付けをまだ取れておりません。',
                  en: 'These {alike} answers are the companies’ own word; we have not been able to verify them yet.',
                },
        },
      ];
    case 'none':
      return [
        {
          ...base,
          id: `vendors.none.${id}`,
          slots: { name },
          text: {
            ja: '委託先の{name}からは、まだ回答がございません。',
            en: 'We have no answer yet from {name}, a company that works for us.',
          },
        },
      ];
    case 'announced':
      return [];
  }
}

/** An answer that does not concern this record says nothing of it: only whoever is verified hears whose it is. */
function notOfThisRecord(grounds: Grounds, { id, vendor }: FactOf<'vendor-answer'>): readonly Said[] {
  const at = vendorListed(grounds.case, vendor)?.answeredAt ?? null;
  const dated = at !== null && isDate(at);
  const base = { type: 'DID', section: 'checked.vendors', evidence: [id, 'org'] } as const;
  return [
    {
      ...base,
      id: `vendors.not-this.${id}`,
      slots: { name: vendorWords(grounds.case, vendor, 28), ...(dated ? { at } : {}) },
      text: {
        ja: `委託先の{name}から${dated ? '{at:day}に' : ''}回答がありましたが、お客様の情報についてのものではございませんでした。`,
        en: `{name}, a company that works for us, answered${dated ? ' on {at:day}' : ''}, but not about your record.`,
      },
    },
    {
      ...base,
      id: `vendors.not-this-yet.${id}`,
      slots: {},
      text: {
        ja: 'お客様の情報についての同社の回答は、まだございません。',
        en: 'About your record we do not have its answer yet.',
      },
    },
  ];
}

/** More would fill a page of its own: of the rest the number is told. */
const VENDORS_AT_MOST = 8;

/**
 * A vendor's word is passed on as its word: confirmed by us, its word only, or no answer yet. What it admits is a finding.
 * Those that answered alike stand together, so that what limits their word is said once, behind the last.
 */
export function vendors(grounds: Grounds): Said[] {
  const facts = factsOf(grounds.case.facts, 'vendor-answer').filter(
    ({ vendor, answer }) => answer !== 'announced' && !(answer === 'none' && isOfWriter(grounds.case, vendor)),
  );
  const told = facts.slice(0, VENDORS_AT_MOST);
  const others = grounds.verified ? answeredForOthers(grounds.case.facts) : [];
  const answers = [...new Set(told.map(({ answer }) => answer))];
  const ofOthers = told.filter((fact) => others.includes(fact)).flatMap((fact) => notOfThisRecord(grounds, fact));
  const sentences = answers.flatMap((answer) => {
    const alike = told.filter((fact) => fact.answer === answer && !others.includes(fact));
    return alike.flatMap((fact, index) => {
      const said = vendorSentence(grounds, fact, alike.length);
      return index === alike.length - 1 ? said : said.filter(({ type }) => type !== 'LIMIT');
    });
  });
  const rest = facts.slice(VENDORS_AT_MOST);
  if (rest.length === 0) return [...sentences, ...ofOthers];
  return [
    ...sentences,
    ...ofOthers,
    {
      id: 'vendors.more',
      type: 'DID',
      section: 'checked.vendors',
      evidence: rest.map(({ id }) => id),
      slots: { rest: rest.length },
      text: {
        ja: 'このほかの委託先は{rest}社で、その回答は、ご希望があればお知らせいたします。',
        en: 'The number of further companies that work for us is {rest}; we will tell you their answers if you wish.',
      },
    },
  ];
}
