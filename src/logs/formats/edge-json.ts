// Requests as the networks and platforms before a server export them: Cloudflare, Google Cloud, Azure, Vercel; what
// Winston puts beside its message, Serilog's properties, and Elastic's common schema. Each names the same things in its own way; here they get the names of `web-json`.
import { at, isShape, type Json, type Shape, text } from './json-shape.ts';

/** A URL taken apart without judging it: what follows the host is the target as it was asked for. */
function splitUrl(url: string): { host: string; target: string } {
  const found = /^[a-z][a-z0-9+.-]{1,15}:\/\/([^/?#]{1,255})(.*)$/is.exec(url);
  if (!found) return { host: '', target: url };
  const [, host = '', rest = ''] = found;
  return { host, target: rest === '' ? '/' : rest };
}

function cloudflare(shape: Shape): Shape | undefined {
  if (!('ClientRequestMethod' in shape) || !('EdgeResponseStatus' in shape)) return undefined;
  return {
    // Their data set of the firewall has the last, and the path and the query apart.
    time: shape['EdgeStartTimestamp'] ?? shape['EdgeEndTimestamp'] ?? shape['Datetime'] ?? null,
    client_ip: shape['ClientIP'] ?? null,
    method: shape['ClientRequestMethod'] ?? null,
    uri: shape['ClientRequestURI'] ?? shape['ClientRequestPath'] ?? null,
    query: shape['ClientRequestURI'] === undefined ? (shape['ClientRequestQuery'] ?? null) : null,
    host: shape['ClientRequestHost'] ?? null,
    protocol: shape['ClientRequestProtocol'] ?? null,
    status: shape['EdgeResponseStatus'] ?? null,
    size: shape['EdgeResponseBytes'] ?? null,
    referer: shape['ClientRequestReferer'] ?? null,
    user_agent: shape['ClientRequestUserAgent'] ?? null,
  };
}

function googleCloud(shape: Shape): Shape | undefined {
  const request = shape['httpRequest'];
  if (!isShape(request) || !('requestMethod' in request) || !('requestUrl' in request)) return undefined;
  const { host, target } = splitUrl(typeof request['requestUrl'] === 'string' ? request['requestUrl'] : '');
  return {
    time: shape['timestamp'] ?? shape['receiveTimestamp'] ?? null,
    client_ip: request['remoteIp'] ?? null,
    method: request['requestMethod'] ?? null,
    uri: target,
    host,
    protocol: request['protocol'] ?? null,
    status: request['status'] ?? null,
    size: request['responseSize'] ?? null,
    referer: request['referer'] ?? null,
    user_agent: request['userAgent'] ?? null,
  };
}

/** Application Gateway, Front Door and App Service; the last writes its properties as JSON in a string. */
function azure(shape: Shape): Shape | undefined {
  const properties = opened(shape['properties']);
  if (!properties) return undefined;
  const pick = (...keys: readonly string[]): Json => {
    for (const key of keys) if (properties[key] !== undefined) return properties[key] ?? null;
    return null;
  };
  const method = pick('httpMethod', 'CsMethod');
  if (method === null) return undefined;
  const { host, target } = splitUrl(text(pick('requestUri', 'CsUriStem')));
  const query = text(pick('requestQuery', 'CsUriQuery'));
  return {
    time: shape['timeStamp'] ?? shape['time'] ?? shape['EventTime'] ?? null,
    client_ip: pick('clientIP', 'clientIp', 'CIp'),
    user: pick('CsUsername'),
    method,
    uri: target,
    query: query === '-' ? '' : query,
    host: host || pick('host', 'hostName', 'originalHost', 'CsHost'),
    protocol: pick('httpVersion', 'CsProtocol'),
    status: pick('httpStatus', 'httpStatusCode', 'ScStatus'),
    size: pick('sentBytes', 'responseBytes', 'ScBytes'),
    referer: pick('referer', 'Referer'),
    user_agent: pick('userAgent', 'UserAgent'),
  };
}

function opened(value: Json | undefined): Shape | undefined {
  if (isShape(value)) return value;
  if (typeof value !== 'string' || value.charCodeAt(0) !== 123) return undefined;
  try {
    const inner: Json = JSON.parse(value);
    return isShape(inner) ? inner : undefined;
  } catch {
    return undefined;
  }
}

function vercel(shape: Shape): Shape | undefined {
  const proxy = shape['proxy'];
  if (!isShape(proxy) || !('method' in proxy) || !('path' in proxy)) return undefined;
  const agents = proxy['userAgent'];
  return {
    time: shape['timestamp'] ?? proxy['timestamp'] ?? null,
    client_ip: proxy['clientIp'] ?? null,
    method: proxy['method'] ?? null,
    uri: proxy['path'] ?? null,
    host: proxy['host'] ?? shape['host'] ?? null,
    status: proxy['statusCode'] ?? shape['statusCode'] ?? null,
    size: proxy['responseByteSize'] ?? null,
    referer: proxy['referer'] ?? null,
    user_agent: Array.isArray(agents) ? (agents[0] ?? null) : (agents ?? null),
  };
}

function winston(shape: Shape): Shape | undefined {
  const request = at(shape, 'meta', 'req');
  if (!isShape(request)) return undefined;
  return {
    time: shape['timestamp'] ?? shape['time'] ?? null,
    client_ip: at(shape, 'meta', 'ip') ?? request['ip'] ?? request['remoteAddress'] ?? null,
    req: request,
    status: at(shape, 'meta', 'res', 'statusCode') ?? null,
  };
}

/** The common schema of Elastic, in which Filebeat and others write. */
function elastic(shape: Shape): Shape | undefined {
  const http = shape['http'];
  if (!isShape(http) || at(http, 'request', 'method') === undefined) return undefined;
  return {
    time: shape['@timestamp'] ?? null,
    client_ip: at(shape, 'source', 'ip') ?? at(shape, 'client', 'ip') ?? at(shape, 'source', 'address') ?? null,
    user: at(shape, 'user', 'name') ?? null,
    method: at(http, 'request', 'method') ?? null,
    uri: at(shape, 'url', 'original') ?? at(shape, 'url', 'path') ?? null,
    query: at(shape, 'url', 'query') ?? null,
    host: at(shape, 'url', 'domain') ?? null,
    status: at(http, 'response', 'status_code') ?? null,
    size: at(http, 'response', 'body', 'bytes') ?? null,
    referer: at(http, 'request', 'referrer') ?? null,
    user_agent: at(shape, 'user_agent', 'original') ?? null,
  };
}

/** Serilog's full JSON, where what the template named stands under `Properties`. */
function serilog(shape: Shape): Shape | undefined {
  const named = shape['Properties'];
  if (!isShape(named) || !('RequestMethod' in named) || !('StatusCode' in named)) return undefined;
  return { ...named, time: shape['Timestamp'] ?? null };
}

const writers = [cloudflare, googleCloud, azure, vercel, winston, elastic, serilog] as const;

/** The request with the names that `web-json` knows; undefined for an object of none of these writers. */
export function edgeRequest(shape: Shape): Shape | undefined {
  for (const writer of writers) {
    const request = writer(shape);
    if (request) return request;
  }
  return undefined;
}
