// The domain that the complaint was written to. Without `sends_from` in org.yaml it is the one thing that tells a mail of our
// own from spam: enough to know one as ours, never to say of another that it is not.
import type { NamedBytes } from '../custody/csv.ts';
import { providerOf } from '../custody/guess/provider.ts';
import { headerValue } from '../mail/message/header.ts';
import { parseMailboxes } from '../mail/message/mailbox-list.ts';
import { readMessage } from '../mail/message/message.ts';
import { parseAddress } from '../vocabulary/address.ts';

const domainsIn = (text: string | null | undefined): readonly string[] =>
  parseMailboxes(text ?? '').flatMap(({ address }) => parseAddress(address)?.split('@').at(-1) ?? []);

/** Where anybody can have a mailbox, a domain says nothing of who we are. */
const isPublic = (domain: string) => ['carrier', 'webmail', 'isp', 'disposable'].includes(providerOf(domain).kind);

/**
 * Our domain as the complaint itself shows it: that of its one recipient. Null where several houses were written to, where it
 * is a provider for the public, or the writer's own house, and of a complaint that is no mail.
 */
export function domainWrittenTo(claim: NamedBytes): string | null {
  const message = /\.eml$/i.test(claim.path) ? readMessage(claim.bytes) : undefined;
  if (!message) return null;
  const to = new Set(domainsIn(headerValue(message.headers, 'to')));
  const [domain] = to;
  if (domain === undefined || to.size > 1 || isPublic(domain)) return null;
  return domainsIn(headerValue(message.headers, 'from')).includes(domain) ? null : domain;
}
