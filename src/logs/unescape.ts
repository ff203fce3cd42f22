const named: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  '"': '"',
  '\\': '\\',
  "'": "'",
  '/': '/',
};

/**
 * Undoes the escapes that web servers put into quoted fields: `\xHH` (nginx, Apache), `\"`, `\\` and the C letters
 * (Apache). Anything else after a backslash stays as it is, since then no server escaped it. Byte strings in and out.
 */
export function unescapeLogField(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\(x[0-9A-Fa-f]{2}|.)/gs, (whole, what: string) => {
    if (what.length === 3) return String.fromCharCode(Number.parseInt(what.slice(1), 16));
    return named[what] ?? whole;
  });
}
