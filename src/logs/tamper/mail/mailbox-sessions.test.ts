import { expect, it } from 'vitest';
import { endsWithoutLogin, type MailboxSession, madeAt, otherAddresses, readSessionId } from './mailbox-sessions.ts';

const start = Date.UTC(2026, 4, 4);

function idOf(ms: number, ip: readonly number[]): string {
  const bytes = Buffer.alloc(12);
  bytes.writeUIntLE(Number(BigInt(Math.round(ms * 1000)) % 2n ** 48n), 0, 6);
  bytes.writeUInt16LE(50_000, 6);
  bytes.set(ip, 8);
  return bytes.toString('base64');
}

const session = (i: number, ahead = 0): MailboxSession => {
  const ms = start + i * 60_000;
  const ip = [192, 0, 2, 1 + (i % 200)];
  return {
    ...{ session: idOf(ms, ip), ip: ip.join('.') },
    ...{ loginN: 2 * i, loginMs: ms + 300 + ahead, endN: 2 * i + 1, endMs: ms + 40_000 + ahead },
  };
};
const whole = Array.from({ length: 200 }, (_, i) => session(i));
const withoutLogin = (i: number) =>
  whole.map((each, k) => (k === i ? { ...each, loginN: null, loginMs: 0, ip: '' } : each));

it('a session id holds the address and the time of its login', () => {
  expect(readSessionId('HKOMSLQ4HqZ/AAAB')).toMatchObject({ ip: '127.0.0.1' });
  const id = readSessionId(idOf(start, [192, 0, 2, 7]));
  expect(id && Math.abs(madeAt(id, start + 86_400_000) - start)).toBeLessThan(1);
  expect(readSessionId('no id')).toBeUndefined();
});

it('a session that ended without a login is told when its id puts the login inside the log', () => {
  expect(endsWithoutLogin(whole, start - 1000)).toEqual([]);
  expect(endsWithoutLogin(withoutLogin(100), start - 1000)).toMatchObject([{ endN: 201 }]);
  // The log begins after that login.
  expect(endsWithoutLogin(withoutLogin(100), start + 101 * 60_000)).toEqual([]);
});

it('a log in local time is held to its own clock', () => {
  const local = whole.map((_, i) => session(i, 9 * 3_600_000));
  expect(endsWithoutLogin(local, start)).toEqual([]);
});

it('where many sessions lack their login, or ids hold no time, nothing follows', () => {
  const half = whole.map((each, i) => (i % 2 ? { ...each, loginN: null } : each));
  expect(endsWithoutLogin(half, start - 1000)).toEqual([]);
  const random = whole.map((each, i) => ({ ...each, session: idOf(start + ((i * 7919) % 500) * 1e7, [1, 2, 3, 4]) }));
  expect(endsWithoutLogin(random, start - 1000)).toEqual([]);
  expect(otherAddresses(random)).toEqual([]);
});

it('a login with another address than its id is told', () => {
  expect(otherAddresses(whole)).toEqual([]);
  const edited = whole.map((each, i) => (i === 50 ? { ...each, ip: '198.51.100.7' } : each));
  expect(otherAddresses(edited)).toMatchObject([{ loginN: 100 }]);
});
