// The customer's own words of a mail: lines that a mail program broke are joined, and what is asked is found.

/** From this width on a line was broken by the program, not by its writer; a kana or kanji is two columns wide. */
const WRAPPED_FROM = 40;
const QUESTION_AT_MOST = 200;

const width = (line: string) => [...line.slice(0, 400)].reduce((sum, one) => sum + (one > '\u2e7f' ? 2 : 1), 0);
const ends = /[。．.!?！？:：」）)]$/;

const ofList = /^(?:[(（]\s?[0-9０-９一二三四五六七八九十]{1,2}\s?[)）]|[0-9０-９]{1,2}[.．、)）]|[①-⑳])/;

/** Wrapped lines as one; blank lines, quoted lines, short lines and ends of sentences stay where they are. */
export function unwrapped(text: string): string {
  const joined: string[] = [];
  let open = false;
  for (const line of text.replace(/\r\n?/g, '\n').split('\n')) {
    const words = line.trim();
    const last = joined.at(-1);
    if (open && last !== undefined && words !== '' && !/^[>＞|*・-]/.test(words) && !ofList.test(words)) {
      joined[joined.length - 1] =
        /[\x21-\x7e]$/.test(last) && /^[\x21-\x7e]/.test(words) ? `${last} ${words}` : last + words;
    } else {
      joined.push(words);
    }
    open = words !== '' && !/^[>＞]/.test(words) && !ends.test(words) && width(words) >= WRAPPED_FROM;
  }
  return joined.join('\n');
}

/** What asks without a question mark: tell us, erase it, stop it. What asks for an answer as such is no point of its own. */
const asksFor =
  /(?:教えて|説明して|ご説明|お知らせ|お答え|お聞かせ|開示して|ご開示|削除して|消して|消去して|停止して|止めて|やめて|公表して|謝罪して)[^。]{0,8}(?:ください|下さい|ほしい|欲しい|いただきたい|頂きたい|願います|お願い(?:いた)?します)[^。]{0,6}。?$|^(?:please|kindly) (?:tell|explain|delete|erase|remove|stop|confirm|disclose)\b[^?]{0,180}[.!]$|^(?:delete|erase|remove) (?:my|all)\b[^?]{0,120}[.!]$|^请(?:告诉|说明|解释|删除|停止)[^。]{0,80}。?$/i;
const ofTheWhole = /下記|以下|次の|following|below/i;

/**
 * Points of a numbered list that is introduced as what somebody wants answered: `下記についてご回答ください。(1) …`. Facts that
 * a letter numbers stand before any such line.
 */
export function numberedRequests(text: string): readonly string[] {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const asks = /回答|お答え|ご教示|説明|開示|answer|respond|reply|explain|provide/i;
  const from = lines.findIndex((line) => ofTheWhole.test(line) && asks.test(line));
  if (from === -1) return [];
  const found: string[] = [];
  for (const line of lines.slice(from + 1)) {
    const words = line.trim();
    const point = ofList.test(words) ? words.replace(ofList, '').trim() : '';
    if (point !== '' && point.length <= QUESTION_AT_MOST) found.push(point);
    // Something else after the list ends it; a line that goes on, or an empty one, does not.
    else if (found.length > 0 && words !== '') break;
  }
  return found;
}

/** Sentences that ask something, quoted lines left out. A Japanese one asks with か as well. */
export function questionsIn(text: string): readonly string[] {
  return text
    .split(/(?<=[。？?！!\n])|(?<=[a-z)]{2}\.)\s{1,8}(?=[A-Z“"])/)
    .map((sentence) => sentence.trim())
    .filter(
      (sentence) =>
        sentence.length <= QUESTION_AT_MOST &&
        !/^[>＞]/.test(sentence) &&
        (/[？?]$|(?:か|でしょうか)。$/.test(sentence) || (asksFor.test(sentence) && !ofTheWhole.test(sentence))),
    );
}
