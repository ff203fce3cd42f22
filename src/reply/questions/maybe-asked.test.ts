import { expect, it, vi } from 'vitest';
import { draftLetter } from '../draft.ts';
import { sampleCase } from '../sample-case.ts';
import { kindsAsked, maybeAsked } from './asked.ts';
import type { Reading } from './question-reader.ts';

// What is read of one sentence changes with the examples; what is done with a chance does not.
const readings: Readonly<Record<string, readonly Reading[]>> = vi.hoisted(() => ({
  'sure?': [
    { kind: 'reported', chance: 0.5 },
    { kind: 'to-police', chance: 0.4 },
  ],
  'unsure?': [
    { kind: 'reported', chance: 0.49 },
    { kind: 'to-police', chance: 0.4 },
  ],
  'unsure, and the next is for people to fill in?': [
    { kind: 'to-police', chance: 0.49 },
    { kind: 'reported', chance: 0.4 },
  ],
  'unsure, and the next would be a promise?': [
    { kind: 'to-police', chance: 0.49 },
    { kind: 'given-to', chance: 0.4 },
  ],
  'a promise?': [{ kind: 'given-to', chance: 0.9 }],
  'not understood?': [
    { kind: 'reported', chance: 0.29 },
    { kind: 'to-police', chance: 0.28 },
  ],
  'what of the photos?': [{ kind: 'items', chance: 0.2 }],
  'please tell me.': [{ kind: 'stop', chance: 0.2 }],
  'tell me the colour of the van': [{ kind: 'stop', chance: 0.2 }],
  'Was it so, is the cat safe?': [{ kind: 'reported', chance: 0.9 }],
  'They ask for it, do I have to pay?': [{ kind: 'reported', chance: 0.9 }],
}));
vi.mock('./question-reader.ts', () => ({ readQuestion: (question: string) => readings[question] ?? [] }));

const reported = 'As to reports to authorities: [to fill:';
const police = 'You can turn to the police at any time';
const given = 'whom we gave your data to';
const byADay = 'We cannot answer this yet';
const theRest = 'Whatever this leaves open of your question';

it.each([
  ['sure?', ['reported'], [], [reported]],
  ['unsure?', ['reported'], ['to-police'], [reported, police]],
  ['unsure, and the next is for people to fill in?', ['to-police'], ['reported'], [police]],
  ['a promise?', ['given-to'], [], [given]],
  ['unsure, and the next would be a promise?', ['to-police'], ['given-to'], [police]],
  ['not understood?', ['other'], [], [byADay]],
  ['sure? what of the photos?', ['reported'], [], [reported, theRest]],
  ['sure? please tell me.', ['reported'], [], [reported]],
  ['sure? tell me the colour of the van', ['reported'], [], [reported, theRest]],
  ['Was it so, is the cat safe?', ['reported'], [], [reported, theRest]],
  ['They ask for it, do I have to pay?', ['reported'], [], [reported]],
  ['not understood? what of the photos?', ['other'], [], [byADay]],
])('%s is answered as far as it is understood', (question, asked, beside, says) => {
  expect([kindsAsked(question), maybeAsked(question)]).toEqual([asked, beside]);
  const claim = { ...sampleCase.claim, questions: [question] };
  const { sentences } = draftLetter({ ...sampleCase, claim }, { stage: 'main', lang: 'en', channel: 'letter' });
  const answer = sentences
    .filter(({ section }) => section === 'question-1.answer')
    .map(({ text }) => text)
    .join(' ');
  for (const words of [reported, police, given, byADay, theRest]) {
    expect([words, answer.includes(words)]).toEqual([words, says.includes(words)]);
  }
});

it('promises the rest of each of two questions, not of the first alone', () => {
  const claim = { ...sampleCase.claim, questions: ['sure? what of the photos?', 'a promise? what of the photos?'] };
  const { sentences } = draftLetter({ ...sampleCase, claim }, { stage: 'main', lang: 'en', channel: 'letter' });
  expect(sentences.filter(({ text }) => text.startsWith(theRest)).map(({ section }) => section)).toEqual([
    'question-1.answer',
    'question-2.answer',
  ]);
});
