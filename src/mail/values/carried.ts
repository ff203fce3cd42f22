// What links carry in a writing that nobody reads: percent-encoded in any charset of Japan, base64, hex.
import { charsetOf, decodeCharset } from '../message/charset.ts';

/** A value of a link, behind its name. */
const parameter = /[?&;][\w.-]{1,40}=([^\s"'<>&#=]{2,600}={0,2})/g;
/** All values of a link. */
const queries = /(?<=\?)[\w.-]{1,40}=[^\s"'<>#?]{2,600}&[^\s"'<>#?]{2,600}/g;
/** A step of a link's path. */
const path = /https?:\/\/[^\s"'<>/?#]{1,255}((?:\/[^\s"'<>/?#]{0,600}){1,20})/g;

/** More values than these are not taken apart: a mail with thousands of links repeats itself. */
const MOST_VALUES = 2_000;

/** Charsets in which forms of Japan and of the West write bytes; a wrong one gives words that no record holds. */
const charsets = ['utf-8', 'shift_jis', 'euc-jp', 'iso-2022-jp', 'windows-1252'].map(charsetOf);

const isText = (text: string) =>
  /[\p{L}\p{N}]/u.test(text) && !/[\x00-\x08\x0b\x0c\x0e-\x1a\x1c-\x1f\ufffd]/.test(text);

/** Bytes as every charset reads them that knows all of them; UTF-8 alone where it does. */
function textsOf(bytes: Buffer): readonly string[] {
  const read: string[] = [];
  for (const charset of charsets) {
    const { text, undecodable } = decodeCharset(bytes, charset);
    if (undecodable === 0 && isText(text)) read.push(text);
    if (charset === 'utf-8' && read.length > 0 && !text.includes('\x1b')) return read;
  }
  return read;
}

const percent = /%[0-9a-f]{2}/i;

/** A link's value without its percent signs, in each charset that it can be. */
function undone(value: string): readonly string[] {
  const spaced = value.replaceAll('+', ' ');
  if (!percent.test(spaced)) return [spaced];
  const bytes = Buffer.from(
    spaced.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
  return textsOf(bytes);
}

/** Shorter strings are words more often than something encoded. */
const LEAST_ENCODED = 8;

/** What base64 or hex stands for, when that is text. */
function decoded(value: string): readonly string[] {
  if (value.length < LEAST_ENCODED) return [];
  if (/^(?:[0-9a-f]{2})+$/i.test(value)) {
    const texts = textsOfEncoded(Buffer.from(value, 'hex'));
    if (texts.length > 0) return texts;
  }
  // A word of small letters decodes to bytes of no charset; that is seen below.
  return /^[\w+/-]+={0,2}$/.test(value) ? textsOfEncoded(Buffer.from(value, 'base64')) : [];
}

/** Without a mark of what they are, bytes must be whole in UTF-8, or two bytes a character in Japan's charsets. */
function textsOfEncoded(bytes: Buffer): readonly string[] {
  if (bytes.some((byte) => byte < 32 && byte !== 27)) return [];
  return textsOf(bytes).filter(
    (text) => /^[\x20-\x7e]+$/.test(text) || /^[\p{L}\p{N}\p{M}\p{P}\p{Zs}=&]+$/u.test(text),
  );
}

/** Everything that a link's value may stand for, but for itself. */
function readingsOf(value: string): readonly string[] {
  const plain = percent.test(value) || value.includes('+') ? undone(value) : [];
  const again = plain.filter((one) => percent.test(one)).flatMap(undone);
  const whole = [value, ...plain];
  // Of a signed token (header.claims.signature), each part by itself.
  const encoded = whole.flatMap((one) => [one, ...(one.includes('.') ? one.split('.') : [])]).flatMap(decoded);
  return [...plain, ...again, ...encoded];
}

/** A text, and below it what its links carry. */
export function withCarried(text: string): string {
  if (!text.includes('=') && !text.includes('://')) return text;
  const values = new Set<string>();
  const add = (value: string) => {
    if (values.size < MOST_VALUES && /[%+]|^[\w/=-]{8}/.test(value)) values.add(value);
  };
  for (const [, value = ''] of text.matchAll(parameter)) add(value);
  // A name in two values stands beside itself only in the whole of them.
  for (const [query] of text.matchAll(queries)) if (percent.test(query)) add(query.replaceAll('&amp;', '&'));
  for (const [, steps = ''] of text.matchAll(path)) for (const step of steps.split('/')) add(step);
  const read = new Set([...values].flatMap(readingsOf));
  return read.size > 0 ? [text, ...read].join('\n\n') : text;
}
