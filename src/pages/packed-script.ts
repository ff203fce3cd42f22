// Scripts packed by Dean Edwards' packer: words replaced by their number in a list, and a function that puts them back.

const packed =
  /\}\s{0,9}\(\s{0,9}'((?:[^'\\]|\\[\s\S]){1,200000})'\s{0,9},\s{0,9}(\d{1,2})\s{0,9},\s{0,9}\d{1,5}\s{0,9},\s{0,9}'((?:[^'\\]|\\[\s\S]){0,200000})'\.split\('\|'\)/;

const digits = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The number that a word of the payload stands for; undefined when it is none in that base. */
function numberOf(word: string, base: number): number | undefined {
  let value = 0;
  for (const letter of word) {
    const digit = digits.indexOf(letter);
    if (digit < 0 || digit >= base) return undefined;
    value = value * base + digit;
  }
  return value;
}

/** The script that a packed one runs; undefined when it is none. */
export function unpackedScript(code: string): string | undefined {
  // Most scripts are none: the marks of one come first.
  if (!code.includes(".split('|')") || !/eval\s{0,9}\(\s{0,9}function\s{0,9}\(p,a,c,k,e/.test(code)) return undefined;
  const [, payload = '', base = '', list = ''] = packed.exec(code) ?? [];
  const radix = Number(base);
  if (payload === '' || radix < 2 || radix > digits.length) return undefined;
  const words = list.split('|');
  return payload
    .replace(/\\([\s\S])/g, '$1')
    .replace(/\b\w{1,6}\b/g, (word) => words[numberOf(word, radix) ?? -1] || word);
}
