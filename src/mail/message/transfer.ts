// Content-Transfer-Encoding. Lenient, as readers of mail are: what is no code is passed over (base64) or kept (quoted-printable).

/** Characters at the end of a body among which a footer is looked for. */
const MOST_FOOTER = 8000;

/** Where plain text begins that a list or a scanner put below base64; undefined where there is none. */
function footerStart(latin: string): number | undefined {
  // Prose has spaces between its words; most bodies end here.
  if (!/[A-Za-z]{2,20}[,.]? [A-Za-z]/.test(latin.slice(-400))) return undefined;
  const from = Math.max(0, latin.length - MOST_FOOTER);
  let start: number | undefined;
  let blank = false;
  let end = latin.length;
  while (end > from) {
    const lineStart = Math.max(latin.lastIndexOf('\n', end - 1), latin.lastIndexOf('\r', end - 1)) + 1;
    const line = latin.slice(Math.max(lineStart, end - 1000), end).trim();
    const lastLine = blank && line.length % 4 === 0 && /^[A-Za-z0-9+/]{4,}$/.test(line);
    if (lastLine || /^[A-Za-z0-9+/]{16,}={0,2}$|^[A-Za-z0-9+/]{2,}={1,2}$/.test(line)) {
      return start !== undefined && (blank || line.endsWith('=')) ? start : undefined;
    }
    blank = line === '';
    if (!blank) start = lineStart;
    end = lineStart - 1;
  }
  return undefined;
}

/** Words that somebody wrote below a wrong label: no line is a code, and more stands there than letters. */
function isProse(latin: string): boolean {
  // The first characters of what is a code decide at once.
  if (/^\s{0,9}[A-Za-z0-9+/]{40}/.test(latin)) return false;
  const lines = latin
    .slice(0, 2000)
    .trim()
    .split(/[\r\n]+/);
  if (lines.some((line) => /^[A-Za-z0-9+/]{16,}={0,2}$|^[A-Za-z0-9+/]{2,}={1,2}$/.test(line.trim()))) return false;
  return lines.some((line) => /[A-Za-z]{2} [A-Za-z][^\r\n]{0,300}[.,:;!?']|[\x80-\xff]{4}/.test(line));
}

/**
 * Bytes of base64; characters outside the alphabet are passed over, each padded piece is decoded by itself, and prose
 * below it stays as it is.
 */
export function decodeBase64(latin: string): Buffer {
  if (isProse(latin)) return Buffer.from(latin, 'latin1');
  const footer = footerStart(latin);
  if (footer !== undefined)
    return Buffer.concat([decodePieces(latin.slice(0, footer)), Buffer.from(`\r\n${latin.slice(footer)}`, 'latin1')]);
  return decodePieces(latin);
}

function decodePieces(latin: string): Buffer {
  const padding = latin.indexOf('=');
  // The runtime passes over foreign characters too, but it reads "-" and "_" as RFC 4648 §5 does, and ends at padding.
  const ends = padding < 0 || !/[A-Za-z0-9+/]/.test(latin.slice(padding));
  if (ends && !latin.includes('-') && !latin.includes('_')) return Buffer.from(latin, 'base64');
  // Joined pieces ("aGk=aGk=") are written by gateways that append footers.
  const clean = latin.replace(/[^A-Za-z0-9+/=]+/g, '');
  if (!/=[^=]/.test(clean)) return Buffer.from(clean, 'base64');
  return Buffer.concat(clean.split(/=+/).map((piece) => Buffer.from(piece, 'base64')));
}

/** Value of each hexadecimal digit by its code, 255 for what is none. */
const hexDigits = new Uint8Array(256).fill(255);
for (const [value, digit] of [...'0123456789abcdef'].entries()) {
  hexDigits[digit.charCodeAt(0)] = value;
  hexDigits[digit.toUpperCase().charCodeAt(0)] = value;
}

/** Where the text goes on after a soft line end whose "=" stands before `at`; undefined when it is none. */
function afterSoftEnd(latin: string, at: number): number | undefined {
  let end = at;
  while (latin.charCodeAt(end) === 32 || latin.charCodeAt(end) === 9) end += 1;
  const code = latin.charCodeAt(end);
  if (code === 13) return latin.charCodeAt(end + 1) === 10 ? end + 2 : end + 1;
  return code === 10 ? end + 1 : end === latin.length ? end : undefined;
}

/** Soft line ends first: one may stand inside a code ("=4=" at a line's end, "1" on the next). */
function decodeInTwoSteps(latin: string): Buffer {
  const joined = latin.replace(/=[ \t]*(?:\r\n|\n|\r|$)/g, '');
  return Buffer.from(
    joined.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
}

/** Bytes of quoted-printable: soft line ends join, spaces at line ends go (RFC 2045 §6.7), a wrong "=XY" stays. */
export function decodeQuotedPrintable(latin: string): Buffer {
  const bytes = Buffer.from(latin, 'latin1');
  let from = latin.indexOf('=');
  if (from < 0) return bytes;
  // Decoded in place: what is written never overtakes what is read.
  let to = from;
  while (from < latin.length) {
    const code = bytes[from] ?? 0;
    if (code !== 61) {
      bytes[to] = code;
      to += 1;
      from += 1;
      continue;
    }
    const high = hexDigits[bytes[from + 1] ?? 0] ?? 255;
    const low = hexDigits[bytes[from + 2] ?? 0] ?? 255;
    if (high < 16 && low < 16) {
      bytes[to] = (high << 4) | low;
      to += 1;
      from += 3;
      continue;
    }
    const after = afterSoftEnd(latin, from + 1);
    if (after === undefined) return decodeInTwoSteps(latin);
    from = after;
  }
  return bytes.subarray(0, to);
}

/** Bytes of one uuencoded file (`begin 644 name` … `end`), without its frame. */
export function decodeUuencode(latin: string): Buffer {
  const out: number[] = [];
  for (const line of latin.split(/\r\n|\n|\r/)) {
    if (/^(?:begin |end\b)/.test(line) || line === '') continue;
    const length = (line.charCodeAt(0) - 32) & 63;
    const start = out.length;
    for (let i = 1; i + 3 < line.length + 3 && out.length - start < length; i += 4) {
      const [a, b, c, d] = [0, 1, 2, 3].map((k) => ((line.charCodeAt(i + k) || 32) - 32) & 63);
      const word = ((a ?? 0) << 18) | ((b ?? 0) << 12) | ((c ?? 0) << 6) | (d ?? 0);
      out.push((word >> 16) & 255, (word >> 8) & 255, word & 255);
    }
    out.length = Math.min(out.length, start + length);
  }
  return Buffer.from(out);
}

/** Whether bodies of that encoding stand for other bytes than their own. */
export function isEncoded(encoding: string): boolean {
  return /^(?:base64|quoted-printable|x-uuencode|uuencode|x-uue)$/.test(encoding);
}

/** The bytes that a part's body stands for. */
export function decodeTransfer(latin: string, encoding: string): Buffer {
  switch (encoding) {
    case 'base64':
      return decodeBase64(latin);
    case 'quoted-printable':
      return decodeQuotedPrintable(latin);
    case 'x-uuencode':
    case 'uuencode':
    case 'x-uue':
      return decodeUuencode(latin);
    default:
      return Buffer.from(latin, 'latin1');
  }
}
