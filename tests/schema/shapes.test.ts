// What the commands really print, held against the schemas as they are published.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { benchReport } from '../../bench/measure.ts';
import { simulate } from '../../src/cli/simulate.ts';
import { akashi, root } from '../cases/run-akashi.ts';

const scratch = mkdtempSync(join(tmpdir(), 'akashi-shapes-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const example = 'examples/survey-2009';
const now = readFileSync(join(root, example, 'now'), 'utf8').trim();
const out = join(scratch, 'out');
const ledger = join(scratch, 'log');
const letter = join(scratch, 'letter.txt');
writeFileSync(letter, '弊社から漏えいした可能性はゼロです。\n');
const facts = join(scratch, 'facts.json');
writeFileSync(facts, JSON.stringify({ facts: [{ kind: 'first-use-claimed', claimed: true }] }));

const schemas = join(root, 'docs/schema');
const published = readdirSync(schemas).map((name) => name.replace('.schema.json', ''));
const shown = new Set<string>();

/** Holds one answer against a published schema, and remembers that the schema was tried. */
function holdAgainst(schema: string, answer: unknown): void {
  shown.add(schema);
  const file: unknown = JSON.parse(readFileSync(join(schemas, `${schema}.schema.json`), 'utf8'));
  const parsed = z.fromJSONSchema(file as Parameters<typeof z.fromJSONSchema>[0]).safeParse(answer);
  expect(parsed.error?.issues ?? []).toEqual([]);
}

/** The commands whose answer needs nothing but files that are here. */
const rows = [
  { schema: 'logs-read', args: ['logs', 'read', `${example}/logs`] },
  { schema: 'logs-detect', args: ['logs', 'detect', 'examples/intrusion/logs'] },
  { schema: 'logs-tamper', args: ['logs', 'tamper', 'examples/logs-altered/logs'] },
  { schema: 'rules-check', args: ['rules', 'check', 'rules'] },
  { schema: 'drill', args: ['drill', 'examples/cc-accident/logs'] },
  { schema: 'mail', args: ['mail', `${example}/spam/20090409-1.eml`] },
  { schema: 'address', args: ['address', 'tanaka.hiroshi@example.jp', '--register', `${example}/register.csv`] },
  { schema: 'pages', args: ['pages', `${example}/pages`] },
  { schema: 'weighing', args: ['weigh', facts] },
  { schema: 'lint', args: ['lint', letter, '--lang', 'ja'] },
] as const;

it.each(rows)(
  'akashi $args prints the shape of $schema',
  async ({ schema, args }) => {
    const { out: printed, err, status } = await akashi([...args, '--json']);
    expect([0, 1], err).toContain(status);
    holdAgainst(schema, JSON.parse(printed));
  },
  120_000,
);

it('a simulation, with a small oracle, has its shape', () => {
  holdAgainst(
    'simulation',
    simulate({ cases: 40, seed: 1, draws: 200, baseRate: 1, pool: 4000 }, () => {}),
  );
});

it('investigate, and what is made from its case, have their shapes', async () => {
  const ran = await akashi(['investigate', example, '--out', out, '--now', now, '--json']);
  holdAgainst('investigate', JSON.parse(ran.out));
  const written = join(out, 'case.json');
  const file: unknown = JSON.parse(readFileSync(written, 'utf8'));
  holdAgainst('case', file);
  holdAgainst('facts', { facts: z.looseObject({ facts: z.array(z.unknown()) }).parse(file).facts });
  holdAgainst('weighing', z.looseObject({ weigh: z.unknown() }).parse(file).weigh);
  holdAgainst('clocks', JSON.parse((await akashi(['clocks', written, '--json'])).out));
  holdAgainst('verify', JSON.parse((await akashi(['verify', join(out, 'pack.zip'), '--json'])).out));
  const draft = await akashi(['letter', written, '--stage', 'main', '--lang', 'en', '--json']);
  holdAgainst('letter', JSON.parse(draft.out));
}, 180_000);

it('seals, and what was changed after them, have their shapes', async () => {
  await akashi(['ledger', 'init', ledger, '--origin', 'example.org/shapes']);
  const log = join(scratch, 'access.log');
  const lines = Array.from({ length: 20 }, (_, index) => `line ${index}`);
  writeFileSync(log, `${lines.join('\n')}\n`);
  const sealed = await akashi(['ledger', 'seal', ledger, log, '--json']);
  holdAgainst('ledger-seal', JSON.parse(sealed.out));
  writeFileSync(log, `${lines.with(7, 'line seven').join('\n')}\n`);
  const verified = await akashi(['ledger', 'verify-logs', ledger, log, '--json']);
  expect(verified.status).toBe(1);
  expect(JSON.parse(verified.out)).toMatchObject({ ok: false, files: [{ changed: [{ line: 8, kind: 'changed' }] }] });
  holdAgainst('ledger-verify-logs', JSON.parse(verified.out));
}, 180_000);

describe('figures', () => {
  it('of a benchmark', () => {
    const of = { value: 1.5, unit: 's', better: 'lower', note: '' } as const;
    const peer = { name: 'another', version: '1', value: 2 };
    holdAgainst(
      'bench',
      benchReport([
        { ...of, id: 'a', goal: 2, peer },
        { ...of, id: 'b', goal: null, peer: null },
      ]),
    );
  });

  it('of the corpora, where there are none', () => {
    const { AKASHI_CORPUS: _, ...env } = process.env;
    const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
    const printed = execFileSync(process.execPath, [tsx, 'tests/corpus/run.ts', '--json'], {
      cwd: root,
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    holdAgainst('corpus', JSON.parse(printed));
  }, 180_000);
});

it('no schema is published that nothing was held against', () => {
  expect(published.filter((name) => !shown.has(name))).toEqual([]);
});
