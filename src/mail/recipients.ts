// Do the visible recipients look like a list that a machine made? Each pattern is compared with chance: `p` is how often
// an ordinary list, written by a person, would look like this or more so.

import webmailDomains from 'email-providers';
import { type HeaderField, headerValue } from './message/header.ts';
import { type Mailbox, parseMailboxes } from './message/mailbox-list.ts';
import { organisationOf } from './sender/trust.ts';
import { binomialTail, normalTail, poissonTail } from './tails.ts';

export type Pattern = 'none' | 'sorted' | 'similar' | 'same-domain';

export type Recipients = {
  /** Different visible addresses in To and Cc. */
  readonly count: number;
  /** How many of the entries carry words beside the address, though they only repeat a part of it. */
  readonly named: number;
  readonly pattern: Pattern;
  /** Chance of the strongest pattern in an ordinary list, corrected for the three patterns tried; 1 for short lists. */
  readonly p: number;
};

/** Below this many different addresses nothing is said. */
const FEWEST = 5;
/** A pattern is named when an ordinary list shows it less than once in fifty. */
const NAMED_BELOW = 0.02;
/** More are sampled evenly, so that a hostile list costs no more than this squared. */
const MOST = 400;

/**
 * [assumption] So often all of an ordinary list are at one provider for another reason than chance: friends and clubs who
 * chose it together, whom a draw of strangers does not know.
 */
const ONE_PROVIDER = 0.001;

/** Chance that two strangers' local parts share their first two characters; [assumption] above what large lists show. */
const SHARED_TWO = 0.03;
/** The same for three characters. */
const SHARED_THREE = 0.01;
/** Share of a list that begins as another of it does, from which the list as a whole looks alike, not a family in it. */
const ALIKE_SHARE = 0.5;

/**
 * Everybody in the stretch of the alphabet that a list in order covers, at the rate at which the list names them, over
 * the whole alphabet. A club's address book in order has as many people as the club; a walk through a dictionary, or a
 * slice of a list for sale, has thousands. [assumption]: a list of fewer may be anybody's.
 */
const DENSE_LIST = 300;

/**
 * Share of one provider among the recipients of an ordinary list: [assumption], rounded up, so that the test errs
 * towards saying nothing. Names are first labels: providers hold many country domains.
 */
const providers: readonly { readonly name: string; readonly label: RegExp; readonly share: number }[] = [
  // Whole circles of friends are there.
  { name: 'gmail', label: /^(?:gmail|googlemail)\b/, share: 0.75 },
  { name: 'microsoft', label: /^(?:hotmail|outlook|live|msn|windowslive)\b/, share: 0.25 },
  { name: 'yahoo', label: /^(?:yahoo|ymail|rocketmail|ybb)\b/, share: 0.25 },
  { name: 'aol', label: /^(?:aol|netscape|aim)\b/, share: 0.15 },
  { name: 'apple', label: /^(?:icloud|me|mac)\.com$/, share: 0.25 },
  { name: 'docomo', label: /^docomo\b/, share: 0.25 },
  { name: 'au', label: /^(?:ezweb|au)\.(?:ne\.jp|com)$/, share: 0.2 },
  { name: 'softbank', label: /(?:^|\.)(?:softbank|vodafone)\.(?:ne\.)?jp$/, share: 0.2 },
];

/** Of any other provider for the public. */
const PROVIDER_SHARE = 0.25;

let webmail: ReadonlySet<string> | undefined;

/** The provider for the public that a domain belongs to; null for a house: a firm, a school, a club. */
function providerOf(domain: string): { readonly name: string; readonly share: number } | null {
  const known = providers.find(({ label }) => label.test(domain));
  if (known) return known;
  webmail ??= new Set(webmailDomains);
  // ne.jp is for providers of network services.
  return webmail.has(domain) || /\.ne\.jp$/.test(domain) ? { name: domain, share: PROVIDER_SHARE } : null;
}

/** Whether addresses at a domain are for anybody who asks for one: there, nobody has a domain to themselves. */
export const isPublicProvider = (domain: string): boolean => providerOf(domain.toLowerCase()) !== null;

/** Both-sided chance of Kendall's rank correlation with alphabetical order, as strong as this, in a list without order. */
function sortedChance(keys: readonly string[]): number {
  const n = keys.length;
  let balance = 0;
  let ties = 0;
  for (const [i, a] of keys.entries()) {
    for (const b of keys.slice(i + 1)) {
      if (a === b) ties += 1;
      else balance += a < b ? 1 : -1;
    }
  }
  // Mostly ties: the keys order nothing.
  if (ties > (n * (n - 1)) / 4) return 1;
  const deviation = Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18);
  return Math.min(1, 2 * normalTail((Math.abs(balance) - 1) / deviation));
}

/** How often letters stand first in local parts and after that, in thousandths; rough, of Western and Japanese names. */
const firstLetters = {
  a: 90,
  b: 55,
  c: 65,
  d: 55,
  e: 35,
  f: 35,
  g: 40,
  h: 60,
  i: 40,
  j: 60,
  k: 75,
  l: 40,
  m: 95,
  n: 45,
};
const lastFirstLetters = { o: 25, p: 40, q: 2, r: 45, s: 85, t: 65, u: 10, v: 12, w: 25, x: 3, y: 35, z: 8 };
const laterLetters = {
  a: 130,
  b: 15,
  c: 25,
  d: 30,
  e: 85,
  f: 10,
  g: 20,
  h: 45,
  i: 95,
  j: 8,
  k: 50,
  l: 35,
  m: 45,
  n: 75,
};
const lastLaterLetters = { o: 75, p: 12, q: 1, r: 60, s: 50, t: 45, u: 45, v: 8, w: 12, x: 3, y: 25, z: 8 };
/** Any character that is no letter. */
const OTHER = 4;

type Shares = { readonly below: ReadonlyMap<string, number>; readonly of: (character: string) => number };
function sharesOf(letters: Readonly<Record<string, number>>): Shares {
  const ordered = [...'-.0123456789_abcdefghijklmnopqrstuvwxyz'];
  const total = ordered.reduce((sum, one) => sum + (letters[one] ?? OTHER), 0);
  const below = new Map<string, number>();
  let sum = 0;
  for (const one of ordered) {
    below.set(one, sum / total);
    sum += letters[one] ?? OTHER;
  }
  return { below, of: (character) => (letters[character] ?? OTHER) / total };
}
const first = sharesOf({ ...firstLetters, ...lastFirstLetters });
const later = sharesOf({ ...laterLetters, ...lastLaterLetters });

/** About which share of all local parts comes before this one in alphabetical order. */
function shareBefore(local: string): number {
  let width = 1;
  let sum = 0;
  for (const [i, character] of [...local.slice(0, 12)].entries()) {
    const shares = i === 0 ? first : later;
    sum += width * (shares.below.get(character) ?? 0);
    width *= shares.of(character);
  }
  return sum;
}

/**
 * Chance that an ordinary list lies in so short a stretch of the alphabet, if it is in order; 1 when it is not dense:
 * people keep their lists in order, and mail programs do it for them.
 */
function walkChance(locals: readonly string[]): number {
  const sorted = [...locals].sort();
  const n = locals.length;
  const stretch = Math.max(1e-9, shareBefore(sorted[n - 1] ?? '') - shareBefore(sorted[0] ?? ''));
  if (n / stretch < DENSE_LIST) return 1;
  return Math.min(1, Math.max(sortedChance(locals), n * stretch ** (n - 1)));
}

/** Chance of so many local parts (or hosts) that share a beginning. */
function similarChance(words: readonly string[]): number {
  const n = words.length;
  const pairs = (n * (n - 1)) / 2;
  // Three alike make three pairs and are one family: what counts is how many begin as one before them did.
  const followers = (length: number) => n - new Set(words.map((word) => word.slice(0, length))).size;
  const chance = (length: number, share: number) => {
    const count = followers(length);
    return count < ALIKE_SHARE * n ? 1 : poissonTail(count, pairs * share);
  };
  return Math.min(1, 2 * Math.min(chance(2, SHARED_TWO), chance(3, SHARED_THREE)));
}

/** Chance of so many recipients at one provider. Of one house people are written to together: that is no pattern. */
function sameDomainChance(domains: readonly string[]): number {
  const counts = new Map<string, { count: number; share: number }>();
  for (const domain of domains) {
    const provider = providerOf(domain);
    if (!provider) continue;
    const known = counts.get(provider.name) ?? { count: 0, share: provider.share };
    counts.set(provider.name, { ...known, count: known.count + 1 });
  }
  const chances = [...counts.values()].map(({ count, share }) => binomialTail(count, domains.length, share));
  return Math.min(1, ...chances);
}

type Parts = { readonly local: string; readonly domain: string };
const partsOf = (address: string): Parts => ({
  local: address.slice(0, address.lastIndexOf('@')),
  domain: address.slice(address.lastIndexOf('@') + 1),
});

/** The local part without what houses and families share by custom: an initial with its separator (`k-abe`, `k.abe`). */
const withoutInitial = (local: string) => local.replace(/^([a-z])[._-](?=[a-z])/, '$1');

/** So many of one whole name (`hayashi-k`, `hayashi-m`) say nothing: a family, or a name that many have. */
const NAMESAKES = 4;

/** The words that may be compared with each other. */
function comparable(all: readonly Parts[]): string[] {
  const words = new Set<string>();
  for (const { local, domain } of all) {
    const word = withoutInitial(local);
    // Houses number their mailboxes, so there numbers are left out.
    words.add(`${providerOf(domain) ? word : word.replace(/\d+/g, '')}@${domain}`);
  }
  const namesakes = new Map<string, number>();
  return [...words]
    .map((word) => partsOf(word).local)
    .filter((word) => {
      const [name] = /^[a-z]{3,}(?=[._\-\d])/.exec(word) ?? [];
      if (name === undefined) return true;
      const before = namesakes.get(name) ?? 0;
      namesakes.set(name, before + 1);
      return before === 0 || before >= NAMESAKES;
    });
}

/** Members of one family, or of one club, that number their mailboxes at providers for the public. */
const MOST_NUMBERED = 6;

/** Whether all that is alike is one whole word before a separator or number, in no order: a family. */
function isFamily(locals: readonly string[]): boolean {
  // One name with a number each, and no end of them: somebody counts.
  if (new Set(locals.filter((local) => /^[a-z]{3,}\d{2,}$/.test(local))).size > MOST_NUMBERED) return false;
  const [word] = /^[a-z]{3,}/.exec(locals[0] ?? '') ?? [];
  if (word === undefined || sortedChance(locals) < NAMED_BELOW) return false;
  // The same name asked for at one provider after another is a walk too.
  if (2 * new Set(locals).size < locals.length) return false;
  return locals.every((local) => local.startsWith(word) && !/^[a-z]/.test(local.slice(word.length)));
}

/** Recipients of whom something can be said: not the sender's house, nor who bears the sender's name. */
function strangersAmong(all: readonly Parts[], sender: string | null): readonly Parts[] {
  if (sender === null) return all;
  const { local, domain } = partsOf(sender.toLowerCase());
  const house = providerOf(domain) ? null : organisationOf(domain);
  const [name] = /^[a-z]{4,}(?=[._-])|(?<=[._-])[a-z]{4,}$/.exec(local) ?? [];
  return all.filter(
    (one) =>
      (house === null || organisationOf(one.domain) !== house) &&
      (name === undefined || !one.local.split(/[._\-\d]/).includes(name)),
  );
}

const nothing = (count: number): Omit<Recipients, 'named'> => ({ count, pattern: 'none', p: 1 });

/** Looks at different addresses in the order given. */
export function examineRecipients(addresses: readonly string[], sender: string | null): Omit<Recipients, 'named'> {
  const all = [...new Set(addresses.map((address) => address.toLowerCase()))];
  const step = Math.max(1, all.length / MOST);
  const unique = all.length <= MOST ? all : Array.from({ length: MOST }, (_, i) => all[Math.floor(i * step)] ?? '');
  const strangers = strangersAmong(unique.map(partsOf), sender);
  // Where most are colleagues or relatives, so are the others.
  if (strangers.length < FEWEST || 2 * strangers.length < unique.length) return nothing(all.length);
  const domains = strangers.map(({ domain }) => domain);
  const locals = strangers.map(({ local }) => local);
  const words = comparable(strangers);
  // One house under several endings (firm.de, firm.jp), or its machines, is one name.
  const houses = domains.filter((domain) => !providerOf(domain)).map((domain) => organisationOf(domain) ?? domain);
  const hosts = [...new Set(houses.map((house) => house.split('.', 1)[0] ?? house))];
  const similar = words.length < FEWEST || isFamily(locals) ? 1 : similarChance(words);
  const found: { pattern: Pattern; chance: number }[] = [
    { pattern: 'sorted', chance: words.length < FEWEST ? 1 : walkChance(locals) },
    {
      pattern: 'similar',
      chance: hosts.length >= FEWEST ? Math.min(1, 2 * Math.min(similar, similarChance(hosts))) : similar,
    },
    { pattern: 'same-domain', chance: Math.max(ONE_PROVIDER, sameDomainChance(domains)) },
  ];
  const best = found.reduce((a, b) => (b.chance < a.chance ? b : a));
  // The model of an ordinary list is not good enough to tell smaller chances apart.
  const p = Math.max(1e-6, Math.min(1, 3 * best.chance));
  return { count: all.length, pattern: p < NAMED_BELOW ? best.pattern : 'none', p };
}

/** Share of recipients written with a name above which a list was not guessed. */
const NAMED_SHARE = 0.8;

const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** Whether anything but the address itself stands beside it. */
const hasWords = ({ name, address }: Mailbox): boolean =>
  /\p{L}/u.test(letters(name)) && letters(name) !== letters(address);

/** Whether a name stands before the address that its local part does not simply repeat. */
const isNamed = (mailbox: Mailbox): boolean =>
  hasWords(mailbox) && letters(mailbox.name) !== letters(mailbox.address.slice(0, mailbox.address.lastIndexOf('@')));

/** Whether a visible recipient list shows a name beside this address. */
export function namedBeside(headers: readonly HeaderField[], address: string): boolean {
  return headers
    .filter(({ key }) => key === 'to' || key === 'cc' || key === 'apparently-to')
    .flatMap(({ value }) => parseMailboxes(value))
    .some((mailbox) => mailbox.address.toLowerCase() === address.toLowerCase() && hasWords(mailbox));
}

/** The visible recipients of a message. */
export function recipientsOf(headers: readonly HeaderField[]): Recipients {
  const lists = headers.filter(({ key }) => key === 'to' || key === 'cc' || key === 'apparently-to');
  const mailboxes = lists.flatMap(({ value }) => parseMailboxes(value));
  const addresses = mailboxes.map(({ address }) => address);
  const [sender] = parseMailboxes(headerValue(headers, 'from') ?? '');
  const recipients = examineRecipients(addresses, sender?.address ?? null);
  // Who guesses addresses knows no names: an address book in order, a family of one name.
  const named = mailboxes.filter(hasWords).length;
  const known = mailboxes.filter(isNamed).length >= NAMED_SHARE * mailboxes.length;
  return known && recipients.pattern !== 'none'
    ? { ...recipients, named, pattern: 'none', p: 1 }
    : { ...recipients, named };
}
