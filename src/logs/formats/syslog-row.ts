// What a syslog line says: a request where a web server logs through syslog, an audit record where auditd does,
// else an event that the program's own voice gives its meaning.
import type { Row, WebRow } from '../rows.ts';
import { parseClfTime } from '../times.ts';
import { parseAuditRecord } from './auditd.ts';
import { edgeRequest } from './edge-json.ts';
import type { FileContext } from './format.ts';
import { parseHaproxy } from './haproxy.ts';
import { parseShape } from './json-shape.ts';
import { parseServerAuditMessage } from './mysql-audit.ts';
import { drupalRequest } from './program-web.ts';
import { interpret } from './programs.ts';
import type { SyslogLine } from './syslog-line.ts';
import { parseAccessLine } from './web-access.ts';
import { parseApacheError, parseNginxError } from './web-error.ts';
import { webRow } from './web-json.ts';

const repeated = /^message repeated (\d{1,9}) times: \[ ?(.*)\]$/s;

/** A request that an edge network or a web server sends as JSON. */
function requestInJson(message: string, headerAt: number, file: FileContext): WebRow | undefined {
  const shape = parseShape(message);
  const row = shape && webRow(edgeRequest(shape) ?? shape, file);
  return row && (row.at === 0 ? { ...row, at: headerAt } : row);
}

/** The row of a syslog line: header and what the program meant. */
export function syslogRow(header: SyslogLine, file: FileContext): Row {
  const { program, message } = header;
  if (message.includes('"')) {
    const access = parseAccessLine(message, (when) => parseClfTime(when, file.local));
    if (access) return access.row;
    if (program === 'haproxy') {
      const row = parseHaproxy(message, header.at, file.local);
      if (row) return row;
    }
  }
  const json = message.charCodeAt(0) === 123 ? requestInJson(message, header.at, file) : undefined;
  if (json) return json;
  if (message.includes('msg=audit(') || message.startsWith('audit: type=')) {
    const record = parseAuditRecord(message.replace(/^(?:\[\s*[\d.]+\] )?audit: /, ''));
    if (record) return { ...record.row, host: header.host };
  }
  if (program === 'nginx' || program === 'apache2' || program === 'httpd') {
    const error = parseNginxError(message, file.local) ?? parseApacheError(message, file.local);
    if (error) return { ...error, host: header.host };
  }
  if (program === 'mysql-server_auditing') {
    const audit = parseServerAuditMessage(message, header.at);
    if (audit) return audit;
  }
  const request = drupalRequest(message, header.at);
  if (request) return request;
  const again = repeated.exec(message);
  const meant = interpret(program, again?.[2] ?? message);
  const fields = again?.[1] === undefined ? (meant.fields ?? {}) : { ...meant.fields, repeated: again[1] };
  return {
    table: 'event',
    at: header.at,
    host: header.host,
    program,
    pid: header.pid,
    severity: header.severity,
    ip: meant.ip ?? '',
    user: meant.user ?? '',
    action: meant.action ?? '',
    message,
    fields,
  };
}
