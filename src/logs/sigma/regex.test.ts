import { expect, it } from 'vitest';
import { requiredTexts } from './regex.ts';

it.each([
  { source: 'union select', texts: ['union select'] },
  { source: '\\$\\((?:curl|wget) ', texts: ['$(curl ', '$(wget '] },
  { source: '[;|] ?id\\b', texts: [';id', '; id', '|id', '| id'].sort() },
  { source: '^/etc/(?:passwd|shadow)$', texts: ['/etc/passwd', '/etc/shadow'] },
  { source: 'https?://', texts: ['http://', 'https://'] },
  { source: '(?i:ab(?:c|d))e', texts: ['abce', 'abde'] },
  { source: 'select.{0,9}from', texts: ['select'] },
  { source: '(?:abc)+def', texts: ['abc'] },
  { source: '\\d+abc[0-9]', texts: ['abc'] },
])('asks of $source that one of its texts is there', ({ source, texts }) => {
  expect([...(requiredTexts(source) ?? [])].sort()).toEqual([...texts].sort());
});

it.each(['[;|]\\s?[a-z]{2,12}', '(?:abc)?', '(?:abc|d)', 'a*bc', 'abc{0,1}', 'ab?'])(
  'asks nothing of %s, of which a match may hold no text of three characters',
  (source) => {
    expect(requiredTexts(source)).toBeUndefined();
  },
);

/** Fragments of patterns, each with texts that it matches. */
const fragments: readonly (readonly [string, readonly string[]])[] = [
  ['abc', ['abc']],
  ['x?', ['', 'x']],
  ['[yz]', ['y', 'z']],
  ['[^a-z]', ['!']],
  ['(?:one|two)', ['one', 'two']],
  ['(?:one|two)?', ['', 'two']],
  ['(?:(?:p|q)r|stu)', ['pr', 'qr', 'stu']],
  ['\\.', ['.']],
  ['\\d+', ['1', '22']],
  ['.', ['_']],
  ['\\b', ['']],
  ['k+', ['k', 'kk']],
  ['m*', ['', 'mm']],
  ['(?:vw)+', ['vw', 'vwvw']],
];

it('never asks for a text that a match lacks', () => {
  for (const [a, as] of fragments) {
    for (const [b, bs] of fragments) {
      for (const [c, cs] of fragments) {
        const texts = requiredTexts(`${a}${b}${c}`);
        if (!texts) continue;
        for (const match of as.flatMap((x) => bs.flatMap((y) => cs.map((z) => x + y + z)))) {
          expect(
            texts.some((text) => match.includes(text)),
            `${a}${b}${c} matches ${match}`,
          ).toBe(true);
        }
      }
    }
  }
});
