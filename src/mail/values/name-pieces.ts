// A name that a mail shows in two pieces: each behind its label, one in brackets, a reading or an ornament between them.
import { MOST_WORDS } from './person-name.ts';

/** Signs between the pieces that end no sentence and part no list. */
const signs = '[^\\p{L}\\p{N}、。,;!?]{1,6}';
const labels =
  '(?:(?:[おご]?(?:名前|氏名|なまえ|ふりがな|かな) ?\\(? ?)?(?:名|め[いー])(?: ?\\([^()]{1,8}\\))?|お?名前|お?なまえ|(?:first|last|given|family)[ _]?name|surname|fname|lname)[^\\p{L}\\p{N}]{1,6}';

/** Each in a parameter of a link or in a field of a form: ?fn=Rosalind&ln=Achebe. */
const parameter = '(?:&(?:amp;)?[a-z_]{1,20}=|["\']? ?/?>\\s{0,4}<input [^<>]{0,60}value ?= ?["\']?)';

function latinPieces(given: readonly string[], family: readonly string[]): readonly RegExp[] {
  const [one, other] = [given, family].map((words) => words.join("[ .'’+-]{1,2}"));
  const gap = `(?:${signs}${labels}|${parameter})`;
  return [new RegExp(`(?<!\\p{L})(?:${one}${gap}${other}|${other}${gap}${one})(?!\\p{L})`, 'gu')];
}

/** Patterns of a name in its pieces, on folded text; none for what is no such name. */
export function piecesOf(words: readonly string[]): readonly RegExp[] {
  if (words.length > 2 && words.length <= MOST_WORDS && words.every((word) => /^[a-z]{1,20}$/.test(word)))
    return words.slice(1).flatMap((_, at) => latinPieces(words.slice(0, at + 1), words.slice(at + 1)));
  const [one = '', other = ''] = words;
  if (words.length !== 2 || !words.every((word) => /^[\p{L}ー々]{1,20}$/u.test(word))) return [];
  if (/^[a-z]/.test(one)) return latinPieces([one], [other]);
  const pattern = (gap: string, behind: string) =>
    new RegExp(`(?<!\\p{L})(?:${one}${gap}${other}|${other}${gap}${one})${behind}`, 'gu');
  const behind = '(?=$|[^\\p{L}]|[様殿氏先君宛さ])';
  if (!/^\p{Script=Han}/u.test(one)) return [pattern(`${signs}(?:${labels})?`, behind)];
  // A reading above the family's name comes between them as text, and then one behind the given name: 野崎のざき瑠璃るり様.
  const reading = '[ (]{0,2}(?!さん|さま|くん|ちゃん)[ぁ-ゖー]{2,10}[ )]{0,2}';
  return [
    pattern(`${signs}(?:${labels})?`, `(?:[ (]${reading})?${behind}`),
    pattern(reading, `(?:${reading})?${behind}`),
  ];
}

/** What may be a full name in kanji without a space. */
export const kanjiInOne = /^[\p{Script=Han}々]{3,6}$/u;

/** Whether a name in kanji without a space stands in a text in two pieces, a label between them: 姓：三浦 名：静香. */
export function holdsLabelled(text: string, name: string): boolean {
  if (!kanjiInOne.test(name)) return false;
  for (let at = 1; at < name.length; at += 1) {
    const [family, given] = [name.slice(0, at), name.slice(at)];
    if (!text.includes(family) || !text.includes(given)) continue;
    if (new RegExp(`(?<!\\p{L})${family}${signs}${labels}${given}(?!\\p{L}(?<![様殿氏さ]))`, 'u').test(text))
      return true;
  }
  return false;
}
