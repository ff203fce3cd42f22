// Access lines that begin with their time: Tomcat-like (Jira, Confluence), Nginx Proxy Manager, Django's runserver.
import { isIP } from 'node:net';
import { type EventRow, event, type WebRow } from '../rows.ts';
import { type Local, parseClfTime } from '../times.ts';
import { unescapeLogField } from '../unescape.ts';
import type { Format } from './format.ts';
import { blankRequest, splitRequest } from './web-access.ts';

const methods = 'GET|POST|HEAD|PUT|DELETE|OPTIONS|PATCH|CONNECT|TRACE|PROPFIND|REPORT|MKCOL|COPY|MOVE|LOCK|UNLOCK';
const tomcat = new RegExp(
  `^\\[([^\\]]{20,32})\\] ((?:\\S{1,255} ){2,5})(${methods}) (\\S{1,65536}) (HTTP/[0-9.]{1,4}) (\\d{3}) (-?\\d{1,10})ms (\\d{1,15}|-) (\\S{1,4096}) (.*)$`,
  's',
);
const proxyManager =
  /^\[([^\]]{20,32})\] (\S{1,255}) (\S{2,45}) [\d.]{1,12} "((?:[^"\\]|\\.)*)" (\d{3}) (\d{1,15}) (?:\d{1,15} )?(\S{1,4096}) (.*)$/s;
const proxyManagerDefault =
  /^\[([^\]]{20,32})\] - (?:(\d{3}|-) )?(\d{3}|-) - (\S{2,20}) (\S{4,6}) (\S{1,255}) "((?:[^"\\]|\\.)*)" \[Client (\S{2,45})\] \[Length (\d{1,15}|-)\].{0,200}? "((?:[^"\\]|\\.)*)" "((?:[^"\\]|\\.)*)"$/s;
const runserver = /^\[(\d\d\/[A-Z][a-z]{2}\/\d{4}[: ]\d\d:\d\d:\d\d)\] "((?:[^"\\]|\\.)*)" (\d{3}) (\d{1,15}|-)$/s;

function dashed(value: string | undefined): string {
  return value === undefined || value === '-' ? '' : unescapeLogField(value);
}

/** The last word before the request that is an address: Tomcat patterns put user, thread and session around it. */
function clientOf(words: readonly string[]): string {
  const addresses = words.filter((word) =>
    /^(?:\d{1,3}\.){3}\d{1,3}$|^[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){2,7}$/.test(word),
  );
  return addresses.at(-1) ?? '';
}

export function parseOddAccess(line: string, local: Local): WebRow | undefined {
  if (line.charCodeAt(0) !== 91) return undefined;
  const t = tomcat.exec(line);
  if (t) {
    const [, when = '', before = '', method = '', target = '', proto = '', status, , size = '', referer, agent] = t;
    const at = parseClfTime(when, local);
    if (at === undefined) return undefined;
    const words = before.trim().split(' ');
    const user = words.find((word) => word !== '-' && !/^http|exec|^[\d.:A-Fa-f]+$/.test(word)) ?? '';
    return {
      table: 'web',
      at,
      client: clientOf(words),
      user,
      vhost: '',
      method,
      target,
      proto,
      status: Number(status),
      size: size === '-' ? -1 : Number(size),
      referer: dashed(referer),
      agent: dashed(agent),
    };
  }
  const p = proxyManager.exec(line);
  if (p) {
    const [, when = '', vhost = '', client = '', asked = '', status, size, referer, agent] = p;
    const at = parseClfTime(when, local);
    if (at === undefined) return undefined;
    return {
      table: 'web',
      at,
      client,
      user: '',
      vhost: dashed(vhost),
      ...splitRequest(unescapeLogField(asked)),
      status: Number(status),
      size: Number(size),
      referer: dashed(referer),
      agent: dashed(agent),
    };
  }
  const d = proxyManagerDefault.exec(line);
  if (d) {
    const [, when = '', , status = '', method = '', , vhost = '', target = '', client = '', size = '', agent, referer] =
      d;
    const at = parseClfTime(when, local);
    if (at === undefined) return undefined;
    return {
      table: 'web',
      at,
      client,
      user: '',
      vhost,
      method,
      target: unescapeLogField(target),
      proto: '',
      status: /^\d/.test(status) ? Number(status) : 0,
      size: /^\d/.test(size) ? Number(size) : -1,
      referer: dashed(referer),
      agent: dashed(agent),
    };
  }
  const r = runserver.exec(line);
  if (!r) return undefined;
  const [, when = '', asked = '', status, size = ''] = r;
  const at = parseClfTime(when.replace(' ', ':'), local);
  if (at === undefined) return undefined;
  return {
    ...blankRequest,
    at,
    ...splitRequest(unescapeLogField(asked)),
    status: Number(status),
    size: size === '-' ? -1 : Number(size),
  };
}

/** mod_ssl's own `ssl_request_log`: who asked for what over which cipher, without the answer's status. */
const sslRequest =
  /^\[([^\]]{20,32})\] (\S{2,255}) (TLSv[\d.]{1,4}|SSLv[23]|-) (\S{1,80}) "((?:[^"\\]|\\.)*)" (\d{1,15}|-)$/s;

/** An event and no request: the same request stands in ssl_access_log beside it, and would be counted twice. */
function parseSslRequest(line: string, local: Local): EventRow | undefined {
  const [, when = '', client = '', protocol = '', cipher = '', asked = ''] = sslRequest.exec(line) ?? [];
  const at = when === '' ? undefined : parseClfTime(when, local);
  if (at === undefined) return undefined;
  const { method, target } = splitRequest(unescapeLogField(asked));
  return event({
    at,
    program: 'mod_ssl',
    ip: isIP(client) > 0 ? client : '',
    message: line,
    fields: { method, target, protocol, cipher },
  });
}

/** What Django's runserver says beside the request it is about to log, without a time. */
const besideRequest =
  /^(?:Not Found|Forbidden|Bad Request|Unauthorized|Gone|Method Not Allowed|Internal Server Error)(?: \([^)]{1,128}\))?: \//;

export const oddAccess: Format = {
  id: 'access',
  open: (file) => ({
    read(line) {
      const request = parseOddAccess(line, file.local);
      const row = request ?? parseSslRequest(line, file.local);
      if (!row) return undefined;
      file.emit(row);
      return request ? 'access' : 'ssl_request';
    },
    continues: (line) => besideRequest.test(line),
  }),
};
