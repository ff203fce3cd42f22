// A bound that was reached is told, and what matters most is looked at first.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readShared } from '../engine/shared-engine.test-support.ts';
import type { LogStore } from '../port.ts';
import { listLogs } from '../read-logs.ts';
import { clusterTokens } from './cloud/cluster-tokens.ts';
import { RoleKeys } from './cloud/role-keys.ts';
import { documentDatabases } from './databases/document-database.ts';
import { StatementSeries } from './databases/statement-series.ts';
import { writtenFiles } from './databases/written-files.ts';
import type { Finding } from './detection.ts';
import { DAY, HOUR, type Line, request, spread, syslog } from './invented-logs.test-support.ts';
import { type Limit, limitOf, tell, within } from './limits.ts';
import { forwardedMailboxes } from './logins/forwarded-mailboxes.ts';
import { guessedTokens } from './logins/guessed-tokens.ts';
import { loginsAmongGuesses } from './logins/login-among-guesses.ts';
import { mailboxSends } from './logins/mailbox-sends.ts';
import { loginsAmongManySources } from './logins/many-sources.ts';
import { visitsOf } from './logins/named-visits.ts';
import { pagesAfterGuesses } from './logins/page-after-guesses.ts';
import { sieveForwards } from './logins/sieve-forwards.ts';
import { stuffedLogins } from './logins/stuffed-logins.ts';
import { portScans } from './port-scans.ts';
import { openLinks } from './reads/open-links.ts';
import { schemeReaders } from './reads/scheme-readers.ts';
import { strayExports } from './reads/stray-exports.ts';
import { brokenThenLarge } from './requests/broken-answers.ts';
import { strayScripts } from './requests/stray-scripts.ts';
import { loginGuessing } from './requests/web-behaviour.ts';

async function asked<T>(lines: readonly Line[], question: (store: LogStore, limits: Limit[]) => Promise<T>) {
  const folder = mkdtempSync(join(tmpdir(), 'akashi-limits-'));
  try {
    writeFileSync(join(folder, 'access.log'), `${lines.map(({ text }) => text).join('\n')}\n`);
    const { store } = await readShared(listLogs([folder]).inputs, { now: new Date('2026-11-22T00:00:00Z') });
    try {
      const limits: Limit[] = [];
      return { answer: await question(store, limits), limits: limits.map(({ id }) => id) };
    } finally {
      await store.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const statement = (i: number, form: string) => ({
  ...{ f: 0, n: i, client: '203.0.113.1', at: 1_760_000_000_000 + i * 1_000, path: '/item', status: 200 },
  ...{ target: `/item?id=${form}`, size: i % 2 ? 900 : 4_000 },
});
const byLetter = (i: number) => statement(i, `7'+and+ascii(substr((select+mail+from+people),${i},1))>64--`);
const once = (i: number) =>
  statement(i, `7'+and+ascii((select+${'x'.repeat(1 + (i % 40))}y${'z'.repeat(Math.floor(i / 40))}))--`);

describe('forms of SQL statements', () => {
  it('who reads by one is seen among thousands that are sent once', () => {
    const series = new StatementSeries(100_000, 200);
    for (let i = 0; i < 900; i += 1) {
      series.add(once(i));
      if (i % 4 === 0) series.add(byLetter(i / 4));
    }
    expect(series.findings().map(({ sign }) => sign)).toEqual(['read-by-questions']);
    expect(series.limits()).toEqual([]);
  });

  it('tells when there are more than it can hold, or read', () => {
    const series = new StatementSeries(1_500, 200);
    for (let i = 0; i < 900; i += 1) for (let k = 0; k < 2; k += 1) series.add(once(i));
    expect(series.limits().map(({ id }) => id)).toEqual(['sql-statements', 'sql-forms']);
  });
});

it('tells of requests for keys that it did not keep', () => {
  const keys = new RoleKeys(2);
  const ask = (i: number) => ({
    ...statement(i, ''),
    target: '/get?u=http://169.254.169.254/latest/meta-data/iam/security-credentials/',
  });
  for (const i of [1, 2]) keys.add(ask(i));
  expect(keys.limits()).toEqual([]);
  keys.add(ask(3));
  expect(keys.limits().map(({ id, classes }) => [id, classes])).toEqual([['role-keys', ['ssrf']]]);
});

describe('names that took much', () => {
  const customers = spread(300, 0, 60, (i, at) =>
    request({ at, client: `198.18.${i % 250}.9`, asks: 'GET /my/page', size: 4_000, user: `customer${i}` }),
  );
  const staff = ['aoki', 'baba'].flatMap((user, i) =>
    [0, 1, 2].flatMap((day) =>
      spread(3, day * DAY + (9 + i) * HOUR, 60, (k, at) =>
        request({ at, client: '198.51.100.7', asks: `GET /admin/export?part=${k}`, size: 90_000, user }),
      ),
    ),
  );

  it('are all looked at, however many others have names', async () => {
    const { answer, limits } = await asked([...customers, ...staff], (store, told) => visitsOf(store, told, 10));
    expect(answer.map(({ user }) => user)).toEqual(['aoki', 'aoki', 'aoki', 'baba', 'baba', 'baba']);
    expect(limits).toEqual([]);
  });

  it('none by half of its visits, and that is told', async () => {
    const { answer, limits } = await asked([...customers, ...staff], (store, told) => visitsOf(store, told, 4));
    expect(answer.map(({ user }) => user)).toEqual(['aoki', 'aoki', 'aoki']);
    expect(limits).toEqual(['named-visits']);
  });
});

describe('a password found after thousands of others', () => {
  const lines = [
    ...spread(6_000, 0, 1, (_, at) => request({ at, client: '203.0.113.9', asks: 'POST /login', size: 1_210 })),
    request({ at: 6_001, client: '203.0.113.9', asks: 'POST /login', status: 302, size: 0 }),
  ];

  it('is found', async () => {
    const { answer, limits } = await asked(lines, (store, told) => loginGuessing(store, told));
    expect(answer.map(({ sign, success, places }) => [sign, success, places.at(-1)])).toEqual([
      ['login-after-guesses', 'shown', { f: 0, n: 6_000 }],
    ]);
    expect(limits).toEqual([]);
  });

  it('is told as not looked at where it lies beyond the bound', async () => {
    const { answer, limits } = await asked(lines, (store, told) => loginGuessing(store, told, 5_000));
    expect(answer.map(({ success }) => success)).toEqual(['none']);
    expect(limits).toEqual(['login-attempts']);
  });
});

it('an account that many sources tried is not passed over in silence where there are more than are looked at', async () => {
  const ssh = (at: number, i: number, what: string) =>
    syslog(at, `sshd[${1_000 + at}]: ${what} password for deploy from 198.51.100.${1 + i} port 40000 ssh2`);
  const lines = [...spread(120, 0, 900, (i, at) => ssh(at, i % 30, 'Failed')), ssh(DAY + 10 * HOUR, 4, 'Accepted')];
  const found = await asked(lines, (store, told) => loginsAmongManySources(store, told));
  expect([found.answer.map(({ actor }) => actor.id), found.limits]).toEqual([['198.51.100.5'], []]);
  const cut = await asked(lines, (store, told) => loginsAmongManySources(store, told, 0));
  expect([cut.answer, cut.limits]).toEqual([[], ['spread-logins']]);
});

const client = '203.0.113.9';
const posted = (asks: string, status: number, size: number, from = client) =>
  spread(200, 0, 20, (i, at) =>
    request({ at, client: from === '' ? `198.18.${i % 40}.9` : from, asks, status, size: size + i }),
  );
const record = (data: object): Line => ({ at: 0, text: JSON.stringify(data) });
const guesses = [
  { actor: { kind: 'ip', id: client }, class: 'bruteforce-web', level: 'notable', count: 200 } as Finding,
];
const exchange = {
  ...{ CreationTime: '2026-10-05T00:00:00', Workload: 'Exchange', ResultStatus: 'Succeeded', ClientIP: client },
  UserId: 'mori@corp.example',
};

describe('a question that has more before it than it looks at tells so', () => {
  type Bounded = (store: LogStore, limits: Limit[], most: number) => Promise<readonly Finding[]>;
  it.each<[string, Bounded, readonly Line[]]>([
    [
      'broken-pages',
      brokenThenLarge,
      [...posted('POST /report', 500, 900), ...posted('POST /report', 200, 90_000).slice(0, 2)],
    ],
    [
      'cluster-uses',
      clusterTokens,
      [
        record({
          ...{ kind: 'Event', apiVersion: 'audit.k8s.io/v1', level: 'Metadata', stage: 'ResponseComplete' },
          ...{ requestURI: '/api/v1/secrets', verb: 'list', user: { username: 'system:serviceaccount:shop:web' } },
          ...{ sourceIPs: [client], responseStatus: { code: 200 }, requestReceivedTimestamp: '2026-10-05T00:00:00Z' },
        }),
      ],
    ],
    [
      'document-acts',
      documentDatabases,
      [
        record({
          ...{ t: { $date: '2026-10-05T00:00:00.000+00:00' }, s: 'I', c: 'NETWORK', id: 22943, ctx: 'listener' },
          ...{ msg: 'Connection accepted', attr: { remote: `${client}:40000`, connectionId: 90 } },
        }),
        record({
          ...{ t: { $date: '2026-10-05T00:01:00.000+00:00' }, s: 'I', c: 'COMMAND', id: 20337, ctx: 'conn90' },
          ...{ msg: 'dropDatabase - starting', attr: { db: 'shop' } },
        }),
      ],
    ],
    ['forwarding-rules', forwardedMailboxes, [record({ ...exchange, Operation: 'New-InboxRule' })]],
    [
      'web-guessers',
      (store, limits, most) => loginsAmongGuesses(store, guesses, limits, most),
      posted('POST /login', 200, 900),
    ],
    [
      'token-guessers',
      guessedTokens,
      spread(60, 0, 2, (i, at) => request({ at, client, asks: `GET /invite/abc${i}`, status: 404, size: 9 })),
    ],
    ['web-guessers', pagesAfterGuesses, posted('POST /login', 302, 0)],
    [
      'mail-senders',
      mailboxSends,
      [
        syslog(
          0,
          `postfix/submission/smtpd[8]: 4Bq1: client=unknown[${client}], sasl_method=LOGIN, sasl_username=jobs`,
        ),
      ],
    ],
    [
      'open-links',
      openLinks,
      [
        record({
          ...{ ...exchange, UserId: 'urn:spo:anon#0c99e1b7d2aa', Workload: 'SharePoint' },
          ...{ Operation: 'FileDownloaded', SourceFileName: 'members.csv' },
        }),
      ],
    ],
    [
      'packet-sources',
      portScans,
      spread(15, 0, 1, (i, at) =>
        syslog(
          at,
          `kernel: [11.5] IN=eth0 OUT= SRC=${client} DST=192.0.2.10 LEN=44 PROTO=TCP SPT=51120 DPT=${i + 20} SYN`,
        ),
      ),
    ],
    ['graphql-askers', schemeReaders, posted('GET /graphql?query=%7Busers(first:100)%7Bmail%7D%7D', 200, 900)],
    [
      'mail-sent-on',
      sieveForwards,
      [syslog(0, 'dovecot: lda(tours)<811><x>: sieve: msgid=<9@form>: forwarded to <copy@mail.example>')],
    ],
    ['list-folders', strayExports, posted('GET /staff/customers/export?format=csv', 200, 90_000).slice(0, 1)],
    ['odd-scripts', strayScripts, posted('POST /images/x.php', 200, 900)],
    ['stuffed-logins', stuffedLogins, posted('POST /login', 401, 900, '')],
    [
      'files-by-statements',
      writtenFiles,
      posted("GET /item?id=1'+union+select+1+into+outfile+'/var/www/a.php'--", 200, 900).slice(0, 1),
    ],
  ])('%s', async (id, question, lines) => {
    expect((await asked(lines, (store, told) => question(store, told, 0))).limits).toEqual([id]);
    expect((await asked(lines, (store, told) => question(store, told, 100))).limits).toEqual([]);
  });

  it('once, with as many rows as it looks at', () => {
    const limits: Limit[] = [];
    expect(within([1, 2, 3], 3, limits, 'odd-scripts', ['webshell'])).toEqual([1, 2, 3]);
    expect(limits).toEqual([]);
    for (const rows of [
      [1, 2, 3],
      [4, 5, 6],
    ])
      expect(within(rows, 2, limits, 'odd-scripts', ['webshell'])).toEqual(rows.slice(0, 2));
    expect(limits.map(({ id, classes }) => [id, classes])).toEqual([['odd-scripts', ['webshell']]]);
    tell(limits, limitOf('odd-scripts', ['webshell'], 3));
    expect(limits.length).toBe(2);
  });
});
