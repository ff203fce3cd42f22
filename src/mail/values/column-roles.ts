// What a column of a register holds, where a form asks one thing in several: family's and given name, the pieces of a
// telephone number, the year of a birthday. Headings are told by their words, in any order, case and brackets.

/** Words of headings in the words that the roles are told by. */
const synonyms: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'last name':
      'surname lastname lname familyname nachname familienname apellido apellidos cognome sobrenome nom achternaam efternamn efternavn etternavn nazwisko prijmeni sukunimi фамилия sei',
    'first name':
      'forename firstname fname givenname vorname prenom nombre nombres nome voornaam fornamn fornavn imie jmeno etunimi имя mei',
    family: 'familien',
    number: 'no nr num housenumber hausnummer huisnummer husnummer nummer',
    year: 'yyyy yy y jahr annee ano anno birthyear',
    month: 'mm m monat mois mes mese birthmonth',
    day: 'dd d tag jour dia giorno birthday',
  }).flatMap(([to, words]) => words.split(' ').map((word) => [word, to] as const)),
);

/** One form of a heading: no case, width, accents or signs; CamelCase and snake_case as words. */
export function plainHeading(heading: string): string {
  return heading
    .slice(0, 60)
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u30a1-\u30f6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60))
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .replace(/ß/g, 'ss')
    .replace(/[^\p{L}\p{N}〒]+/gu, ' ')
    .replace(/(?<=[a-z])(?=\d)/g, ' ')
    .trim()
    .replace(/\p{L}+/gu, (word) => synonyms.get(word) ?? word);
}

export type Role =
  | 'family'
  | 'given'
  | 'middle'
  | 'era'
  | 'year'
  | 'month'
  | 'day'
  | 'prefecture'
  | 'city'
  | 'country'
  | 'postcode'
  | 'street'
  | 'house'
  | 'piece';

const roles: readonly (readonly [Role, RegExp])[] = [
  ['family', /姓(?!名)|氏(?!名)|苗字|名字|(?<![ぁ-ん])せい(?![ぁ-ん])|(?<![a-z])(?:last|family)(?![a-z])/g],
  [
    'given',
    /(?<![氏姓件品社])名(?![前字称簿])|下の名前|(?<![ぁ-ん])めい(?![ぁ-ん])|(?<![a-z])(?:first|given)(?![a-z])/g,
  ],
  ['middle', /みどる|(?<![a-z])(?:middle|second)(?![a-z])/g],
  ['era', /元号|年号|(?<![a-z])era(?![a-z])/g],
  ['year', /年|(?<![a-z])year(?![a-z])/g],
  ['month', /月|(?<![a-z])month(?![a-z])/g],
  ['day', /日|(?<![a-z])day(?![a-z])/g],
  [
    'prefecture',
    /都道府県|(?<!\p{L})県|(?<![a-z])(?:pref|prefecture|state|province|region|county|bundesland)(?![a-z])/gu,
  ],
  [
    'city',
    /市区?町村|市区郡?|(?<!\p{L})[市区](?!\p{L})|(?<![a-z])(?:city|town|ort|wohnort|stadt|ville|ciudad|citta|cidade|plaats|suburb|municipality)(?![a-z])/gu,
  ],
  ['country', /居住国|国名|(?<!\p{L})国(?!\p{L})|(?<![a-z])(?:country|land|pays|pais|paese)(?![a-z])/gu],
  [
    'postcode',
    /郵便番号|〒|(?<![a-z])(?:zip(?:code| code)?|post ?code|postal ?code|postleitzahl|plz|code postal|codigo postal|cap|cp)(?![a-z])/g,
  ],
  ['house', /(?<![a-z])house number(?![a-z])|^(?:street )?number$/g],
  [
    'street',
    /町名|町域|番地|丁目|建物|住所|(?<![a-z])(?:address|addr|street|strasse|rue|adresse|direccion|indirizzo|straat)(?![a-z])/g,
  ],
  // 電話番号1, tel_b, 郵便番号（上3桁）
  [
    'piece',
    /(?<!\d)0?[1-4](?!\d)(?=$| )|(?<![a-z])[a-c]$|[上前下後]\d?桁?$|\d桁$|市外(?:局番)?|市内(?:局番)?|加入者(?:番号)?|(?<= )番号$/g,
  ],
];

/** A role that a heading can have, and what else the heading says: of one thing, that is the same in every column. */
export type Reading = { readonly role: Role; readonly stem: string };

/** All roles that a heading can be read as; none for most. */
export function readingsOfHeading(heading: string): readonly Reading[] {
  const plain = plainHeading(heading);
  return roles.flatMap(([role, words]) =>
    [...plain.matchAll(words)].map(({ index, 0: found }) => ({
      role,
      stem: (plain.slice(0, index) + plain.slice(index + found.length)).replace(/\s+|西暦|和暦/g, ''),
    })),
  );
}

/** What a heading of a name says beside its role: how it is written. */
const manner =
  /name|お?名前|氏名|漢字|全角|半角|(?:ふり|よみ)?がな|かな|よみ|ろーま字|ろーまじ|kana|kanji|roman|romaji|ja|en/g;

/** Whether nothing but its role and its writing is in the heading of a name. */
export const isOnlyName = (stem: string) => stem.replace(manner, '') === '';
