// What counts as a mail address in running text, and what only looks like one.
import { createRequire } from 'node:module';
import type * as suffixes from 'tldts';

// Imported, its 200 kB would be scanned for the names they export at every start, which takes longer than to run them.
const { getPublicSuffix, parse } = createRequire(import.meta.url)('tldts') as typeof suffixes;

const label = '[A-Za-z0-9\\u00a1-\\u2fff\\u3005-\\u3007\\u3021-\\ud7ff\\uf900-\\ufdff-]{1,63}';
const top = '(?:[Xx][Nn]--[A-Za-z0-9-]{2,59}|[A-Za-z]{2,24}|[\\u00a1-\\u2fff\\u3041-\\ud7ff]{2,24})';
// Bounded and without nested quantifiers over the same letters: linear on hostile text.
const domainPattern = new RegExp(`(?:${label}\\.){1,8}${top}`, 'y');

/** Characters of the part before the @, and the most of them (RFC 5321 §4.5.3.1.1). */
const localLetter = /[A-Za-z0-9._+~'-]/;
const localFirst = /[A-Za-z0-9_]/;
const MOST_LOCAL = 64;

/** Where the part before an @ begins, at `floor` or after; `at` itself when there is none. */
function localStart(text: string, at: number, floor: number): number {
  const least = Math.max(floor, at - MOST_LOCAL);
  let start = at;
  while (start > least && localLetter.test(text.charAt(start - 1))) start -= 1;
  while (start < at && !localFirst.test(text.charAt(start))) start += 1;
  return start;
}

export type Match = { readonly address: string; readonly from: number; readonly to: number };

const fileEndings = new Set(
  'png jpg jpeg gif webp svg avif ico bmp css js mjs cjs ts tsx jsx json html htm xhtml php asp aspx jsp cgi pdf woff woff2 ttf otf eot map xml txt mp4 webm mp3 wasm scss less vue gz tgz yml yaml lock exe dll'.split(
    ' ',
  ),
);
/** Names of RFC 2606 and 6762 that stand in no list of public suffixes. */
const reserved = new Set(['example', 'test', 'invalid', 'localhost', 'local', 'internal', 'lan', 'corp', 'intra']);

const knownDomains = new Map<string, string | undefined>();

/** The domain in lower-case A-labels; undefined when no mail could go there. */
export function mailDomain(text: string): string | undefined {
  if (knownDomains.has(text)) return knownDomains.get(text);
  const result = readDomain(text);
  if (knownDomains.size < 4096) knownDomains.set(text, result);
  return result;
}

function readDomain(text: string): string | undefined {
  if (text.length > 253 || text.split('.').some((part) => part === '' || part.startsWith('-') || part.endsWith('-'))) {
    return undefined;
  }
  if (!URL.canParse(`http://${text}`)) return undefined;
  // Versions of packages: `name@1.2.3-beta.jp`.
  if (/^\d{1,5}\.\d{1,5}\./.test(text)) return undefined;
  const domain = new URL(`http://${text}`).hostname;
  const ending = domain.slice(domain.lastIndexOf('.') + 1);
  if (!domain.includes('.') || fileEndings.has(ending) || /^[\d.]+$/.test(domain)) return undefined;
  if (reserved.has(ending)) return domain;
  // Only what the list of public suffixes knows can receive mail: `foo@bar.prototype` in a script cannot.
  return parse(domain).isIcann && getPublicSuffix(domain) !== domain ? domain : undefined;
}

/** Sample text that people put in forms and manuals. */
const sampleLocal =
  /^(?:you|your|yours|your[._-]?name|your[._-]?email|name|user|username|someone|somebody|email|mail|address|xxx+|foo|hoge|sample|example)$/i;
const sampleDomain =
  /^(?:(?:mail\.)?example\.(?:com|org|net|jp|co\.jp|ne\.jp)|(?:your)?-?(?:domain|company|email|site)\.(?:com|jp|co\.jp|org|net|tld)|xxx+\.[a-z.]+)$/;

/** Names that Japan's forms and those of others fill in to show what is asked for. */
const shownLocal =
  /^(?:your?(?:[._-]?(?:name|mail|e-?mail|address|account|id))?|name|user(?:name)?|e-?mail|mail|address|account|abc\d{0,4}|xxx+|aaa+|foo|bar|hoge|sample|example|test|(?:yamada|suzuki|tanaka|sato|satou|taro|tarou|hanako|jiro|jane|john|joe|doe|smith)(?:[._-]?(?:yamada|suzuki|tanaka|sato|taro|tarou|hanako|jiro|jane|john|joe|doe|smith))?)$/i;

/** Whether an address in an empty field only shows what to write there. */
export const isPlaceholder = (address: string) => shownLocal.test(address.slice(0, address.lastIndexOf('@')));

/** What stands before an address that only shows how one looks. */
const exampleBefore =
  /(?:例|入力例|記入例|サンプル|見本|for example|e\.g\.|such as|sample|format)[)）\]】]?\s{0,3}[:：,、]?\s{0,3}["「『'(]?$|(?:例えば|たとえば)[、,]?\s{0,3}["「『]?$/i;

/** @param before the text up to the address */
export function isSample(address: string, before = ''): boolean {
  const at = address.lastIndexOf('@');
  return (
    sampleDomain.test(address.slice(at + 1)) &&
    (sampleLocal.test(address.slice(0, at)) || exampleBefore.test(before.slice(-30)))
  );
}

/** Every address in the text as it stands. Looks outward from each "@": letters without one cost nothing. */
export function addressesIn(text: string): readonly Match[] {
  const found: Match[] = [];
  let floor = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', Math.max(at + 1, floor))) {
    const start = localStart(text, at, floor);
    if (start === at) continue;
    domainPattern.lastIndex = at + 1;
    const domain = domainPattern.exec(text)?.[0];
    const read = domain === undefined ? undefined : readMatch(text, start, text.slice(start, at + 1) + domain);
    if (!read) continue;
    found.push(read);
    floor = read.to;
  }
  return found;
}

/** Mails are named as mailboxes are: archives are full of these names, and nobody reads mail there. */
const idField =
  /(?:message-id|in-reply-to|references|content-id)["']?[ \t]{0,3}[:=][ \t]{0,3}["']?(?:<[^<>\s]{1,200}>\s{1,3})*<$/i;

function readMatch(text: string, start: number, whole: string): Match | undefined {
  let from = start;
  const at = start + whole.indexOf('@');
  // An apostrophe inside is O'Brien's; otherwise it is a quotation mark.
  const quote = from + text.slice(from, at).lastIndexOf("'");
  if (quote >= from && !/^[a-z]'[a-z]{3}/i.test(text.slice(from, at))) from = quote + 1;
  while (from < at && /[.+~-]/.test(text.charAt(from))) from += 1;
  if (from >= at) return undefined;
  const before = text.charAt(from - 1);
  // @user@host is a name on a social network; user@host in an address of a server is no mailbox.
  if (before === '@') return undefined;
  if (before === '/' && text.charAt(from - 2) === '/' && !/mailto:\/\/$/i.test(text.slice(Math.max(0, from - 9), from)))
    return undefined;
  if (before === ':' && /:\/\/[^\s/"'<>,;]{0,64}:$/.test(text.slice(Math.max(0, from - 70), from))) return undefined;
  let to = start + whole.length;
  const after = text.slice(to, to + 40);
  // user:password@proxy.example:8080
  if (before === ':' && /^:\d{2,5}(?!\d)/.test(after) && /[\w.-]:$/.test(text.slice(Math.max(0, from - 2), from)))
    return undefined;
  if (/^:[\w~.-]*[\w~-]\/|^:[\w-]+\.git|^:[/~](?!\/)/.test(after)) return undefined;
  // a@b.example.5 and a@b.example@c go on: not what they seem.
  if (after.startsWith('@')) return undefined;
  if (idField.test(text.slice(Math.max(0, from - 300), from))) return undefined;
  const domainText = beforeSentence(text.slice(at + 1, to));
  const domain = domainText === undefined ? undefined : mailDomain(domainText);
  if (domainText === undefined || domain === undefined) return undefined;
  to = at + 1 + domainText.length;
  return { address: `${text.slice(from, at)}@${domain}`, from, to };
}

/**
 * A sentence that goes on without a blank: "foo@mail.example.See", "foo@mail.exampleまで。担当" (the full stop reads as a
 * dot). Labels that can be its words are cut from the end until a domain is left.
 */
function beforeSentence(text: string): string | undefined {
  let domain = text;
  while (mailDomain(domain) === undefined) {
    const cut = domain.lastIndexOf('.');
    const last = domain.slice(cut + 1);
    const foreign = last.search(/[^A-Za-z0-9-]/);
    if (foreign > 0) domain = domain.slice(0, cut + 1 + foreign);
    else if (cut > 0 && (foreign === 0 || (/^[A-Z]/.test(last) && domain === text))) domain = domain.slice(0, cut);
    else return undefined;
  }
  return domain;
}
