import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { main } from '../cli/main.ts';
import { type CrawlLimits, crawlSite, crawlStart, usualLimits } from './site-crawl.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

let routes: Record<string, string | Handler> = {};
let asked: string[] = [];
let agents = new Set<string>();
let open = 0;
let mostOpen = 0;
let server: Server;
let origin = '';

beforeAll(async () => {
  server = createServer((request, response) => {
    open += 1;
    mostOpen = Math.max(mostOpen, open);
    response.on('close', () => {
      open -= 1;
    });
    const url = request.url ?? '';
    asked.push(`${request.method} ${url}`);
    agents.add(request.headers['user-agent'] ?? '');
    const route = routes[url] ?? routes['*'];
    if (typeof route === 'function') route(request, response);
    else {
      response.writeHead(route === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' });
      response.end(route ?? 'gone');
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const bound = server.address();
  origin = `http://127.0.0.1:${typeof bound === 'object' && bound ? bound.port : 0}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  [asked, agents, mostOpen] = [[], new Set(), 0];
});
afterEach(() => {
  routes = {};
});

async function crawl(limits: Partial<CrawlLimits> = {}, path = '/') {
  const pages: string[] = [];
  const slept: number[] = [];
  const start = crawlStart(`${origin}${path}`);
  if (!start) throw new Error('no URL');
  const done = await crawlSite(
    start,
    { ...usualLimits, ...limits },
    {
      onPage: ({ url }) => void pages.push(url.slice(origin.length)),
      sleep: async (seconds) => void slept.push(seconds),
    },
  );
  return {
    ...done,
    pages,
    slept,
    reasons: done.refused.map(({ path: at, because }) => `${at.replace(origin, '')}: ${because.en}`),
  };
}

describe('a crawl', () => {
  it('reads what is linked on the same origin, each once, with GET alone and one request at a time', async () => {
    routes = {
      '/': '<a href=/a>a</a><a href="b#x">b</a><a href="/a">again</a><a href="https://other.example/">o</a><form action=/send method=post></form>',
      '/a': '<a href=/>home</a><a href=/c.vcf>card</a>',
      '/b': 'b',
      '/c.vcf': 'BEGIN:VCARD\nEND:VCARD',
    };
    const { pages, endedBy, requests } = await crawl();
    expect(pages).toEqual(['/', '/a', '/b', '/c.vcf']);
    expect(asked).toEqual(['GET /robots.txt', 'GET /', 'GET /a', 'GET /b', 'GET /c.vcf']);
    expect([endedBy, requests, mostOpen]).toEqual([null, 5, 1]);
    expect([...agents]).toEqual([expect.stringMatching(/^akashi\//)]);
  });

  it('waits before every page, as long as the site asks, and obeys what robots.txt forbids', async () => {
    routes = {
      '/robots.txt': 'User-agent: akashi\nCrawl-delay: 4\nDisallow: /secret\nUser-agent: *\nDisallow: /',
      '/': '<a href=/secret/x>s</a><a href=/open>o</a>',
      '/open': 'o',
    };
    const { pages, slept, reasons } = await crawl();
    expect(pages).toEqual(['/', '/open']);
    expect(slept).toEqual([4, 4]);
    expect(reasons).toEqual(['/secret/x: robots.txt does not allow it']);
    expect(asked).not.toContain('GET /secret/x');
  });

  it('reads nothing while robots.txt fails, and nothing where it forbids all', async () => {
    routes = { '/robots.txt': (_, response) => response.writeHead(503).end(), '/': 'x' };
    expect(await crawl()).toMatchObject({ pages: [], reasons: [expect.stringContaining('503')] });
    routes = { '/robots.txt': 'User-agent: *\nDisallow: /', '/': 'x' };
    expect((await crawl()).pages).toEqual([]);
    expect(asked.filter((one) => one === 'GET /')).toEqual([]);
  });

  it.each(['http://other.example/', 'http://127.0.0.1:1/', 'https://127.0.0.1/', 'file:///etc/passwd', 'http://['])(
    'does not follow a redirect to %s',
    async (location) => {
      routes = { '/': (_, response) => response.writeHead(302, { location }).end() };
      const { pages, reasons } = await crawl();
      expect(pages).toEqual([]);
      expect(reasons).toEqual(['/: leads to another site, not followed']);
    },
  );

  it('follows redirects within the site, not without end', async () => {
    routes = {
      '/': (_, response) => response.writeHead(301, { location: '/home' }).end(),
      '/home': 'x',
      '*': (request, response) => response.writeHead(302, { location: `${request.url}x` }).end(),
    };
    expect((await crawl()).pages).toEqual(['/home']);
    expect((await crawl({}, '/loop')).reasons.at(-1)).toContain('too many redirects');
  });

  it('ends at its limits and says which', async () => {
    let at = 0;
    routes = {
      '/robots.txt': 'User-agent: *\nAllow: /',
      '*': (_, response) => {
        at += 1;
        response
          .writeHead(200, { 'content-type': 'text/html' })
          .end(`<a href=/${at}a>x</a><a href=/${at}b>y</a>${'z'.repeat(1000)}`);
      },
    };
    expect(await crawl({ pages: 7 })).toMatchObject({ endedBy: 'pages', pages: { length: 7 } });
    expect(await crawl({ totalBytes: 3000 })).toMatchObject({ endedBy: 'bytes', pages: { length: 3 } });
    expect(await crawl({ depth: 1 })).toMatchObject({ endedBy: 'depth', pages: { length: 3 } });
    expect(await crawl({ seconds: 1, delaySeconds: 2 })).toMatchObject({ endedBy: 'seconds', pages: [] });
  });

  it('refuses one page that is too large, packed or not, and a connection that breaks; the rest goes on', async () => {
    const bomb = gzipSync(Buffer.alloc(2_000_000));
    routes = {
      '/': '<a href=/big>1</a><a href=/bomb>2</a><a href=/cut>3</a><a href=/packed>4</a><a href=/gone>5</a>',
      '/big': 'x'.repeat(20_000),
      '/bomb': (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
      '/cut': (_, response) => {
        response.writeHead(200, { 'content-length': '100' }).write('x');
        setTimeout(() => response.destroy(), 20);
      },
      '/packed': (_, response) =>
        response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'text/html' }).end(gzipSync('ok')),
    };
    const { pages, reasons } = await crawl({ pageBytes: 10_000 });
    expect(pages).toEqual(['/', '/packed']);
    expect(reasons).toEqual([
      '/big: larger than 10000 bytes, not read',
      '/bomb: larger than 10000 bytes, not read',
      '/cut: could not be fetched',
      '/gone: answered with 404',
    ]);
  });

  it('is not led inside by a name', async () => {
    const start = crawlStart('http://inside.akashi-test.invalid/');
    expect(start && (await crawlSite(start, usualLimits, { onPage: () => {} })).refused).toHaveLength(1);
  });
});

it.each(['ftp://shop.example/', 'shop.example', 'http://user:pw@shop.example/', 'https://', 'javascript:1'])(
  '%s is nothing to crawl',
  (text) => {
    expect(crawlStart(text)).toBeUndefined();
  },
);

describe('akashi pages URL', () => {
  async function run(...argv: string[]) {
    const written = { out: '', err: '' };
    const sink = (to: 'out' | 'err') =>
      new Writable({
        write(chunk, _, done) {
          written[to] += String(chunk);
          done();
        },
      });
    const code = await main(['pages', ...argv], { out: sink('out'), err: sink('err') });
    return { code, ...written };
  }

  it('says what it would do and does nothing without --crawl', async () => {
    const { code, out, err } = await run(`${origin}/`);
    expect(code).toBe(0);
    expect(out).toBe('');
    expect(err).toContain('at most 500 pages');
    expect(err).toContain('Nothing was fetched');
    expect(asked).toEqual([]);
  });

  it('gives the same shape as for folders, and keeps the pages for an investigation', async () => {
    routes = {
      '/': '<!doctype html><p>desk [at] shop.test</p><a href=/card>card</a>',
      '/card': (_, response) =>
        response.writeHead(200, { 'content-type': 'text/vcard' }).end('BEGIN:VCARD\nEMAIL:info@shop.test\nEND:VCARD\n'),
    };
    const folder = mkdtempSync(join(tmpdir(), 'akashi-crawl-'));
    const saved = join(folder, 'pages');
    const { code, out } = await run(`${origin}/`, '--crawl', '--delay', '0', '--json', '--save', saved);
    expect(code).toBe(0);
    const { found, pages, refused } = JSON.parse(out);
    expect(found).toMatchObject([
      { path: `${origin}/`, address: 'desk@shop.test', level: 'munge', visible: true },
      { path: `${origin}/card`, address: 'info@shop.test', level: 'plain' },
    ]);
    expect([pages, refused]).toEqual([2, []]);
    expect(readdirSync(saved).filter((name) => !name.startsWith('.'))).toEqual([
      '00001.html',
      '00002.vcf',
      'fetched.json',
    ]);
    expect(JSON.parse(readFileSync(join(saved, 'fetched.json'), 'utf8'))[1]).toMatchObject({ url: `${origin}/card` });
    const again = JSON.parse((await run(saved, '--json')).out);
    expect(again.found.map(({ address }: { address: string }) => address)).toEqual([
      'desk@shop.test',
      'info@shop.test',
    ]);
    rmSync(folder, { recursive: true });
  });

  it.each([
    ['--most-pages', '0'],
    ['--delay', '-1'],
    ['--depth', 'x'],
  ])('refuses %s %s', async (...limit) => {
    expect((await run(`${origin}/`, '--crawl', ...limit)).code).toBe(2);
  });
});
