// The customer's name, in either form, is in the letters that go to them and in nothing that goes to others.
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readZip } from './read-zip.ts';
import { akashi, root } from './run-akashi.ts';

const scratch = mkdtempSync(join(tmpdir(), 'akashi-names-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

it('a name and its English form stand in the letters, and in no file of the pack nor in the report', async () => {
  const folder = join(scratch, 'case');
  cpSync(join(root, 'examples/survey-2009'), folder, { recursive: true });
  const claim = join(folder, 'claim.yaml');
  const named = readFileSync(claim, 'utf8').replace(/^name:.*$/m, 'name: { ja: 篠宮 朔太郎, en: Sakutaro Shinomiya }');
  writeFileSync(claim, named);
  const out = join(scratch, 'out');
  const ran = await akashi(['investigate', folder, '--out', out, '--now', '2009-04-16T09:00:00+09:00', '--no-drill']);
  expect(ran.status, ran.err).toBe(0);
  const written = (name: string) => readFileSync(join(out, name), 'utf8');
  expect(written('letter.ja.txt')).toContain('篠宮 朔太郎 様');
  expect(written('letter.en.txt')).toContain('Dear Sakutaro Shinomiya,');
  const members = await readZip(readFileSync(join(out, 'pack.zip')));
  expect(members.length).toBeGreaterThan(5);
  for (const text of [...members, written('report.html')]) {
    expect(text).not.toMatch(/篠宮|朔太郎|Sakutaro|Shinomiya/i);
  }
}, 180_000);
