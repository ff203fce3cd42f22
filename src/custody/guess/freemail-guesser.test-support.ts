// A seventeenth population, committed before the model was run on it: mailboxes for the public, half of them held in Japan and half
// where English is spoken. Names first, then what people like, years, dates and lucky numbers, and what nobody could guess.
import type { Random } from '../../vocabulary/random.ts';
import {
  blend,
  fallingPart,
  numbers,
  type Population,
  part,
  population,
  scrambledParts,
  type Template,
  two,
  variedPart,
} from './template-guesser.test-support.ts';

const surnamesJa =
  'satou suzuki takahashi tanaka itou watanabe yamamoto nakamura kobayashi katou yoshida yamada sasaki yamaguchi matsumoto inoue kimura hayashi saitou shimizu mori abe ikeda hashimoto yamashita ishikawa maeda fujita ogawa okada gotou hasegawa murakami kondou ishii sakamoto endou aoki fujii nishimura fukuda miura oota takeuchi kaneko nakano harada tamura wada ueda morita shibata sakai kudou miyamoto uchida ueno kojima noguchi sugiyama arai';
const givenJa =
  'yuki haruka mai ayumi emi yumi miki rie aya saki misaki ai mika yuka kana nana miho chika mari tomomi naomi megumi hiroshi kenji takashi satoshi daisuke kenta takuya naoki shota yuta kazuki ryo sho shun jun kei hiro masa taka yoshi toshi nobu daiki kouta yusuke tetsuya shinji koji makoto akira osamu';
const firsts =
  'james john robert michael david chris matt mike steve dan paul mark andy kevin brian tom jim joe ben sam nick alex ryan josh jason eric adam tim scott greg jen jessica sarah emily amanda ashley laura lisa karen michelle amy kelly anna kate rachel megan lauren nicole heather julie susan linda mary beth emma chloe sophie olivia';
const lasts =
  'smith johnson williams brown jones miller davis wilson anderson taylor thomas moore martin jackson thompson white lee harris clark lewis robinson walker hall young king wright hill scott green adams baker nelson carter mitchell roberts turner phillips campbell parker evans edwards collins stewart morris murphy cook rogers morgan cooper bailey reed kelly howard ward cox ross wood bennett gray hughes price';
const likedJa =
  'sakura hana momo sora umi neko inu hoshi tsuki yume usagi kuma maron koko pochi ringo ichigo aozora himawari kaze';
const liked =
  'love sunshine angel music soccer baseball dragon tiger butterfly rainbow cookie happy lucky star moon rock guitar dog cat beach surf golf racer ninja princess monkey panda wolf eagle chocolate coffee';

export function freemailPopulation(random: Random): Population {
  const kunrei = (text: string) =>
    text.replace(/shi/g, 'si').replace(/chi/g, 'ti').replace(/tsu/g, 'tu').replace(/sho/g, 'syo').replace(/ji/g, 'zi');
  const typed = (text: string): readonly (readonly [string, number])[] => [
    [text, 0.75],
    [text.replace(/ou$/, 'o'), 0.15],
    [kunrei(text), 0.1],
  ];
  const family = variedPart(fallingPart(surnamesJa, { power: 0.8, shift: 5, jitter: 0.3 }, random), typed);
  const given = variedPart(fallingPart(givenJa, { power: 0.4, shift: 8, jitter: 0.4 }, random), typed);
  const first = fallingPart(firsts, { power: 0.6, shift: 8, jitter: 0.35 }, random);
  const last = fallingPart(lasts, { power: 0.8, shift: 5, jitter: 0.3 }, random);
  const word = blend(
    [fallingPart(liked, { power: 0.5, shift: 4, jitter: 0.5 }, random), 1],
    [fallingPart(likedJa, { power: 0.5, shift: 4, jitter: 0.5 }, random), 1],
  );
  const initialOf = (of: typeof given) => part(of.map(({ text, chance }) => [text.charAt(0), chance]));
  const mark = part([
    ['', 5],
    ['.', 3],
    ['_', 3],
    ['-', 1.5],
  ]);
  const seldom = part([
    ['', 8],
    ['_', 1.5],
    ['-', 0.7],
    ['.', 0.5],
  ]);
  const born = (year: number) => 0.04 + Math.exp(-(((year - 1982) / 13) ** 2));
  const days = numbers(1, 13).flatMap((month) => numbers(1, 31).map((day) => two(month) + two(day)));
  const tail = blend(
    [part(numbers(1940, 2010).map((year) => [String(year), born(year)])), 3],
    [part(numbers(1940, 2010).map((year) => [two(year % 100), born(year)])), 4],
    [part(days.map((day) => [day, 1])), 4],
    [part(numbers(1, 100).map((n) => [String(n), [1, 2, 3, 7, 8, 11, 12, 13, 22, 23, 77, 88].includes(n) ? 5 : 1])), 5],
    [part(numbers(100, 1000).map((n) => [String(n), [123, 777, 111, 555, 999].includes(n) ? 40 : 1])), 2],
    [part(numbers(1000, 10_000).map((n) => [String(n), n === 1234 ? 150 : n % 1111 === 0 ? 30 : 1])), 1.5],
  );
  const alphabet = 'abcdefghijklmnopqrstuvwxyz';
  const templates: Template[] = [
    { id: 'given', share: 2, parts: [given] },
    { id: 'given tail', share: 9, parts: [given, seldom, tail] },
    { id: 'family tail', share: 5, parts: [family, seldom, tail] },
    { id: 'given family', share: 7, parts: [given, mark, family] },
    { id: 'family given', share: 4, parts: [family, mark, given] },
    { id: 'given family tail', share: 4, parts: [given, mark, family, tail] },
    { id: 'letter family tail', share: 5, parts: [initialOf(given), mark, family, tail] },
    { id: 'letter family', share: 2, parts: [initialOf(given), mark, family] },
    { id: 'given given', share: 1.5, parts: [given, mark, given] },
    { id: 'first last', share: 10, parts: [first, mark, last] },
    { id: 'first last tail', share: 9, parts: [first, mark, last, tail] },
    { id: 'first tail', share: 6, parts: [first, seldom, tail] },
    { id: 'f last', share: 4, parts: [initialOf(first), last] },
    { id: 'f last tail', share: 5, parts: [initialOf(first), last, tail] },
    { id: 'last first', share: 1.5, parts: [last, mark, first] },
    { id: 'first m last', share: 1.5, parts: [first, mark, initialOf(last), last] },
    { id: 'word tail', share: 5, parts: [word, seldom, tail] },
    { id: 'word word', share: 2, parts: [word, seldom, word] },
    { id: 'word word tail', share: 1.5, parts: [word, word, tail] },
    { id: 'word given', share: 1.5, parts: [word, seldom, given] },
    { id: 'given word', share: 2, parts: [given, seldom, word] },
    { id: 'first word', share: 1, parts: [first, seldom, word] },
    { id: 'initials tail', share: 2, parts: [initialOf(given), initialOf(family), tail] },
    { id: 'letters', share: 1.5, parts: scrambledParts(alphabet, 7) },
    { id: 'mixed', share: 2.5, parts: scrambledParts(`${alphabet}0123456789`, 9) },
    { id: 'code', share: 1, parts: [...scrambledParts(alphabet, 2), ...scrambledParts('0123456789', 5)] },
  ];
  return population(templates.map((one) => ({ ...one, share: one.share * Math.exp(0.45 * random.normal()) })));
}
