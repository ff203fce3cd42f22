// Data written out of a database, and files of data read from an open bucket: by whose habit, and by whom as a stranger.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readShared } from '../engine/shared-engine.test-support.ts';
import { isOutside, networkOf } from '../networks.ts';
import { listLogs } from '../read-logs.ts';
import { loadRules } from '../sigma/load-rules.ts';
import { isDataKey } from './cloud/storage-reads.ts';
import { detectActors } from './detect-actors.ts';
import type { Actor } from './detection.ts';

const rules = loadRules([]);

const DAY = 86_400;
const start = Date.UTC(2026, 9, 1);
type Line = { readonly at: number; readonly text: string };
type Session = { readonly at: number; readonly user: string; readonly ip: string; readonly said?: readonly string[] };

const stamp = (at: number) => new Date(start + at * 1000).toISOString();

/** One session of PostgreSQL. `bare`: the prefix names neither account nor database, as it does by default. */
function postgres({ at, user, ip, said = [] }: Session, pid: number, bare: boolean): Line[] {
  const line = (after: number, who: string, message: string): Line => ({
    at: at + after,
    text: `${stamp(at + after)
      .replace('T', ' ')
      .replace('Z', '')} UTC [${pid}] ${bare ? '' : who}LOG:  ${message}`,
  });
  const who = `${user}@app `;
  return [
    line(
      0,
      '[unknown]@[unknown] ',
      `connection received: host=${ip}${ip === '[local]' ? '' : ` port=${40_000 + pid}`}`,
    ),
    line(0, who, `connection authorized: user=${user} database=app`),
    ...said.map((message, i) => line(i + 1, who, message)),
    line(said.length + 1, who, `disconnection: session time: 0:00:09.1 user=${user} database=app host=${ip}`),
  ];
}

const copies = ['members', 'answers'].map((table) => `statement: COPY public.${table} (id, email) TO stdout;`);
const nightly = (user: string, ip: string, days: number): Session[] =>
  Array.from({ length: days }, (_, day) => ({ at: day * DAY + 64_800, user, ip, said: copies }));
const daily = (days: number): Session[] =>
  Array.from({ length: days * 4 }, (_, i) => ({
    ...{ at: i * (DAY / 4) + 300, user: 'app', ip: '10.0.0.5' },
    said: i % 2 === 0 ? ['duration: 312.4 ms  statement: SELECT name FROM members WHERE id = 7'] : [],
  }));

const pgLog = (sessions: readonly Session[], bare = false): Line[] =>
  sessions.flatMap((session, i) => postgres(session, 1_000 + (i % 900), bare));

async function judge(name: string, lines: readonly Line[]): Promise<readonly Actor[]> {
  const folder = mkdtempSync(join(tmpdir(), 'akashi-data-taken-'));
  try {
    const sorted = lines.toSorted((a, b) => a.at - b.at);
    writeFileSync(join(folder, name), `${sorted.map(({ text }) => text).join('\n')}\n`);
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

/** Levels of all who are above noise. */
async function above(name: string, lines: readonly Line[]): Promise<Record<string, string>> {
  const actors = (await judge(name, lines)).filter(({ level }) => level !== 'noise');
  return Object.fromEntries(actors.map(({ id, level, success }) => [id, `${level} ${success}`]));
}

describe('tables written out of PostgreSQL', () => {
  const back = nightly('backup', '10.0.0.9', 20);

  it.each([
    { of: 'a nightly back-up', sessions: [], want: {} },
    {
      of: 'the account of the application, from a network that it never used',
      sessions: [{ at: 12 * DAY, user: 'app', ip: '203.0.113.7', said: copies }],
      want: { '203.0.113.7': 'adverse possible' },
    },
    {
      of: 'that account, once, from its own host',
      sessions: [{ at: 12 * DAY, user: 'app', ip: '10.0.0.5', said: copies }],
      want: { '10.0.0.5': 'notable possible' },
    },
    {
      of: 'an administrator on the machine, once',
      sessions: [{ at: 12 * DAY, user: 'postgres', ip: '[local]', said: copies }],
      want: {},
    },
    {
      of: 'a stranger who loads data in',
      sessions: [{ at: 12 * DAY, user: 'app', ip: '10.0.0.5', said: ['statement: COPY public.members FROM stdin;'] }],
      want: {},
    },
  ])('$of', async ({ sessions, want }) => {
    expect(await above('postgresql.log', pgLog([...daily(20), ...back, ...sessions]))).toEqual(want);
  });

  it('finds account and address where the prefix of the lines names neither', async () => {
    const stranger = { at: 12 * DAY, user: 'app', ip: '203.0.113.7', said: copies };
    const actors = await judge('postgresql.log', pgLog([...daily(20), ...back, stranger], true));
    expect(actors.find(({ level }) => level === 'adverse')).toMatchObject({
      ...{ kind: 'ip', id: '203.0.113.7', classes: ['data-dump'], reachedData: true },
      signs: [{ id: 'database-dump', count: 2, says: { en: expect.stringContaining('“app”') } }],
    });
    expect(actors.find(({ id }) => id === '10.0.0.9')?.level).toBe('noise');
  });

  it('does not excuse a stranger outside who comes back night after night', async () => {
    const nights = [10, 11, 12, 13].map((day) => ({ at: day * DAY, user: 'app', ip: '203.0.113.7', said: copies }));
    expect(await above('postgresql.log', pgLog([...daily(20), ...nights]))).toEqual({
      '203.0.113.7': 'adverse possible',
    });
  });

  it('takes a program for dumps by its name where statements are not logged', async () => {
    const [received, authorized, gone] = postgres({ at: 12 * DAY, user: 'app', ip: '203.0.113.7' }, 4_000, false);
    if (!received || !authorized || !gone) throw new Error('a session has three lines');
    const named = { ...authorized, text: `${authorized.text} application_name=pg_dump` };
    expect(await above('postgresql.log', [...pgLog(daily(20)), received, named, gone])).toEqual({
      '203.0.113.7': 'adverse possible',
    });
  });

  it('does not judge what the log is too short for, and says so', async () => {
    const actors = await judge(
      'postgresql.log',
      pgLog([...daily(1), { at: DAY / 2, user: 'app', ip: '10.0.0.5', said: copies }]),
    );
    expect(actors.map(({ level, signs }) => [level, signs.map(({ says }) => says.en)])).toEqual([
      ['noise', [expect.stringContaining('the log begins too shortly before')]],
    ]);
  });
});

describe('rows that PostgreSQL’s audit counts', () => {
  const gave = (rows: number, columns = 'email, m.full_name, birthday') =>
    `AUDIT: SESSION,1,1,READ,SELECT,TABLE,public.members,"SELECT ${columns} FROM public.members m",<none>,${rows}`;
  const read = (day: number, ip: string, rows: number, user = 'coach'): Session => ({
    ...{ at: day * DAY + 7_000, user, ip },
    said: [gave(rows)],
  });
  const own = [1, 8].map((day) => read(day, '10.0.0.14', 3));

  it.each([
    {
      of: 'the whole list, from an outside network that the account had not used',
      sessions: [read(12, '203.0.113.7', 612)],
      want: { '203.0.113.7': 'adverse possible' },
    },
    { of: 'a page of it, from there', sessions: [read(12, '203.0.113.7', 40)], want: {} },
    {
      of: 'on a journey, what the account reads from inside too',
      sessions: [read(6, '10.0.0.14', 540), read(9, '10.0.0.14', 580), read(12, '203.0.113.7', 612)],
      want: { '203.0.113.7': 'notable possible' },
    },
    {
      of: 'far more than the account reads from inside',
      sessions: [read(6, '10.0.0.14', 110), read(9, '10.0.0.14', 120), read(12, '203.0.113.7', 612)],
      want: { '203.0.113.7': 'adverse possible' },
    },
    { of: 'the whole list, from inside', sessions: [read(12, '10.0.0.14', 612)], want: {} },
    {
      of: 'the whole list, from home, where the account is used',
      sessions: [read(5, '203.0.113.7', 2), read(12, '203.0.113.7', 612)],
      want: {},
    },
    {
      of: 'a log that begins too shortly before',
      sessions: [read(1, '203.0.113.7', 612)],
      want: { '203.0.113.7': 'notable possible' },
    },
  ])('$of', async ({ sessions, want }) => {
    expect(await above('postgresql.log', pgLog([...daily(20), ...own, ...sessions]))).toEqual(want);
  });

  it('names table, columns and rows', async () => {
    const actors = await judge('postgresql.log', pgLog([...daily(20), ...own, read(12, '203.0.113.7', 612)]));
    expect(actors.find(({ id }) => id === '203.0.113.7')?.signs).toMatchObject([
      { id: 'database-read', tables: [{ name: 'members', columns: ['email', 'full_name', 'birthday'], rows: 612 }] },
    ]);
  });
});

it('rows that MySQL’s slow log counts: told, and not judged by a log that shows no ordinary use', async () => {
  const slow = [
    '# Time: 2026-10-12T02:14:07.313000Z',
    '# User@Host: report[report] @  [203.0.113.7]  Id:    42',
    '# Query_time: 0.812311  Lock_time: 0.000011 Rows_sent: 18204  Rows_examined: 18204',
    'SET timestamp=1791771247;',
    'SELECT `email`, `name` FROM shop.members;',
  ];
  const actors = await judge(
    'slow.log',
    slow.map((text, at) => ({ at, text })),
  );
  expect(actors.find(({ id }) => id === '203.0.113.7')).toMatchObject({
    ...{ level: 'notable', success: 'possible' },
    signs: [{ tables: [{ name: 'members', columns: ['email', 'name'], rows: 18_204 }] }],
  });
});

describe('MySQL’s general log, which counts no rows', () => {
  const session = (i: number, { at, user, ip, said = [] }: Session): Line[] => {
    const line = (after: number, words: string) => ({
      at: at + after,
      text: `${stamp(at + after).replace('Z', '000Z')}\t${String(100 + i).padStart(5)} ${words}`,
    });
    return [
      line(0, `Connect\t${user}@${ip} on app using TCP/IP`),
      ...said.map((words, k) => line(k + 1, `Query\t${words}`)),
    ];
  };
  const ordinary = daily(20).map((one) => ({ ...one, said: ['SELECT name FROM members WHERE id = 7'] }));
  const dump = ['members', 'answers'].map((table) => `SELECT /*!40001 SQL_NO_CACHE */ * FROM \`${table}\``);
  const pages = [0, 1_000, 2_000].map((from) => `SELECT * FROM members LIMIT ${from}, 1000`);
  const abroad = { at: 12 * DAY, user: 'app', ip: '203.0.113.7' };

  it.each([
    { of: 'tables written out', more: [{ ...abroad, said: dump }], want: { '203.0.113.7': 'adverse possible' } },
    {
      of: 'a program’s account that pages through a table from outside',
      more: [{ ...abroad, said: pages }],
      want: { '203.0.113.7': 'adverse possible' },
    },
    { of: 'a few rows of it', more: [{ ...abroad, said: ['SELECT * FROM members LIMIT 20'] }], want: {} },
    { of: 'those of one member', more: [{ ...abroad, said: ['SELECT * FROM members WHERE id = 7'] }], want: {} },
    {
      of: 'an account that nobody had seen, from outside',
      more: [{ ...abroad, user: 'sato', said: pages }],
      want: { '203.0.113.7': 'notable possible' },
    },
    {
      of: 'staff who look at tables from the office every day',
      more: [5, 8, 11, 14].map((day) => ({ ...abroad, at: day * DAY, user: 'sato', said: pages })),
      want: {},
    },
  ])('$of', async ({ more, want }) => {
    const all = [...ordinary, ...more].flatMap((one, i) => session(i, one));
    expect(await above('mysql.log', all)).toEqual(want);
  });
});

describe('files read from storage', () => {
  const months = ['Oct', 'Nov'];
  const read = (at: number, ip: string, requester: string, key: string, status = 200): Line => {
    const time = new Date(start + at * 1000);
    const day = `${String(time.getUTCDate()).padStart(2, '0')}/${months[time.getUTCMonth() - 9]}/${time.getUTCFullYear()}`;
    return {
      at,
      text: `${'5f'.repeat(32)} files [${day}:${time.toISOString().slice(11, 19)} +0000] ${ip} ${requester} 3E57427F3EAB${at} REST.GET.OBJECT ${key} "GET /${key} HTTP/1.1" ${status} - 731022 731022 40 12 "-" "Mozilla/5.0" -`,
    };
  };
  const pictures = Array.from({ length: 200 }, (_, i) =>
    read(i * 3_000, `198.51.100.${i}`, '-', `img/pen${i % 9}.jpg`),
  );
  const own = Array.from({ length: 7 }, (_, i) =>
    read(i * DAY + 900, '10.0.0.9', 'arn:aws:iam::111122223333:user/batch', 'export/members.csv'),
  );

  it.each([
    { of: 'by those who said who they are', lines: [], want: {} },
    {
      of: 'by nobody known',
      lines: [read(3 * DAY, '203.0.113.7', '-', 'export/members.csv')],
      want: { '203.0.113.7': 'adverse shown' },
    },
    { of: 'refused', lines: [read(3 * DAY, '203.0.113.7', '-', 'export/members.csv', 403)], want: {} },
    {
      of: 'a form for everybody',
      lines: [read(3 * DAY, '203.0.113.7', '-', 'dl/member-application-form.xlsx')],
      want: {},
    },
    {
      of: 'a list that many read, offered perhaps',
      lines: [1, 2, 3, 4, 5].map((i) => read(3 * DAY + i, `203.0.113.${i}`, '-', 'dl/members.csv')),
      want: Object.fromEntries([1, 2, 3, 4, 5].map((i) => [`203.0.113.${i}`, 'notable possible'])),
    },
  ])('$of', async ({ lines, want }) => {
    expect(await above('s3.log', [...pictures, ...own, ...lines])).toEqual(want);
  });

  it.each([
    ['export/members-20261001.csv', true],
    ['%E5%90%8D%E7%B0%BF/2026.xlsx', true],
    ['backup/site.sql.gz', true],
    ['dl/price-list.csv', false],
    ['%E7%94%B3%E8%BE%BC%E6%9B%B8.xlsx', false],
    ['dl/user-guide.zip', false],
    ['lists/memberlist.csv', true],
    ['lists/applicants_2026.xlsx', true],
    ['%E4%BC%9A', false],
  ])('%s names data: %s', (key, want) => {
    expect(isDataKey(key)).toBe(want);
  });
});

it('compares addresses outside by their network, those inside by themselves', () => {
  expect(networkOf('203.0.113.7')).toBe('203.0.113.0/24');
  expect(networkOf('::ffff:203.0.113.7')).toBe('203.0.113.0/24');
  expect(networkOf('10.0.0.7')).toBe('10.0.0.7');
  expect(networkOf('2001:db8::5')).toBe('2001:db8:0::/48');
  expect(networkOf('2001:DB8:0:0:9::5')).toBe('2001:db8:0::/48');
  expect(networkOf('[local]')).toBe('[local]');
  expect(['203.0.113.7', '2001:db8::5'].map(isOutside)).toEqual([true, true]);
  expect(
    ['10.1.2.3', '172.16.0.1', '192.168.1.1', '100.64.0.1', '127.0.0.1', '::1', 'fd00::1', 'localhost', ''].map(
      isOutside,
    ),
  ).toEqual(Array(9).fill(false));
});
