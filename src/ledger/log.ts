// The sequencer: entries in, one durable write per group of them, then tiles, bundles and a signed checkpoint behind.
import { AkashiError } from '../vocabulary/error.ts';
import { sameBytes } from './bytes.ts';
import { formatCheckpoint, parseCheckpoint } from './checkpoint.ts';
import { Frontier, type FullTile, type TreeHasher } from './frontier.ts';
import { encodeState, type LogState, parseState, STATE_PATH } from './log-state.ts';
import type { Merkle } from './merkle.ts';
import { formatNote, type Note, parseNote } from './note.ts';
import type { LogStorage } from './storage.ts';
import { hashesAt, MOST_ENTRY_BYTES, TILE_WIDTH, type Tile, tilePath } from './tile.ts';
import { rangeReader, readTile } from './tile-reader.ts';
import { BATCH_HEADER_BYTES, type Batch, readBatches, sealBatch } from './wal.ts';

/** A group of entries is written at once; a larger one would make the first of them wait: bytes. */
const MOST_GROUP_BYTES = 8 << 20;
/** Entries integrated before others get their turn on the event loop. */
const SLICE_ENTRIES = 512;
/** Bytes in the write-ahead log after which it is started anew. */
const ROTATE_BYTES = 64 << 20;
/** Publishing makes several small files: it may take a fifth of the time, however slow the disk. */
const PAUSE_PER_PUBLICATION = 4;
/** With so many entries waiting for a checkpoint nobody waits for one alone: then it is published less often. */
const MANY_BEHIND = 32;
const PAUSE_WHEN_MANY_MS = 100;
/** Acknowledged bytes that may wait for integration; above it, adding waits. */
const MOST_WAITING_BYTES = 128 << 20;

/** Makes the published note of a checkpoint: the log's signature, and what cosignatures are asked for. */
export type Publisher = (body: string, size: number) => Promise<Note>;

export type LogOptions = {
  readonly origin: string;
  readonly publisher: Publisher;
  readonly hasher: TreeHasher;
  readonly merkle: Merkle;
  /** Least time between two publications, in milliseconds. 0: whenever something was integrated. */
  readonly publishEveryMs?: number;
  /** Largest size that a witness or an anchor outside the log is known to hold: below it the log refuses to sign. */
  readonly knownSize?: bigint;
  /** Whether partial tiles that a full one has replaced may be removed now. Undefined: never here. */
  readonly mayCollect?: () => boolean;
  /** False: only `publish` publishes. */
  readonly publishesAlone?: boolean;
};

type Pending = {
  buffer: Buffer;
  used: number;
  count: number;
  readonly done: ((index: number) => void)[];
  readonly failed: ((error: unknown) => void)[];
};

/** A segment of the write-ahead log that may be dropped once everything before it is durable as tiles. */
type Rotated = { drop(): Promise<void> };

const startPending = (): Pending => ({
  buffer: Buffer.allocUnsafe(1 << 16),
  used: BATCH_HEADER_BYTES,
  count: 0,
  done: [],
  failed: [],
});

/** The tree between two batches: everything in it stands in full tiles or in `partials`. */
type Snapshot = { readonly size: number; readonly root: Uint8Array; readonly partials: readonly FullTile[] };

export type SequencedLog = {
  /** Entries acknowledged. */
  readonly size: number;
  /** Entries in tiles. */
  readonly integrated: number;
  /** Entries under the checkpoint published last. */
  readonly published: number;
  /** Resolves with the entry's index once it is durable. */
  add(entry: Uint8Array): Promise<number>;
  /** Resolves once a checkpoint of at least `size` (default: everything added) is published. */
  publish(size?: number): Promise<void>;
  /** Integrates, publishes, makes everything durable, and gives the log free. */
  close(): Promise<void>;
};

class Log implements SequencedLog {
  readonly #storage: LogStorage;
  readonly #options: LogOptions;
  readonly #frontier: Frontier;
  /** Entries of the bundle that is not full yet, as it will stand in the file. */
  #bundle: Buffer[];
  #size: number;
  #published = -1;
  #pending = startPending();
  #isCommitting = false;
  readonly #groups: Pending[] = [];
  /** What is acknowledged and not in tiles yet; between batches, ends of segments of the write-ahead log. */
  readonly #waiting: (Batch | Rotated)[] = [];
  #waitingBytes = 0;
  #integrating: Promise<void> | undefined;
  #publishing: Promise<void> | undefined;
  #lastPublished = 0;
  #publicationMs = 0;
  #publishTimer: NodeJS.Timeout | undefined;
  #sinceRotation = 0;
  #recordsSinceRotation = 0;
  #failure: unknown;
  #isClosed = false;
  #isMidBatch = false;
  readonly #wanting: { readonly done: (snapshot: Snapshot) => void; readonly failed: (error: unknown) => void }[] = [];
  /** Partial tiles written by this sequencer, to be removed once the full ones stand under a published checkpoint. */
  #partials: Tile[] = [];

  constructor(storage: LogStorage, options: LogOptions, frontier: Frontier, bundle: Buffer) {
    this.#storage = storage;
    this.#options = options;
    this.#frontier = frontier;
    this.#bundle = bundle.length > 0 ? [bundle] : [];
    this.#size = frontier.size;
  }

  get size(): number {
    return this.#size;
  }

  get integrated(): number {
    return this.#frontier.size;
  }

  get published(): number {
    return Math.max(this.#published, 0);
  }

  #stop(error: unknown): void {
    this.#failure ??= error;
    for (const { failed } of this.#wanting.splice(0)) failed(this.#failure);
    for (const { failed } of [...this.#groups.splice(0), this.#pending]) for (const tell of failed) tell(this.#failure);
    this.#pending = startPending();
  }

  add(entry: Uint8Array): Promise<number> {
    if (this.#failure !== undefined) return Promise.reject(this.#failure);
    if (this.#isClosed) return Promise.reject(new AkashiError('ledger/io', 'the log is closed'));
    if (entry.length > MOST_ENTRY_BYTES) {
      return Promise.reject(new AkashiError('input/too-large', `an entry is at most ${MOST_ENTRY_BYTES} bytes`));
    }
    if (this.#pending.used + entry.length > MOST_GROUP_BYTES) {
      this.#groups.push(this.#pending);
      this.#pending = startPending();
    }
    const pending = this.#pending;
    const needed = pending.used + 2 + entry.length;
    if (needed > pending.buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(needed, pending.buffer.length * 2));
      pending.buffer.copy(larger, 0, 0, pending.used);
      pending.buffer = larger;
    }
    pending.buffer.writeUInt16BE(entry.length, pending.used);
    pending.buffer.set(entry, pending.used + 2);
    pending.used = needed;
    pending.count += 1;
    if (!this.#isCommitting) {
      this.#isCommitting = true;
      // After the callers that are ready to add have added: one write for all of them.
      setImmediate(() => void this.#commit());
    }
    return new Promise((done, failed) => {
      pending.done.push(done);
      pending.failed.push(failed);
    });
  }

  async #commit(): Promise<void> {
    try {
      while (this.#pending.count > 0 && this.#failure === undefined) {
        if (this.#waitingBytes > MOST_WAITING_BYTES) await this.#integrating;
        const group = this.#groups.shift() ?? this.#pending;
        if (group === this.#pending) this.#pending = startPending();
        await this.#commitGroup(group);
      }
    } finally {
      this.#isCommitting = false;
    }
    // Entries may have come in while the last acknowledgements ran.
    if (this.#pending.count > 0 && this.#failure === undefined) {
      this.#isCommitting = true;
      setImmediate(() => void this.#commit());
    }
  }

  async #commitGroup({ buffer, used, count, done, failed }: Pending): Promise<void> {
    const first = this.#size;
    const record = buffer.subarray(0, used);
    try {
      sealBatch(record, { token: this.#storage.token, first, count });
      if (this.#sinceRotation > ROTATE_BYTES || this.#recordsSinceRotation >= (this.#storage.mostRecords ?? Infinity)) {
        this.#sinceRotation = 0;
        this.#recordsSinceRotation = 0;
        this.#waiting.push(await this.#storage.rotate());
      }
      await this.#storage.append(record);
    } catch (error) {
      for (const tell of failed) tell(error);
      this.#stop(error);
      return;
    }
    this.#size += count;
    this.#sinceRotation += used;
    this.#recordsSinceRotation += 1;
    for (const [i, tell] of done.entries()) tell(first + i);
    this.#takeUp({ token: 0, first, count, payload: record.subarray(BATCH_HEADER_BYTES) });
    await nextTurn();
  }

  #takeUp(batch: Batch): void {
    this.#waiting.push(batch);
    this.#waitingBytes += batch.payload.length;
    this.#integrating ??= this.#integrate().catch((error: unknown) => this.#stop(error));
  }

  async #integrate(): Promise<void> {
    try {
      for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
        if ('drop' in next) {
          await this.#settleSegment(next);
          continue;
        }
        await this.#integrateBatch(next);
        this.#waitingBytes -= next.payload.length;
        if (this.#options.publishesAlone !== false) this.#publishSoon();
      }
    } finally {
      this.#integrating = undefined;
    }
  }

  async #integrateBatch(batch: Batch): Promise<void> {
    this.#isMidBatch = true;
    await this.#integrateEntries(batch);
    this.#isMidBatch = false;
    for (const { done } of this.#wanting.splice(0)) done(this.#take());
  }

  /** In the middle of a batch the tree is ahead of its bundles: then the snapshot is of the batch's end. */
  #snapshot(): Promise<Snapshot> | Snapshot {
    if (this.#failure !== undefined) throw this.#failure;
    if (!this.#isMidBatch) return this.#take();
    return new Promise((done, failed) => this.#wanting.push({ done, failed }));
  }

  #take(): Snapshot {
    const { size } = this.#frontier;
    const [width, index] = [size % TILE_WIDTH, Math.floor(size / TILE_WIDTH)];
    const bundle: FullTile = { tile: { level: 'entries', index, width }, bytes: Buffer.concat(this.#bundle) };
    const partials = [...(width > 0 ? [bundle] : []), ...this.#frontier.partials()];
    return { size, root: this.#frontier.root() ?? this.#options.merkle.emptyRoot, partials };
  }

  async #integrateEntries({ count, payload }: Batch): Promise<void> {
    let at = 0;
    let from = 0;
    for (let i = 0; i < count; i += 1) {
      const length = payload.readUInt16BE(at);
      const full = this.#frontier.add(payload.subarray(at + 2, at + 2 + length));
      at += 2 + length;
      if (full.length > 0) {
        this.#bundle.push(payload.subarray(from, at));
        from = at;
        const index = this.#frontier.size / TILE_WIDTH - 1;
        const bundle = {
          tile: { level: 'entries', index, width: TILE_WIDTH } as const,
          bytes: Buffer.concat(this.#bundle),
        };
        this.#bundle = [];
        await Promise.all([bundle, ...full].map(({ tile, bytes }) => this.#storage.put(tilePath(tile), bytes)));
      }
      if (i % SLICE_ENTRIES === SLICE_ENTRIES - 1) await nextTurn();
    }
    if (from < at) this.#bundle.push(payload.subarray(from, at));
    // One piece, copied: a slice would keep its whole batch in memory.
    if (this.#bundle.length > 0) this.#bundle = [Buffer.concat(this.#bundle)];
  }

  #publishSoon(): void {
    if (this.#publishing || this.#publishTimer || this.#frontier.size === this.#published) return;
    const isMany = this.#frontier.size - this.#published > MANY_BEHIND;
    const pause = Math.max(
      this.#options.publishEveryMs ?? 0,
      PAUSE_PER_PUBLICATION * this.#publicationMs,
      isMany ? PAUSE_WHEN_MANY_MS : 0,
    );
    const wait = this.#lastPublished + pause - performance.now();
    if (wait > 0) {
      this.#publishTimer = setTimeout(() => {
        this.#publishTimer = undefined;
        this.#publishSoon();
      }, wait);
      return;
    }
    this.#publishing = this.#publishNow()
      .catch((error: unknown) => this.#stop(error))
      .finally(() => {
        this.#publishing = undefined;
        if (this.#failure === undefined && !this.#isClosed) this.#publishSoon();
      });
  }

  async #publishNow(): Promise<void> {
    const start = performance.now();
    const { size, root, partials } = await this.#snapshot();
    await this.#putPartials(partials);
    const { origin, publisher } = this.#options;
    const note = await publisher(formatCheckpoint({ origin, size: BigInt(size), root }), size);
    await this.#storage.check();
    await this.#storage.put('checkpoint', Buffer.from(formatNote(note)));
    // Those that the checkpoint before this one needed stay: a client may be in the middle of reading them.
    await this.#collect(this.#published);
    this.#published = size;
    this.#lastPublished = performance.now();
    this.#publicationMs = this.#lastPublished - start;
  }

  async #collect(size: number): Promise<void> {
    if (size <= 0 || !this.#options.mayCollect?.()) return;
    const isFull = ({ level, index }: Tile) =>
      (index + 1) * TILE_WIDTH <= hashesAt(level === 'entries' ? 0 : level, size);
    const replaced = this.#partials.filter(isFull);
    if (replaced.length === 0) return;
    this.#partials = this.#partials.filter((tile) => !isFull(tile));
    for (const tile of replaced) await this.#storage.remove(tilePath(tile));
  }

  async #putPartials(partials: readonly FullTile[]): Promise<void> {
    await Promise.all(partials.map(({ tile, bytes }) => this.#storage.put(tilePath(tile), bytes)));
    if (this.#options.mayCollect) this.#partials.push(...partials.map(({ tile }) => tile));
  }

  async publish(size?: number): Promise<void> {
    const wanted = size ?? this.#size + this.#pending.count;
    if (this.#published >= wanted && this.#published >= 0) return;
    while (this.#failure === undefined && this.#frontier.size < wanted) await (this.#integrating ?? nextTurn());
    while (this.#publishing) await this.#publishing;
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#published >= wanted && this.#published >= 0) return;
    this.#publishing = this.#publishNow().finally(() => {
      this.#publishing = undefined;
    });
    await this.#publishing;
  }

  /** Everything integrated becomes durable as tiles, so that the write-ahead log can start anew. */
  async #settleSegment(old: Rotated): Promise<void> {
    const { size, root, partials } = this.#take();
    await this.#putPartials(partials);
    await this.#storage.sync();
    await this.#storage.check();
    await this.#storage.keep(STATE_PATH, encodeState({ size, root, token: this.#storage.token }));
    await old.drop();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#publishTimer);
    this.#publishTimer = undefined;
    try {
      await this.publish();
      while (this.#isCommitting || this.#integrating) await (this.#integrating ?? nextTurn());
      if (this.#failure !== undefined) throw this.#failure;
      await this.#settleSegment(await this.#storage.rotate());
    } finally {
      await this.#storage.close();
    }
  }

  /** What a crash left: everything acknowledged that had not become tiles. */
  async recover(segments: readonly Uint8Array[], settledBy: number): Promise<void> {
    const read = segments.map((segment) =>
      readBatches(Buffer.from(segment.buffer, segment.byteOffset, segment.length)),
    );
    const replacedAt = firstOfNext(read.flatMap(({ batches }) => batches));
    for (const [number, { batches, torn }] of read.entries()) {
      for (const batch of batches) {
        if (batch.token < settledBy || batch.first >= replacedAt(batch.token)) continue;
        if (batch.first + batch.count <= this.#frontier.size) continue;
        if (batch.first !== this.#frontier.size) throw broken('the write-ahead log does not continue the tree');
        await this.#integrateBatch(batch);
      }
      const isLast = segments.slice(number + 1).every(({ length }) => length === 0);
      if (torn && !isLast) throw broken('the write-ahead log is damaged in its middle');
    }
    this.#size = this.#frontier.size;
    if (segments.length > 0) await this.#settleSegment(await this.#storage.rotate());
  }

  /** Refuses to go on below, or beside, anything that was signed before. */
  async checkPublished(): Promise<void> {
    const { knownSize, merkle, origin } = this.#options;
    const size = BigInt(this.#frontier.size);
    if (knownSize !== undefined && knownSize > size) throw rollback(knownSize, size, 'a witness or an anchor holds');
    const bytes = await this.#storage.read('checkpoint');
    const signed = bytes && parseNote(bytes);
    const checkpoint = signed && parseCheckpoint(signed.text);
    if (!checkpoint) {
      // A first opening has none; a torn one is made again from what is durable.
      if (bytes && bytes.length > 0) throw broken('the published checkpoint cannot be read');
      return;
    }
    if (checkpoint.origin !== origin) throw broken('the published checkpoint is of another log');
    if (checkpoint.size > size) throw rollback(checkpoint.size, size, 'the published checkpoint has');
    const reader = rangeReader(this.#storage, Number(checkpoint.size), merkle);
    const root = await reader.rootOf({ start: 0n, end: checkpoint.size });
    if (!root || !sameBytes(root, checkpoint.root)) throw broken('the tiles do not give the root that was published');
    this.#published = Number(checkpoint.size);
  }
}

/**
 * Where the sequencer after a given one began. What a sequencer wrote from there on came after it had been replaced: it
 * was never acknowledged, and would stand where its successor's entries stand.
 */
function firstOfNext(batches: readonly Batch[]): (token: number) => number {
  const firsts = new Map<number, number>();
  for (const { token, first } of batches)
    firsts.set(token, Math.min(first, firsts.get(token) ?? Number.POSITIVE_INFINITY));
  return (token) =>
    Math.min(Number.POSITIVE_INFINITY, ...[...firsts].flatMap(([later, first]) => (later > token ? [first] : [])));
}

function nextTurn(): Promise<void> {
  return new Promise((done) => setImmediate(done));
}

function broken(what: string): AkashiError {
  return new AkashiError('ledger/broken', what, { hint: '`akashi ledger verify` says where' });
}

function rollback(known: bigint, size: bigint, who: string): AkashiError {
  return new AkashiError('ledger/rollback', `${who} ${known} entries, this copy of the log ${size}: it will not sign`, {
    hint: 'an older backup was put back; restore the newest copy of the folder, or start a log of another origin',
  });
}

/** Where tiles stand for certain: what the state file says, or, in a log made elsewhere, what its checkpoint says. */
async function startOf(storage: LogStorage, merkle: Merkle): Promise<LogState> {
  const bytes = await storage.read(STATE_PATH);
  const state = bytes && parseState(bytes);
  if (state) return state;
  if (bytes) throw broken('the state file cannot be read');
  const published = await storage.read('checkpoint');
  const note = published && parseNote(published);
  const checkpoint = note && parseCheckpoint(note.text);
  if (published && published.length > 0 && !checkpoint) throw broken('the published checkpoint cannot be read');
  return checkpoint
    ? { size: Number(checkpoint.size), root: checkpoint.root, token: 0 }
    : { size: 0, root: merkle.emptyRoot, token: 0 };
}

/**
 * Opens a log for adding: takes up its tree, adds what a crash left in the write-ahead log, and refuses to go on when
 * that is less than, or other than, what was signed before.
 *
 * @throws AkashiError ledger/locked, ledger/broken, ledger/rollback, ledger/io
 */
export async function openLog(storage: LogStorage, options: LogOptions): Promise<SequencedLog> {
  try {
    const { size, root, token } = await startOf(storage, options.merkle);
    const frontier = await Frontier.at(size, options.hasher, (tile) => readTile(storage, tile));
    if (!frontier) throw broken('a tile at the end of the tree is missing');
    if (!sameBytes(frontier.root() ?? options.merkle.emptyRoot, root)) {
      throw broken('the tiles at the end of the tree do not give its root');
    }
    const width = size % TILE_WIDTH;
    const bundle =
      width === 0
        ? undefined
        : await readTile(storage, { level: 'entries', index: Math.floor(size / TILE_WIDTH), width });
    if (width > 0 && !bundle) throw broken('the last bundle of entries is missing');
    const log = new Log(storage, options, frontier, bundlePrefix(bundle, width));
    await log.recover(await storage.recovered(), token);
    await log.checkPublished();
    return log;
  } catch (error) {
    await storage.close().catch(() => undefined);
    throw error;
  }
}

/** The bytes of the first `width` entries of a bundle. */
function bundlePrefix(bytes: Uint8Array | undefined, width: number): Buffer {
  if (!bytes) return Buffer.alloc(0);
  let at = 0;
  for (let i = 0; i < width; i += 1) at += 2 + (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
  if (at > bytes.length) throw broken('the last bundle of entries is too short');
  return Buffer.from(bytes.subarray(0, at));
}
