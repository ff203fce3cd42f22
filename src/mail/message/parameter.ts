// Values with parameters: Content-Type and Content-Disposition, with RFC 2231 continuations and charsets.
import { decodeCharset } from './charset.ts';
import { decodeHeader } from './encoded-word.ts';

export type Parameterised = { readonly value: string; readonly parameters: ReadonlyMap<string, string> };

/** "a; b=c; d=\"e;f\"" cut at the semicolons that stand outside quotes; comments dropped. */
function cut(raw: string): string[] {
  const pieces: string[] = [];
  let piece = '';
  let quoted = false;
  let depth = 0;
  for (let i = 0; i < raw.length; i += 1) {
    const char = raw[i] ?? '';
    if (char === '\\' && quoted) {
      piece += raw[i + 1] ?? '';
      i += 1;
    } else if (char === '"' && depth === 0) {
      quoted = !quoted;
      piece += char;
    } else if (!quoted && char === '(') depth += 1;
    else if (!quoted && char === ')' && depth > 0) depth -= 1;
    else if (!quoted && depth === 0 && char === ';') {
      pieces.push(piece);
      piece = '';
    } else if (depth === 0) piece += char;
  }
  pieces.push(piece);
  return pieces;
}

function percentBytes(text: string): Buffer {
  return Buffer.from(
    text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}

/** Joins name*0, name*1*, … and undoes their percent-encoding. */
function joined(sections: ReadonlyMap<number, { text: string; extended: boolean }>): string {
  let charset = '';
  const pieces: Buffer[] = [];
  for (const [index, { text, extended }] of [...sections].sort(([a], [b]) => a - b)) {
    const marked = extended && index === 0 ? /^([^']{0,40})'[^']{0,40}'/.exec(text) : null;
    if (marked) charset = marked[1] ?? '';
    const rest = marked ? text.slice(marked[0].length) : text;
    pieces.push(extended ? percentBytes(rest) : Buffer.from(rest, 'latin1'));
  }
  return decodeCharset(Buffer.concat(pieces), charset || undefined).text;
}

/** Parses "text/plain; charset=utf-8". Names are in lower case; a repeated name keeps its first value. */
export function parseParameters(raw: string): Parameterised {
  const [head = '', ...rest] = cut(raw.replace(/[\r\n]+/g, '').slice(0, 65_536));
  const plain = new Map<string, string>();
  const sections = new Map<string, Map<number, { text: string; extended: boolean }>>();
  for (const piece of rest) {
    const equals = piece.indexOf('=');
    if (equals < 1) continue;
    const name = piece.slice(0, equals).trim().toLowerCase();
    const text = piece
      .slice(equals + 1)
      .trim()
      .replaceAll('"', '');
    const section = /^([^*]{1,60})(?:\*(\d{1,3}))?(\*)?$/.exec(name);
    if (!section) continue;
    const [, base = '', index, star] = section;
    if (index === undefined && star === undefined) {
      if (!plain.has(base)) plain.set(base, text);
      continue;
    }
    const known = sections.get(base) ?? new Map<number, { text: string; extended: boolean }>();
    known.set(Number(index ?? 0), { text, extended: star !== undefined });
    sections.set(base, known);
  }
  for (const [name, known] of sections) plain.set(name, joined(known));
  for (const name of ['name', 'filename']) {
    const text = plain.get(name);
    if (text?.includes('=?') || /[\x80-\xff]/.test(text ?? '')) plain.set(name, decodeHeader(text ?? '').text);
  }
  return { value: head.replaceAll('"', '').trim().toLowerCase(), parameters: plain };
}
