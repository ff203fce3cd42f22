import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { gzipHeader } from './gzip-header.ts';
import { gzipNamed } from './gzip-named.test-support.ts';

it.each([
  { name: 'access.log.1', writtenMs: Date.UTC(2026, 2, 2, 6, 25, 3) },
  { name: null, writtenMs: Date.UTC(2026, 2, 2) },
  { name: 'access.log', writtenMs: null },
])('reads name $name and time $writtenMs', (said) => {
  expect(gzipHeader(gzipNamed(Buffer.from('line\n'), said))).toMatchObject(said);
});

it('reads what a library packs, that says nothing', () => {
  expect(gzipHeader(gzipSync('line\n'))).toMatchObject({ name: null, writtenMs: null });
});

it('gives a name that would act on a terminal without that', () => {
  const packed = gzipNamed(Buffer.from('x'), { name: 'a\x1b[2Jb', writtenMs: null });
  expect(gzipHeader(packed)?.name).toBe('a\ufffd[2Jb');
});

it('skips an extra field', () => {
  const [plain, extra] = [gzipNamed(Buffer.from('x'), { name: 'n', writtenMs: null }), Buffer.from([2, 0, 65, 66])];
  plain[3] = 4 | 8;
  expect(gzipHeader(Buffer.concat([plain.subarray(0, 10), extra, plain.subarray(10)]))?.name).toBe('n');
});

it('any bytes give a header or nothing', () => {
  const gzip = fc.uint8Array({ maxLength: 400 }).map((rest) => Uint8Array.from([0x1f, 0x8b, 8, ...rest]));
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 400 }), gzip), (bytes) => {
      const found = gzipHeader(bytes);
      return found === undefined || found.name === null || found.name.length <= 255;
    }),
  );
});
