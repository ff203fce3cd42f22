// The identity gate over generated cases: whoever is not verified learns nothing of what the register holds.
import { expect, it } from 'vitest';
import type { Letter, Stage } from '../vocabulary/case-file.ts';
import { type Fact, type FieldSpec, factKinds } from '../vocabulary/fact.ts';
import { aboutThePerson } from './about-the-person.ts';
import { draftLetter } from './draft.ts';
import { generatedCase } from './generated-case.ts';
import type { CaseInput } from './grounds.ts';
import { lintLetter } from './lint/lint.ts';

const CASES = Number(process.env['AKASHI_GATE_CASES'] ?? 150);
const stages = ['holding', 'main', 'follow-up', 'correction'] as const satisfies readonly Stage[];
type Verified = CaseInput['claim']['requesterVerified'];

const asked = (input: CaseInput, requesterVerified: Verified): CaseInput => ({
  ...input,
  claim: { ...input.claim, requesterVerified },
});

function* letters(input: CaseInput): Generator<Letter> {
  for (const stage of stages)
    for (const lang of ['ja', 'en'] as const)
      for (const channel of ['letter', 'email'] as const) yield draftLetter(input, { stage, lang, channel });
}

/** Another answer of the register: found turned round, other days, other forms, other counts. */
function otherwise(fact: Fact): Fact {
  if (!aboutThePerson.has(fact.kind)) return fact;
  const fields: Readonly<Record<string, FieldSpec>> = factKinds[fact.kind].fields;
  const changed = Object.entries(fact).map(([name, value]): [string, unknown] => {
    // The date of a message that was handed in: whoever wrote to us has read it.
    if (name === 'sentAt') return [name, value];
    const is = fields[name]?.is;
    if (typeof value === 'boolean') return [name, !value];
    if (is === 'instant') return [name, '2007-07-07T07:07:07+09:00'];
    if (is === 'number') return [name, Number(value) + 7];
    if (is === 'text') return [name, '別のフォームの名'];
    if (is !== undefined && Array.isArray(is)) return [name, is.find((one) => one !== value) ?? value];
    return [name, value];
  });
  // Each field keeps its type.
  return Object.fromEntries(changed) as Fact;
}

it(`says to whoever is not verified the same, whatever the register holds (${CASES} cases)`, {
  timeout: 300_000,
}, () => {
  let withRegister = 0;
  for (let seed = 1; seed <= CASES; seed += 1) {
    const input = asked(generatedCase(seed), 'no');
    if (!input.facts.some(({ kind }) => aboutThePerson.has(kind))) continue;
    withRegister += 1;
    const other = [...letters({ ...input, facts: input.facts.map(otherwise) })];
    [...letters(input)].forEach((letter, index) => {
      const where = `case ${seed}, ${letter.stage} ${letter.lang} ${letter.channel}`;
      expect(letter.text, where).toBe(other[index]?.text);
      const personal = new Set(input.facts.filter(({ kind }) => aboutThePerson.has(kind)).map(({ id }) => id));
      const telling = letter.sentences.filter(
        // "Some findings are open" names none of them.
        ({ id, evidence }) => id !== 'found.unnamed' && evidence.some((one) => personal.has(one)),
      );
      expect(telling, where).toEqual([]);
    });
  }
  expect(withRegister).toBeGreaterThan(CASES / 10);
});

it.each(['registered_address_reply', 'identity_check'] as const)(
  'a requester verified by %s is told, and the same letter to somebody else is stopped by PR05',
  { timeout: 300_000 },
  (verified) => {
    let told = 0;
    for (let seed = 1; seed <= CASES && told < 40; seed += 1) {
      const input = asked(generatedCase(seed), verified);
      for (const letter of letters(input)) {
        if (!letter.sentences.some(({ id }) => id === 'held.record')) continue;
        told += 1;
        const rules = (caseFile: CaseInput) =>
          lintLetter(letter, { lang: letter.lang, caseFile: { ...caseFile, letters: [] } }).findings.map(
            ({ rule }) => rule,
          );
        expect(rules(input)).not.toContain('PR05');
        expect(rules(asked(input, 'no')), `case ${seed}, ${letter.stage} ${letter.lang}`).toContain('PR05');
      }
    }
    expect(told).toBeGreaterThan(0);
  },
);
