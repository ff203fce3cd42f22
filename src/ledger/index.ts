// The ledger for others: `import { … } from 'akashi/ledger'`. Nothing here touches files or the network, so that a
// browser can check a proof. Hand the functions `webVerifying`, or a faster one where there is one.
export { fromBase64, fromText, toBase64, toHex, toText } from './bytes.ts';
export { type Checkpoint, formatCheckpoint, parseCheckpoint } from './checkpoint.ts';
export { cosignedMessage, joinCosignature, mlDsaMessage, splitCosignature } from './cosignature.ts';
export {
  type ConsistencyClaim,
  consistencyRanges,
  type InclusionClaim,
  inclusionRanges,
  type Merkle,
  merkle,
  merkleWith,
  type Range,
} from './merkle.ts';
export {
  formatNote,
  formatVerifierKey,
  keyTypes,
  type Note,
  type NoteSignature,
  type OpenedNote,
  openNote,
  parseNote,
  parseVerifierKey,
  type Verified,
  type VerifierKey,
  type Verifying,
  type VerifySignature,
} from './note.ts';
export { isPolicy, type Policy, parsePolicy, satisfies } from './policy.ts';
export { type LineOpening, parseSegment, type SegmentEntry, verifyLine } from './seal-entry.ts';
export { portableSha256, type Sha256 } from './sha256.ts';
export { encodeBundle, parseBundle, parseTilePath, partialTiles, type Tile, tilePath } from './tile.ts';
export { type CheckedProof, formatTlogProof, parseTlogProof, type TlogProof, verifyTlogProof } from './tlog-proof.ts';
export { webVerifying } from './web-crypto.ts';
export { type AddCheckpoint, formatAddCheckpoint, judgeCheckpoint, parseAddCheckpoint } from './witness.ts';
