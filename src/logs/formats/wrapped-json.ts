// JSON round a line of another format: journald's export, container logs, what log collectors and analytics hand out.
import { type EventRow, event, type Row } from '../rows.ts';
import { parseClfTime, yearBeside } from '../times.ts';
import { auditAction, parseAuditRecord } from './auditd.ts';
import { containedTime } from './container.ts';
import type { FileContext } from './format.ts';
import { flatten, isShape, type Json, number, type Shape, text } from './json-shape.ts';
import { anyTime } from './json-time.ts';
import { interpret } from './programs.ts';
import { parseSyslogLine, type SyslogLine, syslogFormat } from './syslog-line.ts';
import { syslogRow } from './syslog-row.ts';
import { parseAccessLine } from './web-access.ts';

const severities = ['emerg', 'alert', 'crit', 'err', 'warning', 'notice', 'info', 'debug'];

/** journald writes bytes that are no text as a list of numbers, and a field that was given twice as a list of its values. */
function journalText(value: Json | undefined): string {
  if (Array.isArray(value) && value.every((one) => typeof one === 'number')) {
    return Buffer.from(value.map((one: Json) => Number(one) & 255)).toString('latin1');
  }
  return Array.isArray(value) ? text(value[0]) || journalText(value[0]) : text(value);
}

/** One journal entry, from JSON or the export form: fields by their journal names. */
export function journalRow(fields: Readonly<Record<string, string>>): EventRow {
  const program = fields['SYSLOG_IDENTIFIER'] ?? fields['_COMM'] ?? '';
  const message = fields['MESSAGE'] ?? '';
  const micros = Number(fields['_SOURCE_REALTIME_TIMESTAMP'] ?? fields['__REALTIME_TIMESTAMP'] ?? 0);
  const meant = interpret(program, message);
  return event({
    at: Number.isFinite(micros) && micros > 0 && micros < 9e15 ? micros : 0,
    host: fields['_HOSTNAME'] ?? '',
    program,
    pid: Number(/^\d{1,10}$/.test(fields['_PID'] ?? '') ? fields['_PID'] : 0),
    severity: severities[Number(fields['PRIORITY'] ?? 9)] ?? '',
    message,
    ...meant,
    fields: { ...fields, ...meant.fields },
  });
}

const messageKeys = [
  'message',
  'MESSAGE',
  'msg',
  'log',
  'line',
  'Message',
  'SyslogMessage',
  'RawData',
  'raw',
  '_raw',
  'event.original',
  'textPayload',
  'full_message',
] as const;
const timeKeys = [
  ...['time', 'timestamp', '@timestamp', 'TimeGenerated', 'Timestamp', 'EventTime', 'date', 'datetime', 'ts'],
  ...['timereported', 'timegenerated', 'eventTime'],
] as const;
/** Where a syslog line begins, in its older and its newer form. */
const syslogBegins =
  /^(?:<\d{1,3}>|[A-Z][a-z]{2} [ \d]\d \d\d:|\d{4}-\d\d-\d\dT\S{8,24} [\w.-]{1,255} [\w./-]{1,64}(?:\[\d{1,10}\])?: )/;

/** Records of one audit event. */
const MOST_RECORDS = 64;

/** A record as the OMS agent's audit collector writes it: `{"records":[{"record-type":"SYSCALL", …}], "serial": …}`. */
function collectorRecords(shape: Shape, file: FileContext): readonly Row[] | undefined {
  const records = shape['records'] ?? shape['Records'];
  if (!Array.isArray(records) || records.length === 0) return undefined;
  const rows: Row[] = [];
  for (const one of records.slice(0, MOST_RECORDS)) {
    if (!isShape(one)) return undefined;
    const fields = flatten(one);
    const type = (fields['record-type'] ?? fields['RecordType'] ?? fields['type'] ?? '').replace(/^AUOMS_/, '');
    if (!/^[A-Z][A-Z0-9_]{2,40}$/.test(type)) return undefined;
    const serial = text(shape['serial'] ?? shape['SerialNumber']) || (fields['SerialNumber'] ?? '');
    rows.push(
      auditLike(
        type,
        serial,
        fields,
        anyTime(shape['ms'] ?? shape['Timestamp'] ?? shape['timestamp'], file),
        text(shape['computer'] ?? shape['Computer']),
      ),
    );
  }
  return rows;
}

const laurelId = /^(\d{9,11})\.(\d{3}):(\d{1,20})$/;

/** Laurel's line for a whole event: its id, then each record under its type, those that repeat (PATH) in a list. */
function laurelRecords(shape: Shape): readonly Row[] | undefined {
  const [id, seconds, millis, serial = ''] = laurelId.exec(text(shape['ID'])) ?? [];
  if (id === undefined) return undefined;
  const when = Number(seconds) * 1e6 + Number(millis) * 1e3;
  const records = Object.entries(shape).flatMap(([type, value]) =>
    /^[A-Z][A-Z0-9_]{2,40}$/.test(type)
      ? (Array.isArray(value) ? value : [value])
          .slice(0, MOST_RECORDS)
          .filter(isShape)
          .map((record) => ({ type, fields: flatten(record) }))
      : [],
  );
  // Records of one event lend each other what they know, as those of audit.log do.
  const known = Object.assign({}, ...records.map(({ fields }) => fields).reverse());
  const argv = known['ARGV'] ?? '';
  return records.map(({ type, fields }) =>
    auditLike(type, serial, { ...known, ...fields, argv }, when, text(shape['NODE'])),
  );
}

function auditLike(
  type: string,
  serial: string,
  fields: Readonly<Record<string, string>>,
  when: number,
  host: string,
): EventRow {
  const argv = fields['cmdline'] ?? fields['argv'] ?? fields['proctitle'] ?? '';
  const ip = fields['addr'] ?? '';
  const isExec = type === 'EXECVE' || type === 'EXECVE_FRAGMENT' || /^(?:59|execve)$/.test(fields['syscall'] ?? '');
  const action = isExec ? 'exec' : auditAction(type, fields);
  return event({
    at: when,
    host,
    program: 'auditd',
    pid: Number(/^\d{1,10}$/.test(fields['pid'] ?? '') ? fields['pid'] : 0),
    ip: ip === '?' ? '' : ip,
    user: fields['acct'] ?? fields['user'] ?? fields['AUID'] ?? fields['auid'] ?? '',
    action,
    message: argv || type,
    fields: {
      ...fields,
      type,
      serial,
      ...(argv ? { argv } : {}),
      ...(action === 'login-failed' ? { about: type === 'USER_LOGIN' ? 'attempt' : 'pam' } : {}),
    },
  });
}

function timeOf(shape: Shape, file: FileContext): number {
  let when = 0;
  for (const key of timeKeys) when ||= anyTime(shape[key], file);
  return when;
}

/** A syslog line whose time says neither year nor zone has both from the time of the object around it, `when`. */
function syslogBeside(line: string, when: number, file: FileContext): SyslogLine | undefined {
  if (when === 0 || !/^(?:<\d{1,3}>)?[A-Z]/.test(line)) return parseSyslogLine(line, file);
  const beside: FileContext = Object.create(file, { year: { value: yearBeside(when) } });
  const syslog = parseSyslogLine(line, beside);
  return syslog && { ...syslog, at: containedTime(syslog.at, when) };
}

/** Undefined when the object wraps nothing that another format reads. */
export function wrappedRows(
  shape: Shape,
  file: FileContext,
): { readonly format: string; readonly rows: readonly Row[] } | undefined {
  if (
    '__REALTIME_TIMESTAMP' in shape ||
    '_SOURCE_REALTIME_TIMESTAMP' in shape ||
    ('MESSAGE' in shape && '_HOSTNAME' in shape)
  ) {
    const fields: Record<string, string> = {};
    for (const [key, value] of Object.entries(shape)) fields[key] = journalText(value);
    // A web server that logs through the journal.
    const said = fields['MESSAGE'] ?? '';
    const access = said.includes('"') ? parseAccessLine(said, (when) => parseClfTime(when, file.local)) : undefined;
    return { format: 'journald', rows: [access?.row ?? journalRow(fields)] };
  }
  const audit = collectorRecords(shape, file) ?? laurelRecords(shape);
  if (audit) return { format: 'auditd', rows: audit };
  // One audit record, its fields as JSON: log analytics exports of auditd.
  const type = text(shape['RecordType'] ?? shape['record_type'] ?? shape['type']).replace(/^AUOMS_/, '');
  if (
    /^(?:SYSCALL|EXECVE|PATH|CWD|PROCTITLE|SOCKADDR|USER_[A-Z]{2,12}|CRED_[A-Z]{2,6}|LOGIN|AVC|CONFIG_CHANGE|EXECVE_FRAGMENT|AUOMS_[A-Z_]{2,30})$/.test(
      type,
    )
  ) {
    const when = timeOf(shape, file);
    const fields = flatten(shape);
    const serial = text(shape['SerialNumber'] ?? shape['serial'] ?? shape['sequence']);
    return {
      format: 'auditd',
      rows: [auditLike(type, serial, fields, when, text(shape['Computer'] ?? shape['host'] ?? shape['hostname']))],
    };
  }
  for (const key of messageKeys) {
    const inner = text(shape[key]).replace(/\n$/, '');
    if (inner.length < 8) continue;
    const record = parseAuditRecord(inner);
    if (record) return { format: 'auditd', rows: [record.row] };
    const access = parseAccessLine(inner, (when) => parseClfTime(when, file.local));
    if (access) return { format: access.format, rows: [access.row] };
    const syslog = syslogBegins.test(inner) ? syslogBeside(inner, timeOf(shape, file), file) : undefined;
    if (syslog) return { format: syslogFormat(syslog.program), rows: [syslogRow(syslog, file)] };
  }
  // A syslog line taken apart by a collector.
  const program = text(
    shape['ProcessName'] ??
      shape['SYSLOG_IDENTIFIER'] ??
      shape['programname'] ??
      shape['ident'] ??
      shape['app-name'] ??
      shape['appname'],
  );
  const message = text(shape['SyslogMessage'] ?? shape['message'] ?? shape['msg']);
  if (program !== '' && message !== '') {
    const when = timeOf(shape, file);
    const host = text(shape['HostName'] ?? shape['Computer'] ?? shape['hostname'] ?? shape['host']);
    const pid = Math.max(0, number(shape['ProcessID'] ?? shape['procid'] ?? shape['pid']) ?? 0);
    const severity = text(shape['SeverityLevel'] ?? shape['severity'] ?? shape['syslogseverity-text']);
    return {
      format: syslogFormat(program),
      rows: [syslogRow({ at: when, host, program, pid, severity, message }, file)],
    };
  }
  return undefined;
}
