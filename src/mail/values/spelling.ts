// One key for the many ways a Japanese name or an answer is spelled: width, kana, romaji (Hepburn, kunrei, wāpuro), old
// forms of kanji, accents. Two spellings of one word have one key; a few different words share one, which is why a match
// is always weighed by how rare the value is.
import { dailyForms } from './kanji-forms.ts';

/** 﨑 stands among the compatibility forms, 𠮷 beyond the first plane. */
const kanji = /[\u4e00-\u9fff\uf900-\ufaff\ud840-\ud87f]/;
const everyKanji = /[\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{2fa1f}]/gu;

/** Letters that no accent makes. */
const apart: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  ø: 'o',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ς: 'σ',
};

const numerals = '〇一二三四五六七八九';

/** A number up to 99 in kanji, or digit by digit, in digits. */
export function arabic(number: string): string {
  if (/^\d/.test(number)) return number;
  const value = (one: string) => String(numerals.indexOf(one));
  const [tens = '', ones = ''] = number.split('十');
  return number.includes('十')
    ? `${tens === '' ? '1' : value(tens)}${ones === '' ? '0' : value(ones)}`
    : [...number].map(value).join('');
}

/** 四百十二 as 412. */
function withHundreds(number: string): string {
  let sum = 0;
  for (const [, count = '', unit = ''] of number.matchAll(/([〇一二三四五六七八九]?)([千百十]?)/g)) {
    const times = count === '' ? 1 : numerals.indexOf(count);
    if (count !== '' || unit !== '') sum += times * ({ 千: 1000, 百: 100, 十: 10 }[unit] ?? 1);
  }
  return String(sum);
}

/** 二丁目十四番九号, 二-十四-九 and 2の14の9 as 2-14-9, 北二十四条 as 北24条, 島内 for 大字島内 and 字島内. */
function plainNumbers(written: string): string {
  const floors = written.includes('階') ? written.replace(/(?<=\d)階(?!建)/g, 'f') : written;
  const joined = /\dの\d/.test(floors) ? floors.replace(/(?<=\d)の(?=\d)/g, '-') : floors;
  const text = joined.includes('条')
    ? joined.replace(
        /(?<=[北南東西])[一二三四五六七八九十]{1,3}(?=条)|(?<=\p{Script=Han})[一二三四五六七八九十]{1,3}(?=条通?(?:\d{1,2}|[一二三四五六七八九十]{1,3})丁目)/gu,
        arabic,
      )
    : joined;
  const parted = text.includes('丁目')
    ? text.replace(/(?<=丁目[一二三四五六七八九十]{1,3})の(?=[一二三四五六七八九十])/g, '-')
    : text;
  const whole = parted.includes('字') ? parted.replace(/(?<=[市町村])大?字/g, '') : parted;
  const counted = /[一二三四五六七八九十][-−‐–―ーの][〇一二三四五六七八九十]/.test(whole)
    ? whole.replace(/[〇一二三四五六七八九十]{1,4}(?:[-−‐–―ーの][〇一二三四五六七八九十]{1,4}){1,3}/g, (row) =>
        row.replace(/[〇一二三四五六七八九十]+/g, arabic).replace(/[−‐–―ーの]/g, '-'),
      )
    : whole;
  if (!/[丁番号割]/.test(counted)) return counted;
  const hundreds = /[百千]/.test(counted)
    ? counted.replace(
        /(?=[〇一二三四五六七八九十]{0,4}[百千])[〇一二三四五六七八九十百千]{2,7}(?=番地?|号|丁目)/g,
        withHundreds,
      )
    : counted;
  return hundreds
    .replace(/第(?=[\d一二三四五六七八九十]{1,3}地割)/g, '')
    .replace(
      /(\d{1,4}|[〇一二三四五六七八九]?十[一二三四五六七八九]?|[〇一二三四五六七八九]{1,3})(?:丁目|番地|番|号室|号|地割)の?(?=([\d〇一二三四五六七八九十]?))/g,
      (_, number: string, next: string) => `${arabic(number)}${next === '' ? '' : '-'}`,
    )
    .replace(/(?<=\d-)[〇一二三四五六七八九十]{1,3}(?!\p{Script=Han})/gu, arabic);
}

/** Letters of other scripts that look like Latin ones; only within a word that holds Latin letters too. */
const lookalikes = new Map(
  [
    ...'аa вb еe ѕs іi јj кk мm нh оo рp сc тt уy хx ԁd ԛq ԝw αa βb εe ιi κk νv οo ρp τt υu χx'.matchAll(/(\S)(\S)/gu),
  ].map(([, other = '', latin = '']) => [other, latin] as const),
);
const mixedWord = /[a-z]{0,40}[\u0370-\u052f][a-z\u0370-\u052f]{1,60}|[a-z]{1,40}[\u0370-\u052f]/g;
const inLatin = (text: string) =>
  text.replace(mixedWord, (word) =>
    /[a-z]/.test(word) ? word.replace(/[\u0370-\u052f]/g, (letter) => lookalikes.get(letter) ?? letter) : word,
  );

/** Lower case, one width, hiragana for katakana, daily kanji, no accents, nothing invisible. */
export function foldSpelling(text: string): string {
  // ASCII has nothing to fold.
  if (!/[^\x00-\x7f]/.test(text)) return text.toLowerCase();
  // What is invisible goes first: it may stand between a kana and its voicing mark.
  const narrow = text
    .replace(
      /(?:[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\u180e\ufeff\u061c]|\u034f|[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}])/gu,
      '',
    )
    // Mª is how Spain writes María.
    .replace(/(?<!\p{L})Mª\.?/gu, 'Maria')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u30a1-\u30f6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
  // Digits are parted by whatever stroke a keyboard has: ２ー１５ー８, 090―3716―5528.
  const dashed = narrow.replace(/(?<=\d)[‐‑‒–—―−─ー](?=\d)/g, '-');
  const plain = /[\u00c0-\u024f\u0386-\u03ce\u1e00-\u1fff]/.test(dashed)
    ? dashed.replace(
        /[\u00c0-\u024f\u0386-\u03ce\u1e00-\u1fff]/g,
        (letter) => apart[letter] ?? letter.normalize('NFD').replace(/[\u0300-\u036f]/g, ''),
      )
    : dashed;
  // ё is printed as е.
  const latin = /[\u0370-\u052f]/.test(plain) ? inLatin(plain.replaceAll('ё', 'е')) : plain;
  if (!kanji.test(latin)) return latin;
  const repeated = latin.includes('々') ? latin.replace(/(\p{Script=Han})々/gu, '$1$1') : latin;
  const daily = repeated.replace(everyKanji, (one) => dailyForms.get(one) ?? one);
  // 霞が関, 霞ヶ関 and 霞ケ関 are one place, ひばりが丘 and ひばりヶ丘 too; 三ッ橋 and 三ツ橋 are one name.
  const counted = daily.replace(/(?<=[一二三四五六七八九])っ(?=\p{Script=Han})/gu, 'つ');
  return plainNumbers(counted.replace(/(?<=\p{Script=Han})け(?=\p{Script=Han})|[ゖゕ](?=\p{Script=Han})/gu, 'が'));
}

const rows: Readonly<Record<string, string>> = {
  '': 'あいうえお',
  k: 'かきくけこ',
  s: 'さしすせそ',
  t: 'たちつてと',
  n: 'なにぬねの',
  h: 'はひふへほ',
  m: 'まみむめも',
  r: 'らりるれろ',
  g: 'がぎぐげご',
  z: 'ざじずぜぞ',
  b: 'ばびぶべぼ',
  p: 'ぱぴぷぺぽ',
};
const syllables = new Map<string, string>();
for (const [consonant, row] of Object.entries(rows)) {
  for (const [index, kana] of [...row].entries()) syllables.set(kana, `${consonant}${'aiueo'[index] ?? ''}`);
}
for (const [kana, romaji] of Object.entries({
  だ: 'da',
  ぢ: 'zi',
  づ: 'zu',
  で: 'de',
  ど: 'do',
  や: 'ya',
  ゆ: 'yu',
  よ: 'yo',
  わ: 'wa',
  ゐ: 'i',
  ゑ: 'e',
  を: 'o',
  ん: 'n',
  ゔ: 'bu',
})) {
  syllables.set(kana, romaji);
}
const small: Readonly<Record<string, string>> = { ゃ: 'ya', ゅ: 'yu', ょ: 'yo' };
const smallVowels: Readonly<Record<string, string>> = { ぁ: 'a', ぃ: 'i', ぅ: 'u', ぇ: 'e', ぉ: 'o' };

/** Hiragana runs of a folded text as kunrei romaji; everything else stays. */
function kanaToRomaji(folded: string): string {
  return folded.replace(/[ぁ-ゖー]{1,200}/g, (run) => {
    let out = '';
    let doubled = false;
    for (const kana of run) {
      const glide = small[kana];
      const vowel = smallVowels[kana];
      let next = syllables.get(kana) ?? '';
      if (kana === 'っ') {
        doubled = true;
        continue;
      }
      if (kana === 'ー') continue;
      if (glide !== undefined && out.endsWith('i')) {
        // きゃ: kya; the "i" was only written for the eye.
        out = `${out.slice(0, -1)}${glide}`;
        continue;
      }
      if (glide !== undefined) next = glide;
      if (vowel !== undefined) {
        // ふぁ, ティ: the small vowel takes the place of the large one.
        out = /[aiueo]$/.test(out) ? `${out.slice(0, -1)}${vowel}` : `${out}${vowel}`;
        continue;
      }
      if (doubled && /^[^aiueon]/.test(next)) out += next[0] ?? '';
      doubled = false;
      out += next;
    }
    return out;
  });
}

/** Hepburn and wāpuro to kunrei, long vowels made short; each step names what it makes one. */
const steps: readonly (readonly [RegExp, string])[] = [
  [/n'(?=[aiueoy])/g, 'n'],
  [/[tc]ch(?=i)|tch(?=i)/g, 'tt'],
  [/[tc]ch(?=[aueo])/g, 'tty'],
  [/ch(?=i)/g, 't'],
  [/ch(?=[aueo])/g, 'ty'],
  [/ts(?=u)/g, 't'],
  [/ssh(?=i)/g, 'ss'],
  [/ssh(?=[aueo])/g, 'ssy'],
  [/sh(?=i)/g, 's'],
  [/sh(?=[aueo])/g, 'sy'],
  [/jy?(?=[aueo])/g, 'zy'],
  [/j(?=i)/g, 'z'],
  [/dz?(?=u)|d(?=i)/g, 'z'],
  [/f(?=u)/g, 'h'],
  [/v(?=[aiueo])/g, 'b'],
  [/m(?=[bmp])/g, 'n'],
  [/o[hu](?![aiueoy])/g, 'o'],
  // A long i is written so in every romaji: Niimi.
  [/([aueo])\1/g, '$1'],
  [/nn(?![a-z])/g, 'n'],
];

/**
 * The same key of Latin letters alone; kana stay. On whole texts: every step looks at letters only, and none reaches over a
 * space.
 */
export const latinKey = (latin: string) => steps.reduce((made, [found, to]) => made.replace(found, to), latin);

/** The key under which kana and every romaji of a word agree: "さとう", "サトー", "Satou", "Satoh", "SATO" are all "sato". */
export function romajiKey(folded: string): string {
  return latinKey(kanaToRomaji(folded));
}

/** More writings of one name than this are not looked for. */
const MOST_LONG = 8;

/**
 * The key of a name and, where a long o stands before another vowel, the keys it has when that is written "o", "ou" or "oh":
 * whether the "ou" of コウイチ is one long vowel the letters do not say (that of イノウエ is none); and of a long i, the short one.
 */
export function romajiKeys(folded: string): readonly string[] {
  const key = romajiKey(folded);
  const parts = key.split(/o[uh]?(?=[aiue])/);
  let made = [''];
  for (const [index, part] of parts.entries()) {
    const ends = index + 1 < parts.length ? ['o', 'ou', 'oh'] : [''];
    made = made.flatMap((one) => ends.map((end) => `${one}${part}${end}`)).slice(0, MOST_LONG);
  }
  return [...new Set([key, ...made, ...(key.includes('ii') ? [key.replace('ii', 'i')] : [])])];
}

const smallOf: Readonly<Record<string, string>> = { や: 'ゃ', ゆ: 'ゅ', よ: 'ょ' };

/**
 * Words in hiragana as banks and old forms write them, with small kana again: シヨウジ for ショウジ. Which やゆよ of a name
 * without small kana are meant small nobody can tell: all that can be are.
 */
export function smallKana(words: readonly string[]): readonly (readonly string[])[] {
  if (words.some((word) => /[ゃゅょっぁぃぅぇぉ]/.test(word))) return [];
  const small = words.map((word) =>
    word.replace(/(?<=[きしちにひみりぎじぢびぴ])[やゆよ]/g, (kana) => smallOf[kana] ?? kana),
  );
  return small.join() === words.join() ? [] : [small];
}
