// The list of steps holds what the letters promise, and reads from the earliest to the latest.
import { expect, it } from 'vitest';
import type { Deadline } from '../../vocabulary/case-file.ts';
import { byTime, withPromises } from './promised-steps.ts';

const step = (en: string, by: string | null) => ({ what: { ja: en, en }, by, owner: 'support' });
const promise = (id: string, by: string): Deadline => ({
  id,
  by,
  what: { ja: `${id}の文`, en: `sentence of ${id}` },
  clock: 'own-promise',
  conservative: false,
  source: 'letter:main',
});
const wordsOf = (deadlines: readonly Deadline[]) => withPromises([], deadlines).map(({ what }) => what.en);

it('the earliest stands first, in whatever zone, and what has no date last', () => {
  const steps = [step('c', null), step('b', '2026-09-15T10:00:00+09:00'), step('a', '2026-09-12T02:00:00Z')];
  expect(byTime(steps).map(({ what }) => what.en)).toEqual(['a', 'b', 'c']);
});

it('of one minute, the order given stays', () => {
  const steps = [step('urgent', '2026-09-12T11:00:54+09:00'), step('other', '2026-09-12T11:00:00+09:00')];
  expect(byTime(steps).map(({ what }) => what.en)).toEqual(['urgent', 'other']);
});

it('copying, the interim, the final report and the answers are steps, each once though it is promised twice', () => {
  const told = withPromises(
    [],
    [
      promise('holding.kept.promise', '2026-09-11T11:00:00+09:00'),
      promise('main.kept.promise', '2026-09-11T11:00:00+09:00'),
      promise('main.promise.next', '2026-09-18T17:00:00+09:00'),
      promise('main.promise.gaps', '2026-09-25T17:00:00+09:00'),
      promise('main.q1.promise', '2026-09-25T17:00:00+09:00'),
      promise('main.q2.promise', '2026-09-25T17:00:00+09:00'),
    ],
  );
  expect(told.map(({ by, owner }) => `${by?.slice(5, 10)} ${owner}`)).toEqual([
    '09-11 engineer',
    '09-18 support',
    '09-25 support',
    '09-25 support',
  ]);
  expect(new Set(told.map(({ what }) => what.ja)).size).toBe(told.length);
});

it('a promise without words of its own here stands in the words of the letter', () => {
  expect(wordsOf([promise('main.incident.promise', '2026-09-18T17:00:00+09:00')])[0]).toContain(
    'sentence of main.incident.promise',
  );
});

it('the clocks of the law are no promises', () => {
  expect(wordsOf([{ ...promise('appi.final.decided', '2026-10-10T23:59:59+09:00'), clock: 'appi.final' }])).toEqual([]);
});
