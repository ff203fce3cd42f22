// Incidents and their harmless twins, written before the code was asked.
import { expect, it } from 'vitest';
import { DAY, detect, drawn, HOUR, type Line, levels, request, spread, syslog } from './invented-logs.test-support.ts';

const thief = '198.51.100.31';
const office = '203.0.113.9';
const home = (i: number) => `198.18.${i % 200}.${1 + drawn(i, 200)}`;
const night = 2 * DAY + 3 * HOUR;
const iso = (at: number) => new Date(Date.UTC(2026, 9, 5) + at * 1000).toISOString().slice(0, 19);
const site = spread(240, 0, 1_100, (i, at) => request({ at, client: home(i), asks: 'GET /', size: 8_000 }));

const plugin = '/wp-content/plugins/quick-note/note.php';
const brings = request({
  at: night,
  client: thief,
  asks: 'POST /wp-admin/update.php?action=upload-plugin',
  size: 48_000,
});
const uses = spread(3, night + 60, 30, (i, at) =>
  request({ at, client: thief, asks: `POST ${plugin}`, size: 300 + 900 * i }),
);
const parts = (path: string, clients: readonly string[]) =>
  clients.map((client, i) =>
    request({ at: night + i, client, asks: `GET ${path}`, status: 206, size: 52_428_800 - i }),
  );

it.each<{ readonly says: string; readonly lines: readonly Line[]; readonly want: string }>([
  { says: 'a plugin brought along, and a script of it posted to', lines: [brings, ...uses], want: 'adverse shown' },
  {
    says: 'a script written to in the editor, and posted to',
    lines: [
      request({
        at: night,
        client: thief,
        asks: 'POST /wp-admin/admin-ajax.php',
        size: 64,
        referer: 'https://www.town.example/wp-admin/plugin-editor.php?file=quick-note/note.php',
      }),
      ...uses,
    ],
    want: 'adverse shown',
  },
  { says: 'a plugin brought along and left to itself', lines: [brings], want: 'nothing' },
  {
    says: 'a plugin brought along whose script visitors ask for',
    lines: [
      brings,
      ...uses,
      ...spread(9, night + 90, 60, (i, at) => request({ at, client: home(i), asks: `GET ${plugin}`, size: 90 })),
    ],
    want: 'nothing',
  },
  {
    says: 'a copy of the whole site under its own name, in parts',
    lines: parts('/www.town.example.tar.gz', [thief]),
    want: 'adverse shown',
  },
  {
    says: 'an archive that is a download',
    lines: parts('/downloads/report.final.zip', [thief]),
    want: 'nothing',
  },
])('$says', async ({ lines, want }) => {
  expect(levels(await detect({ 'access.log': [...site, ...lines] }), [thief])).toEqual({ [thief]: want });
});

const mail = (at: number, user: string, ip: string, said: string): Line =>
  syslog(
    at,
    `dovecot: imap-login: ${said}: user=<${user}@corp.example>, method=PLAIN, rip=${ip}, lip=10.0.0.3, TLS, session=<s${at}>`,
  );
const failed = 'Disconnected (auth failed, 1 attempts in 2 secs)';
const users = ['abe', 'kato', 'mori', 'sato', 'ueda', 'oka', 'seki'];
const hands = Array.from({ length: 20 }, (_, i) => `198.18.${i}.7`);
const sprayed = spread(60, DAY, 60, (i, at) => mail(at, users[i % 7] ?? '', hands[i % 20] ?? '', failed));
/** Two accounts tried from each, and let in at a third. */
const twoFromEach = spread(80, DAY, 60, (i, at) =>
  mail(at, users[(i % 20) % 2 === 0 ? (i < 40 ? 1 : 2) : i < 40 ? 3 : 4] ?? '', hands[i % 20] ?? '', failed),
);
const letIn = mail(DAY + 2 * HOUR, 'abe', '198.18.0.7', 'Login');

it.each([
  ['let in from one of many hands', [...sprayed, letIn], 'adverse possible'],
  ['let in at an account that this hand had not tried', [...twoFromEach, letIn], 'adverse possible'],
  [
    'the account had come in from there before',
    [mail(60, 'abe', '198.18.0.7', 'Login'), ...sprayed, letIn],
    'noise none',
  ],
])('one password at many accounts: %s', async (_, lines, want) => {
  expect(levels(await detect({ 'mail.log': lines }), ['198.18.0.7'])).toEqual({ '198.18.0.7': want });
});

const exchange = (at: number, operation: string, ip: string, parameters?: object): Line => ({
  at,
  text: JSON.stringify({
    ...{ CreationTime: iso(at), Operation: operation, Workload: 'Exchange', ResultStatus: 'Succeeded' },
    ...{ UserId: 'mori@corp.example', ClientIP: ip, ...(parameters ? { Parameters: parameters } : {}) },
  }),
});
const read = spread(30, 0, 2 * HOUR, (_, at) => exchange(at, 'MailItemsAccessed', office));
const rule = (ip: string, to: string) =>
  exchange(2 * DAY + 5 * HOUR, 'New-InboxRule', ip, [{ Name: 'ForwardTo', Value: `smtp:${to}` }]);

it.each([
  ['to another domain, from a new network', rule(thief, 'm@webmail.example'), thief, 'adverse possible'],
  ['to another domain, from the office', rule(office, 'm@webmail.example'), office, 'nothing'],
  ['to a colleague, from a new network', rule(thief, 'sato@corp.example'), thief, 'nothing'],
])('a mailbox is sent on %s', async (_, line, id, want) => {
  expect(levels(await detect({ 'unified.jsonl': [...read, line] }), [id])).toEqual({ [id]: want });
});

const object = (key: string, accountId: string) => ({
  ...{ eventVersion: '1.09', eventTime: '2026-10-07T03:00:05Z', eventSource: 's3.amazonaws.com' },
  ...{ eventName: 'GetObject', awsRegion: 'eu-west-1', sourceIPAddress: thief, userAgent: '[aws-cli/2.15]' },
  userIdentity: { type: 'AWSAccount', principalId: '', accountId },
  requestParameters: { bucketName: 'events', key },
});

it.each([
  ['a list of applicants', object('applicants/2025.csv', 'anonymous'), 'adverse shown'],
  ['a list, as newer records name nobody', object('applicants/2025.csv', 'ANONYMOUS_PRINCIPAL'), 'adverse shown'],
  ['a picture', object('img/3.jpg', 'anonymous'), 'nothing'],
])('an open bucket, in records of the cloud: %s', async (_, record, want) => {
  const found = await detect({ 'cloudtrail.json': [{ at: 0, text: JSON.stringify({ Records: [record] }) }] });
  expect(levels(found, [thief])).toEqual({ [thief]: want });
});
