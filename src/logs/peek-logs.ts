// A first look at logs before they are read: the start and the end of each file, the last megabytes of what is still written
// to, and pieces spread over the rest, however large it is. A sample, and said to be one.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { type FirstSign, openFirstSigns } from './first-signs.ts';
import type { FileContext } from './formats/format.ts';
import type { LogInput } from './list-logs.ts';
import { seriesMember } from './log-series.ts';
import { openFileParser } from './parse-line.ts';
import type { Row } from './rows.ts';
import { compressionOf } from './source-bytes.ts';
import { openTextStream, utf16Of } from './text-stream.ts';
import { localTime, yearClock } from './times.ts';

export type PeekedLog = {
  readonly path: string;
  readonly bytes: number;
  readonly compressed: boolean;
  /** Milliseconds UTC of the earliest and latest time seen in the sample; null when no line of it carried one. */
  readonly from: number | null;
  readonly to: number | null;
  /** Whether the end of the file was seen: of a compressed file often only the start is. */
  readonly endSeen: boolean;
};

export type Peek = {
  readonly logs: readonly PeekedLog[];
  readonly signs: readonly FirstSign[];
  /** Bytes looked at (unpacked), and bytes there are (as they lie). */
  readonly looked: number;
  readonly bytes: number;
  /** Whether every line of every file was looked at. */
  readonly whole: boolean;
  /** Files not looked at, because there are too many. */
  readonly left: number;
};

/** Read from either end of a file for its times. */
const EDGE_BYTES = 64 * 1024;
/** Of which so much is parsed when it carries times already. */
const NARROW_BYTES = 8 * 1024;
/** The end of a file that is still written to. */
const TAIL_BYTES = 2 * 1024 * 1024;
/** All ends together: parsed at some 20 MB a second once warm. What is burning is seen at the ends. */
const TAIL_BUDGET = 24 * 1024 * 1024;
const PIECE_BYTES = 128 * 1024;
/** All pieces from between, of all files: every line is read in a moment, and this look must not hold that up. */
const PIECE_BUDGET = 2 * 1024 * 1024;
/** Logs that are no larger together are looked at whole. */
const SMALL_BYTES = 24 * 1024 * 1024;
/** A compressed file up to this is unpacked whole when it is the newest of its log; so many of them at most. */
const WHOLE_PACKED_BYTES = 32 * 1024 * 1024;
const WHOLE_PACKED_FILES = 8;
/** Opening a file and parsing its edges takes about a millisecond: beyond this only every so many is. */
const MOST_FILES = 20_000;

type Piece = { readonly lines: readonly string[]; readonly signs: boolean };

/** Whole lines of a piece; the first and the last may be cut and are left out where they may be. */
function wholeLines(piece: Buffer, cutStart: boolean, cutEnd: boolean): string[] {
  const lines = piece.toString('latin1').split('\n');
  return lines.slice(cutStart ? 1 : 0, cutEnd || lines.at(-1) === '' ? -1 : undefined);
}

const DAY = 86_400_000;

/** A line without a year that would lie in the future is last year's. */
const notInFuture = (at: number, now: number) => (at > now + DAY ? at - 365.25 * DAY : at);

type Range = { from: number | null; to: number | null };

/** Between pieces whoever else waits has a turn: the engine is being told meanwhile what to take in. */
async function readPieces(
  pieces: readonly Piece[],
  timeZone: string,
  now: Date,
  onRow: (row: Row) => void,
): Promise<Range> {
  const range: Range = { from: null, to: null };
  let telling = false;
  const context: FileContext = {
    local: localTime(timeZone),
    year: yearClock(now.getUTCFullYear()),
    n: 0,
    emit: (row) => {
      if (row.at <= 0) return;
      const at = notInFuture(Math.floor(row.at / 1000), now.getTime());
      range.from = range.from === null ? at : Math.min(range.from, at);
      range.to = range.to === null ? at : Math.max(range.to, at);
      if (telling) onRow({ ...row, at: at * 1000 });
    },
    unread: () => {},
    assume: () => {},
  };
  const parser = openFileParser(context);
  for (const { lines, signs } of pieces) {
    telling = signs;
    for (const line of lines) {
      parser.read(line.replace(/\r$/, ''));
      context.n += 1;
    }
    parser.flush();
    await turn();
  }
  return range;
}

/** The start of what a compressed file unpacks to, or UTF-16 decodes to, and its end where it is read whole. */
async function unpackedEdges(
  file: number,
  size: number,
  whole: boolean,
): Promise<{ start: Buffer; end: Buffer | null }> {
  const pieces: Buffer[] = [];
  let kept = 0;
  const last: Buffer[] = [];
  let lastBytes = 0;
  const head = Buffer.alloc(Math.min(size, EDGE_BYTES));
  readSync(file, head, 0, head.length, 0);
  const unpacker = openTextStream(compressionOf(head), (piece) => {
    if (kept < EDGE_BYTES) {
      const taken = Buffer.from(piece.subarray(0, EDGE_BYTES - kept));
      pieces.push(taken);
      kept += taken.length;
    }
    if (!whole) return;
    last.push(Buffer.from(piece));
    lastBytes += piece.length;
    while (lastBytes - (last[0]?.length ?? 0) >= TAIL_BYTES) lastBytes -= last.shift()?.length ?? 0;
  });
  let ended = false;
  try {
    await unpacker.write(head);
    for (let at = head.length; whole && at < size; at += EDGE_BYTES) {
      const next = Buffer.alloc(Math.min(EDGE_BYTES, size - at));
      readSync(file, next, 0, next.length, at);
      await unpacker.write(next);
    }
    await unpacker.end();
    ended = true;
  } catch {
    // The start of a file always ends too early; what came out before that is the sample.
  }
  return { start: Buffer.concat(pieces), end: ended && whole ? Buffer.concat(last) : null };
}

type Share = { readonly tail: number; readonly spacing: number; readonly whole: boolean };
type Looked = {
  readonly log: PeekedLog;
  readonly signs: readonly FirstSign[];
  readonly looked: number;
  readonly whole: boolean;
};

function read(file: number, from: number, length: number): Buffer {
  const piece = Buffer.alloc(length);
  return piece.subarray(0, readSync(file, piece, 0, length, from));
}

async function peek(
  { path, shown }: LogInput,
  { tail, spacing, whole }: Share,
  timeZone: string,
  now: Date,
): Promise<Looked | null> {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    return null;
  }
  try {
    const { size } = fstatSync(file);
    const head = read(file, 0, Math.min(size, EDGE_BYTES));
    const compressed = compressionOf(head) !== 'none';
    const signs = openFirstSigns(shown);
    const parse = (pieces: readonly Piece[]) => readPieces(pieces, timeZone, now, signs.read);
    const first = async (start: Buffer, isAll: boolean, then: readonly Piece[]): Promise<Range> => {
      const narrow = start.subarray(0, NARROW_BYTES);
      const cut = start.length > NARROW_BYTES || !isAll;
      const range = await parse([{ lines: wholeLines(narrow, false, cut), signs: true }, ...then]);
      // Long lines, or a preamble without times: then all that was read is parsed.
      return range.from === null ? parse([{ lines: wholeLines(start, false, !isAll), signs: true }, ...then]) : range;
    };
    if (compressed || utf16Of(head) !== undefined) {
      const { start, end } = await unpackedEdges(file, size, whole);
      const all = end !== null && end.length < TAIL_BYTES;
      const rest = end === null ? [] : [{ lines: wholeLines(end, !all, false), signs: true }];
      const range = await (all ? parse(rest) : first(start, false, rest));
      const log = { path: shown, bytes: size, compressed, ...range, endSeen: end !== null };
      return { log, signs: signs.signs(), looked: all ? end.length : start.length + (end?.length ?? 0), whole: all };
    }
    const tailBytes = Math.min(tail, size);
    const pieces: Piece[] = [];
    let looked = head.length;
    for (let at = spacing; spacing > 0 && at + PIECE_BYTES < size - tailBytes; at += spacing) {
      pieces.push({ lines: wholeLines(read(file, at, PIECE_BYTES), true, true), signs: true });
      looked += PIECE_BYTES;
    }
    const end = read(file, size - tailBytes, tailBytes);
    pieces.push({ lines: wholeLines(end, tailBytes < size, false), signs: true });
    const range = await (tailBytes === size ? parse(pieces) : first(head, false, pieces));
    const log = { path: shown, bytes: size, compressed, ...range, endSeen: true };
    return { log, signs: signs.signs(), looked: Math.min(looked + tailBytes, size), whole: tailBytes === size };
  } finally {
    closeSync(file);
  }
}

/** Of each log, by name, the file that is still written to or was last. */
function newestOfEach(inputs: readonly LogInput[]): ReadonlySet<string> {
  const newest = new Map<string, { path: string; rank: string }>();
  for (const { path, shown } of inputs) {
    const { series, number, date } = seriesMember(shown);
    // Without number or date it is the one written to; else the latest date, or the lowest number.
    const rank = number === 0 ? '9' : (date ?? `0${String(9999 - (number ?? 9999)).padStart(4, '0')}`);
    const known = newest.get(series);
    if (!known || rank > known.rank) newest.set(series, { path, rank });
  }
  return new Set([...newest.values()].map(({ path }) => path));
}

function sizeOf(path: string): number {
  try {
    const file = openSync(path, 'r');
    try {
      return fstatSync(file).size;
    } finally {
      closeSync(file);
    }
  } catch {
    return 0;
  }
}

/**
 * Looks at every file, within a fixed number of bytes. A file that cannot be read is left out: reading proper names it.
 *
 * @param now for years that lines do not say
 */
export async function peekLogs(inputs: readonly LogInput[], timeZone: string, now: Date): Promise<Peek> {
  const step = Math.ceil(inputs.length / MOST_FILES);
  const chosen = inputs.filter((_, index) => index % Math.max(step, 1) === 0);
  const newest = newestOfEach(chosen);
  const sizes = chosen.map(({ path }) => sizeOf(path));
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  const tail = Math.min(TAIL_BYTES, Math.floor(TAIL_BUDGET / Math.max(newest.size, 1)));
  const spacing = Math.max(PIECE_BYTES * 2, Math.ceil(bytes / (PIECE_BUDGET / PIECE_BYTES)));
  const logs: PeekedLog[] = [];
  const signs: FirstSign[] = [];
  let looked = 0;
  let wholes = 0;
  const small = bytes <= SMALL_BYTES;
  let all = inputs.length === chosen.length;
  for (const [index, input] of chosen.entries()) {
    const size = sizes[index] ?? 0;
    const isNewest = newest.has(input.path);
    const whole = small || (isNewest && size <= WHOLE_PACKED_BYTES && wholes < WHOLE_PACKED_FILES);
    const seen = await peek(
      input,
      { tail: small ? size : Math.max(isNewest ? tail : 0, NARROW_BYTES), spacing, whole },
      timeZone,
      now,
    );
    if (!seen) {
      all = false;
      continue;
    }
    if (seen.log.compressed && whole) wholes += 1;
    logs.push(seen.log);
    signs.push(...seen.signs);
    looked += seen.looked;
    all &&= seen.whole;
  }
  return { logs, signs, looked, bytes, whole: all, left: inputs.length - chosen.length };
}
