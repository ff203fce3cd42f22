// `npm run corpus [-- --json] [-- area…]`: runs every suite over the folder that AKASHI_CORPUS names and prints a
// scoreboard. Fails when a stored bar is missed; without the folder it says so and skips.
import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CorpusSuite } from './suite.ts';

const asJson = process.argv.includes('--json');
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const root = process.env['AKASHI_CORPUS'];
const here = fileURLToPath(new URL('.', import.meta.url));
const areas = readdirSync(here)
  .filter((name) => name.endsWith('.corpus.ts'))
  .map((name) => name.slice(0, -'.corpus.ts'.length))
  .sort();

if (root === undefined || !existsSync(root)) {
  if (asJson) process.stdout.write(`${JSON.stringify({ suites: [], skipped: 'AKASHI_CORPUS names no folder' })}\n`);
  process.stderr.write(`corpus: skipped, AKASHI_CORPUS names no folder (areas: ${areas.join(', ')})\n`);
} else {
  const rows: { id: string; of: number; passed: number; value: number; bar: number; met: boolean }[] = [];
  for (const area of areas) {
    if (wanted.length > 0 && !wanted.includes(area)) continue;
    const { suites } = (await import(`./${area}.corpus.ts`)) as { suites: readonly CorpusSuite[] };
    for (const suite of suites) {
      const { of, passed, misses } = await suite.run(resolve(root));
      // A suite that found nothing to look at has not passed.
      const value = of === 0 ? 0 : passed / of;
      rows.push({ id: suite.id, of, passed, value, bar: suite.bar, met: of > 0 && value >= suite.bar });
      if (!asJson) {
        const mark = of > 0 && value >= suite.bar ? 'met   ' : 'MISSED';
        process.stdout.write(
          `${mark} ${suite.id}: ${passed} of ${of} (${(100 * value).toFixed(2)} %, bar ${100 * suite.bar} %)\n`,
        );
      }
      for (const miss of misses.slice(0, 20)) process.stderr.write(`         ${miss}\n`);
    }
  }
  if (asJson) process.stdout.write(`${JSON.stringify({ suites: rows })}\n`);
  if (rows.some((row) => !row.met)) process.exitCode = 1;
}
