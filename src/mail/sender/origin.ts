// Did our own systems or vendors send this? Judged only from what the recipient's side wrote: who sits below the trust
// boundary can write our name as easily as we can.
import { parseAddress } from '../../vocabulary/address.ts';
import type { MailOrigin } from '../../vocabulary/outcome.ts';
import { type HeaderField, headerValue } from '../message/header.ts';
import { parseMailboxes } from '../message/mailbox-list.ts';
import { namedCompanies } from '../named-companies.ts';
import type { Authentication } from './authentication.ts';
import { isInRange, isPrivateIp, parseIp } from './ip.ts';
import type { Chain } from './trust.ts';

export type OurSenders = { readonly hosts: readonly string[]; readonly networks: readonly string[] };

/** Splits org.yaml's sendsFrom into names and networks. */
export function sortSenders(senders: readonly string[]): OurSenders {
  const plain = senders
    .map((sender) => sender.trim().toLowerCase().replace(/\.$/, ''))
    .filter((sender) => sender !== '');
  const isNetwork = (sender: string) => parseIp(sender.split('/')[0] ?? '') !== undefined;
  const hosts = plain.filter((sender) => !isNetwork(sender)).map((sender) => domainOfEntry(sender));
  return { hosts, networks: plain.filter(isNetwork) };
}

/** "news@example.jp", "@example.jp", "*.example.jp" and "example.jp" all mean the domain, in A-labels. */
function domainOfEntry(entry: string): string {
  const bare = entry.slice(entry.lastIndexOf('@') + 1).replace(/^\*?\./, '');
  const parsed = parseAddress(`x@${bare}`);
  return parsed === undefined ? bare : parsed.slice(2);
}

/** A host of ours, or one below it: mail.example.jp for example.jp, never notexample.jp. */
export function isOurHost(name: string | null, { hosts }: OurSenders): boolean {
  const plain = name?.toLowerCase().replace(/\.$/, '');
  return plain !== undefined && hosts.some((host) => plain === host || plain.endsWith(`.${host}`));
}

const isOurs = (address: string, ours: OurSenders) =>
  isOurHost(address.slice(address.lastIndexOf('@') + 1).replace(/>$/, ''), ours);

/**
 * Whether the sender shown is ours, forged or not: an address of our domains, or one of our names as display name. A customer
 * whose mailbox we keep writes under their own name from an address of our domain: that address, `except`, is not our name.
 */
export function carriesOurName(
  headers: readonly HeaderField[],
  ours: OurSenders,
  names: readonly string[],
  except: string | null = null,
): boolean {
  if (ours.hosts.length + names.length === 0) return false;
  const shown = ['from', 'sender', 'reply-to', 'return-path'].flatMap((key) =>
    headers.filter((field) => field.key === key),
  );
  const own = except?.toLowerCase();
  const isOther = (address: string) => address.toLowerCase() !== own;
  if (
    shown.some(({ value }) => parseMailboxes(value).some(({ address }) => isOther(address) && isOurs(address, ours)))
  ) {
    return true;
  }
  const text = (headerValue(headers, 'from') ?? '').normalize('NFKC').toLowerCase();
  const from = own === undefined ? text : text.replaceAll(own, ' ');
  const words = [...names.map((name) => name.normalize('NFKC').toLowerCase()), ...ours.hosts];
  // Whoever forges a name leaves out "Ltd.".
  return words.some((word) => word.length >= 3 && from.includes(word)) || namedCompanies(from, [names]).length > 0;
}

/**
 * Whether the checks that the receiver made, or a recomputation, fail for a message that shows an address of ours: DMARC for
 * the sender shown, SPF for the envelope sender. A soft failure is none, and whatever passes for a domain of ours ends it.
 */
export function refusedAsOurs(
  headers: readonly HeaderField[],
  { source, spf, spfDomain, dkim, dmarc }: Authentication,
  ours: OurSenders,
): boolean {
  if (source === 'none') return false;
  const passes =
    (spf === 'pass' && isOurHost(spfDomain, ours)) ||
    dkim.some(({ domain, result }) => result === 'pass' && isOurHost(domain, ours));
  if (passes) return false;
  const from = parseMailboxes(headerValue(headers, 'from') ?? '');
  const showsUs = from.length > 0 && from.every(({ address }) => isOurs(address, ours));
  return (dmarc === 'fail' && showsUs) || (spf === 'fail' && isOurHost(spfDomain, ours));
}

/** Whether the machine that the receiver saw gave a name of ours, where its address is known to be none of ours. */
export function claimsOurHost(chain: Chain, ours: OurSenders): boolean {
  const received = chain.boundary === null ? undefined : chain.hops[chain.boundary]?.received;
  if (!received?.ip || isPrivateIp(received.ip) || ours.networks.length === 0) return false;
  const { ip, from, helo, verifiedName } = received;
  if (isOurHost(verifiedName, ours) || ours.networks.some((network) => isInRange(ip, network))) return false;
  return isOurHost(from, ours) || isOurHost(helo, ours);
}

/**
 * `ours` when the boundary hop's address is in a network of ours, or the name that the receiver looked up is a host of
 * ours, or a result that the receiver (or a recomputation) reached passes for a domain of ours. `not_ours` when the
 * receiver saw a machine that is neither, and nothing passes for us. Else `unknown`: without hops, without senders of
 * ours to compare with, or when the machine only claims our name and nobody checked.
 */
export function originOf(chain: Chain, authentication: Authentication, ours: OurSenders): MailOrigin {
  if (ours.hosts.length + ours.networks.length === 0 || chain.boundary === null) return 'unknown';
  const received = chain.hops[chain.boundary]?.received;
  if (!received) return 'unknown';
  const { ip, verifiedName, from, helo } = received;
  const known = authentication.source !== 'none';
  const signedByUs = authentication.dkim.some(({ domain, result }) => result === 'pass' && isOurHost(domain, ours));
  const spfForUs = authentication.spf === 'pass' && isOurHost(authentication.spfDomain, ours);
  const inNetwork = ip !== null && ours.networks.some((network) => isInRange(ip, network));
  if (signedByUs || spfForUs || inNetwork || isOurHost(verifiedName, ours)) return 'ours';
  // Handed over inside one house: it may be ours if that house is.
  if (ip === null || isPrivateIp(ip)) {
    return isOurHost(received.by, ours) ? 'ours' : 'unknown';
  }
  const claimsUs = isOurHost(from, ours) || isOurHost(helo, ours);
  if (!claimsUs) return 'not_ours';
  if (ours.networks.length > 0) return 'not_ours';
  const refused =
    authentication.spf !== null &&
    /^(?:fail|softfail)$/.test(authentication.spf) &&
    isOurHost(authentication.spfDomain, ours);
  return known && (refused || authentication.dmarc === 'fail') ? 'not_ours' : 'unknown';
}
