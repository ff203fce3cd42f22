// A seventh population, committed before the model was run on it: readers of a town's newsletter in Japan. Mostly middle-aged, local
// surnames among the common ones, shops and clubs, couples, a few foreigners. Names shortened, doubled vowels, dates of many kinds.
import type { Random } from '../../vocabulary/random.ts';
import {
  blend,
  fallingPart,
  fixedPart,
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
  'suzuki watanabe sato takahashi ito tanaka nakamura kato kobayashi mochizuki sugiyama ishikawa yamamoto matsumoto terada ooishi masuda oota mizuno matsushita aoki hayashi yamada ootaki inagaki kawamura nagasawa shimizu sano endou katsumata iwasaki kageyama fukazawa yagi takeda uchino sakakibara muramatsu suzuki nomura kurita nagata akiyama asahina toyama hirano goto ikegaya tsuchiya ozawa tokunaga usui serizawa natori tozawa kitagawa yokoyama yoshino nishio shirai komori imamura kanbara';
const women =
  'keiko yoko kazuko hiromi yumi mayumi akemi naomi kyoko junko masami tomoko noriko mariko chizuko etsuko fusako sumiko haruko teruko kayoko miyuki satsuki yuka mika miho asami chinatsu kanae emi rika eriko shizuka sanae hisako ikuko';
const men =
  'hiroshi takashi kenichi mitsuo toshiaki kazuhiko masahiko yoshinori shuji koji hideo tsutomu satoru makoto akihiko tomoyuki nobuhiro hidetoshi kunihiko yasuo shigeki takeo eiji ryuichi kouta shun tsuyoshi naoto hayato mamoru katsumi tadao';
const shortened =
  'kei yo kazu hiro masa yoshi taka toshi nobu yasu mako aki nori tomo haru fumi mitsu tetsu ken jun shin';
const things =
  'fuji ocha mikan umi yama hana niwa sakura tsuri inu neko shiba pochi mike chibi kaze sora midori aozora tanpopo mugi kome wagashi soba sushi jazz uta taiko haiku ikebana yoga golf tennis soccer espulse bike camping camera onsen tabi kimono cha suruga jubilo';
const places = 'shizuoka fuji numazu mishima hamamatsu shimizu atami ito yaizu kakegawa izu shimoda';
const firms =
  'info shop mail office eigyo soumu jimu contact yoyaku toiawase honten kikaku uketsuke dental clinic kouhou kaikei';
const foreign =
  'maria ana john paulo lucas daniela nguyen michael anh carlos jenny mark linh juliana rafael kevin grace peter';
const foreignLast =
  'silva santos oliveira tanaka smith nguyen tran reyes cruz garcia brown souza pereira jones lee kim wang williams';

export function newsletterPopulation(random: Random): Population {
  const law = { power: 0.5 + 0.5 * random.next(), shift: 3, jitter: 0.3 };
  const spelled = (text: string): readonly (readonly [string, number])[] => [
    [text, 0.8],
    [text.replace(/oo/g, 'o').replace(/ou$/g, 'o'), 0.1],
    [text.replace(/shi/g, 'si').replace(/tsu/g, 'tu').replace(/chi/g, 'ti').replace(/fu/g, 'hu'), 0.1],
  ];
  const surname = variedPart(fallingPart(surnames, law, random), spelled);
  const woman = variedPart(fallingPart(women, { power: 0.5, shift: 5, jitter: 0.4 }, random), spelled);
  const man = variedPart(fallingPart(men, { power: 0.5, shift: 5, jitter: 0.4 }, random), spelled);
  const given = blend([woman, 1], [man, 1.2]);
  const short = fallingPart(shortened, { power: 0.4, shift: 3, jitter: 0.4 }, random);
  const thing = fallingPart(things, { power: 0.4, shift: 3, jitter: 0.6 }, random);
  const place = fallingPart(places, { power: 0.6, shift: 2, jitter: 0.4 }, random);
  const firm = fallingPart(firms, { power: 1, shift: 0, jitter: 0.3 }, random);
  const first = fallingPart(foreign, { power: 0.6, shift: 3, jitter: 0.3 }, random);
  const last = fallingPart(foreignLast, { power: 0.6, shift: 3, jitter: 0.3 }, random);
  const letter = initialOf(given);
  const familyLetter = initialOf(surname);
  const joint = part([
    ['', 3],
    ['.', 2],
    ['-', 2],
    ['_', 2.5],
  ]);
  const born = (year: number) => 0.05 + Math.exp(-(((year - 1964) / 14) ** 2));
  const dates = numbers(1, 13).flatMap((month) => numbers(1, 31).map((day) => [month, day] as const));
  const tail = blend(
    [part(dates.map(([month, day]) => [two(month) + two(day), 1])), 4],
    [part(dates.map(([month, day]) => [`${month}${day}`, 1])), 1],
    [part(numbers(1935, 2006).map((year) => [String(year), born(year)])), 2],
    [part(numbers(1935, 2006).map((year) => [two(year % 100), born(year)])), 2],
    // Years of the Japanese calendar.
    [part(numbers(10, 64).map((year) => [`s${two(year)}`, born(1925 + year)])), 0.3],
    [part(numbers(1, 100).map((n) => [String(n), n < 10 ? 4 : n % 11 === 0 ? 2 : 1])), 4],
    [part(numbers(0, 1000).map((n) => [String(n).padStart(3, '0'), n % 111 === 0 || n === 123 ? 15 : 1])), 1],
    [part(numbers(0, 10_000).map((n) => [String(n).padStart(4, '0'), n % 1111 === 0 || n === 1234 ? 30 : 1])), 1],
  );
  const digits = (length: number) => scrambledParts('0123456789', length);
  const templates: Template[] = [
    { id: 'surname tail', share: 9, parts: [surname, tail] },
    { id: 'given tail', share: 10, parts: [given, tail] },
    { id: 'short tail', share: 6, parts: [short, tail] },
    { id: 'short surname', share: 4, parts: [short, joint, surname] },
    { id: 'letter surname', share: 7, parts: [letter, joint, surname] },
    { id: 'letter surname tail', share: 5, parts: [letter, joint, surname, tail] },
    { id: 'surname letter', share: 2, parts: [surname, joint, letter] },
    { id: 'given surname', share: 7, parts: [given, joint, surname] },
    { id: 'surname given', share: 6, parts: [surname, joint, given] },
    { id: 'given surname tail', share: 3, parts: [given, joint, surname, tail] },
    { id: 'letters tail', share: 3, parts: [letter, familyLetter, tail] },
    { id: 'thing', share: 3, parts: [thing] },
    { id: 'thing tail', share: 5, parts: [thing, joint, tail] },
    { id: 'thing thing', share: 3, parts: [thing, joint, thing] },
    { id: 'thing given', share: 2, parts: [thing, joint, given] },
    { id: 'short thing', share: 2, parts: [short, joint, thing] },
    { id: 'couple', share: 1.5, parts: [man, joint, woman] },
    { id: 'house', share: 1, parts: [surname, fixedPart('ke')] },
    { id: 'surname', share: 2, parts: [surname] },
    { id: 'given', share: 2, parts: [given] },
    { id: 'firm', share: 4, parts: [firm] },
    { id: 'firm place', share: 1, parts: [firm, joint, place] },
    { id: 'thing place', share: 1, parts: [thing, joint, place] },
    { id: 'surname shop', share: 1.5, parts: [surname, joint, firm] },
    { id: 'first last', share: 3, parts: [first, joint, last] },
    { id: 'first last tail', share: 2, parts: [first, last, tail] },
    { id: 'letters', share: 1.5, parts: scrambledParts('abcdefghijklmnopqrstuvwxyz', 6) },
    { id: 'mixed', share: 2, parts: scrambledParts('abcdefghijklmnopqrstuvwxyz0123456789', 8) },
    { id: 'code', share: 1.5, parts: [...scrambledParts('abcdefghijklmnopqrstuvwxyz', 3), ...digits(4)] },
    { id: 'telephone', share: 1, parts: [fixedPart('090'), ...digits(8)] },
  ];
  return population(templates.map((one) => ({ ...one, share: one.share * Math.exp(0.5 * random.normal()) })));
}
