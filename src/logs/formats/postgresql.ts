// PostgreSQL: stderr, csvlog, jsonlog; and PgBouncer, which stands before it.
import type { Action } from '../actions.ts';
import { type EventRow, event } from '../rows.ts';
import { type Local, parseIsoTime, zoneSeconds } from '../times.ts';
import { splitCsv } from './csv-line.ts';
import type { FileContext, Format } from './format.ts';
import { HeldRecord } from './held-record.ts';
import { number, type Shape, text } from './json-shape.ts';
import { firstAddress } from './meaning.ts';
import { europeanInEnglish, europeanLevels, levelInEnglish } from './postgresql-europe.ts';
import { inEnglish as japaneseInEnglish } from './postgresql-ja.ts';

const levels = `DEBUG[1-5]?|INFO|NOTICE|WARNING|ERROR|LOG|FATAL|PANIC|STATEMENT|DETAIL|HINT|CONTEXT|QUERY|LOCATION|${europeanLevels}`;

/** A sentence as an English server would have begun it; undefined for one that is known in none of the languages. */
const inEnglish = (message: string): string | undefined => japaneseInEnglish(message) ?? europeanInEnglish(message);
/** `[%p]` or `%p` before the time, and `%n`: seconds since 1970. */
const pidFirst = /^(?:\[(\d{1,10})\]:?|(\d{1,10})) (?=\d{4}-\d\d-\d\d |1\d{9}\.\d{3} )/;
const postgresEpoch = /^(1\d{9})\.(\d{3})(?= )/;
const postgresTime = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?) ?([A-Z]{2,5}|[+-]\d\d(?::?\d\d)?)?/;
const wholeLevel = new RegExp(`^(?:${levels})$`);
const postgresLevel = new RegExp(`(?:^|[\\s:\\]])(${levels}): {1,2}`);

function postgresAction(level: string, message: string): Action {
  if (/password authentication failed|no pg_hba\.conf entry|authentication failed/.test(message)) return 'login-failed';
  if (message.startsWith('connection authorized')) return 'login';
  if (message.startsWith('connection received')) return 'db-connect';
  if (message.startsWith('disconnection')) return 'disconnect';
  if (
    /^(?:statement|execute .{0,64}|duration: .{1,40}(?:statement|execute .{0,64})): /.test(message) ||
    message.startsWith('AUDIT:')
  )
    return 'db-query';
  if (/^database system is ready/.test(message)) return 'service-start';
  if (/^database system is shut down$/.test(message)) return 'service-stop';
  return level === 'ERROR' || level === 'FATAL' || level === 'PANIC' ? 'db-error' : '';
}

function statementOf(message: string): string {
  return /^(?:duration: .{1,40}?)?(?:statement|execute [^:]{0,64}): (.*)$/s.exec(message)?.[1] ?? '';
}

type Start = {
  readonly length: number;
  readonly time: () => number | undefined;
  readonly pid: number;
  readonly unusual: boolean;
};

/** The time of a line and where it ends: it stands first, or behind the process alone. */
function postgresStart(line: string, local: Local): Start | undefined {
  const process = pidFirst.exec(line);
  const skip = process?.[0].length ?? 0;
  const text = skip === 0 ? line : line.slice(skip, skip + 64);
  const epoch = postgresEpoch.exec(text);
  const written = epoch ?? postgresTime.exec(text);
  if (!written) return undefined;
  const time = () => (epoch ? Number(epoch[1]) * 1e6 + Number(epoch[2]) * 1e3 : parsePostgresTime(written[0], local));
  const pid = Number(process?.[1] ?? process?.[2] ?? 0);
  return { length: skip + written[0].length, time, pid, unusual: skip > 0 || epoch !== null };
}

/** A line by `log_line_prefix`, whatever it is, as long as a time stands near its beginning and a level before the message. */
export function parsePostgres(line: string, local: Local): EventRow | undefined {
  const start = postgresStart(line, local);
  if (!start) return undefined;
  const level = postgresLevel.exec(line.slice(start.length, start.length + 400));
  if (!level) return undefined;
  const [found, written = ''] = level;
  const name = levelInEnglish(written);
  // PostgreSQL puts two spaces behind the level; others put one, and their own ids before the time.
  if (start.unusual && !found.endsWith('  ')) return undefined;
  // A prefix that holds a colon-less sentence is no prefix of PostgreSQL's.
  const prefix = line.slice(start.length, start.length + level.index);
  if (!start.unusual && !/\[\d{1,10}(?:-\d{1,10})?\]|^\s*$|@/.test(prefix)) return undefined;
  const time = start.time();
  if (time === undefined) return undefined;
  const message = line.slice(start.length + level.index + found.length);
  const said = inEnglish(message) ?? message;
  const account = /([^\s@:[\]]{1,64})@([^\s@:[\]]{1,64})/.exec(prefix);
  const action = postgresAction(name, said);
  const named =
    /user[= ]"?([^\s",]{1,64})"?/.exec(said)?.[1] ?? /(?:^|[\s,])user=([^\s,]{1,64})/.exec(prefix)?.[1] ?? '';
  const statement = statementOf(said);
  return event({
    at: time,
    program: 'postgres',
    pid: Number(/\[(\d{1,10})(?:-\d{1,10})?\]/.exec(prefix)?.[1] ?? start.pid),
    severity: name.toLowerCase(),
    ip:
      firstAddress(prefix) ||
      (/host=([0-9a-f:.]{3,45})/.exec(said)?.[1] ?? firstAddress(action === 'login-failed' ? said : '')),
    user: account?.[1] ?? (named === '[unknown]' ? '' : named),
    action,
    message,
    fields: {
      ...(account?.[2] ? { database: account[2] } : {}),
      ...(statement ? { statement } : {}),
      ...(action === 'login-failed' ? { about: 'attempt' } : {}),
    },
  });
}

const csvStart = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} /;

/** Whether a quote stands open at the end: a message of many lines goes on. */
function isOpenCsv(text: string): boolean {
  let quotes = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) quotes += 1;
  return quotes % 2 === 1;
}

/** csvlog: 23 columns and more, the level in the 12th and the message in the 14th, which may go on over more lines. */
export function parsePostgresCsv(line: string, local: Local): EventRow | undefined {
  if (!csvStart.test(line)) return undefined;
  const columns = splitCsv(line);
  const written = columns[11] ?? '';
  if (columns.length < (isOpenCsv(line) ? 14 : 22) || !wholeLevel.test(written)) return undefined;
  const level = levelInEnglish(written);
  const time = parsePostgresTime(columns[0] ?? '', local);
  if (time === undefined) return undefined;
  const message = columns[13] ?? '';
  const said = inEnglish(message) ?? message;
  return event({
    at: time,
    program: 'postgres',
    pid: Number(/^\d{1,10}$/.test(columns[3] ?? '') ? columns[3] : 0),
    severity: level.toLowerCase(),
    ip: firstAddress(columns[4] ?? ''),
    user: columns[1] ?? '',
    action: postgresAction(level, said),
    message,
    fields: { database: columns[2] ?? '', statement: columns[19] || statementOf(said), state: columns[12] ?? '' },
  });
}

const bouncer =
  /^ ?\[(\d{1,10})\] ([A-Z]{3,7}) C-0x[0-9a-f]{1,16}: ([^/\s]{1,64})\/([^@\s]{1,64})@(?:unix\(\d{1,10}\)|\[?([0-9A-Fa-f.:]{2,45}?)\]?):\d{1,5} (.*)$/s;

/** What PgBouncer, which stands before PostgreSQL, says of a client. */
function parsePgBouncer(line: string, local: Local): EventRow | undefined {
  const start = postgresTime.exec(line);
  const found = start ? bouncer.exec(line.slice(start[0].length)) : null;
  const time = start && found ? parsePostgresTime(start[0], local) : undefined;
  if (!found || time === undefined) return undefined;
  const [, pid, level = '', database = '', user = '', ip = '', message = ''] = found;
  const failed = /authentication failed|auth failed|no such user/.test(message);
  const action: Action = failed
    ? 'login-failed'
    : message.startsWith('login attempt')
      ? 'db-connect'
      : message.startsWith('closing because')
        ? 'disconnect'
        : '';
  return event({
    ...{ at: time, program: 'pgbouncer', pid: Number(pid), severity: level.toLowerCase() },
    ...{ ip, user: user === '(nouser)' ? '' : user, action, message },
    fields: { database, ...(failed ? { about: 'attempt' } : {}) },
  });
}

/** jsonlog (since 15): csvlog's columns by name. Undefined for any other object. */
export function postgresJsonRow(shape: Shape, { local }: FileContext): EventRow | undefined {
  const level = levelInEnglish(text(shape['error_severity']));
  if (level === '' || !('session_id' in shape || 'backend_type' in shape)) return undefined;
  const time = parsePostgresTime(text(shape['timestamp']), local);
  if (time === undefined) return undefined;
  const message = text(shape['message']);
  const said = inEnglish(message) ?? message;
  return event({
    at: time,
    program: 'postgres',
    pid: Math.max(0, number(shape['pid']) ?? 0),
    severity: level.toLowerCase(),
    ip: firstAddress(text(shape['remote_host'])),
    user: text(shape['user']),
    action: postgresAction(level, said),
    message,
    fields: {
      database: text(shape['dbname']),
      statement: text(shape['statement']) || statementOf(said),
      state: text(shape['state_code']),
    },
  });
}

function parsePostgresTime(text: string, local: Local): number | undefined {
  const match = postgresTime.exec(text);
  if (!match) return undefined;
  // An abbreviation of several zones is no zone: the time is then one that does not say its own.
  const [, when = '', zone = ''] = match;
  return parseIsoTime(zoneSeconds(zone) === undefined ? when : `${when} ${zone}`, local)?.at;
}

export const postgresql: Format = {
  id: 'postgresql',
  open(file) {
    const held = new HeldRecord(file);
    /** Whether the last record is one of csvlog's in whose quotes the line before ended. */
    let inQuotes = false;
    return {
      read(line) {
        const plain = parsePostgres(line, file.local) ?? parsePgBouncer(line, file.local);
        const row = plain ?? parsePostgresCsv(line, file.local);
        if (!row) return undefined;
        inQuotes = !plain && isOpenCsv(line);
        held.begin(row);
        return 'postgresql';
      },
      inside: () => inQuotes,
      // A statement of several lines is logged with a tab before each further one; in csvlog without any mark.
      continues(line) {
        if (!held.open || !(inQuotes || /^[\t ]/.test(line))) return false;
        if (inQuotes && isOpenCsv(line)) inQuotes = false;
        held.add(line);
        return true;
      },
      flush: () => held.flush(),
    };
  },
};
