import type { Micros, WebRow } from '../rows.ts';
import { type Local, parseClfTime } from '../times.ts';
import { splitRequest } from './web-access.ts';

// client:port [accept date] frontend backend/server timers status bytes cookies flags connections queues {captures} "request"
const line =
  /^(\S{2,64}):(\d{1,5}) \[([^\]]{20,32})\] (\S{1,128}) (\S{1,128})\/(\S{1,128}) (-?\d+(?:\/[+-]?\d+){3,4}) (-?\d{1,3}) \+?(\d{1,15}) \S+ \S+ \S{4} [\d/+]{3,60} [\d/]{3,30} (?:\{([^}]{0,2048})\} ?){0,2}"((?:[^"\\]|\\.)*)"?/;

/** Zones come in quarters of an hour. */
const ZONE_STEP: Micros = 900e6;
const DAY: Micros = 86_400e6;
const asWritten: Local = { used: false, toUtc: (at) => at };

/**
 * When the request was accepted. The date says no zone, but a request is logged when it ends, and the last of the timers
 * says how long that took: what is left between that and the header's time is the zone in which HAProxy writes.
 */
function acceptedAt(when: string, timers: string, headerAt: Micros, local: Local): Micros {
  if (headerAt === 0) return parseClfTime(when, local) ?? 0;
  const written = parseClfTime(when, asWritten);
  if (written === undefined) return headerAt;
  const tookMs = Math.max(0, Number(timers.slice(timers.lastIndexOf('/') + 1)));
  const apart = written + tookMs * 1e3 - headerAt;
  // No zone is a day away: then the header's year was guessed, and the accept date has its own.
  const zone = Math.abs(apart) < DAY ? apart : ((((apart + DAY / 2) % DAY) + DAY) % DAY) - DAY / 2;
  return written - ZONE_STEP * Math.round(zone / ZONE_STEP);
}

/** HTTP/2 and 3 name the host in every request, and HAProxy puts it before the path; older ones do so to a proxy alone. */
function withoutHost(target: string, proto: string): { vhost: string; target: string } {
  const [, vhost = '', path = ''] = /^HTTP\/[23]/.test(proto)
    ? (/^https?:\/\/([^/?#]{1,255})(.*)$/s.exec(target) ?? [])
    : [];
  return vhost === '' ? { vhost, target } : { vhost: vhost.replace(/:\d{1,5}$/, ''), target: path || '/' };
}

/** HAProxy's HTTP log, without its syslog header, whose time is `headerAt` (0: there is none). */
export function parseHaproxy(message: string, headerAt: Micros, local: Local): WebRow | undefined {
  const match = line.exec(message);
  if (!match) return undefined;
  const [, client = '', , when = '', , , , timers = '', status = '', size = '', , request = ''] = match;
  const { method, target, proto } = splitRequest(request);
  return {
    table: 'web',
    at: acceptedAt(when, timers, headerAt, local),
    client: client.replace(/^::ffff:(?=\d{1,3}\.)/i, ''),
    user: '',
    method,
    ...withoutHost(target, proto),
    proto,
    status: Math.max(0, Number(status)),
    size: Number(size),
    referer: '',
    agent: '',
  };
}
