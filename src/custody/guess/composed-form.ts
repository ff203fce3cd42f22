// Any pieces in a row: what no other form has thought of. It keeps three names, a word between digits or a name with two
// separators nearer to names than to random letters.
import type { Random } from '../../vocabulary/random.ts';
import { digitsChance, drawDigits } from './digits.ts';
import type { LetterModel } from './markov.ts';
import { weightedChoice } from './weighted-choice.ts';
import { numberOf, type WordList } from './word-lists.ts';

export type Pieces = {
  readonly name: WordList;
  readonly word: WordList;
  readonly ending: WordList;
  readonly beginning: WordList;
  readonly initial: WordList;
  readonly letters: LetterModel;
};

// Shares are assumptions; those of pieces and those of separators sum to 1.
const STOP = 0.45;
const pieceShares = { name: 0.28, word: 0.2, ending: 0.06, beginning: 0.05, made: 0.05, initial: 0.1, digits: 0.26 };
const separatorShares: readonly (readonly [separator: string, share: number])[] = [
  ['', 0.64],
  ['.', 0.11],
  ['_', 0.12],
  ['-', 0.12],
  ['..', 0.003],
  ['__', 0.004],
  ['--', 0.003],
];
/** Longer pieces are none: a bound on work. */
const LONGEST_PIECE = 14;

/** The chances of the pieces that begin at one place and are 1, 2, … characters long: digits, or a name or a word. */
function pieceChances(text: string, from: number, pieces: Pieces): readonly number[] {
  const digits = /^\d*/.exec(text.slice(from, from + LONGEST_PIECE))?.[0] ?? '';
  if (digits !== '') {
    return Array.from(digits, (_, at) => pieceShares.digits * digitsChance(digits.slice(0, at + 1)));
  }
  return pieces.letters.chancesFrom(text, from, LONGEST_PIECE).map((made, at) => {
    const word = text.slice(from, from + at + 1);
    if (at === 0) return pieceShares.initial * pieces.initial.chance(word);
    const number = numberOf(word);
    if (number === undefined) return pieceShares.made * made;
    return (
      pieceShares.made * made +
      pieceShares.name * pieces.name.listedChance(number) +
      pieceShares.word * pieces.word.listedChance(number) +
      pieceShares.ending * pieces.ending.listedChance(number) +
      pieceShares.beginning * pieces.beginning.listedChance(number)
    );
  });
}

/** Summed over every way to take the text apart: work grows with its length. */
function chanceOf(text: string, pieces: Pieces): number {
  const length = text.length;
  /** The chance that pieces end here, and that one begins here. */
  const ends = new Float64Array(length + 1);
  const begins = new Float64Array(length + 1);
  begins[0] = 1;
  for (let at = 0; at < length; at += 1) {
    const here = ends[at] ?? 0;
    if (here > 0) {
      for (const [separator, share] of separatorShares) {
        if (!text.startsWith(separator, at)) continue;
        const next = at + separator.length;
        begins[next] = (begins[next] ?? 0) + here * (1 - STOP) * share;
      }
    }
    const begin = begins[at] ?? 0;
    if (begin === 0) continue;
    for (const [more, piece] of pieceChances(text, at, pieces).entries()) {
      const to = at + more + 1;
      ends[to] = (ends[to] ?? 0) + begin * piece;
    }
  }
  return STOP * (ends[length] ?? 0);
}

function drawPiece(pieces: Pieces, random: Random): string {
  const kind = weightedChoice(Object.entries(pieceShares), ([, share]) => share, random)?.[0];
  switch (kind) {
    case 'digits':
      return drawDigits(random);
    case 'made':
      return pieces.letters.draw(random) ?? '';
    case 'word':
    case 'ending':
    case 'beginning':
    case 'initial':
      return pieces[kind].draw(random);
    default:
      return pieces.name.draw(random);
  }
}

export function composed(share: number, pieces: Pieces) {
  return {
    id: 'composed',
    share,
    chance: (text: string) => chanceOf(text, pieces),
    draw(random: Random): string {
      let text = drawPiece(pieces, random);
      while (random.next() >= STOP && text.length < 40) {
        text += (weightedChoice(separatorShares, ([, of]) => of, random)?.[0] ?? '') + drawPiece(pieces, random);
      }
      return text;
    },
  };
}
