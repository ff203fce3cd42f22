import fc from 'fast-check';
import { expect, it } from 'vitest';
import { wrapLines } from './wrap-lines.ts';

const columns = (line: string) =>
  [...line].reduce((sum, one) => sum + (/[\u3000-\u9fff\uff00-\uff60]/.test(one) ? 2 : 1), 0);

it('keeps what must not begin or end a line with its neighbour', () => {
  const lines = wrapLines('再起動しない。消さない。電話する（すぐに）。それから写しを取る', ' - ', 20);
  for (const line of lines) {
    expect(line.trimStart()).not.toMatch(/^[、。）]/);
    expect(line).not.toMatch(/（$/);
    expect(columns(line)).toBeLessThanOrEqual(22);
  }
  expect(lines.map((line) => line.slice(3)).join('')).toBe(
    '再起動しない。消さない。電話する（すぐに）。それから写しを取る',
  );
});

it('loses no word, and is as narrow as its longest one', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', '漢', 'か'), minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 30 }), (words) => {
      const text = words.join(' ');
      const lines = wrapLines(text, '  ', 40);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      for (const line of lines) expect(columns(line)).toBeLessThanOrEqual(41);
    }),
  );
});
