// A combined access log of any length: seeded, so that two machines measure the same bytes.
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { seededRandom } from '../src/vocabulary/random.ts';

const pages = [
  '/',
  '/survey',
  '/survey/thanks',
  '/about',
  '/contact',
  '/news',
  '/products',
  '/img/logo.png',
  '/css/site.css',
  '/js/site.js',
];
const agents = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0',
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Mobile',
  'Mozilla/5.0 (X11; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/115.0',
  'Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)',
];
const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number) => (value < 10 ? `0${value}` : String(value));

function clf(at: number): string {
  const d = new Date(at * 1000);
  return `${two(d.getUTCDate())}/${monthNames[d.getUTCMonth()]}/${d.getUTCFullYear()}:${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())} +0000`;
}

/** Requests a second: about a month for 3 million lines. */
const RATE = 1.15;

/**
 * Writes `lines` lines of about 169 bytes, nearly every one from an address of its own, as a public site under a
 * distributed crawl would have: the hard case for grouping by address.
 *
 * @returns bytes written
 */
export function generateCombinedLog(path: string, lines: number, seed = 1): number {
  const random = seededRandom(seed, 'access log');
  const out = openSync(path, 'w');
  let at = Date.UTC(2026, 0, 1) / 1000;
  let bytes = 0;
  let pending: string[] = [];
  const write = () => {
    const chunk = Buffer.from(pending.join(''), 'latin1');
    bytes += chunk.length;
    writeSync(out, chunk);
    pending = [];
  };
  for (let i = 0; i < lines; i += 1) {
    at += -Math.log(1 - random.next()) / RATE;
    const word = Math.floor(random.next() * 4_294_967_296);
    const ip = `${1 + ((word >>> 24) % 223)}.${(word >>> 16) & 255}.${(word >>> 8) & 255}.${word & 255}`;
    const page = pages[random.below(pages.length)];
    const query = random.below(4) === 0 ? `?id=${random.below(100_000)}` : '';
    const status = random.below(50) === 0 ? 404 : 200;
    const referer = random.below(2) === 0 ? '-' : 'https://example.com/';
    pending.push(
      `${ip} - - [${clf(Math.floor(at))}] "GET ${page}${query} HTTP/1.1" ${status} ${random.below(60_000)} "${referer}" "${agents[random.below(agents.length)]}"\n`,
    );
    if (pending.length === 20_000) write();
  }
  write();
  // Written back before anything is measured, not beside it.
  fsyncSync(out);
  closeSync(out);
  return bytes;
}
