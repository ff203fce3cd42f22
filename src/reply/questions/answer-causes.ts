// Answers to: how did it happen, and what was it that got out?
import { showsReading } from '../../vocabulary/data-read.ts';
import { type Fact, type FactOf, factsOf } from '../../vocabulary/fact.ts';
import type { Both } from '../../vocabulary/finding.ts';
import { isDate, isDayOver } from '../days.ts';
import { namesOf } from '../findings/found-names.ts';
import { columnsNamed } from '../findings/held-columns.ts';
import { ownMailingTold } from '../findings/part-findings.ts';
import { isServedFile, isWalk } from '../findings/served-file.ts';
import { foreignWords } from '../foreign-words.ts';
import { type Grounds, openFindings } from '../grounds.ts';
import { headings, whereFindingsStand } from '../headings.ts';
import type { Told } from '../part-lists.ts';
import { listed, toFill } from '../said.ts';
import { announcedBy } from '../vendor-leaks.ts';
import { vendorListed, vendorWords } from '../vendor-names.ts';
import { writtenToUs } from './answer-mailbox.ts';
import { noticedByPeople } from './answer-organisation.ts';

/** "Have the police been told?": from the record of what was done, else for a person to fill in. Only the sender knows. */
export function reported(grounds: Grounds): Told[] {
  const reports = grounds.case.handling?.reports ?? [];
  const told = reports.slice(0, 3).flatMap(({ authority, at, by }): Told[] => {
    const name = { ja: foreignWords(authority.ja, 30), en: foreignWords(authority.en, 60) };
    if (at !== undefined && at !== null && isDate(at)) {
      return [
        {
          evidence: ['handling'],
          slots: { name, at },
          text: { ja: '{name}には、{at:day}に報告いたしました。', en: 'We reported to {name} on {at:day}.' },
        },
      ];
    }
    return by !== undefined && by !== null && isDate(by) && !isDayOver(by, grounds.now, grounds.zone)
      ? [
          {
            evidence: ['handling'],
            slots: { name, by },
            text: { ja: '{name}には、{by:day}までに報告いたします。', en: 'We will report to {name} by {by:day}.' },
          },
        ]
      : [];
  });
  if (told.length > 0) return told;
  return [
    {
      evidence: ['claim'],
      slots: { what: toFill({ ja: '届出・報告の有無とその日', en: 'whether this was reported, to whom and when' }) },
      text: { ja: '届出や報告については、次のとおりです：{what}。', en: 'As to reports to authorities: {what}.' },
    },
  ];
}

/** The heading under which the open points are promised, as the letter prints it. */
function whereDatesStand(): Both {
  return headings['measures'] ?? { ja: '', en: '' };
}

/** "When did you know?": when they wrote, and others before them; what they wrote to us is known to them. */
function firstHeard(grounds: Grounds): Told[] {
  const { case: input, receivedAt, now } = grounds;
  if (receivedAt === undefined) return [];
  const before = input.organisation.complaints
    .map(({ at }) => at)
    .filter((at) => isDate(at) && Date.parse(at) < Math.min(Date.parse(receivedAt), Date.parse(now)))
    .toSorted((a, b) => Date.parse(a) - Date.parse(b));
  const [first] = before;
  return [
    {
      evidence: ['claim'],
      slots: { received: receivedAt },
      text: {
        ja: 'このたびのお申し出は、{received:day}に承りました。',
        en: 'We received your report on {received:day}.',
      },
    },
    ...ownEarlier(grounds),
    ...(first === undefined
      ? []
      : [
          {
            evidence: ['org'],
            slots: { first },
            text: {
              ja: '記録の上で、同様のお申し出をほかの方から初めていただいたのは、{first:day}です。',
              en: 'By our records, the first report of this kind from somebody else came on {first:day}.',
            },
          },
        ]),
  ];
}

/** The first day on which the same person had written or called, where our own record has it: told to nobody who is not verified. */
function ownEarlier({ case: { claim }, verified }: Grounds): Told[] {
  if (!verified) return [];
  const [first] = (claim.earlierComplaints ?? []).filter(({ by, at }) => by === 'record' && isDate(at));
  if (!first) return [];
  return [
    {
      evidence: ['claim'],
      slots: { first: first.at },
      text: {
        ja: '弊社の記録では、{first:day}に、最初のお申し出をいただいております。',
        en: 'By our record, you first reported this to us on {first:day}.',
      },
    },
  ];
}

/** Days in the order in which they came. */
const byDay = (told: readonly Told[]): Told[] => {
  const day = ({ slots = {} }: Told) => Date.parse(String(slots['received'] ?? slots['first'] ?? slots['at']));
  return told.toSorted((a, b) => day(a) - day(b));
};

/** What is on record of our own suspicion, and when the traces were come upon. */
function suspected(grounds: Grounds): Told[] {
  const [first] = (grounds.case.handling?.awarenessRecord ?? []).flatMap(({ suspectedAt }) =>
    suspectedAt !== null && isDate(suspectedAt) ? [suspectedAt] : [],
  );
  const traces = factsOf(openFindings(grounds.case), 'attacker-trace');
  return [
    ...(first === undefined
      ? []
      : [
          {
            evidence: ['handling'],
            slots: { first },
            text: {
              ja: '弊社の記録では、漏えいの疑いを持ったのは{first:day}です。',
              en: 'By our record, we first suspected a leak on {first:day}.',
            },
          },
        ]),
    ...(traces.length === 0
      ? []
      : [
          {
            evidence: traces.map(({ id }) => id),
            slots: { heading: whereFindingsStand(grounds.stage, grounds.verified) },
            text: {
              ja: '「{heading}」に記した跡は、お申し出を受けての調査で見つかりました。',
              en: 'The traces described under “{heading}” were found in the examination that followed your report.',
            },
          },
        ]),
  ];
}

/**
 * "When did you find out?": the days on record, and when a company that works for us told us of its leak. Of a leak that is
 * established the day has legal weight and is no guess of ours: a person fills it in.
 */
export function knew(grounds: Grounds): Told[] {
  // Whatever was found, whoever is not verified is told what they know themselves, and what others wrote.
  if (!grounds.verified) return [...byDay(firstHeard(grounds)), noticedByPeople];
  const confirmed = grounds.outcome === 'leak_confirmed';
  const stands: Told[] = confirmed
    ? [
        {
          evidence: ['outcome'],
          slots: { heading: headings['conclusion'] ?? { ja: '', en: '' } },
          text: {
            ja: '弊社が確認できたことは、「{heading}」に記したとおりです。',
            en: 'What we have established is set out under “{heading}”.',
          },
        },
      ]
    : [];
  const learned = grounds.case.handling?.incident?.learnedAt;
  const told = factsOf(grounds.case.facts, 'vendor-answer').flatMap(({ id, vendor, answer }): Told[] => {
    const at = answer === 'announced' ? vendorListed(grounds.case, vendor)?.answeredAt : undefined;
    if (at === undefined || at === null || !isDate(at)) return [];
    return [
      {
        evidence: [id, 'org'],
        slots: { at, name: vendorWords(grounds.case, vendor, 20) },
        text: {
          ja: '{name}から、漏えいの知らせを受けたのは、{at:day}です。',
          en: '{name} told us of its leak on {at:day}.',
        },
      },
    ];
  });
  if (confirmed && learned !== undefined && isDate(learned)) {
    return [
      ...stands,
      ...ownEarlier(grounds),
      {
        evidence: ['handling'],
        slots: { learned },
        text: { ja: '弊社がこれを知ったのは、{learned:day}です。', en: 'We learned of it on {learned:day}.' },
      },
    ];
  }
  if (told.length > 0) return [...stands, ...byDay([...firstHeard(grounds), ...told.slice(0, 2)])];
  if (!confirmed) {
    const known = [...byDay(firstHeard(grounds)), ...suspected(grounds)];
    // Where nobody wrote down a suspicion, there may have been one all the same.
    const recorded = (grounds.case.handling?.awarenessRecord ?? []).length > 0;
    return known.length === 0
      ? []
      : [
          ...known,
          ...(recorded ? [] : [noticedByPeople]),
          {
            evidence: ['outcome'],
            text: {
              ja: '漏えいがあったかどうかは、まだ確かめられておりません。',
              en: 'Whether there was a leak is not established yet.',
            },
          },
        ];
  }
  return [
    ...stands,
    ...ownEarlier(grounds),
    {
      evidence: ['claim'],
      slots: {
        day: toFill({ ja: '漏えいを知った日（対応の記録による）', en: 'the day you learned of it, by your record' }),
      },
      text: { ja: '弊社がこれを知った日は、次のとおりです：{day}。', en: 'The day on which we learned of it: {day}.' },
    },
  ];
}

/** Of a leak that is established: what was seen, what fits it, and that the one does not prove the other. */
function causesOfLeak(grounds: Grounds): Told[] {
  const open = openFindings(grounds.case);
  const [read] = factsOf(open, 'attacker-trace').filter(showsReading);
  const told = open.filter(({ kind }) => kind === 'form-values-in-spam' || kind === 'real-name-in-spam');
  const [first] = told;
  const seen: Told[] =
    read && first
      ? [
          {
            evidence: [read.id, ...told.map(({ id }) => id)],
            text: told.every(({ kind }) => kind === 'real-name-in-spam')
              ? {
                  ja: 'お預かりした情報が外部から読み取られた跡があり、届いたメールには、ご登録のお名前が書かれております。',
                  en: 'There are traces of somebody outside having read data we hold, and the message contains your name as entered with us.',
                }
              : {
                  ja: 'お預かりした情報が外部から読み取られた跡があり、届いたメールには、ご登録の内容と一致する記載がございます。',
                  en: 'There are traces of somebody outside having read data we hold, and the message contains details that match what our register holds for you.',
                },
          },
          {
            evidence: ['outcome'],
            text: {
              ja: 'この漏えいによるものである可能性がございますが、まだ確認できておりません。',
              en: 'It may have come from there; we have not been able to confirm this yet.',
            },
          },
        ]
      : [
          {
            evidence: open.slice(0, 2).map(({ id }) => id),
            slots: { names: listed(namesOf(open.slice(0, 2), grounds.case)) },
            text: {
              ja: '弊社の側で{names}を確認しておりますが、迷惑メールの原因とまでは確認できておりません。',
              en: 'We have found {names}; we do not know whether this caused the spam.',
            },
          },
        ];
  return [
    {
      evidence: ['outcome'],
      slots: { heading: headings['conclusion'] ?? { ja: '', en: '' } },
      text: {
        ja: '弊社が確認できたことは、「{heading}」に記したとおりです。',
        en: 'What we have established is set out under “{heading}”.',
      },
    },
    ...seen,
    {
      evidence: ['outcome'],
      slots: { heading: whereDatesStand() },
      text: {
        ja: '調査の結果は、「{heading}」に記した日までにお知らせいたします。',
        en: 'We will tell you what we find by the day given under “{heading}”.',
      },
    },
  ];
}

/** To whoever is not verified, the same whatever the outcome: an answer that waits in some cases only would tell which. */
function causesInGeneral(grounds: Grounds): Told[] {
  const [mailing] = ownMailingTold(grounds);
  return [
    mailing
      ? {
          evidence: [mailing.foundBy ?? 'outcome'],
          slots: { heading: whereFindingsStand(grounds.stage, grounds.verified) },
          text: {
            ja: '「{heading}」に記した弊社のメールが迷惑メールの原因かどうかは、まだ確認できておりません。',
            en: 'Whether the message of ours described under “{heading}” caused the spam is not established yet.',
          },
        }
      : {
          evidence: ['outcome'],
          text: {
            ja: '迷惑メールの原因は、まだ確認できておりません。',
            en: 'The cause of the spam is not established yet.',
          },
        },
    concerningYou,
  ];
}

export const concerningYou: Told = {
  evidence: ['claim'],
  text: {
    ja: 'お客様ご自身に関わる点は、ご本人の確認ができましたらお知らせいたします。',
    en: 'We will tell you what concerns you personally once the address is confirmed as yours.',
  },
};

/** What was found, where a view of the cause rests on it. */
function whatWasSeen(grounds: Grounds): Told[] {
  const found = openFindings(grounds.case);
  const heading = whereFindingsStand(grounds.stage, grounds.verified);
  if (found.length === 0 || heading.en === headings['conclusion']?.en) return [];
  return [
    {
      evidence: found.map(({ id }) => id),
      slots: { found: heading },
      text: {
        ja: '分かったことは「{found}」に記しました。',
        en: 'What we found is set out under “{found}”.',
      },
    },
  ];
}

/** How it got out, as far as the outcome allows to say; in general to whoever is not verified. */
export function causes(grounds: Grounds): Told[] {
  if (!grounds.verified) return causesInGeneral(grounds);
  switch (grounds.outcome) {
    case 'leak_confirmed':
      return causesOfLeak(grounds);
    case 'leak_likely':
      return [
        ...announcedBy(grounds),
        ...whatWasSeen(grounds),
        {
          evidence: ['outcome'],
          slots: { heading: headings['conclusion'] ?? { ja: '', en: '' } },
          text: {
            ja: '「{heading}」に記したとおりに考えておりますが、原因は確定しておりません。',
            en: 'Our view is set out under “{heading}”; the cause is not established.',
          },
        },
      ];
    case 'no_evidence':
      return [
        {
          evidence: ['outcome'],
          slots: { heading: headings['conclusion'] ?? { ja: '', en: '' } },
          text: {
            ja: '調べた結果は、「{heading}」に記したとおりです。',
            en: 'What we examined showed is set out under “{heading}”.',
          },
        },
        causeUnknown,
      ];
    default: {
      const announced = announcedBy(grounds);
      return announced.length > 0 ? [...announced, notThatLeakAlone(announced)] : [causeUnknown];
    }
  }
}

/** A leak elsewhere is told; that it brought this spam is not. */
const notThatLeakAlone = (announced: readonly Told[]): Told => ({
  evidence: ['outcome', ...announced.flatMap(({ evidence }) => evidence)],
  text: {
    ja: 'その漏えいによるものかどうかを含め、原因はまだ分かっておらず、弊社からの漏えいであるともないとも申し上げられません。',
    en: 'Whether that leak caused the spam we do not know yet, nor can we say whether or not data leaked from us.',
  },
});

const causeUnknown: Told = {
  evidence: ['outcome'],
  text: {
    ja: '原因はまだ分かっておらず、弊社からの漏えいであるともないとも申し上げられません。',
    en: 'We do not know the cause yet and cannot say whether or not data leaked from us.',
  },
};

/** "Who passed it on?": the plain answer first, then where what is known stands. */
export function passedBy(grounds: Grounds): Told[] {
  if (grounds.verified && grounds.outcome === 'leak_confirmed') return causesOfLeak(grounds);
  const notKnown: Told = {
    evidence: ['outcome'],
    text: {
      ja: '誰が渡したのか、そもそも渡した者がいるのかは、まだ分かっておりません。',
      en: 'Who passed data on, or whether anybody did, is not known yet.',
    },
  };
  if (!grounds.verified) return [notKnown, concerningYou];
  const found = openFindings(grounds.case);
  const lists = factsOf(grounds.case.facts, 'list-copies');
  return [
    notKnown,
    ...(found.length === 0
      ? []
      : [
          {
            evidence: found.map(({ id }) => id),
            slots: { heading: whereFindingsStand(grounds.stage, grounds.verified) },
            text: {
              ja: '調べて分かったことは、「{heading}」に記しました。',
              en: 'What we have found so far is set out under “{heading}”.',
            },
          },
        ]),
    ...(lists.length === 0
      ? []
      : [
          {
            evidence: lists.map(({ id }) => id),
            slots: { heading: headings['checked'] ?? { ja: '', en: '' } },
            text: {
              ja: '社外に渡した名簿についてお調べしたことは、「{heading}」に記しました。',
              en: 'What our records show of lists handed over is set out under “{heading}”.',
            },
          },
        ]),
  ];
}

/** "Was my child's name taken too?": from what a person established, else that it is not known, and by when more is told. */
/** What was seen to be opened or fetched has been told: "whether any data reached outsiders" would take it back. */
function inWhatWasOpened(grounds: Grounds): Told[] {
  const opened: readonly Fact[] = openFindings(grounds.case).filter(
    (fact) =>
      (fact.kind === 'attacker-trace' &&
        fact.success !== 'none' &&
        fact.reachedData &&
        (isWalk(fact) ||
          isServedFile(fact) ||
          showsReading(fact) ||
          (fact.listWritten ?? fact.listsWritten ?? 0) > 0)) ||
      // Of reading that is told only to whoever is verified, nothing is said to anybody else.
      (grounds.verified && fact.kind === 'bulk-read' && !fact.known),
  );
  // Whoever is not verified is told of a mailing of ours in their place.
  if (opened.length === 0 || (!grounds.verified && ownMailingTold(grounds).length > 0)) return [];
  return [
    {
      evidence: opened.map(({ id }) => id),
      slots: { heading: whereFindingsStand(grounds.stage, grounds.verified) },
      text: {
        ja: '「{heading}」に記した操作で、どの項目が読み取られ、外部に渡ったかは、まだ確かめられておりません。',
        en: 'Which data were read, and reached outsiders, by what is described under “{heading}” is not established yet.',
      },
    },
  ];
}

const toldLater = (): Told[] => [
  {
    evidence: ['outcome'],
    slots: { heading: whereDatesStand() },
    text: {
      ja: '調査の結果は、「{heading}」に記した日までにお知らせいたします。',
      en: 'We will tell you what we find by the day given under “{heading}”.',
    },
  },
];

/** Of mail of ours that told somebody else of this person, what stood in it is known, and beyond it nothing. */
function inMailAstray(grounds: Grounds, astray: readonly FactOf<'sent-to-another'>[]): Told[] {
  const evidence = astray.map(({ id }) => id);
  return [
    {
      evidence,
      slots: { found: whereFindingsStand(grounds.stage, grounds.verified) },
      text: {
        ja: '別の方に届いたメールに書かれていたことは、「{found}」に記しました。',
        en: 'What stood in the message that reached somebody else is set out under “{found}”.',
      },
    },
    {
      evidence: ['outcome'],
      text: {
        ja: 'そのほかに対象となった項目があるかどうかは、まだ確かめられておりません。',
        en: 'Whether any other data are concerned is not established yet.',
      },
    },
  ];
}

/** What stands in the message, its sender had, wherever they got it from; each column by its name. */
function inTheMessage({ case: input }: Grounds): Told[] {
  return factsOf(input.facts, 'form-values-in-spam').flatMap(({ id, holds }): Told[] => {
    const columns = columnsNamed(holds);
    if (!columns) return [];
    const more = columns.more > 0 ? { ja: 'など', en: ', and others' } : { ja: '', en: '' };
    return [
      {
        evidence: [id],
        slots: { columns: columns.names },
        text: {
          ja: `届いた文面には、ご登録の{columns}${more.ja}と一致する内容があり、送信者はそれを手にしていたことになります。`,
          en: `The message contains what our register holds as your {columns}${more.en}; its sender had these.`,
        },
      },
    ];
  });
}

export function items(grounds: Grounds): Told[] {
  const leak = grounds.outcome === 'leak_confirmed' || grounds.outcome === 'leak_likely';
  const opened = leak && grounds.verified ? [] : inWhatWasOpened(grounds);
  if (!grounds.verified && opened.length > 0) return [...opened, concerningYou];
  if (!grounds.verified) {
    return [
      {
        evidence: ['outcome'],
        text: {
          ja: '情報が外部に渡ったかどうか、渡ったとすればどの項目かは、まだ申し上げられません。',
          en: 'We cannot say yet whether any data reached outsiders and, if so, which.',
        },
      },
      concerningYou,
    ];
  }
  const message = inTheMessage(grounds);
  if (leak && grounds.case.handling?.incident?.items) {
    return [
      ...message,
      {
        evidence: ['handling'],
        slots: { heading: headings['incident'] ?? { ja: '', en: '' } },
        text: {
          ja: '対象の項目は、「{heading}」に記しました。',
          en: 'Which data are concerned is set out under “{heading}”.',
        },
      },
    ];
  }
  const astray = factsOf(grounds.case.facts, 'sent-to-another').filter(({ holdsRecord = 0 }) => holdsRecord > 0);
  if (leak && opened.length === 0 && astray.length > 0)
    return [...message, ...inMailAstray(grounds, astray), ...toldLater()];
  return [
    ...message,
    ...writtenToUs(grounds),
    ...opened,
    ...(opened.length > 0
      ? []
      : [
          {
            evidence: ['outcome'],
            text: leak
              ? message.length > 0
                ? {
                    ja: 'ほかにどの項目が対象となったかは、まだ確かめられておりません。',
                    en: 'Which other data are concerned is not established yet.',
                  }
                : {
                    ja: 'どの項目が対象となったかは、まだ確かめられておりません。',
                    en: 'Which data are concerned is not established yet.',
                  }
              : {
                  ja: '情報が外部に渡ったかどうか、渡ったとすればどの項目かは、まだ分かっておりません。',
                  en: 'We do not know yet whether any data reached outsiders and, if so, which.',
                },
          },
        ]),
    ...toldLater(),
  ];
}
