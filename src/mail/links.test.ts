import { expect, it } from 'vitest';
import { leadsElsewhere, linkHosts } from './links.ts';
import { sortSenders } from './sender/origin.ts';

const plain = (text: string) => ({ textParts: [{ text, isHtml: false }] }) as never;
const html = (text: string) => ({ textParts: [{ text, isHtml: true }] }) as never;
const ours = sortSenders(['shop.example', 'news.vendor.example', '198.51.100.7']);

it('names each host once, in lower case, and no picture or type definition of HTML', () => {
  expect(linkHosts(plain('See https://A.example/x, http://a.example/y and https://b.example:8443/?q=https'))).toEqual([
    'a.example',
    'b.example',
  ]);
  const page =
    '<!DOCTYPE html PUBLIC "-//W3C//DTD" "http://www.w3.org/TR"><img src="https://pix.example/1"><a href=\'https://c.example/\'>c</a>';
  expect(linkHosts(html(page))).toEqual(['c.example']);
});

it.each([
  { name: 'a wallet to connect', text: 'https://shop-refund.example/w', want: true },
  { name: 'a shop and a film elsewhere', text: 'https://www.shop.example/new https://films.example/1', want: false },
  { name: 'the sending company', text: 'https://click.news.vendor.example/u/1', want: false },
  { name: 'no link', text: 'Your order has been sent.', want: false },
  { name: 'a host that only ends like ours', text: 'https://notshop.example/', want: true },
])('of mail with $name, leads elsewhere: $want', ({ text, want }) => {
  expect(leadsElsewhere(plain(text), ours)).toBe(want);
});

it('says nothing where no host of ours is known', () => {
  expect(leadsElsewhere(plain('https://shop-refund.example/w'), sortSenders(['198.51.100.7']))).toBe(false);
});

it('is quick on a text made of nothing but beginnings of links', () => {
  const start = performance.now();
  linkHosts(html('href=http://'.repeat(200_000)));
  linkHosts(plain('http://'.repeat(200_000)));
  expect(performance.now() - start).toBeLessThan(1000);
});
