// Where a name in kanji ends. 斎藤真由 stands in 斎藤真由美, and 森大樹 in 大森大樹: other people.

/** Kanji with which a given name goes on. Left out: those that begin what may follow a name (生年月日, 実…, 本人). */
const goesOn = new Set(
  '子美恵江代枝乃香奈菜絵紀希穂華花音里理莉葉郎朗太介助輔也哉矢斗仁司二次治三吾平彦雄夫男一志士樹馬磨之吉造蔵佳衣織津沙緒那央貴輝作丸松悟護衛秀孝弘浩宏博幸咲夏心晴結愛凛璃瑠羅伊都亮諒翼聖梨優悠翔陽星陸颯蓮湊慶敬啓圭恭智敏俊峻駿茂繁滋誠政雅将昌康靖保泰良涼隆崇',
);

/** Kanji after which a name begins: labels and forms of address. */
const mayStandBefore = new Set('名様員者号殿氏方宛');

export const isHan = (char: string | undefined) => char !== undefined && /[\p{Script=Han}々]/u.test(char);

/**
 * Lengths of family and given name of a full name in kanji, written with a space; either may be in kana (林 あかり, 関 みち江, さくら 花).
 * Undefined for any other value.
 *
 * @param words of the folded value
 */
export function kanjiName(words: readonly string[]): KanjiName | undefined {
  const [family = '', given = ''] = words;
  const isName =
    words.length === 2 &&
    /^[\p{Script=Han}々](?:[\p{Script=Han}々のがつ]{0,2}[\p{Script=Han}々])?$|^[\p{Script=Han}々]{4}$|^[ぁ-ゖー]{2,6}$/u.test(
      family,
    ) &&
    /^(?:[\p{Script=Han}々]{1,3}|[ぁ-ゖー]{2,6}|[ぁ-ゖー]{1,3}\p{Script=Han})$/u.test(given) &&
    /\p{Script=Han}/u.test(family + given);
  return isName ? { family: family.length, length: family.length + given.length } : undefined;
}

/** Forms of address and what else follows a name at once. */
const mayFollow = new Set('様殿氏先君宛御');
/** A name of no more kanji stands in other words too: 岡洋子 in 岡洋子供服店, 高橋一 in 高橋一家, 星輝 in 星輝く. */
export const SHORT = 3;

export type KanjiName = { readonly family: number; readonly length: number };

/**
 * Whether a name may be cut by spaces there, when a kanji follows its end at once: 百瀬円 香水 is no 百瀬 円香.
 *
 * @param cuts how many characters of the name stand before each space
 */
export function mayBeCut(
  { family, length }: KanjiName,
  cuts: readonly number[],
  charAfter: string | undefined,
): boolean {
  if (!isHan(charAfter) || mayFollow.has(charAfter ?? '')) return true;
  return cuts.every((cut) => cut === family || cut === length - family) || cuts.length === length - 1;
}

/** Forms of address, in folded text. */
export const honoured =
  /^(?:[様殿氏君]|先生|女士|小姐|太太|御中|さ[まん](?![ぁ-ゖ])|さ[まん](?=[のはへにがを])|くん|ちゃん)/;

export type Told = {
  /** Of the name, in characters. */
  readonly length: number;
  /** So many characters and fewer need a form of address, or a label before them. */
  readonly surely: number;
  /** So many and fewer bear no particle behind them. */
  readonly perhaps: number;
  /** A name that ends as places do needs one, too: 千代田 区, 国分 寺. */
  readonly endsPlace: boolean;
};

/** How places end. */
export const placeEnd = /[都道府県市区町村駅寺港]$/;

/**
 * Whether a short name without a space between its two parts can be told from a word there: 金明 in 料金明細, 安全のため,
 * 中山道を歩く, ならけんのお土産.
 *
 * @param before what stands before the name; undefined: part of the same word
 */
export function isToldFromWords(
  { length, surely, perhaps, endsPlace }: Told,
  before: string,
  after: string,
  closed: boolean,
): boolean {
  // Of so short a name ちゃん and くん make a given one: 小百合ちゃん.
  if ((length > perhaps && !endsPlace) || (honoured.test(after) && !/^(?:ちゃ|くん)/.test(after))) return true;
  if (length <= surely || endsPlace) return /(?:氏名|名前|なまえ|名義|会員)\P{L}?$/u.test(before);
  return closed || !/^[ぁ-ゖ]/.test(after);
}

/** Whether a name can stand behind this character and before these; undefined: a sign or nothing. */
export function canStand(name: KanjiName, charBefore: string | undefined, behind: string | undefined): boolean {
  if (behind !== undefined && /^(?:女士|小姐|太太)/.test(behind)) return canStand(name, charBefore, undefined);
  const charAfter = behind?.[0];
  const { family, length } = name;
  if (charAfter !== undefined && goesOn.has(charAfter)) return false;
  if (length <= SHORT && isHan(charAfter) && !mayFollow.has(charAfter ?? '')) return false;
  if (!isHan(charBefore) || mayStandBefore.has(charBefore ?? '')) return true;
  // 小林, 大森, 野原: a kanji before one alone makes another family of it; before two, 大 and 小 do (大河原, 小野田).
  return family >= 2 && charBefore !== '大' && charBefore !== '小';
}
