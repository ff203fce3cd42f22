// ISO-2022-JP as mail uses it, carriers' and Microsoft's variants included, and ISO-2022-KR. Not left to TextDecoder: that
// one gives U+FFFD for two escapes in a row (every joined encoded-word has them) and does not know JIS X 0212.
import type { Decoded } from './decoded.ts';

type Set = 'ascii' | 'kana' | 'jis0208' | 'jis0212' | 'gb2312' | 'ksx1001' | 'unknown';

const eucJp = new TextDecoder('euc-jp');
const eucKr = new TextDecoder('euc-kr');
const gb = new TextDecoder('gb18030');

/** Escape sequences after ESC, longest first. */
const escapes: readonly (readonly [string, Set])[] = [
  ['$(@', 'jis0208'],
  ['$(B', 'jis0208'],
  ['$(D', 'jis0212'],
  // JIS X 0213 planes: plane 1 agrees with JIS X 0208 where both have a character.
  ['$(O', 'jis0208'],
  ['$(Q', 'jis0208'],
  ['$(P', 'unknown'],
  ['$(C', 'ksx1001'],
  ['$@', 'jis0208'],
  ['$B', 'jis0208'],
  ['$(A', 'gb2312'],
  ['$A', 'gb2312'],
  ['(B', 'ascii'],
  ['(J', 'ascii'],
  ['(H', 'ascii'],
  ['(I', 'kana'],
  ['.A', 'ascii'],
];

/** Bytes 0x21–0x7E of a two-byte set, made EUC: JIS X 0212 has 0x8F before them. */
function euc(pair: readonly [number, number], set: Set): string {
  const [a, b] = pair;
  const bytes = set === 'jis0212' ? [0x8f, a | 0x80, b | 0x80] : [a | 0x80, b | 0x80];
  const decoder = set === 'ksx1001' ? eucKr : set === 'gb2312' ? gb : eucJp;
  return decoder.decode(Uint8Array.from(bytes));
}

/** Keeps the sets apart among the characters that were made once. */
const pages: Readonly<Record<Set, number>> = {
  ascii: 0,
  kana: 0,
  jis0208: 0,
  unknown: 0,
  jis0212: 1 << 16,
  gb2312: 2 << 16,
  ksx1001: 3 << 16,
};

const pairs = new Map<number, string>();

function character(a: number, b: number, set: Set): string {
  if (set === 'unknown') return '\ufffd';
  const key = (a << 8) | b | pages[set];
  const known = pairs.get(key);
  if (known !== undefined) return known;
  // At most 4 × 94 × 94 of these.
  const made = euc([a, b], set);
  pairs.set(key, made.length === 1 || !made.includes('\ufffd') ? made : '\ufffd');
  return pairs.get(key) ?? made;
}

function escapeAt(latin: string, at: number): readonly [string, Set] | undefined {
  return escapes.find(([sequence]) => latin.startsWith(sequence, at));
}

/** Text of ISO-2022-JP. A line end returns to ASCII, as RFC 1468 demands and broken senders forget. */
export function decodeIso2022Jp(bytes: Buffer): Decoded {
  const latin = bytes.toString('latin1');
  const places: number[] = [];
  const out: string[] = [];
  let undecodable = 0;
  let set: Set = 'ascii';
  const lose = (at: number) => {
    undecodable += 1;
    if (places.length < 20) places.push(at);
    out.push('\ufffd');
  };
  for (let i = 0; i < latin.length; i += 1) {
    const code = latin.charCodeAt(i);
    if (code === 0x1b) {
      const sequence = escapeAt(latin, i + 1);
      if (sequence) {
        set = sequence[1];
        i += sequence[0].length;
      } else lose(i);
    } else if (code === 0x0e || code === 0x0f) {
      // Shift out and in, of the 7-bit half-width form.
      set = code === 0x0e ? 'kana' : 'ascii';
    } else if (code === 0x0a || code === 0x0d) {
      set = 'ascii';
      out.push(String.fromCharCode(code));
    } else if (set === 'kana' && code >= 0x21 && code <= 0x5f) {
      out.push(String.fromCharCode(0xff61 + code - 0x21));
    } else if (code >= 0xa1 && code <= 0xdf && set === 'ascii') {
      // 8-bit half-width kana, which some carriers put in.
      out.push(String.fromCharCode(0xff61 + code - 0xa1));
    } else if (code >= 0x80) {
      lose(i);
    } else if (set === 'ascii' || set === 'kana' || code < 0x21) {
      out.push(String.fromCharCode(code));
    } else {
      const next = latin.charCodeAt(i + 1);
      if (next >= 0x21 && next <= 0x7e) {
        const made = character(code, next, set);
        if (made === '\ufffd') lose(i);
        else out.push(made);
        i += 1;
      } else lose(i);
    }
  }
  return { text: out.join(''), charset: 'iso-2022-jp', undecodable, places };
}

/** ISO-2022-KR (RFC 1557): shift out opens KS X 1001 without its top bits, shift in closes it. */
export function decodeIso2022Kr(bytes: Buffer): Decoded {
  const latin = bytes.toString('latin1').replaceAll('\x1b$)C', '');
  const high = latin.replace(/\x0e([^\x0f\n]*)\x0f?/g, (_, shifted: string) =>
    shifted.replace(/[\x21-\x7e]/g, (char) => String.fromCharCode(char.charCodeAt(0) | 0x80)),
  );
  const text = eucKr.decode(Buffer.from(high, 'latin1'));
  return { text, charset: 'iso-2022-kr', undecodable: text.split('\ufffd').length - 1, places: [] };
}
