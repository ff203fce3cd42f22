// The text of a mail in the container that Outlook and Exchange put round it (TNEF, "winmail.dat": MS-OXTNEF).

const SIGNATURE = 0x223e9f78;
/** Attributes: the code page, a plain body, and MAPI properties. */
const CODE_PAGE = 0x00069007;
const PLAIN_BODY = 0x0002800c;
const PROPERTIES = 0x00069003;
/** Properties: plain body, HTML body, code page of either. */
const BODY = 0x1000;
const HTML = 0x1013;
const INTERNET_CODE_PAGE = 0x3fde;

const MOST_ATTRIBUTES = 5000;
const MOST_PROPERTIES = 5000;
/** Values of one property. */
const MOST_VALUES = 1000;

/** Code pages by the names that mail gives them (MS-UCODEREF). */
const charsets: ReadonlyMap<number, string> = new Map([
  [932, 'shift_jis'],
  [936, 'gb18030'],
  [949, 'euc-kr'],
  [950, 'big5'],
  [20127, 'us-ascii'],
  [50220, 'iso-2022-jp'],
  [50221, 'iso-2022-jp'],
  [50222, 'iso-2022-jp'],
  [51932, 'euc-jp'],
  [54936, 'gb18030'],
  [65001, 'utf-8'],
]);

const charsetOfPage = (page: number) =>
  charsets.get(page) ?? (page >= 1250 && page <= 1258 ? `windows-${page}` : 'windows-1252');

type Attribute = { readonly id: number; readonly data: Buffer };

function* attributesIn(bytes: Buffer): Generator<Attribute> {
  let at = 6;
  for (let count = 0; count < MOST_ATTRIBUTES && at + 9 <= bytes.length; count += 1) {
    const id = bytes.readUInt32LE(at + 1);
    const end = at + 9 + bytes.readUInt32LE(at + 5);
    if (end > bytes.length) return;
    yield { id, data: bytes.subarray(at + 9, end) };
    // A checksum of two bytes stands behind each.
    at = end + 2;
  }
}

type Property = { readonly id: number; readonly type: number; readonly value: Buffer };

/** Bytes of a value of a fixed length by its type, padded to four; undefined for those that say their own. */
const fixed: ReadonlyMap<number, number> = new Map([
  [0x02, 4],
  [0x03, 4],
  [0x04, 4],
  [0x05, 8],
  [0x06, 8],
  [0x07, 8],
  [0x0a, 4],
  [0x0b, 4],
  [0x14, 8],
  [0x40, 8],
  [0x48, 16],
]);

/** Where the name of a property that has none of its own number ends (MS-OXTNEF 2.1.3.4). */
function afterName(data: Buffer, at: number): number | undefined {
  if (at + 24 > data.length) return undefined;
  if (data.readUInt32LE(at + 16) === 0) return at + 24;
  const length = data.readUInt32LE(at + 20);
  return at + 24 + length + ((4 - (length % 4)) % 4);
}

/** Properties in their order, up to the first that cannot be read. */
function* propertiesIn(data: Buffer): Generator<Property> {
  if (data.length < 4) return;
  const wanted = Math.min(data.readUInt32LE(0), MOST_PROPERTIES);
  let at = 4;
  for (let count = 0; count < wanted && at + 4 <= data.length; count += 1) {
    const type = data.readUInt16LE(at);
    const id = data.readUInt16LE(at + 2);
    const start = id >= 0x8000 ? afterName(data, at + 4) : at + 4;
    const values = start === undefined ? undefined : valuesAt(data, start, type);
    if (values === undefined) return;
    if (values.first) yield { id, type, value: values.first };
    at = values.end;
  }
}

/** The first value of a property, and where the last one ends. */
function valuesAt(data: Buffer, start: number, type: number): { first: Buffer | undefined; end: number } | undefined {
  const plain = type & ~0x1000;
  const size = fixed.get(plain);
  const many = (type & 0x1000) !== 0;
  if (size !== undefined && !many)
    return start + size <= data.length ? { first: data.subarray(start, start + size), end: start + size } : undefined;
  if (start + 4 > data.length) return undefined;
  const values = data.readUInt32LE(start);
  if (values > MOST_VALUES) return undefined;
  let at = start + 4;
  let first: Buffer | undefined;
  for (let index = 0; index < values; index += 1) {
    if (size === undefined && at + 4 > data.length) return undefined;
    const length = size ?? data.readUInt32LE(at);
    const from = size === undefined ? at + 4 : at;
    const end = from + length + ((4 - (length % 4)) % 4);
    if (from + length > data.length) return undefined;
    first ??= data.subarray(from, from + length);
    at = end;
  }
  return { first, end: at };
}

/** Without the zeros that end a string. */
function trimmed(value: Buffer, wide: boolean): Buffer {
  let end = value.length;
  while (end > 0 && value[end - 1] === 0) end -= 1;
  return value.subarray(0, wide ? end + (end % 2) : end);
}

/** A part of a mail, with the header that a mail would give it. */
const asPart = (type: string, charset: string, body: Buffer) =>
  `Content-Type: ${type}; charset=${charset}\r\n\r\n${body.toString('latin1')}`;

/**
 * Bodies that the container holds, plain ones and HTML, each as a part of mail of one character a byte; none when it is
 * something else. A body that is kept as compressed RTF alone is not read.
 */
export function outlookTexts(bytes: Buffer): readonly string[] {
  if (bytes.length < 6 || bytes.readUInt32LE(0) !== SIGNATURE) return [];
  let page = 'windows-1252';
  const texts: string[] = [];
  for (const { id, data } of attributesIn(bytes)) {
    if (id === CODE_PAGE && data.length >= 4) page = charsetOfPage(data.readUInt32LE(0));
    else if (id === PLAIN_BODY) texts.push(asPart('text/plain', page, trimmed(data, false)));
    else if (id === PROPERTIES) {
      const properties = [...propertiesIn(data)];
      const own = properties.find((property) => property.id === INTERNET_CODE_PAGE)?.value;
      for (const { id: property, type, value } of properties) {
        const wide = type === 0x1f;
        const charset = wide
          ? 'utf-8'
          : property === HTML && own && own.length >= 4
            ? charsetOfPage(own.readUInt32LE(0))
            : page;
        // UTF-16 in a line of its own would not survive being split into lines.
        const plain = trimmed(value, wide);
        const text = wide ? Buffer.from(plain.toString('utf16le'), 'utf8') : plain;
        if (property === BODY) texts.push(asPart('text/plain', charset, text));
        if (property === HTML) texts.push(asPart('text/html', charset, text));
      }
    }
  }
  return texts;
}
