// An eleventh population, committed before the model was run on it: mailboxes of a large free provider, most of them in English.
// First names, surnames, nicknames, initials, middle letters, years, words, teams and games, keyboard walks, random strings.
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
} from './template-guesser.test-support.ts';

const firsts =
  'james mary john patricia robert jennifer michael linda william elizabeth david barbara richard susan joseph jessica thomas sarah charles karen christopher nancy daniel lisa matthew margaret anthony betty mark sandra donald ashley steven dorothy paul kimberly andrew emily joshua donna kenneth michelle kevin carol brian amanda george melissa edward deborah ronald stephanie timothy rebecca jason laura jeffrey helen ryan sharon jacob cynthia gary kathleen nicholas amy eric shirley jonathan angela stephen anna larry ruth justin brenda scott pamela brandon nicole benjamin katherine samuel samantha gregory christine frank catherine alexander virginia raymond debra patrick rachel jack janet dennis emma jerry carolyn tyler maria aaron heather jose diane henry julie adam joyce nathan victoria zachary kelly ethan noah olivia liam sophia mason ava logan mia lucas ella oliver lily dylan grace luke chloe evan zoe';
const nicknames =
  'mike dave bob bill jim joe tom dan chris matt tony steve jeff ken tim rick greg nick alex sam ben josh jen liz beth kate katie sue debbie pam jess mandy becky vicky cindy maggie annie gabby charlie eddie freddy billy bobby johnny jimmy';
const lasts =
  'smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson anderson thomas taylor moore jackson martin lee perez thompson white harris sanchez clark ramirez lewis robinson walker young allen king wright scott torres nguyen hill flores green adams nelson baker hall rivera campbell mitchell carter roberts gomez phillips evans turner diaz parker cruz edwards collins reyes stewart morris morales murphy cook rogers gutierrez ortiz morgan cooper peterson bailey reed kelly howard ramos kim cox ward richardson watson brooks chavez wood james bennett gray mendoza ruiz hughes price alvarez castillo sanders patel myers long ross foster jimenez powell jenkins perry russell sullivan bell coleman butler henderson barnes fisher vasquez simmons graham murray ford hamilton';
const japanese =
  'sato suzuki takahashi tanaka watanabe ito yamamoto nakamura kobayashi kato yoshida yamada sasaki matsumoto inoue kimura hayashi shimizu mori abe ikeda hashimoto ishikawa ogawa okada';
const japaneseGiven =
  'hiroshi takashi kenji akira yuki haruka sakura yoko keiko naoki daisuke takuya kenta yusuke ryo taro jun ken aya mika emi yumi tomoko hana mai';
const words =
  'love happy sunshine lucky angel baby princess queen king star sky blue red green black white silver golden dragon tiger wolf lion eagle bear fox cat dog kitty puppy bunny butterfly flower rose daisy lily summer winter spring autumn ocean beach river mountain forest sun moon rain snow storm thunder fire ice rock metal music guitar piano drum dance dancer singer artist writer reader teacher doctor nurse coach soccer football baseball basketball hockey tennis golf runner rider biker racer gamer hunter fisher pilot captain sailor pirate ninja warrior knight wizard magic dream hope faith peace freedom world travel coffee chocolate cookie sugar honey candy pizza apple cherry peach mango lemon';
const adjectives =
  'cool sweet crazy hot big little super mr mrs miss the real dark wild happy lucky red blue black sexy cute lazy old';
const teams =
  'yankees cowboys lakers steelers raiders packers bulls eagles redsox cubs arsenal chelsea liverpool manutd barca juve celtic';
const walks =
  'qwerty asdf asdfgh asdfasdf zxcvbnm qwertyuiop 123456 12345678 qazwsx 1q2w3e abc123 abcdefg 111111 000000 qwe123 zaq1 poiuy';

export function mailboxPopulation(random: Random): Population {
  const steep = 0.4 + 0.6 * random.next();
  const falling = (list: string, power: number) => fallingPart(list, { power, shift: 2, jitter: 0.15 }, random);
  const first = blend([falling(firsts, steep), 3], [falling(nicknames, steep), 1]);
  const last = falling(lasts, steep);
  const word = falling(words, 0.4);
  const adjective = falling(adjectives, 0.5);
  const [familyJa, givenJa] = [falling(japanese, 0.8), falling(japaneseGiven, 0.5)];
  const anyLetter = part([...'abcdefghijklmnoprstw'].map((letter) => [letter, 1]));
  const dot = part([
    ['.', 5],
    ['_', 2],
    ['', 5],
    ['-', 0.7],
  ]);
  const loose = part([
    ['', 8],
    ['_', 1.5],
    ['.', 0.7],
  ]);
  const born = part(numbers(1945, 2010).map((year) => [String(year), Math.exp(-(((year - 1984) / 15) ** 2))]));
  const bornShort = part(born.map(({ text, chance }) => [text.slice(2), chance]));
  const tail = blend(
    [born, 2],
    [bornShort, 3],
    [part(numbers(1, 10).map((n) => [String(n), 1 / n])), 2],
    [part(numbers(10, 100).map((n) => [String(n), n % 11 === 0 || n === 69 || n === 23 ? 3 : 1])), 3],
    [part(numbers(100, 1000).map((n) => [String(n), n % 111 === 0 || n === 123 || n === 420 ? 25 : 1])), 2],
    [part(numbers(1000, 10_000).map((n) => [String(n), n === 1234 || n === 2000 ? 200 : 1])), 1],
    [part(numbers(1, 13).flatMap((m) => numbers(1, 31).map((d) => [two(m) + two(d), 1] as const))), 1],
  );
  const templates: Template[] = [
    { id: 'first last', share: 14, parts: [first, dot, last] },
    { id: 'first last tail', share: 12, parts: [first, dot, last, tail] },
    { id: 'first m last', share: 2, parts: [first, dot, anyLetter, dot, last] },
    { id: 'f last', share: 6, parts: [initialOf(first), dot, last] },
    { id: 'f last tail', share: 6, parts: [initialOf(first), last, tail] },
    { id: 'fm last', share: 1.5, parts: [initialOf(first), anyLetter, last] },
    { id: 'last first', share: 3, parts: [last, dot, first] },
    { id: 'last f', share: 2, parts: [last, dot, initialOf(first)] },
    { id: 'first l', share: 2, parts: [first, dot, initialOf(last)] },
    { id: 'first l tail', share: 2, parts: [first, initialOf(last), tail] },
    { id: 'first', share: 1, parts: [first] },
    { id: 'first tail', share: 10, parts: [first, loose, tail] },
    { id: 'last tail', share: 4, parts: [last, loose, tail] },
    { id: 'letters tail', share: 2, parts: [initialOf(first), anyLetter, initialOf(last), tail] },
    { id: 'word', share: 0.7, parts: [word] },
    { id: 'word tail', share: 6, parts: [word, loose, tail] },
    { id: 'word word', share: 3, parts: [word, loose, word] },
    { id: 'word word tail', share: 2, parts: [word, word, tail] },
    { id: 'adjective word', share: 2.5, parts: [adjective, loose, word] },
    { id: 'adjective word tail', share: 2.5, parts: [adjective, word, tail] },
    { id: 'adjective first', share: 2, parts: [adjective, loose, first] },
    { id: 'word first', share: 1.5, parts: [word, loose, first] },
    {
      id: 'first lover',
      share: 0.7,
      parts: [
        word,
        part([
          ['lover', 2],
          ['girl', 2],
          ['boy', 1],
          ['guy', 1],
          ['fan', 1],
        ]),
        tail,
      ],
    },
    { id: 'team tail', share: 1.5, parts: [falling(teams, 0.5), tail] },
    { id: 'walk', share: 1, parts: [falling(walks, 0.8)] },
    { id: 'wrapped', share: 0.6, parts: [fixedPart('xx'), word, fixedPart('xx')] },
    { id: 'japanese names', share: 2, parts: [givenJa, dot, familyJa] },
    { id: 'japanese tail', share: 2, parts: [blend([givenJa, 1], [familyJa, 1]), tail] },
    { id: 'random 8', share: 2, parts: scrambledParts('abcdefghijklmnopqrstuvwxyz', 8) },
    { id: 'random 12', share: 2, parts: scrambledParts('abcdefghijklmnopqrstuvwxyz0123456789', 12) },
    { id: 'hex', share: 0.6, parts: scrambledParts('0123456789abcdef', 16) },
    { id: 'number', share: 1, parts: scrambledParts('0123456789', 9) },
  ];
  return population(templates.map((one) => ({ ...one, share: one.share * Math.exp(0.4 * random.normal()) })));
}
