// Error logs of nginx, Apache (2.2 and 2.4), PHP-FPM and PHP itself.
import { type EventRow, event } from '../rows.ts';
import { civil, fractionMicros, type Local, localTime, monthOf, parseIsoTime, zoneSeconds } from '../times.ts';
import { unescapeLogField } from '../unescape.ts';
import type { FileContext, Format } from './format.ts';
import { HeldRecord } from './held-record.ts';
import { refusalOf } from './refusal.ts';
import { splitRequest } from './web-access.ts';

const nginxHead =
  /^(?:\S{1,255} nginx(?:\[\d{1,10}\])?: ){0,2}(\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d) \[([a-z]{3,8})\] (\d{1,10})#(\d{1,10}): (?:\*(\d{1,20}) )?/;

function nginxField(text: string, name: string): string {
  const quoted = new RegExp(`, ${name}: "((?:[^"\\\\]|\\\\.)*)"`).exec(text);
  if (quoted?.[1] !== undefined) return unescapeLogField(quoted[1]);
  return new RegExp(`, ${name}: ([^,\\s"]{1,255})`).exec(text)?.[1] ?? '';
}

function isBlocked(message: string): boolean {
  return /ModSecurity|access forbidden by rule|limiting requests|limiting connections/.test(message);
}

function isLoginFailure(message: string): boolean {
  return /user .{0,255}(?:was not found|: password mismatch|not found: |- not authenticated)|password mismatch|client used wrong authentication|client login failed|AH01617|AH01618|authentication failure for|Digest: user/.test(
    message,
  );
}

function webErrorAction(message: string): EventRow['action'] {
  if (isLoginFailure(message)) return 'login-failed';
  return isBlocked(message) ? 'web-blocked' : 'web-error';
}

/** What ModSecurity writes in brackets: `[id "942100"] [msg "…"]`. */
export function modsecurityFields(message: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const match of message.matchAll(
    /\[(id|msg|severity|uri|hostname|data|unique_id) "((?:[^"\\]|\\.){0,2048})"\]/g,
  )) {
    const [, key = '', value = ''] = match;
    if (!(key in fields)) fields[key === 'id' ? 'rule' : key] = unescapeLogField(value);
  }
  return fields;
}

export function parseNginxError(line: string, local: Local): EventRow | undefined {
  const match = nginxHead.exec(line);
  if (!match) return undefined;
  const [whole, when = '', severity = '', pid, tid = '', connection = ''] = match;
  const time = parseIsoTime(when, local);
  if (!time) return undefined;
  const message = line.slice(whole.length);
  const request = nginxField(message, 'request');
  const fields: Record<string, string> = { tid, connection, ...modsecurityFields(message) };
  if (request !== '') {
    const { method, target } = splitRequest(request);
    Object.assign(fields, { method, target });
  }
  for (const name of ['server', 'host', 'referrer', 'upstream', 'login']) {
    const value = nginxField(message, name);
    if (value !== '') fields[name] = value;
  }
  const user = /user "([^"]{0,255})"|user '([^']{0,255})'/.exec(message);
  // The login name is the client's choice and may hold ", client: ": what nginx wrote follows its own last words.
  const own = /^user "/.test(message)
    ? message.slice(
        Math.max(message.lastIndexOf('password mismatch, client:'), message.lastIndexOf('was not found in "')) + 1,
      )
    : message;
  // What a gateway on nginx says by its scripts: Lua's, njs'.
  const byScript =
    /^(?:\[(?:lua|kong)\] |js: )/.test(own) &&
    refusalOf(own.split(', client:', 1)[0] ?? '', 'client')?.action === 'login-failed';
  const ip = nginxField(own, 'client') || (/client (\d[\d.]+|[0-9a-f:]+)/.exec(message)?.[1] ?? '');
  return event({
    at: time.at,
    program: 'nginx',
    pid: Number(pid),
    severity,
    ip: ip.replace(/^\[|\]$/g, ''),
    user: user?.[1] ?? user?.[2] ?? fields['login'] ?? '',
    action: byScript ? 'login-failed' : webErrorAction(message),
    message,
    fields: byScript ? { ...fields, about: 'attempt' } : fields,
  });
}

const apacheHead =
  /^\[(?:[A-Z][a-z]{2} )?([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))? (\d{4})\] (?=\[)/;

const apacheBrackets = /\[([^[\]]{1,255}(?:\[[^\]]{0,64}\])?)\] ?/y;

/** `[2026-11-22 07:00:00.123456] [module:level] [pid …]`: the compact ISO time that an ErrorLogFormat may choose. */
const apacheIsoHead =
  /^\[(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?)\] (?=\[[a-z0-9_-]{1,40}:(?:emerg|alert|crit|error|warn|notice|info|debug|trace\d)\] \[pid \d)/;

function apacheTime(line: string, local: Local): { at: number; end: number } | undefined {
  const iso = apacheIsoHead.exec(line);
  if (iso) {
    const at = parseIsoTime(iso[1] ?? '', local)?.at;
    return at === undefined ? undefined : { at, end: iso[0].length };
  }
  const match = apacheHead.exec(line);
  if (!match) return undefined;
  const [whole, monthName = '', day, hour, minute, second, fraction, year] = match;
  const month = monthOf(monthName);
  if (month === undefined) return undefined;
  const civilTime = civil(Number(year), month, Number(day), Number(hour), Number(minute), Number(second));
  if (civilTime === undefined) return undefined;
  return { at: local.toUtc(civilTime) + (fraction ? (fractionMicros(fraction) ?? 0) : 0), end: whole.length };
}

/** An address as Apache writes it, with the port behind it taken off. */
const clientAddress = (text: string): string =>
  text.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1').replace(/^\[?([0-9a-fA-F:]+)\]?:\d+$/, '$1');
const errorBeforeClient =
  /^(?:[\w.]{1,64}\(\d{1,6}\): )?\(\d{1,10}\)[^[\]"]{1,200}: \[(?:client|remote) ([^\]]{3,60})\] /;
/** Characters in which an error of the system and the client behind it end. */
const ERROR_TEXT = 360;

export function parseApacheError(line: string, local: Local): EventRow | undefined {
  const time = apacheTime(line, local);
  if (!time) return undefined;
  let at = time.end;
  let severity = '';
  let pid = 0;
  let ip = '';
  const fields: Record<string, string> = {};
  for (let i = 0; i < 6; i += 1) {
    apacheBrackets.lastIndex = at;
    const bracket = apacheBrackets.exec(line);
    if (!bracket) break;
    const [all, inside = ''] = bracket;
    const process = /^pid (\d{1,10})(?::tid (\d{1,20}))?$/.exec(inside);
    const client = /^(?:client|remote) (.+?)$/.exec(inside);
    const level = /^(?:([a-z0-9_]{0,40}|-):)?(emerg|alert|crit|error|warn|notice|info|debug|trace\d)$/.exec(inside);
    if (process) pid = Number(process[1]);
    else if (client) ip = clientAddress(client[1] ?? '');
    else if (level) {
      severity = level[2] ?? '';
      if (level[1]) fields['module'] = level[1];
    } else break;
    at += all.length;
  }
  // Apache's own layout puts the system's error before the client: `(70007)The timeout specified has expired: [client …]`.
  if (ip === '') ip = clientAddress(errorBeforeClient.exec(line.slice(at, at + ERROR_TEXT))?.[1] ?? '');
  const message = line.slice(at);
  const user = /user '?"?([^\s'":]{1,255})/.exec(message)?.[1] ?? '';
  // An application under Apache that says of a login that it failed; not a name of a file or a page that says so.
  const [said = ''] = message.split(', referer:', 1);
  const spoken = ip === '' ? refusalOf(said) : undefined;
  // One that names the client itself writes in Apache's layout only.
  const ofLayout = spoken?.action === 'login-failed' && spoken.ip ? spoken.ip : '';
  const byApplication =
    ofLayout !== '' ||
    (/PHP message:|^(?:WAR|ERR|INF) \[/.test(said) && refusalOf(said, ip)?.action === 'login-failed');
  const action = byApplication ? 'login-failed' : webErrorAction(message);
  return event({
    at: time.at,
    program: 'apache',
    pid,
    severity,
    ip: ip || ofLayout,
    user: action === 'login-failed' ? user || (spoken?.user ?? '') : '',
    action: severity === 'notice' || severity === 'info' ? (action === 'web-error' ? '' : action) : action,
    message,
    fields: { ...fields, ...modsecurityFields(message), ...(action === 'login-failed' ? { about: 'attempt' } : {}) },
  });
}

const phpHead =
  /^\[(\d{2})-([A-Z][a-z]{2})-(\d{4}) (\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?(?: ([A-Za-z0-9_/+-]{1,40}))?\] /;
const phpLevel =
  /^(?:PHP )?(NOTICE|WARNING|ERROR|ALERT|DEBUG|Fatal error|Parse error|Recoverable fatal error|Warning|Notice|Deprecated|Stack trace)\b:? ?/;

/** What PHP-FPM's own process says of itself. */
function poolAction(said: string): 'service-start' | 'service-stop' | 'web-error' {
  if (/^NOTICE: fpm is running, pid \d/.test(said)) return 'service-start';
  return /^NOTICE: exiting, bye-bye!$/.test(said) ? 'service-stop' : 'web-error';
}

/** A log has one zone or two. Names that are none are remembered too; beyond this many none is looked up any more. */
const MOST_ZONES = 64;
const zones = new Map<string, Local | undefined>();

/** PHP writes the name of its zone, `Asia/Tokyo`. An abbreviation of several zones (`CST`) is not taken. */
function namedZone(name: string | undefined): Local | undefined {
  if (!name?.includes('/')) return undefined;
  if (zones.has(name) || zones.size >= MOST_ZONES) return zones.get(name);
  let zone: Local | undefined;
  try {
    zone = localTime(name);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  zones.set(name, zone);
  return zone;
}

export function parsePhpError(line: string, local: Local): EventRow | undefined {
  const match = phpHead.exec(line);
  if (!match) return undefined;
  const [whole, day, monthName = '', year, hour, minute, second, fraction, zone] = match;
  const month = monthOf(monthName);
  if (month === undefined) return undefined;
  const time = civil(Number(year), month, Number(day), Number(hour), Number(minute), Number(second));
  if (time === undefined) return undefined;
  const message = line.slice(whole.length);
  const pool = /^(?:NOTICE|WARNING|ERROR|ALERT|DEBUG): (?:\[pool ([^\]]{1,64})\] )?/.exec(message);
  const east = zoneSeconds(zone ?? '');
  const named = east === undefined ? namedZone(zone)?.toUtc(time) : time - east * 1e6;
  // What an application writes there of its own: PHP's errors name no client.
  const refused = pool ? undefined : refusalOf(message);
  const failed = refused?.action === 'login-failed' && refused.ip ? refused : undefined;
  const micros = (named ?? local.toUtc(time)) + (fraction ? (fractionMicros(fraction) ?? 0) : 0);
  return event({
    at: micros,
    program: pool ? 'php-fpm' : 'php',
    severity: phpLevel.exec(message)?.[1]?.toLowerCase() ?? '',
    action: pool ? poolAction(message) : 'web-error',
    message,
    fields: pool?.[1] ? { pool: pool[1] } : {},
    ...failed,
  });
}

/** Formats whose records may go on over more lines: PHP and Java traces, dumps of requests. */
export function withTraces(
  id: string,
  parse: (line: string, file: FileContext) => EventRow | undefined,
  goesOn: (line: string) => boolean = () => false,
): Format {
  return {
    id,
    open(file) {
      const held = new HeldRecord(file);
      return {
        read(line) {
          const row = parse(line, file);
          if (row) {
            held.begin(row);
            return id;
          }
          return undefined;
        },
        continues(line) {
          if (!held.open || !(isTrace(line) || goesOn(line))) return false;
          held.add(line);
          return true;
        },
        flush: () => held.flush(),
      };
    },
  };
}

/** `java.lang.IllegalStateException: boom`, `ValueError: bad`, `ActiveRecord::RecordNotFound (…)`: what the record above is about. */
const exceptionHead =
  /^(?:[A-Za-z_$][\w$]{0,80}(?:\.|::)){0,12}[A-Za-z_$][\w$]{0,80}(?:Error|Exception|Throwable|Failure|Warning|Interrupt|NotFound|DoesNotExist|Denied)(?::| \(|$)|^(?:During handling of the above exception|The above exception was the direct cause|--- End of )/;

/** Lines that stand under a record: indented ones, frames, causes. */
export function isTrace(line: string): boolean {
  return (
    exceptionHead.test(line) ||
    /^(?:[ \t]|#\d{1,4} |Stack [Tt]race:|Request URL: |Referer URL: |Client IP: |Exception Attributes: |Caused by:|\.{3} \d|thrown in|(?:TNS|ORA)-\d{5}: |PHP Stack|PHP {2}\s*\d|Traceback |Error has been observed at the following site|\}|\{|\)|\]|\[(?:stacktrace|previous exception)\]|"\})/.test(
      line,
    )
  );
}

/** Lines of one message of an application that nginx passes on; more is not one message. */
const MOST_PASSED_ON = 256;
/** What nginx puts behind it. */
const passedOnEnd = /" while .{1,64}, client: /;
/** The head of another record: a message cut at nginx' 2048 bytes never ends, and must not take a container's other lines. */
const otherHead =
  /^(?:\S{1,255} [^[]{1,255}\[\d\d\/[A-Z][a-z]{2}\/\d{4}:|\{"|<\d{1,3}>|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:|\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:|\[[\w-]{3,24}[ /])/;

/** nginx passes on what an application wrote to it as it is, line ends and all, and names the client behind it. */
export const nginxError: Format = {
  id: 'nginx_error',
  open(file) {
    const plain = withTraces('nginx_error', (line) => parseNginxError(line, file.local)).open(file);
    let open: { readonly n: number; readonly lines: string[] } | undefined;
    const end = (): void => {
      if (!open) return;
      const row = parseNginxError(open.lines.join('\n'), file.local);
      if (row) file.emit(row, open.n);
      open = undefined;
    };
    return {
      read(line) {
        const passesOn = line.includes(' sent in stderr: "') && !passedOnEnd.test(line) && nginxHead.test(line);
        if (!passesOn) {
          const format = plain.read(line);
          if (format !== undefined) end();
          return format;
        }
        plain.flush?.();
        end();
        open = { n: file.n, lines: [line] };
        return 'nginx_error';
      },
      continues(line) {
        if (!open) return plain.continues?.(line) ?? false;
        if (otherHead.test(line)) {
          end();
          return false;
        }
        open.lines.push(line);
        if (passedOnEnd.test(line) || open.lines.length >= MOST_PASSED_ON) end();
        return true;
      },
      inside: () => open !== undefined,
      flush() {
        end();
        plain.flush?.();
      },
    };
  },
};
export const apacheError = withTraces('apache_error', (line, file) => parseApacheError(line, file.local));
/** What PHP-FPM's slow log has under a request: the script, and the calls it was in. */
const slowCall = /^(?:script_filename = |\[0x[0-9a-f]{4,16}\] )/;
export const phpError = withTraces(
  'php_error',
  (line, file) => parsePhpError(line, file.local),
  (line) => slowCall.test(line),
);
