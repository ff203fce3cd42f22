import { describe, expect, it } from 'vitest';
import { parseAddress } from '../../vocabulary/address.ts';
import { findFormValues } from './form-values.ts';
import { haystackOf } from './haystack.ts';
import { indexRecords } from './record-index.ts';
import { priceOf, pricesIn } from './written-price.ts';

const items = ['Watch', 'Ring', 'Necklace', 'Bracelet', 'Brooch', 'Lamp', 'Chair', 'Desk', 'Sofa', 'Shelf'];
const prices = '450,000 98,000 12,800 33,000 7,900 5,100 64,000 21,000 8,800 3,300'
  .split(' ')
  .map((one) => `${one} yen`);

/** 500 records: each item at each price five times, an answer that goes with the item always, and one that means nothing. */
const rows = Array.from({ length: 500 }, (_, at) => {
  const item = items[at % 10] ?? '';
  return {
    address: `c${at}@mail.example`,
    values: { item, price: prices[Math.floor(at / 10) % 10] ?? '', made: `by the house of ${item}`, sex: '女性' },
  };
});
const records = rows.map(({ address, values }) => {
  const parsed = parseAddress(address);
  if (!parsed) throw new Error('test address is none');
  return { address: parsed, values: Object.entries(values).map(([field, value]) => ({ field, value })) };
});
const index = indexRecords(records);

const names = Array.from({ length: 100 }, (_, at) =>
  at === 0 ? 'abel' : `q${'abcdefghij'[at % 10]}${'klmnopqrst'[(at - (at % 10)) / 10]}ra`,
);

function indexRecordsOf(valuesAt: (at: number) => Readonly<Record<string, string>>) {
  const made = records.map(({ address }, at) => ({
    address,
    values: Object.entries(valuesAt(at)).map(([field, value]) => ({ field, value })),
  }));
  return { records: made, index: indexRecords(made) };
}

function found(text: string, registered = records, of = index) {
  const [record] = registered;
  return findFormValues(haystackOf(text), {
    values: record?.values ?? [],
    address: 'c0@mail.example',
    count: of.count,
    registerSize: registered.length,
    choices: of.choices,
  }).map(({ field, chance }) => ({ field, chance }));
}

describe('choices of which each stands in many records', () => {
  it.each([
    'Your watch is waiting. Only 450,000 yen.',
    'Your watch is waiting. Only ¥450,000.',
    'Watch, 45万円',
    'a WATCH for JPY 450000',
  ])('count by how many records hold all of them: %s', (text) => {
    expect(found(text)).toEqual([{ field: 'item + price', chance: 5 / 500 }]);
  });

  it.each([
    { name: 'one of them alone', text: 'Your watch is waiting.' },
    { name: 'another price', text: 'Your watch is waiting. Only 45,000 yen.' },
    { name: 'a part of a word', text: 'Watching you. 450,000 yen.' },
    { name: 'two that always go together', text: 'A watch by the house of Watch.' },
    { name: 'a catalogue, which fits many', text: `${items.join(', ')}: ${prices.join(', ')}` },
    { name: 'another two of as many', text: 'A chair, a sofa, a watch: 450,000 yen' },
    { name: 'an answer of everybody', text: '女性の方へ watch' },
  ])('count for nothing: $name', ({ text }) => {
    expect(found(text)).toEqual([]);
  });

  it('count for nothing where few records show how they go together', () => {
    const few = records.slice(0, 60);
    expect(found('Your watch: 450,000 yen', few, indexRecords(few)).map(({ field }) => field)).not.toContain(
      'item + price',
    );
  });
});

describe('choices that are rare', () => {
  // 100 models, each with its own price, five times each.
  const rare = indexRecordsOf((at) => ({ model: `Walnut ${names[at % 100]}`, price: `${1000 + (at % 100)}00 yen` }));

  it('count once with what belongs to them', () => {
    expect(found('Walnut abel, 100000 yen', rare.records, rare.index)).toEqual([
      { field: 'model + price', chance: 5 / 500 },
    ]);
  });

  it('count for nothing where a catalogue names them all', () => {
    expect(found(names.map((name) => `Walnut ${name}`).join('; '), rare.records, rare.index)).toEqual([]);
  });

  it('count by themselves as before', () => {
    expect(found('Walnut abel', rare.records, rare.index)).toEqual([{ field: 'model', chance: 5 / 500 }]);
  });
});

describe('prices', () => {
  it.each([
    ['£1,245.00', 'refund of gbp 1245'],
    ['1.249,90 €', 'nur 1249,90 eur'],
    ['450000円', '45万円'],
    ['$99', 'usd 99.00'],
    ['13600円', '一万三千六百円'],
    ['125000円', '12万5千円'],
    ['128000円', '12万8,000円'],
    ['¥12,000', '1.2万円'],
    ['30000円', '金参万円'],
  ])('%s is %s', (value, text) => {
    const price = priceOf(value, 'answer');
    expect(price).toBeDefined();
    expect(pricesIn(text).has(price ?? '')).toBe(true);
  });

  it.each([
    ['2417', 'price', '合計 ¥2,417'],
    ['2417', '金額', '2,417 (incl. tax)'],
    ['189.00', 'total paid', 'eur 189,-'],
    ['450000', 'amount', '450,000 yen'],
  ])('of what is paid, %s in "%s" is the sum in %s', (value, field, text) => {
    expect(pricesIn(text).has(priceOf(value, field) ?? '')).toBe(true);
  });

  it.each(['24170 yen', '2,471 yen', 'page 2417', 'on 2.417.3'])('and not that of %s', (text) => {
    expect(pricesIn(text).has(priceOf('2417', 'price') ?? '')).toBe(false);
  });

  it.each(['450000', 'from $99', 'yen', '2 for $5 and $9', ''])('%j is no price', (value) => {
    expect(priceOf(value, 'answer')).toBeUndefined();
  });

  it('takes time in line with the length of a text', () => {
    const started = performance.now();
    for (const text of [
      '1 000 '.repeat(50_000),
      '¥1,000'.repeat(50_000),
      `¥${'1'.repeat(300_000)}`,
      '1,000.'.repeat(50_000),
    ])
      pricesIn(text);
    expect(performance.now() - started).toBeLessThan(2000);
  });
});
