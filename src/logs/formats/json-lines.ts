// One JSON object a line. The shape says whose it is: web servers, journald, clouds, application loggers, or a wrapper
// round a line of another format. Anything else is still understood as JSON: a time, a level, a message, and its fields.
import { type EventRow, event, type Row, toBytes } from '../rows.ts';
import { loginOf } from './audit-login.ts';
import { cloudRow } from './cloud-json.ts';
import { edgeRequest } from './edge-json.ts';
import type { FileContext, Format } from './format.ts';
import { identityRow } from './identity-json.ts';
import { clientOf, ofRequest } from './json-client.ts';
import { envelopeOf } from './json-envelope.ts';
import { firstField, flatten, number, parseShape, type Shape, text } from './json-shape.ts';
import { anyTime } from './json-time.ts';
import { modsecurityRow } from './modsecurity-json.ts';
import { postgresJsonRow } from './postgresql.ts';
import { mysqlAuditRow } from './program-mysql.ts';
import { isLogin, refusalOf } from './refusal.ts';
import { sourceAddress } from './source-address.ts';
import { webRow } from './web-json.ts';
import { windowsJsonRow } from './windows-json.ts';
import { wrappedRows } from './wrapped-json.ts';

const timeKeys = [
  'time',
  'timestamp',
  '@timestamp',
  '@t',
  'ts',
  'datetime',
  'date',
  't',
  'eventTime',
  'CreationTime',
  'asctime',
  'created',
  'event_time',
  'Timestamp',
  'TimeGenerated',
  'eventTimestamp',
  'submissionTimestamp',
  'start_time',
  'StartUTC',
  'stageTimestamp',
  'requestReceivedTimestamp',
  'timeStamp',
  'TimeCreated',
  'EventTime',
  'Datetime',
] as const;
const messageKeys = [
  'msg',
  'message',
  'MESSAGE',
  'Message',
  'short_message',
  '@m',
  '@mt',
  'event',
  'log',
  'text',
  'Operation',
  'operationName',
  'custom_message',
  'error',
] as const;
/** Where collectors put the line that they carry. */
const carriedKeys = ['message', 'log', 'line', 'msg', '@message', '_raw', 'raw', 'MESSAGE'] as const;
const levelKeys = ['level', 'severity', 'levelname', 'lvl', 'log.level', 's', 'Level', '@l'] as const;
const userKeys = [
  'user',
  'username',
  'user_name',
  'userName',
  'UserId',
  'userId',
  'user_id',
  'email',
  'principalName',
  'caller',
  'account',
  'attr.principalName',
  'attr.user',
  'context.user',
  'context.username',
  'context.email',
  'req.user',
  'user.name',
  'user.email',
  'user.username',
  'enduser.id',
  'user.id',
  'Properties.User',
  'Properties.UserName',
  'Properties.UserId',
  'actor',
  'actor.name',
  'actor.email',
  'actor.login',
  'actor.id',
  'performed_by',
  'operator',
  'uname',
  'usr',
  'loginName',
  'Authentication.clientAccount',
  'identifier',
  'protoPayload.authenticationInfo.principalEmail',
  'EventData.TargetUserName',
  'TargetUserName',
] as const;

/** Levels of pino and bunyan. */
const numberedLevels: Readonly<Record<string, string>> = {
  '10': 'trace',
  '20': 'debug',
  '30': 'info',
  '40': 'warn',
  '50': 'error',
  '60': 'fatal',
};

/** Fields beside the message that say what became of it. */
const outcomeKeys = [
  'error',
  'err',
  'reason',
  'action',
  'event',
  'event_type',
  'outcome',
  'result',
  'detail',
  'type',
  'env',
];
/** The same inside an object of the writer's own: `event.action`, `attr.error`, `Authentication.status`. What a request brought is the client's. */
const innerOutcome =
  /^(?!(?:req|request|body|query|params|headers|form|input|data|payload|user)\.)[A-Za-z_][\w-]{0,31}\.(?:error|reason|action|outcome|result|status|message)$/;

/** Fields that name what was done, as a table of an audit has columns for it, and how it ended. */
const operationKeys = ['action', 'operation', 'event', 'event_type', 'eventType', 'event_name', 'activity'];
const resultKeys = ['result', 'outcome', 'success', 'status'];
/** Fields that say outright whether it worked. */
const verdictKeys = ['success', 'accepted', 'authenticated'];
const statusKeys = ['httpStatus', 'http_status', 'http_code', 'statusCode', 'status_code', 'status', 'res.statusCode'];
const pathKeys = ['path', 'url', 'uri', 'req.url', 'request.path', 'request_path', 'route'];
/** A request that tries to log in: any other that is answered 401 may only have asked whether it must. */
const loginRequest = /\/(?:[\w.-]{1,64}\/){0,8}(?:log[-_]?in|sign[-_]?in|auth\w*|sessions?|token|oauth\w*)\b/i;

function timeOf(shape: Shape, file: FileContext): number {
  for (const key of timeKeys) {
    const when = anyTime(shape[key], file);
    if (when !== 0) return when;
  }
  return 0;
}

/** Serilog writes a sentence with names in braces, and what they stand for apart from it. */
function rendered(shape: Shape, fields: Readonly<Record<string, string>>): string {
  const template = text(shape['MessageTemplate'] ?? shape['messageTemplate']);
  return template === ''
    ? ''
    : template.replace(/\{@?\$?(\w{1,64})(?:,-?\d{1,4})?(?::[^{}]{1,64})?\}/g, (whole, name: string) => {
        const value = fields[`Properties.${name}`] ?? fields[name];
        return value === undefined ? whole : value;
      });
}

/** A JSON object that no known writer's shape fits. */
export function genericRow(shape: Shape, file: FileContext): EventRow {
  const fields = flatten(shape);
  const when = timeOf(shape, file);
  const level = firstField(fields, levelKeys);
  const message = firstField(fields, messageKeys) || rendered(shape, fields);
  const named = clientOf(fields);
  const said = [
    message,
    ...outcomeKeys.map((key) => fields[key] ?? '').filter((value) => value !== message),
    ...Object.entries(fields)
      .filter(([key, value]) => innerOutcome.test(key) && value !== message && /[a-z]/i.test(value))
      .map(([, value]) => value.slice(0, 512)),
    ...verdictKeys.filter((key) => fields[key] === 'false').map((key) => `${key}=false`),
  ].join(' ');
  const refusedAtLogin =
    statusKeys.some((key) => fields[key] === '401') && loginRequest.test(`${message} ${firstField(fields, pathKeys)}`);
  const alert = fields['event_type'] === 'alert' && named !== '';
  const refused = alert
    ? ({ action: 'refused', ip: named } as const)
    : refusalOf(refusedAtLogin ? `${said} status 401` : said.trim(), named);
  const meant =
    refused ??
    loginOf(firstField(fields, operationKeys), firstField(fields, resultKeys)) ??
    (isLogin(said) ? { action: 'login' as const } : undefined);
  return event({
    at: when,
    host: firstField(fields, ['hostname', 'host', 'computer']),
    program: firstField(fields, ['name', 'logger', 'service', 'app', 'program', 'c', 'Workload', 'channel']),
    pid: Math.max(0, number(shape['pid']) ?? 0),
    severity: numberedLevels[level] ?? level.toLowerCase(),
    ip: named || refused?.ip || sourceAddress(message) || (refused ? ofRequest(fields) : ''),
    user: firstField(fields, userKeys) || (refused?.user ?? ''),
    action: meant?.action ?? '',
    message: message || toBytes(JSON.stringify(shape).slice(0, 4096)),
    fields: meant?.action === 'login-failed' ? { ...fields, about: 'attempt' } : fields,
  });
}

/** Objects inside the text of objects: a cloud's event in a log service's record in a collector's line. */
const DEEPEST_TEXT = 3;

/** A record of its own that a collector carries as text, with the collector's time where it has none. */
function carriedRows(shape: Shape, file: FileContext, depth: number): ReturnType<typeof rowsOf> | undefined {
  if (depth >= DEEPEST_TEXT) return undefined;
  for (const key of carriedKeys) {
    const inner = shape[key];
    if (typeof inner !== 'string' || inner.charCodeAt(0) !== 123) continue;
    const carried = parseShape(text(inner).trimEnd());
    if (!carried) continue;
    const { format, rows } = rowsOf(carried, file, depth + 1);
    // Text that is JSON without a time or a known shape is something that the record tells of: no record of its own.
    if (format === 'json_lines' && rows.every(({ at }) => at === 0)) continue;
    const when = timeOf(shape, file);
    return { format, rows: rows.map((row) => (row.at === 0 ? { ...row, at: when } : row)) };
  }
  return undefined;
}

/** The records in an envelope, each with the envelope's time where it has none. */
function envelopedRows(shape: Shape, file: FileContext, depth: number): ReturnType<typeof rowsOf> | undefined {
  const envelope = depth < DEEPEST_TEXT ? envelopeOf(shape) : undefined;
  if (!envelope) return undefined;
  const when = timeOf(shape, file);
  // What is inside may be a line whose time says no year: the envelope's own does.
  const isTimed = (record: Shape) => timeKeys.some((key) => key in record);
  const inner = envelope.records.map((record) =>
    rowsOf(when === 0 || isTimed(record) ? record : { ...record, time: when / 1e6 }, file, depth + 1),
  );
  const known = inner.find(({ format }) => format !== 'json_lines');
  if (!known && !envelope.always) return undefined;
  const rows = inner.flatMap((one) => one.rows).map((row) => (row.at === 0 ? { ...row, at: when } : row));
  return { format: known?.format ?? 'json_lines', rows };
}

/** What one object holds: several rows for CloudTrail's `{"Records":[…]}`. */
function rowsOf(shape: Shape, file: FileContext, depth = 0): { format: string; rows: readonly Row[] } {
  const carried = carriedRows(shape, file, depth);
  if (carried) return carried;
  const edge = edgeRequest(shape);
  const atEdge = edge && webRow(edge, file);
  if (atEdge) return { format: 'json_access', rows: [atEdge] };
  const enveloped = envelopedRows(shape, file, depth);
  if (enveloped) return enveloped;
  const wrapped = wrappedRows(shape, file);
  if (wrapped) return wrapped;
  const windows = windowsJsonRow(shape, file);
  if (windows) return { format: 'windows_event', rows: [windows] };
  const database = postgresJsonRow(shape, file);
  if (database) return { format: 'postgresql', rows: [database] };
  const audit = mysqlAuditRow(shape, file);
  if (audit) return { format: 'mysql', rows: [audit] };
  const firewall = modsecurityRow(shape, file);
  if (firewall) return { format: 'modsecurity', rows: [firewall] };
  const identity = identityRow(shape, file);
  if (identity) return { format: identity.format, rows: [identity.row] };
  const cloud = cloudRow(shape, file);
  if (cloud) return cloud;
  const web = webRow(shape, file);
  if (web) return { format: 'json_access', rows: [web] };
  return { format: 'json_lines', rows: [genericRow(shape, file)] };
}

/** Bytes of an object that is written over many lines; more is not one record. */
const LONGEST_DOCUMENT = 64 << 20;

/** What a line inside a written-out object looks like: a key, a value, or brackets. */
const documentLine = /^\s*(?:"(?:[^"\\]|\\.)*"\s*(?::.*)?|[\]}{[]+|-?\d[\d.eE+-]*|true|false|null)\s*,?\s*$/s;

/** What stands before an object in `journalctl -o json-sse` (an event stream) and `-o json-seq` (RFC 7464). */
const streamMark = /^(?:data: (?=\{")|\x1e(?=\{))/;

export const jsonLines: Format = {
  id: 'json_lines',
  open(file) {
    /** Lines of an object that has begun and not ended: a pretty-printed export. */
    let open: { line: string; n: number }[] = [];
    let openBytes = 0;
    let depth = 0;
    const close = (): typeof open => {
      const lines = open;
      open = [];
      openBytes = 0;
      depth = 0;
      return lines;
    };
    /** What looked like the beginning of an object was none: nothing of it was understood. */
    const giveUp = (): void => {
      for (const { n } of close()) file.unread(n, 'continued');
    };
    const emitAll = (shape: Shape, n: number): string => {
      const { format, rows } = rowsOf(shape, file);
      for (const row of rows) file.emit(row, n);
      return format;
    };
    const begin = (whole: string): string | undefined => {
      const line = whole.replace(streamMark, '');
      const shape = parseShape(line.trimEnd().replace(/,$/, ''));
      if (shape) return emitAll(shape, file.n);
      // An array's brackets alone on a line, round objects of one line each.
      if (/^\s*[[\]],?\s*$/.test(line)) return 'json_lines';
      return /^\s*(?:\xef\xbb\xbf)?\{/.test(line) &&
        documentLine.test(line.replace(/^\s*(?:\xef\xbb\xbf)?\{\s*/, '{').replace(/^\{(?=")/, ''))
        ? 'begins'
        : undefined;
    };
    return {
      read(line) {
        if (open.length === 0) {
          const begun = begin(line);
          if (begun !== 'begins') return begun;
        } else if (!documentLine.test(line)) {
          giveUp();
          const begun = begin(line);
          if (begun !== 'begins') return begun;
        }
        open.push({ line, n: file.n });
        openBytes += line.length;
        depth += depthOf(line);
        // A record over many lines is of its own format, not of one for each of its lines.
        if (depth > 0 && openBytes < LONGEST_DOCUMENT) return 'continued';
        const [first] = open;
        const shape = parseShape(
          open
            .map((one) => one.line)
            .join('\n')
            .trim()
            .replace(/,$/, ''),
        );
        if (!shape || !first) {
          const lines = close();
          for (const { n } of lines.slice(0, -1)) file.unread(n, 'continued');
          return undefined;
        }
        close();
        return emitAll(shape, first.n);
      },
      flush: giveUp,
    };
  },
};

/** Braces and brackets opened and not closed, outside strings. */
function depthOf(line: string): number {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < line.length; i += 1) {
    const c = line.charCodeAt(i);
    if (quoted) {
      if (c === 92) i += 1;
      else if (c === 34) quoted = false;
    } else if (c === 34) quoted = true;
    else if (c === 123 || c === 91) depth += 1;
    else if (c === 125 || c === 93) depth -= 1;
  }
  return depth;
}
