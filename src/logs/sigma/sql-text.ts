// Pieces of ClickHouse SQL that more than one file writes.

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  "'": "\\'",
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\0': '\\0',
};

/** A string as a ClickHouse literal. Law: the engine reads back exactly `text`. */
export function literal(text: string): string {
  return `'${text.replace(/[\\'\n\r\t\0]/g, (c) => escapes[c] ?? c)}'`;
}

export const literals = (texts: readonly string[]): string => `[${texts.map(literal).join(', ')}]`;

/** Text as a regular expression that matches exactly it, for RE2, Vectorscan and JavaScript alike. */
export function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/#&~-]/g, (c) => (/[/#&~-]/.test(c) ? c : `\\${c}`));
}

/** Upper-case ASCII letters to lower case, as ClickHouse's lower() does. */
export const asciiLower = (text: string): string => text.replace(/[A-Z]/g, (c) => c.toLowerCase());

/** Letters beyond ASCII of which there are two sizes: what ignores case only for ASCII does not fold them. */
export const hasCasedLetters = (text: string): boolean =>
  /[^\0-\x7f]/.test(text) && text.toLowerCase() !== text.toUpperCase();

/** Items in lists of which each stays within a size. */
export function inChunks<T>(items: readonly T[], size: (item: T) => number, most: number): T[][] {
  const chunks: T[][] = [];
  let room = 0;
  for (const item of items) {
    const last = chunks.at(-1);
    if (!last || size(item) > room) {
      chunks.push([item]);
      room = most - size(item);
    } else {
      last.push(item);
      room -= size(item);
    }
  }
  return chunks;
}
