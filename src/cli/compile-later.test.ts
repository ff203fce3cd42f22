import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const script = new URL('./compile-later.ts', import.meta.url).href;

test('this version of Node knows what it is told', () => {
  // V8 names a flag that it does not know on its own standard error, and goes on.
  const told = `import { compileLater } from ${JSON.stringify(script)}; compileLater(); console.log('on');`;
  const run = spawnSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', told], { encoding: 'utf8' });
  expect([run.stdout, run.stderr, run.status]).toEqual(['on\n', '', 0]);
});
