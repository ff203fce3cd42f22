import { expect, it } from 'vitest';
import { mayRepeatHour, maySkipHour } from './summer-time.ts';

const at = (text: string) => Date.parse(`${text}Z`);

it.each([
  { name: 'central Europe', from: '2026-03-29T01:59:40', to: '2026-03-29T03:00:20', want: true },
  { name: 'Britain', from: '2026-03-29T00:58:00', to: '2026-03-29T02:03:00', want: true },
  { name: 'North America', from: '2026-03-08T01:59:59', to: '2026-03-08T03:00:00', want: true },
  { name: 'a Monday', from: '2026-03-30T01:59:40', to: '2026-03-30T03:00:20', want: false },
  { name: 'a Sunday in June', from: '2026-06-28T01:59:40', to: '2026-06-28T03:00:20', want: false },
  { name: 'noon', from: '2026-03-29T11:59:40', to: '2026-03-29T13:00:20', want: false },
  { name: 'two hours', from: '2026-03-29T01:00:40', to: '2026-03-29T03:10:20', want: false },
])('a silence that may be a skipped hour: $name', ({ from, to, want }) => {
  expect(maySkipHour(at(from), at(to))).toBe(want);
});

it.each([
  { name: 'the hour begins again', from: '2026-10-25T02:00:20', behindMs: 3_560_000, want: true },
  { name: 'two minutes back', from: '2026-10-25T02:00:20', behindMs: 120_000, want: false },
  { name: 'on a Tuesday', from: '2026-10-27T02:00:20', behindMs: 3_560_000, want: false },
])('lines that may be a repeated hour: $name', ({ from, behindMs, want }) => {
  expect(mayRepeatHour(at(from), behindMs)).toBe(want);
});
