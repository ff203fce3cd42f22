// The customer's question as it heads its answer: whole. Only one of great length is cut, where a clause ends, and never so
// that what is asked is lost.
import type { Both } from '../../vocabulary/finding.ts';
import { isJapanese } from '../english-words.ts';
import { foreignWords } from '../foreign-words.ts';

/** Characters: three or four lines of a letter. */
const QUOTED = 200;
/** Nobody's question is longer; what is was not written to be answered. */
const READ_AT_MOST = 4000;

const sentenceEnds = /(?<=[。？！?!])|(?<=\.)\s/;
const asks = /[？?]\s*$|(?:か|でしょうか)。?\s*$/;
const clauseEnds = /[、，,;；]/;

/** The question itself, without what was told before and after it; everything where no sentence asks. */
function askingPart(text: string): string {
  const sentences = text.split(sentenceEnds);
  const first = sentences.findIndex((one) => asks.test(one));
  if (first === -1) return text;
  const last = sentences.findLastIndex((one) => asks.test(one));
  const separator = isJapanese(text) ? '' : ' ';
  return sentences
    .slice(first, last + 1)
    .map((one) => one.trim())
    .join(separator);
}

/** Japanese asks at its end, English at its beginning. */
function cut(text: string): string {
  if (!isJapanese(text)) {
    const kept = text.slice(0, QUOTED - 1);
    const clause = Math.max(...[', ', '; ', ': '].map((mark) => kept.lastIndexOf(mark)));
    if (clause > QUOTED / 2) return `${kept.slice(0, clause)}…`;
    const word = kept.lastIndexOf(' ');
    return `${(word > QUOTED / 2 ? kept.slice(0, word) : kept).trimEnd()}…`;
  }
  const kept = text.slice(1 - QUOTED);
  const clause = kept.slice(0, QUOTED / 2).search(clauseEnds);
  return `…${kept.slice(clause + 1).trimStart()}`;
}

/** For a letter: no address, no live link, one line, quotation marks of its own. */
export function quotedQuestion(question: string): Both {
  const text = foreignWords(question, READ_AT_MOST);
  const asked = text.length <= QUOTED ? text : askingPart(text);
  const words = asked.length <= QUOTED ? asked : cut(asked);
  // An address in the letter would reach whoever reads over a shoulder.
  return { ja: words.replaceAll('***', '（略）'), en: words.replaceAll('***', '[…]') };
}
