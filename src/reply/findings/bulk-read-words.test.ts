import { expect, it } from 'vitest';
import { bulkReadWords } from './bulk-read-words.ts';

it('names in a letter what was read, and a street beside a column for mail', () => {
  const { text, and } = bulkReadWords({
    ...{ id: 'f1', kind: 'bulk-read', requests: 1, known: false, what: 'rows', entries: 5_214 },
    holds: 'name; email; address',
  });
  expect(text.en).toContain('{entries} records were read');
  expect(and?.slots['names']).toEqual({
    ja: 'お名前、メールアドレス、ご住所',
    en: 'name, e-mail address and postal address',
  });
});

it('speaks of files and a user name where files were taken, and of a journey that would look so', () => {
  const fact = { id: 'f1', kind: 'bulk-read', requests: 15, what: 'files' } as const;
  const { text, but } = bulkReadWords({ ...fact, known: false });
  expect(text.en).toContain('{requests} files or lists');
  expect(text.ja).toContain('{requests}件');
  expect(but?.en).toMatch(/travel|journey|elsewhere|on the road/);
  expect(bulkReadWords({ ...fact, known: true }).but).toBeUndefined();
});
