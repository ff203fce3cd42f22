// Which mails are copies of one mailing. Names, numbers, addresses and links differ from copy to copy, so they are masked
// first; what is left is compared by shared word sequences.

import { headerValue } from './header.ts';
import type { MailMessage } from './message.ts';
import { foldSpelling } from './spelling.ts';

/** Values of 64 hash functions over the text's shingles: the share that agrees estimates the share of shingles in common. */
export type Signature = { readonly hashes: Uint32Array; readonly shingles: number };

const HASHES = 64;
/** Bands of two rows: mails that share three sequences in ten are compared 19 times in 20. */
const BANDS = HASHES / 2;
/** Copies of one template share well over a third of their masked word sequences; strangers a few per cent. */
const SAME_ABOVE = 0.3;

/** A word before 様, さん or 殿, with the family name before it. */
const honoured = /[^\s\u0001]{1,20}(?:[ \u3000][^\s\u0001]{1,10})?[ \u3000]?(?:様|さん|殿)/gu;

/** Links, addresses, numbers and what stands behind a greeting made one mark each. */
export function maskText(text: string): string {
  const masked = foldSpelling(text.slice(0, 200_000))
    .replace(/(?:https?:\/\/|www\.)[^\s<>"')\]]{1,2000}/g, ' \u0001url ')
    .replace(/[^\s<>"']+/g, (word) => (word.includes('@') ? ' \u0001mail ' : word))
    .replace(/\p{N}[\p{N}.,:/-]{0,40}/gu, ' \u0001num ')
    .replace(
      /(^|\s)(dear|hi|hello|hallo|bonjour|sehr geehrter?)\s+[^\s,!:.]{1,40}(?:\s+[^\s,!:.]{1,40}){0,3}(?=[,!:.\n])/g,
      '$1$2 \u0001name',
    );
  return /様|さん|殿/.test(masked) ? masked.replace(honoured, ' \u0001name ') : masked;
}

/** FNV-1a, without its last step: the hash of one text after another is that of both. */
function feed(text: string, seed: number): number {
  let value = seed;
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  return value;
}

function finish(fed: number): number {
  let value = fed;
  value = Math.imul(value ^ (value >>> 16), 0x7feb352d) >>> 0;
  return (value ^ (value >>> 15)) >>> 0;
}

/** Word pairs; of scripts without spaces, runs of four characters. */
function shingles(masked: string): Set<number> {
  const found = new Set<number>();
  const tokens =
    masked.match(
      /\u0001?[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Hangul}']+|[^\s\p{Script=Latin}\p{P}\p{S}]/gu,
    ) ?? [];
  const limited = tokens.slice(0, 20_000);
  const wide =
    limited.filter((token) => token.length === 1 && /[\u3040-\u9fff]/.test(token)).length > limited.length / 2;
  const size = wide ? 4 : 2;
  for (let i = 0; i + size <= Math.max(limited.length, size); i += 1) {
    let value = feed(limited[i] ?? '', 0x811c9dc5);
    const end = Math.min(i + size, limited.length);
    for (let j = i + 1; j < end; j += 1) value = feed(limited[j] ?? '', feed(' ', value));
    found.add(finish(value));
  }
  return found;
}

function signatureOf(masked: string): Signature {
  const set = shingles(masked);
  const hashes = new Uint32Array(HASHES).fill(0xffffffff);
  for (const shingle of set) {
    let a = shingle;
    for (let i = 0; i < HASHES; i += 1) {
      a = (Math.imul(a ^ (a >>> 15), 0x2c1b3c6d) + Math.imul(i + 1, 0x9e3779b1)) | 0;
      const value = (a ^ (a >>> 13)) >>> 0;
      if (value < (hashes[i] ?? 0)) hashes[i] = value;
    }
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
  readonly #buckets = new Map<string, number[]>();
  readonly #seen: { readonly signature: Signature; readonly campaign: number }[] = [];
  #last = 0;

  /** @param masked of `maskText` */
  number(masked: string): number {
    const signature = signatureOf(masked);
    const { hashes } = signature;
    const keys = Array.from({ length: BANDS }, (_, band) => `${band}:${hashes[2 * band]},${hashes[2 * band + 1]}`);
    let best: { campaign: number; share: number } | undefined;
    const tried = new Set<number>();
    for (const key of keys) {
      // The newest few of a bucket stand for the rest: one campaign may have thousands.
      for (const at of this.#buckets.get(key)?.slice(-8) ?? []) {
        const earlier = this.#seen[at];
        if (tried.has(at) || !earlier) continue;
        tried.add(at);
        const share = similarity(signature, earlier.signature);
        if (share >= SAME_ABOVE && (!best || share > best.share)) best = { campaign: earlier.campaign, share };
      }
    }
    const campaign = best?.campaign ?? ++this.#last;
    const index = this.#seen.push({ signature, campaign }) - 1;
    for (const key of keys) {
      const bucket = this.#buckets.get(key);
      if (bucket) bucket.push(index);
      else this.#buckets.set(key, [index]);
    }
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
  const plain = masked.replace(/[\s\p{P}]+/gu, ' ').trim();
  return [0, 1, 2, 3]
    .map((seed) =>
      finish(feed(plain, 0x811c9dc5 + seed))
        .toString(16)
        .padStart(8, '0'),
    )
    .join('');
}
