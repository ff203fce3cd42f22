// The ledger's part of a pack, made by hand: what holds, what does not, and that no bytes make the verifier throw.
import { expect, it } from 'vitest';
import { fromText, toBase64 } from '../ledger/bytes.ts';
import { formatCheckpoint } from '../ledger/checkpoint.ts';
import { cosignedMessage, joinCosignature } from '../ledger/cosignature.ts';
import { ed25519Signer, nodeMerkle, signerKeyFrom, verifierOf } from '../ledger/node-crypto.ts';
import { formatVerifierKey, keyTypes } from '../ledger/note.ts';
import { encodeSegment } from '../ledger/seal-entry.ts';
import { keyHashOf, LineHasher, openLine, segmentRoot } from '../ledger/seal-segment.ts';
import { formatTlogProof } from '../ledger/tlog-proof.ts';
import { seededRandom } from '../vocabulary/random.ts';
import { canonicalJson, type Json, parseCanonical } from './canonical-json.ts';
import type { Contents } from './verify-container.ts';
import { checkLedger } from './verify-ledger.ts';
import { Findings } from './verify-report.ts';

const log = signerKeyFrom('example.com/log', new Uint8Array(32).fill(1));
const witness = signerKeyFrom('example.net/w', new Uint8Array(32).fill(2));
const asWitness = verifierOf(witness, keyTypes.ed25519Cosignature);
const seenAt = 1_700_000_000n;
const lines = ['first line', 'GET /export HTTP/1.1', 'last line'];

function sealed() {
  const [segmentKey, secret] = [new Uint8Array(32).fill(3), new Uint8Array(32).fill(4)];
  const hasher = new LineHasher(segmentKey, secret);
  const leaves = Buffer.concat(lines.map((line, i) => Buffer.from(hasher.leaf(Buffer.from(line), i), 'binary')));
  const entry = encodeSegment({
    ...{ stream: 'a'.repeat(32), segment: 0, fromLine: 1, toLine: 3, fromByte: 0, toByte: 42, openEnd: false },
    ...{ sealedAt: '2026-01-02T03:04:05.000Z', root: segmentRoot(leaves), keyHash: keyHashOf(segmentKey), gap: null },
  });
  const opening = openLine({ entry, index: 0, segmentKey, streamSecret: secret, leaves, marks: new Uint8Array(12) }, 2);
  if (!opening) throw new Error('no such line');
  return { entry, opening };
}

type Change = { readonly quoted?: string; readonly sha256?: string };

function contents({ quoted = lines[1] ?? '', sha256 = 'f'.repeat(64) }: Change = {}): Contents {
  const { entry, opening } = sealed();
  const text = formatCheckpoint({ origin: log.name, size: 1n, root: nodeMerkle.leafHash(entry) });
  const cosignature = ed25519Signer(witness.seed)(cosignedMessage(text, seenAt));
  const note = {
    text,
    signatures: [
      { name: log.name, id: log.id, signature: ed25519Signer(log.seed)(fromText(text)) },
      { name: witness.name, id: asWitness.id, signature: joinCosignature(seenAt, cosignature) },
    ],
  };
  const policy = `log ${formatVerifierKey(verifierOf(log))}\nwitness w ${formatVerifierKey(asWitness)}\nquorum none\n`;
  const line = { line: 2, sealedLine: 2, key: toBase64(opening.key), proof: opening.proof.map(toBase64) };
  const seals: Json = {
    cited: 1,
    format: 'akashi-seals/1',
    left: 0,
    seals: [{ path: 'access.log', sha256: 'f'.repeat(64), index: 0, fromLine: 1, toLine: 3, lines: [line] }],
  };
  const quote = { pointer: { path: 'access.log', line: 2 }, parts: [{ text: quoted }], encoding: 'utf-8', cutBytes: 0 };
  return {
    members: new Map([
      ['ledger/policy', fromText(policy)],
      ['ledger/0.entry', entry],
      ['ledger/0.tlog-proof', fromText(formatTlogProof({ index: 0n, extra: undefined, hashes: [], note }))],
      ['ledger/seals.json', fromText(canonicalJson(seals))],
    ]),
    json: new Map<string, Json>([
      ['ledger/seals.json', seals],
      ['sources.json', { sources: [{ path: 'access.log', sha256 }] }],
      ['evidence/quotes.json', { quotes: [quote] }],
    ]),
    signed: false,
    digest: '',
  };
}

async function check(given: Contents, key?: string) {
  const findings = new Findings();
  await checkLedger(given, key, findings);
  return findings.report('pack.zip', false, null);
}
const vkey = formatVerifierKey(verifierOf(log));

it('a sealed stretch holds, with who saw it when, and the line in the clear is the sealed one', async () => {
  const report = await check(contents(), vkey);
  expect(report.problems).toEqual([]);
  expect(report.sealed).toEqual([
    {
      ...{ path: 'access.log', fromLine: 1, toLine: 3, sealedAt: '2026-01-02T03:04:05.000Z' },
      ...{ seenAt: '2023-11-14T22:13:20.000Z', seenBy: 'example.net/w' },
    },
  ]);
  expect(report.notChecked).toEqual([]);
});

it.each<[string, Contents, string | undefined]>([
  ['a quoted line that is not the sealed one', contents({ quoted: 'GET /other HTTP/1.1' }), vkey],
  ['a seal of a file that is no source', contents({ sha256: 'e'.repeat(64) }), vkey],
  ['the key of another log', contents(), formatVerifierKey(verifierOf(witness))],
  ['a key that is none', contents(), 'nonsense'],
])('%s is a problem', async (_, given, key) => {
  expect((await check(given, key)).problems).toMatchObject([{ what: 'ledger' }]);
});

it('without a key learned elsewhere, whose the keys are is not checked, and that is said', async () => {
  expect((await check(contents())).notChecked).toHaveLength(1);
});

it('a pack without a ledger says nothing of one', async () => {
  const report = await check({ ...contents(), members: new Map() });
  expect(report).toMatchObject({ checked: [], problems: [], notChecked: [] });
});

it('a changed byte of entry or proof is noticed, and no bytes make it throw', async () => {
  const random = seededRandom(1, 'ledger members');
  for (let trial = 0; trial < 300; trial += 1) {
    const given = contents();
    const names = [...given.members.keys()];
    const name = names[random.below(names.length)] ?? '';
    const bytes = Uint8Array.from(given.members.get(name) ?? []);
    const at = random.below(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 + random.below(255));
    const parsed = name === 'ledger/seals.json' ? parseCanonical(bytes) : undefined;
    const json = new Map(given.json);
    if (name === 'ledger/seals.json') json.set(name, parsed?.value ?? null);
    const report = await check({ ...given, members: new Map(given.members).set(name, bytes), json }, vkey);
    // Names of witnesses and counts are the reader's own business; the container's hashes hold every byte besides.
    const isNoticed = report.problems.length > 0;
    if (name === 'ledger/0.entry') expect(isNoticed, `${name} byte ${at}`).toBe(true);
    // A signature under a name that is not listed counts as of nobody: then nobody has seen it.
    if (name === 'ledger/0.tlog-proof')
      expect(isNoticed || report.sealed?.[0]?.seenAt === null, `${name} byte ${at}`).toBe(true);
  }
});
