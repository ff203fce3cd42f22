// SPF (RFC 7208) by mailauth, with what it does not do itself: the grammar of whole records, validated names, odd greetings,
// and an answer that is missing from the recorded DNS, which must never count as "does not match".
import { spf } from 'mailauth';
import { DnsFailure, type DnsResolver } from './dns-snapshot.ts';
import { ipBytes } from './ip.ts';
import { parseSpfRecord } from './spf-record.ts';

export type Envelope = { readonly ip: string; readonly helo: string; readonly sender: string };

export type SpfVerdict = { readonly result: string; readonly domain: string | null };

/** RFC 2606: no such name exists, so that no resolver need be asked. */
const NO_NAME = 'greeting.invalid';

const isHostName = (text: string) =>
  text.length <= 253 &&
  /^(?=.{0,253}\.)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z][a-z0-9-]{0,62}\.?$/i.test(text);

/** Reverse name of an address, as a PTR question asks it. */
export function reverseName(ip: string): string | undefined {
  const bytes = ipBytes(ip);
  if (!bytes) return undefined;
  if (bytes.length === 4) return `${[...bytes].reverse().join('.')}.in-addr.arpa`;
  const digits = [...bytes].flatMap((byte) => [...byte.toString(16).padStart(2, '0')]);
  return `${digits.reverse().join('.')}.ip6.arpa`;
}

/** More PTR answers than these are not looked at (RFC 7208 §4.6.4). */
const MOST_NAMES = 10;

/** The name that the address has and that leads back to it: the domain itself, else one below it, else any (§5.5, §7.3). */
async function validatedName(ip: string, domain: string, resolver: DnsResolver): Promise<string> {
  const reverse = reverseName(ip);
  const type = ip.includes(':') ? 'AAAA' : 'A';
  const own = ipBytes(ip)?.join(' ');
  const valid: string[] = [];
  try {
    const names = reverse === undefined ? [] : (await resolver(reverse, 'PTR')).map(String);
    for (const name of names.slice(0, MOST_NAMES)) {
      const addresses = await resolver(name, type).catch(() => []);
      if (addresses.some((one) => ipBytes(String(one))?.join(' ') === own))
        valid.push(name.toLowerCase().replace(/\.$/, ''));
    }
  } catch {
    return 'unknown'; // as §7.3 has it for any error
  }
  return (
    valid.find((name) => name === domain) ?? valid.find((name) => name.endsWith(`.${domain}`)) ?? valid[0] ?? 'unknown'
  );
}

/** `%{p2r}` and its kin: the last so many labels, in reverse order where the "r" stands. */
function expandName(name: string, digits: string, reversed: boolean): string {
  const labels = reversed ? name.split('.').reverse() : name.split('.');
  return labels.slice(digits === '' || Number(digits) === 0 ? 0 : -Number(digits)).join('.');
}

/**
 * Answers as mailauth understands them. A faulty record becomes one that it knows to be faulty; what says nothing of the
 * verdict is left out; a question that was not recorded, and any failure of a server, is a temporary error.
 */
function spfResolver({ ip }: Envelope, resolver: DnsResolver): DnsResolver {
  const prepared = async (text: string, domain: string) => {
    const record = parseSpfRecord(text);
    if (!record) return text;
    if (!record.wellFormed) return 'v=spf1 malformed';
    if (!/%\{p/i.test(record.verdictTerms)) return record.verdictTerms;
    const name = await validatedName(ip, domain.toLowerCase(), resolver);
    return record.verdictTerms.replace(/%\{p(\d{0,3})(r?)[^}]{0,7}\}/gi, (_, digits: string, r: string) =>
      expandName(name, digits, r !== ''),
    );
  };
  return async (name, type) => {
    if (name.toLowerCase().endsWith('.invalid')) throw new DnsFailure('ENOTFOUND');
    try {
      const answer = await resolver(name, type);
      if (type !== 'TXT') return answer;
      const texts = answer.map((row) => (Array.isArray(row) ? row.join('') : String(row)));
      return await Promise.all(texts.map(async (text) => [await prepared(text, name)]));
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'ENOTFOUND' || code === 'ENODATA') throw error;
      // mailauth takes other errors below an "include" for "does not match".
      throw new DnsFailure('ETIMEOUT');
    }
  };
}

/** `none` when the envelope names no domain to ask about (§4.3). */
export async function evaluateSpf(envelope: Envelope, resolver: DnsResolver): Promise<SpfVerdict> {
  const { ip, helo, sender } = envelope;
  const known = isHostName(helo) ? helo : NO_NAME;
  const domain = (sender === '' ? helo : sender.slice(sender.lastIndexOf('@') + 1)).toLowerCase().replace(/\.$/, '');
  if (!isHostName(domain)) return { result: 'none', domain: domain || null };
  const result = await spf({
    resolver: spfResolver(envelope, resolver) as (name: string, type: string) => Promise<string[][]>,
    ip,
    helo: known,
    sender,
    mta: 'receiver.invalid',
  });
  return {
    result: String(result.status.result).toLowerCase(),
    domain: result.domain ? String(result.domain).toLowerCase() : null,
  };
}
