// Builds dist/: TypeScript to JavaScript, then the data files that the code reads at run time, then the one-page verifier.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { verifyPage } from './verify-page.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);
rmSync('dist', { recursive: true, force: true });
const tsc = spawnSync(process.execPath, ['node_modules/tsc7/bin/tsc', '-p', 'tsconfig.build.json'], {
  stdio: 'inherit',
});
if (tsc.status !== 0) process.exit(tsc.status ?? 1);

// dist/src/... and dist/simulation/...: kept in that shape so that relative imports between the two hold.
/** Data beside the code (.json, .yaml, .typ, .html, .css, .tsv) is read at run time and must travel with it. */
function copyData(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) {
      if (!['golden', 'fixtures', 'vectors'].includes(name)) copyData(path);
    } else if (/\.(json|ya?ml|typ|html|css|tsv|client\.js)$/.test(name)) {
      mkdirSync(dirname(join('dist', path)), { recursive: true });
      cpSync(path, join('dist', path));
    }
  }
}
for (const folder of ['src', 'simulation', 'rules']) if (existsSync(folder)) copyData(folder);
mkdirSync('dist', { recursive: true });

// The page that checks a pack in a browser carries the same verifier as the command line, in one file.
writeFileSync('dist/src/evidence/verify.html', await verifyPage());
if (existsSync('dist/src/cli/main.js')) chmodSync('dist/src/cli/main.js', 0o755);
