import type { FileContext } from './formats/format.ts';
import { lastlogSizes, loginRow } from './login-records.ts';
import type { FileParser } from './parse-line.ts';
import { type EventRow, event } from './rows.ts';

function text(bytes: Buffer, from: number, length: number): string {
  const piece = bytes.subarray(from, from + length);
  const end = piece.indexOf(0);
  return piece.subarray(0, end < 0 ? length : end).toString('latin1');
}

function address(bytes: Buffer): string {
  if (bytes.every((byte) => byte === 0)) return '';
  if (bytes.subarray(4).every((byte) => byte === 0)) return [...bytes.subarray(0, 4)].join('.');
  const mapped = bytes.subarray(0, 10).every((byte) => byte === 0) && bytes.readUInt16BE(10) === 0xffff;
  if (mapped) return [...bytes.subarray(12)].join('.');
  const groups: string[] = [];
  for (let i = 0; i < 16; i += 2) groups.push(bytes.readUInt16BE(i).toString(16));
  // As other logs write it (RFC 5952), so that one visitor is one.
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1);
}

/** One utmp record. Undefined when it is cut short or no record. A record of zeros is one, and says so. */
export function parseLoginRecord(record: Buffer, size: number): EventRow | undefined {
  if (record.length !== size) return undefined;
  const wide = size === 400;
  const zeroed = record.every((byte) => byte === 0);
  const seconds = wide ? Number(record.readBigInt64LE(344)) : record.readInt32LE(340);
  const micros = wide ? Number(record.readBigInt64LE(352)) : record.readInt32LE(344);
  return loginRow({
    kind: record.readInt16LE(0),
    at: seconds > 0 && seconds < 9e9 ? seconds * 1e6 + (micros >= 0 && micros < 1e6 ? micros : 0) : 0,
    pid: Math.max(0, record.readInt32LE(4)),
    ip: address(record.subarray(wide ? 360 : 348, wide ? 376 : 364)),
    user: text(record, 44, 32),
    line: text(record, 8, 32),
    host: text(record, 76, 256),
    zeroed,
  });
}

/** One lastlog record: the last login of the user with number `uid`. Undefined when it is cut short. */
export function parseLastlogRecord(record: Buffer, size: number, uid: number): EventRow | undefined {
  if (record.length !== size) return undefined;
  const from = size - 288;
  const seconds = from === 4 ? record.readUInt32LE(0) : Number(record.readBigInt64LE(0));
  const never = record.every((byte) => byte === 0);
  const host = text(record, from + 32, 256);
  return event({
    at: seconds < 9e9 ? seconds * 1e6 : 0,
    program: 'lastlog',
    ip: /^(?:\d{1,3}\.){3}\d{1,3}$|^[0-9A-Fa-f:]*:[0-9A-Fa-f:.]+$/.test(host) ? host : '',
    // The record holds no name, only its own number.
    user: '',
    action: never ? '' : 'session-opened',
    message: never ? 'never logged in' : `last login ${text(record, from, 32)} ${host}`.trim(),
    fields: { kind: 'lastlog', uid: String(uid), line: text(record, from, 32), host },
  });
}

export function openRecordParser(file: FileContext, size: number): FileParser {
  const isLastlog = lastlogSizes.includes(size);
  return {
    read(line) {
      const record = Buffer.from(line, 'latin1');
      const row = isLastlog ? parseLastlogRecord(record, size, file.n) : parseLoginRecord(record, size);
      if (!row) return undefined;
      file.emit(row);
      return isLastlog ? 'lastlog' : 'utmp';
    },
    flush() {},
  };
}
