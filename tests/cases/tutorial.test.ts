// The tutorial as a reader would type it: every fenced command of the page, in order, in an empty folder; what each prints is
// compared with what the page says it prints.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { CaseFile } from '../../src/vocabulary/case-file.ts';
import { built, root } from './run-akashi.ts';

const scratch = mkdtempSync(join(tmpdir(), 'akashi-tutorial-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

type Step = { readonly command: string; readonly prints: string | undefined };

/** Commands with what stands below them. */
const stepsOf = (page: string): Step[] =>
  [
    ...readFileSync(join(root, 'docs', page), 'utf8').matchAll(
      /^```sh\n([\s\S]*?)^```$(?:\n\n^```text\n([\s\S]*?)^```$)?/gm,
    ),
  ].map(([, command = '', prints]) => ({ command, prints }));

/** Whether lines are as the page shows them: `…` stands for part of a line, alone on a line for any number of lines. */
function isAsShown(lines: readonly string[], shown: readonly string[]): boolean {
  const [first, ...rest] = shown;
  if (first === undefined) return lines.length === 0;
  if (first === '…') return lines.some((_, from) => isAsShown(lines.slice(from), rest)) || isAsShown([], rest);
  const [line, ...more] = lines;
  if (line === undefined) return false;
  const parts = first.split('…').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`).test(line) && isAsShown(more, rest);
}

it('what differs from the page is noticed', () => {
  expect(isAsShown(['a', 'b 1', 'c'], ['…', 'b …', 'c'])).toBe(true);
  expect(isAsShown(['a', 'x', 'c'], ['…', 'b …', 'c'])).toBe(false);
  expect(isAsShown(['a', 'b'], ['a'])).toBe(false);
  expect(isAsShown(['a'], ['a', 'b'])).toBe(false);
});

describe.each(['ja', 'en'] as const)('docs/tutorial.%s.md', (lang) => {
  it('leads from an empty folder to a holding letter that lacks nothing but names', () => {
    const folder = mkdtempSync(join(scratch, `${lang}-`));
    const steps = stepsOf(`tutorial.${lang}.md`);
    expect(steps.length).toBeGreaterThan(6);
    expect(steps.filter(({ prints }) => prints !== undefined).length).toBeGreaterThan(6);
    // One shell for all, as the reader has one; what each step prints goes to a file of its own.
    const commands = steps.map(({ command }, index) => `{\n${command}} > .printed.${index} 2>&1`);
    const script = `set -eu\nakashi() { "${process.execPath}" "${built}" "$@"; }\n${commands.join('\n')}`;
    writeFileSync(
      join(folder, '.commands.sh'),
      `${script}\nakashi approve case/sent/holding.${lang}.txt --check > .approved\n`,
    );
    const ran = spawnSync('bash', ['.commands.sh'], { cwd: folder, encoding: 'utf8' });
    for (const [index, { command, prints }] of steps.entries()) {
      const printed = readFileSync(join(folder, `.printed.${index}`), 'utf8');
      const shown = prints ?? '';
      if (!isAsShown(printed.trimEnd().split('\n'), shown.trimEnd().split('\n')))
        expect(printed, `printed by: ${command}`).toBe(shown);
    }
    expect(ran.status, ran.stderr).toBe(0);

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
