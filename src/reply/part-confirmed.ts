// What a confirmed or likely leak has to tell the person: what happened, which data, why, what may follow, what to do.
import { showsReading } from '../vocabulary/data-read.ts';
import { type Fact, type FactOf, factsOf } from '../vocabulary/fact.ts';
import type { Both } from '../vocabulary/finding.ts';
import { enteredAlready, paidAlready, passwordWithUs, tellsOfPayment, tellUs } from './advice.ts';
import { reportsGoTo } from './authorities.ts';
import { isDate, workingMoment } from './days.ts';
import { momentInDoubt } from './examined/clock-doubt.ts';
import { isServedFile } from './findings/served-file.ts';
import { isFetched } from './findings/written-out.ts';
import { type Grounds, openFindings } from './grounds.ts';
import { listed, type Said, toFill } from './said.ts';

type Incident = NonNullable<NonNullable<Grounds['case']['handling']>['incident']>;

const section = 'incident.all';

function told(id: string, text: Both, slots: Said['slots'], evidence: readonly string[] = ['handling']): Said {
  return { id: `incident.${id}`, type: 'FOUND', section, evidence, slots, text };
}

/** What happened and when: as a person established it, else as the records of the server show it. */
function whatHappened(grounds: Grounds, known: Incident, facts: readonly Fact[]): Said[] {
  if (known.what) {
    return known.at !== undefined && isDate(known.at)
      ? [
          told(
            'what',
            { ja: '{at:moment}に、{what}。', en: 'On {at:moment}, {what}.' },
            { at: known.at, what: known.what },
          ),
        ]
      : [told('what', { ja: '{what}。', en: 'What happened: {what}.' }, { what: known.what })];
  }
  const [read] = factsOf(facts, 'attacker-trace')
    .filter((fact) => showsReading(fact) && fact.at !== undefined && isDate(fact.at))
    .toSorted((a, b) => Date.parse(a.at ?? '') - Date.parse(b.at ?? ''));
  if (!read || read.at === undefined) return [];
  // Who had a way in may have put the file there: then that it could be fetched is no mistake of ours.
  const placed = factsOf(facts, 'attacker-trace').some((fact) => fact.success === 'shown' && !isServedFile(fact));
  const [dump] = facts.filter(isFetched).filter(({ fetchedAt }) => isServedFile(read) && fetchedAt === read.at);
  const trace = told(
    'trace',
    dump
      ? {
          ja: '{at:moment}ごろ、外部からの不正な命令で書き出し先に指定されたファイルが、同じ接続元から取得されておりました。',
          en: 'Around {at:moment}, the file that an unauthorised command had named for the data was fetched by the same source.',
        }
      : isServedFile(read) && placed
        ? {
            ja: '{at:moment}ごろ、外部からの不正な操作と前後して、データの控えとみられるファイルが外部から取得されておりました。',
            en: 'Around {at:moment}, together with unauthorised operations, somebody outside fetched a file that looks like a copy of our data.',
          }
        : isServedFile(read)
          ? {
              ja: '{at:moment}ごろ、外から取得できる所にあった、データの控えとみられるファイルが取得されておりました。',
              en: 'Around {at:moment}, somebody outside fetched a file that looks like a copy of our data and lay open to anybody.',
            }
          : {
              ja: '{at:moment}ごろ、お預かりしている情報を読み取る不正な操作が外部から行われ、成功した跡が残っております。',
              en: 'Around {at:moment}, somebody outside carried out an operation to read data we hold; the records show signs that it succeeded.',
            },
    { at: read.at },
    dump ? [read.id, dump.id] : [read.id],
  );
  const paths = (read.pointers ?? []).map(({ path }) => path);
  const served = factsOf(facts, 'attacker-trace').filter((fact) => isServedFile(fact) && fact.success === 'shown');
  return [trace, ...momentInDoubt(grounds, trace, paths), ...(isServedFile(read) ? fetchedAgain(served, placed) : [])];
}

/** That it was fetched more than once, and that records begin where they begin: neither is how long it lay open. */
function fetchedAgain(served: readonly FactOf<'attacker-trace'>[], placed: boolean): Said[] {
  const [first, ...more] = served
    .filter(({ at }) => at !== undefined && isDate(at))
    .toSorted((a, b) => Date.parse(a.at ?? '') - Date.parse(b.at ?? ''));
  const last = more.at(-1);
  return [
    ...(last?.at === undefined
      ? []
      : [
          told(
            'trace-again',
            {
              ja: 'このような取得の記録は、その後{last:moment}ごろにもございます。',
              en: 'Such a file was fetched again around {last:moment}.',
            },
            { last: last.at },
            more.map(({ id }) => id),
          ),
        ]),
    ...(first === undefined || placed
      ? []
      : [
          {
            ...told(
              'since',
              {
                ja: 'いつから外から取得できる状態にあったのか、それより前に取得されたことがあるのかは、分かっておりません。',
                en: 'Since when it lay open, and whether it was fetched before that, we do not know.',
              },
              {},
              [first.id],
            ),
            type: 'LIMIT' as const,
          },
        ]),
  ];
}

/** Which data, through what, and how many people: as established, or as the mailing itself shows. */
function whatAndWhy(known: Incident, facts: readonly Fact[]): { readonly said: Said[]; readonly open: Both[] } {
  const said: Said[] = [];
  const open: Both[] = [];
  const [mailing] = factsOf(facts, 'visible-recipients').filter(({ includesThis }) => includesThis === 'yes');
  if (known.items) {
    said.push(itemsTold(known.items));
  } else if (mailing) {
    said.push(
      told(
        'items-mailing',
        (mailing.named ?? 0) > 0
          ? {
              ja: '対象の項目には、宛先に記されたメールアドレスと、それに添えられたお名前が含まれます。',
              en: 'The data concerned include the e-mail addresses of the recipients and the names shown beside them.',
            }
          : {
              ja: '対象の項目には、宛先に記されたメールアドレスが含まれます。',
              en: 'The data concerned include the e-mail addresses of the recipients.',
            },
        {},
        [mailing.id],
      ),
    );
  } else open.push({ ja: '対象の項目', en: 'which data are concerned' });
  if (known.notIncluded) {
    said.push(
      told(
        'not-included',
        { ja: '{items}は含まれておりません。', en: 'Not included: {items}.' },
        { items: known.notIncluded },
      ),
    );
  }
  if (known.cause) {
    said.push(told('cause', { ja: '原因は、{cause}です。', en: 'Cause: {cause}.' }, { cause: known.cause }));
  } else if (mailing) {
    said.push(
      told(
        'cause-mailing',
        {
          ja: '弊社が、複数の宛先を互いに見える形でメールをお送りしたことによるものです。',
          en: 'It came about because we sent a message that showed its recipients to one another.',
        },
        {},
        [mailing.id],
      ),
    );
  } else open.push({ ja: '原因', en: 'the cause' });
  return { said, open };
}

function effects(known: Incident, counted: boolean): { readonly said: Said[]; readonly open: Both[] } {
  const said: Said[] = [];
  const open: Both[] = [];
  if (known.consequences) {
    said.push(
      told(
        'consequences',
        { ja: '考えられる影響は、{consequences}です。', en: 'What may follow from it: {consequences}.' },
        { consequences: known.consequences },
      ),
    );
  } else open.push({ ja: '影響の範囲', en: 'what may follow from it' });
  if (known.people && isDate(known.people.at)) {
    const { low, high, at } = known.people;
    said.push(
      told(
        'people',
        low === high
          ? {
              ja: '対象の人数は{low}名です（{at:day}現在）。',
              en: 'The number of people concerned is {low} as of {at:day}.',
            }
          : {
              ja: '対象の人数は{low}〜{high}名です（{at:day}現在）。',
              en: 'The number of people concerned is {low} to {high} as of {at:day}.',
            },
        low === high ? { low, at } : { low, high, at },
      ),
    );
  } else if (!counted) open.push({ ja: '対象となった方の人数', en: 'how many people are concerned' });
  if (known.published) {
    said.push(
      told('published', { ja: '公表：{published}。', en: 'Published: {published}.' }, { published: known.published }),
    );
  }
  return { said, open };
}

/** The first thing anybody asks of a leak is whether it goes on. Only a person knows; until then the letter waits for it. */
function stopped(grounds: Grounds): Said[] {
  const done = (grounds.case.handling?.measures ?? []).some(({ doneAt }) => doneAt !== null && isDate(doneAt));
  if (done || grounds.outcome !== 'leak_confirmed') return [];
  return [
    {
      id: 'incident.stopped',
      type: 'ACT',
      section,
      evidence: ['outcome'],
      slots: {
        done: toFill({
          ja: '漏えいを止めるために行ったことと、その日時',
          en: 'what was done to stop the leak, and when',
        }),
      },
      text: { ja: '{done}', en: '{done}' },
    },
  ];
}

/**
 * Whether the leak was reported to the authority. A report made or planned stands with the other steps; a signed decision
 * that none is due is told as one; else only a person knows, and the letter waits for it.
 */
function reported(grounds: Grounds): Said[] {
  const { reports = [], awareness } = grounds.case.handling ?? {};
  const dated = reports.some(({ at, by }) => (at !== null && isDate(at)) || (by !== null && isDate(by)));
  const authority = reportsGoTo(grounds);
  if (grounds.outcome !== 'leak_confirmed' || dated || authority === undefined) return [];
  const signed = (awareness?.signedBy ?? '').trim() !== '';
  if (awareness?.decision === 'not_reportable' && signed && isDate(awareness.at)) {
    return [
      {
        id: 'incident.not-reported',
        type: 'ACT',
        section,
        evidence: ['handling'],
        slots: { at: awareness.at, authority },
        text: {
          ja: '{authority}への報告は、{at:day}の時点の判断により、行わないことといたしました。',
          en: 'We decided on {at:day} not to report this to {authority}.',
        },
      },
    ];
  }
  return [
    {
      id: 'incident.reported',
      type: 'ACT',
      section,
      evidence: ['outcome'],
      slots: {
        report: toFill({
          ja: `${authority.ja}に報告した日、報告する日、または報告しないことにした旨`,
          en: `when this was or will be reported to ${authority.en}, or that it will not be`,
        }),
      },
      text: { ja: '{report}', en: '{report}' },
    },
  ];
}

/** A part that nobody established yet is promised, not guessed: with the other open points where there are some. */
function stillOpen(grounds: Grounds, open: readonly Both[]): Said[] {
  if (open.length === 0) return [];
  const said: Said = {
    id: 'incident.open',
    type: 'LIMIT',
    section,
    evidence: ['outcome'],
    // The last two of such a list are joined by a word: of two nouns side by side the first would read as an aside.
    slots: {
      open: {
        ja: open
          .map(({ ja }) => ja)
          .join('、')
          .replace(/、(?=[^、]*$)/, 'と'),
        en: listed(open).en,
      },
    },
    text: { ja: '{open}は、引き続き調べております。', en: 'We are still examining {open}.' },
  };
  if (grounds.unresolved.length > 0) return [said];
  const by = workingMoment(grounds.now, grounds.zone, { days: 7, hour: 17 });
  return [
    said,
    {
      id: 'incident.promise',
      type: 'PROMISE',
      section,
      evidence: ['outcome'],
      slots: { by, owner: grounds.owner },
      text: {
        ja: 'この点は、{owner}が{by:moment}までにお知らせいたします。',
        en: 'Our {owner} will tell you about this by {by:moment}.',
      },
    },
  ];
}

/** Which data are concerned, in the first answer to whoever is told of a leak there: nobody is left to wonder for days. */
export function itemsKnown(grounds: Grounds, section: string): Said[] {
  const items = grounds.case.handling?.incident?.items;
  return items ? [{ ...itemsTold(items), section }] : [];
}

const itemsTold = (items: Both): Said =>
  told(
    'items',
    {
      ja: 'これまでに確認した対象の項目は、{items}です。',
      en: 'The data concerned, as far as established: {items}.',
    },
    { items },
  );

export function incident(grounds: Grounds): Said[] {
  const known = grounds.case.handling?.incident ?? {};
  const facts = openFindings(grounds.case);
  const learned =
    known.learnedAt !== undefined && isDate(known.learnedAt)
      ? [
          told(
            'learned',
            { ja: '弊社がこれを知ったのは、{learned:day}です。', en: 'We learned of it on {learned:day}.' },
            { learned: known.learnedAt },
          ),
        ]
      : [];
  const what = whatAndWhy(known, facts);
  // How many a mailing went to, it shows itself.
  const counted = factsOf(facts, 'visible-recipients').some(({ includesThis }) => includesThis === 'yes');
  const after = effects(known, counted);
  return [
    ...whatHappened(grounds, known, facts),
    ...learned,
    ...what.said,
    ...after.said,
    ...stopped(grounds),
    ...reported(grounds),
    ...stillOpen(grounds, [...what.open, ...after.open]),
  ];
}

/** What has happened already cannot wait; what has not is warned of. */
const careWithMail: readonly Both[] = [
  enteredAlready,
  {
    ja: '心当たりのないメールのリンクや添付ファイルは、開かないようお願いいたします。',
    en: 'Please do not open links or attachments in messages that you did not expect.',
  },
  tellUs,
];

/** Most urgent first, three at most beside what cannot wait where money went: those the privacy officer chose, else what is right for any leaked address. */
export function advice(grounds: Grounds): Said[] {
  const chosen = grounds.case.handling?.advice;
  const entered = factsOf(openFindings(grounds.case), 'attacker-trace').some(({ success }) => success === 'shown');
  const care = entered ? [passwordWithUs, ...careWithMail.slice(0, 2)] : careWithMail;
  const some = chosen && chosen.length > 0 ? chosen.slice(0, 3) : care;
  // Beside the three: money that went cannot wait.
  const gone = tellsOfPayment(grounds.case.claim.text);
  const first: readonly Both[] = gone ? [paidAlready] : [];
  return [...first, ...some].map((what, index) => ({
    id: `advice.${index + 1}`,
    type: 'ASK',
    section: `advice.${index + 1}`,
    evidence: [what === paidAlready ? 'claim' : chosen && chosen.length > 0 ? 'handling' : 'outcome'],
    slots: { what },
    text: { ja: '{what}', en: '{what}' },
  }));
}
