import { describe, expect, it } from 'vitest';
import { splitCsv } from './csv-line.ts';
import { micros, readLines } from './read-lines.test-support.ts';

const at = micros('2026-11-22T07:00:00Z');

describe('PostgreSQL', () => {
  it.each([
    {
      name: 'a failed password',
      line: '2026-11-22 07:00:00.000 UTC [77] jane@forms FATAL:  password authentication failed for user "jane"',
      want: { at, pid: 77, user: 'jane', action: 'login-failed', fields: { database: 'forms' } },
    },
    {
      name: 'an address in the prefix',
      line: '2026-11-22 07:00:00.000 UTC [77] 192.0.2.7 jane@forms FATAL:  password authentication failed for user "jane"',
      want: { ip: '192.0.2.7', user: 'jane' },
    },
    {
      name: 'a prefix by colons',
      line: '2026-11-22 07:00:00 UTC:192.0.2.7(5432):jane@forms:[77]:LOG:  connection authorized: user=jane database=forms',
      want: { at, ip: '192.0.2.7', action: 'login', pid: 77 },
    },
    {
      name: 'a statement',
      line: '2026-11-22 07:00:00.000 UTC [77] jane@forms LOG:  statement: SELECT * FROM answers',
      want: { action: 'db-query', fields: { statement: 'SELECT * FROM answers' } },
    },
    {
      name: 'no user',
      line: '2026-11-22 07:00:00.000 UTC [77] LOG:  database system is ready to accept connections',
      want: { action: 'service-start', user: '' },
    },
    {
      name: 'csvlog',
      line: '2026-11-22 07:00:00.000 UTC,"jane","forms",77,"192.0.2.7:5000",655,3,"SELECT",2026-11-22 06:59:00 UTC,3/1,0,LOG,00000,"statement: COPY answers TO STDOUT",,,,,,,,,"psql"',
      want: { at, user: 'jane', ip: '192.0.2.7', action: 'db-query', fields: { statement: 'COPY answers TO STDOUT' } },
    },
    {
      name: 'jsonlog',
      line: '{"timestamp":"2026-11-22 07:00:00.000 UTC","user":"jane","dbname":"forms","pid":77,"remote_host":"192.0.2.7","remote_port":5000,"session_id":"655.3","line_num":3,"ps":"authentication","error_severity":"FATAL","state_code":"28P01","message":"password authentication failed for user \\"jane\\"","backend_type":"client backend"}',
      want: { at, pid: 77, user: 'jane', ip: '192.0.2.7', action: 'login-failed', program: 'postgres' },
    },
    {
      name: 'the process before the time, and no brackets behind it',
      line: '[77] 2026-11-22 07:00:00 UTC jane forms LOG:  disconnection: session time: 0:00:01.120 user=jane database=forms host=192.0.2.7 port=5000',
      want: { at, pid: 77, user: 'jane', ip: '192.0.2.7', action: 'disconnect' },
    },
    {
      name: 'seconds since 1970',
      line: `${at / 1e6}.250 [77] 655.3 FATAL:  no pg_hba.conf entry for host "192.0.2.7", user "jane", database "forms"`,
      want: { at: at + 250_000, pid: 77, ip: '192.0.2.7', action: 'login-failed' },
    },
    {
      name: 'a login in Japanese',
      line: '2026-11-22 07:00:00 UTC [77] LOG:  接続を認証しました: ユーザー=jane データベース=forms',
      want: { at, user: 'jane', action: 'login' },
    },
    {
      name: 'a connection in Japanese',
      line: '2026-11-22 07:00:00 UTC [77] LOG:  接続を受け付けました: ホスト=192.0.2.7 ポート番号=5000',
      want: { ip: '192.0.2.7', action: 'db-connect' },
    },
    {
      name: 'a refusal in Japanese',
      line: '2026-11-22 07:00:00 UTC [77] jane@forms FATAL:  ユーザー"jane"のパスワード認証に失敗しました',
      want: { user: 'jane', action: 'login-failed' },
    },
    {
      name: 'a statement in Japanese',
      line: '2026-11-22 07:00:00 UTC [77] jane@forms LOG:  期間: 812.4 ミリ秒  文: SELECT * FROM answers',
      want: { action: 'db-query', fields: { statement: 'SELECT * FROM answers' } },
    },
    {
      name: 'PgBouncer, of a client that it refused',
      line: '2026-11-22 07:00:00.000 UTC [77] WARNING C-0x55d0: forms/jane@192.0.2.7:5000 pooler error: password authentication failed',
      want: { at, pid: 77, user: 'jane', ip: '192.0.2.7', action: 'login-failed', program: 'pgbouncer' },
    },
    {
      name: 'PgBouncer, of a client that left',
      line: '2026-11-22 07:00:00.000 UTC [77] LOG C-0x55d0: forms/jane@[2001:db8::7]:5000 closing because: client close request (age=3s)',
      want: { user: 'jane', ip: '2001:db8::7', action: 'disconnect' },
    },
    {
      name: 'a statement in jsonlog',
      line: '{"timestamp":"2026-11-22 07:00:00.000 UTC","user":"jane","dbname":"forms","pid":77,"session_id":"655.3","error_severity":"LOG","message":"statement: COPY answers TO STDOUT"}',
      want: { action: 'db-query', fields: { database: 'forms', statement: 'COPY answers TO STDOUT' } },
    },
  ])('reads $name', ({ line, want }) => {
    const { formats, events } = readLines([line]);
    expect(formats).toEqual(['postgresql']);
    expect(events[0]).toMatchObject(want);
  });

  it('names nobody before anybody said who they are', () => {
    const prefix = '2026-11-22 07:00:00 UTC [9]: user=[unknown],db=[unknown],client=192.0.2.7 ';
    const { events } = readLines([`${prefix}LOG:  connection received: host=192.0.2.7 port=40112`]);
    expect(events).toMatchObject([{ user: '', ip: '192.0.2.7', action: 'db-connect' }]);
  });

  it('joins a statement of several lines', () => {
    const { formats, events } = readLines([
      '2026-11-22 07:00:00.000 UTC [77] a@b LOG:  statement: select *',
      '\tfrom answers',
      '2026-11-22 07:00:01.000 UTC [77] a@b LOG:  next',
    ]);
    expect(formats).toEqual(['postgresql', 'continued', 'postgresql']);
    expect(events[0]?.message).toBe('statement: select *\n\tfrom answers');
  });

  it('takes an abbreviation that is several zones for local time', () => {
    expect(readLines(['2026-11-22 07:00:00 JST [77] a@b LOG:  x'], { timeZone: 'Asia/Tokyo' }).events[0]?.at).toBe(
      micros('2026-11-21T22:00:00Z'),
    );
  });
});

describe('MySQL and MariaDB', () => {
  it.each([
    {
      name: 'the error log',
      line: "2026-11-22T07:00:00.000000Z 8 [Note] [MY-010926] [Server] Access denied for user 'jane'@'192.0.2.7' (using password: YES)",
      want: { at, user: 'jane', ip: '192.0.2.7', action: 'login-failed' },
    },
    {
      name: 'the old error log',
      line: "261122  7:00:00 [Warning] Access denied for user 'root'@'192.0.2.7' (using password: NO)",
      want: { at, user: 'root', action: 'login-failed' },
    },
    {
      name: "MariaDB's error log",
      line: "2026-11-22  7:00:00 8 [Warning] Access denied for user 'root'@'192.0.2.7'",
      want: { at, action: 'login-failed' },
    },
    {
      name: 'the general log',
      line: '2026-11-22T07:00:00.000000Z\t   14 Query\tSELECT * FROM answers',
      want: { at, action: 'db-query', fields: { statement: 'SELECT * FROM answers' } },
    },
    {
      name: 'a connection in the general log',
      line: '2026-11-22T07:00:00.000000Z\t   14 Connect\tjane@192.0.2.7 on forms using TCP/IP',
      want: { action: 'login', user: 'jane', ip: '192.0.2.7' },
    },
    {
      name: 'a statement that holds the words of a refusal',
      line: "2026-11-22T07:00:00.000000Z\t   14 Query\tAccess denied for user 'root'@'192.0.2.7' (using password: YES)",
      want: { action: 'db-query', user: '', ip: '' },
    },
    {
      name: 'server_audit',
      line: "20261122 07:00:00,db1,jane,192.0.2.7,14,99,QUERY,forms,'select * from answers',0",
      want: {
        at,
        host: 'db1',
        user: 'jane',
        ip: '192.0.2.7',
        action: 'db-query',
        fields: { statement: 'select * from answers', database: 'forms' },
      },
    },
  ])('reads $name', ({ line, want }) => {
    const { formats, events } = readLines([line]);
    expect(formats).toEqual(['mysql']);
    expect(events[0]).toMatchObject(want);
  });

  it('reads the slow log', () => {
    const { formats, events } = readLines([
      '# Time: 2026-11-22T07:00:00.000000Z',
      '# User@Host: jane[jane] @ app [192.0.2.7]  Id: 5',
      '# Query_time: 12.5  Lock_time: 0.0 Rows_sent: 90000  Rows_examined: 90000',
      'SET timestamp=1795330800;',
      'SELECT *',
      'FROM answers;',
    ]);
    expect(formats.filter((format) => format === undefined)).toEqual([]);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      at,
      user: 'jane',
      ip: '192.0.2.7',
      action: 'db-query',
      message: 'SELECT *\nFROM answers;',
      fields: { Rows_sent: '90000' },
    });
  });
});

describe('CSV', () => {
  it.each([
    ['a,b,c', ['a', 'b', 'c']],
    ['"a,b",c', ['a,b', 'c']],
    ['"a ""q""",', ['a "q"', '']],
    ['"open', ['open']],
    ['', ['']],
  ])('%s', (text, want) => {
    expect(splitCsv(text)).toEqual(want);
  });

  it('reads a table by the names in its head', () => {
    const { formats, events } = readLines([
      'Event,Timestamp,IP Address,Recipient',
      'open,2026-11-22T07:00:00Z,192.0.2.7,a@example.jp',
      'torn line',
    ]);
    expect(formats).toEqual(['csv', 'csv', undefined]);
    expect(events[0]).toMatchObject({ at, ip: '192.0.2.7', user: 'a@example.jp', fields: { Event: 'open' } });
  });

  it.each([
    { head: 'Timestamp (UTC)', time: '2026-11-22 07:00:00' },
    { head: 'created_at_utc', time: '2026-11-22 07:00:00' },
    { head: 'Time (GMT+9)', time: '2026-11-22 16:00:00' },
    { head: 'Date/Time (JST)', time: '2026/11/22 16:00:00' },
    { head: '日時（+09:00）', time: '2026/11/22 16:00:00' },
  ])('takes a time in the zone that its column names: $head', ({ head, time }) => {
    const { formats, events } = readLines(
      [`${head},User,Event,IP address`, `${time},tom,login.success,192.0.2.7`],
      // A zone of the organisation that is none of these.
      { timeZone: 'America/New_York' },
    );
    expect(formats).toEqual(['csv', 'csv']);
    expect(events[0]).toMatchObject({ at, user: 'tom', ip: '192.0.2.7' });
  });
});

describe('what MySQL says of clients elsewhere than in its own log', () => {
  it.each([
    {
      name: 'a connection that broke off',
      line: "2026-11-22 7:00:00 12 [Warning] Aborted connection 12 to db: 'shop' user: 'jane' host: '192.0.2.7' (Got timeout reading communication packets)",
      want: { at, user: 'jane', ip: '192.0.2.7', action: 'disconnect' },
    },
    {
      name: 'server_audit in syslog',
      line: "Nov 22 07:00:00 db1 mysql-server_auditing: db1,jane,192.0.2.7,12,90,QUERY,shop,'SELECT 1, ''a''',0",
      want: { at, host: 'db1', user: 'jane', ip: '192.0.2.7', action: 'db-query', fields: { connection: '12' } },
    },
    {
      name: 'a login that failed, as Percona writes it',
      line: '{"audit_record":{"name":"Connect","record":"1_2026","timestamp":"2026-11-22T07:00:00Z","connection_id":"12","status":1045,"user":"jane","ip":"192.0.2.7","db":"shop"}}',
      want: { at, user: 'jane', ip: '192.0.2.7', action: 'login-failed', fields: { database: 'shop' } },
    },
    {
      name: 'a statement, as MySQL Enterprise writes it',
      line: '{"timestamp":"2026-11-22 07:00:00","id":1,"class":"general","event":"status","connection_id":12,"account":{"user":"jane","host":"app"},"login":{"user":"jane","ip":"192.0.2.7"},"general_data":{"command":"Query","query":"SELECT 1","status":0}}',
      want: { at, user: 'jane', ip: '192.0.2.7', action: 'db-query', fields: { statement: 'SELECT 1' } },
    },
  ])('$name', ({ line, want }) => {
    expect(readLines([line]).events).toMatchObject([want]);
  });
});

it('takes no other program’s line for one of MySQL’s for the name of its level', () => {
  const { formats, events } = readLines([
    '2026-11-22T07:00:00.101Z [ERROR] agent.http: Request error: method=GET url=/v1/kv/a from=192.0.2.7:5100 error="Permission denied"',
    '2026-11-22T07:00:00.101Z [INFO]  agent: Synced node info',
  ]);
  expect(formats).not.toContain('mysql');
  expect(events).toMatchObject([
    { at: at + 101_000, program: 'agent.http', ip: '192.0.2.7', action: 'refused' },
    { program: 'agent', message: 'Synced node info' },
  ]);
});

it('knows the lines of MySQL’s start', () => {
  const { formats } = readLines([
    '2026-11-22 07:00:00+00:00 [Note] [Entrypoint]: Entrypoint script for MySQL Server 8.4.2 started.',
    '2026-11-22T07:00:00.101234Z 0 [ERROR] [MY-010119] [Server] Aborting',
  ]);
  expect(formats).toEqual(['mysql', 'mysql']);
});
