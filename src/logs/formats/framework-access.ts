// Requests as servers behind the web server write them, and as administrators lay them out: PHP-FPM, uWSGI, Gin, Envoy,
// Caddy's console, labelled tab-separated values (LTSV), the usual columns with another time in the brackets, and pairs
// behind a head of any kind (Heroku's router, Rails with lograge).
import type { WebRow } from '../rows.ts';
import { parseClfTime, parseIsoTime } from '../times.ts';
import { unescapeLogField } from '../unescape.ts';
import { edgeRequest } from './edge-json.ts';
import type { FileContext, Format } from './format.ts';
import { parseHaproxy } from './haproxy.ts';
import { readBareRequest, readBehindHead, readObjectBehind, readSaid, readTimeFirst } from './headed-access.ts';
import { parseShape } from './json-shape.ts';
import { logfmtPairs } from './logfmt.ts';
import { readSeparated } from './separated-access.ts';
import { parseCtime } from './servers.ts';
import { parseSyslogLine } from './syslog-line.ts';
import { blankRequest, parseAccessLine, splitRequest } from './web-access.ts';
import { webRow } from './web-json.ts';
import { writtenTime } from './written-time.ts';

type Reader = (line: string, file: FileContext) => WebRow | undefined;

const undashed = (value: string | undefined): string =>
  value === undefined || value === '-' ? '' : unescapeLogField(value);

/** `172.18.0.2 -  16/Feb/2026:09:36:07 +0000 "GET /index.php" 200`: the pool's default since PHP 5.3. */
const phpFpm =
  /^([0-9A-Fa-f.:]{2,45}|-) - (\S{0,255}) {1,2}(\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}) "([A-Z]{2,20}) ((?:[^"\\]|\\.)*)" (\d{3})(?: .{0,4096})?$/s;

function readPhpFpm(line: string, file: FileContext): WebRow | undefined {
  const [, client = '', user, when = '', method = '', target = '', status] = phpFpm.exec(line) ?? [];
  const at = when === '' ? undefined : parseClfTime(when, file.local);
  if (at === undefined) return undefined;
  return {
    ...blankRequest,
    at,
    client: undashed(client),
    user: undashed(user),
    method,
    target: unescapeLogField(target),
    status: Number(status),
  };
}

const uwsgi =
  /^(?:\[?pid: \d{1,10}\|)[^\]]{1,80}\] ([0-9A-Fa-f.:]{2,45}) \(([^)]{0,255})\) \{[^}]{1,80}\} \[([^\]]{24})\] ([A-Z]{2,20}) (.{1,65536}) => generated (\d{1,15}) bytes in \d{1,12} (?:msecs|micros) (?:via \S{1,32} )?\((HTTP\/[\d.]{1,4}) (\d{3})\)/s;

function readUwsgi(line: string, file: FileContext): WebRow | undefined {
  if (!line.startsWith('[pid: ')) return undefined;
  const [, client = '', user, when = '', method = '', target = '', size, proto = '', status] = uwsgi.exec(line) ?? [];
  const at = parseCtime(when, file.local)?.at;
  if (at === undefined) return undefined;
  return {
    ...blankRequest,
    at,
    client,
    user: undashed(user),
    method,
    target,
    proto,
    status: Number(status),
    size: Number(size),
  };
}

const gin =
  /^\[GIN\] (\d{4}\/\d\d\/\d\d) - (\d\d:\d\d:\d\d) \|(?:\x1b\[[\d;]{1,12}m)? {0,2}(\d{3}) {0,2}(?:\x1b\[0?m)?\| {0,16}[^|]{1,24} ?\| {0,40}([0-9A-Fa-f.:]{2,45}) ?\|(?:\x1b\[[\d;]{1,12}m)? {0,2}([A-Z]{2,20}) {0,12}(?:\x1b\[0?m)? {0,2}"?(.{1,65536}?)"?$/s;

function readGin(line: string, file: FileContext): WebRow | undefined {
  if (!line.startsWith('[GIN] ')) return undefined;
  const [, day = '', time = '', status, client = '', method = '', target = ''] = gin.exec(line) ?? [];
  const at = parseIsoTime(`${day} ${time}`, file.local)?.at;
  return at === undefined ? undefined : { ...blankRequest, at, client, method, target, status: Number(status) };
}

/** Envoy's and Istio's default: the client stands in the forwarded header, or, without one, far behind as host and port. */
const envoy =
  /^\[(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,6}Z)\] "((?:[^"\\]|\\.)*)" (\d{3}|0) (?:\S{1,64} ){1,2}(?:\S{1,255} )?(?:"[^"]{0,1024}" )?\d{1,15} (\d{1,15}) (?:\d{1,12}|-) (?:\d{1,12}|-) "([^"]{0,1024})" "((?:[^"\\]|\\.)*)" "[^"]{0,255}" "([^"]{0,255})" "([^"]{0,255})"(.{0,4096})$/s;

function readEnvoy(line: string, file: FileContext): WebRow | undefined {
  if (line.charCodeAt(0) !== 91 || !line.includes('Z] "')) return undefined;
  const [, when = '', asked = '', status, size, forwarded = '', agent, vhost, , rest = ''] = envoy.exec(line) ?? [];
  const at = parseIsoTime(when, file.local)?.at;
  if (at === undefined) return undefined;
  // … route, local address of the upstream side, local address, remote address.
  const remote = /^(?: \S{1,512}){3} (\S{3,60}):\d{1,5}(?: |$)/.exec(rest)?.[1] ?? '';
  return {
    ...blankRequest,
    at,
    client: undashed(forwarded.split(',')[0]?.trim()) || remote,
    vhost: undashed(vhost),
    ...splitRequest(unescapeLogField(asked)),
    status: Number(status),
    size: Number(size),
    agent: undashed(agent),
  };
}

/** `2026/02/16 09:36:07.891 INFO http.log.access.log0 handled request {"request": …}`, with tabs between. */
const caddyConsole =
  /^(\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?)\t(?:\x1b\[\d{1,3}m)?[A-Z]{4,5}(?:\x1b\[0m)?\thttp\.log\.access[^\t]{0,64}\thandled request\t(\{.*)$/s;

function readCaddyConsole(line: string, file: FileContext): WebRow | undefined {
  const [, when = '', object = ''] = caddyConsole.exec(line) ?? [];
  const at = when === '' ? undefined : parseIsoTime(when, file.local)?.at;
  const shape = at === undefined ? undefined : parseShape(object);
  const row = shape ? webRow(shape, file) : undefined;
  return row && at !== undefined ? { ...row, at } : undefined;
}

const MOST_LABELS = 64;

/** Labels as ltsv.org recommends them, and nginx' own names: the client is called `host` there, the virtual host `vhost`. */
function readLtsv(line: string, file: FileContext): WebRow | undefined {
  if (!/^[\w.-]{1,64}:[^\t]{0,65536}\t/.test(line)) return undefined;
  const labels: Record<string, string> = Object.create(null);
  for (const part of line.split('\t', MOST_LABELS)) {
    const colon = part.indexOf(':');
    if (colon <= 0) return undefined;
    labels[part.slice(0, colon)] ??= undashed(part.slice(colon + 1));
  }
  const request = labels['req'] ?? labels['request'] ?? '';
  const asked = request === '' ? undefined : splitRequest(request);
  const target = asked?.target ?? labels['uri'] ?? labels['path'] ?? '';
  const method = asked?.method ?? labels['method'] ?? '';
  const status = labels['status'] ?? '';
  const when = (labels['time'] ?? labels['time_local'] ?? labels['time_iso8601'] ?? '').replace(/^\[|\]$/g, '');
  const at = parseClfTime(when, file.local) ?? parseIsoTime(when, file.local)?.at;
  if (at === undefined || !/^\d{3}$/.test(status) || target === '') return undefined;
  const query = asked ? '' : (labels['query'] ?? '');
  const size = labels['size'] ?? labels['body_bytes_sent'] ?? labels['bytes'] ?? '';
  return {
    ...blankRequest,
    at,
    client: labels['host'] ?? labels['remote_addr'] ?? labels['client'] ?? labels['ip'] ?? '',
    user: labels['user'] ?? labels['remote_user'] ?? '',
    vhost: (labels['vhost'] ?? labels['server'] ?? '').replace(/:\d{1,5}$/, ''),
    method,
    target: query !== '' && !target.includes('?') ? `${target}?${query.replace(/^\?/, '')}` : target,
    proto: asked?.proto ?? labels['protocol'] ?? '',
    status: Number(status),
    size: /^\d{1,15}$/.test(size) ? Number(size) : -1,
    referer: labels['referer'] ?? labels['referrer'] ?? '',
    agent: labels['ua'] ?? labels['agent'] ?? labels['user_agent'] ?? '',
  };
}

const otherInBrackets =
  / \[(?:\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[^\]]{0,16}|[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT|\d\d\/[A-Z][a-z]{2}\/\d{4} \d\d:\d\d:\d\d|\d\d\/\d\d\/\d{4}:\d\d:\d\d:\d\d [+-]\d{4})\] (?:\S{1,255} )?"/;
const httpDate = /^[A-Z][a-z]{2}, (\d\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d:\d\d:\d\d) GMT$/;
const monthFirst = /^(\d\d)\/(\d\d)\/(\d{4}):(\d\d:\d\d:\d\d) ([+-]\d{4})$/;

/** ISO, the date of HTTP (Express by morgan), a space behind the day (Werkzeug), or the month first (cPanel). */
function bracketTime(when: string, file: FileContext): number | undefined {
  const http = httpDate.exec(when);
  if (http) return parseClfTime(`${http[1]}/${http[2]}/${http[3]}:${http[4]} +0000`, file.local);
  if (/^\d\d\/[A-Z]/.test(when)) return parseClfTime(when.replace(' ', ':'), file.local);
  const american = monthFirst.exec(when);
  if (!american) return parseIsoTime(when, file.local)?.at;
  const [, month, day, year, time, zone] = american;
  return parseIsoTime(`${year}-${month}-${day}T${time}${zone}`, file.local)?.at;
}

/** Python's logging puts a time, a level and the logger's name before the line of Flask's own server. */
const byLogger = /^.{0,80}?\bwerkzeug[\s:-]{1,3}(?:INFO[\s:-]{1,3})?(?=\S{2,45} - \S{1,64} \[)/;

function readOtherTime(line: string, file: FileContext): WebRow | undefined {
  if (!otherInBrackets.test(line.slice(0, 1024))) return undefined;
  return parseAccessLine(line.replace(byLogger, ''), (when) => bracketTime(when, file))?.row;
}

/** Where pairs that tell of a request begin, behind a time and what else an application puts before them. */
const pairsBegin = [/\s(?=[A-Za-z_]\w{0,63}=)/, /\s(?=(?:at|method|status|path)=)/] as const;

/** `… heroku[router]: at=info method=GET path="/" … status=200`: nothing but pairs to the end of the line. */
function readPairs(line: string, file: FileContext): WebRow | undefined {
  if (!line.includes('method=') || !/ status=\d{3}\b/.test(line)) return undefined;
  // Pairs from the first character on are logfmt, which has its time among them.
  if (/^[A-Za-z_][\w.@-]{0,63}=/.test(line)) return undefined;
  // A program may name itself with a pair of its own before a sentence: then the rest is no pairs.
  let pairs: Record<string, string> | undefined;
  for (const begin of pairsBegin) {
    const at = begin.exec(line)?.index;
    pairs ??= at === undefined ? undefined : logfmtPairs(line.slice(at + 1));
  }
  const row = pairs ? webRow(pairs, file) : undefined;
  if (!row) return undefined;
  const at = parseSyslogLine(line, file)?.at ?? writtenTime(line, file)?.at;
  return at === undefined || at === 0 ? undefined : { ...row, at };
}

/** Fluentd's and td-agent's files: time, tag, and the record as JSON, with tabs or spaces between. */
const fluentd =
  /^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,9})? ?(?:Z|[+-]\d\d:?\d\d))[\t ]([\w.-]{1,128}):?[\t ](\{.*\})$/s;

function readFluentd(line: string, file: FileContext): WebRow | undefined {
  const [, when = '', , record = ''] = line.endsWith('}') ? (fluentd.exec(line) ?? []) : [];
  const at = when === '' ? undefined : parseIsoTime(when, file.local)?.at;
  const shape = at === undefined ? undefined : parseShape(record);
  const row = shape && webRow(edgeRequest(shape) ?? shape, file);
  return row && at !== undefined ? { ...row, at: row.at === 0 ? at : row.at } : undefined;
}

/** `2026-02-16 09:36:07,123 - uvicorn.access - INFO - 203.0.113.9:51234 - "GET /docs HTTP/1.1" 200`: Uvicorn and Hypercorn with a time. */
const timedUvicorn =
  /^(.{10,120}?)[ |](\[[0-9A-Fa-f:.]{2,45}\]|[0-9A-Fa-f.]{3,45}|[0-9A-Fa-f:]{3,45}?):(\d{1,5}) - "([A-Z]{2,20} .{1,65536} HTTP\/[\d.]{1,4})" (\d{3})(?: [A-Za-z' -]{2,40})?$/s;

function readTimedUvicorn(line: string, file: FileContext): WebRow | undefined {
  if (!line.includes(' - "')) return undefined;
  const plain = line.includes('\x1b[') ? line.replace(/\x1b\[[\d;]{0,12}m/g, '') : line;
  const [, , client = '', , asked = '', status] = timedUvicorn.exec(plain) ?? [];
  const at = asked === '' ? undefined : writtenTime(plain, file)?.at;
  if (at === undefined || at === 0) return undefined;
  return {
    ...blankRequest,
    at,
    client: client.replace(/^\[|\]$/g, ''),
    ...splitRequest(asked),
    status: Number(status),
  };
}

/** HAProxy's requests where no syslog header stands before them. */
const readHaproxy: Reader = (line, file) =>
  /^[0-9A-Fa-f.:]{3,45}:\d{1,5} \[\d\d\//.test(line) ? parseHaproxy(line, 0, file.local) : undefined;

const readers: readonly Reader[] = [
  readOtherTime,
  readPhpFpm,
  readUwsgi,
  readGin,
  readEnvoy,
  readCaddyConsole,
  readLtsv,
  readPairs,
  readTimedUvicorn,
  readSeparated,
  readHaproxy,
  readFluentd,
  readBehindHead,
  readTimeFirst,
  readSaid,
  readObjectBehind,
  readBareRequest,
];

/** What uWSGI says of itself, without a time, when it starts, stops and replaces its workers. */
const uwsgiNotice =
  /^(?:\*\*\* (?:Starting uWSGI|Operational MODE:|uWSGI is running|has_emperor|RUNNING|WARNING: )[^\n]{0,200}|(?:compiled with version|os|nodename|machine|clock source|pcre jit|detected (?:number of CPU cores|max file descriptor number|binary path)|current working directory|your (?:processes|memory page size|server socket listen backlog|mercy)|lock engine|thunder lock|uwsgi socket \d{1,3}|uWSGI http bound on|Python (?:version|main interpreter initialized)|python threads support|mapped \d{1,12} bytes|WSGI app \d{1,3}|spawned uWSGI |Respawned uWSGI worker|worker \d{1,4} (?:buried|killed)|SIGINT\/SIGTERM received|goodbye to uWSGI|\.\.\.(?:gracefully|brutally|The work)|[Gg]racefully killing worker|DAMN ! worker|\[uWSGI\] getting|binary reloading uWSGI|chdir\(\) to|closing all|setgid\(\) to|setuid\(\) to|!!! no internal routing|Set PythonHome to|limiting number of|dropping root privileges|running gevent|set \w{2,20} to)\b[^\n]{0,400})$/;

export const frameworkAccess: Format = {
  id: 'framework_access',
  open: (file) => ({
    read(line) {
      for (const reader of readers) {
        const row = reader(line, file);
        if (!row) continue;
        file.emit(row);
        return 'access';
      }
      return uwsgiNotice.test(line) ? 'continued' : undefined;
    },
  }),
};
