import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseCondition } from './condition.ts';
import { parseSigma } from './parse-sigma.ts';
import { toRe2 } from './regex.ts';
import { type Expression, RuleRefusal } from './rule.ts';
import { parsePieces } from './values.ts';

const plain = { i: false, m: false, s: false };

it.each([
  { name: 'plain text stays', value: 'cmd.exe', want: [{ text: 'cmd.exe' }] },
  { name: 'a star is any run', value: 'a*b', want: [{ text: 'a' }, { wild: 'many' }, { text: 'b' }] },
  { name: 'an escaped star is a star', value: 'a\\*b', want: [{ text: 'a*b' }] },
  { name: 'a backslash before a letter is itself', value: 'C:\\temp', want: [{ text: 'C:\\temp' }] },
  { name: 'an escaped backslash leaves the star wild', value: '\\\\*', want: [{ text: '\\' }, { wild: 'many' }] },
  { name: 'three backslashes and a star are both plain', value: '\\\\\\*', want: [{ text: '\\*' }] },
  { name: 'four backslashes are two', value: '\\\\\\\\', want: [{ text: '\\\\' }] },
])('wildcards: $name', ({ value, want }) => {
  expect(parsePieces(value)).toEqual(want);
});

const truth = (value: boolean): Expression => ({ test: { is: 'exists', field: String(value), wanted: true } });
const evaluate = (expression: Expression): boolean => {
  if ('test' in expression) return expression.test.field === 'true';
  if ('not' in expression) return !evaluate(expression.not);
  return 'all' in expression ? expression.all.every(evaluate) : expression.any.some(evaluate);
};

it.each([
  { condition: 'yes and not no', want: true },
  { condition: 'no or yes and no', want: false },
  { condition: 'not no and not (yes or no)', want: false },
  { condition: '1 of y*', want: true },
  { condition: 'all of them', want: false },
  { condition: 'all of yes* or no', want: true },
  { condition: 'not not yes', want: true },
])('condition: $condition is $want', ({ condition, want }) => {
  const selections = new Map([
    ['yes', truth(true)],
    ['no', truth(false)],
    ['_hidden', truth(false)],
  ]);
  expect(evaluate(parseCondition(condition, selections))).toBe(want);
});

it.each(['a and', '(a', 'a b', '1 of zz*', 'missing', '2 of a*', 'a | count() > 5', ''])(
  'refuses the condition "%s"',
  (condition) => {
    expect(() => parseCondition(condition, new Map([['a', truth(true)]]))).toThrow(RuleRefusal);
  },
);

it.each(['(?=a)b', 'a(?!b)', '(?<=a)b', '(a)\\1', 'a++', '(?>a)', 'a{2000}', 'a\\'])(
  'RE2 cannot say %s, so it is refused',
  (source) => {
    expect(() => toRe2(source, plain)).toThrow(RuleRefusal);
  },
);

it('keeps what RE2 can say, with a dot that stops at line ends', () => {
  expect(toRe2('a.(?<name>b)[)(]\\.', plain)).toBe('(?-s)a.(?P<name>b)[)(]\\.');
});

const rule = (body: string) => `title: t\nlogsource:\n    category: webserver\ndetection:\n${body}`;

it.each([
  {
    name: 'an unknown modifier',
    text: rule('    s:\n        f|nope: x\n    condition: s\n'),
    reason: 'unknown modifier "nope"',
  },
  { name: 'no condition', text: rule('    s:\n        f: x\n'), reason: 'no condition' },
  {
    name: 'an unknown level',
    text: `${rule('    s:\n        f: x\n    condition: s\n')}level: huge\n`,
    reason: 'level "huge" is not in the specification',
  },
  {
    name: 'a correlation without timespan',
    text: 'title: t\ncorrelation:\n    type: event_count\n    rules: [a]\n    condition:\n        gte: 3\n',
    reason: 'timespan is a number and one of s, m, h, d',
  },
])('names why it refuses $name', ({ text, reason }) => {
  expect(parseSigma(text, 'r.yml').refused.map((one) => one.reason)).toEqual([reason]);
});

it.each([
  { name: 'UTF-16', text: 'title: t\0\n\0', reason: 'no UTF-8 text: it holds bytes of zero' },
  {
    name: 'a value without end',
    text: rule(`    s:\n        f: '${'*a'.repeat(4_000)}'\n    condition: s\n`),
    reason: 'a value of over 4000 characters',
  },
  {
    name: 'a word without end in a condition',
    text: rule(`    s:\n        f: x\n    condition: ${'not '.repeat(5_000)}s\n`),
    reason: 'condition has over 2000 words',
  },
])('refuses $name by name', ({ text, reason }) => {
  expect(parseSigma(text, 'r.yml').refused.map((one) => one.reason)).toEqual([reason]);
});

it.each(['((a{1000}){1000}){1000}', '(?:a{50}){21}', '(?:x(?:y{2}){600})*', '(?:(?:a{10,200})b{3}){6}'])(
  'refuses %s: RE2 counts repeats inside repeats together',
  (source) => {
    expect(() => toRe2(source, plain)).toThrow(/repeats over 1000 times/);
  },
);

it.each(['(?:a{50}){20}', '(?:a{900})(?:b{900})', 'a{1000}', '(?i)a{3}(b|c{2}){4}'])('keeps %s', (source) => {
  expect(toRe2(source, plain)).toContain(source);
});

it('counts other YAML as ignored, not as refused', () => {
  expect(parseSigma('a: 1\n---\n- b\n', 'x.yml')).toEqual({ documents: [], refused: [], ignored: 2 });
});

it('answers any text with documents or named refusals, and never throws', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ maxLength: 200 }),
        fc
          .string({ maxLength: 60 })
          .map((text) => rule(`    s:\n        f|contains: '${text}'\n    condition: ${text}\n`)),
      ),
      (text) => {
        const { documents, refused, ignored } = parseSigma(text, 'any.yml');
        return documents.length + refused.length + ignored >= 0;
      },
    ),
    { numRuns: 300 },
  );
});
