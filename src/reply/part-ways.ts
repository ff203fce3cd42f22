// Which ways remain by which the address may have got out.
import { type Fact, type FactOf, factsOf } from '../vocabulary/fact.ts';
import type { Both } from '../vocabulary/finding.ts';
import { isOpenFile } from '../vocabulary/open-file.ts';
import { ownMailingTold } from './findings/part-findings.ts';
import { type Grounds, openFindings } from './grounds.ts';
import { headings, whereFindingsStand } from './headings.ts';
import { loginsTold, sampleTied } from './questions/answer-mailbox.ts';
import { astrayTold, filesTold } from './questions/answer-own-mail.ts';
import type { Said } from './said.ts';
import { leakAfterBeginning } from './vendor-leaks.ts';

type Way = { readonly name: Both; readonly known: (fact: Fact) => boolean };

/** Somebody outside did something that worked: no longer merely "not ruled out". */
const isIntrusion = (fact: Fact) => fact.kind === 'attacker-trace' && fact.success === 'shown' && !isOpenFile(fact);

const mistakeWay: Both = { ja: '弊社の誤り', en: 'a mistake of ours' };
/** Beside mail of ours that went astray, or whose file is not read yet. */
const otherMistakeWay: Both = { ja: 'それ以外の弊社の誤り', en: 'a mistake of ours elsewhere' };
const vendorWay: Both = { ja: '委託先からの流出', en: 'a company that works for us' };

/** Where no company is known to have had the data there is still whoever runs what we use. */
const serviceWay: Both = { ja: '業務に使う外部サービスからの流出', en: 'a service that we use' };

/** Of a company that told of a leak the others are still as open as before. */
const otherVendorWay: Both = { ja: 'ほかの委託先からの流出', en: 'another company that works for us' };

/** A leak that a company told us of, and that may have held this record. */
const announcedLeak = (fact: Fact): fact is FactOf<'vendor-answer'> =>
  fact.kind === 'vendor-answer' && fact.answer === 'announced' && fact.coversThisRecord !== 'no';

/** Our own ways, and the findings after which a way is no longer merely "not ruled out". */
const ownWays: readonly Way[] = [
  { name: { ja: '弊社への侵入', en: 'an intrusion' }, known: isIntrusion },
  { name: { ja: '内部からの持ち出し', en: 'a person inside our company' }, known: () => false },
  {
    name: mistakeWay,
    known: (fact) =>
      isOpenFile(fact) ||
      fact.kind === 'page-exposure' ||
      (fact.kind === 'visible-recipients' && fact.includesThis !== 'unknown'),
  },
  {
    name: vendorWay,
    known: (fact) => announcedLeak(fact),
  },
];

/** An act of somebody outside that may have worked: that an intrusion is not excluded must not read as if there were no trace of one. */
const mayBeIntrusion = (fact: Fact) => fact.kind === 'attacker-trace' && fact.success !== 'none' && !isOpenFile(fact);

/** Traces in our records concern nobody, and are told to anybody; in the place of a mailing of ours to whoever is verified alone. */
const tracesTold = (grounds: Grounds): readonly Fact[] =>
  grounds.verified || ownMailingTold(grounds).length === 0 ? openFindings(grounds.case).filter(mayBeIntrusion) : [];

/** What the list leaves out, or calls open, although a trace of it is told. */
function intrusion(grounds: Grounds, section: string): Said[] {
  const facts = tracesTold(grounds);
  if (facts.length === 0) return [];
  return [
    {
      id: 'ways.intrusion',
      type: 'LIMIT',
      section,
      evidence: facts.map(({ id }) => id),
      slots: { heading: whereFindingsStand(grounds.stage, grounds.verified) },
      text: {
        ja: '「{heading}」に記した跡と、迷惑メールとの関係は、まだ確認できておりません。',
        en: 'Whether the traces described under “{heading}” have to do with the spam is not established yet.',
      },
    },
  ];
}

/** Ways of ours that nothing in this letter establishes: of one that is told of, "not ruled out" would say too little. */
function waysLeft(grounds: Grounds): readonly Both[] {
  // To whoever is not verified, alike whoever was among the recipients.
  const told = grounds.verified
    ? openFindings(grounds.case)
    : [
        ...ownMailingTold(grounds).map((fact) => ({ ...fact, includesThis: 'no' as const })),
        ...openFindings(grounds.case).filter(isOpenFile),
        ...tracesTold(grounds),
      ];
  const listed =
    grounds.case.organisation.vendors.length > 0 ||
    factsOf(grounds.case.facts, 'vendor-held').length > 0 ||
    factsOf(grounds.case.facts, 'list-copies').some(({ vendors }) => vendors > 0);
  const others = grounds.case.organisation.vendors.some(({ answer }) => answer !== 'announced');
  return ownWays.flatMap(({ name, known }) => {
    if (told.some(known)) return name === vendorWay && others ? [otherVendorWay] : [];
    // What may follow from our own mail that was handed in is told in a sentence of its own.
    if (name === mistakeWay && mailHandedIn(grounds).length > 0) return [otherMistakeWay];
    return [name === vendorWay && !listed ? serviceWay : name];
  });
}

/** A leak that a company told us of is a way of its own: left out of the list, it would read as excluded. */
function announcedByVendor(grounds: Grounds, section: string): Said[] {
  const facts = grounds.verified ? openFindings(grounds.case).filter(announcedLeak) : [];
  if (facts.length === 0) return [];
  return [
    {
      id: 'ways.vendor-notice',
      type: 'LIMIT',
      section,
      evidence: facts.map(({ id }) => id),
      slots: { heading: whereFindingsStand(grounds.stage, grounds.verified) },
      text: {
        ja: '「{heading}」に記した、委託先で漏れた情報から知られた可能性がございます。',
        en: 'The leak at a company that works for us, described under “{heading}”, is one way in which it may have become known.',
      },
    },
  ];
}

/** A file that lay open, told to anybody: whether the address stands in it is not said, nor known. */
function openFile(grounds: Grounds, section: string): Said[] {
  const facts = openFindings(grounds.case).filter(isOpenFile);
  // Whoever is not verified is told of a mailing of ours in its place.
  if (facts.length === 0 || (!grounds.verified && ownMailingTold(grounds).length > 0)) return [];
  return [
    {
      id: 'ways.open-file',
      type: 'LIMIT',
      section,
      evidence: facts.map(({ id }) => id),
      slots: { heading: whereFindingsStand(grounds.stage, grounds.verified) },
      text: {
        ja: '「{heading}」に記したファイルにアドレスがあった場合は、そこから知られた可能性がございます。',
        en: 'If the address stood in the file described under “{heading}”, that is one way in which it may have become known.',
      },
    },
  ];
}

/** What the message holds is known to us: that nothing connects it with the leak would say too little. */
function matchesWhatLeaked(section: string, matching: readonly Fact[]): Said {
  return {
    id: 'ways.matching',
    type: 'LIMIT',
    section,
    evidence: ['outcome', ...matching.map(({ id }) => id)],
    slots: { heading: headings['conclusion'] ?? { ja: '', en: '' } },
    text: matching.every(({ kind }) => kind === 'real-name-in-spam')
      ? {
          ja: '届いたメールにはお預かりしているお名前が書かれており、「{heading}」に記した漏えいによるものかを調べておりますが、確定しておりません。',
          en: 'The message contains your name, which we held; whether it came from the leak described under “{heading}” is not certain yet.',
        }
      : {
          ja: '届いたメールにはお預かりした内容と一致する点があり、「{heading}」に記した漏えいによるものかを調べておりますが、確定しておりません。',
          en: 'The message contains details that we held; whether they came from the leak described under “{heading}” is not certain yet.',
        },
  };
}

/** Whether a leak that is established has to do with the spam: not known, or, of a list that went out too late, not with its beginning. */
function leakAndSpam(grounds: Grounds, section: string): Said {
  const after = openFindings(grounds.case).every((fact) => fact.kind === 'vendor-answer')
    ? leakAfterBeginning(grounds)
    : undefined;
  if (!after) {
    return {
      id: 'ways.confirmed',
      type: 'LIMIT',
      section,
      evidence: ['outcome'],
      slots: {},
      text: {
        ja: 'この漏えいと、届いた迷惑メールとの関係は、まだ確認できておりません。',
        en: 'We do not know yet whether the spam you received has to do with this leak.',
      },
    };
  }
  return {
    id: 'ways.confirmed-after',
    type: 'LIMIT',
    section,
    evidence: [after.answer.id, after.lists.id, 'claim'],
    slots: {},
    text: {
      ja: '記録のとおりであれば、漏れた情報を委託先に渡したのは迷惑メールが届き始めた後で、その後に届いたメールとの関係は、まだ確認できておりません。',
      en: 'By our records the company had your data only after the spam had begun; whether later messages have to do with this leak is not known yet.',
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

const mailHandedIn = (grounds: Grounds) => [...astrayTold(grounds), ...filesTold(grounds)];

/** Mail of ours that reached somebody else, or a file of ours that nobody has read: a mistake that is seen is not "neither excluded". */
function mailAstray(grounds: Grounds, section: string): Said[] {
  const astray = astrayTold(grounds);
  const files = filesTold(grounds);
  const heading = whereFindingsStand(grounds.stage, grounds.verified);
  const holds = grounds.verified && astray.some(({ holdsThis = 0 }) => holdsThis > 0);
  return [
    ...(astray.length === 0
      ? []
      : [
          {
            id: 'ways.astray',
            type: 'LIMIT',
            section,
            evidence: astray.map(({ id }) => id),
            slots: { heading },
            text: holds
              ? {
                  ja: '「{heading}」に記した、別の方に届いた弊社のメールから知られた可能性がございます。',
                  en: 'The message of ours described under “{heading}” is one way in which it may have become known.',
                }
              : {
                  ja: '「{heading}」に記した弊社のメールにアドレスが載っていた場合は、そこから知られた可能性がございます。',
                  en: 'If the address stood in the message described under “{heading}”, that is one way in which it may have become known.',
                },
          } satisfies Said,
        ]),
    ...(files.length === 0
      ? []
      : [
          {
            id: 'ways.own-files',
            type: 'LIMIT',
            section,
            evidence: files.map(({ id }) => id),
            slots: { heading: headings['origin'] ?? { ja: '', en: '' } },
            text: {
              ja: '「{heading}」に記した、弊社のメールの添付ファイルにアドレスが載っていた場合は、そこから知られた可能性がございます。',
              en: 'If the address stood in a file attached to our mail (see “{heading}”), it may have become known from there.',
            },
          } satisfies Said,
        ]),
  ];
}

/** A name in the message frightens; where the address tells it to anybody, that is said. */
function nameFromAddress(grounds: Grounds, section: string): Said[] {
  const [fact] = grounds.verified
    ? factsOf(grounds.case.facts, 'real-name-in-spam').filter(({ nameInAddress }) => nameInAddress)
    : [];
  if (!fact) return [];
  // What else stands in it the address does not tell, and the name alone would explain it away.
  const details = factsOf(grounds.case.facts, 'form-values-in-spam');
  if (details.length > 0) {
    return [
      {
        id: 'ways.name-and-details',
        type: 'FOUND',
        section,
        evidence: [fact.id, ...details.map(({ id }) => id)],
        slots: {},
        text: {
          ja: '届いたメールには、お名前のほかに、アドレスからは読み取れないご記入の内容も書かれておりました。',
          en: 'Beside your name, the message contains details of your entry that the address does not show.',
        },
      },
    ];
  }
  return [
    {
      id: 'ways.name-in-address',
      type: 'LIMIT',
      section,
      evidence: [fact.id],
      slots: {},
      text: {
        ja: '届いたメールにはお名前も書かれておりましたが、お名前はアドレスからも読み取れるため、どこから知られたかは、これだけでは分かりません。',
        en: 'The message also contains your name; as the address itself shows it, that alone does not tell where it came from.',
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
    return [leakAndSpam(grounds, section), ...nameFromAddress(grounds, section)];
  }
  const left = waysLeft(grounds);
  const [last, ...before] = left.toReversed();
  const first = before.toReversed().map((way) => way.en);
  const en = last === undefined ? '' : [...first, first.length > 0 ? `or ${last.en}` : last.en].join(', ');
  const mailing = [
    ...intrusion(grounds, section),
    ...ownMailing(grounds, section),
    ...mailAstray(grounds, section),
    ...openFile(grounds, section),
    ...announcedByVendor(grounds, section),
  ];
  const beyond = mailing.length > 0 ? { ja: 'そのほか、', en: 'Beyond that, we' } : { ja: '', en: 'We' };
  return [
    ...howItCame(grounds, section),
    ...nameFromAddress(grounds, section),
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
        ja: `なお、${grounds.case.organisation.vendors.length > 0 ? '弊社と委託先のほか' : '弊社の外'}のことは${seesOutside(grounds) ? '' : '確かめる手段がなく、'}分かりません。`,
        en: `${seesOutside(grounds) ? 'We do not know' : 'We have no means of examining'} what happened outside our company${grounds.case.organisation.vendors.length > 0 ? ' and those that work for us' : ''}.`,
      },
    },
  ];
}

/** A message that came within so long of a mailing may be of it: what is sent out at once has arrived by then. */
const SAME_MAILING_MS = 86_400_000;

/** A login of a stranger beside a message from our side: that is asked first, and neither is taken for the other. */
function sentAfterLogin(grounds: Grounds, logins: readonly FactOf<'attacker-trace'>[], section: string): Said[] {
  const heading = whereFindingsStand(grounds.stage, grounds.verified);
  const evidence = ['outcome', ...logins.map(({ id }) => id)];
  const said = (id: string, type: Said['type'], text: Both, slots: Said['slots'] = { heading }): Said => ({
    ...{ id: `ways.${id}`, type, section, evidence, slots, text },
  });
  if (sampleTied(grounds)) {
    return [
      said('after-login-same', 'FOUND', {
        ja: '弊社側から送られたメールの配送の記録に残る接続元は、「{heading}」に記したログインの接続元と同じものでした。',
        en: 'The delivery record of the message from our side names the same source as the login described under “{heading}”.',
      }),
    ];
  }
  const [sentFrom] = logins.flatMap((login) => login.sentFrom ?? []);
  const [received] = factsOf(grounds.case.facts, 'mail-origin').flatMap(({ receivedAt }) => receivedAt ?? []);
  const later = Date.parse(received ?? '') - Date.parse(sentFrom ?? '');
  if (sentFrom !== undefined && received !== undefined && later >= 0 && later <= SAME_MAILING_MS) {
    return [
      said(
        'after-login-times',
        'FOUND',
        {
          ja: '「{heading}」に記したメールの送信は{sent:moment}ごろからで、弊社側から送られたメールが届いたのは{received:moment}ごろです。',
          en: 'The sending described under “{heading}” began at about {sent:moment}; the message from our side came at about {received:moment}.',
        },
        { heading, sent: sentFrom, received },
      ),
      said(
        'after-login-open',
        'LIMIT',
        {
          ja: 'その送信によるものかどうかを、調べております。',
          en: 'Whether it was part of that sending we are examining.',
        },
        {},
      ),
    ];
  }
  return [
    said('after-login', 'LIMIT', {
      ja: '弊社側から送られたメールが、「{heading}」に記したログインをした者によるものかどうかを調べておりますが、まだ確定しておりません。',
      en: 'Whether whoever logged in as described under “{heading}” sent the message from our side is not certain yet.',
    }),
  ];
}

/** Decoys elsewhere are a means, if a narrow one: what they are is not told, nor is it denied. */
const seesOutside = ({ case: { facts } }: Grounds) =>
  factsOf(facts, 'guess-canaries').length > 0 || factsOf(facts, 'breach-listed').some(({ listed }) => listed);

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
  const logins = loginsTold(grounds);
  if (logins.length > 0) return [...sentAfterLogin(grounds, logins, section), ...(others ? [unknown] : [])];
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
