import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { pages } from '../scripts/docs/weighing.ts';
import { figureRows } from '../src/hypotheses/figures.ts';
import { testedOnSimulatedCasesOnly } from '../src/hypotheses/words.ts';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

it.each(Object.entries(pages()))('%s is what the tables say (npm run docs)', (path, text) => {
  expect(existsSync(path)).toBe(true);
  expect(readFileSync(path, 'utf8')).toBe(text);
});

it('the page on the model says in both languages that it was tried on simulated cases only', () => {
  const page = readFileSync('docs/model.md', 'utf8');
  expect(page).toContain(testedOnSimulatedCasesOnly.ja);
  expect(page).toContain(testedOnSimulatedCasesOnly.en);
});

it('every figure names a source or says that it is an assumption', () => {
  for (const { figure } of figureRows) {
    expect(figure.about.length).toBeGreaterThan(5);
    if (figure.mark === 'assumption') expect(figure.source).toBe('ours');
    else expect(figure.source.length).toBeGreaterThan(10);
  }
});
