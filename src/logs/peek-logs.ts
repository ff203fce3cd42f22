// A first look at logs before they are read: the start and the end of each file, however large it is, so that it can be
// told within seconds over which time there are records and which of them die next. A sample, and said to be one.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { FileContext } from './formats/format.ts';
import type { LogInput } from './list-logs.ts';
import { openFileParser } from './parse-line.ts';
import { compressionOf } from './source-bytes.ts';
import { localTime, yearClock } from './times.ts';
import { openUnpacker } from './unpack.ts';

export type PeekedLog = {
  readonly path: string;
  readonly bytes: number;
  readonly compressed: boolean;
  /** Milliseconds UTC of the earliest and latest time seen in the sample; null when no line of it carried one. */
  readonly from: number | null;
  readonly to: number | null;
};

/** Read from either end of a file. */
const EDGE_BYTES = 64 * 1024;
/** Taken of what a compressed start unpacks to. */
const UNPACKED_BYTES = 1024 * 1024;

function times(lines: readonly string[], timeZone: string, startYear: number): number[] {
  const found: number[] = [];
  const context: FileContext = {
    local: localTime(timeZone),
    year: yearClock(startYear),
    n: 0,
    emit: ({ at }) => {
      if (at > 0) found.push(Math.floor(at / 1000));
    },
    unread: () => {},
    assume: () => {},
  };
  const parser = openFileParser(context);
  for (const line of lines) {
    parser.read(line.replace(/\r$/, ''));
    context.n += 1;
  }
  parser.flush();
  return found;
}

async function unpackedStart(head: Buffer): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let size = 0;
  const unpacker = openUnpacker(compressionOf(head), (piece) => {
    if (size < UNPACKED_BYTES) pieces.push(Buffer.from(piece.subarray(0, UNPACKED_BYTES - size)));
    size += piece.length;
  });
  try {
    await unpacker.write(head);
    await unpacker.end();
  } catch {
    // The start of a file always ends too early; what came out before that is the sample.
  }
  return Buffer.concat(pieces);
}

/** Whole lines of a piece; the first and the last may be cut and are left out where they may be. */
function wholeLines(piece: Buffer, cutStart: boolean, cutEnd: boolean): string[] {
  const lines = piece.toString('latin1').split('\n');
  return lines.slice(cutStart ? 1 : 0, cutEnd || lines.at(-1) === '' ? -1 : undefined);
}

/**
 * Looks at each file's first and last 64 KiB; of a compressed file only its start. A file that cannot be read is left out:
 * reading proper names it.
 *
 * @param now for years that lines do not say
 */
export async function peekLogs(inputs: readonly LogInput[], timeZone: string, now: Date): Promise<PeekedLog[]> {
  const peeked: PeekedLog[] = [];
  for (const { path, shown } of inputs) {
    let file: number;
    try {
      file = openSync(path, 'r');
    } catch {
      continue;
    }
    try {
      const { size } = fstatSync(file);
      const head = Buffer.alloc(Math.min(size, EDGE_BYTES));
      readSync(file, head, 0, head.length, 0);
      const compressed = compressionOf(head) !== 'none';
      const start = compressed ? await unpackedStart(head) : head;
      const whole = !compressed && size <= EDGE_BYTES;
      const tail = compressed || whole ? Buffer.alloc(0) : Buffer.alloc(EDGE_BYTES);
      if (tail.length > 0) readSync(file, tail, 0, tail.length, size - tail.length);
      const lines = [...wholeLines(start, false, !whole), ...(tail.length > 0 ? wholeLines(tail, true, false) : [])];
      const seen = times(lines, timeZone, now.getUTCFullYear()).map((at) => notInFuture(at, now));
      peeked.push({
        path: shown,
        bytes: size,
        compressed,
        from: seen.length > 0 ? seen.reduce((a, b) => Math.min(a, b)) : null,
        to: seen.length > 0 ? seen.reduce((a, b) => Math.max(a, b)) : null,
      });
    } finally {
      closeSync(file);
    }
  }
  return peeked;
}

const DAY = 86_400_000;

/** A line without a year that would lie in the future is last year's. */
function notInFuture(at: number, now: Date): number {
  return at > now.getTime() + DAY ? at - 365.25 * DAY : at;
}
