// What to do with mail that nobody expected: said alike in every letter.
import type { Both } from '../vocabulary/finding.ts';

/** For whoever did what the mail wanted before anybody warned them: no reproach, and what still helps. */
export const enteredAlready: Both = {
  ja: 'メールのリンク先で、すでにパスワードやカード番号などを入力なさった場合は、パスワードの変更やカード会社へのご連絡をお願いいたします。',
  en: 'If you have already entered a password or card number through a link in a message, please change the password or tell your card company.',
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
