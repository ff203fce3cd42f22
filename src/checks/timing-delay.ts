import { millisecondsOf } from '../custody/instant.ts';
import { notChecked } from './answer.ts';
import type { Check } from './check.ts';

const DAY = 86_400_000;

export const timingDelay: Check = {
  id: 'timing.delay',
  asks: { ja: '入力から最初の迷惑メールまでの日数', en: 'How long was it from the submission to the first spam?' },
  blindTo: [
    { ja: '届いたのに気付かれなかった、それ以前の迷惑メール', en: 'earlier spam that was filtered or not noticed' },
    { ja: '漏えいした日そのもの', en: 'the day of the leak itself' },
  ],
  falseAlarms: [{ ja: '偶然に時期が重なった別の経路', en: 'another way that happened at the same time' }],
  drilledBy: [],

  async run({ claim, risk, organisation }) {
    if (!risk || !claim.submittedAt || !claim.spamSince) {
      return notChecked({
        ja: '入力した日、または迷惑メールが始まった日が分かりません',
        en: 'the day of the submission or of the first spam is not known',
      });
    }
    const zone = organisation.timeZone;
    const days = (millisecondsOf(claim.spamSince, zone) - millisecondsOf(claim.submittedAt, zone)) / DAY;
    const looked = { from: claim.submittedAt, to: claim.spamSince, lines: 0, parsed: 0, share: null };
    if (days < 0) {
      return {
        facts: [],
        finding: {
          kind: 'not-checked',
          because: {
            ja: '迷惑メールの始まりが入力より前の日付になっています。日付の確認が必要です',
            en: 'the spam is dated before the submission; the dates need to be confirmed',
          },
        },
      };
    }
    // Both given as bare days: the same day means some hours, not none.
    const delayDays = Math.max(days, 0.5);
    const shown = Number(delayDays.toFixed(1));
    return {
      facts: [
        { kind: 'time-at-risk', submittedAt: claim.submittedAt, firstSpamAt: claim.spamSince, delayDays, pointers: [] },
      ],
      finding: {
        kind: 'found',
        at: [],
        looked,
        says: {
          ja: `入力から最初の迷惑メールまで約${shown}日（お申し出による）`,
          en: `about ${shown} days from the submission to the first spam, by the customer's account`,
        },
      },
    };
  },
};
