// What a complaint tells beside dates and an address, and what matters most to whoever wrote it: the child's name in the mail,
// callers who knew of the sale, hours of waiting. It is quoted, since no other words would hold of every complaint.
import { isJapanese } from './english-words.ts';
import { firstUseWords } from './first-use.ts';
import { foreignWords } from './foreign-words.ts';

const particulars =
  /名前|氏名|本名|名指し|クラス|[^一二三四五六七八九十]組の|子ども|子供|娘|息子|パスワード|住所|生年月日|誕生日|知ってい|ご存じ|売却|査定|書かれて|書いてあ|何時間|待たさ|\b(?:my|her|his|our) (?:full |real |first |last |maiden |old )?(?:name|password|son|daughter|child|date of birth|home address|order|company)\b|\bby name\b|\b(?:knew|knows) (?:about|of|that|my|where|when|what)\b|\bfor (?:an hour|\w{1,10} hours)\b|\bnobody (?:answered|could)\b/i;
/** Accusations are answered, not repeated; questions and requests have a place of their own. */
const elsewhere =
  /[?？]|漏|流出|売ら?れ|売った|責任|(?:ください|下さい|たい|ますか|ですか|のか|でしょうか)$|\b(?:leak|breach|sold|sell|hack|please|want|demand|would like|tell me|delete|erase|remove)/i;
/** A word of letters and digits may be the password itself; a long number is of a card, a telephone or a contract. */
const secret = /[A-Za-z][A-Za-z!-/]{0,30}\d|\d[A-Za-z]|\d[\d -]{5,}/;

const LONGEST = 20_000;
const QUOTED_AT_MOST = 90;

/** Stands behind words of the customer that an English letter quotes in Japanese. */
export const quotedMark = (words: string): string => (isJapanese(words) ? ' (quoted as you wrote it)' : '');

/** The first sentence of the complaint that tells such a thing and can be quoted whole; empty where there is none. */
export function heardWords(text: string | null): string {
  const said = (text ?? '').slice(0, LONGEST).replace(/^[>＞].*$/gm, '');
  const known = firstUseWords(text);
  for (const sentence of said.split(/(?<=[。？?！!])|\n\s*\n|(?<=\.)\s/)) {
    const plain = sentence
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/[。.!！]$/, '');
    if (plain.length < 8 || plain.length > QUOTED_AT_MOST || !particulars.test(plain)) continue;
    if (elsewhere.test(plain) || secret.test(plain)) continue;
    const words = foreignWords(plain, QUOTED_AT_MOST);
    if (words !== known && !words.endsWith('…') && !words.includes('***')) return words;
  }
  return '';
}
