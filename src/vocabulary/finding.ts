/** What a person reads, in both languages, so that neither can be forgotten. */
export type Both = { readonly ja: string; readonly en: string };

export type Language = keyof Both;

/** Lower-case hex of a SHA-256. */
export type Sha256 = string;

/**
 * One place where a reader can look for themselves. Lines count from 1, bytes from 0, end exclusive;
 * both of the file as it is, or of the decompressed stream when `stream` is true.
 */
export type Pointer = {
  readonly path: string;
  readonly sha256: Sha256;
  readonly line: number;
  readonly byteStart: number;
  readonly byteEnd: number;
  readonly stream?: true;
};

/** What was read. Finding nothing means nothing beyond this. Times are ISO 8601 with offset, null when no line had one. */
export type Coverage = {
  readonly from: string | null;
  readonly to: string | null;
  readonly lines: number;
  readonly parsed: number;
  /** Share of the time at risk (submission to first spam) that the sources cover, 0 to 1; null when that time is unknown. */
  readonly share: number | null;
};

/** The share of planted attacks that the same check found: 5 and 95 % bounds. */
export type Power = { readonly low: number; readonly high: number };

/** A check that could not look has not found nothing: the two are never the same value. */
export type Finding =
  | { readonly kind: 'found'; readonly at: readonly Pointer[]; readonly looked: Coverage; readonly says: Both }
  | { readonly kind: 'nothing-found'; readonly looked: Coverage; readonly says: Both }
  | { readonly kind: 'not-checked'; readonly because: Both };

/** The share of lines that must have been understood before "nothing found" may be said. */
export const PARSED_SHARE_NEEDED = 0.995;
