// Content-Transfer-Encoding. Lenient, as readers of mail are: what is no code is passed over (base64) or kept (quoted-printable).

/** Bytes of base64; characters outside the alphabet are passed over, and each padded piece is decoded by itself. */
export function decodeBase64(latin: string): Buffer {
  // Joined pieces ("aGk=aGk=") are written by gateways that append footers.
  const clean = latin.replace(/[^A-Za-z0-9+/=]+/g, '');
  if (!/=[^=]/.test(clean)) return Buffer.from(clean, 'base64');
  return Buffer.concat(clean.split(/=+/).map((piece) => Buffer.from(piece, 'base64')));
}

/** Bytes of quoted-printable: soft line ends join, spaces at line ends go (RFC 2045 §6.7), a wrong "=XY" stays. */
export function decodeQuotedPrintable(latin: string): Buffer {
  if (!latin.includes('=')) return Buffer.from(latin, 'latin1');
  const joined = latin.replace(/=[ \t]*(?:\r\n|\n|\r|$)/g, '');
  return Buffer.from(
    joined.replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
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
