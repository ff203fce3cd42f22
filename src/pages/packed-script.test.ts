import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findExposed } from './find-exposed.ts';
import { unpackedScript } from './packed-script.ts';

const packer = (payload: string, base: number, words: string) =>
  `eval(function(p,a,c,k,e,d){e=function(c){return c.toString(36)};while(c--)if(k[c])p=p.replace(new RegExp('\\\\b'+e(c)+'\\\\b','g'),k[c]);return p}('${payload}',${base},9,'${words}'.split('|'),0,{}))`;

it.each([
  {
    name: 'words by their number',
    payload: '0.1("2")',
    base: 36,
    words: 'document|write|hi',
    want: 'document.write("hi")',
  },
  { name: 'a word that stands for itself', payload: '0 x', base: 36, words: 'var|', want: 'var x' },
  { name: 'base 62', payload: 'Z.10', base: 62, words: `${'|'.repeat(61)}a|b`, want: 'a.b' },
  { name: 'a quotation mark inside', payload: "0=\\'a\\'", base: 36, words: 'x', want: "x='a'" },
])('$name', ({ payload, base, words, want }) => {
  expect(unpackedScript(packer(payload, base, words))).toBe(want);
});

it('is none without both marks', () => {
  expect(unpackedScript("a='b|c'.split('|')")).toBeUndefined();
});

it('gives away what it writes', () => {
  const script = packer('0.1("5"+"@"+"3-4.2")', 36, 'document|write|jp|umi|kaze|info');
  const found = findExposed(Buffer.from(`<html><body><script>${script}</script></body></html>`), 'index.html');
  expect(found.map(({ address, level }) => `${address} ${level}`)).toEqual(['info@umi-kaze.jp js']);
});

it('reads any text', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(99), fc.string(), (payload, base, words) => {
      unpackedScript(packer(payload, base, words));
    }),
  );
});
