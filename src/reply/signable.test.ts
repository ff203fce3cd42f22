// What a manager has to be able to sign: the chief finding is told, nothing empty is told as examined, and who does what.
import { expect, it } from 'vitest';
import type { Fact } from '../vocabulary/fact.ts';
import { draftLetter } from './draft.ts';
import type { CaseInput } from './grounds.ts';
import { lintLetter } from './lint/lint.ts';
import { sampleCase, sampleCheck } from './sample-case.ts';

const inCase = (more: Partial<CaseInput>): CaseInput => ({ ...sampleCase, ...more });
const letters = (input: CaseInput, stage: 'holding' | 'main' = 'main') =>
  (['ja', 'en'] as const).map((lang) => {
    const letter = draftLetter(input, { stage, lang, channel: 'letter' });
    expect(
      lintLetter(letter, { lang, caseFile: input }).findings.filter(({ severity }) => severity === 'error'),
    ).toEqual([]);
    return letter.text;
  });

it('says in short that records contradict one another, and that engineers compare the copies', () => {
  const doubted: Fact = { id: 'i1', kind: 'log-integrity', verdict: 'altered', sealed: false };
  const [ja, en] = letters(
    inCase({
      outcome: 'inconclusive',
      outcomeReason: 'missing_evidence',
      facts: [doubted],
      unresolved: ['i1'],
    }),
  );
  expect(ja).toContain('消去または書き換えが疑われる食い違いが見つかっております。');
  expect(en).toContain('contradict one another in a way that erasure or alteration could explain');
  expect(ja).toMatch(/弊社の技術担当が写しを照らし合わせて.*までに調べます/);
  expect(en).toContain('Our engineers will compare the copies');
});

it('does not tell an empty record of lists as one that was examined without result', () => {
  const looked = { from: null, to: null, lines: 0, parsed: 0, share: null };
  const withLists = (lines: number) =>
    inCase({
      claim: { ...sampleCase.claim, questions: [] },
      facts: sampleCase.facts.filter(({ kind }) => kind !== 'vendor-held'),
      checks: [
        ...sampleCase.checks.filter(({ id }) => !id.startsWith('exports')),
        sampleCheck('exports.list-given', 'nothing-found', { looked: { ...looked, lines, parsed: lines } }),
      ],
    });
  const [ja, en] = letters(withLists(0));
  expect(ja).toContain('名簿を社外へ渡した記録には、記載は一件もございません。');
  expect(en).toContain('nothing is entered in our record of lists passed on');
  expect(letters(withLists(3))[0]).not.toContain('記載が一件も');
});

it('is about an apology only where a leak is established and the reader is known', () => {
  expect(letters(sampleCase)[0]).toContain('件名：迷惑メールに関するお申し出について（受付番号 A-2009-0012）');
  const read: Fact = {
    id: 'p1',
    kind: 'attacker-trace',
    attack: 'sqli',
    success: 'shown',
    reachedData: true,
  };
  const leak = inCase({
    outcome: 'leak_confirmed',
    confirmedScope: 'list',
    facts: [read],
    unresolved: ['p1'],
  });
  const subject = (input: CaseInput) =>
    draftLetter(input, { stage: 'main', lang: 'ja', channel: 'letter' }).text.match(/件名：.*/)?.[0];
  expect(subject(leak)).toBe('件名：弊社がお預かりしていた情報の漏えいに関するお詫びとご報告（受付番号 A-2009-0012）');
  expect(subject({ ...leak, claim: { ...leak.claim, requesterVerified: 'no' } })).toContain('お申し出について');
  const callsItself = { ja: '当法人', en: 'our association' };
  expect(subject({ ...leak, organisation: { ...leak.organisation, callsItself } })).toContain('件名：当法人がお預かり');
});

it('names the record that contradicts others, and when', () => {
  const doubted: Fact = { id: 'i1', kind: 'log-integrity', verdict: 'altered', sealed: false };
  const file = {
    path: 'logs/access.log',
    sha256: 'a'.repeat(64),
    bytes: 9,
    compression: 'none',
    format: 'combined',
  } as const;
  const read = { encoding: 'utf-8', lines: 9, parsed: 9, unparsed: 0, firstUnparsed: [], assumed: [] };
  const errors = { ...file, path: 'logs/error.log', format: 'nginx_error' } as const;
  const logins = { ...file, path: 'logs/auth.log', format: 'sshd' } as const;
  const sign = {
    kind: 'cross-source',
    strength: 'strong',
    path: 'logs/access.log',
    ...{ from: '2009-05-02T05:08:00Z', to: '2009-05-02T05:50:00Z' },
    statement: { ja: '矛盾', en: 'contradiction' },
  } as const;
  const against = (paths?: readonly string[], others: readonly (typeof errors | typeof logins)[] = []) =>
    letters(
      inCase({
        outcome: 'inconclusive',
        outcomeReason: 'missing_evidence',
        facts: [doubted],
        unresolved: ['i1'],
        files: [file, ...others].map((one) => ({ ...one, ...read, from: null, to: null })),
        alterations: [paths ? { ...sign, against: paths } : sign],
      }),
    );
  const [ja, en] = against();
  expect(ja).toContain('14時8分ごろから14時50分ごろまでは、ウェブサーバーの記録とほかの記録が食い違い');
  expect(en).toContain('the records of the web server contradict others');
  // Which records these are is told, and not guessed from what else was given.
  const [, own] = against(['logs/error.log'], [errors, logins]);
  expect(own).toContain('the records of the web server disagree among themselves');
  const [, two] = against(['logs/auth.log'], [errors, logins]);
  expect(two).toContain('the records of the web server and logins disagree');
});

it('beside a leak that is established, says that the message matches what we held', () => {
  const facts: Fact[] = [
    { id: 'p1', kind: 'attacker-trace', attack: 'sqli', success: 'shown', reachedData: true },
    { id: 'p2', kind: 'real-name-in-spam', nameInAddress: false },
  ];
  const leak = inCase({ outcome: 'leak_confirmed', confirmedScope: 'list', facts, unresolved: ['p1', 'p2'] });
  const [ja, en] = letters(leak);
  expect(ja).toContain('「結論」に記した漏えいによるものかを調べておりますが、確定しておりません。');
  // A name alone is told as one.
  expect(en).toContain('contains your name, which we held; whether it came from the leak described under');
  const values: Fact = { id: 'p3', kind: 'form-values-in-spam', values: 2, formOnly: true, chance: 0.01 };
  const more = letters({ ...leak, facts: [...facts, values], unresolved: ['p1', 'p2', 'p3'] });
  expect(more[1]).toContain('whether they came from the leak described under');
  expect(letters(leak, 'holding')[0]).toContain('この漏えいによるものかを調べておりますが、まだ確定しておりません。');
  expect(letters({ ...leak, unresolved: ['p1'] })[0]).toContain('この漏えいと、届いた迷惑メールとの関係は');
});
