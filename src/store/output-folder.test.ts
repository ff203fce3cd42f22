import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openOutput } from './output-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'output-folder-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(out: string): number {
  const pending = openOutput(out);
  pending.write('case.json', '{}');
  pending.publish();
  return statSync(out).mode & 0o777;
}

it('is readable by its owner alone, until somebody opens it; then it stays open when replaced', () => {
  const out = join(folder, 'out');
  expect(write(out)).toBe(0o700);
  chmodSync(out, 0o750);
  expect(write(out)).toBe(0o750);
});

it('keeps the permissions of an empty folder that was made for it', () => {
  const out = join(folder, 'made');
  mkdirSync(out);
  chmodSync(out, 0o770);
  expect(write(out)).toBe(0o770);
});
