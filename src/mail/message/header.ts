// A block of header fields, as bytes stand in the file. The source is a string of one character a byte, so that an index
// is a byte offset.
import { decodeHeader } from './encoded-word.ts';

export type HeaderField = {
  /** As written. */
  readonly name: string;
  /** Lower case. */
  readonly key: string;
  /** After the colon, folds included, one character a byte. */
  readonly raw: string;
  /** Decoded and unfolded. */
  readonly value: string;
  /** Line of its first byte, from 1 at the start of the source. */
  readonly line: number;
  readonly byteStart: number;
  readonly byteEnd: number;
};

/** How lines end: at "\n" (a "\r" before it belongs to the end), or, in files without it, at "\r". */
export type LineEnds = 'lf' | 'cr';

export type HeaderBlock = {
  readonly fields: readonly HeaderField[];
  /** Where the body starts. */
  readonly bodyStart: number;
  readonly bodyLine: number;
  readonly undecodable: readonly { readonly name: string; readonly charset: string; readonly count: number }[];
};

/** More fields than any mail has; what follows is counted as body. */
const MOST_FIELDS = 5000;

/** "cr" when header-like lines stand between carriage returns before the first line feed. */
export function lineEndsOf(source: string, start = 0, end = source.length): LineEnds {
  const feed = source.indexOf('\n', start);
  const head = source.slice(start, Math.min(feed < 0 ? end : feed, end, start + 65_536));
  // "\r\r\n" is a damaged line end, not an empty line of its own.
  return /\r(?:[\x21-\x39\x3b-\x7e]{1,80}:|[ \t]|\r[^\r])/.test(head) || (feed < 0 && head.includes('\r'))
    ? 'cr'
    : 'lf';
}

/** Start of the line after the one at `at`, at most `end`. */
export function nextLine(source: string, at: number, end: number, ends: LineEnds): number {
  const feed = source.indexOf('\n', at);
  if (ends === 'lf') return feed < 0 || feed >= end ? end : feed + 1;
  const back = source.indexOf('\r', at);
  if (back < 0 || back >= end) return feed < 0 || feed >= end ? end : feed + 1;
  if (feed >= 0 && feed < back) return feed + 1;
  return Math.min(end, source.charCodeAt(back + 1) === 10 ? back + 2 : back + 1);
}

/** End of a line without its line end. */
export function lineStop(source: string, start: number, next: number): number {
  let stop = next;
  while (stop > start && (source.charCodeAt(stop - 1) === 10 || source.charCodeAt(stop - 1) === 13)) stop -= 1;
  return stop;
}

const fieldName = /[\x21-\x39\x3b-\x7e]{1,300}[ \t]{0,8}:/y;

/** Where a field's name at `at` ends, its colon included; undefined when there is none. */
function nameEnd(source: string, at: number): number | undefined {
  fieldName.lastIndex = at;
  return fieldName.test(source) ? fieldName.lastIndex : undefined;
}

type RawField = { name: string; start: number; colon: number; end: number; line: number };

/** Fields as ranges. Ends at an empty line, or before the first line that can be no header. */
function rangesOf(source: string, start: number, end: number, ends: LineEnds, firstLine: number) {
  const found: RawField[] = [];
  let line = firstLine;
  let at = start;
  while (at < end && found.length < MOST_FIELDS) {
    const next = nextLine(source, at, end, ends);
    const stop = lineStop(source, at, next);
    if (stop === at) return { found, bodyStart: next, bodyLine: line + 1 };
    const first = source.charCodeAt(at);
    const last = found.at(-1);
    const folded = (first === 32 || first === 9) && last !== undefined;
    const colon = folded ? undefined : nameEnd(source, at);
    if (folded) last.end = next;
    else if (colon !== undefined && colon <= next) {
      found.push({ name: source.slice(at, colon - 1).trimEnd(), start: at, colon, end: next, line });
    } else if (!/^>?From /.test(source.slice(at, at + 6)) && first !== 58) {
      // Neither header nor mbox line: the body starts here, as if the empty line had been forgotten.
      return { found, bodyStart: at, bodyLine: line };
    }
    at = next;
    line += 1;
  }
  return { found, bodyStart: at, bodyLine: line };
}

/** Only for the charset of raw 8-bit headers, before the fields are decoded. */
function charsetHint(source: string, ranges: readonly RawField[]): string | null {
  const type = ranges.find(({ name }) => name.length === 12 && name.toLowerCase() === 'content-type');
  return (type && /charset\s{0,8}=\s{0,8}"?([^\s";]{1,40})/i.exec(source.slice(type.colon, type.end))?.[1]) ?? null;
}

/** The header block from `start`. Law: fields lie in order, inside [start, bodyStart), and do not overlap. */
export function readHeaders(
  source: string,
  start: number,
  end: number,
  ends: LineEnds,
  firstLine: number,
): HeaderBlock {
  const { found, bodyStart, bodyLine } = rangesOf(source, start, end, ends, firstLine);
  const hint = charsetHint(source, found);
  const undecodable: { name: string; charset: string; count: number }[] = [];
  const fields = found.map(({ name, start: byteStart, colon, end: next, line }) => {
    const byteEnd = lineStop(source, byteStart, next);
    const raw = source.slice(colon, Math.max(colon, byteEnd));
    const { text, undecodable: lost } = decodeHeader(raw, hint);
    for (const { charset, count } of lost) undecodable.push({ name, charset, count });
    return { name, key: name.toLowerCase(), raw, value: text, line, byteStart, byteEnd };
  });
  return { fields, bodyStart, bodyLine, undecodable };
}

/** Value of the first field of that (lower-case) name. */
export function headerValue(fields: readonly HeaderField[], key: string): string | null {
  for (const field of fields) if (field.key === key) return field.value;
  return null;
}
