// Who sent the message: a question of its own, joined to every outcome. It is told of the messages that were handed in, and
// of the sending systems that we know to be ours; a sender's name proves nothing either way.

import { contactedBy } from '../vocabulary/contact.ts';
import { type FactOf, factsOf } from '../vocabulary/fact.ts';
import type { Both } from '../vocabulary/finding.ts';
import { companiesNamed } from './companies-named.ts';
import { numberTold } from './contact-words.ts';
import { isDate } from './days.ts';
import { isLogin } from './findings/login-words.ts';
import { ownMailingTold } from './findings/part-findings.ts';
import { type Grounds, openFindings } from './grounds.ts';
import { whereFindingsStand } from './headings.ts';
import { hasHired, mailers } from './mailers.ts';
import type { Said, Slot } from './said.ts';

type Spam = { readonly text: Both; readonly slots: Readonly<Record<string, Slot>> };

/** "The one spam message you sent us", as far as the case counts them; what we sent ourselves is not called spam by us. */
function messagesNamed(fact: FactOf<'mail-origin'> | undefined, ours: boolean): Spam {
  const { messages, receivedAt, bounces = 0, ownMail = 0 } = fact ?? {};
  // Spam is counted among spam; a message of ours among all that was handed in.
  const beside = ours ? bounces + ownMail : 0;
  const of = fact?.of === undefined ? undefined : fact.of + beside;
  // Which of several it was: a day tells it to whoever has them before them.
  const which = ours && receivedAt !== undefined && isDate(receivedAt);
  const mail = ours ? 'お送りいただいたメール' : 'お送りいただいた迷惑メール';
  const spam = ours ? '' : 'spam ';
  if (messages === undefined || messages === 0) {
    return { text: { ja: mail, en: ours ? 'the message you sent us' : 'the spam you sent us' }, slots: {} };
  }
  if (of !== undefined && of > messages) {
    return {
      text: {
        ja: ours
          ? `${mail}{of}通のうち{messages}通${which ? '（{received:day}受信）' : ''}`
          : `${mail}{of}通のうち、送信元の分かる{messages}通`,
        en: `{messages} of the {of} ${spam}messages you sent us${which ? ' (received on {received:day})' : ''}`,
      },
      slots: { messages, of, ...(which ? { received: receivedAt } : {}) },
    };
  }
  return {
    text: {
      ja: `${mail}{messages}通`,
      en: messages === 1 ? `the one ${spam}message you sent us` : `the {messages} ${spam}messages you sent us`,
    },
    slots: { messages },
  };
}

/** That the sender line uses our name, and what that is worth. Of several messages not each need show it. */
export function forgedName(
  evidence: readonly string[],
  messages = 1,
): { readonly evidence: readonly string[]; readonly text: Both } {
  if (messages > 1)
    return {
      evidence,
      text: {
        ja: 'そのうち少なくとも1通の差出人には弊社の名前が使われておりますが、差出人の表示は、送る側が自由に書けるものです。',
        en: 'The sender line of at least one of them uses our name, but whoever sends a message can write any name there.',
      },
    };
  return {
    evidence,
    text: {
      ja: '差出人には弊社の名前が使われておりますが、差出人の表示は、送る側が自由に書けるものです。',
      en: 'The sender line uses our name, but whoever sends a message can write any name there.',
    },
  };
}

/** Whoever reads the record finds our name in it: why it is not ours stands beside it. */
function claimsUs(section: string, evidence: readonly string[]): Said {
  return {
    section,
    evidence,
    id: 'origin.claims-us',
    type: 'FOUND',
    slots: {},
    text: {
      ja: '送信した設備は弊社のサーバーの名前を名乗っておりますが、受信側に残る接続元のIPアドレスは、弊社が把握しているものではございません。',
      en: 'It gave the name of a server of ours, but the IP address recorded on the receiving side is not among those known to be ours.',
    },
  };
}

/** What the receiving side itself found when it asked whether the sender may use our name. */
function notAccepted(section: string, evidence: readonly string[]): Said {
  return {
    section,
    evidence,
    id: 'origin.refused',
    type: 'FOUND',
    slots: {},
    text: {
      ja: '受信側の検査では、弊社のアドレスの使用が認められない送信と判定されておりました。',
      en: 'The check on the receiving side judged that its sender was not authorised to use our address.',
    },
  };
}

/**
 * What to do with a mail that threatens and demands payment: said to everybody who handed one in. The password that such a
 * mail shows says nothing of where it came from, and is not repeated.
 */
export function threatCare({ case: { facts } }: Grounds): Said[] {
  return factsOf(facts, 'extortion-mail').flatMap(({ id, showsPassword, ownSender, ownSenderRefused }): Said[] => {
    const said = (name: string, type: Said['type'], text: Both): Said => ({
      ...{ id: `origin.${name}`, type, section: 'threat.all', evidence: [id], slots: {}, text },
    });
    return [
      said('threat', 'ASK', {
        ja: '支払いを求めるメールには、返信もお支払いもなさらないようお願いいたします。',
        en: 'Please neither answer nor pay a message that demands money.',
      }),
      ...(showsPassword
        ? [
            said('threat-password', 'ASK', {
              ja: 'メールに書かれているパスワードを今もお使いのところがございましたら、変更をお願いいたします。',
              en: 'Please change the password that the message shows wherever it is still used.',
            }),
          ]
        : []),
      ...(ownSender === undefined ? [] : ownAddressShown(said, ownSenderRefused !== undefined)),
      said('threat-claims', 'LIMIT', {
        ja: 'このような文面は多くの方に送られており、届いたことは、書かれた内容が本当であるしるしにはなりません。',
        en: 'Messages of this kind are sent to great numbers of people: that one came to you does not show that what it claims is true.',
      }),
    ];
  });
}

/** "It came from my own address": what frightens most is what anybody can write. */
const ownAddressShown = (
  said: (name: string, type: Said['type'], text: Both) => Said,
  refused: boolean,
): readonly Said[] => [
  said('threat-sender', 'FOUND', {
    ja: '差出人にはお申し出のアドレスが表示されておりますが、差出人の表示は、送る側が自由に書けるものです。',
    en: 'Its sender line shows your own address, but whoever sends a message can write any address there.',
  }),
  ...(refused
    ? [
        said('threat-refused', 'FOUND', {
          ja: '受信側の検査では、そのアドレスの使用が認められない送信と判定されておりました。',
          en: 'The check on the receiving side did not accept it as sent from that address.',
        }),
      ]
    : []),
  said('threat-mailbox', 'LIMIT', {
    ja: '差出人がご自分のアドレスであっても、メールに侵入された証拠にはなりません。',
    en: 'To see your own address there is no proof that anybody is in your mailbox.',
  }),
];

/** Where mail is known to have left their mailbox, what bounced may be of it: "does not show" would say too little. */
function bouncedAfterLogin(grounds: Grounds): Said | undefined {
  if (!grounds.verified) return undefined;
  const [login] = openFindings(grounds.case)
    .filter(isLogin)
    .filter(({ ownAccount, sent }) => ownAccount === true && (sent ?? 0) > 0);
  if (!login) return undefined;
  return {
    id: 'origin.beside-bounce-login',
    type: 'LIMIT',
    section: 'origin.mail',
    evidence: [login.id],
    slots: { heading: whereFindingsStand(grounds.stage, grounds.verified) },
    text: {
      ja: '「{heading}」に記したとおり、お客様のメールボックスからはメールが送信されており、その一通であるかを調べております。',
      en: 'Mail was sent from your mailbox, as described under “{heading}”; whether this was part of it we are examining.',
    },
  };
}

/** All other mail of ours that was handed in is what reached somebody else, told among what was found. */
function besideAstray(grounds: Grounds, id: string, ownMail: number): Said | undefined {
  const astray = factsOf(grounds.case.facts, 'sent-to-another').filter(
    ({ ours = 0, crossed }) => ours > 0 && crossed === undefined,
  );
  if (astray.reduce((sum, { ours = 0 }) => sum + ours, 0) !== ownMail) return undefined;
  return {
    ...{ id: 'origin.beside-astray', type: 'FOUND', section: 'origin.mail' },
    evidence: [id, ...astray.map((fact) => fact.id)],
    slots: { heading: whereFindingsStand(grounds.stage, grounds.verified), ...(ownMail === 1 ? {} : { own: ownMail }) },
    text:
      ownMail === 1
        ? {
            ja: 'このほかにお送りいただいたメールは、「{heading}」に記した、別の方に届いたものです。',
            en: 'The other message you sent us is what reached somebody else, described under “{heading}”.',
          }
        : {
            ja: 'このほかにお送りいただいた{own}通は、「{heading}」に記した、別の方に届いたものです。',
            en: 'The other {own} messages you sent us are what reached somebody else, described under “{heading}”.',
          },
  };
}

/** Whoever sent us three files is not told of one alone: what the others are, and what they show. */
function handedInBeside(grounds: Grounds): Said[] {
  const { case: file, verified } = grounds;
  return factsOf(file.facts, 'mail-origin').flatMap(({ id, bounces, ownMail, ownMailFiles = 0, ownMailAt }): Said[] => {
    const dated = ownMailAt !== undefined && isDate(ownMailAt);
    const said = (name: string, type: Said['type'], text: Both, slots: Said['slots'] = {}): Said => ({
      ...{ id: `origin.${name}`, type, section: 'origin.mail', evidence: [id], slots, text },
    });
    return [
      // That we write to the address is told to whoever is known to use it.
      ...(ownMail === undefined || !verified
        ? []
        : [
            besideAstray(grounds, id, ownMail) ??
              said(
                'beside-ours',
                'FOUND',
                {
                  ja: `このほかにお送りいただいたメールのうち{own}通${dated ? '（{sent:day}）' : ''}は、${mailers(file).ja}から送られたものです。`,
                  en: `Of the other mail you sent us, ${ownMail === 1 ? '{own} message' : '{own} messages'}${dated ? ' (of {sent:day})' : ''} ${ownMail === 1 ? 'was' : 'were'} sent by ${mailers(file).en}.`,
                },
                dated ? { own: ownMail, sent: ownMailAt } : { own: ownMail },
              ),
            ...(ownMailFiles > 0
              ? [
                  said(
                    'beside-ours-files',
                    'LIMIT',
                    {
                      ja: 'そのうち{files}通に付いていた添付ファイルの中身は、この調査ではまだ調べておりません。',
                      en: `What the files attached to {files} of ${ownMail === 1 ? 'these' : 'them'} hold has not been examined yet.`,
                    },
                    { files: ownMailFiles },
                  ),
                ]
              : []),
          ]),
      ...(bounces === undefined
        ? []
        : [
            said(
              'beside-bounce',
              'FOUND',
              {
                ja: 'このほかにお送りいただいたもののうち{bounces}通は、届かなかったメールがあったという知らせです。',
                en: `Of what else you sent us, ${bounces === 1 ? '{bounces} message is a notice' : '{bounces} messages are notices'} that mail could not be delivered.`,
              },
              { bounces },
            ),
            bouncedAfterLogin(grounds) ??
              said('beside-bounce-sender', 'LIMIT', {
                ja: '届かなかったメールの差出人は、送る側が自由に書けるもので、お客様のアドレスから送られたことを示しません。',
                en: 'Whoever sent that mail could write any sender in it; the notice does not show that it left your mailbox.',
              }),
          ]),
    ];
  });
}

/** A message to another address says nothing of the one the complaint is about; which it was is not repeated. */
function sentToAnother({ case: { facts } }: Grounds): Said[] {
  return factsOf(facts, 'sent-to-another').flatMap(({ id, messages, of, ours }): Said[] => {
    // Mail of our own that went astray is no spam: it stands among what was found.
    if (ours !== undefined) return [];
    const said = { section: 'origin.another', evidence: [id] };
    const all = messages >= of;
    const slots: Said['slots'] = all ? {} : { messages, of };
    return [
      {
        ...{ ...said, id: 'origin.another', type: 'FOUND', slots },
        text: all
          ? {
              ja: 'お送りいただいた迷惑メールは、配送の記録では、お申し出のアドレスとは別のアドレスに届いたものでした。',
              en: 'By its delivery record, the spam you sent us was delivered to a different address from the one you wrote to us about.',
            }
          : {
              ja: 'お送りいただいた迷惑メール{of}通のうち{messages}通は、配送の記録では、お申し出のアドレスとは別のアドレスに届いたものでした。',
              en: `By the delivery record, {messages} of the {of} spam messages you sent us ${messages === 1 ? 'was' : 'were'} delivered to a different address from the one you wrote to us about.`,
            },
      },
      {
        ...{ ...said, id: 'origin.another-limit', type: 'LIMIT', slots: {} },
        text: {
          ja: 'この手紙でお答えするのは、お申し出のアドレスについてです。',
          en: 'This letter is about the address you wrote to us about.',
        },
      },
      {
        ...{ ...said, id: 'origin.another-ask', type: 'ASK', slots: {} },
        text: {
          ja: '別のアドレスも弊社にお伝えになっていた場合は、差し支えなければお知らせください。',
          en: 'If you gave us the other address as well, please tell us, if you are willing.',
        },
      },
    ];
  });
}

/** Whether our systems sent the message, and what to do with it. */
export function mailOrigin(grounds: Grounds): Said[] {
  return [
    ...whoSent(grounds),
    ...companiesNamed(grounds, 'origin.mail'),
    ...handedInBeside(grounds),
    ...sentToAnother(grounds),
    ...threatCare(grounds),
  ];
}

/** Beside a message of ours: what the others show, and what that does not tell. */
function sentElsewhere(fact: FactOf<'mail-origin'> | undefined, section: string): Said[] {
  if (!fact?.elsewhere) return [];
  const { id, elsewhere } = fact;
  return [
    {
      ...{ id: 'origin.elsewhere', type: 'FOUND', section, evidence: [id], slots: { elsewhere } },
      text: {
        ja: 'ほかの{elsewhere}通に残る配送の記録では、送信元は、弊社が把握している自社の配信設備ではございませんでした。',
        en: `The delivery record of ${elsewhere === 1 ? '{elsewhere} other' : '{elsewhere} others'} shows a sending system that is not among those known to be ours.`,
      },
    },
  ];
}

/** The number that the customer named, and what a number that is shown is worth. */
function numberShown({ case: file }: Grounds, section: string): Said[] {
  const shown = contactedBy(file) === undefined ? undefined : numberTold(file.claim);
  if (shown === undefined) return [];
  return [
    {
      ...{ id: 'origin.number', type: 'HEARD', section, evidence: ['claim'], slots: { shown } },
      text: {
        ja: '相手の番号は{shown}と伺っておりますが、表示される番号は、偽ることのできるものです。',
        en: 'You named the number {shown}; the number that is shown can be a false one.',
      },
    },
  ];
}

/** Whoever apologises for a mailing of ours cannot say beside it not to know who sent it: only of the others that is open. */
function oursAmongThem(grounds: Grounds, section: string): Said[] | undefined {
  const mailings = ownMailingTold(grounds);
  const [mailing] = mailings;
  if (!mailing) return undefined;
  const copies = new Set(mailings.flatMap(({ pointers }) => (pointers ?? []).map(({ path }) => path)));
  const others = grounds.case.sources.filter(({ kind, path }) => kind === 'spam' && !copies.has(path)).length;
  // The check, not the fact: the fact says who was among the recipients.
  const evidence = [mailing.foundBy ?? 'outcome'];
  const own: Said = {
    ...{ id: 'origin.own-mailing', type: 'FOUND', section, evidence, slots: {} },
    text: {
      ja: 'お送りいただいたもののうち、宛先が互いに見えるメールは、弊社がお送りしたものです。',
      en: 'Of what you sent us, the message that shows its recipients to one another is ours.',
    },
  };
  if (others === 0) return [own];
  return [
    own,
    {
      ...{ id: 'origin.unknown', type: 'LIMIT', section, evidence: ['outcome'], slots: { others } },
      text: {
        ja: 'そのほかの{others}通を誰が送ったかは、手元の資料からは分かっておりません。',
        en: `From the material we have, we do not know who sent the ${others === 1 ? '{others} other' : '{others} others'}.`,
      },
    },
  ];
}

type OriginTold = {
  readonly fact: FactOf<'mail-origin'> | undefined;
  readonly evidence: Said['evidence'];
  readonly section: string;
};

function sentByOurs({ case: file }: Grounds, { fact, evidence, section }: OriginTold): Said[] {
  const spam = messagesNamed(fact, true);
  return [
    {
      section,
      evidence,
      id: 'origin.ours',
      type: 'FOUND',
      slots: spam.slots,
      text: {
        ja: `${spam.text.ja}は、${mailers(file).ja}から送られたものでした。`,
        en: `${hasHired(file) ? 'Our mailing systems, or a company that sends mail for us,' : 'Our mailing systems'} sent ${spam.text.en}.`,
      },
    },
    ...sentElsewhere(fact, section),
  ];
}

/** Not from our systems, with what of ours is borrowed in it; where the sender got the address is another question. */
function sentByOthers({ fact, evidence, section }: OriginTold): Said[] {
  const spam = messagesNamed(fact, false);
  const forged: Said[] = fact?.carriesOurName
    ? [
        { section, id: 'origin.forged', type: 'FOUND', slots: {}, ...forgedName(evidence, fact.messages) },
        ...(fact.refusedAsOurs === undefined ? [] : [notAccepted(section, evidence)]),
      ]
    : [];
  return [
    {
      section,
      evidence,
      id: 'origin.not-ours',
      type: 'FOUND',
      slots: spam.slots,
      text: {
        ja: `${spam.text.ja}に残る配送の記録では、送信元は、弊社が把握している自社の配信設備ではございませんでした。`,
        en:
          (fact?.messages ?? 1) > 1
            ? `The delivery records of ${spam.text.en} show sending systems that are not among those known to be ours.`
            : `The delivery record of ${spam.text.en} shows a sending system that is not among those known to be ours.`,
      },
    },
    ...(fact?.claimsOurHost === undefined ? [] : [claimsUs(section, evidence)]),
    ...forged,
    {
      section,
      evidence,
      id: 'origin.other-question',
      type: 'LIMIT',
      slots: {},
      text: {
        ja: 'ただし、送信者がアドレスをどこで手に入れたかは、これでは分かりません。',
        en: 'That does not tell us where the sender got the address.',
      },
    },
  ];
}

/** Why it is not known who sent it: for want of a list of ours, of a message, or of anything in the message that tells. */
function whyUnknown({ case: file }: Grounds): Both {
  const hasMessage = file.sources.some(({ kind }) => kind === 'spam') && contactedBy(file) === undefined;
  // Given a message, what is missing is our own list to compare it with: nothing of the customer's.
  // Whoever is threatened is not told that it may have been us, for want of a list of ours.
  if (hasMessage && file.organisation.sendsFrom.length === 0 && factsOf(file.facts, 'extortion-mail').length === 0) {
    return {
      ja: '弊社の配信設備の一覧との照合がまだのため、届いたメールを弊社が送ったかどうかは、分かっておりません。',
      en: 'We have yet to compare the message with a list of our mailing systems, so we do not know whether we sent it.',
    };
  }
  if (hasMessage) {
    return {
      ja: '届いたメールに残る配送の記録からは、誰が送ったのかは分かっておりません。',
      en: 'The delivery record in the message does not tell us who sent it.',
    };
  }
  return {
    ja: '届いたメールをどこから誰が送ったかは、手元の資料からは分かっておりません。',
    en: 'From the material we have, we do not know who sent the message or from where.',
  };
}

function whoSent(grounds: Grounds): Said[] {
  const { case: file } = grounds;
  const [fact] = factsOf(file.facts, 'mail-origin');
  const section = 'origin.mail';
  const told: OriginTold = { fact, evidence: fact ? [fact.id] : ['outcome'], section };
  if (file.mailOrigin === 'ours') return sentByOurs(grounds, told);
  if (file.mailOrigin === 'not_ours') return sentByOthers(told);
  return (
    oursAmongThem(grounds, section) ?? [
      ...numberShown(grounds, section),
      {
        section,
        evidence: told.evidence,
        id: 'origin.unknown',
        type: 'LIMIT',
        slots: {},
        text: whyUnknown(grounds),
      },
    ]
  );
}
