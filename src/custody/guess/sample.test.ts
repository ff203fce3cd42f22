import { expect, it } from 'vitest';
import { localPartForms } from './local-part-model.ts';
import { drawSample, readSample, storedSample } from './sample.ts';
import { sampleData } from './sample-data.ts';
import { readWordLists } from './word-lists.ts';

it('what is kept is what is drawn from the word lists and forms as they are: else run npm run draw', () => {
  const drawn = drawSample(localPartForms(readWordLists()));
  const kept = readSample(sampleData);
  const { counts, forms } = storedSample(drawn);
  // As texts: long arrays compare slowly, and print longer still.
  expect(counts === sampleData.counts).toBe(true);
  expect(forms === sampleData.forms).toBe(true);
  expect(kept.chances.length).toBe(drawn.chances.length);
  // Kept with seven digits; another release of the runtime may round a logarithm otherwise as well.
  for (const of of ['chances', 'likelier'] as const) {
    const off = drawn[of].map((value, at) => Math.abs(value / (kept[of][at] ?? 0) - 1));
    expect(Math.max(...off)).toBeLessThan(1e-4);
  }
});
