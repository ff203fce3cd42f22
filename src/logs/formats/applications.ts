// Applications that log for themselves: Laravel and Monolog, Rails, Python and Django, Java, Go; and, last of all, any line
// that begins with a time. Of the last only the time, a level, an address and a login are understood, and it says so by
// its name, `timestamped`.
import type { Action } from '../actions.ts';
import { type EventRow, event } from '../rows.ts';
import { civil, type Local, monthOf, parseClfTime, parseIsoTime } from '../times.ts';
import { firstAddress } from './meaning.ts';
import { parseCtime } from './servers.ts';
import { withTraces } from './web-error.ts';

const monolog =
  /^\[(\d{4}-\d\d-\d\d[T ][^\]]{8,32})\] ([A-Za-z0-9_.-]{1,64})\.(EMERGENCY|ALERT|CRITICAL|ERROR|WARNING|NOTICE|INFO|DEBUG): (.*)$/s;
const rails =
  /^([DIWEFA]), \[(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?) ?#(\d{1,10})\] {1,3}([A-Z]{3,7}) -- ?([^:]{0,128}): (.*)$/s;
const railsStarted =
  /Started (GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) "([^"]{0,8192})" for (\S{2,45}) at (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4})/;
const level = /\b(TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|ERR|CRIT|CRITICAL|FATAL|ALERT|EMERG|SEVERE|FINE|PANIC)\b/i;

const failure =
  /(?:login|log-?on|sign-?in|authenticat\w*|password|credentials?)\b.{0,80}\b(?:fail\w*|invalid|denied|incorrect|rejected|wrong)|(?:fail\w*|invalid|incorrect|wrong)\b.{0,40}\b(?:login|logon|sign-?in|password|authenticat\w*|credentials?)|LOGIN_FAILED|authentication error/i;
const success =
  /(?:login|log-?on|sign-?in|authenticat\w*)\b.{0,40}\b(?:success\w*|succeeded|accepted)|success\w* (?:login|authenticat)|logged in|LOGIN_SUCCESS/i;

/** Of free text only these two are taken for what they say. */
export function loginOf(message: string): Action {
  const text = message.length > 4096 ? message.slice(0, 4096) : message;
  if (failure.test(text)) return 'login-failed';
  return success.test(text) ? 'login' : '';
}

const userWord = /\b(?:user(?:name)?|login|account|email|for)[=:]? ?["']?([A-Za-z0-9._%+@-]{1,128})["']?/i;

function freeText(at: number, message: string, more: Partial<EventRow> = {}): EventRow {
  const action = loginOf(message);
  const user = action === '' ? '' : (userWord.exec(message.slice(0, 4096))?.[1] ?? '');
  return event({
    at,
    program: '',
    ip: firstAddress(message),
    user,
    action,
    message,
    severity: level.exec(message.slice(0, 120))?.[1]?.toLowerCase() ?? '',
    ...more,
    fields: { ...more.fields, ...(action === 'login-failed' ? { about: 'attempt' } : {}) },
  });
}

/** Laravel, Symfony, Magento: `[time] channel.LEVEL: message {context} []`. */
export function parseMonolog(line: string, local: Local): EventRow | undefined {
  const match = monolog.exec(line);
  const time = match && parseIsoTime(match[1] ?? '', local);
  if (!match || !time) return undefined;
  const [, , channel = '', severity = '', message = ''] = match;
  return freeText(time.at, message, { program: channel, severity: severity.toLowerCase() });
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

const dayFirst = /^\[?(\d{1,2})[-/]([A-Z][a-z]{2})[-/](\d{4})[: ](\d\d):(\d\d):(\d\d)(?:[.,]\d{1,6})?\]?/;
const plainEpoch = /^\[?(1\d{9})(?:\.(\d{1,6}))?\]?[\s:|,]/;

/** Any line that begins with a time, in brackets or not. */
export function parseTimestamped(line: string, local: Local): EventRow | undefined {
  const open = line[0] === '[' || line[0] === '(' ? 1 : 0;
  const iso = parseIsoTime(open ? line.slice(1, 64) : line.slice(0, 64), local);
  if (iso) return freeText(iso.at, line.slice(iso.end + open).replace(/^[\])]?[:,]?\s?/, ''));
  const written = parseCtime(open ? line.slice(1, 64) : line.slice(0, 64), local);
  if (written) return freeText(written.at, line.slice(written.end + open).replace(/^[\])]?[:,]?\s?/, ''));
  const clf = open ? /^\[([^\]]{20,36})\]/.exec(line) : null;
  const clfAt = clf ? parseClfTime(clf[1] ?? '', local) : undefined;
  if (clf && clfAt !== undefined) return freeText(clfAt, line.slice(clf[0].length).trimStart());
  const day = dayFirst.exec(line);
  const month = day ? monthOf(day[2] ?? '') : undefined;
  if (day && month !== undefined) {
    const at = civil(Number(day[3]), month, Number(day[1]), Number(day[4]), Number(day[5]), Number(day[6]));
    if (at !== undefined) return freeText(local.toUtc(at), line.slice(day[0].length).trimStart());
  }
  const epoch = plainEpoch.exec(line);
  return epoch ? freeText(Number(epoch[1]) * 1e6, line.slice(epoch[0].length)) : undefined;
}

const moreLines = (id: string, parse: (line: string, local: Local) => EventRow | undefined) =>
  withTraces(id, (line, file) => parse(line, file.local));

export const laravel = moreLines('laravel', parseMonolog);
export const railsLog = withTraces(
  'rails',
  (line, file) => parseRails(line, file.local),
  (line) => railsMore.test(line),
);
export const timestamped = moreLines('timestamped', parseTimestamped);
