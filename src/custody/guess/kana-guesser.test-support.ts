// A tenth population, committed before the model was run on it: names written down as kana are and turned into Hepburn, kunrei or
// typing spelling, with initials, separators, years, words, keyboard walks, random strings and phone companies' defaults. Names fall
// off as Zipf has it, gently, or not at all, and the guesser knows which.
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

/** As typed on a keyboard in kunrei with every long vowel: the other spellings follow from it. */
const families =
  'satou suzuki takahasi tanaka itou watanabe yamamoto nakamura kobayasi katou yosida yamada sasaki yamaguti matumoto inoue kimura hayasi saitou simizu yamazaki mori abe ikeda hasimoto yamasita isikawa nakazima maeda huzita ogawa gotou okada hasegawa murakami kondou isii sakamoto endou aoki huzii nisimura hukuda oota miura huziwara okamoto matuda nakagawa nakano harada ono tamura takeuti kaneko wada nakayama isida ueda morita hara sibata sakai kudou yokoyama miyazaki miyamoto utida takagi andou taniguti oono maruyama imai takada huzimoto takeda murata ueno sugiyama masuda sugawara hirano ootuka kozima tiba kubo matui iwasaki sakurai kinosita noguti matuo nomura kikuti sano oonisi sugimoto arai hamada itikawa hurukawa mizuno komatu simada koyama yosimura nisikawa sakaguti hosokawa iida tuda kitamura oosima kurihara yasuda adati honda hisida tokunaga nisioka kuroda nagasima';
const men =
  'hirosi takasi akira kenzi makoto kazuya daisuke takuya kenta satosi minoru yutaka tatuya zyun ken ryou tarou itirou kouzi sinzi yuuki haruto souta riku syouta kouki yamato yuuta hiroki masato naoki tomoya kouhei ryouta syouhei kazuki masaki tosio yosio masao isamu susumu tadasi tetuya hideki osamu kiyosi tomohiro nobuyuki syun kaito ren hayato sousuke yuusuke zyuniti keniti ryuuzi eizi syuuzi';
const women =
  'youko keiko kazuko yosiko hanako yuuko kumiko tomoko zyunko masako akiko naomi yumi emi mika ayumi megumi sakura aoi mei misaki ai aya satiko humiko hitomi tie maki rina moe nana mariko yukari kaori mayumi tizuru sizuka haruka yuka asuka miho kana tinatu sayaka syouko kyouko reiko etuko hina yui rin honoka kokoro miyu saki momoka';
const words =
  'sakura neko inu hana sora umi yuki tuki hosi kaze love happy smile angel moon sky blue star music dream momo rin tora kuma panda usagi hime ouji ninja samurai mugi cocoa choco maron mikan ringo ichigo tennis soccer baseball golf surf guitar piano rock jazz anime manga game pokemon tokyo osaka kyoto japan fuji nippon hanabi natu haru aki yume ai kibou kokoro';
const walks =
  'qwerty asdf asdfgh zxcvbn qazwsx 1qaz2wsx qwertyui asdfjkl qwer zxcv qweasd poiuyt lkjhgf 123456 12345 1234 123123 abc123 abcd abcdef aaaa aaa111 a1b2c3 q1w2e3r4';

const toHepburn = (typed: string) =>
  typed
    .replace(/sy/g, 'sh')
    .replace(/ty/g, 'ch')
    .replace(/zy/g, 'j')
    .replace(/si/g, 'shi')
    .replace(/ti/g, 'chi')
    .replace(/tu/g, 'tsu')
    .replace(/zi/g, 'ji')
    .replace(/hu/g, 'fu');
const shortVowels = (text: string) => text.replace(/ou|oo/g, 'o').replace(/uu/g, 'u');
const spellings = (typed: string): readonly (readonly [string, number])[] => [
  [shortVowels(toHepburn(typed)), 0.6],
  [toHepburn(typed), 0.2],
  [typed, 0.08],
  [shortVowels(typed), 0.08],
  [shortVowels(toHepburn(typed)).replace(/o$/, typed.endsWith('ou') ? 'oh' : 'o'), 0.04],
];

export function kanaPopulation(random: Random): Population {
  const power = [0, 0.5, 1, 1][random.below(4)] ?? 1;
  const name = (list: string) => variedPart(fallingPart(list, { power, shift: 0, jitter: 0 }, random), spellings);
  const family = name(families);
  const given = blend([name(men), 1.1], [name(women), 1]);
  const word = fallingPart(words, { power: power / 2, shift: 0, jitter: 0 }, random);
  const walk = fallingPart(walks, { power: 1, shift: 0, jitter: 0 }, random);
  const joint = part([
    ['.', 3],
    ['_', 3],
    ['-', 2],
    ['', 4],
  ]);
  const years = part(numbers(1950, 2006).map((year) => [String(year), 1]));
  const shortYears = part(numbers(50, 106).map((year) => [two(year % 100), 1]));
  const twoDigits = part(numbers(0, 100).map((n) => [two(n), 1]));
  const oneDigit = part(numbers(1, 10).map((n) => [String(n), 1]));
  const birthday = part(
    numbers(1, 13).flatMap((month) => numbers(1, 31).map((day) => [two(month) + two(day), 1] as const)),
  );
  const luckyDigits = part(
    '7 77 777 1 11 111 123 1234 88 8 5 55 3 33 2 22 0 00 99 9 100 555'.split(' ').map((t) => [t, 1]),
  );
  const digits = blend([years, 2], [shortYears, 2], [twoDigits, 2], [oneDigit, 1], [birthday, 2], [luckyDigits, 1]);
  const lower = 'abcdefghijklmnopqrstuvwxyz';
  const templates: Template[] = [
    { id: 'family', share: 3, parts: [family] },
    { id: 'given', share: 4, parts: [given] },
    { id: 'family digits', share: 8, parts: [family, digits] },
    { id: 'given digits', share: 10, parts: [given, digits] },
    { id: 'given_digits', share: 3, parts: [given, joint, digits] },
    { id: 'given family', share: 10, parts: [given, joint, family] },
    { id: 'family given', share: 8, parts: [family, joint, given] },
    { id: 'family given digits', share: 5, parts: [family, joint, given, digits] },
    { id: 'given family digits', share: 4, parts: [given, joint, family, digits] },
    { id: 'initial family', share: 6, parts: [initialOf(given), joint, family] },
    { id: 'initial family digits', share: 5, parts: [initialOf(given), joint, family, digits] },
    { id: 'family initial', share: 2, parts: [family, joint, initialOf(given)] },
    { id: 'initials digits', share: 2, parts: [initialOf(given), initialOf(family), digits] },
    { id: 'word', share: 2, parts: [word] },
    { id: 'word digits', share: 6, parts: [word, digits] },
    { id: 'word word', share: 3, parts: [word, joint, word] },
    { id: 'word given', share: 2, parts: [word, joint, given] },
    { id: 'walk', share: 1, parts: [walk] },
    { id: 'walk digits', share: 1, parts: [walk, digits] },
    { id: 'random 8', share: 4, parts: scrambledParts(lower, 8) },
    { id: 'random 10', share: 3, parts: scrambledParts(`${lower}0123456789`, 10) },
    { id: 'random 6', share: 2, parts: scrambledParts(`${lower}0123456789`, 6) },
    { id: 'carrier', share: 3, parts: scrambledParts(`${lower}0123456789`, 20) },
    { id: 'number', share: 1, parts: scrambledParts('0123456789', 8) },
  ];
  return population(templates.map((one) => ({ ...one, share: one.share * Math.exp(0.4 * random.normal()) })));
}
