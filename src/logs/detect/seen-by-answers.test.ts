// Incidents that access logs show only by what came back, and others on mail, databases and clusters; each with a harmless twin.
import { expect, it } from 'vitest';
import { DAY, detect, drawn, HOUR, type Line, levels, request, spread, syslog } from './invented-logs.test-support.ts';

const thief = '198.51.100.31';
const office = '203.0.113.9';
const home = (i: number) => `198.18.${i % 200}.${1 + drawn(i, 200)}`;
const night = 3 * DAY + 3 * HOUR;
const start = Date.UTC(2026, 9, 5);
const iso = (at: number) => new Date(start + at * 1000).toISOString();
const site = spread(600, 0, 520, (i, at) => request({ at, client: home(i), asks: 'GET /', size: 8_000 }));

const papers = spread(60, 0, 4_000, (i, at) =>
  request({ at, client: home(i), asks: `GET /events/papers/${i % 9}.pdf`, size: 80_000 + i }),
);
const drives = (path: string, client: string) =>
  spread(6, night, 20, (i, at) => request({ at, client, asks: `POST ${path}`, size: 30 + i * 900 }));
const search = spread(80, 0, 3_000, (i, at) =>
  request({ at, client: home(i % 20), asks: 'POST /api/search', size: 900 + drawn(i, 2_000) }),
);
const broken = (client: (i: number) => string) =>
  spread(8, night, 9, (i, at) => request({ at, client: client(i), asks: 'POST /api/search', status: 500, size: 88 }));
const large = spread(3, night + 200, 9, (i, at) =>
  request({ at, client: thief, asks: 'POST /api/search', size: 400_000 + i * 77 }),
);
const sync = [0, 1, 2, 3].flatMap((day) =>
  spread(8, day * DAY, 3 * HOUR, (i, at) =>
    request({
      at,
      client: office,
      asks: `GET /api/orders?api_key=k_7f31c0aa&since=${i}`,
      size: 3_000,
      agent: 'sync/3',
    }),
  ),
);
const takesAll = (client: string, agent: string) =>
  spread(60, night + 1_800, 2, (i, at) =>
    request({ at, client, asks: `GET /api/stock?api_key=k_7f31c0aa&page=${i}`, size: 40_000 + i, agent }),
  );
const q = (text: string) => encodeURIComponent(text);
const scheme = request({
  at: night,
  client: thief,
  asks: `GET /graphql?query=${q('{__schema{types{name}}}')}`,
  size: 90_000,
});
const lists = spread(40, night + 9, 2, (i, at) =>
  request({
    ...{ at, client: thief, size: 24_000 + i },
    asks: `GET /graphql?query=${q(`{customers(first:100,after:"c${i}"){nodes{name}}}`)}`,
  }),
);
const shops = spread(40, 0, 900, (i, at) =>
  request({ at, client: home(i), asks: `GET /graphql?query=${q('{shops(first:20){name}}')}`, size: 2_000 }),
);
const form = '/administrator/index.php';
const tries = [
  ...spread(30, night, 4, (_, at) => request({ at, client: thief, asks: `POST ${form}`, status: 303, size: 0 })),
  ...spread(30, night + 1, 4, (_, at) => request({ at, client: thief, asks: `GET ${form}`, size: 5_301 })),
];
const inside = [
  request({ at: night + 200, client: thief, asks: `POST ${form}`, status: 303, size: 0 }),
  request({ at: night + 201, client: thief, asks: `GET ${form}`, size: 31_044 }),
  request({ at: night + 220, client: thief, asks: `GET ${form}?option=com_users`, size: 29_000 }),
  request({ at: night + 230, client: thief, asks: `GET ${form}?option=com_config`, size: 28_000 }),
];
const brings = request({
  at: night,
  client: thief,
  asks: `POST ${form}?option=com_installer&view=install`,
  status: 303,
  size: 0,
});
const uses = (client: (i: number) => string) =>
  spread(5, night + 60, 9, (i, at) =>
    request({ at, client: client(i), asks: 'POST /modules/mod_note/note.php', size: 90 + 400 * i }),
  );

it.each<{ readonly says: string; readonly lines: readonly Line[]; readonly want: string }>([
  {
    says: 'a script among papers, driven by posts',
    lines: [...papers, ...drives('/events/papers/list.php', thief)],
    want: 'adverse shown',
  },
  { says: 'a script in a folder of pages', lines: [...papers, ...drives('/forms/send.php', thief)], want: 'nothing' },
  {
    says: 'a script among papers that others use too',
    lines: [
      ...papers,
      ...drives('/events/papers/put.php', thief),
      ...[3, 4, 5].flatMap((i) => drives('/events/papers/put.php', home(i))),
    ],
    want: 'nothing',
  },
  {
    says: 'a page that broke for one client and then gave it far more than anybody',
    lines: [...search, ...broken(() => thief), ...large],
    want: 'adverse possible',
  },
  {
    says: 'a page that broke for everybody',
    lines: [...search, ...broken((i) => (i < 4 ? thief : home(i))), ...large],
    want: 'nothing',
  },
  {
    says: 'a key in the address, used from elsewhere by another program for far more',
    lines: [...sync, ...takesAll(thief, 'curl/8.5.0')],
    want: 'adverse possible',
  },
  { says: 'the same lists after the whole scheme', lines: [...shops, scheme, ...lists], want: 'adverse possible' },
  {
    says: 'a login that sends everybody on to one page, and then shows another',
    lines: [...tries, ...inside],
    want: 'adverse shown',
  },
  { says: 'the same without another page', lines: tries, want: 'notable none' },
  {
    says: 'a module brought to Joomla, whose script nobody else asks for',
    lines: [brings, ...uses(() => thief)],
    want: 'adverse shown',
  },
  {
    says: 'a module brought to Joomla, whose script visitors ask for',
    lines: [brings, ...uses((i) => home(i))],
    want: 'nothing',
  },
])('$says', async ({ lines, want }) => {
  expect(levels(await detect({ 'access.log': [...site, ...lines] }), [thief])).toEqual({ [thief]: want });
});

it('does not take the partner at its own place for somebody else', async () => {
  const found = await detect({ 'access.log': [...site, ...sync, ...takesAll(office, 'sync/3')] });
  expect(levels(found, [office])[office]).not.toMatch(/^adverse/);
});

const sends = (bounces: boolean): Line[] => [
  ...[0, 1, 2, 3].flatMap((day) =>
    spread(4, day * DAY + 9 * HOUR, 60, (i, at) => sent(at, `AA${day}${i}B0C1D2`, office)),
  ),
  ...spread(200, night, 4, (i, at) => sent(at, `BB${1000 + i}C1D2`, thief)),
  ...spread(200, night + 3, 4, (i, at) =>
    syslog(
      at,
      `postfix/smtp[9]: BB${1000 + i}C1D2: to=<u${i}@m.example>, relay=mx.m.example[198.18.0.5]:25, ${bounces && i % 3 === 0 ? 'dsn=5.7.1, status=bounced (host said: 550 5.7.1 spam)' : 'dsn=2.0.0, status=sent (250 ok)'}`,
    ),
  ),
];
const sent = (at: number, id: string, ip: string): Line =>
  syslog(
    at,
    `postfix/submission/smtpd[8]: ${id}: client=unknown[${ip}], sasl_method=LOGIN, sasl_username=jobs@corp.example`,
  );

it.each([
  { bounces: true, want: 'adverse shown' },
  { bounces: false, want: 'notable possible' },
])('a mailbox that sends from a new place, refused by others: $bounces', async ({ bounces, want }) => {
  expect(levels(await detect({ 'mail.log': sends(bounces) }), [thief])).toEqual({ [thief]: want });
});

const pg = (at: number, user: string, said: string): Line => ({
  at,
  text: `${iso(at).slice(0, 19).replace('T', ' ')}.000 UTC [3044] ${user}@shop ${said}`,
});
const failing = (at: number, user: string, error: string, statement: string): Line[] => [
  pg(at, user, `ERROR:  ${error}`),
  pg(at, user, `STATEMENT:  ${statement}`),
];
const find = (what: string) => `SELECT id FROM articles WHERE title ILIKE '%${what}%' ORDER BY vol LIMIT 20`;

it('tells injection that only the database sees, not a developer who mistypes', async () => {
  const ordinary = spread(200, 0, 900, (i, at) =>
    pg(at, 'web', `LOG:  statement: ${find(['park', 'land'][i % 2] ?? '')}`),
  );
  const cast = (i: number) => find(`x' AND 1=CAST((SELECT mail FROM members OFFSET ${i}) AS int)-- `);
  const attack = [0, 1, 2, 3].flatMap((i) =>
    failing(night + i * 9, 'web', `invalid input syntax for type integer: "m${i}@a.example"`, cast(i)),
  );
  const slips = ["SELECT 1 FROM members WHERE name = 'O'Neil'", 'SELECT id, t FROM a UNION SELECT id FROM b'].flatMap(
    (one, i) => failing(night + 600 + i * 60, 'okada', 'syntax error at or near "Neil" at character 40', one),
  );
  const found = await detect({ 'postgresql.log': [...ordinary, ...attack, ...slips] });
  expect(levels(found, ['web', 'okada'])).toEqual({ web: 'adverse shown', okada: 'nothing' });
});

const call = (at: number, ip: string, verb: string, uri: string, code = 200): Line => ({
  at,
  text: JSON.stringify({
    ...{
      kind: 'Event',
      apiVersion: 'audit.k8s.io/v1',
      level: 'Metadata',
      stage: 'ResponseComplete',
      requestURI: uri,
      verb,
    },
    user: { username: 'system:serviceaccount:shop:web' },
    ...{ sourceIPs: [ip], userAgent: 'web/1.0', responseStatus: { code }, requestReceivedTimestamp: iso(at) },
  }),
});

it('tells a program’s token that is used from outside, not the program nor who is refused', async () => {
  const pod = '10.244.1.17';
  const found = await detect({
    'audit.log': [
      ...spread(60, 0, 4_000, (_, at) => call(at, pod, 'get', '/api/v1/namespaces/shop/secrets/db')),
      call(night, thief, 'list', '/api/v1/namespaces/shop/secrets'),
      call(night + 9, thief, 'create', '/api/v1/namespaces/shop/pods', 201),
      call(night + 60, office, 'list', '/api/v1/namespaces/shop/secrets', 403),
    ],
  });
  expect(levels(found, [thief, pod])).toEqual({ [thief]: 'adverse shown', [pod]: 'nothing' });
  expect(levels(found, [office])[office]).toMatch(/^noise/);
});

it('tells that a log of Windows was emptied', async () => {
  const event = (at: number, id: number, provider: string, data: object): Line => ({
    at,
    text: JSON.stringify({
      '@timestamp': iso(at),
      winlog: { channel: 'Security', event_id: id, provider_name: provider, computer_name: 'fs1', event_data: data },
    }),
  });
  const found = await detect({
    'windows.ndjson': [
      ...spread(50, 0, 3_000, (i, at) =>
        event(at, 4624, 'Microsoft-Windows-Security-Auditing', { TargetUserName: `u${i % 5}`, IpAddress: '10.0.0.9' }),
      ),
      event(night, 1102, 'Microsoft-Windows-Eventlog', { SubjectUserName: 'mallory' }),
    ],
  });
  expect(levels(found, ['mallory', 'u1'])).toEqual({ mallory: 'adverse shown', u1: 'nothing' });
});
