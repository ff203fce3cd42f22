// One key for the many ways a Japanese name or an answer is spelled: width, kana, romaji (Hepburn, kunrei, wāpuro), old
// forms of kanji, accents. Two spellings of one word have one key; a few different words share one, which is why a match
// is always weighed by how rare the value is.

/** Old and variant forms of kanji used in names, to the form in daily use. */
const variants =
  '髙高﨑崎嵜崎邊辺邉辺齋斎齊斉澤沢濱浜廣広國国櫻桜瀧滝眞真惠恵德徳彌弥嶋島嶌島圓円榮栄壽寿澁渋靜静寬寛藏蔵曾曽龍竜桒桑槇槙莊荘與与會会實実應応嶽岳當当條条豐豊淺浅關関縣県晄晃溫温來来敎教淸清祥祥福福神神';
const modern = new Map<string, string>();
{
  const all = [...variants];
  for (let i = 0; i + 1 < all.length; i += 2) modern.set(all[i] ?? '', all[i + 1] ?? '');
}

/** Lower case, one width, hiragana for katakana, daily kanji, no accents, nothing invisible. */
export function foldSpelling(text: string): string {
  // ASCII has nothing to fold.
  if (!/[^\x00-\x7f]/.test(text)) return text.toLowerCase();
  const narrow = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?:[\u00ad\u200b-\u200f\u2060\ufeff\u061c]|\u034f)/g, '')
    .replace(/[\u30a1-\u30f6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
  const plain = /[\u00c0-\u024f\u1e00-\u1eff]/.test(narrow)
    ? narrow.replace(/[\u00c0-\u024f\u1e00-\u1eff]/g, (letter) =>
        letter.normalize('NFD').replace(/[\u0300-\u036f]/g, ''),
      )
    : narrow;
  return /[\u4e00-\u9fff]/.test(plain)
    ? plain.replace(/[\u4e00-\u9fff]/g, (kanji) => modern.get(kanji) ?? kanji)
    : plain;
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
  [/m(?=[bmp])/g, 'n'],
  [/o[hu](?![aiueoy])/g, 'o'],
  [/([aiueo])\1/g, '$1'],
  [/nn(?=[aiueoy]|(?![a-z]))/g, 'n'],
];

/** On whole texts: every step looks at letters only, and none reaches over a space. */
const plainRomaji = (latin: string) => steps.reduce((made, [found, to]) => made.replace(found, to), latin);

/** The key under which kana and every romaji of a word agree: "さとう", "サトー", "Satou", "Satoh", "SATO" are all "sato". */
export function romajiKey(folded: string): string {
  return plainRomaji(kanaToRomaji(folded));
}
