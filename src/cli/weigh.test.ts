import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedWith } from '../hypotheses/fixtures.ts';
import type { Command } from './command.ts';
import { simulate, simulateCommand } from './simulate.ts';
import { weighCommand } from './weigh.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'akashi-weigh-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function run(command: Command, ...argv: string[]) {
  const said = { out: '', err: '' };
  const into = (name: 'out' | 'err') =>
    new Writable({
      write(chunk, _, done) {
        said[name] += String(chunk);
        done();
      },
    });
  const code = await command.run(argv, { out: into('out'), err: into('err') });
  return { code, ...said };
}

async function factsFile(value: unknown): Promise<string> {
  const path = join(folder, 'facts.json');
  await writeFile(path, JSON.stringify(value));
  return path;
}

async function requiredKeys(schema: string): Promise<readonly string[]> {
  const parsed: unknown = JSON.parse(await readFile(new URL(`../../docs/schema/${schema}`, import.meta.url), 'utf8'));
  if (typeof parsed !== 'object' || parsed === null || !('required' in parsed) || !Array.isArray(parsed.required))
    throw new Error(schema);
  return parsed.required.map(String);
}

describe('akashi weigh', () => {
  it('prints the keys of its schema and is the same twice', async () => {
    const path = await factsFile({ facts: seedWith({}) });
    const first = await run(weighCommand, path, '--json', '--seed', '3');
    expect(first.code).toBe(0);
    const value: unknown = JSON.parse(first.out);
    expect(value).toMatchObject({ seed: 3, outcome: 'inconclusive', outcomeReason: 'missing_evidence' });
    expect(Object.keys(Object(value))).toEqual(
      expect.arrayContaining([...(await requiredKeys('weighing.schema.json'))]),
    );
    expect((await run(weighCommand, path, '--json', '--seed', '3')).out).toBe(first.out);
  });

  it('says for people that it was tried on simulated cases only, and never 0 or 100 %', async () => {
    const { out } = await run(weighCommand, await factsFile({ facts: seedWith({}) }));
    expect(out).toContain('simulated cases only');
    expect(out).toContain('模擬事例でのみ');
    expect(out).not.toMatch(/\b(0|100) %/);
  });

  it('goes on without a fact it cannot read, names it, and then never says "no evidence"', async () => {
    const { code, out, err } = await run(
      weighCommand,
      await factsFile({ facts: [{ kind: 'nonsense' }, ...seedWith({})] }),
      '--json',
    );
    expect(code).toBe(3);
    expect(err).toContain('facts[0]');
    expect(JSON.parse(out)).toMatchObject({ outcome: 'inconclusive', missing: expect.arrayContaining(['facts']) });
  });

  it.each([
    { name: 'no file', argv: [] },
    { name: 'a seed that is none', argv: ['x.json', '--seed=-1'] },
    { name: 'too many draws', argv: ['x.json', '--draws', '999999999'] },
  ])('refuses $name as wrong usage', async ({ argv }) => {
    expect((await run(weighCommand, ...argv)).code).toBe(2);
  });

  it.each(['{', '[1,'])('stops with a clear error at %s', async (text) => {
    const path = join(folder, 'broken.json');
    await writeFile(path, text);
    await expect(run(weighCommand, path)).rejects.toMatchObject({ code: 'facts/unreadable' });
  });
});

describe('akashi simulate', () => {
  const result = simulate({ cases: 250, seed: 21, draws: 300, baseRate: 1, pool: 8000 }, () => {});

  it('meets its bars on a small run as well, as far as 250 cases can say', () => {
    expect(result.brier).toBeLessThan(0.6 * result.brierPriorOnly);
    expect(result.auc).toBeGreaterThan(0.88);
    expect(result.ece).toBeLessThan(0.08);
    expect(result.min).toBeGreaterThanOrEqual(0.01);
    expect(result.max).toBeLessThanOrEqual(0.99);
    for (const row of result.baseRate) expect(row.ece).toBeLessThan(0.15);
  });

  it('prints the keys of its schema', async () => {
    expect(Object.keys(result)).toEqual(expect.arrayContaining([...(await requiredKeys('simulation.schema.json'))]));
  });

  it('refuses wrong usage', async () => {
    expect((await run(simulateCommand, '--cases', '1')).code).toBe(2);
    expect((await run(simulateCommand, '--base-rate-factor', 'x')).code).toBe(2);
  });
});
