// Bytes of a declared (or undeclared) charset to text. Nothing is replaced in silence: every byte that the charset does
// not know is counted, and the first places are kept.
import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import type { Decoded } from './decoded.ts';
import { decodeIso2022Jp, decodeIso2022Kr } from './iso-2022.ts';

/** What bytes 0x80–0x9F mean in windows-1252; 0: not assigned. */
const windows1252Upper = [
  0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0, 0,
  0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178,
] as const;

/** Names seen in mail that TextDecoder does not know, or knows under another name. */
const aliases: Readonly<Record<string, string>> = {
  cp932: 'shift_jis',
  ms932: 'shift_jis',
  'windows-932': 'shift_jis',
  'x-ms-cp932': 'shift_jis',
  'shift-jis-2004': 'shift_jis',
  shift_jisx0213: 'shift_jis',
  'x-sjis-jp': 'shift_jis',
  sjis: 'shift_jis',
  'x-sjis-cp932': 'shift_jis',
  'shift_jis-docomo': 'shift_jis',
  'shift_jis-softbank': 'shift_jis',
  'shift_jis-kddi': 'shift_jis',
  eucjp: 'euc-jp',
  'eucjp-ms': 'euc-jp',
  'eucjp-win': 'euc-jp',
  cp51932: 'euc-jp',
  'euc-jp-ms': 'euc-jp',
  ujis: 'euc-jp',
  jis: 'iso-2022-jp',
  csiso2022jp: 'iso-2022-jp',
  'iso-2022-jp-ms': 'iso-2022-jp',
  'iso-2022-jp-1': 'iso-2022-jp',
  'iso-2022-jp-2': 'iso-2022-jp',
  'iso-2022-jp-3': 'iso-2022-jp',
  'iso-2022-jp-ext': 'iso-2022-jp',
  'iso-2022-jp-2004': 'iso-2022-jp',
  iso2022jp: 'iso-2022-jp',
  'iso-2022jp': 'iso-2022-jp',
  cp50220: 'iso-2022-jp',
  cp50221: 'iso-2022-jp',
  cp50222: 'iso-2022-jp',
  'iso-2022-jp-kddi': 'iso-2022-jp',
  'iso-2022-jp-softbank': 'iso-2022-jp',
  csiso2022kr: 'iso-2022-kr',
  'iso-2022-kr': 'iso-2022-kr',
  'unicode-1-1-utf-7': 'utf-7',
  utf7: 'utf-7',
  'x-unicode-2-0-utf-7': 'utf-7',
  utf8: 'utf-8',
  'utf-8-mac': 'utf-8',
  utf8mb4: 'utf-8',
  'cesu-8': 'utf-8',
  ascii: 'windows-1252',
  us: 'windows-1252',
  'us-ascii': 'windows-1252',
  'iso-8859-1': 'windows-1252',
  'iso8859-1': 'windows-1252',
  'iso-8859-1-windows-3.1-latin-1': 'windows-1252',
  latin1: 'windows-1252',
  'latin-1': 'windows-1252',
  cp1252: 'windows-1252',
  cp936: 'gb18030',
  gbk: 'gb18030',
  'x-gbk': 'gb18030',
  gb2312: 'gb18030',
  'gb2312-80': 'gb18030',
  'hz-gb-2312': 'hz-gb-2312',
  hz: 'hz-gb-2312',
  cp949: 'euc-kr',
  uhc: 'euc-kr',
  ks_c_5601: 'euc-kr',
  cp950: 'big5',
  'big5-eten': 'big5',
};

/** Labels that say nothing: treated as if there were none. */
const empty = new Set([
  '',
  'unknown',
  'unknown-8bit',
  'x-unknown',
  '8bit',
  '7bit',
  'default',
  'none',
  'binary',
  'default_charset',
  'charset',
]);

const decoders = new Map<string, TextDecoder | null>();

function textDecoder(label: string): TextDecoder | null {
  const known = decoders.get(label);
  if (known !== undefined) return known;
  let made: TextDecoder | null = null;
  try {
    made = new TextDecoder(label, { ignoreBOM: true });
  } catch (error) {
    // An unknown label is ordinary in mail; anything else is not.
    if (!(error instanceof RangeError)) throw error;
  }
  // Labels come from strangers: the cache must not grow with them.
  if (decoders.size < 256) decoders.set(label, made);
  return made;
}

const names = new Map<string, string | undefined>();

/** The decoder's name for a label as mail writes it; undefined when there is none. */
export function charsetOf(label: string | null | undefined): string | undefined {
  if (label == null || label === '') return undefined;
  if (names.has(label)) return names.get(label);
  const name = nameOf(label);
  // Labels come from strangers: what is remembered must not grow with them.
  if (names.size < 256 && label.length < 64) names.set(label, name);
  return name;
}

function nameOf(label: string): string | undefined {
  const plain = label
    .trim()
    .replace(/^["']+|["']+$/g, '')
    .toLowerCase()
    .replace(/\*.*$/, '')
    .slice(0, 64);
  if (empty.has(plain)) return undefined;
  const alias = Object.hasOwn(aliases, plain) ? aliases[plain] : undefined;
  if (alias !== undefined) return alias;
  const decoder = textDecoder(plain);
  // The runtime's own decoder of GBK gives private characters where GB 18030 has public ones.
  if (decoder) return decoder.encoding === 'gbk' ? 'gb18030' : decoder.encoding;
  // iconv-lite also knows names that are no charsets of text.
  return !/^(?:base64|hex|binary|internal)/.test(plain) && iconv.encodingExists(plain) ? plain : undefined;
}

/**
 * Charsets that iconv-lite knows better, under its name. The runtime reads EUC-KR without the 8,822 syllables that
 * Windows added, and drops a byte of each in silence; of Big5 it makes private characters where HKSCS has public ones.
 */
const byIconv: Readonly<Record<string, string>> = { 'euc-kr': 'cp949', big5: 'big5' };

function windows1252(bytes: Buffer): Decoded {
  const latin = bytes.toString('latin1');
  const places: number[] = [];
  let undecodable = 0;
  if (isAscii(bytes) || !/[\x80-\x9f]/.test(latin))
    return { text: latin, charset: 'windows-1252', undecodable, places };
  const text = latin.replace(/[\x80-\x9f]/g, (char, at: number) => {
    const code = windows1252Upper[char.charCodeAt(0) - 0x80];
    if (code) return String.fromCharCode(code);
    undecodable += 1;
    if (places.length < 20) places.push(at);
    return char;
  });
  return { text, charset: 'windows-1252', undecodable, places };
}

/**
 * Decodes, never failing: some bytes of GB 18030 and EUC-JP make the runtime's lenient decoder throw all the same
 * (ERR_ENCODING_INVALID_ENCODED_DATA, Node 20); iconv-lite reads those.
 */
function lenient(bytes: Buffer, charset: string): string {
  try {
    return textDecoder(charset)?.decode(bytes) ?? windows1252(bytes).text;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    // A decoder that threw may keep half a character.
    decoders.delete(charset);
    return iconv.decode(bytes, charset);
  }
}

/** What one byte more gives. */
function stepper(charset: string): (byte: Buffer) => string {
  const name = byIconv[charset];
  if (name !== undefined) {
    const decoder = iconv.getDecoder(name);
    return (byte) => decoder.write(byte);
  }
  const decoder = new TextDecoder(charset, { ignoreBOM: true });
  return (byte) => decoder.decode(byte, { stream: true });
}

/** Where U+FFFD first came out, by feeding one byte at a time; only run when there is one. */
function findPlaces(bytes: Buffer, charset: string): number[] {
  const step = stepper(charset);
  const places: number[] = [];
  // Beyond this the count alone is given.
  const last = Math.min(bytes.length, 1 << 20);
  for (let i = 0; i < last && places.length < 20; i += 1) {
    try {
      if (step(bytes.subarray(i, i + 1)).includes('\ufffd')) places.push(i);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      // The byte that the runtime cannot bear is the place.
      return [...places, i];
    }
  }
  return places;
}

const countReplaced = (text: string) => text.split('\ufffd').length - 1;

function byTextDecoder(bytes: Buffer, charset: string): Decoded {
  if (charset === 'utf-8' && isAscii(bytes))
    return { text: bytes.toString('latin1'), charset, undecodable: 0, places: [] };
  const text = lenient(bytes, charset);
  let undecodable = text.includes('\ufffd') ? countReplaced(text) : 0;
  // A sender may have written U+FFFD itself.
  if (undecodable > 0 && charset === 'utf-8') {
    undecodable -= countReplaced(bytes.toString('latin1').replaceAll('\xef\xbf\xbd', '\ufffd'));
  }
  return { text, charset, undecodable, places: undecodable > 0 ? findPlaces(bytes, charset) : [] };
}

/** HZ (RFC 1843): "~{" opens GB 2312 without its top bits, "~}" closes it. */
function hz(bytes: Buffer): Decoded {
  const high = bytes.toString('latin1').replace(/~\{([^~\n]*)(?:~\}|$)|~\n|~~/g, (whole, pairs: string | undefined) => {
    if (pairs === undefined) return whole === '~~' ? '~' : '';
    return pairs.replace(/[\x21-\x7e]/g, (char) => String.fromCharCode(char.charCodeAt(0) | 0x80));
  });
  return { ...byTextDecoder(Buffer.from(high, 'latin1'), 'gb18030'), charset: 'hz-gb-2312', places: [] };
}

function looksIso2022Jp(latin: string): boolean {
  return /\x1b\$(?:[@B]|\([DOPQ])|\x1b\(I/.test(latin);
}

/** Share of kana among the two-byte characters; 0 when there are fewer than three. */
function kanaShare(text: string): number {
  const kana = text.match(/[\u3041-\u30fe]/g)?.length ?? 0;
  const wide = text.match(/[\u3000-\u9fff\uff01-\uff5e]/g)?.length ?? 0;
  return wide < 3 || text.includes('\ufffd') ? 0 : kana / wide;
}

/**
 * The charset of bytes that carry no usable label. Without signs of a Japanese charset, or of UTF-8, it is windows-1252.
 * Known limits: unlabelled Chinese and Korean charsets are not recognised.
 */
export function guessCharset(bytes: Buffer): string {
  const latin = bytes.toString('latin1', 0, 1 << 16);
  if (looksIso2022Jp(latin)) return 'iso-2022-jp';
  if (!/[\x80-\xff]/.test(latin) || isUtf8(bytes)) return 'utf-8';
  const head = bytes.subarray(0, 1 << 16);
  const euc = kanaShare(lenient(head, 'euc-jp'));
  const sjis = kanaShare(lenient(head, 'shift_jis'));
  if (Math.max(euc, sjis) < 0.2) return 'windows-1252';
  return euc >= sjis ? 'euc-jp' : 'shift_jis';
}

/** Less kana than this are in no sentence of Japanese. */
const KANA_OF_A_SENTENCE = 0.4;

/**
 * Whether text read as Shift_JIS is EUC-JP: hardly a byte is lost, but it is kana of half width without a single hiragana,
 * where the other charset gives sentences.
 */
function isEucInDisguise(text: string, bytes: Buffer): boolean {
  const half = text.match(/[\uff61-\uff9f]/g)?.length ?? 0;
  const wide = text.match(/[\u3000-\u9fff]/g)?.length ?? 0;
  if (half < 8 || half < wide || /[ぁ-ゖ]/.test(text)) return false;
  const euc = lenient(bytes.subarray(0, 1 << 16), 'euc-jp');
  return kanaShare(euc) >= KANA_OF_A_SENTENCE && decodeAs(bytes, 'euc-jp').undecodable === 0;
}

/**
 * Text of bytes labelled `label`. A label that nobody knows, or none, is guessed from the bytes. Escape sequences of
 * ISO-2022-JP win over a label of ASCII or UTF-8: no text of those holds them by accident. A label under which bytes
 * are lost, or sentences turn into kana of half width, gives way to a charset that reads every one of them and that the bytes themselves show.
 */
export function decodeCharset(bytes: Uint8Array, label: string | null | undefined): Decoded {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const named = charsetOf(label);
  let charset = named ?? guessCharset(buffer);
  if (
    (charset === 'windows-1252' || charset === 'utf-8') &&
    buffer.includes(0x1b) &&
    looksIso2022Jp(buffer.toString('latin1'))
  ) {
    charset = 'iso-2022-jp';
  }
  const decoded = decodeAs(buffer, charset);
  if (named === undefined || isAscii(buffer)) return decoded;
  if (charset === 'shift_jis' && isEucInDisguise(decoded.text, buffer)) return decodeAs(buffer, 'euc-jp');
  if (decoded.undecodable === 0) return decoded;
  const shown = guessCharset(buffer);
  if (shown === charset || shown === 'windows-1252') return decoded;
  const other = decodeAs(buffer, shown);
  return other.undecodable === 0 ? other : decoded;
}

function decodeAs(bytes: Buffer, charset: string): Decoded {
  switch (charset) {
    case 'windows-1252':
      return windows1252(bytes);
    case 'iso-2022-jp':
      return decodeIso2022Jp(bytes);
    case 'iso-2022-kr':
      return decodeIso2022Kr(bytes);
    case 'hz-gb-2312':
      return hz(bytes);
    default:
      break;
  }
  if (byIconv[charset] === undefined && charset !== 'utf-7' && textDecoder(charset))
    return byTextDecoder(bytes, charset);
  const text = iconv.decode(bytes, byIconv[charset] ?? charset, { stripBOM: false });
  const undecodable = countReplaced(text);
  const places = undecodable > 0 && byIconv[charset] !== undefined ? findPlaces(bytes, charset) : [];
  return { text, charset, undecodable, places };
}

/** The same of bytes that are given as one character each. */
export function decodeLatin(latin: string, label: string | null | undefined): Decoded {
  // ASCII stands for itself in both; any other charset, and escape sequences, are looked at.
  const charset = /[\x1b\x80-\xff]/.test(latin) ? undefined : (charsetOf(label) ?? 'utf-8');
  return charset === 'windows-1252' || charset === 'utf-8'
    ? { text: latin, charset, undecodable: 0, places: [] }
    : decodeCharset(Buffer.from(latin, 'latin1'), label);
}
