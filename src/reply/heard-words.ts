// What a complaint tells beside dates and an address, and what matters most to whoever wrote it: the child's name in the mail,
// callers who knew of the sale, hours of waiting. It is quoted, since no other words would hold of every complaint.
import { isJapanese } from './english-words.ts';
import { firstUseWords } from './first-use.ts';
import { foreignWords } from './foreign-words.ts';

const particulars =
  /丸見え|全員(?:に|の)(?:名前|氏名|アドレス|宛|見え)|名前|氏名|本名|名指し|クラス|[^一二三四五六七八九十]組の|子ども|子供|娘|息子|パスワード|住所|生年月日|誕生日|知ってい|ご存じ|売却|査定|書かれて|書いてあ|何時間|待たさ|\b(?:my|her|his|our) (?:full |real |first |last |maiden |old )?(?:name|password|son|daughter|child|date of birth|home address|order|company)\b|\bby name\b|\b(?:knew|knows) (?:about|of|that|my|where|when|what)\b|\bfor (?:an hour|\w{1,10} hours)\b|\bnobody (?:answered|could)\b/i;
/** What whoever wrote or called knew, or what everybody could see. */
const ofKnowing =
  /知ってい|ご存じ|書かれて|書いてあ|丸見え|\b(?:knew|knows) (?:about|of|that|my|where|when|what)\b|\b(?:it|they|which) (?:had|has|gave|named|quoted) my\b/i;
const enteredOnly =
  /(?:申し?込み|応募し|登録し|入力し|記入し|注文し|予約し|請求し)(?:ました|た)$|^(?:on [\w ]{1,20} )?I (?:signed up|registered|entered|filled in|booked|ordered|applied|subscribed)\b/i;
/** What somebody says they fear most. */
const fears =
  /(?:一番|いちばん|最も|もっとも|何より|とても|非常に)(?:の|も)?(?:心配|不安|気がかり|怖|恐ろし|気にな)|(?:心配|不安|怖く?|恐ろしく)(?:で|て)[^。]{0,10}(?:たまら|なりません|仕方|眠れ|寝られ)|夜も(?:眠れ|寝られ)|\bwhat (?:worries|frightens|scares|upsets|bothers) me (?:most|the most|more)\b|\bmy (?:biggest|greatest|main|worst) (?:worry|fear|concern)\b|\bI(?: am|['’]m) (?:most |really |very |so |now )?(?:worried|afraid|frightened|scared|terrified)\b|\bI (?:can(?:no|['’])t|hardly) sleep\b/i;
/** Accusations are answered, not repeated; questions and requests have a place of their own. */
const elsewhere =
  /[?？]|漏|流出|売ら?れ|売った|責任|(?:ください|下さい|たい|ますか|ですか|のか|でしょうか)$|\b(?:leak|breach|sold|sell|hack|please|want|demand|would like|tell me|delete|erase|remove)/i;
/** Who somebody is, or whom they write to as well, is no particular of what happened. */
const introduces =
  /(?:母|父|親|両親|保護者|祖父|祖母|妻|夫|家族|代理人|顧客|会員|利用者|者)です$|と申します$|\b(?:copying|cc['’]?ing|copied in)\b|^I(?: am|['’]m) (?:the|a|an|his|her) [\w ]{2,40}$/i;
/** A word of letters and digits may be the password itself; a long number is of a card, a telephone or a contract. */
const secret = /[A-Za-z][A-Za-z!-/]{0,30}\d|\d[A-Za-z]|\d[\d -]{5,}/;

const LONGEST = 20_000;
const QUOTED_AT_MOST = 90;

/** Stands behind words of the customer that an English letter quotes in Japanese. */
export const quotedMark = (words: string): string => (isJapanese(words) ? ' (quoted as you wrote it)' : '');

/** The first sentence of the complaint that tells such a thing and can be quoted whole; empty where there is none. What is quoted elsewhere is left out. */
export function heardWords(text: string | null): string {
  const known = new Set([firstUseWords(text), fearWords(text)]);
  const sentences = sentencesOf(text);
  // What a stranger knew comes before the rest, and that something was entered is told with its day.
  for (const plain of [...sentences.filter((one) => ofKnowing.test(one)), ...sentences]) {
    if (enteredOnly.test(plain) && !ofKnowing.test(plain)) continue;
    if (!particulars.test(plain) || elsewhere.test(plain) || introduces.test(plain)) continue;
    const words = quotable(plain);
    if (words !== '' && !known.has(words)) return words;
  }
  return '';
}

/** The sentence that says what they fear most; it may speak of a leak, since it is repeated as theirs. Empty where there is none. */
export function fearWords(text: string | null): string {
  for (const plain of sentencesOf(text)) {
    if (!fears.test(plain) || /[?？]|売ら?れ|売った|責任/.test(plain)) continue;
    const words = quotable(plain);
    if (words !== '' && words !== firstUseWords(text)) return words;
  }
  return '';
}

/** Their own sentences without the closing mark; quoted lines are somebody else's. */
const sentencesOf = (text: string | null): readonly string[] =>
  (text ?? '')
    .slice(0, LONGEST)
    .replace(/^[>＞].*$/gm, '')
    .split(/(?<=[。？?！!])|\n\s*\n|\n(?=\s{0,4}[・•●])|(?<=\.)\s/)
    .map((sentence) =>
      sentence
        // The mark before a point of a list is no word.
        .replace(/^\s{0,4}[・•●]\s?/, '')
        // A line that a mail program broke: Japanese has no space there.
        .replace(/(?<=[^\x00-\x7f])\s{0,4}\n\s{0,4}(?=[^\x00-\x7f])/g, '')
        .replace(/\s+/g, ' ')
        .trim()
        .replace(/[。.!！]$/, ''),
    );

/** As it can stand in a letter, whole and without what may be secret; else empty. */
function quotable(plain: string): string {
  if (plain.length < 8 || plain.length > QUOTED_AT_MOST || secret.test(plain)) return '';
  const words = foreignWords(plain, QUOTED_AT_MOST);
  return words.endsWith('…') || words.includes('***') ? '' : words;
}
