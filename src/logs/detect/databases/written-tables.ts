// Which tables a database was made to write out whole, or gave many rows of, and with which columns: by the statements themselves.
import type { LogStore, Place } from '../../port.ts';

/** A table as the statement calls it, without its schema; no columns where the statement names none, which means all. */
export type WrittenTable = {
  readonly name: string;
  readonly columns: readonly string[];
  /** The most that one statement gave, where the log counts rows. */
  readonly rows?: number;
};

/** Names of a database are at most 63 bytes in PostgreSQL, 64 in MySQL; what is longer is none. */
const NAME = '"?(\\w{1,64})"?';
/** A table of hundreds of columns is named by its first ones. */
const COPY = new RegExp(
  `\\bcopy (?:"?\\w{1,64}"?\\.)?${NAME} ?(?:\\(([^()]{1,4000})\\))? ?to \\\\?["']*(?:stdout|program\\b|e?'|/)`,
  'iu',
);
const MYSQLDUMP = /sql_no_cache \*\/ \* from `?(\w{1,64})`?(?:\.`?(\w{1,64})`?)?/iu;
/** Columns by their names alone: what is counted, joined or worked out is no column of a table. */
const SELECT =
  /\bselect (?:distinct |sql_no_cache )?([\w.,"`* ]{1,2000}?) from (?:["`]?\w{1,64}["`]?\.)?["`]?(\w{1,64})/iu;
/** Of one line; statements are read by their beginning. */
const LONGEST = 8_000;

/** The table that a line of a log says was written out, if it says so. */
export function tableWritten(line: string): WrittenTable | undefined {
  const text = line.slice(0, LONGEST).replace(/\s+/gu, ' ');
  const copied = COPY.exec(text);
  if (copied?.[1] !== undefined) {
    const columns = (copied[2] ?? '').split(',').map((column) => column.trim().replaceAll('"', ''));
    return { name: copied[1], columns: columns.filter((column) => /^\w{1,64}$/u.test(column)) };
  }
  const dumped = MYSQLDUMP.exec(text);
  const name = dumped?.[2] ?? dumped?.[1];
  return name === undefined ? undefined : { name, columns: [] };
}

/** The table that a statement reads, and the columns it names. */
export function tableRead(statement: string): WrittenTable | undefined {
  const [, listed = '', name] = SELECT.exec(statement.slice(0, LONGEST).replace(/\s+/gu, ' ')) ?? [];
  if (name === undefined) return undefined;
  // `m.email as mail` is the column email of the table called m.
  const columns = listed
    .split(',')
    .map((column) => /^ ?(?:["`\w]{1,66}\.)?["`]?(\w{1,64})["`]?(?: |$)/u.exec(column)?.[1] ?? '');
  return { name, columns: columns.every((column) => column !== '') ? columns : [] };
}

/** Each table once, in the order of the lines. */
export async function tablesWritten(
  store: LogStore,
  places: readonly Place[],
  tablesOf: (line: string) => readonly WrittenTable[] = (line) => [tableWritten(line) ?? []].flat(),
): Promise<readonly WrittenTable[]> {
  const decoder = new TextDecoder();
  const found = new Map<string, WrittenTable>();
  for (const line of await store.lines(places)) {
    for (const table of tablesOf(decoder.decode(line))) if (!found.has(table.name)) found.set(table.name, table);
  }
  return [...found.values()];
}
