/** Every way Akashi can stop, as a caller sees it. `folder/what-happened`; never renamed once released. */
export type ErrorCode =
  | 'case/not-found'
  | 'case/claim-unreadable'
  | 'case/no-address'
  | 'case/out-not-ours'
  | 'case/out-unwritable'
  | 'case/held'
  | 'custody/breaches-unreadable'
  | 'custody/csv-unreadable'
  | 'custody/yaml-unreadable'
  | 'facts/unreadable'
  | 'ledger/broken'
  | 'ledger/checkpoint-unsigned'
  | 'ledger/held'
  | 'ledger/io'
  | 'ledger/locked'
  | 'ledger/rollback'
  | 'ledger/unreadable'
  | 'logs/engine-died'
  | 'logs/engine-missing'
  | 'logs/incomplete'
  | 'logs/unreadable'
  | 'lookup/failed'
  | 'lookup/refused'
  | 'mail/unreadable'
  | 'pack/unreadable'
  | 'pages/unreadable'
  | 'reply/lint'
  | 'reply/typesetting'
  | 'rules/unreadable'
  | 'input/unreadable'
  | 'input/too-large';

/**
 * A way to stop that is not our own mistake.
 *
 * The message is lower case, names what was expected and where, and never holds an address, a header or a log line:
 * those are other people's data.
 */
export class AkashiError extends Error {
  override readonly name = 'AkashiError';
  readonly code: ErrorCode;
  /** What the operator can do next. */
  readonly hint: string | undefined;

  constructor(code: ErrorCode, message: string, more: { cause?: unknown; hint?: string } = {}) {
    super(message, { cause: more.cause });
    this.code = code;
    this.hint = more.hint;
  }
}
