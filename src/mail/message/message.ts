// One message: bytes in, everything that other parts ask of it out. Never throws on foreign bytes.
import { charsetOf, decodeCharset, decodeLatin } from './charset.ts';
import type { Decoded } from './decoded.ts';
import { joinFlowed } from './flowed-text.ts';
import { type HeaderField, type LineEnds, lineEndsOf } from './header.ts';
import { htmlToText } from './html-text.ts';
import { eachPart, type Part, readParts, type Undecodable } from './part.ts';
import { decodeTransfer, isEncoded } from './transfer.ts';

export type TextPart = {
  readonly part: Part;
  readonly isHtml: boolean;
  readonly charset: string;
  /** As decoded, markup and entities kept. */
  readonly text: string;
};

export type Attachment = {
  readonly path: string;
  readonly type: string;
  readonly fileName: string | null;
  /** After transfer decoding. */
  readonly sizeBytes: number;
  readonly byteStart: number;
  readonly byteEnd: number;
};

export type MailMessage = {
  /** The file, one character a byte; ranges of headers and parts index it. */
  readonly source: string;
  readonly byteStart: number;
  readonly byteEnd: number;
  readonly lineEnds: LineEnds;
  readonly headers: readonly HeaderField[];
  readonly root: Part;
  /** The message itself first, then every message/rfc822 in it. */
  readonly messages: readonly Part[];
  readonly textParts: readonly TextPart[];
  /** Every decoded text part in order, joined by an empty line, markup kept. */
  readonly text: string;
  /** The same with HTML as a person would read it. */
  readonly readable: string;
  /** The same of what the writer wrote: no mail or file that came with it; all of it where that leaves nothing. */
  readonly ownReadable: string;
  readonly attachments: readonly Attachment[];
  readonly undecodable: readonly Undecodable[];
};

/** Decoded text of one message is cut beyond this, and the cut is reported. */
const MOST_TEXT = 16 << 20;

/** Fields that mark a file as mail; one of them is enough. */
const mailField =
  /^(?:from|to|cc|bcc|subject|date|received|message-id|return-path|reply-to|sender|mime-version|delivered-to|envelope-to|in-reply-to|references|errors-to|precedence|status|apparently-to|(?:content|resent|list|arc|dkim|x|authentication|domainkey|received)-[a-z0-9-]+)$/;

/** What an HTML part without a label says of itself, else what its mail's header words were written in. */
function unlabelledCharset(latin: string, isHtml: boolean, headers: readonly HeaderField[]): string | undefined {
  const own = isHtml
    ? /<meta\s[^>]{0,200}?charset\s{0,9}=\s{0,9}["']?([\w:.-]{2,40})/i.exec(latin.slice(0, 4096))?.[1]
    : undefined;
  if (own !== undefined && charsetOf(own) !== undefined) return own;
  for (const { key, raw } of headers) {
    const word = /^(?:subject|from)$/.test(key)
      ? /=\?([\w:.-]{2,40})(?:\*[\w-]{1,20})?\?[bq]\?/i.exec(raw)?.[1]
      : undefined;
    if (word !== undefined) return word;
  }
  return undefined;
}

/** Bytes that carry no label are asked first; what they do not show, the mail around them may say. */
function decodeUnlabelled(bytes: Buffer, isHtml: boolean, headers: readonly HeaderField[]): Decoded {
  const shown = decodeCharset(bytes, undefined);
  if (shown.charset !== 'windows-1252') return shown;
  const said = unlabelledCharset(bytes.toString('latin1', 0, 4096), isHtml, headers);
  const other = said === undefined ? shown : decodeCharset(bytes, said);
  return other.undecodable <= shown.undecodable ? other : shown;
}

function textPart(part: Part, undecodable: Undecodable[], headers: readonly HeaderField[]): TextPart {
  const body = part.source.slice(part.bodyStart, part.bodyEnd);
  const label = part.parameters.get('charset');
  const labelled = charsetOf(label) !== undefined;
  const decoded = isEncoded(part.encoding)
    ? labelled
      ? decodeCharset(decodeTransfer(body, part.encoding), label)
      : decodeUnlabelled(decodeTransfer(body, part.encoding), part.type === 'text/html', headers)
    : labelled || !/[\x80-\xff]/.test(body)
      ? decodeLatin(body, label)
      : decodeUnlabelled(Buffer.from(body, 'latin1'), part.type === 'text/html', headers);
  const { text, charset, undecodable: count, places } = decoded;
  if (count > 0) {
    const where = part.path ? `part ${part.path}` : 'body';
    undecodable.push({ where, charset, count, first: places[0] ?? null });
  }
  return { part, isHtml: part.type === 'text/html', charset, text };
}

function attachment({
  path,
  type,
  fileName,
  encoding,
  source,
  bodyStart,
  bodyEnd,
  byteStart,
  byteEnd,
}: Part): Attachment {
  const sizeBytes = isEncoded(encoding)
    ? decodeTransfer(source.slice(bodyStart, bodyEnd), encoding).length
    : bodyEnd - bodyStart;
  return { path, type, fileName, sizeBytes, byteStart, byteEnd };
}

/** What a person reads of a part: markup rendered, lines joined that were broken in sending, an mbox's marks taken off. */
function readableOf({ part, isHtml, text }: TextPart, quotesFrom: boolean): string {
  if (isHtml) return htmlToText(text);
  const own = quotesFrom && !isEncoded(part.encoding) ? text.replace(/^>(?=>*From )/gm, '') : text;
  if (part.parameters.get('format')?.toLowerCase() !== 'flowed') return own;
  return joinFlowed(own, part.parameters.get('delsp')?.toLowerCase() === 'yes');
}

/** Where the headers start: after a byte order mark, the byte count of .emlx, an mbox line or empty lines. */
function skipPreamble(source: string, start: number): { start: number; line: number } {
  let at = source.startsWith('\xef\xbb\xbf', start) ? start + 3 : start;
  const count = /[0-9]{1,10}[ \t]{0,10}\r?\n(?=[\x21-\x39\x3b-\x7e]{1,80}:)/y;
  count.lastIndex = at;
  const counted = count.exec(source);
  if (counted) return { start: at + counted[0].length, line: 2 };
  const blank =
    /(?:\r?\n|\r){1,20}(?=(?:From|To|Subject|Date|Received|Return-Path|Message-ID|Delivered-To|MIME-Version|X-[\w-]{1,40}): ?)/iy;
  blank.lastIndex = at;
  const skipped = blank.exec(source);
  const line = skipped ? 1 + (skipped[0].match(/\r\n|\n|\r/g)?.length ?? 0) : 1;
  if (skipped) at += skipped[0].length;
  return { start: at, line };
}

/**
 * Reads one message of [start, end) of a source of one character a byte (`latin1`). Undefined when it holds no header
 * field of mail: then it is something else. `quotesFrom`: it comes from an mbox, which writes ">From " for "From ".
 */
export function readMessageAt(
  source: string,
  range: { start: number; end: number; line: number; quotesFrom?: boolean },
): MailMessage | undefined {
  const skipped = skipPreamble(source, range.start);
  const { root, undecodable } = readParts(source, {
    start: skipped.start,
    end: range.end,
    line: range.line + skipped.line - 1,
  });
  if (!root.headers.some(({ key }) => mailField.test(key))) return undefined;
  const textParts: TextPart[] = [];
  const attachments: Attachment[] = [];
  const messages: Part[] = [root];
  let sizeLeft = MOST_TEXT;
  for (const part of eachPart(root)) {
    const first = part.children[0];
    const inner = first && first.nesting > part.nesting ? first : undefined;
    if (inner) messages.push(inner);
    // Nested mails stand after their own headers in the order of the file.
    const around = inner ?? messages.findLast(({ nesting }) => nesting === part.nesting) ?? root;
    // A signature's or Outlook's container is a file that came with the mail, whatever was read out of it.
    if (part !== root && part.children.length > 0 && part.type.startsWith('application/') && !inner)
      attachments.push(attachment(part));
    if (part.children.length > 0) continue;
    const isText = part.type.startsWith('text/') || part.type.startsWith('multipart/');
    if (part !== root && (!isText || part.disposition === 'attachment')) attachments.push(attachment(part));
    if (!isText) continue;
    if (sizeLeft <= 0) {
      undecodable.push({
        where: `part ${part.path}`,
        charset: 'not read: too large',
        count: part.bodyEnd - part.bodyStart,
        first: null,
      });
      continue;
    }
    const read = textPart(part, undecodable, around.headers);
    sizeLeft -= read.text.length;
    textParts.push(read);
  }
  let readable: string | undefined;
  const readAll = (parts: readonly TextPart[]) =>
    parts.map((part) => readableOf(part, range.quotesFrom ?? false)).join('\n\n');
  return {
    source,
    byteStart: range.start,
    byteEnd: range.end,
    lineEnds: lineEndsOf(source, skipped.start, range.end),
    headers: root.headers,
    root,
    messages,
    textParts,
    text: textParts.map(({ text }) => text).join('\n\n'),
    get readable() {
      readable ??= readAll(textParts);
      return readable;
    },
    get ownReadable() {
      const own = readAll(textParts.filter(({ part }) => part.nesting === 0 && part.disposition !== 'attachment'));
      return own.trim() === '' ? this.readable : own;
    },
    attachments,
    undecodable,
  };
}

/** One character a byte, so that indexes are byte offsets. */
export function sourceOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/** Reads the bytes of one message. Undefined when they are no mail. */
export function readMessage(bytes: Uint8Array): MailMessage | undefined {
  const source = sourceOf(bytes);
  return readMessageAt(source, { start: 0, end: source.length, line: 1 });
}
