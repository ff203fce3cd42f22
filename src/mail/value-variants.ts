// What people write for one answer: a firm without its legal form, a street cut short, an umlaut in two letters, an address
// without the house's name. Values come folded, and so do the variants.

const legalForm =
  /(?:株式会社|有限会社|合同会社|合資会社|合名会社|一般社団法人|医療法人|\((?:株|有|同|資|名|社|医)\))|(?<![\p{L}\p{N}])(?:ltd|limited|inc|incorporated|llc|plc|corp|corporation|company|co|gmbh|ag|kg|s\.?a|s\.?l|s\.?r\.?l|b\.?v|pty)(?![\p{L}\p{N}])\.?/gu;

/** The name of a firm alone; undefined when no legal form stands with it. */
export function withoutLegalForm(folded: string): string | undefined {
  const name = folded.replace(legalForm, ' ').trim();
  return name !== folded.trim() && name !== '' ? name : undefined;
}

const streets: readonly (readonly [long: RegExp, ...short: string[]])[] = [
  [/(?<=\p{L})strasse(?!\p{L})/u, 'str'],
  [/(?<=\p{L})str(?!\p{L})/u, 'strasse'],
  [/(?<!\p{L})street(?!\p{L})/u, 'st'],
  [/(?<!\p{L})road(?!\p{L})/u, 'rd'],
  [/(?<!\p{L})avenue(?!\p{L})/u, 'ave', 'av'],
  [/(?<!\p{L})crescent(?!\p{L})/u, 'cres'],
  [/(?<!\p{L})drive(?!\p{L})/u, 'dr'],
  [/(?<!\p{L})lane(?!\p{L})/u, 'ln'],
  [/(?<!\p{L})court(?!\p{L})/u, 'ct'],
  [/(?<!\p{L})boulevard(?!\p{L})/u, 'blvd', 'bd'],
  [/(?<!\p{L})place(?!\p{L})/u, 'pl'],
  [/(?<!\p{L})square(?!\p{L})/u, 'sq'],
  [/(?<!\p{L})terrace(?!\p{L})/u, 'ter'],
  [/(?<!\p{L})calle(?!\p{L})/u, 'c'],
  [/(?<!\p{L})av(?:e|enue)?(?!\p{L})/u, 'avenue'],
];

/** Street and number of an address in Latin letters, whole and cut short; none for what is no such address. */
export function streetsIn(folded: string): readonly string[] {
  const [street = ''] = folded.split(/[,\n]/, 1);
  const words = street.match(/[\p{L}\p{N}]+/gu) ?? [];
  const isStreet = /^\d{1,5}[a-z]? |\s\d{1,5}[a-z]?$/.test(street.trim()) && words.length >= 2;
  if (!isStreet || !/^[\p{Script=Latin}\p{N}\s.'’-]+$/u.test(street) || !/\p{L}{4}/u.test(street)) return [];
  const [long, ...others] = streets.find(([one]) => one.test(street)) ?? [];
  const whole = folded.includes(',') ? [street] : [];
  return long ? [...whole, ...others.map((other) => street.replace(long, other))] : whole;
}

/** An address of Japan up to its last block number, without the house and room that follow it. */
export function withoutHouse(folded: string): string | undefined {
  const [, address = '', house = ''] = /^([^\d]{3,40}\d{1,4}(?:-\d{1,4}){1,3})(.*)$/su.exec(folded) ?? [];
  return house !== '' && /[都道府県市区町村郡]/.test(address) && /^[\s\p{L}]/u.test(house) ? address : undefined;
}

/** Umlauts in two letters: Jürgen as Juergen. The value as it was written, for folding takes the points off. */
export function withoutUmlauts(written: string): string | undefined {
  const text = written.normalize('NFC').toLowerCase();
  return /[äöü]/.test(text) ? text.replace(/ä/g, 'ae').replace(/ö/g, 'oe').replace(/ü/g, 'ue') : undefined;
}

/** Words of a name with the family's before a comma ("O’Sullivan, Margaret"), as a pattern; null for what is no such name. */
export function familyFirst(words: readonly string[]): RegExp | null {
  if (words.length < 2 || words.length > 4 || !words.every((word) => /^[a-z]{1,20}$/.test(word))) return null;
  const orders = words.slice(1).map((_, at) => {
    const [given, family] = [words.slice(0, at + 1), words.slice(at + 1)];
    return `${family.join(`[ .'’-]{1,2}`)}, ?${given.join(`[ .'’-]{1,2}`)}`;
  });
  // Between two commas of a list it would be the end of one name and the beginning of another.
  return new RegExp(`(?:^|[\\n:;<>("]) {0,3}(?:${orders.join('|')})(?= {0,3}(?:$|[\\n:;<>)",.!]))`);
}
