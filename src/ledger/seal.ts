// Sealing log files: reads on from where it stopped, through rotation, copytruncate and compression, and puts one entry
// per segment into the ledger. The files themselves are never written to.
import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { AkashiError } from '../vocabulary/error.ts';
import { concat, fromBase64, toBase64 } from './bytes.ts';
import type { SequencedLog } from './log.ts';
import { HASH_BYTES } from './merkle.ts';
import { nodeSha256 } from './node-crypto.ts';
import { encodeSegment, KEY_BYTES, SEGMENT_LINES } from './seal-entry.ts';
import { type LineBlock, packingOf, readLineBlocks, readSlice } from './seal-lines.ts';
import { encodeSealFile, keyHashOf, LineHasher, MARK_BYTES, segmentRoot } from './seal-segment.ts';
import { keepSeal, keepSealState, readSealState, SEALS, type SealState, type Stream } from './seal-state.ts';
import type { LogSource } from './storage.ts';
import { TILE_WIDTH } from './tile.ts';
import { readBundle } from './tile-reader.ts';

/** Bytes before the place where sealing stopped, to know it again. */
const TAIL_BYTES = 65_536;

export type SealedSegment = {
  readonly path: string;
  readonly fromLine: number;
  readonly toLine: number;
  readonly lines: number;
  readonly bytes: number;
  readonly index: number;
};

export type SealReport = {
  readonly sealed: readonly SealedSegment[];
  /** Files whose earlier incarnation ended where we could not read it. */
  readonly gaps: readonly { readonly path: string; readonly why: string }[];
  readonly unreadable: readonly string[];
};

export type Sealing = {
  /** The ledger's folder, for what is kept beside it. */
  readonly folder: string;
  readonly log: SequencedLog;
  /** The ledger's own files, to see which entries reached it before a crash. */
  readonly source: LogSource;
  readonly now: () => Date;
  /** False while a file is followed: a line without its end is being written. */
  readonly sealsOpenEnd: boolean;
};

/** A file to seal: `shown` as the user knows it, `path` absolute. */
export type SealPath = { readonly shown: string; readonly path: string };

/** Files under the paths, in order; a folder's by name. Links in folders are not followed. */
export function filesToSeal(paths: readonly string[]): {
  readonly files: readonly SealPath[];
  readonly unreadable: readonly string[];
} {
  const files: SealPath[] = [];
  const unreadable: string[] = [];
  const walk = (shown: string, depth: number) => {
    const info = statSync(shown, { throwIfNoEntry: false });
    if (info?.isFile()) files.push({ shown, path: resolve(shown) });
    else if (info?.isDirectory() && depth < 20) {
      const entries = readdirSync(shown, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
      for (const entry of entries) {
        if (entry.isFile() || entry.isDirectory()) walk(`${shown.replace(/\/+$/, '')}/${entry.name}`, depth + 1);
      }
    } else unreadable.push(shown);
  };
  for (const path of paths) walk(path, 0);
  return { files, unreadable };
}

const secretOf = (stream: Stream): Uint8Array => fromBase64(stream.secret) ?? new Uint8Array(KEY_BYTES);

function tailHash(secret: Uint8Array, tail: Uint8Array): string {
  return toBase64(nodeSha256(concat(Uint8Array.of(6), secret, tail)));
}

/** Whether a file holds, up to where sealing stopped, what was sealed last. */
async function continues(stream: Stream, path: string): Promise<boolean> {
  if (stream.bytes === 0) return false;
  const tail = await readSlice(path, stream.tailFrom, stream.bytes);
  return tail?.length === stream.bytes - stream.tailFrom && tailHash(secretOf(stream), tail) === stream.tailHash;
}

/** The hashes of a segment while its lines are read. */
class SegmentDraft {
  readonly segmentKey = randomBytes(KEY_BYTES);
  lines = 0;
  isOpen = false;
  fromByte = 0;
  toByte = 0;
  /** Where the last line starts. */
  lastByte = 0;
  readonly #hasher: LineHasher;
  #leaves = Buffer.alloc(256 * HASH_BYTES);
  #marks = Buffer.alloc(256 * MARK_BYTES);

  constructor(secret: Uint8Array) {
    this.#hasher = new LineHasher(this.segmentKey, secret);
  }

  add({ bytes, at, starts, ends, isOpen }: LineBlock, i: number): void {
    const [from, to] = [starts[i] ?? 0, ends[i] ?? 0];
    if (this.lines * HASH_BYTES === this.#leaves.length) {
      this.#leaves = Buffer.concat([this.#leaves, Buffer.alloc(this.#leaves.length)]);
      this.#marks = Buffer.concat([this.#marks, Buffer.alloc(this.#marks.length)]);
    }
    this.#hasher.take(bytes, from, to);
    this.#leaves.write(this.#hasher.leafOf(this.lines), this.lines * HASH_BYTES, 'binary');
    this.#marks.writeUInt32BE(this.#hasher.markOf(), this.lines * MARK_BYTES);
    if (this.lines === 0) this.fromByte = at + from;
    this.lines += 1;
    this.lastByte = at + from;
    this.isOpen = isOpen;
    this.toByte = at + to + (isOpen || starts[i + 1] === to || to === bytes.length ? 0 : 1);
  }

  leaves(): Uint8Array {
    return this.#leaves.subarray(0, this.lines * HASH_BYTES);
  }

  marks(): Uint8Array {
    return this.#marks.subarray(0, this.lines * MARK_BYTES);
  }
}

class Sealer {
  readonly #how: Sealing;
  #streams: Stream[];
  readonly sealed: SealedSegment[] = [];
  readonly gaps: { path: string; why: string }[] = [];

  constructor(how: Sealing, state: SealState) {
    this.#how = how;
    this.#streams = [...state.streams];
  }

  #replace(stream: Stream): void {
    const at = this.#streams.findIndex(({ id }) => id === stream.id);
    if (at < 0) this.#streams.push(stream);
    else this.#streams[at] = stream;
  }

  #keep(pending: SealState['pending'] = null): void {
    keepSealState(this.#how.folder, { streams: this.#streams, pending });
  }

  /** What a crash left between the seal file and the ledger. */
  async settle(pending: SealState['pending']): Promise<void> {
    if (!pending) return;
    for (let index = pending.from; index < this.#how.log.size; index += 1) {
      const bundle = Math.floor(index / TILE_WIDTH);
      const width = Math.min(TILE_WIDTH, this.#how.log.size - bundle * TILE_WIDTH);
      const entry = (await readBundle(this.#how.source, bundle, width))?.[index % TILE_WIDTH];
      if (entry && toBase64(entry) === pending.entry) {
        this.#replace(pending.after);
        this.#keep();
        return;
      }
    }
    rmSync(join(this.#how.folder, SEALS, pending.file), { force: true });
    this.#keep();
  }

  async seal({ shown, path }: SealPath): Promise<void> {
    const info = statSync(path);
    const current = this.#streams.find((stream) => stream.path === path && stream.isCurrent);
    const at = { path, device: info.dev, inode: info.ino };
    if (current && (await continues(current, path))) {
      await this.#read({ ...current, ...at }, shown);
      return;
    }
    let gap: string | null = null;
    if (current && current.bytes > 0) gap = await this.#finish(current, shown);
    const moved = await this.#movedHere(path, info.ino);
    if (moved) {
      await this.#read({ ...moved, ...at }, shown);
      return;
    }
    const secret = randomBytes(KEY_BYTES);
    await this.#read(
      {
        id: randomBytes(16).toString('hex'),
        secret: toBase64(secret),
        ...at,
        isCurrent: true,
        segments: 0,
        lines: 0,
        bytes: 0,
        openAt: null,
        tailFrom: 0,
        tailHash: tailHash(secret, new Uint8Array(0)),
        gap,
      },
      shown,
    );
  }

  /** A stream whose file was renamed to, copied to or compressed as `path`. */
  async #movedHere(path: string, inode: number): Promise<Stream | undefined> {
    const known = this.#streams.filter((stream) => stream.bytes > 0);
    const sameFile = known.filter((stream) => stream.inode === inode);
    // A rotated file keeps its name and adds to it: access.log, access.log.1, access.log-20260101.gz.
    const alike = known.filter(
      (stream) =>
        dirname(stream.path) === dirname(path) &&
        basename(path).startsWith(
          basename(stream.path)
            .replace(/\.gz$/, '')
            .replace(/[.-]\d+$/, ''),
        ),
    );
    for (const stream of new Set([...sameFile, ...alike])) if (await continues(stream, path)) return stream;
    return undefined;
  }

  /** Reads a rotated file to its end, wherever it now is. Gives why not, when it cannot be found. */
  async #finish(stream: Stream, shown: string): Promise<string | null> {
    const folder = dirname(stream.path);
    const name = basename(stream.path);
    const siblings = readdirSync(folder)
      .filter((each) => each !== name && each.startsWith(name))
      .sort();
    for (const sibling of siblings) {
      const path = join(folder, sibling);
      const info = statSync(path, { throwIfNoEntry: false });
      if (!info?.isFile() || !(await continues(stream, path))) continue;
      await this.#read(
        { ...stream, path, device: info.dev, inode: info.ino, isCurrent: false },
        join(dirname(shown), sibling),
      );
      return null;
    }
    this.#replace({ ...stream, isCurrent: false });
    const why = 'the file was replaced or cut short, and the rest of the earlier one was not found';
    this.gaps.push({ path: shown, why });
    return why;
  }

  /** Seals what stands after the last sealed line. */
  async #read(stream: Stream, shown: string): Promise<void> {
    let now = stream;
    let draft = new SegmentDraft(secretOf(stream));
    for await (const block of readLineBlocks(stream.path, stream.openAt ?? stream.bytes)) {
      if (block.isOpen && !this.#how.sealsOpenEnd) break;
      for (let i = 0; i < block.starts.length; i += 1) {
        draft.add(block, i);
        if (draft.lines < SEGMENT_LINES) continue;
        now = await this.#segment(now, draft, shown);
        draft = new SegmentDraft(secretOf(stream));
      }
    }
    // The line without an end that was sealed before and has not grown.
    const isOld = draft.lines === 1 && draft.isOpen && now.openAt !== null && draft.toByte === now.bytes;
    if (draft.lines > 0 && !isOld) now = await this.#segment(now, draft, shown);
    this.#replace(now);
    this.#keep();
  }

  async #segment(stream: Stream, draft: SegmentDraft, shown: string): Promise<Stream> {
    const { segmentKey, isOpen, fromByte, toByte, lastByte } = draft;
    const [leaves, marks] = [draft.leaves(), draft.marks()];
    const secret = secretOf(stream);
    const fromLine = stream.lines + (stream.openAt === null ? 1 : 0);
    const toLine = fromLine + draft.lines - 1;
    const entry = encodeSegment({
      stream: stream.id,
      segment: stream.segments,
      fromLine,
      toLine,
      fromByte,
      toByte,
      openEnd: isOpen,
      sealedAt: this.#how.now().toISOString(),
      root: segmentRoot(leaves),
      keyHash: keyHashOf(segmentKey),
      gap: stream.segments === 0 ? stream.gap : null,
    });
    const tailFrom = Math.max(0, toByte - TAIL_BYTES);
    const tail = await readSlice(stream.path, tailFrom, toByte);
    if (tail?.length !== toByte - tailFrom) {
      throw new AkashiError('ledger/unreadable', `${shown} was cut short while it was read`);
    }
    const after: Stream = {
      ...stream,
      segments: stream.segments + 1,
      lines: toLine,
      bytes: toByte,
      openAt: isOpen ? lastByte : null,
      tailFrom,
      tailHash: tailHash(secret, tail),
    };
    // In this order: the secrets first, because an entry whose secrets are lost proves nothing; then the entry.
    const file = `${stream.id}-${stream.segments}.seal`;
    const expected = this.#how.log.size;
    keepSeal(
      this.#how.folder,
      file,
      encodeSealFile({ entry, index: expected, segmentKey, streamSecret: secret, leaves, marks }),
    );
    this.#keep({ after, file, entry: toBase64(entry), from: expected });
    const index = await this.#how.log.add(entry);
    this.#replace(after);
    this.sealed.push({ path: shown, fromLine, toLine, lines: draft.lines, bytes: toByte - fromByte, index });
    return after;
  }
}

/**
 * Seals what is new in the files. Files that cannot be read, or are packed otherwise than with gzip, are named and the others sealed.
 *
 * @throws AkashiError ledger/io, ledger/locked, ledger/broken
 */
export async function sealFiles(files: readonly SealPath[], how: Sealing): Promise<SealReport> {
  const state = readSealState(how.folder);
  const sealer = new Sealer(how, state);
  // What a crash left in the write-ahead log must be in tiles before it can be looked up.
  if (state.pending) await how.log.publish();
  await sealer.settle(state.pending);
  const unreadable: string[] = [];
  // Oldest first, so that a rotated file is read on before its successor begins: access.log.2, access.log.1, access.log.
  const age = ({ path }: SealPath) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const ordered = files.map((file) => ({ file, at: age(file) })).sort((a, b) => a.at - b.at);
  for (const { file } of ordered) {
    try {
      // Cut at line ends, packed bytes are no lines of a log: a seal of them would promise what it does not hold.
      if (![undefined, 'gzip'].includes(packingOf(file.path))) unreadable.push(file.shown);
      else await sealer.seal(file);
    } catch (error) {
      if (!(error instanceof AkashiError) || error.code !== 'ledger/unreadable') throw error;
      unreadable.push(file.shown);
    }
  }
  return { sealed: sealer.sealed, gaps: sealer.gaps, unreadable };
}
