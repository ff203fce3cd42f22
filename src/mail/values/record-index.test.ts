import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../vocabulary/address.ts';
import { answersOf } from './asked-in-pieces.ts';
import { haystackOf } from './haystack.ts';
import { plantable } from './large-mails.test-support.ts';
import { findNeedle, needleOf } from './needle.ts';
import { indexRecords } from './record-index.ts';
import { formsOf } from './value-forms.ts';

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

it('names the first of the register where two stand in a mail as well, in whatever order', () => {
  const two = indexRecords([
    record('a@home.example', { name: '小野寺 環' }),
    record('b@home.example', { name: '勅使河 聡' }),
  ]);
  for (const text of ['小野寺環様、勅使河聡様', '勅使河聡様、小野寺環様'])
    expect(two.bestRecord(haystackOf(text))?.address).toBe('a@home.example');
});

/** With it, a value that names nobody by itself does. */
const second = { field: 'other', value: 'Polyquillfeatherine' };

/** Whether a mail of a value, and far from it another, names the record that holds both. */
const isNamed = (text: string, value: string, field = 'answer') =>
  indexRecords([record('a@home.example', { [field]: value, [second.field]: second.value })]).bestRecord(
    haystackOf(`${text}\n\n…\n\n${second.value} 。\n`),
  ) !== undefined;

it.each([
  { value: 'オオウチ ユウ', text: 'お名前はYu Ouchi' },
  { value: 'ドイ ジュンイチロウ', text: 'お名前はJunichirou DOI' },
  { value: '蒔田 彰吾', text: '蒔田（彰吾）様' },
  { value: '蒔田 彰吾', text: 'お名前は★蒔田★彰吾★様' },
  { value: '三浦静香', text: '姓：三浦\n名：静香' },
  { value: 'Amy Whitcombe', text: 'Name: Whitcombe, Amy' },
  { value: '有田焼 ペアマグカップ 青海波', text: 'ペアマグカップ「青海波」（有田焼）' },
  { value: 'My husband is allergic to cashew nuts', text: 'husband is allergic to cashew nuts' },
  { value: '00041827', text: '申込番号：41827' },
])('names the record of $value in pieces, behind kana and in part: $text', ({ value, text }) => {
  expect(isNamed(text, value)).toBe(true);
});

it('names the record of every value that is found in a mail when it is asked for', () => {
  // One in twenty is enough for the kinds that there are.
  const held = plantable.filter(({ value, text, field = 'answer' }, at) => {
    const [answer] = answersOf([{ field, value }]);
    if (at % 20 > 0 || !answer || answer.kind === 'family' || answer.kind === 'given') return false;
    const haystack = haystackOf(text);
    const needles = answer.writings.flatMap((one) => formsOf(one, field)).flatMap((form) => needleOf(form) ?? []);
    return needles.some((needle) => findNeedle(haystack, needle) !== undefined);
  });
  expect(held.length).toBeGreaterThan(60);
  expect(held.filter(({ value, text, field }) => !isNamed(text, value, field))).toEqual([]);
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
