// What asks a site of one's own: one connection, GET alone, never into a private network unless the address given names it.
import { lookup as resolveHost } from 'node:dns';
import { Agent as HttpAgent, get as httpGet, type IncomingMessage, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, get as httpsGet } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { isPrivateIp } from '../mail/sender/ip.ts';
import type { Both } from '../vocabulary/finding.ts';
import { version } from '../vocabulary/version.ts';

/** Who asks, and that a robots.txt can name us: "User-agent: akashi". */
export const crawlAgent = `akashi/${version} (self-check of our own site)`;

const REQUEST_MS = 30_000;

export const say = (ja: string, en: string): Both => ({ ja, en });

/** A reason, in words for people, why something was not read. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly because: Both;

  constructor(because: Both) {
    super(because.en);
    this.because = because;
  }
}

/** Whether an address names a machine that only insiders reach, so that a link or a name must not lead us there. */
const isInside = (ip: string) => isPrivateIp(ip.replace(/^::ffff:(?=\d+\.)/, '')) || ip === '::' || ip === '0.0.0.0';

const bare = (hostname: string) => hostname.replace(/^\[|\]$/g, '');

/** True for a URL that itself names the inside: then the person who typed it meant it. */
function namesInside({ hostname }: URL): boolean {
  const host = bare(hostname);
  return host === 'localhost' || host.endsWith('.localhost') || (isIP(host) !== 0 && isInside(host));
}

/** Looks a name up and refuses the inside; the connection then goes to the very address that was looked at. */
const outsideOnly: LookupFunction = (hostname, options, done) => {
  resolveHost(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return done(error, '', 0);
    const inside = addresses.find(({ address }) => isInside(address));
    const [first] = addresses;
    if (inside || !first) {
      const because = say(
        '名前が内部のアドレスを指しています',
        'the name leads to an address inside a private network',
      );
      return done(new Refused(because), '', 0);
    }
    if (options.all) done(null, addresses);
    else done(null, first.address, first.family);
  });
};

export type Answer = {
  readonly status: number;
  readonly location: string | undefined;
  readonly type: string;
  readonly bytes: Uint8Array;
};

function unpacked(response: IncomingMessage): NodeJS.ReadableStream {
  const packing = (response.headers['content-encoding'] ?? '').trim().toLowerCase();
  if (packing === 'gzip' || packing === 'x-gzip') return response.pipe(createGunzip());
  if (packing === 'deflate') return response.pipe(createInflate());
  return packing === 'br' ? response.pipe(createBrotliDecompress()) : response;
}

/** Bytes as a browser would have them, at most so many, so that a packed bomb ends early. */
function bodyOf(response: IncomingMessage, mostBytes: number): Promise<Uint8Array> {
  return new Promise((done, failed) => {
    const parts: Buffer[] = [];
    let length = 0;
    const stream = unpacked(response);
    const end = (error: Error) => {
      response.destroy();
      failed(error);
    };
    response.on('error', end);
    stream.on('error', end);
    stream.on('data', (part: Buffer) => {
      length += part.length;
      if (length > mostBytes)
        end(new Refused(say('大きすぎるため読んでいません', `larger than ${mostBytes} bytes, not read`)));
      else parts.push(part);
    });
    stream.on('end', () => done(Buffer.concat(parts)));
  });
}

export const isRedirect = (status: number): boolean => status >= 300 && status < 400;

export type SiteClient = { ask(url: URL, mostBytes: number): Promise<Answer>; close(): void };

export function clientOf(start: URL): SiteClient {
  const agent =
    start.protocol === 'https:'
      ? new HttpsAgent({ keepAlive: true, maxSockets: 1 })
      : new HttpAgent({ keepAlive: true, maxSockets: 1 });
  const get = start.protocol === 'https:' ? httpsGet : httpGet;
  const options: RequestOptions = {
    agent,
    headers: { 'user-agent': crawlAgent, accept: '*/*', 'accept-encoding': 'gzip, deflate, br' },
    ...(namesInside(start) ? {} : { lookup: outsideOnly }),
  };
  const responseTo = (url: URL): Promise<IncomingMessage> =>
    new Promise((done, failed) => {
      get(url, { ...options, signal: AbortSignal.timeout(REQUEST_MS) }, done).on('error', failed);
    });
  return {
    async ask(url, mostBytes) {
      const response = await responseTo(url);
      const { statusCode: status = 0, headers } = response;
      const answer = { status, location: headers.location, type: String(headers['content-type'] ?? '') };
      if (!isRedirect(status)) return { ...answer, bytes: await bodyOf(response, mostBytes) };
      response.resume();
      return { ...answer, bytes: new Uint8Array() };
    },
    close: () => agent.destroy(),
  };
}
