import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { pages } from './pages.ts';

it('a link in a folder is told, not followed in silence, and the rest is read', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'akashi-pages-'));
  mkdirSync(join(folder, 'site'));
  writeFileSync(join(folder, 'site/index.html'), '<p>taro@example.jp</p>');
  symlinkSync('..', join(folder, 'site/up'));
  let said = '';
  const out = new Writable({
    write(piece, _encoding, done) {
      said += String(piece);
      done();
    },
  });
  const status = await pages.run([join(folder, 'site'), '--json'], { out, err: out });
  const { found, refused, pages: count } = JSON.parse(said);
  expect([status, count, found.length]).toEqual([3, 1, 1]);
  expect(refused).toMatchObject([
    { path: join(folder, 'site/up'), because: { en: expect.stringContaining('a link') } },
  ]);
  rmSync(folder, { recursive: true });
});
