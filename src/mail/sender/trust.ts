// Which Received fields the recipient's own side wrote. Those are testimony; everything below is the sender's story.
import { createRequire } from 'node:module';
import type * as suffixes from 'tldts';
import type { HeaderField } from '../message/header.ts';
import { isNearIp, isPrivateIp, networkTest } from './ip.ts';
import { parseReceived, type Received } from './received.ts';

// Imported, its 200 kB would be scanned for the names they export at every start, which takes longer than to run them.
const { getDomain } = createRequire(import.meta.url)('tldts') as typeof suffixes;

export type Anomaly =
  | 'no-date'
  | 'no-zone'
  | 'clock-regression'
  | 'private-below-public'
  | 'chain-broken'
  | 'may-be-forged'
  | 'names-the-receiver'
  | 'unreadable';

export type Hop = {
  /** From 0 at the top: the newest. */
  readonly index: number;
  readonly field: HeaderField;
  readonly received: Received;
  /** True when the recipient's own side wrote this field. */
  readonly trusted: boolean;
  readonly anomalies: readonly Anomaly[];
};

export type Chain = {
  readonly hops: readonly Hop[];
  /**
   * Index of the last hop that can be believed: there the recipient's side says from which machine it took the mail.
   * Null without Received fields.
   */
  readonly boundary: number | null;
};

const organisations = new Map<string, string>();

/** A host's registrable domain; for a name without one (mx, localhost, an address), the name itself. */
export function organisationOf(host: string | null): string | null {
  if (host === null) return null;
  const known = organisations.get(host);
  if (known !== undefined) return known;
  const name = host.toLowerCase().replace(/\.$/, '');
  const found = getDomain(name, { allowPrivateDomains: false }) ?? name;
  // Names come from strangers: what is remembered must not grow with them.
  if (organisations.size >= 5000) organisations.clear();
  organisations.set(host, found);
  return found;
}

/** Domains under which one provider's machines go by several names. */
const sameProvider: Readonly<Record<string, string>> = {
  'googlemail.com': 'google.com',
  'gmail.com': 'google.com',
  'hotmail.com': 'outlook.com',
  'office365.com': 'outlook.com',
  'exchangelabs.com': 'outlook.com',
  'live.com': 'outlook.com',
  'yahoodns.net': 'yahoo.com',
  'icloud.com': 'apple.com',
  'me.com': 'apple.com',
};

/**
 * Machines of Exchange Online that pass mail on inside under public addresses without checking names: from "Office 365
 * URLs and IP address ranges", with the 2603:10?6 networks of its transport. Its sending pools (40.92.0.0/15,
 * 40.107.0.0/16, 52.100.0.0/14, 104.47.0.0/17) are not among them: those bring other customers' mail.
 */
const exchangeTransport = [
  ...['06', '16', '26', '36', '46', '56', '66', '76', '86', '96', 'a6', 'b6', 'c6', 'd6'].map(
    (net) => `2603:10${net}::/32`,
  ),
  '2a01:111:f400::/48',
  '2a01:111:f403::/48',
].map(networkTest);

/** Exchange Online's doors to the Internet: what they take in comes from outside, whoever sent it. */
const exchangeDoor = /\.mail\.protection\.outlook\.com$/i;

/** Providers whose own machines mostly bring the mail of their other customers: a name of theirs shows nothing inside. */
const massProviders = new Set([
  'google.com',
  'outlook.com',
  'yahoo.com',
  'yahoo.co.jp',
  'apple.com',
  'aol.com',
  'gmx.net',
  'mail.ru',
  'yandex.net',
  'qq.com',
  '163.com',
  'docomo.ne.jp',
  'au.com',
  'softbank.jp',
]);

/** The provider a host belongs to, for comparing. */
export function providerOf(host: string | null): string | null {
  const organisation = organisationOf(host);
  return organisation === null ? null : (sameProvider[organisation] ?? organisation);
}

const isLocalName = (name: string | null) => name !== null && /^(?:localhost(?:\..{1,60})?|[^.]{1,60})$/i.test(name);

/** How the mail reached the machine that wrote this field. */
type Arrival = 'inside' | 'fetched' | 'outside';

const submitted = /^(?:mapi|https?|[eu]?smtps?a|esmtpsa|esmtpa|asmtp|utf8smtps?a)$/i;

/**
 * Two providers move mail between machines of their own by HTTPS: Exchange Online, and Yahoo (with AOL) from the private
 * address of the door that took it in: `from 10.253.59.205 by atlas103.free.mail.ne1.yahoo.com with HTTPS`.
 */
function movesByHttps({ protocol, by, ip }: Received): boolean {
  if (protocol !== 'HTTPS') return false;
  const provider = providerOf(by);
  return provider === 'outlook.com' || (provider === 'yahoo.com' && ip !== null && isPrivateIp(ip));
}

/**
 * `inside` only for what the receiving machine itself saw: no network at all, a private address, an address next to its
 * own that it prints, or a name of its own organisation in a format that checks names. The greeting (HELO) is the
 * sender's word and counts for nothing.
 *
 * KNOWN GAP: behind a load balancer that hides addresses, a stranger's mail seems to come from a private address; the
 * hop below is then believed if it also names the receiver's organisation.
 */
function arrival(received: Received): Arrival {
  const { from, by, ip, byIp, verifiedName, protocol } = received;
  if (protocol !== null && /^(?:pop3?s?|imap4?s?|apop|http-fetch|fetchmail)\b/i.test(protocol)) return 'fetched';
  // A person handed it in: a mail program that logged in, webmail, Outlook. What stands below is theirs.
  if (protocol !== null && submitted.test(protocol) && !movesByHttps(received)) return 'outside';
  // A script wrote what it handed over, the fields below too.
  if (received.byWebUser) return 'outside';
  // "by host with LMTP", "(qmail invoked by uid …)": handed over without a network.
  if (from === null && ip === null) return 'inside';
  if (ip === null)
    return /^(?:l?local\b|local-|lmtp)/i.test(protocol ?? '') || isLocalName(from) ? 'inside' : 'outside';
  if (isPrivateIp(ip)) return 'inside';
  if (byIp !== null && isNearIp(ip, byIp) && providerOf(from) === providerOf(by) && !exchangeDoor.test(by ?? ''))
    return 'inside';
  const exchange =
    providerOf(by) === 'outlook.com' && providerOf(from) === 'outlook.com' && !exchangeDoor.test(by ?? '');
  if (exchange && exchangeTransport.some((test) => test(ip))) return 'inside';
  if (!by?.includes('.') || !verifiedName?.includes('.')) return 'outside';
  const house = providerOf(by);
  if (house === null || massProviders.has(house) || providerOf(verifiedName) !== house) return 'outside';
  return isLentName(verifiedName, ip) ? 'outside' : 'inside';
}

/** Words by which a provider names machines and lines that it lends to customers. */
const lentWords = new Set(
  'vps vserver vds kvm vm instance droplet compute cust customer customers client clients static dyn dynamic dsl adsl vdsl xdsl cable catv pool pools dial dialup dialin ppp pppoe dhcp dedi dedicated colo broadband fiber fibre ftth wimax modem isdn rev unassigned'.split(
    ' ',
  ),
);

/** Whether a provider's machine bears a customer's name: "vps81", "static.12", or its own address in it. */
function isLentName(name: string, ip: string): boolean {
  const own = name.slice(0, -(organisationOf(name)?.length ?? 0) || undefined).toLowerCase();
  if (own.split(/[\d._-]+/).some((word) => lentWords.has(word))) return true;
  // Nobody has thousands of relays: "server1234", "h98765".
  if (/(?:^|[.-])(?:server|srv|host|node|web|ns|s|h|v|n)-?\d{4}/.test(own)) return true;
  const bytes = ip.includes(':') ? [] : ip.split('.').map(Number);
  if (bytes.length > 0 && own.includes(Buffer.from(bytes).toString('hex'))) return true;
  const [, , c, d] = bytes;
  const numbers = own.match(/\d{1,3}/g)?.map(Number) ?? [];
  return d !== undefined && numbers.some((one, at) => [one, numbers[at + 1]].sort().join() === [c, d].sort().join());
}

const firstLabel = (host: string | null) => host?.toLowerCase().split('.')[0] ?? null;

const isLoopback = (ip: string | null) => ip !== null && /^(?:127\.|::1$|::ffff:127\.)/.test(ip);

/**
 * Whether the field below may have been written by the machine that the field above took the mail from. Nothing is
 * believed for its organisation's name alone: behind one door of a house a stranger could name another.
 */
function follows(above: Received, below: Received, receivers: ReadonlySet<string>): boolean {
  const writer = providerOf(below.by);
  // Handed on inside one machine or system, which wrote no "from": whatever is next was written inside.
  if (above.from === null && above.ip === null) return true;
  // qmail writes fields without a name of its own.
  if (writer === null) return below.from === null && below.ip === null;
  const sameHouse = receivers.has(writer);
  // The same machine again: a filter beside the mail server.
  if (above.ip === null || isLoopback(above.ip))
    return sameHouse || isLocalName(below.by) || isPrivateIp(below.by ?? '');
  if (below.by !== null && (below.by === above.ip || below.byIp === above.ip))
    return sameHouse || isPrivateIp(above.ip);
  const names = [above.from, above.helo, above.verifiedName].map(firstLabel);
  return sameHouse && below.by?.includes('.') === true && names.includes(firstLabel(below.by));
}

/** How many fields from the top were written by the recipient's side, at least one. */
function countTrusted(chain: readonly Received[], arrivals: readonly Arrival[]): number {
  const receivers = new Set<string>();
  for (const [index, received] of chain.entries()) {
    const writer = providerOf(received.by);
    if (writer !== null) receivers.add(writer);
    const next = chain[index + 1];
    if (!next) return chain.length;
    const came = arrivals[index];
    if (came === 'outside') return index + 1;
    // Collected from a mailbox: the next field is the topmost of the provider that held it.
    if (came === 'fetched') continue;
    if (!follows(received, next, receivers)) return index + 1;
  }
  return chain.length;
}

/** Five minutes: clocks of mail servers differ by less, forged dates by more. */
const CLOCK_MARGIN_MS = 300_000;

function anomaliesOf(
  chain: readonly Received[],
  arrivals: readonly Arrival[],
  index: number,
  trusted: number,
): Anomaly[] {
  const found: Anomaly[] = [];
  const hop = chain[index];
  const above = chain[index - 1];
  if (!hop) return found;
  if (hop.from === null && hop.by === null && hop.ip === null && hop.date === null) found.push('unreadable');
  if (!hop.date) found.push('no-date');
  else if (!hop.date.hasZone) found.push('no-zone');
  if (hop.date && above?.date && hop.date.milliseconds > above.date.milliseconds + CLOCK_MARGIN_MS)
    found.push('clock-regression');
  if (hop.mayBeForged) found.push('may-be-forged');
  const aboveIsPublic = above?.ip != null && !isPrivateIp(above.ip);
  if (index >= trusted && aboveIsPublic && hop.by !== null && isPrivateIp(hop.by)) found.push('private-below-public');
  const names = [above?.from, above?.verifiedName, above?.helo].map((name) => providerOf(name ?? null));
  if (
    above &&
    arrivals[index - 1] !== 'fetched' &&
    hop.by !== null &&
    above.from !== null &&
    // A user of that machine itself is no other one.
    !/@localhost$/i.test(above.from) &&
    !names.includes(providerOf(hop.by)) &&
    !isLocalName(hop.by)
  )
    found.push('chain-broken');
  const receiver = providerOf(chain[trusted - 1]?.by ?? null);
  const claimsReceiver = [hop.from, hop.helo].some((name) => name?.includes('.') && providerOf(name) === receiver);
  if (index === trusted - 1 && claimsReceiver && arrivals[index] === 'outside') found.push('names-the-receiver');
  if (index >= trusted && receiver !== null && providerOf(hop.by) === receiver) found.push('names-the-receiver');
  return found;
}

/** The Received fields, newest first, and where belief ends. */
export function readChain(headers: readonly HeaderField[]): Chain {
  const fields = headers.filter(({ key }) => key === 'received');
  const chain = fields.map(({ raw }) => parseReceived(raw));
  const arrivals = chain.map(arrival);
  const trusted = countTrusted(chain, arrivals);
  const hops = fields.flatMap((field, index) => {
    const received = chain[index];
    return received
      ? [{ index, field, received, trusted: index < trusted, anomalies: anomaliesOf(chain, arrivals, index, trusted) }]
      : [];
  });
  return { hops, boundary: hops.length > 0 ? trusted - 1 : null };
}
