// Companies that a mail names in what a person reads. A name proves nothing: anybody can write it.

/** Forms of a company, of which a mail writes one, another or none. */
const FORMS =
  /株式会社|有限会社|合同会社|合資会社|合名会社|一般社団法人|一般財団法人|公益社団法人|公益財団法人|\(株\)|\(有\)|\b(?:inc|llc|ltd|limited|plc|corp|corporation|company|co|gmbh|ag|sarl|bv|pty|pte|llp|kk)\b\.?/g;
/** Fewer letters, or signs of Japanese, stand in any mail by accident. */
const LEAST_LATIN = 5;
const LEAST_OTHER = 3;
/** Whoever sends a mailing through a service bears its name in the last lines, with whatever it sends. */
const SENT_WITH =
  /\b(?:powered|sent|delivered|secured|hosted)\s+(?:to you\s+)?(?:by|with|via|through|using|on)\s+[^\n]{0,80}/g;
/** Companies looked for in one mail. */
const MOST_COMPANIES = 1000;

const folded = (text: string): string => text.normalize('NFKC').toLowerCase();
const plain = (text: string): string => text.replace(/[\s.,、。・&'’“”"()「」『』\-–—]+/gu, ' ').trim();

/** Whether it stands there as words of its own; Japanese is written without breaks. */
function stands(text: string, name: string): boolean {
  const isWordSign = (sign: string | undefined) => sign !== undefined && /[\p{Script=Latin}\d]/u.test(sign);
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const before = isWordSign(text[at - 1]) && isWordSign(name[0]);
    const after = isWordSign(text[at + name.length]) && isWordSign(name.at(-1));
    if (!before && !after) return true;
  }
  return false;
}

/** What is looked for of a company's name; undefined where too little is left of it. */
function soughtOf(name: string): string | undefined {
  const sought = plain(folded(name).replace(FORMS, ' '));
  const least = /^[\u0020-\u007e]+$/.test(sought) ? LEAST_LATIN : LEAST_OTHER;
  return [...sought.replaceAll(' ', '')].length >= least ? sought : undefined;
}

/**
 * Which companies a mail names.
 *
 * @param text what a person reads of the mail, or one part of it
 * @param companies the names of each, e.g. in two languages
 * @returns positions in `companies`
 */
export function namedCompanies(text: string, companies: readonly (readonly string[])[]): number[] {
  const read = plain(folded(text).replace(SENT_WITH, ' '));
  return companies.slice(0, MOST_COMPANIES).flatMap((names, at) =>
    names.some((name) => {
      const sought = soughtOf(name);
      return sought !== undefined && stands(read, sought);
    })
      ? [at]
      : [],
  );
}
