// Access logs written as JSON: nginx and Apache by a log_format of one's own, Caddy, Traefik, Kubernetes-style proxies,
// and pino-http.
import type { WebRow } from '../rows.ts';
import { parseClfTime, parseIsoTime } from '../times.ts';
import type { FileContext } from './format.ts';
import { clientBehind } from './forwarded.ts';
import { at, isShape, type Json, number, type Shape, text } from './json-shape.ts';
import { anyTime } from './json-time.ts';
import { splitRequest } from './web-access.ts';

/** A column by the names that servers, proxies and frameworks give it, the most telling first. */
const columns = {
  time: [
    'time_iso8601',
    'timestamp',
    '@timestamp',
    'time',
    'ts',
    'StartUTC',
    'StartLocal',
    'time_local',
    'msec',
    '@t',
    'requestTime',
    'datetime',
    'date',
    'start_time',
  ],
  status: [
    'status',
    'DownstreamStatus',
    'status_code',
    'statusCode',
    'response_code',
    'OriginStatus',
    'sc-status',
    'response',
    'response_status',
    'StatusCode',
    'code',
  ],
  line: ['request', 'request_line', 'RequestLine', 'requestLine', 'req'],
  method: ['request_method', 'RequestMethod', 'method', 'verb', 'httpMethod', 'http_method', 'cs-method'],
  path: [
    'request_uri',
    'RequestPath',
    'uri',
    'url',
    'path',
    'request_path',
    'resourcePath',
    'http_uri',
    'http_path',
    'cs-uri-stem',
  ],
  query: ['query_string', 'args', 'query', 'http_query', 'cs-uri-query'],
  peer: [
    'client_ip',
    'remote_addr',
    'remote-address',
    'remote-addr',
    'client-ip',
    'ClientHost',
    'remote_ip',
    'clientip',
    'client',
    'ip',
    'remoteAddress',
    'remoteIp',
    'remoteIP',
    'clientIp',
    'ClientIp',
    'client_addr',
    'remote_host',
    'remote',
    'c-ip',
    'RemoteAddr',
    'downstream_remote_address',
    'fwd',
    'id.orig_h',
  ],
  forwarded: ['http_x_forwarded_for', 'x_forwarded_for', 'x-forwarded-for', 'forwarded_for', 'xff'],
  user: ['remote_user', 'remoteUser', 'ClientUsername', 'user', 'auth_user', 'username', 'cs-username', 'user_id'],
  vhost: [
    'vhost',
    'host',
    'http_host',
    'server_name',
    'RequestHost',
    'RequestAddr',
    'cs-host',
    'cs(Host)',
    'authority',
  ],
  proto: ['server_protocol', 'RequestProtocol', 'protocol', 'proto'],
  size: [
    'body_bytes_sent',
    'bytes_sent',
    'DownstreamContentSize',
    'size',
    'bytes',
    'sc-bytes',
    'bytes_read',
    'response_size',
    'responseSize',
    'content_length',
  ],
  referer: ['http_referer', 'referer', 'referrer', 'request_Referer', 'cs-referer', 'cs(Referer)'],
  agent: [
    'http_user_agent',
    'user_agent',
    'userAgent',
    'agent',
    'request_User-Agent',
    'request_user_agent',
    'cs-user-agent',
    'useragent',
  ],
} as const;

function pick(shape: Shape, keys: readonly string[]): Json | undefined {
  for (const key of keys) {
    const value = shape[key];
    if (value !== undefined && value !== null && value !== '' && value !== '-') return value;
  }
  return undefined;
}

/** What a program that asks by a key is called by; a key's own text is a secret, and nobody's name. */
const programs = [
  'consumer',
  'api_user',
  'api_client',
  'client_name',
  'token_name',
  'key_name',
  'api_key_name',
  'token',
];
const programName = /^(?=.*[a-z]{3})[a-z][\w.-]{2,31}$/i;
const secret = /[0-9a-f]{12}|\d{5}|\d[A-Za-z]+\d[A-Za-z]+\d|^(?:ey|sk|pk|gh|xox)[\w-]{12}|[A-Z][a-z]+[A-Z][A-Za-z]*\d/;

function programOf(shape: Shape): string {
  const name = text(pick(shape, programs));
  return programName.test(name) && !secret.test(name) ? name : '';
}

/** The first of these that is a number: a name such as `response` may stand for an object too. */
function pickNumber(shape: Shape, keys: readonly string[]): number | undefined {
  for (const key of keys) {
    const value = number(shape[key]);
    if (value !== undefined) return value;
  }
  return undefined;
}

function header(headers: Json | undefined, name: string): string {
  if (!isShape(headers)) return '';
  for (const [key, value] of Object.entries(headers)) {
    if (key.toLowerCase() !== name) continue;
    return Array.isArray(value) ? text(value[0]) : text(value);
  }
  return '';
}

function withoutPort(value: string): string {
  return value
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/^\[([0-9A-Fa-f:.]+)\](?::\d+)?$/, '$1')
    .replace(/^::ffff:(?=\d{1,3}\.)/i, '');
}

/** W3C's columns by their names, as CloudFront writes them into JSON: date and time stand apart, in UTC. */
function w3cTime(shape: Shape): number | undefined {
  const [day, time] = [text(shape['date']), text(shape['time'])];
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || !/^\d\d:\d\d:\d\d(?:\.\d{1,6})?$/.test(time)) return undefined;
  return parseIsoTime(`${day}T${time}Z`, { used: false, toUtc: (at) => at })?.at;
}

function timeOf(shape: Shape, file: FileContext): number {
  const apart = 'date' in shape && 'time' in shape ? w3cTime(shape) : undefined;
  if (apart !== undefined) return apart;
  const value = pick(shape, columns.time);
  if (typeof value === 'string') {
    const clf = parseClfTime(value.replace(/^\[|\]$/g, ''), file.local);
    if (clf !== undefined) return clf;
  }
  return anyTime(value, file);
}

function statusOf(shape: Shape): number | undefined {
  return (
    pickNumber(shape, columns.status) ??
    number(
      at(shape, 'res', 'statusCode') ??
        at(shape, 'http', 'response', 'status_code') ??
        at(shape, 'response', 'status') ??
        at(shape, 'response', 'status_code') ??
        at(shape, 'response', 'statusCode'),
    )
  );
}

/** The request as an object of its own, as Caddy (`request`) and pino-http (`req`) write it. */
function requestOf(shape: Shape): Shape | undefined {
  const [request, req] = [at(shape, 'request'), at(shape, 'req')];
  if (isShape(request)) return request;
  return isShape(req) ? req : undefined;
}

/** A whole address of our own site, as log stores of hosted sites write it, without the host; any other stays what was asked of a proxy. */
function withoutOwnHost(path: string, shape: Shape): string {
  const [whole = '', host = ''] = /^https?:\/\/([^/?#]{1,255})/.exec(path) ?? [];
  const own = [...columns.vhost, 'domain'].some(
    (key) => host !== '' && text(shape[key]).toLowerCase() === host.toLowerCase(),
  );
  if (!own) return path;
  const rest = path.slice(whole.length);
  return rest.startsWith('/') ? rest : `/${rest}`;
}

/** What was asked for: from columns of its own, from the request object, or from a whole request line. */
function askedFor(shape: Shape, request: Shape | undefined): Pick<WebRow, 'method' | 'target' | 'proto'> | undefined {
  const line = text(pick(shape, columns.line));
  const split = /^[A-Z]{2,20} \S/.test(line) ? splitRequest(line) : undefined;
  const method = text(pick(shape, columns.method)) || text(request?.['method']) || (split?.method ?? '');
  const written =
    text(pick(shape, columns.path)) ||
    text(request?.['uri']) ||
    text(request?.['url']) ||
    text(request?.['path']) ||
    (split?.target ?? (line.startsWith('/') ? line : ''));
  const path = withoutOwnHost(written, shape);
  if (method === '' || path === '') return undefined;
  const query = text(pick(shape, columns.query)) || text(request?.['query']);
  return {
    method,
    target: query !== '' && !path.includes('?') ? `${path}?${query.replace(/^\?/, '')}` : path,
    proto: text(pick(shape, columns.proto)) || text(request?.['proto']) || (split?.proto ?? ''),
  };
}

/** The address at the other end of the connection: a proxy's, where one stands in front. */
function peerOf(shape: Shape, request: Shape | undefined): string {
  return withoutPort(
    text(pick(shape, columns.peer)).split(',')[0] ||
      text(request?.['client_ip']) ||
      text(request?.['remote_ip']) ||
      text(request?.['remoteAddress']) ||
      text(request?.['remote_addr']) ||
      text(request?.['ip']) ||
      text(shape['ClientAddr']),
  );
}

function vhostOf(shape: Shape, request: Shape | undefined): string {
  return (
    text(pick(shape, columns.vhost)).replace(/:\d{1,5}$/, '') ||
    text(request?.['host']).replace(/:\d{1,5}$/, '') ||
    header(request?.['headers'], 'host')
  );
}

/** Suricata keeps what it saw of a request in an object of its own, and who sent it outside. */
function seenOnTheWire(shape: Shape): Shape {
  const http = at(shape, 'http');
  if (text(shape['event_type']) !== 'http' || !isShape(http)) return shape;
  const named = {
    timestamp: shape['timestamp'],
    remote_addr: shape['src_ip'],
    host: http['hostname'],
    method: http['http_method'],
    uri: http['url'],
    status: http['status'],
    size: http['length'],
    referer: http['http_refer'],
    user_agent: http['http_user_agent'],
    protocol: http['protocol'],
  };
  return Object.fromEntries(
    Object.entries(named).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])),
  );
}

/** Undefined when the object is no request: it needs a method or a request line, and a status. */
export function webRow(given: Shape, file: FileContext): WebRow | undefined {
  const shape = seenOnTheWire(given);
  const status = statusOf(shape);
  if (status === undefined || status < 0 || status > 999) return undefined;
  const request = requestOf(shape);
  const asked = askedFor(shape, request);
  if (asked === undefined) return undefined;
  const headers = request?.['headers'];
  const forwarded = text(pick(shape, columns.forwarded)) || header(headers, 'x-forwarded-for');
  return {
    table: 'web',
    at: timeOf(shape, file),
    client: clientBehind(peerOf(shape, request), forwarded, file),
    user: text(pick(shape, columns.user)) || programOf(shape),
    vhost: vhostOf(shape, request),
    // Written out: spreading it here takes half as long again for each line.
    method: asked.method,
    target: asked.target,
    proto: asked.proto,
    status,
    size: number(pick(shape, columns.size)) ?? -1,
    referer: text(pick(shape, columns.referer)) || header(headers, 'referer'),
    agent:
      text(pick(shape, columns.agent)) ||
      header(headers, 'user-agent') ||
      // CloudFront encodes the spaces.
      text(pick(shape, ['cs(User-Agent)'])).replaceAll('%20', ' '),
  };
}
