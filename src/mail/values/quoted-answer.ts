// A long answer quoted in part: "Thank you for your question “My cat scratched the sofa leg…”", or cut off where a column of
// the stolen table ended.

import { isAlphabetic } from './haystack.ts';
import type { Searched } from './word-places.ts';

/** Characters of the pieces by which a quotation is sought; any quotation twice as long holds one whole. */
const PIECE = { kanji: 4, latin: 10 };

/**
 * What a quotation must carry in words of its own: more than six kanji, or what weighs as much. Hiragana
 * are grammar, and weigh little.
 */
const ENOUGH = 45;

/** Words of every inquiry, which weigh nothing. */
const ofAnyInquiry =
  /電話|連絡|返信|返事|平日|土日|祝日|夕方|午前中?|午後|以降|以内|程度|資料|送付|請求|見積|相談|質問|希望|問い?合|予約|商品|購入|注文|願|検討|利用|詳|内容|情報|教|知|担当|者|様|御|会社|弊社|当社|方法|場合|確認|対応|可能|思|時間|期間|料金|費用|価格|無料|時/g;

function weightOf(text: string): number {
  let weight = 0;
  for (const char of text.replace(ofAnyInquiry, '')) weight += /[ぁ-ゖー]/.test(char) ? 2 : isAlphabetic(char) ? 3 : 7;
  return weight;
}

/** Words of six letters that letters of any firm hold. */
const anybodys = new Set(
  'please regarding contact further details information products services available interested receive looking forward hearing hesitate questions possible website account customer business company because without through another should before better people really something anything everything offers online service product request message provide current address number'.split(
    ' ',
  ),
);

/** So many words in a row, with so many of them words of their own, nobody writes by accident. */
const enoughWords = [
  { words: 9, own: 1 },
  { words: 7, own: 2 },
  { words: 5, own: 3 },
];

/** The words of a value that a run of its joined characters holds whole. */
function wordsWithin(words: readonly string[], from: number, to: number): readonly string[] {
  const within: string[] = [];
  let at = 0;
  for (const word of words) {
    if (at >= from && at + word.length <= to) within.push(word);
    at += word.length;
  }
  return within;
}

/**
 * Whether a text holds so much of a long answer in one piece that it was not written by accident.
 *
 * @param bare the text, folded, without spaces and signs
 * @param words of the folded value
 */
export function quotesPart({ text: bare, placesOf }: Searched, words: readonly string[]): boolean {
  const joined = words.join('');
  const latin = [...joined].every(isAlphabetic);
  const size = latin ? PIECE.latin : PIECE.kanji;
  const enough = (from: number, to: number) => {
    if (!latin) return weightOf(joined.slice(from, to)) >= ENOUGH;
    const within = wordsWithin(words, from, to);
    const own = within.filter((word) => word.length >= 6 && !anybodys.has(word)).length;
    return enoughWords.some((wanted) => within.length >= wanted.words && own >= wanted.own);
  };
  for (let at = 0; at + size <= joined.length; at += size) {
    const piece = joined.slice(at, at + size);
    // A piece that stands in many places is no beginning of a quotation, its neighbours are.
    const next = placesOf(piece);
    let place = next();
    for (let tries = 0; tries < 3 && place >= 0; tries += 1) {
      let [from, to] = [at, at + size];
      while (from > 0 && bare[place - (at - from) - 1] === joined[from - 1]) from -= 1;
      while (to < joined.length && bare[place + (to - at)] === joined[to]) to += 1;
      if (enough(from, to)) return true;
      place = next();
    }
  }
  return false;
}
