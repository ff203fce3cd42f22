// A name that a mail shows in two pieces: each behind its label, one in brackets, a reading or an ornament between them.

/** Signs between the pieces that end no sentence and part no list. */
const signs = '[^\\p{L}\\p{N}、。,;!?]{1,6}';
const labels =
  '(?:(?:[おご]?(?:名前|氏名|なまえ|ふりがな|かな) ?\\(? ?)?(?:名|め[いー])(?: ?\\([^()]{1,8}\\))?|お?名前|お?なまえ|(?:first|last|given|family)[ _]?name|surname|fname|lname)[^\\p{L}\\p{N}]{1,6}';

/** Each in a parameter of a link or in a field of a form: ?fn=Rosalind&ln=Achebe. */
const parameter = '(?:&(?:amp;)?[a-z_]{1,20}=|["\']? ?/?>\\s{0,4}<input [^<>]{0,60}value ?= ?["\']?)';

/** Patterns of a name of two words in its pieces, on folded text; none for what is no such name. */
export function piecesOf(words: readonly string[]): readonly RegExp[] {
  const [one = '', other = ''] = words;
  if (words.length !== 2 || !words.every((word) => /^[\p{L}ー々]{1,20}$/u.test(word))) return [];
  const pattern = (gap: string, behind: string) =>
    new RegExp(`(?<!\\p{L})(?:${one}${gap}${other}|${other}${gap}${one})${behind}`, 'u');
  if (/^[a-z]/.test(one)) return [pattern(`(?:${signs}${labels}|${parameter})`, '(?!\\p{L})')];
  const behind = '(?=$|[^\\p{L}]|[様殿氏先君宛さ])';
  if (!/^\p{Script=Han}/u.test(one)) return [pattern(`${signs}(?:${labels})?`, behind)];
  // A reading above the family's name comes between them as text, and then one behind the given name: 野崎のざき瑠璃るり様.
  const reading = '[ (]{0,2}(?!さん|さま|くん|ちゃん)[ぁ-ゖー]{2,10}[ )]{0,2}';
  return [
    pattern(`${signs}(?:${labels})?`, `(?:[ (]${reading})?${behind}`),
    pattern(reading, `(?:${reading})?${behind}`),
  ];
}
