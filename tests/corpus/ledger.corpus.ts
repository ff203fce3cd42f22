// The vectors of other implementations and of the specifications: every one behaves as it says.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromBase64, fromHex, fromText, toBase64, toHex } from '../../src/ledger/bytes.ts';
import { parseCheckpoint } from '../../src/ledger/checkpoint.ts';
import { isSubtree, merkle } from '../../src/ledger/merkle.ts';
import { ed25519Signer, nodeMerkle, nodeVerifying, readSignerKey, verifierOf } from '../../src/ledger/node-crypto.ts';
import { formatNote, openNote, parseNote, parseVerifierKey } from '../../src/ledger/note.ts';
import { isPolicy, parsePolicy } from '../../src/ledger/policy.ts';
import { encodeBundle, parseTilePath, partialTiles, tilePath } from '../../src/ledger/tile.ts';
import { parseTlogProof, verifyTlogProof } from '../../src/ledger/tlog-proof.ts';
import { webVerifying } from '../../src/ledger/web-crypto.ts';
import { judgeCheckpoint, parseAddCheckpoint, type Witnessed } from '../../src/ledger/witness.ts';
import type { CorpusSuite } from './suite.ts';

/** Integers above 2^53 stand in these files: they are kept as text until they are read as bigint. */
function readExact(path: string) {
  const text = readFileSync(path, 'utf8').replace(/(:\s*)(\d+)(?=[,\s}])/g, '$1"$2"');
  return JSON.parse(text);
}
const readJson = (root: string, name: string) =>
  JSON.parse(readFileSync(join(root, 'ledger/spec-vectors', `${name}.json`), 'utf8'));
const hash = (text: string | null) => fromBase64(text ?? '') ?? new Uint8Array(0);
const hashes = (list: readonly string[] | null) => (list ?? []).map(hash);

function tally() {
  const misses: string[] = [];
  let [of, passed] = [0, 0];
  return {
    note(holds: boolean, name: string) {
      of += 1;
      if (holds) passed += 1;
      else misses.push(name);
    },
    score: () => ({ of, passed, misses }),
  };
}

const merkleFiles: CorpusSuite = {
  id: 'ledger.merkle-vectors',
  bar: 1,
  async run(root) {
    const { note, score } = tally();
    const folder = join(root, 'ledger/merkle-vectors');
    for (const kind of ['inclusion', 'consistency', 'subtreeinclusion', 'subtreeconsistency'] as const) {
      const files = readdirSync(join(folder, kind), { recursive: true, encoding: 'utf8' });
      for (const file of files.filter((name) => name.endsWith('.json')).sort()) {
        const v = readExact(join(folder, kind, file));
        const proof = hashes(v.proof);
        const verdicts = [merkle, nodeMerkle].map((m) => {
          if (kind === 'inclusion' || kind === 'subtreeinclusion') {
            const claim = { index: BigInt(v.leafIdx), leafHash: hash(v.leafHash), root: hash(v.root), proof };
            return kind === 'inclusion'
              ? m.verifyInclusion({ ...claim, size: BigInt(v.treeSize) })
              : m.verifySubtreeInclusion(claim, { start: BigInt(v.start), end: BigInt(v.end) });
          }
          const [oldRoot, newRoot] = [hash(v.root1), hash(v.root2)];
          return kind === 'consistency'
            ? m.verifyConsistency({ oldSize: BigInt(v.size1), newSize: BigInt(v.size2), oldRoot, newRoot, proof })
            : m.verifySubtreeConsistency(
                { start: BigInt(v.start), end: BigInt(v.end), root: oldRoot },
                { size: BigInt(v.size), root: newRoot },
                proof,
              );
        });
        note(
          verdicts.every((verdict) => verdict === !v.wantErr),
          `${kind}/${file}: ${verdicts.join()}`,
        );
      }
    }
    return score();
  },
};

const trees: CorpusSuite = {
  id: 'ledger.trees',
  bar: 1,
  async run(root) {
    const { note, score } = tally();
    const v = readJson(root, 'rfc6962-trees');
    const leaves: Uint8Array[] = v.leaf_inputs_hex.map((hex: string) =>
      merkle.leafHash(fromHex(hex) ?? new Uint8Array()),
    );
    v.root_by_size_hex.forEach((want: string, size: number) => {
      note(toHex(merkle.rootOf(leaves.slice(0, size))) === want, `root at ${size}`);
    });
    const mtc = readJson(root, 'mtc-subtree-accumulated');
    const all = Array.from({ length: 130 }, (_, i) => merkle.leafHash(Uint8Array.of(i)));
    const digest = createHash('sha256');
    for (let end = 0; end <= 130; end += 1) {
      for (let start = 0; start <= end; start += 1) {
        if (start < end && !isSubtree({ start: BigInt(start), end: BigInt(end) })) continue;
        digest.update(`[${start}, ${end}) ${toHex(nodeMerkle.rootOf(all.slice(start, end)))}\n`);
      }
    }
    // The digests of subtree proofs are left out: the file does not say how their lines are written.
    note(digest.digest('hex') === mtc.subtree_hash_sha256, 'subtree hashes');
    return score();
  },
};

const paths: CorpusSuite = {
  id: 'ledger.paths',
  bar: 1,
  async run(root) {
    const { note, score } = tally();
    const v = readJson(root, 'paths');
    const check = (level: number | 'entries', index: number, width: number, want: string) => {
      const path = tilePath({ level, index, width: width || 256 });
      const back = parseTilePath(want);
      note(path === want && back?.level === level && back.index === index && back.width === (width || 256), want);
    };
    for (const [level, index, width, want] of v.tile) check(level, index, width, want);
    for (const [index, width, want] of v.entries) check('entries', index, width, want);
    const partial = (size: number) => partialTiles(size).map(({ level, index, width }) => `${level}/${index}.${width}`);
    note(partial(70_000).join() === 'entries/273.112,0/273.112,1/1.17,2/0.1', 'tree of 70000');
    note(partial(256).join() === '1/0.1', 'tree of 256');
    return score();
  },
};

const notes: CorpusSuite = {
  id: 'ledger.notes',
  bar: 1,
  async run(root) {
    const { note, score } = tally();
    const v = readJson(root, 'signed-notes');
    for (const vkey of v.vkeys_valid) {
      note(parseVerifierKey(vkey) !== undefined, vkey);
      for (let i = 0; i < vkey.length; i += 1) {
        const bytes = Buffer.from(vkey);
        bytes[i] = ((bytes[i] ?? 0) + 1) & 0xff;
        note(parseVerifierKey(bytes.toString('latin1')) === undefined, `byte ${i} of ${vkey}`);
        note(parseVerifierKey(vkey.slice(0, i)) === undefined, `first ${i} of ${vkey}`);
        if (i > 0) note(parseVerifierKey(vkey.slice(i)) === undefined, `from ${i} of ${vkey}`);
      }
    }
    for (const { vkey, why } of v.vkeys_invalid) if (vkey) note(parseVerifierKey(vkey) === undefined, why);
    const signer = readSignerKey(v.signer.skey_test_only);
    const { name = '', id = '' } = signer ?? {};
    const signature = signer ? ed25519Signer(signer.seed)(fromText(v.signer.text)) : new Uint8Array();
    note(formatNote({ text: v.signer.text, signatures: [{ name, id, signature }] }) === v.signer.signed, 'signing');
    note(signer !== undefined && v.vkeys_valid[0].startsWith(`${name}+${verifierOf(signer).id}+`), 'verifier key');
    for (const [i, open] of v.open.entries()) {
      const parsed = parseNote(fromText(open.note));
      const keys = open.vkeys.flatMap((key: string) => parseVerifierKey(key) ?? []);
      for (const verifying of [nodeVerifying, webVerifying]) {
        const opened = parsed && (await openNote(parsed, keys, verifying));
        const got =
          opened && 'verified' in opened
            ? `${opened.verified.map(({ key }) => key.name)}/${opened.unverified.map((each) => each.name)}`
            : 'refused';
        note(got === (open.error ? 'refused' : `${open.verified}/${open.unverified}`), `open ${i}: ${got}`);
      }
    }
    for (const [i, text] of v.malformed.entries()) note(parseNote(fromText(text)) === undefined, `malformed ${i}`);
    for (const hex of v.malformed_bytes_hex) note(parseNote(Buffer.from(hex, 'hex')) === undefined, 'not UTF-8');
    return score();
  },
};

const policies: CorpusSuite = {
  id: 'ledger.policies',
  bar: 1,
  async run(root) {
    const { note, score } = tally();
    const v = readJson(root, 'policies');
    for (const { name, policy, threshold, members } of v.valid) {
      const parsed = parsePolicy(policy);
      const group = isPolicy(parsed) ? parsed.groups.find((each) => each.name === parsed.quorum) : undefined;
      note(isPolicy(parsed) && (group?.threshold ?? 0) === threshold, name);
      note((group?.members.length ?? 0) === members, `members: ${name}`);
    }
    for (const { policy, why } of v.invalid) note(!isPolicy(parsePolicy(policy)), why);
    return score();
  },
};

const proofs: CorpusSuite = {
  id: 'ledger.tlog-proofs',
  bar: 1,
  async run(root) {
    const { note, score } = tally();
    const v = readJson(root, 'tlog-proofs');
    const log = parseVerifierKey(v.log_vkey);
    for (const { index, size, leaf_hash, proof_text } of v.valid) {
      const proof = parseTlogProof(fromText(proof_text));
      const name = `${index} of ${size}`;
      if (!proof || !log) {
        note(false, name);
        continue;
      }
      const checked = await verifyTlogProof(proof, { leafHash: hash(leaf_hash) }, log, webVerifying);
      note(checked.ok && checked.checkpoint.size === BigInt(size), name);
      const other = await verifyTlogProof(proof, { leafHash: merkle.emptyRoot }, log, webVerifying);
      note(!other.ok && other.why === 'not-included', `another entry at ${name}`);
    }
    for (const { text, why } of v.malformed) note(parseTlogProof(fromText(text)) === undefined, why);
    return score();
  },
};

const witness: CorpusSuite = {
  id: 'ledger.witness-transcript',
  bar: 1,
  async run(root) {
    const { note, score } = tally();
    const v = readJson(root, 'witness-add-checkpoint-transcript');
    const key = parseVerifierKey(v.setup.known_log_vkey);
    let held: Witnessed | undefined;
    for (const [i, step] of v.steps.entries()) {
      const request = parseAddCheckpoint(fromText(step.body));
      const origin = request && parseCheckpoint(request.note.text)?.origin;
      const log = key && origin === key.name ? { keys: [key], held } : undefined;
      const answer = request && (await judgeCheckpoint(request, log, nodeVerifying, nodeMerkle));
      if (answer?.status === 200) held = { size: answer.checkpoint.size, root: answer.checkpoint.root };
      note(answer?.status === step.spec_status_2026, `step ${i + 1}: ${answer?.status}`);
      if (answer?.status === 409) note(`== "${answer.size}\\n"` === step.assert, `size of step ${i + 1}`);
    }
    return score();
  },
};

const fifteenEntries: CorpusSuite = {
  id: 'ledger.fifteen-entries',
  bar: 1,
  async run(root) {
    const { note, score } = tally();
    const folder = join(root, 'ledger/tessera-testdata-log');
    const words = 'one two three four five six seven eit nain ten ileven twelf threeten fourten fivten'.split(' ');
    const key = parseVerifierKey('example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx');
    const entries = words.map(fromText);
    const leaves = entries.map(nodeMerkle.leafHash);
    for (let size = 0; size <= 15; size += 1) {
      const parsed = parseNote(readFileSync(join(folder, `checkpoint.${size}`)));
      const opened = parsed && key && (await openNote(parsed, [key], nodeVerifying));
      const checkpoint = opened && 'text' in opened ? parseCheckpoint(opened.text) : undefined;
      const ourRoot = toBase64(nodeMerkle.rootOf(leaves.slice(0, size)));
      note(checkpoint?.size === BigInt(size) && toBase64(checkpoint.root) === ourRoot, `checkpoint ${size}`);
      for (const tile of partialTiles(size)) {
        const bytes =
          tile.level === 'entries' ? encodeBundle(entries.slice(0, size)) : Buffer.concat(leaves.slice(0, size));
        note(readFileSync(join(folder, tilePath(tile))).equals(bytes), tilePath(tile));
      }
    }
    return score();
  },
};

export const suites: readonly CorpusSuite[] = [
  merkleFiles,
  trees,
  paths,
  notes,
  policies,
  proofs,
  witness,
  fifteenEntries,
];
