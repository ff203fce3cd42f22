// Text of office documents left in a web root (ECMA-376, OpenDocument): members of a ZIP file, unpacked within bounds.
import { inflateRawSync } from 'node:zlib';

export type OfficeText = {
  readonly text: string;
  /** The member as it is packed in the file. */
  readonly byteStart: number;
  readonly byteEnd: number;
  readonly kind: 'properties' | 'link' | 'text';
};

const MOST_MEMBERS = 2000;
const MOST_UNPACKED = 8_000_000;
const MOST_TOTAL = 32_000_000;

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;

type Member = { readonly name: string; readonly method: number; readonly byteStart: number; readonly byteEnd: number };

/** Members by the directory at the end (APPNOTE 4.3.12), up to the first that is not as it says. */
function* membersOf(bytes: Buffer): Generator<Member> {
  const end = bytes.lastIndexOf('PK\u0005\u0006', bytes.length, 'latin1');
  if (end < 0 || end + 22 > bytes.length || bytes.readUInt32LE(end) !== END) return;
  let at = bytes.readUInt32LE(end + 16);
  for (let count = 0; count < MOST_MEMBERS && at + 46 <= bytes.length; count += 1) {
    if (bytes.readUInt32LE(at) !== CENTRAL) return;
    const method = bytes.readUInt16LE(at + 10);
    const size = bytes.readUInt32LE(at + 20);
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const header = bytes.readUInt32LE(at + 42);
    const name = bytes.toString('utf8', at + 46, at + 46 + (nameLength ?? 0));
    at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0);
    if (header + 30 > bytes.length || bytes.readUInt32LE(header) !== LOCAL) return;
    const byteStart = header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
    const byteEnd = byteStart + size;
    if (byteEnd > bytes.length) return;
    yield { name, method, byteStart, byteEnd };
  }
}

function unpacked(packed: Buffer, method: number, most: number): string {
  if (method === 0) return packed.toString('utf8', 0, most);
  if (method !== 8 || most <= 0) return '';
  try {
    return inflateRawSync(packed, { maxOutputLength: most }).toString('utf8');
  } catch {
    // Broken, encrypted, or longer than we read.
    return '';
  }
}

function kindOf(name: string): OfficeText['kind'] | undefined {
  if (/\.rels$/.test(name)) return 'link';
  if (/^docProps\/[^/]{1,60}\.xml$|^meta\.xml$/.test(name)) return 'properties';
  return /^(?:word|xl|ppt)\/[^\s]{1,200}\.xml$|^content\.xml$/.test(name) ? 'text' : undefined;
}

/** What a reader sees of the markup: a paragraph, a cell or a shared string is a line, and runs within one are joined. */
const withoutTags = (xml: string) =>
  xml
    .replace(
      /<\/(?:w:p|a:p|si|c|row|comment|text:p|text:h|table:table-cell|dc:creator|cp:lastModifiedBy)>|<w:(?:br|tab)\/>/g,
      '\n',
    )
    .replace(/<[^<>]{0,4000}>/g, '');

/** Properties, links and text of a document; nothing when it is no such ZIP file. */
export function officeTexts(bytes: Uint8Array): readonly OfficeText[] {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found: OfficeText[] = [];
  let total = 0;
  for (const { name, method, byteStart, byteEnd } of membersOf(file)) {
    const kind = kindOf(name);
    if (kind === undefined) continue;
    const xml = unpacked(file.subarray(byteStart, byteEnd), method, Math.min(MOST_UNPACKED, MOST_TOTAL - total));
    total += xml.length;
    if (!/[@＠]|&#|%40/.test(xml)) continue;
    found.push({ text: kind === 'link' ? xml : withoutTags(xml), byteStart, byteEnd, kind });
  }
  return found;
}
