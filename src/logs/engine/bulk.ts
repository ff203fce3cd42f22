// Many rows at a time, in and out of the tables. The embedded engine reads and writes the files of its work folder itself;
// a server is sent their bytes (engine-server.ts).
import { rmSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { countLines } from '../count-lines.ts';
import { mergingStatements } from './schema.ts';
import { type Batch, batchStatements, PART_BYTES, READ_SETTINGS } from './segments.ts';

export type Bulk = {
  /** Segments into `raw`. */
  takeBatch(batch: Batch): Promise<void>;

  /** A whole file of lines into `raw`, from where it is. Absent where the engine cannot see our files. */
  readonly takeInPlace?: (f: number, path: string) => Promise<void>;

  /** Counts such a file in a process that has nothing else to do. Absent: the caller counts it. */
  readonly countLines?: typeof countLines;

  /** A file of RowBinary rows into a table. `structure` as ClickHouse writes columns and types. */
  takeRows(table: string, structure: string, path: string): Promise<void>;

  /** Lines of `raw` into a file of RowBinary rows (f UInt32, n UInt64, len UInt32, line String), in order. */
  giveLines(where: string, path: string): Promise<void>;

  /** Rows out of a table, and gone when it resolves. */
  drop(table: string, where: string): Promise<void>;
};

/** Parts that one table may have before they are merged: the engine slows inserts down from 1,000 on, and refuses them at 3,000. */
const PARTS_UNMERGED = 300;

/**
 * Merging is off when a table of the embedded engine is made (schema.ts): it took as much processor time as reading the
 * lines in, while the first questions were waiting. It is of use only where there are hundreds of parts.
 */
function partsKeeper({ command, rows }: Statements): (coming: number) => Promise<void> {
  let merging = false;
  return async (coming) => {
    if (merging) return;
    const [most] = await rows<{ parts: number }>(
      'select count() as parts from system.parts where active and database = currentDatabase() group by table order by parts desc limit 1',
    );
    if ((most?.parts ?? 0) + coming <= PARTS_UNMERGED) return;
    merging = true;
    for (const statement of mergingStatements) await command(statement);
  };
}

type Statements = {
  command(sql: string): Promise<void>;
  rows<Row>(sql: string): Promise<Row[]>;
};

export function embeddedBulk(folder: string, statements: Statements, count: typeof countLines): Bulk {
  const { command } = statements;
  const makeRoom = partsKeeper(statements);
  return {
    async takeBatch(batch) {
      await makeRoom(1);
      for (const statement of batchStatements(batch)) await command(statement);
    },
    async takeInPlace(f, path) {
      // By a link of our own naming: the engine would read `*` or `{` in a file's name as a pattern, `.gz` as a promise.
      const link = join(folder, 'in', `f${f}`);
      rmSync(link, { force: true });
      symlinkSync(path, link);
      await makeRoom(Math.ceil(statSync(path).size / PART_BYTES));
      await command(
        `insert into raw select ${f}, assumeNotNull(_row_number), toUInt32(length(line)), line from file('${link}', 'LineAsString', 'line String', 'none') ${READ_SETTINGS}`,
      );
      rmSync(link, { force: true });
    },
    countLines: count,
    async takeRows(table, structure, path) {
      await makeRoom(1);
      await command(
        `insert into ${table} select * from file('${path}', 'RowBinary', '${structure.replaceAll("'", "\\'")}') ${READ_SETTINGS}`,
      );
    },
    // Prewhere: a condition on numbers alone then decides before any line is read, and no index is made of a list of a million.
    giveLines: (where, path) =>
      command(
        `insert into function file('${path}', 'RowBinary', 'f UInt32, n UInt64, len UInt32, line String') select f, n, len, line from raw prewhere ${where} order by f, n`,
      ),
    drop: (table, where) => command(`alter table ${table} delete where ${where} settings mutations_sync = 2`),
  };
}
