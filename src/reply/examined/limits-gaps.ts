// Which records there were none of, and what no file shows.
import { contactedBy } from '../../vocabulary/contact.ts';
import { factsOf } from '../../vocabulary/fact.ts';
import type { Both } from '../../vocabulary/finding.ts';
import { isNoteFile } from '../../vocabulary/note-file.ts';
import { contactTold, contactWords } from '../contact-words.ts';
import { foreignForm } from '../foreign-form.ts';
import { type Grounds, lookedAt, type Topic, topicOf } from '../grounds.ts';
import { isListCheck, listEvidence, listRecords } from '../part-lists.ts';
import { listed, type Said } from '../said.ts';
import { vendorsWithRecords } from '../vendor-names.ts';
import { beyond, listSentences, outsidePrograms, sections } from './limits-paragraphs.ts';
import { logsGiven, logsMissing, logsNamed, missingNamed } from './log-names.ts';

/** What may be missing: the records of how lists were handled apart from what companies say of themselves. */
type Subject = Topic | 'lists';

/** Logs have names of their own; canaries, a sentence of its own. */
const gapNames: Readonly<Partial<Record<Subject, Both>>> = {
  integrity: { ja: '記録そのものの欠けや書き換え', en: 'the records for gaps or alteration' },
  register: { ja: '登録の記録', en: 'the register' },
  lists: listRecords,
  vendors: { ja: '委託先での取扱い', en: 'what companies that work for us did' },
  pages: { ja: '公開ページ', en: 'our public pages' },
  complaints: { ja: '同様のお申し出の記録', en: 'records of similar reports' },
};

const originalOfMessage: Both = { ja: '届いたメールの原本', en: 'the message in its original form' };

/** Missing or not, these say nothing about a person. */
const ofNobody: ReadonlySet<Subject> = new Set(['integrity', 'lists', 'vendors', 'pages', 'complaints']);

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
  /** Records that were read, and not well enough to say that they show nothing. */
  readonly partly: readonly Both[];
  readonly evidence: readonly string[];
};

/** What was not there to be examined. `names` empty and `logs` empty: nothing was missing. */
function missing(grounds: Grounds): Gaps {
  const topics = missingTopics(grounds);
  const families = logsMissing(grounds.case);
  const logTopics = (['access', 'mailing'] as const).filter((topic) => topics.has(topic));
  // Records that were given and yet could not be examined are no missing ones: they are named with the other subjects.
  const unread: Both[] = [];
  const partly = topics.has('access') && logsGiven(grounds.case).has('web') ? [recordsOf(['web'])] : [];
  if (topics.has('access') && partly.length === 0 && !families?.includes('web'))
    unread.push(recordsOf(families ? ['web'] : []));
  // Why it could not be examined may lie with who was among the recipients.
  if (grounds.verified && topics.has('mailing') && !families?.includes('mail')) unread.push(recordsOf(['mail']));
  // "Gaps in the records and our public pages" would read as gaps in both: records stand last.
  const others = [...topics]
    .filter(([topic]) => grounds.verified || ofNobody.has(topic))
    .toSorted(([a], [b]) => Number(a === 'integrity') - Number(b === 'integrity'));
  const named = (topic: Subject) => gapNames[topic] ?? [];
  return {
    logs: (families ?? []).map((family) => missingNamed(family, grounds.case)),
    names: [...unread, ...others.flatMap(([topic]) => named(topic))],
    partly,
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
  const { logs, names, partly, evidence } = missing(grounds);
  return { names: [...logs, ...partly, ...names], evidence };
}

/** Of records that were read in part the letter names no period of a search: it says which time they are of. */
function readFromTo({ case: input }: Grounds, evidence: readonly string[]): Said[] {
  const { from, to } = logsGiven(input).get('web') ?? {};
  if (from === undefined || to === undefined) return [];
  return [
    {
      ...{ id: 'gaps.partly-period', type: 'LIMIT', section: sections.records, evidence, slots: { from, to } },
      text: {
        ja: '手元にあるのは、{from:day}から{to:day}までの間の記録です。',
        en: 'Those at hand are from between {from:day} and {to:day}.',
      },
    },
  ];
}

export function gapSentences(grounds: Grounds): Said[] {
  const { logs, names, partly, evidence } = missing(grounds);
  const because = evidence.length > 0 ? evidence : ['outcome'];
  return [
    ...listSentences(
      'gaps.partly',
      sections.records,
      because,
      partly,
      {
        ja: '{names}は、すべてを調べることができておらず、持ち出しの跡がないとは申し上げられません。',
        en: 'We could not examine all of {names}, and so cannot say that they hold no trace of data taken.',
      },
      [{ ja: '{names}も同じです。', en: 'The same goes for {names}.' }],
    ),
    ...(partly.length > 0 ? readFromTo(grounds, because) : []),
    ...listSentences(
      'gaps.logs',
      sections.records,
      because,
      logs,
      // Of which kind a file is that could not be read, nobody knows: it may be one of these.
      grounds.case.files.some(({ format, lines, path }) => format === 'unknown' && lines > 0 && !isNoteFile(path))
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
  if (by !== undefined && contactTold(grounds.case)) {
    const { what, the } = contactWords[by];
    return [
      {
        id: 'gaps.message',
        type: 'LIMIT',
        section: sections.records,
        evidence,
        slots: {},
        text: {
          ja: `いただいた内容からは、${what.ja}がどこから来たものかを調べることができておりません。`,
          en: `From what we have from you, we could not examine where ${the} came from.`,
        },
      },
    ];
  }
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
        ja: '漏れたときに気づけるように名簿へ入れておく目印は、今回の調査では使えませんでした。',
        en: 'For this examination we had no marked entries of our list, by which a leak of it would show.',
      },
    },
  ];
}

/** What records that were examined cannot tell by what they are. */
export function untold({ case: input }: Grounds): Said[] {
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

/** Of servers of companies that work for us, what they handed over is all that was seen. */
const onlyHandedOver = (names: readonly Both[]): Said => ({
  id: 'limits.vendor-records',
  type: 'LIMIT',
  section: sections.beyond,
  evidence: ['org', 'outcome'],
  slots: { names: listed(names.slice(0, VENDORS_AT_MOST)) },
  text:
    names.length > VENDORS_AT_MOST
      ? {
          ja: '委託先のサーバーの記録で対象に含まれたのは、{names}などの、手元にあるものだけです。',
          en: 'Of the server records of companies that work for us, it covered only those at hand, such as those of {names}.',
        }
      : {
          ja: '委託先のサーバーの記録で対象に含まれたのは、手元にある{names}のものだけです。',
          en: 'Of the server records of companies that work for us, it covered only those of {names} at hand.',
        },
});

/** Names of companies in one sentence. */
const VENDORS_AT_MOST = 2;

/** What nobody looked at because no file shows it. Told to everybody: it is about our examination, not about a person. */
export function notCovered({ case: input }: Grounds): Said[] {
  // Whatever stands in the HTML of our pages, what other companies' programs do when they run nobody saw; one that another
  // loads, or that lies on our own server, does not even stand there.
  const open = input.checks.filter(({ id, result }) => result === 'not-checked' || outsidePrograms.test(id));
  const found = beyond.flatMap(([id, name]) => {
    const checks = open.filter((check) => id.test(check.id));
    return checks.length > 0 ? [{ name, evidence: checks.map((check) => check.id) }] : [];
  });
  const handedOver = vendorsWithRecords(input);
  const unseenVendors =
    input.organisation.vendors.length > 0 && handedOver.length === 0
      ? [
          {
            name: { ja: '委託先のサーバーの記録', en: 'the server records of companies that work for us' },
            evidence: ['org'],
          },
        ]
      : [];
  const form = foreignForm(input);
  const all = [...found, ...unseenVendors, ...(form ? [{ name: form, evidence: ['claim'] }] : [])];
  return [
    ...listSentences(
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
    ),
    ...(handedOver.length > 0 ? [onlyHandedOver(handedOver)] : []),
  ];
}
