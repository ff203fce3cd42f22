// A twelfth population, committed before the model was run on it: plain lists and plain rules, each kind about as common as any
// other, as somebody would write them down who has never counted mailboxes. Every choice within a list is as likely as the next,
// or falls as one over its rank.
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

const surnames =
  'sato suzuki takahashi tanaka ito watanabe yamamoto nakamura kobayashi kato yoshida yamada sasaki yamaguchi matsumoto inoue kimura hayashi saito shimizu mori abe ikeda hashimoto ishikawa maeda fujita okada goto hasegawa murakami kondo ishii sakamoto endo aoki fujii nishimura fukuda miura';
const givenNames =
  'hiroshi takashi kenji akira makoto satoshi daisuke takuya kenta naoki yuki haruto sota ren shota ryota tatsuya kazuya hideki masato yoko keiko yuko hanako tomoko naomi ayumi megumi sakura aoi misaki ai mai yui rina miku haruka nanami kaori mayumi akitaka shinya';
const firstNames =
  'john michael david james robert william mary jennifer lisa sarah anna emily daniel chris paul mark kevin brian jessica amy laura peter tom alex kate emma jack ben sam nick';
const lastNames =
  'smith johnson williams brown jones miller davis wilson taylor anderson thomas moore martin lee white harris clark lewis walker hall young king wright scott green baker adams hill carter mitchell';
const plainWords =
  'love cat dog sun moon star sky blue red black white happy lucky angel dragon tiger flower music soccer tennis baseball summer winter ocean coffee apple dream magic king queen sakura neko hana sora yume';
const boards =
  'qwerty qwertyuiop asdf asdfgh asdfghjkl zxcv zxcvbnm qazwsx 1qaz2wsx qweasd qweasdzxc 123456 12345678 abcdef abc123 asdf1234 qwer1234 q1w2e3r4 1q2w3e4r zaq12wsx';
const firms = 'info sales support contact admin office mail shop web news staff help';

const typed = (text: string) =>
  text.replace(/^(sat|it|kat|sait|got|kond|end)o$/, '$1ou').replace(/^(yo|yu|sho|ryo)/, '$1u');
const threeWays = (text: string): readonly (readonly [string, number])[] => [
  [text, 0.6],
  [nationalSpelling(text), 0.2],
  [typed(text), 0.2],
];

export function plainPopulation(random: Random): Population {
  const power = random.next() < 0.5 ? 0 : 1;
  const list = (words: string) => fallingPart(words, { power, shift: 0, jitter: 0 }, random);
  const family = variedPart(list(surnames), threeWays);
  const given = variedPart(list(givenNames), threeWays);
  const [first, last, word] = [list(firstNames), list(lastNames), list(plainWords)];
  const marks = part(['.', '_', '-', ''].map((text) => [text, 1]));
  const year = part(numbers(1950, 2011).map((value) => [String(value), 1]));
  const shortYear = part(numbers(50, 111).map((value) => [two(value % 100), 1]));
  const pair = part(numbers(0, 100).map((value) => [two(value), 1]));
  const date = part(
    numbers(1, 13).flatMap((month) => numbers(1, 32).map((day) => [two(month) + two(day), 1] as const)),
  );
  const favourite = part(['1', '7', '11', '77', '88', '123', '777', '1234'].map((text) => [text, 1]));
  const tail = blend([year, 1], [shortYear, 1], [pair, 1], [date, 1], [favourite, 1]);
  const lower = 'abcdefghijklmnopqrstuvwxyz';
  const kinds: readonly (readonly [kind: string, share: number, templates: readonly (readonly Part[])[]])[] = [
    ['japanese alone', 5, [[family], [given]]],
    [
      'japanese and digits',
      12,
      [
        [family, tail],
        [given, tail],
        [family, marks, tail],
        [given, marks, tail],
      ],
    ],
    [
      'japanese names',
      14,
      [
        [family, marks, given],
        [given, marks, family],
      ],
    ],
    [
      'japanese names and digits',
      10,
      [
        [family, marks, given, tail],
        [given, marks, family, tail],
      ],
    ],
    [
      'japanese initials',
      12,
      [
        [initialOf(given), marks, family],
        [initialOf(given), marks, family, tail],
        [family, marks, initialOf(given)],
        [initialOf(family), initialOf(given), tail],
      ],
    ],
    ['english alone', 4, [[first], [last]]],
    [
      'english and digits',
      8,
      [
        [first, tail],
        [last, tail],
      ],
    ],
    [
      'english names',
      10,
      [
        [first, marks, last],
        [last, marks, first],
      ],
    ],
    ['english names and digits', 7, [[first, marks, last, tail]]],
    [
      'english initials',
      7,
      [
        [initialOf(first), marks, last],
        [initialOf(first), marks, last, tail],
        [first, marks, initialOf(last)],
      ],
    ],
    [
      'words',
      10,
      [
        [word],
        [word, tail],
        [word, marks, word],
        [word, marks, word, tail],
        [word, marks, given],
        [given, marks, word],
      ],
    ],
    ['walks', 3, [[list(boards)], [list(boards), tail]]],
    [
      'tasks',
      3,
      [
        [list(firms)],
        [
          family,
          part([
            ['-', 1],
            ['_', 1],
            ['.', 1],
          ]),
          list(firms),
        ],
      ],
    ],
    [
      'random',
      8,
      [scrambledParts(lower, 8), scrambledParts(`${lower}0123456789`, 8), scrambledParts(`${lower}0123456789`, 10)],
    ],
    [
      'numbers',
      2,
      [scrambledParts('0123456789', 8), [...scrambledParts(lower, 2), ...scrambledParts('0123456789', 6)]],
    ],
    [
      'telephones',
      1,
      [
        [
          part([
            ['090', 2],
            ['080', 1],
          ]),
          ...scrambledParts('0123456789', 8),
        ],
      ],
    ],
    [
      'carrier',
      4,
      [scrambledParts(`${lower}0123456789`, 20), [fixedPart('d'), ...scrambledParts(`${lower}0123456789`, 12)]],
    ],
  ];
  const templates: Template[] = kinds.flatMap(([kind, share, all]) => {
    const varied = share * Math.exp(0.4 * random.normal());
    return all.map((parts, at) => ({ id: `${kind} ${at}`, share: varied / all.length, parts }));
  });
  return population(templates);
}
