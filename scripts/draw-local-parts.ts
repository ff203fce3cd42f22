// `npm run draw`: draws the local parts that guess numbers are estimated from, and keeps them in sample-data.ts.
import { writeFileSync } from 'node:fs';
import { localPartForms } from '../src/custody/guess/local-part-model.ts';
import { drawSample, storedSample } from '../src/custody/guess/sample.ts';
import { readWordLists } from '../src/custody/guess/word-lists.ts';

const { counts, forms, chances, likelier } = storedSample(drawSample(localPartForms(readWordLists())));
const text = `// Drawn by scripts/draw-local-parts.ts (npm run draw); not written by hand.
import type { StoredSample } from './sample.ts';

export const sampleData: StoredSample = {
  counts: '${counts}',
  forms: '${forms}',
  chances: '${chances}',
  likelier: '${likelier}',
};
`;
writeFileSync(new URL('../src/custody/guess/sample-data.ts', import.meta.url), text);
process.stdout.write(`sample-data.ts: ${(text.length / 1000).toFixed(0)} kB\n`);
