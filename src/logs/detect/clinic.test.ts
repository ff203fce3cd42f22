// Another invented site, written after the judgements of the first were mended, and what was seen at first sight stands in docs/detection.md.
import { expect, it } from 'vitest';
import { DAY, detect, drawn, HOUR, type Line, levels, request, spread, syslog } from './invented-logs.test-support.ts';

type Scene = {
  readonly says: string;
  readonly id: string;
  readonly want: readonly string[];
  readonly lines: readonly Line[];
};
const harmless = ['nothing', 'noise none', 'noise possible', 'notable none', 'notable possible'];

const home = (i: number) => `198.18.${i}.${1 + drawn(i, 200)}`;
const booked = (i: number) => 20_001 + drawn(i, 2_000);
const size = (i: number) => 5_200 + drawn(i, 900);

/** A clinic: patients who look at what they booked, profiles of doctors, staff behind passwords. */
const clinic: Line[] = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((day) => [
  ...Array.from({ length: 120 }, (_, i) => i)
    .filter((i) => (i + day) % 4 === 0)
    .flatMap((i) => {
      const at = day * DAY + 8 * HOUR + drawn(i * 5 + day, 10 * HOUR);
      return [
        request({ at, client: home(i), asks: 'GET /', size: 8_100 }),
        request({
          at: at + 10,
          client: home(i),
          asks: `GET /reserve/detail.php?reserve_no=${booked(i)}`,
          size: size(i),
        }),
        request({
          at: at + 20,
          client: home(i),
          asks: `GET /clinic/${1 + (i % 4)}/patients/${4_000 + i * 3}/record`,
          size: size(i + 1),
        }),
        ...[3, 7, 11].map((k) =>
          request({
            at: at + 30 + k,
            client: home(i),
            asks: `GET /doctor/profile/${(i * k) % 12}`,
            size: 4_000 + ((i * k) % 12) * 17,
          }),
        ),
      ];
    }),
  request({
    at: day * DAY + 9 * HOUR,
    client: '198.51.100.20',
    asks: 'GET /kanri/meibo_csv.php',
    size: 310_000 + day * 90,
    user: 'sato',
  }),
  request({
    at: day * DAY + 9 * HOUR + 30,
    client: '198.51.100.20',
    asks: 'GET /auth/callback?code=4/0AanRR&state=x',
    status: 302,
    size: 0,
  }),
  request({
    at: day * DAY + 9 * HOUR + 60,
    client: '198.51.100.20',
    asks: `GET /admin/customers/export?from=2026-10-0${day + 1}&to=2026-10-31`,
    size: 96_000 - day * 900,
  }),
  request({
    at: day * DAY + 4 * HOUR,
    client: `198.51.${30 + day}.9`,
    asks: 'GET /kanri/meibo_csv.php',
    status: 401,
    size: 381,
  }),
  request({
    at: day * DAY + 4 * HOUR + 5,
    client: `198.51.${30 + day}.9`,
    asks: 'GET /admin/customers/export',
    status: 401,
    size: 381,
  }),
  request({
    at: day * DAY + 4 * HOUR + 9,
    client: `198.51.${30 + day}.9`,
    asks: 'GET /partner/members/export.csv',
    status: 302,
    size: 0,
  }),
]);

const night = 6 * DAY + 1 * HOUR;
const ask = (
  client: string,
  after: number,
  asks: string,
  bytes: number,
  more: { readonly status?: number; readonly user?: string; readonly agent?: string } = {},
) => request({ at: night + after, client, asks, size: bytes, ...more });

/** Forty pupils in the order in which they happen to look. */
const pupils = Array.from({ length: 40 }, (_, i) => i).toSorted(
  (a, b) => ((a * 2_654_435_761) % 4_093) - ((b * 2_654_435_761) % 4_093),
);

const web: readonly Scene[] = [
  {
    says: 'bookings by their numbers, with a browser',
    id: '203.0.113.1',
    want: ['adverse possible'],
    lines: spread(80, night, 15, (i, at) =>
      request({
        at,
        client: '203.0.113.1',
        asks: `GET /reserve/detail.php?reserve_no=${20_400 + i}`,
        size: size(i * 3),
      }),
    ),
  },
  {
    says: 'the same, each with the styles of its page',
    id: '203.0.113.2',
    want: ['adverse possible'],
    lines: spread(60, night, 9, (i, at) =>
      request({
        at,
        client: '203.0.113.2',
        asks: `GET /reserve/detail.php?reserve_no=${21_400 - 2 * i}`,
        size: size(i * 7),
      }),
    ).flatMap((line) => [
      line,
      request({ at: line.at + 1, client: '203.0.113.2', asks: 'GET /style.css', size: 900 }),
      request({ at: line.at + 1, client: '203.0.113.2', asks: 'GET /logo.png', size: 4_000 }),
    ]),
  },
  {
    says: 'records of patients in a clinic',
    id: '203.0.113.3',
    want: ['adverse possible'],
    lines: spread(90, night, 2, (i, at) =>
      request({ at, client: '203.0.113.3', asks: `GET /clinic/3/patients/${4_001 + i}/record`, size: size(i * 5) }),
    ),
  },
  {
    says: 'the list of names, without a name',
    id: '203.0.113.4',
    want: ['adverse shown'],
    lines: [ask('203.0.113.4', 0, 'GET /kanri/meibo_csv.php', 310_700)],
  },
  {
    says: 'an export that asked others who they are',
    id: '203.0.113.5',
    want: ['adverse possible', 'adverse shown'],
    lines: [
      ask('203.0.113.5', 0, 'GET /admin/customers/export?from=2020-01-01&to=2026-12-31', 1_200_000, {
        agent: 'Wget/1.24',
      }),
    ],
  },
  {
    says: 'a list under its Japanese name in an open folder',
    id: '203.0.113.6',
    want: ['adverse shown'],
    lines: [
      ask('203.0.113.6', 0, 'GET /data/', 900),
      ask('203.0.113.6', 5, 'GET /data/2026/', 1_300),
      ask('203.0.113.6', 12, 'GET /data/2026/%E4%BC%9A%E5%93%A1%E5%90%8D%E7%B0%BF.xlsx', 88_000),
    ],
  },
  {
    says: 'Adminer by its version, guessed and emptied',
    id: '203.0.113.7',
    want: ['adverse shown'],
    lines: [
      ...spread(20, night, 3, (_, at) =>
        request({ at, client: '203.0.113.7', asks: 'POST /tools/adminer-4.8.1.php', status: 403, size: 4_400 }),
      ),
      ask('203.0.113.7', 70, 'POST /tools/adminer-4.8.1.php', 0, { status: 302 }),
      ask('203.0.113.7', 72, 'GET /tools/adminer-4.8.1.php?username=root&db=clinic', 9_100),
      ask('203.0.113.7', 99, 'POST /tools/adminer-4.8.1.php?username=root&db=clinic&dump=', 640_000),
    ],
  },
  {
    says: 'phpMyAdmin in a folder of another name',
    id: '203.0.113.8',
    want: ['adverse possible', 'adverse shown'],
    lines: [
      ask('203.0.113.8', 0, 'POST /secretdb/index.php?route=/', 0, { status: 302 }),
      ask('203.0.113.8', 3, 'GET /secretdb/index.php?route=/database/structure&db=clinic', 61_000),
      ask('203.0.113.8', 50, 'POST /secretdb/index.php?route=/export', 2_640_000),
    ],
  },
  {
    says: 'the reception, from inside',
    id: '192.168.1.40',
    want: harmless,
    lines: spread(60, 6 * DAY + 9 * HOUR, 200, (i, at) =>
      request({ at, client: '192.168.1.40', asks: `GET /reserve/detail.php?reserve_no=${20_900 + i}`, size: size(i) }),
    ),
  },
  {
    says: 'a laboratory that fetches records every night',
    id: '198.19.0.1',
    want: harmless,
    lines: [2, 3, 4, 5].flatMap((day) =>
      spread(70, day * DAY + 2 * HOUR, 1, (i, at) =>
        request({
          at,
          client: '198.19.0.1',
          asks: `GET /clinic/2/patients/${4_300 + day * 70 + i}/record`,
          size: size(i),
          agent: 'LabSync/2',
        }),
      ),
    ),
  },
  {
    says: 'a robot that reads all profiles of doctors',
    id: '198.19.0.2',
    want: harmless,
    lines: spread(40, 5 * DAY, 6, (i, at) =>
      request({
        at,
        client: '198.19.0.2',
        asks: `GET /doctor/profile/${i}`,
        size: 4_000 + i * 17,
        agent: 'ExampleBot/1.0',
      }),
    ),
  },
  {
    says: 'a class whose pupils booked one after the other, behind one address',
    id: '198.19.0.3',
    want: harmless,
    lines: spread(80, 5 * DAY + 10 * HOUR, 40, (i, at) =>
      request({
        at,
        client: '198.19.0.3',
        asks: `GET /reserve/detail.php?reserve_no=${20_700 + (pupils[i % 40] ?? 0)}`,
        size: size(i * 17),
      }),
    ),
  },
  {
    says: 'an office whose login lies before the log, which exports once',
    id: '198.19.0.4',
    want: harmless,
    lines: [
      ask('198.19.0.4', 9 * HOUR, 'GET /partner/members/', 7_000),
      ask('198.19.0.4', 9 * HOUR + 40, 'GET /partner/members/12', 6_100),
      ask('198.19.0.4', 9 * HOUR + 90, 'GET /partner/members/export.csv', 61_000),
    ],
  },
  {
    says: 'staff whose login lies before the log, with a page that exports its list',
    id: '198.19.0.6',
    want: harmless,
    lines: [
      ask('198.19.0.6', 10 * HOUR, 'GET /shop/customers/', 7_000),
      ask('198.19.0.6', 10 * HOUR + 60, 'GET /shop/customers/export.csv', 61_000),
    ],
  },
  {
    says: 'a service with a link of its own',
    id: '198.19.0.5',
    want: harmless,
    lines: [1, 6].map((day) =>
      request({
        at: day * DAY,
        client: '198.19.0.5',
        asks: 'GET /admin/customers/export?token=b8f1c2d3e4f5061728394a5b6c7d8e9f',
        size: 120_000,
        agent: 'NewsletterTool/3',
      }),
    ),
  },
  {
    says: 'one of many who read the list of members of a council',
    id: '198.20.3.7',
    want: harmless,
    lines: [1, 2, 3, 4, 5, 6].flatMap((i) => [
      request({ at: i * HOUR, client: `198.20.${i}.7`, asks: 'GET /open/', size: 1_100 }),
      request({
        at: i * HOUR + 20,
        client: `198.20.${i}.7`,
        asks: 'GET /open/members-of-the-council.csv',
        size: 31_000,
      }),
    ]),
  },
];

const login = (at: number, ip: string, user: string) =>
  syslog(
    at,
    `dovecot: imap-login: Login: user=<${user}>, method=PLAIN, rip=${ip}, lip=192.0.2.9, mpid=${1_000 + (at % 9_000)}, TLS, session=<s${at}${user}>`,
  );
const failed = (at: number, ip: string, user: string) =>
  syslog(
    at,
    `dovecot: imap-login: Disconnected (auth failed, 1 attempts in 2 secs): user=<${user}>, method=PLAIN, rip=${ip}, lip=192.0.2.9, TLS, session=<f${at}${user}>`,
  );
const people = Array.from({ length: 40 }, (_, i) => `user${i}@example.jp`);

const mail: readonly Scene[] = [
  {
    says: 'three mailboxes tried within a minute, one opened',
    id: '203.0.113.21',
    want: ['adverse shown'],
    lines: [
      ...spread(30, 5 * DAY, 2, (i, at) => failed(at, '203.0.113.21', people[i % 3] ?? '')),
      login(5 * DAY + 70, '203.0.113.21', people[1] ?? ''),
    ],
  },
  {
    says: 'one of two who take turns, and gets in',
    id: '203.0.113.22',
    want: ['adverse shown'],
    lines: [
      ...spread(30, 5 * DAY, 4, (i, at) => failed(at, `203.0.113.${22 + (i % 2)}`, 'info@example.jp')),
      login(5 * DAY + 130, '203.0.113.22', 'info@example.jp'),
    ],
  },
  {
    says: 'a mail page of the house through which all come, and some mistype',
    id: '203.0.113.30',
    want: ['nothing', 'noise none'],
    lines: [0, 1, 2, 3, 4, 5].flatMap((day) => [
      ...spread(400, day * DAY + 7 * HOUR, 90, (i, at) => login(at, '203.0.113.30', people[drawn(i + day, 40)] ?? '')),
      ...spread(12, day * DAY + 8 * HOUR, 1_900, (i, at) =>
        failed(at, '203.0.113.30', i === 5 ? 'usr7@example.jp' : (people[drawn(i * 3 + day, 40)] ?? '')),
      ),
    ]),
  },
  {
    says: 'a traveller whose telephone has the old password in the hotel',
    id: '203.0.113.31',
    want: harmless,
    lines: [
      ...spread(300, 0, 900, (_, at) => login(at, '198.18.77.5', 'miura@example.jp')),
      ...spread(24, 5 * DAY, 15 * 60, (i, at) => failed(at + (i % 5), '203.0.113.31', 'miura@example.jp')),
      login(5 * DAY + 7 * HOUR, '203.0.113.31', 'miura@example.jp'),
    ],
  },
];

it('tells the attacks of a clinic from the work of its staff and the ways of its patients', {
  timeout: 120_000,
}, async () => {
  const scenes = [...web, ...mail];
  const found = await detect({
    'access.log': [...clinic, ...web.flatMap(({ lines }) => lines)],
    'mail.log': mail.flatMap(({ lines }) => lines),
  });
  const got = levels(
    found,
    scenes.map(({ id }) => id),
  );
  const wrong = scenes.filter(({ id, want }) => !want.includes(got[id] ?? ''));
  expect(wrong.map(({ says, id, want }) => `${says}: ${got[id]}, not ${want.join(' or ')}`)).toEqual([]);
});
