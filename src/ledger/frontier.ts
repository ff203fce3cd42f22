// The right edge of a tree: the last tile of every level, which is all that appending and the root need.
import { HASH_BYTES } from './merkle.ts';
import { FULL_TILE_BYTES, hashesAt, TILE_WIDTH, type Tile } from './tile.ts';

/** Hashes into place, so that appending makes no object per node. */
export type TreeHasher = {
  /** SHA-256(00 || entry) */
  leafInto(entry: Uint8Array, out: Uint8Array, at: number): void;
  /** SHA-256(01 || the 64 bytes at `from`); `out` may be `pair` */
  nodeInto(pair: Uint8Array, from: number, out: Uint8Array, at: number): void;
};

type Level = { readonly bytes: Uint8Array; count: number; index: number };

export type FullTile = { readonly tile: Tile; readonly bytes: Uint8Array };

/** Root of `count` hashes at `from`; count above 0. `work` is overwritten. */
function foldInto(hasher: TreeHasher, hashes: Uint8Array, from: number, count: number): Uint8Array {
  // A copy: `slice` of a Buffer is none, and the caller's hashes must stay.
  const work = new Uint8Array(hashes.subarray(from, from + count * HASH_BYTES));
  // Only for powers of two: every pass halves the row. In place: what is written stands before what is still to be read.
  for (let left = count; left > 1; left /= 2) {
    for (let i = 0; i < left / 2; i += 1) hasher.nodeInto(work, i * 2 * HASH_BYTES, work, i * HASH_BYTES);
  }
  return work.slice(0, HASH_BYTES);
}

/** Folds a row of hashes of one level onto what stands right of it: whole subtrees from the right (RFC 6962 §2.1). */
function foldRow(hasher: TreeHasher, bytes: Uint8Array, count: number, right: Uint8Array | undefined) {
  let hash = right;
  let end = count;
  for (let width = 1; end > 0; width *= 2) {
    if ((end & width) === 0) continue;
    const sub = foldInto(hasher, bytes, (end - width) * HASH_BYTES, width);
    if (hash === undefined) hash = sub;
    else {
      const pair = new Uint8Array(2 * HASH_BYTES);
      pair.set(sub);
      pair.set(hash, HASH_BYTES);
      const out = new Uint8Array(HASH_BYTES);
      hasher.nodeInto(pair, 0, out, 0);
      hash = out;
    }
    end -= width;
  }
  return hash;
}

/** Root of one full or partial tile's hashes alone. */
export function rootOfTile(hasher: TreeHasher, bytes: Uint8Array): Uint8Array | undefined {
  return foldRow(hasher, bytes, bytes.length / HASH_BYTES, undefined);
}

export class Frontier {
  readonly #hasher: TreeHasher;
  readonly #levels: Level[] = [];
  #size = 0;

  constructor(hasher: TreeHasher) {
    this.#hasher = hasher;
  }

  get size(): number {
    return this.#size;
  }

  /** Takes up a tree whose last tiles are known. `lastTile` gives their bytes; undefined when one is missing. */
  static async at(
    size: number,
    hasher: TreeHasher,
    lastTile: (tile: Tile) => Promise<Uint8Array | undefined>,
  ): Promise<Frontier | undefined> {
    const frontier = new Frontier(hasher);
    frontier.#size = size;
    for (let level = 0; hashesAt(level, size) > 0; level += 1) {
      const hashes = hashesAt(level, size);
      const made: Level = {
        bytes: new Uint8Array(FULL_TILE_BYTES),
        count: hashes % TILE_WIDTH,
        index: Math.floor(hashes / TILE_WIDTH),
      };
      if (made.count > 0) {
        const bytes = await lastTile({ level, index: made.index, width: made.count });
        if (!bytes || bytes.length < made.count * HASH_BYTES) return undefined;
        made.bytes.set(bytes.subarray(0, made.count * HASH_BYTES));
      }
      frontier.#levels.push(made);
    }
    return frontier;
  }

  #level(level: number): Level {
    const found = this.#levels[level];
    if (found) return found;
    const made = { bytes: new Uint8Array(FULL_TILE_BYTES), count: 0, index: 0 };
    this.#levels[level] = made;
    return made;
  }

  /** Appends an entry; gives the tiles that it filled, lowest first. */
  add(entry: Uint8Array): readonly FullTile[] {
    const leaves = this.#level(0);
    this.#hasher.leafInto(entry, leaves.bytes, leaves.count * HASH_BYTES);
    return this.#added(leaves);
  }

  /** As `add`, for an entry of which only the leaf hash is known. */
  addLeafHash(hash: Uint8Array): readonly FullTile[] {
    const leaves = this.#level(0);
    leaves.bytes.set(hash, leaves.count * HASH_BYTES);
    return this.#added(leaves);
  }

  #added(leaves: Level): readonly FullTile[] {
    leaves.count += 1;
    this.#size += 1;
    if (leaves.count < TILE_WIDTH) return none;
    const full: FullTile[] = [];
    for (let level = 0; ; level += 1) {
      const at = this.#level(level);
      if (at.count < TILE_WIDTH) return full;
      const bytes = at.bytes.slice();
      full.push({ tile: { level, index: at.index, width: TILE_WIDTH }, bytes });
      const above = this.#level(level + 1);
      above.bytes.set(foldInto(this.#hasher, bytes, 0, TILE_WIDTH), above.count * HASH_BYTES);
      above.count += 1;
      at.count = 0;
      at.index += 1;
    }
  }

  /** The partial tiles of the tree as it stands. */
  partials(): FullTile[] {
    return this.#levels.flatMap(({ bytes, count, index }, level) =>
      count === 0 ? [] : [{ tile: { level, index, width: count }, bytes: bytes.slice(0, count * HASH_BYTES) }],
    );
  }

  /** Undefined for the empty tree. */
  root(): Uint8Array | undefined {
    let hash: Uint8Array | undefined;
    for (const { bytes, count } of this.#levels) hash = foldRow(this.#hasher, bytes, count, hash);
    return hash;
  }
}

const none: readonly FullTile[] = [];
