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

/**
 * Networks of search engines: nobody else gets an answer there, whatever a request calls itself. Google's robots
 * (66.249.64.0/19), Bing's as Microsoft publishes them, Apple's own block, Yandex'.
 */
const searchEngines = new BlockList();
for (const [network, bits] of [
  ['66.249.64.0', 19],
  ['40.77.167.0', 24],
  ['157.55.39.0', 24],
  ['207.46.13.0', 24],
  ['52.167.144.0', 24],
  ['17.0.0.0', 8],
  ['5.255.253.0', 24],
  ['77.88.5.0', 24],
  ['95.108.213.0', 24],
] as const)
  searchEngines.addSubnet(network, bits, 'ipv4');

/** Whether an address is one from which only a search engine asks: it asks for what was there once. */
export const isSearchEngine = (ip: string): boolean => searchEngines.check(plain(ip), 'ipv4');

/**
 * What counts as one network. A line of a customer gets another number in the same /24 of IPv4; of IPv6 one site has up to a
 * /48 (RFC 6177), its lines and their changing prefixes all within: a smaller one would call the same office new every day.
 */
const V6_BITS = 48;

/** The first groups of an IPv6 address, however it is shortened: those of its network. */
function firstGroups(ip: string): string {
  const [head = '', tail] = ip.split('%')[0]?.split('::') ?? [];
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  const groups = [...before, ...Array<string>(zeros).fill('0'), ...after];
  return groups
    .slice(0, V6_BITS / 16)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

/**
 * What an address counts as when habits are compared: outside, its network, since a line's number changes; inside, itself,
 * since a server keeps its own and the machine beside it is another; anything else as it is written.
 */
export function networkOf(ip: string): string {
  const address = plain(ip);
  if (!isOutside(address)) return address;
  if (isIPv6(address)) return `${firstGroups(address)}::/${V6_BITS}`;
  return `${address.split('.').slice(0, 3).join('.')}.0/24`;
}

/** The same network as the engine works it out of a column; '' for what is no address. Inside and outside are not told apart. */
export const networkInSql = (ip: string): string =>
  `multiIf(isIPv4String(${ip}), concat(substring(${ip}, 1, length(${ip}) - position(reverse(${ip}), '.')), '.0/24'),
        isIPv6String(${ip}), concat(cutIPv6(IPv6StringToNumOrDefault(${ip}), ${16 - V6_BITS / 8}, 0), '/${V6_BITS}'), '')`;
