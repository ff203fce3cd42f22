// What people write for one answer: a firm without its legal form, an umlaut in two letters, an address
// without the house's name. Values come folded, and so do the variants.

/** Legal forms of Japan, and the kanji that stands for each in brackets. */
const forms: readonly (readonly [long: string, short: string])[] = [
  ['株式会社', '株'],
  ['有限会社', '有'],
  ['合同会社', '同'],
  ['合資会社', '資'],
  ['合名会社', '名'],
  ['公益社団法人', '公社'],
  ['一般社団法人', '一社'],
  ['公益財団法人', '公財'],
  ['一般財団法人', '一財'],
  ['医療法人社団', '医'],
  ['医療法人財団', '医'],
  ['医療法人', '医'],
  ['社会福祉法人', '福'],
  ['学校法人', '学'],
  ['宗教法人', '宗'],
  ['特定非営利活動法人', '特非'],
  ['npo法人', '特非'],
  ['社団法人', '社'],
  ['財団法人', '財'],
];
const shortForms = [...new Set(forms.map(([, short]) => short))];
const legalForm = new RegExp(
  `(?:${forms.map(([long]) => long).join('|')}|\\((?:${shortForms.join('|')})\\))|(?<![\\p{L}\\p{N}])(?:ltd|limited|inc|incorporated|llc|l\\.l\\.c|llp|sarl|sas|s\\.?p\\.?a|n\\.?v|ohg|gbr|aps|ab|pte|pvt|sdn|bhd|a\\/s|p\\.c|pllc|ltda|k\\.k|oy|kft|plc|corp|corporation|company|co|gmbh|ag|kg|s\\.?a|s\\.?l|s\\.?r\\.?l|b\\.?v|pty)(?![\\p{L}\\p{N}])\\.?`,
  'gu',
);

/** A firm by its name alone, and with its Japanese form before and behind it; undefined for what names no legal form. */
export function firmWritings(folded: string): { readonly name: string; readonly whole: readonly string[] } | undefined {
  const name = folded.replace(legalForm, ' ').trim();
  if (name === folded.trim() || name === '') return undefined;
  const [found = ''] = folded.match(legalForm) ?? [];
  const ofFound = forms.find(([long, short]) => found === long || found === `(${short})`)?.[1];
  const same = forms.filter(([, short]) => short === ofFound);
  // Of a society for medicine, both signs: 医療法人社団 is (医)社団, too.
  const society = /社団|財団/.exec(found)?.[0] ?? '';
  const writings = new Set(
    same.flatMap(([long, short]) => [
      long,
      `(${short})`,
      ...(short === '医' && society !== '' ? [`(医)${society}`] : []),
    ]),
  );
  return { name, whole: [...writings].flatMap((form) => [`${form}${name}`, `${name}${form}`]) };
}

/** "Blackmoor & Finch" as "Blackmoor and Finch", and back; none for what joins nothing. */
export function joinedOtherwise(folded: string): readonly string[] {
  if (/ ?& ?/.test(folded))
    return ['and', 'und', 'et', 'y', 'och', 'og', 'en', 'e'].map((word) => folded.replace(/ ?& ?/g, ` ${word} `));
  return / (?:and|und|et|y|och|og) /.test(folded) ? [folded.replace(/ (?:and|und|et|y|och|og) /g, ' & ')] : [];
}

/** An address of Japan up to its last block number, without the house and room that follow it. */
export function withoutHouse(folded: string): string | undefined {
  const [, address = '', house = ''] = /^([^\d]{3,40}\d{1,4}(?:-\d{1,4}){1,3})(.*)$/su.exec(folded) ?? [];
  return house !== '' && /[都道府県市区町村郡]/.test(address) && /^[\s\p{L}]/u.test(house) ? address : undefined;
}

const twoLetters: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa', đ: 'dj' };

/**
 * Umlauts in two letters: Jürgen as Juergen, Søren as Soeren, Đorđević as Djordjevic; and å alone, Haakon Bjørnstad. None for what has no such letter.
 * The value as it was written, for folding takes the points off.
 */
export function withoutUmlauts(written: string): readonly string[] {
  const text = written.normalize('NFC').toLowerCase();
  const inTwo = (found: RegExp) => text.replace(found, (letter) => twoLetters[letter] ?? letter);
  return [...new Set([inTwo(/[äöüøåđ]/g), inTwo(/å/g)])].filter((one) => one !== text);
}
