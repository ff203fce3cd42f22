// Whether the log of a database tells of more than errors: what it was told to write decides what it can show.
import type { LogStore } from './port.ts';

export const isDatabaseLog = (format: string): boolean => /^(?:postgresql|mysql)/.test(format);

/** Databases (`postgres`, `mysqld`) whose logs tell of statements or connections. */
export async function tellingDatabases(store: LogStore): Promise<readonly string[]> {
  if (!store.files.some(({ format }) => isDatabaseLog(format))) return [];
  const rows = await store.rows<{ program: string }>(
    `select program from event where program in ('postgres', 'mysqld') and action in ('db-query', 'login', 'db-connect')
     group by program order by program`,
  );
  return rows.map(({ program }) => program);
}
