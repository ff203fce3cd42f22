// A chat that was handed in as its program writes it out: WhatsApp, LINE, a backup of text messages. No mail: who sent what and
// when stands in each line, as the reader's own telephone wrote it, and nothing shows by which way it came.

import type { Place } from '../place.ts';
import { decodeCharset } from './charset.ts';

export type ChatMessage = {
  /** As the program shows it: a number, or a name of the reader's address book; null: the program itself speaks. */
  readonly sender: string | null;
  /** `2026-11-26 21:15`, by the clock of the telephone; ISO 8601 in UTC where the backup says it so; null: cannot be told. */
  readonly when: string | null;
  readonly text: string;
  readonly place: Place;
};

/** Longer exports are of years; what the complaint is about stands in far fewer lines. */
const MOST_BYTES = 8 << 20;
/** Of the lines of an export so many begin a message at least: others are the later lines of one. */
const LEAST_SHARE = 0.2;

type Raw = {
  readonly day: readonly [number, number, number];
  readonly yearFirst: boolean;
  readonly time: string;
  readonly sender: string | null;
  lines: string[];
  place: Place;
};

const DAY = String.raw`(\d{1,4})[/.-](\d{1,2})[/.-](\d{2,4})`;
const TIME = String.raw`((?:[AaPp]\.?[Mm]\.?|午前|午後)?\s?\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[AaPp]\.?\s?[Mm]\.?)?)`;
/** `26/11/2026, 21:15 - +44 7911 123456: text`, `[26/11/2026, 21:15:03] Ruth: text`. */
const whatsApp = new RegExp(String.raw`^\u200e?\[?${DAY},?\s${TIME}\]?\s(?:-\s)?(.{0,4000})$`, 'u');
/** A day of LINE by itself: `2026/11/26(木)`, `2026.11.26 木曜日`. */
const lineDay = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})\s?(?:\(.{1,3}\)|[月火水木金土日]曜日|[A-Z][a-z]{2,8})?$/u;
const lineMessage = /^((?:午前|午後)?\d{1,2}:\d{2})\t([^\t]{1,100})\t(.{0,4000})$/u;
const smsRow = /<(?:sms|mms)\s[^>]{1,8000}>/g;

const two = (n: number) => String(n).padStart(2, '0');

/** 24 hours, from `9:15 PM`, `午後9:15`, `21.15`. */
function clock(time: string): string | null {
  const [, hour = '', minute = ''] = /(\d{1,2})[:.](\d{2})/.exec(time) ?? [];
  const isLate = /p\.?\s?m|午後/i.test(time);
  const isEarly = /a\.?\s?m|午前/i.test(time);
  const shown = Number(hour);
  const h = isLate ? (shown % 12) + 12 : isEarly ? shown % 12 : shown;
  return h > 23 || Number(minute) > 59 ? null : `${two(h)}:${minute}`;
}

type Order = (day: Raw['day']) => string;
const year = (n: number) => (n < 100 ? 2000 + n : n);
const dayFirst: Order = ([a, b, c]) => `${year(c)}-${two(b)}-${two(a)}`;
const monthFirst: Order = ([a, b, c]) => `${year(c)}-${two(a)}-${two(b)}`;
const yearFirst: Order = ([a, b, c]) => `${a}-${two(b)}-${two(c)}`;

const isDay = (text: string) => !Number.isNaN(Date.parse(`${text}T00:00:00Z`));

/** The one order of day and month that all dates allow, none of them after the day on which it was handed in. */
function orderOf(messages: readonly Raw[], notAfter: string): Order | undefined {
  if (messages.every((one) => one.yearFirst)) return yearFirst;
  const fits = [dayFirst, monthFirst].filter((order) =>
    messages.every(({ day }) => isDay(order(day)) && order(day) <= notAfter),
  );
  return fits.length === 1 ? fits[0] : undefined;
}

function senderOf(rest: string): { readonly sender: string | null; readonly text: string } {
  const at = rest.indexOf(': ');
  return at > 0 && at <= 100 ? { sender: rest.slice(0, at), text: rest.slice(at + 2) } : { sender: null, text: rest };
}

type Line = { readonly text: string; readonly place: Place };

function linesOf(bytes: Uint8Array): Line[] {
  const latin = Buffer.from(bytes).toString('latin1');
  const lines: Line[] = [];
  let start = 0;
  for (const raw of latin.split('\n')) {
    const byteEnd = start + raw.length;
    const { text } = decodeCharset(bytes.subarray(start, byteEnd), 'utf-8');
    lines.push({
      text: text.replace(/\r$/, '').replace(/^\ufeff/, ''),
      place: { line: lines.length + 1, byteStart: start, byteEnd },
    });
    start = byteEnd + 1;
  }
  return lines;
}

function messagesIn(lines: readonly Line[]): Raw[] {
  const messages: Raw[] = [];
  let day: readonly [number, number, number] | undefined;
  for (const { text, place } of lines) {
    const [, a, b, c, time, rest] = whatsApp.exec(text) ?? [];
    const [, y, m, d] = lineDay.exec(text) ?? [];
    const [, at, who, said] = lineMessage.exec(text) ?? [];
    const last = messages.at(-1);
    if (time !== undefined && rest !== undefined) {
      const { sender, text: words } = senderOf(rest);
      const numbers = [Number(a), Number(b), Number(c)] as const;
      messages.push({ day: numbers, yearFirst: (a ?? '').length === 4, time, sender, lines: [words], place });
    } else if (y !== undefined) {
      day = [Number(y), Number(m), Number(d)];
    } else if (day && at !== undefined && who !== undefined) {
      messages.push({ day, yearFirst: true, time: at, sender: who, lines: [said ?? ''], place });
    } else if (last && text !== '') {
      last.lines.push(text);
      last.place = { ...last.place, byteEnd: place.byteEnd };
    }
  }
  return messages;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const unescaped = (text: string) =>
  text.replace(/&(?:#(\d{1,7})|(amp|lt|gt|quot|apos));/g, (whole, code?: string, name?: string) =>
    code === undefined
      ? (entities[name ?? ''] ?? whole)
      : Number(code) <= 0x10ffff
        ? String.fromCodePoint(Number(code))
        : whole,
  );

/** The rows of a backup of text messages (SMS Backup & Restore); type 2 is what the reader sent. */
function backupIn(lines: readonly Line[]): ChatMessage[] {
  return lines.flatMap(({ text, place }) =>
    [...text.matchAll(smsRow)].flatMap(([row]): ChatMessage[] => {
      const value = (name: string) => {
        const [, quoted, single] = new RegExp(`\\s${name}=(?:"([^"]*)"|'([^']*)')`).exec(row) ?? [];
        return quoted ?? single;
      };
      const [address, date, body] = [value('address'), value('date'), value('body')];
      if (address === undefined || date === undefined || body === undefined || value('type') === '2') return [];
      const time = Number(date);
      const when = Number.isFinite(time) && time > 0 && time < 4e12 ? new Date(time).toISOString() : null;
      return [{ sender: unescaped(address), when, text: unescaped(body), place }];
    }),
  );
}

/**
 * The messages of a chat that was written out; undefined for anything else.
 * @param notAfter the day on which it was handed in, `2026-11-28`: a date of numbers alone is read by it
 */
export function readChatExport(bytes: Uint8Array, notAfter: string): readonly ChatMessage[] | undefined {
  if (bytes.length > MOST_BYTES || bytes.subarray(0, 4096).includes(0)) return undefined;
  const lines = linesOf(bytes);
  if (
    /<smses[\s>]/.test(
      lines
        .slice(0, 20)
        .map(({ text }) => text)
        .join(' '),
    )
  )
    return backupIn(lines);
  const found = messagesIn(lines);
  const written = lines.filter(({ text }) => text.trim() !== '').length;
  // Somebody must have said something: a table that begins with a date is no chat.
  if (!found.some(({ sender }) => sender !== null) || found.length < LEAST_SHARE * written) return undefined;
  const order = orderOf(found, notAfter);
  return found.map(({ day, time, sender, lines: said, place }) => {
    const at = clock(time);
    return { sender, when: order && at !== null ? `${order(day)} ${at}` : null, text: said.join('\n'), place };
  });
}
