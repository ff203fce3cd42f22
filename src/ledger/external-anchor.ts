/** By `at`, whoever `by` is saw the tree of `size` entries. */
export type ExternalAnchor = {
  readonly size: bigint;
  readonly at: Date;
  readonly by: string;
  /** The signed note that they saw, byte for byte. */
  readonly checkpoint: Uint8Array;
  /** The authority's answer (RFC 3161) where the time is a timestamp; else the time stands in the note's cosignature. */
  readonly timestamp?: Uint8Array;
};
