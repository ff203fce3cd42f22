import { expect, test } from 'vitest';
import { expectLinear } from '../vocabulary/linear-time.test-support.ts';
import { namedCompanies } from './named-companies.ts';

test.each([
  ['Formerly FuelUp Nutrition - same team, new boxes!', 'FuelUp Nutrition', true],
  ['formerly FUELUP  NUTRITION, now NutriBox', 'FuelUp Nutrition Ltd.', true],
  ['旧社名：株式会社こだま印刷', 'こだま印刷', true],
  ['こだま印刷（株）より', '株式会社こだま印刷', true],
  ['Ｋｏｄａｍａ Ｐｒｉｎｔｉｎｇ からのお知らせ', 'Kodama Printing', true],
  ['We fuel nutrition for spinners', 'FuelUp Nutrition', false],
  ['Subscribe at clubsofter.example', 'ClubSoft', false],
  ['Half price today', 'Ltd.', false],
  ['印刷のことなら', '印刷', false],
  ['Unsubscribe. Powered by Mailvine', 'Mailvine', false],
])('%s names %s: %s', (text, company, expected) => {
  expect(namedCompanies(text, [[company]])).toEqual(expected ? [0] : []);
});

test('a company is found by either of its names, and told by its place in the list', () => {
  expect(namedCompanies('news from Kodama Printing', [['みどり運送'], ['こだま印刷', 'Kodama Printing']])).toEqual([1]);
});

test('long hostile text takes linear time', () => {
  expectLinear(
    (size) => namedCompanies('powered by '.repeat(size) + ' '.repeat(size), [['FuelUp Nutrition']]),
    200_000,
  );
});
