// The key of a case's pseudonyms. It must be the same whenever the same case is run, and nobody who holds only the report
// or the pack may find it: so it is derived from the bytes of the sources, of which those show digests and single lines.
import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** Enough of a large log to make the key unguessable: its first and last mebibyte. */
const EDGE_BYTES = 1024 * 1024;

function edges(path: string): Uint8Array {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const head = new Uint8Array(Math.min(size, EDGE_BYTES));
    readSync(file, head, 0, head.length, 0);
    const tail = new Uint8Array(Math.max(0, Math.min(size - head.length, EDGE_BYTES)));
    readSync(file, tail, 0, tail.length, size - tail.length);
    const both = new Uint8Array(head.length + tail.length);
    both.set(head);
    both.set(tail, head.length);
    return both;
  } finally {
    closeSync(file);
  }
}

/**
 * 32 bytes from the content of all sources. SHA-256 over a prefix and the bytes: the digests that a pack shows are of the
 * bytes alone and lead nowhere.
 *
 * @param small contents already read
 * @param paths larger files, of which the edges are taken; one that cannot be read is left out, as it was of the case
 */
export function caseKey(small: readonly Uint8Array[], paths: readonly string[]): Uint8Array {
  const hash = createHash('sha256').update('akashi/case-key/v1\0');
  const add = (bytes: Uint8Array) => {
    const length = new Uint8Array(8);
    new DataView(length.buffer).setBigUint64(0, BigInt(bytes.length));
    hash.update(length).update(bytes);
  };
  for (const bytes of small) add(bytes);
  for (const path of paths) {
    try {
      add(edges(path));
    } catch {
      add(new Uint8Array(0));
    }
  }
  return hash.digest();
}
