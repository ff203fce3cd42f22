// Three populations more, committed before the model was run on them: names with the counts that registers publish instead of an
// order that falls with rank, and what a guesser who buys such lists would set them together to. One Japanese, one English, one
// of both. Forms fall steeply: the first few make most of the mailboxes.
import type { Random } from '../../vocabulary/random.ts';
import {
  blend,
  fallingPart,
  fixedPart,
  initialOf,
  nationalSpelling,
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

/** "text count text count …", each count varied a little: no two firms have the same customers. */
function counted(words: string, spread: number, random: Random): Part {
  return part(
    [...words.matchAll(/([a-z]+) (\d+)/g)].map(([, text = '', count]) => [
      text,
      Number(count) * Math.exp(spread * random.normal()),
    ]),
  );
}

/** Bearers in thousands, about 2010, rounded. */
const japaneseFamilies =
  'satou 1870 suzuki 1800 takahashi 1410 tanaka 1330 itou 1140 watanabe 1110 yamamoto 1060 nakamura 1050 kobayashi 1030 katou 890 yoshida 830 yamada 810 sasaki 670 yamaguchi 640 matsumoto 630 inoue 610 kimura 570 hayashi 540 saitou 540 shimizu 530 yamazaki 480 mori 460 ikeda 450 hashimoto 450 abe 440 ishikawa 420 yamashita 420 nakajima 400 ogawa 390 ishii 390 maeda 380 okada 380 hasegawa 380 fujita 370 gotou 370 kondou 370 murakami 360 endou 330 aoki 330 sakamoto 320 fukuda 310 oota 310 nishimura 310 fujii 300 kaneko 300 fujiwara 300 okamoto 300 miura 290 nakano 290 nakagawa 290 harada 280 matsuda 280 takeuchi 280 ono 280 tamura 270 nakayama 270 wada 260 ishida 260 morita 250 ueda 250 kojima 250 shibata 250 hara 240 miyazaki 230 sakai 230 kudou 230 yokoyama 230 miyamoto 220 uchida 220 takagi 210 andou 210 taniguchi 200 oono 200 maruyama 190 takada 190 imai 190 kouno 190 fujimoto 180 murata 180 takeda 180 ueno 180 sugiyama 180 masuda 170 hirano 170 ootsuka 170 sugawara 170 koyama 160 kubo 160 chiba 160 iwasaki 150 matsui 150 sakurai 150 kinoshita 150 noguchi 150 matsuo 150 nomura 150 kikuchi 140 sano 140 oonishi 140 sugimoto 130 arai 130 hamada 130 ichikawa 130 furukawa 130 mizuno 120 komatsu 120 shimada 120 koike 110 hirata 110 yamauchi 110 nishida 110 kikuti 20 nishikawa 100 kitamura 100 yasuda 100 nakata 100 kawaguchi 90 kawasaki 90 iida 90 higashi 80 honda 80 sawada 80 tsuji 80 yoshimura 80 mochizuki 75 hirose 70 tsuchiya 70 oohashi 65 matsuoka 65 minami 60 nagai 60 asano 55 hoshino 55 kuroda 50 onishi 20 uemura 45 shirai 45 oyama 40 mizutani 40 hori 40 ozaki 40 kurihara 35 matsunaga 35 muramatsu 30 enomoto 30 takano 60 tokunaga 20 niimi 12 yokota 30 kamiya 40 kawai 60 tsukamoto 20 sekiguchi 25 horiuchi 18 kume 7 shinohara 25 tachibana 12 hyuga 3 kujo 1 saionji 1';
const japaneseGiven =
  'hiroshi 160 takashi 120 kenji 90 makoto 90 akira 85 shigeru 30 kazuo 30 masaru 20 minoru 25 kiyoshi 25 osamu 25 susumu 18 manabu 22 satoshi 80 daisuke 75 kenichi 45 tetsuya 50 naoki 65 hideki 50 kazuya 45 tatsuya 55 takuya 70 kenta 60 shouta 60 yuuta 50 yuusuke 45 ryouta 40 tsubasa 25 daiki 45 kouhei 35 yuuki 60 shou 30 tomoya 35 haruto 30 yuuto 28 souta 25 hinata 15 ren 22 riku 22 jun 50 kou 12 shin 15 ken 35 masashi 28 koji 45 kouji 40 yasuhiro 25 toshiyuki 20 nobuyuki 22 hiroyuki 55 takayuki 40 yoshihiro 20 masahiro 35 tsutomu 20 mamoru 12 keiko 90 yoko 60 youko 30 kazuko 45 michiko 45 noriko 55 yumiko 55 kumiko 50 tomoko 70 naoko 50 junko 60 mayumi 60 akemi 45 megumi 60 yuko 40 yuuko 55 ayumi 40 kaori 60 miki 45 eri 30 mika 40 rie 40 yuka 50 ai 45 asuka 20 misaki 50 aya 35 ayaka 40 miho 35 maki 30 mai 45 saori 35 yui 35 hana 12 sakura 25 aoi 22 rin 10 miyu 22 nanami 25 haruka 40 mio 12 riko 12 hina 15 chika 12 emi 30 sachiko 35 hiromi 45 kyoko 35 kyouko 20 reiko 25 chieko 20 hisako 12 fumiko 18 shizuka 12 natsumi 25 chihiro 25 izumi 15 kanako 20 shiho 14 momoko 12 rina 25 rika 22 risa 20 kana 25 sayuri 18 miyuki 35 tamami 4 yukari 20 ryo 20 ryou 20 yuji 25 yuuji 15 shinji 40 seiji 20 shingo 20 goro 3 taro 8 ichirou 7 jirou 5 akio 15 masao 15 yoshio 14 yukio 14 norio 10 tooru 25 mitsuru 8 wataru 14 hajime 12';
/** Bearers in thousands, census of 2010, rounded. */
const englishFamilies =
  'smith 2443 johnson 1933 williams 1625 brown 1437 jones 1425 garcia 1166 miller 1161 davis 1116 rodriguez 1095 martinez 1060 hernandez 1043 lopez 874 gonzalez 841 wilson 801 anderson 784 thomas 756 taylor 751 moore 724 jackson 708 martin 702 lee 693 perez 681 thompson 664 white 660 harris 624 sanchez 612 clark 562 ramirez 557 lewis 531 robinson 529 walker 523 young 484 allen 482 king 465 wright 458 scott 439 torres 437 nguyen 437 hill 434 flores 433 green 430 adams 427 nelson 424 baker 419 hall 407 rivera 391 campbell 386 mitchell 384 carter 376 roberts 366 gomez 365 phillips 360 evans 355 turner 348 diaz 347 parker 336 cruz 334 edwards 332 collins 329 reyes 327 stewart 324 morris 318 morales 314 murphy 308 cook 302 rogers 302 gutierrez 293 ortiz 286 morgan 286 cooper 280 peterson 278 bailey 277 reed 277 kelly 267 howard 264 ramos 263 kim 262 cox 261 ward 260 richardson 259 watson 252 brooks 251 chavez 250 wood 250 james 249 bennett 239 gray 236 mendoza 232 ruiz 232 hughes 229 price 229 alvarez 227 castillo 226 sanders 225 patel 224 myers 223 long 222 ross 221 foster 219 powell 204 jenkins 199 perry 195 russell 193 sullivan 190 fisher 170 hart 120 burke 100 doyle 60 quinn 70 walsh 90 finch 20 blake 40 hobbs 30 whitaker 30 ashworth 7 pritchard 15 lindqvist 2 okafor 4 novak 20';
const englishGiven =
  'james 480 john 460 robert 450 michael 440 william 360 david 360 richard 240 joseph 260 thomas 230 charles 220 christopher 210 daniel 190 matthew 170 anthony 140 mark 130 donald 120 steven 120 paul 130 andrew 130 joshua 120 kenneth 120 kevin 110 brian 110 george 140 timothy 100 ronald 100 edward 130 jason 100 jeffrey 95 ryan 95 jacob 90 gary 85 nicholas 90 eric 88 jonathan 85 stephen 83 larry 80 justin 77 scott 77 brandon 76 benjamin 75 samuel 70 gregory 70 frank 80 alexander 70 patrick 66 jack 60 dennis 60 tyler 59 aaron 58 adam 55 nathan 54 zachary 53 kyle 48 mary 320 patricia 155 jennifer 147 linda 144 elizabeth 150 barbara 138 susan 110 jessica 105 sarah 99 karen 98 lisa 96 nancy 96 betty 90 sandra 87 margaret 90 ashley 85 kimberly 84 emily 83 donna 82 michelle 81 carol 80 amanda 77 melissa 75 deborah 74 stephanie 74 rebecca 73 laura 72 helen 70 sharon 72 cynthia 70 kathleen 68 amy 68 angela 65 anna 60 ruth 55 brenda 60 nicole 58 katherine 55 samantha 57 christine 55 emma 50 rachel 54 olivia 45 hannah 42 megan 42 julia 40 grace 36 victoria 40 lauren 46 sophia 40 alice 30 claire 16 erin 22 molly 14 mike 60 chris 65 dave 40 steve 45 matt 40 joe 35 tom 35 jim 40 bob 25 bill 25 dan 30 ben 25 sam 25 nick 22 tony 22 alex 40 kate 18 liz 10 sue 14 jen 15 jess 12 becky 8 beth 14 fiona 4 tilda 1 gwen 4 sven 1';
const lovedEnglish =
  'dragon shadow sunshine princess angel tiger star happy music love baby blue hunter monkey ninja wolf magic rock soccer football baseball eagle king queen sweet cool crazy lucky red black golden silver moon sun sky fire ice storm thunder rose daisy coffee pizza cookie guitar piano dance book garden beach surf ski bike runner racer truck harley mustang phoenix raven pirate wizard gamer geek nerd panda kitty puppy bear fox';
const lovedJapanese =
  'sakura neko hana inu sora umi kuma usagi momo tora hoshi tsuki yume ringo mikan ichigo hikari kaze yuki haru natsu aki fuyu himawari panda love happy smile lucky star blue angel piano music soccer tennis baseball yakyuu ramen sushi tabi densha kuruma bike camera kirara chibi pochi tama shiro kuro mame maron chocola coco mimi hime ouji ninja samurai kitty snoopy pooh gundam luffy pikachu';

/** As passports spell names: no long vowels, n before b, m and p as m. */
const passport = (text: string) =>
  text
    .replace(/ou(?!e)/g, 'o')
    .replace(/oo/g, 'o')
    .replace(/uu/g, 'u')
    .replace(/n(?=[bmp])/g, 'm');
const school = (text: string) => nationalSpelling(passport(text));
const spelled = (of: Part) =>
  variedPart(of, (text) => [
    [passport(text), 0.6],
    [text, 0.28],
    [school(text), 0.12],
  ]);

const lower = 'abcdefghijklmnopqrstuvwxyz';
const [hex, any] = ['0123456789abcdef', `${lower}0123456789`];

/** Ages as of a population: most about thirty to fifty years old. */
function tails(middle: number, spread: number, random: Random): Part {
  const years = numbers(1935, 2012).map((year) => ({ year, weight: Math.exp(-0.5 * ((year - middle) / spread) ** 2) }));
  const dates = numbers(1, 13).flatMap((month) => numbers(1, 32).map((day) => [month, day] as const));
  const vary = (share: number) => share * Math.exp(0.3 * random.normal());
  return blend(
    [part(years.map(({ year, weight }) => [two(year % 100), weight])), vary(0.22)],
    [part(years.map(({ year, weight }) => [String(year), weight])), vary(0.15)],
    [part(dates.map(([month, day]) => [two(month) + two(day), 1])), vary(0.14)],
    [part(dates.map(([month, day]) => [`${month}${day}`, 1])), vary(0.05)],
    [part(numbers(1, 10).map((digit) => [String(digit), 1 / (digit + 0.5)])), vary(0.14)],
    [part(numbers(0, 100).map((value) => [two(value), 1])), vary(0.1)],
    [part(numbers(0, 1000).map((value) => [String(value).padStart(3, '0'), 1])), vary(0.08)],
    [part(numbers(0, 10_000).map((value) => [String(value).padStart(4, '0'), 1])), vary(0.05)],
    [
      fallingPart(
        '1 123 7 11 77 777 1234 01 007 99 88 22 100 69 2000 111',
        { power: 0.7, shift: 1, jitter: 0.3 },
        random,
      ),
      vary(0.12),
    ],
  );
}

const marksOf = (none: number, dot: number, under: number, dash: number, random: Random): Part =>
  part(
    (
      [
        ['', none],
        ['.', dot],
        ['_', under],
        ['-', dash],
      ] as const
    ).map(([text, weight]) => [text, weight * Math.exp(0.4 * random.normal())]),
  );

type Row = readonly [id: string, share: number, ...parts: Part[]];
/** Two forms in five about half as common, or half as common again. */
const made = (rows: readonly Row[], random: Random): Population =>
  population(
    rows.map(([id, share, ...parts]): Template => ({ id, share: share * Math.exp(0.5 * random.normal()), parts })),
  );

function noise(random: Random): readonly Row[] {
  const walks = fallingPart(
    'qwerty asdfgh asdf qwertyuiop 123456 abc123 1qaz2wsx zxcvbn abcdefg asdfghjkl qazwsx 12345678 111111 aaaa q1w2e3r4 qweasd zxcvbnm',
    { power: 0.8, shift: 1, jitter: 0.4 },
    random,
  );
  return [
    ['walk', 1.2, walks],
    ['letters of 8', 1.6, ...scrambledParts(lower, 8)],
    ['letters and digits of 8', 1.6, ...scrambledParts(any, 8)],
    ['letters and digits of 12', 1, ...scrambledParts(any, 12)],
    ['hexadecimal', 0.4, ...scrambledParts(hex, 10)],
  ];
}

/** Mailboxes of people in Japan. */
export function countedJapanese(random: Random): Population {
  const family = spelled(counted(japaneseFamilies, 0.15, random));
  const given = spelled(counted(japaneseGiven, 0.3, random));
  const word = fallingPart(lovedJapanese, { power: 0.7, shift: 4, jitter: 0.5 }, random);
  const tail = tails(1977, 14, random);
  const mark = marksOf(5, 3, 2.5, 2, random);
  const before = marksOf(8, 0.7, 0.8, 0.5, random);
  const [ofGiven, ofFamily] = [initialOf(given), initialOf(family)];
  const friend = fallingPart('chan kun love san mama papa desu dayo', { power: 0.8, shift: 1, jitter: 0.3 }, random);
  return made(
    [
      ['family', 3, family],
      ['given', 4, given],
      ['family digits', 6, family, before, tail],
      ['given digits', 9, given, before, tail],
      ['given family', 7, given, mark, family],
      ['family given', 6, family, mark, given],
      ['given family digits', 4, given, mark, family, before, tail],
      ['family given digits', 4, family, mark, given, before, tail],
      ['initial family', 6, ofGiven, mark, family],
      ['initial family digits', 7, ofGiven, mark, family, before, tail],
      ['family initial', 2, family, mark, ofGiven],
      ['family initial digits', 2, family, mark, ofGiven, tail],
      ['initials digits', 3, ofGiven, mark, ofFamily, tail],
      ['given friend', 2, given, mark, friend],
      ['given friend digits', 1, given, mark, friend, tail],
      ['word', 2, word],
      ['word digits', 5, word, before, tail],
      ['word word', 2, word, mark, word],
      ['given word', 2.5, given, mark, word],
      ['word given', 2, word, mark, given],
      ['given word digits', 1.5, given, mark, word, tail],
      ['given given', 1.5, given, mark, given],
      ['telephone', 0.7, fixedPart('090'), ...scrambledParts('0123456789', 8)],
      ['handed out', 1.5, ...scrambledParts(any, 20)],
      ...noise(random),
    ],
    random,
  );
}

/** Mailboxes of people in countries that speak English. */
export function countedEnglish(random: Random): Population {
  const family = counted(englishFamilies, 0.15, random);
  const given = counted(englishGiven, 0.25, random);
  const word = fallingPart(lovedEnglish, { power: 0.6, shift: 5, jitter: 0.5 }, random);
  const tail = tails(1982, 13, random);
  const mark = marksOf(5, 4, 1.5, 0.5, random);
  const before = marksOf(9, 0.5, 0.6, 0.1, random);
  const [ofGiven, ofFamily] = [initialOf(given), initialOf(family)];
  return made(
    [
      ['given family', 17, given, mark, family],
      ['given family digits', 14, given, mark, family, before, tail],
      ['initial family', 8, ofGiven, mark, family],
      ['initial family digits', 8, ofGiven, mark, family, before, tail],
      ['given digits', 7, given, before, tail],
      ['given', 1.5, given],
      ['family', 1.2, family],
      ['family digits', 3, family, before, tail],
      ['family given', 2, family, mark, given],
      ['family initial', 2, family, mark, ofGiven],
      ['given initial', 2, given, mark, ofFamily],
      ['given initial digits', 3, given, mark, ofFamily, tail],
      ['given middle family', 3, given, mark, ofGiven, mark, family],
      ['initials family', 2, ofGiven, ofGiven, family],
      ['initials digits', 2, ofGiven, ofGiven, ofFamily, tail],
      ['word', 1.5, word],
      ['word digits', 5, word, before, tail],
      ['word word', 2.5, word, mark, word],
      ['word word digits', 2.5, word, mark, word, tail],
      ['the word', 1, fixedPart('the'), word, given],
      ['given word', 1.5, given, mark, word],
      ['word given digits', 1.5, word, mark, given, tail],
      ...noise(random),
    ],
    random,
  );
}

/** Customers of a firm in Japan that sells abroad. */
export function countedMixed(random: Random): Population {
  const japanese = spelled(counted(japaneseFamilies, 0.2, random));
  const japaneseFirst = spelled(counted(japaneseGiven, 0.3, random));
  const english = counted(englishFamilies, 0.2, random);
  const englishFirst = counted(englishGiven, 0.3, random);
  const [of, ofEnglish] = [initialOf(japaneseFirst), initialOf(englishFirst)];
  const word = blend(
    [fallingPart(lovedJapanese, { power: 0.7, shift: 4, jitter: 0.5 }, random), 0.6],
    [fallingPart(lovedEnglish, { power: 0.6, shift: 5, jitter: 0.5 }, random), 0.4],
  );
  const tail = tails(1979, 15, random);
  const mark = marksOf(4, 4, 2, 1.2, random);
  const before = marksOf(8, 0.6, 0.7, 0.3, random);
  const task = fallingPart(
    'info sales support contact admin order office shop web mail recruit press',
    { power: 1, shift: 0, jitter: 0.3 },
    random,
  );
  return made(
    [
      ['family digits', 5, japanese, before, tail],
      ['given digits', 7, japaneseFirst, before, tail],
      ['given', 2, japaneseFirst],
      ['family', 2, japanese],
      ['given family', 9, japaneseFirst, mark, japanese],
      ['family given', 5, japanese, mark, japaneseFirst],
      ['given family digits', 4, japaneseFirst, mark, japanese, before, tail],
      ['initial family', 6, of, mark, japanese],
      ['initial family digits', 5, of, mark, japanese, before, tail],
      ['family initial', 2, japanese, mark, of],
      ['first last', 8, englishFirst, mark, english],
      ['first last digits', 5, englishFirst, mark, english, before, tail],
      ['initial last', 4, ofEnglish, mark, english],
      ['initial last digits', 3, ofEnglish, mark, english, tail],
      ['first digits', 3, englishFirst, before, tail],
      ['first', 1, englishFirst],
      ['task', 2, task],
      ['word digits', 4, word, before, tail],
      ['word', 1.5, word],
      ['word word', 1.5, word, mark, word],
      ['name word', 2, blend([japaneseFirst, 0.7], [englishFirst, 0.3]), mark, word],
      ['word name digits', 1, word, mark, japaneseFirst, tail],
      ...noise(random),
    ],
    random,
  );
}
