import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anchorLine, parseAnchorLine } from '../ledger/anchor-line.ts';
import { main } from './main.ts';

const scratch = mkdtempSync(join(tmpdir(), 'akashi-anchor-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

async function run(...argv: string[]) {
  let out = '';
  let err = '';
  const into = (take: (text: string) => void) =>
    new Writable({
      write(piece, _, done) {
        take(String(piece));
        done();
      },
    });
  const streams = { out: into((text) => (out += text)), err: into((text) => (err += text)) };
  return { status: await main(argv, streams), out, err };
}

const entries = join(scratch, 'entries');
const append = async (log: string, ...texts: string[]) => {
  writeFileSync(entries, texts.map((text) => `${Buffer.from(text).toString('base64')}\n`).join(''));
  expect(await run('ledger', 'append', log, '--lines', entries)).toMatchObject({ status: 0 });
};
const printed = async (log: string) => (await run('ledger', 'anchor', log)).out.split('\n')[0] ?? '';

describe('a line that was printed, held against the log later', () => {
  const [log, other] = [join(scratch, 'log'), join(scratch, 'other')];
  const lines: string[] = [];
  let vkey = '';
  const verify = (folder: string, ...anchors: string[]) =>
    run('ledger', 'verify', folder, '--vkey', vkey, '--json', ...anchors.flatMap((line) => ['--anchor', line]));

  beforeAll(async () => {
    const key = join(scratch, 'key');
    const init = await run('ledger', 'init', log, '--origin', 'example.com/log');
    vkey = init.out.trim();
    lines.push(await printed(log));
    for (const text of ['a', 'b', 'c', 'd', 'e']) {
      await append(log, text);
      lines.push(await printed(log));
    }
    // The same key, another history of the same length.
    copyFileSync(`${log}.key`, key);
    await run('ledger', 'init', other, '--origin', 'example.com/log', '--key', key);
    await append(other, 'a', 'b', 'X', 'd', 'e');
  });

  it('every line that was printed on the way holds, that of the empty log too, with or without its date', async () => {
    expect(lines).toHaveLength(6);
    const { status, out } = await verify(log, ...lines, ...lines.map((line) => line.replace(/ [\d-]+$/, '')));
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      ok: true,
      checked: expect.arrayContaining([{ what: 'anchor', ok: true }]),
    });
  });

  it('a log that was written again verifies by itself, and is told by the lines printed since', async () => {
    expect(await verify(other)).toMatchObject({ status: 0 });
    for (const [size, line] of lines.entries()) {
      const { status, out } = await verify(other, line);
      expect({ size, status }).toEqual({ size, status: size < 3 ? 0 : 1 });
      if (status === 1) expect(JSON.parse(out).problems).toMatchObject([{ what: 'anchor' }]);
    }
  });

  it('a line of another log, or of a longer one, does not hold', async () => {
    const [last = ''] = lines.slice(-1);
    expect(await verify(log, last.replace('example.com/log', 'example.com/other'))).toMatchObject({ status: 1 });
    expect(await verify(log, last.replace(' 5 ', ' 6 '))).toMatchObject({ status: 1 });
  });

  it('what is no such line is not passed over', async () => {
    expect(await verify(log, 'akashi-anchor/1 example.com/log 5')).toMatchObject({ status: 3, out: '' });
  });
});

it('a line says of the log what was written into it', () => {
  const root = fc.uint8Array({ minLength: 32, maxLength: 32 });
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), root, (size, hash) => {
      const checkpoint = { origin: 'example.com/log', size, root: hash, extensions: [] };
      const read = parseAnchorLine(anchorLine(checkpoint, new Date('2026-01-02T03:04:05Z')));
      expect(read).toEqual({ origin: checkpoint.origin, size, root: hash });
    }),
  );
  fc.assert(fc.property(fc.string(), (text) => parseAnchorLine(text) === undefined));
});
