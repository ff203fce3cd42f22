// utmp, wtmp, btmp and lastlog: fixed binary records of logins, with no line ends. Records are counted as lines.

import type { Action } from './actions.ts';
import { type EventRow, event } from './rows.ts';

const kinds = ['empty', 'run-level', 'boot', 'new-time', 'old-time', 'init', 'login', 'user', 'dead', 'accounting'];
const actionOf: Readonly<Record<string, Action>> = {
  boot: 'boot',
  user: 'session-opened',
  dead: 'session-closed',
};

export type LoginRecord = Pick<EventRow, 'at' | 'pid' | 'ip' | 'user'> & {
  /** ut_type of utmp(5). */
  readonly kind: number;
  readonly line: string;
  readonly host: string;
  readonly zeroed: boolean;
};

/** What a record of utmp says, however it was written down. Undefined for a kind that does not exist. */
export function loginRow({ kind: number, line, host, zeroed, ...record }: LoginRecord): EventRow | undefined {
  const kind = kinds[number];
  if (kind === undefined) return undefined;
  return event({
    ...record,
    program: 'utmp',
    // A shutdown is written as a run level by the user "shutdown".
    action: kind === 'run-level' && record.user === 'shutdown' ? 'shutdown' : (actionOf[kind] ?? ''),
    message: zeroed ? 'zeroed record' : `${kind} ${record.user} ${line} ${host}`.trim(),
    fields: { kind, line, host, ...(zeroed ? { zeroed: '1' } : {}) },
  });
}

/** lastlog: one record a user number, zeros for users who never came. 292 bytes with a time of four bytes, 296 with eight. */
export const lastlogSizes: readonly number[] = [292, 296];

/** Bytes of a record: 0 when the beginning of a file is not such records. */
export function recordSize(head: Buffer): number {
  // Of few records either size may look possible: the one that finds more of them is right.
  const [short, long] = [countRecords(head, 384), countRecords(head, 400)];
  if (Math.max(short, long) > 0) return short >= long ? 384 : 400;
  for (const size of lastlogSizes) if (looksLikeLastlog(head, size)) return size;
  return 0;
}

/** A plausible time, then two fields of text that end in NULs, in every record that is not all zeros. */
function looksLikeLastlog(head: Buffer, size: number): boolean {
  const whole = Math.floor(head.length / size);
  const text = size - 288;
  let alive = 0;
  for (let i = 0; i < whole; i += 1) {
    const record = head.subarray(i * size, (i + 1) * size);
    if (record.every((byte) => byte === 0)) continue;
    const seconds = text === 4 ? record.readUInt32LE(0) : Number(record.readBigInt64LE(0));
    if (seconds < 100_000_000 || seconds > 4_294_967_295) return false;
    for (const [from, length] of [
      [text, 32],
      [text + 32, 256],
    ] as const) {
      const field = record.subarray(from, from + length);
      const end = field.indexOf(0);
      if (end < 0 || field.subarray(end).some((byte) => byte !== 0)) return false;
      if (field.subarray(0, end).some((byte) => byte < 32 || byte > 126)) return false;
    }
    alive += 1;
  }
  return alive > 0;
}

/** Record kinds run from 0 (empty) to 9 (accounting). */
const LAST_KIND = 9;

// How many records with a plausible kind and time there are; 0 as soon as one is impossible.
// Names are not looked at: in btmp they are whatever an attacker typed.
function countRecords(head: Buffer, size: 384 | 400): number {
  const whole = Math.min(Math.floor(head.length / size), 16);
  let alive = 0;
  for (let i = 0; i < whole; i += 1) {
    const at = i * size;
    const kind = head.readInt16LE(at);
    if (kind < 0 || kind > LAST_KIND || head.readInt16LE(at + 2) !== 0) return 0;
    const seconds = size === 384 ? head.readInt32LE(at + 340) : Number(head.readBigInt64LE(at + 344));
    if (kind === 0 || seconds === 0) continue;
    if (seconds < 100_000_000 || seconds > 4_294_967_295) return 0;
    alive += 1;
  }
  return alive;
}
