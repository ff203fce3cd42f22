import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { filesBelow, placesOfFolder, readSmall } from './case-folder.ts';

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

describe('what never ends', () => {
  it('is refused in a case folder: a pipe, a device', () => {
    const [pipe, device] = [join(folder, 'pipe.csv'), join(folder, 'device.yaml')];
    execFileSync('mkfifo', [pipe]);
    symlinkSync('/dev/zero', device);
    expect(() => readSmall(pipe, folder)).toThrow('pipe.csv: a pipe, a socket or a device, expected a file');
    expect(() => readSmall(device, folder)).toThrow('device.yaml: a pipe, a socket or a device, expected a file');
  });

  it('is read to the bound when named by hand', () => {
    expect(() => readSmall('/dev/zero', null)).toThrow('/dev/zero: at most 67108864 bytes are read here');
    expect(readSmall('/dev/null', null).bytes).toHaveLength(0);
  });

  it('is left, and told once, where links make a few folders into a thousand million paths', () => {
    const root = join(folder, 'fan');
    for (let depth = 0; depth < 30; depth += 1) mkdirSync(join(root, `${depth}`), { recursive: true });
    for (let depth = 0; depth < 29; depth += 1) {
      for (const name of ['a', 'b']) symlinkSync(`../${depth + 1}`, join(root, `${depth}`, name));
    }
    writeFileSync(join(root, '0', 'spam.eml'), 'x');
    const { files, refused } = filesBelow([join(root, '0')], folder);
    expect(files).toEqual([join(root, '0', 'spam.eml')]);
    expect(refused.map(({ because }) => because.en.replace(/^.*: /, ''))).toEqual(['not read from here on']);
  });
});
