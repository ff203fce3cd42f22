// PostgreSQL (stderr, csvlog, jsonlog) and MySQL or MariaDB (error, general, slow, server_audit).
import type { Action } from '../actions.ts';
import { type EventRow, event } from '../rows.ts';
import { civil, type Local, parseIsoTime, zoneSeconds } from '../times.ts';
import { splitCsv } from './csv-line.ts';
import type { FileContext, Format } from './format.ts';
import { HeldRecord } from './held-record.ts';
import { number, type Shape, text } from './json-shape.ts';
import { firstAddress } from './meaning.ts';
import { parseServerAudit } from './mysql-audit.ts';
import { europeanInEnglish, europeanLevels, levelInEnglish } from './postgresql-europe.ts';
import { inEnglish as japaneseInEnglish } from './postgresql-ja.ts';
import { interpretMysql } from './program-mysql.ts';

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

const mysqlError =
  /^(?:(\d{4}-\d\d-\d\d)([T ])( ?\d{1,2}:\d\d:\d\d)(\.\d{1,6})?(Z|[+-]\d\d:\d\d)?|(\d{6}) {1,2}(\d{1,2}:\d\d:\d\d)) (?:(\d{1,20}) )?\[(System|Note|Warning|ERROR|Error|Info)\] (.*)$/s;
const mysqlGeneral =
  /^(?:(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)?)|(\d{6}) {1,2}(\d{1,2}:\d\d:\d\d)|(?=\t\t|\t *\d))\s{1,12}(\d{1,12}) (Connect|Quit|Query|Init DB|Prepare|Execute|Close stmt|Field List|Change user|Statistics|Ping|Shutdown|Sleep|Refresh|Daemon|Delayed insert|Binlog Dump|Reset stmt|Fetch|Set option|Kill|Debug|Create DB|Drop DB|Long Data|Time|Table Dump|Connect Out|Register Slave)(?:\t| {2,}|$)(.*)$/s;

function shortTime(day: string, time: string, local: Local): number | undefined {
  const [hour, minute, second] = time.trim().split(':').map(Number);
  const year = 2000 + Number(day.slice(0, 2));
  const at = civil(year, Number(day.slice(2, 4)) - 1, Number(day.slice(4, 6)), hour ?? 0, minute ?? 0, second ?? 0);
  return at === undefined ? undefined : local.toUtc(at);
}

function longTime(day: string, time: string, fraction: string, zone: string, local: Local): number | undefined {
  return parseIsoTime(`${day}T${time.trim().padStart(8, '0')}${fraction}${zone}`, local)?.at;
}

const denied =
  /Access denied for user '([^']{0,255})'@'([^']{0,255})'(?: to database '[^']{0,255}')?(?: \(using password: (?:YES|NO)\))?\s*$/;

function mysqlAction(command: string, text: string): Action {
  if (denied.test(text)) return 'login-failed';
  if (command === 'Connect') return 'login';
  if (command === 'Quit') return 'disconnect';
  return command === 'Query' || command === 'Execute' || command === 'Prepare' ? 'db-query' : '';
}

function parseMysqlError(line: string, local: Local): EventRow | undefined {
  const match = mysqlError.exec(line);
  if (!match) return undefined;
  const [
    ,
    day,
    between,
    clock = '',
    fraction = '',
    zone = '',
    shortDay,
    shortClock = '',
    thread,
    severity = '',
    message = '',
  ] = match;
  // Since the time has a T in it, a thread stands behind it: others (Consul, Vault, Nomad) write their levels alike.
  if (between === 'T' && thread === undefined) return undefined;
  const at =
    day === undefined ? shortTime(shortDay ?? '', shortClock, local) : longTime(day, clock, fraction, zone, local);
  if (at === undefined) return undefined;
  const meant = interpretMysql(message.replace(/^(?:\[MY-\d{6}\] \[[A-Za-z]{2,16}\] )/, ''));
  const started = /ready for connections/.test(message);
  const own = started ? 'service-start' : /[Ss]hutdown complete/.test(message) ? 'service-stop' : '';
  return event({
    at,
    program: 'mysqld',
    severity: severity.toLowerCase(),
    ip: meant?.ip ?? '',
    user: meant?.user ?? '',
    action: meant?.action ?? own,
    message,
    fields: { thread: thread ?? '0', ...meant?.fields },
  });
}

const banner =
  /^(?:\S{0,255}mysqld\S{0,64}, Version: |\S{0,255}mariadbd\S{0,64}, Version: |Tcp port: |Time\s+Id Command\s+Argument|Version: '|# at \d)/;
const slowHead =
  /^# (Time|User@Host|Query_time|Thread_id|Schema|Rows_|Bytes_|QC_hit|Filesort|Tmp_|InnoDB|Full_scan|Log_slow|explain|administrator command)/;

/** Open at once; a server allows some hundreds. */
const MOST_CONNECTIONS = 10_000;

export const mysql: Format = {
  id: 'mysql',
  open(file) {
    const held = new HeldRecord(file);
    /** Who opened each connection of the general log, whose later lines give only its number. */
    const opened = new Map<string, Record<string, string>>();
    let lastAt = 0;
    let inStatement = false;
    /** Inside an entry of the slow log: header lines begin with "# ", statements follow. */
    let slow: { at: number; user: string; ip: string; fields: Record<string, string> } | undefined;

    const readSlow = (line: string): boolean => {
      const kind = slowHead.exec(line)?.[1];
      if (kind === undefined) return false;
      if (kind === 'Time' || !slow || held.open) {
        held.flush();
        slow = { at: slow?.at ?? 0, user: '', ip: '', fields: { log: 'slow' } };
      }
      const iso = /^# Time: (\d{4}-\S+)/.exec(line);
      const short = /^# Time: (\d{6}) {1,2}(\d{1,2}:\d\d:\d\d)/.exec(line);
      if (iso) slow.at = parseIsoTime(iso[1] ?? '', file.local)?.at ?? 0;
      if (short) slow.at = shortTime(short[1] ?? '', short[2] ?? '', file.local) ?? 0;
      const who = /^# User@Host: (\S{0,64}?)\[[^\]]{0,64}\] @ (\S{0,255}) ?\[([^\]]{0,64})\]/.exec(line);
      if (who) {
        slow.user = who[1] ?? '';
        slow.ip = who[3] ?? '';
      }
      for (const [, key = '', value = ''] of line.matchAll(/([A-Z][A-Za-z_]{2,24}): ([0-9.]{1,20})/g))
        slow.fields[key] = value;
      return true;
    };

    const parse = (line: string): EventRow | undefined => {
      const simple = parseMysqlError(line, file.local) ?? parseServerAudit(line, file.local);
      if (simple) return simple;
      const general = mysqlGeneral.exec(line);
      if (!general) return undefined;
      const [, iso, day, time = '', thread = '', command = '', text = ''] = general;
      // The second form gives the time only where it changed; a line without one has that of the line before.
      const at =
        iso !== undefined
          ? parseIsoTime(iso, file.local)?.at
          : day !== undefined
            ? shortTime(day, time, file.local)
            : lastAt;
      if (at === undefined) return undefined;
      lastAt = at;
      const who = denied.exec(text) ?? /^()(\S{1,64})@(\S{1,255})/.exec(text);
      const failed = denied.exec(text);
      if (command === 'Connect' && who && !failed && (opened.has(thread) || opened.size < MOST_CONNECTIONS))
        opened.set(thread, { session_ip: who[3] ?? '', session_user: who[2] ?? '' });
      const session = command === 'Connect' ? undefined : opened.get(thread);
      if (command === 'Quit') opened.delete(thread);
      return event({
        at,
        program: 'mysqld',
        ip: failed?.[2] ?? who?.[3] ?? '',
        user: failed?.[1] ?? (command === 'Connect' ? (who?.[2] ?? '') : ''),
        action: mysqlAction(command, text),
        message: text === '' ? command : `${command} ${text}`,
        fields: {
          thread,
          command,
          ...session,
          ...(command === 'Query' || command === 'Execute' ? { statement: text } : {}),
        },
      });
    };

    return {
      read(line) {
        const row = parse(line);
        if (row) {
          slow = undefined;
          inStatement = row.action === 'db-query';
          held.begin(row);
          return 'mysql';
        }
        if (readSlow(line)) return 'mysql';
        return banner.test(line) ? 'mysql' : undefined;
      },
      continues(line) {
        if (slow && !held.open) {
          if (/^(?:use [^;]{1,255};|SET timestamp=(\d{9,12});)$/i.test(line)) {
            const seconds = /^SET timestamp=(\d{9,12})/i.exec(line)?.[1];
            if (seconds !== undefined) slow.at = Number(seconds) * 1e6;
            return true;
          }
          const { at, user, ip, fields } = slow;
          inStatement = true;
          held.begin(
            event({
              at,
              program: 'mysqld',
              ip,
              user,
              action: 'db-query',
              message: line,
              fields: { ...fields, statement: line },
            }),
          );
          return true;
        }
        if (!held.open || !inStatement) return false;
        // Statements of several lines go on without any mark, so whatever no format reads belongs to the statement above.
        held.add(line);
        return true;
      },
      flush: () => held.flush(),
    };
  },
};
