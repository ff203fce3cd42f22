import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readMessage } from './message/message.ts';
import { recipientsOf } from './recipients.ts';

const patternOf = (to: readonly string[], from = 'a@sender.example') =>
  recipientsOf(readMessage(Buffer.from(`From: ${from}\nTo: ${to.join(',\n ')}\n\nx\n`))?.headers ?? []).pattern;

const names = 'aaron abby abel abigail adam adrian agnes alan albert alex alexis alfred alice'.split(' ');
const hosts = ['isp.example', 'gmail.com', 'mail.example', 'post.example', 'web.example'];
const inOrder = names.map((name, i) => `${name}@${hosts[i % hosts.length]}`);

it.each([
  { name: 'a dense walk through the alphabet', to: inOrder, pattern: 'sorted' },
  {
    name: 'an address book in order, from a to z',
    to: 'abe aoki baba chiba doi endo goto hara ito kato mori noda ono sato ueda wada yano'
      .split(' ')
      .map((name, i) => `${name}@${hosts[i % hosts.length]}`),
    pattern: 'none',
  },
  { name: 'one beginning for all', to: names.map((_, i) => `john${i}@host${i}.example`), pattern: 'similar' },
  {
    name: 'an address book in order, with the names of people',
    to: inOrder.map((one, i) => `"Person ${i}" <${one}>`),
    pattern: 'none',
  },
  {
    name: 'one house under many endings, whose names are alike',
    to: 'jp de fr co.uk ch at'.split(' ').map((ending, i) => `${'qwmztb'[i]}ieler@maker.${ending}`),
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

// Lists as spammers and as people write them. Two of the spammers' were collected in no order and one names the
// desks of a firm: nobody could tell those from a person's.
const lists = readFileSync(new URL('fixtures/recipient-lists.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as { name: string; from: string; to: string[]; generated: boolean });

it.each(lists)('$name: generated $generated', ({ from, to, generated }) => {
  expect(patternOf(to, from) !== 'none').toBe(generated);
});

describe('words beside addresses', () => {
  const named = (to: string) =>
    recipientsOf(readMessage(Buffer.from(`From: news@us.example\nTo: ${to}\n\nx\n`))?.headers ?? []).named;
  it.each([
    ['a name', '=?UTF-8?B?5bGx55Sw6Iqx5a2Q?= <yamada@a.example>', 1],
    ['a name behind it, as old programs wrote it', 'hanako@a.example (Yamada Hanako)', 1],
    ['what only repeats a part of it', '"watanabe_naomi" <watanabe_naomi@a.example>', 1],
    ['a name in a group', 'Club: b@a.example, "Suzuki, Jiro" <c@a.example>;', 1],
    ['the address again', '"b@a.example" <b@a.example>', 0],
    ['nothing', 'b@a.example', 0],
  ])('%s', (_what, to, count) => {
    expect(named(`${to}, x@b.example, y@c.example`)).toBe(count);
  });
});

it('never takes one provider for more than a moderate sign: clubs choose one together', () => {
  const club = 'coach.ed wilsons4 lizandtim marcus.p the.browns r_patel jo.kerr h.chu'.split(' ');
  const to = club.map((one) => `${one}@hotmail.com`).join(', ');
  const found = recipientsOf(readMessage(Buffer.from(`From: a@sender.example\nTo: ${to}\n\nx\n`))?.headers ?? []);
  expect(found.pattern).toBe('same-domain');
  expect(found.p).toBeCloseTo(0.003, 5);
});
