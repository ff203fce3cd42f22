// Whose address a record of fields names: the other side's, under whatever name its writer gave it.
import { isIP } from 'node:net';
import { firstField } from './json-shape.ts';
import { sourceAddress } from './source-address.ts';

/** Names that writers are known by, the surer first. */
const ipKeys = [
  'ip',
  'client_ip',
  'clientIp',
  'clientIP',
  'ClientIP',
  'remote_ip',
  'remoteAddress',
  'remote_addr',
  'remote_host',
  'remotehost',
  'remote',
  'source_ip',
  'src_ip',
  'sourceIPAddress',
  'callerIpAddress',
  'x-forwarded-for',
  'ipAddress',
  'ActorIpAddress',
  'host.ip',
  'remoteAddr',
  'remoteIp',
  'remoteIP',
  'RemoteAddr',
  'RemoteIP',
  'client',
  'clientAddress',
  'sourceIp',
  'srcip',
  'id.orig_h',
  'src',
  'peer',
  'attr.remote',
  'attr.client',
  'req.remoteAddress',
  'context.ip',
  'context.remote_ip',
  'extra.ip',
  'claims.ipaddr',
  'httpRequest.clientIpAddress',
  'httpRequest.remoteIp',
  'http.client_ip',
  'request.remote_ip',
  'request.client_ip',
  'addr.remote',
  'addr',
] as const;
/** Names of fields that can only be the other side's address, however a writer spells them. */
const clientKey =
  /(?:^|[._-])(?:(?:client|remote|rem|source|src|peer|origin|actor|caller|user|login|visitor|attacker|real|x[-_]?real|forwarded)[-_]?)?(?:ip|addr|address|ip[-_]?addr(?:ess)?|host[-_]?ip)(?:[-_]?v?[46])?$/i;
const ownKey = /(?:^|[._-])(?:dst|dest|destination|local|server|own|target|upstream|listen|bind|backend|gateway)/i;

/** Names of fields are few and their values many. */
const MOST_KEYS = 10_000;
const clientKeys = new Map<string, boolean>();

function isClientKey(key: string): boolean {
  const known = clientKeys.get(key);
  if (known !== undefined) return known;
  const client = key.length <= 128 && clientKey.test(key) && !ownKey.test(key);
  if (clientKeys.size < MOST_KEYS) clientKeys.set(key, client);
  return client;
}

/** An address in a field that is called an address and not said to be ours. */
function anyClient(fields: Readonly<Record<string, string>>): string {
  for (const [key, value] of Object.entries(fields)) {
    if (value.length > 64 || !isClientKey(key)) continue;
    const found = address(value);
    if (found !== '') return found;
  }
  return '';
}

/** `1.2.3.4:5678`, `[::1]:80` and `ipv4:1.2.3.4:5678` without what stands around. */
function address(value: string): string {
  const [one = ''] = value.split(',');
  const bare = one
    .trim()
    // Samba and Asterisk say which of the two it is; a firewall says behind the port at which of its ends.
    .replace(/^ipv[46][:/](?:(?:tcp|udp|tls|wss?)\/)?/i, '')
    .replace(/^(\d+\.\d+\.\d+\.\d+)[:/]\d+(?::[\w.-]{1,64}){0,2}$/, '$1')
    .replace(/^\[([0-9A-Fa-f:.]+)\](?::\d+)?$/, '$1')
    .replace(/^::ffff:(?=\d)/i, '');
  return isIP(bare) > 0 ? bare : '';
}

/** '' where no field names a client. */
export function clientOf(fields: Readonly<Record<string, string>>): string {
  return address(firstField(fields, ipKeys)) || anyClient(fields);
}

/** Names of fields that hold a request or a connection written out: `http_request="map[method:POST remote:192.0.2.7:51221]"`. */
const wholeRequest = /(?:^|[._-])(?:https?[_-]?)?(?:req(?:uest)?|conn(?:ection)?)$/i;

/** The client in a request that stands as text in one field, '' where there is none. */
export function ofRequest(fields: Readonly<Record<string, string>>): string {
  for (const [key, value] of Object.entries(fields)) {
    const found = wholeRequest.test(key) ? sourceAddress(value) : '';
    if (found !== '') return found;
  }
  return '';
}
