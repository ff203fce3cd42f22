import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase64, fromText, parseDecimal, toBase64 } from './bytes.ts';
import { formatCheckpoint, parseCheckpoint } from './checkpoint.ts';
import { cosignedMessage, joinCosignature } from './cosignature.ts';
import { formatMlDsaKey, mlDsaVerifier, parseMlDsaKey, readMlDsaCosigner, verifyMlDsa44 } from './ml-dsa.ts';
import { ed25519Signer, nodeMerkle, nodeVerifying, readSignerKey, signerKeyFrom, verifierOf } from './node-crypto.ts';
import {
  formatNote,
  formatSignerKey,
  formatVerifierKey,
  isKeyName,
  keyTypes,
  openNote,
  parseNote,
  parseSignatureLine,
  parseSignerKey,
  parseVerifierKey,
} from './note.ts';
import { isPolicy, parsePolicy, satisfies } from './policy.ts';
import { encodeSegment, parseSegment } from './seal-entry.ts';
import { parseSealFile } from './seal-segment.ts';
import { encodeBundle, parseBundle, parseTilePath, tilePath } from './tile.ts';
import { formatTlogProof, parseTlogProof, verifyTlogProof } from './tlog-proof.ts';
import { readBatches } from './wal.ts';
import { webVerifying } from './web-crypto.ts';
import { formatAddCheckpoint, parseAddCheckpoint } from './witness.ts';

const key = signerKeyFrom('example.com/log', new Uint8Array(32).fill(7));
const log = verifierOf(key);
const sign = ed25519Signer(key.seed);
const checkpointOf = (entries: readonly Uint8Array[]) =>
  formatCheckpoint({
    origin: 'example.com/log',
    size: BigInt(entries.length),
    root: nodeMerkle.rootOf(entries.map(nodeMerkle.leafHash)),
  });
const signed = (text: string) => ({
  text,
  signatures: [{ name: key.name, id: key.id, signature: sign(fromText(text)) }],
});

describe('one spelling only', () => {
  it.each(['AA==', 'AAA=', 'AAAA', ''])('%j is base64', (text) => expect(fromBase64(text)).toBeDefined());
  it.each(['AB==', 'AA=', 'AA', 'A', 'AA =', '-_-_', 'AAAA\n', '===='])('%j is not', (text) =>
    expect(fromBase64(text)).toBeUndefined(),
  );
  it.each(['0', '1', '18446744073709551615'])('%j is a decimal', (text) =>
    expect(parseDecimal(text)).toBe(BigInt(text)),
  );
  it.each(['', '00', '01', '+5', '-0', '1e3', ' 1', '18446744073709551616', '٣'])('%j is not', (text) =>
    expect(parseDecimal(text)).toBeUndefined(),
  );
  it.each(['tile/0/000', 'tile/63/x001/000', 'tile/entries/255.p/253', 'tile/0/x001/x234/067'])(
    '%s is a tile',
    (path) => {
      const tile = parseTilePath(path);
      expect(tile && tilePath(tile)).toBe(path);
    },
  );
  it.each([
    'tile/00/000',
    'tile/64/000',
    'tile/0/x000/001',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/0000',
    'tile/0/../000',
    'tile/-1/000',
  ])('%s is none', (path) => expect(parseTilePath(path)).toBeUndefined());
  it.each(['example.com/log', 'a', '証'])('%s is a key name', (name) => expect(isKeyName(name)).toBe(true));
  it.each(['', 'a b', 'a+b', 'a\u3000b', 'a\u0085b', '\ud800'])('%j is none', (name) =>
    expect(isKeyName(name)).toBe(false),
  );
});

describe('keys', () => {
  it('come back as they were written', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (seed) => {
        const made = signerKeyFrom('example.com/a', seed);
        expect(readSignerKey(`${formatSignerKey(made)}\n`)).toEqual(made);
        const verifier = verifierOf(made);
        expect(parseVerifierKey(formatVerifierKey(verifier))).toEqual(verifier);
      }),
      { numRuns: 20 },
    );
  });
  it('with the id of another key are refused', () => {
    const other = formatSignerKey({ ...key, id: '00000000' });
    expect(readSignerKey(other)).toBeUndefined();
  });
});

describe('notes', () => {
  it('with a changed text are refused, not opened', async () => {
    const note = signed('a text\n');
    const changed = await openNote({ ...note, text: 'b text\n' }, [log], webVerifying);
    expect(changed).toEqual({ refused: 'bad-signature', by: 'example.com/log' });
  });
  it('keep the last blank line as the split', () => {
    const note = signed('a\n\nb\n');
    expect(parseNote(fromText(formatNote(note)))?.text).toBe('a\n\nb\n');
  });
  it('are opened by a browser as by Node', async () => {
    const note = signed('a text\n');
    for (const verifying of [webVerifying, nodeVerifying])
      expect(await openNote(note, [log], verifying)).toHaveProperty('verified');
  });
});

describe('cosignatures', () => {
  const witness = verifierOf({ name: 'w', seed: key.seed }, keyTypes.ed25519Cosignature);
  const text = checkpointOf([fromText('x')]);
  const cosigned = (at: bigint) => ({
    name: 'w',
    id: witness.id,
    signature: joinCosignature(at, sign(cosignedMessage(text, at))),
  });

  it('tell the time that they cover', async () => {
    const opened = await openNote({ text, signatures: [cosigned(1234n)] }, [witness], webVerifying);
    expect('verified' in opened && opened.verified[0]?.at).toBe(1234n);
  });
  it('do not hold for another time', async () => {
    const { name, id, signature } = cosigned(1234n);
    const later = joinCosignature(1235n, signature.subarray(8));
    expect(
      await openNote({ text, signatures: [{ name, id, signature: later }] }, [witness], webVerifying),
    ).toHaveProperty('refused');
  });
  it('by ML-DSA-44 hold, and only with a verifier for them', async () => {
    const seed = new Uint8Array(32).fill(9);
    const parsed = parseMlDsaKey(formatMlDsaKey('example.com/pq', seed));
    expect(parsed).toEqual({ name: 'example.com/pq', seed });
    const cosigner = await readMlDsaCosigner(formatMlDsaKey('example.com/pq', seed), () => new Date(1_700_000_000_000));
    const line = await cosigner.sign(text);
    const pq = mlDsaVerifier('example.com/pq', seed);
    const verifying = { ...nodeVerifying, mlDsa44: verifyMlDsa44 };
    const opened = await openNote({ text, signatures: [line] }, [pq], verifying);
    expect('verified' in opened && opened.verified[0]?.at).toBe(1_700_000_000n);
    expect(await openNote({ text: checkpointOf([]), signatures: [line] }, [pq], verifying)).toHaveProperty('refused');
    expect(await openNote({ text, signatures: [line] }, [pq], nodeVerifying)).toHaveProperty('refused');
    expect(await cosigner.sign(text)).toEqual(line);
  });
});

describe('a tlog-proof', () => {
  const entries = Array.from({ length: 5 }, (_, i) => fromText(`entry ${i}`));
  const hashes = entries.map(nodeMerkle.leafHash);
  const [first, second] = [hashes[4] ?? new Uint8Array(), nodeMerkle.rootOf(hashes.slice(0, 4))];
  const proof = { index: 4n, extra: undefined, hashes: [second], note: signed(checkpointOf(entries)) };
  const written = fromText(formatTlogProof(proof));

  it('proves its entry', async () => {
    const parsed = parseTlogProof(written);
    expect(parsed && (await verifyTlogProof(parsed, { leafHash: first }, log, webVerifying))).toMatchObject({
      ok: true,
    });
  });
  it('holds for no single byte changed', async () => {
    for (let at = 0; at < written.length; at += 1) {
      const changed = Uint8Array.from(written);
      changed[at] = (changed[at] ?? 0) ^ 1;
      const parsed = parseTlogProof(changed);
      const checked = parsed && (await verifyTlogProof(parsed, { leafHash: first }, log, nodeVerifying));
      expect(checked?.ok ?? false).toBe(false);
    }
  });
});

it('a policy counts each witness once', () => {
  const keys = [1, 2, 3].map((fill) => verifierOf({ name: `w${fill}`, seed: new Uint8Array(32).fill(fill) }));
  const lines = keys.map((each, i) => `witness n${i} ${formatVerifierKey(each)}`);
  const policy = parsePolicy([...lines, 'group pair 2 n0 n1', 'group all3 2 pair n2', 'quorum all3'].join('\n'));
  if (!isPolicy(policy)) throw new Error(policy.expected);
  const cosigners = policy.witnesses.map(({ key: each }) => each);
  expect(satisfies(policy, cosigners)).toBe(true);
  expect(satisfies(policy, cosigners.slice(0, 2))).toBe(false);
  expect(satisfies(policy, [...cosigners.slice(1), ...cosigners.slice(1)])).toBe(false);
});

describe('whatever comes, a value or undefined', () => {
  const samples: readonly Uint8Array[] = [
    fromText(formatNote(signed(checkpointOf([])))),
    fromText(formatTlogProof({ index: 0n, extra: fromText('x'), hashes: [], note: signed(checkpointOf([])) })),
    fromText(formatAddCheckpoint({ oldSize: 0n, proof: [], note: signed(checkpointOf([])) })),
    fromText(`log ${formatVerifierKey(log)}\nquorum none\n`),
    encodeBundle([fromText('a'), fromText('bc')]),
    encodeSegment({
      stream: 'a'.repeat(32),
      segment: 0,
      fromLine: 1,
      toLine: 2,
      fromByte: 0,
      toByte: 4,
      openEnd: false,
      sealedAt: '2026-01-02T03:04:05.000Z',
      root: new Uint8Array(32),
      keyHash: new Uint8Array(32),
      gap: null,
    }),
  ];
  /** Foreign bytes: arbitrary ones, and good ones with pieces changed, cut or doubled. */
  const foreign = fc.oneof(
    fc.uint8Array({ maxLength: 2000 }),
    fc
      .tuple(fc.constantFrom(...samples), fc.nat(), fc.nat({ max: 255 }), fc.nat({ max: 3 }))
      .map(([bytes, place, value, how]) => {
        const at = place % bytes.length;
        if (how === 0) return bytes.map((byte, i) => (i === at ? value : byte));
        if (how === 1) return bytes.slice(0, at);
        if (how === 2) return Uint8Array.from([...bytes.slice(0, at), value, ...bytes.slice(at)]);
        return Uint8Array.from([...bytes.slice(0, at), ...bytes]);
      }),
  );
  it.each<[string, (bytes: Uint8Array, text: string) => unknown]>([
    ['note', (bytes) => parseNote(bytes)],
    ['tlog-proof', (bytes) => parseTlogProof(bytes)],
    ['witness request', (bytes) => parseAddCheckpoint(bytes)],
    ['bundle', (bytes) => parseBundle(bytes, 2)],
    ['seal', (bytes) => parseSegment(bytes)],
    ['kept hashes', (bytes) => parseSealFile(bytes)],
    ['write-ahead log', (bytes) => readBatches(Buffer.from(bytes))],
    ['checkpoint', (_, text) => parseCheckpoint(text)],
    ['policy', (_, text) => parsePolicy(text)],
    ['tile path', (_, text) => parseTilePath(text)],
    ['verifier key', (_, text) => parseVerifierKey(text)],
    ['signer key', (_, text) => parseSignerKey(text)],
    ['signature line', (_, text) => parseSignatureLine(text)],
  ])('%s', (_, parse) => {
    fc.assert(
      fc.property(foreign, (bytes) => {
        parse(bytes, new TextDecoder().decode(bytes));
      }),
      { numRuns: 300 },
    );
  });
  it('a note of many lines is refused, not read for long', () => {
    const line = '— a AAAAAAAA\n';
    expect(parseNote(fromText(`x\n\n${line.repeat(70_000)}`))).toBeUndefined();
  });
  it('base64 comes back as it was', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 9000 }), (bytes) => {
        expect(fromBase64(toBase64(bytes))).toEqual(bytes);
      }),
      { numRuns: 50 },
    );
  });
});
