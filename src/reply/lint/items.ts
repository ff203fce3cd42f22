// A letter as a list of sentences that know their evidence, whether it came as data or as text that people may have edited.
import type { Letter, Sentence, Stage } from '../../vocabulary/case-file.ts';
import type { Language } from '../../vocabulary/finding.ts';
import { draftLetter } from '../draft.ts';
import type { CaseInput } from '../grounds.ts';
import { paragraphStarts, placeIn, type Unit, unitsOf } from './units.ts';

/** `sentence` is undefined for what no draft of this case holds: the frame, and what a person wrote. */
export type Item = {
  readonly unit: Unit;
  readonly sentence: Sentence | undefined;
  /** Items with the same value stand in one paragraph. */
  readonly paragraph: string;
};

const stages: readonly Stage[] = ['main', 'holding', 'follow-up', 'correction'];

type Placed = { readonly start: number; readonly end: number; readonly sentence: Sentence };

/** Sentences in the order of the text; one that a person changed is not found, and stays without evidence. */
function place(text: string, sentences: readonly Sentence[]): Placed[] {
  const placed: Placed[] = [];
  let from = 0;
  for (const sentence of sentences) {
    const start = text.indexOf(sentence.text, from);
    if (start < 0 || sentence.text === '') continue;
    placed.push({ start, end: start + sentence.text.length, sentence });
    from = start + sentence.text.length;
  }
  return placed;
}

/** The stage whose draft shares most sentences with a text, and those sentences. */
function bestDraft(text: string, lang: Language, input: CaseInput): { stage: Stage | undefined; placed: Placed[] } {
  let best: { stage: Stage | undefined; placed: Placed[] } = { stage: undefined, placed: [] };
  for (const stage of stages) {
    for (const channel of ['letter', 'email'] as const) {
      const known = input.letters?.find((one) => one.stage === stage && one.lang === lang && one.channel === channel);
      const { sentences } = known ?? draftLetter(input, { stage, lang, channel });
      const placed = place(text, sentences);
      if (placed.length > best.placed.length) best = { stage, placed };
    }
  }
  return best;
}

export type Itemised = {
  readonly items: readonly Item[];
  /** Of the letter, or of the draft that the text comes from; undefined when it comes from none. */
  readonly stage: Stage | undefined;
};

export function itemsOf(subject: string | Letter, lang: Language, input: CaseInput): Itemised {
  const text = typeof subject === 'string' ? subject : subject.text;
  const { stage, placed } =
    typeof subject === 'string'
      ? bestDraft(text, lang, input)
      : { stage: subject.stage, placed: place(text, subject.sentences) };
  // What is left is cut as text, with the placed sentences blanked out so that every place stays where it was.
  let rest = text;
  for (const { start, end } of placed) rest = `${rest.slice(0, start)}${blank(end - start)}${rest.slice(end)}`;
  const starts = paragraphStarts(text);
  /** Number of paragraphs that begin at or before a place. */
  const paragraphAt = (wanted: number) => {
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] ?? 0) <= wanted) low = middle + 1;
      else high = middle;
    }
    return String(low);
  };
  const known = placed.map(({ start, sentence }): Item => {
    const unit: Unit = { text: sentence.text, runs: [[0, start]], paragraph: 0 };
    return { unit, sentence, paragraph: sentence.section };
  });
  const sectionAt = new Map(placed.map(({ start, sentence }) => [paragraphAt(start), sentence.section]));
  const loose = unitsOf(rest, lang).map((unit): Item => {
    const paragraph = paragraphAt(placeIn(unit, 0));
    return { unit, sentence: undefined, paragraph: sectionAt.get(paragraph) ?? paragraph };
  });
  const items = [...known, ...loose].sort((a, b) => placeIn(a.unit, 0) - placeIn(b.unit, 0));
  return { items, stage };
}

/** An empty line of a given length, so that what stood around it is not joined. */
function blank(length: number): string {
  return length < 2 ? '\n'.repeat(length) : `\n${' '.repeat(length - 2)}\n`;
}
