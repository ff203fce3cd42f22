// Common Japanese names and how they are read, written down here by hand, so that a register that holds only kanji still
// finds a name in kana or romaji. Names not listed are looked for in kanji alone; given names are read in many more ways
// than these.

import { foldSpelling } from './spelling.ts';

const families = `佐藤さとう 鈴木すずき 高橋たかはし 田中たなか 伊藤いとう 渡辺わたなべ 山本やまもと 中村なかむら 小林こばやし 加藤かとう 吉田よしだ 山田やまだ 佐々木ささき 山口やまぐち 松本まつもと
井上いのうえ 木村きむら 林はやし 斉藤さいとう 清水しみず 山崎やまざき/やまさき 森もり 池田いけだ 橋本はしもと 阿部あべ 石川いしかわ 山下やました 中島なかじま/なかしま 石井いしい 小川おがわ 前田まえだ 岡田おかだ 長谷川はせがわ
藤田ふじた 後藤ごとう 近藤こんどう 村上むらかみ 遠藤えんどう 青木あおき 坂本さかもと 福田ふくだ 太田おおた 西村にしむら 藤井ふじい 金子かねこ 岡本おかもと 藤原ふじわら 中野なかの 三浦みうら 原田はらだ 中川なかがわ 松田まつだ 竹内たけうち
小野おの 田村たむら 中山なかやま 和田わだ 石田いしだ 森田もりた 上田うえだ 原はら 柴田しばた 酒井さかい 工藤くどう 横山よこやま 宮崎みやざき 宮本みやもと 内田うちだ 高木たかぎ 安藤あんどう 谷口たにぐち 大野おおの 丸山まるやま
今井いまい 河野こうの/かわの 藤本ふじもと 村田むらた 武田たけだ 上野うえの 杉山すぎやま 増田ますだ 小山こやま/おやま 大塚おおつか 平野ひらの 菅原すがわら 久保くぼ 松井まつい 岩崎いわさき 木下きのした 松尾まつお 佐野さの 菊地きくち 菊池きくち 野口のぐち
新井あらい 千葉ちば 桜井さくらい 渡部わたなべ/わたべ 古川ふるかわ 杉本すぎもと 市川いちかわ 小島こじま 水野みずの 野村のむら 西田にしだ 東ひがし/あずま 島田しまだ 飯田いいだ 山内やまうち 五十嵐いがらし 高田たかだ 西川にしかわ 北村きたむら 関せき
安田やすだ 中田なかた/なかだ 秋山あきやま 大西おおにし 川口かわぐち 平田ひらた 本田ほんだ 久保田くぼた 川崎かわさき 田口たぐち 吉川よしかわ 飯塚いいづか 岩田いわた 川上かわかみ 土屋つちや 田辺たなべ 松村まつむら 荒木あらき 永井ながい 大橋おおはし 樋口ひぐち
片山かたやま 中西なかにし 吉村よしむら 上村うえむら 内藤ないとう 沢田さわだ 福島ふくしま 野田のだ 須藤すどう 大島おおしま 小松こまつ 小池こいけ 浅野あさの 石原いしはら 栗原くりはら 星野ほしの 西山にしやま 浜田はまだ 黒田くろだ 望月もちづき 早川はやかわ 堀ほり
岡おか 尾崎おざき 矢野やの 大久保おおくぼ 松岡まつおか 吉岡よしおか 八木やぎ 服部はっとり 川村かわむら 岩本いわもと 奥村おくむら 岡村おかむら 篠原しのはら 大谷おおたに 高野たかの 小沢おざわ 松原まつばら 白石しらいし 馬場ばば 熊谷くまがい 成田なりた 小田おだ
村井むらい 小野寺おのでら 本間ほんま 片岡かたおか 川島かわしま 三宅みやけ 松下まつした 堀内ほりうち 石橋いしばし 辻つじ 榎本えのもと 滝沢たきざわ 三木みき 今村いまむら 大石おおいし 村松むらまつ 広瀬ひろせ 牧野まきの 入江いりえ 川端かわばた`;

const givens = `花子はなこ 太郎たろう 一郎いちろう 次郎じろう 三郎さぶろう 健たけし/けん 誠まこと 翔しょう 翔太しょうた 大輔だいすけ 拓也たくや 達也たつや 和也かずや 直樹なおき 直人なおと 健太けんた 健一けんいち 健二けんじ 浩ひろし 浩一こういち 浩二こうじ 博ひろし 隆たかし
孝たかし 剛つよし 茂しげる 実みのる 勇いさむ/ゆう 進すすむ 清きよし 正ただし 勝まさる 学まなぶ 亮りょう 涼りょう 陽介ようすけ 洋平ようへい 洋一よういち 裕太ゆうた 雄太ゆうた 優太ゆうた 祐介ゆうすけ 雄介ゆうすけ 悠斗ゆうと 蓮れん 湊みなと 樹いつき 大和やまと 颯太そうた
真一しんいち 真一郎しんいちろう 慎一しんいち 信一しんいち 幸一こういち 修しゅう/おさむ 修一しゅういち 哲てつ/さとし 哲也てつや 徹とおる 聡さとし 智さとし 悟さとる 明あきら 晃あきら 昭あきら 章あきら 純じゅん 淳じゅん/あつし 潤じゅん 淳平じゅんぺい 俊介しゅんすけ 駿しゅん 賢けん/さとし 賢一けんいち
陽子ようこ 洋子ようこ 幸子さちこ/ゆきこ 和子かずこ 恵子けいこ 京子きょうこ 智子ともこ 裕子ゆうこ/ひろこ 優子ゆうこ 祐子ゆうこ 由美ゆみ 由美子ゆみこ 久美子くみこ 美津子みつこ 真由美まゆみ 明美あけみ 直美なおみ 直子なおこ 典子のりこ 紀子のりこ 千鶴ちづる 千恵ちえ 千恵子ちえこ
香かおり/かおる 香織かおり 薫かおる 恵めぐみ 愛あい 舞まい 麻衣まい 彩あや 綾あや 綾子あやこ 美咲みさき 陽菜ひな/はるな 結衣ゆい 葵あおい 凛りん 桜さくら 楓かえで 遥はるか 春香はるか 友美ともみ 美穂みほ 里美さとみ 里奈りな 理恵りえ 恵美えみ 絵美えみ 麻美あさみ 真理まり 真理子まりこ 麻里まり 由香ゆか 由紀ゆき 由紀子ゆきこ
美紀みき 美樹みき 亜希子あきこ 秋子あきこ 晶子あきこ 昌子まさこ 正子まさこ 節子せつこ 文子ふみこ 良子りょうこ/よしこ 涼子りょうこ 礼子れいこ 玲子れいこ 順子じゅんこ 淳子じゅんこ 純子じゅんこ 悦子えつこ 敏子としこ 静子しずこ 弘子ひろこ 博子ひろこ 泰子やすこ 康子やすこ 瞳ひとみ 望のぞみ 光ひかる 環たまき 冴さえ 風香ふうか 七海ななみ 美優みゆ 莉子りこ`;

function table(rows: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const row of rows.split(/\s+/)) {
    const match = /^([\u4e00-\u9fff々]+)([ぁ-ん/]+)$/.exec(row);
    if (match) found.set(foldSpelling(match[1] ?? ''), (match[2] ?? '').split('/'));
  }
  return found;
}

const familyReadings = table(families);
const givenReadings = table(givens);

/** Names of one word are cut where both halves are known. */
function halves(words: readonly string[]): readonly (readonly [string, string])[] {
  const [first, second, ...more] = words;
  if (first === undefined || more.length > 0) return [];
  if (second !== undefined) return [[first, second]];
  return [1, 2, 3].filter((at) => at < first.length).map((at) => [first.slice(0, at), first.slice(at)]);
}

/** Readings in hiragana of a folded full name in kanji, family name and given name; empty when either is not listed. */
export function readingsOf(words: readonly string[]): readonly (readonly [string, string])[] {
  return halves(words).flatMap(([family, given]) =>
    (familyReadings.get(family) ?? []).flatMap((one) =>
      (givenReadings.get(given) ?? []).map((other): readonly [string, string] => [one, other]),
    ),
  );
}
