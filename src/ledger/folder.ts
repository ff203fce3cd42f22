// A log in a folder: what is served stands as tlog-tiles says, what is not under `.akashi/`.
import { dirname, join } from 'node:path';
import { AkashiError } from '../vocabulary/error.ts';
import { type FileCalls, fileCalls, isErrno } from './folder-calls.ts';
import { takeLock } from './folder-lock.ts';
import type { LogSource, LogStorage } from './storage.ts';
import { replacedPartials } from './tile.ts';

export const PRIVATE = '.akashi';
/** Above this a sync is made off the event loop, so that others are served meanwhile: milliseconds. */
const SLOW_SYNC_MS = 0.4;
/** Above this files are made off the event loop: milliseconds. */
const SLOW_PUT_MS = 0.15;
/** Syncs under way at once, so that a disk can order them. */
const SYNCS_AT_ONCE = 8;

/** Reads a log's files, and nothing else: a path is only ever one of ours. */
export function folderSource(folder: string, calls: FileCalls = fileCalls): LogSource {
  return {
    async read(path) {
      try {
        return calls.readFile(join(folder, path));
      } catch (cause) {
        if (isErrno(cause, 'ENOENT') || isErrno(cause, 'ENOTDIR')) return undefined;
        throw new AkashiError('ledger/io', `cannot read ${path} of the log`, { cause });
      }
    },
  };
}

/** Every file of a folder that a log serves, by path; `.akashi/` left out. */
export function servedFiles(folder: string, calls: FileCalls = fileCalls): string[] {
  const out: string[] = [];
  const walk = (path: string, depth: number) => {
    let names: string[];
    try {
      names = calls.list(join(folder, path));
    } catch (error) {
      if (isErrno(error, 'ENOTDIR')) out.push(path);
      else if (!isErrno(error, 'ENOENT')) throw error;
      return;
    }
    // tile/63/x000/x000/x000/x000/000.p/255 is the deepest there is.
    if (depth < 9) for (const name of names.sort()) walk(path === '' ? name : `${path}/${name}`, depth + 1);
  };
  for (const name of calls.list(folder).sort()) if (name !== PRIVATE && !name.startsWith('.')) walk(name, 0);
  return out;
}

class FolderStorage implements LogStorage {
  readonly #folder: string;
  readonly #calls: FileCalls;
  readonly #lock: ReturnType<typeof takeLock>;
  readonly #source: LogSource;
  readonly #unsynced = new Set<string>();
  /** Held open from the first rename into them until they are synced: an error between the two must not get lost. */
  readonly #directories = new Map<string, number>();
  #segment: { readonly file: number; readonly path: string; at: number } | undefined;
  #segments = 0;
  #left: string[] = [];
  #temporary = 0;
  #syncMs = 0;
  #putMs = 0;
  #broken: AkashiError | undefined;

  constructor(folder: string, calls: FileCalls) {
    this.#folder = folder;
    this.#calls = calls;
    this.#source = folderSource(folder, calls);
    for (const name of ['', 'wal', 'temporary']) this.#makeFolder(join(folder, PRIVATE, name));
    this.#lock = this.#guard('take the lock', () => takeLock(calls, join(folder, PRIVATE)));
    try {
      this.#left = this.#guard('list the write-ahead log', () => calls.list(join(folder, PRIVATE, 'wal')).sort());
      for (const name of calls.list(join(folder, PRIVATE, 'temporary')))
        calls.unlink(join(folder, PRIVATE, 'temporary', name));
    } catch (error) {
      this.#lock.release();
      throw error;
    }
  }

  get token(): number {
    return this.#lock.token;
  }

  /** Any failure of storage ends this sequencer: what is on the disk is only known by reading it again. */
  #guard<T>(what: string, call: () => T): T {
    if (this.#broken) throw this.#broken;
    try {
      return call();
    } catch (cause) {
      throw this.#fail(what, cause);
    }
  }

  #fail(what: string, cause: unknown): AkashiError {
    if (cause instanceof AkashiError) return cause;
    this.#broken ??= new AkashiError('ledger/io', `storage failed: could not ${what}`, {
      cause,
      hint: 'the log has stopped; see to the disk, then open it again: nothing that was acknowledged is lost',
    });
    return this.#broken;
  }

  #makeFolder(path: string): void {
    if (this.#calls.exists(path)) return;
    this.#makeFolder(dirname(path));
    this.#guard('make a folder', () => {
      try {
        this.#calls.mkdir(path);
      } catch (error) {
        if (!isErrno(error, 'EEXIST')) throw error;
      }
      this.#hold(dirname(path));
    });
  }

  #hold(path: string): void {
    if (!this.#directories.has(path)) this.#directories.set(path, this.#calls.open(path, 'r'));
  }

  #writeAll(file: number, bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) at += this.#calls.write(file, bytes, at);
  }

  #replace(path: string, bytes: Uint8Array, isSynced: boolean): void {
    const full = join(this.#folder, path);
    this.#makeFolder(dirname(full));
    this.#guard('write a file', () => {
      this.#temporary += 1;
      const temporary = join(this.#folder, PRIVATE, 'temporary', `${this.token}-${this.#temporary}`);
      const file = this.#calls.open(temporary, 'wx', path.startsWith(PRIVATE) ? 0o600 : 0o644);
      try {
        this.#writeAll(file, bytes);
        if (isSynced) this.#calls.fsync(file);
      } finally {
        this.#calls.close(file);
      }
      this.#hold(dirname(full));
      this.#calls.rename(temporary, full);
      if (!isSynced) this.#unsynced.add(full);
    });
  }

  read(path: string): Promise<Uint8Array | undefined> {
    return this.#source.read(path);
  }

  put(path: string, bytes: Uint8Array): Promise<void> | void {
    if (this.#putMs > SLOW_PUT_MS) return this.#putAside(path, bytes);
    const before = performance.now();
    this.#replace(path, bytes, false);
    this.#putTook(performance.now() - before);
  }

  #putTook(milliseconds: number): void {
    this.#putMs = 0.8 * this.#putMs + 0.2 * milliseconds;
  }

  async #putAside(path: string, bytes: Uint8Array): Promise<void> {
    const before = performance.now();
    const full = join(this.#folder, path);
    this.#makeFolder(dirname(full));
    this.#temporary += 1;
    const temporary = join(this.#folder, PRIVATE, 'temporary', `${this.token}-${this.#temporary}`);
    try {
      await this.#calls.makeAside(temporary, bytes, 0o644);
      this.#hold(dirname(full));
      await this.#calls.renameAside(temporary, full);
      // Meanwhile the folder may have been synced and let go: this rename must be synced too.
      this.#hold(dirname(full));
    } catch (cause) {
      throw this.#fail('write a file', cause);
    }
    this.#unsynced.add(full);
    this.#putTook(performance.now() - before);
  }

  async keep(path: string, bytes: Uint8Array): Promise<void> {
    this.#replace(path, bytes, true);
    await this.#syncDirectories();
  }

  async #syncDirectories(): Promise<void> {
    const held = [...this.#directories];
    this.#directories.clear();
    let failure: unknown;
    for (const [, file] of held) {
      try {
        await this.#calls.fsyncAside(file);
      } catch (cause) {
        failure ??= cause;
      }
      try {
        this.#calls.close(file);
      } catch (cause) {
        failure ??= cause;
      }
    }
    if (failure !== undefined) throw this.#fail('sync a folder', failure);
  }

  async sync(): Promise<void> {
    if (this.#broken) throw this.#broken;
    const paths = [...this.#unsynced];
    this.#unsynced.clear();
    const next = paths.values();
    const work = async () => {
      for (const path of next) {
        let file: number;
        try {
          file = this.#calls.open(path, 'r');
        } catch (error) {
          // A partial tile that was collected since.
          if (isErrno(error, 'ENOENT')) continue;
          throw error;
        }
        try {
          await this.#calls.fsyncAside(file);
        } finally {
          this.#calls.close(file);
        }
      }
    };
    try {
      await Promise.all(Array.from({ length: SYNCS_AT_ONCE }, work));
    } catch (cause) {
      throw this.#fail('sync a file', cause);
    }
    await this.#syncDirectories();
  }

  check(): void {
    this.#guard('look at the lock', () => this.#lock.check());
  }

  #openSegment() {
    this.#segments += 1;
    const name = `${String(this.token).padStart(10, '0')}-${String(this.#segments).padStart(6, '0')}.wal`;
    const path = join(this.#folder, PRIVATE, 'wal', name);
    const file = this.#calls.open(path, 'wx', 0o600);
    this.#segment = { file, path, at: 0 };
    // The segment's name must be durable before anything in it is acknowledged.
    const folder = this.#calls.open(dirname(path), 'r');
    try {
      this.#calls.fsync(folder);
    } finally {
      this.#calls.close(folder);
    }
    return this.#segment;
  }

  append(record: Uint8Array): Promise<void> | void {
    const segment = this.#guard('write the write-ahead log', () => {
      const at = this.#segment ?? this.#openSegment();
      this.#writeAll(at.file, record);
      at.at += record.length;
      if (this.#syncMs < SLOW_SYNC_MS) {
        const before = performance.now();
        this.#calls.fdatasync(at.file);
        this.#syncMs = 0.8 * this.#syncMs + 0.2 * (performance.now() - before);
      }
      return at;
    });
    if (this.#syncMs < SLOW_SYNC_MS) {
      this.check();
      return;
    }
    return this.#syncAside(segment.file);
  }

  async #syncAside(file: number): Promise<void> {
    const before = performance.now();
    try {
      await this.#calls.fdatasyncAside(file);
    } catch (cause) {
      throw this.#fail('sync the write-ahead log', cause);
    }
    this.#syncMs = 0.8 * this.#syncMs + 0.2 * (performance.now() - before);
    this.check();
  }

  async recovered(): Promise<readonly Uint8Array[]> {
    return this.#guard('read the write-ahead log', () =>
      this.#left.map((name) => this.#calls.readFile(join(this.#folder, PRIVATE, 'wal', name))),
    );
  }

  async rotate(): Promise<{ drop(): Promise<void> }> {
    const old = this.#left.map((name) => join(this.#folder, PRIVATE, 'wal', name));
    this.#left = [];
    if (this.#segment) {
      const { file, path } = this.#segment;
      this.#segment = undefined;
      this.#guard('close the write-ahead log', () => this.#calls.close(file));
      old.push(path);
    }
    return {
      drop: async () => {
        this.#guard('drop the write-ahead log', () => {
          for (const path of old) this.#calls.unlink(path);
        });
      },
    };
  }

  remove(path: string): void {
    this.#guard('remove a file', () => {
      const full = join(this.#folder, path);
      // A directory that is gone can no longer be synced, nor need it.
      const held = this.#directories.get(dirname(full));
      try {
        this.#calls.unlink(full);
        if (this.#calls.list(dirname(full)).length > 0) return;
        if (held !== undefined) this.#calls.close(held);
        this.#directories.delete(dirname(full));
        this.#calls.rmdir(dirname(full));
      } catch (error) {
        if (!isErrno(error, 'ENOENT')) throw error;
      }
    });
  }

  async close(): Promise<void> {
    const files = [...this.#directories.values(), ...(this.#segment ? [this.#segment.file] : [])];
    this.#segment = undefined;
    this.#directories.clear();
    for (const file of files) {
      try {
        this.#calls.close(file);
      } catch {
        // Everything in it was synced, or its failure reported, before.
      }
    }
    try {
      this.#lock.release();
    } catch (cause) {
      throw this.#fail('release the lock', cause);
    }
  }
}

/** Removes partial tiles and bundles that a full one has replaced. Gives how many. */
export function collectPartials(folder: string, calls: FileCalls = fileCalls): number {
  const replaced = replacedPartials(servedFiles(folder, calls));
  const emptied = new Set<string>();
  for (const path of replaced) {
    calls.unlink(join(folder, path));
    emptied.add(dirname(path));
  }
  for (const path of emptied) {
    try {
      calls.rmdir(join(folder, path));
    } catch (error) {
      // Something that is not ours stands in it.
      if (!isErrno(error, 'ENOTEMPTY')) throw error;
    }
  }
  return replaced.length;
}

/**
 * Opens a folder for writing; what earlier sequencers left stands in `recovered`.
 *
 * @throws AkashiError ledger/locked while another sequencer writes to it; ledger/io
 */
export function openFolder(folder: string, calls: FileCalls = fileCalls): LogStorage {
  try {
    return new FolderStorage(folder, calls);
  } catch (cause) {
    if (cause instanceof AkashiError) throw cause;
    throw new AkashiError('ledger/io', 'storage failed: could not open the log', { cause });
  }
}
