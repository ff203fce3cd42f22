import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { seededRandom } from '../../vocabulary/random.ts';
import { answersOf } from './asked-in-pieces.ts';
import { findFormValues } from './form-values.ts';
import { haystackOf } from './haystack.ts';

type Columns = Readonly<Record<string, string>>;
const valuesOf = (columns: Columns) => Object.entries(columns).map(([field, value]) => ({ field, value }));

it.each<{ name: string; columns: Columns; says: readonly string[] }>([
  { name: 'family and given name', columns: { 姓: '戸張', 名: '佳澄' }, says: ['戸張 佳澄'] },
  {
    name: 'a name and its kana, each by itself',
    columns: { 姓: '戸張', 名: '佳澄', セイ: 'トバリ', メイ: 'カスミ' },
    says: ['戸張 佳澄', 'トバリ カスミ'],
  },
  {
    name: 'the given name first in Latin letters',
    columns: { last_name: 'Achebe', FirstName: 'Rosalind' },
    says: ['Rosalind Achebe'],
  },
  {
    name: '“Name” as what it is beside “Vorname”',
    columns: { Name: 'Osterloh', Vorname: 'Henrike' },
    says: ['Henrike Osterloh'],
  },
  {
    name: '“name” as what it is beside “surname”',
    columns: { name: 'Imogen', surname: 'Tregear' },
    says: ['Imogen Tregear'],
  },
  { name: 'a whole name once', columns: { 氏名: '戸張佳澄', 姓: '戸張', 名: '佳澄' }, says: ['戸張佳澄'] },
  {
    name: 'two people of one form apart',
    columns: {
      billing_first_name: 'Ann',
      billing_last_name: 'Tregear',
      shipping_first_name: 'Bo',
      shipping_last_name: 'Quist',
    },
    says: ['Ann Tregear', 'Bo Quist'],
  },
  {
    name: 'a telephone number in three pieces',
    columns: { tel1: '0422', tel2: '27', tel3: '3391' },
    says: ['0422-27-3391'],
  },
  { name: 'no numbered answers', columns: { q1: '12', q2: '34', q3: '56' }, says: ['12', '34', '56'] },
  {
    name: 'a postcode in two pieces',
    columns: { '郵便番号（上3桁）': '168', '郵便番号（下4桁）': '0072' },
    says: ['168-0072'],
  },
  { name: 'a birthday', columns: { 年: '1978', 月: '11', 日: '3' }, says: ['1978-11-3'] },
  {
    name: 'a birthday in years of an era',
    columns: { 元号: '昭和', 年: '53', 月: '11', 日: '3' },
    says: ['昭和53年11月3日'],
  },
  { name: 'no date where none can be', columns: { 年: '3', 月: '11', 日: '3' }, says: ['3', '11', '3'] },
  {
    name: 'an address',
    columns: { 番地: '石鳥谷町好地8-92', 都道府県: '岩手県', 市区町村: '花巻市' },
    says: ['岩手県花巻市石鳥谷町好地8-92'],
  },
  {
    name: 'no address of its town alone',
    columns: { 都道府県: '岩手県', 市区町村: '花巻市' },
    says: ['岩手県', '花巻市'],
  },
  { name: 'a street and its number', columns: { Straße: 'Holunderweg', Hausnummer: '9b' }, says: ['Holunderweg 9b'] },
  { name: 'a short postcode with its town', columns: { PLZ: '53113', Ort: 'Bonn' }, says: ['53113 Bonn'] },
  { name: 'a name of which one column is empty', columns: { 姓: '戸張', 名: '' }, says: ['戸張', ''] },
])('puts together $name', ({ columns, says }) => {
  expect(answersOf(valuesOf(columns)).map(({ value }) => value)).toEqual(says);
});

it.each([
  ['広島県福山市', 'place'],
  ['東京都港区', 'place'],
  ['広島県福山市鞆町後地1397', 'other'],
  ['中村 美町', 'other'],
])('takes %s in a column of addresses for a %s', (value, kind) => {
  expect(answersOf([{ field: 'address', value }])[0]?.kind).toBe(kind);
});

it('names every column that an answer is made of', () => {
  const [whole] = answersOf(valuesOf({ 姓: '戸張', 名: '佳澄' }));
  expect(whole).toMatchObject({ field: '姓 + 名', kind: 'name', columns: ['姓', '名'] });
});

it('loses no column, whatever tables are called', () => {
  const random = seededRandom(5, 'columns');
  const words = '姓 名 セイ 住所 電話1 tel2 年 month 日 Name first_ zip city 番地 x ( ） ß 🙂 -'.split(' ');
  for (let round = 0; round < 500; round += 1) {
    const fields = new Set(
      Array.from(
        { length: random.below(8) },
        () => words[random.below(words.length)] + (words[random.below(words.length)] ?? ''),
      ),
    );
    const values = [...fields].map((field) => ({
      field,
      value: ['12', '戸張', 'Ann', '1978', ''][random.below(5)] ?? '',
    }));
    expect(new Set(answersOf(values).flatMap(({ columns }) => columns))).toEqual(fields);
  }
});

/** Records of people we made up in the columns of their forms, and mails that show them, or something like them. */
const written: readonly { values: Columns; text: string; found: boolean }[] = readFileSync(
  new URL('../fixtures/form-columns.jsonl', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

it.each([true, false])('finds a record by its columns and nothing else: %s', (found) => {
  const rows = written.filter((row) => row.found === found);
  expect(rows.length).toBeGreaterThan(150);
  const findIn = ({ values, text }: (typeof rows)[number]) =>
    findFormValues(haystackOf(text), { values: valuesOf(values), address: null, count: () => 1, registerSize: 1000 });
  expect(rows.filter((row) => findIn(row).length > 0 !== found)).toEqual([]);
});
