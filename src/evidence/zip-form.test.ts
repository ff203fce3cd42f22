import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import yauzl from 'yauzl';
import yazl from 'yazl';
import { crc32, type Member, readZip, writeZip } from './zip-form.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const two: readonly Member[] = [
  { path: 'b/two.txt', bytes: bytes('two') },
  { path: 'a.txt', bytes: bytes('one') },
];

it('has the check value of CRC-32', () => {
  expect(crc32(bytes('123456789'))).toBe(0xcbf43926);
});

it('gives back what was put in, by path', async () => {
  const { members, faults } = await readZip(writeZip(two));
  expect(faults).toEqual([]);
  expect(members.map(({ path, bytes: data }) => [path, new TextDecoder().decode(data)])).toEqual([
    ['a.txt', 'one'],
    ['b/two.txt', 'two'],
  ]);
});

it('is read by a library of another author', async () => {
  const names = await new Promise<string[]>((done, failed) => {
    yauzl.fromBuffer(Buffer.from(writeZip(two)), (error, zip) => {
      if (error) return failed(error);
      const found: string[] = [];
      zip.on('entry', (entry: { fileName: string }) => found.push(entry.fileName));
      zip.on('end', () => done(found));
      zip.on('error', failed);
    });
  });
  expect(names).toEqual(['a.txt', 'b/two.txt']);
});

it('gives the same bytes whatever the order in', () => {
  expect(writeZip([...two].reverse())).toEqual(writeZip(two));
});

it('reads a ZIP that another program packed, and says that it is not in our form', async () => {
  const zip = new yazl.ZipFile();
  zip.addBuffer(Buffer.from('one '.repeat(100)), 'a.txt', { compress: true });
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk));
  const { members, faults } = await readZip(Buffer.concat(chunks));
  expect(new TextDecoder().decode(members[0]?.bytes)).toBe('one '.repeat(100));
  expect(faults).toEqual([{ kind: 'form', where: 'container' }]);
});

it.each(['', '/etc/passwd', '../x', 'a/../b', 'a//b', './a', 'a\\b', 'a\0b', '日本.txt', 'a'.repeat(201)])(
  'writes no member called %j',
  (path) => {
    expect(() => writeZip([{ path, bytes: new Uint8Array() }])).toThrow(RangeError);
  },
);

it('writes no two members of one name', () => {
  expect(() => writeZip([...two, ...two])).toThrow(RangeError);
});

describe('a changed container', () => {
  const good = writeZip(two);
  const dataStart = 30 + 'a.txt'.length;

  it('shows wherever one byte differs', async () => {
    for (let at = 0; at < good.length; at += 1) {
      for (const mask of [0x01, 0x80]) {
        const changed = new Uint8Array(good);
        changed[at] = (changed[at] ?? 0) ^ mask;
        expect((await readZip(changed)).faults.length, `byte ${at}`).toBeGreaterThan(0);
      }
    }
  });

  it.each([
    ['something behind it', Uint8Array.of(...good, 0)],
    ['something before it', Uint8Array.of(0, ...good)],
    ['its end cut off', good.subarray(0, good.length - 5)],
    ['another ZIP behind it', Uint8Array.of(...good, ...good)],
  ])('shows with %s', async (_name, changed) => {
    expect((await readZip(changed)).faults.length).toBeGreaterThan(0);
  });

  it('stops a bomb at the size it claims', async () => {
    const packed = deflateRawSync(Buffer.alloc(50_000_000));
    const bomb = new Uint8Array(good.length + packed.length);
    bomb.set(good.subarray(0, dataStart));
    // The directory says: packed by method 8, three bytes long. Fifty million come out, and none is kept.
    bomb.set(packed, dataStart);
    bomb.set(good.subarray(dataStart), dataStart + packed.length);
    const view = new DataView(bomb.buffer);
    const end = bomb.length - 22;
    const directory = view.getUint32(end + 16, true) + packed.length;
    view.setUint32(end + 16, directory, true);
    view.setUint16(directory + 10, 8, true);
    view.setUint32(directory + 20, packed.length, true);
    const { members, faults } = await readZip(bomb);
    expect(members.some(({ path }) => path === 'a.txt')).toBe(false);
    expect(faults).toContainEqual({ kind: 'data', where: 'a.txt' });
  });
});

it('gives a value and a fault for any foreign bytes, never a throw', async () => {
  const pieces = fc.array(
    fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc.constantFrom(
        Uint8Array.of(0x50, 0x4b, 1, 2),
        Uint8Array.of(0x50, 0x4b, 3, 4),
        Uint8Array.of(0x50, 0x4b, 5, 6),
        writeZip(two),
      ),
    ),
    { maxLength: 8 },
  );
  await fc.assert(
    fc.asyncProperty(pieces, async (parts) => {
      const foreign = Buffer.concat(parts);
      const { faults } = await readZip(foreign);
      if (!foreign.equals(writeZip(two))) expect(faults.length).toBeGreaterThan(0);
    }),
  );
});
