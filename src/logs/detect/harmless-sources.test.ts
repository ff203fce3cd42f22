// Incidents whose sources each look harmless or whose traces are written otherwise, beside harmless twins.
import { expect, it } from 'vitest';
import { DAY, detect, drawn, HOUR, type Line, levels, request, spread, syslog } from './invented-logs.test-support.ts';

const thief = '198.51.100.41';
const office = '203.0.113.9';
const home = (i: number) => `198.18.${i % 200}.${1 + drawn(i, 200)}`;
const night = 3 * DAY + 3 * HOUR;
const start = Date.UTC(2026, 9, 5);
const iso = (at: number) => new Date(start + at * 1000).toISOString();
const site = spread(600, 0, 520, (i, at) => request({ at, client: home(i), asks: 'GET /', size: 8_000 }));
const q = (text: string) => encodeURIComponent(text);
const coded = (number: number) => Buffer.from(String(number)).toString('base64').replace(/=+$/, '');

const ticket = (at: number, client: string, number: number) =>
  request({ at, client, asks: `GET /ticket/pdf?t=${coded(number)}`, size: 80_000 + drawn(number, 900) });
const buyers = spread(80, 0, 3_000, (i, at) => ticket(at, home(i), 100_000 + drawn(i, 900)));
const walk = (client: string, from: number) => spread(60, from, 2, (i, at) => ticket(at, client, 100_300 + i));
const prints = [0, 1, 2, 3].flatMap((day) => walk(office, day * DAY + 9 * HOUR));

const login = '/mypage/login';
const tries = (at: number, client: string, agent: string, statuses: readonly number[]) =>
  statuses.map((status, i) => request({ at: at + i, client, asks: `POST ${login}`, status, size: 900, agent }));
const customers = Array.from({ length: 60 }, (_, i) =>
  tries(i * 4_000, home(i), `Mozilla/5.0 Firefox/13${i % 4}.0`, i % 3 ? [302] : [200, 302]),
).flat();
const old = 'Mozilla/5.0 (Windows NT 10.0) Chrome/88.0.4324.150';
const stuffing = (letIn: number) =>
  Array.from({ length: 60 }, (_, i) =>
    tries(
      night + i * 40,
      i === 7 ? thief : home(200 + i),
      old,
      i % letIn === 7 % letIn ? [200, 200, 200, 302] : [200, 200, 200, 200],
    ),
  ).flat();

const file = "x';copy (select * from members) to '/var/www/html/a.csv';--";
const asksFile = request({ at: night, client: thief, asks: `GET /find?tag=${q(file)}`, size: 8_000 });
const takes = (at: number, client: string) => request({ at, client, asks: 'GET /common/a.csv', size: 900_000 });

const questions = (client: string, from: number, count: number, size: number) =>
  spread(count, from, 2, (i, at) => request({ at, client, asks: 'POST /graphql', size: size + drawn(i, 900) }));
const asked = Array.from({ length: 30 }, (_, i) => questions(home(i), i * 9_000, 12, 800)).flat();

const sync = [0, 1, 2, 3].flatMap((day) =>
  spread(8, day * DAY, 3 * HOUR, (i, at) =>
    request({ at, client: office, asks: `GET /feed?apikey=k_7f31c0aa&since=${i}`, size: 3_000, agent: 'sync/3' }),
  ),
);
const parts = (client: string, agent: string) =>
  spread(4, night + 1_800, 9, (i, at) =>
    request({ at, client, asks: `GET /feed?apikey=k_7f31c0aa&offset=${i}`, size: 1_200_000 + i, agent }),
  );

it.each<{ readonly says: string; readonly lines: readonly Line[]; readonly want: string }>([
  {
    says: 'tickets whose numbers are written in Base64, walked through',
    lines: [...buyers, ...walk(thief, night)],
    want: 'adverse possible',
  },
  { says: 'tickets of a group', lines: [...buyers, ...walk(thief, night).slice(0, 12)], want: 'nothing' },
  {
    says: 'one of many addresses with one program, let in where nearly all are refused',
    lines: [...customers, ...stuffing(60)],
    want: 'notable possible',
  },
  {
    says: 'one of many with a program under which a third are let in',
    lines: [...customers, ...stuffing(3)],
    want: 'nothing',
  },
  {
    says: 'a file that a statement had written, fetched',
    lines: [asksFile, takes(night + 60, thief)],
    want: 'adverse shown',
  },
  {
    says: 'a file of that name that others were given before',
    lines: [takes(HOUR, home(4)), asksFile, takes(night + 60, thief)],
    want: 'noise none',
  },
  {
    says: 'long answers to questions that only their bodies hold',
    lines: [...asked, ...questions(thief, night, 120, 60_000)],
    want: 'notable none',
  },
  { says: 'short answers to as many', lines: [...asked, ...questions(thief, night, 120, 800)], want: 'nothing' },
  {
    says: 'a key in the address, used from elsewhere for a few large parts',
    lines: [...sync, ...parts(thief, 'curl/8.5.0')],
    want: 'adverse possible',
  },
])('$says', async ({ lines, want }) => {
  expect(levels(await detect({ 'access.log': [...site, ...lines] }), [thief])).toEqual({ [thief]: want });
});

it('does not hold against the office what it prints each day, nor against a partner what it takes at home', async () => {
  const found = await detect({ 'access.log': [...site, ...buyers, ...prints, ...sync, ...parts(office, 'sync/3')] });
  expect(levels(found, [office])[office]).not.toMatch(/^adverse/);
});

const w3c = (files: readonly string[]) => {
  const row = (at: number, client: string, path: string, status: number) => {
    const time = iso(at).slice(0, 19).replace('T', ' ');
    return { at, text: `${time} 10.1.1.5 GET ${path} - 443 - ${client} Mozilla/5.0 - ${status} 0 0 12` };
  };
  const head = [
    '#Software: Microsoft Internet Information Services 10.0',
    '#Version: 1.0',
    '#Date: 2026-10-05 00:00:00',
    '#Fields: date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken',
  ].map((text) => ({ at: -1, text }));
  return [
    ...head,
    ...spread(200, 0, 900, (i, at) => row(at, home(i), '/default.aspx', 200)),
    ...spread(40, night, 1, (i, at) => row(at, thief, `/old${i}/`, 404)),
    ...files.map((path, i) => row(night + 90 + i, thief, path, 200)),
  ];
};

it.each([
  { files: ['/db/members.mdb'], want: 'adverse possible' },
  { files: ['/robots.txt'], want: 'noise none' },
])('a log without sizes: $files', async ({ files, want }) => {
  expect(levels(await detect({ 'u_ex261005.log': w3c(files) }), [thief])).toEqual({ [thief]: want });
});

const sent = (at: number, id: string, ip: string, refused: boolean): Line[] => [
  syslog(
    at,
    `postfix/submission/smtpd[8]: ${id}: client=unknown[${ip}], sasl_method=LOGIN, sasl_username=jobs@corp.example`,
  ),
  syslog(
    at + 1,
    `postfix/smtp[9]: ${id}: to=<a@m.example>, relay=mx.m.example[198.18.0.5]:25, ${refused ? 'dsn=5.7.1, status=bounced (host said: 550 5.7.1 spam)' : 'dsn=2.0.0, status=sent (250 ok)'}`,
  ),
];
const ids = (i: number) => `CC${10_000 + i}D1E2`;
const daily = [0, 1, 2].flatMap((day) =>
  [0, 1, 2, 3].flatMap((i) => sent(day * DAY + 9 * HOUR + i * 60, ids(day * 4 + i), office, false)),
);

it.each([
  { says: 'a name that sends from thirteen new networks, refused by others', each: 6, want: 'adverse shown' },
  { says: 'a telephone on the move', each: 1, want: 'nothing' },
])('$says', async ({ each, want }) => {
  const lines = Array.from({ length: 13 }, (_, hand) =>
    Array.from({ length: each }, (_, i) =>
      sent(night + hand * 900 + i * 9, ids(100 + hand * 10 + i), home(hand * 3), i % 3 === 0),
    ),
  ).flat(2);
  const found = await detect({ 'mail.log': [...daily, ...lines] });
  expect(levels(found, ['jobs@corp.example'])).toEqual({ 'jobs@corp.example': want });
});

const sudo = (at: number, user: string, command: string) =>
  syslog(at, `sudo:    ${user} : TTY=pts/0 ; PWD=/root ; USER=root ; COMMAND=${command}`);

it('tells a second root and a shell that is root’s, not the accounts and bits that packages and colleagues get', async () => {
  const found = await detect({
    'auth.log': [
      ...spread(60, 0, 4_000, (_, at) => syslog(at, 'CRON[9]: (root) CMD (run-parts /etc/cron.hourly)')),
      sudo(night, 'mallory', '/usr/sbin/useradd -o -u 0 -M sysbak'),
      sudo(night + 60, 'eve', '/bin/chmod 4755 /usr/lib/.cache'),
      sudo(night + 120, 'ben', '/usr/sbin/useradd -m -u 1044 hayashi'),
      sudo(night + 180, 'ben', '/bin/chmod 4755 /usr/bin/fusermount3'),
    ],
  });
  const got = levels(found, ['mallory', 'eve', 'ben']);
  expect(got).toMatchObject({ mallory: 'adverse shown', eve: 'adverse shown' });
  expect(got['ben']).not.toMatch(/^adverse/);
});

it('tells a statement put behind another that writes a table to the disk, not an export by day', async () => {
  const pg = (at: number, user: string, said: string): Line => ({
    at,
    text: `${iso(at).slice(0, 19).replace('T', ' ')}.000 UTC [3044] ${user}@shop LOG:  statement: ${said}`,
  });
  const found = await detect({
    'postgresql.log': [
      ...spread(200, 0, 900, (i, at) => pg(at, 'web', `SELECT id FROM topics WHERE id = ${i}`)),
      ...spread(3, 2 * HOUR, DAY, (_, at) => pg(at, 'report', "COPY (SELECT id FROM topics) TO '/var/www/open.csv'")),
      pg(night, 'web', `SELECT id FROM topics WHERE tag = '${file}'`),
    ],
  });
  expect(levels(found, ['web'])).toEqual({ web: 'adverse shown' });
  expect(levels(found, ['report'])['report']).not.toMatch(/^adverse/);
});
