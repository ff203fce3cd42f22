// What we ask of whoever wrote to us. Everything is optional, nothing is asked that could harm who does it, and nothing
// that is here already.
import { contactedBy } from '../vocabulary/contact.ts';
import { factsOf } from '../vocabulary/fact.ts';
import { enteredAlready, paidAlready, tellsOfPayment, tellUs } from './advice.ts';
import { askAboutContact, contactTold, keepContact } from './contact-words.ts';
import { ownMailingTold } from './findings/part-findings.ts';
import type { Grounds } from './grounds.ts';
import type { Said } from './said.ts';

/** Whether a message of the customer's was handed in, and in its original form. */
function samplesOf({ case: input }: Grounds): 'original' | 'other' | 'none' {
  const samples = input.sources.filter(({ kind }) => kind === 'spam');
  // What came attached to the complaint lies in no file of its own: that messages were read shows it.
  if (samples.length === 0) return factsOf(input.facts, 'mail-origin').length > 0 ? 'original' : 'none';
  return samples.some(({ path }) => /\.(?:eml|msg|mbox)$/i.test(path)) ? 'original' : 'other';
}

type Ask = (id: string, ja: string, en: string, type?: Said['type']) => Said;

const asking =
  (section: string): Ask =>
  (id, ja, en, type = 'ASK') => ({ id, type, section, evidence: ['claim'], slots: {}, text: { ja, en } });

const keepFurther = (ask: Ask): Said =>
  ask(
    'ask.keep',
    '今後届いた迷惑メールも、差し支えなければ、消さずにご保管くださいますようお願いいたします。',
    'If you are willing, please keep any further spam messages too.',
  );

const links = (ask: Ask): Said =>
  ask(
    'ask.links',
    'リンクや添付ファイルは、開かないようお願いいたします。',
    'Please do not open links or attachments in them.',
  );

/** Whoever deleted what came is not asked to have kept it. */
const deletedAlready = ({ case: { claim } }: Grounds): boolean =>
  /(?:消し|削除し|消去し|捨て)(?:てしま|てい?ま|てい?る|まし|た(?!い|ら|く|方))|\b(?:I|we)(?:['’]ve| have)? (?:already |just )?(?:deleted|erased|binned|trashed|got rid of|thrown away|threw away)\b/i.test(
    (claim.text ?? '').slice(0, 10_000),
  );

/** One message, saved as it came; `between` stands before what must not be sent unasked. */
const sample = (ask: Ask, between: readonly Said[], deleted: boolean): Said[] => [
  deleted
    ? ask(
        'ask.sample',
        '差し支えなければ、今後また迷惑メールが届いたときに、1通をファイルとして保存してお送りください。',
        'If you are willing, and another such message comes, please save it as a file and send it to us.',
      )
    : ask(
        'ask.sample',
        '差し支えなければ、届いた迷惑メールを消さずに保管し、1通をファイルとして保存してお送りください。',
        'If you are willing, please keep the messages and send us one, saved as a file.',
      ),
  ask(
    'ask.how',
    '転送では調べられない部分がございますので、保存の手順は、お電話かメールで担当がご案内いたします。',
    'A forwarded message loses part of what we examine; we will gladly explain by phone or e-mail how to save it.',
  ),
  ...between,
  ask(
    'ask.private',
    'パスワードやほかの方の情報が含まれるものは、お送りいただく前にご相談ください。',
    'If a message contains a password or details of other people, please speak to us before sending it.',
  ),
  ask(
    'ask.without',
    'お手元にない場合も、調査は続けます。',
    'If you no longer have one, we will continue all the same.',
  ),
];

/** A sender that uses our name is trusted more, and so is one that knows what we held: what to do where that has happened already, and when it happens again. */
function inOurName(grounds: Grounds, section: string): Said[] {
  const forged = factsOf(grounds.case.facts, 'mail-origin').find(
    ({ carriesOurName, origin }) => carriesOurName && origin !== 'ours',
  );
  const leaked = grounds.verified && grounds.outcome === 'leak_confirmed';
  if (!forged && !leaked) return [];
  const said = { type: 'ASK', section, evidence: [forged?.id ?? 'outcome'], slots: {} } as const;
  return [
    { ...said, id: 'ask.entered', text: enteredAlready },
    { ...said, id: 'ask.tell', text: tellUs },
  ];
}

/** A mailing of ours that showed its recipients holds the addresses of others, also in the copy of whoever wrote to us. */
function othersInCopy(grounds: Grounds, section: string): Said[] {
  const [fact] = ownMailingTold(grounds);
  if (!fact) return [];
  return [
    {
      id: 'ask.others',
      type: 'ASK',
      section,
      evidence: [fact.foundBy ?? 'outcome'],
      slots: {},
      text: {
        ja: '弊社のメールに載っているほかの方のアドレスは、ご利用や転送をなさらないようお願いいたします。',
        en: 'Please do not use or pass on the addresses of other people that our message shows.',
      },
    },
  ];
}

/** Where money went already, nothing else is as urgent. */
function moneyGone({ case: { claim } }: Grounds, section: string): Said[] {
  if (!tellsOfPayment(claim.text)) return [];
  return [{ id: 'ask.paid', type: 'ASK', section, evidence: ['claim'], slots: {}, text: paidAlready }];
}

/** In the first answer. */
export function requests(grounds: Grounds): Said[] {
  const section = 'ask.all';
  return [...moneyGone(grounds, section), ...requestsFirst(grounds, section)];
}

function requestsFirst(grounds: Grounds, section: string): Said[] {
  const by = contactedBy(grounds.case);
  if (by !== undefined) return (contactTold(grounds.case) ? keepContact : askAboutContact)(by, 'ask.contact', section);
  const ask = asking(section);
  const samples = samplesOf(grounds);
  const received =
    samples === 'none'
      ? []
      : [
          ask(
            'ask.received',
            samples === 'original'
              ? 'お送りいただいたメールは、確かに受け取っております。'
              : 'お送りいただいたものは、確かに受け取っております。ただし、配送の経路を調べるには、届いたメールそのものが必要です。',
            samples === 'original'
              ? 'Thank you; we have received the mail you sent us.'
              : 'Thank you; we have received what you sent us, but to examine its way we need the message itself.',
            'DID',
          ),
        ];
  // What cannot wait comes first; what can stands in the next letter, so that this one keeps to a page.
  const first = [...received, ...inOurName(grounds, section).slice(0, 1)];
  return samples === 'original'
    ? [...first, keepFurther(ask), links(ask)]
    : [...first, ...sample(ask, [links(ask)], deletedAlready(grounds))];
}

/**
 * In a later letter: what is still wanted, and the care that every such mail calls for. Whoever is told of a leak reads of
 * that care among what to do first (`advice` in part-confirmed.ts), and is asked for no more than the message.
 */
export function requestsLater(grounds: Grounds, section: string): Said[] {
  // Among the advice it stands first already.
  const first = section.startsWith('advice.') ? [] : moneyGone(grounds, section);
  return [...first, ...stillWanted(grounds, section)];
}

function stillWanted(grounds: Grounds, section: string): Said[] {
  const by = contactedBy(grounds.case);
  const samples = samplesOf(grounds);
  if (by !== undefined) {
    if (samples !== 'none') return [];
    return (contactTold(grounds.case) ? keepContact : askAboutContact)(by, 'ask.contact', section);
  }
  const ask = asking(section);
  const among = section.startsWith('advice.');
  if (samples !== 'original')
    return among
      ? sample(ask, [], deletedAlready(grounds))
      : [...inOurName(grounds, section), ...sample(ask, [links(ask)], deletedAlready(grounds))];
  if (among) return [keepFurther(ask)];
  return [...inOurName(grounds, section), keepFurther(ask), links(ask), ...othersInCopy(grounds, section)];
}
