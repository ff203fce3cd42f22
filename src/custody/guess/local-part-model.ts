// How local parts come about: a mixture of forms, each a product of word, separator and digit chances.
//
// Every share below is an assumption. No open statistic of local parts is known to us; the forms are those that harvesting and
// dictionary attacks are reported to use (R. Clayton, "Do Zebras get more Spam than Aardvarks?", CEAS 2008), the shares
// are ours, and that they are unsure is why a guess number comes with an interval.
import type { Random } from '../../vocabulary/random.ts';
import { digitsChance, drawDigits } from './digits.ts';
import { LetterModel } from './markov.ts';
import { weightedChoice } from './weighted-choice.ts';
import { WordList, type WordLists } from './word-lists.ts';

type Separators = Readonly<Record<string, number>>;
const betweenNames: Separators = { '': 0.34, '.': 0.26, _: 0.23, '-': 0.17 };
const afterInitial: Separators = { '': 0.4, '.': 0.16, '-': 0.27, _: 0.17 };
const beforeDigits: Separators = { '': 0.84, _: 0.06, '-': 0.06, '.': 0.04 };

type Core = { readonly id: string; readonly share: number; chance(text: string): number; draw(random: Random): string };
/** A form: what it is called in the output, its share of all mailboxes, the chance of a text within it. */
export type Form = {
  readonly id: string;
  readonly share: number;
  chance(text: string): number;
  draw(random: Random): string;
};

function drawSeparator(separators: Separators, random: Random): string {
  return weightedChoice(Object.entries(separators), ([, share]) => share, random)?.[0] ?? '';
}

/** A first word rarer than this is none: the pair would be rarer than random letters. */
const LEAST_CHANCE = 1e-16;

/** Two words in a row, with or without a separator: summed over every place where the text may part. */
function pair(id: string, share: number, first: WordList, second: WordList, separators: Separators): Core {
  const alone = separators[''] ?? 0;
  return {
    id,
    share,
    chance(text) {
      let chance = 0;
      const { heads } = first.parts(text);
      const { tails } = second.parts(text);
      for (let at = 1; at < text.length; at += 1) {
        const head = heads[at] ?? 0;
        if (head < LEAST_CHANCE) continue;
        const separated = separators[text.charAt(at)];
        if (separated !== undefined) chance += head * separated * (tails[at + 1] ?? 0);
        chance += head * alone * (tails[at] ?? 0);
      }
      return chance;
    },
    draw: (random) => first.draw(random) + drawSeparator(separators, random) + second.draw(random),
  };
}

const single = (id: string, share: number, list: WordList): Core => ({
  id,
  share,
  chance: (text) => list.chance(text),
  draw: (random) => list.draw(random),
});

/** A core alone or with digits after it. */
function withDigits(core: Core, digitShare: number): readonly Form[] {
  return [
    { ...core, share: core.share * (1 - digitShare) },
    {
      id: `${core.id}+digits`,
      share: core.share * digitShare,
      chance(text) {
        const digits = /\d{1,12}$/.exec(text)?.[0];
        if (digits === undefined) return 0;
        const rest = text.slice(0, -digits.length);
        const alone = (beforeDigits[''] ?? 0) * core.chance(rest);
        const separated = beforeDigits[rest.slice(-1)];
        const joined = rest.length > 1 && separated !== undefined ? separated * core.chance(rest.slice(0, -1)) : 0;
        return (alone + joined) * digitsChance(digits);
      },
      draw: (random) => core.draw(random) + drawSeparator(beforeDigits, random) + drawDigits(random),
    },
  ];
}

/** Every text of one length over one alphabet is as likely as any other. */
function uniform(id: string, share: number, alphabet: string, lengths: Readonly<Record<number, number>>): Form {
  const allowed = new Set(alphabet);
  return {
    id,
    share,
    chance(text) {
      const lengthShare = lengths[text.length];
      if (lengthShare === undefined) return 0;
      for (const letter of text) if (!allowed.has(letter)) return 0;
      return lengthShare * alphabet.length ** -text.length;
    },
    draw(random) {
      const length = Number(weightedChoice(Object.entries(lengths), ([, of]) => of, random)?.[0] ?? 8);
      return Array.from({ length }, () => alphabet[random.below(alphabet.length)]).join('');
    },
  };
}

function keyboardWalks(): WordList {
  const weights = new Map<string, number>();
  for (const row of ['qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'abcdefghijkl', '1234567890', 'poiuytrewq', 'lkjhgfdsa']) {
    for (let from = 0; from < row.length - 2; from += 1) {
      for (let to = from + 3; to <= row.length; to += 1) weights.set(row.slice(from, to), from === 0 ? 8 : 1);
    }
  }
  for (const walk of ['qazwsx', 'qazwsxedc', '1qaz2wsx', 'zaqxsw', 'qweasd', 'qweasdzxc', 'asdzxc'])
    weights.set(walk, 8);
  for (const letter of 'abcdefghijklmnopqrstuvwxyz') {
    for (let times = 2; times <= 8; times += 1) weights.set(letter.repeat(times), 1);
  }
  return new WordList(weights);
}

const alphabetic = 'abcdefghijklmnopqrstuvwxyz';
const alphanumeric = `${alphabetic}0123456789`;

/**
 * All forms; shares sum to 1.
 *
 * The last, `unlike-any-form`, gives every text some chance, so that no local part has an infinite guess number.
 */
export function localPartForms(lists: WordLists): readonly Form[] {
  const { surnameJa, givenJa, firstEn, lastEn, word, role, initial } = lists;
  const shown = [surnameJa, givenJa, firstEn, lastEn, word].flatMap((list) =>
    list.listed(4000).map(([text, chance]) => ({ text, weight: chance * 4000 })),
  );
  const letters = new LetterModel(shown);
  const walks = keyboardWalks();
  const madeUp: Core = {
    id: 'pronounceable',
    share: 0.09,
    chance: (text) => letters.chance(text),
    draw: (random) => letters.draw(random) ?? '',
  };
  const initials = new WordList(new Map(initial.listed()));
  return [
    single('role', 0.03, role),
    ...withDigits(single('surname-ja', 0.06, surnameJa), 0.6),
    ...withDigits(single('given-ja', 0.07, givenJa), 0.6),
    ...withDigits(single('first-en', 0.05, firstEn), 0.6),
    ...withDigits(single('last-en', 0.04, lastEn), 0.5),
    ...withDigits(pair('surname-given-ja', 0.018, surnameJa, givenJa, betweenNames), 0.35),
    ...withDigits(pair('given-surname-ja', 0.04, givenJa, surnameJa, betweenNames), 0.35),
    ...withDigits(pair('first-last-en', 0.09, firstEn, lastEn, betweenNames), 0.35),
    ...withDigits(pair('last-first-en', 0.02, lastEn, firstEn, betweenNames), 0.3),
    ...withDigits(pair('initial-surname-ja', 0.14, initials, surnameJa, afterInitial), 0.6),
    ...withDigits(pair('surname-initial-ja', 0.035, surnameJa, initials, afterInitial), 0.4),
    ...withDigits(pair('initial-last-en', 0.05, initials, lastEn, afterInitial), 0.45),
    ...withDigits(pair('last-initial-en', 0.02, lastEn, initials, afterInitial), 0.4),
    ...withDigits(pair('initial-given-ja', 0.01, initials, givenJa, afterInitial), 0.4),
    ...withDigits(pair('given-initial-ja', 0.012, givenJa, initials, afterInitial), 0.4),
    ...withDigits(pair('first-initial-en', 0.012, firstEn, initials, afterInitial), 0.4),
    ...withDigits(single('word', 0.06, word), 0.5),
    ...withDigits(pair('word-word', 0.03, word, word, betweenNames), 0.3),
    ...withDigits(pair('given-word-ja', 0.01, givenJa, word, betweenNames), 0.3),
    ...withDigits(pair('word-given-ja', 0.01, word, givenJa, betweenNames), 0.3),
    ...withDigits(pair('first-word-en', 0.008, firstEn, word, betweenNames), 0.3),
    ...withDigits(pair('word-first-en', 0.012, word, firstEn, betweenNames), 0.3),
    ...withDigits(single('keyboard-walk', 0.01, walks), 0.4),
    ...withDigits(madeUp, 0.4),
    {
      id: 'digits-first',
      share: 0.006,
      chance(text) {
        const digits = /^\d{1,12}/.exec(text)?.[0];
        if (digits === undefined) return 0;
        const rest = text.slice(digits.length);
        return digitsChance(digits) * 0.5 * (surnameJa.chance(rest) + givenJa.chance(rest));
      },
      draw: (random) => drawDigits(random) + (random.next() < 0.5 ? surnameJa : givenJa).draw(random),
    },
    { id: 'digits', share: 0.008, chance: digitsChance, draw: drawDigits },
    uniform('random-letters', 0.035, alphabetic, { 5: 0.08, 6: 0.15, 7: 0.17, 8: 0.3, 9: 0.12, 10: 0.12, 12: 0.06 }),
    uniform('random-letters-digits', 0.04, alphanumeric, {
      5: 0.04,
      6: 0.14,
      7: 0.15,
      8: 0.3,
      9: 0.12,
      10: 0.15,
      12: 0.1,
    }),
    // docomo has given new mailboxes such names since July 2001.
    uniform('carrier-default', 0.02, alphanumeric, { 16: 0.3, 18: 0.2, 20: 0.5 }),
    {
      id: 'unlike-any-form',
      share: 0.002,
      // Geometric length, 96 characters to choose from.
      chance: (text) => 0.1 * 0.9 ** text.length * 96 ** -text.length,
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
