// One key for the many ways a Japanese name or an answer is spelled: width, kana, romaji (Hepburn, kunrei, wāpuro), old
// forms of kanji, accents. Two spellings of one word have one key; a few different words share one, which is why a match
// is always weighed by how rare the value is.

/** Old and variant forms of kanji used in names, to the form in daily use. */
const variants =
  '髙高﨑崎嵜崎邊辺邉辺澤沢濱浜廣広國国櫻桜瀧滝眞真惠恵彌弥嶋島嶌島圓円榮栄壽寿澁渋寬寛藏蔵曾曽龍竜桒桑莊荘與与會会實実應応嶽岳當当豐豊淺浅關関縣県晄晃溫温來来淸清𠮷吉濵浜斎斉齋斉冨富峯峰舘館桺柳栁柳槗橋埜野瀨瀬賴頼靑青增増德徳緖緒黃黄黑黒薰薫曉暁凜凛遙遥祿禄鐵鉄鷄鶏劍剣聰聡總総禮礼萬万亞亜爲為學学傳伝佛仏兒児寶宝將将巖巌戶戸敍叙檜桧灣湾獨独稻稲穗穂藥薬藝芸螢蛍衞衛裝装覺覚觀観轉転邨村鄕郷醫医釋釈錢銭鎭鎮雙双靈霊顯顕鹽塩麥麦齡齢勳勲勵励卷巻參参圀国團団壯壮奧奥峽峡帶帯戀恋數数曻昇樂楽權権歸帰氣気冲沖淵渕渊渕滿満璢瑠發発盡尽礒磯禰祢竝並經経繼継續続羣群臺台舩船艷艶萠萌蘆芦譽誉讓譲賣売隨随餘余體体點点黨党槇槙籠篭鷗鴎攝摂埒埓步歩每毎橫横淚涙吳呉嚴厳寫写專専對対廳庁彥彦產産凉涼晉晋條条楨槙樣様瑤瑶眾衆內内祕秘敎教繩縄鄰隣隱隠齊斉靜静强強' +
  '壓圧圍囲營営驛駅緣縁歐欧毆殴穩穏假仮價価畫画繪絵壞壊懷懐槪概擴拡殼殻罐缶陷陥勸勧歡歓顏顔旣既龜亀僞偽戲戯犧犠舊旧據拠擧挙虛虚挾挟狹狭堯尭區区驅駆駈駆徑径揭掲攜携溪渓莖茎輕軽擊撃缺欠儉倹圈圏檢検獻献硏研險険驗験效効恆恒鑛鉱號号歲歳濟済碎砕劑剤册冊雜雑慘惨棧桟蠶蚕贊賛殘残絲糸齒歯辭辞濕湿舍舎收収從従獸獣縱縦肅粛處処奬奨燒焼稱称證証乘乗剩剰壤壌孃嬢疊畳釀醸囑嘱觸触寢寝愼慎圖図粹粋醉酔髓髄樞枢聲声竊窃戰戦潛潜纖繊踐践禪禅搜捜插挿爭争騷騒臟臓屬属墮堕滯滞擇択單単擔担膽胆彈弾斷断癡痴遲遅晝昼蟲虫鑄鋳徵徴聽聴敕勅遞逓盜盗燈灯鬭闘鬪闘讀読屆届貳弐惱悩腦脳霸覇廢廃拜拝髮髪拔抜晚晩蠻蛮姬姫甁瓶拂払倂併變変舖舗襃褒沒没飜翻默黙餠餅譯訳豫予搖揺謠謡亂乱覽覧裡裏兩両獵猟綠緑壘塁隸隷曆暦歷歴鍊錬爐炉勞労郞郎樓楼錄録亙亘穐秋龝秋嵓巌籔薮藪薮梹浜㐂喜壷壺鎌鐮靏鶴靍鶴鸖鶴鴈雁圡土寳宝菴庵鯵鰺吞呑侠俠頰頬瘦痩繫繋塡填顚顛囊嚢焰焔屛屏幷并礪砺蠣蛎濤涛禱祷邇迩萊莱翆翠恊協豬猪兔兎莵菟劔剣釼剣劒剣剱剣栢柏皋皐晧皓鐡鉄銕鉄銳鋭稅税說説悅悦脫脱閱閲娛娯尙尚卽即囘回壻婿喆哲嫰嫩桝枡皈帰畧略峩峨裵裴俻備檥艤鑒鑑珎珍㔟勢隝島嶹島';
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

/** 二丁目十四番九号, 二-十四-九 and 2の14の9 as 2-14-9, 北二十四条 as 北24条, 島内 for 大字島内 and 字島内. */
function plainNumbers(written: string): string {
  const joined = /\dの\d/.test(written) ? written.replace(/(?<=\d)の(?=\d)/g, '-') : written;
  const text = joined.includes('条')
    ? joined.replace(
        /(?<=[北南東西])[一二三四五六七八九十]{1,3}(?=条)|(?<=\p{Script=Han})[一二三四五六七八九十]{1,3}(?=条(?:\d{1,2}|[一二三四五六七八九十]{1,3})丁目)/gu,
        arabic,
      )
    : joined;
  const whole = text.includes('字') ? text.replace(/(?<=[市町村])大?字/g, '') : text;
  const counted = /[一二三四五六七八九十][-−‐–][〇一二三四五六七八九十]/.test(whole)
    ? whole.replace(/[〇一二三四五六七八九十]{1,4}(?:[-−‐–][〇一二三四五六七八九十]{1,4}){1,3}/g, (row) =>
        row.replace(/[〇一二三四五六七八九十]+/g, arabic),
      )
    : whole;
  if (!/[丁番号]/.test(counted)) return counted;
  return counted
    .replace(
      /(\d{1,4}|[〇一二三四五六七八九]?十[一二三四五六七八九]?|[〇一二三四五六七八九]{1,3})(?:丁目|番地|番|号室|号)の?(?=([\d〇一二三四五六七八九十]?))/g,
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
  const latin = /[\u0370-\u052f]/.test(plain) ? inLatin(plain) : plain;
  if (!kanji.test(latin)) return latin;
  const repeated = latin.includes('々') ? latin.replace(/(\p{Script=Han})々/gu, '$1$1') : latin;
  const daily = repeated.replace(everyKanji, (one) => modern.get(one) ?? one);
  // 霞が関, 霞ヶ関 and 霞ケ関 are one place.
  return plainNumbers(daily.replace(/(?<=\p{Script=Han})[けゖゕ](?=\p{Script=Han})/gu, 'が'));
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
  [/([aiueo])\1/g, '$1'],
  [/nn(?=[aiueoy]|(?![a-z]))/g, 'n'],
];

/** On whole texts: every step looks at letters only, and none reaches over a space. */
const plainRomaji = (latin: string) => steps.reduce((made, [found, to]) => made.replace(found, to), latin);

/** The key under which kana and every romaji of a word agree: "さとう", "サトー", "Satou", "Satoh", "SATO" are all "sato". */
export function romajiKey(folded: string): string {
  return plainRomaji(kanaToRomaji(folded));
}

/** More writings of one name than this are not looked for. */
const MOST_LONG = 8;

/**
 * The key of a name and, where a long o stands before another vowel, the keys it has when that is written "o", "ou" or "oh":
 * whether the "ou" of コウイチ is one long vowel the letters do not say (that of イノウエ is none).
 */
export function romajiKeys(folded: string): readonly string[] {
  const key = romajiKey(folded);
  const parts = key.split(/o[uh]?(?=[aiue])/);
  let made = [''];
  for (const [index, part] of parts.entries()) {
    const ends = index + 1 < parts.length ? ['o', 'ou', 'oh'] : [''];
    made = made.flatMap((one) => ends.map((end) => `${one}${part}${end}`)).slice(0, MOST_LONG);
  }
  return [...new Set([key, ...made])];
}

const largeOf: Readonly<Record<string, string>> = {
  ゃ: 'や',
  ゅ: 'ゆ',
  ょ: 'よ',
  っ: 'つ',
  ぁ: 'あ',
  ぃ: 'い',
  ぅ: 'う',
  ぇ: 'え',
  ぉ: 'お',
};
const smallOf: Readonly<Record<string, string>> = { や: 'ゃ', ゆ: 'ゅ', よ: 'ょ' };

/**
 * Words in hiragana as banks and old forms write them, without small kana, and back: シヨウジ, ショウジ. Which やゆよ of a name
 * without small kana are meant small nobody can tell: all that can be are.
 */
export function otherKana(words: readonly string[]): {
  readonly large: readonly (readonly string[])[];
  readonly small: readonly (readonly string[])[];
} {
  const hasSmall = words.some((word) => /[ゃゅょっぁぃぅぇぉ]/.test(word));
  if (hasSmall)
    return {
      large: [words.map((word) => word.replace(/[ゃゅょっぁぃぅぇぉ]/g, (kana) => largeOf[kana] ?? kana))],
      small: [],
    };
  const small = words.map((word) =>
    word.replace(/(?<=[きしちにひみりぎじぢびぴ])[やゆよ]/g, (kana) => smallOf[kana] ?? kana),
  );
  return { large: [], small: small.join() === words.join() ? [] : [small] };
}
