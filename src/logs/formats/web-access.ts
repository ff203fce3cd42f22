// Access logs of nginx, Apache and everything that writes like them:
// common, combined, combined behind a virtual host, and what administrators append to those.
import { isIP } from 'node:net';
import { isOutside } from '../networks.ts';
import type { WebRow } from '../rows.ts';
import { parseClfTime } from '../times.ts';
import { unescapeLogField } from '../unescape.ts';
import type { FileContext, Format } from './format.ts';
import { clientBehind, firstClient, isOurs, withoutMapping } from './forwarded.ts';

/** A request before anything is known of it: a server that writes no client, agent or size leaves them so. */
export const blankRequest: WebRow = {
  table: 'web',
  at: 0,
  client: '',
  user: '',
  vhost: '',
  method: '',
  target: '',
  proto: '',
  status: 0,
  size: -1,
  referer: '',
  agent: '',
};

/** `GET /path HTTP/1.1`, and what scanners send instead. A request that is none stays whole in `target`. */
export function splitRequest(request: string): { method: string; target: string; proto: string } {
  if (request === '-' || request === '' || request.trimEnd() === '- - -') return { method: '', target: '', proto: '' };
  const first = request.indexOf(' ');
  if (first <= 0 || !/^[A-Za-z_-]{1,32}$/.test(request.slice(0, first)))
    return { method: '', target: request, proto: '' };
  const last = request.lastIndexOf(' ');
  const proto = request.slice(last + 1);
  const method = request.slice(0, first);
  // A target with spaces is a client's mistake or an attack; the protocol is what stands last, if it looks like one.
  if (last > first && /^[A-Za-z]{2,10}\/\d/.test(proto))
    return { method, target: request.slice(first + 1, last), proto };
  return { method, target: request.slice(first + 1), proto: '' };
}

// host [more hosts] ident user [time] — a user may hold spaces, so it ends at " [", and no part may hold a quote.
const head =
  /^(?:([^ "[\],]{1,255}) (?!- ))?([^ "[\],]{1,255}(?:, ?[^ "[\],]{1,255}){0,16}) ([^ "]{1,255}) (?:([^"[]{1,255}?) ?)?\[([^\]]{20,40})\] (?:([^ "[\]]{1,255}) )?"/;
const strictRequest = /"((?:[^"\\]|\\.)*)" (\d{3}|-|0) (-?\d{1,15}|-)(?= |$)/y;
const looseRequest = /"(.{0,65536}?)" (\d{3}|-) (\d{1,15}|-)(?= |$)/y;
const strictTail = / "((?:[^"\\]|\\.)*)" "((?:[^"\\]|\\.)*)"/y;
const looseTail = / "(.{0,65536}?)" "(.{0,65536})"/y;

function at(pattern: RegExp, text: string, from: number): RegExpExecArray | null {
  pattern.lastIndex = from;
  return pattern.exec(text);
}

const hostPort = /^(.*?)(?::\d{1,5})?$/s;

type Head = { readonly vhost: string | undefined; readonly client: string; readonly user: string };

/** Who stands in the words before the time. */
function readHead([, first, second = '', third = '', named, , after]: RegExpExecArray): Head {
  // Three words are client, ident and user; lighttpd has the host it was asked for in the middle. Only where the second
  // is an address, and the first none, is the first a virtual host.
  const three = first !== undefined && named === undefined;
  if (three && (isIP(first) > 0 || !/^[0-9a-fA-F.:]{3,45}$/.test(second))) {
    return { vhost: after, client: withoutMapping(first), user: third };
  }
  // Several addresses stand in the first column when the server logs X-Forwarded-For there; the proxy may stand behind.
  if (second.includes(',')) {
    const [peer, user] = isIP(third) > 0 && named?.startsWith('- ') ? [third, named.slice(2)] : ['', named ?? '-'];
    return {
      vhost: first ?? after,
      client: firstClient(second) || peer || withoutMapping(second.split(',')[0] ?? ''),
      user,
    };
  }
  const client = withoutMapping(second);
  // The same with one address, or none: no virtual host is called like that.
  if (first === '-') return { vhost: after, client, user: named ?? '-' };
  if (first !== undefined && isOutside(first) && isOurs(client)) {
    return { vhost: after, client: withoutMapping(first), user: named ?? '-' };
  }
  return { vhost: first ?? after, client, user: named ?? '-' };
}

/** `"198.51.100.7, 10.0.0.5"` behind the agent, as nginx' packages have it (with a port it would be a server's), or behind the durations and sizes that follow the agent, or further back under its name. */
const hop = String.raw`(?:(?:\d{1,3}\.){3}\d{1,3}|[0-9A-Fa-f]{0,4}:[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:.]{0,40}|unknown)`;
const forwardedNext = new RegExp(`^(?: [\\d.-]{1,20}){0,6} "(${hop}(?:, ?${hop}){0,15})"`);
const forwardedNamed =
  /[ ,]"?(?:xff|(?:http_)?x[-_]forwarded[-_]for|forwarded[-_]?for|(?:x[-_])?real[-_]?ip)"?[=:] ?"?([0-9A-Fa-f.:[\]]{2,60}(?:, ?[0-9A-Fa-f.:[\]]{2,60}){0,15})/i;
/** Characters behind the agent that are looked at. */
const APPENDED = 4096;

function forwardedFor(line: string, from: number): string {
  const appended = line.slice(from, from + APPENDED);
  return forwardedNext.exec(appended)?.[1] ?? forwardedNamed.exec(appended)?.[1] ?? '';
}

const beginsWithTime = /^\d{4}(?:-\d\d-\d\d[T_]\d\d:\d\d|[-/.]\d\d[-/.]\d\d$)/;

/** One access line, from an address on. Undefined for anything else. */
export function parseAccessLine(
  line: string,
  time: (text: string) => number | undefined,
  file?: Pick<FileContext, 'assume'>,
): { format: string; row: WebRow } | undefined {
  const start = head.exec(line);
  if (!start) return undefined;
  // What Kubernetes puts before a line is no host.
  if (start[2] === 'stdout' || start[2] === 'stderr') return undefined;
  // Nor is the time with which a logger begins what it hands on: what stands between the two is its host and program.
  if (start[1] !== undefined && beginsWithTime.test(start[1])) return undefined;
  const [whole, , , , , when = ''] = start;
  const { vhost, client, user } = readHead(start);
  const micros = time(when.trimEnd());
  if (micros === undefined) return undefined;
  const from = whole.length - 1;
  const request = at(strictRequest, line, from) ?? at(looseRequest, line, from);
  if (!request) return undefined;
  const [requestWhole, asked = '', status = '', size = ''] = request;
  const end = from + requestWhole.length;
  const tail = at(strictTail, line, end) ?? at(looseTail, line, end);
  if (!tail && end < line.length && line[end] !== ' ') return undefined;
  const { method, target, proto } = splitRequest(unescapeLogField(asked));
  const behind = tail ? end + tail[0].length : line.length;
  const forwarded = behind < line.length && isOurs(client) ? forwardedFor(line, behind) : '';
  const row: WebRow = {
    table: 'web',
    at: micros,
    client: clientBehind(client, forwarded, file),
    user: user === '-' ? '' : unescapeLogField(user),
    vhost: vhost === undefined ? '' : (hostPort.exec(vhost)?.[1] ?? vhost),
    method,
    target,
    proto,
    status: /^\d{3}$/.test(status) ? Number(status) : 0,
    size: /^\d/.test(size) ? Number(size) : -1,
    referer: tail?.[1] === undefined || tail[1] === '-' ? '' : unescapeLogField(tail[1]),
    agent: tail?.[2] === undefined || tail[2] === '-' ? '' : unescapeLogField(tail[2]),
  };
  const format = vhost !== undefined ? (tail ? 'vhost_combined' : 'vhost_common') : tail ? 'combined' : 'common';
  return { format, row };
}

export const webAccess: Format = {
  id: 'combined',
  open(file) {
    const time = (text: string) => parseClfTime(text, file.local);
    return {
      read(line) {
        let found = parseAccessLine(line, time, file);
        // Some exports put the whole line into quotes once more, as one CSV cell.
        if (!found && line.length > 2 && line.startsWith('"') && line.endsWith('"')) {
          const inner = line.slice(1, -1);
          found = parseAccessLine(/\] ""[^"]/.test(inner) ? inner.replaceAll('""', '"') : inner, time, file);
        }
        if (!found) return undefined;
        file.emit(found.row);
        return found.format;
      },
    };
  },
};
