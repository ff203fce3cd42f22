// Traffic of a small Japanese site, invented: visitors by hour of the week, crawlers, staff, and the probing that every
// server gets. Addresses are from the documentation ranges (RFC 5737), names are made up.
import { type Random, seededRandom } from '../../src/vocabulary/random.ts';

export type Request = {
  readonly at: number; // ms UTC
  readonly client: string;
  readonly method: string;
  readonly target: string;
  readonly status: number;
  readonly size: number;
  readonly referer: string;
  readonly agent: string;
};

export type Site = {
  /** Pages a visitor may open, with their usual size in bytes. */
  readonly pages: readonly { readonly path: string; readonly size: number }[];
  readonly form: string;
  readonly submit: string;
  readonly host: string;
};

const browsers = [
  'Mozilla/4.0 (compatible; MSIE 7.0; Windows NT 5.1; .NET CLR 2.0.50727)',
  'Mozilla/4.0 (compatible; MSIE 6.0; Windows NT 5.1; SV1)',
  'Mozilla/5.0 (Windows; U; Windows NT 5.1; ja; rv:1.9.0.8) Gecko/2009032609 Firefox/3.0.8',
  'Mozilla/5.0 (Macintosh; U; Intel Mac OS X 10_5_6; ja-jp) AppleWebKit/525.27.1 (KHTML, like Gecko) Version/3.2.1 Safari/525.27.1',
  'DoCoMo/2.0 P906i(c100;TB;W24H15)',
  'KDDI-SH3B UP.Browser/6.2_7.2.7.1.K.1.5.1.120 (GUI) MMP/2.0',
] as const;

const crawler = 'Mozilla/5.0 (compatible; ExampleBot/2.1; +http://bot.example/about.html)';

/** What scanners ask of any server, whoever it is. All answered 404. */
const probes = [
  '/phpmyadmin/main.php',
  '/admin/',
  '/w00tw00t.at.ISC.SANS.DFind:)',
  '/cgi-bin/awstats.pl',
  '/mail/index.php',
  '/robots.txt',
  '/favicon.ico',
];

/** Share of a day's traffic by local hour: quiet at night, two peaks. Sums to about 1. */
const byHour = [8, 5, 3, 2, 2, 3, 8, 18, 36, 52, 60, 58, 66, 60, 54, 52, 54, 56, 58, 62, 70, 72, 54, 26].map(
  (weight) => weight / 939,
);
/** Sunday first. */
const byDay = [0.62, 1.12, 1.15, 1.12, 1.1, 1.05, 0.72];

export const clientAddress = (random: Random): string => {
  const networks = ['192.0.2', '198.51.100', '203.0.113'];
  return `${networks[random.below(3)]}.${1 + random.below(254)}`;
};

const pick = <T>(random: Random, items: readonly T[]): T => {
  const item = items[random.below(items.length)];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
};

/** A visit: some pages, and now and then the form. Seconds apart, as people read. */
function visit(site: Site, at: number, random: Random): Request[] {
  const client = clientAddress(random);
  const agent = pick(random, browsers);
  const requests: Request[] = [];
  let time = at;
  let referer = random.next() < 0.4 ? 'http://search.example/?q=%E3%82%A2%E3%83%B3%E3%82%B1%E3%83%BC%E3%83%88' : '-';
  const add = (method: string, target: string, status: number, size: number) => {
    requests.push({ at: time, client, method, target, status, size, referer, agent });
    if (method === 'GET' && status === 200) referer = `http://${site.host}${target}`;
    time += 1000 * (2 + random.below(38));
  };
  for (let pages = 1 + random.below(3); pages > 0; pages -= 1) {
    const page = pick(random, site.pages);
    // A page's size moves a little with its date and counter.
    if (random.next() < 0.06) add('GET', page.path, 304, 0);
    else add('GET', page.path, 200, page.size + random.below(9));
  }
  if (random.next() < 0.1) {
    add('GET', site.form, 200, 6204 + random.below(7));
    if (random.next() < 0.7) {
      add('POST', site.submit, 302, 0);
      add('GET', `${site.form}thanks.html`, 200, 1893);
    }
  }
  return requests;
}

/** Requests of whole days, sorted by time. `perDay`: mean visits on an average day. Local time is UTC+9. */
export function visitors(site: Site, from: number, days: number, perDay: number, seed: number): Request[] {
  const random = seededRandom(seed, 'visitors');
  const requests: Request[] = [];
  const poisson = (mean: number) => {
    let count = 0;
    for (let product = random.next(); product > Math.exp(-mean); product *= random.next()) count += 1;
    return count;
  };
  for (let hour = 0; hour < days * 24; hour += 1) {
    const start = from + hour * 3_600_000;
    const local = new Date(start + 9 * 3_600_000);
    const weight = (byHour[local.getUTCHours()] ?? 0) * (byDay[local.getUTCDay()] ?? 1);
    // Real traffic is burstier than Poisson: the hourly rate itself wavers by about a quarter.
    const rate = perDay * weight * Math.max(0.3, 1 + 0.25 * random.normal());
    for (let count = poisson(rate); count > 0; count -= 1)
      requests.push(...visit(site, start + random.below(3_600_000), random));
  }
  for (let day = 0; day < days; day += 1) {
    for (let count = 5 + random.below(5); count > 0; count -= 1) {
      const page = pick(random, site.pages);
      const at = from + day * 86_400_000 + random.below(86_400_000);
      requests.push({
        at,
        client: '192.0.2.250',
        method: 'GET',
        target: page.path,
        status: 200,
        size: page.size,
        referer: '-',
        agent: crawler,
      });
    }
    if (random.next() < 0.5) {
      const client = clientAddress(random);
      const at = from + day * 86_400_000 + random.below(86_000_000);
      for (const [index, target] of probes.slice(0, 1 + random.below(3)).entries()) {
        requests.push({
          at: at + index * 1000,
          client,
          method: 'GET',
          target,
          status: 404,
          size: 209,
          referer: '-',
          agent: '-',
        });
      }
    }
  }
  return inOrder(requests);
}

export function inOrder(requests: readonly Request[]): Request[] {
  return [...requests].sort(
    (a, b) => a.at - b.at || a.client.localeCompare(b.client) || a.target.localeCompare(b.target),
  );
}

const monthNames = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number) => String(value).padStart(2, '0');

/** Apache combined, local time +0900. */
export function combined({ at, client, method, target, status, size, referer, agent }: Request): string {
  const d = new Date(at + 9 * 3_600_000);
  const when = `${two(d.getUTCDate())}/${monthNames[d.getUTCMonth()]}/${d.getUTCFullYear()}:${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())} +0900`;
  return `${client} - - [${when}] "${method} ${target} HTTP/1.1" ${status} ${size === 0 ? '-' : size} "${referer}" "${agent}"`;
}

/** BSD syslog, local time, without year: as most mail servers write it. */
export function syslog(at: number, host: string, tag: string, message: string): string {
  const d = new Date(at + 9 * 3_600_000);
  return `${monthNames[d.getUTCMonth()]} ${String(d.getUTCDate()).padStart(2)} ${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())} ${host} ${tag}: ${message}`;
}

/** Milliseconds of a local time (UTC+9), `2009-03-01 00:00`. */
export const japan = (local: string): number => Date.parse(`${local.replace(' ', 'T')}:00+09:00`);
