// An address that its owner marked for us: `hanako+aoba@…`, or `aoba@…` at a domain of their own. Mailboxes take whatever
// stands behind the plus sign, so people write there whom they gave the address to. @see RFC 5233, subaddressing

import { isPublicProvider } from '../mail/recipients.ts';
import { domainOf, localPart, parseAddress } from '../vocabulary/address.ts';
import type { Claim, Organisation } from '../vocabulary/case-file.ts';

export type Tag = {
  readonly tag: string;
  /** Whether whoever knows our name, or that of the form, would think of it. */
  readonly guessable: boolean;
};

/** Words that many names of companies, forms and mail domains have: as a tag they name nobody. */
const common = new Set(
  'shop store mail email news newsletter info inc ltd llc corp company group service services online japan tokyo form survey contact support member members customer test spam the and www web net com'.split(
    ' ',
  ),
);
/** Shorter words are in too many names. */
const SHORTEST_WORD = 3;
const LONGEST_TAG = 64;

const lettersOf = (text: string) => text.normalize('NFKC').toLowerCase();
const wordsIn = (text: string): readonly string[] => lettersOf(text).match(/[a-z0-9]{1,64}/g) ?? [];

/** What a tag for us would say: our name, the form's, our domains without their ending; each word, and all words together. */
function ownWords({ name, sendsFrom }: Organisation, form: string | null): ReadonlySet<string> {
  const labels = sendsFrom.filter((one) => /[a-z]/i.test(one)).flatMap((domain) => domain.split('.').slice(0, -1));
  const texts = [name?.en ?? '', name?.ja ?? '', form ?? '', ...labels].map(wordsIn);
  const words = texts.flatMap((text) => [...text, text.join('')]);
  return new Set(words.filter((word) => word.length >= SHORTEST_WORD && !common.has(word) && !/^\d+$/.test(word)));
}

/** Letters and digits mixed, as programs make them: not a word with a year behind it. */
const looksRandom = (tag: string) =>
  tag.length >= 6 && /^[a-z0-9]+$/.test(tag) && /\d[a-z]|[a-z]\d[a-z]/.test(tag) && !/^[a-z]+\d{1,4}$/.test(tag);

const namesOwner = (domain: string, word: string): boolean =>
  word.length >= SHORTEST_WORD &&
  wordsIn(domain.slice(0, domain.lastIndexOf('.'))).some((label) => label.includes(word));

const isNamed = (name: string | null, words: readonly string[]): boolean =>
  wordsIn(name ?? '').some((word) => words.includes(word));

/**
 * The tag by which the complaint's address is marked as given to us; null where it has none, or one that marks it for
 * somebody else, or for nobody in particular (`+news`): what a person meant by such a word is not known.
 */
export function tagForUs({ address, form, firstUseClaimed, name }: Claim, organisation: Organisation): Tag | null {
  const read = parseAddress(address);
  if (!read) return null;
  const local = localPart(read);
  const plus = local.indexOf('+');
  // Whoever has a domain of their own needs no plus sign; that the address is for us, they must say.
  const own = plus < 0 && firstUseClaimed === true && !isPublicProvider(domainOf(read));
  const tag = plus > 0 || own ? lettersOf(local.slice(plus + 1, plus + 1 + LONGEST_TAG)) : '';
  const words = wordsIn(tag);
  const ours = ownWords(organisation, form);
  // A single word may be the name of somebody at a domain of many; several are a label, so is our own name beside another
  // domain, and a domain may bear its owner's name.
  const namesUs = words.some((word) => ours.has(word) && !namesOwner(domainOf(read), word)) && !isNamed(name, words);
  const isLabel =
    !own || words.length > 1 || namesUs || wordsIn(name ?? '').some((word) => namesOwner(domainOf(read), word));
  if (!isLabel) return null;
  if ([...words, words.join('')].some((word) => ours.has(word.replace(/\d{1,8}$/, '')) || ours.has(word)))
    return { tag, guessable: true };
  // What is made by a program tells by itself of no place: the customer says that it was this one.
  return looksRandom(words.join('')) && firstUseClaimed === true ? { tag, guessable: false } : null;
}
