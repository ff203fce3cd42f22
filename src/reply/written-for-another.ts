// A letter to somebody who writes for the customer: the address and the data are another person's.
import type { Said } from './said.ts';

const changes: readonly (readonly [ja: boolean, from: string, to: string])[] = [
  [
    false,
    'As it is not yet confirmed that the address is yours,',
    'As the owner of the address has not confirmed it yet,',
  ],
  [false, 'the address is confirmed as yours', 'the address is confirmed'],
  [false, 'confirmed that the request is yours', 'heard from the owner of the address'],
  [false, 'As they concern you,', 'As they are personal,'],
  [false, 'what concerns you personally', 'what is personal'],
  [true, 'お客様ご自身に関わる', 'ご本人様に関わる'],
];

/** The same sentence with the person concerned in the place of the reader. Only who is not verified is told so. */
export function inWordsForAnother(said: Said): Said {
  const reworded = (text: string, ja: boolean) =>
    changes.reduce((words, [forJa, from, to]) => (forJa === ja ? words.replaceAll(from, to) : words), text);
  return { ...said, text: { ja: reworded(said.text.ja, true), en: reworded(said.text.en, false) } };
}
