// What we do when asked to stop using or to erase somebody's data, and what we offer who has not asked.
import type { ContactedBy, SentenceType } from '../../vocabulary/case-file.ts';
import { contactedBy } from '../../vocabulary/contact.ts';
import { factsOf } from '../../vocabulary/fact.ts';
import type { Both } from '../../vocabulary/finding.ts';
import { contactWords } from '../contact-words.ts';
import type { CaseInput, Grounds } from '../grounds.ts';
import type { Told } from '../part-lists.ts';
import { nextWordBy } from '../promised.ts';
import { type Said, toFill } from '../said.ts';
import { notHeld } from './answer-held.ts';
import { erasureRequested, stopRequests, wantsErasure, wantsSomeKept } from './asked.ts';
import { erasureUnderHold } from './erasure-words.ts';

/**
 * What was wished. Who asks us to erase is told what becomes of the data until then, and who wants some of it to go on is
 * not told that all of it stops.
 */
export type Wish = 'none' | 'stop' | 'erase' | 'some-kept';

const wordsOfStop = /停止|止め|やめ|中止|ないで|使わ|\bstop|\bunsubscrib|\bdo not\b|\bdon['’]t\b|\btake me off\b/i;

/** Of one request to stop or to erase. */
export function wishOf(question: string): Wish {
  if (wantsSomeKept(question)) return 'some-kept';
  return wantsErasure(question) && !wordsOfStop.test(question.slice(0, 500)) ? 'erase' : 'stop';
}

/** Of the whole complaint: a plain request to stop goes before erasing, and what is to go on before both. */
export function wishIn(input: CaseInput): Wish {
  const wishes = stopRequests(input).map(wishOf);
  return (['some-kept', 'stop', 'erase'] as const).find((wish) => wishes.includes(wish)) ?? 'none';
}

type Objects = {
  readonly stopped: { readonly asked: Both; readonly wished: Both };
  readonly untilErased: Both;
};

const ofContactDetails: Objects = {
  stopped: {
    asked: {
      ja: 'ご要望のとおり、弊社では、調査とご連絡に必要なものを除き、お申し出のご連絡先を使うことを直ちに停止いたします。',
      en: 'As you ask, we will at once stop using your contact details for anything but this examination and our replies.',
    },
    wished: {
      ja: 'ご希望があれば、弊社では、調査とご連絡に必要なものを除き、お申し出のご連絡先を使うことを直ちに停止いたします。',
      en: 'If you wish, we will at once stop using your contact details for anything but this examination and our replies.',
    },
  },
  untilErased: {
    ja: '調査とご連絡に必要なものを除き、お申し出のご連絡先を使うことも、直ちに停止いたします。',
    en: 'We will also at once stop using your contact details for anything but this examination and our replies.',
  },
};

const ofData: Objects = {
  stopped: {
    asked: {
      ja: 'ご要望のとおり、調査とご連絡に必要なものを除き、お預かりしている情報の利用を直ちに停止いたします。',
      en: 'As you ask, we will at once stop using your data for anything but this examination and our replies.',
    },
    wished: {
      ja: 'ご希望があれば、調査とご連絡に必要なものを除き、お預かりしている情報の利用を直ちに停止いたします。',
      en: 'If you wish, we will at once stop using your data for anything but this examination and our replies.',
    },
  },
  untilErased: {
    ja: '削除までの間も、調査とご連絡に必要なものを除き、お預かりしている情報の利用は直ちに停止いたします。',
    en: 'Until then we will use them for nothing but this examination and our replies.',
  },
};

/** To the address of somebody of whom it is not told whether we hold anything. */
const ofSending: Objects = {
  stopped: {
    asked: {
      ja: '弊社からお送りしているものがある場合は、ご要望のとおり、お申し出のアドレスへの送信を直ちに停止いたします。',
      en: 'If we send anything to the address, we will stop it at once, as you ask.',
    },
    wished: {
      ja: '弊社からお送りしているものがある場合は、ご希望により、お申し出のアドレスへの送信を直ちに停止いたします。',
      en: 'If we send anything to the address, we will stop it at once if you wish.',
    },
  },
  untilErased: {
    ja: '弊社からお送りしているものがある場合は、お申し出のアドレスへの送信も直ちに停止いたします。',
    en: 'If we send anything to the address, we will stop that at once too.',
  },
};

/** What stops and what goes on, nothing that was examined tells: people settle it. */
const someKept: Pick<Said, 'slots' | 'text'> = {
  slots: {
    what: toFill({ ja: '直ちに停止するものと、引き続き行うもの', en: 'what is stopped at once, and what goes on' }),
  },
  text: {
    ja: '停止のご要望には、次のとおり対応いたします：{what}。',
    en: 'As to your request, this is what we stop, and what goes on as you wish: {what}.',
  },
};

function wordsOf(wish: Wish, { stopped, untilErased }: Objects): Pick<Said, 'slots' | 'text'> {
  if (wish === 'some-kept') return someKept;
  if (wish === 'erase') return { slots: {}, text: untilErased };
  return { slots: {}, text: wish === 'stop' ? stopped.asked : stopped.wished };
}

/**
 * What we can do against calls, text messages and post: use of the number or address by us, and a demand to whoever had it
 * from us. Said whether or not anything was passed on. That strangers stop, nobody can promise.
 */
function againstContact(grounds: Grounds, by: ContactedBy, section: string): Said[] {
  return [
    {
      ...{ id: 'stop.passed-on', type: 'PROMISE', section, evidence: ['org'] },
      slots: { owner: grounds.owner, by: nextWordBy(grounds) },
      text: {
        ja: 'ご連絡先を社外に渡していた場合は、{owner}が{by:moment}までに、渡した先の会社に使用の中止を求めます。',
        en: 'If we passed the contact details on, our {owner} will ask whoever has them to stop using them, by {by:moment}.',
      },
    },
    {
      ...{ id: 'stop.others', type: 'LIMIT', section, evidence: ['org'], slots: {} },
      text: contactWords[by].notStopped,
    },
  ];
}

/** What we can stop, and, where the message is not ours, what that does not stop. */
export function stopIfWished(grounds: Grounds, wish: Wish = wishIn(grounds.case)): Said[] {
  // Whoever has asked for it is not told what would follow if they wished it.
  const section = wish === 'none' ? 'stop.all' : 'stopping.all';
  const by = contactedBy(grounds.case);
  const stop: Said = {
    id: grounds.verified ? 'stop.use' : 'stop.sending',
    type: 'RIGHT',
    section,
    evidence: ['org'],
    ...wordsOf(wish, by === undefined ? (grounds.verified ? ofData : ofSending) : ofContactDetails),
  };
  if (by !== undefined) return [stop, ...againstContact(grounds, by, section)];
  const [origin] = factsOf(grounds.case.facts, 'mail-origin');
  if (grounds.verified || grounds.case.mailOrigin !== 'not_ours' || !origin) return [stop];
  return [
    stop,
    {
      id: 'stop.others',
      type: 'LIMIT',
      section,
      evidence: [origin.id],
      slots: {},
      text: {
        ja: 'ただし、弊社以外から送られる迷惑メールは、これでは止まりません。',
        en: 'This does not stop spam that others send.',
      },
    },
  ];
}

/** `id`: of a sentence that stands elsewhere where nobody asked for it. */
type Erasing = Told & { readonly type?: SentenceType; readonly id?: string };

/** Erasing, which is more than to stop: what is set apart first, and the day on which it is told what goes and what stays. */
export function erased(grounds: Grounds): Erasing[] {
  const { owner } = grounds;
  const by = nextWordBy(grounds);
  if (!grounds.verified) {
    return [
      {
        evidence: ['org'],
        text: {
          ja: 'お預かりしているものがあれば、ご本人の確認ができましたら、調査に必要な記録を分けて保存したうえで削除し、その結果をお知らせいたします。',
          en: 'If we hold anything, we will erase it once the address is confirmed as yours and what the examination needs is set apart, and tell you so.',
        },
      },
    ];
  }
  const held = erasureUnderHold(grounds);
  return [
    ...(held.length > 0
      ? held
      : [
          {
            evidence: ['org'],
            text: {
              ja: '削除は、調査に必要な記録を分けて保存したうえで行います。',
              en: 'We will erase your data once the records that the examination needs are set apart.',
            },
          },
        ]),
    {
      id: 'erase.told',
      type: 'PROMISE',
      evidence: ['org'],
      slots: { owner, by },
      text: {
        ja: '削除する項目と日、残す項目・理由・期間は、{owner}が{by:moment}までにお知らせいたします。',
        en: 'Our {owner} will tell you by {by:moment} what is erased and when, and what is kept, why and until when.',
      },
    },
  ];
}

/** The first answer takes a request as it was made: who asked for erasure is told of more than that we stop. */
export function stopInHolding(grounds: Grounds): Said[] {
  const stop = stopIfWished(grounds);
  if (!erasureRequested(grounds.case) || (grounds.verified && notHeld(grounds).length > 0)) return stop;
  // What is set apart is told with the day it is decided: a first answer has one page.
  const [last] = erased(grounds).slice(-1);
  if (!last) return stop;
  const section = 'deleting.all';
  const erase: Said = { id: 'erase.told', type: 'RIGHT', slots: {}, ...last, section };
  const stopping = stop.map((said) => ({ ...said, section }));
  // What was asked for comes first.
  return wishIn(grounds.case) === 'erase' ? [erase, ...stopping] : [...stopping, erase];
}
