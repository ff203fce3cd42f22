// For which times the records at hand say nothing: not covered, holes, stretches that were altered.
import { factsOf } from '../../vocabulary/fact.ts';
import type { Both } from '../../vocabulary/finding.ts';
import { type Grounds, lookedAt, mainPeriod, openFindings } from '../grounds.ts';
import type { Said } from '../said.ts';
import { withoutReads } from './checked-access.ts';
import { mainRecords } from './checked-scope.ts';
import { momentInDoubt } from './clock-doubt.ts';
import { sections } from './limits-paragraphs.ts';
import { logsGiven, logsNamed } from './log-names.ts';
import { holesTold } from './record-holes.ts';
import { lostStretches, stretchesOf } from './record-stretches.ts';

/** From submission to first spam, the stretch for which no records remain; else that they do not cover it all. */
export function uncovered(grounds: Grounds): Said[] {
  const looked = mainPeriod(grounds.case);
  const { submittedAt, heldSince } = grounds;
  if (!looked) return [];
  if (submittedAt === undefined || heldSince === undefined) {
    // Of any kind: before a kind that begins late, another may have been examined.
    const [earliest] = [...logsGiven(grounds.case).values()]
      .flatMap(({ from }) => (from === undefined ? [] : [from]))
      .toSorted((a, b) => Date.parse(a) - Date.parse(b));
    if (earliest === undefined) return [];
    return [
      {
        id: 'uncovered.before',
        type: 'LIMIT',
        section: sections.time,
        evidence: looked.checks,
        slots: { from: earliest },
        text: {
          ja: '{from:day}より前の記録は、今回は調べておりません。',
          en: 'Records from before {from:day} were not examined.',
        },
      },
    ];
  }
  if (Date.parse(looked.from) - Date.parse(heldSince.at) >= 86_400_000) {
    const main = mainRecords(grounds);
    const given = [...logsGiven(grounds.case).values()];
    const began = Date.parse(looked.from);
    // Where there are several kinds, another may begin earlier; where none does, the sentence is about all of them.
    const noneEarlier = given.every(({ from }) => from !== undefined && Date.parse(from) >= began);
    const of = main && given.length > 1 && !noneEarlier ? logsNamed([main]) : undefined;
    return [
      {
        id: 'uncovered',
        type: 'LIMIT',
        section: sections.time,
        evidence: [heldSince.evidence, ...looked.checks],
        slots: { submitted: heldSince.at, from: looked.from },
        text: {
          // Examined from that day on, says the letter elsewhere: the hour keeps the two from contradicting each other.
          ja: `{submitted:day}から{from:moment}ごろまでの期間は、調べた${of ? `${of.ja}の` : ''}記録に含まれておりません。`,
          en: `The records ${of ? `of ${of.en} ` : ''}that we examined do not cover the time from {submitted:day} to about {from:moment}.`,
        },
      },
    ];
  }
  const [logs] = factsOf(grounds.case.facts, 'minimum-check').filter(({ check, done }) => check === 'logs' && !done);
  const searched = lookedAt(grounds.case, 'access', 'nothing-found') ?? lookedAt(grounds.case, 'access', 'found');
  // Of what lies before the day that somebody names, nothing is said to whoever is not verified.
  const onlyRegistered = !grounds.verified && factsOf(grounds.case.facts, 'in-register').some(({ found }) => found);
  if (onlyRegistered && Date.parse(looked.from) <= Date.parse(submittedAt)) return [];
  if (!logs || !searched || grounds.spamSince === undefined || withoutReads(grounds)) return [];
  return [
    {
      id: 'uncovered.part',
      type: 'LIMIT',
      section: sections.time,
      evidence: [logs.id],
      slots: {},
      text: {
        ja: '調べた記録は、ご入力から迷惑メールが届き始めるまでの期間を、すべては含んでおりません。',
        en: 'The records we examined do not cover all of the time from your entry to the first spam.',
      },
    },
  ];
}

/** Stretches named in one letter; of the rest the number is told, and the report has them all. */
const STRETCHES_AT_MOST = 3;

/** Two kinds of record that do not agree: which of them is wrong, this does not say. */
const contradicted = (logs: Both, other: Both | undefined): Both => ({
  ja: `{from:moment}ごろから{to:moment}ごろまでは、${logs.ja}の記録と${other ? `${other.ja}の記録` : 'ほかの記録'}が食い違い、何があったかは分かりません。`,
  en: other
    ? `From about {from:moment} to about {to:moment} the records of ${logs.en} and ${other.en} disagree; why is unknown.`
    : `From about {from:moment} to about {to:moment} the records of ${logs.en} contradict others, and what happened is unknown.`,
});

/** An error log beside an access log: a reader knows both as records of one server. */
const withinOneKind = (logs: Both): Both => ({
  ja: `{from:moment}ごろから{to:moment}ごろまでは、${logs.ja}の記録どうしが食い違い、何があったかは分かりません。`,
  en: `From about {from:moment} to about {to:moment} the records of ${logs.en} disagree among themselves; why is unknown.`,
});

/** What other records hold of that time is told where it was found: only what these would have shown is lost. */
const doubtful = (within: Both | undefined): Both =>
  within
    ? {
        ja: `{from:moment}ごろから{to:moment}ごろまでは、${within.ja}の記録に欠けか食い違いがあり、そこからは何があったか分かりません。`,
        en: `From about {from:moment} to about {to:moment} the records of ${within.en} are doubtful and cannot show what happened.`,
      }
    : {
        ja: '{from:moment}ごろから{to:moment}ごろまでは、記録の欠けまたは食い違いがあり、何があったかは分かりません。',
        en: 'From about {from:moment} to about {to:moment} the records have a gap or a contradiction, and we do not know what happened.',
      };

/** The one other kind of record that was given, with which it was compared; undefined where there are several. */
function otherRecords({ case: input }: Grounds, logs: Both): Both | undefined {
  const others = [...logsGiven(input).keys()].map((family) => logsNamed([family])).filter(({ en }) => en !== logs.en);
  return others.length === 1 ? others[0] : undefined;
}

/** The stretches in which the records contradict each other or fall silent: there, they show nothing. */
export function alteredStretches(grounds: Grounds): Said[] {
  const doubted = openFindings(grounds.case).filter(({ kind }) => kind === 'log-integrity');
  const [fact] = doubted;
  if (!fact) return [];
  const inOrder = stretchesOf(grounds);
  const named = inOrder.slice(0, STRETCHES_AT_MOST).map(
    ({ from, to, logs, against, within, notAtHand }, index): Said => ({
      id: `altered.${index + 1}`,
      type: 'LIMIT',
      section: sections.time,
      evidence: [fact.id],
      slots: { from, to },
      text: logs
        ? against?.en === logs.en
          ? withinOneKind(logs)
          : contradicted(logs, against ?? otherRecords(grounds, logs))
        : notAtHand
          ? {
              ja: '{from:moment}ごろから{to:moment}ごろまでは、記録のファイルが手元になく、調べられておりません。',
              en: 'From about {from:moment} to about {to:moment} files of the records are not at hand, and we could not examine that time.',
            }
          : doubtful(within),
    }),
  );
  const shown = inOrder.slice(0, STRETCHES_AT_MOST).map(({ path }) => path);
  const doubtedTimes = named.slice(0, 1).flatMap((said) => momentInDoubt(grounds, { ...said, id: 'altered' }, shown));
  const others: Said[] =
    named.length === 0
      ? []
      : [
          {
            id: 'altered.others',
            type: 'LIMIT',
            section: sections.time,
            evidence: [fact.id],
            slots: {},
            text: {
              ja: 'このほかの時間帯や記録にも、気づけない欠けや書き換えがあり得ます。',
              en: 'Gaps or changes that we did not notice may exist at other times and in other records as well.',
            },
          },
        ];
  if (inOrder.length <= STRETCHES_AT_MOST) return [...named, ...doubtedTimes, ...others];
  return [
    ...named,
    ...doubtedTimes,
    ...others.slice(1),
    {
      id: 'altered.more',
      type: 'LIMIT',
      section: sections.time,
      evidence: [fact.id],
      slots: { more: inOrder.length - STRETCHES_AT_MOST },
      text: {
        ja: '同様の箇所は、ほかに{more}か所ございます。',
        en: 'The number of further stretches of this kind is {more}.',
      },
    },
  ];
}

/** Of the records that the search for traces is about, they stand beside its period. */
export function otherHoles(grounds: Grounds): readonly Said[] {
  const beside = mainRecords(grounds);
  return [...logsGiven(grounds.case).keys()]
    .filter((family) => family !== beside && (grounds.verified || family !== 'mail'))
    .flatMap((family) => holesTold(grounds, family, sections.time, ['outcome']));
}

/** Times of which the records lost their lines, named like those in doubt. */
export function lostLines(grounds: Grounds): Said[] {
  const [fact] = factsOf(grounds.case.facts, 'log-integrity');
  if (!fact) return [];
  return lostStretches(grounds)
    .slice(0, STRETCHES_AT_MOST)
    .map(
      ({ from, to, within }, index): Said => ({
        id: `lost.${index + 1}`,
        type: 'LIMIT',
        section: sections.time,
        evidence: [fact.id],
        slots: { from, to },
        text: {
          ja: `{from:moment}ごろから{to:moment}ごろまでの間に、${within ? `${within.ja}の` : ''}記録の行が失われた箇所があり、そこは調べられておりません。`,
          en: `Between about {from:moment} and about {to:moment}, lines of the records${within ? ` of ${within.en}` : ''} are lost; we could not examine them.`,
        },
      }),
    );
}
