import { describe, expect, it } from 'vitest';
import { parseAddress } from '../vocabulary/address.ts';
import { haystackOf } from './haystack.ts';
import { indexRecords } from './record-index.ts';

const record = (address: string, values: Readonly<Record<string, string>>) => {
  const parsed = parseAddress(address);
  if (!parsed) throw new Error('test address is none');
  return { address: parsed, values: Object.entries(values).map(([field, value]) => ({ field, value })) };
};
const index = indexRecords([
  record('a@home.example', {
    name: '小野寺 環',
    phone: '090-1234-5678',
    order: 'A00291734',
    wish: '玄関の人感ライト',
    sex: '女性',
  }),
  record('b@home.example', { name: 'サトウ ハナコ', zip: '100-8111', english: 'John Smith', town: 'Sendai' }),
  record('c@home.example', { name: 'さとう はなこ', sex: '女性' }),
]);
const best = (text: string) => index.bestRecord(haystackOf(text))?.address;

describe('a mail whose recipient is in no record', () => {
  it.each([
    { text: '小野寺環様', want: 'a@home.example' },
    { text: '「玄関の人感ライト」にご興味のある方へ', want: 'a@home.example' },
    { text: 'call +81 90-1234-5678', want: 'a@home.example' },
    { text: 'your order A00291734', want: 'a@home.example' },
    { text: 'Mr John Smith of Sendai', want: 'b@home.example' },
  ])('$text names its record', ({ text, want }) => {
    expect(best(text)).toBe(want);
  });

  it.each(['John Smith will call you', '女性に人気', 'ref 1008111', 'nothing of anybody', ''])(
    '%j names none',
    (text) => {
      expect(best(text)).toBeUndefined();
    },
  );
});

const counted = (field: string, value: string) =>
  index.count({ field, value, kind: field === 'name' ? 'name' : 'other' });

it('counts a value in all its spellings', () => {
  expect(counted('name', 'SATOU HANAKO')).toBe(2);
  expect(counted('sex', '女性')).toBe(2);
  expect(counted('name', '山田 太郎')).toBe(0);
});

it('finds records without regard to case', () => {
  expect(index.recordOf('A@Home.Example')?.address).toBe('a@home.example');
});
