// What container runtimes put round each line: Kubernetes (CRI) a time, a stream and a mark before it, Docker's json-file
// an object, and what log stores print before it. The line inside is read by whatever format it has. Both cut a line at 16 KiB; its pieces are one line here.
import { toBytes } from '../rows.ts';
import { parseIsoTime } from '../times.ts';
import type { FileContext } from './format.ts';
import { isShape, type Json } from './json-shape.ts';

export type Contained = {
  readonly at: number;
  readonly stream: string;
  readonly text: string;
  /** The line goes on in the next piece of its stream. */
  readonly partial: boolean;
};

/** `2026-02-16T09:36:07.123456789Z stdout F …`; P for a piece. */
const cri =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,9}(?:Z|[+-]\d\d:\d\d)) (stdout|stderr) ([FP])(?:[:\w-]{0,64})? ?(.*)$/s;
/**
 * What `aws logs tail` (`2026-02-16T09:36:07+00:00 stream …`) and Loki's logcli (`2026-02-16T09:36:07Z {job="nginx"} …`) print
 * before a line. A stream's name could be any word: there the line must begin as syslog's with a month's name, an access log or JSON.
 */
const stored =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d))[ \t]{1,2}(?:(\{[A-Za-z_]\w{0,63}="(?:[^"\\]|\\.){0,512}"(?:, ?[A-Za-z_]\w{0,63}="(?:[^"\\]|\\.){0,512}"){0,32}\})[ \t]{1,4}|([\w./[\]$:-]{1,512}) (?=[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d |[0-9A-Fa-f.:]{3,45} \S{1,255} \S{1,255} \[\d\d\/[A-Z][a-z]{2}\/\d{4}:|\{"))(.*)$/s;
const dockerStart = /^\{"(?:log|stream|attrs|time)":/;
/** Docker cuts at 16,384 bytes; a shorter line without its line end was written so, or lost it on its way. */
const CUT_BYTES = 16_000;

/** Undefined for a line that no runtime wrapped. */
export function parseContained(line: string, file: FileContext): Contained | undefined {
  const plain = line.charCodeAt(0) === 50 ? cri.exec(line) : null;
  if (plain) {
    const [, when = '', stream = '', mark, text = ''] = plain;
    const at = parseIsoTime(when, file.local)?.at;
    return at === undefined ? undefined : { at, stream, text, partial: mark === 'P' };
  }
  const kept = line.charCodeAt(0) === 50 ? stored.exec(line) : null;
  if (kept) {
    const [, when = '', labels, stream = '', text = ''] = kept;
    const at = parseIsoTime(when, file.local)?.at;
    return at === undefined ? undefined : { at, stream: labels ?? stream, text, partial: false };
  }
  if (!dockerStart.test(line)) return undefined;
  let value: Json;
  try {
    value = JSON.parse(Buffer.from(line, 'latin1').toString('utf8'));
  } catch {
    return undefined;
  }
  if (!isShape(value)) return undefined;
  const { log, stream, time } = value;
  if (typeof log !== 'string' || typeof time !== 'string' || (stream !== 'stdout' && stream !== 'stderr'))
    return undefined;
  const at = parseIsoTime(time, file.local)?.at;
  if (at === undefined) return undefined;
  const text = toBytes(log);
  const ended = text.endsWith('\n');
  return {
    at,
    stream,
    text: ended ? text.slice(0, text.endsWith('\r\n') ? -2 : -1) : text,
    partial: !ended && text.length >= CUT_BYTES,
  };
}

/** Zones differ by quarters of an hour at the finest. */
const QUARTER = 900e6;
/** A line is wrapped within this of its being written. */
const SLACK = 60e6;
const FARTHEST = 15 * 3600e6;

/**
 * The time of a line inside: its own, unless it has none, or is apart from the wrapper's by whole quarters of an hour: then
 * it was written in a zone that it does not say, and the wrapper says which.
 */
export function containedTime(own: number, wrapper: number): number {
  if (own === 0) return wrapper;
  const apart = wrapper - own;
  const quarters = Math.round(apart / QUARTER);
  if (quarters === 0 || Math.abs(apart) > FARTHEST) return own;
  return Math.abs(apart - quarters * QUARTER) <= SLACK ? own + quarters * QUARTER : own;
}
