import { expect, it } from 'vitest';
import { columnsNamed } from './held-columns.ts';

it('every column is named as far as one sentence has room for them, in both languages the same', () => {
  const survey = 'email; form; submitted_at; ip; name; 年代; 参加講座; ご意見';
  expect(columnsNamed(survey)).toMatchObject({ more: 0, names: { ja: expect.stringContaining('「ご意見」') } });
  const wide = Array.from({ length: 40 }, (_, n) => `質問の${n + 1}番目`).join('; ');
  const told = columnsNamed(wide);
  expect(told?.more).toBeGreaterThan(30);
  expect(told?.names.ja.length).toBeLessThanOrEqual(66);
  expect(told?.names.ja.match(/「/g)?.length).toBe(told?.names.en.match(/“/g)?.length);
});

it('a register of addresses alone has nothing more to name', () => {
  expect(columnsNamed('email')).toBeUndefined();
});

it('a single column that is left over is named, where its name can be quoted', () => {
  const told = columnsNamed('address; at; ip; name; property; move_in; annual_income; moving_from');
  expect(told).toMatchObject({ more: 1, last: { en: '“moving_from”' } });
  expect(columnsNamed('address; at; ip; name')).not.toHaveProperty('last');
});
