// Papers and lists in the open, a document database emptied, a mailbox that somebody else sends from; and their harmless twins.
import { expect, it } from 'vitest';
import { DAY, detect, HOUR, type Line, levels, request, spread, syslog } from './invented-logs.test-support.ts';

const site: Line[] = spread(600, 0, 700, (i, at) =>
  request({
    at,
    client: `198.18.0.${1 + (i % 90)}`,
    asks: `GET ${['/', '/about', '/files/leaflet.pdf'][i % 3]}`,
    size: 30_000 + (i % 3) * 900,
    referer: 'https://society.example/',
  }),
);
const takes = (client: string, folder: string, name: string, count: number, way = folder): Line[] => [
  request({ at: DAY, client, asks: `GET ${way}`, size: 19_000 }),
  ...spread(count, DAY + 60, 2, (i, at) =>
    request({ at, client, asks: `GET ${folder}${name}_${i}.pdf`, size: 90_000 + i * 17, agent: 'Wget/1.21' }),
  ),
];

it('tells a listed folder of applications that was emptied, not one of papers nor somebody’s own few', async () => {
  const [emptied, mirror, owner, staff] = ['203.0.113.1', '203.0.113.2', '203.0.113.3', '203.0.113.4'];
  const found = await detect({
    'access.log': [
      ...site,
      ...takes(emptied, '/upload/applicants/', 'cv', 80),
      ...takes(mirror, '/library/papers/', 'paper', 80),
      ...takes(owner, '/upload/invoices/', 'invoice', 6),
      ...takes(staff, '/upload/contracts/', 'contract', 60),
      request({
        at: 2 * HOUR,
        client: '198.18.0.9',
        asks: 'GET /upload/contracts/contract_3.pdf',
        status: 403,
        size: 9,
      }),
    ],
  });
  expect(levels(found, [emptied, mirror, owner, staff])).toEqual({
    [emptied]: 'adverse shown',
    [mirror]: 'nothing',
    [owner]: 'nothing',
    [staff]: 'nothing',
  });
});

it('tells a list of people that no page leads to, not one that is linked, a form, or statistics', async () => {
  const files = [
    ['203.0.113.11', '/data/member_list_2026.csv', 'https://www.google.com/'],
    ['203.0.113.12', '/about/members_of_council.csv', 'https://society.example/about'],
    ['203.0.113.13', '/data/member_application_form.xlsx', '-'],
    ['203.0.113.14', '/opendata/library_users.csv', '-'],
  ] as const;
  const found = await detect({
    'access.log': [
      ...site,
      ...files.map(([client, path, referer], i) =>
        request({ at: DAY + i * HOUR, client, asks: `GET ${path}`, size: 188_000, referer }),
      ),
    ],
  });
  expect(
    levels(
      found,
      files.map(([client]) => client),
    ),
  ).toEqual({
    '203.0.113.11': 'notable possible',
    '203.0.113.12': 'nothing',
    '203.0.113.13': 'nothing',
    '203.0.113.14': 'nothing',
  });
});

const begin = Date.UTC(2026, 9, 5);
const mongo = (at: number, c: string, ctx: string, msg: string, attr: object): Line => ({
  at,
  text: JSON.stringify({ t: { $date: new Date(begin + at * 1000).toISOString() }, s: 'I', c, id: 1, ctx, msg, attr }),
});
const visit = (at: number, id: number, remote: string, acts: readonly Line[]): Line[] => [
  mongo(at, 'NETWORK', 'listener', 'Connection accepted', { remote: `${remote}:40122`, connectionId: id }),
  ...acts,
];
const whole = (at: number, id: number, remote: string) =>
  mongo(at, 'COMMAND', `conn${id}`, 'Slow query', {
    ...{ ns: 'shop.members', command: { find: 'members' }, nreturned: 48_000, remote: `${remote}:40122` },
  });

it('tells who empties a document database from outside for the first time, not who works there', async () => {
  const [thief, office, server] = ['203.0.113.21', '203.0.114.22', '10.0.0.8'];
  const days = [0, 1, 2, 3].flatMap((day) => [
    ...visit(day * DAY, 10 + day, server, [whole(day * DAY + 5, 10 + day, server)]),
    ...visit(day * DAY + HOUR, 20 + day, office, [whole(day * DAY + HOUR + 5, 20 + day, office)]),
  ]);
  const night = 3 * DAY + 2 * HOUR;
  const found = await detect({
    'mongod.log': [
      ...days.filter(({ at }) => at > 0),
      ...visit(0, 9, office, []),
      ...visit(night, 90, thief, [
        whole(night + 9, 90, thief),
        mongo(night + 60, 'COMMAND', 'conn90', 'dropDatabase - starting', { db: 'shop' }),
        mongo(night + 70, 'STORAGE', 'conn90', 'createCollection', { namespace: 'READ__ME_TO_RECOVER.note' }),
      ]),
    ],
  });
  expect(levels(found, [thief, office, server])).toEqual({
    [thief]: 'adverse shown',
    [office]: 'nothing',
    [server]: 'nothing',
  });
});

it.each([
  { from: 'the site’s own map', folder: '/wp-content/uploads/2026/', name: 'rirekisho', want: 'notable possible' },
  { from: 'the map, of papers about nobody', folder: '/wp-content/uploads/2026/', name: 'catalog', want: 'nothing' },
])('papers that a client learned of from $from', async ({ folder, name, want }) => {
  const reader = '203.0.113.1';
  const found = await detect({
    'access.log': [...site, ...takes(reader, folder, name, 60, '/attachment-sitemap.xml')],
  });
  expect(levels(found, [reader])).toEqual({ [reader]: want });
});

it.each([
  { says: 'listed', status: 200, user: '-', want: 'adverse shown' },
  { says: 'that would not be listed', status: 403, user: '-', want: 'noise none' },
  { says: 'listed to who gave a name', status: 200, user: 'arn:aws:iam::1:user/ono', want: 'noise none' },
])('papers of a bucket $says', async ({ status, user, want }) => {
  const reader = '203.0.113.1';
  const asked = (at: number, operation: string, key: string, target: string, code: number): Line => {
    const time = new Date(Date.UTC(2026, 9, 5) + at * 1000);
    const when = `${time.toISOString().slice(8, 10)}/Oct/2026:${time.toISOString().slice(11, 19)} +0000`;
    return {
      at,
      text: `${'7'.repeat(64)} forms [${when}] ${reader} ${user} 3E57427F3E${at} REST.GET.${operation} ${key} "GET ${target} HTTP/1.1" ${code} - 90000 90000 9 8 "-" "curl/8.5" - x= - - - forms.s3.amazonaws.com TLSv1.3 - -`,
    };
  };
  const found = await detect({
    's3.log': [
      asked(60, 'BUCKET', '-', '/?list-type=2', status),
      ...spread(60, 90, 2, (i, at) =>
        asked(at, 'OBJECT', `entry/${i}-rirekisho.pdf`, `/entry/${i}-rirekisho.pdf`, 200),
      ),
    ],
  });
  expect(levels(found, [reader])).toEqual({ [reader]: want });
});

it('tells a mailbox that many hands send from, each a message or two, not a telephone on the move', async () => {
  const sends = (at: number, ip: string, user: string) =>
    syslog(
      at,
      `postfix/submission/smtpd[${at % 997}]: ${at.toString(16).toUpperCase().padStart(10, 'A')}: client=unknown[${ip}], sasl_method=PLAIN, sasl_username=${user}@a.example`,
    );
  const strange = (i: number) => `198.18.${i}.9`;
  const found = await detect({
    'mail.log': [
      ...[0, 1, 2, 3].flatMap((day) =>
        ['info', 'sales'].flatMap((user) =>
          spread(4, day * DAY + 9 * HOUR, 600, (_, at) => sends(at, '198.51.100.9', user)),
        ),
      ),
      ...spread(90, 4 * DAY, 30, (i, at) => sends(at, strange(i % 45), 'info')),
      ...spread(12, 4 * DAY, 900, (i, at) => sends(at, strange(100 + i), 'sales')),
    ],
  });
  const ids = ['info@a.example', 'sales@a.example'];
  expect(levels(found, ids)).toEqual({ 'info@a.example': 'notable possible', 'sales@a.example': 'nothing' });
});

it('tells a mailbox that sends far more than ever from a new network, not the office’s newsletter nor a telephone', async () => {
  const [thief, office, phone] = ['203.0.113.31', '198.51.100.9', '192.0.2.77'];
  const sends = (count: number, from: number, ip: string, user: string) =>
    spread(count, from, 4, (i, at) =>
      syslog(
        at,
        `postfix/submission/smtpd[${100 + i}]: ${(i + from).toString(16).toUpperCase().padStart(10, 'A')}: client=unknown[${ip}], sasl_method=PLAIN, sasl_username=${user}`,
      ),
    );
  const found = await detect({
    'mail.log': [
      ...[0, 1, 2, 3, 4].flatMap((day) => [
        ...sends(4, day * DAY + 9 * HOUR, office, 'info@a.example'),
        ...sends(4, day * DAY + 10 * HOUR, office, 'news@a.example'),
      ]),
      ...sends(300, 4 * DAY + 11 * HOUR, office, 'news@a.example'),
      ...sends(3, 4 * DAY + 12 * HOUR, phone, 'news@a.example'),
      ...sends(300, 4 * DAY + 2 * HOUR, thief, 'info@a.example'),
    ],
  });
  expect(levels(found, [thief, office, phone])).toEqual({
    [thief]: 'notable possible',
    [office]: 'nothing',
    [phone]: 'nothing',
  });
});

it('counts every message of an hour that other servers did not take', async () => {
  const [thief, office] = ['203.0.113.31', '198.51.100.9'];
  const id = (i: number) => i.toString(16).toUpperCase().padStart(10, 'A');
  const sends = (count: number, from: number, step: number, ip: string, first: number) =>
    spread(count, from, step, (i, at) =>
      syslog(
        at,
        `postfix/submission/smtpd[${100 + i}]: ${id(first + i)}: client=unknown[${ip}], sasl_method=PLAIN, sasl_username=info@a.example`,
      ),
    );
  // The first 5,500 were taken; of 7,500 in all, 2,000 were not.
  const bounces = spread(2_000, 4 * DAY + 3 * HOUR, 1, (i, at) =>
    syslog(
      at,
      `postfix/smtp[77]: ${id(10_000 + 5_500 + i)}: to=<a${i}@elsewhere.example>, relay=none, delay=1, dsn=5.1.1, status=bounced (unknown user)`,
    ),
  );
  const found = await detect({
    'mail.log': [
      ...[0, 1, 2, 3, 4].flatMap((day) => sends(4, day * DAY + 9 * HOUR, 4, office, day * 10)),
      ...sends(7_500, 4 * DAY + 2 * HOUR, 0.4, thief, 10_000),
      ...bounces,
    ],
  });
  expect(levels(found, [thief, office])).toEqual({ [thief]: 'adverse shown', [office]: 'nothing' });
});
