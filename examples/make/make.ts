// `npm run examples:make`: writes the five example cases anew, byte for byte the same each time.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { examples } from './cases.ts';

const here = fileURLToPath(new URL('..', import.meta.url));
for (const [name, { now, make }] of Object.entries(examples)) {
  rmSync(join(here, name), { recursive: true, force: true });
  for (const [path, content] of Object.entries({ ...make(), now: `${now}\n` })) {
    const target = join(here, name, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
  }
}
