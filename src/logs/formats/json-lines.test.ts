import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseShape } from './json-shape.ts';
import { micros, readLines } from './read-lines.test-support.ts';

const at = micros('2026-11-22T07:00:00Z');
const line = (value: unknown) => JSON.stringify(value);
const call = (eventName: string, more: object = {}) => ({
  eventVersion: '1.08',
  eventTime: '2026-11-22T07:00:00Z',
  eventSource: 's3.amazonaws.com',
  eventName,
  awsRegion: 'ap-northeast-1',
  sourceIPAddress: '192.0.2.7',
  userIdentity: { type: 'IAMUser', userName: 'deploy' },
  ...more,
});

it('a service of AWS that acts is no address', () => {
  const { events } = readLines([JSON.stringify(call('AssumeRole', { sourceIPAddress: 'cloudfront.amazonaws.com' }))]);
  expect(events).toMatchObject([{ ip: '', fields: { sourceIPAddress: 'cloudfront.amazonaws.com' } }]);
});

describe('JSON that is a request', () => {
  it.each([
    {
      name: 'Zeek',
      value: {
        ts: 1791331200.5,
        'id.orig_h': '192.0.2.7',
        'id.resp_h': '10.0.0.5',
        method: 'GET',
        host: 'a.example',
        uri: '/a',
        status_code: 200,
      },
    },
    {
      name: 'Suricata',
      value: {
        ...{
          timestamp: '2026-10-07T00:00:00.500000+0000',
          event_type: 'http',
          src_ip: '192.0.2.7',
          dest_ip: '10.0.0.5',
        },
        http: { hostname: 'a.example', url: '/a', http_method: 'GET', status: 200 },
      },
    },
    {
      name: 'Netlify, with the whole address',
      value: {
        timestamp: '2026-10-07T00:00:00.5Z',
        client_ip: '192.0.2.7',
        method: 'GET',
        domain: 'a.example',
        url: 'https://a.example/a',
        status_code: 200,
      },
    },
  ])('of $name has its client and its path', ({ value }) => {
    const { web } = readLines([JSON.stringify(value)]);
    expect(web).toMatchObject([
      { at: micros('2026-10-07T00:00:00.500Z'), client: '192.0.2.7', method: 'GET', target: '/a' },
    ]);
  });

  it.each([
    {
      name: 'CloudFront, with the query in a column of its own',
      value: {
        date: '2026-10-07',
        time: '00:00:00',
        'c-ip': '192.0.2.7',
        'cs-method': 'GET',
        'cs(Host)': 'a.example',
        'cs-uri-stem': '/a',
        'cs-uri-query': "id=1'--",
        'sc-status': '200',
        'sc-bytes': '5',
        'cs(User-Agent)': 'Mozilla/5.0%20(X11)',
      },
    },
    {
      name: 'HAProxy',
      value: {
        timestamp: '2026-10-07T00:00:00Z',
        client_ip: '192.0.2.7',
        http_method: 'GET',
        http_uri: "/a?id=1'--",
        host: 'a.example',
        status_code: 200,
        bytes_read: 5,
        user_agent: 'Mozilla/5.0 (X11)',
      },
    },
  ])('of $name keeps the query, the size and the agent', ({ value }) => {
    expect(readLines([JSON.stringify(value)]).web).toMatchObject([
      {
        at: micros('2026-10-07T00:00:00Z'),
        client: '192.0.2.7',
        vhost: 'a.example',
        target: "/a?id=1'--",
        size: 5,
        agent: 'Mozilla/5.0 (X11)',
      },
    ]);
  });

  it('asked of a proxy keeps the host that was asked for', () => {
    const asked = {
      time: '2026-10-07T00:00:00Z',
      remote_addr: '192.0.2.7',
      method: 'GET',
      host: 'a.example',
      uri: 'http://other.example/x',
      status: 404,
    };
    expect(readLines([JSON.stringify(asked)]).web).toMatchObject([{ target: 'http://other.example/x' }]);
  });

  it.each([
    {
      name: 'nginx',
      value: {
        time_iso8601: '2026-11-22T07:00:00+00:00',
        remote_addr: '192.0.2.7',
        request: 'GET /a?b=1 HTTP/1.1',
        status: 200,
        body_bytes_sent: 5,
        http_user_agent: 'x',
      },
    },
    {
      name: 'Envoy and Istio',
      value: {
        start_time: '2026-11-22T07:00:00.000Z',
        method: 'GET',
        path: '/a?b=1',
        response_code: 200,
        bytes_sent: 5,
        downstream_remote_address: '192.0.2.7:51022',
        x_forwarded_for: null,
        user_agent: 'x',
        authority: 'shop.example',
      },
    },
    {
      name: 'nginx, all strings',
      value: {
        time_local: '22/Nov/2026:07:00:00 +0000',
        remote_addr: '192.0.2.7',
        request_method: 'GET',
        request_uri: '/a?b=1',
        status: '200',
        body_bytes_sent: '5',
        http_user_agent: 'x',
      },
    },
    {
      name: 'Apache, with the path called request',
      value: {
        time: '2026-11-22T07:00:00+0000',
        remoteIP: '192.0.2.7',
        request: '/a',
        query: '?b=1',
        method: 'GET',
        status: '200',
        bytes: '5',
        userAgent: 'x',
      },
    },
    {
      name: 'Caddy',
      value: {
        level: 'info',
        ts: 1795330800,
        logger: 'http.log.access',
        request: {
          remote_ip: '192.0.2.7',
          client_ip: '192.0.2.7',
          proto: 'HTTP/1.1',
          method: 'GET',
          host: 'a',
          uri: '/a?b=1',
          headers: { 'User-Agent': ['x'] },
        },
        size: 5,
        status: 200,
      },
    },
    {
      name: 'Traefik',
      value: {
        ClientHost: '192.0.2.7',
        DownstreamStatus: 200,
        DownstreamContentSize: 5,
        RequestMethod: 'GET',
        RequestPath: '/a?b=1',
        StartUTC: '2026-11-22T07:00:00Z',
        'request_User-Agent': 'x',
      },
    },
    {
      name: 'pino-http',
      value: {
        level: 30,
        time: 1795330800000,
        req: { method: 'GET', url: '/a?b=1', remoteAddress: '192.0.2.7', headers: { 'user-agent': 'x' } },
        res: { statusCode: 200 },
        size: 5,
      },
    },
  ])('$name', ({ value }) => {
    const { formats, web } = readLines([line(value)]);
    expect(formats).toEqual(['json_access']);
    expect(web[0]).toMatchObject({
      at,
      client: '192.0.2.7',
      method: 'GET',
      target: '/a?b=1',
      status: 200,
      size: 5,
      agent: 'x',
    });
  });
});

describe('JSON of clouds', () => {
  it('reads CloudTrail, one event a line and many in one', () => {
    const { formats, events } = readLines([
      line(call('GetObject', { requestParameters: { bucketName: 'answers' } })),
      line({ Records: [call('ListBuckets'), call('ConsoleLogin', { responseElements: { ConsoleLogin: 'Failure' } })] }),
      line(call('ConsoleLogin', { responseElements: { ConsoleLogin: 'Success' } })),
    ]);
    expect(formats).toEqual(['cloudtrail', 'cloudtrail', 'cloudtrail']);
    expect(events.map(({ n, action }) => [n, action])).toEqual([
      [0, 'cloud-call'],
      [1, 'cloud-call'],
      [1, 'login-failed'],
      [2, 'login'],
    ]);
    expect(events[0]).toMatchObject({
      at,
      ip: '192.0.2.7',
      user: 'deploy',
      fields: { eventName: 'GetObject', 'requestParameters.bucketName': 'answers' },
    });
  });

  it('reads what a look-up in CloudTrail wrote, where each record stands as text', () => {
    const found = ['ListBuckets', 'CreateUser'].map((name) => ({
      ...{ EventName: name, Username: 'deploy' },
      CloudTrailEvent: JSON.stringify(call(name)),
    }));
    const { formats, events } = readLines([line({ Events: found })]);
    expect(formats).toEqual(['cloudtrail']);
    expect(events.map(({ program, fields }) => [program, fields['eventName']])).toEqual([
      ['cloudtrail', 'ListBuckets'],
      ['cloudtrail', 'CreateUser'],
    ]);
  });

  it('reads CloudTrail written out over many lines', () => {
    const text = JSON.stringify({ Records: [call('ListBuckets'), call('GetObject')] }, null, 2).split('\n');
    const { formats, events } = readLines(text);
    expect(new Set(formats)).toEqual(new Set(['continued', 'cloudtrail']));
    expect(events.map(({ n }) => n)).toEqual([0, 0]);
  });

  it.each([
    {
      name: 'Kubernetes audit',
      value: {
        kind: 'Event',
        apiVersion: 'audit.k8s.io/v1',
        verb: 'create',
        requestURI: '/x',
        user: { username: 'jane' },
        sourceIPs: ['192.0.2.7'],
        requestReceivedTimestamp: '2026-11-22T07:00:00Z',
      },
      format: 'kubernetes_audit',
    },
    {
      name: 'Microsoft 365',
      value: {
        CreationTime: '2026-11-22T07:00:00',
        Operation: 'MailItemsAccessed',
        UserId: 'jane',
        ClientIP: '192.0.2.7:443',
        Workload: 'Exchange',
      },
      format: 'microsoft365',
    },
    {
      name: 'Azure activity',
      value: {
        operationName: { value: 'x/delete' },
        caller: 'jane',
        eventTimestamp: '2026-11-22T07:00:00Z',
        httpRequest: { clientIpAddress: '192.0.2.7' },
      },
      format: 'azure_activity',
    },
    {
      name: "Google Cloud's audit",
      value: {
        protoPayload: {
          ...{ '@type': 'type.googleapis.com/google.cloud.audit.AuditLog', methodName: 'storage.objects.get' },
          ...{ serviceName: 'storage.googleapis.com', authenticationInfo: { principalEmail: 'jane' } },
          requestMetadata: { callerIp: '192.0.2.7' },
        },
        timestamp: '2026-11-22T07:00:00Z',
      },
      format: 'google_audit',
    },
  ])('reads $name', ({ value, format }) => {
    const { formats, events } = readLines([line(value)]);
    expect(formats).toEqual([format]);
    expect(events[0]).toMatchObject({ at, ip: '192.0.2.7', user: 'jane', action: 'cloud-call' });
  });
});

describe('JSON of applications, and round other lines', () => {
  it.each([
    {
      name: 'pino',
      value: {
        level: 40,
        time: 1795330800000,
        pid: 7,
        hostname: 'web1',
        name: 'form',
        msg: 'login failed',
        ip: '192.0.2.7',
        user: 'jane',
      },
      want: {
        at,
        severity: 'warn',
        pid: 7,
        host: 'web1',
        program: 'form',
        action: 'login-failed',
        ip: '192.0.2.7',
        user: 'jane',
      },
    },
    { name: 'seconds with a fraction', value: { ts: 1795330800.5, msg: 'x' }, want: { at: at + 500_000 } },
    {
      name: 'MongoDB',
      value: {
        t: { $date: '2026-11-22T07:00:00.000+00:00' },
        s: 'I',
        c: 'ACCESS',
        msg: 'Authentication failed',
        attr: { principalName: 'root', remote: '192.0.2.7:4071' },
      },
      want: { at, action: 'login-failed', ip: '192.0.2.7', user: 'root' },
    },
    {
      name: 'journald',
      value: {
        __REALTIME_TIMESTAMP: '1795330800000000',
        _HOSTNAME: 'web1',
        SYSLOG_IDENTIFIER: 'sshd',
        _PID: '88',
        PRIORITY: '6',
        MESSAGE: 'Accepted password for jane from 192.0.2.7 port 2 ssh2',
      },
      want: { at, program: 'sshd', pid: 88, action: 'login', user: 'jane', severity: 'info' },
    },
    {
      name: 'a message in bytes',
      value: { __REALTIME_TIMESTAMP: '1795330800000000', MESSAGE: [104, 105, 255] },
      want: { message: 'hi\xff' },
    },
    {
      name: 'a syslog line within',
      value: { time: 'x', log: 'Nov 22 07:00:00 web1 sshd[1]: Failed password for root from 192.0.2.7 port 1 ssh2\n' },
      want: { program: 'sshd', action: 'login-failed' },
    },
    {
      name: 'syslog taken apart',
      value: {
        TimeGenerated: '2026-11-22T07:00:00Z',
        ProcessName: 'sudo',
        HostName: 'web1',
        SyslogMessage: 'jane : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/sh',
      },
      want: { at, program: 'sudo', action: 'sudo', user: 'jane' },
    },
    {
      name: 'an audit record within',
      value: { RawData: 'type=EXECVE msg=audit(1795330800.000:5): argc=1 a0="id"' },
      want: { program: 'auditd', action: 'exec', at },
    },
    {
      name: 'an audit record taken apart',
      value: {
        TimeGenerated: '2026-11-22T07:00:00Z',
        RecordType: 'EXECVE',
        SerialNumber: 5,
        cmdline: 'id -u',
        Computer: 'web1',
      },
      want: { at, program: 'auditd', action: 'exec', fields: expect.objectContaining({ serial: '5', argv: 'id -u' }) },
    },
  ])('$name', ({ value, want }) => {
    expect(readLines([line(value)]).events[0]).toMatchObject(want);
  });

  it('keeps text in other scripts as its UTF-8 bytes', () => {
    const [row] = readLines([line({ ts: 1795330800, msg: '証' })]).events;
    expect(Buffer.from(row?.message ?? '', 'latin1').toString('utf8')).toBe('証');
  });

  it('does not count as understood what only began like an object', () => {
    const { formats } = readLines(['{', '  "a": 1,', 'no log at all', '  "b": 2']);
    expect(formats).toEqual([undefined, undefined, undefined, undefined]);
    expect(readLines(['{"a": [', '1,']).formats).toEqual([undefined, undefined]);
  });

  it('takes any text: an object or undefined, never a throw, however deep', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (text) => {
        parseShape(text);
        readLines([text]);
      }),
    );
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        readLines([`{"a":${text}}`]);
      }),
    );
    expect(parseShape(`${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`)).toBeUndefined();
  });
});

describe('the journal, exported', () => {
  it('reads an entry a block', () => {
    const { formats, events } = readLines([
      '__CURSOR=s=1;i=1',
      '__REALTIME_TIMESTAMP=1795330800000000',
      '_HOSTNAME=web1',
      'SYSLOG_IDENTIFIER=sshd',
      'MESSAGE=Invalid user x from 192.0.2.7 port 1',
      '',
      '__CURSOR=s=1;i=2',
      '__REALTIME_TIMESTAMP=1795330801000000',
      'MESSAGE=second',
    ]);
    expect(formats.filter((format) => format === undefined)).toEqual([]);
    expect(events).toMatchObject([
      { n: 0, at, program: 'sshd', ip: '192.0.2.7' },
      { n: 6, message: 'second' },
    ]);
  });
});

describe('JSON that carries a record of another kind', () => {
  const cloudWatch = (value: object) => line({ timestamp: at / 1e3, logStreamName: 's', message: line(value) });

  it.each([
    {
      name: 'a cloud’s event as text',
      text: cloudWatch(call('GetObject')),
      want: { at, user: 'deploy', ip: '192.0.2.7' },
    },
    {
      name: 'an audit event of Laurel',
      text: line({
        ID: `${at / 1e6}.250:88`,
        NODE: 'db1',
        SYSCALL: { syscall: 59, comm: 'cat', exe: '/usr/bin/cat', AUID: 'jane' },
        EXECVE: { argc: 2, ARGV: ['cat', '/etc/shadow'] },
      }),
      want: {
        at: at + 250_000,
        host: 'db1',
        user: 'jane',
        action: 'exec',
        fields: { serial: '88', argv: 'cat /etc/shadow' },
      },
    },
    {
      name: 'a syslog line in its newer form',
      text: line({
        '@timestamp': '2026-11-22T07:00:09Z',
        message: '2026-11-22T07:00:00.000000+00:00 web1 sshd[7]: Failed password for bob from 192.0.2.7 port 5 ssh2',
      }),
      want: { at, host: 'web1', program: 'sshd', pid: 7, user: 'bob', action: 'login-failed' },
    },
    {
      name: 'a syslog line taken apart by Fluent Bit',
      text: line({
        date: at / 1e6,
        host: 'web1',
        ident: 'sshd',
        pid: '7',
        message: 'Accepted password for bob from 192.0.2.7 port 5 ssh2',
      }),
      want: { at, host: 'web1', program: 'sshd', user: 'bob', action: 'login' },
    },
  ])('$name', ({ text, want }) => {
    expect(readLines([text]).events.at(0)).toMatchObject(want);
  });

  it('keeps a record whose message only happens to be JSON', () => {
    const text = line({ time: '2026-11-22T07:00:00Z', ip: '192.0.2.7', message: line({ name: 'Jane' }) });
    expect(readLines([text]).events).toMatchObject([{ at, ip: '192.0.2.7', message: '{"name":"Jane"}' }]);
  });

  it('reads columns of W3C by their names, and a request line called req', () => {
    const { web } = readLines([
      line({
        date: '2026-11-22',
        time: '07:00:00',
        'c-ip': '192.0.2.7',
        'cs-method': 'GET',
        'cs-uri-stem': '/a',
        'sc-status': '200',
      }),
      line({ time: '[22/Nov/2026:16:00:00 +0900]', client: '192.0.2.7', req: 'GET /a HTTP/1.1', status: 200 }),
    ]);
    const want = { at, client: '192.0.2.7', method: 'GET', target: '/a', status: 200 };
    expect(web).toMatchObject([want, want]);
  });
});

it('takes the first of two values that the journal has under one name', () => {
  const said = 'Failed password for root from 192.0.2.7 port 22 ssh2';
  const entry = { __REALTIME_TIMESTAMP: '1795132800000000', SYSLOG_IDENTIFIER: ['sshd', 'sshd'], MESSAGE: said };
  expect(readLines([JSON.stringify(entry)]).events).toMatchObject([{ program: 'sshd', action: 'login-failed' }]);
});

it('reads a request of logfmt whose pairs stand in a group', () => {
  const { web } = readLines([
    'time=2026-11-20T00:00:05Z level=INFO msg="http request" http.method=GET http.path="/a" http.status=404 http.remote_addr=192.0.2.7:51000',
  ]);
  expect(web).toMatchObject([{ client: '192.0.2.7', method: 'GET', target: '/a', status: 404 }]);
});

it.each([
  {
    name: 'FortiGate, its zone in a field',
    line: 'date=2026-11-22 time=16:00:00 devname="fw" tz="+0900" user="kato" srcip=192.0.2.7 action="login" status="failed" msg="Administrator kato login failed"',
    want: { at, ip: '192.0.2.7', user: 'kato', action: 'login-failed' },
  },
  {
    name: 'SonicWall, behind a priority',
    line: '<129>  id=firewall sn=18B1 time="2026-11-22 07:00:00" fw=192.0.2.1 pri=1 msg="Administrator login denied due to bad credentials" usr="kato" src=192.0.2.7:40112:X1 dst=192.0.2.1:443:X1',
    want: { at, ip: '192.0.2.7', user: 'kato', action: 'login-failed' },
  },
])('reads the pairs of a firewall: $name', ({ line, want }) => {
  expect(readLines([line]).events).toMatchObject([want]);
});

it.each([
  {
    name: 'MongoDB 8',
    value: {
      ...{ t: { $date: '2026-11-22T07:00:00Z' }, s: 'I', c: 'ACCESS', msg: 'Failed to authenticate' },
      attr: { client: '192.0.2.7:40112', user: 'kato', error: 'AuthenticationFailed: storedKey mismatch' },
    },
    want: { user: 'kato', ip: '192.0.2.7', action: 'login-failed' },
  },
  {
    name: 'GitLab’s audit log',
    value: {
      ...{ time: '2026-11-22T07:00:00Z', author_name: 'kato', ip_address: '192.0.2.7' },
      custom_message: 'Failed login with STANDARD authentication',
    },
    want: { ip: '192.0.2.7', action: 'login-failed' },
  },
  {
    name: 'Nextcloud, whose user is in its words',
    value: {
      ...{ time: '2026-11-22T07:00:00Z', remoteAddr: '192.0.2.7', user: '--' },
      message: 'Login failed: kato (Remote IP: 192.0.2.7)',
    },
    want: { user: 'kato', ip: '192.0.2.7', action: 'login-failed' },
  },
])('names who acted: $name', ({ value, want }) => {
  expect(readLines([line(value)]).events).toMatchObject([want]);
});

it('takes the name of a user before a number', () => {
  const request = {
    time: '2026-11-22T07:00:00Z',
    method: 'GET',
    path: '/a',
    status: 200,
    user_id: 7,
    username: 'kato',
  };
  expect(readLines([line(request)]).web).toMatchObject([{ user: 'kato' }]);
});

describe('what an object within the record says became of it', () => {
  const time = '2026-11-20T03:11:02Z';
  it.each([
    {
      name: 'a key with a point',
      value: {
        time,
        'event.action': 'authentication_failed',
        'origin.address': '192.0.2.7:51000',
        'user.name': 'jane',
      },
      want: { action: 'login-failed', ip: '192.0.2.7', user: 'jane' },
    },
    {
      name: 'an address that says its kind',
      value: {
        timestamp: time,
        type: 'Authentication',
        Authentication: {
          status: 'NT_STATUS_WRONG_PASSWORD',
          localAddress: 'ipv4:198.51.100.1:445',
          remoteAddress: 'ipv4:192.0.2.7:51000',
          clientAccount: 'jane',
        },
      },
      want: { action: 'login-failed', ip: '192.0.2.7', user: 'jane' },
    },
    {
      name: 'Serilog, whose keys begin with @',
      value: { '@t': time, '@mt': 'Login attempt failed for username {UserName}', IpAddress: '192.0.2.7' },
      want: { at: Date.parse(time) * 1000, action: 'login-failed', ip: '192.0.2.7' },
    },
    {
      name: 'a request written out in one field',
      value: {
        time,
        msg: 'login error',
        error: 'The provided credentials are invalid',
        http_request: 'map[host:id.example.jp method:POST path:/login remote:192.0.2.7:51221]',
      },
      want: { action: 'login-failed', ip: '192.0.2.7' },
    },
    {
      name: 'a list that stopped it',
      value: { time, message: 'Rack_Attack', env: 'blocklist', remote_ip: '192.0.2.7' },
      want: { action: 'refused', ip: '192.0.2.7' },
    },
    {
      name: 'nothing: a list that only counts',
      value: { time, message: 'Rack_Attack', env: 'track', remote_ip: '192.0.2.7' },
      want: { action: '', ip: '192.0.2.7' },
    },
    {
      name: 'nothing: what the request brought is its own words',
      value: { time, message: 'saved', ip: '192.0.2.7', body: { message: 'login failed again' } },
      want: { action: '', ip: '192.0.2.7' },
    },
  ])('$name', ({ value, want }) => {
    expect(readLines([JSON.stringify(value)]).events).toMatchObject([want]);
  });
});

it('fills a template of Serilog’s in with what stands apart from it', () => {
  const { events } = readLines([
    JSON.stringify({
      ...{ Timestamp: '2026-10-19T03:11:42.1234567+09:00', Level: 'Information' },
      MessageTemplate: 'User {User} logged in from {Ip} in {Elapsed:0.00} ms, {Unknown}',
      Properties: { User: 'sato', Ip: '203.0.113.9', Elapsed: 12.3 },
    }),
  ]);
  expect(events[0]).toMatchObject({
    ...{ action: 'login', user: 'sato', ip: '203.0.113.9' },
    message: 'User sato logged in from 203.0.113.9 in 12.3 ms, {Unknown}',
  });
});

it.each([
  [{ action: 'login', actor: 'mori' }, 'login'],
  [{ event: 'user.login', actor: { email: 'mori' }, result: 'failed' }, 'login-failed'],
  [{ action: 'file_download', actor: 'mori' }, ''],
  [{ action: 'login page viewed', actor: 'mori' }, ''],
])('takes an operation for what it names, and the actor for who did it: %o', (said, action) => {
  const { events } = readLines([JSON.stringify({ ts: '2026-10-23T23:10:00+09:00', ip: '203.0.113.9', ...said })]);
  expect(events[0]).toMatchObject({ action, user: 'mori', ip: '203.0.113.9' });
});
