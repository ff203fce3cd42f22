import { expect, it } from 'vitest';
import { grouped } from './grouped.ts';
import { expectLinear } from './linear-time.test-support.ts';

it('keeps keys and values in the order in which they come, and leaves out what has no key', () => {
  const groups = grouped([5, 2, 8, -1, 3], (n) => (n < 0 ? undefined : n % 2 === 0 ? 'even' : 'odd'));
  expect([...groups]).toEqual([
    ['odd', [5, 3]],
    ['even', [2, 8]],
  ]);
});

it('takes no longer for many values of one key than for many keys', () => {
  expectLinear((length) => {
    grouped(Array.from({ length }).keys(), () => 'one');
  }, 100_000);
});
