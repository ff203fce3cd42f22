import { describe, expect, it } from 'vitest';
import { isWrittenBy } from './same-writer.ts';

const ours = (address: string) => address.endsWith('@shop.example');
const by = (name: string | null, sender?: string) => (head: string) => isWrittenBy(head, { name, sender }, ours);

describe.each([
  [
    'Ken',
    ['Ken', '"Ken" <ken@home.example>', 'Ken (home)', 'Mr Ken'],
    ['Kenji', 'Ken Watanabe', 'Kenji Sato', 'Aiken'],
  ],
  [
    'Fiona Grant',
    ['Grant, Fiona', 'Fiona Grant', 'FIONA GRANT (work)', 'Fiona Grant Esq'],
    ['Fiona', 'Fiona Grantham', 'Grant'],
  ],
  [
    '佐藤 健',
    ['佐藤 健', '佐藤健様', '佐藤　健 さん', '「佐藤 健」', '佐藤健（自宅）'],
    ['佐藤健太', '佐藤', '大佐藤 健'],
  ],
  ['森田', ['森田', '森田様'], ['森田屋', '森田 一郎', '小森田']],
])('%s', (name, theirs, others) => {
  it.each(theirs)('wrote what stands beneath %s', (head) => expect(by(name)(head)).toBe(true));
  it.each(others)('did not write what stands beneath %s', (head) => expect(by(name)(head)).toBe(false));
});

it('an address decides before a name does', () => {
  expect(by('Ken', 'ken@home.example')('K. <KEN@home.example>')).toBe(true);
  expect(by('Ken', 'ken@home.example')('K. <aken@home.example>')).toBe(false);
  // Somebody of ours who has the customer's name.
  expect(by('Fiona Grant', 'fiona@home.example')('Fiona Grant <f.grant@shop.example>')).toBe(false);
});

it.each([null, '', 'A', '様', '()'])('a customer named %o wrote nothing by name', (name) => {
  expect(by(name)('A 様')).toBe(false);
  expect(by(name)('')).toBe(false);
});

it('reads a long head in time', () => {
  const started = performance.now();
  for (const text of ['('.repeat(50_000), '@'.repeat(50_000), 'a.'.repeat(25_000), `${'x '.repeat(25_000)}様`])
    by('Ken Sato')(text);
  expect(performance.now() - started).toBeLessThan(1000);
});
