// A list of hashes of our own, for those who may not ask anybody: one line each, `SHA1` or `SHA1:Name;Name`, in order.
import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { AkashiError } from '../vocabulary/error.ts';

/** Longest line that is read: forty digits and the names of some thousand breaches. */
const MOST_LINE_BYTES = 64 * 1024;
const PIECE_BYTES = 4 * 1024 * 1024;
const DIGITS = 40;
const NEWLINE = 10;

export type ListAnswer = {
  /** Names of breaches by hash; a hash without names has none. Absent: not in the list. */
  readonly found: ReadonlyMap<string, readonly string[]>;
  readonly sha256: string | null;
  readonly orderChecked: boolean;
  readonly lines: number | null;
};

function openList(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (cause) {
    throw new AkashiError('input/unreadable', `cannot read the list ${path}`, { cause });
  }
}

const bad = (path: string, what: string) =>
  new AkashiError('input/unreadable', `${path}: ${what}`, {
    hint: 'one line a hash, SHA1 or SHA1:Name;Name, in upper case and in order: LC_ALL=C sort -u',
  });

/** Names after the colon; undefined when the line does not begin with forty digits of base 16. */
function namesOf(line: string): readonly string[] | undefined {
  const [, names] = /^[0-9A-F]{40}(?::([^\r]*))?\r?$/.exec(line) ?? [];
  if (!/^[0-9A-F]{40}(?:[:\r]|$)/.test(line)) return undefined;
  return (names ?? '').split(';').filter((name) => name !== '');
}

const isDigit = (byte: number | undefined) =>
  byte !== undefined && ((byte >= 48 && byte <= 57) || (byte >= 65 && byte <= 70));

/**
 * Reads the whole list once in bounded memory: its hash, whether it is in order, and the lines asked for. What is out of
 * order is an error, because the binary search would then miss lines.
 */
export function scanBreachList(path: string, hashes: ReadonlySet<string>): ListAnswer {
  const file = openList(path);
  const digest = createHash('sha256');
  const found = new Map<string, readonly string[]>();
  const wanted = [...hashes].map((hash) => Buffer.from(hash, 'latin1'));
  const last = Buffer.alloc(DIGITS);
  let lines = 0;
  const read = (line: Buffer) => {
    lines += 1;
    if (line.length === 0 || (line.length === 1 && line[0] === 13)) throw bad(path, `line ${lines} is empty`);
    for (let at = 0; at < DIGITS; at += 1)
      if (!isDigit(line[at])) throw bad(path, `line ${lines} does not begin with a SHA-1 in upper case`);
    if (lines > 1 && last.compare(line, 0, DIGITS) >= 0)
      throw bad(path, `line ${lines} is out of order, or there twice`);
    line.copy(last, 0, 0, DIGITS);
    for (const hash of wanted) {
      if (hash.compare(line, 0, DIGITS) !== 0) continue;
      const names = namesOf(line.toString('utf8'));
      if (!names) throw bad(path, `line ${lines} cannot be read`);
      found.set(hash.toString('latin1'), names);
    }
  };
  try {
    const piece = Buffer.allocUnsafe(PIECE_BYTES);
    let rest: Buffer = Buffer.alloc(0);
    for (let size = readSync(file, piece); size > 0; size = readSync(file, piece)) {
      const given = piece.subarray(0, size);
      digest.update(given);
      const bytes = rest.length === 0 ? given : Buffer.concat([rest, given]);
      let at = 0;
      for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, at)) {
        read(bytes.subarray(at, end));
        at = end + 1;
      }
      if (bytes.length - at > MOST_LINE_BYTES)
        throw bad(path, `line ${lines + 1} is longer than ${MOST_LINE_BYTES} bytes`);
      rest = Buffer.from(bytes.subarray(at));
    }
    if (rest.length > 0) read(rest);
  } finally {
    closeSync(file);
  }
  if (lines === 0) throw bad(path, 'an empty list');
  return { found, sha256: digest.digest('hex'), orderChecked: true, lines };
}

/** Finds the line that begins at or after `offset`; undefined at the end. */
function lineFrom(
  file: number,
  offset: number,
  sizeBytes: number,
  path: string,
): { start: number; text: string } | undefined {
  const buffer = Buffer.allocUnsafe(2 * MOST_LINE_BYTES);
  // From one byte before, so that a line beginning at `offset` itself is seen as one.
  const from = Math.max(0, offset - 1);
  const size = readSync(file, buffer, 0, buffer.length, from);
  const bytes = buffer.subarray(0, size);
  const skip = offset === 0 ? 0 : bytes.indexOf(NEWLINE) + 1;
  if (offset > 0 && skip === 0) {
    if (from + size >= sizeBytes) return undefined;
    throw bad(path, `a line longer than ${MOST_LINE_BYTES} bytes`);
  }
  if (from + skip >= sizeBytes) return undefined;
  const end = bytes.indexOf(NEWLINE, skip);
  if (end < 0 && from + size < sizeBytes) throw bad(path, `a line longer than ${MOST_LINE_BYTES} bytes`);
  return { start: from + skip, text: bytes.toString('utf8', skip, end < 0 ? size : end) };
}

/** Binary search without reading the rest: some forty reads a hash. Whether the list is in order is then not known. */
export function searchBreachList(path: string, hashes: ReadonlySet<string>): ListAnswer {
  const file = openList(path);
  const found = new Map<string, readonly string[]>();
  try {
    const { size } = fstatSync(file);
    if (size === 0) throw bad(path, 'an empty list');
    for (const hash of hashes) {
      let [low, high] = [0, size];
      while (low < high) {
        const middle = Math.floor((low + high) / 2);
        const line = lineFrom(file, middle, size, path);
        if (!line || line.start >= high) {
          high = middle;
          continue;
        }
        const names = namesOf(line.text);
        if (!names) throw bad(path, `the line at byte ${line.start} does not begin with a SHA-1 in upper case`);
        const here = line.text.slice(0, DIGITS);
        if (here === hash) {
          found.set(hash, names);
          break;
        }
        if (here < hash) low = line.start + 1;
        else high = middle;
      }
    }
  } finally {
    closeSync(file);
  }
  return { found, sha256: null, orderChecked: false, lines: null };
}
