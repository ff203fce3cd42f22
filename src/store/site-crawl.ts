// A live site of one's own, read as a visitor reads it: one connection, slowly, within the origin that was named, and no further
// than agreed. Nothing but GET is ever sent, and nothing of a page is run.
import { createHash } from 'node:crypto';
import { lookup as resolveHost } from 'node:dns';
import { Agent as HttpAgent, get as httpGet, type IncomingMessage, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, get as httpsGet } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import robotsModule from 'robots-parser';
import { isPrivateIp } from '../mail/sender/ip.ts';
import { linksOf } from '../pages/page-links.ts';
import type { Both } from '../vocabulary/finding.ts';
import { version } from '../vocabulary/version.ts';

// Its types describe an ES module; it is CommonJS, whose default import is the function itself.
const robotsParser = robotsModule as unknown as typeof robotsModule.default;

/** Who asks, and that a robots.txt can name us: "User-agent: akashi". */
export const crawlAgent = `akashi/${version} (self-check of our own site)`;

export type CrawlLimits = {
  readonly pages: number;
  readonly totalBytes: number;
  readonly pageBytes: number;
  /** Links away from the address given. */
  readonly depth: number;
  readonly seconds: number;
  /** Between two requests, at least; a longer Crawl-delay of the site counts. */
  readonly delaySeconds: number;
};

export const usualLimits: CrawlLimits = {
  pages: 500,
  totalBytes: 200 * 1024 * 1024,
  pageBytes: 8 * 1024 * 1024,
  depth: 8,
  seconds: 1800,
  delaySeconds: 1,
};

export type CrawledPage = {
  readonly url: string;
  /** The path, with an ending that fits what the server said it is. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly sha256: string;
};
export type CrawlRefusal = { readonly path: string; readonly because: Both };

export type Crawl = {
  readonly refused: readonly CrawlRefusal[];
  /** Requests that were sent, robots.txt among them. */
  readonly requests: number;
  /** Why it ended before all links were read; null when none was left. */
  readonly endedBy: 'pages' | 'bytes' | 'seconds' | 'depth' | 'links' | null;
};

const REQUEST_MS = 30_000;
/** RFC 9309 §2.5: at least this much of a robots.txt is read. */
const ROBOTS_BYTES = 512 * 1024;
const MOST_REDIRECTS = 5;
/** Links waiting to be read; a site that generates them without end stops here. */
const MOST_WAITING = 50_000;
/** What a site may ask us to wait between two pages; more is told and the crawl ends. */
const LONGEST_DELAY_SECONDS = 60;

const say = (ja: string, en: string): Both => ({ ja, en });

class Refused extends Error {
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

type Answer = {
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

type Client = { ask(url: URL, mostBytes: number): Promise<Answer>; close(): void };

function clientOf(start: URL): Client {
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
  return {
    ask: (url, mostBytes) =>
      new Promise((done, failed) => {
        const request = get(url, { ...options, signal: AbortSignal.timeout(REQUEST_MS) }, (response) => {
          const { statusCode: status = 0, headers } = response;
          const answer = { status, location: headers.location, type: String(headers['content-type'] ?? '') };
          if (status >= 300 && status < 400) {
            response.resume();
            done({ ...answer, bytes: new Uint8Array() });
          } else bodyOf(response, mostBytes).then((bytes) => done({ ...answer, bytes }), failed);
        });
        request.on('error', failed);
      }),
    close: () => agent.destroy(),
  };
}

type Rules = { allows(url: URL): boolean; readonly delaySeconds: number };

/** RFC 9309: without a robots.txt all is allowed; while the server fails to give it, nothing is. */
async function robotsOf(start: URL, client: Client): Promise<Rules> {
  let url = new URL('/robots.txt', start);
  for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
    const { status, location, bytes } = await client.ask(url, ROBOTS_BYTES);
    if (status >= 300 && status < 400 && location !== undefined && URL.canParse(location, url)) {
      const next = new URL(location, url);
      if (next.origin !== start.origin) break;
      url = next;
    } else if (status === 200) {
      const robots = robotsParser(new URL('/robots.txt', start).href, Buffer.from(bytes).toString('utf8'));
      return {
        allows: ({ href }) => robots.isAllowed(href, 'akashi') !== false,
        delaySeconds: Math.max(0, Number(robots.getCrawlDelay('akashi') ?? 0) || 0),
      };
    } else if (status >= 400 && status < 500) return { allows: () => true, delaySeconds: 0 };
    else
      throw new Refused(
        say(
          `robots.txt に対する応答が ${status} でした`,
          `robots.txt was answered with ${status}: nothing may be read`,
        ),
      );
  }
  return { allows: () => true, delaySeconds: 0 };
}

const endings: readonly (readonly [RegExp, string])[] = [
  [/html/, '.html'],
  [/xml/, '.xml'],
  [/json/, '.json'],
  [/javascript|ecmascript/, '.js'],
  [/css/, '.css'],
  [/pdf/, '.pdf'],
  [/calendar/, '.ics'],
  [/vcard/, '.vcf'],
];

function nameOf({ pathname }: URL, type: string): string {
  const ending = endings.find(([said]) => said.test(type.toLowerCase()))?.[1];
  return /\.[A-Za-z0-9]{1,8}$/.test(pathname) ? pathname : `${pathname}${ending ?? ''}`;
}

/** An address that a person may have crawled: http or https, no user or password in it. */
export function crawlStart(text: string): URL | undefined {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  url.hash = '';
  return url.username === '' && url.password === '' ? url : undefined;
}

export type CrawlHooks = {
  readonly onPage: (page: CrawledPage) => void;
  readonly onRequest?: (requests: number, waiting: number) => void;
  /** Seconds; tests pass one that does not wait. */
  readonly sleep?: (seconds: number) => Promise<void>;
};

/** Nearest first. One request at a time; the next not before the delay is over. */
export async function crawlSite(start: URL, limits: CrawlLimits, hooks: CrawlHooks): Promise<Crawl> {
  const sleep = hooks.sleep ?? ((seconds: number) => new Promise<void>((done) => setTimeout(done, 1000 * seconds)));
  const began = performance.now();
  const client = clientOf(start);
  const refused: CrawlRefusal[] = [];
  const refuse = (path: string, because: Both) => void refused.push({ path, because });
  let requests = 0;
  const finish = (endedBy: Crawl['endedBy']): Crawl => ({ refused, requests, endedBy });
  try {
    requests += 1;
    const rules = await robotsOf(start, client);
    const delay = Math.max(limits.delaySeconds, rules.delaySeconds);
    if (delay > LONGEST_DELAY_SECONDS) {
      refuse(
        start.href,
        say(`サイトが${delay}秒ごとの間隔を求めています`, `the site asks for ${delay} s between pages`),
      );
      return finish(null);
    }
    const seen = new Set([start.href]);
    const waiting = [{ url: start, depth: 0, redirects: 0 }];
    let [pages, total] = [0, 0];
    // Links that were found and not kept, by the limit that said so.
    let left: 'depth' | 'links' | null = null;
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { url, depth, redirects } = next;
      if (!rules.allows(url)) {
        refuse(url.href, say('robots.txt が認めていません', 'robots.txt does not allow it'));
        continue;
      }
      if (pages >= limits.pages) return finish('pages');
      if (total >= limits.totalBytes) return finish('bytes');
      if ((performance.now() - began) / 1000 + delay > limits.seconds) return finish('seconds');
      await sleep(delay);
      requests += 1;
      hooks.onRequest?.(requests, waiting.length);
      let answer: Answer;
      try {
        answer = await client.ask(url, limits.pageBytes);
      } catch (error) {
        refuse(
          url.href,
          error instanceof Refused ? error.because : say('取得できませんでした', 'could not be fetched'),
        );
        continue;
      }
      const add = (found: URL, at: number, hops: number) => {
        if (found.origin !== start.origin || seen.has(found.href)) return;
        if (at > limits.depth) left ??= 'depth';
        else if (waiting.length >= MOST_WAITING) left = 'links';
        if (at > limits.depth || waiting.length >= MOST_WAITING) return;
        seen.add(found.href);
        waiting.push({ url: found, depth: at, redirects: hops });
      };
      if (answer.status >= 300 && answer.status < 400) {
        const to =
          answer.location !== undefined && URL.canParse(answer.location, url)
            ? new URL(answer.location, url)
            : undefined;
        if (to) to.hash = '';
        if (to?.origin !== start.origin)
          refuse(url.href, say('別のサイトへ転送されています', 'leads to another site, not followed'));
        else if (redirects >= MOST_REDIRECTS) refuse(url.href, say('転送が多すぎます', 'too many redirects'));
        else add(to, depth, redirects + 1);
        continue;
      }
      if (answer.status !== 200) {
        refuse(url.href, say(`応答は ${answer.status} でした`, `answered with ${answer.status}`));
        continue;
      }
      pages += 1;
      total += answer.bytes.length;
      const sha256 = createHash('sha256').update(answer.bytes).digest('hex');
      hooks.onPage({ url: url.href, name: nameOf(url, answer.type), bytes: answer.bytes, sha256 });
      if (!/html|xml/i.test(answer.type || 'text/html')) continue;
      const { links, mayFollow } = linksOf(Buffer.from(answer.bytes).toString('utf8'), url.href);
      if (mayFollow) for (const link of links) add(link, depth + 1, 0);
    }
    return finish(left);
  } catch (error) {
    refuse(
      start.href,
      error instanceof Refused ? error.because : say('サイトに接続できませんでした', 'the site could not be reached'),
    );
    return finish(null);
  } finally {
    client.close();
  }
}
