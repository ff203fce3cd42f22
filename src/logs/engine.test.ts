import { existsSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import { type EmbeddedEngine, openEngine } from './engine.ts';

let engine: EmbeddedEngine | undefined;
afterEach(async () => {
  await engine?.close();
  engine = undefined;
});

const made = ['create table t (x UInt8) engine = Memory', 'insert into t values (1)'];

it('an engine beside another has tables of its own, works at the same time, and leaves nothing when it closes', async () => {
  engine = await openEngine();
  for (const statement of made) await engine.command(statement);
  const beside = await engine.beside();
  await beside.command('create table t (x UInt8) engine = Memory');
  const slow = engine.rows<{ slept: number }>('select sleepEachRow(0.5) as slept from numbers(4)');
  let isSlowDone = false;
  slow.then(() => {
    isSlowDone = true;
  });
  expect(await beside.rows('select count() as lines from t')).toEqual([{ lines: 0 }]);
  expect(isSlowDone).toBe(false);
  await slow;
  await beside.close();
  expect(existsSync(beside.folder)).toBe(false);
  expect(await engine.rows('select x from t')).toEqual([{ x: 1 }]);
  expect(await engine.rows("select name from system.databases where name like 'beside%' order by name")).toEqual([]);
});

it('an engine that was killed answers nobody, nor does one beside it', async () => {
  engine = await openEngine();
  const beside = await engine.beside();
  process.kill(engine.pid, 'SIGKILL');
  const died = expect.objectContaining({ code: 'logs/engine-died' });
  await expect(engine.rows('select 1 as one')).rejects.toEqual(died);
  await expect(beside.rows('select 1 as one')).rejects.toEqual(died);
  await beside.close();
  expect(existsSync(beside.folder)).toBe(false);
});
