import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordSize } from './login-records.ts';
import { parseLastlogRecord, parseLoginRecord } from './record-parser.ts';

const seconds = 1_795_330_800;

function login(size: 384 | 400, { kind = 7, user = 'jane', at = seconds } = {}): Buffer {
  const bytes = Buffer.alloc(size);
  bytes.writeInt16LE(kind, 0);
  bytes.writeInt32LE(4321, 4);
  bytes.write('pts/3', 8);
  bytes.write(user, 44);
  bytes.write('h.example.jp', 76);
  if (size === 384) {
    bytes.writeInt32LE(at, 340);
    bytes.writeInt32LE(250_000, 344);
    Buffer.from([192, 0, 2, 7]).copy(bytes, 348);
  } else {
    bytes.writeBigInt64LE(BigInt(at), 344);
    bytes.writeBigInt64LE(250_000n, 352);
    Buffer.from('20010db8000000000000000000000007', 'hex').copy(bytes, 360);
  }
  return bytes;
}

function last(size: 292 | 296): Buffer {
  const bytes = Buffer.alloc(size);
  if (size === 292) bytes.writeUInt32LE(seconds, 0);
  else bytes.writeBigInt64LE(BigInt(seconds), 0);
  bytes.write('pts/0', size - 288);
  bytes.write('192.0.2.7', size - 256);
  return bytes;
}

describe('which binary records a file is', () => {
  it.each([
    { name: 'x86-64 logins', bytes: Buffer.concat([login(384), login(384)]), want: 384 },
    { name: 'aarch64 logins', bytes: Buffer.concat([login(400), login(400)]), want: 400 },
    {
      name: 'logins with a zeroed one among them',
      bytes: Buffer.concat([login(384), Buffer.alloc(384), login(384)]),
      want: 384,
    },
    { name: 'a name that an attacker typed', bytes: login(384, { kind: 6, user: '\n\x01\xff' }), want: 384 },
    {
      name: 'lastlog, most users never came',
      bytes: Buffer.concat([last(292), Buffer.alloc(292 * 9), last(292)]),
      want: 292,
    },
    { name: 'lastlog with wide times', bytes: Buffer.concat([last(296), Buffer.alloc(296), last(296)]), want: 296 },
    { name: 'zeros alone', bytes: Buffer.alloc(4096), want: 0 },
    { name: 'text', bytes: Buffer.from('Nov 22 07:00:00 h sshd[1]: hello\n'.repeat(40)), want: 0 },
    { name: 'nothing', bytes: Buffer.alloc(0), want: 0 },
  ])('$name: $want', ({ bytes, want }) => {
    expect(recordSize(bytes)).toBe(want);
  });

  it('takes any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 1200 }), (bytes) =>
        [0, 292, 296, 384, 400].includes(recordSize(Buffer.from(bytes))),
      ),
    );
  });
});

describe('records', () => {
  it('reads both sizes', () => {
    expect(parseLoginRecord(login(384), 384)).toMatchObject({
      at: seconds * 1e6 + 250_000,
      pid: 4321,
      user: 'jane',
      ip: '192.0.2.7',
      action: 'session-opened',
      fields: { kind: 'user', line: 'pts/3', host: 'h.example.jp' },
    });
    expect(parseLoginRecord(login(400), 400)).toMatchObject({
      at: seconds * 1e6 + 250_000,
      ip: '2001:db8::7',
    });
    expect(parseLoginRecord(login(384, { kind: 2, user: 'reboot' }), 384)).toMatchObject({ action: 'boot' });
    expect(parseLoginRecord(login(384, { kind: 1, user: 'shutdown' }), 384)).toMatchObject({ action: 'shutdown' });
  });

  it('says of a record of zeros that it is one, and nothing of half a record', () => {
    expect(parseLoginRecord(Buffer.alloc(384), 384)).toMatchObject({
      at: 0,
      message: 'zeroed record',
      fields: { zeroed: '1' },
    });
    expect(parseLoginRecord(Buffer.alloc(10), 384)).toBeUndefined();
  });

  it('reads lastlog by user number', () => {
    expect(parseLastlogRecord(last(292), 292, 1000)).toMatchObject({
      at: seconds * 1e6,
      ip: '192.0.2.7',
      action: 'session-opened',
      fields: { uid: '1000' },
    });
    expect(parseLastlogRecord(Buffer.alloc(292), 292, 1)).toMatchObject({ action: '', message: 'never logged in' });
  });
});
