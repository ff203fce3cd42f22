// A fifth population, committed before the model was run on it: customers of a shop, from home, work and school. Longer lists than
// the others, most people under their own name, rules of firms and schools, some nicknames.
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

const japaneseFamilies =
  'sato suzuki takahashi tanaka watanabe ito nakamura kobayashi yamamoto kato yoshida yamada sasaki yamaguchi matsumoto inoue kimura shimizu hayashi saito yamazaki mori abe ikeda hashimoto ishikawa yamashita nakajima ogawa maeda okada hasegawa fujita goto kondo murakami ishii endo sakamoto aoki fujii nishimura fukuda ota fujiwara miura okamoto matsuda nakagawa nakano harada ono tamura takeuchi kaneko wada nakayama ishida ueda morita kojima shibata hara miyazaki sakai kudo yokoyama miyamoto uchida takagi ando ohno imai takada fujimoto murata taniguchi sugiyama maruyama masuda koyama hirano otsuka chiba ueno sugawara arai takeda iwasaki matsui kinoshita kubo sakurai nomura noguchi matsuo kikuchi sano onishi sugimoto hamada shimada furukawa kawaguchi ichikawa konishi kawasaki iida honda tsuchiya yano kitamura yoshikawa nagai oshima igarashi kawakami tsuji yasuda matsushita ishihara asano iwata minami kubota shinohara higuchi hirata hattori kawamura kuroda nakanishi nishikawa aizawa hoshino oyama mochizuki nagata kamiya ogura sekine yoneda kataoka sekiguchi mizuno kitagawa okubo tsuda matsunaga narita katsura yagi inagaki suda hotta iwamoto kurihara ozawa adachi kumagai hirose murayama egawa naito enomoto otani yuasa kasai hosoda shindo tsukahara takasaki kuriyama nezu morioka bando';
const japaneseMen =
  'hiroshi takashi makoto kenji akira satoshi naoki kazuya daisuke takuya tetsuya hideki kenichi hiroyuki masahiro yasuhiro takahiro kazuhiro yoshihiro tomohiro koji shinji eiji seiji ryuji yuji junji koichi shinichi junichi yuichi ryo sho jun ken shin dai kei yuya tatsuya kenta shota yuta ryota kota sota daiki tomoki hiroki masaki yusuke keisuke kosuke shunsuke ryosuke haruto ren minato hayato kaito riku masato yuto shuhei kohei yohei shohei taro ichiro jiro saburo kazuo masao yoshio hideo mitsuo toshio fumio isamu minoru susumu mamoru osamu tsutomu noboru kaoru';
const japaneseWomen =
  'yuko keiko yoko kumiko mayumi akemi tomoko junko naoko yukiko noriko kyoko reiko michiko yumiko kazuko sachiko emiko eriko rieko akiko hiroko takako atsuko yoshiko fumiko mariko kaori yukari midori kaoru megumi ayumi naomi hitomi satomi mami emi yumi kumi tomomi manami miki yuki mika yuka rika ai mai aya saya maki miho shiho kana hana rina mina nana erika asuka haruka ayaka sayaka misaki saki aki natsumi nanami minami honoka moe mio rin yui aoi hina sakura mei koharu chiaki chihiro chie rie sae kanae sanae';
const foreignFirst =
  'john james michael david robert thomas daniel mark paul peter andrew richard kevin brian eric jason ryan adam patrick george henry frank charles william alexander anthony christopher nicholas benjamin samuel jennifer jessica sarah lisa karen susan nancy laura linda amy anna julia emma emily rachel megan kim angela nicole michelle melissa rebecca catherine elizabeth victoria wei jie ming hao lin mei xiao jun hyun min jin soo young ji marco luca pierre jean hans carlos juan luis jose diego maria carmen lucia ivan olga raj amit ravi sunil priya anita minh linh tuan';
const foreignLast =
  'smith johnson brown jones miller davis wilson taylor anderson thomas jackson white harris martin thompson moore clark lewis lee walker hall allen young king wright scott green baker adams nelson hill campbell mitchell roberts carter phillips evans turner parker collins edwards stewart morris murphy cook rogers cooper peterson bailey reed kelly howard cox ward richardson watson brooks wang li zhang liu chen yang huang zhao wu zhou xu sun kim park choi jung kang cho yoon jang lim nguyen tran le pham kumar sharma singh patel gupta garcia martinez lopez gonzalez perez rossi muller schmidt dubois silva santos';
const likes =
  'sakura hana sora umi yuki hoshi tsuki neko inu momo mimi coco kuma usagi pan chan love happy smile lucky star moon sun sky blue green red white black music guitar piano jazz rock soccer tennis golf baseball run bike ski surf fishing camera photo coffee cafe choco cake apple cherry lemon rose lily garden forest mountain river dragon tiger lion wolf eagle phoenix ninja samurai king queen angel dream hope peace free life world time home cat dog bird';
const rooms =
  'info sales support contact mail office admin soumu keiri jinji eigyo order shop recruit saiyo webmaster press toiawase service staff';

const writings: readonly (readonly [RegExp, string])[] = [
  [/shi/g, 'si'],
  [/sh(?=[auo])/g, 'sy'],
  [/chi/g, 'ti'],
  [/tsu/g, 'tu'],
  [/fu/g, 'hu'],
  [/ji/g, 'zi'],
  [/j(?=[auo])/g, 'zy'],
];
const longO = /^(sat|it|kat|sait|got|kond|end|kud|and)o$/;

function written(of: Part): Part {
  return variedPart(of, (text) => {
    let kunrei = text;
    for (const [from, to] of writings) kunrei = kunrei.replace(from, to);
    const ways: [string, number][] = [[text, 0.7]];
    if (kunrei !== text) ways.push([kunrei, 0.12]);
    if (longO.test(text)) ways.push([`${text}u`, 0.25], [`${text}h`, 0.08]);
    return ways;
  });
}

export function mixedPopulation(random: Random): Population {
  const steep = 0.7 + 0.4 * random.next();
  const family = written(fallingPart(japaneseFamilies, { power: steep, shift: 6, jitter: 0.2 }, random));
  const law = { power: 0.6, shift: 8, jitter: 0.35 };
  const man = written(fallingPart(japaneseMen, law, random));
  const woman = written(fallingPart(japaneseWomen, law, random));
  const given = blend([man, 0.5], [woman, 0.5]);
  const first = fallingPart(foreignFirst, { power: 0.7, shift: 8, jitter: 0.3 }, random);
  const last = fallingPart(foreignLast, { power: 0.8, shift: 6, jitter: 0.3 }, random);
  const liked = fallingPart(likes, { power: 0.3, shift: 6, jitter: 0.5 }, random);
  const room = fallingPart(rooms, { power: 1, shift: 0, jitter: 0.3 }, random);
  const letter = initialOf(given);
  const foreignLetter = initialOf(first);
  const familyLetter = initialOf(family);
  const joint = part([
    ['', 3],
    ['.', 3],
    ['_', 2],
    ['-', 2],
  ]);
  const dot = part([
    ['.', 6],
    ['-', 3],
    ['_', 3],
  ]);
  const before = part([
    ['', 8],
    ['_', 0.8],
    ['-', 0.8],
    ['.', 0.4],
  ]);
  const born = (year: number) => Math.exp(-(((year - 1978) / 17) ** 2));
  const years = numbers(1938, 2010);
  const tail = blend(
    [part(years.map((year) => [String(year), born(year)])), 2],
    [part(years.map((year) => [two(year % 100), born(year)])), 2.5],
    [part(numbers(0, 100).map((n) => [two(n), n % 11 === 0 ? 3 : 1])), 2],
    [part(numbers(0, 10).map((n) => [String(n), n === 1 ? 4 : n === 0 ? 0.3 : 1])), 2],
    [part(numbers(1, 13).flatMap((month) => numbers(1, 32).map((day) => [two(month) + two(day), 1] as const))), 3],
    [part(numbers(0, 1000).map((n) => [String(n).padStart(3, '0'), n % 111 === 0 || n === 123 ? 15 : 1])), 1],
    [part(numbers(0, 10_000).map((n) => [String(n).padStart(4, '0'), n % 1111 === 0 || n === 1234 ? 30 : 1])), 0.8],
  );
  const second = part(numbers(2, 10).map((n) => [String(n), 1 / (n * n)]));
  const digits = (length: number) => scrambledParts('0123456789', length);
  const home: Template[] = [
    { id: 'given-family', share: 9, parts: [given, joint, family] },
    { id: 'family-given', share: 7, parts: [family, joint, given] },
    { id: 'given-family-tail', share: 5, parts: [given, joint, family, before, tail] },
    { id: 'family-given-tail', share: 4, parts: [family, joint, given, before, tail] },
    { id: 'given-tail', share: 10, parts: [given, before, tail] },
    { id: 'family-tail', share: 6, parts: [family, before, tail] },
    { id: 'g-family', share: 5, parts: [letter, joint, family] },
    { id: 'g-family-tail', share: 6, parts: [letter, joint, family, before, tail] },
    { id: 'family-g', share: 3, parts: [family, joint, letter] },
    { id: 'given', share: 2, parts: [given] },
    { id: 'family', share: 2, parts: [family] },
    { id: 'first-last', share: 6, parts: [first, joint, last] },
    { id: 'first-last-tail', share: 4, parts: [first, joint, last, before, tail] },
    { id: 'first-tail', share: 3, parts: [first, before, tail] },
    { id: 'f-last', share: 2.5, parts: [foreignLetter, joint, last] },
    { id: 'like-tail', share: 4, parts: [liked, before, tail] },
    { id: 'like-like', share: 2, parts: [liked, joint, liked] },
    { id: 'given-like', share: 2.5, parts: [given, joint, liked] },
    { id: 'like-given', share: 2, parts: [liked, joint, given] },
    {
      id: 'family-house',
      share: 1,
      parts: [
        family,
        fixedPart('-'),
        part([
          ['ke', 1],
          ['family', 2],
          ['home', 1],
        ]),
      ],
    },
    { id: 'man-woman', share: 1, parts: [man, joint, woman] },
    { id: 'two-letters-tail', share: 2, parts: [letter, familyLetter, before, tail] },
  ];
  const firm: Template[] = [
    { id: 'firm-family', share: 3, parts: [family] },
    { id: 'firm-g.family', share: 5, parts: [letter, dot, family] },
    { id: 'firm-given.family', share: 4, parts: [given, dot, family] },
    { id: 'firm-family-g', share: 2, parts: [family, dot, letter] },
    { id: 'firm-family-second', share: 1.5, parts: [family, second] },
    { id: 'room', share: 4, parts: [room] },
    { id: 'room-number', share: 0.6, parts: [room, second] },
  ];
  const school: Template[] = [
    {
      id: 'student',
      share: 2,
      parts: [
        part([
          ['s', 3],
          ['b', 1],
          ['m', 1],
          ['a', 1],
        ]),
        part([
          ['1', 2],
          ['2', 3],
        ]),
        ...digits(6),
      ],
    },
    { id: 'code', share: 1.5, parts: [...scrambledParts('abcdefghijklmnopqrstuvwxyz', 2), ...digits(6)] },
  ];
  const hidden: Template[] = [
    { id: 'letters', share: 1.5, parts: scrambledParts('abcdefghijklmnopqrstuvwxyz', 8) },
    { id: 'mixed', share: 2.5, parts: scrambledParts('abcdefghijklmnopqrstuvwxyz0123456789', 10) },
    { id: 'long', share: 1, parts: scrambledParts('abcdefghijklmnopqrstuvwxyz0123456789', 20) },
  ];
  const weigh = (list: readonly Template[], spread: number) => {
    const by = Math.exp(spread * random.normal());
    return list.map((one) => ({ ...one, share: one.share * by * Math.exp(0.5 * random.normal()) }));
  };
  return population([...weigh(home, 0.2), ...weigh(firm, 0.4), ...weigh(school, 0.3), ...weigh(hidden, 0.3)]);
}
