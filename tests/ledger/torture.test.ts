import { expect, it } from 'vitest';
import { failSystemCalls, straceVersion } from './system-calls.ts';
import { changeBytes } from './tamper.ts';
import { failEachCall, killRepeatedly } from './torture.ts';

// The full counts run by `npm run torture`.
it('loses nothing when a file system call fails', { timeout: 120_000 }, async () => {
  const { calls, wrong } = await failEachCall(9);
  expect(calls).toBeGreaterThan(50);
  expect(wrong).toEqual([]);
});

it.skipIf(!straceVersion())('loses nothing when a system call fails', { timeout: 300_000 }, async () => {
  const { injected, never, wrong } = await failSystemCalls(1);
  // A log links nothing and cuts nothing short: there is nothing to fail. Of every other kind a call was failed.
  expect(never).toEqual(['ftruncate', 'link']);
  expect(Object.keys(injected).filter((kind) => injected[kind] === 0)).toEqual(never);
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
