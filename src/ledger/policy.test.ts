import { expect, it } from 'vitest';
import { signerKeyFrom, verifierOf } from './node-crypto.ts';
import { formatVerifierKey } from './note.ts';
import { isPolicy, parsePolicy } from './policy.ts';

const vkey = (name: string, byte: number) =>
  formatVerifierKey(verifierOf(signerKeyFrom(name, new Uint8Array(32).fill(byte))));
const [a, b, sameAsA] = [vkey('a.example', 1), vkey('b.example', 2), vkey('c.example', 1)];

it.each([
  { name: 'two witnesses', text: `witness a ${a}\nwitness b ${b}\ngroup g all a b\nquorum g\n`, holds: true },
  {
    name: 'one key under two names',
    text: `witness a ${a}\nwitness c ${sameAsA}\ngroup g all a c\nquorum g\n`,
    holds: false,
  },
  {
    name: 'one witness in two groups',
    text: `witness a ${a}\nwitness b ${b}\ngroup g any a b\ngroup h any a\nquorum g\n`,
    holds: false,
  },
  { name: 'one witness twice in a group', text: `witness a ${a}\ngroup g 2 a a\nquorum g\n`, holds: false },
])('$name: $holds', ({ text, holds }) => {
  expect(isPolicy(parsePolicy(text))).toBe(holds);
});
