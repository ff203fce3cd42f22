// The mail inside a signature that is wrapped round it (S/MIME "opaque": RFC 8551 §3.5.2, RFC 5652 §5). The signature is not checked.

type Element = { readonly tag: number; readonly start: number; readonly end: number; readonly next: number };

/** Elements in one another, and pieces of one string: more is no mail. */
const DEEPEST = 16;
const MOST_PIECES = 100_000;

const CONSTRUCTED = 0x20;
const OCTET_STRING = 0x04;
/** Context tag 0, constructed: "explicit content" of both structures. */
const CONTENT = 0xa0;

/** The element at a place, of a length that is written or that ends with two zero bytes (X.690 §8.1). */
function elementAt(bytes: Buffer, at: number, end: number, depth = 0): Element | undefined {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined || at + 2 > end || depth > DEEPEST) return undefined;
  if (first < 0x80) {
    const stop = at + 2 + first;
    return stop <= end ? { tag, start: at + 2, end: stop, next: stop } : undefined;
  }
  if (first === 0x80) return untilZeros(bytes, tag, at + 2, end, depth);
  const size = first & 0x7f;
  if (size > 4 || at + 2 + size > end) return undefined;
  const start = at + 2 + size;
  const stop = start + bytes.readUIntBE(at + 2, size);
  return stop <= end ? { tag, start, end: stop, next: stop } : undefined;
}

function untilZeros(bytes: Buffer, tag: number, start: number, end: number, depth: number): Element | undefined {
  let at = start;
  for (let pieces = 0; pieces < MOST_PIECES; pieces += 1) {
    if (bytes[at] === 0 && bytes[at + 1] === 0 && at + 2 <= end) return { tag, start, end: at, next: at + 2 };
    const inner = elementAt(bytes, at, end, depth + 1);
    if (!inner) return undefined;
    at = inner.next;
  }
  return undefined;
}

function* elementsIn(bytes: Buffer, { start, end }: Element): Generator<Element> {
  let at = start;
  for (let pieces = 0; pieces < MOST_PIECES && at < end; pieces += 1) {
    const element = elementAt(bytes, at, end);
    if (!element) return;
    yield element;
    at = element.next;
  }
}

/** A string of octets, whole or in pieces. */
function octetsOf(bytes: Buffer, element: Element, depth = 0): Buffer | undefined {
  if ((element.tag & ~CONSTRUCTED) !== OCTET_STRING || depth > DEEPEST) return undefined;
  if (element.tag === OCTET_STRING) return bytes.subarray(element.start, element.end);
  const pieces = [...elementsIn(bytes, element)].map((piece) => octetsOf(bytes, piece, depth + 1));
  return pieces.includes(undefined) ? undefined : Buffer.concat(pieces.filter((piece) => piece !== undefined));
}

/** id-signedData, 1.2.840.113549.1.7.2, and id-data, …1. */
const SIGNED_DATA = '2a864886f70d010702';
const DATA = '2a864886f70d010701';

const isObject = (bytes: Buffer, element: Element | undefined, hex: string) =>
  element?.tag === 0x06 && bytes.toString('hex', element.start, element.end) === hex;

/** What was signed, when the bytes are a signature that holds it; undefined for what is encrypted or something else. */
export function signedContent(bytes: Buffer): Buffer | undefined {
  const outer = elementAt(bytes, 0, bytes.length);
  if (outer?.tag !== 0x30) return undefined;
  const [kind, content] = elementsIn(bytes, outer);
  if (!isObject(bytes, kind, SIGNED_DATA) || content?.tag !== CONTENT) return undefined;
  const [signed] = elementsIn(bytes, content);
  if (!signed) return undefined;
  // Version, digest algorithms, then what was signed.
  const [, , wrapped] = elementsIn(bytes, signed);
  if (wrapped?.tag !== 0x30) return undefined;
  const [inner, explicit] = elementsIn(bytes, wrapped);
  if (!isObject(bytes, inner, DATA) || explicit?.tag !== CONTENT) return undefined;
  const [octets] = elementsIn(bytes, explicit);
  return octets && octetsOf(bytes, octets);
}
