import type { WebRow } from '../rows.ts';
import { type Local, parseClfTime } from '../times.ts';
import { splitRequest } from './web-access.ts';

// client:port [accept date] frontend backend/server timers status bytes cookies flags connections queues {captures} "request"
const line =
  /^(\S{2,64}):(\d{1,5}) \[([^\]]{20,32})\] (\S{1,128}) (\S{1,128})\/(\S{1,128}) (-?\d+(?:\/[+-]?\d+){3,4}) (-?\d{1,3}) \+?(\d{1,15}) \S+ \S+ \S{4} [\d/+]{3,60} [\d/]{3,30} (?:\{([^}]{0,2048})\} ?){0,2}"((?:[^"\\]|\\.)*)"?/;

/** HAProxy's HTTP log, without its syslog header. Its date carries milliseconds and no zone. */
export function parseHaproxy(message: string, headerAt: number, local: Local): WebRow | undefined {
  const match = line.exec(message);
  if (!match) return undefined;
  const [, client = '', , when = '', , , , , status = '', size = '', , request = ''] = match;
  const { method, target, proto } = splitRequest(request);
  return {
    table: 'web',
    at: parseClfTime(when, local) ?? headerAt,
    client: client.replace(/^::ffff:(?=\d{1,3}\.)/i, ''),
    user: '',
    vhost: '',
    method,
    target,
    proto,
    status: Math.max(0, Number(status)),
    size: Number(size),
    referer: '',
    agent: '',
  };
}
