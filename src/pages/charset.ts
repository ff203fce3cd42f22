// Bytes to text with a way back: every character knows its byte.

export type DecodedFile = {
  readonly text: string;
  /** The byte at which a position in `text` begins. */
  byteAt(position: number): number;
  lineAt(position: number): number;
};

type Encoding = 'utf-8' | 'shift_jis' | 'euc-jp' | 'utf-16le' | 'utf-16be' | 'latin1';

function declared(head: string): string | undefined {
  return /(?:charset|encoding)\s{0,4}=\s{0,4}["']?([A-Za-z0-9_-]{3,20})/i.exec(head)?.[1]?.toLowerCase();
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function detect(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const label = declared(Buffer.from(bytes.subarray(0, 2048)).toString('latin1'));
  if (label && /shift|sjis|cp932|windows-31j/.test(label)) return 'shift_jis';
  if (label && /euc-?jp/.test(label)) return 'euc-jp';
  if (isUtf8(bytes)) return 'utf-8';
  return 'latin1';
}

const widths: Readonly<Record<Encoding, (bytes: Uint8Array, at: number) => number>> = {
  'utf-8': (bytes, at) => {
    const lead = bytes[at] ?? 0;
    return lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  },
  shift_jis: (bytes, at) => {
    const lead = bytes[at] ?? 0;
    return (lead >= 0x81 && lead <= 0x9f) || (lead >= 0xe0 && lead <= 0xfc) ? 2 : 1;
  },
  'euc-jp': (bytes, at) => {
    const lead = bytes[at] ?? 0;
    return lead === 0x8f ? 3 : lead >= 0x8e ? 2 : 1;
  },
  'utf-16le': () => 2,
  'utf-16be': () => 2,
  latin1: () => 1,
};

/** Reads UTF-8, Shift_JIS, EUC-JP and UTF-16; what is none of these as Latin-1, in which no ASCII address is lost. */
export function decodeFile(bytes: Uint8Array): DecodedFile {
  const encoding = detect(bytes);
  const ascii = encoding === 'latin1' || bytes.every((byte) => byte < 0x80);
  let text: string;
  let starts: Uint32Array | undefined;
  if (ascii) text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  else {
    const decoder = new TextDecoder(encoding, { ignoreBOM: true });
    text = encoding === 'utf-8' || encoding.startsWith('utf-16') ? decoder.decode(bytes) : '';
    if (text === '') [text, starts] = stepwise(bytes, encoding, decoder);
    else starts = positions(text, encoding);
  }
  let lines: number[] | undefined;
  const byteAt = (position: number) => (starts ? (starts[Math.min(position, text.length)] ?? bytes.length) : position);
  const lineAt = (position: number) => {
    if (!lines) {
      lines = [];
      for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines.push(at);
    }
    let [low, high] = [0, lines.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((lines[middle] ?? 0) < position) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
  return { text, byteAt, lineAt };
}

function positions(text: string, encoding: Encoding): Uint32Array {
  const starts = new Uint32Array(text.length + 1);
  let byte = 0;
  for (let i = 0; i < text.length; i += 1) {
    starts[i] = byte;
    const code = text.charCodeAt(i);
    if (encoding !== 'utf-8') byte += 2;
    else if (code < 0x80) byte += 1;
    else if (code < 0x800) byte += 2;
    else if (code >= 0xd800 && code <= 0xdfff) byte += 2;
    else byte += 3;
  }
  starts[text.length] = byte;
  return starts;
}

/** Character by character, so that a broken one costs itself and not the way back. */
function stepwise(bytes: Uint8Array, encoding: Encoding, decoder: TextDecoder): [string, Uint32Array] {
  const starts: number[] = [];
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const width = Math.min(widths[encoding](bytes, at), bytes.length - at);
    const part =
      width === 1 && (bytes[at] ?? 0) < 0x80
        ? String.fromCharCode(bytes[at] ?? 0)
        : decoder.decode(bytes.subarray(at, at + width));
    for (let i = 0; i < part.length; i += 1) starts.push(at);
    parts.push(part);
    at += width;
  }
  starts.push(bytes.length);
  return [parts.join(''), Uint32Array.from(starts)];
}
