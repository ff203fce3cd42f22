// What to do with mail that nobody expected: said alike in every letter.
import type { Both } from '../vocabulary/finding.ts';

/** For whoever did what the mail wanted before anybody warned them: no reproach, and what still helps. */
export const enteredAlready: Both = {
  ja: 'メールのリンク先で、すでにパスワードやカード番号などを入力なさった場合は、パスワードの変更やカード会社へのご連絡をお願いいたします。',
  en: 'If you have already entered a password or card number through a link in a message, please change the password or tell your card company.',
};

/** A file or program may do harm as soon as it is opened; which one did, nobody here can see. */
export const openedAlready: Both = {
  ja: '添付ファイルやアプリを開かれた場合は、その端末でのパスワードの入力やお支払いは、ウイルスの検査が済むまでお控えください。',
  en: 'If a file or an app was opened, please enter no passwords and make no payments on that device until it has been checked for viruses.',
};

/** Where somebody got into our systems: what was chosen here may be used elsewhere too. */
export const passwordWithUs: Both = {
  ja: '弊社をご利用の際のパスワードや、それと同じものをお使いのところがございましたら、変更をお願いいたします。',
  en: 'If you have a password with us, please change it as a precaution, and wherever else you use the same one.',
};

/** A message in our name is for us to know of. */
export const tellUs: Both = {
  ja: '弊社を名乗って情報の入力を求めるメールが届いた場合は、返信せず、担当までお知らせください。',
  en: 'If a message in our name asks you for details, please do not answer it but tell us.',
};

/** Hours decide whether a bank can stop it: said first to whoever tells of money that went. */
export const paidAlready: Both = {
  ja: '届いた連絡のためにすでにお支払いになったものがございましたら、すぐに、お使いの銀行やカード会社へご連絡をお願いいたします。',
  en: 'If money was paid because of such a message, please call your bank or card company at once; it may still be able to help.',
};

const paid =
  /(?:支払|払|振り?込|送金し|入金し)[ぁ-ん]{0,2}[てで]しま[いっ]|(?:だまされ|騙され)て[^。]{0,12}(?:払|振り?込|送金)|(?:お金|現金|円)を?[^。]{0,6}(?:取られ|だまし取|騙し取|盗られ)|\b(?:I|we|she|he|my (?:wife|husband|mother|father|son|daughter|client)) (?:have |had |has |already |then |even )?(?:paid|transferred|wired) (?!for\b|(?:my|our|the|your) (?:fees?|subs|subscription|membership|invoices?|dues|bill)\b)[^.?!]{0,30}(?:\bit\b|\bthem\b|\bhim\b|\bdeposit\b|\bmoney\b|[£$€\d])|\blost (?:my|our|her|his) (?:money|savings|deposit)\b/i;

/** Characters of a complaint that are read for it. */
const READ_AT_MOST = 20_000;

/** Whoever wrote tells that money went; that it went to us or to others is not told apart, and the advice says "if". */
export const tellsOfPayment = (text: string | null): boolean => paid.test((text ?? '').slice(0, READ_AT_MOST));
