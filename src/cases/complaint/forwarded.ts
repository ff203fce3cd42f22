// A complaint that a colleague sent on: the customer's mail stands quoted beneath, or under the header lines of a forward.
import { isoInZone, parseWhen } from '../../custody/instant.ts';
import { parseMailDate } from '../../mail/message/mail-date.ts';
import { firstMailbox } from '../../mail/message/mailbox-list.ts';

/** What a mail program shows of a complaint; made from the mail by the caller, so that here is decided only what it means. */
export type ComplaintMail = {
  readonly from: { readonly address: string; readonly name: string | null } | null;
  readonly date: string | null;
  /** Decoded; absent where a mail shows none. */
  readonly subject?: string | null;
  readonly text: string;
};

const headerLine =
  /^\s{0,4}(From|Date|Sent|To|Cc|Subject|Reply-To|差出人|送信者|日時|送信日時|日付|宛先|件名)\s?[:：]\s?(.{0,500})$/i;
const ofSender = /^(?:From|差出人|送信者)$/i;
const ofSubject = /^(?:Subject|件名)$/i;
const ofDate = /^(?:Date|Sent|日時|送信日時|日付)$/i;

/** Without the marks of quoting, as many as there are. */
const unquoted = (line: string) => line.replace(/^(?:\s?[>＞]){1,20}\s?/, '');

/** As a person or a mail program writes it. */
export function instantOf(text: string, zone: string): string | undefined {
  const own = parseWhen(text.trim(), zone);
  if (own !== undefined) return own;
  const read = parseMailDate(text);
  if (read === undefined) return undefined;
  // A mail program shows the time of whoever reads it: without a zone it is that of the office.
  return read.hasZone
    ? isoInZone(read.milliseconds, zone)
    : parseWhen(`${read.iso.slice(0, 10)} ${read.iso.slice(11, 16)}`, zone);
}

/**
 * What the customer wrote, from whom and when. Words of the colleague are left out where the customer's can be told apart;
 * without header lines the quoted lines are the customer's, and who wrote them is not known.
 */
export function forwardedComplaint(mail: ComplaintMail, zone: string): ComplaintMail {
  const lines = mail.text.replace(/\r\n?/g, '\n').split('\n');
  const first = lines.findIndex((line) => {
    const [, key = ''] = headerLine.exec(unquoted(line)) ?? [];
    return ofSender.test(key);
  });
  if (first === -1) {
    const quoted = lines.filter((line) => /^\s?[>＞]/.test(line)).map(unquoted);
    return { from: null, date: mail.date, text: quoted.length > 0 ? quoted.join('\n') : mail.text };
  }
  let sender = '';
  let date: string | undefined;
  let subject: string | undefined;
  let next = first;
  for (; next < lines.length; next += 1) {
    const [, key, value = ''] = headerLine.exec(unquoted(lines[next] ?? '')) ?? [];
    if (key === undefined) break;
    if (ofSender.test(key)) sender = value;
    if (ofSubject.test(key)) subject ??= value.trim();
    if (ofDate.test(key)) date ??= instantOf(value, zone);
  }
  const mailbox = firstMailbox(sender);
  const quoted = /^\s?[>＞]/.test(lines[first] ?? '');
  const rest = lines.slice(next);
  // What follows the quotation is the colleague's again.
  const body = quoted ? rest.filter((line) => /^\s?[>＞]/.test(line)) : rest;
  return {
    from: mailbox?.address ? { address: mailbox.address, name: mailbox.name || null } : null,
    // A forward is never earlier than what it carries; a date that says so is not believed.
    date: date !== undefined && (mail.date === null || Date.parse(date) <= Date.parse(mail.date)) ? date : mail.date,
    subject: subject ?? null,
    text: body.map(quoted ? unquoted : (line) => line).join('\n'),
  };
}

/** A complaint goes through few hands; more blocks of header lines are something else. */
const MOST_HANDS = 8;

/** The customer's mail at the end of a chain of colleagues, each of whom sent on what the one before had sent on. */
export function passedOnComplaint(
  mail: ComplaintMail,
  zone: string,
  ours: (address: string) => boolean,
): ComplaintMail {
  let innermost = forwardedComplaint(mail, zone);
  for (let hand = 1; hand < MOST_HANDS && innermost.from && ours(innermost.from.address); hand += 1) {
    const within = forwardedComplaint(innermost, zone);
    // What nobody sent on is the colleague's own, as a note of a telephone call is.
    if (within.from === null) break;
    innermost = within;
  }
  return innermost;
}

/** A mail pasted as text whose first lines are those of its head; undefined where something else comes first. */
export function headedComplaint(text: string, zone: string): ComplaintMail | undefined {
  const first = text.replace(/^\ufeff/, '').trimStart();
  return headerLine.test(first.split('\n', 1)[0]?.trim() ?? '')
    ? forwardedComplaint({ from: null, date: null, text: first }, zone)
    : undefined;
}
