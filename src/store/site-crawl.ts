// A live site of one's own, read as a visitor reads it: one connection, slowly, within the origin that was named, and no further
// than agreed. Nothing but GET is ever sent, and nothing of a page is run.
import { createHash } from 'node:crypto';
import robotsModule from 'robots-parser';
import { linksOf } from '../pages/page-links.ts';
import type { Both } from '../vocabulary/finding.ts';
import { type Answer, clientOf, isRedirect, Refused, type SiteClient, say } from './site-client.ts';

// Its types describe an ES module; it is CommonJS, whose default import is the function itself.
const robotsParser = robotsModule as unknown as typeof robotsModule.default;

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

/** RFC 9309 §2.5: at least this much of a robots.txt is read. */
const ROBOTS_BYTES = 512 * 1024;
const MOST_REDIRECTS = 5;
/** Links waiting to be read; a site that generates them without end stops here. */
const MOST_WAITING = 50_000;
/** What a site may ask us to wait between two pages; more is told and the crawl ends. */
const LONGEST_DELAY_SECONDS = 60;

type Rules = { allows(url: URL): boolean; readonly delaySeconds: number };

/** RFC 9309: without a robots.txt all is allowed; while the server fails to give it, nothing is. */
async function robotsOf(start: URL, client: SiteClient): Promise<Rules> {
  let url = new URL('/robots.txt', start);
  for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
    const { status, location, bytes } = await client.ask(url, ROBOTS_BYTES);
    if (isRedirect(status) && location !== undefined && URL.canParse(location, url)) {
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

type Waiting = { readonly url: URL; readonly depth: number; readonly redirects: number };

/** Links of the site still to be read, nearest first, each once. */
class Frontier {
  readonly #start: URL;
  readonly #deepest: number;
  readonly #seen: Set<string>;
  readonly #waiting: Waiting[];
  /** Why links were found and not kept: the limit that said so. */
  left: 'depth' | 'links' | null = null;

  constructor(start: URL, deepest: number) {
    this.#start = start;
    this.#deepest = deepest;
    this.#seen = new Set([start.href]);
    this.#waiting = [{ url: start, depth: 0, redirects: 0 }];
  }

  get length(): number {
    return this.#waiting.length;
  }

  next(): Waiting | undefined {
    return this.#waiting.shift();
  }

  add(found: Waiting): void {
    const { url, depth } = found;
    if (url.origin !== this.#start.origin || this.#seen.has(url.href)) return;
    if (depth > this.#deepest) this.left ??= 'depth';
    else if (this.#waiting.length >= MOST_WAITING) this.left = 'links';
    else {
      this.#seen.add(url.href);
      this.#waiting.push(found);
    }
  }
}

/** Where a redirect within the site leads; anything else is a reason not to follow it. */
function redirectedTo({ location }: Answer, { url, redirects }: Waiting, start: URL): URL | Refused {
  const to = location !== undefined && URL.canParse(location, url) ? new URL(location, url) : undefined;
  if (to) to.hash = '';
  if (to?.origin !== start.origin)
    return new Refused(say('別のサイトへ転送されています', 'leads to another site, not followed'));
  return redirects >= MOST_REDIRECTS ? new Refused(say('転送が多すぎます', 'too many redirects')) : to;
}

function pageOf({ href }: URL, name: string, bytes: Uint8Array): CrawledPage {
  return { url: href, name, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** Links that a page may be followed to; none of what is no page, or asks not to be followed. */
function linksFrom({ href }: URL, { type, bytes }: Answer): readonly URL[] {
  if (!/html|xml/i.test(type || 'text/html')) return [];
  const { links, mayFollow } = linksOf(Buffer.from(bytes).toString('utf8'), href);
  return mayFollow ? links : [];
}

const reasonOf = (error: unknown, otherwise: Both): Both => (error instanceof Refused ? error.because : otherwise);

/** Nearest first. One request at a time; the next not before the delay is over. */
export async function crawlSite(start: URL, limits: CrawlLimits, hooks: CrawlHooks): Promise<Crawl> {
  const sleep = hooks.sleep ?? ((seconds: number) => new Promise<void>((done) => setTimeout(done, 1000 * seconds)));
  const began = performance.now();
  const client = clientOf(start);
  const refused: CrawlRefusal[] = [];
  const refuse = ({ href }: URL, because: Both) => void refused.push({ path: href, because });
  let requests = 0;

  /** Undefined where it could not be fetched, which is said. */
  const ask = async (url: URL): Promise<Answer | undefined> => {
    try {
      return await client.ask(url, limits.pageBytes);
    } catch (error) {
      refuse(url, reasonOf(error, say('取得できませんでした', 'could not be fetched')));
      return undefined;
    }
  };

  const readAll = async ({ allows }: Rules, delay: number): Promise<Crawl['endedBy']> => {
    const frontier = new Frontier(start, limits.depth);
    let [pages, total] = [0, 0];
    for (let next = frontier.next(); next; next = frontier.next()) {
      const { url, depth, redirects } = next;
      if (!allows(url)) {
        refuse(url, say('robots.txt が認めていません', 'robots.txt does not allow it'));
        continue;
      }
      if (pages >= limits.pages) return 'pages';
      if (total >= limits.totalBytes) return 'bytes';
      if ((performance.now() - began) / 1000 + delay > limits.seconds) return 'seconds';
      await sleep(delay);
      requests += 1;
      hooks.onRequest?.(requests, frontier.length);
      const answer = await ask(url);
      if (answer === undefined) continue;
      if (isRedirect(answer.status)) {
        const to = redirectedTo(answer, next, start);
        if (to instanceof Refused) refuse(url, to.because);
        else frontier.add({ url: to, depth, redirects: redirects + 1 });
      } else if (answer.status !== 200) {
        refuse(url, say(`応答は ${answer.status} でした`, `answered with ${answer.status}`));
      } else {
        pages += 1;
        total += answer.bytes.length;
        hooks.onPage(pageOf(url, nameOf(url, answer.type), answer.bytes));
        for (const link of linksFrom(url, answer)) frontier.add({ url: link, depth: depth + 1, redirects: 0 });
      }
    }
    return frontier.left;
  };

  try {
    requests += 1;
    const rules = await robotsOf(start, client);
    const delay = Math.max(limits.delaySeconds, rules.delaySeconds);
    if (delay <= LONGEST_DELAY_SECONDS) {
      const endedBy = await readAll(rules, delay);
      return { refused, requests, endedBy };
    }
    refuse(start, say(`サイトが${delay}秒ごとの間隔を求めています`, `the site asks for ${delay} s between pages`));
  } catch (error) {
    refuse(start, reasonOf(error, say('サイトに接続できませんでした', 'the site could not be reached')));
  } finally {
    client.close();
  }
  return { refused, requests, endedBy: null };
}
