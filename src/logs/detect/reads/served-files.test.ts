import { expect, it } from 'vitest';
import type { Answered } from '../requests/web-success.ts';
import { servedFiles } from './served-files.ts';

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

it.each([
  { name: 'software that several took', path: '/dl/backup-tool-1.4.zip', takers: 5, told: 0 },
  { name: 'software that few took', path: '/dl/backup-tool-1.4.zip', takers: 4, told: 4 },
  { name: 'a copy that robots share', path: '/backup.zip', takers: 9, told: 9 },
  { name: 'a copy by its day', path: '/backup-2026.11.29.zip', takers: 9, told: 9 },
])('$name', ({ path, takers, told }) => {
  const answered = Array.from({ length: takers }, (_, i) => ({ ...given(path, 9_000), client: `198.18.${i}.7` }));
  expect(servedFiles(answered)).toHaveLength(told);
});
