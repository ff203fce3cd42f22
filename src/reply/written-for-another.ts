// A letter to somebody who writes for the customer: the address and the data are another person's.
import type { Said } from './said.ts';

const changes: readonly (readonly [ja: boolean, from: string, to: string])[] = [
  [
    false,
    'As it is not yet confirmed that the address is yours,',
    'As the owner of the address has not confirmed it yet,',
  ],
  [false, 'the address is confirmed as yours', 'the address is confirmed'],
  [false, 'once it is confirmed as yours', 'once that is confirmed'],
  [false, 'confirmed that the request is yours', 'heard from the owner of the address'],
  [false, 'what concerns you personally', 'what is personal'],
  [true, 'お客様ご自身に関わる', 'ご本人様に関わる'],
];

/** Whoever the letter is for, 「お客様」 would be its reader. English says once whom "you" means (`heard` in part-opening.ts). */
const always: typeof changes = [
  [true, 'お客様ご自身', 'ご本人様'],
  [true, 'お客様', 'ご本人様'],
  [false, 'the address is yours', 'the address is theirs'],
];

/** What is looked for in our sentences: a sentence that says it otherwise would be missed. */
export const readerPhrases: readonly string[] = [...changes, ...always].map(([, from]) => from);

/** The same sentence with the person concerned in the place of the reader. */
export function inWordsForAnother(said: Said, verified: boolean): Said {
  const all = verified ? always : [...changes, ...always];
  const reworded = (text: string, ja: boolean) =>
    all.reduce((words, [forJa, from, to]) => (forJa === ja ? words.replaceAll(from, to) : words), text);
  return { ...said, text: { ja: reworded(said.text.ja, true), en: reworded(said.text.en, false) } };
}
