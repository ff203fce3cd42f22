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

/** A picture of a screen, the export of a chat: handed in beside a complaint of messages, they are no mail. */
const noMailFile = /\.(?:txt|png|jpe?g|gif|heic|webp|pdf|xml|mp3|m4a|wav|mp4|mov)$/i;

/** What only a mail has, or what was found in one: words of the record stand in a chat as well. */
function isAboutMail({ kind, pointers = [] }: CaseFile['facts'][number]): boolean {
  if (kind === 'mail-origin') return true;
  if (kind !== 'form-values-in-spam' && kind !== 'real-name-in-spam') return false;
  return pointers.length === 0 || !pointers.every(({ path }) => noMailFile.test(path));
}

/** Undefined where mail is what reached them, or may be: a sample of mail that was handed in is mail, whatever the claim says. */
export function contactedBy({
  claim,
  sources,
  facts,
  mailOrigin,
}: Pick<CaseFile, 'claim' | 'sources' | 'facts' | 'mailOrigin'>): ContactedBy | undefined {
  const mail =
    mailOrigin !== 'unknown' ||
    sources.some(({ kind, path }) => kind === 'spam' && !noMailFile.test(path)) ||
    facts.some(isAboutMail);
  return mail ? undefined : claim.contactedBy;
}

/**
 * Why the ways are not weighed where it was no mail. The model counts ways of an e-mail address, made up by machines or lost
 * at a mail provider among them; of a telephone number it would give figures that nothing stands behind.
 */
export function whyNotWeighed(input: Parameters<typeof contactedBy>[0]): Both | null {
  const by = contactedBy(input);
  if (by === undefined) return null;
  const { what } = contactNames[by];
  return {
    ja: `重みは付けていません。お申し出は${what.ja}についてで、計算のもとになる頻度はメールアドレスのものしかありません。どの経路も、ありそうかどうかは分からないまま残っています`,
    en: `not weighed: the complaint is about ${what.en}, and the frequencies that weighing rests on are those of e-mail addresses only. Every way remains open, and how likely each is is not known`,
  };
}

/** What reached them, as it is called. */
export const reachedBy = (input: Parameters<typeof contactedBy>[0]): ContactName =>
  contactNames[contactedBy(input) ?? 'mail'];

/** Phrases about what reached the customer. Of what only mail can have, a sender or a sample, mail is spoken of as ever. */
const phrases = ({
  what,
  first,
}: ContactName): Readonly<Record<'ja' | 'en', readonly (readonly [string, string])[]>> => ({
  ja: [
    ['最初の迷惑メール', first.ja],
    ['迷惑メールが届いたからこそ', `${what.ja}があったからこそ`],
    ['届いたのに気付かれなかった、それ以前の迷惑メール', `気付かれなかった、それ以前の${what.ja}`],
  ],
  en: [
    ['first spam', first.en],
    ['only because spam came', `only because of ${what.en}`],
    ['earlier spam that was filtered or not noticed', `earlier ${what.en} that went unnoticed`],
  ],
});

/** What a question, a reason or a kind of fact says of spam, in the words of what did reach the customer. */
export function inNamesOfContact(text: Both, by: ContactedBy | undefined): Both {
  if (by === undefined) return text;
  const said = phrases(contactNames[by]);
  const reworded = (words: string, list: readonly (readonly [string, string])[]) =>
    list.reduce((made, [from, to]) => made.replaceAll(from, to), words);
  return { ja: reworded(text.ja, said.ja), en: reworded(text.en, said.en) };
}
