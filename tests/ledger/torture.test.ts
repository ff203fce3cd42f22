import { expect, it } from 'vitest';
import { changeBytes } from './tamper.ts';
import { failEachCall, killRepeatedly } from './torture.ts';

// The full counts run by `npm run torture`.
it('loses nothing when a file system call fails', { timeout: 120_000 }, async () => {
  const { calls, wrong } = await failEachCall(9);
  expect(calls).toBeGreaterThan(50);
  expect(wrong).toEqual([]);
});

it('loses nothing when it is killed', { timeout: 120_000 }, async () => {
  const { acknowledged, wrong } = await killRepeatedly(4, 1);
  expect(acknowledged).toBeGreaterThan(0);
  expect(wrong).toEqual([]);
});

it('notices every changed byte', { timeout: 120_000 }, async () => {
  const { tried, wrong } = await changeBytes(150, 1);
  expect(Object.keys(tried).sort()).toEqual(['ledger', 'logs', 'seals']);
  expect(wrong).toEqual([]);
});
