// Answers about a mail of ours that was handed in, because it went to somebody else or brought a file along: what is asked of
// that mail is answered of it, and not of the spam. How it came about and whom it reached only people can tell.
import { type FactOf, factsOf } from '../../vocabulary/fact.ts';
import type { Both } from '../../vocabulary/finding.ts';
import { concernsNobody } from '../findings/of-nobody.ts';
import { ownMailingTold } from '../findings/part-findings.ts';
import type { Grounds } from '../grounds.ts';
import type { Told } from '../part-lists.ts';
import { toFill } from '../said.ts';
import { asksOfRecipients } from './asked.ts';

/** Mail of ours that reached somebody else, as far as this letter tells of it. */
export function astrayTold(grounds: Grounds): readonly FactOf<'sent-to-another'>[] {
  if (!grounds.verified && ownMailingTold(grounds).length > 0) return [];
  return factsOf(grounds.case.facts, 'sent-to-another').filter(
    ({ ours = 0, crossed }) => ours > 0 && (grounds.verified || crossed === undefined),
  );
}

/** To how many the records of others were sent, by our own record of the sending. */
export function crossedTold(grounds: Grounds): Told[] {
  return astrayTold(grounds).flatMap(({ id, crossed }) =>
    crossed === undefined
      ? []
      : [
          {
            evidence: [id],
            slots: { crossed },
            text: {
              ja: '送信の記録では、別の方の情報が書かれたメールをお送りしたアドレスは、合わせて{crossed}件です。',
              en: 'By our record of the sending, we sent mail with somebody else’s data to {crossed} addresses in all.',
            },
          },
        ],
  );
}

/** Mail of ours with a file that nobody has read yet; that we write to the address is told to whoever is known to use it. */
export function filesTold(grounds: Grounds): readonly FactOf<'mail-origin'>[] {
  if (!grounds.verified) return [];
  return factsOf(grounds.case.facts, 'mail-origin').filter(({ ownMailFiles = 0 }) => ownMailFiles > 0);
}

const byPeople = (evidence: readonly string[], text: Both, what: Both): Told => ({
  evidence,
  slots: { what: toFill(what) },
  text,
});

/** A mail to the right address with somebody else's data: how that came about only the table tells from which it was made. */
function whyOfAnother(grounds: Grounds): Told[] {
  const facts = factsOf(grounds.case.facts, 'record-of-another').filter(
    (fact) => grounds.verified || concernsNobody(fact),
  );
  if (facts.length === 0) return [];
  return [
    byPeople(
      facts.map(({ id }) => id),
      {
        ja: '写しのメールに別の方に関わる内容が書かれた経緯は、次のとおりです：{what}。',
        en: 'How another person’s details came into that message: {what}.',
      },
      {
        ja: '送信済みのメールと差し込みの元の表で確かめた経緯と原因、まだであれば確かめる日',
        en: 'how, by the sent mail and its table, or when that will be looked at',
      },
    ),
  ];
}

/** "How did this happen?": of the mail that is established, before anything is said of the spam. */
export function whyAstray(grounds: Grounds): Told[] {
  const astray = astrayTold(grounds);
  if (astray.length === 0) return whyOfAnother(grounds);
  return [
    byPeople(
      astray.map(({ id }) => id),
      {
        ja: '弊社のメールが別の方に届いた経緯は、次のとおりです：{what}。',
        en: 'How our message came to be sent to somebody else: {what}.',
      },
      { ja: '宛先を誤った経緯と原因', en: 'how it was addressed, by whom and why' },
    ),
  ];
}

/** "Him who has the list", 「あのファイルは何人に」: the thing that was sent, and who got it. */
const sentThing =
  /(?:あ|そ|こ)の(?:添付)?(?:ファイル|一覧|名簿|リスト|表|メール|データ)|添付(?:の|された)?(?:ファイル|一覧|名簿|リスト|表)|\b(?:the|that|this|your) (?:attached |mis-?sent )?(?:list|file|sheet|spreadsheet|attachment|table)\b/i;
const whoGotIt =
  /(?:何人|何名|何件|何通|どなた|誰|だれ)[^。]{0,16}(?:送|届|渡|持って|お持ち|見|受け)|\b(?:who|how many)\b[^?]{0,40}\b(?:has|have|got|get|received?|sent|saw|sees?|seen|went)\b/i;
/** 「父の情報は、どこへ行ったのですか」: of data that a mail of ours took along, whom that mail reached. */
const wentWhere =
  /(?:情報|データ|名簿|内容)[はが][^。]{0,24}(?:どこ|誰|だれ|どなた)(?:へ|に|まで)(?:行|渡|流|送|届)|\bwho else (?:has|have|got|received) (?:my|our|his|her|their) (?:data|details|information)\b/i;
const whatStood =
  /何が[^。]{0,4}(?:載って|書かれて|書いて|入って|含まれて)|(?:載って|書かれて|入って|含まれて)いたのは[^。]{0,4}何|\bwhat\b[^?]{0,30}\b(?:in|on) (?:it|(?:the|that|this) (?:attached )?(?:list|file|sheet|spreadsheet|attachment|table))\b/i;

/** @param all whether it is asked of the whole sending, and not of this person's data alone */
function whomItReached(grounds: Grounds, all: boolean): Told[] {
  const astray = astrayTold(grounds);
  const [one] = astray;
  if (one?.crossed !== undefined && astray.length === 1)
    return [
      {
        evidence: [one.id],
        slots: { to: one.messages },
        text: {
          ja: '送信の記録では、お客様の情報が書かれたメールをお送りした別の方のアドレスは、{to}件です。',
          en:
            one.messages === 1
              ? 'By our record of the sending, the mail with your data went to {to} other person’s address.'
              : 'By our record of the sending, the mail with your data went to {to} addresses of other people.',
        },
      },
      ...(all ? crossedTold(grounds) : []),
    ];
  const evidence = [...astray, ...filesTold(grounds)].map(({ id }) => id);
  return [
    ...(one?.messages === 1 && astray.length === 1
      ? [
          {
            evidence: [one.id],
            text: {
              ja: 'お送りいただいた写しでは、そのメールの宛先は、その別の方のアドレスだけです。',
              en: 'The copy you sent us names nobody but that other person as a recipient.',
            },
          },
        ]
      : []),
    byPeople(
      evidence,
      {
        ja: '同じものをお送りした件数は、次のとおりです：{what}。',
        en: 'To how many people the same was sent: {what}.',
      },
      {
        ja: 'メールサーバーの記録と送信済みのメールで確かめた件数',
        en: 'the number, by the mail log and the sent mail',
      },
    ),
  ];
}

function whetherDeleted(evidence: readonly string[]): Told[] {
  return [
    byPeople(
      evidence,
      {
        ja: 'お受け取りになった方による削除については、次のとおりです：{what}。',
        en: 'As to whether the recipients deleted it: {what}.',
      },
      {
        ja: '削除をお願いした日と、消したとお返事のあった件数、まだであればその予定',
        en: 'when they were asked to, and how many answered that they did, or when they will be asked',
      },
    ),
  ];
}

function whatItHeld(evidence: readonly string[]): Told[] {
  return [
    {
      evidence,
      text: {
        ja: 'そのメールに付いていたファイルの中身は、この調査ではまだ調べておりません。',
        en: 'What the file attached to that message held was not part of this examination.',
      },
    },
    byPeople(
      evidence,
      {
        ja: '書かれていた項目は、次のとおりです：{what}。',
        en: 'What it told: {what}.',
      },
      {
        ja: 'ファイルを開いて確かめた、お尋ねの方の項目',
        en: 'which data of the person who asks, once somebody has opened the file',
      },
    ),
  ];
}

/** Undefined where the question is of something else, or no such mail was handed in. */
export function ofOwnMail(question: string, grounds: Grounds): Told[] | undefined {
  const evidence = [...astrayTold(grounds), ...filesTold(grounds)].map(({ id }) => id);
  if (evidence.length === 0) return undefined;
  const asked = question.slice(0, 500);
  if (asksOfRecipients(asked)) return whetherDeleted(evidence);
  if (sentThing.test(asked) && whoGotIt.test(asked)) return whomItReached(grounds, true);
  if (wentWhere.test(asked)) return whomItReached(grounds, false);
  return whatStood.test(asked) && grounds.verified ? whatItHeld(evidence) : undefined;
}
