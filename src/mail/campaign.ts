// Which mails are copies of one mailing. Names, numbers, addresses and links differ from copy to copy, so they are masked
// first; what is left is compared by shared word sequences.

import { headerValue } from './message/header.ts';
import type { MailMessage } from './message/message.ts';
import { foldSpelling } from './values/spelling.ts';

/** Values of 64 hash functions over the text's shingles: the share that agrees estimates the share of shingles in common. */
export type Signature = { readonly hashes: Uint32Array; readonly shingles: number };

const HASHES = 64;
/** Bands of two rows: mails that share three sequences in ten are compared 19 times in 20. */
const BANDS = HASHES / 2;
/** Copies of one template share well over a third of their masked word sequences; strangers a few per cent. */
const SAME_ABOVE = 0.3;

/** Words of one mail that are compared. */
const MOST_WORDS = 20_000;
const OFFSET = 0x811c9dc5;
const PRIME = 0x01000193;

const LETTER = 1;
const SPACE = 2;
const PUNCTUATION = 4;
const OTHER = 8;
const KNOWN = 128;
/** What each character of the Basic Multilingual Plane is, once it has been asked: a property of Unicode is slow to ask. */
const remembered = new Uint8Array(0x10000);

function askKind(code: number): number {
  const character = String.fromCodePoint(code);
  return (
    (/[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hangul}']/u.test(character) ? LETTER : 0) |
    (/\s/.test(character) ? SPACE : 0) |
    (/\p{P}/u.test(character) ? PUNCTUATION : 0) |
    (/\p{S}/u.test(character) ? OTHER : 0)
  );
}

/** Of a code point: letter of a script with spaces, white space, punctuation, other sign; 0 for what is none of them. */
function kindOf(code: number): number {
  if (code > 0xffff) return askKind(code);
  const known = remembered[code] ?? 0;
  if (known !== 0) return known & ~KNOWN;
  const kind = askKind(code);
  remembered[code] = kind | KNOWN;
  return kind;
}

/** The code point at a place, as `codePointAt`; half of a pair for itself. */
function codeAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return (unit & 0xfc00) === 0xd800 ? (text.codePointAt(at) ?? unit) : unit;
}

/** A word before 様, さん or 殿, with the family name before it. */
const honoured = /[^\s\u0001]{1,20}(?:[ \u3000][^\s\u0001]{1,10})?[ \u3000]?(?:様|さん|殿)/gu;

const isSpace = (code: number) => (kindOf(code) & SPACE) !== 0;
/** Ends a word of which an address may be part: white space, quotes and angle brackets. */
const endsWord = (code: number) => code === 60 || code === 62 || code === 34 || code === 39 || isSpace(code);

/** Every word with an "@" made one mark; looked for from the "@" outward, so that other words cost nothing. */
function maskAddresses(text: string): string {
  let out = '';
  let from = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', from)) {
    let start = at;
    while (start > from && !endsWord(text.charCodeAt(start - 1))) start -= 1;
    let end = at + 1;
    while (end < text.length && !endsWord(text.charCodeAt(end))) end += 1;
    out += `${text.slice(from, start)} \u0001mail `;
    from = end;
  }
  return from === 0 ? text : out + text.slice(from);
}

/** Links, addresses, numbers and what stands behind a greeting made one mark each. */
export function maskText(text: string): string {
  const folded = foldSpelling(text.slice(0, 200_000));
  // The same digits, asked without the tables of Unicode.
  const numbers = /[^\x00-\x7f]/.test(folded) ? /\p{N}[\p{N}.,:/-]{0,40}/gu : /[0-9][0-9.,:/-]{0,40}/g;
  const masked = maskAddresses(folded.replace(/(?:https?:\/\/|www\.)[^\s<>"')\]]{1,2000}/g, ' \u0001url '))
    .replace(numbers, ' \u0001num ')
    .replace(
      /(^|\s)(dear|hi|hello|hallo|bonjour|sehr geehrter?)\s+[^\s,!:.]{1,40}(?:\s+[^\s,!:.]{1,40}){0,3}(?=[,!:.\n])/g,
      '$1$2 \u0001name',
    );
  return /様|さん|殿/.test(masked) ? masked.replace(honoured, ' \u0001name ') : masked;
}

/** FNV-1a of [start, end), without its last step: the hash of one text after another is that of both. */
function feed(text: string, start: number, end: number, seed: number): number {
  let value = seed;
  for (let i = start; i < end; i += 1) value = Math.imul(value ^ text.charCodeAt(i), PRIME);
  return value;
}

function finish(fed: number): number {
  let value = fed;
  value = Math.imul(value ^ (value >>> 16), 0x7feb352d) >>> 0;
  return (value ^ (value >>> 15)) >>> 0;
}

/** Places of the words of the mail at hand. */
const starts = new Int32Array(MOST_WORDS);
const ends = new Int32Array(MOST_WORDS);

/** Words, as places in the text: of scripts with spaces, letters in a row, with the mark before them; else one character. */
function words(masked: string) {
  let count = 0;
  let wide = 0;
  for (let at = 0; at < masked.length && count < MOST_WORDS; ) {
    const code = codeAt(masked, at);
    const kind = kindOf(code);
    const next = at + (code > 0xffff ? 2 : 1);
    let end = next;
    if ((kind & LETTER) !== 0 || code === 1) {
      while (end < masked.length) {
        const letter = codeAt(masked, end);
        if ((kindOf(letter) & LETTER) === 0) break;
        end += letter > 0xffff ? 2 : 1;
      }
    } else if (kind !== 0) {
      at = next;
      continue;
    }
    if (end === at + 1 && code >= 0x3040 && code <= 0x9fff) wide += 1;
    starts[count] = at;
    ends[count] = end;
    count += 1;
    at = end;
  }
  return { count, wide: wide > count / 2 };
}

/** Word pairs; of scripts without spaces, runs of four characters. */
function shingles(masked: string): Set<number> {
  const found = new Set<number>();
  const { count, wide } = words(masked);
  const size = wide ? 4 : 2;
  for (let i = 0; i + size <= Math.max(count, size); i += 1) {
    const end = Math.min(i + size, count);
    let value = OFFSET;
    for (let j = i; j < end; j += 1) {
      if (j > i) value = Math.imul(value ^ 32, PRIME);
      value = feed(masked, starts[j] ?? 0, ends[j] ?? 0, value);
    }
    // As a signed number, which the engine need not put in an object of its own.
    found.add(finish(value) | 0);
  }
  return found;
}

const steps = Int32Array.from({ length: HASHES }, (_, i) => Math.imul(i + 1, 0x9e3779b1));
/** Of each sequence of the mail at hand, its value under the function at hand. */
const values = new Int32Array(MOST_WORDS + 1);

function signatureOf(masked: string): Signature {
  const set = shingles(masked);
  let count = 0;
  for (const shingle of set) {
    values[count] = shingle;
    count += 1;
  }
  const hashes = new Uint32Array(HASHES);
  for (let i = 0; i < HASHES; i += 1) {
    const step = steps[i] ?? 0;
    // Compared as signed numbers, the first bit turned: the engine keeps those in registers.
    let least = 0x7fffffff;
    for (let at = 0; at < count; at += 1) {
      const before = values[at] ?? 0;
      const a = (Math.imul(before ^ (before >>> 15), 0x2c1b3c6d) + step) | 0;
      values[at] = a;
      const value = a ^ (a >>> 13) ^ 0x80000000;
      if (value < least) least = value;
    }
    hashes[i] = least ^ 0x80000000;
  }
  return { hashes, shingles: set.size };
}

/** Estimated share of word sequences in common, 0 to 1. */
export function similarity(one: Signature, other: Signature): number {
  if (one.shingles === 0 || other.shingles === 0) return one.shingles === other.shingles ? 1 : 0;
  let same = 0;
  for (let i = 0; i < HASHES; i += 1) if (one.hashes[i] === other.hashes[i]) same += 1;
  return same / HASHES;
}

/** What is compared of a mail: subject and readable text. */
export function campaignText(message: MailMessage, readable: string): string {
  return `${headerValue(message.headers, 'subject') ?? ''}\n${readable}`;
}

/**
 * Numbers mails by campaign as they come, from 1. A mail joins the campaign of the earlier mail it resembles most, if it
 * resembles it enough; order matters only between mails that resemble two campaigns.
 */
export class Campaigns {
  /**
   * Of each band, by its two hashes made one small number; mails in one bucket by chance are compared for nothing. Most
   * buckets hold one mail, which then needs no list.
   */
  readonly #buckets = Array.from({ length: BANDS }, () => new Map<number, number | number[]>());
  readonly #seen: { readonly signature: Signature; readonly campaign: number; comparedWith: number }[] = [];
  #last = 0;

  /** @param masked of `maskText` */
  number(masked: string): number {
    const signature = signatureOf(masked);
    const { hashes } = signature;
    const index = this.#seen.length;
    const best = { campaign: 0, share: 0 };
    const compare = (at: number) => {
      const earlier = this.#seen[at];
      if (!earlier || earlier.comparedWith === index) return;
      earlier.comparedWith = index;
      const share = similarity(signature, earlier.signature);
      if (share < SAME_ABOVE || share <= best.share) return;
      best.campaign = earlier.campaign;
      best.share = share;
    };
    for (const [band, bucket] of this.#buckets.entries()) {
      const key = ((hashes[2 * band] ?? 0) ^ Math.imul(hashes[2 * band + 1] ?? 0, 0x9e3779b1)) >>> 2;
      const mails = bucket.get(key);
      if (mails === undefined) bucket.set(key, index);
      else if (typeof mails === 'number') {
        compare(mails);
        bucket.set(key, [mails, index]);
      } else {
        // The newest few of a bucket stand for the rest: one campaign may have thousands.
        for (let place = Math.max(0, mails.length - 8); place < mails.length; place += 1) compare(mails[place] ?? -1);
        mails.push(index);
      }
    }
    const campaign = best.share > 0 ? best.campaign : ++this.#last;
    this.#seen.push({ signature, campaign, comparedWith: -1 });
    return campaign;
  }
}

/** The numbers of a list of mails, in its order. */
export function clusterCampaigns(texts: readonly string[]): number[] {
  const campaigns = new Campaigns();
  return texts.map((text) => campaigns.number(maskText(text)));
}

/**
 * A campaign's name that is the same in every run: mails of equal masked text have equal keys.
 *
 * @param masked of `maskText`
 */
export function campaignKey(masked: string): string {
  let [a, b, c, d] = [OFFSET, OFFSET + 1, OFFSET + 2, OFFSET + 3];
  const add = (unit: number) => {
    a = Math.imul(a ^ unit, PRIME);
    b = Math.imul(b ^ unit, PRIME);
    c = Math.imul(c ^ unit, PRIME);
    d = Math.imul(d ^ unit, PRIME);
  };
  // White space and punctuation between words count as one space.
  let apart = false;
  let begun = false;
  for (let at = 0; at < masked.length; at += 1) {
    const code = codeAt(masked, at);
    if ((kindOf(code) & (SPACE | PUNCTUATION)) !== 0) apart = true;
    else {
      if (apart && begun) add(32);
      apart = false;
      begun = true;
      add(masked.charCodeAt(at));
      if (code > 0xffff) add(masked.charCodeAt(at + 1));
    }
    if (code > 0xffff) at += 1;
  }
  return [a, b, c, d].map((fed) => finish(fed).toString(16).padStart(8, '0')).join('');
}
