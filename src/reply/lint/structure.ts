import type { Letter, Stage } from '../../vocabulary/case-file.ts';
import type { Language } from '../../vocabulary/finding.ts';
import type { Outcome } from '../../vocabulary/outcome.ts';
import type { CaseInput } from '../grounds.ts';
import type { Item } from './items.ts';

/** `sending` asks for what a draft may still lack: names filled in, the record of what we knew. */
export type Purpose = 'draft' | 'sending';

/** What the structural rules look at. */
export type Structure = {
  readonly lang: Language;
  readonly purpose: Purpose;
  readonly input: CaseInput;
  readonly items: readonly Item[];
  readonly text: string;
  /** The sentence data, when the letter came as data. */
  readonly letter: Letter | undefined;
  readonly stage: Stage | undefined;
  /** What the letter states; for a text, the outcome of the case. */
  readonly outcome: Outcome;
  /** A whole letter, not a sentence on trial: only a whole letter can leave something out. */
  readonly whole: boolean;
};

/** One breach: where, or null for something missing from the letter as a whole. */
export type Breach = { readonly rule: string; readonly item: Item | null; readonly part?: RegExp };

export type StructureRule = (structure: Structure) => readonly Breach[];

const frames: Readonly<Record<Language, readonly RegExp[]>> = {
  ja: [/様(?:\n|$)/m, /^(?:拝啓|謹啓)/m, /(?:敬具|謹白|敬白)\s*$/m, /受付番号/, /^件名/m],
  en: [/^Dear /m, /^Yours (?:sincerely|faithfully)/m, /\bcase [A-Z0-9]/i, /^Subject:/m],
};

/** Two marks of a frame: enough to tell a letter from a sentence. */
export function looksWhole(text: string, lang: Language): boolean {
  return frames[lang].filter((mark) => mark.test(text)).length >= 2;
}
