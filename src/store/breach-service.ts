// Have I Been Pwned, API version 3, by its k-anonymity range: six of forty digits of a hash leave the machine, the address never.
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Breach } from '../custody/breaches.ts';
import type { Address } from '../vocabulary/address.ts';
import { AkashiError } from '../vocabulary/error.ts';
import { version } from '../vocabulary/version.ts';

export const BREACH_SERVICE = 'https://haveibeenpwned.com/api/v3';
/** The service refuses who does not say who asks. */
export const userAgent = `akashi/${version}`;

const TIMEOUT_MS = 30_000;
const PREFIX_DIGITS = 6;
/** The whole catalogue is about 2 MB; a range holds some hundred hashes. */
const MOST_BYTES = 32 * 1024 * 1024;
/** Answers "too fast" to one question before we give up. */
const MOST_WAITS = 5;

export type ServiceOptions = {
  readonly url: string;
  /** From the environment; never printed. */
  readonly key: string;
  /** Seconds that waiting for the service may take in all. */
  readonly patienceSeconds: number;
  readonly onWait?: (seconds: number) => void;
  readonly sleep?: (seconds: number) => Promise<void>;
};

export type ServiceAnswer = {
  readonly sent: readonly string[];
  readonly catalogueSha256: string;
  readonly answers: readonly { readonly address: Address; readonly breaches: readonly Breach[] }[];
};

const catalogueShape = z.array(
  z.object({
    Name: z.string().max(300),
    Title: z.string().max(300).nullish(),
    Domain: z.string().max(300).nullish(),
    BreachDate: z.string().max(40).nullish(),
    AddedDate: z.string().max(40).nullish(),
    DataClasses: z.array(z.string().max(300)).max(500).nullish(),
    IsVerified: z.boolean().nullish(),
    IsFabricated: z.boolean().nullish(),
    IsSpamList: z.boolean().nullish(),
    IsStealerLog: z.boolean().nullish(),
    IsMalware: z.boolean().nullish(),
  }),
);

const rangeShape = z.array(
  z.object({ hashSuffix: z.string().regex(/^[0-9a-f]{34}$/i), websites: z.array(z.string().max(300)).max(20_000) }),
);

/** All breaches that a service or file describes, by name. @throws AkashiError lookup/failed */
export function readCatalogue(text: string, from: string): ReadonlyMap<string, Breach> {
  const read = catalogueShape.safeParse(parseJson(text));
  if (!read.success) throw new AkashiError('lookup/failed', `${from}: not a list of breaches as the service gives it`);
  return new Map(
    read.data.map((one) => [
      one.Name,
      {
        name: one.Name,
        title: one.Title ?? null,
        domain: one.Domain || null,
        breachDate: /^\d{4}-\d{2}-\d{2}/.exec(one.BreachDate ?? '')?.[0] ?? null,
        addedDate: one.AddedDate ?? null,
        dataClasses: one.DataClasses ?? [],
        verified: one.IsVerified ?? null,
        fabricated: one.IsFabricated ?? null,
        spamList: one.IsSpamList ?? null,
        stealerLog: one.IsStealerLog ?? null,
        malware: one.IsMalware ?? null,
      },
    ]),
  );
}

/** A breach of which only the name is known. */
export const unknownBreach = (name: string): Breach => ({
  name,
  title: null,
  domain: null,
  breachDate: null,
  addedDate: null,
  dataClasses: [],
  verified: null,
  fabricated: null,
  spamList: null,
  stealerLog: null,
  malware: null,
});

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * SHA-1 digests under which lists hold an address: in lower case, and as it was typed. Which of the two a list uses is not
 * always said.
 */
export function addressHashes(address: string): readonly string[] {
  const spellings = [...new Set([address.toLowerCase(), address])];
  return spellings.map((text) => createHash('sha1').update(text, 'utf8').digest('hex').toUpperCase());
}

/** The questions that would be sent, word for word; nothing else about the address leaves the machine. */
export function rangeQuestions(addresses: readonly Address[]): readonly string[] {
  const prefixes = addresses.flatMap(addressHashes).map((hash) => hash.slice(0, PREFIX_DIGITS));
  return ['GET /breaches', ...[...new Set(prefixes)].sort().map((prefix) => `GET /breachedaccount/range/${prefix}`)];
}

/** Over https alone, so that nobody on the way reads the key; plain http only to this machine. */
export function requireServiceUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isHere = url !== undefined && /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  if (
    !url ||
    url.username ||
    url.password ||
    url.search ||
    !(url.protocol === 'https:' || (isHere && url.protocol === 'http:'))
  ) {
    throw new AkashiError('lookup/refused', 'the service has to be an https address without user, password or query');
  }
  return url.href.replace(/\/$/, '');
}

/** A key with other characters would be quoted in the runtime's own error message. */
const isKey = (key: string) => /^[\x21-\x7e]{8,200}$/.test(key);

async function readAtMost(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    length += part.value.length;
    if (length > MOST_BYTES) {
      await reader?.cancel();
      throw new AkashiError('lookup/failed', `the service's answer is over ${MOST_BYTES} bytes`);
    }
    parts.push(part.value);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** Seconds that the service asks us to wait, as a number or a date; 10 when it does not say. */
function retryAfter(value: string | null, now: number): number {
  if (value !== null && /^\d{1,6}$/.test(value.trim())) return Number(value.trim());
  const date = value === null ? Number.NaN : Date.parse(value);
  return Number.isNaN(date) ? 10 : Math.max(0, Math.ceil((date - now) / 1000));
}

type Client = { ask(question: string): Promise<string | undefined> };

function clientOf({ url, key, patienceSeconds, onWait, sleep }: ServiceOptions): Client {
  const rest = sleep ?? ((seconds: number) => new Promise<void>((done) => setTimeout(done, 1000 * seconds)));
  let patience = patienceSeconds;
  const once = async (path: string): Promise<Response> => {
    try {
      return await fetch(`${url}${path}`, {
        headers: { 'hibp-api-key': key, 'user-agent': userAgent, accept: 'application/json' },
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch {
      // The runtime's own error is dropped on purpose: it may quote what was sent.
      throw new AkashiError('lookup/failed', 'the service cannot be reached', {
        hint: 'nothing was written; try again',
      });
    }
  };
  return {
    /** The body; undefined for "not found", which is an answer. */
    async ask(question) {
      const path = question.replace(/^GET /, '');
      for (let waits = 0; ; waits += 1) {
        const response = await once(path);
        const { status } = response;
        if (status === 200) return readAtMost(response);
        await response.body?.cancel();
        if (status === 404) return undefined;
        if (status === 429) {
          const seconds = retryAfter(response.headers.get('retry-after'), Date.now()) + 0.5;
          if (waits >= MOST_WAITS || seconds > patience) {
            throw new AkashiError('lookup/failed', `the service asks to wait ${Math.ceil(seconds)} s`, {
              hint: 'nothing was written; try again later, or wait longer with --patience',
            });
          }
          patience -= seconds;
          onWait?.(seconds);
          await rest(seconds);
          continue;
        }
        throw refusalOf(status);
      }
    },
  };
}

function refusalOf(status: number): AkashiError {
  if (status === 401)
    return new AkashiError('lookup/refused', 'the service does not take the key', {
      hint: 'the key is read from HIBP_API_KEY',
    });
  if (status === 403) {
    return new AkashiError('lookup/refused', 'the service refuses this question', {
      hint: 'the k-anonymity range is part of some subscriptions only; the address itself is never sent instead',
    });
  }
  return new AkashiError('lookup/failed', `the service answered ${status}`, {
    hint: 'nothing was written; try again later',
  });
}

/**
 * Asks the service. One question at a time; a failure of any ends it, so that a failed look-up never becomes "not listed".
 *
 * @throws AkashiError lookup/failed, lookup/refused; no message holds address, hash or key
 */
export async function askBreachService(addresses: readonly Address[], options: ServiceOptions): Promise<ServiceAnswer> {
  if (!isKey(options.key)) throw new AkashiError('lookup/refused', 'HIBP_API_KEY does not hold a key');
  const client = clientOf(options);
  const text = await client.ask('GET /breaches');
  if (text === undefined) throw new AkashiError('lookup/failed', 'the service has no list of its breaches');
  const catalogue = readCatalogue(text, 'the service');
  const named = new Map<string, readonly string[]>();
  const sent = rangeQuestions(addresses);
  for (const question of sent.slice(1)) {
    const prefix = question.slice(-PREFIX_DIGITS);
    const body = await client.ask(question);
    const rows = body === undefined ? { success: true as const, data: [] } : rangeShape.safeParse(parseJson(body));
    if (!rows.success) throw new AkashiError('lookup/failed', 'the service answered a range that cannot be read');
    for (const { hashSuffix, websites } of rows.data) named.set(`${prefix}${hashSuffix.toUpperCase()}`, websites);
  }
  const answers = addresses.map((address) => {
    const names = new Set(addressHashes(address).flatMap((hash) => named.get(hash) ?? []));
    return { address, breaches: [...names].sort().map((name) => catalogue.get(name) ?? unknownBreach(name)) };
  });
  return { sent, catalogueSha256: createHash('sha256').update(text).digest('hex'), answers };
}
