// Any pieces in a row: what no other form has thought of. It keeps three names, a word between digits or a name with two
// separators nearer to names than to random letters.
import type { Random } from '../../vocabulary/random.ts';
import { digitsChance, drawDigits } from './digits.ts';
import { both, either, everywhere, impossible, type Likelihood, scaled } from './likelihood.ts';
import type { LetterModel } from './markov.ts';
import { weightedChoice } from './weighted-choice.ts';
import { likelierWhereItOccurs, numberOf, PEOPLE, type WordList } from './word-lists.ts';

export type Pieces = {
  readonly name: WordList;
  readonly word: WordList;
  readonly role: WordList;
  readonly ending: WordList;
  readonly beginning: WordList;
  readonly initial: WordList;
  readonly letters: LetterModel;
};

// Shares are assumptions; those of pieces and those of separators sum to 1.
const STOP = 0.45;
const pieceShares = {
  name: 0.27,
  word: 0.19,
  role: 0.02,
  ending: 0.06,
  beginning: 0.05,
  made: 0.05,
  initial: 0.1,
  digits: 0.26,
};
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

/** Of the pieces that begin at one place and are 1, 2, … characters long: digits, or a name or a word. */
function piecesFrom(text: string, from: number, pieces: Pieces): readonly Likelihood[] {
  const digits = /^\d*/.exec(text.slice(from, from + LONGEST_PIECE))?.[0] ?? '';
  if (digits !== '') {
    return Array.from(digits, (_, at) => everywhere(pieceShares.digits * digitsChance(digits.slice(0, at + 1))));
  }
  return pieces.letters.chancesFrom(text, from, LONGEST_PIECE).map((made, at) => {
    const word = text.slice(from, from + at + 1);
    if (at === 0) return scaled(pieces.initial.likelihood(word), pieceShares.initial);
    const unlisted = pieceShares.made * made;
    const sum = { chance: unlisted, local: unlisted * likelierWhereItOccurs(made, PEOPLE.madeUp) };
    const number = numberOf(word);
    if (number === undefined) return sum;
    for (const list of listed) {
      sum.chance += pieceShares[list] * pieces[list].listedChance(number);
      sum.local += pieceShares[list] * pieces[list].listedLocal(number);
    }
    return sum;
  });
}
const listed = ['name', 'word', 'role', 'ending', 'beginning'] as const;

/** Summed over every way to take the text apart: work grows with its length. */
function likelihoodOf(text: string, pieces: Pieces): Likelihood {
  const length = text.length;
  /** Likelihoods that pieces end here, and that one begins here. */
  const ends = new Array<Likelihood>(length + 1).fill(impossible);
  const begins = new Array<Likelihood>(length + 1).fill(impossible);
  begins[0] = everywhere(1);
  for (let at = 0; at < length; at += 1) {
    const here = ends[at] ?? impossible;
    if (here.chance > 0) {
      for (const [separator, share] of separatorShares) {
        if (!text.startsWith(separator, at)) continue;
        const next = at + separator.length;
        begins[next] = either(begins[next] ?? impossible, scaled(here, (1 - STOP) * share));
      }
    }
    const begin = begins[at] ?? impossible;
    if (begin.chance === 0) continue;
    for (const [more, piece] of piecesFrom(text, at, pieces).entries()) {
      const to = at + more + 1;
      ends[to] = either(ends[to] ?? impossible, both(begin, piece));
    }
  }
  return scaled(ends[length] ?? impossible, STOP);
}

function drawPiece(pieces: Pieces, random: Random): string {
  const kind = weightedChoice(Object.entries(pieceShares), ([, share]) => share, random)?.[0];
  switch (kind) {
    case 'digits':
      return drawDigits(random);
    case 'made':
      return pieces.letters.draw(random) ?? '';
    case 'word':
    case 'role':
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
    likelihood: (text: string) => likelihoodOf(text, pieces),
    draw(random: Random): string {
      let text = drawPiece(pieces, random);
      while (random.next() >= STOP && text.length < 40) {
        text += (weightedChoice(separatorShares, ([, of]) => of, random)?.[0] ?? '') + drawPiece(pieces, random);
      }
      return text;
    },
  };
}
