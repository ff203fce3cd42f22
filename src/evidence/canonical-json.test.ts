import { createRequire } from 'node:module';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalJson, parseCanonical } from './canonical-json.ts';

const canonicalize: unknown = createRequire(import.meta.url)('canonicalize');

it.each([
  { name: 'keys in order of code units', value: { b: 1, a: 2, '€': 3, é: 4 }, want: '{"a":2,"b":1,"é":4,"€":3}' },
  {
    name: 'the numbers of RFC 8785',
    value: [Number('333333333.33333329'), 1e30, 4.5, 2e-3, 1e-27, -0],
    want: '[333333333.3333333,1e+30,4.5,0.002,1e-27,0]',
  },
  { name: 'the strings of RFC 8785', value: '\u20ac$\u000f\nA\'B"\\\\"/', want: '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"' },
])('$name', ({ value, want }) => {
  expect(canonicalJson(value)).toBe(want);
});

it('writes what the library by another author writes', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
      if (typeof canonicalize !== 'function') throw new Error('canonicalize is no function');
      const json = JSON.parse(JSON.stringify(value));
      expect(canonicalJson(json)).toBe(canonicalize(json));
    }),
  );
});

it.each([
  ['a space', '{"a": 1}'],
  ['a newline at the end', '{"a":1}\n'],
  ['another order', '{"b":1,"a":1}'],
  ['a doubled key', '{"a":1,"a":1}'],
  ['an escape that is not needed', '"\\u0061"'],
  ['another spelling of a number', '1.0'],
  ['a byte order mark', '\ufeff1'],
])('is not canonical with %s', (_name, text) => {
  expect(parseCanonical(new TextEncoder().encode(text))?.canonical ?? false).toBe(false);
});

it('gives undefined for what is no JSON, no UTF-8, or nested to exhaust the stack', () => {
  expect(parseCanonical(new TextEncoder().encode('{'))).toBeUndefined();
  expect(parseCanonical(Uint8Array.of(0x22, 0xff, 0x22))).toBeUndefined();
  expect(parseCanonical(new TextEncoder().encode('['.repeat(100_000) + ']'.repeat(100_000)))).toBeUndefined();
});
