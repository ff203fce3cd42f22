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
