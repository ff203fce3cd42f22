// Applications that log for themselves: Laravel and Monolog, Rails, Python and Django, Java, Go; and, last of all, any line
// that begins with a time. Of the last only the time, a level, an address and a login are understood, and it says so by
// its name, `timestamped`.
import { isIP } from 'node:net';
import { type EventRow, event } from '../rows.ts';
import { type Local, parseIsoTime } from '../times.ts';
import type { FileContext, Format } from './format.ts';
import { HeldRecord } from './held-record.ts';
import { flatten, parseShape } from './json-shape.ts';
import type { Meaning } from './meaning.ts';
import { interpretVpn } from './program-vpn.ts';
import { interpret } from './programs.ts';
import { plainWords } from './refusal.ts';
import { parseProxyLine } from './three-proxy.ts';
import { isTrace, withTraces } from './web-error.ts';
import { writtenTime } from './written-time.ts';

const monolog =
  /^\[(\d{4}-\d\d-\d\d[T ][^\]]{8,32})\] ([A-Za-z0-9_.-]{1,64})\.(EMERGENCY|ALERT|CRITICAL|ERROR|WARNING|NOTICE|INFO|DEBUG): (.*)$/s;
const rails =
  /^([DIWEFA]), \[(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?) ?#(\d{1,10})\] {1,3}([A-Z]{3,7}) -- ?([^:]{0,128}): (.*)$/s;
const railsStarted =
  /Started (GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) "([^"]{0,8192})" for (\S{2,45}) at (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4})/;
const level = /\b(TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|ERR|CRIT|CRITICAL|FATAL|ALERT|EMERG|SEVERE|FINE|PANIC)\b/i;

/**
 * What a program tells its authors while it works is no decision about a client: "rejected by …, falling back to …". A failed
 * login is one all the same, unless it goes on to say that another way is tried.
 */
const isInnerTalk = (severity: string, { action, ip }: Meaning, message: string) =>
  /^(?:trace|debug|fine)$/.test(severity) &&
  (action !== 'login-failed' ||
    !ip ||
    /\b(?:fall\w* back|try\w*|next|retry\w*|continu\w*|skip\w*|ignor\w*)\b/i.test(message));

function freeText(at: number, message: string, more: Partial<EventRow> = {}): EventRow {
  // "dovecot-auth: …", "named[4]: …": an application that names itself as syslog would.
  const named = /^([a-z][\w.-]{1,30}(?:\/[a-z][\w.-]{1,30})?)(?:\[(\d{1,10})\])?: (?=\S)/.exec(message);
  const { fields, ...meant } =
    parseProxyLine(message) ??
    interpretVpn(message) ??
    (named ? interpret(named[1] ?? '', message.slice(named[0].length)) : plainWords(message));
  const severity = level.exec(message.slice(0, 120))?.[1]?.toLowerCase() ?? '';
  return event({
    at,
    program: named?.[1] ?? '',
    ...(isInnerTalk(severity, meant, message) && meant.action !== 'login' ? { ip: meant.ip ?? '' } : meant),
    message,
    severity,
    ...more,
    fields: { ...more.fields, ...fields },
  });
}

/** Laravel, Symfony, Magento: `[time] channel.LEVEL: message {context} []`. */
export function parseMonolog(line: string, local: Local): EventRow | undefined {
  const match = monolog.exec(line);
  const time = match && parseIsoTime(match[1] ?? '', local);
  if (!match || !time) return undefined;
  const [, , channel = '', severity = '', message = ''] = match;
  const row = freeText(time.at, message, { program: channel, severity: severity.toLowerCase() });
  const start = message.indexOf(' {"');
  return withContext(row, start < 0 ? undefined : contextOf(message.slice(start + 1)));
}

/** The client and the user that an application named beside its words. */
function withContext(row: EventRow, context: Record<string, string> | undefined): EventRow {
  if (!context) return row;
  const value = (...keys: readonly string[]) => keys.map((key) => context[key]).find((one) => one !== undefined) ?? '';
  const ip = value('ip', 'client_ip', 'remote_ip', 'remote_addr', 'ip_address');
  return {
    ...row,
    ip: isIP(ip) > 0 ? ip : row.ip,
    user: value('user', 'username', 'email', 'login', 'user_id', 'userId') || row.user,
    fields: { ...context, ...row.fields },
  };
}

/** `message {"user_id":15} []`: what the application gave beside its words. An exception's trace goes on below. */
function contextOf(text: string): Record<string, string> | undefined {
  const shape = parseShape(text.replace(/(?: \[\]| \{\})?\s{0,2}$/, ''));
  return shape && flatten(shape);
}

/** Ruby's logger, and what Rails puts into it. Ruby writes local time without a zone. */
export function parseRails(line: string, local: Local): EventRow | undefined {
  const match = rails.exec(line);
  const started = railsStarted.exec(line);
  if (!match && !started?.index && !line.startsWith('Started ')) return undefined;
  const time = match ? parseIsoTime(match[2] ?? '', local) : parseIsoTime(started?.[4] ?? '', local);
  if (!time) return undefined;
  const message = match?.[6] ?? line;
  const request = started
    ? { fields: { method: started[1] ?? '', target: started[2] ?? '' }, ip: started[3] ?? '' }
    : {};
  return freeText(time.at, message, {
    program: match?.[5]?.trim() || 'rails',
    pid: Number(match?.[3] ?? 0),
    severity: match?.[4]?.toLowerCase() ?? '',
    ...request,
  });
}

/** Lines that belong to the request that a Rails log opened, and carry no time of their own. */
const railsMore =
  /^(?:Processing by |Parameters: |Completed \d{3} |Redirected to |Rendered |Rendering |Filter chain |Sent (?:file|data) |Unpermitted parameter| {2})/;

/** The rest of a record of many lines, each with the request's tag before it. */
const railsTagged = /^\[(?:[0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12}|[0-9a-f]{16})\] /;

/** Any line that begins with a time, in brackets or not. */
export function parseTimestamped(line: string, file: FileContext): EventRow | undefined {
  const time = writtenTime(line, file);
  if (!time) return undefined;
  const message = line.slice(time.end).replace(/^[\])]?[:,]?\s{0,8}/, '');
  const row = freeText(time.at, message === '' ? line : message);
  // Behind a tab, as zap's console has it, an object is the logger's own; within a sentence it may be what a client sent.
  const tab = message.endsWith('}') ? message.indexOf('\t{"') : -1;
  return tab < 0 ? row : withContext(row, contextOf(message.slice(tab + 1)));
}

export const laravel = withTraces('laravel', (line, file) => parseMonolog(line, file.local));
/** lograge's one line of pairs is a request, and read as one. */
const lograge = / -- ?: (?:\[[^\]]{1,64}\] )?method=[A-Z]{3,8} path=/;

export const railsLog = withTraces(
  'rails',
  (line, file) => (lograge.test(line.slice(0, 256)) ? undefined : parseRails(line, file.local)),
  (line) => railsMore.test(line) || railsTagged.test(line),
);
/** The second line of a java.util.logging record, and what Erlang writes under a report's head: of the time above. */
const underHead = /^(?:(?:SEVERE|WARNING|INFO|CONFIG|FINE|FINER|FINEST): |[IWED]\(<[\d.]{3,20}>)/;
/** `[2026/06/09 03:20:05,  2] ../../auth/auth_log.c:653(log_authentication)`: Samba says the rest on the next line. */
const headAlone = /^\[\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?,[^\]]{1,80}\] \S{1,128}:\d{1,6}\(\w{1,64}\)\s*$/;
const lines = withTraces('timestamped', parseTimestamped);

export const timestamped: Format = {
  id: lines.id,
  loose: true,
  open(file) {
    const parser = lines.open(file);
    const held = new HeldRecord(file);
    let lastAt = 0;
    let isHead = false;
    return {
      ...parser,
      read(line) {
        held.flush();
        if (lastAt > 0 && underHead.test(line)) {
          parser.flush?.();
          held.begin(freeText(lastAt, line));
          return lines.id;
        }
        const time = writtenTime(line, file);
        if (time) {
          lastAt = time.at;
          isHead = headAlone.test(line);
        }
        return parser.read(line);
      },
      continues(line) {
        if (isHead && /^ {2}\S/.test(line)) {
          isHead = false;
          parser.flush?.();
          held.begin(freeText(lastAt, line.trim()));
          return true;
        }
        if (!held.open) return parser.continues?.(line) ?? false;
        if (!isTrace(line)) return false;
        held.add(line);
        return true;
      },
      flush() {
        held.flush();
        parser.flush?.();
      },
    };
  },
};
