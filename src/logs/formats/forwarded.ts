// Who stands behind a proxy of ours. X-Forwarded-For is a header that anybody can send, and a proxy adds to what it was
// sent: only what stands as far from its end as proxies stand before us was written by them. How many these are is learned
// from the file: with one, a list of two has a first address that the client made up; with a content network before it,
// nearly every list has two, and the first of these is the client's.
import { isIP } from 'node:net';
import { isOutside } from '../networks.ts';
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

/** Lists of a file that hold at least so many addresses of the Internet, by that number. */
const lengths = new WeakMap<object, number[]>();
/** Lists that a file must have had before more than one proxy is believed to stand before us. */
const FEWEST_LISTS = 20;
/** Of its lists, so many must be as long: whoever writes addresses into the header, however often, must not decide this. */
const NEARLY_ALL = 0.9;
/** Proxies of the Internet before ours: a content network, and one more. */
const MOST_PROXIES = 3;

/** How many addresses of the Internet nearly every list of this file has, this one counted. */
function usualLength(file: object, length: number): number {
  const counts = lengths.get(file) ?? [];
  lengths.set(file, counts);
  // As long or longer, by length.
  for (let of = 0; of <= Math.min(length, MOST_PROXIES); of += 1) counts[of] = (counts[of] ?? 0) + 1;
  const [all = 0] = counts;
  if (all < FEWEST_LISTS) return 1;
  return Math.max(
    1,
    counts.findLastIndex((count) => count >= NEARLY_ALL * all),
  );
}

/**
 * The client of a request that `peer` brought, with what it brought as X-Forwarded-For.
 *
 * @param file the same one for all lines of a file; without it, one proxy is believed
 */
export function clientBehind(peer: string, forwarded: string, file?: Pick<FileContext, 'assume'>): string {
  if (forwarded === '' || forwarded === '-' || !isOurs(peer)) return peer;
  const hops = forwarded.split(',').slice(-MOST_HOPS).map(bare).filter(isOutside);
  if (hops.length === 0) return peer;
  const proxies = file ? usualLength(file, hops.length) : 1;
  file?.assume('clients behind our proxies: the address in X-Forwarded-For that the outermost proxy saw');
  return hops[Math.max(0, hops.length - proxies)] ?? peer;
}
