// Builds dist/: TypeScript to JavaScript, then the data files that the code reads at run time, then the one-page verifier.
// Built beside it and put in its place whole: a build that is broken off leaves the last one. With `--if-changed` (`prepare`,
// which `npx akashi` in a checkout runs again) nothing is built from sources that dist/ was built from.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { verifyPage } from './verify-page.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
process.chdir(root);

/** What dist/ is made of. */
const sources = ['src', 'simulation', 'rules'];
const settings = [
  'scripts/build.mjs',
  'scripts/verify-page.mjs',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
];
/** Here the digest of the sources stands that dist/ was built from. */
const built = join('dist', '.built-from');

function filesIn(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

function digestOfSources() {
  const digest = createHash('sha256');
  for (const path of [...settings, ...sources.filter(existsSync).flatMap(filesIn)].sort()) {
    const bytes = readFileSync(path);
    digest.update(`${path}\0${bytes.length}\0`).update(bytes);
  }
  return digest.digest('hex');
}

/** Data beside the code (.json, .yaml, .typ, .html, .css, .tsv) is read at run time and must travel with it. */
function copyData(folder, into) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) {
      if (!['golden', 'fixtures', 'vectors'].includes(name)) copyData(path, into);
    } else if (/\.(json|ya?ml|typ|html|css|tsv|client\.js)$/.test(name)) {
      mkdirSync(dirname(join(into, path)), { recursive: true });
      cpSync(path, join(into, path));
    }
  }
}

// dist/src/... and dist/simulation/...: kept in that shape so that relative imports between the two hold.
/** @returns {Promise<boolean>} false where the code does not compile; the compiler has said why */
async function buildInto(folder) {
  const compiler = ['node_modules/tsc7/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', folder];
  const tsc = spawnSync(process.execPath, compiler, { stdio: 'inherit' });
  if (tsc.status !== 0) return false;
  for (const source of sources) if (existsSync(source)) copyData(source, folder);
  // The page that checks a pack in a browser carries the same verifier as the command line, in one file.
  writeFileSync(join(folder, 'src/evidence/verify.html'), await verifyPage());
  chmodSync(join(folder, 'src/cli/main.js'), 0o755);
  return true;
}

const digest = digestOfSources();
const current = existsSync(built) && readFileSync(built, 'utf8') === digest;
if (!(current && process.argv.includes('--if-changed'))) {
  const beside = `.tmp/dist-${process.pid}`;
  rmSync(beside, { recursive: true, force: true });
  mkdirSync(beside, { recursive: true });
  try {
    if (await buildInto(beside)) {
      writeFileSync(join(beside, '.built-from'), digest);
      rmSync('dist', { recursive: true, force: true });
      renameSync(beside, 'dist');
    } else process.exitCode = 1;
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}
