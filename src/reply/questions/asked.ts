// What the complainant asks and wants: the kinds of each question, and what has to be told of it more exactly.
import { factsOf } from '../../vocabulary/fact.ts';
import type { CaseInput } from '../grounds.ts';
import type { Asked } from './question-kinds.ts';
import { readQuestion } from './question-reader.ts';

/** Advisers number a dozen questions and more; a letter of hostile length is no answer to anybody. As many are taken from a complaint. */
export const QUESTIONS_AT_MOST = 30;
/** Of one sentence; more are no question but a letter. */
const KINDS_AT_MOST = 3;

/** A card that pays; one that is given away or collects points holds nothing to steal. */
export const namesPaymentCard = (question: string): boolean =>
  /(?<!ギフト|ポイント|会員|商品|メッセージ|グリーティング)カード|(?<!\b(?:gift|greeting|birthday|christmas|business|loyalty|membership|library|index|post|sim) )\bcards?\b/i.test(
    question.slice(0, 500),
  );

/** Where one sentence asks a second thing: "and when", 「…か、また…」. What comes after 「、」 alone is most often one question. */
const joints =
  /, (?=(?:are|will|do|did|have|can) (?:you|they)\b)|,? and (?:also )?(?=(?:I(?:['’]d| want| would| also)|(?:since |from )?when|where|who|why|how|what|whether|which|tell|delete|erase|remove|stop|confirm|please|take|did|do|have|has|will|are|is|must|should|shall|can|may)\b)|(?<=か)、(?:また|そして|それと)?|(?<=て)、(?=[^。]{0,40}(?:教えて|知らせて|説明して|お答え))|(?<=[。？?！!])(?![）)」』])\s{0,4}|(?<=[a-z]{2}\.)\s{1,4}|\bor (?=you\b)/i;

/** Below this chance about half of the questions are misread: an answer by a day is promised, which is never wrong. */
const UNDERSTOOD = 0.3;
/** Below this one in three is misread, and most of those ask what they are next likeliest to. */
const SURE = 0.5;

const READ_AT_MOST = 1000;
const PARTS_AT_MOST = KINDS_AT_MOST * 2;

const allPartsOf = (question: string): readonly string[] =>
  question
    .slice(0, READ_AT_MOST)
    .split(joints)
    .filter((part) => part.trim() !== '');
const partsOf = (question: string): readonly string[] => allPartsOf(question).slice(0, PARTS_AT_MOST);

/** What a part asks; undefined where it was not understood, `other` where it was and is of no kind. */
function kindOf(part: string): Asked | undefined {
  const [first] = readQuestion(part);
  return first && first.chance >= UNDERSTOOD ? first.kind : undefined;
}

const kindsOf = (parts: readonly string[]): readonly Asked[] => [
  ...new Set(parts.map(kindOf).filter((kind) => kind !== undefined && kind !== 'other')),
];

/** Every kind that a question asks, the first one first; what is of no kind counts only where nothing else is asked. */
export function kindsAsked(question: string): readonly Asked[] {
  const kinds = kindsOf(partsOf(question));
  return kinds.length > 0 ? kinds.slice(0, KINDS_AT_MOST) : ['other'];
}

/** A part that asks by itself: 「教えてください」 and what they tell beside ask nothing more, "tell me the colour of the van" does. */
const asksByItself =
  /\p{L}[^?？]{3,}[?？]\s*$|[\p{L}\p{N}]{5,}か[。]?\s*$|[\p{L}\p{N}]{2,}[をもは][^。]{0,24}(?:教え|知らせ|説明し|答え|聞かせ|示し)|^\s*(?:when|where|who|why|how|what|whether|which|do|did|does|have|has|will|would|are|is|was|were|must|should|can|could|may)\b|^\s*(?:please )?(?:tell|explain|show|send|give|list|confirm)\b(?: +[\p{L}\p{N}'’-]+){4}/iu;
/** How a question begins whose verb comes first, or whose first word asks for somebody or something. */
const begun =
  '(?:(?:are|is|was|were|can|could|will|would|do|does|did|has|have|should|must) (?:I|my|you|your|we|our|it|they|their|the|this|that|there)|who (?:is|are|was|has)|wh(?:at|ere|en|y) (?:is|are|was|did|do|will|can)|how (?:did|do|can|many|much|long))\\b';
/** Two questions with a comma between: "was it hacked, is my card safe?" is one part, of which one thing is understood. */
const asksTwice = new RegExp(`^\\s*(?:and |but |so )?${begun}.*, ${begun}`, 'is');

/** Of a question of which something was understood: whether it asks something beside that was not, or more than is answered at one time. */
export function leavesPartUnread(question: string): boolean {
  const parts = allPartsOf(question);
  if (kindsOf(parts).length === 0) return false;
  const isCut = parts.length > PARTS_AT_MOST || kindsOf(parts.slice(0, PARTS_AT_MOST)).length > KINDS_AT_MOST;
  return (
    isCut ||
    question.length > READ_AT_MOST ||
    parts.some((part) => asksTwice.test(part) || (asksByItself.test(part) && !kindOf(part)))
  );
}

/** What it may ask beside: the next likeliest kinds of what was read without being sure. To be answered, and nothing built on it. */
export function maybeAsked(question: string): readonly Asked[] {
  const kinds = partsOf(question).flatMap((part) => {
    const [first, second] = readQuestion(part);
    const isUnsure = first && first.chance >= UNDERSTOOD && first.chance < SURE;
    return isUnsure && second && second.kind !== 'other' ? [second.kind] : [];
  });
  const asked = new Set(kindsAsked(question));
  return [...new Set(kinds)].filter((kind) => !asked.has(kind)).slice(0, Math.max(0, KINDS_AT_MOST - asked.size));
}

/** What wants something done, said as no question: 「削除してください」, "Take me off your list". */
const wantsDone: ReadonlySet<Asked> = new Set(['stop', 'apology', 'written', 'tell-others', 'cost', 'service']);
const isAsked = /\b(?:want|like|need|wish) to know\b|[?？]\s*$|(?:か|でしょうか|でしょうね|よね)[。]?\s*$/;
/** Whether it asks that something be done: a sentence that ends as a question asks to know. */
export const isRequest = (question: string): boolean =>
  !isAsked.test(question.trim()) && wantsDone.has(kindsAsked(question)[0] ?? 'other');

/** They have asked that we erase their data, or stop using it or writing to them: no letter then says "if you wish". */
export const stopRequests = (input: CaseInput): readonly string[] =>
  questionsOf(input).filter((question) => isRequest(question) && kindsAsked(question).includes('stop'));
export const stopRequested = (input: CaseInput): boolean => stopRequests(input).length > 0;

/** Money paid to us, asked back: no cost that they had elsewhere. */
export const asksForRefund = (question: string): boolean =>
  /返金|払い?戻し|\brefund(?:s|ed|ing)? (?:me|us|my|our|the|what)\b|\b(?:a|full|get|give|want|issue|demand|my|our) (?:\w{1,8} )?refund\b(?! (?:advance|desk|amount|date|status|of \$))|\bmoney back\b|\bgiv(?:e|ing) (?:me|us|him|her|them) back\b|\b(?:my|our|his|her|their) (?:[£$€]?\d[\d,.]{0,9} ?(?:pounds|dollars|euros?|quid)?|deposit|fee|payment) back\b/i.test(
    question.slice(0, 500),
  );

/** Whether others were asked to delete what reached them: no wish that we erase anything. */
export const asksOfRecipients = (question: string): boolean =>
  /(?:宛先|受け取った|受け取って|受信した|届いた|ほかの|他の|全員|皆)[^。]{0,24}(?:削除|消去|消す|消して(?:もらう|いただく)|破棄)[^。]{0,12}(?:頼|依頼|お願い|求め|呼びかけ)[^。]{0,16}(?:か|？|\?)|(?:皆|みな|みんな|全員|受け取った方|受信した方|その方|相手の?方?)[^。]{0,16}(?:消し|削除し|消去し|破棄し)て(?:くださ|下さ|くれ|いただ|頂|もら)(?:った|りまし|れた|いた)[^。]{0,10}(?:か|？|\?)|\b(?:have|has|had|did) (?:they|everyone|everybody|(?:the|those) (?:others|recipients|people)|all of them) (?:all |really |actually )?(?:deleted?|erased?|destroy(?:ed)?)\b|\b(?:have|did|has|will) (?:you|anybody|anyone|somebody) (?:already )?(?:ask|asked|told|tell|instruct|instructed|request|requested) [^?]{0,40}\b(?:delete|erase|destroy|remove)\b/i.test(
    question.slice(0, 500),
  );

/** Erasing is more than to stop: who wants no more mail has not asked for it. */
export const wantsErasure = (question: string): boolean =>
  /削除|消し|消去|抹消|退会|删除|刪除|삭제|\b(?:delet\w{1,4}|eras\w{1,4}|remov\w{1,3}|deletion|clos\w{1,3} my account)\b/i.test(
    question,
  );
export const erasureRequested = (input: CaseInput): boolean =>
  questionsOf(input).some((question) => isRequest(question) && wantsErasure(question));

/** "Stop all of it, but keep sending me invoices": what is to go on is not stopped with the rest. */
export const wantsSomeKept = (question: string): boolean =>
  /(?:以外(?:は|の|を)|を除き|を除いて|だけは(?:続け|残し|送|今まで)|は(?:続けて|引き続き|残して|これまで(?:どおり|通り)))|\b(?:but|except|apart from|other than|only not)\b[^.?!]{0,20}\b(?:keep|continue|go on|still|carry on|for|the|my|our)\b/i.test(
    question.slice(0, 500),
  );

/** The questions that a letter answers. */
export const questionsOf = ({ claim }: CaseInput): readonly string[] => claim.questions.slice(0, QUESTIONS_AT_MOST);

/** A mailing of ours that showed its recipients to one another, this one among them. */
export const mailingShown = ({ facts }: CaseInput) =>
  factsOf(facts, 'visible-recipients').find(({ includesThis }) => includesThis === 'yes');

export const asksAboutOthers = (input: CaseInput): boolean =>
  questionsOf(input)
    .flatMap(kindsAsked)
    .some((kind) => kind === 'others' || (kind === 'seen-by' && !mailingShown(input)));
