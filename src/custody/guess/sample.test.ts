import { expect, it } from 'vitest';
import { localPartForms } from './local-part-model.ts';
import { drawSample, readSample, storedSample } from './sample.ts';
import { sampleData } from './sample-data.ts';
import { readWordLists } from './word-lists.ts';

it('what is kept is what is drawn from the word lists and forms as they are: else run npm run draw', () => {
  const drawn = drawSample(localPartForms(readWordLists()));
  const kept = readSample(sampleData);
  expect(kept.starts).toEqual(drawn.starts);
  expect(kept.forms).toEqual(drawn.forms);
  // Another release of the runtime may round a logarithm otherwise.
  const off = drawn.chances.map((chance, at) => Math.abs(chance / (kept.chances[at] ?? 0) - 1));
  expect(Math.max(...off)).toBeLessThan(1e-9);
  expect(readSample(storedSample(drawn))).toEqual(drawn);
});
