// Do the visible recipients look like a list that a machine made? Each pattern is compared with chance: `p` is how often
// an ordinary list, written by a person, would look like this or more so.

import { type HeaderField, headerValue } from './header.ts';
import { type Mailbox, parseMailboxes } from './mailbox-list.ts';
import { organisationOf } from './trust.ts';

export type Pattern = 'none' | 'sorted' | 'similar' | 'same-domain';

export type Recipients = {
  /** Different visible addresses in To and Cc. */
  readonly count: number;
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

/** Chance that two strangers' local parts share their first two characters; [assumption] above what large lists show. */
const SHARED_TWO = 0.015;
/** The same for three characters. */
const SHARED_THREE = 0.005;

/**
 * Share of one provider among the recipients of an ordinary list: [assumption], rounded up, so that the test errs
 * towards saying nothing. Names are first labels: providers hold many country domains.
 */
const providers: readonly { readonly name: string; readonly label: RegExp; readonly share: number }[] = [
  { name: 'gmail', label: /^(?:gmail|googlemail)\b/, share: 0.4 },
  { name: 'microsoft', label: /^(?:hotmail|outlook|live|msn|windowslive)\b/, share: 0.2 },
  { name: 'yahoo', label: /^(?:yahoo|ymail|rocketmail|ybb)\b/, share: 0.25 },
  { name: 'aol', label: /^(?:aol|netscape|aim)\b/, share: 0.15 },
  { name: 'apple', label: /^(?:icloud|me|mac)\.com$/, share: 0.15 },
  { name: 'docomo', label: /^docomo\b/, share: 0.25 },
  { name: 'au', label: /^(?:ezweb|au)\.(?:ne\.jp|com)$/, share: 0.2 },
  { name: 'softbank', label: /(?:^|\.)(?:softbank|vodafone)\.(?:ne\.)?jp$/, share: 0.2 },
];

/** Colleagues and members of one house are often written to together. */
const HOUSE_SHARE = 0.5;

/** ln n! by Stirling's series; exact enough (1e-8) from n = 0. */
function logFactorial(n: number): number {
  if (n < 10) {
    let product = 1;
    for (let i = 2; i <= n; i += 1) product *= i;
    return Math.log(product);
  }
  const x = n + 1;
  return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * x) - 1 / (360 * x ** 3);
}

/** P(X ≥ k) for n trials of chance q. */
function binomialTail(k: number, n: number, q: number): number {
  let sum = 0;
  for (let i = k; i <= n; i += 1) {
    sum += Math.exp(
      logFactorial(n) - logFactorial(i) - logFactorial(n - i) + i * Math.log(q) + (n - i) * Math.log1p(-q),
    );
  }
  return Math.min(1, sum);
}

/** P(X ≥ k) for a Poisson mean. */
function poissonTail(k: number, mean: number): number {
  let below = 0;
  for (let i = 0; i < k; i += 1) below += Math.exp(i * Math.log(mean) - mean - logFactorial(i));
  return Math.max(0, Math.min(1, 1 - below)) || Math.exp(k * Math.log(mean) - mean - logFactorial(k));
}

/** P(Z ≥ z), by Abramowitz and Stegun 26.2.17. */
function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const poly = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * poly;
}

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

/** Chance of so many local parts (or hosts) that share a beginning. */
function similarChance(words: readonly string[]): number {
  const pairs = (words.length * (words.length - 1)) / 2;
  const shared = (length: number) => {
    const counts = new Map<string, number>();
    for (const word of words) counts.set(word.slice(0, length), (counts.get(word.slice(0, length)) ?? 0) + 1);
    let sum = 0;
    for (const count of counts.values()) sum += (count * (count - 1)) / 2;
    return sum;
  };
  // Pairs are not independent: three alike make three pairs. Counting at most n keeps one family from deciding.
  const two = poissonTail(Math.min(shared(2), 2 * words.length), pairs * SHARED_TWO);
  const three = poissonTail(Math.min(shared(3), 2 * words.length), pairs * SHARED_THREE);
  return Math.min(1, 2 * Math.min(two, three));
}

/** Chance of so many recipients at one provider or house. Writing to one's own house is no pattern. */
function sameDomainChance(domains: readonly string[], senderHouse: string | null): number {
  const counts = new Map<string, { count: number; share: number }>();
  for (const domain of domains) {
    const provider = providers.find(({ label }) => label.test(domain));
    const house = organisationOf(domain);
    if (!provider && house === senderHouse) continue;
    const key = provider?.name ?? domain;
    const known = counts.get(key) ?? { count: 0, share: provider?.share ?? HOUSE_SHARE };
    counts.set(key, { ...known, count: known.count + 1 });
  }
  const chances = [...counts.values()].map(({ count, share }) => binomialTail(count, domains.length, share));
  return Math.min(1, ...chances);
}

/** Looks at different addresses in the order given. */
export function examineRecipients(addresses: readonly string[], sender: string | null): Recipients {
  const all = [...new Set(addresses.map((address) => address.toLowerCase()))];
  const step = Math.max(1, all.length / MOST);
  const unique = all.length <= MOST ? all : Array.from({ length: MOST }, (_, i) => all[Math.floor(i * step)] ?? '');
  if (unique.length < FEWEST) return { count: all.length, pattern: 'none', p: 1 };
  const locals = unique.map((address) => address.slice(0, address.lastIndexOf('@')));
  const domains = unique.map((address) => address.slice(address.lastIndexOf('@') + 1));
  const senderHouse = sender === null ? null : organisationOf(sender.slice(sender.lastIndexOf('@') + 1).toLowerCase());
  const hosts = [...new Set(domains)].filter((domain) => !providers.some(({ label }) => label.test(domain)));
  const found: { pattern: Pattern; chance: number }[] = [
    { pattern: 'sorted', chance: Math.min(1, 2 * Math.min(sortedChance(unique), sortedChance(domains))) },
    {
      pattern: 'similar',
      chance:
        hosts.length >= FEWEST
          ? Math.min(1, 2 * Math.min(similarChance(locals), similarChance(hosts)))
          : similarChance(locals),
    },
    { pattern: 'same-domain', chance: sameDomainChance(domains, senderHouse) },
  ];
  const best = found.reduce((a, b) => (b.chance < a.chance ? b : a));
  // The model of an ordinary list is not good enough to tell smaller chances apart.
  const p = Math.max(1e-6, Math.min(1, 3 * best.chance));
  return { count: all.length, pattern: p < NAMED_BELOW ? best.pattern : 'none', p };
}

/** Share of recipients written with a name above which a list was not guessed. */
const NAMED_SHARE = 0.8;

/** Whether a name stands before the address that its local part does not simply repeat. */
function isNamed({ name, address }: Mailbox): boolean {
  const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const plain = letters(name);
  return (
    /\p{L}/u.test(plain) && plain !== letters(address) && plain !== letters(address.slice(0, address.lastIndexOf('@')))
  );
}

/** The visible recipients of a message. */
export function recipientsOf(headers: readonly HeaderField[]): Recipients {
  const lists = headers.filter(({ key }) => key === 'to' || key === 'cc' || key === 'apparently-to');
  const mailboxes = lists.flatMap(({ value }) => parseMailboxes(value));
  const addresses = mailboxes.map(({ address }) => address);
  const [sender] = parseMailboxes(headerValue(headers, 'from') ?? '');
  const recipients = examineRecipients(addresses, sender?.address ?? null);
  // Who guesses addresses knows no names: an address book in order, a family of one name.
  const named = mailboxes.filter(isNamed).length >= NAMED_SHARE * mailboxes.length;
  return named && recipients.pattern !== 'none' ? { ...recipients, pattern: 'none', p: 1 } : recipients;
}
