// Other people's addresses in a sample: report, letter and pack name them by pseudonym only.
import { type Address, parseAddress } from '../vocabulary/address.ts';
import { addressesInText, parseMailboxes } from './message/mailbox-list.ts';
import type { MailMessage } from './message/message.ts';

const addressFields =
  /^(?:to|cc|bcc|from|sender|reply-to|return-path|delivered-to|envelope-to|x-original-to|apparently-to|resent-(?:to|cc|from)|x-rcpt-to|x-envelope-to)$/;

/**
 * Every address in the headers and texts of a message and of the messages inside it, in order of appearance, each once,
 * except those given as `own`. Compared without regard to case, as providers do.
 */
export function thirdPartyAddresses(message: MailMessage, own: readonly string[] = []): readonly Address[] {
  const seen = new Map<string, Address>();
  const ours = new Set(own.map((address) => address.toLowerCase()));
  const add = (address: Address | undefined) => {
    const key = address?.toLowerCase();
    if (address !== undefined && key !== undefined && !ours.has(key) && !seen.has(key)) seen.set(key, address);
  };
  for (const { headers } of message.messages) {
    for (const { key, value } of headers) {
      if (addressFields.test(key)) for (const { address } of parseMailboxes(value)) add(parseAddress(address));
      for (const address of addressesInText(value)) add(address);
    }
  }
  for (const { text } of message.textParts) for (const address of addressesInText(text, 10_000)) add(address);
  for (const part of message.attachments) for (const address of addressesInText(part.fileName ?? '')) add(address);
  return [...seen.values()];
}
