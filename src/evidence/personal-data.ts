// Finds other people's data in text that an attacker may have written: addresses, IPs, phone numbers, user names, known names.
// Every pattern is linear: bounded repeats over classes that do not overlap with what follows them.
import type { RedactedKind, RedactionPolicy } from './redaction-policy.ts';

/** One stretch to replace. Offsets are UTF-16 code units, end exclusive. */
export type Marked = {
  readonly start: number;
  readonly end: number;
  readonly kind: RedactedKind;
  readonly raw: string;
  /** An address at one of our own domains: the domain stays readable. */
  readonly ownDomain?: string;
};

// A line may end in the middle of a domain, so a domain needs no dot: half an address is a person too.
const email =
  /(?:"[^"\\\r\n]{1,64}"|(?:[a-z0-9._+'~-]|%2b|%5f){1,64}|[^\x00-\x7f]{1,64})(?:@|%40|＠)(?:[\p{L}\p{N}_-]{1,63}\.){0,8}[a-z0-9][a-z0-9-]{0,62}/giu;
const ipv4 = /(?<![\w.])(?:\d{1,3}\.){3}\d{1,3}(?!\w|\.\d)/g;
// Dashed addresses inside names that providers give to their customers' lines: p1-2-3-4.example.net.
const dashed = /(?<!\d)(?:\d{1,3}[.-]){3}\d{1,3}(?=[.-][a-z])/gi;
const ipv6 = /(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:]|\.\d)/gi;
const phones = [
  /(?<![\w.:/+-])[0０][\d０-９]{1,4}[-－‐–(（][\d０-９]{1,4}[-－‐–)）][\d０-９]{3,4}(?![\w-])/g,
  /(?<![\w.:/+-])0\d{9,10}(?![\w:-]|\.\d)/g,
  /(?<![\w.:/])\+\d{1,3}[ -]?\(?\d{1,4}\)?(?:[ -]?\d{2,4}){2,3}(?![\w:])/g,
];
// The name is captured; what stands before it says that it is one.
const users = [
  // As JSON: applications name their users so, colleagues among them.
  /"(?:user|user_?name|user_?id|actor|operator|login|account|staff)" ?: ?"([\p{L}\p{N}._@+\-\\]{1,64})"/giu,
  /\b(?:for|user)[ ](?:invalid user |user )?([^\s:;,"'<>()[\]=]{1,64})(?=[ ](?:from|by|\())/g,
  /\b(?:r?user|logname|acct|account|sasl_username|login|username|userid|user_id|uname)=[<"']?([\p{L}\p{N}._@+\-\\]{1,64})(?=[\s&;,"'>)\]]|$)/giu,
  /\bUSER ([\p{L}\p{N}._@-]{1,64})(?=\s|$)/gu,
  /^[^\s]{1,255} [^\s]{1,64} ([^\s[\]"]{1,64}) (?=\[\d{2}\/)/gm,
];
const values =
  /(?<=[?&;"\s])(?:name|lastname|firstname|last_name|first_name|fullname|sei|mei|shimei|kana|tel|phone|addr|zip|birthday|password|passwd|pass|pwd)=((?:[\p{L}\p{N}._-]|%[0-9a-f]{2}){1,300})(?=[\s&;"]|$)/giu;

// Accounts that belong to a role or a program, not to a person: they stay readable, because they are evidence.
const roles = new Set(
  `root admin administrator test guest nobody anonymous www www-data apache nginx httpd postgres mysql oracle postfix dovecot
  daemon bin sys sync mail ftp git ubuntu debian centos ec2-user user unknown invalid - info support contact postmaster webmaster
  mailer-daemon noreply no-reply abuse hostmaster security newsletter sales privacy survey sshd operator backup cron
  hr office staff manager management reception marketing accounts accounting finance none n/a yes no`
    .split(/\s+/)
    .filter(Boolean),
);

// A letter is put through the same patterns as a log line: "a company that works for us (sends out prizes)" names nobody.
const ordinaryWords = new Set(
  'us you them it me him her all this that these those which whom everybody anybody nobody somebody others both'.split(
    ' ',
  ),
);
const isNobody = (raw: string) => roles.has(raw.toLowerCase()) || ordinaryWords.has(raw.toLowerCase());

const isLoopback = (ip: string) => ip.startsWith('127.') || ip === '::1' || ip === '::' || /^\d+\.0\.0\.0$/.test(ip);

function isIpv4(text: string): boolean {
  return text.split(/[.-]/).every((octet) => Number(octet) <= 255);
}

/** Eight groups, or fewer around one `::`. Clock times and hardware addresses are neither. */
function isIpv6(text: string): boolean {
  const double = text.indexOf('::');
  if (double >= 0) return text.indexOf('::', double + 1) < 0;
  return text.split(':').length === 8 && !text.startsWith(':') && !text.endsWith(':');
}

/** An escaped quote, bracket or operator makes a value an attack, which must stay readable. */
function isAttack(text: string): boolean {
  return /%(?:0|1|2[1-9acf]|3[b-f]|5[b-e]|60|7[b-e])/i.test(text);
}

const digitsOf = (text: string) => text.normalize('NFKC').replace(/\D/g, '');

const isOwnHost = (host: string, own: readonly string[]) =>
  own.some((entry) => host === entry.toLowerCase() || host.endsWith(`.${entry.toLowerCase()}`));

function emails(text: string, own: readonly string[]): Marked[] {
  const out: Marked[] = [];
  for (const match of text.matchAll(email)) {
    let { index: start } = match;
    let [raw] = match;
    // "%3Ctaro%40example.jp": the two hex digits belong to the escape before, not to the name.
    if (text[start - 1] === '%' && /^[0-9a-f]{2}./i.test(raw)) {
      start += 2;
      raw = raw.slice(2);
    }
    // A sentence's full stop or quote in front of a name is not part of it.
    const lead = /^[.'~-]{1,64}(?=[^@])/.exec(raw)?.[0].length ?? 0;
    start += lead;
    raw = raw.slice(lead);
    const at = Math.max(raw.lastIndexOf('@'), raw.lastIndexOf('＠'), raw.toLowerCase().lastIndexOf('%40'));
    const local = raw.slice(0, at).toLowerCase();
    const domain = raw
      .slice(at)
      .replace(/^(?:@|＠|%40)/i, '')
      .toLowerCase();
    const end = start + raw.length;
    if (own.some((entry) => entry.toLowerCase() === `${local}@${domain}`)) {
      out.push({ start, end, kind: 'email', raw, ownDomain: '' });
    } else if (isOwnHost(domain, own) || (!domain.includes('.') && roles.has(local))) {
      if (!roles.has(local)) out.push({ start, end, kind: 'email', raw, ownDomain: domain });
      else out.push({ start, end, kind: 'email', raw, ownDomain: '' }); // kept, but nothing inside it may match again
    } else out.push({ start, end, kind: 'email', raw });
  }
  return out;
}

function found(
  text: string,
  pattern: RegExp,
  kind: RedactedKind,
  keep: (raw: string, start: number) => boolean,
): Marked[] {
  const out: Marked[] = [];
  for (const match of text.matchAll(pattern)) {
    const raw = match[1] ?? match[0];
    const start = match.index + (match[1] === undefined ? 0 : match[0].lastIndexOf(match[1]));
    if (!keep(raw, start)) out.push({ start, end: start + raw.length, kind, raw });
  }
  return out;
}

const latin = /\p{Script=Latin}/u;

/** "Ann" does not stand in "Anna", nor "IT" in "LIMIT": a name in Latin letters ends where the letters end. */
function isWhole(text: string, start: number, end: number): boolean {
  const joined = (a: string | undefined, b: string | undefined) =>
    a !== undefined && b !== undefined && latin.test(a) && latin.test(b);
  return !joined(text[start - 1], text[start]) && !joined(text[end - 1], text[end]);
}

function knownWords(text: string, policy: RedactionPolicy): Marked[] {
  const out: Marked[] = [];
  // A table may name a department, or nobody ("IT", "none"), where a person was asked for.
  const words = (policy.known ?? []).filter(({ kind, value }) => kind !== 'name' || !isNobody(value.trim()));
  const name = policy.complainant?.name;
  if (name) words.push(...nameForms(name).map((value) => ({ kind: 'name' as const, value })));
  for (const { kind, value } of words) {
    if (value.length < 2) continue;
    for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + value.length)) {
      const end = at + value.length;
      if (kind !== 'name' || isWhole(text, at, end)) out.push({ start: at, end, kind, raw: value });
    }
  }
  return out;
}

/** A name as written, without its space, and its parts where they are long enough to be no common word. */
function nameForms(name: string): string[] {
  const parts = name.trim().split(/[\s　]+/);
  const long = parts.filter((part) => (/[^\x00-\x7f]/.test(part) ? part.length >= 2 : part.length >= 4));
  return [...new Set([name.trim(), parts.join(''), ...long])];
}

/** What to replace, in order, none overlapping; where two overlap, the one that starts first, then the longer, wins. */
export function redactions(text: string, policy: RedactionPolicy, only?: RedactedKind): Marked[] {
  const { own } = policy;
  const isOurs = (ip: string) => isLoopback(ip) || own.includes(ip);
  const ownDigits = own.map(digitsOf).filter((digits) => digits.length >= 3);
  // Japanese numbers have ten or eleven digits; fewer is a date or a code.
  const keepPhone = (raw: string) =>
    digitsOf(raw).length < 10 || ownDigits.some((digits) => digitsOf(raw).endsWith(digits));
  const all = [
    ...emails(text, own),
    ...(only === 'email'
      ? []
      : [
          ...found(text, ipv4, 'ip', (raw) => !isIpv4(raw) || isOurs(raw)),
          ...found(text, dashed, 'ip', (raw) => !isIpv4(raw) || isOurs(raw.replaceAll('-', '.'))),
          ...found(text, ipv6, 'ip', (raw) => !isIpv6(raw) || isOurs(raw)),
          ...phones.flatMap((pattern) => found(text, pattern, 'phone', keepPhone)),
          ...users.flatMap((pattern) => found(text, pattern, 'user', isNobody)),
          ...found(text, values, 'user', isAttack),
          ...knownWords(text, policy),
        ]),
  ].sort((a, b) => a.start - b.start || b.end - a.end);
  const out: Marked[] = [];
  let end = 0;
  for (const mark of all) {
    if (mark.start < end) continue;
    end = mark.end;
    if (mark.ownDomain !== '') out.push(mark);
  }
  return out;
}
