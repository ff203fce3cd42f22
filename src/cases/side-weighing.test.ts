import { expect, test } from 'vitest';
import type { Fact } from '../vocabulary/fact.ts';
import { openSideThread, weighAside } from './side-weighing.ts';

const facts: readonly Fact[] = [
  { id: 'f1', kind: 'people-exposed', people: 900 },
  { id: 'f2', kind: 'list-copies', vendors: 2, exports: 3 },
];

test('a thread of its own gives what is weighed here, to the last digit', async () => {
  const side = openSideThread(3);
  const apart = await side.weigh(facts, 7);
  await side.close();
  expect(apart).toEqual(weighAside(facts, 7));
  expect(apart.length).toBeGreaterThan(0);
});

test('a thread that is gone costs time only', async () => {
  const side = openSideThread(3);
  await side.close();
  expect(await side.weigh(facts, 7)).toEqual(weighAside(facts, 7));
});
