import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { placesOfFolder } from './case-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'case-folder-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('names what lies there under a name that is not read, and nothing that is read or came unasked', () => {
  for (const name of ['logs', 'Logs old', 'collected-web1', 'out', '.git']) mkdirSync(join(folder, name));
  const files = [
    'claim.eml',
    'claim-2.eml',
    'register (1).csv',
    'org.yaml',
    'README.md',
    'now',
    '.DS_Store',
    'Thumbs.db',
  ];
  for (const name of [...files, 'out/.akashi-output']) writeFileSync(join(folder, name), '');
  expect(placesOfFolder(folder).unnamed).toEqual(['Logs old', 'claim-2.eml', 'register (1).csv']);
});
