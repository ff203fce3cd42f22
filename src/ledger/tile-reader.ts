// Hashes of a log out of its tiles: for proofs, and for taking up a log where it stands.
import { HASH_BYTES, type Merkle, type Range, wholeSubtrees } from './merkle.ts';
import type { LogSource } from './storage.ts';
import { hashesAt, parseBundlePrefix, TILE_WIDTH, type Tile, tilePath } from './tile.ts';

/** Tiles kept in memory: 256 of 8 KiB. */
const MOST_TILES = 256;

/** The tile's bytes, cut to its width. Of a partial tile that was collected, the full one's beginning. */
export async function readTile(source: LogSource, tile: Tile): Promise<Uint8Array | undefined> {
  const exact = await source.read(tilePath(tile));
  if (exact || tile.width === TILE_WIDTH) return exact;
  const full = await source.read(tilePath({ ...tile, width: TILE_WIDTH }));
  return tile.level === 'entries' ? full : full?.subarray(0, tile.width * HASH_BYTES);
}

/** The entries of a bundle; undefined when it is missing or malformed. */
export async function readBundle(source: LogSource, index: number, width: number): Promise<Uint8Array[] | undefined> {
  const bytes = await readTile(source, { level: 'entries', index, width });
  return bytes && parseBundlePrefix(bytes, width);
}

export type RangeReader = {
  /** Root of entries [start, end); undefined when a tile for it is missing or too short. */
  rootOf(range: Range): Promise<Uint8Array | undefined>;
};

/** Reads a tree of `size` entries. Nothing is verified here: what is made of it must be checked against a root. */
export function rangeReader(source: LogSource, size: number, merkle: Merkle): RangeReader {
  const kept = new Map<string, Promise<Uint8Array | undefined>>();
  const tileAt = (level: number, index: number) => {
    const width = Math.min(TILE_WIDTH, hashesAt(level, size) - index * TILE_WIDTH);
    const path = tilePath({ level, index, width });
    const found = kept.get(path) ?? readTile(source, { level, index, width });
    kept.set(path, found);
    const [oldest] = kept.keys();
    if (kept.size > MOST_TILES && oldest !== undefined) kept.delete(oldest);
    return found;
  };
  const wholeRoot = async ({ start, end }: Range): Promise<Uint8Array | undefined> => {
    const height = (end - start).toString(2).length - 1;
    const level = Math.floor(height / 8);
    const count = 1 << (height % 8);
    const first = Number(start / BigInt(TILE_WIDTH) ** BigInt(level));
    const tile = await tileAt(level, Math.floor(first / TILE_WIDTH));
    const from = (first % TILE_WIDTH) * HASH_BYTES;
    if (!tile || tile.length < from + count * HASH_BYTES) return undefined;
    const hashes = Array.from({ length: count }, (_, i) =>
      tile.subarray(from + i * HASH_BYTES, from + (i + 1) * HASH_BYTES),
    );
    return merkle.rootOf(hashes);
  };
  return {
    async rootOf(range) {
      if (range.start === range.end) return merkle.emptyRoot;
      let root: Uint8Array | undefined;
      for (const part of wholeSubtrees(range).reverse()) {
        const left = await wholeRoot(part);
        if (!left) return undefined;
        root = root === undefined ? left : merkle.nodeHash(left, root);
      }
      return root;
    },
  };
}

/** Roots of ranges, in order: an inclusion or consistency proof. Undefined when a tile is missing. */
export async function rootsOf(reader: RangeReader, ranges: readonly Range[]): Promise<Uint8Array[] | undefined> {
  const roots: Uint8Array[] = [];
  for (const range of ranges) {
    const root = await reader.rootOf(range);
    if (!root) return undefined;
    roots.push(root);
  }
  return roots;
}
