// Whose address a message names: the client's, not the server's, nor one that the client wrote itself.
import { isIP } from 'node:net';

/** Characters of a message that are looked at. */
const LONGEST = 4096;
/** Characters before an address that say whose it is. */
const BEFORE = 48;
/** Characters behind it that say whether it is a network, a name or the head of a request. */
const BEHIND = 80;

// After the fourth number a point may announce a port (tcpdump, Dante): one that is too large to be a fifth number.
const candidate =
  /(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?:(?![\d.]*\d)|(?=\.(?:\d{4,5}|[3-9]\d\d|2[6-9]\d)(?![\d.]*\d)))|(?<![0-9A-Za-z:.]|IPv6)(?:[0-9A-Fa-f]{0,4}:){2,7}(?:(?:\d{1,3}\.){3}\d{1,3}(?![\d.])|[0-9A-Fa-f]{1,4}(?![0-9A-Za-z:]|\.\d)|(?![0-9A-Za-z]))|(?<=IPv6:)(?:[0-9A-Fa-f]{0,4}:){2,7}(?:[0-9A-Fa-f]{1,4})?(?![0-9A-Za-z:])/gi;

/** What may stand between a word and the address it announces: brackets, quotes, a scheme, a host name, a port. */
const GLUE = `[\\s'"=:\\[({<,#|/-]{0,6}(?:(?:ipv[46][/:])?(?:udp|tcp|tls|wss?|dtls)[/:]|ipv6:|ip-|(?:ip|address|addr)[\\s=:]{1,2}|@0x[0-9a-f]{1,16} |::ffff:|\\{\\{|(?:unknown|[\\w.-]{1,40})\\s?[\\[(]|\\()?[\\['"(]{0,2}$`;
const ofSource = new RegExp(
  `(?:^|[^a-z])(?:from|client|client[_ -]?(?:ip|addr(?:ess)?)|clientip|remote[_ -]?(?:ip|addr(?:ess)?|host)?|rhost|rip|relay|peer|(?:closed|reset|opened|requested|caused|initiated) by|src(?:[_ -]?ip)?|srcip|source(?:[_ -]?(?:ip|addr(?:ess)?|network address))?|connecting host|host|ip(?:[_ -]?addr(?:ess)?)?|attacker|caller|visitor|oip|von|depuis|desde|for|ban(?:ned|ning)?|block(?:ed|ing)?|user)(?![a-z0-9])${GLUE}`,
  'i',
);
const ofServer = new RegExp(
  `(?:^|[^a-z])(?:to|local[_ -]?(?:ip|addr(?:ess)?)?|local[_ -]?host(?=["']?[=:])|lip|server(?:ip)?|dst(?:[_ -]?ip)?|dstip|dest(?:ination)?(?:[_ -]?(?:ip|addr(?:ess)?))?|at|on|listen\\w*|upstream|via|interface|target|i(?==)|->)(?![a-z0-9])${GLUE}`,
  'i',
);

/** What was denied to an address, that address had asked for. */
const deniedTo =
  /(?:denied|refused|forbidden|blocked|not (?:allowed|permitted))\)? (?:to|for) (?:client |host )?["'[(]?$/i;
/** Behind a proxy: the address that the proxy was asked from, beside the proxy's own. */
const ofOrigin =
  /(?:^|[^a-z])(?:oip|orig(?:inal|inating)?[_ -]?ip|x-forwarded-for|x-real-ip|realip|real[_ -]ip)[=: "'[]{1,3}$/i;

/** A host without any word of whose it is. */
const justHost = /(?:^|[^a-z_ -])host[:=]$/i;

/** Addresses that stand for none, or for all. */
const nobody = /^(?:::|0\.0\.0\.0|255\.255\.255\.255)$/;

/** `192.0.2.10:5984 203.0.113.7 kato GET /`: who asked stands before the user and the request. */
const beforeRequest = /^(?: \S{1,64})? "?(?:GET|POST|PUT|PATCH|DELETE|HEAD) \//;
const loopback = /^(?:127\.|::1$)/;

type Found = { readonly text: string; readonly rank: 'origin' | 'source' | 'host' | 'plain' | 'server' };

function rankOf(before: string, after: string): Found['rank'] {
  // The mask of a chat server's client, and whom a hypervisor did not let in.
  if (/![~^]?[\w.-]{1,32}@$|\bcannot log-?in [\w.\\-]{1,64}@$/i.test(before)) return 'source';
  // user@1.2.3.4 and sip:100@1.2.3.4 are names, 192.0.2.0/24 is a network.
  // A network of one address is that address.
  if (/[\w>]@\[?$/.test(before) || /^\/(?!32(?!\d)|128(?!\d))\d{1,2}(?!\d)/.test(after)) return 'server';
  if (/\((?:ip|ip address|client|from)[:= ]{1,2}$/i.test(before)) return 'source';
  if (ofServer.test(before) && !deniedTo.test(before)) return 'server';
  if (ofOrigin.test(before)) return 'origin';
  if (deniedTo.test(before) || beforeRequest.test(after)) return 'source';
  if (!ofSource.test(before)) return 'plain';
  // Beside a client that is called one, a host is more often our own.
  return justHost.test(before) ? 'host' : 'source';
}

/** Text in quotes that is more than an address was written by the client, and may name anybody. */
function withoutQuoted(text: string): string {
  return text.replace(/"[^"]{0,1024}"|'[^']{0,255}'|`[^`]{0,255}`/g, (quoted) =>
    /^.(?:ipv[46]\/\w{2,4}\/)?\[?[0-9A-Fa-f:.]{3,45}\]?(?:[:/]\d{1,5})?.$/i.test(quoted)
      ? quoted
      : ' '.repeat(quoted.length),
  );
}

function addressesOf(text: string): Found[] {
  const found: Found[] = [];
  for (const match of text.matchAll(candidate)) {
    const [whole] = match;
    if (isIP(whole) === 0 || nobody.test(whole)) continue;
    const before = text.slice(Math.max(0, match.index - BEFORE), match.index);
    const after = text.slice(match.index + whole.length, match.index + whole.length + BEHIND);
    if (/^\.[A-Za-z]/.test(after)) continue; // 4.3.2.1.in-addr.arpa
    found.push({ text: whole.replace(/^::ffff:(?=\d{1,3}\.)/i, ''), rank: rankOf(before, after) });
  }
  return found;
}

/** A server that learns who stands behind a proxy: "Remote address updated from '192.0.2.1' to '192.0.2.2'". */
const behindProxy =
  /^[^"']{0,200}\b(?:client|remote|source|peer) (?:ip )?address (?:was )?(?:updated|changed|rewritten|replaced|set) (?:from \S{3,48} )?(?:to|with) ['"]?([0-9A-Fa-f:.]{3,45})/i;

/** Our end and the other's, as mail servers write a connection: `192.0.2.10:25,203.0.113.7:51777`. */
const bothEnds = /(?:^|,)[0-9.]{7,15}:(?:25|110|143|465|587|993|995|2525|717),([0-9.]{7,15}):\d{4,5},/;

/** The address a message gives for its client, '' when it gives none. The part outside quotes is believed first. */
export function sourceAddress(message: string): string {
  const text = message.length > LONGEST ? message.slice(0, LONGEST) : message;
  if (!/\d\.\d|:[0-9A-Fa-f]{0,4}:/.test(text)) return '';
  const moved = text.includes('ddress ') ? behindProxy.exec(text)?.[1] : undefined;
  if (moved !== undefined && isIP(moved) > 0) return moved;
  const end = text.includes(',') ? bothEnds.exec(text)?.[1] : undefined;
  if (end !== undefined && isIP(end) > 0) return end;
  const bare = addressesOf(withoutQuoted(text));
  const all = bare.some(({ rank }) => rank !== 'server') ? bare : addressesOf(text);
  for (const rank of ['origin', 'source', 'host', 'plain'] as const) {
    const such = all.filter((one) => one.rank === rank);
    // "Source IP: 127.0.0.1, … Access Violation from 203.0.113.7": a server's own part reports what another did.
    const one = such.find((found) => !loopback.test(found.text)) ?? such[0];
    if (one) return one.text;
  }
  return '';
}
