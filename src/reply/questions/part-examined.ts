// Questions that what we examined answers, as far as it goes: whether the site was broken into, whether it showed the address.
import { type FactOf, factsOf } from '../../vocabulary/fact.ts';
import type { Both } from '../../vocabulary/finding.ts';
import { isDate } from '../days.ts';
import { isUnusualUse } from '../findings/cloud-use.ts';
import { foundWords } from '../findings/found-words.ts';
import { isServedFile, isWalk } from '../findings/served-file.ts';
import { isWrittenOut } from '../findings/written-out.ts';
import { type Grounds, type Looked, lookedAt, openFindings, topicOf } from '../grounds.ts';
import { headings, whereFindingsStand } from '../headings.ts';
import type { Told } from '../part-lists.ts';

const heading = (key: string): Both => headings[key] ?? { ja: '', en: '' };

/** The search for attacks that worked, where it found none, with its period. */
function searchedForAttacks({ case: input, unresolved }: Grounds): Looked | undefined {
  const check = input.checks.find(({ id, result }) => /attack/.test(id) && result !== 'not-checked');
  const { from, to } = check?.looked ?? { from: null, to: null };
  const worked = factsOf(input.facts, 'attacker-trace').some(({ success }) => success !== 'none');
  if (!check || worked || from === null || to === null || !isDate(from) || !isDate(to)) return undefined;
  // What it found without a fact of an attempt is something else, and told as such.
  const attempts = factsOf(input.facts, 'attacker-trace').length > 0;
  if ((check.result === 'found' && !attempts) || unresolved.some(({ kind }) => kind === 'bulk-read')) return undefined;
  return { checks: [check.id], from, to };
}

function nothingThatWorked(grounds: Grounds): Told[] {
  const searched = searchedForAttacks(grounds);
  if (!searched) return [];
  const attempts = factsOf(grounds.case.facts, 'attacker-trace');
  const but = attempts.length > 0;
  return [
    {
      evidence: [...searched.checks, ...attempts.map(({ id }) => id)],
      slots: { from: searched.from, to: searched.to, now: grounds.now },
      text: {
        ja: `{from:day}から{to:day}までの記録を{now:day}に調べ、${but ? '試みた跡はありましたが、' : ''}侵入に成功した跡は見つかっておりません。`,
        en: `On {now:day} we examined records from {from:day} to {to:day} and found ${but ? 'attempts, but ' : ''}no trace of a break-in that succeeded.`,
      },
    },
  ];
}

function traces(grounds: Grounds): Told[] {
  const open = factsOf(openFindings(grounds.case), 'attacker-trace');
  if (open.length === 0) return [];
  if (open.every(isUnusualUse)) {
    return [
      {
        evidence: open.map(({ id }) => id),
        slots: { heading: whereFindingsStand(grounds.stage, grounds.verified) },
        text: {
          ja: '「{heading}」に記したとおり、クラウドの利用権限が普段にない使われ方をしており、侵入によるものかどうかは確認中です。',
          en: 'As described under “{heading}”, our rights in the cloud were used in an unusual way; whether anyone broke in is still open.',
        },
      },
    ];
  }
  if (open.every(isWalk)) {
    return [
      {
        evidence: open.map(({ id }) => id),
        slots: { heading: whereFindingsStand(grounds.stage, grounds.verified) },
        text: {
          ja: '「{heading}」に記した閲覧は、侵入がなくてもできた可能性があり、侵入があったかどうかは確認中です。',
          en: 'What is described under “{heading}” may have been possible without a break-in; whether anyone broke in is still open.',
        },
      },
    ];
  }
  if (open.every(isServedFile)) {
    return [
      {
        evidence: open.map(({ id }) => id),
        slots: { heading: whereFindingsStand(grounds.stage, grounds.verified) },
        text: {
          ja: '「{heading}」に記したファイルの取得は、侵入がなくてもできたもので、侵入があったかどうかは確認中です。',
          en: 'The file described under “{heading}” could be fetched without a break-in; whether anyone broke in is still open.',
        },
      },
    ];
  }
  // A colleague on the road leaves the trace of a login from a strange place too.
  const mayBeOurs = (fact: FactOf<'attacker-trace'>) => isWrittenOut(fact) || fact.strange === true;
  // Who erased records, or sat at a machine of ours, came from outside as far as nothing shows.
  const isInside = ({ outside, attack }: FactOf<'attacker-trace'>) => outside === false || attack === 'log-clearing';
  if (open.every((fact) => isUnusualUse(fact) || isInside(fact) || (mayBeOurs(fact) && fact.success !== 'shown'))) {
    return [
      {
        evidence: open.map(({ id }) => id),
        slots: { heading: whereFindingsStand(grounds.stage, grounds.verified) },
        text: {
          ja: '「{heading}」に記した操作が正当なものであったかどうか、侵入によるものかどうかは、確認中です。',
          en: 'Whether what is described under “{heading}” was legitimate, or a break-in, is still open.',
        },
      },
    ];
  }
  const shown = open.some(({ success }) => success === 'shown');
  return [
    {
      evidence: open.map(({ id }) => id),
      slots: { heading: whereFindingsStand(grounds.stage, grounds.verified) },
      text: {
        ja: '「{heading}」に記したとおり、外部からの不正な操作の跡が見つかっております。',
        en: 'As described under “{heading}”, we have found traces of unauthorised operations from outside.',
      },
    },
    ...(shown
      ? []
      : [
          {
            evidence: open.map(({ id }) => id),
            text: {
              ja: 'その操作が成功したかどうかは、まだ確かめられておりません。',
              en: 'Whether these succeeded is not established yet.',
            },
          },
        ]),
  ];
}

/** The time in which the address can have got out, as far as the records that were searched begin after it. */
function timeBefore(grounds: Grounds): Told[] {
  const searched = searchedForAttacks(grounds);
  const { heldSince, spamSince } = grounds;
  if (!searched) return [];
  const begins = (at: string | undefined) =>
    at !== undefined && Date.parse(searched.from) > Date.parse(at) + (at.length === 10 ? DAY_OVER_EVERYWHERE : 0);
  const slots = { from: searched.from };
  const evidence = [...searched.checks, 'claim'];
  if (begins(spamSince)) {
    return [
      {
        evidence,
        slots,
        text: {
          ja: '迷惑メールが届き始めるまでの時期を含め、{from:day}より前のことは、この記録からは何も分かりません。',
          en: 'Of the time before {from:day}, in which the spam began, these records tell us nothing.',
        },
      },
    ];
  }
  return begins(heldSince?.at)
    ? [
        {
          evidence,
          slots,
          text: {
            ja: '{from:day}より前のことは、この記録からは分かりません。',
            en: 'Of the time before {from:day} these records tell us nothing.',
          },
        },
      ]
    : [];
}

/** From its midnight in UTC until a day is over in the last zone. */
const DAY_OVER_EVERYWHERE = 36 * 3_600_000;

/** "Were you hacked?": from what was examined and found, and never that nobody was there. */
export function breakIn(grounds: Grounds): Told[] {
  const found = traces(grounds);
  if (found.length > 0) return found;
  const undecided = {
    ja: '侵入があったともなかったとも申し上げられません',
    en: 'we cannot say whether anyone broke in',
  };
  const [doubt] = factsOf(openFindings(grounds.case), 'log-integrity');
  if (doubt) {
    return [
      {
        evidence: [doubt.id],
        text: {
          ja: `記録の一部に欠けや食い違いがあるため、${undecided.ja}。`,
          en: `As part of the records has gaps or contradictions, ${undecided.en}.`,
        },
      },
      {
        evidence: [doubt.id],
        slots: { heading: heading('measures') },
        text: {
          ja: '調査の結果は、「{heading}」に記した日までにお知らせいたします。',
          en: 'We will tell you what we find by the day given under “{heading}”.',
        },
      },
    ];
  }
  const looked = lookedAt(grounds.case, 'access', 'nothing-found');
  const nothing = nothingThatWorked(grounds);
  const evidence = [...new Set([...(looked?.checks ?? []), ...nothing.flatMap((one) => one.evidence)])];
  return [
    ...nothing,
    ...(nothing.length > 0 ? timeBefore(grounds) : []),
    evidence.length > 0
      ? {
          evidence,
          slots: { heading: heading('checked') },
          text: {
            ja: `「{heading}」に記したとおり、調べた記録には見落としがあり得るため、${undecided.ja}。`,
            en: `As described under “{heading}”, our search of the records may miss something, so ${undecided.en}.`,
          },
        }
      : {
          evidence: ['outcome'],
          text: {
            ja: `調べるための記録がそろわず、${undecided.ja}。`,
            en: `For lack of records to examine, ${undecided.en}.`,
          },
        },
  ];
}

const pageChecks = ({ case: input }: Grounds) =>
  input.checks.filter((check) => topicOf(check) === 'pages' && check.result !== 'not-checked');

/** Nobody looked at our pages, and nothing tells what they showed. */
export function pagesUnexamined(grounds: Grounds): boolean {
  return pageChecks(grounds).length === 0 && factsOf(grounds.case.facts, 'page-exposure').length === 0;
}

/** "Is my address on your site?": of the pages as they were given to us, and of no other time. */
export function onPage(grounds: Grounds): Told[] {
  const shown = factsOf(grounds.case.facts, 'page-exposure');
  const [fact] = [...shown].sort((a, b) => Number(b.thisAddress) - Number(a.thisAddress));
  const words = fact && foundWords(fact);
  if (fact && words) {
    return [
      { evidence: [fact.id], slots: words.slots ?? {}, text: words.text },
      {
        evidence: [fact.id],
        text: fact.thisAddress
          ? {
              ja: '実際に誰が見たかは、分かっておりません。',
              en: 'Who actually saw it, we do not know.',
            }
          : {
              ja: 'お客様のアドレスが含まれるかは、まだ確かめられておりません。',
              en: 'Whether yours was among them is not established yet.',
            },
      },
    ];
  }
  const evidence = pageChecks(grounds)
    .filter(({ result }) => result === 'nothing-found')
    .map(({ id }) => id);
  if (evidence.length > 0) {
    return [
      {
        evidence,
        slots: { now: grounds.now },
        text: {
          ja: '{now:day}の時点で調べた弊社の公開ページの写しに、お申し出のアドレスの表示は見つかっておりません。',
          en: 'In the copies of our public pages as of {now:day} we did not find the address shown.',
        },
      },
      {
        evidence,
        text: {
          ja: 'それより前の表示や、写しにないページの表示は、この調査では分かりません。',
          en: 'What they showed earlier, and pages not among the copies, would not appear in this search.',
        },
      },
    ];
  }
  if (!pagesUnexamined(grounds)) return [];
  return [
    {
      evidence: ['outcome'],
      text: {
        ja: '弊社の公開ページは、まだ調べられておりません。',
        en: 'Our public pages have not been examined yet.',
      },
    },
  ];
}
