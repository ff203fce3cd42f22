import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLines } from './read-lines.test-support.ts';

const failures = (lines: readonly string[]) =>
  readLines(lines)
    .events.filter(({ action }) => action === 'login-failed' || action === 'refused')
    .map(({ n, action, ip, user }) => ({ n, action, ip, user }));

const at = 'Nov 22 07:00:00 host';

describe('lines of one connection', () => {
  it('gives a failure the address that its connection began with', () => {
    expect(
      failures([
        `${at} slapd[9]: conn=1022 fd=21 ACCEPT from IP=192.0.2.1:45011 (IP=0.0.0.0:636)`,
        `${at} slapd[9]: conn=1023 fd=22 ACCEPT from IP=192.0.2.2:45012 (IP=0.0.0.0:636)`,
        `${at} slapd[9]: conn=1022 op=1 RESULT tag=97 err=49 text=`,
        `${at} slapd[9]: conn=1023 op=1 RESULT tag=97 err=0 text=`,
      ]),
    ).toEqual([{ n: 2, action: 'login-failed', ip: '192.0.2.1', user: '' }]);
  });

  it("knows OpenSMTPD's session by the number before each line", () => {
    expect(
      failures([
        `${at} smtpd[9]: 5a1b2c3d4e5f6071 smtp connected address=192.0.2.1 host=unknown`,
        `${at} smtpd[9]: 6a1b2c3d4e5f6072 smtp connected address=192.0.2.2 host=mail.example.org`,
        `${at} smtpd[9]: 5a1b2c3d4e5f6071 smtp failed-command command="AUTH LOGIN (password)" result="535 Authentication failed"`,
        `${at} smtpd[9]: 5a1b2c3d4e5f6071 smtp failed-command command="AUTH LOGIN (password)" result="535 Authentication failed"`,
        `${at} smtpd[9]: 6a1b2c3d4e5f6072 smtp disconnected reason=quit`,
      ]),
    ).toMatchObject([
      { n: 2, action: 'login-failed', ip: '192.0.2.1' },
      { n: 3, action: 'login-failed', ip: '192.0.2.1' },
    ]);
  });

  it('tells a failure at the later line, where only that names the client', () => {
    expect(
      failures([
        '2026-11-20T00:04:00.110+0100 [conn1] Failed to authenticate root@admin with mechanism SCRAM-SHA-1: AuthenticationFailed',
        '2026-11-20T00:04:00.111+0100 [conn1] end connection 192.0.2.1:53276 (0 connections now open)',
        '2026-11-20T00:04:00.112+0100 [conn2] end connection 192.0.2.2:53276 (0 connections now open)',
      ]),
    ).toMatchObject([{ n: 1, action: 'login-failed', ip: '192.0.2.1' }]);
  });

  it('takes the client for the one behind the proxy, where the server says so', () => {
    const web = (said: string) => `2026-01-15 10:10:02 +0000 08 mail.example WEBMAIL:0a1b: ${said}`;
    expect(
      failures([
        web('[198.51.100.1:5443] connection accepted from [198.51.100.9:62001]'),
        web("Remote address updated from '198.51.100.9' to '192.0.2.1'"),
        web('<> POST /api/v1/login/cookie HTTP/1.1 u= code=401 time=95'),
      ]),
    ).toMatchObject([{ n: 2, action: 'login-failed', ip: '192.0.2.1' }]);
  });

  it('takes the next line for the same client where connections have no number', () => {
    const connect = '1795330800: New connection from 192.0.2.1:58137 on port 1883.';
    const refused = '1795330800: Client <unknown> disconnected, not authorised.';
    expect(failures([connect, refused])).toMatchObject([{ n: 1, ip: '192.0.2.1' }]);
    expect(failures([connect, '1795330800: Saving in-memory database.', refused])).toEqual([]);
    expect(failures([connect, refused.replace('1795330800', '1795330801')])).toEqual([]);
  });

  it('leaves a failure without an address to its user, and a refusal to nobody', () => {
    const { events } = readLines([
      '2026-11-20T00:04:00.110+0100 [conn1] Failed to authenticate user anna: wrong password',
      '2026-11-20T00:04:01.110+0100 [conn2] message rejected',
    ]);
    expect(events).toMatchObject([
      { action: 'login-failed', ip: '', user: 'anna' },
      { action: '', ip: '' },
    ]);
  });
});

describe("sshd's process of one client", () => {
  const pam = (pid: number, user: string) =>
    `${at} sshd[${pid}]: pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.1  user=${user}`;
  const only = (lines: readonly string[]) =>
    readLines(lines)
      .events.filter(({ fields }) => fields['about'] === 'attempt')
      .map(({ n }) => n);

  it('counts what only PAM refused when the client leaves without having got in', () => {
    expect(only([pam(1, 'anna'), `${at} sshd[1]: Connection closed by 192.0.2.1 port 9 [preauth]`])).toEqual([1]);
  });

  it('forgives a slip of the finger, not a second name', () => {
    const login = `${at} sshd[1]: Accepted password for anna from 192.0.2.1 port 9 ssh2`;
    expect(only([pam(1, 'anna'), pam(1, 'anna'), login])).toEqual([]);
    expect(only([pam(1, 'anna'), pam(1, 'root'), login])).toEqual([1]);
  });

  it('says nothing twice that sshd says itself', () => {
    const lines = [
      pam(1, 'anna'),
      `${at} sshd[1]: Failed password for anna from 192.0.2.1 port 9 ssh2`,
      `${at} sshd[1]: Connection closed by authenticating user anna 192.0.2.1 port 9 [preauth]`,
    ];
    expect(only(lines)).toEqual([1]);
  });

  it('gives the address of the connection to what is no SSH', () => {
    expect(
      failures([
        `${at} sshd[1]: error: kex_exchange_identification: Connection closed by remote host`,
        `${at} sshd[1]: Connection closed by 192.0.2.1 port 9`,
        `${at} sshd[2]: Connection from 192.0.2.2 port 9 on 198.51.100.1 port 22`,
        `${at} sshd[2]: fatal: Unable to negotiate a key exchange method [preauth]`,
      ]),
    ).toMatchObject([
      { n: 1, ip: '192.0.2.1' },
      { n: 3, ip: '192.0.2.2' },
    ]);
  });

  it('takes the last address for the one that sshd wrote', () => {
    const { events } = readLines([
      `${at} sshd[1]: Connection closed by authenticating user a 198.51.100.9 port 1 192.0.2.1 port 9 [preauth]`,
    ]);
    expect(events).toMatchObject([{ ip: '192.0.2.1', user: 'a 198.51.100.9 port 1' }]);
  });
});

it('gives every line once, whatever the order of the lines', () => {
  const line = fc.constantFrom(
    `${at} sshd[1]: Connection from 192.0.2.1 port 9`,
    `${at} sshd[1]: fatal: Unable to negotiate a key exchange method [preauth]`,
    `${at} sshd[2]: error: kex_exchange_identification: banner line too long`,
    `${at} sshd[2]: Connection closed by 192.0.2.2 port 9`,
    `${at} slapd[9]: conn=1 op=1 RESULT tag=97 err=49 text=`,
    `${at} slapd[9]: conn=1 fd=21 ACCEPT from IP=192.0.2.3:4 (IP=0.0.0.0:636)`,
    `${at} slapd[9]: conn=1 fd=21 closed`,
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
      expect(readLines(lines).events.map(({ n }) => n)).toEqual(lines.map((_, n) => n));
    }),
  );
});
