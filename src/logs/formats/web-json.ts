// Access logs written as JSON: nginx and Apache by a log_format of one's own, Caddy, Traefik, Kubernetes-style proxies,
// and pino-http.
import type { WebRow } from '../rows.ts';
import { parseClfTime, parseIsoTime } from '../times.ts';
import type { FileContext } from './format.ts';
import { clientBehind } from './forwarded.ts';
import { at, isShape, type Json, number, type Shape, text } from './json-shape.ts';
import { anyTime } from './json-time.ts';
import { splitRequest } from './web-access.ts';

function pick(shape: Shape, keys: readonly string[]): Json | undefined {
  for (const key of keys) {
    const value = shape[key];
    if (value !== undefined && value !== null && value !== '' && value !== '-') return value;
  }
  return undefined;
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
  const value = pick(shape, [
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
  ]);
  if (typeof value === 'string') {
    const clf = parseClfTime(value.replace(/^\[|\]$/g, ''), file.local);
    if (clf !== undefined) return clf;
  }
  return anyTime(value, file);
}

/** Undefined when the object is no request: it needs a method or a request line, and a status. */
export function webRow(shape: Shape, file: FileContext): WebRow | undefined {
  const inner = at(shape, 'request');
  const request = isShape(inner) ? inner : undefined;
  const pino = at(shape, 'req');
  const http = request ?? (isShape(pino) ? pino : undefined);
  const status =
    pickNumber(shape, [
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
    ]) ??
    number(
      at(shape, 'res', 'statusCode') ??
        at(shape, 'http', 'response', 'status_code') ??
        at(shape, 'response', 'status') ??
        at(shape, 'response', 'status_code') ??
        at(shape, 'response', 'statusCode'),
    );
  const line = text(pick(shape, ['request', 'request_line', 'RequestLine', 'requestLine', 'req']));
  const split = /^[A-Z]{2,20} \S/.test(line) ? splitRequest(line) : undefined;
  const method =
    text(pick(shape, ['request_method', 'RequestMethod', 'method', 'verb', 'httpMethod', 'cs-method'])) ||
    text(http?.['method']) ||
    (split?.method ?? '');
  const path =
    text(
      pick(shape, ['request_uri', 'RequestPath', 'uri', 'url', 'path', 'request_path', 'resourcePath', 'cs-uri-stem']),
    ) ||
    text(http?.['uri']) ||
    text(http?.['url']) ||
    text(http?.['path']) ||
    (split?.target ?? (line.startsWith('/') ? line : ''));
  if (status === undefined || status < 0 || status > 999 || method === '' || path === '') return undefined;
  const query = text(pick(shape, ['query_string', 'args', 'query'])) || text(http?.['query']);
  const headers = http?.['headers'];
  const peer = withoutPort(
    text(
      pick(shape, [
        'client_ip',
        'remote_addr',
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
      ]),
    ).split(',')[0] ||
      text(http?.['client_ip']) ||
      text(http?.['remote_ip']) ||
      text(http?.['remoteAddress']) ||
      text(http?.['remote_addr']) ||
      text(http?.['ip']) ||
      text(shape['ClientAddr']),
  );
  const forwarded =
    text(pick(shape, ['http_x_forwarded_for', 'x_forwarded_for', 'x-forwarded-for', 'forwarded_for', 'xff'])) ||
    header(headers, 'x-forwarded-for');
  const client = clientBehind(peer, forwarded, file);
  const user = text(
    pick(shape, [
      'remote_user',
      'remoteUser',
      'ClientUsername',
      'user',
      'auth_user',
      'username',
      'cs-username',
      'user_id',
    ]),
  );
  return {
    table: 'web',
    at: timeOf(shape, file),
    client,
    user,
    vhost:
      text(
        pick(shape, [
          'vhost',
          'host',
          'http_host',
          'server_name',
          'RequestHost',
          'RequestAddr',
          'cs-host',
          'authority',
        ]),
      ).replace(/:\d{1,5}$/, '') ||
      text(http?.['host']).replace(/:\d{1,5}$/, '') ||
      header(headers, 'host'),
    method,
    target: query !== '' && !path.includes('?') ? `${path}?${query.replace(/^\?/, '')}` : path,
    proto:
      text(pick(shape, ['server_protocol', 'RequestProtocol', 'protocol', 'proto'])) ||
      text(http?.['proto']) ||
      (split?.proto ?? ''),
    status,
    size:
      number(
        pick(shape, [
          'body_bytes_sent',
          'bytes_sent',
          'DownstreamContentSize',
          'size',
          'bytes',
          'sc-bytes',
          'response_size',
          'responseSize',
          'content_length',
        ]),
      ) ?? -1,
    referer:
      text(pick(shape, ['http_referer', 'referer', 'referrer', 'request_Referer', 'cs-referer'])) ||
      header(headers, 'referer'),
    agent:
      text(
        pick(shape, [
          'http_user_agent',
          'user_agent',
          'userAgent',
          'agent',
          'request_User-Agent',
          'request_user_agent',
          'cs-user-agent',
          'useragent',
        ]),
      ) || header(headers, 'user-agent'),
  };
}
