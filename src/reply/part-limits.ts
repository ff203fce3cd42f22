// "What this could not show", and which ways remain.

import { contactedBy } from '../vocabulary/contact.ts';
import { type Fact, factsOf } from '../vocabulary/fact.ts';
import type { Both } from '../vocabulary/finding.ts';
import { momentInDoubt } from './clock-doubt.ts';
import { contactWords } from './contact-words.ts';
import { type Grounds, lookedAt, mainPeriod, openFindings, type Topic, topicOf } from './grounds.ts';
import { headings, whereFindingsStand } from './headings.ts';
import { logsGiven, logsMissing, logsNamed } from './log-names.ts';
import { mainRecords, withoutReads } from './part-checked.ts';
import { ownMailingTold } from './part-findings.ts';
import { isListCheck, listEvidence, listRecords } from './part-lists.ts';
import { brokenTold, holesTold } from './record-holes.ts';
import { stretchesOf } from './record-stretches.ts';
import { listed, type Said } from './said.ts';

/** When records show nothing, which there were none of, what no record shows: a paragraph each. */
const sections = { time: 'limits.time', records: 'limits.records', beyond: 'limits.beyond' } as const;

/** What no file shows, by the checks that say so. */
const beyond: readonly (readonly [RegExp, Both])[] = [
  [/viewed-by/, { ja: '社員による閲覧', en: 'access by our own staff' }],
  [
    /copies-elsewhere/,
    { ja: '担当者のパソコンやバックアップにある写し', en: 'copies on staff computers or in backups' },
  ],
  [
    /third-party-scripts/,
    { ja: '弊社のページに組み込んだ他社のプログラム', en: 'other companies’ programs on our pages' },
  ],
];

/** What may be missing: the records of how lists were handled apart from what companies say of themselves. */
type Subject = Topic | 'lists';

/** Logs have names of their own; canaries, a sentence of its own. */
const gapNames: Readonly<Partial<Record<Subject, Both>>> = {
  integrity: { ja: '記録そのものの欠けや書き換え', en: 'gaps or alteration in the records' },
  register: { ja: '登録の記録', en: 'the register' },
  lists: listRecords,
  vendors: { ja: '委託先での取扱い', en: 'what companies that work for us did' },
  pages: { ja: '公開ページ', en: 'our public pages' },
  complaints: { ja: '同様のお申し出の記録', en: 'records of similar reports' },
};
const originalOfMessage: Both = { ja: '届いたメールの原本', en: 'the message in its original form' };
/** Missing or not, these say nothing about a person. */
const ofNobody: ReadonlySet<Subject> = new Set(['integrity', 'lists', 'pages']);

function subjectOf(id: string): Subject | undefined {
  if (beyond.some(([called]) => called.test(id))) return undefined;
  return isListCheck(id) ? 'lists' : topicOf({ id });
}

/** Subjects no check of which could be run, with the checks that say so. */
function missingTopics({ case: input }: Grounds): ReadonlyMap<Subject, readonly string[]> {
  const missing = new Map<Subject, string[]>();
  for (const { id, result } of input.checks) {
    const subject = subjectOf(id);
    if (subject === undefined || subject === 'elsewhere' || result !== 'not-checked') continue;
    missing.set(subject, [...(missing.get(subject) ?? []), id]);
  }
  for (const { id, result } of input.checks) {
    const subject = subjectOf(id);
    if (subject !== undefined && result !== 'not-checked') missing.delete(subject);
  }
  const byMinimum: Readonly<Record<string, Subject>> = { register: 'register', exports: 'lists', vendors: 'vendors' };
  for (const fact of factsOf(input.facts, 'minimum-check')) {
    const subject = byMinimum[fact.check];
    if (!fact.done && subject) missing.set(subject, [fact.id, ...(missing.get(subject) ?? [])]);
  }
  // Announced in the first answer, and nobody looked.
  if (listEvidence(input).length > 0) missing.delete('lists');
  else if (!missing.has('lists')) missing.set('lists', ['outcome']);
  // Each is told by its name, and whether it answered.
  if (factsOf(input.facts, 'vendor-answer').length > 0) missing.delete('vendors');
  return missing;
}

type Gaps = {
  /** Kinds of record that were not to be had, named with "の記録" behind. */
  readonly logs: readonly Both[];
  readonly names: readonly Both[];
  readonly evidence: readonly string[];
};

/** What was not there to be examined. `names` empty and `logs` empty: nothing was missing. */
function missing(grounds: Grounds): Gaps {
  const topics = missingTopics(grounds);
  const families = logsMissing(grounds.case);
  const logTopics = (['access', 'mailing'] as const).filter((topic) => topics.has(topic));
  // Records that were given and yet could not be examined are no missing ones: they are named with the other subjects.
  const unread: Both[] = [];
  if (topics.has('access') && !families?.includes('web')) unread.push(recordsOf(families ? ['web'] : []));
  // Why it could not be examined may lie with who was among the recipients.
  if (grounds.verified && topics.has('mailing') && !families?.includes('mail')) unread.push(recordsOf(['mail']));
  const others = [...topics].filter(([topic]) => grounds.verified || ofNobody.has(topic));
  const named = (topic: Subject) => gapNames[topic] ?? [];
  return {
    logs: (families ?? []).map((family) => logsNamed([family])),
    names: [...unread, ...others.flatMap(([topic]) => named(topic))],
    evidence: [
      ...new Set([
        ...others.filter(([topic]) => gapNames[topic]).flatMap(([, evidence]) => evidence),
        ...logTopics.flatMap((topic) => topics.get(topic) ?? []),
      ]),
    ],
  };
}

function recordsOf(families: Parameters<typeof logsNamed>[0]): Both {
  const { ja, en } = logsNamed(families);
  return { ja: `${ja}の記録`, en: `the records of ${en}` };
}

/** Everything that was missing, as names; a promise to look for it leans on these. */
export function gaps(grounds: Grounds): { readonly names: readonly Both[]; readonly evidence: readonly string[] } {
  const { logs, names, evidence } = missing(grounds);
  return { names: [...logs, ...names], evidence };
}

/** Names some to a sentence, so that a list keeps to one breath. Each further sentence has its own words: one repeated reads as a slip. */
function listSentences(
  id: string,
  section: string,
  evidence: readonly string[],
  names: readonly Both[],
  first: Both,
  next: readonly [Both, ...Both[]],
  perSentence = 3,
): Said[] {
  const sentences: Said[] = [];
  for (let at = 0; at < names.length; at += perSentence) {
    sentences.push({
      id: `${id}.${sentences.length + 1}`,
      type: 'LIMIT',
      section,
      evidence,
      slots: { names: listed(names.slice(at, at + perSentence)) },
      text: at === 0 ? first : (next[(sentences.length - 1) % next.length] ?? next[0]),
    });
  }
  return sentences;
}

function gapSentences(grounds: Grounds): Said[] {
  const { logs, names, evidence } = missing(grounds);
  const because = evidence.length > 0 ? evidence : ['outcome'];
  return [
    ...listSentences(
      'gaps.logs',
      sections.records,
      because,
      logs,
      // Of which kind a file is that could not be read, nobody knows: it may be one of these.
      grounds.case.files.some(({ format, lines }) => format === 'unknown' && lines > 0)
        ? {
            ja: '{names}の記録は、今回の調査では手元にないか読み取れず、調べることができておりません。',
            en: 'We did not have, or could not read, the records of {names} and so could not examine them.',
          }
        : {
            ja: '{names}の記録は、今回の調査では手元になく、調べることができておりません。',
            en: 'We did not have the records of {names} and so could not examine them.',
          },
      [
        { ja: '{names}の記録も、調べることができておりません。', en: 'Nor could we examine the records of {names}.' },
        {
          ja: 'このほか、{names}の記録も調べることができておりません。',
          en: 'The records of {names} could not be examined either.',
        },
      ],
      4,
    ),
    ...listSentences(
      'gaps',
      sections.records,
      because,
      names,
      {
        ja: '{names}は、資料がそろわず調べることができておりません。',
        en: 'For lack of material we could not examine {names}.',
      },
      [
        {
          ja: '{names}も、同じく調べることができておりません。',
          en: 'For the same reason we could not examine {names}.',
        },
        { ja: 'このほか、{names}も調べることができておりません。', en: 'We could not examine {names} either.' },
        { ja: 'さらに、{names}も調べることができておりません。', en: 'Nor was there the material to examine {names}.' },
        { ja: '最後に、{names}も調べることができておりません。', en: 'Lastly, we could not examine {names}.' },
      ],
      2,
    ),
    ...originalMessage(grounds),
    ...safeguard(grounds),
  ];
}

/** Only the customer can have it, and nobody has to: it is no material of ours that was missing. */
function originalMessage(grounds: Grounds): Said[] {
  const evidence = missingTopics(grounds).get('spam');
  if (!evidence || !grounds.verified) return [];
  const by = contactedBy(grounds.case);
  const what = by === undefined ? originalOfMessage : contactWords[by].missing;
  return [
    {
      id: 'gaps.message',
      type: 'LIMIT',
      section: sections.records,
      evidence,
      slots: { what },
      text: {
        ja: '{what}はまだお預かりしておらず、調べることができておりません。',
        en: 'We have not received {what} and so could not examine it yet.',
      },
    },
  ];
}

/** Canaries are told of without their name: that nothing of the kind could speak is a limit of every silence. */
function safeguard(grounds: Grounds): Said[] {
  const evidence = missingTopics(grounds).get('canaries');
  // Of a list that is known to have leaked, this would read as a doubt whether it did.
  if (!evidence || !grounds.verified || grounds.outcome === 'leak_confirmed') return [];
  return [
    {
      id: 'gaps.safeguard',
      type: 'LIMIT',
      section: sections.records,
      evidence,
      slots: {},
      text: {
        ja: '名簿そのものを手がかりに漏えいの有無を確かめることは、今回の調査ではできておりません。',
        en: 'For this examination we had no means of telling from the list itself whether it leaked.',
      },
    },
  ];
}

/** What records that were examined cannot tell by what they are. */
function untold({ case: input }: Grounds): Said[] {
  const { databaseErrorsOnly, unjudgedIdentities } = input.recordLimits ?? {};
  const looked = lookedAt(input, 'access', 'nothing-found') ?? lookedAt(input, 'access', 'found');
  if (!looked) return [];
  const limit = (id: string, text: Both, slots: Said['slots'] = {}): Said => ({
    id: `limits.${id}`,
    type: 'LIMIT',
    section: sections.records,
    evidence: looked.checks,
    slots,
    text,
  });
  return [
    ...(databaseErrorsOnly
      ? [
          limit('database-errors', {
            ja: 'データベースの記録はエラーだけを残すもので、誰が何を読み出したかは分かりません。',
            en: 'The records of the database hold errors only and cannot show who read what.',
          }),
        ]
      : []),
    ...(unjudgedIdentities === undefined
      ? []
      : [
          limit(
            'unjudged',
            {
              ja: 'クラウドの利用権限{count}件は記録が短く、情報の読み出しが普段どおりかを判断できておりません。',
              en: `For {count} ${unjudgedIdentities === 1 ? 'identity' : 'identities'} in our cloud the records are too short to judge whether what was read is usual.`,
            },
            { count: unjudgedIdentities },
          ),
        ]),
  ];
}

/** What nobody looked at because no file shows it. Told to everybody: it is about our examination, not about a person. */
function notCovered({ case: input }: Grounds): Said[] {
  const open = input.checks.filter(({ result }) => result === 'not-checked');
  const found = beyond.flatMap(([id, name]) => {
    const checks = open.filter((check) => id.test(check.id));
    return checks.length > 0 ? [{ name, evidence: checks.map((check) => check.id) }] : [];
  });
  const unseenVendors =
    input.organisation.vendors.length > 0
      ? [
          {
            name: { ja: '委託先のサーバーの記録', en: 'the server records of companies that work for us' },
            evidence: ['org'],
          },
        ]
      : [];
  const all = [...found, ...unseenVendors];
  return listSentences(
    'limits.not-covered',
    sections.beyond,
    all.flatMap(({ evidence }) => evidence),
    all.map(({ name }) => name),
    {
      ja: '{names}は、今回の調査の対象に含まれておりません。',
      en: 'This examination did not cover {names}.',
    },
    [
      { ja: '{names}も、対象に含まれておりません。', en: 'Nor did it cover {names}.' },
      { ja: 'このほか、{names}も対象に含まれておりません。', en: 'It did not cover {names} either.' },
    ],
  );
}

/** From submission to first spam, the stretch for which no records remain; else that they do not cover it all. */
function uncovered(grounds: Grounds): Said[] {
  const looked = mainPeriod(grounds.case);
  const { submittedAt } = grounds;
  if (!looked) return [];
  if (submittedAt === undefined) {
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
  if (Date.parse(looked.from) - Date.parse(submittedAt) >= 86_400_000) {
    const main = mainRecords(grounds);
    // Where there are several kinds, another may begin earlier.
    const of = main && logsGiven(grounds.case).size > 1 ? logsNamed([main]) : undefined;
    return [
      {
        id: 'uncovered',
        type: 'LIMIT',
        section: sections.time,
        evidence: ['claim', ...looked.checks],
        slots: { submitted: submittedAt, from: looked.from },
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

/** Stretches named in one letter; a longer list stands in the report. */
const STRETCHES_AT_MOST = 2;

/** Two kinds of record that do not agree: which of them is wrong, this does not say. */
const contradicted = (logs: Both, other: Both | undefined): Both => ({
  ja: `{from:moment}ごろから{to:moment}ごろまでは、${logs.ja}の記録と${other ? `${other.ja}の記録` : 'ほかの記録'}が食い違い、何があったかは分かりません。`,
  en: other
    ? `From about {from:moment} to about {to:moment} the records of ${logs.en} and ${other.en} disagree; why is unknown.`
    : `From about {from:moment} to about {to:moment} the records of ${logs.en} contradict others, and what happened is unknown.`,
});

/** The one other kind of record that was given, with which it was compared; undefined where there are several. */
function otherRecords({ case: input }: Grounds, logs: Both): Both | undefined {
  const others = [...logsGiven(input).keys()].map((family) => logsNamed([family])).filter(({ en }) => en !== logs.en);
  return others.length === 1 ? others[0] : undefined;
}

/** The stretches in which the records contradict each other or fall silent: there, they show nothing. */
function alteredStretches(grounds: Grounds): Said[] {
  const doubted = openFindings(grounds.case).filter(({ kind }) => kind === 'log-integrity');
  const [fact] = doubted;
  if (!fact) return [];
  const inOrder = stretchesOf(grounds);
  const named = inOrder.slice(0, STRETCHES_AT_MOST).map(
    ({ from, to, logs }, index): Said => ({
      id: `altered.${index + 1}`,
      type: 'LIMIT',
      section: sections.time,
      evidence: [fact.id],
      slots: { from, to },
      text: logs
        ? contradicted(logs, otherRecords(grounds, logs))
        : {
            ja: '{from:moment}ごろから{to:moment}ごろまでは、記録の欠けまたは食い違いがあり、何があったかは分かりません。',
            en: 'From about {from:moment} to about {to:moment} the records have a gap or a contradiction, and we do not know what happened.',
          },
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
      slots: {},
      text: { ja: 'ほかにも同様の箇所がございます。', en: 'There are further stretches of this kind in the records.' },
    },
  ];
}

/** Of the records that the search for traces is about, they stand beside its period. */
function otherHoles(grounds: Grounds): readonly Said[] {
  const beside = mainRecords(grounds);
  return [...logsGiven(grounds.case).keys()]
    .filter((family) => family !== beside && (grounds.verified || family !== 'mail'))
    .flatMap((family) => holesTold(grounds, family, sections.time, ['outcome']));
}

export function limits(grounds: Grounds): Said[] {
  return [
    ...alteredStretches(grounds),
    ...uncovered(grounds),
    ...otherHoles(grounds),
    ...brokenTold(grounds, sections.records),
    ...gapSentences(grounds),
    ...untold(grounds),
    ...notCovered(grounds),
    {
      id: 'limits.outside-records',
      type: 'LIMIT',
      section: sections.beyond,
      evidence: ['outcome'],
      slots: {},
      text: {
        ja: '記録の残らない方法での持ち出しや、把握していない名簿の写しは、この調査では分かりません。',
        en: 'We would not see data taken without leaving a record, or taken from a copy we do not know of.',
      },
    },
  ];
}

type Way = { readonly name: Both; readonly known: (fact: Fact) => boolean };

const vendorWay: Both = { ja: '委託先からの流出', en: 'a company that works for us' };
/** Where no company is known to have had the data there is still whoever runs what we use. */
const serviceWay: Both = { ja: '業務に使う外部サービスからの流出', en: 'a service that we use' };

/** Our own ways, and the findings after which a way is no longer merely "not ruled out". */
const ownWays: readonly Way[] = [
  {
    name: { ja: '弊社への侵入', en: 'an intrusion' },
    known: (fact) => fact.kind === 'attacker-trace' && fact.success === 'shown',
  },
  { name: { ja: '内部からの持ち出し', en: 'a person inside our company' }, known: () => false },
  {
    name: { ja: '弊社の誤り', en: 'a mistake of ours' },
    known: (fact) =>
      fact.kind === 'page-exposure' || (fact.kind === 'visible-recipients' && fact.includesThis !== 'unknown'),
  },
  {
    name: vendorWay,
    known: (fact) => fact.kind === 'vendor-answer' && fact.answer === 'announced',
  },
];

/** Ways of ours that nothing in this letter establishes: of one that is told of, "not ruled out" would say too little. */
function waysLeft(grounds: Grounds): readonly Both[] {
  // To whoever is not verified, alike whoever was among the recipients.
  const told = grounds.verified
    ? openFindings(grounds.case)
    : ownMailingTold(grounds).map((fact) => ({ ...fact, includesThis: 'no' as const }));
  const listed =
    grounds.case.organisation.vendors.length > 0 ||
    factsOf(grounds.case.facts, 'vendor-held').length > 0 ||
    factsOf(grounds.case.facts, 'list-copies').some(({ vendors }) => vendors > 0);
  return ownWays
    .filter(({ known }) => !told.some(known))
    .map(({ name }) => (name === vendorWay && !listed ? serviceWay : name));
}

/** What the message holds is known to us: that nothing connects it with the leak would say too little. */
function matchesWhatLeaked(section: string, matching: readonly Fact[]): Said {
  return {
    id: 'ways.matching',
    type: 'LIMIT',
    section,
    evidence: ['outcome', ...matching.map(({ id }) => id)],
    slots: { heading: headings['conclusion'] ?? { ja: '', en: '' } },
    text: {
      ja: '届いたメールにはお預かりした内容と一致する点があり、「{heading}」に記した漏えいによるものかを調べておりますが、確定しておりません。',
      en: 'The message contains details that we held; whether they came from the leak described under “{heading}” is not certain yet.',
    },
  };
}

/** A message of ours that showed its recipients is a way of its own: left out of the list, it would read as excluded. */
function ownMailing(grounds: Grounds, section: string): Said[] {
  const [fact] = ownMailingTold(grounds);
  if (!fact || grounds.case.mailOrigin === 'ours') return [];
  return [
    {
      id: 'ways.own-mailing',
      type: 'LIMIT',
      section,
      // The check, not the fact: the fact says who was among the recipients.
      evidence: [fact.foundBy ?? 'outcome'],
      slots: { heading: whereFindingsStand(grounds.stage, grounds.verified) },
      // Whether the address was among its recipients is not told here either: not even by what could follow from it.
      text: grounds.verified
        ? {
            ja: '「{heading}」に記した弊社のメールから知られた可能性がございます。',
            en: 'The message of ours described under “{heading}” is one way in which it may have become known.',
          }
        : {
            ja: 'お申し出のアドレスが宛先に含まれていた場合は、「{heading}」に記した弊社のメールから知られた可能性がございます。',
            en: 'If the address was among its recipients, the message described under “{heading}” is one way in which it may have become known.',
          },
    },
  ];
}

/** Ways that remain. Ours are named; those outside us are neither named one by one nor ranked: it would read "look elsewhere". */
export function ways(grounds: Grounds): Said[] {
  const section = 'ways.all';
  // To a requester who is not verified the leak was not mentioned, and "this" would point nowhere.
  if (grounds.outcome === 'leak_confirmed' && grounds.verified) {
    if (grounds.case.mailOrigin === 'ours') return [];
    const matching = openFindings(grounds.case).filter(
      // A name that the address itself shows matches nothing that only we held.
      (fact) => fact.kind === 'form-values-in-spam' || (fact.kind === 'real-name-in-spam' && !fact.nameInAddress),
    );
    if (matching.length > 0) return [matchesWhatLeaked(section, matching)];
    return [
      {
        id: 'ways.confirmed',
        type: 'LIMIT',
        section,
        evidence: ['outcome'],
        slots: {},
        text: {
          ja: 'この漏えいと、届いた迷惑メールとの関係は、まだ確認できておりません。',
          en: 'We do not know yet whether the spam you received has to do with this leak.',
        },
      },
    ];
  }
  const left = waysLeft(grounds);
  const [last, ...before] = left.toReversed();
  const first = before.toReversed().map((way) => way.en);
  const en = last === undefined ? '' : [...first, first.length > 0 ? `or ${last.en}` : last.en].join(', ');
  const mailing = ownMailing(grounds, section);
  const beyond = mailing.length > 0 ? { ja: 'そのほか、', en: 'Beyond that, we' } : { ja: '', en: 'We' };
  return [
    ...howItCame(grounds, section),
    ...mailing,
    {
      id: 'ways.ours',
      type: 'LIMIT',
      section,
      evidence: ['outcome'],
      slots: { ways: { ja: left.map((way) => way.ja).join('、'), en } },
      text: {
        ja: `${beyond.ja}{ways}のいずれも、あったともなかったとも申し上げられません。`,
        en: `${beyond.en} can neither establish nor exclude {ways}.`,
      },
    },
    ...(grounds.verified
      ? []
      : [
          {
            id: 'ways.held-or-not',
            type: 'LIMIT',
            section,
            evidence: ['claim'],
            slots: {},
            text: {
              ja: 'これは、お申し出のアドレスをお預かりしているかどうかにかかわらず申し上げております。',
              en: 'We say this whether or not we hold the address.',
            },
          } satisfies Said,
        ]),
    {
      id: 'ways.outside',
      type: 'LIMIT',
      section,
      evidence: ['outcome'],
      slots: {},
      text: {
        ja: `なお、${grounds.case.organisation.vendors.length > 0 ? '弊社と委託先のほか' : '弊社の外'}のことは確かめる手段がなく、分かりません。`,
        en: `We have no means of examining what happened outside our company${grounds.case.organisation.vendors.length > 0 ? ' and those that work for us' : ''}.`,
      },
    },
  ];
}

/** What of the way is not known: of a message that we sent it is not how its sender came by the address, but why it was sent. */
function howItCame(grounds: Grounds, section: string): Said[] {
  const unknown: Said = {
    id: 'ways.unknown',
    type: 'LIMIT',
    section,
    evidence: ['outcome'],
    slots: {},
    text: {
      ja: '迷惑メールの送信者がどのような経路でアドレスを知ったかは、分かっておりません。',
      en: 'We do not know how the sender of the spam came by the address.',
    },
  };
  if (grounds.case.mailOrigin !== 'ours') return [unknown];
  const sent = factsOf(grounds.case.facts, 'mail-origin').filter(({ origin }) => origin === 'ours');
  const others = sent.some(({ messages, of }) => messages !== undefined && of !== undefined && of > messages);
  const evidence = ['outcome', ...sent.map(({ id }) => id)];
  return [
    {
      id: 'ways.why-sent',
      type: 'LIMIT',
      section,
      evidence,
      slots: {},
      text: {
        ja: '弊社側からなぜ送られたのか、配信停止のお申し出が正しく扱われていたかは、まだ分かっておりません。',
        en: 'We do not know yet why it was sent from our side, or whether requests to stop were handled as they should be.',
      },
    },
    {
      id: 'ways.misused',
      type: 'LIMIT',
      section,
      evidence,
      slots: {},
      text: {
        ja: '配信設備が第三者に使われたことも、なかったとは申し上げられません。',
        en: 'Nor can we exclude that somebody else made use of the mailing system.',
      },
    },
    ...(others ? [unknown] : []),
  ];
}
