// Addresses by the network they lie in: who comes back from a network is known there, whatever number it has that day.
import { BlockList, isIP, isIPv6 } from 'node:net';

/** Networks that nobody on the Internet comes from: RFC 1918, RFC 6598, RFC 3927, loopback, unique local and link-local. */
const inside = new BlockList();
for (const [network, bits] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
  ['127.0.0.0', 8],
] as const)
  inside.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
  ['fc00::', 7],
  ['fe80::', 10],
  ['::1', 128],
] as const)
  inside.addSubnet(network, bits, 'ipv6');

const plain = (ip: string) => ip.replace(/^::ffff:(?=\d{1,3}\.)/i, '');

/** Whether an address is one of the Internet's: not of a private network, and an address at all. */
export function isOutside(ip: string): boolean {
  const address = plain(ip);
  if (isIP(address) === 0) return false;
  return !inside.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

/** The first four groups of an IPv6 address, however it is shortened: what one line of a customer has. */
function firstGroups(ip: string): string {
  const [head = '', tail] = ip.split('%')[0]?.split('::') ?? [];
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array<string>(zeros).fill('0'), ...after];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

/**
 * What an address counts as when habits are compared: outside, its /24 (IPv4) or /64 (IPv6), since a line's number changes;
 * inside, itself, since a server keeps its own and the machine beside it is another; anything else as it is written.
 */
export function networkOf(ip: string): string {
  const address = plain(ip);
  if (!isOutside(address)) return address;
  if (isIPv6(address)) return `${firstGroups(address)}::/64`;
  return `${address.split('.').slice(0, 3).join('.')}.0/24`;
}
