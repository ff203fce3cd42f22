import { expect, it } from 'vitest';
import { type Login, loginsWithoutEnd } from './mailbox-ends.ts';

const start = Date.UTC(2026, 4, 4);
const users = ['sato', 'mori', 'abe', 'ito'];

/** A login every four minutes; every session lasts two. */
const logins: Login[] = Array.from({ length: 600 }, (_, i) => ({
  ...{ f: 0, session: String(i), user: users[i % 4] ?? '', ip: '', loginN: 2 * i, loginMs: start + i * 240_000 },
  ...{ endN: 2 * i + 1, endMs: start + i * 240_000 + 120_000, ended: true },
}));
const toMs = start + 600 * 240_000;
const without = (ends: (i: number) => boolean) =>
  logins.map((login, i): Login => (ends(i) ? { ...login, endN: null, endMs: 0, ended: false } : login));
const groupsOf = (sessions: readonly Login[]) => loginsWithoutEnd(sessions, toMs).filter(({ p }) => p < 0.01);

it('sessions that all end say nothing, nor do some, here and there, that do not', () => {
  expect(groupsOf(logins)).toEqual([]);
  expect(groupsOf(without((i) => i % 97 === 5))).toEqual([]);
});

it('ends taken out of an hour are one group', () => {
  expect(groupsOf(without((i) => i >= 300 && i < 306))).toMatchObject([{ byUser: false, logins: { length: 6 } }]);
});

it('ends taken out of one user’s sessions, between those of others, are that user’s group', () => {
  const [group, ...rest] = groupsOf(without((i) => i % 4 === 1 && i >= 200 && i < 600 && i % 8 === 1 && i < 248));
  expect(rest).toEqual([]);
  expect(group?.logins.every(({ user }) => user === 'mori')).toBe(true);
});

it('sessions that may still be open are not asked, nor logs where ends are seldom written', () => {
  expect(groupsOf(without((i) => i >= 594))).toEqual([]);
  expect(groupsOf(without((i) => i % 3 > 0))).toEqual([]);
});
