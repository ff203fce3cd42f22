// Steps about letters: those that went out without an approval, and the first reply.
import { millisecondsOf } from '../../custody/instant.ts';
import { answerWantedIn, wantedUntil, withinWords } from '../../reply/answer-wanted.ts';
import { wantsCall } from '../../reply/questions/call-back.ts';
import { approvalWords, standingOfSent } from '../approval.ts';
import { holdingDue } from '../holding-due.ts';
import { stageNames } from '../stage-names.ts';
import { type Add, DAY, type Situation } from './situation.ts';

/** Letters: those that went out without an approval that stands, and the first reply. */
export function toWrite({ claim, organisation, handling, approvals, now }: Situation, add: Add): void {
  const zone = organisation.timeZone;
  for (const letter of handling?.letters ?? []) {
    const words = approvalWords[standingOfSent(approvals, letter, zone)];
    if (words === null) continue;
    const { ja, en } = stageNames[letter.stage];
    const day = letter.at.slice(0, 10);
    add(1, 'manager', now + DAY, {
      ja: `${day}に送った${ja}：${words.ja}。どういう経緯かを確かめ、書面を読み直す`,
      en: `the ${en} sent on ${day}: ${words.en}; find out how that came about, and read the letter again`,
    });
  }
  const answer = holdingDue(claim, organisation, now);
  const answered = (handling?.handling.sent ?? []).length > 0;
  const wanted = answerWantedIn(claim);
  const received = claim.receivedAt ? millisecondsOf(claim.receivedAt, zone) : now;
  if (wanted !== undefined) {
    const within =
      'days' in wanted
        ? { ja: `（${withinWords(wanted).ja}）`, en: withinWords(wanted).en }
        : { ja: '', en: 'by a day that they name' };
    add(2, 'officer', wantedUntil(wanted, received, zone), {
      ja: `お申し出が求める回答の期限${within.ja}：答えるか、いつ答えられるかを知らせる。応じる義務の有無は顧問に確かめる`,
      en: `the writer asks for an answer ${within.en}: answer, or say by when; whether they can demand it is for counsel to say`,
    });
  }
  if (!answered && wantsCall(claim.text)) {
    add(2, 'support', answer.by, {
      ja: 'お申し出に、電話をかけてほしいとある：書かれた番号に、望まれた日までにかける（言えることは一次回答にあることだけ）',
      en: 'the complaint asks to be telephoned: call the number that it gives, by the day it names (say what the holding reply says, and no more)',
    });
  }
  if (!answered) {
    add(answer.overdueSince === null ? 3 : 2, 'support', answer.by, {
      ja: '一次回答（holding）を読んで送る。本回答（letter）は同じ日には送らず、署名（必要なら法務の確認）のあとに送る',
      en: 'read and send the holding reply; the letter goes out on a later day, once signed (and seen by counsel where needed)',
    });
  }
}
