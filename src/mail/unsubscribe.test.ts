import { expect, it } from 'vitest';
import { unsubscribeLinks } from './unsubscribe.ts';

const links = (value: string) =>
  unsubscribeLinks([{ key: 'list-unsubscribe', name: 'List-Unsubscribe', value } as never]);

it.each([
  [
    'a token in the query',
    '<https://shop.example/newsletter/unsubscribe?u=9f31c7>',
    [{ target: '/newsletter/unsubscribe?u=9f31c7', tokens: ['9f31c7'] }],
  ],
  [
    'a token in the path, beside an address for mail',
    '<mailto:leave@shop.example>, <https://shop.example/u/a81b2c3>',
    [{ target: '/u/a81b2c3', tokens: ['a81b2c3'] }],
  ],
  ['a page for everybody tells nobody apart', '<https://shop.example/unsubscribe>', []],
  ['no link', 'see our page', []],
])('%s', (_, value, expected) => {
  expect(links(value)).toEqual(expected);
});
