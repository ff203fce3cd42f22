// What reached the customer, where it was not mail: one name for letters, report and first look alike.
import type { CaseFile, ContactedBy } from './case-file.ts';
import type { Both } from './finding.ts';

/** `such`: "these unwanted calls". */
type ContactName = { readonly what: Both; readonly such: Both; readonly first: Both };

export const contactNames: Readonly<Record<ContactedBy | 'mail', ContactName>> = {
  mail: {
    what: { ja: '迷惑メール', en: 'spam' },
    such: { ja: 'この迷惑メール', en: 'this spam' },
    first: { ja: '最初の迷惑メール', en: 'first spam' },
  },
  phone: {
    what: { ja: '迷惑電話', en: 'unwanted calls' },
    such: { ja: 'この迷惑電話', en: 'these unwanted calls' },
    first: { ja: '最初の迷惑電話', en: 'first unwanted call' },
  },
  text_message: {
    what: { ja: '迷惑なSMS', en: 'unwanted text messages' },
    such: { ja: 'この迷惑なSMS', en: 'these unwanted text messages' },
    first: { ja: '最初の迷惑なSMS', en: 'first unwanted text message' },
  },
  post: {
    what: { ja: '心当たりのない郵便物', en: 'unwanted post' },
    such: { ja: 'この心当たりのない郵便物', en: 'this unwanted post' },
    first: { ja: '最初の心当たりのない郵便物', en: 'first unwanted post' },
  },
  several: {
    what: { ja: '心当たりのない連絡', en: 'unwanted contact' },
    such: { ja: 'この心当たりのない連絡', en: 'this unwanted contact' },
    first: { ja: '最初の心当たりのない連絡', en: 'first unwanted contact' },
  },
};

const aboutMail: ReadonlySet<string> = new Set(['mail-origin', 'form-values-in-spam', 'real-name-in-spam']);

/** Undefined where mail is what reached them, or may be: a sample that was handed in is mail, whatever the claim says. */
export function contactedBy({
  claim,
  sources,
  facts,
  mailOrigin,
}: Pick<CaseFile, 'claim' | 'sources' | 'facts' | 'mailOrigin'>): ContactedBy | undefined {
  const mail =
    mailOrigin !== 'unknown' ||
    sources.some(({ kind }) => kind === 'spam') ||
    facts.some(({ kind }) => aboutMail.has(kind));
  return mail ? undefined : claim.contactedBy;
}

/** What reached them, as it is called. */
export const reachedBy = (input: Parameters<typeof contactedBy>[0]): ContactName =>
  contactNames[contactedBy(input) ?? 'mail'];
