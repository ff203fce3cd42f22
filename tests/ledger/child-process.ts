// torture-child.ts as one file of plain JavaScript, so that a thousand starts of it take minutes and not hours.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

/** Built into `folder`; gives its path. */
export function buildChild(folder: string): string {
  const outfile = join(folder, 'child.mjs');
  buildSync({
    entryPoints: [fileURLToPath(new URL('torture-child.ts', import.meta.url))],
    ...{ bundle: true, platform: 'node', format: 'esm', target: 'node20', outfile, logLevel: 'error' },
  });
  return outfile;
}

/** The last whole line of what a child said: how many entries it was told are kept. */
export function acknowledgedIn(said: string): number {
  return Number(said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1) ?? 0);
}
