import { expect, test } from 'vitest';
import { estimateGuesses, guessQuestion } from '../checks/guess-question.ts';
import type { Fact } from '../vocabulary/fact.ts';
import { openSideThread, weighAside } from './side-weighing.ts';

const facts: readonly Fact[] = [
  { id: 'f1', kind: 'people-exposed', people: 900 },
  { id: 'f2', kind: 'list-copies', vendors: 2, exports: 3 },
];

test('a thread of its own gives what is weighed here, to the last digit', async () => {
  const side = openSideThread(3, null);
  const apart = await side.weigh(facts, 7);
  await side.close();
  expect(apart).toEqual(weighAside(facts, 7));
  expect(apart.length).toBeGreaterThan(0);
});

test('a thread that is gone costs time only', async () => {
  const side = openSideThread(3, null);
  await side.close();
  expect(await side.weigh(facts, 7)).toEqual(weighAside(facts, 7));
});

test('the guess number is what would be worked out here, whether the thread lives or not', async () => {
  const question = guessQuestion('tanaka.hiroshi@example.com', null);
  if (!question) throw new Error('an address');
  const expected = await estimateGuesses(question);
  const side = openSideThread(3, question);
  expect(await side.guessed).toEqual(expected);
  expect(await side.weigh(facts, 7)).toEqual(weighAside(facts, 7));
  await side.close();
  const killed = openSideThread(3, question);
  await killed.close();
  expect(await killed.guessed).toEqual(expected);
});
