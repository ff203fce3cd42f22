// What the rest of Akashi may ask of logs that have been read. One implementation over ClickHouse in a forked child
// (engine.ts), the same over a ClickHouse server; `checks`, `drill` and `cases` know only this.
import type { LogFileSummary } from '../vocabulary/case-file.ts';
import type { Pointer } from '../vocabulary/finding.ts';
import type { Engine } from './engine/engine.ts';
import type { TakeNumbers } from './engine/number-rows.ts';
import type { Parameters } from './engine/parameters.ts';
import type { Planning } from './engine/query-settings.ts';
import type { Packing } from './gzip-header.ts';

/** A line of a file that was read: `f` numbers the files from 0 in the order of `files`, `n` counts lines from 0. */
export type Place = { readonly f: number; readonly n: number };

export type { Parameters };

/**
 * Logs that were read, whole: rows and byte sums were asserted against the bytes before this exists, so that a failed
 * ingest can never look like "nothing found". Tables and columns: schema.ts.
 */
export interface LogStore {
  readonly files: readonly LogFileSummary[];

  /** What files packed by gzip say of themselves, by `f`. */
  readonly packing?: ReadonlyMap<number, Packing>;

  /**
   * Rows of a read-only query (SETTINGS readonly=1: it cannot reach a file). Parameters are bound, never spliced:
   * `where client = {client:String}`. The query must carry its own ORDER BY. 64-bit integers come back as numbers.
   *
   * @param planning how much thought the engine gives the statement (query-settings.ts)
   * @throws AkashiError logs/engine-died, logs/incomplete: a failed query is never an empty one
   */
  rows<Row>(sql: string, parameters?: Parameters, planning?: Planning): Promise<Row[]>;

  /** The answer to a question of Float64 columns, for millions of rows (engine.ts). */
  numbers(sql: string, columns: number, take: TakeNumbers, parameters?: Parameters): Promise<void>;

  /** Pointers to lines, in the order given, byte offsets exact. */
  pointers(places: readonly Place[]): Promise<Pointer[]>;

  /** The bytes of lines, in the order given, without their line ends. */
  lines(places: readonly Place[]): Promise<Uint8Array[]>;

  /** An empty engine for copies of lines, in the process of this store where it has one (engine.ts). The caller closes it, before the store. */
  readonly beside?: () => Promise<Engine>;

  close(): Promise<void>;
}
