// `akashi ledger serve` with and without --add, and the line that `akashi ledger anchor` prints.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import qrcode from 'qrcode';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { parseCheckpoint } from '../../src/ledger/checkpoint.ts';
import { folderSource } from '../../src/ledger/folder.ts';
import { initLog, openLogFolder } from '../../src/ledger/log-folder.ts';
import { parseNote } from '../../src/ledger/note.ts';
import { readBundle } from '../../src/ledger/tile-reader.ts';
import { akashi } from '../cases/run-akashi.ts';
import { now } from './examined-log.ts';
import { post, startServing } from './serving.ts';

const root = mkdtempSync(join(tmpdir(), 'akashi-serve-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let made = 0;
let folder = '';
let vkey = '';
beforeEach(async () => {
  made += 1;
  folder = join(root, `log${made}`);
  ({ vkey } = await initLog(folder, { origin: 'example.com/serve' }, now));
});

const published = async () =>
  parseCheckpoint(parseNote((await folderSource(folder).read('checkpoint')) ?? Buffer.alloc(0))?.text ?? '');

it('POST /add takes the body as the entry and answers with its index in decimals', async () => {
  const serving = await startServing([folder, '--add']);
  const entries = ['first', '', '\0\xff\r\n', 'x'.repeat(65_535)].map((text) => Buffer.from(text, 'latin1'));
  try {
    for (const [index, entry] of entries.entries())
      expect(await post(serving.url, entry)).toEqual({ status: 200, text: String(index) });
    const group = await Promise.all(Array.from({ length: 300 }, (_, i) => post(serving.url, Buffer.from(`e${i}`))));
    const indexes = group.map(({ text }) => Number(text));
    expect(indexes.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 300 }, (_, i) => 4 + i));
    expect((await post(serving.url, Buffer.alloc(65_536))).status).toBe(413);
  } finally {
    expect(await serving.stop()).toBe(0);
  }
  expect((await published())?.size).toBe(304n);
  const held = await readBundle(folderSource(folder), 0, 256);
  expect(held?.slice(0, 4).map((entry) => Buffer.from(entry))).toEqual(entries);
  expect((await akashi(['ledger', 'verify', folder, '--vkey', vkey])).status).toBe(0);
});

it('without --add nothing is added', async () => {
  const serving = await startServing([folder]);
  try {
    expect(await post(serving.url, Buffer.from('entry'))).toEqual({ status: 403, text: 'adding is not switched on\n' });
    expect((await fetch(`${serving.url}checkpoint`)).status).toBe(200);
  } finally {
    expect(await serving.stop()).toBe(0);
  }
  expect((await published())?.size).toBe(0n);
});

/** Half blocks as dark and light squares, without the light margin. */
function squaresOf(printed: string): boolean[][] {
  const rows = printed.split('\n').flatMap((row) => {
    const cells = [...row];
    return [cells.map((cell) => '█▀'.includes(cell)), cells.map((cell) => '█▄'.includes(cell))];
  });
  const dark = rows.filter((row) => row.includes(true));
  const left = Math.min(...dark.map((row) => row.indexOf(true)));
  const right = Math.max(...dark.map((row) => row.lastIndexOf(true)));
  return dark.map((row) => Array.from({ length: right - left + 1 }, (_, x) => row[left + x] ?? false));
}

it('anchor prints origin, size, root and day, and a QR code of exactly that line', async () => {
  const log = await openLogFolder(folder, { now, publishesAlone: false });
  await Promise.all([1, 2, 3].map((i) => log.add(Buffer.from(`entry ${i}`))));
  await log.close();
  const from = new Date().toISOString().slice(0, 10);
  const { status, out } = await akashi(['ledger', 'anchor', folder]);
  const until = new Date().toISOString().slice(0, 10);
  expect(status).toBe(0);
  const [line = '', empty, ...picture] = out.split('\n');
  const [kind, origin, size, root64, day] = line.split(' ');
  const checkpoint = await published();
  expect([kind, origin, size]).toEqual(['akashi-anchor/1', 'example.com/serve', '3']);
  expect(root64).toBe(Buffer.from(checkpoint?.root ?? []).toString('base64'));
  expect([from, until]).toContain(day);
  expect(empty).toBe('');
  // No reader of QR codes is at hand: the printed squares must be those of this line and of no other.
  const squares = (text: string) => {
    const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' });
    return Array.from({ length: modules.size }, (_, y) =>
      Array.from({ length: modules.size }, (_, x) => modules.get(y, x) === 1),
    );
  };
  expect(squaresOf(picture.join('\n'))).toEqual(squares(line));
  expect(squares(line.replace(' 3 ', ' 4 '))).not.toEqual(squares(line));
});
