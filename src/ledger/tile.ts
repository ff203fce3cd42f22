// Paths, tiles and entry bundles of C2SP tlog-tiles (v0.1.0 with the changes up to C2SP@5ba5ee8, 2026-07-22).
import { HASH_BYTES } from './merkle.ts';

/** Hashes in a full tile, entries in a full bundle. */
export const TILE_WIDTH = 256;
export const FULL_TILE_BYTES = TILE_WIDTH * HASH_BYTES;
/** An entry's length is two bytes in a bundle. */
export const MOST_ENTRY_BYTES = 65_535;
const MOST_LEVEL = 63;

/** `level` is 'entries' for a bundle. `width` 1 to 256: below 256 it is partial. */
export type Tile = { readonly level: number | 'entries'; readonly index: number; readonly width: number };

export function tilePath({ level, index, width }: Tile): string {
  const digits = String(index).padStart(Math.ceil(String(index).length / 3) * 3, '0');
  const groups = digits.match(/\d{3}/g) ?? [];
  const path = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join('/');
  return `tile/${level}/${path}${width < TILE_WIDTH ? `.p/${width}` : ''}`;
}

/** Undefined for anything but the one spelling of a tile's path. */
export function parseTilePath(path: string): Tile | undefined {
  // attacker-chosen: at most five groups, so that the index stays below 2^53
  const found = /^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/([1-9]\d{0,2}))?$/.exec(path);
  if (!found) return undefined;
  const [, level = '', groups = '', partial] = found;
  const index = Number(groups.replace(/[x/]/g, ''));
  const width = partial === undefined ? TILE_WIDTH : Number(partial);
  const tile: Tile = { level: level === 'entries' ? level : Number(level), index, width };
  if (tile.level !== 'entries' && tile.level > MOST_LEVEL) return undefined;
  // "x000/123" would be a second name of "123"; ".p/256" of the full tile.
  return tilePath(tile) === path && (partial === undefined || width < TILE_WIDTH) ? tile : undefined;
}

/** Hashes that level `level` of a tree of `size` entries holds: only full tiles below count. */
export function hashesAt(level: number, size: number): number {
  return Math.floor(size / TILE_WIDTH ** level);
}

/** Every tile of the tree of `size` entries whose rightmost one is partial, bundles included. */
export function partialTiles(size: number): Tile[] {
  const out: Tile[] = [];
  const width0 = size % TILE_WIDTH;
  if (width0 > 0) out.push({ level: 'entries', index: Math.floor(size / TILE_WIDTH), width: width0 });
  for (let level = 0; hashesAt(level, size) > 0; level += 1) {
    const hashes = hashesAt(level, size);
    if (hashes % TILE_WIDTH > 0)
      out.push({ level, index: Math.floor(hashes / TILE_WIDTH), width: hashes % TILE_WIDTH });
  }
  return out;
}

/** Of the paths of a log, the partial tiles and bundles whose full one is among them. A client that asks for one is bound to try the full one. */
export function replacedPartials(paths: readonly string[]): string[] {
  const all = new Set(paths);
  return paths.filter((path) => {
    const tile = parseTilePath(path);
    return tile !== undefined && tile.width < TILE_WIDTH && all.has(path.slice(0, path.lastIndexOf('.p/')));
  });
}

/** @throws RangeError when an entry is too long */
export function encodeBundle(entries: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(entries.reduce((sum, entry) => sum + 2 + entry.length, 0));
  let at = 0;
  for (const entry of entries) {
    if (entry.length > MOST_ENTRY_BYTES) throw new RangeError(`an entry of ${entry.length} bytes`);
    bytes[at] = entry.length >> 8;
    bytes[at + 1] = entry.length & 0xff;
    bytes.set(entry, at + 2);
    at += 2 + entry.length;
  }
  return bytes;
}

/** The entries of a bundle of exactly `width`; undefined when the bytes are not that. The entries share the bytes. */
export function parseBundle(bytes: Uint8Array, width: number): Uint8Array[] | undefined {
  const entries: Uint8Array[] = [];
  let at = 0;
  while (entries.length < width) {
    const [high, low] = [bytes[at], bytes[at + 1]];
    if (high === undefined || low === undefined) return undefined;
    const end = at + 2 + high * 256 + low;
    if (end > bytes.length) return undefined;
    entries.push(bytes.subarray(at + 2, end));
    at = end;
  }
  return at === bytes.length ? entries : undefined;
}

/** The first `width` entries of a bundle that may hold more: a client may be given the full one for a partial one. */
export function parseBundlePrefix(bytes: Uint8Array, width: number): Uint8Array[] | undefined {
  let at = 0;
  for (let i = 0; i < width; i += 1) {
    const [high, low] = [bytes[at], bytes[at + 1]];
    if (high === undefined || low === undefined) return undefined;
    at += 2 + high * 256 + low;
  }
  return at <= bytes.length ? parseBundle(bytes.subarray(0, at), width) : undefined;
}
