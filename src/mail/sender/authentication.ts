// What the receiver wrote about SPF, DKIM, DMARC and ARC. Such a field can be put in by anyone: it counts only where the
// recipient's own side must have written it.
import type { HeaderField } from '../message/header.ts';
import { type Chain, providerOf } from './trust.ts';

export type DkimResult = { readonly domain: string | null; readonly selector: string | null; readonly result: string };

/** Results in RFC 8601's words; null: not known. */
export type Authentication = {
  readonly spf: string | null;
  readonly dkim: readonly DkimResult[];
  readonly dmarc: string | null;
  readonly arc: string | null;
  readonly source: 'recomputed' | 'receiver' | 'none';
  /** Domain of the envelope sender or HELO that SPF was asked about. */
  readonly spfDomain: string | null;
};

export const notAuthenticated: Authentication = {
  spf: null,
  dkim: [],
  dmarc: null,
  arc: null,
  source: 'none',
  spfDomain: null,
};

type Method = {
  readonly method: string;
  readonly result: string;
  readonly properties: ReadonlyMap<string, string>;
  readonly text: string;
};
export type AuthenticationResults = { readonly server: string | null; readonly methods: readonly Method[] };

const resultWords = new Set([
  'pass',
  'fail',
  'none',
  'neutral',
  'softfail',
  'temperror',
  'permerror',
  'policy',
  'bestguesspass',
  'error',
  'hardfail',
  'unknown',
]);

function withoutComments(text: string): string {
  let depth = 0;
  let out = '';
  for (const char of text) {
    if (char === '(') depth += 1;
    else if (char === ')' && depth > 0) depth -= 1;
    else if (depth === 0) out += char;
  }
  return out;
}

/** Reads an Authentication-Results field. Some servers (Outlook) leave their own name out. */
export function parseAuthenticationResults(value: string): AuthenticationResults {
  const flat = value.slice(0, 20_000).replace(/[\r\n]+/g, '');
  const pieces = flat.split(';').map((piece) => piece.trim());
  const [head = '', ...rest] = pieces;
  const named = !/^[a-z0-9.-]{2,30}\s{0,4}=/i.test(head);
  const server = named ? (/^([^\s;()]{1,255})/.exec(withoutComments(head).trim())?.[1]?.toLowerCase() ?? null) : null;
  const methods = (named ? rest : pieces).flatMap((text) => {
    const plain = withoutComments(text);
    const match = /^([a-z][a-z0-9-]{1,20})(?:\/\d{1,3})?\s{0,9}=\s{0,9}([a-z]{2,20})\b/i.exec(plain.trim());
    const [whole = '', method = '', result = ''] = match ?? [];
    if (!match || !resultWords.has(result.toLowerCase())) return [];
    const properties = new Map<string, string>();
    for (const word of plain.trim().slice(whole.length).split(/\s+/)) {
      const equals = word.indexOf('=');
      if (equals > 0) properties.set(word.slice(0, equals).toLowerCase(), word.slice(equals + 1).replaceAll('"', ''));
    }
    return [{ method: method.toLowerCase(), result: result.toLowerCase(), properties, text }];
  });
  return { server, methods };
}

const domainOfSender = (sender: string | undefined) =>
  sender
    ?.slice(sender.lastIndexOf('@') + 1)
    .replace(/[<>]/g, '')
    .toLowerCase() || null;

/** The signing domain; Outlook writes "header.d=none" for mail that is not signed. */
function signerOf(properties: ReadonlyMap<string, string>): string | null {
  const domain = properties.get('header.d')?.toLowerCase() ?? domainOfSender(properties.get('header.i'));
  return domain === 'none' ? null : domain;
}

/** Fields that a sender's own system writes: what stands below one of them is the sender's story. */
const sendersFields = new Set([
  'from',
  'to',
  'subject',
  'date',
  'message-id',
  'mime-version',
  'content-type',
  'reply-to',
  'dkim-signature',
  'domainkey-signature',
  'cc',
  'sender',
  'x-mailer',
  'user-agent',
  'list-unsubscribe',
]);

/**
 * Where the part that the recipient's side wrote ends: at the first Received below the boundary, or at the first field
 * below the boundary's own that senders write. Some receivers put their results above their Received, some below.
 */
function trustedHeaders(headers: readonly HeaderField[], chain: Chain): readonly HeaderField[] {
  if (chain.boundary === null) return [];
  const last = chain.hops[chain.boundary]?.field;
  const at = last ? headers.indexOf(last) : -1;
  const end = headers.findIndex(({ key }, index) => index > at && (key === 'received' || sendersFields.has(key)));
  return headers.slice(0, end < 0 ? headers.length : end);
}

/** The receivers' names by which a result field may be signed. */
function receiversOf(chain: Chain): ReadonlySet<string> {
  const names = chain.hops.filter(({ trusted }) => trusted).map(({ received }) => providerOf(received.by));
  return new Set(names.filter((name) => name !== null));
}

function fromSpfField(headers: readonly HeaderField[]): { result: string; domain: string | null } | undefined {
  const field = headers.find(({ key }) => key === 'received-spf');
  const result = /^\s{0,9}([a-z]{4,20})\b/i.exec(field?.value ?? '')?.[1]?.toLowerCase();
  if (!field || result === undefined || !resultWords.has(result)) return undefined;
  const domain = /domain of (?:[^\s@]{1,64}@)?([a-z0-9.-]{1,255})/i.exec(field.value)?.[1]?.toLowerCase() ?? null;
  return {
    result: result === 'hardfail' || result === 'error' ? (result === 'error' ? 'temperror' : 'fail') : result,
    domain,
  };
}

/** Results that the recipient's side wrote, of its topmost field and those of the same server. */
function ownResults(trusted: readonly HeaderField[], chain: Chain): readonly Method[] {
  const fields = trusted.filter(({ key }) => key === 'authentication-results');
  if (fields.length === 0) return [];
  const receivers = receiversOf(chain);
  const boundaryIp = chain.hops[chain.boundary ?? -1]?.received.ip ?? null;
  const own = fields
    .map(({ raw }) => ({ ...parseAuthenticationResults(raw), raw }))
    .filter(({ server, raw }) => {
      if (server !== null) return receivers.has(providerOf(server) ?? '');
      // Without a name, only if it speaks of the very address that the boundary hop saw.
      const seen = /sender IP is ([0-9a-f:.]{3,45})\)/i.exec(raw)?.[1];
      return seen === undefined ? receivers.has('outlook.com') : seen === boundaryIp || receivers.has('outlook.com');
    });
  const server = own[0]?.server ?? null;
  return own.filter((field) => field.server === server).flatMap((field) => field.methods);
}

/**
 * What the recipient's own server found, from its Authentication-Results (by authserv-id) and Received-SPF. The first
 * matching field is taken: a receiver writes above what a sender wrote. Without one it is not known, which is not "fail".
 */
export function receiverAuthentication(headers: readonly HeaderField[], chain: Chain): Authentication {
  const trusted = trustedHeaders(headers, chain);
  const methods = ownResults(trusted, chain);
  const spf = methods.find(({ method }) => method === 'spf');
  const spfField = spf ? undefined : fromSpfField(trusted);
  if (methods.length === 0 && !spfField) return notAuthenticated;
  const dkim = methods
    .filter(({ method }) => method === 'dkim' || method === 'domainkeys')
    .map(({ result, properties }) => ({
      domain: signerOf(properties),
      selector: properties.get('header.s') ?? null,
      result: result === 'hardfail' ? 'fail' : result,
    }));
  return {
    spf: spf?.result ?? spfField?.result ?? null,
    dkim,
    dmarc: methods.find(({ method }) => method === 'dmarc')?.result ?? null,
    arc: methods.find(({ method }) => method === 'arc')?.result ?? null,
    source: 'receiver',
    spfDomain:
      domainOfSender(spf?.properties.get('smtp.mailfrom') ?? spf?.properties.get('smtp.helo')) ??
      spfField?.domain ??
      null,
  };
}
