import type { Row } from '../rows.ts';
import type { Local, YearClock } from '../times.ts';

/** What a parser is told about the file it reads, and where it puts what it found. */
export type FileContext = {
  readonly local: Local;
  readonly year: YearClock;
  /** Number of the line being read, from 0. */
  n: number;
  /** A row of the line being read, or of line `n` when a record took several lines to end. */
  emit(row: Row, n?: number): void;
  /** Takes back an earlier line that was said to be of `format`: nothing was emitted for it, and it was not understood. */
  unread(n: number, format: string): void;
  /** Something the reader of the summary must know that the file did not say. English, short, fixed words. */
  assume(what: string): void;
};

export type LineParser = {
  /**
   * Reads one line (a byte string without its line end), emitting what it holds.
   *
   * @returns the format's name as printed; undefined, with nothing emitted, when the line is no line of this format
   */
  read(line: string): string | undefined;

  /** Whether a line that no format reads goes on with this format's last record. Emits nothing itself. */
  continues?(line: string): boolean;

  /** Whether the format is in the middle of something whose lines could look like another format's: it is asked first. */
  inside?(): boolean;

  /** The file ended: emit what was held back. */
  flush?(): void;
};

/** A format is opened once a file, so that what it must remember from line to line is the file's own. */
export type Format = {
  readonly id: string;
  /** The format takes lines of which it understands little: every other is asked before it, whatever the line before was. */
  readonly loose?: true;
  /** Its lines may be the rest of another's record: that is asked first. */
  readonly last?: true;
  open(file: FileContext): LineParser;
};
