// How local parts come about: a mixture of forms, each a product of word, separator and digit chances.
//
// Every share below is an assumption. No open statistic of local parts is known to us; the forms are those that harvesting and
// dictionary attacks are reported to use (R. Clayton, "Do Zebras get more Spam than Aardvarks?", CEAS 2008), the shares
// are ours, and that they are unsure is why a guess number comes with an interval.
import type { Random } from '../../vocabulary/random.ts';
import { composed } from './composed-form.ts';
import { digitsChance, drawDigits, drawNumber, drawReignYear, numberChance, reignYearChance } from './digits.ts';
import { either, everywhere, impossible, type Likelihood, scaled } from './likelihood.ts';
import { LetterModel } from './markov.ts';
import { weightedChoice } from './weighted-choice.ts';
import { likelierWhereItOccurs, MixedWordList, PEOPLE, WordList, type WordLists } from './word-lists.ts';

const alphabetic = 'abcdefghijklmnopqrstuvwxyz';
const alphanumeric = `${alphabetic}0123456789`;

type Separators = readonly (readonly [separator: string, share: number])[];
/** Telephones in Japan took two in a row, and so people have them. */
const doubled: Separators = ['..', '__', '--', '.-', '-.', '_.', '._', '-_', '_-'].map((text) => [text, 0.001]);
const separators = (none: number, dot: number, under: number, dash: number): Separators => [
  ['', none - 0.009],
  ['.', dot],
  ['_', under],
  ['-', dash],
  ...doubled,
];
const betweenNames = separators(0.36, 0.27, 0.2, 0.17);
const betweenJapanese = separators(0.38, 0.18, 0.23, 0.21);
const afterInitial = separators(0.44, 0.16, 0.14, 0.26);
const beforeDigits = separators(0.82, 0.05, 0.07, 0.06);
/** What stands between two words of one thought: dariothedragon, hanatosora, ken-loves-mari. */
const links: Separators = [
  'the',
  'of',
  'and',
  'no',
  'to',
  'n',
  'x',
  'love',
  'loves',
  'in',
  'de',
  'san',
  'is',
  'for',
  'my',
].flatMap((text, at, all) => {
  const share = 1 / (at + 2) / all.reduce((sum, _, rank) => sum + 1 / (rank + 2), 0);
  return [
    [text, 0.7 * share],
    [`-${text}-`, 0.1 * share],
    [`_${text}_`, 0.1 * share],
    [`.${text}.`, 0.1 * share],
  ] as const;
});
const noneOf = (list: Separators) => (list[0]?.[0] === '' ? list[0][1] : 0);
const mark = /[._-]/;

type Core = {
  readonly id: string;
  readonly share: number;
  /** Digits after it may begin at any digit: asdf1234, and 7. */
  readonly mayEndInDigits?: true;
  likelihood(text: string): Likelihood;
  draw(random: Random): string;
};
/** A form: what it is called in the output, its share of all mailboxes, the likelihood of a text within it. */
export type Form = {
  readonly id: string;
  readonly share: number;
  likelihood(text: string): Likelihood;
  draw(random: Random): string;
};

function drawSeparator(of: Separators, random: Random): string {
  return weightedChoice(of, ([, share]) => share, random)?.[0] ?? '';
}

/** A first word rarer than this is none: the pair would be rarer than random letters. */
const LEAST_CHANCE = 1e-16;

type Positions = ReturnType<WordList['parts']>['heads'];

/** Adds the likelihood of a head and a tail in a row: without objects, this is done most of all. */
function addProduct(
  sum: { chance: number; local: number },
  heads: Positions,
  head: number,
  tails: Positions,
  tail: number,
  share: number,
): void {
  const [a, b] = [heads.chance[head] ?? 0, tails.chance[tail] ?? 0];
  if (b === 0) return;
  sum.chance += share * a * b;
  sum.local += share * ((heads.local[head] ?? 0) * b + a * (tails.local[tail] ?? 0));
}

/** Two words in a row, with or without a separator: summed over every place where the text may part. */
function pair(id: string, share: number, first: WordList, second: WordList, between: Separators): Core {
  const alone = noneOf(between);
  const begins = new Set(between.map(([separator]) => separator.charAt(0)));
  return {
    id,
    share,
    likelihood(text) {
      const { heads } = first.parts(text);
      const { tails } = second.parts(text);
      const sum = { chance: 0, local: 0 };
      for (let at = 1; at < text.length; at += 1) {
        if ((heads.chance[at] ?? 0) < LEAST_CHANCE) continue;
        addProduct(sum, heads, at, tails, at, alone);
        if (!begins.has(text.charAt(at))) continue;
        for (const [separator, of] of between) {
          if (separator !== '' && text.startsWith(separator, at))
            addProduct(sum, heads, at, tails, at + separator.length, of);
        }
      }
      return sum;
    },
    draw: (random) => first.draw(random) + drawSeparator(between, random) + second.draw(random),
  };
}

/** A name, one letter of another, a surname: john.f.kennedy, jfkennedy. The same separator, or none, twice. */
function withMiddleInitial(id: string, share: number, first: WordList, middle: WordList, last: WordList): Core {
  const marks: Separators = [
    ['', 0.5],
    ['.', 0.3],
    ['_', 0.12],
    ['-', 0.08],
  ];
  return {
    id,
    share,
    likelihood(text) {
      const { heads } = first.parts(text);
      const { tails } = last.parts(text);
      const sum = { chance: 0, local: 0 };
      for (let at = 1; at < text.length - 1; at += 1) {
        if ((heads.chance[at] ?? 0) < LEAST_CHANCE) continue;
        for (const [separator, of] of marks) {
          const letter = at + separator.length;
          if (!text.startsWith(separator, at) || !text.startsWith(separator, letter + 1)) continue;
          const share = of * middle.chance(text.charAt(letter));
          addProduct(sum, heads, at, tails, letter + 1 + separator.length, share);
        }
      }
      return sum;
    },
    draw(random) {
      const separator = drawSeparator(marks, random);
      return first.draw(random) + separator + middle.draw(random) + separator + last.draw(random);
    },
  };
}

const single = (id: string, share: number, list: WordList): Core => ({
  id,
  share,
  likelihood: (text) => list.likelihood(text),
  draw: (random) => list.draw(random),
});

/** Of those with digits after a name or a word, who gives a year of birth by the emperor's reign (an assumption). */
const BY_REIGN = 0.01;

/** A core alone or with digits after it. */
function withDigits(core: Core, digitShare: number): readonly Form[] {
  return [
    { ...core, share: core.share * (1 - digitShare) },
    {
      id: `${core.id}+digits`,
      share: core.share * digitShare,
      likelihood(text) {
        const digits = /\d{1,12}$/.exec(text)?.[0];
        if (digits === undefined) return impossible;
        const rest = text.slice(0, -digits.length);
        const likelihoodBefore = (before: string, tail: number) =>
          tail === 0
            ? impossible
            : scaled(
                separated(before, beforeDigits, (alone) => core.likelihood(alone)),
                tail,
              );
        const letter = rest.slice(-1);
        let later = impossible;
        for (let at = 1; core.mayEndInDigits && at < digits.length; at += 1) {
          const before = rest + digits.slice(0, at);
          later = either(later, likelihoodBefore(before, (1 - BY_REIGN) * digitsChance(digits.slice(at))));
        }
        return either(
          either(later, likelihoodBefore(rest, (1 - BY_REIGN) * digitsChance(digits))),
          likelihoodBefore(rest.slice(0, -1), BY_REIGN * reignYearChance(letter + digits)),
        );
      },
      draw(random) {
        const tail = random.next() < BY_REIGN ? drawReignYear(random) : drawDigits(random);
        return core.draw(random) + drawSeparator(beforeDigits, random) + tail;
      },
    },
  ];
}

/** Of what ends in a separator, or in none. */
function separated(text: string, of: Separators, likelihood: (alone: string) => Likelihood): Likelihood {
  let sum = scaled(likelihood(text), noneOf(of));
  if (!mark.test(text.slice(-1))) return sum;
  for (const [separator, share] of of) {
    if (separator !== '' && text.length > separator.length && text.endsWith(separator))
      sum = either(sum, scaled(likelihood(text.slice(0, -separator.length)), share));
  }
  return sum;
}

/** Digits before a name. */
function digitsFirst(share: number, list: WordList): Form {
  return {
    id: 'digits-first',
    share,
    likelihood(text) {
      const [, digits = '', separator = '', rest = ''] = /^(\d{1,12})([._-]{0,2})(.+)$/.exec(text) ?? [];
      const of = beforeDigits.find(([one]) => one === separator)?.[1] ?? 0;
      return of === 0 || rest === '' ? impossible : scaled(list.likelihood(rest), digitsChance(digits) * of);
    },
    draw: (random) => drawDigits(random) + drawSeparator(beforeDigits, random) + list.draw(random),
  };
}

/** A name said twice. */
const twice = (share: number, list: WordList): Core => ({
  id: 'doubled',
  share,
  likelihood(text) {
    const half = text.slice(0, text.length / 2);
    return half !== '' && half + half === text ? list.likelihood(half) : impossible;
  },
  draw: (random) => list.draw(random).repeat(2),
});

const wrappings = ['x', 'xx', 'xxx', '_', '__', 'o', 'oo'] as const;
/** A name or a word or two between ornaments: xxdragonxx. */
const wrapped = (share: number, inner: readonly Pick<Core, 'likelihood' | 'draw'>[]): Core => ({
  id: 'wrapped',
  share,
  likelihood(text) {
    let sum = impossible;
    for (const wrap of wrappings) {
      if (text.length <= 2 * wrap.length || !text.startsWith(wrap) || !text.endsWith(wrap)) continue;
      for (const one of inner) sum = either(sum, one.likelihood(text.slice(wrap.length, -wrap.length)));
    }
    return scaled(sum, 1 / (wrappings.length * inner.length));
  },
  draw(random) {
    const wrap = wrappings[random.below(wrappings.length)] ?? '';
    return wrap + (inner[random.below(inner.length)]?.draw(random) ?? '') + wrap;
  },
});

const likeLetters: Readonly<Record<string, string>> = { o: '0', i: '1', e: '3', a: '4', s: '5', t: '7' };
/** Digits for the letters they look like; each such letter of a word is replaced wherever it stands, or nowhere, half of the time. */
const leet = (share: number, list: WordList): Core => ({
  id: 'leet',
  share,
  likelihood(text) {
    if (!/[a-z]/.test(text) || !/\d/.test(text)) return impossible;
    let word = text;
    for (const [letter, digit] of Object.entries(likeLetters)) word = word.replaceAll(digit, letter);
    const kinds = Object.keys(likeLetters).filter((letter) => word.includes(letter));
    const mixedUp = kinds.some((letter) => text.includes(letter) && text.includes(likeLetters[letter] ?? ''));
    return mixedUp ? impossible : scaled(list.likelihood(word), 1 / 2 ** kinds.length);
  },
  draw(random) {
    let text = list.draw(random);
    for (const [letter, digit] of Object.entries(likeLetters)) {
      if (random.next() < 0.5) text = text.replaceAll(letter, digit);
    }
    return text;
  },
});

/** Every text of one length over one alphabet is as likely as any other. */
function uniform(id: string, share: number, alphabet: string, lengths: Readonly<Record<number, number>>): Form {
  const allowed = new Set(alphabet);
  return {
    id,
    share,
    likelihood(text) {
      const lengthShare = lengths[text.length];
      if (lengthShare === undefined) return impossible;
      for (const letter of text) if (!allowed.has(letter)) return impossible;
      return everywhere(lengthShare * alphabet.length ** -text.length);
    },
    draw(random) {
      const length = Number(weightedChoice(Object.entries(lengths), ([, of]) => of, random)?.[0] ?? 8);
      return Array.from({ length }, () => alphabet[random.below(alphabet.length)]).join('');
    },
  };
}

/** Letters, then digits, each at random: what a provider, a school or a firm hands out. Shares of how many are assumptions. */
function codes(share: number): Form {
  const letterCounts = [
    [1, 0.35],
    [2, 0.3],
    [3, 0.25],
    [4, 0.1],
  ] as const;
  const digitCounts = [
    [3, 0.2],
    [4, 0.3],
    [5, 0.2],
    [6, 0.18],
    [7, 0.12],
  ] as const;
  const shareOf = (counts: readonly (readonly [number, number])[], count: number) =>
    counts.find(([one]) => one === count)?.[1] ?? 0;
  const some = (alphabet: string, length: number, random: Random) =>
    Array.from({ length }, () => alphabet[random.below(alphabet.length)]).join('');
  return {
    id: 'code',
    share,
    likelihood(text) {
      const [, letters = '', digits = ''] = /^([a-z]{1,4})(\d{3,7})$/.exec(text) ?? [];
      const shape = shareOf(letterCounts, letters.length) * shareOf(digitCounts, digits.length);
      return everywhere(shape / (26 ** letters.length * 10 ** digits.length));
    },
    draw(random) {
      const letters = weightedChoice(letterCounts, ([, of]) => of, random)?.[0] ?? 3;
      const digits = weightedChoice(digitCounts, ([, of]) => of, random)?.[0] ?? 4;
      return some(alphabetic, letters, random) + some('0123456789', digits, random);
    },
  };
}

/** What fingers find on a keyboard, and count without thinking; the commonest first (our own order, after lists of leaked passwords). */
const knownWalks =
  'qwerty 123456 asdf 1qaz2wsx abc123 qwertyuiop asdfgh 12345678 111111 zxcvbn 1234 qazwsx 123123 000000 abcd asdfghjkl zxcvbnm 1q2w3e4r qwer abcdefg 1q2w3e q1w2e3r4 zaq12wsx qweasd asdf1234 qwer1234 123456789 12345 aaaa zxcv abcdef 777777 a1b2c3 aaa111 asdasd asdfasdf qweasdzxc qazwsxedc poiuy poiuyt lkjhgf 654321 abcde qwerty123 abcd1234 123qwe 987654321 666666 888888 121212 112233 abcabc aabbcc xyz xyz123 zaqxsw mnbvcxz asdzxc 1qazxsw2 q1w2e3 qwe123 asd123 zxc123';

function keyboardWalks(): WordList {
  const weights = new Map<string, number>();
  const known = knownWalks.split(' ');
  for (const row of ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'abcdefghijkl', '1234567890', 'poiuytrewq', 'lkjhgfdsa']) {
    for (let from = 0; from < row.length - 2; from += 1) {
      for (let to = from + 3; to <= row.length; to += 1) weights.set(row.slice(from, to), from === 0 ? 2 : 0.5);
    }
  }
  for (const letter of alphanumeric) {
    for (let times = 2; times <= 8; times += 1) weights.set(letter.repeat(times), 0.5);
  }
  for (const [rank, walk] of known.entries()) weights.set(walk, 400 / (rank + 5));
  return new WordList(weights);
}

/**
 * All forms; shares sum to 1.
 *
 * The last, `unlike-any-form`, gives every text some chance, so that no local part has an infinite guess number.
 */
export function localPartForms(lists: WordLists): readonly Form[] {
  const { surnameJa, givenJa, first, last, word, role, name, ending, beginning } = lists;
  const { initial, initialJa, surnameInitial } = lists;
  const shown = [surnameJa, givenJa, first, last, word].flatMap((list) =>
    list.listed(1500).map(([text, chance]) => ({ text, weight: chance * 1500 })),
  );
  const letters = new LetterModel(shown);
  const madeUp: Core = {
    id: 'pronounceable',
    share: 0.03,
    likelihood(text) {
      const chance = letters.chance(text);
      return { chance, local: chance * likelierWhereItOccurs(chance, PEOPLE.madeUp) };
    },
    draw: (random) => letters.draw(random) ?? '',
  };
  const given = new MixedWordList([
    [givenJa, 0.6],
    [first, 0.4],
  ]);
  const anyInitial = new MixedWordList([
    [initialJa, 0.5],
    [initial, 0.5],
  ]);
  const anyWord = new MixedWordList([
    [name, 0.6],
    [word, 0.4],
  ]);
  const wordWord = pair('word-word', 0.042, word, word, betweenNames);
  return [
    ...withDigits(single('role', 0.028, role), 0.15),
    pair('role-word', 0.005, role, word, betweenNames),
    pair('name-role', 0.016, name, role, betweenNames),
    pair('word-role', 0.004, word, role, betweenNames),
    ...withDigits(single('surname-ja', 0.042, surnameJa), 0.6),
    ...withDigits(single('given-ja', 0.067, givenJa), 0.65),
    ...withDigits(single('first', 0.042, first), 0.65),
    ...withDigits(single('last', 0.028, last), 0.55),
    ...withDigits(pair('surname-given-ja', 0.02, surnameJa, givenJa, betweenJapanese), 0.35),
    ...withDigits(pair('given-surname-ja', 0.065, givenJa, surnameJa, betweenJapanese), 0.35),
    ...withDigits(pair('first-last', 0.13, first, last, betweenNames), 0.35),
    ...withDigits(pair('last-first', 0.022, last, first, betweenNames), 0.3),
    ...withDigits(pair('initial-surname-ja', 0.085, initialJa, surnameJa, afterInitial), 0.78),
    ...withDigits(pair('surname-initial-ja', 0.012, surnameJa, initialJa, afterInitial), 0.4),
    ...withDigits(pair('initial-last', 0.05, initial, last, afterInitial), 0.55),
    ...withDigits(pair('last-initial', 0.01, last, initial, afterInitial), 0.4),
    ...withDigits(pair('initial-given-ja', 0.006, surnameInitial, givenJa, afterInitial), 0.4),
    ...withDigits(pair('given-initial-ja', 0.012, givenJa, surnameInitial, afterInitial), 0.4),
    ...withDigits(pair('first-initial', 0.02, first, surnameInitial, afterInitial), 0.4),
    ...withDigits(pair('initials', 0.016, anyInitial, surnameInitial, afterInitial), 0.9),
    ...withDigits(withMiddleInitial('three-initials', 0.008, anyInitial, initial, surnameInitial), 0.85),
    ...withDigits(withMiddleInitial('first-middle-last', 0.014, first, initial, last), 0.3),
    ...withDigits(withMiddleInitial('initials-last', 0.014, initial, initial, last), 0.35),
    ...withDigits(pair('given-given', 0.05, given, given, betweenNames), 0.4),
    ...withDigits(single('word', 0.026, word), 0.55),
    ...withDigits(wordWord, 0.4),
    ...withDigits(pair('linked', 0.03, anyWord, anyWord, links), 0.3),
    ...withDigits(pair('name-word', 0.08, name, word, betweenNames), 0.4),
    ...withDigits(pair('word-name', 0.08, word, name, betweenNames), 0.4),
    ...withDigits(pair('name-ending', 0.036, name, ending, betweenNames), 0.4),
    ...withDigits(pair('word-ending', 0.014, word, ending, betweenNames), 0.4),
    ...withDigits(pair('beginning-name', 0.018, beginning, name, betweenNames), 0.4),
    ...withDigits(pair('beginning-word', 0.018, beginning, word, betweenNames), 0.4),
    ...withDigits(twice(0.003, name), 0.3),
    ...withDigits(wrapped(0.008, [name, word, wordWord]), 0.3),
    ...withDigits(leet(0.006, word), 0.4),
    ...withDigits({ ...single('keyboard-walk', 0.014, keyboardWalks()), mayEndInDigits: true }, 0.4),
    ...withDigits(madeUp, 0.4),
    digitsFirst(0.014, anyWord),
    codes(0.02),
    composed(0.05, { name, word, role, ending, beginning, initial: anyInitial, letters }),
    { id: 'digits', share: 0.012, likelihood: (text) => everywhere(numberChance(text)), draw: drawNumber },
    uniform('random-letters', 0.03, alphabetic, { 5: 0.08, 6: 0.15, 7: 0.17, 8: 0.3, 9: 0.12, 10: 0.12, 12: 0.06 }),
    uniform('random-letters-digits', 0.04, alphanumeric, {
      5: 0.03,
      6: 0.12,
      7: 0.14,
      8: 0.28,
      9: 0.12,
      10: 0.15,
      11: 0.04,
      12: 0.1,
      14: 0.02,
    }),
    uniform('random-hex', 0.004, '0123456789abcdef', { 8: 0.3, 10: 0.2, 12: 0.2, 16: 0.3 }),
    // docomo has given new mailboxes such names since July 2001.
    uniform('carrier-default', 0.02, alphanumeric, { 13: 0.05, 15: 0.2, 16: 0.2, 18: 0.15, 20: 0.4 }),
    {
      id: 'unlike-any-form',
      share: 0.002,
      // Geometric length, 96 characters to choose from.
      likelihood: (text) => everywhere(0.1 * 0.9 ** text.length * 96 ** -text.length),
      draw(random) {
        let text = '';
        while (text === '' || (random.next() < 0.9 && text.length < 64)) {
          text += `${alphanumeric}._-`[random.below(39)] ?? '';
        }
        return text;
      },
    },
  ];
}
