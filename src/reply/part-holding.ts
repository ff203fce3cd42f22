// The holding letter: what was heard, what is being kept, what will be examined, and when the next word comes.

import { contactedBy } from '../vocabulary/contact.ts';
import { factsOf } from '../vocabulary/fact.ts';
import type { Both } from '../vocabulary/finding.ts';
import { askAboutContact } from './contact-words.ts';
import { isDate } from './days.ts';
import type { Grounds } from './grounds.ts';
import { listRecords } from './part-lists.ts';
import { type CopiesBy, copiesBy, nextWordBy } from './promised.ts';
import { listed, type Said } from './said.ts';

/** Never more than was recorded: copies taken, keeping begun, or who will take the copies and when. */
export function kept(grounds: Grounds): Said[] {
  const section = 'kept.all';
  const { acquisition, preservationStartedAt } = grounds.case.handling ?? {};
  if (acquisition && isDate(acquisition.at)) {
    return [
      {
        id: 'kept.copies',
        type: 'DID',
        section,
        evidence: ['acquisition'],
        slots: { at: acquisition.at },
        text: {
          ja: '関係する記録の写しを{at:moment}に取り、それ以後に変更があれば分かるようにいたしました。',
          en: 'We took copies of the records concerned ({at:moment}) in such a way that any later change would show.',
        },
      },
      {
        id: 'kept.before',
        type: 'LIMIT',
        section,
        evidence: ['acquisition'],
        slots: {},
        text: {
          ja: 'それより前に変更がなかったかは、別に調べております。',
          en: 'We are examining separately whether anything was changed before that.',
        },
      },
    ];
  }
  if (preservationStartedAt !== undefined && isDate(preservationStartedAt)) {
    return [
      {
        id: 'kept.begun',
        type: 'DID',
        section,
        evidence: ['acquisition'],
        slots: { since: preservationStartedAt },
        text: {
          ja: '関係する記録の保全を始めております（{since:moment}開始）。',
          en: 'We have begun to preserve the records concerned (since {since:moment}).',
        },
      },
    ];
  }
  return [copiesPromised(grounds, section)];
}

/** Who copies is who can: a contact desk has no access to the servers. */
export const engineers: Both = { ja: '弊社の技術担当', en: 'Our engineers' };

const copyWords: Readonly<Record<CopiesBy['pace'], Both>> = {
  coming: {
    ja: '関係する記録が消えないよう、{owner}が{by:moment}までに保全のための写しを取ります。',
    en: '{owner} will take copies of the records concerned for safe keeping by {by:moment}, so that they are not lost.',
  },
  today: {
    ja: '関係する記録が消えないよう、{owner}が本日、{by:moment}までに保全のための写しを取ります。',
    en: '{owner} will take copies of the records concerned for safe keeping today, by {by:moment}, so that they are not lost.',
  },
  'at-once': {
    ja: '関係する記録が消えないよう、{owner}が直ちに、遅くとも{by:moment}までに保全のための写しを取ります。',
    en: '{owner} will take copies of the records concerned for safe keeping at once, by {by:moment} at the latest.',
  },
};

/** The promise of copies, as the first answer and every later letter make it while no copy is on record. */
function copiesPromised(grounds: Grounds, section: string): Said {
  const { by, pace } = copiesBy(grounds);
  return {
    id: 'kept.promise',
    type: 'PROMISE',
    section,
    evidence: ['claim'],
    slots: { by, owner: engineers },
    text: copyWords[pace],
  };
}

/** Undefined where copies are on record, or their keeping is. */
export function copiesStillPromised(grounds: Grounds, section: string): Said | undefined {
  const [said] = kept(grounds);
  return said?.type === 'PROMISE' ? { ...said, section } : undefined;
}

/** What there is to examine: nobody promises to ask companies that do not exist. */
function toExamine({ case: input }: Grounds): Both[] {
  const given = new Set(input.sources.map(({ kind }) => kind));
  return [
    { ja: 'サーバーの記録', en: 'the server records' },
    listRecords,
    ...(given.has('page') ? [{ ja: '弊社の公開ページ', en: 'our public pages' }] : []),
    ...(input.organisation.vendors.length > 0
      ? [{ ja: '情報の取扱いを委託している会社', en: 'the companies that handle data for us' }]
      : []),
  ];
}

export function willExamine(grounds: Grounds): Said[] {
  const section = 'will.all';
  const said: Said[] = [
    {
      id: 'will.examine',
      type: 'ACT',
      section,
      evidence: ['claim', 'org'],
      slots: { what: listed(toExamine(grounds)) },
      text: { ja: '{what}について調べております。', en: 'We are examining {what}.' },
    },
  ];
  if (grounds.outcome !== 'leak_confirmed' || !grounds.verified) {
    said.push({
      id: 'will.cause-unknown',
      type: 'LIMIT',
      section,
      evidence: ['outcome'],
      slots: {},
      text: { ja: '原因は、まだ分かっておりません。', en: 'We do not know the cause yet.' },
    });
  }
  return said;
}

/** What we can stop, and, where the message is not ours, what that does not stop. */
export function stopIfWished(grounds: Grounds): Said[] {
  const stop: Said = {
    id: grounds.verified ? 'stop.use' : 'stop.sending',
    type: 'RIGHT',
    section: 'stop.all',
    evidence: ['org'],
    slots: {},
    text: grounds.verified
      ? {
          ja: 'ご希望があれば、お預かりしている情報の利用を直ちに停止いたします。',
          en: 'If you wish, we will stop using the data we hold about you at once.',
        }
      : {
          ja: 'ご希望があれば、お申し出のアドレスへの弊社からの送信を直ちに停止いたします。',
          en: 'If you wish, we will stop sending anything to the address at once.',
        },
  };
  const [origin] = factsOf(grounds.case.facts, 'mail-origin');
  if (grounds.verified || grounds.case.mailOrigin !== 'not_ours' || !origin) return [stop];
  return [
    stop,
    {
      id: 'stop.others',
      type: 'LIMIT',
      section: 'stop.all',
      evidence: [origin.id],
      slots: {},
      text: {
        ja: 'ただし、弊社以外から送られる迷惑メールは、これでは止まりません。',
        en: 'This does not stop spam that others send.',
      },
    },
  ];
}

/** Whether a message of the customer's was handed in, and in its original form. */
function samplesOf({ case: input }: Grounds): 'original' | 'other' | 'none' {
  const samples = input.sources.filter(({ kind }) => kind === 'spam');
  if (samples.length === 0) return 'none';
  return samples.some(({ path }) => /\.(?:eml|msg|mbox)$/i.test(path)) ? 'original' : 'other';
}

/** Everything asked for is optional, nothing is asked that could harm who sends it, and nothing that is here already. */
export function requests(grounds: Grounds): Said[] {
  const section = 'ask.all';
  const by = contactedBy(grounds.case);
  if (by !== undefined) return askAboutContact(by, 'ask.contact', section);
  const ask = (id: string, ja: string, en: string, type: Said['type'] = 'ASK'): Said => ({
    id,
    type,
    section,
    evidence: ['claim'],
    slots: {},
    text: { ja, en },
  });
  const samples = samplesOf(grounds);
  const links = ask(
    'ask.links',
    'リンクや添付ファイルは、開かないようお願いいたします。',
    'Please do not open links or attachments in them.',
  );
  const received =
    samples === 'none'
      ? []
      : [
          ask(
            'ask.received',
            'お送りいただいたメールは、確かに受け取っております。',
            'Thank you; we have the message you sent us.',
            'DID',
          ),
        ];
  if (samples === 'original')
    return [
      ...received,
      ask(
        'ask.keep',
        '今後届いたものも、差し支えなければ、消さずにご保管くださいますようお願いいたします。',
        'If you are willing, please keep any further messages too.',
      ),
      links,
    ];
  return [
    ...received,
    ask(
      'ask.sample',
      '差し支えなければ、届いた迷惑メールを消さずに保管し、1通をファイルとして保存してお送りください。',
      'If you are willing, please keep the messages and send us one, saved as a file.',
    ),
    ask(
      'ask.how',
      '転送では調べられない部分がございますので、保存の手順は担当がご案内いたします。',
      'A forwarded message loses part of what we examine; we will gladly explain how to save it.',
    ),
    links,
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
}

/** Whoever writes for somebody else shows that they may. */
const mandate: Said = {
  id: 'verify.mandate',
  type: 'ASK',
  section: 'verify.all',
  evidence: ['claim'],
  slots: {},
  text: {
    ja: '代理の方からのお申し出では、委任状の写しもお送りいただくようお願いしております。',
    en: 'As you write for somebody else, could you also send us a copy of your authority to act?',
  },
};

/** Asked of a requester who is not verified yet; says nothing about whether an address is held. */
export function verify({ case: { claim } }: Grounds): Said[] {
  return [
    {
      id: 'verify.reply',
      type: 'ASK',
      section: 'verify.all',
      evidence: ['claim'],
      slots: {},
      text: {
        ja: claim.onBehalf
          ? 'お手数ですが、ご本人様から、お申し出のアドレスより、この書面の受付番号を添えてご返信ください。'
          : 'お手数ですが、お申し出のアドレスから、この書面の受付番号を添えてご返信ください。',
        en: claim.onBehalf
          ? 'Please have the person concerned reply from the address, quoting the case number of this letter.'
          : 'Please reply from the address concerned and quote the case number of this letter.',
      },
    },
    ...(claim.onBehalf ? [mandate] : []),
    {
      id: 'verify.why',
      type: 'RIGHT',
      section: 'verify.all',
      evidence: ['claim'],
      slots: {},
      text: {
        ja: 'お申し出を疑っているのではなく、個人情報をお守りするための手続きでございます。',
        en: 'We do not doubt your word; this step protects your personal data.',
      },
    },
    {
      id: 'verify.then',
      type: 'RIGHT',
      section: 'verify.all',
      evidence: ['org'],
      slots: {},
      text: {
        ja: 'ご本人の確認ができましたら、お預かりしている情報の有無と内容を含めてお知らせいたします。',
        en: 'Once we have confirmed that the request is yours, we will tell you whether we hold anything, and what.',
      },
    },
  ];
}

export function nextWord(grounds: Grounds): Said {
  return {
    id: 'promise.next',
    type: 'PROMISE',
    section: 'next.all',
    evidence: ['claim'],
    slots: { by: nextWordBy(grounds), owner: grounds.owner },
    text: {
      ja: '調査の途中であっても、{by:moment}までに、{owner}からご連絡いたします。',
      en: 'Our {owner} will write to you by {by:moment}, even if we are not finished.',
    },
  };
}

/** Ends a holding letter in Japanese and English alike: what it is, and that more follows. */
export function endOfHolding(): Said {
  return {
    id: 'last.for-now',
    type: 'FEEL',
    section: 'closing.all',
    evidence: ['claim'],
    slots: {},
    text: { ja: 'まずは、受付のご報告を申し上げます。', en: 'This letter is our first reply.' },
  };
}
