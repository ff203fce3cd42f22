import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

it('what a killed run left beside a folder that is kept is not taken for copies of the next', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'akashi-kept-'));
  try {
    engine = await openEngine({ folder });
    const left = await engine.beside();
    await left.command('create table t (x UInt8) engine = MergeTree order by x');
    await left.command('insert into t values (1)');
    process.kill(engine.pid, 'SIGKILL');
    await engine.close();
    engine = await openEngine({ folder });
    const beside = await engine.beside();
    expect(
      await beside.rows('select name from system.tables where database = currentDatabase() order by name'),
    ).toEqual([]);
  } finally {
    await engine?.close();
    engine = undefined;
    rmSync(folder, { recursive: true, force: true });
  }
});

it('whoever closes an engine that is being closed waits until nothing of it is left', async () => {
  const closing = await openEngine();
  const first = closing.close();
  await closing.close();
  expect(existsSync(closing.folder)).toBe(false);
  await first;
});
