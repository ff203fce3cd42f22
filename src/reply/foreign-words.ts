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
    .replace(/[「」『』“”"]/g, "'")
    .replace(/\s+/g, ' ')
    .trim();
  const letters = Array.from(line);
  return letters.length > longest ? `${letters.slice(0, longest - 1).join('')}…` : line;
}

/** Undefined when nothing readable is left. */
export function foreignName(text: string | null, longest: number): string | undefined {
  if (text === null) return undefined;
  const words = foreignWords(text, longest);
  return words === '' || words === '***' ? undefined : words;
}
