import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sameBytes, toHex } from './bytes.ts';
import { Frontier, rootOfTile } from './frontier.ts';
import { consistencyRanges, inclusionRanges, isSubtree, merkle, type Range, splitOf, wholeSubtrees } from './merkle.ts';
import { nodeMerkle, nodeTreeHasher } from './node-crypto.ts';
import { portableSha256 } from './sha256.ts';

const leaves = Array.from({ length: 70 }, (_, i) => nodeMerkle.leafHash(Uint8Array.of(i)));
const rootOf = ({ start, end }: Range) => nodeMerkle.rootOf(leaves.slice(Number(start), Number(end)));
const treeRoot = (size: number) => rootOf({ start: 0n, end: BigInt(size) });

it('hashes as node:crypto does, at every length around a block', () => {
  for (let length = 0; length < 200; length += 1) {
    const bytes = new Uint8Array(length).fill(length);
    expect(toHex(portableSha256(bytes))).toBe(createHash('sha256').update(bytes).digest('hex'));
  }
});

describe('proofs made from ranges', () => {
  it('include every entry of every tree up to 70', () => {
    for (let size = 1; size <= 70; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const leafHash = leaves[index] ?? new Uint8Array();
        const proof = inclusionRanges(BigInt(index), BigInt(size)).map(rootOf);
        const claim = { index: BigInt(index), size: BigInt(size), leafHash, root: treeRoot(size), proof };
        expect(nodeMerkle.verifyInclusion(claim)).toBe(true);
      }
    }
  });

  it('show that every tree up to 70 continues every smaller one', () => {
    for (let newSize = 1; newSize <= 70; newSize += 1) {
      for (let oldSize = 1; oldSize <= newSize; oldSize += 1) {
        const proof = consistencyRanges(BigInt(oldSize), BigInt(newSize)).map(rootOf);
        const roots = { oldRoot: treeRoot(oldSize), newRoot: treeRoot(newSize) };
        const claim = { oldSize: BigInt(oldSize), newSize: BigInt(newSize), ...roots, proof };
        expect(nodeMerkle.verifyConsistency(claim)).toBe(true);
      }
    }
  });

  it('fail for any other root, entry or place', () => {
    const size = 37;
    const index = fc.nat({ max: size - 1 });
    fc.assert(
      fc.property(index, index, fc.nat({ max: 255 }), (at, other, bit) => {
        const proof = inclusionRanges(BigInt(at), BigInt(size)).map(rootOf);
        const leafHash = leaves[at] ?? new Uint8Array();
        const claim = { index: BigInt(at), size: BigInt(size), leafHash, root: treeRoot(size), proof };
        const changed = Uint8Array.from(claim.root);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(nodeMerkle.verifyInclusion({ ...claim, root: changed })).toBe(false);
        expect(nodeMerkle.verifyInclusion({ ...claim, proof: [...proof, claim.root] })).toBe(false);
        expect(nodeMerkle.verifyInclusion({ ...claim, proof: proof.slice(1) })).toBe(false);
        if (other !== at) expect(nodeMerkle.verifyInclusion({ ...claim, index: BigInt(other) })).toBe(false);
      }),
    );
  });

  it('are of whole subtrees that follow each other', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (end) => {
        const parts = wholeSubtrees({ start: 0n, end });
        expect(parts.every(isSubtree)).toBe(true);
        expect(parts.reduce((sum, part) => sum + part.end - part.start, 0n)).toBe(end);
      }),
    );
  });
});

it.each([2n, 3n, 4n, 5n, 2n ** 63n, 2n ** 63n + 1n, 2n ** 64n - 1n])(
  'splits %d at the largest power of two below it',
  (n) => {
    const split = splitOf(n);
    expect(split < n && split * 2n >= n).toBe(true);
    expect(split & (split - 1n)).toBe(0n);
  },
);

it('a size of 2^64−1 is proved and refuted exactly', () => {
  const size = 2n ** 64n - 1n;
  const leafHash = merkle.leafHash(Uint8Array.of(1));
  const siblings = inclusionRanges(size - 1n, size);
  const proof = siblings.map(({ end }) => merkle.leafHash(Uint8Array.of(Number(end % 251n))));
  const root = proof.reduce((hash, sibling) => merkle.nodeHash(sibling, hash), leafHash);
  expect(merkle.verifyInclusion({ index: size - 1n, size, leafHash, root, proof })).toBe(true);
  expect(merkle.verifyInclusion({ index: size - 2n, size, leafHash, root, proof })).toBe(false);
});

it('the frontier has the root of the entries, at every size', () => {
  const frontier = new Frontier(nodeTreeHasher);
  const hashes: Uint8Array[] = [];
  const fullTiles: string[] = [];
  for (let size = 1; size <= 66_000; size += 1) {
    const entry = Uint8Array.of(size & 255, size >> 8, size >> 16);
    for (const { tile, bytes } of frontier.add(entry)) {
      fullTiles.push(`${tile.level}/${tile.index}`);
      expect(bytes.length).toBe(8192);
    }
    if (size < 600) {
      hashes.push(nodeMerkle.leafHash(entry));
      expect(sameBytes(frontier.root() ?? new Uint8Array(), nodeMerkle.rootOf(hashes))).toBe(true);
    }
  }
  expect(fullTiles.length).toBe(258);
  expect(fullTiles.filter((name) => name.startsWith('1/'))).toEqual(['1/0']);
  const whole = Array.from({ length: 66_000 }, (_, i) =>
    nodeMerkle.leafHash(Uint8Array.of((i + 1) & 255, (i + 1) >> 8, (i + 1) >> 16)),
  );
  expect(toHex(frontier.root() ?? new Uint8Array())).toBe(toHex(nodeMerkle.rootOf(whole)));
  expect(rootOfTile(nodeTreeHasher, new Uint8Array(0))).toBeUndefined();
});
