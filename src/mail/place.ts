// Where in the file something decoded was found, so that a stranger can look at the same bytes.
import { decodeCharset } from './message/charset.ts';
import type { HeaderField } from './message/header.ts';
import { htmlToText } from './message/html-text.ts';
import type { MailMessage, TextPart } from './message/message.ts';
import { decodeTransfer } from './message/transfer.ts';

/** Lines from 1, bytes from 0, end exclusive; of the file as it is. */
export type Place = { readonly line: number; readonly byteStart: number; readonly byteEnd: number };

export const placeOfField = ({ line, byteStart, byteEnd }: HeaderField): Place => ({ line, byteStart, byteEnd });

function lineAt(source: string, at: number, from: Place): number {
  let line = from.line;
  const ends = /\r\n|\n|\r/g;
  ends.lastIndex = from.byteStart;
  for (let match = ends.exec(source); match && match.index < at; match = ends.exec(source)) line += 1;
  return line;
}

/** Starts of the raw lines of a part's body, and its end. */
function lineStarts({ part }: TextPart): number[] {
  const starts = [part.bodyStart];
  const ends = /\r\n|\n|\r/g;
  ends.lastIndex = part.bodyStart;
  for (let match = ends.exec(part.source); match && ends.lastIndex < part.bodyEnd; match = ends.exec(part.source)) {
    starts.push(ends.lastIndex);
    // A body of very many lines is pointed at whole.
    if (starts.length > 20_000) return [part.bodyStart, part.bodyEnd];
  }
  starts.push(part.bodyEnd);
  return starts;
}

function textOf({ part, charset, isHtml }: TextPart, start: number, end: number): string {
  const bytes = decodeTransfer(part.source.slice(start, end), part.encoding);
  const { text } = decodeCharset(bytes, charset);
  return isHtml ? `${htmlToText(text)}\n\n${text}` : text;
}

/** Where the text ends before the line ends at `end`. By steps: a pattern begins again at each of a thousand empty lines. */
function withoutLineEnds(source: string, start: number, end: number): number {
  let at = end;
  while (at > start && (source[at - 1] === '\n' || source[at - 1] === '\r')) at -= 1;
  return at;
}

/**
 * The shortest run of whole lines of a part that still passes `test`, found by halving; the part's body when the test
 * fails on all of it (as it may inside an encoded message). `test` must hold for any longer run when it holds for one.
 */
function narrow(found: TextPart, test: (text: string) => boolean): Place {
  const { part } = found;
  const whole = { line: part.line, byteStart: part.byteStart, byteEnd: part.byteEnd };
  const starts = lineStarts(found);
  const at = (index: number) => starts[index] ?? part.bodyEnd;
  // Inside an encoded message/rfc822 there are no lines of the file to point at.
  if (part.bodyStart !== part.byteStart || !test(textOf(found, part.bodyStart, part.bodyEnd))) return whole;
  let [low, high] = [1, starts.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (test(textOf(found, part.bodyStart, at(middle)))) high = middle;
    else low = middle + 1;
  }
  const end = low;
  [low, high] = [0, end - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (test(textOf(found, at(middle), at(end)))) low = middle;
    else high = middle - 1;
  }
  const byteStart = at(low);
  const byteEnd = at(end);
  const textEnd = withoutLineEnds(part.source, byteStart, byteEnd);
  return { line: lineAt(part.source, byteStart, whole), byteStart, byteEnd: Math.max(byteStart + 1, textEnd) };
}

/** Places where a text test holds: of the subject and each text part at most one; nothing when it holds nowhere. */
export function placesWhere(message: MailMessage, test: (text: string) => boolean): Place[] {
  const places: Place[] = [];
  for (const field of message.headers) {
    if ((field.key === 'subject' || field.key === 'to') && test(field.value)) places.push(placeOfField(field));
  }
  for (const found of message.textParts) {
    if (test(found.isHtml ? `${htmlToText(found.text)}\n\n${found.text}` : found.text))
      places.push(narrow(found, test));
  }
  return places;
}
