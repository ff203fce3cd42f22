import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factKinds, factsOf, isFactKind, parseFacts } from './fact.ts';

const silent = { kind: 'logs-silent', coverage: 0.9, parsed: 1 };

describe('facts', () => {
  it('are read from an object or a bare list, and get an id by their place', () => {
    expect(parseFacts({ facts: [silent, { ...silent, id: 'x' }] }).facts.map(({ id }) => id)).toEqual(['f1', 'x']);
    expect(parseFacts([silent]).facts).toHaveLength(1);
  });

  it('keep what the table knows, and drop the rest', () => {
    const { facts, problems } = parseFacts([
      { ...silent, foundBy: 'c', says: { ja: 'あ', en: 'a', fr: 'é' }, more: 1, __proto__: { x: 1 } },
    ]);
    expect(problems).toEqual([]);
    expect(facts).toEqual([{ ...silent, id: 'f1', foundBy: 'c', says: { ja: 'あ', en: 'a' } }]);
  });

  it('take null for an optional field as not said', () => {
    expect(parseFacts([{ kind: 'first-use-claimed', claimed: true, mailboxAgeDays: null }]).facts).toEqual([
      { id: 'f1', kind: 'first-use-claimed', claimed: true },
    ]);
  });

  it.each([
    { name: 'an unknown kind', fact: { kind: 'nonsense' }, at: 'facts[0]' },
    { name: 'a kind that every object has', fact: { kind: 'constructor' }, at: 'facts[0]' },
    { name: 'no object', fact: 'logs-silent', at: 'facts[0]' },
    { name: 'a missing field', fact: { kind: 'logs-silent', parsed: 1 }, at: 'facts[0].coverage' },
    { name: 'a share above 1', fact: { ...silent, coverage: 1.1 }, at: 'facts[0].coverage' },
    { name: 'a number as text', fact: { ...silent, coverage: '0.9' }, at: 'facts[0].coverage' },
    { name: 'half a count', fact: { kind: 'people-exposed', people: 1.5 }, at: 'facts[0].people' },
    { name: 'a negative count', fact: { kind: 'people-exposed', people: -1 }, at: 'facts[0].people' },
    { name: 'a word that is none', fact: { kind: 'minimum-check', check: 'x', done: true }, at: 'facts[0].check' },
    {
      name: 'a time without offset',
      fact: { kind: 'time-at-risk', delayDays: 1, submittedAt: '2024-01-01T00:00:00' },
      at: 'facts[0].submittedAt',
    },
    { name: 'an empty id', fact: { ...silent, id: '' }, at: 'facts[0].id' },
  ])('with $name are left out and named', ({ fact, at }) => {
    const { facts, problems } = parseFacts([fact]);
    expect(facts).toEqual([]);
    expect(problems.map((problem) => problem.at)).toContain(at);
  });

  it('never share an id: the second is left out and named', () => {
    const { facts, problems } = parseFacts([
      { ...silent, id: 'a' },
      { ...silent, id: 'a' },
    ]);
    expect(facts).toHaveLength(1);
    expect(problems.map(({ at }) => at)).toEqual(['facts[1].id']);
  });

  it('name a problem without repeating what stood there', () => {
    const { problems } = parseFacts([{ kind: 'logs-silent', coverage: 'taro@example.jp', parsed: 1 }]);
    expect(JSON.stringify(problems)).not.toContain('taro');
  });

  it('are given by kind, typed', () => {
    const { facts } = parseFacts([silent, { kind: 'people-exposed', people: 3 }]);
    expect(factsOf(facts, 'people-exposed').map(({ people }) => people)).toEqual([3]);
  });

  it('of anything at all are a list and never a throw', () => {
    fc.assert(
      fc.property(
        fc.anything(),
        fc.array(fc.record({ kind: fc.constantFrom(...Object.keys(factKinds)), of: fc.anything() })),
        (any, list) => {
          for (const value of [any, { facts: any }, [any], list]) {
            const { facts } = parseFacts(value);
            expect(facts.every(({ kind }) => isFactKind(kind))).toBe(true);
          }
        },
      ),
    );
  });

  it('read again are the same', () => {
    const field = (is: unknown): unknown => {
      if (Array.isArray(is)) return is[0];
      return { boolean: true, count: 3, number: 1.5, share: 0.5, text: 'x', instant: '2024-01-02' }[String(is)];
    };
    const one = Object.entries(factKinds).map(([kind, { fields }]) => ({
      kind,
      ...Object.fromEntries(Object.entries(fields).map(([name, spec]) => [name, field(spec.is)])),
    }));
    const { facts, problems } = parseFacts(one);
    expect(problems).toEqual([]);
    expect(facts).toHaveLength(Object.keys(factKinds).length);
    expect(parseFacts(JSON.parse(JSON.stringify({ facts })))).toEqual({ facts, problems: [] });
  });
});
