// Logs of a site that does not exist, for tests: visitors in visits, a survey form that mails, cron, logins.
import { type Random, seededRandom } from '../src/vocabulary/random.ts';

export type InventedLine = { readonly at: number; readonly text: string };

export type InventedSite = {
  readonly access: readonly InventedLine[];
  readonly mail: readonly InventedLine[];
  readonly auth: readonly InventedLine[];
};

export type InventedOptions = {
  readonly seed: number;
  readonly days: number;
  /** Visits on an average hour of the day. */
  readonly visitsPerHour: number;
  /** How uneven days are: standard deviation of the logarithm of a day's traffic. */
  readonly uneven?: number;
};

const HOUR = 3_600_000;
const START = Date.UTC(2026, 2, 2); // a Monday
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number) => String(value).padStart(2, '0');

function clf(at: number): string {
  const d = new Date(at);
  return `${two(d.getUTCDate())}/${months[d.getUTCMonth()]}/${d.getUTCFullYear()}:${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())} +0000`;
}
const iso = (at: number) => `${new Date(at).toISOString().slice(0, 23)}+00:00`;

/** Night, morning, noon, evening. */
const daily = [1, 1, 1, 1, 2, 3, 5, 10, 16, 20, 22, 22, 20, 20, 20, 19, 18, 16, 14, 14, 12, 8, 5, 2].map(
  (x) => x / 11.4,
);

const agents = ['Firefox/128.0', 'Chrome/126.0 Safari/537.36', 'Version/17.4 Safari/605.1.15'];
const pages = ['/', '/about', '/news', '/news/12', '/survey', '/contact', '/products', '/products/3'];
const host = 'https://www.example.co.jp';

function visit(from: number, random: Random, lines: InventedLine[], mail: InventedLine[], number: number): void {
  const ip = `203.0.${random.below(113)}.${1 + random.below(250)}`;
  const agent = `Mozilla/5.0 ${agents[random.below(agents.length)]}`;
  const say = (at: number, request: string, status: number, size: number, referer: string) =>
    lines.push({ at, text: `${ip} - - [${clf(at)}] "${request} HTTP/1.1" ${status} ${size} "${referer}" "${agent}"` });
  let at = from;
  let before = '-';
  const steps = 1 + random.below(5);
  for (let i = 0; i < steps; i += 1) {
    const page = pages[random.below(pages.length)] ?? '/';
    say(at, `GET ${page}`, 200, 4000 + random.below(3000), before);
    for (const asset of ['/style.css', '/app.js', '/logo.png'].slice(0, i === 0 ? 3 : 1)) {
      say(at + 200 + random.below(900), `GET ${asset}`, 200, 9000, `${host}${page}`);
    }
    before = `${host}${page}`;
    if (page === '/survey' && random.next() < 0.6) {
      at += 40_000 + random.below(200_000);
      say(at, 'POST /survey', 302, 180, before);
      say(at + 300, 'GET /survey/thanks', 200, 2100, before);
      before = `${host}/survey/thanks`;
      const id = (0xa0000000 + number * 16 + i).toString(16).toUpperCase();
      const sent = at + 500 + random.below(1500);
      const line = (after: number, program: string, text: string) =>
        mail.push({
          at: sent + after,
          text: `${iso(sent + after)} web1 ${program}[${3000 + random.below(900)}]: ${id}: ${text}`,
        });
      line(0, 'postfix/pickup', 'uid=33 from=<www-data>');
      line(10, 'postfix/cleanup', `message-id=<${number}.${i}@web1.example.co.jp>`);
      line(20, 'postfix/qmgr', 'from=<survey@example.co.jp>, size=1200, nrcpt=1 (queue active)');
      line(
        900,
        'postfix/smtp',
        'to=<office@example.net>, relay=mx.example.net[192.0.2.25]:25, delay=0.95, delays=0.02/0/0.4/0.5, dsn=2.0.0, status=sent (250 2.0.0 Ok)',
      );
      line(905, 'postfix/qmgr', 'removed');
    }
    at += 5000 + Math.floor(-Math.log(1 - random.next()) * 60_000);
  }
}

const ordered = (lines: InventedLine[]) => lines.sort((a, b) => a.at - b.at);

export function inventSite({ seed, days, visitsPerHour, uneven = 0.2 }: InventedOptions): InventedSite {
  const random = seededRandom(seed, 'invented');
  const access: InventedLine[] = [];
  const mail: InventedLine[] = [];
  const auth: InventedLine[] = [];
  let visits = 0;
  let pid = 1200;
  for (let day = 0; day < days; day += 1) {
    const weekend = day % 7 >= 5 ? 0.5 : 1;
    const busy = Math.exp(uneven * random.normal()) * weekend;
    for (let hour = 0; hour < 24; hour += 1) {
      const rate = visitsPerHour * (daily[hour] ?? 1) * busy;
      let at = START + day * 24 * HOUR + hour * HOUR;
      const end = at + HOUR;
      for (;;) {
        at += (-Math.log(1 - random.next()) / rate) * HOUR;
        if (at >= end) break;
        visits += 1;
        visit(Math.floor(at), random, access, mail, visits);
      }
      const cron = START + day * 24 * HOUR + hour * HOUR + 17 * 60_000 + 1000;
      pid += 3 + random.below(9);
      auth.push({
        at: cron,
        text: `${iso(cron)} web1 CRON[${pid}]: pam_unix(cron:session): session opened for user root by (uid=0)`,
      });
      auth.push({
        at: cron + 300,
        text: `${iso(cron + 300)} web1 CRON[${pid}]: pam_unix(cron:session): session closed for user root`,
      });
      if (random.next() < 0.15) {
        pid += 3 + random.below(9);
        const t = cron + 60_000 * (1 + random.below(40));
        auth.push({
          at: t,
          text: `${iso(t)} web1 sshd[${pid}]: Accepted publickey for ops from 192.0.2.10 port 50${random.below(900)} ssh2`,
        });
        auth.push({
          at: t + 20,
          text: `${iso(t + 20)} web1 sshd[${pid}]: pam_unix(sshd:session): session opened for user ops by (uid=0)`,
        });
        auth.push({
          at: t + 300_000,
          text: `${iso(t + 300_000)} web1 sshd[${pid}]: pam_unix(sshd:session): session closed for user ops`,
        });
      }
    }
  }
  return { access: ordered(access), mail: ordered(mail), auth: ordered(auth) };
}

/** Lines without those of a stretch. */
export function without(lines: readonly InventedLine[], from: number, to: number): InventedLine[] {
  return lines.filter(({ at }) => at < from || at >= to);
}

export function bytesOf(lines: readonly InventedLine[]): Uint8Array {
  return new TextEncoder().encode(lines.map(({ text }) => `${text}\n`).join(''));
}

export const inventedStart = START;
