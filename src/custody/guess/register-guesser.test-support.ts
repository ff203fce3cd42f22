// A sixth population, written with five others known and committed before the model was run on it: the register of a survey, half
// from telephones, half from webmail and firms, in Japan and abroad. Shares by age; the young like words, the old their own name.
import type { Random } from '../../vocabulary/random.ts';
import {
  blend,
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

const surnames =
  'satou suzuki takahashi tanaka itou watanabe yamamoto nakamura kobayashi katou yoshida yamada sasaki yamaguchi saitou matsumoto inoue kimura hayashi shimizu yamazaki mori ikeda abe hashimoto yamashita ishikawa nakajima maeda fujita ogawa gotou okada hasegawa murakami kondou ishii sakamoto endou aoki fujii nishimura fukuda oota miura okamoto matsuda nakagawa fujiwara nakano harada ono tamura takeuchi kaneko wada nakayama ishida ueda morita hara shibata sakai kudou yokoyama miyazaki miyamoto uchida takagi andou taniguchi oono maruyama imai takada fujimoto murata takeda ueno sugiyama masuda hirano sugawara ootsuka kojima chiba kubo matsui iwasaki sakurai kinoshita noguchi matsuo nomura kikuchi sano oonishi sugimoto arai hamada tsuchiya ichikawa komatsu mizuno yoshikawa kawaguchi shimada koizumi nagata iwata kitamura higuchi adachi okuda naitou aihara toyoda asakura fukushima ebina kiuchi ookubo sakaguchi tsutsumi usami wakui';
const old =
  'hiroshi kiyoshi isao minoru takashi shigeru noboru masao kazuo yoshio akira susumu mitsuo toshio osamu makoto kazuko keiko youko sachiko michiko setsuko kyouko fumiko hiroko nobuko yasuko reiko kumiko junko yoshiko chieko';
const middle =
  'satoshi kenji hideki naoki kazuya hiroyuki masahiro tetsuya daisuke manabu takuya kenichi shinji youichi tomoko yumiko mayumi yuuko naomi kaori megumi yukari mika maki akemi rie emi yuka tomomi ayumi noriko atsuko';
const young =
  'shouta takumi daiki kenta ryou kazuki tsubasa shou yuuta naoto kaito ren riku haruto yuuki ai mai misaki haruka ayaka saki nana rina miku hina yui aoi sakura moe rin mio kana asuka yuki';
const abroadFirst =
  'james michael john maria david anna jose ana robert mohamed william daniel carlos chris laura alex juan ali sarah peter emma luis mary marco thomas paul lucas andrea sofia martin kevin linda jennifer jessica lisa wei ming kim jin lee raj anil fatima ahmed nina ivan elena eric tom ben kate lucy';
const abroadLast =
  'smith jones brown garcia silva martin lee wang kim nguyen johnson williams miller taylor wilson davies evans thomas roberts walker wright white hall green clark lopez gonzalez rodriguez perez fernandez santos pereira costa khan singh kumar patel chen zhang liu yang park choi muller weber rossi ferrari bernard dubois ivanov novak jensen hansen cohen murphy kelly anderson moore jackson harris scott king baker';
const wordsOfTheYoung =
  'love smile happy music star moon dance rock peace dream heart angel sweet candy choco honey cherry ichigo peach sakura himawari flower sky sea sora umi hoshi niji neko usagi kuma hamu wan nyan mickey minnie stitch pooh kitty rilakkuma soccer basket baseball tennis volley brass band arashi exile aiko yui utada miku vocaloid anime game';
const wordsOfAll =
  'garden golf tsuri yama travel camera photo bike car cat dog coffee wine sake ramen curry bread guitar piano jazz blues tigers giants dragons carp fuji tokyo osaka kyoto japan world home family office house';

/** As it stands in a passport: long vowels lost, otherwise as typed; some write as the school taught. */
function asWritten(of: Part): Part {
  return variedPart(of, (text) => {
    const passport = text
      .replace(/ou(?!e)/g, 'o')
      .replace(/uu/g, 'u')
      .replace(/oo/g, 'o');
    const school = passport.replace(/shi/g, 'si').replace(/tsu/g, 'tu').replace(/chi/g, 'ti').replace(/ji/g, 'zi');
    return [
      [passport, 0.6],
      [text, 0.3],
      [school, 0.1],
    ];
  });
}

/** The first letters only: some providers allow eight. */
const cut = (of: Part, length: number) => variedPart(of, (text) => [[text.slice(0, length), 1]]);

export function registerOfASurvey(random: Random): Population {
  const family = asWritten(fallingPart(surnames, { power: 0.6 + 0.4 * random.next(), shift: 5, jitter: 0.2 }, random));
  const law = { power: 0.4, shift: 4, jitter: 0.4 };
  const [aged, adult, teen] = [old, middle, young].map((names) => asWritten(fallingPart(names, law, random)));
  const ages = [aged, adult, teen].map((one) => one ?? []);
  const given = blend([ages[0] ?? [], 1], [ages[1] ?? [], 1.6], [ages[2] ?? [], 1.3]);
  const first = fallingPart(abroadFirst, { power: 0.7, shift: 6, jitter: 0.4 }, random);
  const last = fallingPart(abroadLast, { power: 0.7, shift: 6, jitter: 0.4 }, random);
  const youngWord = fallingPart(wordsOfTheYoung, { power: 0.4, shift: 5, jitter: 0.5 }, random);
  const word = blend([youngWord, 1.5], [fallingPart(wordsOfAll, { power: 0.4, shift: 5, jitter: 0.5 }, random), 1]);
  const letter = initialOf(given);
  const abroadLetter = initialOf(first);
  const joint = part([
    ['', 4],
    ['-', 2.5],
    ['_', 2.5],
    ['.', 2.5],
  ]);
  const seldom = part([
    ['', 6],
    ['-', 1],
    ['_', 1],
    ['.', 0.7],
  ]);
  const bornAbout = (year: number, width: number) =>
    part(numbers(1935, 2010).map((born) => [String(born), 0.02 + Math.exp(-(((born - year) / width) ** 2))]));
  const years = bornAbout(1975, 20);
  const short = variedPart(years, (year) => [[year.slice(2), 1]]);
  const days = part(
    numbers(1, 13).flatMap((month) => numbers(1, 32).map((day) => [two(month) + two(day), 1] as const)),
  );
  const pairs = part(numbers(0, 100).map((n) => [two(n), n % 11 === 0 ? 3 : n < 32 ? 1.5 : 0.7]));
  const ones = part(numbers(0, 10).map((n) => [String(n), [1, 3, 7, 5, 8].includes(n) ? 2 : 1]));
  const triples = part(numbers(0, 1000).map((n) => [two(n).padStart(3, '0'), n % 111 === 0 || n === 123 ? 20 : 1]));
  const fours = part(
    numbers(0, 10_000).map((n) => [String(n).padStart(4, '0'), n % 1111 === 0 || n === 1234 ? 40 : 1]),
  );
  const tail = blend([days, 3.5], [short, 2.5], [years, 2], [pairs, 2.5], [ones, 1.5], [triples, 1], [fours, 0.7]);
  const digits = (length: number) => scrambledParts('0123456789', length);
  const alphabet = 'abcdefghijklmnopqrstuvwxyz';
  const telephones: Template[] = [
    { id: 'young+tail', share: 8, parts: [ages[2] ?? [], seldom, tail] },
    { id: 'given+tail', share: 8, parts: [given, seldom, tail] },
    { id: 'young word', share: 4, parts: [ages[2] ?? [], joint, youngWord] },
    { id: 'word young', share: 4, parts: [youngWord, joint, ages[2] ?? []] },
    { id: 'word young tail', share: 3, parts: [youngWord, joint, ages[2] ?? [], seldom, tail] },
    { id: 'word+tail', share: 5, parts: [youngWord, seldom, tail] },
    { id: 'word word', share: 3, parts: [youngWord, joint, youngWord] },
    { id: 'young young', share: 1.5, parts: [ages[2] ?? [], joint, ages[2] ?? []] },
    { id: 'tail young', share: 1, parts: [days, joint, ages[2] ?? []] },
    { id: 'default', share: 2, parts: scrambledParts(`${alphabet}0123456789`, 18) },
  ];
  const webmail: Template[] = [
    { id: 'family given', share: 8, parts: [family, joint, given] },
    { id: 'given family', share: 7, parts: [given, joint, family] },
    { id: 'family given tail', share: 4, parts: [family, joint, given, seldom, tail] },
    { id: 'given family tail', share: 4, parts: [given, joint, family, seldom, tail] },
    { id: 'g family', share: 4, parts: [letter, joint, family] },
    { id: 'g family tail', share: 4, parts: [letter, joint, family, seldom, tail] },
    { id: 'family g', share: 2.5, parts: [family, joint, letter] },
    { id: 'family+tail', share: 6, parts: [family, seldom, tail] },
    { id: 'family', share: 2, parts: [family] },
    { id: 'given', share: 2, parts: [given] },
    { id: 'word', share: 2, parts: [word] },
    { id: 'any word+tail', share: 3, parts: [word, seldom, tail] },
    { id: 'family word', share: 1.5, parts: [family, joint, word] },
    { id: 'cut', share: 2, parts: [cut(family, 6), cut(given, 2)] },
    { id: 'given love given', share: 0.5, parts: [given, fixedPart('love'), given] },
    { id: 'first last', share: 7, parts: [first, joint, last] },
    { id: 'first last tail', share: 4, parts: [first, joint, last, tail] },
    { id: 'f last', share: 2.5, parts: [abroadLetter, joint, last] },
    { id: 'first+tail', share: 2.5, parts: [first, seldom, tail] },
    { id: 'letters', share: 2, parts: scrambledParts(alphabet, 7) },
    { id: 'mixed', share: 3, parts: scrambledParts(`${alphabet}0123456789`, 8) },
    { id: 'code', share: 1.5, parts: [...scrambledParts(alphabet, 3), ...digits(4)] },
  ];
  const desks = part(
    'info sales soumu contact support mail admin office shop eigyo'.split(' ').map((one, at) => [one, 1 / (at + 1)]),
  );
  const firms: Template[] = [
    { id: 'firm family', share: 3, parts: [family] },
    {
      id: 'firm g-family',
      share: 4,
      parts: [
        letter,
        part([
          ['-', 1],
          ['_', 1],
          ['.', 1],
        ]),
        family,
      ],
    },
    { id: 'desk', share: 4, parts: [desks] },
  ];
  const weigh = (list: readonly Template[]) => {
    const by = Math.exp(0.3 * random.normal());
    return list.map((one) => ({ ...one, share: one.share * by * Math.exp(0.5 * random.normal()) }));
  };
  return population([...weigh(telephones), ...weigh(webmail), ...weigh(firms)]);
}
