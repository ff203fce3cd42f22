import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findExposed } from './find-exposed.ts';
import { officeTexts } from './office-text.ts';

const u16 = (value: number) => Buffer.from([value & 255, value >> 8]);
const u32 = (value: number) => Buffer.concat([u16(value & 0xffff), u16(value >>> 16)]);

/** A ZIP file of members packed with Deflate, without checksums, which no reader here asks for. */
function zipOf(members: Readonly<Record<string, string>>, method = 8): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, text] of Object.entries(members)) {
    const bytes = method === 8 ? deflateRawSync(Buffer.from(text)) : Buffer.from(text);
    const common = Buffer.concat([
      u16(20),
      u16(0x0800),
      u16(method),
      u32(0),
      u32(0),
      u32(bytes.length),
      u32(Buffer.byteLength(text)),
      u16(Buffer.byteLength(name)),
      u16(0),
    ]);
    const local = Buffer.concat([u32(0x04034b50), common, Buffer.from(name), bytes]);
    directory.push(
      Buffer.concat([u32(0x02014b50), u16(20), common, u16(0), u16(0), u16(0), u32(0), u32(at), Buffer.from(name)]),
    );
    parts.push(local);
    at += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.concat([
    u32(0x06054b50),
    u32(0),
    u16(directory.length),
    u16(directory.length),
    u32(central.length),
    u32(at),
    u16(0),
  ]);
  return Buffer.concat([...parts, central, end]);
}

const document = {
  '[Content_Types].xml': '<Types/>',
  'docProps/core.xml': '<p><dc:creator>author@mori.example</dc:creator><x>x@y.example</x></p>',
  'word/document.xml':
    '<w:p><w:t>write to off</w:t><w:t>ice@mori</w:t><w:t>.example</w:t></w:p><w:p><w:t>next</w:t></w:p>',
  'word/_rels/document.xml.rels': '<Relationship Target="mailto:link%40mori.example"/>',
  'word/media/image1.png': 'pixels@mori.example',
};

it.each([8, 0])('finds what a document says, links to and was made by (packed by method %i)', (method) => {
  const bytes = zipOf(document, method);
  const found = findExposed(bytes, 'members/list.docx');
  expect(found.map(({ address, technique, level, visible }) => [address, technique, level, visible])).toEqual([
    ['author@mori.example', 'office-properties', 'plain', false],
    ['x@y.example', 'office-properties', 'plain', false],
    ['office@mori.example', 'office-text', 'plain', true],
    ['link@mori.example', 'office-link', 'plain', true],
  ]);
});

it('says which bytes of the file hold it', () => {
  const bytes = zipOf(document, 0);
  const [, , office] = findExposed(bytes, 'a.docx');
  expect(bytes.toString('utf8', office?.byteStart, office?.byteEnd)).toBe(document['word/document.xml']);
});

it('keeps the cells of a sheet apart, and reads what is written for people', () => {
  const bytes = zipOf({
    'xl/sharedStrings.xml':
      '<sst><si><t>a@mori.example</t></si><si><t>b(at)mori.example</t></si><si><t>c</t></si></sst>',
  });
  expect(findExposed(bytes, 'list.xlsx').map(({ address, level }) => `${address} ${level}`)).toEqual([
    'a@mori.example plain',
    'b@mori.example munge',
  ]);
});

it('unpacks no more than it says, and gives nothing for what is broken or encrypted', () => {
  const bomb = zipOf({ 'xl/sharedStrings.xml': `<t>a@mori.example</t>${' '.repeat(9_000_000)}` });
  expect(officeTexts(bomb)).toEqual([]);
  const whole = zipOf(document);
  for (let end = 0; end < whole.length; end += 1) expect(() => officeTexts(whole.subarray(0, end))).not.toThrow();
  fc.assert(
    fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, byte) => {
      const changed = Buffer.from(whole);
      changed[at] = byte;
      expect(() => officeTexts(changed)).not.toThrow();
    }),
  );
});
