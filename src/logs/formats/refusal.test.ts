import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectLinear } from '../../vocabulary/linear-time.test-support.ts';
import { readLines } from './read-lines.test-support.ts';
import { plainWords, refusalOf } from './refusal.ts';
import { sourceAddress } from './source-address.ts';

describe('whose address a message names', () => {
  it.each([
    { says: 'connection from 192.0.2.1 to 198.51.100.2 denied', want: '192.0.2.1' },
    { says: 'to 198.51.100.2, from 192.0.2.1', want: '192.0.2.1' },
    { says: "Registration from 'sip:100@198.51.100.9' failed for '192.0.2.1:5060'", want: '192.0.2.1' },
    { says: 'LocalAddress="IPV4/UDP/198.51.100.9/5060",RemoteAddress="IPV4/UDP/192.0.2.1/5070"', want: '192.0.2.1' },
    { says: 'access denied -- client [192.0.2.1]: wrong password', want: '192.0.2.1' },
    { says: 'relay=host.example [192.0.2.1], reject=550', want: '192.0.2.1' },
    { says: 'query 192.0.2.1 of network 198.51.100.0/24', want: '192.0.2.1' },
    { says: 'peer ::ffff:192.0.2.1 left', want: '192.0.2.1' },
    { says: 'client [IPv6:2001:db8::1] left', want: '2001:db8::1' },
    { says: "user 'from 198.51.100.9' failed at client 192.0.2.1", want: '192.0.2.1' },
    { says: 'IP: 2001:db8::b6d3:95d7:1425:766d. Username: anna', want: '2001:db8::b6d3:95d7:1425:766d' },
    { says: 'info: block(1): tcp/accept ]: 192.0.2.1.50550 0.0.0.0.1080: authentication failed', want: '192.0.2.1' },
    { says: 'Login disabled user=anna host=localhost.localdomain [127.0.0.1]', want: '127.0.0.1' },
    { says: 'version 1.2.3.4.5 of it', want: '' },
    { says: "Remote address updated from '198.51.100.9' to '192.0.2.1'", want: '192.0.2.1' },
    { says: "Login of 'x remote address updated to 198.51.100.9' from 192.0.2.1", want: '192.0.2.1' },
    { says: 'listening on 198.51.100.2', want: '' },
    { says: 'host:198.51.100.2:7000|source:/192.0.2.1|port:51221', want: '192.0.2.1' },
    { says: 'failed for "root" via web interface (IP: 192.0.2.1)', want: '192.0.2.1' },
    { says: 'Code: 516. DB::Exception: Authentication failed', want: '' },
    { says: '198.51.100.2:5984 192.0.2.1 undefined POST /_session 401 ok 3', want: '192.0.2.1' },
    { says: 'Source IP: 127.0.0.1, Content: Access Violation from 192.0.2.1 with TCP', want: '192.0.2.1' },
    { says: 'at 10:11:12 of 01:02:03', want: '' },
  ])('$says', ({ says, want }) => {
    expect(sourceAddress(says)).toBe(want);
  });
});

describe('what applications say in Japanese', () => {
  it.each([
    { says: 'ログイン失敗 (IP: 192.0.2.1)', want: { action: 'login-failed', ip: '192.0.2.1' } },
    { says: 'ログインに失敗しました。IP=192.0.2.1', want: { action: 'login-failed', ip: '192.0.2.1' } },
    { says: '認証エラー ip=192.0.2.1', want: { action: 'login-failed' } },
    { says: 'パスワードが正しくありません ip=192.0.2.1', want: { action: 'login-failed' } },
    { says: 'ログイン成功 ip=192.0.2.1', want: { action: 'login', ip: '192.0.2.1' } },
    { says: '管理者がログインしました ip=192.0.2.1', want: { action: 'login' } },
    { says: 'ログイン画面でエラーが発生 ip=192.0.2.1', want: { ip: '192.0.2.1' } },
    { says: 'ログインしました。入力エラーがあります ip=192.0.2.1', want: { action: 'login' } },
    { says: 'メール送信に失敗しました ip=192.0.2.1', want: { ip: '192.0.2.1' } },
    { says: 'パスワード変更完了 ip=192.0.2.1', want: { ip: '192.0.2.1' } },
  ])('$says', ({ says, want }) => {
    const meant = plainWords(Buffer.from(says, 'utf8').toString('latin1'));
    expect(meant).toMatchObject(want);
    if (!('action' in want)) expect(meant.action).toBeUndefined();
  });
});

describe('what applications say in other languages', () => {
  it.each([
    {
      says: "Anmeldung fehlgeschlagen für Benutzer 'anna' von 192.0.2.1",
      want: { action: 'login-failed', ip: '192.0.2.1' },
    },
    { says: 'Zugriff verweigert: 192.0.2.1 (falsches Passwort)', want: { action: 'login-failed' } },
    {
      says: "Échec de connexion pour l'utilisateur anna depuis 192.0.2.1",
      want: { action: 'login-failed', ip: '192.0.2.1' },
    },
    { says: 'Identifiants invalides (IP : 192.0.2.1)', want: { action: 'login-failed' } },
    {
      says: 'Intento de inicio de sesión fallido para anna desde 192.0.2.1',
      want: { action: 'login-failed', ip: '192.0.2.1' },
    },
    { says: 'Contraseña incorrecta para anna, IP 192.0.2.1', want: { action: 'login-failed' } },
    { says: 'Falha de autenticação, senha incorreta: 192.0.2.1', want: { action: 'login-failed' } },
    { says: 'Autenticazione fallita da 192.0.2.1', want: { action: 'login-failed' } },
    { says: 'Aanmelding mislukt voor anna van 192.0.2.1', want: { action: 'login-failed' } },
    { says: 'IP 192.0.2.1 gesperrt', want: { action: 'refused' } },
    { says: '不正アクセスを検知したため接続を拒否しました(192.0.2.1)', want: { action: 'refused' } },
    { says: 'Anmeldung erfolgreich nach falschem Passwort von 192.0.2.1', want: { ip: '192.0.2.1' } },
    { says: 'Connexion réussie pour anna depuis 192.0.2.1', want: { ip: '192.0.2.1' } },
    { says: 'Échec de connexion au serveur 192.0.2.1', want: { ip: '192.0.2.1' } },
  ])('$says', ({ says, want }) => {
    const meant = plainWords(Buffer.from(says, 'utf8').toString('latin1'));
    expect(meant).toMatchObject(want);
    if (!('action' in want)) expect(['login-failed', 'refused']).not.toContain(meant.action);
  });
});

describe('a form without the token of its page is no login that failed', () => {
  it.each([
    'token mismatch',
    'CSRF token mismatch.',
    'Illuminate\\Session\\TokenMismatchException: CSRF token mismatch. from 192.0.2.1',
    "Can't verify CSRF token authenticity.",
    'ActionController::InvalidAuthenticityToken (ActionController::InvalidAuthenticityToken)',
    'Forbidden (CSRF token from POST incorrect.): /entry/',
    'invalid csrf token',
  ])('%s', (says) => {
    expect(plainWords(says).action).not.toBe('login-failed');
  });

  it.each(['auth token mismatch, client 192.0.2.1', 'invalid API token from 192.0.2.1'])('%s', (says) => {
    expect(plainWords(says)).toMatchObject({ action: 'login-failed', ip: '192.0.2.1' });
  });
});

describe('what the words of any program mean', () => {
  it.each([
    { says: 'Failed login attempt for "anna" from 192.0.2.1', want: { action: 'login-failed', ip: '192.0.2.1' } },
    { says: 'Authentication request for "anna" has been denied (IP: "192.0.2.1")', want: { action: 'login-failed' } },
    { says: '192.0.2.1 tried to authenticate with nonexistent user', want: { action: 'login-failed' } },
    { says: 'type=LOGIN_ERROR, ipAddress=192.0.2.1, error=user_not_found', want: { action: 'login-failed' } },
    { says: 'login.ok', want: { action: 'login' } },
    { says: 'auth.sign-in.succeeded', want: { action: 'login' } },
    { says: 'login.ok_again failed', want: {} },
    { says: 'unknown user, client 192.0.2.1', want: { action: 'login-failed' } },
    {
      says: 'Unable to find an existing account matching your credentials, ip 192.0.2.1',
      want: { action: 'login-failed' },
    },
    { says: 'anna was not found in LDAP directory (192.0.2.1)', want: { action: 'login-failed', ip: '192.0.2.1' } },
    {
      says: 'status [NT_STATUS_NO_SUCH_USER] remote host [ipv4:192.0.2.1:62419]',
      want: { action: 'login-failed', ip: '192.0.2.1' },
    },
    { says: 'Client anna disconnected, not authorised, 192.0.2.1', want: { action: 'refused' } },
    { says: 'SecurityEvent="InvalidPassword",RemoteAddress="IPV4/TCP/192.0.2.1/9"', want: { action: 'login-failed' } },
    { says: "client 192.0.2.1#53: zone transfer 'example.jp/AXFR/IN' denied", want: { action: 'refused' } },
    {
      says: '[**] [1:2:3] a scan [**] {TCP} 192.0.2.1:9 -> 198.51.100.2:22',
      want: { action: 'refused', ip: '192.0.2.1' },
    },
    { says: 'Threat-detection adds host 192.0.2.1 to shun list', want: { action: 'refused', ip: '192.0.2.1' } },
    { says: 'DENIED_RDNS_MISSING from: a@b.example origin_ip: 192.0.2.1', want: { action: 'refused' } },
    { says: '192.0.2.1 max sender authentication errors (5) exceeded', want: { action: 'login-failed' } },
    { says: 'event access.denied, client 192.0.2.1', want: { action: 'refused' } },
    { says: 'Rack_Attack throttled 192.0.2.1', want: { action: 'refused', ip: '192.0.2.1' } },
    { says: 'Disconnecting (/192.0.2.1:9): You are not white-listed!', want: { action: 'login-failed' } },
    { says: 'Failed Login: username=anna ip=192.0.2.1', want: { action: 'login-failed', user: 'anna' } },
    { says: 'user [SHOP]\\[anna] status [NT_STATUS_WRONG_PASSWORD]', want: { action: 'login-failed', user: 'anna' } },
    { says: 'user "anna" logged in from 192.0.2.1', want: { action: 'login', ip: '192.0.2.1' } },
    {
      says: 'Successful login for anna@inn.example (ID: 4) from 192.0.2.1 in session dbe5401d96cd7aa0',
      want: { action: 'login', ip: '192.0.2.1', user: 'anna@inn.example' },
    },
    {
      says: 'User [anna] from [192.0.2.1] signed in to [DSM] successfully via [password].',
      want: { action: 'login', ip: '192.0.2.1', user: 'anna' },
    },
    { says: 'Login succeeded after 3 failed attempts, client 192.0.2.1', want: { action: 'login' } },
  ])('$says', ({ says, want }) => {
    expect(plainWords(says)).toMatchObject(want);
  });

  it.each([
    'connect() to 192.0.2.1 failed: Connection refused',
    'failed to send password reset to anna, via 192.0.2.1',
    'access denied -- client 192.0.2.1: missing or invalid Authorization header',
    'Connection closed (no auth attempts in 0 secs), client 192.0.2.1: handshake failed',
    'session opened for anna from 192.0.2.1',
    'login failed for user x ip=198.51.100.9 time=1\\n[20220407-12:16:59] [INFO ] AUTHFAIL: user=y',
    'Wrong data received: Logon failed for user anna from 192.0.2.1',
    'unknown user in the cache',
    'failed login counter reset for anna (192.0.2.1)',
    '192.0.2.1 removed from block list',
    'query from 192.0.2.1: denied.example.org A',
  ])('no refusal: %s', (says) => {
    expect(refusalOf(says)).toBeUndefined();
  });

  it('takes any text in bounded time', () => {
    fc.assert(fc.property(fc.string({ maxLength: 400 }), (text) => plainWords(text) !== undefined));
    for (const piece of [
      'user ',
      "'",
      'login ',
      'from 1.2.3.4 ',
      '1.2.3.',
      ':::',
      'a=',
      'invalid ',
      'denied.a',
      'login ung\xc3',
      'senha ',
    ])
      expectLinear((length) => plainWords(piece.repeat(length)), 100_000, piece);
  });
});

describe('lines by layouts of their own', () => {
  const at = (iso: string) => Date.parse(iso) * 1000;
  it.each([
    { line: '[Jan 18 17:39:50] NOTICE[9] x: Wrong password for 192.0.2.1', want: { at: at('2026-01-18T17:39:50Z') } },
    { line: '01/13/2026 - 01:25:17: Bad login from 192.0.2.1', want: { at: at('2026-01-13T01:25:17Z') } },
    { line: '22-06-2026 09:56:12 login failed, host 192.0.2.1', want: { at: at('2026-06-22T09:56:12Z') } },
    { line: '2026.11.21 14:29:16 login failed, host 192.0.2.1', want: { at: at('2026-11-21T14:29:16Z') } },
    {
      line: '[Nest] 7  - 08/22/2026, 7:32:47 PM  WARN login failed, host 192.0.2.1',
      want: { at: at('2026-08-22T19:32:47Z') },
    },
    { line: 'Apr 15, 2026 8:34:08 PM login failed, host 192.0.2.1', want: { at: at('2026-04-15T20:34:08Z') } },
    { line: '@400000004c91b044077a9e94 login failed, host 192.0.2.1', want: { at: 1284616250125476 } },
    {
      line: '  1221:20261120:031102.112 failed login of user "anna" from 192.0.2.1',
      want: { at: at('2026-11-20T03:11:02.112Z') },
    },
    {
      line: 'ERROR     Nov 20 03:11:02.112 [1221]: Unauthorized login from "192.0.2.1" [192.0.2.1].',
      want: { at: at('2026-11-20T03:11:02Z'), ip: '192.0.2.1' },
    },
    {
      line: 'Nov 20 03:11:02 c2s55d1a2b\tinfo\tFailed authentication attempt for user anna from IP: 192.0.2.1',
      want: { at: at('2026-11-20T03:11:02Z'), program: 'c2s55d1a2b', severity: 'info', ip: '192.0.2.1' },
    },
    {
      line: 'Nov 20 03:11:02 rtx Login failed for SSH: 192.0.2.1',
      want: { at: at('2026-11-20T03:11:02Z'), program: 'syslog', ip: '192.0.2.1' },
    },
    {
      line: '<129> id=firewall time="2026-11-20 03:11:02 UTC" msg="Administrator login denied" src=192.0.2.1:51221:X1 dst=198.51.100.1:443:X1',
      want: { at: at('2026-11-20T03:11:02Z'), ip: '192.0.2.1' },
    },
    {
      line: 'date=2026-11-20 time=03:11:02 action="ssl-login-fail" remip=192.0.2.1 msg="SSL user failed to logged in"',
      want: { at: at('2026-11-20T03:11:02Z'), ip: '192.0.2.1' },
    },
    {
      line: '2026.11.20 03:11:02 DEBUG web[1][auth.event] login failure [cause|wrong password][IP|192.0.2.1|][login|anna]',
      want: { ip: '192.0.2.1' },
    },
    { line: '[PDT Apr 16 21:05:29] error: login failed, host 192.0.2.1', want: { at: at('2026-04-16T21:05:29Z') } },
    {
      line: 'time="2026-02-14T13:47:54Z" level=error msg="Unsuccessful 1FA authentication attempt" remote_ip=192.0.2.1',
      want: { at: at('2026-02-14T13:47:54Z'), ip: '192.0.2.1' },
    },
  ])('$line', ({ line, want }) => {
    expect(readLines([line]).events).toMatchObject([{ action: 'login-failed', ...want }]);
  });

  it('gives the second line of a java.util.logging record the time of the first', () => {
    const { events } = readLines([
      'Apr 15, 2026 8:34:08 PM org.example.Login warn',
      'WARNING: Authentication attempt from 192.0.2.1 for user "anna" failed.',
    ]);
    expect(events).toMatchObject([{ n: 0 }, { n: 1, at: at('2026-04-15T20:34:08Z'), action: 'login-failed' }]);
  });

  it('takes nothing for a decision that goes on to another way', () => {
    const line = '2026-11-20 03:11:02 DEBUG auth: login failed for 192.0.2.1 at ldap, trying next provider';
    expect(readLines([line]).events).toMatchObject([{ action: '', ip: '192.0.2.1' }]);
  });

  it("reads what Samba says on the line below a record's head", () => {
    const { events } = readLines([
      '[2026/11/20 03:11:02.112233,  2] ../../auth/auth_log.c:653(log_authentication_event)',
      '  Auth: [SMB2,(null)] user [SHOP]\\[anna] status [NT_STATUS_NO_SUCH_USER] remote host [ipv4:192.0.2.1:51221]',
    ]);
    expect(events).toMatchObject([
      { n: 0, action: '' },
      { n: 1, at: at('2026-11-20T03:11:02.112Z') + 233, action: 'login-failed', ip: '192.0.2.1', user: 'anna' },
    ]);
  });

  it('asks every other format before the loose one, whatever the line before was', () => {
    const { formats } = readLines(['22-06-2026 09:56:12 hello', 'Nov 22 07:00:00 host named[1]: hello']);
    expect(formats).toEqual(['timestamped', 'syslog']);
  });
});

describe('lines without a time', () => {
  it('takes those that tell a login or a refusal, and says of no other that it was understood', () => {
    const { formats, events } = readLines([
      'sshd[9]: Invalid user anna from 192.0.2.1 port 9',
      'Failed password for root from 192.0.2.2 port 9 ssh2',
      '[info] filter 192.0.2.3 POST /api/login took 8ms and returned 401 65 bytes',
      '[info] started',
      'Failed to start',
    ]);
    expect(formats).toEqual(['sshd', 'sshd', 'untimed', undefined, undefined]);
    expect(events).toMatchObject([
      { action: 'login-failed', ip: '192.0.2.1', user: 'anna', at: 0 },
      { action: 'login-failed', ip: '192.0.2.2', user: 'root' },
      { action: 'login-failed', ip: '192.0.2.3' },
    ]);
  });

  it('leaves the rest of a record to its record', () => {
    const { formats } = readLines([
      '2026-11-22 07:00:00 ERROR mail kept:',
      '  sshd[9]: Invalid user anna from 192.0.2.1 port 9',
    ]);
    expect(formats[1]).toBe('continued');
  });
});

describe('one XML element a line', () => {
  it('takes the far end of the transport for the client', () => {
    expect(
      readLines([
        '<co ts="2026-06-02T16:06:33.99" tr="TCP|198.51.100.1|25|192.0.2.1|4299" ap="SMTP" mi="Bad password" us="anna@example.jp" di="535 5.7.8 Bad username or password (Authentication failed)."/>',
        '<co ts="2026-06-02T16:06:34.99" tr="TCP|198.51.100.1|25|192.0.2.2|4299" ap="SMTP" mi="Authentication successful" us="anna@example.jp" di="235 2.7.0 LOGIN authentication successful."/>',
      ]),
    ).toMatchObject({
      formats: ['xml_element', 'xml_element'],
      events: [
        { at: at('2026-06-02T16:06:33.990Z'), action: 'login-failed', ip: '192.0.2.1', user: 'anna@example.jp' },
        { action: 'login', ip: '192.0.2.2' },
      ],
    });
  });
  it('takes what the empty elements within say for said of the outer one', () => {
    expect(
      readLines([
        '<event seq="1" time="2026-11-20 03:11:02.114511 +0000" name="I_LOGON_AUTH_FAILED" desc="User authentication failed."><session id="9" remoteAddress="192.0.2.1:50122"/><authentication userName="anna"/></event>',
        '<event seq="2" time="2026-11-20 03:11:02.114511 +0000" name="I_LOGON_AUTH_FAILED" desc="cut short"><session id="9"',
      ]),
    ).toMatchObject({
      formats: ['xml_element', undefined],
      events: [{ at: at('2026-11-20T03:11:02.114Z') + 511, action: 'login-failed', ip: '192.0.2.1', user: 'anna' }],
    });
  });
  const at = (iso: string) => Date.parse(iso) * 1000;
});

describe('a name that forges a record', () => {
  it('names only the client that the server wrote after it', () => {
    const forged =
      'AUTHFAIL: user=x ip=198.51.100.9 time=1\\n[20220407-12:16:59] [INFO ] AUTHFAIL: user=y ip=192.0.2.1';
    expect(plainWords(forged)).toMatchObject({ action: 'login-failed', ip: '192.0.2.1' });
  });
});

describe("what Drupal's syslog module says of a request", () => {
  it.each([
    { type: 'page not found', uri: '/phpMyAdmin', status: 404 },
    { type: 'access denied', uri: '/admin', status: 403 },
  ])('$type', ({ type, uri, status }) => {
    const line = `Oct  2 10:02:36 web drupal: https://www.example.jp|1443780156|${type}|192.0.2.1|https://www.example.jp${uri}|https://example.com/|0||x`;
    expect(readLines([line]).web).toMatchObject([
      { client: '192.0.2.1', vhost: 'www.example.jp', target: uri, status, referer: 'https://example.com/' },
    ]);
  });
});

describe("3proxy's log", () => {
  it.each([
    { code: '00005', action: 'login-failed' },
    { code: '00001', action: 'refused' },
    { code: '00000', action: '' },
    { code: '00012', action: '' },
  ])('$code', ({ code, action }) => {
    const line = `11-06-2026 02:09:43 +0300 PROXY.3128 ${code} anna 192.0.2.1:28788 0.0.0.0:0 0 0 0 GET http://www.example.jp/`;
    expect(readLines([line]).events).toMatchObject([{ action, ip: '192.0.2.1', user: 'anna' }]);
  });
});

describe('Windows events as XML', () => {
  const xml = (id: string, more: string) =>
    `<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System><Provider Name="Microsoft-Windows-Security-Auditing"/><EventID>${id}</EventID><TimeCreated SystemTime="2026-04-29T12:36:01.9027913Z"/><Computer>dc.example</Computer></System><EventData><Data Name="TargetUserName">anna</Data><Data Name="IpAddress">192.0.2.1</Data>${more}</EventData></Event>`;

  it('reads one on a line', () => {
    expect(readLines([xml('4625', '')]).events).toMatchObject([
      { action: 'login-failed', user: 'anna', ip: '192.0.2.1', host: 'dc.example', fields: { EventID: '4625' } },
    ]);
  });

  it('reads one over many lines, in an export', () => {
    const { formats, events } = readLines([
      '<Events>',
      ...xml('4624', '').replace(/></g, '>\n<').split('\n'),
      '</Events>',
    ]);
    expect(new Set(formats)).toEqual(new Set(['windows_event']));
    expect(events).toMatchObject([{ n: 1, action: 'login' }]);
  });

  it('gives up on what never ends', () => {
    expect(readLines(['<Event xmlns="x">', '<System>']).formats).toEqual([undefined, undefined]);
  });
});

describe('Windows events as JSON', () => {
  const beat = {
    '@timestamp': '2026-04-29T12:36:01.902Z',
    winlog: {
      ...{ channel: 'Security', event_id: 4625, provider_name: 'Microsoft-Windows-Security-Auditing' },
      computer_name: 'dc.example',
      event_data: { TargetUserName: 'anna', IpAddress: '192.0.2.1' },
    },
    message: 'An account failed to log on.',
  };
  const old = {
    ...{ '@timestamp': '2026-04-29T12:36:01.902Z', event_id: 4625, log_name: 'Security', computer_name: 'dc.example' },
    source_name: 'Microsoft-Windows-Security-Auditing',
    event_data: { TargetUserName: 'anna', IpAddress: '192.0.2.1' },
  };
  const dump = {
    Event: {
      System: {
        Provider: { '#attributes': { Name: 'Microsoft-Windows-Security-Auditing' } },
        EventID: { '#attributes': { Qualifiers: 0 }, '#text': 4625 },
        TimeCreated: { '#attributes': { SystemTime: '2026-04-29T12:36:01.902Z' } },
        ...{ Channel: 'Security', Computer: 'dc.example' },
      },
      EventData: { TargetUserName: 'anna', IpAddress: '::ffff:192.0.2.1' },
    },
  };

  it.each([
    { from: 'Winlogbeat', shape: beat },
    { from: 'Winlogbeat before 7', shape: old },
    { from: 'evtx_dump', shape: dump },
    {
      from: 'a collector that keeps the names of the event',
      shape: {
        ...{ EventID: 4625, TimeCreated: '2026-04-29T12:36:01.902Z', Computer: 'dc.example', Channel: 'Security' },
        ProviderName: 'Microsoft-Windows-Security-Auditing',
        EventData: { TargetUserName: 'anna', IpAddress: '192.0.2.1' },
      },
    },
  ])('of $from', ({ shape }) => {
    const { formats, events } = readLines([JSON.stringify(shape)]);
    expect(formats).toEqual(['windows_event']);
    expect(events).toMatchObject([
      {
        ...{ action: 'login-failed', user: 'anna', ip: '192.0.2.1', host: 'dc.example' },
        ...{ at: Date.parse('2026-04-29T12:36:01.902Z') * 1000, fields: { EventID: '4625', Channel: 'Security' } },
      },
    ]);
  });

  it('whose record has data under a name of its own', () => {
    const cleared = {
      Event: {
        System: { ...dump.Event.System, EventID: 1102 },
        UserData: { LogFileCleared: { SubjectUserName: 'ben' } },
      },
    };
    expect(readLines([JSON.stringify(cleared)]).events).toMatchObject([{ action: 'log-cleared', user: 'ben' }]);
  });

  it.each([{ ...beat, winlog: { event_id: 'x' } }, { Event: { System: { EventID: 1 } } }, { winlog: 'off' }])(
    'is none without id, time or channel (%#)',
    (shape) => {
      expect(readLines([JSON.stringify({ time: '2026-04-29T12:36:01Z', ...shape })]).formats).toEqual(['json_lines']);
    },
  );
});

describe("Squid's own access log", () => {
  it.each([
    {
      line: '1795330800.123     87 192.0.2.1 TCP_MISS/200 4099 GET http://www.example.jp/a anna HIER_DIRECT/198.51.100.2 text/html',
      want: { table: 'web', client: '192.0.2.1', user: 'anna', status: 200, size: 4099 },
    },
    {
      line: '1795330800.123      4 192.0.2.1 TCP_DENIED/403 4099 GET http://www.example.jp/a - HIER_NONE/- text/html',
      want: { table: 'event', ip: '192.0.2.1', action: 'refused' },
    },
  ])('$want.table', ({ line, want }) => {
    expect(readLines([line])).toMatchObject({ formats: ['squid'], rows: [want] });
  });
});

it.each([
  ['failed login for kato@shop.example from 192.0.2.7', 'kato@shop.example'],
  ["Authentication failed for 'kato' from 192.0.2.7", 'kato'],
  ['login failed from 192.0.2.7', ''],
])('whom it names between: %s', (said, user) => {
  expect(refusalOf(said)).toMatchObject({ action: 'login-failed', ip: '192.0.2.7', user });
});

it.each([
  ['Login permitted from 10.1.1.5/50122 to inside:10.1.1.1/ssh for user "admin"', 'login', 'admin', '10.1.1.5'],
  ['Users: kato, Source IP: 192.168.1.31, Computer name: PC31, Action: Login OK', 'login', 'kato', '192.168.1.31'],
  ['Login OK: [kato] (from client ap1 port 0 cli AA-BB-CC-DD-EE-FF)', 'login', 'kato', ''],
  [
    'Login incorrect (mschap: response): [ito/<via Auth-Type = mschap>] (from client vpn1 cli 203.0.113.72)',
    'login-failed',
    'ito',
    '203.0.113.72',
  ],
  [
    'AAA user authentication Rejected : reason = Invalid password : user = kato : user IP = 203.0.113.50',
    'login-failed',
    'kato',
    '203.0.113.50',
  ],
  ['User Authentication Successful: username=kato MAC=aa IP=10.2.1.33', 'login', 'kato', '10.2.1.33'],
])('an appliance says %j', (message, action, user, ip) => {
  expect(plainWords(message)).toMatchObject({ action, user, ip });
});
