// Header text: RFC 2047 words, and the raw 8-bit and ISO-2022-JP headers that were never allowed and are everywhere.
import { charsetOf, decodeCharset, guessCharset } from './charset.ts';
import { decodeBase64, decodeQuotedPrintable } from './transfer.ts';

export type HeaderText = {
  readonly text: string;
  /** Charsets whose bytes could not all be decoded, and how many; empty when everything could. */
  readonly undecodable: readonly { readonly charset: string; readonly count: number }[];
};

type Word = { readonly charset: string; readonly bytes: Buffer; readonly start: number; readonly end: number };

/** RFC 2047 allows 75 characters a word; senders write hundreds. */
const MOST_WORD = 8000;

/** The next "=?charset?B?…?=" from `from`; it may hold spaces, but never crosses a line end. */
function nextWord(raw: string, from: number): Word | undefined {
  let close = -1;
  for (let start = raw.indexOf('=?', from); start >= 0; start = raw.indexOf('=?', start + 2)) {
    const head = /^=\?([^?\s]{1,80})\?([bBqQ])\?/.exec(raw.slice(start, start + 90));
    if (!head) continue;
    const [whole, charset = '', method = ''] = head;
    // Looked for once, not from every opening before it.
    if (close < start + whole.length) close = raw.indexOf('?=', start + whole.length);
    // No end anywhere after this: none for any later word either.
    if (close < 0) return undefined;
    // Bounded, so that a header made of openings cannot cost the square of its length.
    if (close - start > MOST_WORD) continue;
    const encoded = raw.slice(start + whole.length, close);
    if (/[\r\n]/.test(encoded)) continue;
    const bytes = /b/i.test(method) ? decodeBase64(encoded) : decodeQuotedPrintable(encoded.replaceAll('_', '=20'));
    return { charset: charset.replace(/\*.*$/, '').toLowerCase(), bytes, start, end: close + 2 };
  }
  return undefined;
}

/** More characters than ten thousand recipients take; what stands behind them is kept as it is. */
const MOST_DECODED = 512 * 1024;

/** Text outside encoded-words: usually ASCII; else the sender's bytes, in the body's charset or a guessed one. */
function plain(raw: string, bodyCharset: string | null, lost: { charset: string; count: number }[]): string {
  // Most headers are one line of ASCII.
  if (!/[\r\n\x1b\x80-\xff]/.test(raw)) return raw;
  const unfolded = raw.replace(/(?:\r+\n|\n|\r)(?=[ \t])/g, '').replace(/[\r\n]+/g, ' ');
  if (!/[\x80-\xff]|\x1b[$(]/.test(unfolded)) return unfolded;
  const bytes = Buffer.from(unfolded, 'latin1');
  const guessed = guessCharset(bytes);
  const label = guessed === 'windows-1252' ? (charsetOf(bodyCharset) ?? guessed) : guessed;
  const first = decodeCharset(bytes, label);
  // The body's charset is only a hint: it must not make a readable header worse.
  const { text, charset, undecodable } =
    first.undecodable > 0 && label !== guessed ? decodeCharset(bytes, guessed) : first;
  if (undecodable > 0) lost.push({ charset, count: undecodable });
  return text;
}

/**
 * A header's value as a person reads it. Neighbouring words of one charset are joined before decoding, because senders
 * cut characters in two.
 *
 * @param raw the value as found, one character a byte, folds included
 * @param bodyCharset of the same message, for headers in raw 8-bit
 */
export function decodeHeader(raw: string, bodyCharset: string | null = null): HeaderText {
  if (raw.length > MOST_DECODED) {
    const { text, undecodable } = decodeHeader(raw.slice(0, MOST_DECODED), bodyCharset);
    return { text: text + raw.slice(MOST_DECODED), undecodable };
  }
  const undecodable: { charset: string; count: number }[] = [];
  if (!raw.includes('=?')) return { text: plain(raw, bodyCharset, undecodable).trim(), undecodable };
  let text = '';
  let at = 0;
  for (let word = nextWord(raw, 0); word; word = nextWord(raw, at)) {
    const between = raw.slice(at, word.start);
    // White space between two words is not part of the text (RFC 2047 §6.2).
    if (at === 0 || /[^ \t\r\n]/.test(between)) text += plain(between, bodyCharset, undecodable);
    const pieces = [word.bytes];
    at = word.end;
    for (let next = nextWord(raw, at); next && next.charset === word.charset; next = nextWord(raw, at)) {
      if (/[^ \t\r\n]/.test(raw.slice(at, next.start))) break;
      pieces.push(next.bytes);
      at = next.end;
    }
    const decoded = decodeCharset(Buffer.concat(pieces), word.charset);
    if (decoded.undecodable > 0) undecodable.push({ charset: decoded.charset, count: decoded.undecodable });
    text += decoded.text.replace(/[\r\n]+/g, ' ');
  }
  text += plain(raw.slice(at), bodyCharset, undecodable);
  return { text: text.trim(), undecodable };
}
