import { inflateSync } from 'node:zlib';

export type PdfText = {
  readonly text: string;
  readonly byteStart: number;
  readonly byteEnd: number;
  readonly kind: 'info' | 'xmp' | 'text' | 'link';
};

const MOST_STREAMS = 400;
const MOST_INFLATED = 4_000_000;
const MOST_TOTAL = 32_000_000;

/** Strings of a PDF: its Info, XMP, links and drawn text, in streams packed with Flate too. Encrypted files give nothing. */
export function pdfTexts(bytes: Uint8Array): readonly PdfText[] {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  const found: PdfText[] = [];
  let outside = 0;
  let [streams, total] = [0, 0];
  const stream = /stream\r?\n/g;
  for (let match = stream.exec(source); match && streams < MOST_STREAMS; match = stream.exec(source)) {
    if (source.slice(Math.max(0, match.index - 3), match.index) === 'end') continue;
    const from = match.index + match[0].length;
    const end = source.indexOf('endstream', from);
    if (end === -1) break;
    streams += 1;
    strings(source.slice(outside, match.index), outside, undefined, found);
    outside = end;
    const dictionary = source.slice(Math.max(0, source.lastIndexOf('obj', match.index)), match.index);
    let content = source.slice(from, end);
    const packed = /FlateDecode|\/Fl\b/.test(dictionary);
    if (packed) {
      content = inflated(bytes.subarray(from, end), Math.min(MOST_INFLATED, MOST_TOTAL - total));
      total += content.length;
      if (content === '') continue;
    } else if (/\/Filter/.test(dictionary)) continue;
    const range = { byteStart: from, byteEnd: end };
    if (/<x:xmpmeta|<rdf:RDF|<\?xpacket/.test(content.slice(0, 4000))) {
      if (packed) found.push({ text: content, ...range, kind: 'xmp' });
      else found.push({ text: content, byteStart: from, byteEnd: end, kind: 'xmp' });
    } else strings(content, 0, range, found);
    stream.lastIndex = end;
  }
  strings(source.slice(outside), outside, undefined, found);
  return found;
}

function inflated(bytes: Uint8Array, most: number): string {
  if (most <= 0) return '';
  try {
    return inflateSync(bytes, { maxOutputLength: most }).toString('latin1');
  } catch {
    // Broken, or longer than we read: said by the page that stays unread, not guessed at.
    return '';
  }
}

type Range = { readonly byteStart: number; readonly byteEnd: number };

/** Literal and hexadecimal strings; the pieces of one TJ list are one text. */
function strings(content: string, offset: number, range: Range | undefined, found: PdfText[]): void {
  const token =
    /\[((?:\s{0,4}(?:\((?:[^()\\]|\\[\s\S]){0,2000}\)|<[0-9a-fA-F\s]{0,2000}>|-?[\d.]{1,12})){1,400})\s{0,4}\]\s{0,4}TJ|\(((?:[^()\\]|\\[\s\S]){0,4000})\)|<([0-9a-fA-F\s]{8,4000})>/g;
  for (let match = token.exec(content); match; match = token.exec(content)) {
    const [whole, list, literal, hex] = match;
    let text = '';
    if (list !== undefined) {
      for (const [, inside, code] of list.matchAll(/\(((?:[^()\\]|\\[\s\S]){0,2000})\)|<([0-9a-fA-F\s]{0,2000})>/g)) {
        text += inside !== undefined ? unescaped(inside) : fromHex(code ?? '');
      }
    } else text = literal !== undefined ? unescaped(literal) : fromHex(hex ?? '');
    if (!/[@＠]|\bat\b/i.test(text)) continue;
    const before = content.slice(Math.max(0, match.index - 24), match.index);
    const kind = /\/URI\s{0,3}$/.test(before)
      ? 'link'
      : list !== undefined ||
          /^\s{0,3}(?:Tj|'|")/.test(content.slice(match.index + whole.length, match.index + whole.length + 6))
        ? 'text'
        : 'info';
    found.push({
      text,
      kind,
      ...(range ?? { byteStart: offset + match.index, byteEnd: offset + match.index + whole.length }),
    });
  }
}

function unescaped(text: string): string {
  const bytes = text.replace(/\\(?:([0-7]{1,3})|\r?\n|([\s\S]))/g, (_, octal?: string, letter?: string) =>
    octal !== undefined
      ? String.fromCharCode(Number.parseInt(octal, 8) & 255)
      : letter === undefined || 'nrtbf'.includes(letter)
        ? ' '
        : letter,
  );
  return bytes.startsWith('\u00fe\u00ff') ? wide(bytes.slice(2)) : bytes;
}

function fromHex(hex: string): string {
  const text = Buffer.from(hex.replace(/\s/g, ''), 'hex').toString('latin1');
  return text.startsWith('\u00fe\u00ff') ? wide(text.slice(2)) : text;
}

const wide = (text: string) =>
  text.replace(/([\s\S])([\s\S])/g, (_, high: string, low: string) =>
    String.fromCharCode(high.charCodeAt(0) * 256 + low.charCodeAt(0)),
  );
