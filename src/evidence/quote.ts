// A quoted line: the bytes at a pointer, with other people's data replaced and the part that matched marked.
import type { Both, Pointer } from '../vocabulary/finding.ts';
import type { Interval } from '../vocabulary/outcome.ts';
import type { Opening } from './openings.ts';
import type { Redactor } from './pseudonym.ts';
import type { RedactedKind } from './redaction-policy.ts';

export type QuotePart = {
  readonly text: string;
  /** The part that the check matched. */
  readonly marked?: true;
  /** A replaced part: what kind it was, and a salted commitment that its holder can open later. */
  readonly redacted?: { readonly kind: RedactedKind; readonly commitment: string };
};

export type Quote = {
  readonly pointer: Pointer;
  readonly parts: readonly QuotePart[];
  /** `latin1`: the bytes are no valid UTF-8, so every byte stands for one character. */
  readonly encoding: 'utf-8' | 'latin1';
  /** How many bytes at the end are left out; 0: the whole line is here. */
  readonly cutBytes: number;
};

/** What was said about one line before it was redacted. */
export type QuoteRequest = {
  readonly pointer: Pointer;
  /** Exactly the bytes from byteStart to byteEnd. */
  readonly bytes: Uint8Array;
  /** Stretches that matched, in bytes from byteStart. */
  readonly marks?: readonly { readonly start: number; readonly end: number }[];
};

/** A line longer than this is cut in report and pack; the pointer still covers all of it. */
export const QUOTE_BYTES = 2048;

// A line of encoded mail hides what it says from a redactor too: it is replaced whole.
const encodedLine = /^[A-Za-z0-9+/]{40,}={0,2}\r?$/;

function decode(bytes: Uint8Array): { text: string; encoding: Quote['encoding'] } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return { text: String.fromCharCode(...bytes), encoding: 'latin1' };
  }
}

/** Never inside a multi-byte character, so that a cut line is still valid text. */
function cut(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= QUOTE_BYTES) return bytes;
  let end = QUOTE_BYTES;
  while (end > QUOTE_BYTES - 4 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.subarray(0, end);
}

/** Splits parts where a mark begins or ends; a replaced part is marked whole when a mark touches it. */
function withMarks(
  parts: readonly { text: string; raw: string; redacted?: NonNullable<QuotePart['redacted']> }[],
  marks: readonly { start: number; end: number }[],
): QuotePart[] {
  const out: QuotePart[] = [];
  let at = 0;
  for (const { text, raw, redacted } of parts) {
    const end = at + raw.length;
    if (redacted) {
      const touched = marks.some((mark) => mark.start < end && mark.end > at);
      out.push({ text, redacted, ...(touched ? { marked: true as const } : {}) });
    } else {
      const edges = marks.flatMap((mark) => [mark.start, mark.end]).filter((edge) => edge > at && edge < end);
      const cuts = [...new Set([at, ...edges, end])].sort((a, b) => a - b);
      for (const [i, from] of cuts.entries()) {
        const to = cuts[i + 1];
        if (to === undefined) break;
        const inside = marks.some((mark) => mark.start <= from && mark.end >= to);
        out.push({ text: text.slice(from - at, to - at), ...(inside ? { marked: true as const } : {}) });
      }
    }
    at = end;
  }
  return out;
}

/** Law: the raw text of the parts, joined, is the line. Openings hold what was replaced and must stay outside every output. */
export function quote(
  { pointer, bytes, marks = [] }: QuoteRequest,
  redactor: Redactor,
): { quote: Quote; openings: Opening[] } {
  const kept = cut(bytes);
  const { text, encoding } = decode(kept);
  // A mark that begins or ends inside a character takes all of it: half of one is no text, and would not be found again.
  const isInside = (byte: number) => ((kept[byte] ?? 0) & 0xc0) === 0x80;
  const toText = (byte: number, step: 1 | -1) => {
    if (encoding === 'latin1') return byte;
    let edge = Math.min(byte, kept.length);
    while (edge > 0 && isInside(edge)) edge += step;
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(kept.subarray(0, edge)).length;
  };
  const openings: Opening[] = [];
  const pieces = encodedLine.test(text) ? redactor.whole(text, 'encoded') : redactor.parts(text);
  const parts = pieces.map(({ text: shown, kind, raw }, index) => {
    if (kind === undefined || raw === undefined) return { text: shown, raw: shown };
    const place = `${pointer.sha256}:${pointer.byteStart}:${index}`;
    const { commitment, salt } = redactor.commit(raw, place);
    openings.push({ place, commitment, salt, raw });
    return { text: shown, raw, redacted: { kind, commitment } };
  });
  const textMarks = marks.map(({ start, end }) => ({ start: toText(start, -1), end: toText(end, 1) }));
  return {
    quote: { pointer, parts: withMarks(parts, textMarks), encoding, cutBytes: bytes.length - kept.length },
    openings,
  };
}

/** A stretch of time in which a source was or was not understood. */
export type CoverageSpan = {
  /** ISO 8601 with offset. */
  readonly from: string;
  readonly to: string;
  /**
   * `read`: read and understood; `partly`: under 99.5 % understood; `missing`: nothing kept or nothing readable;
   * `altered`: contradicted, or a gap that is suspect.
   */
  readonly kind: 'read' | 'partly' | 'missing' | 'altered';
};

export type CoverageRow = {
  readonly label: Both;
  /** Where it was read; empty for something that was never kept. */
  readonly paths: readonly string[];
  readonly lines: number | null;
  readonly parsed: number | null;
  /** What is not covered by any span is drawn as not checked. */
  readonly spans: readonly CoverageSpan[];
};

export type TimelineEvent = {
  readonly at: string;
  readonly what: Both;
  readonly kind: 'submission' | 'export' | 'log-finding' | 'first-spam' | 'complaint' | 'mail-sent' | 'other';
};

/** What would change our mind: own side as it stands (`weigh.shown`) and as it would be. */
export type Change = { readonly what: Both; readonly own: Interval | number };
