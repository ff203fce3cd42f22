// A name that the address shows explains itself; what else a message holds of an entry does not.
import { expect, it } from 'vitest';
import type { Fact } from '../vocabulary/fact.ts';
import { draftLetter } from './draft.ts';
import type { CaseInput } from './grounds.ts';
import { lintLetter } from './lint/lint.ts';
import { sampleCase } from './sample-case.ts';

const name: Fact = { id: 'n1', kind: 'real-name-in-spam', foundBy: 'spam.form-values', nameInAddress: true };
const booking: Fact = {
  ...{ id: 'v1', kind: 'form-values-in-spam', foundBy: 'spam.form-values', values: 2, formOnly: true },
  chance: 0.001,
};

const letters = (facts: readonly Fact[]) =>
  (['ja', 'en'] as const).map((lang) => {
    const input = {
      ...{ ...sampleCase, outcome: 'inconclusive' as const, outcomeReason: 'missing_evidence' as const },
      ...{ facts, unresolved: facts.map(({ id }) => id) },
    };
    return draftLetter(input, { stage: 'main', lang, channel: 'letter' }).text;
  });

it('explains a name by the address where it stands alone in the message', () => {
  const [ja, en] = letters([name]);
  expect(ja).toContain('お名前はアドレスからも読み取れるため');
  expect(en).toContain('as the address itself shows it');
});

it('does not, where other details of the entry stand beside it', () => {
  const [ja, en] = letters([name, booking]);
  expect(ja).toContain('アドレスからは読み取れないご記入の内容も書かれておりました。');
  expect(en).toContain('details of your entry that the address does not show');
  expect(`${ja}${en}`).not.toMatch(/アドレスからも読み取れるため|as the address itself shows it/);
});

it.each(['registered_address_reply', 'no'] as const)(
  'an intrusion that is told is not left out without a word (%s)',
  (requesterVerified) => {
    const shown: Fact = {
      ...{ id: 'a1', kind: 'attacker-trace', attack: 'webshell', success: 'shown', reachedData: false, pointers: [] },
    };
    for (const lang of ['ja', 'en'] as const) {
      const input: CaseInput = {
        ...{ ...sampleCase, outcome: 'inconclusive', outcomeReason: 'balanced_evidence' },
        ...{ facts: [shown], unresolved: ['a1'], claim: { ...sampleCase.claim, requesterVerified } },
      };
      const letter = draftLetter(input, { stage: 'main', lang, channel: 'letter' });
      const [said, left] = ['ways.intrusion', 'ways.ours'].map(
        (id) => letter.sentences.find((one) => one.id === id)?.text,
      );
      expect(said).toMatch(/まだ確認できておりません|is not established yet/);
      expect(left).not.toMatch(/侵入|an intrusion/);
      expect(left).toMatch(/そのほか|Beyond that/);
      expect(lintLetter(letter, { lang, caseFile: input }).findings).toEqual([]);
    }
  },
);
