// Who stands behind a proxy of ours. X-Forwarded-For is a header that anybody can send: it is believed only where a
// machine of a private network brought it, and there the first address of the Internet is the client's.
import { isIP } from 'node:net';
import { isOutside } from '../detect/networks.ts';
import type { FileContext } from './format.ts';

/** Addresses of one list that are looked at. */
const MOST_HOPS = 16;

/** `::ffff:192.0.2.1`, as Node writes IPv4 addresses, is the address that other logs of the machine name. */
export const withoutMapping = (client: string): string =>
  client.startsWith('::ffff:') && client.includes('.') ? client.slice(7) : client;

/** `192.0.2.1:5678` and `[2001:db8::1]:80` without what is no address. */
const bare = (hop: string): string =>
  withoutMapping(
    hop
      .trim()
      .replace(/^(\d+\.\d+\.\d+\.\d+):\d{1,5}$/, '$1')
      .replace(/^\[([0-9A-Fa-f:.]{2,45})\](?::\d{1,5})?$/, '$1'),
  );

/** The first hop of the Internet, else the first that is an address, else ''. */
export function firstClient(list: string): string {
  const hops = list
    .split(',', MOST_HOPS)
    .map(bare)
    .filter((hop) => isIP(hop) > 0);
  return hops.find(isOutside) ?? hops[0] ?? '';
}

/** Whether the other side of a connection is a machine of a private network, or a socket of this one. */
export function isOurs(peer: string): boolean {
  return peer === '' || peer === '-' || peer === 'unix:' || (isIP(peer) > 0 && !isOutside(peer));
}

/** The client of a request that `peer` brought, with what it brought as X-Forwarded-For. */
export function clientBehind(peer: string, forwarded: string, file?: Pick<FileContext, 'assume'>): string {
  if (forwarded === '' || forwarded === '-' || !isOurs(peer)) return peer;
  const client = firstClient(forwarded);
  if (!isOutside(client)) return peer;
  file?.assume('clients behind our proxies: first address of X-Forwarded-For');
  return client;
}
