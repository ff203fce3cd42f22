// Access logs of sites of many kinds that do not exist, untouched, for measuring false alarms and what removals leave
// behind. Every kind is a way in which traffic differs: who asks, how often, whether pages are named.
import { type Random, seededRandom } from '../src/vocabulary/random.ts';
import type { InventedLine } from './invented-logs.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const START = Date.UTC(2026, 2, 2); // a Monday
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number) => String(value).padStart(2, '0');
const host = 'https://site.example.co.jp';

type Asked = {
  readonly at: number;
  readonly client: string;
  readonly request: string;
  readonly status: number;
  readonly size: number;
  readonly referer: string;
  readonly agent: string;
  readonly vhost?: string;
};

function combined({ at, client, request, status, size, referer, agent, vhost }: Asked): InventedLine {
  const d = new Date(at);
  const time = `${two(d.getUTCDate())}/${months[d.getUTCMonth()]}/${d.getUTCFullYear()}:${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())} +0000`;
  const front = vhost ? `${vhost}:443 ` : '';
  return {
    at,
    text: `${front}${client} - - [${time}] "${request} HTTP/1.1" ${status} ${size} "${referer}" "${agent}"`,
  };
}

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';
const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36';
const safari = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) Version/17.4 Mobile/15E148 Safari/604.1';
const agents = [firefox, chrome, safari, chrome.replace('126', '125'), firefox.replaceAll('128', '127')];

const exponential = (random: Random, mean: number) => -Math.log(1 - random.next()) * mean;
const heavy = (random: Random, median: number, spread: number) => median * Math.exp(spread * random.normal());
const pick = <T>(random: Random, of: readonly T[]): T => of[random.below(of.length)] as T;

/** Office hours, with a lunch in which fewer work. */
const workday = [0, 0, 0, 0, 0, 0, 0.1, 0.5, 1, 1, 1, 0.9, 0.4, 0.9, 1, 1, 1, 0.8, 0.4, 0.2, 0.1, 0.05, 0, 0];
const publicDay = [2, 1, 1, 1, 1, 2, 4, 8, 12, 14, 15, 16, 17, 15, 14, 14, 14, 15, 16, 18, 18, 15, 10, 5].map(
  (x) => x / 18,
);

type SiteOptions = { readonly seed: number; readonly days: number; readonly busy: number };

type StaffOptions = SiteOptions & {
  readonly people: number;
  /** All behind one address. */
  readonly behindOne: boolean;
  /** Seconds between polls of an open page; 0: pages do not poll. */
  readonly poll: number;
  /** A computer that sleeps with a page open polls on when it wakes. */
  readonly sleeps: number;
};

/** A few people who work on an intranet in sittings, with pages that poll while they are open. */
function staff({ seed, days, busy, people, behindOne, poll, sleeps }: StaffOptions): InventedLine[] {
  const random = seededRandom(seed, 'staff');
  const lines: InventedLine[] = [];
  const pages = [
    '/admin/',
    '/admin/list',
    '/admin/new',
    '/admin/edit?id=',
    '/board',
    '/board?p=',
    '/files',
    '/calendar',
  ];
  const parts = Array.from({ length: 14 }, (_, i) => (i % 2 ? `/static/m${i}.js?v=5` : `/static/s${i}.css?v=5`));
  for (let person = 0; person < people; person += 1) {
    const client = behindOne ? '192.0.2.7' : `192.0.2.${20 + person}`;
    const agent = agents[behindOne ? person % agents.length : random.below(2)] ?? chrome;
    const say = (at: number, request: string, referer: string, status = 200, size = 1200) =>
      lines.push(combined({ at, client, agent, request, referer, status, size }));
    const cached = new Set<string>();
    const partsOf = pages.map((_, i) => parts.filter((__, j) => (j * 7 + i * 3) % 5 < 3));
    for (let day = 0; day < days; day += 1) {
      if (day % 7 >= 5 && random.next() < 0.9) continue;
      let at = START + day * 24 * HOUR + 7 * HOUR + random.next() * 3 * HOUR;
      const evening = START + day * 24 * HOUR + 16 * HOUR + random.next() * 4 * HOUR;
      while (at < evening) {
        const activity = workday[Math.floor((at % (24 * HOUR)) / HOUR)] ?? 0;
        at += exponential(random, (40 * MINUTE) / (busy * Math.max(0.1, activity)));
        let page = '';
        let step = 2 + Math.floor(exponential(random, 6));
        if (random.next() < 0.3) {
          say(at, 'GET /admin/', '-', 302, 300);
          say(at + 200, 'GET /login?next=%2Fadmin%2F', '-', 200, 4600);
          at += 8 * SECOND + random.next() * 10 * SECOND;
          say(at, 'POST /login', `${host}/login?next=%2Fadmin%2F`, 302, 800);
          page = `${host}/login?next=%2Fadmin%2F`;
        }
        while (step > 0) {
          step -= 1;
          const which = random.below(pages.length);
          const target = (pages[which] ?? '/').replace(/=$/, `=${100 + random.below(40)}`);
          say(at, `GET ${target}`, page === '' || random.next() < 0.1 ? '-' : page, 200, 9000 + random.below(400));
          page = `${host}${target}`;
          for (const part of partsOf[which] ?? []) {
            if (cached.has(part) && random.next() < 0.85) continue;
            cached.add(part);
            say(at + 100 + random.next() * 1500, `GET ${part}`, page, random.next() < 0.2 ? 304 : 200, 5000);
          }
          const stay = heavy(random, 50 * SECOND, 1.2);
          const leaves = at + Math.min(stay, 50 * MINUTE);
          if (poll > 0 && which % 4 !== 3) {
            for (let beat = at + poll * SECOND; beat < leaves; beat += poll * SECOND) {
              if (random.next() < sleeps / 200) beat += exponential(random, 20 * MINUTE);
              if (beat < leaves + 40 * MINUTE) say(beat, 'POST /admin/ajax', page, 200, 560);
              if (beat > leaves) at = beat;
            }
          }
          at = Math.max(at, leaves);
          if (random.next() < 0.25) say(at, 'POST /admin/save', page, 302, 400);
        }
        if (random.next() < 0.5) cached.clear();
      }
    }
  }
  return lines;
}

/** Visitors of a public site; shared caches and a page cache hide some of what they open. */
function visitors(options: SiteOptions & { readonly hidden: number; readonly edges: number }): InventedLine[] {
  const { seed, days, busy, hidden, edges } = options;
  const random = seededRandom(seed, 'visitors');
  const lines: InventedLine[] = [];
  const pages = ['/', '/about', '/news', '/news/12', '/shop', '/shop/item-4', '/shop/item-9', '/cart', '/contact'];
  for (let day = 0; day < days; day += 1) {
    const mood = Math.exp(0.25 * random.normal()) * (day % 7 >= 5 ? 0.6 : 1);
    let at = START + day * 24 * HOUR;
    const end = at + 24 * HOUR;
    while (at < end) {
      // Thinned: a long step must not leap over the morning.
      const busiest = busy * mood;
      at += exponential(random, HOUR / busiest);
      if (random.next() >= (publicDay[Math.floor((at % (24 * HOUR)) / HOUR)] ?? 1)) continue;
      const client =
        edges > 0 ? `198.51.100.${1 + random.below(edges)}` : `203.0.${random.below(113)}.${1 + random.below(250)}`;
      const agent = pick(random, agents);
      let now = at;
      let page = random.next() < 0.4 ? 'https://www.google.com/' : '-';
      const say = (when: number, request: string, referer: string, size: number) => {
        if (random.next() >= hidden)
          lines.push(combined({ at: when, client, agent, request, referer, status: 200, size }));
      };
      for (let step = Math.floor(exponential(random, 3.5)); step >= 0; step -= 1) {
        const target = pick(random, pages);
        say(now, `GET ${target}`, page, 4000 + random.below(900));
        page = `${host}${target}`;
        for (const part of ['/a.css', '/b.js', '/c.png', '/d.woff2']) {
          if (random.next() < 0.6) say(now + random.next() * 1500, `GET ${part}`, page, 7000);
        }
        if (target === '/contact' && random.next() < 0.5) {
          now += 30 * SECOND + exponential(random, MINUTE);
          say(now, 'POST /contact', page, 200);
        }
        now += heavy(random, 25 * SECOND, 1.3);
      }
    }
  }
  return lines;
}

/** Programs that poll an interface: apps on phones that come and go, jobs that run by the clock. No page is ever named. */
function interfaceOnly({ seed, days, busy }: SiteOptions): InventedLine[] {
  const random = seededRandom(seed, 'api');
  const lines: InventedLine[] = [];
  for (let app = 0; app < 12 * busy; app += 1) {
    const client = `203.0.113.${1 + random.below(250)}`;
    const agent = app % 3 === 0 ? 'okhttp/4.12.0' : 'ExampleApp/3.2 CFNetwork/1494 Darwin/23.4.0';
    const say = (at: number, request: string, status = 200) =>
      lines.push(combined({ at, client, agent, request, referer: '-', status, size: 300 + random.below(80) }));
    for (
      let at = START + random.next() * 5 * HOUR;
      at < START + days * 24 * HOUR;
      at += exponential(random, 3 * HOUR)
    ) {
      say(at, 'POST /v1/token');
      const until = at + exponential(random, 12 * MINUTE);
      for (; at < until; at += (app % 2 ? 20 : 60) * SECOND) say(at, `GET /v1/inbox?since=${Math.floor(at / 1000)}`);
      if (random.next() < 0.3) say(at, 'POST /v1/message', 201);
    }
  }
  const jobs = [5, 15, 60];
  jobs.forEach((minutes, i) => {
    for (let at = START + i * 7 * SECOND; at < START + days * 24 * HOUR; at += minutes * MINUTE) {
      if (random.next() < 0.995) {
        lines.push(
          combined({
            at,
            client: '192.0.2.40',
            agent: `job-${i}/1.0`,
            request: `GET /v1/job/${i}`,
            referer: '-',
            status: 200,
            size: 20,
          }),
        );
      }
    }
  });
  return lines;
}

/** Crawlers that work in fleets: many addresses that begin, rest and stop together. */
function bots({ seed, days, busy }: SiteOptions): InventedLine[] {
  const random = seededRandom(seed, 'bots');
  const lines: InventedLine[] = [];
  const fleets = [
    { agent: 'Mozilla/5.0 (compatible; ExampleBot/2.1; +http://bot.example/)', size: 16, pace: 9 },
    { agent: 'Mozilla/5.0 (compatible; OtherSpider/7~bl)', size: 6, pace: 25 },
    { agent: 'python-requests/2.31.0', size: 3, pace: 2 },
  ];
  fleets.forEach(({ agent, size, pace }, fleet) => {
    for (let at = START + random.next() * HOUR; at < START + days * 24 * HOUR; ) {
      at += exponential(random, (2 * HOUR) / busy);
      const until = at + exponential(random, 25 * MINUTE);
      while (at < Math.min(until, START + days * 24 * HOUR)) {
        const client = `198.51.${100 + fleet}.${1 + random.below(size)}`;
        const target = `/article/${random.below(900)}`;
        const status = random.next() < 0.05 ? 404 : 200;
        lines.push(combined({ at, client, agent, request: `GET ${target}`, referer: '-', status, size: 5000 }));
        at += exponential(random, pace * SECOND);
        // The whole fleet backs off for a while.
        if (random.next() < 0.004) at += 5 * MINUTE + random.next() * 10 * MINUTE;
      }
    }
  });
  for (let at = START; at < START + days * 24 * HOUR; at += 5 * MINUTE + random.next() * SECOND) {
    for (const probe of ['a', 'b']) {
      lines.push(
        combined({
          at,
          client: `192.0.2.${probe === 'a' ? 3 : 4}`,
          agent: 'uptime/1.1',
          request: 'HEAD /',
          referer: '-',
          status: 200,
          size: 0,
        }),
      );
    }
  }
  return lines;
}

const scannerPaths = [
  '/.env',
  '/wp-login.php',
  '/phpmyadmin/',
  '/.git/config',
  '/admin.php',
  '/backup.zip',
  '/cgi-bin/',
];

/** Scanners: now and then one address asks for hundreds of files within minutes, mostly in vain. */
function scanners({ seed, days, busy }: SiteOptions): InventedLine[] {
  const random = seededRandom(seed, 'scanners');
  const lines: InventedLine[] = [];
  for (let from = START + exponential(random, (24 * HOUR) / busy); from < START + days * 24 * HOUR; ) {
    const client = `198.51.100.${1 + random.below(250)}`;
    const agent = pick(random, ['Mozilla/5.0 zgrab/0.x', 'python-requests/2.31.0', chrome]);
    const requests = 1 + Math.floor(heavy(random, 60, 1.8));
    const pace = heavy(random, 0.25 * SECOND, 1);
    let at = from;
    for (let i = 0; i < Math.min(requests, 8000) && at < START + days * 24 * HOUR; i += 1) {
      const request = `GET ${pick(random, scannerPaths)}${i > 6 ? `?${i}` : ''}`;
      lines.push(combined({ at, client, agent, request, referer: '-', status: 404, size: 196 }));
      at += exponential(random, pace);
    }
    from += exponential(random, (24 * HOUR) / busy);
  }
  return lines;
}

type HealthOptions = {
  readonly seed: number;
  readonly days: number;
  readonly everyMs: number;
  /** Share of beats that do not come. */
  readonly missed: number;
};

/** A health check from outside: it comes by its own clock, a little late at times, and now and then not at all. */
function healthCheck({ seed, days, everyMs, missed }: HealthOptions): InventedLine[] {
  const random = seededRandom(seed, 'health');
  const lines: InventedLine[] = [];
  for (let at = START + random.next() * everyMs; at < START + days * 24 * HOUR; at += everyMs) {
    if (random.next() < missed) continue;
    const late = Math.min(everyMs / 4, exponential(random, everyMs / 100));
    lines.push(
      combined({
        at: at + late,
        client: '192.0.2.200',
        agent: 'ExampleMonitor/2.0',
        request: 'GET /health',
        referer: '-',
        status: 200,
        size: 2,
      }),
    );
  }
  return lines;
}

type SiteKind = {
  readonly id: string;
  readonly invent: (seed: number) => InventedLine[];
};

const sorted = (lines: InventedLine[]) => lines.sort((a, b) => a.at - b.at);

/** One line in three, as a log that samples keeps. */
function sampled(lines: InventedLine[], seed: number): InventedLine[] {
  const random = seededRandom(seed, 'sampled');
  return lines.filter(() => random.next() < 0.33);
}

const withoutReferer = (lines: readonly InventedLine[]) =>
  lines.map(({ at, text }) => ({ at, text: text.replace(/ "[^"]*" "[^"]*"$/, '') }));

const asVhosts = (lines: readonly InventedLine[], seed: number) => {
  const random = seededRandom(seed, 'vhosts');
  return lines.map(({ at, text }) => ({
    at,
    text: `${random.next() < 0.7 ? 'www' : 'shop'}.example.co.jp:443 ${text}`,
  }));
};

const plainStaff = { behindOne: false, sleeps: 0, people: 5, busy: 1.2, days: 1, poll: 15 } as const;

export const siteKinds: readonly SiteKind[] = [
  { id: 'staff, pages poll', invent: (seed) => sorted(staff({ ...plainStaff, seed })) },
  { id: 'staff, three days', invent: (seed) => sorted(staff({ ...plainStaff, seed, days: 3, poll: 60 })) },
  {
    id: 'staff behind one address',
    invent: (seed) => sorted(staff({ ...plainStaff, seed, people: 8, behindOne: true })),
  },
  {
    id: 'staff, computers sleep',
    invent: (seed) => sorted(staff({ ...plainStaff, seed, sleeps: 1, people: 8, poll: 60 })),
  },
  {
    id: 'staff, pages do not poll',
    invent: (seed) => sorted(staff({ ...plainStaff, seed, poll: 0, people: 6, days: 2 })),
  },
  { id: 'thirty people', invent: (seed) => sorted(staff({ ...plainStaff, seed, people: 30, poll: 30 })) },
  { id: 'public, few visits', invent: (seed) => sorted(visitors({ seed, days: 7, busy: 4, hidden: 0, edges: 0 })) },
  { id: 'public', invent: (seed) => sorted(visitors({ seed, days: 3, busy: 40, hidden: 0, edges: 0 })) },
  {
    id: 'public behind a cache',
    invent: (seed) => sorted(visitors({ seed, days: 4, busy: 15, hidden: 0.5, edges: 0 })),
  },
  {
    id: 'public behind an edge network',
    invent: (seed) => sorted(visitors({ seed, days: 4, busy: 15, hidden: 0.3, edges: 6 })),
  },
  { id: 'interface only', invent: (seed) => sorted(interfaceOnly({ seed, days: 3, busy: 1 })) },
  { id: 'bots only', invent: (seed) => sorted(bots({ seed, days: 3, busy: 1 })) },
  {
    id: 'several hosts',
    invent: (seed) => asVhosts(sorted(visitors({ seed, days: 5, busy: 10, hidden: 0, edges: 0 })), seed),
  },
  { id: 'no referers', invent: (seed) => withoutReferer(sorted(staff({ ...plainStaff, seed, people: 8 }))) },
  {
    id: 'sampled',
    invent: (seed) => sampled(sorted(visitors({ seed, days: 4, busy: 30, hidden: 0, edges: 0 })), seed),
  },
  {
    id: 'public, scanners come',
    invent: (seed) =>
      sorted([...visitors({ seed, days: 4, busy: 30, hidden: 0, edges: 0 }), ...scanners({ seed, days: 4, busy: 20 })]),
  },
  {
    id: 'public, few visits, scanners come',
    invent: (seed) =>
      sorted([
        ...visitors({ seed, days: 10, busy: 8, hidden: 0, edges: 0 }),
        ...scanners({ seed, days: 10, busy: 12 }),
      ]),
  },
  {
    id: 'public, scanners, crawlers',
    invent: (seed) =>
      sorted([
        ...visitors({ seed, days: 5, busy: 15, hidden: 0.1, edges: 0 }),
        ...scanners({ seed, days: 5, busy: 15 }),
        ...bots({ seed, days: 5, busy: 0.3 }),
      ]),
  },
  {
    id: 'public, scanners, a health check',
    invent: (seed) =>
      sorted([
        ...visitors({ seed, days: 5, busy: 10, hidden: 0, edges: 0 }),
        ...scanners({ seed, days: 5, busy: 15 }),
        ...healthCheck({ seed, days: 5, everyMs: 5 * MINUTE, missed: 0.002 }),
      ]),
  },
  {
    id: 'staff, scanners come',
    invent: (seed) =>
      sorted([...staff({ ...plainStaff, seed, people: 12, days: 5 }), ...scanners({ seed, days: 5, busy: 15 })]),
  },
];
