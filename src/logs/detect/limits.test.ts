// A bound that was reached is told, and what matters most is looked at first.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LogStore } from '../port.ts';
import { listLogs } from '../read-logs.ts';
import { readShared } from '../shared-engine.test-support.ts';
import { DAY, HOUR, type Line, request, spread, syslog } from './invented-logs.test-support.ts';
import type { Limit } from './limits.ts';
import { loginsAmongManySources } from './many-sources.ts';
import { visitsOf } from './named-visits.ts';
import { RoleKeys } from './role-keys.ts';
import { StatementSeries } from './statement-series.ts';
import { loginGuessing } from './web-behaviour.ts';

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
