// A third population, committed before the model was run on it: mailboxes at a Japanese provider and on telephones. Nicknames,
// birthdays, tails of telephone numbers, couples, what people like; names short, digits many, separators doubled. Few Latin
// names; some mailboxes carry the code that the provider gave.
import type { Random } from '../../vocabulary/random.ts';
import {
  fallingPart,
  fixedPart,
  initialOf,
  numbers,
  type Part,
  type Population,
  part,
  population,
  scrambledParts,
  type Template,
  two,
  variedPart,
} from './template-guesser.test-support.ts';

// By how many bear them, roughly; the tail by prefecture.
const family =
  'sato suzuki takahashi tanaka ito yamamoto watanabe nakamura kobayashi kato yoshida yamada sasaki yamaguchi saito matsumoto inoue kimura hayashi shimizu yamazaki mori ikeda abe hashimoto yamashita ishikawa nakajima maeda fujita goto ogawa okada hasegawa murakami kondo ishii sakamoto endo aoki fujii nishimura fukuda ota miura okamoto matsuda nakagawa fujiwara nakano harada ono tamura takeuchi kaneko wada nakayama ishida ueda morita hara shibata sakai kudo yokoyama miyazaki miyamoto uchida takagi ando taniguchi ohno maruyama imai takada fujimoto murata takeda ueno sugiyama masuda hirano sugawara otsuka kojima chiba kubo matsui iwasaki sakurai kinoshita noguchi matsuo nomura kikuchi sano onishi sugimoto arai hamada ichikawa furukawa mizuno komatsu shimada koyama konishi igarashi iwamoto kitagawa nagao kanno yano oishi tsuda kawai kawano hirata hirai yasui uno inagaki mitsui takizawa araki matsunaga nishikawa tsukada aizawa shirai hattori oshiro higa kinjo miyagi arakaki shimabukuro tamaki nakasone kuwabara iijima akutagawa kurosawa sonoda nagashima tominaga hoshi muto muramatsu mizutani suda ohara ozawa oda takei tamai toda tsutsui umeda uchiyama yabe yonezawa zama';
const given =
  'yuki takashi hiroshi kenji akira yuko keiko satoshi makoto naoki tomoko kazuya daisuke megumi ayumi yumi mika jun shinji kaori takuya ryo shota aya emi mayumi miki kumiko hideki masato koji osamu manabu kenta yusuke sayaka asami yoko junko chie nao rie mai ami mari risa miho saori haruka misaki nana yui hina mio rin sora riku yuto haru kaito tsubasa tomo kazu hiro masa taka nobu yoshi shige toshi ken go dai shin kei mitsu tetsu tsuyo katsu taku ryota yasu fumi aki chika chihiro eri erina hitomi izumi kana kanako kyoko mami mayu midori minako momoko nanako naomi natsuki natsumi reiko rina sachi satomi shiho shoko tamami wakako yoshimi yukari yukiko yumiko yuri';
const beloved =
  'hana momo koko choco sakura moco maron mugi pino luna chibi tama kuro shiro mei ran coco rin bell azuki anko kinako chocolat tiara leo jack lucky max happy smile love peace sunny moon star sky sea blue pink angel heart dream music rock jazz piano guitar bass drum surf snow snowboard tennis soccer basket baseball volley golf fishing bike car travel camera cafe coffee cake candy cherry ichigo ringo mikan himawari tulip rose lily yuri ajisai tanpopo kaze hoshi tsuki umi yama kawa niji yume kibou kokoro ai kizuna arashi smap exile glay luv tigers giants carp dragons hawks lions marines hanshin disney mickey minnie stitch pooh kitty melody cinnamoroll doraemon pikachu gundam luffy naruto conan totoro chihiro ponyo snoopy';
const endings = 'love smile chan kun happy music life style world club house mama papa family nyan san rin pon star';

const hepburnToTyped: readonly (readonly [RegExp, string])[] = [
  [/^sato$/, 'satou'],
  [/^ito$/, 'itou'],
  [/^kato$/, 'katou'],
  [/^saito$/, 'saitou'],
  [/^goto$/, 'gotou'],
  [/^kondo$/, 'kondou'],
  [/^endo$/, 'endou'],
  [/^kudo$/, 'kudou'],
  [/^ando$/, 'andou'],
  [/^muto$/, 'mutou'],
  [/^ryo/, 'ryou'],
  [/^sho(?=[kt])/, 'shou'],
  [/^yuko$/, 'yuuko'],
  [/^yuki$/, 'yuuki'],
  [/^yuto$/, 'yuuto'],
  [/^koji$/, 'kouji'],
  [/^yoko$/, 'youko'],
];
const kunrei = (text: string) =>
  text
    .replace(/shi/g, 'si')
    .replace(/sh/g, 'sy')
    .replace(/chi/g, 'ti')
    .replace(/tsu/g, 'tu')
    .replace(/fu/g, 'hu')
    .replace(/ji/g, 'zi');

function spelled(of: Part): Part {
  return variedPart(of, (text) => {
    const ways: [string, number][] = [[text, 1]];
    for (const [from, to] of hepburnToTyped) if (from.test(text)) ways.push([text.replace(from, to), 0.5]);
    if (kunrei(text) !== text) ways.push([kunrei(text), 0.15]);
    return ways;
  });
}

const dates = numbers(1, 13).flatMap((month) => numbers(1, month === 2 ? 30 : 31).map((day) => [month, day] as const));
// Mailboxes on telephones were opened young.
const bornIn = (year: number) => Math.exp(-(((year - 1985) / 11) ** 2));

const digitParts = {
  birthday: part(dates.map(([month, day]) => [two(month) + two(day), 1])),
  shortBirthday: part(dates.map(([month, day]) => [`${month}${day}`, 1])),
  favourite: part(
    numbers(0, 100).map((n) => [two(n), n % 11 === 0 ? 3 : [18, 23, 25, 10, 24, 51].includes(n) ? 3 : 1]),
  ),
  one: part(numbers(0, 10).map((n) => [String(n), [1, 2, 3, 7, 8].includes(n) ? 3 : 1])),
  tail: part(numbers(0, 10_000).map((n) => [String(n).padStart(4, '0'), 1])),
  three: part(numbers(0, 1000).map((n) => [String(n).padStart(3, '0'), n % 111 === 0 || n === 123 ? 20 : 1])),
  year: part(numbers(1945, 2010).map((year) => [String(year), bornIn(year)])),
  shortYear: part(numbers(1945, 2010).map((year) => [two(year % 100), bornIn(year)])),
  puns: part(
    '4649 1173 2525 1188 0840 8888 7777 1122 2951 3150 5963 8739 0721 1031'
      .split(' ')
      .map((pun, at) => [pun, 1 / (at + 2)]),
  ),
};

export function japaneseProviderPopulation(random: Random): Population {
  const steep = 0.6 + 0.5 * random.next();
  const surname = spelled(fallingPart(family, { power: steep, shift: 4, jitter: 0.25 }, random));
  const name = spelled(fallingPart(given, { power: 0.5, shift: 5, jitter: 0.4 }, random));
  const loved = fallingPart(beloved, { power: 0.35, shift: 5, jitter: 0.6 }, random);
  const ending = fallingPart(endings, { power: 0.8, shift: 1, jitter: 0.4 }, random);
  const initial = initialOf(name);
  const surnameInitial = initialOf(surname);
  const joint = (none: number) =>
    part([
      ['', none],
      ['.', 2],
      ['-', 2.5],
      ['_', 2.5],
      ['..', 0.2],
      ['--', 0.1],
      ['__', 0.2],
      ['.-', 0.05],
    ]);
  const tail = part(
    [
      [digitParts.birthday, 5],
      [digitParts.favourite, 4],
      [digitParts.shortYear, 2],
      [digitParts.year, 2],
      [digitParts.tail, 1.5],
      [digitParts.one, 1.5],
      [digitParts.three, 1],
      [digitParts.shortBirthday, 1.5],
      [digitParts.puns, 0.6],
    ].flatMap(([of, share]) => (of as Part).map(({ text, chance }) => [text, chance * Number(share)] as const)),
  );
  const doubled = variedPart(name, (text) => [[text + text, 1]]);
  const templates: Template[] = [
    { id: 'given', share: 3, parts: [name] },
    { id: 'surname', share: 2, parts: [surname] },
    { id: 'given-digits', share: 13, parts: [name, joint(8), tail] },
    { id: 'surname-digits', share: 5, parts: [surname, joint(8), tail] },
    { id: 'given-surname', share: 6, parts: [name, joint(3), surname] },
    { id: 'surname-given', share: 4, parts: [surname, joint(3), name] },
    { id: 'given-surname-digits', share: 4, parts: [name, joint(3), surname, tail] },
    { id: 'initial-surname', share: 4, parts: [initial, joint(3), surname] },
    { id: 'initial-surname-digits', share: 4, parts: [initial, joint(3), surname, tail] },
    { id: 'surname-initial', share: 2, parts: [surname, joint(3), initial] },
    { id: 'two-initials-digits', share: 3, parts: [initial, joint(6), surnameInitial, joint(6), tail] },
    { id: 'loved', share: 3, parts: [loved] },
    { id: 'loved-digits', share: 7, parts: [loved, joint(5), tail] },
    { id: 'loved-given', share: 3, parts: [loved, joint(3), name] },
    { id: 'given-loved', share: 4, parts: [name, joint(3), loved] },
    { id: 'loved-loved', share: 4, parts: [loved, joint(3), loved] },
    { id: 'loved-loved-digits', share: 2, parts: [loved, joint(3), loved, joint(6), tail] },
    { id: 'given-ending', share: 3, parts: [name, joint(5), ending] },
    { id: 'given-ending-digits', share: 2, parts: [name, joint(4), ending, joint(5), tail] },
    { id: 'given-given', share: 2.5, parts: [name, joint(2), name] },
    { id: 'given-given-digits', share: 1.5, parts: [name, joint(2), name, joint(5), tail] },
    { id: 'doubled', share: 0.6, parts: [doubled] },
    { id: 'digits-given', share: 1, parts: [tail, joint(3), name] },
    { id: 'wrapped', share: 0.5, parts: [fixedPart('xx'), name, fixedPart('xx')] },
    {
      id: 'code',
      share: 4,
      parts: [...scrambledParts('abcdefghijklmnopqrstuvwxyz', 3), ...scrambledParts('0123456789', 5)],
    },
    { id: 'random', share: 2, parts: scrambledParts('abcdefghijklmnopqrstuvwxyz0123456789', 9) },
    { id: 'default', share: 3, parts: scrambledParts('abcdefghijklmnopqrstuvwxyz0123456789', 15) },
  ];
  return population(templates.map((one) => ({ ...one, share: one.share * Math.exp(0.45 * random.normal()) })));
}
