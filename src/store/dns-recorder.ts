// DNS asked once and written down, so that everything after works offline from the recording.
import { promises as dns } from 'node:dns';
import type { DnsAnswer, DnsAsked, DnsResolver } from '../mail/sender/dns-snapshot.ts';
import { AkashiError } from '../vocabulary/error.ts';

/** Questions to all servers together; a mail asks some ten. */
const MOST_QUESTIONS = 5000;
const TIMEOUT_MS = 5000;

export type DnsRecorder = {
  /** Asks, or gives what was answered before. `withheld` names are not asked and fail. */
  resolver(withheld: (name: string) => boolean): DnsResolver;
  readonly asked: () => readonly DnsAsked[];
  readonly servers: readonly string[];
};

class Unanswered extends Error {
  override readonly name = 'Unanswered';
  readonly code: string;

  constructor(code: string) {
    super(`dns: ${code}`);
    this.code = code;
  }
}

const types = new Set(['TXT', 'A', 'AAAA', 'MX', 'PTR', 'CNAME']);

/** @param servers addresses of name servers, with a port if wanted; none: those of the system */
export function dnsRecorder(servers: readonly string[]): DnsRecorder {
  const resolver = new dns.Resolver({ timeout: TIMEOUT_MS, tries: 2 });
  if (servers.length > 0) {
    try {
      resolver.setServers(servers);
    } catch (cause) {
      throw new AkashiError('lookup/refused', 'a name server has to be an IP address, with a port if wanted', {
        cause,
      });
    }
  }
  const known = new Map<string, DnsAsked>();
  const replay = (one: DnsAsked): DnsAnswer => {
    if ('answer' in one) return one.answer;
    if ('absent' in one) throw new Unanswered(one.absent === 'name' ? 'ENOTFOUND' : 'ENODATA');
    throw new Unanswered('ETIMEOUT');
  };
  const ask = async (name: string, type: string): Promise<DnsAsked> => {
    if (known.size >= MOST_QUESTIONS) return { name, type, failed: 'too many questions' };
    try {
      // Only types whose answers are lists are asked.
      return { name, type, answer: (await resolver.resolve(name, type)) as DnsAnswer };
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
      if (code === 'ENOTFOUND') return { name, type, absent: 'name' };
      if (code === 'ENODATA') return { name, type, absent: 'type' };
      return { name, type, failed: code };
    }
  };
  return {
    servers: servers.length > 0 ? servers : ['system'],
    asked: () => [...known.values()],
    resolver: (withheld) => async (written, type) => {
      const name = written.toLowerCase().replace(/\.$/, '');
      if (!types.has(type)) throw new Unanswered('ETIMEOUT');
      const key = `${name} ${type}`;
      const before = known.get(key);
      if (before) return replay(before);
      const one: DnsAsked = withheld(name) ? { name, type, withheld: true } : await ask(name, type);
      known.set(key, one);
      return replay(one);
    },
  };
}
