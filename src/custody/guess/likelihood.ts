/**
 * How likely a text is, and how much likelier at a place where it occurs.
 *
 * Of all the names and words in our lists any one place has only some; a guesser who knows the place knows which, and each weighs
 * more there than in the whole world.
 */
export type Likelihood = {
  /** Among everybody's local parts. */
  readonly chance: number;
  /** Natural logarithm of how much likelier where it occurs, times `chance`: so that ways to make one text can be added up. */
  readonly local: number;
};

export const impossible: Likelihood = { chance: 0, local: 0 };

/** The same everywhere: digits, separators, random letters. */
export const everywhere = (chance: number): Likelihood => (chance === 0 ? impossible : { chance, local: 0 });

export const scaled = ({ chance, local }: Likelihood, by: number): Likelihood =>
  chance === 0 || by === 0 ? impossible : { chance: chance * by, local: local * by };

/** Of two ways to the same text. */
export const either = (a: Likelihood, b: Likelihood): Likelihood => ({
  chance: a.chance + b.chance,
  local: a.local + b.local,
});

/** Of two parts one after the other. */
export const both = (a: Likelihood, b: Likelihood): Likelihood => ({
  chance: a.chance * b.chance,
  local: a.local * b.chance + a.chance * b.local,
});
