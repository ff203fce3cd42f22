import { expect, it } from 'vitest';
import { tablesCommanded } from './dump-commands.ts';

const names = (line: string) => tablesCommanded(line).map(({ name }) => name);

it.each([
  ['GET /up/x7.php?cmd=mysqldump+-u+wp+wp+wp_users+%3E+/var/www/html/u.sql HTTP/1.1" 200 12', ['wp_users']],
  ['GET /s.php?c=mysqldump%20-uroot%20-psecret%20shop%20customers%20orders HTTP/1.1" 200 0', ['customers', 'orders']],
  ['GET /s.php?c=mysqldump+--user=a+-h+db+--single-transaction+shop+customers|gzip HTTP/1.1"', ['customers']],
  ['POST /s.php?c=pg_dump+-U+app+-t+public.members+club HTTP/1.1"', ['members']],
  ['GET /s.php?c=pg_dump+--table%3Dusers+-tanswers+club HTTP/1.1"', ['users', 'answers']],
])('%s', (line, tables) => {
  expect(names(line)).toEqual(tables);
});

it.each([
  'GET /s.php?c=mysqldump+-u+root+shop HTTP/1.1"',
  'GET /s.php?c=mysqldump+--databases+shop+club HTTP/1.1"',
  'GET /docs/mysqldump HTTP/1.1"',
  '%%%zz%e3%81 pg_dump -t',
  '',
])('names no table of %s', (line) => {
  expect(names(line)).toEqual([]);
});

it('stays quick on hostile lines', () => {
  const started = performance.now();
  for (const line of ['mysqldump '.repeat(20_000), `pg_dump ${'-t '.repeat(50_000)}`, '%'.repeat(100_000)]) names(line);
  expect(performance.now() - started).toBeLessThan(500);
});
