// What we do when asked to stop using or to erase somebody's data, and what we offer who has not asked.
import type { ContactedBy, SentenceType } from '../vocabulary/case-file.ts';
import { contactedBy } from '../vocabulary/contact.ts';
import { factsOf } from '../vocabulary/fact.ts';
import type { Both } from '../vocabulary/finding.ts';
import { notHeld } from './answer-held.ts';
import { erasureRequested, stopRequested } from './asked.ts';
import { contactWords } from './contact-words.ts';
import { erasureUnderHold } from './erasure-words.ts';
import type { Grounds } from './grounds.ts';
import type { Told } from './part-lists.ts';
import { nextWordBy } from './promised.ts';
import type { Said } from './said.ts';

/**
 * What we can do against calls, text messages and post: use of the number or address by us, and a demand to whoever had it
 * from us. Said whether or not anything was passed on. That strangers stop, nobody can promise.
 */
function stopContact(grounds: Grounds, by: ContactedBy): Said[] {
  const asked = stopRequested(grounds.case);
  const said = (id: string, type: Said['type'], text: Both, slots: Said['slots'] = {}): Said => ({
    ...{ id, type, section: asked ? 'stopping.all' : 'stop.all', evidence: ['org'], slots, text },
  });
  return [
    said(grounds.verified ? 'stop.use' : 'stop.sending', 'RIGHT', {
      ja: `${asked ? 'ご要望のとおり' : 'ご希望があれば'}、弊社では、調査とご連絡に必要なものを除き、お申し出のご連絡先を使うことを直ちに停止いたします。`,
      en: `${asked ? 'As you ask' : 'If you wish'}, we will at once stop using your contact details for anything but this examination and our replies.`,
    }),
    said(
      'stop.passed-on',
      'PROMISE',
      {
        ja: 'ご連絡先を社外に渡していた場合は、{owner}が{by:moment}までに、渡した先の会社に使用の中止を求めます。',
        en: 'If we passed the contact details on, our {owner} will ask whoever has them to stop using them, by {by:moment}.',
      },
      { owner: grounds.owner, by: nextWordBy(grounds) },
    ),
    said('stop.others', 'LIMIT', contactWords[by].notStopped),
  ];
}

/** What we can stop, and, where the message is not ours, what that does not stop. */
export function stopIfWished(grounds: Grounds): Said[] {
  // Whoever has asked for it is not told what would follow if they wished it.
  const asked = stopRequested(grounds.case);
  const section = asked ? 'stopping.all' : 'stop.all';
  const stop: Said = {
    id: grounds.verified ? 'stop.use' : 'stop.sending',
    type: 'RIGHT',
    section,
    evidence: ['org'],
    slots: {},
    text: grounds.verified
      ? {
          ja: `${asked ? 'ご要望のとおり' : 'ご希望があれば'}、調査とご連絡に必要なものを除き、お預かりしている情報の利用を直ちに停止いたします。`,
          en: `${asked ? 'As you ask' : 'If you wish'}, we will at once stop using your data for anything but this examination and our replies.`,
        }
      : {
          ja: `弊社からお送りしているものがある場合は、${asked ? 'ご要望のとおり' : 'ご希望により'}、お申し出のアドレスへの送信を直ちに停止いたします。`,
          en: `If we send anything to the address, we will stop it at once${asked ? ', as you ask' : ' if you wish'}.`,
        },
  };
  const by = contactedBy(grounds.case);
  if (by !== undefined) return stopContact(grounds, by);
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
  return [
    ...stop.map((said) => ({ ...said, section })),
    { id: 'erase.told', type: 'RIGHT', slots: {}, ...last, section },
  ];
}
