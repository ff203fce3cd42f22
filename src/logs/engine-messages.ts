// What the two sides of the fork say to each other.

/** Settings and statements of our own; values are bound by ClickHouse, never spliced. */
export type EngineRequest =
  | {
      readonly id: number;
      readonly kind: 'open';
      readonly folder: string;
      readonly temporary: boolean;
      readonly memoryBytes: number;
    }
  | {
      readonly id: number;
      readonly kind: 'command';
      readonly sql: string;
      readonly parameters: Readonly<Record<string, unknown>>;
    }
  | {
      readonly id: number;
      readonly kind: 'query';
      readonly sql: string;
      readonly parameters: Readonly<Record<string, unknown>>;
      readonly seconds: number;
    }
  | { readonly id: number; readonly kind: 'close' };

/** `text`: rows as JSON lines. `ranMs`: how long it took once its turn had come. `code`: ClickHouse's number for the failure, 'missing' when the engine cannot load. */
export type EngineAnswer =
  | { readonly id: number; readonly ok: true; readonly text: string; readonly ranMs: number }
  | { readonly id: number; readonly ok: false; readonly code: string; readonly detail: string };
