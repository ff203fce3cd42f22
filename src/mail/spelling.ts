// One key for the many ways a Japanese name or an answer is spelled: width, kana, romaji (Hepburn, kunrei, wāpuro), old
// forms of kanji, accents. Two spellings of one word have one key; a few different words share one, which is why a match
// is always weighed by how rare the value is.

/** Old and variant forms of kanji used in names, to the form in daily use. */
const variants =
  '髙高﨑崎嵜崎邊辺邉辺澤沢濱浜廣広國国櫻桜瀧滝眞真惠恵彌弥嶋島嶌島圓円榮栄壽寿澁渋寬寛藏蔵曾曽龍竜桒桑莊荘與与會会實実應応嶽岳當当豐豊淺浅關関縣県晄晃溫温來来淸清𠮷吉濵浜斎斉齋斉冨富峯峰舘館桺柳栁柳槗橋埜野瀨瀬賴頼靑青增増德徳緖緒黃黄黑黒薰薫曉暁凜凛遙遥祿禄鐵鉄鷄鶏劍剣聰聡總総禮礼萬万亞亜爲為學学傳伝佛仏兒児寶宝將将巖巌戶戸敍叙檜桧灣湾獨独稻稲穗穂藥薬藝芸螢蛍衞衛裝装覺覚觀観轉転邨村鄕郷醫医釋釈錢銭鎭鎮雙双靈霊顯顕鹽塩麥麦齡齢勳勲勵励卷巻參参圀国團団壯壮奧奥峽峡帶帯戀恋數数曻昇樂楽權権歸帰氣気冲沖淵渕渊渕滿満璢瑠發発盡尽礒磯禰祢竝並經経繼継續続羣群臺台舩船艷艶萠萌蘆芦譽誉讓譲賣売隨随餘余體体點点黨党槇槙籠篭鷗鴎攝摂埒埓步歩每毎橫横淚涙吳呉嚴厳寫写專専對対廳庁彥彦產産凉涼晉晋條条楨槙樣様瑤瑶眾衆內内祕秘敎教繩縄鄰隣隱隠齊斉靜静强強';
const modern = new Map<string, string>();
{
  const all = [...variants];
  for (let i = 0; i + 1 < all.length; i += 2) modern.set(all[i] ?? '', all[i + 1] ?? '');
}

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

/** 二丁目十四番九号 and 2の14の9 as 2-14-9. */
function plainNumbers(written: string): string {
  const text = /\dの\d/.test(written) ? written.replace(/(?<=\d)の(?=\d)/g, '-') : written;
  if (!/[丁番号]/.test(text)) return text;
  return text
    .replace(
      /(\d{1,4}|[〇一二三四五六七八九]?十[一二三四五六七八九]?|[〇一二三四五六七八九]{1,3})(?:丁目|番地|番|号)の?(?=([\d〇一二三四五六七八九十]?))/g,
      (_, number: string, next: string) => `${arabic(number)}${next === '' ? '' : '-'}`,
    )
    .replace(/(?<=\d-)[〇一二三四五六七八九十]{1,3}(?!\p{Script=Han})/gu, arabic);
}

/** Lower case, one width, hiragana for katakana, daily kanji, no accents, nothing invisible. */
export function foldSpelling(text: string): string {
  // ASCII has nothing to fold.
  if (!/[^\x00-\x7f]/.test(text)) return text.toLowerCase();
  const narrow = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?:[\u00ad\u200b-\u200f\u2060\ufeff\u061c]|\u034f|[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}])/gu, '')
    .replace(/[\u30a1-\u30f6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
  const plain = /[\u00c0-\u024f\u1e00-\u1eff]/.test(narrow)
    ? narrow.replace(
        /[\u00c0-\u024f\u1e00-\u1eff]/g,
        (letter) => apart[letter] ?? letter.normalize('NFD').replace(/[\u0300-\u036f]/g, ''),
      )
    : narrow;
  return kanji.test(plain) ? plainNumbers(plain.replace(everyKanji, (one) => modern.get(one) ?? one)) : plain;
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
