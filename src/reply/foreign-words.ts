// Words that the customer or a file gave us, made fit to stand in a letter.

const controls = /[\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/**
 * Attacker-chosen words as one short line: no control or direction marks, no address, no live link.
 *
 * @param longest characters kept; a cut shows as …
 */
export function foreignWords(text: string, longest: number): string {
  const line = text
    .slice(0, 4 * longest + 200)
    .replace(controls, ' ')
    .replace(/[^\s@＠「」“”"']{1,64}[@＠][^\s@＠「」“”"']{1,255}/g, '***')
    .replace(/h?ttps?:\/\//gi, 'hxxp://')
    // Quoted once more where they stand: the inner marks of their language.
    .replace(/[「『]([^「」『』]{0,200})[」』]|[「」『』“”"]/g, (_, inner?: string) =>
      inner === undefined ? "'" : `『${inner}』`,
    )
    .replace(/\s+/g, ' ')
    .trim();
  const letters = Array.from(line);
  if (letters.length <= longest) return line;
  const kept = letters.slice(0, longest - 1).join('');
  // A word cut in two reads as a mistake; a long one without a space in reach is cut all the same.
  const space = /^\w/.test(letters[longest - 1] ?? '') ? kept.lastIndexOf(' ') : -1;
  return `${(space > kept.length / 2 ? kept.slice(0, space) : kept).trimEnd()}…`;
}

/** Undefined when nothing readable is left. */
export function foreignName(text: string | null, longest: number): string | undefined {
  if (text === null) return undefined;
  const words = foreignWords(text, longest);
  return words === '' || words === '***' ? undefined : words;
}
