// The tree of MIME parts, as ranges of the source; nothing is decoded here but message/rfc822 bodies that were encoded.
import { type HeaderField, headerValue, type LineEnds, lineEndsOf, lineStop, nextLine, readHeaders } from './header.ts';
import { outlookTexts } from './outlook-container.ts';
import { parseParameters } from './parameter.ts';
import { signedContent } from './signed-content.ts';
import { decodeTransfer } from './transfer.ts';

export type Part = {
  /** "1", "2.1": position in the tree; "" is the message itself. */
  readonly path: string;
  /** Lower case, e.g. "text/plain". */
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly encoding: string;
  readonly disposition: string;
  readonly fileName: string | null;
  readonly headers: readonly HeaderField[];
  /** The string that the ranges below index: the file, or what a base64 message/rfc822 decoded to. */
  readonly source: string;
  /** Range in the file: the same as the body's, or that of the encoded part around it. */
  readonly byteStart: number;
  readonly byteEnd: number;
  readonly line: number;
  /** Body in `source`. */
  readonly bodyStart: number;
  readonly bodyEnd: number;
  /** Depth of message/rfc822 around it: 0 in the message itself. */
  readonly nesting: number;
  readonly children: readonly Part[];
};

/** Bounds against hostile trees; what lies beyond is kept as undivided body. */
const DEEPEST = 24;
const MOST_PARTS = 2000;

type Place = {
  readonly source: string;
  readonly start: number;
  readonly end: number;
  readonly ends: LineEnds;
  readonly line: number;
  readonly path: string;
  readonly depth: number;
  readonly nesting: number;
  /** Set inside an encoded message/rfc822: where in the file it all stands. */
  readonly within: { readonly byteStart: number; readonly byteEnd: number; readonly line: number } | null;
};

export type Undecodable = {
  readonly where: string;
  readonly charset: string;
  /** Bytes or byte pairs. */
  readonly count: number;
  /** Offset of the first of them into the part's bytes after transfer decoding; null when not known. */
  readonly first: number | null;
};

type Budget = { parts: number; readonly undecodable: Undecodable[] };

function typeOf(fields: readonly HeaderField[], fallback: string) {
  const raw = fields.find(({ key }) => key === 'content-type')?.raw;
  if (raw === undefined) return { type: fallback, parameters: new Map<string, string>() };
  const { value, parameters } = parseParameters(raw);
  const plausible = /^[^\s/;,()<>@]{1,100}\/[^\s/;,()<>@]{1,100}$/.test(value);
  return { type: plausible ? value : value.startsWith('multipart') ? 'multipart/mixed' : 'text/plain', parameters };
}

type Range = { readonly start: number; readonly end: number; readonly line: number };

/** Bodies between the delimiter lines of a multipart; empty when its boundary stands nowhere. */
function split(place: Place, bodyStart: number, bodyLine: number, boundary: string): Range[] {
  const { source, end, ends } = place;
  const delimiter = Buffer.from(`--${boundary}`, 'utf8').toString('latin1');
  const ranges: Range[] = [];
  let open: number | undefined;
  let openLine = 0;
  let line = bodyLine;
  let counted = bodyStart;
  const close = (at: number) => {
    if (open === undefined) return;
    // The line end before a delimiter belongs to the delimiter (RFC 2046 §5.1.1).
    let stop = Math.max(open, at);
    if (stop > open && source.charCodeAt(stop - 1) === 10) stop -= 1;
    if (stop > open && source.charCodeAt(stop - 1) === 13) stop -= 1;
    ranges.push({ start: open, end: stop, line: openLine });
    open = undefined;
  };
  for (let at = source.indexOf(delimiter, bodyStart); at >= 0 && at < end && ranges.length < MOST_PARTS; ) {
    const before = at === bodyStart ? 10 : source.charCodeAt(at - 1);
    const atLineStart = before === 10 || (ends === 'cr' && before === 13);
    const next = nextLine(source, at, end, ends);
    const rest = atLineStart ? source.slice(at + delimiter.length, lineStop(source, at, next)) : 'no';
    if (/^(?:--)?[ \t]*$/.test(rest)) {
      for (; counted < at; line += 1) counted = nextLine(source, counted, end, ends);
      close(at);
      if (rest.startsWith('--')) return ranges;
      open = next;
      openLine = line + 1;
    }
    at = source.indexOf(delimiter, Math.max(next, at + 1));
  }
  close(end);
  return ranges;
}

/** A multipart whose header names no boundary, or a wrong one: the first line that looks like a delimiter. */
function guessBoundary(place: Place, bodyStart: number): string | undefined {
  let at = bodyStart;
  for (let i = 0; i < 50 && at < place.end; i += 1) {
    const next = nextLine(place.source, at, place.end, place.ends);
    const text = place.source.slice(at, lineStop(place.source, at, next));
    if (/^--[^\s-][\x21-\x7e]{4,70}(?<!--)$|^--{2,30}[^\s-][\x21-\x7e]{4,60}$/.test(text)) return text.slice(2);
    // A short one shows itself by the field that follows it.
    if (
      /^--[\x21-\x7e][\x20-\x7e]{0,70}$/.test(text) &&
      /^Content-[a-z-]{1,40}:/i.test(place.source.slice(next, next + 60))
    )
      return text.slice(2).trimEnd();
    at = next;
  }
  return undefined;
}

const isMail = (type: string) => type === 'message/rfc822' || type === 'message/global' || type === 'message/news';

/** A long mail sent in pieces (RFC 2046 §5.2.2): the first one begins with its own headers. */
const isFirstPiece = (type: string, parameters: ReadonlyMap<string, string>) =>
  type === 'message/partial' && parameters.get('number')?.trim() === '1';

/** A body's first bytes, decoded. */
function head(source: string, encoding: string, start: number, end: number): string {
  return decodeTransfer(source.slice(start, Math.min(end, start + 400)), encoding).toString('latin1');
}

/** A mail that was attached as a file: webmail and phones call it octets, the name alone says what it is. */
function isMailFile(fileName: string | null, type: string, body: () => string): boolean {
  if (fileName === null || !/\.eml$/i.test(fileName) || type === 'text/html') return false;
  return /^(?:\xef\xbb\xbf)?(?:From [^\n]{1,200}\n)?[A-Za-z][A-Za-z0-9-]{1,60}[ \t]?:/.test(body());
}

type Body = { readonly start: number; readonly end: number; readonly line: number };

/** Where a source that was taken out of a body stands: its lines are none of the file. */
function takenOut(place: Place, body: Body, source: string): Place {
  const within = place.within ?? { byteStart: body.start, byteEnd: body.end, line: body.line };
  const depth = place.depth + 1;
  return { ...place, depth, source, start: 0, end: source.length, ends: lineEndsOf(source), line: 1, within };
}

function embedded(place: Place, encoding: string, body: Body): Place {
  const nesting = place.nesting + 1;
  const inner = place.source.slice(body.start, body.end);
  if (encoding === 'base64' || (encoding === 'quoted-printable' && !/^[\x21-\x39\x3b-\x7e]+:/.test(inner)))
    return { ...takenOut(place, body, decodeTransfer(inner, encoding).toString('latin1')), nesting };
  return { ...place, ...body, depth: place.depth + 1, nesting };
}

/** Bytes of one container that are opened. */
const MOST_CONTAINED = 32 << 20;

/** What a part holds that only Outlook writes, or that its signature is wrapped round, as parts of their own. */
function containedSources(type: string, fileName: string | null, bytes: () => Buffer): readonly string[] {
  const name = fileName?.toLowerCase() ?? '';
  if (/^application\/(?:x-)?pkcs7-mime$/.test(type) || (type === 'application/octet-stream' && name === 'smime.p7m')) {
    const signed = signedContent(bytes());
    return signed ? [signed.toString('latin1')] : [];
  }
  if (/^application\/(?:vnd\.)?ms-tnef$/.test(type) || name === 'winmail.dat') return outlookTexts(bytes());
  return [];
}

function readPart(place: Place, budget: Budget, fallback: string): Part {
  budget.parts += 1;
  const { source, end, ends, path } = place;
  const block = readHeaders(source, place.start, end, ends, place.line);
  for (const { name, charset, count } of block.undecodable) {
    const where = path ? `part ${path}, header ${name}` : `header ${name}`;
    budget.undecodable.push({ where, charset, count, first: null });
  }
  const { fields, bodyStart, bodyLine } = block;
  const { type, parameters } = typeOf(fields, fallback);
  const encoding = (headerValue(fields, 'content-transfer-encoding') ?? '')
    .toLowerCase()
    .replace(/\([^()]{0,200}\)/g, ' ')
    .replace(/^[\s"']+|[\s;"'].*$/g, '');
  const rawDisposition = fields.find(({ key }) => key === 'content-disposition')?.raw;
  const disposition = parseParameters(rawDisposition ?? '');
  const fileName = disposition.parameters.get('filename') ?? parameters.get('name') ?? null;
  const deeper = place.depth < DEEPEST && budget.parts < MOST_PARTS;
  const children: Part[] = [];
  if (deeper && type.startsWith('multipart/')) {
    const boundary = parameters.get('boundary');
    const declared = boundary ? split(place, bodyStart, bodyLine, boundary) : [];
    const guessed = declared.length > 0 ? undefined : guessBoundary(place, bodyStart);
    const ranges = guessed === undefined ? declared : split(place, bodyStart, bodyLine, guessed);
    for (const [index, range] of ranges.entries()) {
      const at = { ...place, ...range, path: path ? `${path}.${index + 1}` : `${index + 1}`, depth: place.depth + 1 };
      children.push(readPart(at, budget, type === 'multipart/digest' ? 'message/rfc822' : 'text/plain'));
    }
  } else if (deeper && path === '' && isFirstPiece(type, parameters)) {
    // The piece is this mail, not one that came with it.
    const at = { ...place, start: bodyStart, line: bodyLine, depth: place.depth + 1, path: '1' };
    children.push(readPart(at, budget, 'text/plain'));
  } else if (
    deeper &&
    (isMail(type) || isMailFile(fileName, type, () => head(place.source, encoding, bodyStart, end)))
  ) {
    const inner = embedded(place, encoding, { start: bodyStart, end, line: bodyLine });
    children.push(readPart({ ...inner, path: path ? `${path}.1` : '1' }, budget, 'text/plain'));
  } else if (deeper && type.startsWith('application/') && end - bodyStart <= MOST_CONTAINED) {
    const bytes = () => decodeTransfer(source.slice(bodyStart, end), encoding);
    for (const [index, text] of containedSources(type, fileName, bytes).entries()) {
      const inner = takenOut(place, { start: bodyStart, end, line: bodyLine }, text);
      children.push(readPart({ ...inner, path: path ? `${path}.${index + 1}` : `${index + 1}` }, budget, 'text/plain'));
    }
  }
  const file = place.within ?? { byteStart: bodyStart, byteEnd: end, line: bodyLine };
  return {
    path,
    type,
    parameters,
    encoding,
    disposition: disposition.value,
    fileName,
    headers: fields,
    source,
    ...file,
    bodyStart,
    bodyEnd: end,
    nesting: place.nesting,
    children,
  };
}

/** The tree of a whole message in [start, end) of a source of one character a byte; `line` is that of `start`. */
export function readParts(source: string, range: Range): { readonly root: Part; readonly undecodable: Undecodable[] } {
  const budget: Budget = { parts: 0, undecodable: [] };
  const ends = lineEndsOf(source, range.start, range.end);
  const place = { source, ...range, ends, path: '', depth: 0, nesting: 0, within: null };
  return { root: readPart(place, budget, 'text/plain'), undecodable: budget.undecodable };
}

/** The part and all below it, in the order of the file. */
export function* eachPart(part: Part): Generator<Part> {
  yield part;
  for (const child of part.children) yield* eachPart(child);
}
