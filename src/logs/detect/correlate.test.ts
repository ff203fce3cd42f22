import { expect, it } from 'vitest';
import type { SigmaCorrelation } from '../sigma/rule.ts';
import { correlate, type Occurrence } from './correlate.ts';
import { loginAfterRefusals, mostWithin } from './requests/web-behaviour.ts';
import { chanceOfAtLeast } from './unparsed-indicators.ts';

const base: SigmaCorrelation = {
  ...{
    kind: 'correlation',
    id: 'c',
    name: '',
    title: 't',
    level: 'high',
    status: '',
    author: '',
    license: '',
    description: '',
  },
  ...{
    references: [],
    falsePositives: [],
    tags: [],
    path: 'c.yml',
    document: 0,
    type: 'event_count',
    rules: ['a'],
    groupBy: ['ip'],
  },
  ...{
    timespanSeconds: 60,
    aliases: {},
    conditions: [{ op: 'gte', value: 3 }],
    fields: [],
    percentile: 50,
    generate: false,
    akashi: undefined,
  },
};
const at = (second: number, member = 0, value = '', group = 'g'): Occurrence => ({
  f: 0,
  n: second,
  at: second * 1_000,
  member,
  group,
  value,
});

it.each([
  { name: 'three within a minute', correlation: base, events: [at(1), at(30), at(60)], want: 1 },
  { name: 'three over more than a minute', correlation: base, events: [at(1), at(30), at(62)], want: 0 },
  { name: 'three of different groups', correlation: base, events: [at(1), at(2, 0, '', 'h'), at(3)], want: 0 },
  { name: 'one burst is one match', correlation: base, events: Array.from({ length: 20 }, (_, i) => at(i)), want: 1 },
  {
    name: 'different values',
    correlation: { ...base, type: 'value_count' as const, fields: ['u'] },
    events: [at(1, 0, 'a'), at(2, 0, 'b'), at(3, 0, 'b')],
    want: 0,
  },
  {
    name: 'both rules in any order',
    correlation: {
      ...base,
      type: 'temporal' as const,
      rules: ['a', 'b'],
      conditions: [{ op: 'gte' as const, value: 2 }],
    },
    events: [at(1, 1), at(2, 0)],
    want: 1,
  },
  {
    name: 'the wrong order',
    correlation: {
      ...base,
      type: 'temporal_ordered' as const,
      rules: ['a', 'b'],
      conditions: [{ op: 'gte' as const, value: 2 }],
    },
    events: [at(1, 1), at(2, 0)],
    want: 0,
  },
  {
    name: 'the right order',
    correlation: {
      ...base,
      type: 'temporal_ordered' as const,
      rules: ['a', 'b'],
      conditions: [{ op: 'gte' as const, value: 2 }],
    },
    events: [at(1, 0), at(2, 1)],
    want: 1,
  },
  {
    name: 'a sum',
    correlation: { ...base, type: 'value_sum' as const, conditions: [{ op: 'gt' as const, value: 10 }] },
    events: [at(1, 0, '6'), at(2, 0, '5')],
    want: 1,
  },
  {
    name: 'an average',
    correlation: { ...base, type: 'value_avg' as const, conditions: [{ op: 'gt' as const, value: 10 }] },
    events: [at(1, 0, '6'), at(2, 0, '5')],
    want: 0,
  },
])('correlation: $name', ({ correlation, events, want }) => {
  expect(correlate(correlation, events)).toHaveLength(want);
});

it.each([
  { name: 'eleven refusals, then a redirect', answers: [...Array<number>(11).fill(200), 302], want: 11 },
  { name: 'three refusals, then a redirect', answers: [200, 200, 200, 302], want: -1 },
  {
    name: 'the page and a limiter in front of it, in turn',
    answers: [...Array<number>(4).fill(403), 200, 200, ...Array<number>(12).fill(403), 200],
    want: -1,
  },
  { name: 'refusals and then an error', answers: [...Array<number>(12).fill(401), 500], want: -1 },
])('web login: $name', ({ answers, want }) => {
  expect(loginAfterRefusals(answers)).toBe(want);
});

it('counts the densest ten minutes', () => {
  expect(mostWithin([0, 100, 600, 700, 5_000], 600)).toBe(3);
});

it('knows the chance of heads: at least 8 of 10 is 56 in 1024', () => {
  expect(chanceOfAtLeast(8, 10, 0.5)).toBeCloseTo(56 / 1024, 4);
});
