// What the pages show a command to print, run as it stands there. A page may leave lines out, and none else.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { akashi, root } from './run-akashi.ts';

/** "In `FOLDER`, `akashi WORDS` prints …:", and the text below it. The folder is that of the repository unless said. */
const SHOWN = /^(?:In `([\w/-]+)`, )?`akashi ([^`]+)` prints[^\n]*:\n\n```text\n([\s\S]*?)^```$/gm;

const examples = readdirSync(join(root, 'docs'))
  .filter((name) => name.endsWith('.md'))
  .flatMap((page) =>
    [...readFileSync(join(root, 'docs', page), 'utf8').matchAll(SHOWN)].map(
      ([, folder = '.', words = '', text = '']) => ({
        page,
        folder,
        words,
        lines: text.split('\n').filter((line) => line.trim() !== '' && line.trim() !== '…'),
      }),
    ),
  );

/** The first of these lines that the output does not hold behind the one before; undefined when all stand in order. */
function firstMissing(lines: readonly string[], output: string): string | undefined {
  const printed = output.split('\n').map((line) => line.trimEnd());
  let from = 0;
  return lines.find((line) => {
    const at = printed.indexOf(line.trimEnd(), from);
    from = at + 1;
    return at < 0;
  });
}

describe('what pages show', () => {
  it('is found on them', () => {
    const pages = ['address.md', 'detection.md', 'drill.md', 'mail.md', 'pages.md', 'tampering.md'];
    expect([...new Set(examples.map(({ page }) => page))]).toEqual(expect.arrayContaining(pages));
  });

  it.each(examples)('$page: akashi $words', async ({ folder, words, lines }) => {
    const { out } = await akashi(words.split(' '), join(root, folder));
    expect(firstMissing(lines, out)).toBeUndefined();
  });

  it('a line that is not printed, or not there, would be noticed', () => {
    expect(firstMissing(['a', 'c'], 'a\nb\nc\n')).toBeUndefined();
    expect(firstMissing(['c', 'a'], 'a\nb\nc\n')).toBe('a');
    expect(firstMissing(['d'], 'a\nb\nc\n')).toBe('d');
  });
});
