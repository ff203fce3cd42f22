import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Utf8Stream, utf16Of } from './text-stream.ts';

const line = '2026-11-20 09:00:05.34 Logon       ログイン失敗 利用者=上田　太郎 [CLIENT: 203.0.113.28]\r\n';
const le = (text: string) => Buffer.from(text, 'utf16le');
const be = (text: string) => Buffer.from(text, 'utf16le').swap16();
const withMark = (bytes: Buffer, ...mark: number[]) => Buffer.concat([Buffer.from(mark), bytes]);

it.each([
  { name: 'low byte first, with its mark', bytes: withMark(le(line), 0xff, 0xfe), want: 'utf-16le' },
  { name: 'high byte first, with its mark', bytes: withMark(be(line), 0xfe, 0xff), want: 'utf-16be' },
  { name: 'low byte first, without a mark', bytes: le(line.repeat(3)), want: 'utf-16le' },
  { name: 'high byte first, without a mark', bytes: be(line.repeat(3)), want: 'utf-16be' },
  { name: 'UTF-8', bytes: Buffer.from(line), want: undefined },
  { name: 'Latin text with a hole of zeros', bytes: Buffer.from(`GET /${'\0'.repeat(64)} 200\n`), want: undefined },
  { name: 'a login record', bytes: Buffer.concat([Buffer.from([7, 0, 0, 0, 1]), Buffer.alloc(379)]), want: undefined },
  { name: 'a few letters', bytes: le('no log'), want: undefined },
  { name: 'nothing', bytes: Buffer.alloc(0), want: undefined },
])('tells $name', ({ bytes, want }) => {
  expect(utf16Of(bytes)).toBe(want);
});

function through(pieces: readonly Buffer[]): Buffer {
  const out: Buffer[] = [];
  const stream = new Utf8Stream((bytes) => out.push(Buffer.from(bytes)));
  for (const piece of pieces) stream.push(piece);
  stream.end();
  return Buffer.concat(out);
}

it('writes the same text however its bytes are cut', () => {
  const text = line.repeat(120);
  const whole = withMark(le(text), 0xff, 0xfe);
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 20 }), (sizes) => {
      const pieces: Buffer[] = [];
      for (let at = 0, i = 0; at < whole.length; i += 1) {
        const size = sizes[i % sizes.length] ?? 1;
        pieces.push(whole.subarray(at, at + size));
        at += size;
      }
      return through(pieces).toString('utf8') === text;
    }),
    { numRuns: 50 },
  );
});

it('leaves every other byte as it is', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 6000 }), (bytes) => {
      const given = Buffer.from(bytes);
      return utf16Of(given) !== undefined || through([given]).equals(given);
    }),
  );
});
