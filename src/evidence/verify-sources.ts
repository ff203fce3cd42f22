// With the sources at hand: is each the file it is said to be, and do the quoted lines stand there? Stands alone.
import { at, isRecord, type Json, listAt, numberAt, textAt } from './canonical-json.ts';
import * as layout from './pack-layout.ts';
import type { Contents } from './verify-container.ts';
import type { Findings } from './verify-report.ts';

export type ByteRange = { readonly byteStart: number; readonly byteEnd: number };

/** Supplied by the caller: the verifier itself reads no files. */
export type PackSources = {
  /** Undefined when there is no such file. */
  digest(path: string): Promise<{ readonly sha256: string; readonly bytes: number } | undefined>;
  /**
   * The bytes of each range of the file, or of its decompressed stream, read in one pass: ranges come in order of their start.
   * Undefined when they cannot be had here.
   */
  slices(path: string, ranges: readonly ByteRange[], stream: boolean): Promise<readonly Uint8Array[] | undefined>;
};

/** Twice what a quote shows of a line (2048 bytes). A hostile pack could else have us look for a megabyte within a megabyte, byte by byte. */
const LONGEST = 4096;

function encode(text: string, encoding: string | undefined): Uint8Array {
  return encoding === 'latin1' ? Uint8Array.from(text, (c) => c.charCodeAt(0) & 0xff) : new TextEncoder().encode(text);
}

function standsAt(raw: Uint8Array, part: Uint8Array, start: number): boolean {
  return start + part.length <= raw.length && part.every((byte, i) => raw[start + i] === byte);
}

function indexOf(raw: Uint8Array, part: Uint8Array, from: number): number {
  for (let start = from; start + part.length <= raw.length; start += 1) if (standsAt(raw, part, start)) return start;
  return -1;
}

type Stretch = {
  readonly clear: Uint8Array /** Replaced parts before it, each at least one byte long. */;
  readonly hidden: number;
};

/**
 * Clear parts that touch are one: a mark begins or ends between them. Looked for one by one, the first could be taken for
 * the same letters within what is hidden before it.
 */
function stretchesOf(parts: readonly { readonly clear: Uint8Array | undefined }[]): {
  readonly stretches: readonly Stretch[];
  readonly hiddenAtEnd: number;
} {
  const stretches: Stretch[] = [];
  let hidden = 0;
  let open: number[] | undefined;
  const close = () => {
    if (open) stretches.push({ clear: Uint8Array.from(open), hidden });
    if (open) hidden = 0;
    open = undefined;
  };
  for (const { clear } of parts) {
    if (clear) {
      open ??= [];
      for (const byte of clear) open.push(byte);
    } else {
      close();
      hidden += 1;
    }
  }
  close();
  return { stretches, hiddenAtEnd: hidden };
}

/** Clear parts stand in order, the first and last at the ends; whatever was replaced lies between them. */
export function quoteFits(raw: Uint8Array, parts: readonly { readonly clear: Uint8Array | undefined }[]): boolean {
  const { stretches, hiddenAtEnd } = stretchesOf(parts);
  let from = 0;
  for (const [i, { clear, hidden }] of stretches.entries()) {
    const least = from + hidden;
    // The last clear part ends the line; any other stands best where it comes first.
    const endsLine = i === stretches.length - 1 && hiddenAtEnd === 0;
    const start = hidden === 0 ? from : endsLine ? raw.length - clear.length : indexOf(raw, clear, least);
    if (start < least || !standsAt(raw, clear, start)) return false;
    from = start + clear.length;
  }
  return hiddenAtEnd > 0 ? from + hiddenAtEnd <= raw.length : from === raw.length;
}

type Wanted = { readonly quote: Json; readonly range: ByteRange };

/** What to read, by file and by whether it is packed, in order of the bytes. Ranges no quote can need are left out. */
function wantedOf(
  quotes: readonly Json[],
  good: ReadonlySet<string>,
): { groups: Map<string, Wanted[]>; refused: number } {
  const groups = new Map<string, Wanted[]>();
  let refused = 0;
  for (const quote of quotes) {
    const pointer = at(quote, 'pointer');
    const path = textAt(pointer, 'path') ?? '';
    if (!good.has(path)) continue;
    const byteStart = numberAt(pointer, 'byteStart') ?? 0;
    const byteEnd = (numberAt(pointer, 'byteEnd') ?? 0) - (numberAt(quote, 'cutBytes') ?? 0);
    if (!(byteStart >= 0 && byteEnd >= byteStart && byteEnd - byteStart <= LONGEST)) {
      refused += 1;
      continue;
    }
    const key = `${at(pointer, 'stream') === true ? 's' : 'f'}${path}`;
    const group = groups.get(key);
    const wanted = { quote, range: { byteStart, byteEnd } };
    if (group) group.push(wanted);
    else groups.set(key, [wanted]);
  }
  for (const group of groups.values()) group.sort((a, b) => a.range.byteStart - b.range.byteStart);
  return { groups, refused };
}

function fits(raw: Uint8Array, quote: Json): boolean {
  const encoding = textAt(quote, 'encoding');
  return quoteFits(
    raw,
    listAt(quote, 'parts').map((part) => ({
      clear: isRecord(at(part, 'redacted')) ? undefined : encode(textAt(part, 'text') ?? '', encoding),
    })),
  );
}

async function checkQuotes(
  quotes: readonly Json[],
  good: ReadonlySet<string>,
  sources: PackSources,
  findings: Findings,
): Promise<void> {
  const { groups, refused } = wantedOf(quotes, good);
  let unreadable = refused;
  for (const [key, wanted] of groups) {
    const path = key.slice(1);
    const slices = await sources.slices(
      path,
      wanted.map(({ range }) => range),
      key.startsWith('s'),
    );
    if (!slices) {
      unreadable += wanted.length;
      continue;
    }
    for (const [i, { quote }] of wanted.entries()) {
      if (!fits(slices[i] ?? new Uint8Array(), quote)) {
        findings.problem(
          'quotes',
          `${path}:${numberAt(at(quote, 'pointer'), 'line')}`,
          '引用が、資料のその位置の文字と違います',
          'the quote is not what stands at that place of the source',
        );
      }
    }
    findings.looked('quotes');
  }
  if (unreadable > 0) {
    findings.notChecked(
      `引用 ${unreadable}件は、圧縮を解けないため比べていません。`,
      `${unreadable} quotes were not compared: their files could not be unpacked here`,
    );
  }
}

export async function checkSources(
  { json }: Contents,
  sources: PackSources | undefined,
  findings: Findings,
): Promise<void> {
  if (!sources) {
    findings.notChecked(
      '資料そのもの：入っていません。資料があれば --sources で、ハッシュと引用行を確かめられます。',
      'the sources themselves: they are not inside; with --sources their hashes and the quoted lines can be checked',
    );
    return;
  }
  const missing: string[] = [];
  const good = new Set<string>();
  for (const source of listAt(json.get(layout.SOURCES), 'sources')) {
    const path = textAt(source, 'path') ?? '';
    const digest = await sources.digest(path);
    if (!digest) missing.push(path);
    else if (digest.sha256 !== textAt(source, 'sha256') || digest.bytes !== numberAt(source, 'bytes')) {
      findings.problem(
        'sources',
        path,
        '資料が、読まれた時のものと違います',
        'the source is not the file that was read',
      );
    } else {
      good.add(path);
      findings.looked('sources');
    }
  }
  if (missing.length > 0) {
    findings.notChecked(
      `資料 ${missing.length}件が見つかりません（${missing.slice(0, 3).join('、')}${missing.length > 3 ? ' …' : ''}）。`,
      `${missing.length} sources were not found (${missing.slice(0, 3).join(', ')}${missing.length > 3 ? ' …' : ''})`,
    );
  }
  await checkQuotes(listAt(json.get(layout.QUOTES), 'quotes'), good, sources, findings);
}
