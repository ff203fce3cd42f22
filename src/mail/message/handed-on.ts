// Mails that somebody handed on, as attachments or in the text of another: what is asked about is the mail inside, not the one around it, whose way
// and sender are those of the person who handed it on.
import { natureOf } from '../bounce.ts';
import type { Place } from '../place.ts';
import { forwardedText } from './forwarded-text.ts';
import { headerValue } from './header.ts';
import { parseMailDate } from './mail-date.ts';
import { parseMailboxes } from './mailbox-list.ts';
import { type MailMessage, readMessageAt, sourceOf } from './message.ts';
import { eachPart, type Part } from './part.ts';
import { asHeaderDate } from './printed-date.ts';

export type HandedOn = {
  readonly message: MailMessage;
  /** Where in the file it all stands, when it was attached encoded and no line of the file is one of its own; else null. */
  readonly within: Place | null;
  /** It was forwarded in the text: of its header only what a mail program printed is left, so that nothing can be worked out of it. */
  readonly headerLost: boolean;
};

/** A mail handed on by one and then by another; deeper ones are left as they stand. */
const DEEPEST = 4;
/** Mails of one forward. */
const MOST = 200;

/**
 * Who hands mail on writes to somebody else. Spam that writes in the name of its own recipient does not, and what it
 * attaches is no original.
 */
function isForward(message: MailMessage, handsOn: (address: string) => boolean): boolean {
  const [from] = parseMailboxes(headerValue(message.headers, 'from') ?? '');
  const by = from?.address?.toLowerCase();
  if (by === undefined || !handsOn(by)) return false;
  const to = ['to', 'cc'].flatMap((key) => parseMailboxes(headerValue(message.headers, key) ?? ''));
  if (!to.some(({ address }) => address.toLowerCase() !== by)) return false;
  const { kind } = natureOf(message);
  return kind === 'message' || kind === 'claim';
}

function attached(part: Part): HandedOn | undefined {
  const [inner] = part.children;
  if (!inner) return undefined;
  const place = { line: part.line, byteStart: part.byteStart, byteEnd: part.byteEnd };
  const isInFile = inner.source === part.source;
  const range = isInFile
    ? { start: part.bodyStart, end: part.bodyEnd, line: part.line }
    : { start: 0, end: inner.source.length, line: 1 };
  const message = readMessageAt(inner.source, range);
  return message && { message, within: isInFile ? null : place, headerLost: false };
}

/** The mail in the text of another, as a mail of the lines that are left of it. */
function inText(message: MailMessage, handsOn: (address: string) => boolean): HandedOn | undefined {
  const told = forwardedText(message.readable, (from) => {
    const [mailbox] = parseMailboxes(from);
    return mailbox === undefined || handsOn(mailbox.address.toLowerCase());
  });
  const [place] = message.textParts;
  if (!told || !place) return undefined;
  const printed = told.date === null ? '' : asHeaderDate(told.date);
  const date = parseMailDate(printed) ? [`Date: ${printed}`] : [];
  const header = [`From: ${told.from}`, `Subject: ${told.subject}`, ...date, 'Content-Type: text/plain; charset=utf-8'];
  const source = sourceOf(Buffer.from(`${header.join('\r\n')}\r\n\r\n${told.text}\r\n`));
  const read = readMessageAt(source, { start: 0, end: source.length, line: 1 });
  const { line, byteStart, byteEnd } = place.part;
  return read && { message: read, within: { line, byteStart, byteEnd }, headerLost: true };
}

/** The mails of a forward: those attached, else the one in its text. */
export function forwarded(message: MailMessage, handsOn: (address: string) => boolean): readonly HandedOn[] {
  const attachments = handedOn(message, handsOn);
  if (attachments.length > 0) return attachments;
  const told = isForward(message, handsOn) ? inText(message, handsOn) : undefined;
  return told ? [told] : [];
}

/**
 * The mails attached to a forward, each read by itself; none when the mail is no forward.
 *
 * @param handsOn whether this address is of somebody who would hand a mail on to us: who complained, or one of us
 */
export function handedOn(message: MailMessage, handsOn: (address: string) => boolean, depth = 0): readonly HandedOn[] {
  if (depth >= DEEPEST || message.messages.length < 2 || !isForward(message, handsOn)) return [];
  const found: HandedOn[] = [];
  for (const part of eachPart(message.root)) {
    const isMail = part.nesting === 0 && (part.children[0]?.nesting ?? 0) > 0;
    const one = isMail && found.length < MOST ? attached(part) : undefined;
    if (!one) continue;
    const deeper = handedOn(one.message, handsOn, depth + 1);
    if (deeper.length === 0) found.push(one);
    for (const further of deeper) found.push({ ...further, within: one.within ?? further.within });
  }
  return found;
}

/**
 * Who would hand a sample on to us: who complained, and whoever writes from one of our domains.
 *
 * @param sendsFrom our domains, hosts and addresses of machines
 */
export function forwarders(complainant: string | null, sendsFrom: readonly string[]): (address: string) => boolean {
  const person = complainant?.toLowerCase();
  const domains = sendsFrom.filter((name) => /[a-z]/i.test(name)).map((name) => name.toLowerCase());
  return (address) =>
    address === person || domains.some((name) => address.endsWith(`@${name}`) || address.endsWith(`.${name}`));
}
