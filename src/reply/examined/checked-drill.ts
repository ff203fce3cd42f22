// How far the search sees, as the drill of this case measured it on a copy of its own records.
import type { DrillSummary } from '../../vocabulary/case-file.ts';
import type { Both } from '../../vocabulary/finding.ts';
import { type Grounds, lookedAt } from '../grounds.ts';
import type { Said } from '../said.ts';

/** What the drill of this case found of what it planted: of so many kinds of attack all, a part, or nothing. */
export function drillLimits(grounds: Grounds, section: string): Said[] {
  const { drill } = grounds.case;
  const said = (id: string, type: Said['type'], slots: Said['slots'], text: Both): Said => ({
    id: `${section}.${id}`,
    type,
    section,
    evidence: ['drill'],
    slots,
    text,
  });
  if (!drill?.classes.some(({ planted }) => planted > 0)) {
    return [
      {
        id: `${section}.not-drilled`,
        type: 'LIMIT',
        section,
        evidence: lookedAt(grounds.case, 'access', 'nothing-found')?.checks ?? ['outcome'],
        slots: {},
        text: {
          ja: 'この調べ方で見落とすものがどれほどあるかは、まだ測っておりません。',
          en: 'We have not yet measured how much this search would miss.',
        },
      },
    ];
  }
  const { kinds } = drill;
  if (!kinds || kinds.planted === 0) {
    return [
      said(
        'drill',
        'LIMIT',
        {},
        {
          ja: '記録の写しに不正な操作の跡を試しに加えたところ、見つけられないものがあり、この調査でも見落としがあり得ます。',
          en: 'When we added traces of attacks to a copy of the records, some were not found; this search may miss something too.',
        },
      ),
    ];
  }
  const { planted, all, part, none } = kinds;
  const tried = said(
    'drill',
    'DID',
    { planted },
    {
      ja: 'この調べ方の限界を確かめるため、試験用に{planted}種類の不正な操作の跡を作り、記録の写しで見つけられるかを試しました。',
      en: `To learn how much this search can find, we tested it on a copy of the records with made-up traces of {planted} ${kindsOf(planted)} of attack.`,
    },
  );
  return [
    tried,
    said('drill-found', 'LIMIT', { all, part, none }, drillWords(kinds)),
    // What lies in the body of a request alone, at least, and whatever the logs at hand do not hold.
    ...(none > 0
      ? [
          said(
            'drill-traceless',
            'LIMIT',
            {},
            {
              ja: 'また、これらの記録に跡を残さない手口は、この調べ方では見つけられません。',
              en: 'Methods that leave no trace in these records cannot be found by searching them.',
            },
          ),
        ]
      : []),
    said(
      'drill-so',
      'LIMIT',
      {},
      none + part > 0
        ? { ja: 'そのため、この調査にも見落としがあり得ます。', en: 'So this search may miss something.' }
        : {
            ja: 'ただし、試したもののほかの手口は、見落とすことがあり得ます。',
            en: 'It may still miss methods other than these.',
          },
    ),
  ];
}

const kindsOf = (count: number): string => (count === 1 ? 'kind' : 'kinds');

/** Only what has a number above zero is told: "0 kinds in part" says nothing. */
function drillWords({ all, part, none }: NonNullable<DrillSummary['kinds']>): Both {
  const found = [
    ...(all > 0 ? [{ ja: '{all}種類は毎回', en: `every trace of {all} ${kindsOf(all)}` }] : []),
    ...(part > 0 ? [{ ja: '{part}種類は一部の回で', en: 'some of {part}' }] : []),
  ];
  if (found.length === 0) {
    return {
      ja: '{none}種類のいずれも見つけられず、これらの操作がなかったかどうかは、この調べ方では分かりません。',
      en: 'It found no trace of any of the {none}: whether any of these was done, this search cannot tell.',
    };
  }
  const ja = found.map((one) => one.ja).join('、');
  const en = found.map((one) => one.en);
  return none > 0
    ? {
        ja: `${ja}見つけましたが、{none}種類は一度も見つけられませんでした。`,
        en: `It found ${en.join(', ')} and none of {none}.`,
      }
    : { ja: `${ja}見つけました。`, en: `It found ${en.join(' and ')}.` };
}
