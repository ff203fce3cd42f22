// Which names would be asked for one mail, before any is asked, and which must not be: a name can carry a person's address.
import { headerValue } from '../message/header.ts';
import { addressesInText, firstMailbox } from '../message/mailbox-list.ts';
import type { MailMessage } from '../message/message.ts';
import type { Chain } from './trust.ts';

const tag = (raw: string, name: string) =>
  new RegExp(String.raw`(?:^|;)\s{0,9}${name}\s{0,9}=\s{0,9}([A-Za-z0-9._-]{1,253})`).exec(raw)?.[1]?.toLowerCase();

const domainOf = (address: string | undefined) => address?.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** The first names: keys of signatures, the sender's SPF record, the policy of the From domain. What those records name is asked too. */
export function firstNames(message: MailMessage, chain: Chain): readonly string[] {
  const signers = message.headers
    .filter(({ key }) => key === 'dkim-signature' || key === 'arc-seal' || key === 'arc-message-signature')
    .flatMap(({ raw }) => {
      const [domain, selector] = [tag(raw, 'd'), tag(raw, 's')];
      return domain && selector ? [`${selector}._domainkey.${domain}`] : [];
    });
  const from = domainOf(firstMailbox(headerValue(message.headers, 'from'))?.address);
  const sender = domainOf(firstMailbox(headerValue(message.headers, 'return-path'))?.address);
  const helo = chain.hops[chain.boundary ?? -1]?.received.helo?.toLowerCase();
  const policy = sender ?? (helo?.includes('.') ? helo : undefined);
  return [...new Set([...signers, ...(policy ? [policy] : []), ...(from ? [`_dmarc.${from}`] : [])])].sort();
}

/** A local part shorter than this stands in too many names by accident. */
const LEAST_LOCAL_PART = 3;

/**
 * Whether a name would tell its owner to whom the mail went: SPF macros can put the sender's local part into a name, and
 * bulk senders put the recipient's address into theirs.
 */
export function givesRecipientAway(message: MailMessage): (name: string) => boolean {
  const fields = [
    'to',
    'cc',
    'delivered-to',
    'x-original-to',
    'envelope-to',
    'x-forwarded-to',
    'apparently-to',
    'x-rcpt-to',
  ];
  const recipients = message.headers
    .filter(({ key }) => fields.includes(key))
    .flatMap(({ value }) => addressesInText(value, 500));
  const received = message.headers
    .filter(({ key }) => key === 'received')
    .flatMap(({ value }) => addressesInText(value, 20));
  const sender = firstMailbox(headerValue(message.headers, 'return-path'))?.address;
  const locals = [...recipients, ...received, ...(sender ? [sender] : [])]
    .map((address) => address.slice(0, address.lastIndexOf('@')).toLowerCase())
    .filter((local) => local.length >= LEAST_LOCAL_PART);
  const senderDomain = domainOf(sender) ?? '';
  return (name) => {
    const asked = name.toLowerCase();
    // A local part that only repeats the sender's own domain ("shop@shop.example") tells nothing.
    return locals.some((local) => asked.includes(local) && !senderDomain.includes(local));
  };
}
