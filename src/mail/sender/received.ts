// One Received field, read as leniently as the many programs that write it are different.

import { type MailDate, parseMailDate } from '../message/mail-date.ts';
import { isPrivateIp, parseIp } from './ip.ts';

export type Received = {
  /** The sending side by the name it gave or was given; an address without brackets. */
  readonly from: string | null;
  readonly by: string | null;
  /** Address the receiving machine saw. */
  readonly ip: string | null;
  /** True when `ip` is only the literal that followed "from", which some programs copy from the greeting. */
  readonly ipIsLiteral: boolean;
  /** Name that the receiving machine itself looked up, where its format is known to check it. */
  readonly verifiedName: string | null;
  readonly helo: string | null;
  /** Address printed for the receiving machine itself. */
  readonly byIp: string | null;
  readonly protocol: string | null;
  readonly forAddress: string | null;
  readonly mayBeForged: boolean;
  /** Handed in by the user that a web server runs as: a script, which anybody on the Internet may have driven. */
  readonly byWebUser: boolean;
  readonly date: MailDate | null;
};

type Token = { readonly kind: 'word' | 'comment'; readonly text: string };

/** Words and comments up to the ";" of the date. An unclosed "(" is taken for a space. */
function tokens(raw: string): { readonly list: readonly Token[]; readonly rest: string } {
  const list: Token[] = [];
  let depth = 0;
  let opened = 0;
  const piece = /[^\s();]+|[();]/g;
  for (let match = piece.exec(raw); match; match = piece.exec(raw)) {
    const { 0: text, index } = match;
    if (text === '(') {
      if (depth === 0) opened = index;
      depth += 1;
    } else if (text === ')') {
      if (depth > 0) depth -= 1;
      if (depth === 0) list.push({ kind: 'comment', text: raw.slice(opened + 1, index) });
    } else if (depth === 0 && text === ';') return { list, rest: raw.slice(index + 1) };
    else if (depth === 0) list.push({ kind: 'word', text });
  }
  return depth === 0 ? { list, rest: '' } : tokens(raw.slice(0, opened) + raw.slice(opened).replaceAll('(', ' '));
}

const keywords = new Set(['from', 'by', 'via', 'with', 'id', 'for']);
type Clause = { words: string[]; comments: string[] };

/**
 * Where the receiving machine names itself: at the first "by", but at the last when an address stands in a comment
 * between the two. That one then is what the machine saw, and the first "by" a stranger's greeting.
 */
function byPlace(list: readonly Token[]): number {
  const first = list.findIndex(isBy);
  const last = list.findLastIndex(isBy);
  const between = list.slice(first, last).some(({ kind, text }) => kind === 'comment' && addressesIn(text).length > 0);
  return between ? last : first;
}

const isBy = ({ kind, text }: Token) => kind === 'word' && text.toLowerCase() === 'by';

/** The clauses by their keyword; of two of one kind, the first. What stands before any keyword is under "". */
function clauses(whole: readonly Token[]): ReadonlyMap<string, Clause> {
  const place = byPlace(whole);
  // Keywords between the first "from" and what the machine saw are words of a greeting.
  const from = whole.findIndex(({ kind, text }) => kind === 'word' && text.toLowerCase() === 'from');
  const seen = whole
    .slice(0, Math.max(0, place))
    .findLastIndex(({ kind, text }) => kind === 'comment' && addressesIn(text).length > 0);
  const list = whole.filter(
    ({ kind, text }, at) => at <= from || at > seen || kind === 'comment' || !keywords.has(text.toLowerCase()),
  );
  const found = new Map<string, Clause>([['', { words: [], comments: [] }]]);
  let current = found.get('');
  for (const { kind, text } of list) {
    const key = text.toLowerCase();
    if (kind === 'word' && keywords.has(key)) {
      current = { words: [], comments: [] };
      if (!found.has(key)) found.set(key, current);
    } else if (kind === 'word') current?.words.push(text);
    else current?.comments.push(text);
  }
  return found;
}

const heloWord = /\b(?:helo|ehlo)(?:=|[ \t]{1,9})(\[?[^\s()[\],;"]{0,255}\]?)/i;

/** The addresses in a comment, bracketed ones before others; what follows HELO is the sender's word, not what was seen. */
function addressesIn(comment: string): readonly string[] {
  const seen = /helo|ehlo/i.test(comment)
    ? comment.replace(/\b(?:helo|ehlo)(?:=|[ \t]{1,9})\[?[^\s(),;]{0,255}/gi, ' ')
    : comment;
  const read = (words: readonly string[]) => words.flatMap((word) => parseIp(word) ?? []);
  const bracketed = read(seen.match(/\[[^\]\s]{2,60}\](?::\d{1,5})?/g) ?? []);
  if (bracketed.length > 0 || !/\d\.\d|:/.test(seen)) return bracketed;
  return read(
    seen
      .split(/[\s,;]+/)
      .filter((word) => /\d\.\d|:/.test(word))
      .map((word) => word.slice(word.lastIndexOf('@') + 1)),
  );
}

/** Comments that repeat what the sender's side told: for whom a proxy works, who logged in, by which envelope. */
const told = /^\s{0,9}(?:proxying for|auth|envelope|account|user|x-originating|smtp-?auth)/i;

/**
 * What the machine saw, of several addresses: greetings and answers of ident stand before it, and a stranger puts the
 * address of an inside machine there. So the last one that is not private, else the last.
 */
function seenIn(comments: readonly string[]): string | undefined {
  const observed = comments.filter((comment) => !told.test(comment)).flatMap(addressesIn);
  const all = observed.length > 0 ? observed : comments.flatMap(addressesIn);
  return all.findLast((ip) => !isPrivateIp(ip)) ?? all.at(-1);
}

/** "name [address]", the form in which Postfix, sendmail, Exim and Google give a name they have checked. */
function verifiedIn(comment: string): string | null {
  if (/may be forged|unverified|unknown|softdns|rdns failed/i.test(comment)) return null;
  return (
    /^(?:[^\s@]{1,64}@)?([a-z0-9](?:[a-z0-9.-]{0,253}[a-z0-9])?)\.?\s{0,4}\[[^\]\s]{2,60}\]/i
      .exec(comment)?.[1]
      ?.toLowerCase() ?? null
  );
}

/** Users of Debian, Red Hat, SUSE and the BSDs under which web servers run, by number and by name. */
const webUser =
  /(?:\bfrom userid|\binvoked by uid) (?:30|33|48|80)\)|^\(from (?:apache|httpd|nginx|www|www-data|wwwrun)@|^from (?:apache|httpd|nginx|www|www-data|wwwrun)(?:@\S{1,255})? by\s/i;

/** What the first of some texts that holds it holds. */
function firstIn<Found>(texts: readonly string[], read: (text: string) => Found | null | undefined): Found | undefined {
  for (const text of texts) {
    const found = read(text);
    if (found != null) return found;
  }
  return undefined;
}

const tidy = (word: string | undefined) => (word ?? '').replace(/^[<"]|[>,"]+$/g, '').replace(/,$/, '');

/** A name as written, or the address inside brackets; brackets round something else hold no host. */
function host(word: string | undefined): string | null {
  const plain = tidy(word);
  return !/[\p{L}\d]/u.test(plain) || /^\[<|^\[[^\]]*@/.test(plain) ? null : (parseIp(plain) ?? plain);
}

/** Reads the value of a Received field (without "Received:"). Never fails: what is not there is null. */
export function parseReceived(value: string): Received {
  const flat = value
    .slice(0, 20_000)
    .replace(/[\r\n]+/g, '')
    .trim();
  // sendmail's local form: "(from user@localhost) by …"; some gateways write the address they saw beside the name.
  const local = /^\(from ([^\s()]{1,320})(?:\s{1,9}(\[[^\]\s()]{2,60}\]))?\)\s/i.exec(flat);
  const { list, rest } = tokens(local ? flat.slice(local[0].length) : flat);
  const found = clauses(list);
  const from = found.get('from');
  const by = found.get('by');
  const [first, second] = from?.words ?? [];
  const comments = from?.comments ?? [];
  const literal = first === undefined ? undefined : parseIp(first);
  // "from name [192.0.2.1] by": the address stands beside the name.
  const beside = second?.startsWith('[') ? parseIp(second) : undefined;
  const seen = seenIn(comments) ?? beside ?? (local?.[2] === undefined ? undefined : parseIp(local[2]));
  const helo = firstIn(comments, (comment) => heloWord.exec(comment)?.[1] || undefined);
  return {
    from: local?.[1] ?? host(first),
    by: host(by?.words[0]),
    ip: seen ?? literal ?? null,
    ipIsLiteral: seen === undefined && literal !== undefined,
    // Of the comment that holds what was seen: another one may be a greeting's.
    verifiedName:
      firstIn(
        comments.filter((comment) => seen !== undefined && addressesIn(comment).includes(seen)),
        verifiedIn,
      ) ?? null,
    helo: host(helo),
    byIp:
      firstIn(by?.comments ?? [], (comment) => addressesIn(comment)[0]) ??
      (by?.words[1]?.startsWith('[') ? (parseIp(by.words[1]) ?? null) : null),
    protocol: found.get('with')?.words[0]?.replace(/,$/, '') ?? null,
    forAddress: tidy(found.get('for')?.words[0]) || null,
    mayBeForged: comments.some((comment) => /may be forged/i.test(comment)),
    byWebUser: webUser.test(flat),
    date: parseMailDate(rest) ?? parseMailDate(flat) ?? null,
  };
}
