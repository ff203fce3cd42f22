// What the two sides of the fork say to each other.
import type { Both } from '../../vocabulary/finding.ts';
import type { LineCount } from '../count-lines.ts';
import type { Planning } from './query-settings.ts';

/** ClickHouse's own name for the database that is there from the start. */
export const FIRST_DATABASE = 'default';

/** Settings and statements of our own; values are bound by ClickHouse, never spliced. `database`: which of the child's. */
export type EngineRequest =
  | {
      readonly id: number;
      readonly kind: 'open';
      readonly folder: string;
      readonly temporary: boolean;
      /** What statements of the first database may hold, and what those of databases beside it may. */
      readonly memoryBytes: number;
      readonly besideBytes: number;
    }
  | {
      readonly id: number;
      readonly kind: 'command';
      readonly database: string;
      readonly sql: string;
      readonly parameters: Readonly<Record<string, unknown>>;
    }
  | {
      readonly id: number;
      readonly kind: 'query';
      readonly database: string;
      readonly sql: string;
      readonly parameters: Readonly<Record<string, unknown>>;
      readonly seconds: number;
      readonly planning: Planning;
    }
  /** A database beside the first, with statements and a limit of its own; dropped when it is left. */
  | { readonly id: number; readonly kind: 'enter'; readonly database: string; readonly memoryBytes: number }
  | { readonly id: number; readonly kind: 'leave'; readonly database: string }
  /** While statements run: the engine works on threads of its own. */
  | { readonly id: number; readonly kind: 'count'; readonly path: string }
  | { readonly id: number; readonly kind: 'close' };

/** `text`: rows as JSON lines. `ranMs`: how long it took once its turn had come. `countedBytes`: so far; the count follows. `code`: ClickHouse's number for the failure, 'missing' when the engine cannot load. */
export type EngineAnswer =
  | { readonly id: number; readonly ok: true; readonly text: string; readonly ranMs: number }
  | { readonly id: number; readonly ok: true; readonly counted: LineCount | undefined }
  | { readonly id: number; readonly ok: true; readonly countedBytes: number }
  | { readonly id: number; readonly ok: false; readonly refused: Both }
  | { readonly id: number; readonly ok: false; readonly code: string; readonly detail: string };
