import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectLinear } from '../../vocabulary/linear-time.test-support.ts';
import { containedTime } from './container.ts';
import { micros, readLines } from './read-lines.test-support.ts';

const access = (path: string) =>
  `203.0.113.18 - - [20/Nov/2026:09:00:05 +0900] "GET ${path} HTTP/1.1" 200 55 "-" "curl/8"`;
const cri = (text: string, mark = 'F', stream = 'stdout') => `2026-11-20T00:00:05.123456789Z ${stream} ${mark} ${text}`;
const docker = (log: string, stream = 'stdout') => JSON.stringify({ log, stream, time: '2026-11-20T00:00:05.1Z' });

describe('lines that a container runtime wrapped', () => {
  it.each([
    { name: 'Kubernetes', line: cri(access('/a')) },
    { name: 'Docker', line: docker(`${access('/a')}\n`) },
    {
      name: 'Docker with attributes',
      line: docker(`${access('/a')}\r\n`).replace('"time"', '"attrs":{"tag":"web"},"time"'),
    },
  ])('$name: the request inside, of its own time', ({ line }) => {
    const { web, formats } = readLines([line]);
    expect(web[0]).toMatchObject({ client: '203.0.113.18', target: '/a', at: micros('2026-11-20T00:00:05Z') });
    expect(formats).toEqual(['combined']);
  });

  it('gives an untimed request the time of its wrapper', () => {
    const { web } = readLines([docker('INFO:     203.0.113.23:51234 - "GET /items/1 HTTP/1.1" 200 OK\n')]);
    expect(web[0]).toMatchObject({ client: '203.0.113.23', status: 200, at: micros('2026-11-20T00:00:05.100Z') });
  });

  it('puts a time that does not say its zone where the wrapper has it', () => {
    const error =
      '2026/11/20 09:00:04 [error] 31#31: *7 open() "/x" failed (2: No such file or directory), client: 203.0.113.19, server: _, request: "GET /x HTTP/1.1"';
    const { events } = readLines([cri(error, 'F', 'stderr')]);
    expect(events[0]).toMatchObject({ ip: '203.0.113.19', at: micros('2026-11-20T00:00:04Z') });
  });

  it.each([
    { name: 'Kubernetes', first: cri(access('/long').slice(0, 60), 'P'), last: cri(access('/long').slice(60)) },
    {
      name: 'Docker',
      first: docker(access(`/${'a'.repeat(17_000)}`).slice(0, 16_384)),
      last: docker(`${access(`/${'a'.repeat(17_000)}`).slice(16_384)}\n`),
    },
  ])('$name: a line that was cut is one line, at its first piece, whatever stands between', ({ first, last }) => {
    const { rows, formats } = readLines([
      first,
      cri('2026-11-20T00:00:05Z WARN slow', 'F', 'stderr'),
      last,
      cri(access('/b')),
    ]);
    expect(rows.map(({ table, n }) => [table, n])).toEqual([
      ['web', 0],
      ['event', 1],
      ['web', 3],
    ]);
    expect(formats).toEqual(['container', 'timestamped', 'continued', 'combined']);
  });

  it('does not take pieces for understood that make no line', () => {
    const { formats, rows } = readLines([docker('x'.repeat(16_384)), docker('y\n')]);
    expect(formats[0]).toBeUndefined();
    expect(rows.every(({ n }) => n === 1)).toBe(true);
  });

  it('reads a line cut by the end of the file as far as it goes', () => {
    const { web, formats } = readLines([cri(access('/a'), 'P')]);
    expect(web).toHaveLength(1);
    expect(formats).toEqual(['container']);
  });

  it('reads what nothing understands inside as it read it before', () => {
    expect(readLines([cri('nobody knows this')]).formats).toEqual(['timestamped']);
    expect(readLines([docker('nobody knows this\n')]).formats).toEqual(['json_lines']);
    // A stream is no host, and its mark no program.
    const { events } = readLines([cri('Error: connect ECONNREFUSED', 'F', 'stderr')]);
    expect(events[0]).toMatchObject({ host: '', program: '', at: micros('2026-11-20T00:00:05.123Z') + 456 });
  });

  it('moves a time by whole quarters of an hour only, and leaves a far one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2e15 }), fc.integer({ min: -1e12, max: 1e12 }), (own, apart) => {
        const at = containedTime(own, own + apart);
        return (at - own) % 900e6 === 0 && Math.abs(at - own) <= Math.abs(apart) + 60e6;
      }),
    );
  });
});

describe('lines as log stores print them', () => {
  const nginx = access('/kept').replace('+0900', '+0000').replace('09:00:05', '00:00:05');

  it.each([
    ['logcli', '2026-11-20T09:00:06+09:00 {filename="/var/log/a \\"b\\".log", job="nginx"} '],
    ['aws logs tail', '2026-11-20T00:00:06.123000+00:00 web/i-0abc123 '],
  ])('%s: a request of its own time', (_, head) => {
    const { web, formats } = readLines([head + nginx]);
    expect(web).toMatchObject([{ client: '203.0.113.18', target: '/kept', at: micros('2026-11-20T00:00:05Z') }]);
    expect(formats).toEqual(['combined']);
  });

  it('has the year of a syslog line inside from the store', () => {
    const line = 'Nov 20 00:00:05 web1 sshd[7]: Accepted publickey for kato from 192.0.2.7 port 22 ssh2';
    const { events } = readLines([`2024-11-20T00:00:06+00:00 i-0abc ${line}`]);
    expect(events).toMatchObject([{ at: micros('2024-11-20T00:00:05Z'), user: 'kato', action: 'login', host: 'web1' }]);
  });

  it('leaves an ISO line of syslog as it is, and reads any head in linear time', () => {
    const { events } = readLines(['2026-11-20T00:00:06+00:00 web1 app[7]: Nov 20 00:00:05 said']);
    expect(events).toMatchObject([{ host: 'web1', program: 'app', pid: 7 }]);
    expectLinear((size) => readLines([`2026-11-20T00:00:06Z {a="${'", b="'.repeat(size / 6)}`]), 200_000);
    expectLinear((size) => readLines([`2026-11-20T00:00:06Z ${'a'.repeat(size)}`]), 200_000);
  });
});
