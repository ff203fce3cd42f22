/** What came of decoding bytes. Nothing is replaced in silence: what a charset does not know is counted. */
export type Decoded = {
  readonly text: string;
  /** The charset that was used, in WHATWG's name where it has one. */
  readonly charset: string;
  /** Bytes or byte pairs that the charset does not know; each stands as U+FFFD, or as a C1 control in windows-1252. */
  readonly undecodable: number;
  /** Offsets into the bytes given, of the first of them (at most 20). */
  readonly places: readonly number[];
};
