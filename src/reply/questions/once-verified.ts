// Answers that would tell what we hold of somebody: they wait until it is known who asks.
import type { Answer } from './answer-requests.ts';

/** Of what has no words of its own below. */
export const personal: Answer = {
  evidence: ['claim'],
  text: {
    ja: '個人情報に関わるお尋ねのため、ご本人の確認ができましたら、お答えできるところまでお知らせいたします。',
    en: 'This touches personal data; we will answer it, as far as it can be told, once the address is confirmed as yours.',
  },
};

/** The same of what is held: also where a second question in that sentence is answered. */
export const whetherHeld: Answer = {
  evidence: ['claim'],
  text: {
    ja: '個人情報に関わるお尋ねのため、お預かりしている情報の有無と内容は、ご本人の確認ができましたらお答えいたします。',
    en: 'This touches personal data: whether we hold any of yours, and what, we will tell you once the address is confirmed as yours.',
  },
};

/** Named: what was handed to whom is told in general, whether theirs was in it is not. */
export const whetherTheirs: Answer = {
  evidence: ['claim'],
  text: {
    ja: 'お申し出の方の情報をお渡ししたかどうかは、ご本人の確認ができましたらお答えいたします。',
    en: 'Whether your data were passed on we can tell you once the address is confirmed as yours.',
  },
};

/** Both in one question: said once. */
export const whetherHeldAndGiven: Answer = {
  evidence: ['claim'],
  text: {
    ja: '個人情報に関わるため、お預かりしている情報の有無と内容、お渡しした先は、ご本人の確認ができましたらお答えいたします。',
    en: 'This touches personal data: whether we hold any of yours, and who was given them, we will tell you once the address is confirmed as yours.',
  },
};
