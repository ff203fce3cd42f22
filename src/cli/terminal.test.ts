import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { onlyOurSequences } from './terminal.ts';

it.each([
  { name: 'a line of progress is drawn again', text: '\r\u001b[2K12 MB/s', want: '\r\u001b[2K12 MB/s' },
  { name: 'bold stays', text: '\u001b[1mFound\u001b[0m\n', want: '\u001b[1mFound\u001b[0m\n' },
  { name: 'a name cannot erase its line', text: 'not read: a\r\u001b[2Kb', want: 'not read: a␍␛[2Kb' },
])('$name', ({ text, want }) => {
  expect(onlyOurSequences(text)).toBe(want);
});

it('keeps the name of a file from the terminal that reads it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'akashi-terminal-'));
  try {
    writeFileSync(join(folder, 'a\u001b[2J.log'), 'Nov 22 07:00:00 h sshd[1]: Invalid user a from 192.0.2.1 port 1\n');
    const main = new URL('../../dist/src/cli/main.js', import.meta.url).pathname;
    const shown = execFileSync(process.execPath, [main, 'logs', 'read', folder], { encoding: 'utf8' });
    expect(shown).toContain('a␛[2J.log');
    expect(shown).not.toContain('\u001b');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
