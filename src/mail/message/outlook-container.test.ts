import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readMessage } from './message.ts';
import { outlookTexts } from './outlook-container.ts';

const u16 = (value: number) => Buffer.from([value & 255, value >> 8]);
const u32 = (value: number) => Buffer.concat([u16(value & 0xffff), u16(value >>> 16)]);
const attribute = (id: number, data: Buffer) =>
  Buffer.concat([Buffer.from([1]), u32(id), u32(data.length), data, u16(0)]);
const container = (...attributes: readonly Buffer[]) => Buffer.concat([u32(0x223e9f78), u16(1), ...attributes]);
const codePage = (page: number) => attribute(0x00069007, Buffer.concat([u32(page), u32(0)]));

const padded = (data: Buffer) => Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]);
const property = (type: number, id: number, value: Buffer) =>
  Buffer.concat([u16(type), u16(id), u32(1), u32(value.length), padded(value)]);
const properties = (...all: readonly Buffer[]) => attribute(0x00069003, Buffer.concat([u32(all.length), ...all]));

/** 登録の後から in Shift_JIS. */
const japanese = Buffer.from('936f985e82cc8ce382a982e7', 'hex');
const number = (id: number, value: number) => Buffer.concat([u16(3), u16(id), u32(value)]);
const named = Buffer.concat([
  u16(3),
  u16(0x8001),
  Buffer.alloc(16),
  u32(1),
  u32(6),
  padded(Buffer.from('a\0b\0\0\0')),
  u32(7),
]);

it.each([
  {
    name: 'the old plain body in its code page',
    bytes: container(codePage(932), attribute(0x0002800c, Buffer.concat([japanese, Buffer.from([0])]))),
    want: '登録の後から',
  },
  {
    name: 'a plain body in UTF-16, behind other properties',
    bytes: container(
      properties(number(0x0017, 1), named, property(0x1f, 0x1000, Buffer.from('届いています\0', 'utf16le'))),
    ),
    want: '届いています',
  },
  {
    name: 'HTML in the code page that it names',
    bytes: container(
      properties(number(0x3fde, 932), property(0x102, 0x1013, Buffer.concat([Buffer.from('<b>'), japanese]))),
    ),
    want: '登録の後から',
  },
])('reads $name', ({ bytes, want }) => {
  const message = readMessage(
    Buffer.from(
      `Subject: x\nContent-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\n${bytes.toString('base64')}\n`,
    ),
  );
  expect(message?.readable).toBe(want);
});

it('reads a container beside a text, and still names it as a file', () => {
  const bytes = container(attribute(0x0002800c, Buffer.from('inside')));
  const message = readMessage(
    Buffer.from(
      `Subject: x\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nbeside\n--b\nContent-Type: application/octet-stream; name=winmail.dat\nContent-Transfer-Encoding: base64\n\n${bytes.toString('base64')}\n--b--\n`,
    ),
  );
  expect(message?.readable).toBe('beside\n\ninside');
  expect(message?.attachments.map(({ fileName }) => fileName)).toEqual(['winmail.dat']);
});

it('finds nothing in other bytes, and never fails on a container cut or changed anywhere', () => {
  expect(outlookTexts(Buffer.from('hello'))).toEqual([]);
  const whole = container(
    codePage(932),
    properties(number(0x3fde, 65001), named, property(0x1f, 0x1000, Buffer.from('ab', 'utf16le'))),
    attribute(0x0002800c, japanese),
  );
  for (let end = 0; end < whole.length; end += 1) expect(() => outlookTexts(whole.subarray(0, end))).not.toThrow();
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, byte) => {
      const changed = Buffer.from(whole);
      changed[at] = byte;
      expect(() => outlookTexts(changed)).not.toThrow();
    }),
  );
});
