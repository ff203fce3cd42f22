import { expect, it } from 'vitest';
import { readMessage } from './message.ts';
import { recipientsOf } from './recipients.ts';

const patternOf = (to: readonly string[]) =>
  recipientsOf(readMessage(Buffer.from(`From: a@sender.example\nTo: ${to.join(',\n ')}\n\nx\n`))?.headers ?? [])
    .pattern;

const names = ['abel', 'adams', 'agnew', 'alder', 'amis', 'avery', 'baker', 'barlow', 'bates'];
const hosts = ['isp.example', 'gmail.com', 'mail.example', 'post.example', 'web.example'];
const inOrder = names.map((name, i) => `${name}@${hosts[i % hosts.length]}`);

it.each([
  { name: 'addresses in alphabetical order', to: inOrder, pattern: 'sorted' },
  { name: 'one beginning for all', to: names.map((_, i) => `john${i}@host${i}.example`), pattern: 'similar' },
  {
    name: 'an address book in order, with the names of people',
    to: inOrder.map((one, i) => `"Person ${i}" <${one}>`),
    pattern: 'none',
  },
  { name: 'names that only repeat the address', to: inOrder.map((one) => `"${one}" <${one}>`), pattern: 'sorted' },
  {
    name: 'names that only repeat the local part',
    to: inOrder.map((one, i) => `${names[i]} <${one}>`),
    pattern: 'sorted',
  },
  { name: 'four addresses, which say nothing', to: inOrder.slice(0, 4), pattern: 'none' },
])('$name: $pattern', ({ to, pattern }) => {
  expect(patternOf(to)).toBe(pattern);
});
