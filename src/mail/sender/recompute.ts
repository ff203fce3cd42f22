// SPF, DKIM, DMARC and ARC worked out again from the message and DNS as it was recorded. Nothing is asked of any network.
import { type ARCData, arc, dkimVerify, dmarc } from 'mailauth';
import { headerValue } from '../message/header.ts';
import { parseMailDate } from '../message/mail-date.ts';
import type { MailMessage } from '../message/message.ts';
import type { Authentication, DkimResult } from './authentication.ts';
import { type DnsResolver, type DnsSnapshot, snapshotResolver } from './dns-snapshot.ts';
import { isPrivateIp } from './ip.ts';
import { type Envelope, evaluateSpf } from './spf.ts';
import type { Chain } from './trust.ts';

export type RecomputeOptions = {
  readonly snapshot: DnsSnapshot;
  /** The snapshot is the whole world: a test suite's zone. */
  readonly complete?: boolean;
  /** Signatures with smaller keys fail, bits. */
  readonly minKeyBits?: number;
};

/** The message's own bytes; mail stored with carriage returns alone is given the line ends it was signed with. */
function bytesOf({ source, byteStart, byteEnd, lineEnds }: MailMessage): Buffer {
  const text = source.slice(byteStart, byteEnd).replace(/^From [^\r\n]{0,998}(?:\r\n|\n|\r)/, '');
  return Buffer.from(lineEnds === 'cr' ? text.replace(/\r\n?/g, '\r\n') : text, 'latin1');
}

const word = (value: string | undefined) => value?.toLowerCase() ?? null;

/** The envelope, as the boundary hop and Return-Path give it; undefined when no stranger's machine is known. */
function envelopeOf(message: MailMessage, chain: Chain): Envelope | undefined {
  const received = chain.hops[chain.boundary ?? -1]?.received;
  if (!received?.ip || isPrivateIp(received.ip)) return undefined;
  const written = headerValue(message.headers, 'return-path') ?? '';
  // A path as it was given: what is no address by today's rules decides the verdict too.
  const path = /<([^<>]{0,500})>/.exec(written)?.[1] ?? /^\s*([^\s<>]{0,320}@[^\s<>]{1,255})\s*$/.exec(written)?.[1];
  const sender = (path ?? '').trim();
  return { ip: received.ip.replace(/^::ffff:(?=\d+\.)/, ''), helo: received.helo ?? received.from ?? '', sender };
}

/** Tags each field of an ARC set must have, in lower case (RFC 8617 §4.1). */
const arcTags: Readonly<Record<string, readonly string[]>> = {
  'arc-seal': ['a', 'b', 'cv', 'd', 'i', 's'],
  'arc-message-signature': ['a', 'b', 'bh', 'd', 'h', 'i', 's'],
};

/** mailauth reads tag lists leniently; RFC 6376 §3.2 wants each tag once, in its own case, and no stray semicolons. */
function arcIsWellFormed({ headers }: MailMessage): boolean {
  return headers.every(({ key, raw }) => {
    const wanted = arcTags[key];
    if (!wanted) return true;
    const pieces = raw.trim().replace(/;$/, '').split(';');
    const names = pieces.map((piece) => /^\s*([A-Za-z]\w*)\s*=/.exec(piece)?.[1]);
    return (
      !names.includes(undefined) && new Set(names).size === names.length && wanted.every((name) => names.includes(name))
    );
  });
}

const DAY_MS = 86_400_000;

/**
 * When expiry is judged: at arrival, so that the same bytes always give the same verdict. A signature dated just after
 * that was made by a clock that runs ahead, and is no forgery.
 */
function judgedAt({ headers }: MailMessage, chain: Chain): Date {
  const received = chain.hops[chain.boundary ?? -1]?.received.date ?? parseMailDate(headerValue(headers, 'date') ?? '');
  const signed = headers
    .filter(({ key }) => key === 'dkim-signature')
    .map(({ raw }) => 1000 * Number(/(?:^|;)\s{0,9}t\s{0,9}=\s{0,9}(\d{1,11})/.exec(raw)?.[1] ?? 0));
  const arrival = received?.milliseconds ?? Math.max(0, ...signed);
  return new Date(Math.max(arrival, ...signed.filter((at) => at <= arrival + DAY_MS)));
}

type Resolver = (name: string, type: string) => Promise<string[][] | string[]>;

/**
 * Verdicts in RFC 8601's words. A key or policy that the snapshot does not hold gives `temperror`: it was not seen, which
 * is not `fail`.
 */
export async function recomputeAuthentication(
  message: MailMessage,
  chain: Chain,
  options: RecomputeOptions,
): Promise<Authentication> {
  const resolver = snapshotResolver(options.snapshot, { complete: options.complete === true });
  return authenticate(message, chain, resolver, options.minKeyBits);
}

/** The same with any resolver: what it asks is what a recording has to hold. */
export async function authenticate(
  message: MailMessage,
  chain: Chain,
  dns: DnsResolver,
  minBitLength = 1024,
): Promise<Authentication> {
  // mailauth types only the answers of TXT; MX rows pass through it as node:dns gives them.
  const resolver = dns as Resolver;
  const curTime = judgedAt(message, chain);
  const signatures = await dkimVerify(bytesOf(message), { resolver, minBitLength, curTime, sender: '' });
  const envelope = envelopeOf(message, chain);
  const spfResult = envelope ? await evaluateSpf(envelope, dns) : null;
  // Its two modules type one object differently; a message without a chain has `chain: false`, which arc() expects.
  const arcResult = signatures.arc ? await arc(signatures.arc as ARCData, { resolver, minBitLength }) : undefined;
  const dkim: DkimResult[] = (signatures.results ?? [])
    .filter(({ signingDomain }) => signingDomain)
    .map(({ signingDomain, selector, status }) => ({
      domain: word(signingDomain),
      selector: selector ?? null,
      result: word(status.result) ?? 'none',
    }));
  const passing = (signatures.results ?? []).filter(({ status }) => status.result === 'pass');
  const policy = signatures.headerFrom
    ? await dmarc({
        headerFrom: signatures.headerFrom,
        spfDomains: spfResult?.result === 'pass' && spfResult.domain ? [spfResult.domain] : [],
        dkimDomains: passing.map(({ signingDomain, status }) => ({
          domain: signingDomain ?? '',
          ...(status.aligned ? { aligned: true } : {}),
        })),
        ...(arcResult ? { arcResult } : {}),
        resolver,
      })
    : false;
  return {
    spf: spfResult?.result ?? null,
    dkim,
    dmarc: policy ? word(policy.status.result) : null,
    arc:
      arcResult?.status.result === 'pass' && !arcIsWellFormed(message)
        ? 'fail'
        : word(arcResult?.status.result ?? 'none'),
    source: 'recomputed',
    spfDomain: spfResult?.domain ?? null,
  };
}
