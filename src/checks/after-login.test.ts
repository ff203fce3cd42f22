import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { unknownOrganisation } from '../custody/organisation.ts';
import { detectActors } from '../logs/detect/detect-actors.ts';
import type { Limit } from '../logs/detect/limits.ts';
import { readShared } from '../logs/engine/shared-engine.test-support.ts';
import { loginsWithin } from '../logs/logins-within.ts';
import type { LogStore } from '../logs/port.ts';
import { loadRules } from '../logs/sigma/load-rules.ts';
import { afterLogins } from './after-login.ts';
import type { CheckAnswer } from './answer.ts';
import type { Trace } from './attacker-traces.ts';
import type { Sources } from './check.ts';
import { logsBulkRead } from './logs-bulk-read.ts';
import { logsLoginAfterFailures } from './logs-login-after-failures.ts';

const rules = loadRules([]);

const folder = mkdtempSync(join(tmpdir(), 'after-login-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const stranger = '203.0.113.82';
const vendors = [
  { name: 'Postmill', does: null, answer: 'none', answeredAt: null, coversThisRecord: null, sendsFrom: [] },
] as const;

async function ask(shown: string, lines: readonly string[], clients: readonly string[] = []) {
  const path = join(folder, shown.replaceAll('/', '-'));
  writeFileSync(path, `${lines.join('\n')}\n`);
  const { store } = await readShared([{ path, shown }], { now: new Date('2026-10-09T00:00:00Z') });
  try {
    const logs = {
      ...{
        store,
        detection: await detectActors(store, rules),
        clocks: new Map(),
        mailWithin: new Set(),
        unparsedHits: 0,
      },
      logins: await loginsWithin(store),
    };
    const sample = { origin: 'ours', kind: 'message', clients };
    const sources = {
      ...{ logs, risk: null, register: null, unreadable: {}, spam: { samples: [sample], refused: 0 } },
      claim: { address: 'mo@example.net' },
      organisation: { ...unknownOrganisation, vendors },
    } as unknown as Sources;
    return { login: await logsLoginAfterFailures.run(sources), read: await logsBulkRead.run(sources) };
  } finally {
    await store.close();
  }
}
const quoted = ({ finding }: CheckAnswer) => (finding.kind === 'found' ? finding.at.map(({ line }) => line) : []);

it('one story: who guessed the password of our account with a company made a key, wrote the list out and sent to it', async () => {
  const act = (at: string, event: string, object: string, ip = stranger) =>
    `2026-10-0${at},tom@shop.example,${event},${ip},"${object}"`;
  const guesses = Array.from({ length: 14 }, (_, n) =>
    act(`5 01:0${n % 10}:${10 + n}`, 'login.failed', 'wrong password'),
  );
  const { login, read } = await ask('logs/postmill-activity.csv', [
    'Timestamp (UTC),User,Event,IP address,Object',
    ...Array.from({ length: 6 }, (_, n) => act(`${n % 4 || 1} 09:00:0${n}`, 'login.success', '', '198.51.100.7')),
    act('4 09:30:00', 'subscriber.export', 'Test (12 rows)', '198.51.100.7'),
    ...guesses.toSorted(),
    act('5 01:12:44', 'login.success', ''),
    act('5 01:14:02', 'apikey.create', 'key 9f3c'),
    act('5 01:16:30', 'subscriber.export', 'Main (8412 rows)'),
    act('5 02:05:10', 'campaign.send', 'Refund (8412 recipients)'),
  ]);
  expect(login.facts).toMatchObject([
    {
      ...{ kind: 'attacker-trace', attack: 'bruteforce-login', success: 'shown', reachedData: true },
      ...{ record: 'application', vendor: 'Postmill', keysMade: 1, listWritten: 8412, sent: 8412 },
      ...{ at: '2026-10-05T01:12:44.000Z', sentFrom: '2026-10-05T02:05:10.000Z' },
    },
  ]);
  expect(quoted(login)).toEqual([23, 24, 25, 26]);
  // Told once, and never as nothing found.
  expect(read.facts).toEqual([]);
  expect(read.finding).toMatchObject({
    kind: 'found',
    says: { en: expect.stringContaining('logged in after failures') },
  });
});

it('a login unlike all others of its account: when, after what and what followed, told once', async () => {
  const act = (at: string, event: string, object = '', ip = '198.51.100.7') =>
    `2026-10-0${at},tom@shop.example,${event},${ip},"${object}"`;
  const { login, read } = await ask('logs/desk-audit.csv', [
    'Timestamp (UTC),User,Event,IP address,Object',
    ...Array.from({ length: 10 }, (_, n) => act(`${1 + Math.floor(n / 2)} 09:00:0${n}`, 'Sign-in')),
    act('6 01:38:07', 'Sign-in failed', 'Wrong password', stranger),
    act('6 01:41:07', 'Sign-in', 'new device', stranger),
    act('6 01:43:07', 'Security setting changed', 'Two-step verification turned off', stranger),
    act('6 01:46:07', 'Report exported', 'Arrivals (1,204 rows)', stranger),
    act('6 01:50:07', 'Report exported', 'All guests (8,930 rows)', stranger),
  ]);
  expect(login.facts).toMatchObject([
    {
      ...{ kind: 'attacker-trace', attack: 'bruteforce-login', success: 'shown', reachedData: true },
      ...{ record: 'application', strange: true, tries: 1, settingsChanged: 1, listsWritten: 2, listWritten: 8930 },
      at: '2026-10-06T01:41:07.000Z',
    },
  ]);
  expect(login.finding).toMatchObject({
    says: {
      en: expect.stringContaining('at 2026-10-06 01:41 UTC, a login from a network that stands in the record on'),
    },
  });
  // The account is a person's name: the lines tell it, the words do not.
  expect(JSON.stringify(login.finding.kind === 'found' && login.finding.says)).not.toContain('tom@');
  expect(read.facts).toEqual([]);
  expect(read.finding).toMatchObject({ says: { en: expect.stringContaining('on no other day and for nobody else') } });
});

const mail = (at: string, words: string) => `2026-11-1${at}+00:00 mail ${words}`;
const refused = Array.from({ length: 14 }, (_, n) =>
  mail(
    `7T03:0${Math.floor(n / 2)}:${n % 2 ? '37' : '05'}`,
    `dovecot: imap-login: Disconnected: Connection closed (auth failed, 1 attempts in 2 secs): user=<mo@example.net>, method=PLAIN, rip=${stranger}, lip=192.0.2.25, TLS, session=<a${n}>`,
  ),
);
const entered = mail(
  '7T03:22:41',
  `dovecot: imap-login: Login: user=<mo@example.net>, method=PLAIN, rip=${stranger}, lip=192.0.2.25, mpid=41207, TLS, session=<b>`,
);
const submitted = (ip: string) =>
  Array.from({ length: 3 }, (_, n) =>
    mail(
      `8T02:1${n}:00`,
      `postfix/smtpd[91]: A1000${n}: client=unknown[${ip}], sasl_method=LOGIN, sasl_username=mo@example.net`,
    ),
  );

it.each([
  {
    name: 'mail that left it, and a sample among it',
    from: stranger,
    clients: [stranger],
    want: { sent: 3, sentSample: true },
  },
  { name: 'mail that left it, and a sample from elsewhere', from: stranger, clients: ['192.0.2.4'], want: { sent: 3 } },
  { name: 'mail of its owner, from elsewhere', from: '198.51.100.8', clients: ['198.51.100.8'], want: {} },
])('a mailbox that is the complainant’s: $name', async ({ from, clients, want }) => {
  const { login } = await ask('mail.log', [...refused, entered, ...submitted(from)], clients);
  const [fact] = login.facts.filter((one) => one.kind === 'attacker-trace' && one.success !== 'none');
  // Into a mailbox, and by that alone to no list.
  expect(fact).toMatchObject({ record: 'mail', ownAccount: true, reachedData: false, ...want });
  expect(Object.keys(want).length === 0 && fact && 'sent' in fact).toBe(false);
  expect(fact && 'sentSample' in fact).toBe('sentSample' in want);
});

it('tells that it did not follow all who came in', async () => {
  const signs = [{ class: 'bruteforce-login', success: 'shown', from: '2026-10-05T01:12:44.000Z' }];
  const came = Array.from(
    { length: 11 },
    (_, i) => ({ attack: 'bruteforce-login', actor: { kind: 'ip', id: `203.0.113.${i}`, signs } }) as unknown as Trace,
  );
  const store = { files: [], rows: async () => [] } as unknown as LogStore;
  const told = async (traces: readonly Trace[]) => {
    const limits: Limit[] = [];
    await afterLogins(traces, store, {} as Parameters<typeof afterLogins>[2], limits);
    return limits.map(({ id, classes }) => [id, classes]);
  };
  expect(await told(came)).toEqual([['intruders-followed', ['bruteforce-login']]]);
  expect(await told(came.slice(1))).toEqual([]);
});
