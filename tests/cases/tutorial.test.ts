// The tutorial as a reader would type it: every fenced command of the page, in order, in an empty folder.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { CaseFile } from '../../src/vocabulary/case-file.ts';
import { built, root } from './run-akashi.ts';

const scratch = mkdtempSync(join(tmpdir(), 'akashi-tutorial-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const commandsOf = (page: string) =>
  [...readFileSync(join(root, 'docs', page), 'utf8').matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(
    ([, body]) => body ?? '',
  );

describe.each(['ja', 'en'] as const)('docs/tutorial.%s.md', (lang) => {
  it('leads from an empty folder to a holding letter that lacks nothing but names', () => {
    const folder = mkdtempSync(join(scratch, `${lang}-`));
    const commands = commandsOf(`tutorial.${lang}.md`);
    expect(commands.length).toBeGreaterThan(6);
    const script = `set -eu\nakashi() { "${process.execPath}" "${built}" "$@"; }\n${commands.join('\n')}`;
    writeFileSync(
      join(folder, '.commands.sh'),
      `${script}\nakashi approve case/sent/holding.${lang}.txt --check > .approved\n`,
    );
    execFileSync('bash', ['.commands.sh'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });

    const read = (name: string) => readFileSync(join(folder, name), 'utf8');
    expect(read('hold/hold.md')).toContain('A-2026-014');
    const caseFile = JSON.parse(read('result/case.json')) as CaseFile;
    const recorded = caseFile.checks.find(({ id }) => id === 'acquisition.recorded');
    expect(recorded?.result).toBe('found');
    expect(caseFile.acquisition?.[0]).toMatchObject({
      secondPerson: true,
      intact: true,
      offsetSeconds: expect.any(Number),
    });
    expect(caseFile.acquisition?.[0]?.logFiles).toEqual(
      // A host that has logs of its own under /var/log gives those too.
      expect.arrayContaining([expect.stringContaining('logs-of-web1/access.log')]),
    );
    expect(read('result/triage.txt')).toMatch(/保険会社[\s\S]*the cyber insurer/);

    const letter = read(`result/holding.${lang}.txt`);
    expect(letter).toMatch(lang === 'ja' ? /写しを.*に取り/ : /took copies of the records/);
    const places = letter.match(lang === 'ja' ? /【要記入：[^】]*】/g : /\[to fill: [^\]]*\]/g) ?? [];
    expect(new Set(places)).toEqual(new Set([lang === 'ja' ? '【要記入：担当者名】' : '[to fill: contact person]']));

    expect(read('.approved')).toContain(`holding.${lang}.txt: approved`);
    expect(read('review/review.txt')).not.toMatch(/correction letter is needed/);
    const digest = createHash('sha256').update(read('logs-of-web1/access.log')).digest('hex');
    const [collected = ''] = readdirSync(join(folder, 'case')).filter((name) => name.startsWith('collected-'));
    expect(read(`case/${collected}/web-logs.sha256.before`)).toContain(digest);
  }, 300_000);
});
