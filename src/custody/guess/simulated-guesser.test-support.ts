// A population and a guesser that know nothing of the model: other names, other shares, other forms; the guesser lists every
// local part the population can hold and tries the likeliest first.
import { type Random, seededRandom } from '../../vocabulary/random.ts';

const surnamesJa =
  'sato suzuki takahashi tanaka ito watanabe yamamoto nakamura kobayashi kato yoshida yamada sasaki yamaguchi matsumoto inoue kimura hayashi saito shimizu yamazaki mori abe ikeda hashimoto yamashita ishikawa nakajima maeda fujita ogawa goto okada hasegawa murakami kondo ishii sakamoto endo aoki fujii nishimura fukuda ota miura fujiwara okamoto matsuda nakagawa nakano harada ono tamura takeuchi kaneko wada nakayama ishida ueda morita hara shibata sakai kudo yokoyama miyazaki miyamoto uchida takagi ando taniguchi ono maruyama imai takada fujimoto takeda ueno sugiyama masuda hirano kojima chiba kubo matsui iwasaki sakurai noguchi matsuo nomura kikuchi sano onishi arai hamada sakaguchi kawaguchi yano matsushita minami higashi koyama nagai honda kawasaki tsuchiya otani nishida tsuji kamata yoshikawa hirata oshima kamiya nagata horie'.split(
    ' ',
  );
const givenNamesJa =
  'hiroshi yuki takashi akira kenji makoto naoki kazuya daisuke takuya kenta satoshi hideki osamu minoru yutaka tatsuya jun ken ryo taro ichiro koji shinji tomoya hiroyuki kazuo masao yoshio hiroki haruto sota riku shigeru susumu noboru tadashi tetsuya hanako yoshiko kazuko keiko yuko kumiko tomoko junko akiko naomi yumi emi mika miki ayumi megumi sakura aoi mei misaki ai aya sachiko fumiko nobuko masako hitomi chie maki rina moe nana masaru isao mitsuru kiyoshi toru wataru tsutomu takeshi yasushi atsushi masahiro takahiro kazuhiro akihiro yasuhiro yoshihiro toshiyuki nobuyuki hideaki hiroaki masaki yuji keiji ryuji shuji eiji kenichi shinichi junichi ryuichi yumiko mayumi noriko hiroko kyoko reiko setsuko toshiko mieko chieko kayo mio yui rin hina saki kana yuna haruka ayaka misato asami natsuki'.split(
    ' ',
  );
const surnamesEn =
  'smith johnson williams brown jones garcia miller davis wilson anderson thomas taylor moore jackson martin lee thompson white harris clark lewis robinson walker young allen king wright scott hill green adams baker nelson carter mitchell roberts turner phillips campbell parker evans edwards collins stewart morris rogers reed cook morgan bell murphy bailey cooper richardson cox howard ward peterson gray watson brooks kelly sanders price bennett wood barnes ross henderson coleman jenkins perry powell long patterson hughes flores washington butler simmons foster'.split(
    ' ',
  );
const firstNamesEn =
  'james john robert michael william david richard joseph thomas charles daniel matthew anthony mark paul steven andrew kevin brian mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty sandra ashley emily donna carol amanda laura anna george kenneth joshua edward ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank raymond alexander patrick jack dennis jerry margaret ashley kimberly michelle dorothy melissa deborah stephanie rebecca sharon cynthia kathleen amy angela helen samantha katherine christine rachel janet emma maria heather diane ruth julie olivia'.split(
    ' ',
  );
const words =
  'love sky blue star cat dog moon smile happy sun music flower angel ocean dragon lucky home white black red rain snow spring summer tokyo japan peace dream magic king queen apple orange coffee chocolate pink green power world time day night baby sweet little game soccer baseball tennis'.split(
    ' ',
  );
const separators = ['', '.', '_', '-'];

export type World = {
  person(random: Random): string;
  /** log10 of the guesser's tries before this local part; equals at mid-rank. */
  log10Rank(local: string): number;
};

/** @param seed changes every share: which forms are common, how steep the names fall off, who uses which separator */
export function makeWorld(seed: number): World {
  const random = seededRandom(seed, 'world');
  const vary = (share: number, spread = 0.4) => share * Math.exp(spread * random.normal());
  const weigh = (list: readonly string[], steep: number) => {
    const raw = list.map((text, rank) => ({ text, weight: vary((rank + 6) ** -steep, 0.3) }));
    const total = raw.reduce((sum, { weight }) => sum + weight, 0);
    return raw.map(({ text, weight }) => ({ text, weight: weight / total }));
  };
  const steep = 0.7 + 0.5 * random.next();
  const family = weigh(surnamesJa, steep);
  const given = weigh(givenNamesJa, steep);
  const last = weigh(surnamesEn, steep);
  const first = weigh(firstNamesEn, steep);
  const fancy = weigh(words, 0.6);
  const joins = weigh(separators, 0.5);
  const twoDigits = Array.from({ length: 100 }, (_, n) => ({
    text: String(n).padStart(2, '0'),
    weight: n >= 60 ? 1.5 / 100 : n % 11 === 0 ? 2 / 100 : 0.6 / 100,
  }));
  const years = Array.from({ length: 60 }, (_, n) => ({ text: String(1950 + n), weight: 1 / 60 }));
  const favourites = twoDigits.filter((_, n) => n % 4 === 0);
  const initials = weigh('abcdefghijklmnopqrstuvwxyz'.split(''), 0.5);

  type Part = readonly { readonly text: string; readonly weight: number }[];
  const forms: { readonly share: number; readonly parts: readonly Part[] }[] = [
    { share: vary(0.05), parts: [family] },
    { share: vary(0.05), parts: [given] },
    { share: vary(0.04), parts: [first] },
    { share: vary(0.07), parts: [family, twoDigits] },
    { share: vary(0.07), parts: [given, twoDigits] },
    { share: vary(0.05), parts: [first, twoDigits] },
    { share: vary(0.04), parts: [given, years] },
    { share: vary(0.07), parts: [given, joins, family] },
    { share: vary(0.06), parts: [family, joins, given] },
    { share: vary(0.1), parts: [first, joins, last] },
    { share: vary(0.08), parts: [initials, joins, family] },
    { share: vary(0.05), parts: [initials, joins, last] },
    { share: vary(0.06), parts: [initials, joins, family.slice(0, 60), twoDigits] },
    { share: vary(0.03), parts: [fancy, twoDigits] },
    { share: vary(0.02), parts: [fancy, fancy] },
    // Long forms over the commoner names only: the guesser lists every one of them.
    { share: vary(0.03), parts: [given.slice(0, 50), joins, family.slice(0, 50), favourites] },
    { share: vary(0.03), parts: [first.slice(0, 50), joins, last.slice(0, 50), favourites] },
    { share: vary(0.02), parts: [family.slice(0, 50), given.slice(0, 50), years] },
  ];
  const scrambled = [
    { share: vary(0.05), alphabet: 'abcdefghijklmnopqrstuvwxyz', length: 7 },
    { share: vary(0.05), alphabet: 'abcdefghijklmnopqrstuvwxyz', length: 8 },
    { share: vary(0.05), alphabet: 'abcdefghijklmnopqrstuvwxyz0123456789', length: 8 },
  ];
  const total = [...forms, ...scrambled].reduce((sum, { share }) => sum + share, 0);

  const chanceOf = new Map<string, number>();
  const list = (parts: readonly Part[], text: string, chance: number): void => {
    const [part, ...rest] = parts;
    if (!part) chanceOf.set(text, (chanceOf.get(text) ?? 0) + chance);
    else for (const option of part) list(rest, text + option.text, chance * option.weight);
  };
  for (const { share, parts } of forms) list(parts, '', share / total);

  const chances = Float64Array.from(chanceOf.values()).sort().reverse();
  const blocks = scrambled
    .map(({ share, alphabet, length }) => ({ alphabet, length, size: alphabet.length ** length, share: share / total }))
    .sort((a, b) => b.share / b.size - a.share / a.size);

  const draw = (part: Part, chance: Random) => {
    let left = chance.next() * part.reduce((sum, { weight }) => sum + weight, 0);
    for (const { text, weight } of part) {
      left -= weight;
      if (left < 0) return text;
    }
    return part[0]?.text ?? '';
  };
  return {
    person(chance) {
      let left = chance.next() * total;
      for (const { share, parts } of forms) {
        left -= share;
        if (left < 0) return parts.map((part) => draw(part, chance)).join('');
      }
      for (const { share, alphabet, length } of scrambled) {
        left -= share;
        if (left < 0) return Array.from({ length }, () => alphabet[chance.below(alphabet.length)]).join('');
      }
      return 'a';
    },
    log10Rank(local) {
      const known = chanceOf.get(local);
      if (known !== undefined) {
        const above = firstAtMost(chances, known * (1 + 1e-9));
        const below = firstAtMost(chances, known * (1 - 1e-9));
        return Math.log10(Math.max(1, (above + below) / 2));
      }
      let before = chances.length;
      for (const { alphabet, length, size } of blocks) {
        if (local.length === length && [...local].every((letter) => alphabet.includes(letter))) {
          return Math.log10(before + size / 2);
        }
        before += size;
      }
      return Math.log10(before);
    },
  };
}

/** Index of the first value at or under `bound` in a falling list. */
function firstAtMost(falling: Float64Array, bound: number): number {
  let [low, high] = [0, falling.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((falling[middle] ?? 0) > bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
