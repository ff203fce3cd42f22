// One Received field, read as leniently as the many programs that write it are different.
import { parseIp } from './ip.ts';
import { type MailDate, parseMailDate } from './mail-date.ts';

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

/** The clauses by their keyword; of two of one kind, the first. What stands before any keyword is under "". */
function clauses(list: readonly Token[]): ReadonlyMap<string, Clause> {
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

/** The first address in a comment, bracketed ones before others; what follows HELO is the sender's word, not what was seen. */
function ipIn(comment: string): string | undefined {
  const seen = /helo|ehlo/i.test(comment)
    ? comment.replace(/\b(?:helo|ehlo)(?:=|[ \t]{1,9})\[?[^\s(),;]{0,255}/gi, ' ')
    : comment;
  for (const literal of seen.match(/\[[^\]\s]{2,60}\](?::\d{1,5})?/g) ?? []) {
    const ip = parseIp(literal);
    if (ip !== undefined) return ip;
  }
  if (!/\d\.\d|:/.test(seen)) return undefined;
  for (const word of seen.split(/[\s,;]+/)) {
    const ip = /\d\.\d|:/.test(word) ? parseIp(word.slice(word.lastIndexOf('@') + 1)) : undefined;
    if (ip !== undefined) return ip;
  }
  return undefined;
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
  return plain === '' || /^\[<|^\[[^\]]*@/.test(plain) ? null : (parseIp(plain) ?? plain);
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
  const seen = firstIn(comments, ipIn) ?? beside ?? (local?.[2] === undefined ? undefined : parseIp(local[2]));
  const helo = firstIn(comments, (comment) => heloWord.exec(comment)?.[1] || undefined);
  return {
    from: local?.[1] ?? host(first),
    by: host(by?.words[0]),
    ip: seen ?? literal ?? null,
    ipIsLiteral: seen === undefined && literal !== undefined,
    verifiedName: firstIn(comments, verifiedIn) ?? null,
    helo: host(helo),
    byIp: firstIn(by?.comments ?? [], ipIn) ?? (by?.words[1]?.startsWith('[') ? (parseIp(by.words[1]) ?? null) : null),
    protocol: found.get('with')?.words[0]?.replace(/,$/, '') ?? null,
    forAddress: tidy(found.get('for')?.words[0]) || null,
    mayBeForged: comments.some((comment) => /may be forged/i.test(comment)),
    date: parseMailDate(rest) ?? parseMailDate(flat) ?? null,
  };
}
