import { expect, it } from 'vitest';
import { tableRead, tableWritten } from './written-tables.ts';

it.each([
  [
    'LOG:  statement: COPY public.users (id, email, full_name) TO stdout;',
    { name: 'users', columns: ['id', 'email', 'full_name'] },
  ],
  ['statement: copy "Members" to \'/tmp/members.csv\' csv', { name: 'Members', columns: [] }],
  ['"statement: COPY answers (id, ""free text"") TO STDOUT WITH CSV"', { name: 'answers', columns: ['id'] }],
  ['Query\tSELECT /*!40001 SQL_NO_CACHE */ * FROM `shop`.`customers`', { name: 'customers', columns: [] }],
])('names the table of %s', (line, table) => {
  expect(tableWritten(line)).toEqual(table);
});

it.each([
  'statement: COPY users (id, email) FROM stdin;',
  'statement: LOCK TABLE public.users IN ACCESS SHARE MODE',
  '',
])('names none for %s', (line) => {
  expect(tableWritten(line)).toBeUndefined();
});

it.each([
  ['SELECT email, m.name AS who FROM public.members m WHERE id > 0', { name: 'members', columns: ['email', 'name'] }],
  ['select `email`,`tel` from `shop`.`customers` limit 1000', { name: 'customers', columns: ['email', 'tel'] }],
  ['SELECT * FROM "Members"', { name: 'Members', columns: [] }],
  ['SELECT count(*) FROM members', undefined],
  ['SELECT 1', undefined],
])('reads %s', (statement, table) => {
  expect(tableRead(statement)).toEqual(table);
});

it('stays quick on hostile lines', () => {
  const started = performance.now();
  for (const line of [`copy ${'a.'.repeat(50_000)}`, `copy x (${'('.repeat(100_000)}`, 'copy '.repeat(50_000)])
    tableWritten(line);
  for (const statement of ['select '.repeat(50_000), `select ${'a, '.repeat(50_000)}`]) tableRead(statement);
  expect(performance.now() - started).toBeLessThan(500);
});
