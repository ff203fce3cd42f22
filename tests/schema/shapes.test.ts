// What the commands really print, held against the published shapes.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { akashi } from '../cases/run-akashi.ts';
import { type ShapeName, shapes } from './shapes.ts';

const scratch = mkdtempSync(join(tmpdir(), 'akashi-shapes-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const example = 'examples/survey-2009';
const letter = join(scratch, 'letter.txt');
writeFileSync(letter, '弊社から漏えいした可能性はゼロです。\n');

const rows: readonly { readonly shape: ShapeName; readonly args: readonly string[] }[] = [
  { shape: 'logs-read', args: ['logs', 'read', `${example}/logs`] },
  { shape: 'logs-detect', args: ['logs', 'detect', 'examples/intrusion/logs'] },
  { shape: 'logs-tamper', args: ['logs', 'tamper', 'examples/logs-altered/logs'] },
  { shape: 'rules-check', args: ['rules', 'check', 'rules'] },
  { shape: 'drill', args: ['drill', 'examples/cc-accident/logs'] },
  { shape: 'address', args: ['address', 'tanaka.hiroshi@example.jp', '--register', `${example}/register.csv`] },
  { shape: 'pages', args: ['pages', `${example}/pages`] },
  { shape: 'lint', args: ['lint', letter, '--lang', 'ja'] },
];

it.each(rows)(
  'akashi $args prints the shape of $shape',
  async ({ shape, args }) => {
    const { out, err, status } = await akashi([...args, '--json']);
    expect([0, 1], err).toContain(status);
    const parsed = shapes[shape].safeParse(JSON.parse(out));
    expect(parsed.error?.issues ?? []).toEqual([]);
  },
  120_000,
);

it('investigate and the case it writes have their shapes', async () => {
  const out = join(scratch, 'out');
  const ran = await akashi(['investigate', example, '--out', out, '--now', '2009-04-16T09:00:00+09:00', '--json']);
  expect(shapes.investigate.safeParse(JSON.parse(ran.out)).error?.issues ?? []).toEqual([]);
  const file: unknown = JSON.parse(readFileSync(join(out, 'case.json'), 'utf8'));
  expect(shapes.case.safeParse(file).error?.issues ?? []).toEqual([]);
  const clocks = await akashi(['clocks', join(out, 'case.json'), '--json']);
  expect(shapes.clocks.safeParse(JSON.parse(clocks.out)).error?.issues ?? []).toEqual([]);
}, 180_000);
