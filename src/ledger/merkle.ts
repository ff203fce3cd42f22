// RFC 6962 §2.1 hashing and proofs, and the subtrees of draft-ietf-plants-merkle-tree-certs §4. Sizes are bigint: a
// proof may come from a log of any size up to 2^64−1, and a Number would round it.
import { concat, sameBytes } from './bytes.ts';
import { portableSha256, type Sha256 } from './sha256.ts';

export const HASH_BYTES = 32;

/** Entries [start, end) of a tree. */
export type Range = { readonly start: bigint; readonly end: bigint };

export type InclusionClaim = {
  readonly index: bigint;
  readonly size: bigint;
  readonly leafHash: Uint8Array;
  readonly root: Uint8Array;
  readonly proof: readonly Uint8Array[];
};

export type ConsistencyClaim = {
  readonly oldSize: bigint;
  readonly newSize: bigint;
  readonly oldRoot: Uint8Array;
  readonly newRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
};

/** Hashing with one SHA-256: the portable one, or a faster one where there is one. */
export type Merkle = {
  readonly emptyRoot: Uint8Array;
  leafHash(entry: Uint8Array): Uint8Array;
  nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array;
  /** Root over leaf hashes, for tests and small trees. */
  rootOf(leafHashes: readonly Uint8Array[]): Uint8Array;
  verifyInclusion(claim: InclusionClaim): boolean;
  verifyConsistency(claim: ConsistencyClaim): boolean;
  /** That a leaf is in a subtree with this root. `size` of the claim is not used: `subtree` says where. */
  verifySubtreeInclusion(claim: Omit<InclusionClaim, 'size'>, subtree: Range): boolean;
  /** That a subtree is part of the tree of `size` entries. An empty one (start = end) is part of any tree. */
  verifySubtreeConsistency(
    subtree: Range & { readonly root: Uint8Array },
    tree: { readonly size: bigint; readonly root: Uint8Array },
    proof: readonly Uint8Array[],
  ): boolean;
};

const isOdd = (n: bigint) => (n & 1n) === 1n;
const areHashes = (hashes: readonly Uint8Array[]) => hashes.every((hash) => hash.length === HASH_BYTES);

/** Largest power of two below n; n above 1. */
export function splitOf(n: bigint): bigint {
  return 1n << BigInt((n - 1n).toString(2).length - 1);
}

/** A subtree stands where a whole one could: its start is a multiple of the power of two that holds it. */
export function isSubtree({ start, end }: Range): boolean {
  if (start < 0n || start >= end) return false;
  const width = end - start;
  return start % (width === 1n ? 1n : 2n * splitOf(width)) === 0n;
}

/** Ranges whose roots are the inclusion proof of an entry, leaf to root (RFC 6962 §2.1.1). */
export function inclusionRanges(index: bigint, size: bigint): Range[] {
  if (index < 0n || index >= size) throw new RangeError(`no entry ${index} in a tree of ${size}`);
  let [start, end] = [0n, size];
  const ranges: Range[] = [];
  while (end - start > 1n) {
    const middle = start + splitOf(end - start);
    if (index < middle) {
      ranges.push({ start: middle, end });
      end = middle;
    } else {
      ranges.push({ start, end: middle });
      start = middle;
    }
  }
  return ranges.reverse();
}

/** Ranges whose roots are the consistency proof between two sizes (RFC 6962 §2.1.2). */
export function consistencyRanges(oldSize: bigint, newSize: bigint): Range[] {
  if (oldSize < 0n || oldSize > newSize) throw new RangeError(`no proof from ${oldSize} to ${newSize}`);
  if (oldSize === 0n || oldSize === newSize) return [];
  let [start, end] = [0n, newSize];
  const ranges: Range[] = [];
  while (oldSize < end) {
    const middle = start + splitOf(end - start);
    if (oldSize <= middle) {
      ranges.push({ start: middle, end });
      end = middle;
    } else {
      ranges.push({ start, end: middle });
      start = middle;
    }
  }
  // The old tree's own last subtree is given unless it is the whole old tree, which the verifier holds already.
  if (start > 0n) ranges.push({ start, end });
  return ranges.reverse();
}

/** A range as whole subtrees, left to right: their roots fold from the right into the root of the range. */
export function wholeSubtrees({ start, end }: Range): Range[] {
  const out: Range[] = [];
  let at = start;
  while (at < end) {
    const width = end - at === 1n ? 1n : splitOf(end - at + 1n);
    out.push({ start: at, end: at + width });
    at += width;
  }
  return out;
}

export function merkleWith(sha256: Sha256): Merkle {
  const leafHash = (entry: Uint8Array) => sha256(concat(Uint8Array.of(0), entry));
  const nodeHash = (left: Uint8Array, right: Uint8Array) => sha256(concat(Uint8Array.of(1), left, right));
  const emptyRoot = sha256(new Uint8Array(0));

  const rootOf = (hashes: readonly Uint8Array[]): Uint8Array => {
    const [only] = hashes;
    if (only === undefined) return emptyRoot;
    if (hashes.length === 1) return only;
    const split = Number(splitOf(BigInt(hashes.length)));
    return nodeHash(rootOf(hashes.slice(0, split)), rootOf(hashes.slice(split)));
  };

  const verifyInclusion = ({ index, size, leafHash: leaf, root, proof }: InclusionClaim): boolean => {
    if (index < 0n || index >= size || !areHashes([leaf, root, ...proof])) return false;
    let [fn, sn, hash] = [index, size - 1n, leaf];
    for (const sibling of proof) {
      if (sn === 0n) return false;
      if (isOdd(fn) || fn === sn) {
        hash = nodeHash(sibling, hash);
        while (!isOdd(fn) && fn !== 0n) [fn, sn] = [fn >> 1n, sn >> 1n];
      } else hash = nodeHash(hash, sibling);
      [fn, sn] = [fn >> 1n, sn >> 1n];
    }
    return sn === 0n && sameBytes(hash, root);
  };

  /** draft-ietf-plants-merkle-tree-certs §4.4.3; with start 0 it is RFC 9162 §2.1.4.2. */
  const verifySubtreeConsistency: Merkle['verifySubtreeConsistency'] = (subtree, tree, proof) => {
    if (subtree.start === subtree.end) {
      const inside = subtree.start >= 0n && subtree.end <= tree.size;
      return inside && proof.length === 0 && sameBytes(subtree.root, emptyRoot);
    }
    if (!isSubtree(subtree) || subtree.end > tree.size) return false;
    if (proof.length > 0 && !areHashes([subtree.root, tree.root, ...proof])) return false;
    let [fn, sn, tn] = [subtree.start, subtree.end - 1n, tree.size - 1n];
    const shift = () => {
      [fn, sn, tn] = [fn >> 1n, sn >> 1n, tn >> 1n];
    };
    if (sn === tn) while (fn !== sn) shift();
    else while (fn !== sn && isOdd(sn)) shift();
    const rest = [...proof];
    const first = fn === sn ? subtree.root : rest.shift();
    if (first === undefined) return false;
    let [part, whole] = [first, first];
    for (const sibling of rest) {
      if (tn === 0n) return false;
      if (isOdd(sn) || sn === tn) {
        if (fn < sn) part = nodeHash(sibling, part);
        whole = nodeHash(sibling, whole);
        while (!isOdd(sn) && sn !== 0n) shift();
      } else whole = nodeHash(whole, sibling);
      shift();
    }
    return tn === 0n && sameBytes(part, subtree.root) && sameBytes(whole, tree.root);
  };

  return {
    emptyRoot,
    leafHash,
    nodeHash,
    rootOf,
    verifyInclusion,
    verifySubtreeConsistency,
    verifySubtreeInclusion: ({ index, ...claim }, subtree) =>
      isSubtree(subtree) &&
      index >= subtree.start &&
      verifyInclusion({ ...claim, index: index - subtree.start, size: subtree.end - subtree.start }),
    verifyConsistency: ({ oldSize, newSize, oldRoot, newRoot, proof }) => {
      if (oldSize < 0n || oldSize > newSize) return false;
      if (oldSize === newSize) {
        return proof.length === 0 && sameBytes(oldRoot, newRoot) && (newSize > 0n || sameBytes(newRoot, emptyRoot));
      }
      // Every tree continues the empty one: there is nothing that a proof could show.
      if (oldSize === 0n) return false;
      const old = { start: 0n, end: oldSize, root: oldRoot };
      return verifySubtreeConsistency(old, { size: newSize, root: newRoot }, proof);
    },
  };
}

/** Runs anywhere. Where speed matters, `merkleWith` takes a faster SHA-256. */
export const merkle: Merkle = merkleWith(portableSha256);
