import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditFields, parseAuditRecord } from './auditd.ts';
import { micros, readLines } from './read-lines.test-support.ts';

const head = 'msg=audit(1795330800.072:375):';

describe('audit records', () => {
  it('joins the records of one event by their serial', () => {
    const { formats, events } = readLines([
      `type=SYSCALL ${head} arch=c000003e syscall=59 success=yes exit=0 a0=55d a1=55e ppid=1 pid=77 auid=1000 uid=0 comm="cat" exe="/usr/bin/cat" key="shadow"`,
      `type=EXECVE ${head} argc=3 a0="cat" a1="-n" a2=2F746D702F6D792066696C65`,
      `type=CWD ${head} cwd="/root"`,
      `type=PATH ${head} item=0 name="/usr/bin/cat" inode=1 nametype=NORMAL`,
      `type=PROCTITLE ${head} proctitle=636174002D6E002F746D70`,
      `type=USER_LOGIN msg=audit(1795330801.000:376): pid=9 uid=0 auid=0 ses=1 msg='op=login acct="root" exe="/usr/sbin/sshd" hostname=? addr=192.0.2.7 terminal=ssh res=failed'`,
    ]);
    expect(formats).toEqual(Array.from({ length: 6 }, () => 'auditd'));
    const [call, exec, , path, , login] = events;
    expect(call).toMatchObject({
      at: micros('2026-11-22T07:00:00Z') + 72_000,
      action: 'exec',
      pid: 77,
      fields: {
        exe: '/usr/bin/cat',
        argv: 'cat -n /tmp/my file',
        cwd: '/root',
        proctitle: 'cat -n /tmp',
        serial: '375',
        a0: '55d',
      },
    });
    expect(exec).toMatchObject({ action: 'exec', fields: { a2: '/tmp/my file', exe: '/usr/bin/cat', key: 'shadow' } });
    expect(path).toMatchObject({ action: 'file-access', fields: { name: '/usr/bin/cat', exe: '/usr/bin/cat' } });
    expect(login).toMatchObject({ action: 'login-failed', user: 'root', ip: '192.0.2.7', fields: { res: 'failed' } });
    expect(events.map(({ n }) => n)).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('reads the enriched form, and a command in hex', () => {
    const record = parseAuditRecord(
      `type=USER_CMD ${head} pid=1 uid=0 msg='cwd="/" cmd=636174202F6574632F736861646F77 terminal=? res=success'\x1dUID="root" AUID="jane"`,
    );
    expect(record?.row).toMatchObject({
      action: 'sudo',
      user: 'jane',
      fields: { cmd: 'cat /etc/shadow', UID: 'root' },
    });
  });

  it.each([
    ['11/22/2026', 'as American English writes dates'],
    ['22/11/26', 'as British English does'],
    ['22.11.2026', 'as German does'],
  ])('reads what ausearch interpreted, of %s, %s', (day) => {
    const interpreted = `msg=audit(${day} 07:00:00.072:375) :`;
    const { formats, events } = readLines(
      [
        '----',
        `type=PROCTITLE ${interpreted} proctitle=sh -c cat /etc/shadow `,
        `type=EXECVE ${interpreted} argc=3 a0=sh a1=-c a2=cat /etc/shadow `,
        `type=SYSCALL ${interpreted} arch=x86_64 syscall=execve success=yes exit=0 ppid=1 pid=77 auid=jane uid=root comm=ABBA exe=/usr/bin/sh key=(null) `,
        `type=USER_LOGIN msg=audit(${day} 07:00:01.000:376) : pid=9 uid=root auid=unset ses=unset msg='op=login acct=admin exe=/usr/sbin/sshd hostname=? addr=192.0.2.7 terminal=ssh res=failed' `,
      ],
      { timeZone: 'Asia/Tokyo' },
    );
    expect(formats.slice(1)).toEqual(Array.from({ length: 4 }, () => 'auditd'));
    const [, exec, call, login] = events;
    expect(exec).toMatchObject({
      at: micros('2026-11-21T22:00:00Z') + 72_000,
      action: 'exec',
      fields: { argv: 'sh -c cat /etc/shadow', proctitle: 'sh -c cat /etc/shadow', exe: '/usr/bin/sh' },
    });
    expect(call).toMatchObject({ action: 'exec', user: 'jane', pid: 77, fields: { comm: 'ABBA', serial: '375' } });
    expect(login).toMatchObject({ action: 'login-failed', user: 'admin', ip: '192.0.2.7' });
  });

  it.each([
    ['ADD_USER', 'user-added'],
    ['DEL_USER', 'user-removed'],
    ['USER_START', 'session-opened'],
    ['SERVICE_STOP', 'service-stop'],
    ['CONFIG_CHANGE', 'config-changed'],
    ['DAEMON_END', 'log-stopped'],
  ])('%s is %s', (type, action) => {
    expect(parseAuditRecord(`type=${type} ${head} pid=1 res=success`)?.row.action).toBe(action);
  });

  it('keeps the host of a collected record, and reads one behind syslog', () => {
    expect(parseAuditRecord(`node=db1 type=LOGIN ${head} pid=1`)?.row.host).toBe('db1');
    const [row] = readLines([`Nov 22 07:00:00 db1 audispd: type=EXECVE ${head} argc=1 a0="id"`]).events;
    expect(row).toMatchObject({ program: 'auditd', host: 'db1', action: 'exec', fields: { argv: 'id' } });
  });

  it('takes any text for fields: strings, bounded, never a throw', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 500 }), (text) => {
        expect(Object.values(auditFields(text, 'SYSCALL')).every((value) => typeof value === 'string')).toBe(true);
      }),
    );
    expect(
      Object.keys(auditFields(Array.from({ length: 5000 }, (_, i) => `k${i}=v`).join(' '), 'X')).length,
    ).toBeLessThanOrEqual(400);
  });

  // What the names and values of a record are, as one expression says it.
  it('takes apart any text as the expression of its words does', () => {
    const pair = /([A-Za-z_][A-Za-z0-9_\-[\]]{0,63})=("[^"]*"|'[^']*'|[^\s'"]*)/g;
    const bit = fc.constantFrom(
      'a',
      'Z',
      '_',
      '9',
      '-',
      '[',
      ']',
      '=',
      '"',
      "'",
      ' ',
      '\n',
      '.',
      'x=1',
      '\xff',
      'é',
      '日',
    );
    const long = fc.integer({ min: 60, max: 70 }).map((size) => `${'9'.repeat(3)}${'k'.repeat(size)}=v `);
    const text = fc
      .array(fc.oneof({ weight: 20, arbitrary: bit }, long), { maxLength: 60 })
      .map((bits) => bits.join(''));
    fc.assert(
      fc.property(text, (given) => {
        const want = new Map<string, string>();
        for (const [, name = '', value = ''] of given.matchAll(pair))
          if (!want.has(name)) want.set(name, /^["']/.test(value) ? value.slice(1, -1) : value);
        expect(auditFields(given, 'SYSCALL')).toEqual(Object.fromEntries(want));
      }),
      { numRuns: 2000 },
    );
  });
});

it.each([
  ['c00000b7', '221', 'exec'],
  ['c00000b7', '59', ''],
  ['40000003', '11', 'exec'],
  ['c000003e', '221', ''],
])('knows execve by its machine: arch=%s syscall=%s', (arch, call, action) => {
  expect(parseAuditRecord(`type=SYSCALL ${head} arch=${arch} syscall=${call} success=yes`)?.row.action).toBe(action);
});
