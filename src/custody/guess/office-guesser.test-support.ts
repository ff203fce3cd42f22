// A sixteenth population, committed before the model was run on it: people who write from their firm's mailbox in Japan. Each firm
// has a rule (k-tanaka, tanaka.k, tanaka), some hand out numbers, desks have names of their own; a few foreigners on the staff.
import type { Random } from '../../vocabulary/random.ts';
import {
  blend,
  fallingPart,
  fixedPart,
  numbers,
  type Population,
  part,
  population,
  scrambledParts,
  type Template,
  two,
  variedPart,
} from './template-guesser.test-support.ts';

const surnames =
  'sato suzuki takahashi tanaka watanabe ito nakamura kobayashi yamamoto kato yoshida yamada sasaki yamaguchi matsumoto inoue kimura shimizu hayashi saito yamazaki abe mori ikeda hashimoto yamashita ishikawa nakajima ogawa maeda okada hasegawa fujita goto kondo murakami endo aoki sakamoto fukuda ota nishimura fujii fujiwara okamoto miura kaneko nakano nakagawa harada matsuda takeuchi ono tamura nakayama wada ishida ueda morita kojima shibata hara miyazaki sakai kudo yokoyama miyamoto uchida takagi ando taniguchi ohno maruyama imai kono takada fujimoto murata takeda ueno sugiyama masuda hirano sugawara chiba otsuka kubo matsui iwasaki sakurai noguchi kinoshita matsuo nomura kikuchi sano onishi arai sugimoto ishihara higuchi nagai iida kawamura shinohara tsuda hamaguchi okumura inagaki kurihara sekiguchi mizutani osawa kagawa tominaga nitta hotta kitajima uehara';
const men =
  'hiroshi takashi kenji akira makoto satoshi kazuya naoki daisuke kenta takuya yuta tsuyoshi hideki masashi osamu minoru kiyoshi yutaka manabu tatsuya shota daiki ken jun kei ryo shin koji hiroyuki masahiro tetsuya yusuke kazuhiro tomohiro shunsuke yoshihiro keisuke yasuhiro nobuyuki toru susumu hajime mitsuru ryota sho kosuke shinya junichi kenichi eiji shuhei hayato';
const women =
  'yuko keiko akiko yoko naoko tomoko ayumi mika megumi yumi emi mayumi kaori miki rie chie eri mai aya ai saki miho asami yuka maki kana misaki haruka natsumi shiho nozomi sayaka hitomi akane mariko noriko junko reiko kumiko hiromi yukari chihiro moe ayaka';
const foreign =
  'wang li zhang chen liu nguyen tran kim park lee smith david anna michael maria raj kumar john peter lin';
const desks =
  'info soumu eigyo jinji keiri kouhou saiyo support sales shop web contact kikaku gijutsu order hinshitsu kaihatsu koubai system recruit privacy ir';
const places = 'tokyo osaka nagoya fukuoka sapporo sendai yokohama kobe kyoto hiroshima honsha kojo';

export function officePopulation(random: Random): Population {
  const spelled = (text: string): readonly (readonly [string, number])[] => [
    [text, 0.86],
    [text.replace(/(?<=[tk])o$/, 'oh'), 0.05],
    [text.replace(/(?<=[tkd])o$/, 'ou'), 0.04],
    [text.replace(/shi/g, 'si').replace(/tsu/g, 'tu'), 0.05],
  ];
  const surname = variedPart(fallingPart(surnames, { power: 0.9, shift: 6, jitter: 0.25 }, random), spelled);
  const given = blend(
    [fallingPart(men, { power: 0.6, shift: 12, jitter: 0.35 }, random), 1.6],
    [fallingPart(women, { power: 0.6, shift: 12, jitter: 0.35 }, random), 1],
  );
  const other = fallingPart(foreign, { power: 0.5, shift: 3, jitter: 0.3 }, random);
  const desk = fallingPart(desks, { power: 1, shift: 1, jitter: 0.3 }, random);
  const place = fallingPart(places, { power: 0.7, shift: 2, jitter: 0.3 }, random);
  const letter = part(given.map(({ text, chance }) => [text.charAt(0), chance]));
  const familyLetter = part(surname.map(({ text, chance }) => [text.charAt(0), chance]));
  const mark = part([
    ['.', 5],
    ['-', 4],
    ['_', 3],
    ['', 3],
  ]);
  // The second and third of one name.
  const again = part([
    ['2', 6],
    ['1', 3],
    ['3', 1.5],
    ['02', 1],
    ['01', 1],
  ]);
  const years = part(numbers(60, 100).map((year) => [two(year), 1]));
  const digits = (length: number) => scrambledParts('0123456789', length);
  const templates: Template[] = [
    { id: 'k-tanaka', share: 24, parts: [letter, mark, surname] },
    { id: 'tanaka-k', share: 9, parts: [surname, mark, letter] },
    { id: 'tanaka', share: 12, parts: [surname] },
    { id: 'taro.tanaka', share: 14, parts: [given, mark, surname] },
    { id: 'tanaka.taro', share: 9, parts: [surname, mark, given] },
    { id: 'k-tanaka2', share: 3, parts: [letter, mark, surname, again] },
    { id: 'tanaka2', share: 2, parts: [surname, again] },
    { id: 'taro.tanaka2', share: 1, parts: [given, mark, surname, again] },
    { id: 'ke-tanaka', share: 2, parts: [part(given.map((one) => [one.text.slice(0, 2), one.chance])), mark, surname] },
    { id: 'taro', share: 2.5, parts: [given] },
    { id: 'desk', share: 8, parts: [desk] },
    { id: 'desk place', share: 2, parts: [desk, mark, place] },
    { id: 'place', share: 1, parts: [place] },
    { id: 'place desk', share: 0.7, parts: [place, mark, desk] },
    { id: 'number of staff', share: 2, parts: digits(5) },
    { id: 'letter and number', share: 2, parts: [...scrambledParts('abcdefghijklmnopqrstuvwxyz', 1), ...digits(5)] },
    { id: 'initials', share: 1.5, parts: [letter, familyLetter] },
    { id: 'initials year', share: 1, parts: [letter, familyLetter, years] },
    { id: 'other', share: 1.5, parts: [other] },
    { id: 'other other', share: 2, parts: [other, mark, other] },
    { id: 'shop number', share: 1, parts: [part(['tenpo', 'shop', 'store'].map((text) => [text, 1])), ...digits(3)] },
    { id: 'desk of a name', share: 1, parts: [surname, fixedPart('-'), desk] },
  ];
  return population(templates.map((one) => ({ ...one, share: one.share * Math.exp(0.5 * random.normal()) })));
}
