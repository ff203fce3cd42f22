import { expect, it } from 'vitest';
import { fromText } from './bytes.ts';
import { formatCheckpoint } from './checkpoint.ts';
import { ed25519Signer, nodeMerkle, nodeVerifying, signerKeyFrom, verifierOf } from './node-crypto.ts';
import { judgeCheckpoint, type Witnessed } from './witness.ts';

const signer = signerKeyFrom('log.example', new Uint8Array(32).fill(7));
const keys = [verifierOf(signer)];
// Trees of one entry and of two: the proof from one to two is the second leaf.
const [leaf, other] = [nodeMerkle.leafHash(fromText('a')), nodeMerkle.leafHash(fromText('b'))];
const one: Witnessed = { size: 1n, root: leaf };
const two: Witnessed = { size: 2n, root: nodeMerkle.nodeHash(leaf, other) };

function judge(oldSize: bigint, proof: readonly Uint8Array[], next: Witnessed, held: Witnessed | undefined) {
  const text = formatCheckpoint({ origin: 'log.example', ...next });
  const { name, id, seed } = signer;
  const signatures = [{ name, id, signature: ed25519Signer(seed)(fromText(text)) }];
  return judgeCheckpoint({ oldSize, proof, note: { text, signatures } }, { keys, held }, nodeVerifying, nodeMerkle);
}

it.each([
  { name: 'a first checkpoint is taken as it is', oldSize: 0n, proof: [], next: two, held: undefined, status: 200 },
  {
    name: 'a first checkpoint with a proof of nothing is not',
    oldSize: 0n,
    proof: [other],
    next: two,
    held: undefined,
    status: 422,
  },
  { name: 'one that continues what is held is taken', oldSize: 1n, proof: [other], next: two, held: one, status: 200 },
  { name: 'one that continues something else is not', oldSize: 1n, proof: [leaf], next: two, held: one, status: 422 },
  { name: 'who knows less than is held is told its size', oldSize: 0n, proof: [], next: two, held: one, status: 409 },
  { name: 'who claims more than is held is told its size', oldSize: 2n, proof: [], next: two, held: one, status: 409 },
  { name: 'a tree cannot shrink', oldSize: 2n, proof: [], next: one, held: two, status: 400 },
  { name: 'the same again is taken', oldSize: 2n, proof: [], next: two, held: two, status: 200 },
])('$name', async ({ oldSize, proof, next, held, status }) => {
  expect((await judge(oldSize, proof, next, held)).status).toBe(status);
});
