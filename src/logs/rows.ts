// What a format makes of a line. Every string here is a *byte string*: one character per byte, U+0000 to U+00FF, so that
// nothing is lost of lines in Shift_JIS, in broken UTF-8, or in no encoding at all. `toBytes` makes one of ordinary text.
import type { Action } from './actions.ts';

/** Microseconds since 1970-01-01 UTC; 0 when the line does not say. */
export type Micros = number;

export type WebRow = {
  readonly table: 'web';
  readonly at: Micros;
  readonly client: string;
  readonly user: string;
  readonly vhost: string;
  readonly method: string;
  readonly target: string;
  readonly proto: string;
  readonly status: number;
  /** Bytes of the answer, −1 when the line does not say. */
  readonly size: number;
  readonly referer: string;
  readonly agent: string;
};

export type EventRow = {
  readonly table: 'event';
  readonly at: Micros;
  readonly host: string;
  readonly program: string;
  readonly pid: number;
  readonly severity: string;
  readonly ip: string;
  readonly user: string;
  readonly action: Action;
  readonly message: string;
  readonly fields: Readonly<Record<string, string>>;
};

export type Row = WebRow | EventRow;

/**
 * An event with what most lines leave out left out. Written out name by name, so that every event has its columns in one
 * order: copies of objects whose columns come in many orders took a quarter of the time of reading.
 */
export function event(
  given: Pick<EventRow, 'at' | 'program' | 'message'> & Partial<Omit<EventRow, 'table'>>,
): EventRow {
  return {
    table: 'event',
    at: given.at,
    host: given.host ?? '',
    program: given.program,
    pid: given.pid ?? 0,
    severity: given.severity ?? '',
    ip: given.ip ?? '',
    user: given.user ?? '',
    action: given.action ?? '',
    message: given.message,
    fields: given.fields ?? {},
  };
}

/** A byte string of ordinary text: its UTF-8. */
export function toBytes(text: string): string {
  return /^[\0-\x7f]*$/.test(text) ? text : Buffer.from(text, 'utf8').toString('latin1');
}

/** Ordinary text of a byte string; bytes that are no UTF-8 become U+FFFD. */
export function fromBytes(bytes: string): string {
  return /^[\0-\x7f]*$/.test(bytes) ? bytes : Buffer.from(bytes, 'latin1').toString('utf8');
}
