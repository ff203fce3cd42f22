import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readMessage } from './message.ts';
import { signedContent } from './signed-content.ts';

/** An element of a length that is written, in the short form or in two bytes. */
const element = (tag: number, ...inner: readonly Buffer[]): Buffer => {
  const value = Buffer.concat(inner);
  const head = value.length < 128 ? [tag, value.length] : [tag, 0x82, value.length >> 8, value.length & 255];
  return Buffer.concat([Buffer.from(head), value]);
};
/** One that ends with two zero bytes. */
const open = (tag: number, ...inner: readonly Buffer[]): Buffer =>
  Buffer.concat([Buffer.from([tag, 0x80]), ...inner, Buffer.from([0, 0])]);

const object = (last: number) =>
  element(0x06, Buffer.from(`2a864886f70d0107${last.toString(16).padStart(2, '0')}`, 'hex'));
const mail = Buffer.from('Content-Type: text/plain; charset=utf-8\r\n\r\n署名の中の本文です。'.padEnd(300, '.'));

/** A signature round `octets`, without its signers. */
const signed = (make: typeof element, octets: Buffer, kind = 2) =>
  make(
    0x30,
    object(kind),
    make(0xa0, make(0x30, element(0x02, Buffer.from([1])), element(0x31), make(0x30, object(1), make(0xa0, octets)))),
  );

it.each([
  { name: 'lengths written', bytes: signed(element, element(0x04, mail)) },
  { name: 'open lengths, as a stream is signed', bytes: signed(open, element(0x04, mail)) },
  {
    name: 'octets in pieces',
    bytes: signed(open, open(0x24, element(0x04, mail.subarray(0, 100)), element(0x04, mail.subarray(100)))),
  },
])('takes out what was signed: $name', ({ bytes }) => {
  expect(signedContent(bytes)?.equals(mail)).toBe(true);
});

it.each([
  { name: 'encrypted data', bytes: signed(element, element(0x04, mail), 3) },
  { name: 'a signature that stands apart', bytes: element(0x30, object(2), element(0xa0, element(0x30))) },
  { name: 'text', bytes: mail },
  { name: 'nothing', bytes: Buffer.alloc(0) },
])('takes nothing out of $name', ({ bytes }) => {
  expect(signedContent(bytes)).toBeUndefined();
});

it('never fails on a signature cut or changed anywhere', () => {
  const whole = signed(open, open(0x24, element(0x04, mail)));
  for (let end = 0; end < whole.length; end += 1) expect(() => signedContent(whole.subarray(0, end))).not.toThrow();
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, byte) => {
      const changed = Buffer.from(whole);
      changed[at] = byte;
      expect(() => signedContent(changed)).not.toThrow();
    }),
  );
});

it('does not walk elements in one another without end', () => {
  expect(signedContent(Buffer.from('3080'.repeat(200_000), 'hex'))).toBeUndefined();
});

it('reads the text of such a mail, and says which lines of the file hold it', () => {
  const body = signed(element, element(0x04, mail)).toString('base64');
  const message = readMessage(
    Buffer.from(
      `Subject: x\r\nContent-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\n${body}\r\n`,
    ),
  );
  expect(message?.readable).toContain('署名の中の本文です。');
  expect(message?.messages).toHaveLength(1);
  expect(message?.textParts[0]?.part).toMatchObject({ line: 5, byteStart: 127 });
});
