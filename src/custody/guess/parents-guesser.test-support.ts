// An eighteenth population, committed before the model was run on it: parents of pupils at a school in Japan, who wrote the mailbox that
// they read on their telephone. Many have the names of their children or of a pet in it, a wedding day, two people's names in one.
import type { Random } from '../../vocabulary/random.ts';
import {
  blend,
  fallingPart,
  initialOf,
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
  'sato suzuki takahashi tanaka ito watanabe yamamoto nakamura kobayashi kato yoshida yamada sasaki yamaguchi matsumoto inoue kimura hayashi saito shimizu yamazaki mori abe ikeda hashimoto ishikawa yamashita ogawa ishii hasegawa goto okada kondo maeda fujita endo aoki sakamoto murakami ota kaneko fujii fukuda nishimura miura takeuchi nakagawa okamoto matsuda harada nakano ono tamura fujiwara nakayama ishida kojima wada morita uchida shibata sakai hara takagi yokoyama miyazaki ueda ando miyamoto ueno sugiyama kudo ohno chiba maruyama iwasaki takada murata masuda sugawara hirano kubo nomura matsui sakurai kinoshita noguchi kikuchi sano onishi sugimoto arai hamada ichikawa furukawa mizuno komatsu shimada koyama takano yamauchi nishida kikkawa kawai';
const mothers =
  'yuko akiko keiko naomi yumi yoko kumiko tomoko mayumi megumi miki kaori junko rie yuka mika emi chie ayumi eri miho mami satomi noriko asami maki ai hitomi yukari sachiko hiromi mariko aya yuki saori nao risa shiho chihiro kanako natsuko';
const fathers =
  'takashi hiroshi kenji daisuke kazuya takeshi manabu satoshi koji makoto tomohiro masahiro hiroyuki tetsuya naoki yasuhiro shinji toshiyuki ken jun osamu atsushi tsuyoshi hideki yusuke taro kenta shingo masato akihiro';
const children =
  'yui hina sakura riko aoi miyu rin mio koharu yuna hana saki akari kokoro momoka sora haruto yuto sota ren riku yuki hinata takumi sosuke haruki ryota kaito shota daiki kota yuma minato itsuki tsubasa kenshin';
const pets =
  'momo koko choco sakura maron kotaro hana nana ran leo kuro shiro mugi milk ponta chacha rin moka maru kinako sora cocoa hachi lucky pino tama';
const likes =
  'smile happy love peace sunny flower clover rose piano dance tennis baseball soccer surf camp cafe cake candy lily heart star moon sky sea rainbow disney mickey snoopy kitty hawaii aloha bear cat dog rabbit peach cherry lemon berry mama papa family home blue pink white black';
const ends = 'mama papa chan kun love family home smile desu pon tan mom';

export function parentsPopulation(random: Random): Population {
  const spelled = (text: string): readonly (readonly [string, number])[] => [
    [text, 0.84],
    [text.replace(/^o(?=[tnk])/, 'oo').replace(/(?<=[tkd])o$/, 'ou'), 0.08],
    [text.replace(/shi/g, 'si').replace(/tsu/g, 'tu').replace(/chi/g, 'ti').replace(/ji/g, 'zi'), 0.08],
  ];
  const surname = variedPart(fallingPart(surnames, { power: 0.85, shift: 4, jitter: 0.25 }, random), spelled);
  const mother = variedPart(fallingPart(mothers, { power: 0.5, shift: 6, jitter: 0.3 }, random), spelled);
  const father = variedPart(fallingPart(fathers, { power: 0.5, shift: 6, jitter: 0.3 }, random), spelled);
  const given = blend([mother, 2], [father, 1]);
  const child = fallingPart(children, { power: 0.4, shift: 6, jitter: 0.4 }, random);
  const pet = fallingPart(pets, { power: 0.5, shift: 3, jitter: 0.4 }, random);
  const like = fallingPart(likes, { power: 0.5, shift: 4, jitter: 0.5 }, random);
  const end = fallingPart(ends, { power: 0.8, shift: 1, jitter: 0.4 }, random);
  const mark = part([
    ['', 4],
    ['.', 3],
    ['-', 2.5],
    ['_', 2.5],
  ]);
  const day = part(
    numbers(1, 13).flatMap((month) => numbers(1, 29).map((date) => [`${two(month)}${two(date)}`, 1] as const)),
  );
  const shortDay = part(
    numbers(1, 13).flatMap((month) => numbers(1, 29).map((date) => [`${month}${date}`, 1] as const)),
  );
  const own = part(numbers(1965, 1990).map((year) => [String(year), 10 - Math.abs(year - 1978) / 2]));
  const ownShort = part(numbers(65, 90).map((year) => [String(year), 10 - Math.abs(year - 78) / 2]));
  const theirs = part(numbers(0, 16).map((year) => [two(year), 1]));
  const few = part([
    ['1', 5],
    ['2', 3],
    ['3', 2],
    ['7', 2],
    ['5', 1.5],
    ['8', 1.5],
    ['11', 1.5],
    ['88', 1],
    ['123', 1],
    ['77', 1],
  ]);
  const letters = 'abcdefghijklmnopqrstuvwxyz0123456789';
  const templates: Template[] = [
    { id: 'mother.surname', share: 10, parts: [given, mark, surname] },
    { id: 'surname.mother', share: 6, parts: [surname, mark, given] },
    { id: 'mother day', share: 8, parts: [given, day] },
    { id: 'mother short day', share: 2, parts: [given, shortDay] },
    { id: 'mother few', share: 5, parts: [given, few] },
    { id: 'mother year', share: 4, parts: [given, blend([own, 1], [ownShort, 2])] },
    { id: 'y-surname', share: 5, parts: [initialOf(given), mark, surname] },
    { id: 'y-surname day', share: 6, parts: [initialOf(given), mark, surname, blend([day, 1], [few, 1])] },
    { id: 'surname few', share: 4, parts: [surname, blend([few, 2], [ownShort, 1])] },
    { id: 'child', share: 5, parts: [child, blend([day, 2], [theirs, 1], [few, 1])] },
    { id: 'two children', share: 5, parts: [child, mark, child] },
    { id: 'two children day', share: 3, parts: [child, mark, child, blend([day, 1], [few, 2])] },
    { id: 'couple', share: 4, parts: [father, mark, mother] },
    { id: 'couple day', share: 2, parts: [mother, mark, father, day] },
    { id: 'child mama', share: 4, parts: [child, mark, end] },
    { id: 'mother end', share: 4, parts: [given, mark, end] },
    { id: 'like mother', share: 5, parts: [like, mark, given] },
    { id: 'mother like', share: 3, parts: [given, mark, like] },
    { id: 'like', share: 3, parts: [like, blend([few, 2], [day, 1])] },
    { id: 'like like', share: 4, parts: [like, mark, like] },
    { id: 'pet', share: 3, parts: [pet, blend([few, 2], [day, 1])] },
    { id: 'pet like', share: 2, parts: [pet, mark, like] },
    { id: 'initials day', share: 3, parts: [initialOf(given), initialOf(surname), blend([day, 2], [own, 1])] },
    { id: 'given by the carrier', share: 3, parts: scrambledParts(letters, 15) },
    { id: 'letters', share: 1, parts: scrambledParts(letters.slice(0, 26), 7) },
  ];
  return population(templates.map((one) => ({ ...one, share: one.share * Math.exp(0.4 * random.normal()) })));
}
