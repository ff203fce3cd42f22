// The customer's own words of a mail: lines that a mail program broke are joined, and what is asked is found.

/** From this width on a line was broken by the program, not by its writer; a kana or kanji is two columns wide. */
const WRAPPED_FROM = 40;
const QUESTION_AT_MOST = 200;

const width = (line: string) => [...line.slice(0, 400)].reduce((sum, one) => sum + (one > '\u2e7f' ? 2 : 1), 0);
const ends = /[。．.!?！？:：」）)]$/;

/** Wrapped lines as one; blank lines, quoted lines, short lines and ends of sentences stay where they are. */
export function unwrapped(text: string): string {
  const joined: string[] = [];
  let open = false;
  for (const line of text.replace(/\r\n?/g, '\n').split('\n')) {
    const words = line.trim();
    const last = joined.at(-1);
    if (open && last !== undefined && words !== '' && !/^[>＞|*・-]/.test(words)) {
      joined[joined.length - 1] =
        /[\x21-\x7e]$/.test(last) && /^[\x21-\x7e]/.test(words) ? `${last} ${words}` : last + words;
    } else {
      joined.push(words);
    }
    open = words !== '' && !/^[>＞]/.test(words) && !ends.test(words) && width(words) >= WRAPPED_FROM;
  }
  return joined.join('\n');
}

/** Sentences that ask something, quoted lines left out. A Japanese one asks with か as well. */
export function questionsIn(text: string): readonly string[] {
  return text
    .split(/(?<=[。？?！!\n])|(?<=[a-z)]{2}\.)\s{1,8}(?=[A-Z“"])/)
    .map((sentence) => sentence.trim())
    .filter(
      (sentence) =>
        /[？?]$|(?:か|でしょうか)。$/.test(sentence) && sentence.length <= QUESTION_AT_MOST && !/^[>＞]/.test(sentence),
    );
}
