import type { Writable } from 'node:stream';

/** Where a command speaks: results to `out`, talk and progress to `err`. */
export type Streams = { readonly out: Writable; readonly err: Writable };

/** 0 done · 1 the question had a bad answer · 2 wrong usage · 3 an input could not be read at all, the rest was done. */
export type ExitCode = 0 | 1 | 2 | 3;

export type Command = {
  /** As typed: `logs read`. */
  readonly name: string;
  readonly summary: string;
  /** One line a use, without `akashi`. */
  readonly usage: readonly string[];
  /** Options as node:util parseArgs takes them, with the words --help prints. */
  readonly options: Readonly<
    Record<
      string,
      {
        readonly type: 'string' | 'boolean';
        readonly short?: string;
        readonly multiple?: boolean;
        readonly about: string;
      }
    >
  >;
  /** @throws AkashiError, which main prints with its hint (exit 3; 2 for a parseArgs error) */
  run(argv: readonly string[], streams: Streams): Promise<ExitCode>;
};
