// The shapes of what the classifier is made of: tables in data/, read by features.ts and classifier.ts.

/** `words`: alternatives of a regular expression, bounded. */
export type WordClass = { readonly name: string; readonly words: string };

/**
 * Weights as they are stored: lists of features by whole hundredths of log odds, so that a person can read which words
 * speak for an over-claim and which against. `rules`: the same for "this rule rather than another", of bad sentences.
 */
export type StoredWeights = {
  readonly bias: number;
  readonly words: Readonly<Record<string, string>>;
  readonly classes: Readonly<Record<string, string>>;
  readonly rules: Readonly<Record<string, Readonly<Record<string, string>>>>;
};
