// Internet addresses as they stand in mail headers.

/** The four bytes of an IPv4 address; undefined when the text is none. */
function parseV4(text: string): readonly number[] | undefined {
  const bytes: number[] = [];
  let value = 0;
  let digits = 0;
  for (let at = 0; at <= text.length; at += 1) {
    const code = at < text.length ? text.charCodeAt(at) : DOT;
    if (code >= 48 && code <= 57 && digits < 3) {
      value = value * 10 + code - 48;
      digits += 1;
    } else if (code === DOT && digits > 0 && value <= 255 && bytes.length < 4) {
      bytes.push(value);
      value = 0;
      digits = 0;
    } else return undefined;
  }
  return bytes.length === 4 ? bytes : undefined;
}

const DOT = 46;
const COLON = 58;

/** What a hexadecimal digit is worth; NaN for any other character. */
function hexValue(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : Number.NaN;
}

/** The eight groups of an IPv6 address; undefined when the text is none. */
function parseV6(text: string): readonly number[] | undefined {
  const groups: number[] = [];
  /** How many groups stand before "::"; -1 without one. */
  let before = text.startsWith('::') ? 0 : -1;
  let start = before === 0 ? 2 : 0;
  while (start < text.length) {
    let value = 0;
    let at = start;
    for (let digit = hexValue(text.charCodeAt(at)); digit >= 0; digit = hexValue(text.charCodeAt(at))) {
      value = value * 16 + digit;
      at += 1;
    }
    const next = text.charCodeAt(at);
    if (next === DOT) {
      const [a, b, c, d] = parseV4(text.slice(start)) ?? [];
      if (a === undefined || b === undefined || c === undefined || d === undefined) return undefined;
      groups.push((a << 8) | b, (c << 8) | d);
      break;
    }
    if (at === start || at - start > 4 || groups.length === 8) return undefined;
    groups.push(value);
    if (at === text.length) break;
    if (next !== COLON) return undefined;
    start = at + 1;
    if (text.charCodeAt(start) === COLON) {
      if (before >= 0) return undefined;
      before = groups.length;
      start += 1;
    } else if (start === text.length) return undefined;
  }
  if (before < 0) return groups.length === 8 ? groups : undefined;
  if (groups.length > 7) return undefined;
  const zeros = Array.from({ length: 8 - groups.length }, () => 0);
  return [...groups.slice(0, before), ...zeros, ...groups.slice(before)];
}

function formatV6(groups: readonly number[]): string {
  const mapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff;
  if (mapped) {
    const [high = 0, low = 0] = groups.slice(6);
    return `::ffff:${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
  }
  const text = groups.map((group) => group.toString(16));
  // The longest run of two or more zeros becomes "::", the first of equals (RFC 5952 §4.2).
  let best = { at: -1, length: 1 };
  for (let at = 0; at < 8; at += 1) {
    let length = 0;
    while (at + length < 8 && groups[at + length] === 0) length += 1;
    if (length > best.length) best = { at, length };
  }
  if (best.at < 0) return text.join(':');
  return `${text.slice(0, best.at).join(':')}::${text.slice(best.at + best.length).join(':')}`;
}

/** The address in its usual spelling; brackets, "IPv6:" and a port are taken off. Undefined when it is none. */
export function parseIp(text: string): string | undefined {
  // Most words that are asked about are names.
  const first = text.charCodeAt(0);
  if (first !== 91 && !text.includes(':')) return parseV4(text)?.join('.');
  const inner = /^\[(?:IPv6:)?([^\]]{2,60})\](?::\d{1,5})?$/i.exec(text)?.[1] ?? text.replace(/^IPv6:/i, '');
  const four = parseV4(inner.replace(/:\d{1,5}$/, ''));
  if (four) return four.join('.');
  const six = parseV6(inner.replace(/%[\w.-]{1,20}$/, ''));
  return six && formatV6(six);
}

function prefix(ip: string): { readonly groups: readonly number[]; readonly four: boolean } | undefined {
  const four = parseV4(ip.startsWith('::ffff:') ? ip.slice(7) : ip);
  if (four) return { groups: four, four: true };
  const six = parseV6(ip);
  return six && { groups: six, four: false };
}

type Parsed = ReturnType<typeof prefix>;
/** The address asked about last: a test against many networks takes it apart once. */
let last: { readonly ip: string; readonly parsed: Parsed } = { ip: '', parsed: undefined };

function remembered(ip: string): Parsed {
  if (last.ip !== ip) last = { ip, parsed: prefix(parseIp(ip) ?? '') };
  return last.parsed;
}

/** Its 4 or 16 bytes, IPv4 written as IPv6 among the 4; undefined when the text is no address. */
export function ipBytes(ip: string): readonly number[] | undefined {
  const parsed = prefix(parseIp(ip) ?? '');
  if (!parsed) return undefined;
  return parsed.four ? parsed.groups : parsed.groups.flatMap((group) => [group >> 8, group & 255]);
}

/** Addresses that no stranger on the Internet can come from: loopback, private, link-local, carrier NAT, unique local. */
export function isPrivateIp(ip: string): boolean {
  const parsed = prefix(ip);
  if (!parsed) return false;
  const [a = 0, b = 0] = parsed.groups;
  if (!parsed.four) {
    const loopback = parsed.groups.every((group, index) => group === (index === 7 ? 1 : 0));
    // fc00::/7 and fe80::/10; 2002:a00::/24 is 6to4 of 10/8, which Google writes for its own machines.
    return loopback || (a & 0xfe00) === 0xfc00 || (a & 0xffc0) === 0xfe80 || (a === 0x2002 && b >> 8 === 10);
  }
  return (
    a === 10 ||
    a === 127 ||
    a === 0 ||
    (a === 192 && b === 168) ||
    (a === 172 && b >= 16 && b <= 31) ||
    (a === 169 && b === 254) ||
    (a === 100 && b >= 64 && b <= 127)
  );
}

/** Whether two public addresses are so near that one operator holds both: IPv4 /16, IPv6 /24. */
export function isNearIp(one: string, other: string): boolean {
  const [a, b] = [prefix(one), prefix(other)];
  if (!a || !b || a.four !== b.four) return false;
  if (a.four) return a.groups[0] === b.groups[0] && a.groups[1] === b.groups[1];
  return a.groups[0] === b.groups[0] && (a.groups[1] ?? 0) >> 8 === (b.groups[1] ?? 1) >> 8;
}

/** A test for addresses in `range`: an address, or a network such as 192.0.2.0/24 or 2001:db8::/32. */
export function networkTest(range: string): (ip: string) => boolean {
  const [network = '', bits] = range.trim().split('/');
  const wanted = prefix(parseIp(network) ?? '');
  if (!wanted) return () => false;
  const width = wanted.four ? 8 : 16;
  const whole = wanted.four ? 32 : 128;
  const length = bits === undefined || !/^\d{1,3}$/.test(bits) ? whole : Math.min(Number(bits), whole);
  return (ip) => {
    // Most comparisons end here: the two kinds never match, but for IPv4 written as IPv6.
    if (ip.includes(':') === wanted.four && !ip.startsWith('::ffff:')) return false;
    const asked = remembered(ip);
    if (!asked || asked.four !== wanted.four) return false;
    return asked.groups.every((group, index) => {
      const take = Math.min(width, Math.max(0, length - index * width));
      return group >> (width - take) === (wanted.groups[index] ?? 0) >> (width - take);
    });
  };
}

/** Whether `ip` lies in `range`. */
export const isInRange = (ip: string, range: string) => networkTest(range)(ip);
