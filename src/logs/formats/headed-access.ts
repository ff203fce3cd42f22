// Requests behind a head: the access line that a logging library hands on, columns that begin with the time, and the
// sentence or the object in which a framework tells of a request (Serilog, ASP.NET, zap).
import type { WebRow } from '../rows.ts';
import { parseClfTime } from '../times.ts';
import { unescapeLogField } from '../unescape.ts';
import { edgeRequest } from './edge-json.ts';
import type { FileContext } from './format.ts';
import { parseShape } from './json-shape.ts';
import { parseSyslogLine } from './syslog-line.ts';
import { blankRequest, parseAccessLine, splitRequest } from './web-access.ts';
import { webRow } from './web-json.ts';
import { writtenTime } from './written-time.ts';

const methods = 'GET|POST|HEAD|PUT|DELETE|OPTIONS|PATCH|CONNECT|TRACE|PROPFIND|REPORT|MKCOL|COPY|MOVE|LOCK|UNLOCK';

/** Characters of a head in which an access line may begin: time, level, process, thread and logger. */
const LONGEST_HEAD = 320;
const QUARTER_HOUR = 900e6;
/** A request that is logged when it ends began a little earlier; and the head may be in a zone that it does not say. */
const LONGEST_REQUEST = 120e6;
const WIDEST_ZONE = 15 * 3600e6;

function isSameMoment(one: number, other: number): boolean {
  const apart = Math.abs(one - other);
  const quarters = Math.round(apart / QUARTER_HOUR) * QUARTER_HOUR;
  return apart <= WIDEST_ZONE && Math.abs(apart - quarters) <= LONGEST_REQUEST;
}

const accessBegins = /^([^"]{16,320}?[\s:\]])(?=[0-9A-Fa-f.:]{3,45} \S{1,255} \S{1,255} \[\d\d\/[A-Z][a-z]{2}\/\d{4}:)/;

/**
 * `[2026-06-09 03:20:00 +0000] [31] [INFO] 203.0.113.9 - - [09/Jun/2026:03:20:00 +0000] "GET / HTTP/1.1" 200 12`: Gunicorn and
 * Netty through a logging library. Both times must be of one moment, since what stands behind a head may be a client's words.
 */
export function readBehindHead(line: string, file: FileContext): WebRow | undefined {
  if (!line.includes('] "')) return undefined;
  const [, head = ''] = accessBegins.exec(line.slice(0, LONGEST_HEAD + 640)) ?? [];
  if (head === '') return undefined;
  const at = writtenTime(head, file)?.at ?? 0;
  if (at === 0 || parseSyslogLine(line, file) !== undefined) return undefined;
  const row = parseAccessLine(line.slice(head.length), (when) => parseClfTime(when, file.local), file)?.row;
  return row && isSameMoment(row.at, at) ? row : undefined;
}

const timeFirst = new RegExp(
  `^[\\])]?[ \\t]{1,4}([0-9A-Fa-f.:]{3,45}) ((?:[^"\\s]{1,255} ){0,4})"((?:${methods}) (?:[^"\\\\]|\\\\.)* HTTP/[\\d.]{1,4})" (\\d{3})(?: (\\d{1,15}|-))?( .*)?$`,
  's',
);
const hostName = /^(?:[a-z0-9-]{1,63}\.){1,8}[a-z][a-z0-9-]{1,23}(?::\d{1,5})?$/i;
/** Characters behind the status that are looked at. */
const APPENDED = 8192;

/** `2026-06-09T03:20:00+00:00 203.0.113.9 shop.example "GET / HTTP/2.0" 200 512 "agent"`: a layout that begins with the time. */
export function readTimeFirst(line: string, file: FileContext): WebRow | undefined {
  if (!line.includes(' "') || !/^[[(]?\d/.test(line)) return undefined;
  const time = writtenTime(line, file);
  const found = time && time.at !== 0 ? timeFirst.exec(line.slice(time.end)) : null;
  if (!found || !time) return undefined;
  const [, client = '', between = '', asked = '', status, size, rest = ''] = found;
  const words = between.trim().split(' ');
  const quoted = [...rest.slice(0, APPENDED).matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) =>
    text === '-' ? '' : unescapeLogField(text),
  );
  const referer = quoted.find((text) => /^https?:\/\//.test(text)) ?? '';
  return {
    table: 'web',
    at: time.at,
    client,
    // As in the usual columns, an identity that nobody gives stands before the user.
    user: words[0] === '-' && words[1] !== undefined && words[1] !== '-' ? unescapeLogField(words[1]) : '',
    vhost: (words.find((word) => hostName.test(word)) ?? '').replace(/:\d{1,5}$/, ''),
    ...splitRequest(unescapeLogField(asked)),
    status: Number(status),
    size: size !== undefined && size !== '-' ? Number(size) : -1,
    referer,
    agent: quoted.find((text) => text !== referer && /[A-Za-z]/.test(text)) ?? '',
  };
}

// A head of plain words: no quote, which could be a client's, and no second time, as a whole access line would bring.
const bareRequest = new RegExp(
  `^([^"]{10,${LONGEST_HEAD}}[\\s\\]:])"((?:${methods}) (?:[^"\\\\]|\\\\.)* HTTP/[\\d.]{1,4})" (\\d{3}) (\\d{1,15}|-)$`,
  's',
);

/** `INFO 2026-06-09 03:20:00,123 basehttp 31 1401 "POST /form/ HTTP/1.1" 200 512`: Django's own server behind a head, no client named. */
export function readBareRequest(line: string, file: FileContext): WebRow | undefined {
  if (!/\d$|-$/.test(line) || !line.includes(' "')) return undefined;
  const [, head = '', asked = '', status, size] = bareRequest.exec(line) ?? [];
  const at = asked === '' || /\[\d\d\/[A-Z][a-z]{2}\/\d{4}:/.test(head) ? 0 : (writtenTime(head, file)?.at ?? 0);
  if (at === 0 || parseSyslogLine(line, file) !== undefined) return undefined;
  return {
    ...blankRequest,
    at,
    ...splitRequest(unescapeLogField(asked)),
    status: Number(status),
    size: size === '-' ? -1 : Number(size),
  };
}

// The path is the client's own and may hold these words itself: the last of them, at the end of the line, are the server's.
const serilog = new RegExp(
  `[\\s\\]:]HTTP "?(${methods})"? "?(/.{0,65536}?)"? responded (\\d{3}) in [\\d.,]{1,20} ?ms$`,
  's',
);
const aspNet = new RegExp(
  `[\\s\\]:]Request finished "?(HTTP/[\\d.]{1,4})"? "?(${methods})"? "?https?"?://"?([^/\\s"]{1,255})"?(/\\S{0,65536}) (?:\\S{1,128} \\S{1,20} )?- (\\d{3}) (\\d{1,15}|-|null) \\S.{0,128} [\\d.,]{1,20}ms$`,
  's',
);

/** `… [INF] HTTP GET /kurse responded 200 in 3.1 ms`, `… Request finished HTTP/2 GET https://shop.example/ - 200 512 text/html 3.1ms`. */
export function readSaid(line: string, file: FileContext): WebRow | undefined {
  if (!line.endsWith('ms')) return undefined;
  const said = line.includes(' responded ') ? serilog.exec(line) : null;
  const finished = said || !line.includes('Request finished ') ? null : aspNet.exec(line);
  const at = said || finished ? (writtenTime(line, file)?.at ?? 0) : 0;
  if (at === 0) return undefined;
  const [, proto = '', method = '', host = '', target = '', status, size] = finished ?? [
    ...['', '', said?.[1], '', said?.[2], said?.[3], undefined],
  ];
  return {
    table: 'web',
    at,
    client: '',
    user: '',
    vhost: host.replace(/:\d{1,5}$/, ''),
    method,
    target,
    proto,
    status: Number(status),
    size: /^\d/.test(size ?? '') ? Number(size) : -1,
    referer: '',
    agent: '',
  };
}

/** Monolog's head: its context is an event's, whatever the application put into it. */
const monologHead = /\] [\w.-]{1,64}\.[A-Z]{4,9}: /;
const isMethod = new RegExp(`^(?:${methods})$`);

/** `2026-06-09T03:20:00Z  INFO  http/log.go:42  request served  {"method": "GET", "path": "/", "status": 200}`: an object behind a time. */
export function readObjectBehind(line: string, file: FileContext): WebRow | undefined {
  if (!line.endsWith('}') || !/^\d/.test(line)) return undefined;
  const begin = /[ \t](?=\{")/.exec(line.slice(0, LONGEST_HEAD + 640))?.index;
  if (begin === undefined || monologHead.test(line.slice(0, begin))) return undefined;
  const shape = parseShape(line.slice(begin + 1));
  const row = shape && webRow(edgeRequest(shape) ?? shape, file);
  if (!row?.target.startsWith('/') || !isMethod.test(row.method)) return undefined;
  const at = writtenTime(line, file)?.at ?? 0;
  return at === 0 ? undefined : { ...row, at };
}
