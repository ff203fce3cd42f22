// What a log needs of the place where it lives. Implemented over a folder (folder.ts) and S3-compatible storage (s3.ts).

/** Where a log's public files are read: its own folder, or a server. Undefined: no such file. */
export type LogSource = { read(path: string): Promise<Uint8Array | undefined> };

/**
 * One sequencer's hold on a log. Every method throws AkashiError ledger/io when the storage fails, after which the log
 * must be opened again: an error of fsync says nothing about what reached the disk, so trying again proves nothing.
 */
export type LogStorage = LogSource & {
  /** Fencing token: grows with every sequencer; a lower one may no longer acknowledge anything. */
  readonly token: number;

  /** Records after which the write-ahead log is to be started anew, where each is an object of its own. */
  readonly mostRecords?: number;

  /** Replaces a file whole. Seen at once; durable only after `sync`. */
  put(path: string, bytes: Uint8Array): Promise<void> | void;

  /** Replaces a private file (below `.akashi/`) durably. */
  keep(path: string, bytes: Uint8Array): Promise<void>;

  /** Makes everything that was put durable. */
  sync(): Promise<void>;

  /** Appends a batch record to the write-ahead log, durably; throws ledger/locked when another sequencer took over. */
  append(record: Uint8Array): Promise<void> | void;

  /** Segments of the write-ahead log that earlier sequencers left, oldest first. */
  recovered(): Promise<readonly Uint8Array[]>;

  /** Starts a new segment; the ones before may be dropped once what they hold is durable elsewhere. */
  rotate(): Promise<{ drop(): Promise<void> }>;

  /** Throws ledger/locked when another sequencer took over. */
  check(): Promise<void> | void;

  /** Removes a public file, and its folder when that is empty then. */
  remove(path: string): Promise<void> | void;

  close(): Promise<void>;
};
