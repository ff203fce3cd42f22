import { describe, expect, it } from 'vitest';
import { micros, readLines } from './read-lines.test-support.ts';

const failed = 'Jun  9 03:20:05 web3 sshd[901]: Failed password for root from 203.0.113.9 port 4411 ssh2';
const want = {
  program: 'sshd',
  ip: '203.0.113.9',
  user: 'root',
  action: 'login-failed',
  at: micros('2026-06-09T03:20:05Z'),
};
const written = (value: unknown) => JSON.stringify(value, null, 2).split('\n');

describe('JSON that holds other records', () => {
  it.each([
    {
      name: 'a hit of Elasticsearch, whose own address is nobody’s',
      lines: [
        JSON.stringify({
          _index: 'filebeat',
          _source: { '@timestamp': '2026-06-09T03:20:08.000Z', message: failed, host: { ip: ['10.0.4.3'] } },
        }),
      ],
    },
    {
      name: 'the answer to a search',
      lines: written({ hits: { hits: [{ _source: { '@timestamp': '2026-06-09T03:20:08Z', message: failed } }] } }),
    },
    {
      name: 'CloudWatch’s events',
      lines: written({ events: [{ timestamp: 1780975205000, message: failed, eventId: '1' }], searchedLogStreams: [] }),
    },
    {
      name: 'Loki’s answer',
      lines: [
        JSON.stringify({ data: { result: [{ stream: { job: 'auth' }, values: [['1780975206000000000', failed]] }] } }),
      ],
    },
    { name: 'Splunk’s export', lines: [JSON.stringify({ result: { _raw: failed, _time: '2026-06-09T03:20:05Z' } })] },
    {
      name: 'an entry of Google Cloud, with the payload as an object',
      lines: written([
        { logName: 'p/logs/syslog', jsonPayload: { message: failed }, timestamp: '2026-06-09T03:20:05Z' },
      ]),
    },
    {
      name: 'an entry of Google Cloud, with the payload as text',
      lines: [JSON.stringify({ logName: 'p/logs/syslog', textPayload: failed, timestamp: '2026-06-09T03:20:05Z' })],
    },
  ])('$name', ({ name, lines }) => {
    // The year is the envelope's: the file's own clock stands elsewhere. Splunk's holds no time that is known here.
    const { events } = readLines(lines, { startYear: name.startsWith('Splunk') ? 2026 : 1970 });
    expect(events).toMatchObject([want]);
  });

  it('takes the zone of a line inside from the envelope, too', () => {
    const message = failed.replace('03:20:05', '12:20:05');
    const { events } = readLines([JSON.stringify({ '@timestamp': '2026-06-09T03:20:07Z', message })], {
      startYear: 1970,
    });
    expect(events).toMatchObject([want]);
  });

  it('keeps the time of a line that was carried late', () => {
    const { events } = readLines([JSON.stringify({ '@timestamp': '2026-06-09T03:57:07Z', message: failed })]);
    expect(events).toMatchObject([want]);
  });

  it('gives the year to a line in a container', () => {
    const { events } = readLines([`2026-06-09T03:20:05.100000000Z stdout F ${failed}`], { startYear: 1970 });
    expect(events).toMatchObject([want]);
  });

  it('reads an event of AWS’ bus as what it is about', () => {
    const detail = {
      eventTime: '2026-06-09T03:20:05Z',
      eventSource: 'signin.amazonaws.com',
      eventName: 'ConsoleLogin',
      sourceIPAddress: '203.0.113.9',
      userIdentity: { userName: 'jane' },
      responseElements: { ConsoleLogin: 'Failure' },
    };
    const event = {
      'detail-type': 'AWS Console Sign In via CloudTrail',
      account: '1',
      time: '2026-06-09T03:20:09Z',
      detail,
    };
    const { events, formats } = readLines([JSON.stringify(event)]);
    expect(formats).toEqual(['cloudtrail']);
    expect(events).toMatchObject([{ ip: '203.0.113.9', user: 'jane', action: 'login-failed', at: want.at }]);
  });

  it('leaves an event that it knows nothing of whole', () => {
    const event = {
      'detail-type': 'EC2 Instance State-change',
      time: '2026-06-09T03:20:05Z',
      detail: { state: 'running' },
    };
    const { events } = readLines([JSON.stringify(event)]);
    expect(events).toMatchObject([{ at: want.at, fields: { 'detail-type': 'EC2 Instance State-change' } }]);
  });

  it('reads the journal as a stream of events', () => {
    const entry = {
      __CURSOR: 's=1',
      __REALTIME_TIMESTAMP: '1780975205000000',
      SYSLOG_IDENTIFIER: 'sshd',
      MESSAGE: failed.slice(32),
    };
    for (const mark of ['data: ', '\x1e']) {
      expect(readLines([mark + JSON.stringify(entry)]).events).toMatchObject([want]);
    }
  });

  it('reads a request in groups of Go’s slog', () => {
    const line = {
      time: '2026-06-09T03:20:05Z',
      level: 'INFO',
      msg: '302: Found',
      request: { method: 'GET', path: '/a', query: 'b=1', ip: '203.0.113.9:4411' },
      response: { status: 302, length: 7 },
    };
    const { web } = readLines([JSON.stringify(line)]);
    expect(web).toMatchObject([{ client: '203.0.113.9', target: '/a?b=1', status: 302 }]);
  });
});

it('reads the line in a message of GELF, and what Rust’s tracing puts under its fields', () => {
  const gelf = {
    version: '1.1',
    short_message: failed.slice(32),
    full_message: `<38>${failed}`,
    timestamp: 1780975205.2,
  };
  expect(readLines([JSON.stringify(gelf)], { startYear: 1970 }).events).toMatchObject([want]);
  const fields = { message: 'login failed: wrong password', user: 'jane', client_ip: '203.0.113.9' };
  const traced = { timestamp: '2026-06-09T03:20:05Z', level: 'WARN', fields, target: 'shop::auth' };
  expect(readLines([JSON.stringify(traced)]).events).toMatchObject([
    { ip: '203.0.113.9', user: 'jane', action: 'login-failed', message: fields.message },
  ]);
});

it('takes no line of a program for a user', () => {
  const line = '2026-06-09 03:20:05.101 | WARNING  | app.auth:login:41 - Login failed for user jane from 203.0.113.9';
  expect(readLines([line]).events).toMatchObject([{ user: 'jane', ip: '203.0.113.9', action: 'login-failed' }]);
});
