// `npm run example [-- NAME]`: the main job on one example, into out/NAME. The clock of the example is fixed, so that
// every run gives the same bytes.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));
if (!existsSync('dist/src/cli/main.js')) {
  console.error('not built yet: run "npm ci" first');
  process.exit(1);
}
const name = process.argv[2] ?? 'survey-2009';
if (!existsSync(`examples/${name}/now`)) {
  console.error(`no example "${name}"`);
  process.exit(2);
}
const now = readFileSync(`examples/${name}/now`, 'utf8').trim();
const run = spawnSync(
  process.execPath,
  ['dist/src/cli/main.js', 'investigate', `examples/${name}`, '--out', `out/${name}`, '--now', now],
  { stdio: 'inherit' },
);
if (run.status === 0) {
  console.log(`\nThe report: out/${name}/report.html (open it in a browser)`);
  console.log(`The letter: out/${name}/letter.ja.pdf and letter.en.pdf`);
  console.log(`To check the pack: npx akashi verify out/${name}/pack.zip`);
}
process.exit(run.status ?? 1);
