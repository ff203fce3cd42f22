// With the sources at hand: is each the file it is said to be, and do the quoted lines stand there? Stands alone.
import { at, isRecord, type Json, listAt, numberAt, textAt } from './canonical-json.ts';
import * as layout from './pack-layout.ts';
import type { Contents } from './verify-container.ts';
import type { Findings } from './verify-report.ts';

/** Supplied by the caller: the verifier itself reads no files. */
export type PackSources = {
  /** Undefined when there is no such file. */
  digest(path: string): Promise<{ readonly sha256: string; readonly bytes: number } | undefined>;
  /** Bytes of the file, or of its decompressed stream; undefined when they cannot be had here. */
  slice(path: string, byteStart: number, byteEnd: number, stream: boolean): Promise<Uint8Array | undefined>;
};

/** A quote shows at most this much of a line; nothing longer needs to be read. */
const LONGEST = 1 << 20;

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

/** Clear parts stand in order, the first and last at the ends; whatever was replaced lies between them. */
export function quoteFits(raw: Uint8Array, parts: readonly { readonly clear: Uint8Array | undefined }[]): boolean {
  let from = 0;
  let hidden = false;
  for (const [i, { clear }] of parts.entries()) {
    if (!clear) {
      hidden = true;
      continue;
    }
    // What is hidden is at least one byte long; the last clear part ends the line.
    const least = from + (hidden ? 1 : 0);
    const isLast = i === parts.length - 1;
    const start = hidden && isLast ? raw.length - clear.length : hidden ? indexOf(raw, clear, least) : from;
    if (start < least || !standsAt(raw, clear, start)) return false;
    from = start + clear.length;
    hidden = false;
  }
  return hidden ? from < raw.length : from === raw.length;
}

async function checkQuote(quote: Json, sources: PackSources, findings: Findings): Promise<'looked' | 'unreadable'> {
  const pointer = at(quote, 'pointer');
  const path = textAt(pointer, 'path') ?? '';
  const [start, end, cut] = [
    numberAt(pointer, 'byteStart') ?? 0,
    numberAt(pointer, 'byteEnd') ?? 0,
    numberAt(quote, 'cutBytes') ?? 0,
  ];
  if (!(end - cut - start <= LONGEST && end - cut >= start)) return 'unreadable';
  const raw = await sources.slice(path, start, end - cut, at(pointer, 'stream') === true);
  if (!raw) return 'unreadable';
  const parts = listAt(quote, 'parts').map((part) => ({
    clear: isRecord(at(part, 'redacted')) ? undefined : encode(textAt(part, 'text') ?? '', textAt(quote, 'encoding')),
  }));
  if (!quoteFits(raw, parts)) {
    findings.problem(
      'quotes',
      `${path}:${numberAt(pointer, 'line')}`,
      '引用が、資料のその位置の文字と違います',
      'the quote is not what stands at that place of the source',
    );
  }
  return 'looked';
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
  let unreadable = 0;
  for (const quote of listAt(json.get(layout.QUOTES), 'quotes')) {
    if (!good.has(textAt(at(quote, 'pointer'), 'path') ?? '')) continue;
    if ((await checkQuote(quote, sources, findings)) === 'unreadable') unreadable += 1;
    else findings.looked('quotes');
  }
  if (unreadable > 0) {
    findings.notChecked(
      `引用 ${unreadable}件は、圧縮を解けないため比べていません。`,
      `${unreadable} quotes were not compared: their files could not be unpacked here`,
    );
  }
}
