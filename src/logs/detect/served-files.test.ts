import { expect, it } from 'vitest';
import { type Answered, servedFiles } from './web-success.ts';

const given = (path: string, size: number) =>
  ({ client: '203.0.113.5', class: 'sensitive-file', path, size, at: 1, f: 0, n: 1 }) as unknown as Answered;

it.each([
  { name: 'a copy of the database', path: '/backup/db_20260801.sql', data: true },
  { name: 'one that was packed', path: '/db.sql.gz', data: true },
  { name: 'an archive of a backup', path: '/site-backup.zip', data: true },
  { name: 'settings', path: '/.env', data: false },
  { name: 'a repository', path: '/.git/config', data: false },
  { name: 'an old copy of a script', path: '/index.php.bak', data: false },
])('$name: whether what is held went out', ({ path, data }) => {
  expect(servedFiles([given(path, 5_000)])).toMatchObject([{ level: 'adverse', success: 'shown', reachesData: data }]);
});
