// Whether a message was sent to another address than the one a complaint is about, where its header shows it.
import type { HeaderField } from './message/header.ts';
import { addressesInText } from './message/mailbox-list.ts';
import { parseReceived } from './sender/received.ts';

/** Where whoever delivered a message, or passed it on, wrote for whom it was. */
const deliveredFor = new Set([
  'delivered-to',
  'x-original-to',
  'envelope-to',
  'x-envelope-to',
  'x-forwarded-to',
  'x-forwarded-for',
  'x-rcpt-to',
  'x-alias-to',
  'x-original-recipient',
  'x-simplelogin-envelope-to',
  'x-anonaddy-original-to',
  'resent-to',
]);
const visible = new Set(['to', 'cc']);

/** More of either are none of a message to one person. */
const MOST = 100;

const addressesIn = (fields: readonly HeaderField[]): readonly string[] =>
  fields.flatMap(({ value }) => addressesInText(value, MOST)).map((address) => address.toLowerCase());

/** The mailbox behind an address: programs take what stands behind a plus sign, and some the dots, for nothing. */
function mailboxOf(address: string): string {
  const at = address.lastIndexOf('@');
  const [name = ''] = address.slice(0, at).split('+');
  return `${name.replaceAll('.', '')}${address.slice(at)}`.toLowerCase();
}

/**
 * The field that names the one address a message was sent to, where that is another than the complaint's; else null.
 *
 * A "To" alone shows little, since spam is sent with hidden recipients: whoever delivered it must have written the same
 * address. Nothing is said where the complaint's own stands anywhere in the header, as it does where mail is passed on.
 */
export function sentToAnother(headers: readonly HeaderField[], complainant: string): HeaderField | null {
  const own = mailboxOf(complainant);
  const shown = headers.filter(({ key }) => visible.has(key));
  const [to, ...further] = new Set(addressesIn(shown));
  if (to === undefined || further.length > 0 || mailboxOf(to) === own) return null;
  const delivered = [
    ...addressesIn(headers.filter(({ key }) => deliveredFor.has(key))),
    ...headers
      .filter(({ key }) => key === 'received')
      .slice(0, MOST)
      .flatMap(({ raw }) => parseReceived(raw).forAddress?.toLowerCase() ?? []),
  ];
  if (!delivered.includes(to) || delivered.some((address) => mailboxOf(address) === own)) return null;
  // Any other field may say that it was for the complaint's after all, in a way of its own.
  if (headers.some(({ value }) => value.toLowerCase().includes(complainant.toLowerCase()))) return null;
  return shown[0] ?? null;
}
