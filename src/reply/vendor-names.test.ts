import { expect, it } from 'vitest';
import { draftLetter } from './draft.ts';
import type { CaseInput } from './grounds.ts';
import { lintLetter } from './lint/lint.ts';
import { sampleCase } from './sample-case.ts';
import { vendorsWithRecords } from './vendor-names.ts';

type Vendor = CaseInput['organisation']['vendors'][number];
const vendor = (name: string, sendsFrom: readonly string[] = []): Vendor => ({
  ...{ name, does: null, answer: 'none', answeredAt: null, coversThisRecord: null, sendsFrom },
});
const file = (path: string): CaseInput['files'][number] => ({
  ...{ path, format: 'json_lines', sha256: 'a'.repeat(64), bytes: 900, compression: 'none', encoding: 'ascii' },
  ...{ lines: 9, parsed: 9, unparsed: 0, firstUnparsed: [], assumed: [], from: null, to: null },
});
const withVendors = (vendors: readonly Vendor[], paths: readonly string[], claim = {}): CaseInput => ({
  ...sampleCase,
  claim: { ...sampleCase.claim, ...claim },
  organisation: { ...sampleCase.organisation, vendors },
  files: paths.map(file),
  facts: [
    ...sampleCase.facts.filter(({ kind }) => kind !== 'vendor-answer'),
    ...vendors.map(
      ({ name, answer }, i) =>
        ({ id: `v${i}`, kind: 'vendor-answer', vendor: name, answer, coversThisRecord: 'unknown' }) as const,
    ),
  ],
});
const letter = (input: CaseInput, lang: 'ja' | 'en') => {
  const drafted = draftLetter(input, { stage: 'main', lang, channel: 'letter' });
  expect(lintLetter(drafted, { lang, caseFile: input }).findings).toEqual([]);
  return drafted.text;
};

it.each([
  { of: vendor('Mailvine'), path: 'logs/mailvine-events.jsonl', known: true },
  { of: vendor('Innkeeper PMS'), path: 'logs/innkeeper-audit-2026-08-20.csv', known: true },
  {
    of: vendor('葵配信', ['postillion-mail.example', '198.51.100.64']),
    path: 'logs/postillion-mail/a.csv',
    known: true,
  },
  { of: vendor('くるり運送'), path: 'logs/くるり運送.csv', known: true },
  { of: vendor('Access Print'), path: 'logs/access.log', known: false },
  { of: vendor('Mailvine'), path: 'logs/mailvines.log', known: false },
  { of: vendor('くるり運送', ['198.51.100.90']), path: 'logs/nginx/access.log', known: false },
])('$path is of $of.name: $known', ({ of, path, known }) => {
  expect(vendorsWithRecords(withVendors([of], [path]))).toHaveLength(known ? 1 : 0);
});

it('records that a company handed over are not said to be outside the examination', () => {
  const input = withVendors([vendor('Mailvine'), vendor('Hirose Print')], ['logs/mailvine-events.jsonl']);
  expect(letter(input, 'ja')).toContain('委託先のサーバーの記録で対象に含まれたのは、手元にあるMailvineのものだけです');
  expect(letter(input, 'ja')).not.toContain('委託先のサーバーの記録は、');
  expect(letter(input, 'en')).toContain('it covered only those of Mailvine at hand');
  expect(letter(withVendors([vendor('Mailvine')], ['logs/app.jsonl']), 'en')).toContain(
    'the server records of companies that work for us',
  );
});

it('whoever wrote is not told that their own company has not answered', () => {
  const own = vendor('Ferncliffe Photography', ['ferncliffe-photo.example']);
  const claim = { address: 'hello@ferncliffe-photo.example' };
  for (const lang of ['ja', 'en'] as const) {
    const unanswered = lang === 'ja' ? /まだ回答が|まだ回答のない/ : /have no answer yet|have not answered/;
    expect(letter(withVendors([own], [], claim), lang)).not.toMatch(unanswered);
    expect(letter(withVendors([own], []), lang)).toMatch(unanswered);
    // An address at a provider is shared by everybody there.
    const shared = vendor('Ferncliffe Photography', ['gmail.com']);
    expect(letter(withVendors([shared], [], { address: 'hanako@gmail.com' }), lang)).toMatch(unanswered);
  }
});
