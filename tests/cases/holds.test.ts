// A hold, and every way of the command line by which something could be removed: each is refused, names the hold, and removes nothing.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { akashi as run } from './run-akashi.ts';

const akashi = (...args: string[]) => run(args);
const root = mkdtempSync(join(tmpdir(), 'akashi-holds-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const ledger = join(root, 'ledger');
const vault = join(root, 'vault');
const kept = join(root, 'kept');
let subject = '';

/** Every file and its bytes, but for whose turn it is to write, which the log counts. */
const tree = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/^(?:lock\.\d+|state\.json)$/.test(entry.name))
    .map((entry) => [join(entry.parentPath, entry.name), readFileSync(join(entry.parentPath, entry.name), 'base64')])
    .sort(([a = ''], [b = '']) => (a < b ? -1 : 1));

beforeAll(async () => {
  expect((await akashi('ledger', 'init', ledger, '--origin', 'example.com/holds')).status).toBe(0);
  const payload = join(root, 'payload');
  writeFileSync(payload, 'a person');
  const custody = ['ledger', 'custody', 'add', ledger, '--vault', vault, '--event', 'collect', '--actor', 'form'];
  const added = await akashi(...custody, '--payload', payload, '--json');
  subject = JSON.parse(added.out).subject;
  // The hold as `preserve` writes it.
  expect((await akashi('preserve', '--out', kept, '--case', 'C-77', '--by', 'counsel')).status).toBe(0);
  writeFileSync(join(ledger, '.akashi', 'holds.json'), readFileSync(join(kept, 'holds.json')));
}, 120_000);

it.each([
  { name: 'ledger gc', args: () => ['ledger', 'gc', ledger] },
  {
    name: 'ledger custody erase',
    args: () => ['ledger', 'custody', 'erase', ledger, '--vault', vault, '--subject', subject, '--actor', 'officer'],
  },
  { name: 'ledger custody replay', args: () => ['ledger', 'custody', 'replay', ledger, '--vault', vault] },
])('$name is refused, naming the hold', { timeout: 180_000 }, async ({ args }) => {
  const before = [tree(ledger), tree(vault)];
  const { status, err } = await akashi(...args());
  expect(status).not.toBe(0);
  expect(err).toMatch(/refused: held for case C-77 .*by counsel, until it is lifted/);
  expect([tree(ledger), tree(vault)]).toEqual(before);
});

it('what lies in a folder of ours since is not replaced with it: collected copies, a record of approvals', {
  timeout: 180_000,
}, async () => {
  const again = () => akashi('preserve', '--out', kept, '--case', 'C-77', '--by', 'counsel');
  expect((await again()).status).toBe(0);
  mkdirSync(join(kept, 'collected-web1'));
  writeFileSync(join(kept, 'collected-web1', 'weblog.tar'), 'the only copy');
  const before = tree(kept);
  const { status, err } = await again();
  expect(status).not.toBe(0);
  expect(err).toMatch(/would delete what was put there since: collected-web1, collected-web1\/weblog\.tar/);
  expect(tree(kept)).toEqual(before);
});
