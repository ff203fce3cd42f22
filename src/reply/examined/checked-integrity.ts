// Whether the records themselves were changed: what was looked at, what vouches for them, and what such a look misses.
import { type FactOf, factsOf } from '../../vocabulary/fact.ts';
import type { Both } from '../../vocabulary/finding.ts';
import { type Grounds, type Looked, lookedAt, type Topic } from '../grounds.ts';
import { whereFindingsStand } from '../headings.ts';
import type { Said } from '../said.ts';
import { scope } from './checked-scope.ts';
import { logsGiven, logsNamed } from './log-names.ts';
import { holesOf } from './record-holes.ts';

/** How far a trace kept outside vouches for the records, and what it cannot. */
function sealLimit(fact: FactOf<'log-integrity'> | undefined, looked: Looked): Said {
  const said = (id: string, text: Both, slots: Said['slots'] = {}): Said => ({
    id: `integrity.${id}`,
    type: 'LIMIT',
    section: 'checked.integrity',
    evidence: fact ? [fact.id] : looked.checks,
    slots,
    text,
  });
  const since = fact?.unchangedSince === undefined ? undefined : { since: fact.unchangedSince };
  if (fact?.sealed) {
    return since
      ? said(
          'sealed',
          {
            ja: '書き込みから間もなく、遅くとも{since:day}までに社外へ残した控えと照らしましたが、控えを取る前の変更は分かりません。',
            en: 'We compared them with a trace kept outside soon after they were written, by {since:day} at the latest; a change made before that would not show.',
          },
          since,
        )
      : said('sealed', {
          ja: '社外に残した控えと照らしましたが、控えを取る前の変更は、この方法では分かりません。',
          en: 'We compared them with a trace kept outside; a change made before that trace was taken would not show.',
        });
  }
  if (fact?.seals === 'late' && since) {
    return said(
      'sealed-late',
      {
        ja: '社外に控えを残したのは{since:day}が最初です。それより前に書き換えられていないことは、この控えでは示せません。',
        en: 'A trace of them was first kept outside on {since:day}; it cannot show that nothing was changed before that day.',
      },
      since,
    );
  }
  if (fact?.seals === 'own') {
    return said('sealed-own', {
      ja: '控えは残しておりましたが、弊社の中だけのもので、書き換えられていないことを社外の方に示すことはできません。',
      en: 'A trace of them was kept, but by ourselves alone, so it cannot show anybody else that nothing was changed.',
    });
  }
  if (fact?.seals === 'partial') {
    return said('sealed-part', {
      ja: '社外に残した控えと照らせたのは一部だけで、残りの部分の欠けや巧妙な書き換えには、気づけないことがあります。',
      en: 'Only part of them could be compared with a trace kept outside; in the rest we may not notice gaps or a skilful change.',
    });
  }
  return said('unsealed', {
    ja: '社外に保存された、比べるための控えが手元になかったため、欠けや巧妙な書き換えに気づけないおそれがあります。',
    en: 'As we had no copy kept outside our company to compare with, we may not notice that records were removed or skilfully changed.',
  });
}

/** How often the longest stretch went unnoticed that did so at all, cut out of a copy of these very records. */
function removalLimit({ case: { drill } }: Grounds, fact: FactOf<'log-integrity'> | undefined): Said[] {
  if (fact?.sealed) return [];
  const [longest] = (drill?.removal ?? [])
    .filter(({ trials, noticed }) => trials > 0 && noticed < trials)
    .toSorted((a, b) => b.minutes - a.minutes);
  if (!longest) return [];
  const { minutes, trials, noticed, expectedLines } = longest;
  // How much would ordinarily stand there tells what such a test is worth.
  const lines = expectedLines === 1 ? '{lines} line' : '{lines} lines';
  const span = minutes === 1 ? '{minutes} minute' : '{minutes} minutes';
  const said = { id: 'integrity.removal', type: 'LIMIT', section: 'checked.integrity', evidence: ['drill'] } as const;
  return [
    noticed === 0
      ? {
          ...said,
          slots: { minutes, trials, lines: expectedLines },
          text: {
            ja: '元の記録には手を加えず、写しから{minutes}分間分の記録（普段の量で平均{lines}行）を取り除いて気づけるかを{trials}回確かめましたが、一度も気づけませんでした。',
            en: `As a test, we removed ${span} of records (on average ${lines} at the usual traffic) from a copy; this went unnoticed in all {trials} trials.`,
          },
        }
      : {
          ...said,
          slots: { minutes, trials, noticed, lines: expectedLines },
          text: {
            ja: '元の記録には手を加えず、写しから{minutes}分間分の記録（普段の量で平均{lines}行）を取り除いて気づけるかを{trials}回確かめ、気づけたのは{noticed}回でした。',
            en: `As a test, we removed ${span} of records (on average ${lines} at the usual traffic) from a copy; we noticed it in {noticed} of {trials} trials.`,
          },
        },
  ];
}

/** More kinds of record than this are not named one by one. */
const NAMED_ONE_BY_ONE = 3;

/** How a contradiction came to light: beside trials that went unnoticed, a reader asks. */
function foundByComparing(grounds: Grounds, section: string, evidence: readonly string[]): Said[] {
  if (!(grounds.case.alterations ?? []).some(({ kind, strength }) => kind === 'cross-source' && strength !== 'defect'))
    return [];
  return [
    {
      id: 'integrity.by-comparing',
      type: 'DID',
      section,
      evidence,
      slots: {},
      text: {
        ja: '今回の食い違いは、別の記録と照らし合わせて見つかったものです。',
        en: 'We noticed the contradiction when we compared one kind of record with another.',
      },
    },
  ];
}

/** That something was found does not mean that everything was: how far such a search sees is told behind it all the same. */
function signsFound(grounds: Grounds, section: string, evidence: readonly string[]): Said {
  return {
    id: 'integrity.result',
    type: 'DID',
    section,
    evidence,
    slots: { heading: whereFindingsStand(grounds.stage, grounds.verified) },
    text: {
      ja: 'その結果は、「{heading}」に記しました。',
      en: 'The result is described under “{heading}”.',
    },
  };
}

/** Traces of a command that erased records: told as a finding, they are no "no sign" of anything missing. */
const erasing = ({ case: { facts } }: Grounds) =>
  factsOf(facts, 'attacker-trace').filter(({ attack, success }) => attack === 'log-clearing' && success !== 'none');

function nothingElse(grounds: Grounds, section: string, evidence: readonly string[], hasHoles: boolean): Said {
  const erased = erasing(grounds);
  const said = { id: 'integrity.nothing', type: 'FOUND', section, slots: {} } as const;
  if (erased.length > 0) {
    return {
      ...said,
      evidence: [...evidence, ...erased.map(({ id }) => id)],
      text: hasHoles
        ? {
            ja: '記録のない期間と、記録が消去された跡のほかには、見つかっておりません。',
            en: 'Apart from times without records and the sign that records were erased, we found none.',
          }
        : {
            ja: '記録が消去された跡のほかには、見つかっておりません。',
            en: 'Apart from the sign that records were erased, we found none.',
          },
    };
  }
  return {
    ...said,
    evidence,
    text: hasHoles
      ? {
          ja: '記録のない期間のほかには、その跡は見つかっておりません。',
          en: 'Apart from times without records, we found no sign of either.',
        }
      : { ja: 'その跡は見つかっておりません。', en: 'We found no sign of either.' },
  };
}

export function integrity(grounds: Grounds, taken: ReadonlySet<Topic>): Said[] {
  const section = 'checked.integrity';
  const [fact] = factsOf(grounds.case.facts, 'log-integrity');
  const signs = taken.has('integrity') || (fact !== undefined && fact.verdict !== 'no-sign');
  const looked = lookedAt(grounds.case, 'integrity', signs ? 'found' : 'nothing-found');
  // What was found is told to nobody who is not verified, and where to read of it neither.
  if (!looked || (signs && !grounds.verified)) return [];
  const given = [...logsGiven(grounds.case)].filter(([, { from, to }]) => from !== undefined && to !== undefined);
  const [first, ...others] = given;
  const named = first && given.length <= NAMED_ONE_BY_ONE ? first : undefined;
  const main = named ? logsNamed([named[0]]) : { ja: '残っている記録', en: '' };
  const span = named ? { ...looked, from: named[1].from ?? looked.from, to: named[1].to ?? looked.to } : looked;
  return [
    scope('integrity.scope', section, span, grounds, (end) => ({
      ja: `{from:day}から${end.ja}までの${named ? `${main.ja}の記録` : main.ja}に欠けや書き換えがないかを、{now:day}に調べました。`,
      en: `On {now:day} we checked ${named ? `the records of ${main.en}` : 'the records that remain'} for gaps and alteration, from {from:day} to ${end.en}.`,
    })),
    ...(named ? others : []).map(([family, { from = looked.from, to = looked.to }]) =>
      scope(`integrity.scope-${family}`, section, { ...looked, from, to }, grounds, (end) => ({
        ja: `{from:day}から${end.ja}までの${logsNamed([family]).ja}の記録も、同じように調べました。`,
        en: `We did the same for the records of ${logsNamed([family]).en} from {from:day} to ${end.en}.`,
      })),
    ),
    signs
      ? signsFound(grounds, section, fact ? [fact.id] : looked.checks)
      : nothingElse(
          grounds,
          section,
          fact ? [fact.id] : looked.checks,
          given.some(([family]) => holesOf(grounds.case, family).length > 0),
        ),
    ...(signs ? foundByComparing(grounds, section, fact ? [fact.id] : looked.checks) : []),
    sealLimit(fact, looked),
    ...removalLimit(grounds, fact),
  ];
}
