// The built commands on S3-compatible storage, one log from its making to a changed line.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { nodeVerifying } from '../../src/ledger/node-crypto.ts';
import { parseVerifierKey } from '../../src/ledger/note.ts';
import { s3Served } from '../../src/ledger/s3.ts';
import { startS3, type TestS3 } from '../../src/ledger/s3-server.test-support.ts';
import { parseTlogProof, verifyTlogProof } from '../../src/ledger/tlog-proof.ts';
import { akashiOnline, type Ran } from '../cases/run-akashi.ts';
import { post, startServing } from './serving.ts';

const root = mkdtempSync(join(tmpdir(), 'akashi-s3-commands-'));
const folder = join(root, 'log');
const credentials = { AWS_ACCESS_KEY_ID: 'S3RVER', AWS_SECRET_ACCESS_KEY: 'S3RVER' };
const entryAt = (i: number) => Buffer.from(`entry ${i}`);
let s3: TestS3;
let vkey = '';
const said: string[] = [];

async function ledger(...args: string[]): Promise<Ran> {
  const ran = await akashiOnline(['ledger', ...args], credentials);
  said.push(ran.out, ran.err);
  return ran;
}
const json = (ran: Ran) => JSON.parse(ran.out) as Record<string, unknown>;
const objects = () => s3Served(s3.access('commands'));
async function append(from: number, count: number): Promise<Ran> {
  const path = join(root, 'lines');
  writeFileSync(path, Array.from({ length: count }, (_, i) => `${entryAt(from + i).toString('base64')}\n`).join(''));
  return ledger('append', folder, '--lines', path);
}

beforeAll(async () => {
  s3 = await startS3();
  const made = await ledger('init', folder, '--origin', 'example.com/s3', '--s3', `${s3.url}/commands`, '--json');
  expect(made.status).toBe(0);
  vkey = String(json(made)['vkey']);
});
afterAll(async () => {
  await s3.close();
  rmSync(root, { recursive: true, force: true });
});

it('init and append publish there, and nothing public is in the folder', async () => {
  expect((await append(0, 200)).out).toBe('0 200\n');
  expect((await append(200, 100)).out).toBe('200 100\n');
  expect(await objects()).toEqual(expect.arrayContaining(['checkpoint', 'tile/0/000', 'tile/entries/001.p/44']));
  expect(readdirSync(folder)).toEqual(['.akashi']);
});

it('prove gives a proof that holds without the storage', async () => {
  const { status, out } = await ledger('prove', folder, '299');
  expect(status).toBe(0);
  const proof = parseTlogProof(Buffer.from(out));
  const key = parseVerifierKey(vkey);
  if (!proof || !key) throw new Error('no proof');
  expect(await verifyTlogProof(proof, { bytes: entryAt(299) }, key, nodeVerifying)).toMatchObject({ ok: true });
  expect(await verifyTlogProof(proof, { bytes: entryAt(298) }, key, nodeVerifying)).toMatchObject({ ok: false });
});

it('verify reads every object', async () => {
  const verified = await ledger('verify', folder, '--vkey', vkey, '--json');
  expect(verified.status).toBe(0);
  expect(json(verified)).toMatchObject({ ok: true, signed: true, size: 300, problems: [] });
});

it('gc is refused under a hold that it names, and else removes what full tiles have replaced', async () => {
  const before = await objects();
  expect(before).toContain('tile/entries/000.p/200');
  const held = { case: 'C-9', scope: 'all', by: 'counsel', from: '2026-01-01T00:00:00Z', until: null };
  writeFileSync(join(folder, '.akashi/holds.json'), JSON.stringify([held]));
  const refused = await ledger('gc', folder);
  expect(refused.status).toBe(3);
  expect(refused.err).toMatch(/C-9.*counsel/);
  expect(await objects()).toEqual(before);
  rmSync(join(folder, '.akashi/holds.json'));
  expect(json(await ledger('gc', folder, '--json'))).toEqual({ removed: 2 });
  const gone = ['tile/0/000.p/200', 'tile/entries/000.p/200'];
  expect(await objects()).toEqual(before.filter((path) => !gone.includes(path)));
  expect((await ledger('verify', folder, '--vkey', vkey)).status).toBe(0);
});

it('seal puts the segment there, and verify-logs names a changed line', async () => {
  const logs = join(root, 'logs');
  mkdirSync(logs);
  const path = join(logs, 'access.log');
  const lines = Array.from({ length: 50 }, (_, i) => `line ${i + 1}\n`);
  writeFileSync(path, lines.join(''));
  const sealed = await ledger('seal', folder, logs, '--json');
  expect(sealed.status).toBe(0);
  expect(json(sealed)['sealed']).toMatchObject([{ fromLine: 1, toLine: 50, lines: 50, index: 300 }]);
  expect((await ledger('verify-logs', folder, logs)).status).toBe(0);
  writeFileSync(path, lines.with(6, 'line X\n').join(''));
  const compared = await ledger('verify-logs', folder, logs, '--json');
  expect(compared.status).toBe(1);
  expect(json(compared)['files']).toMatchObject([{ sealedLines: 50, changed: [{ line: 7, kind: 'changed' }] }]);
});

it('serve reads from there, and with --add adds there', async () => {
  const serving = await startServing([folder, '--add'], credentials);
  try {
    expect(await post(serving.url, Buffer.from('posted'))).toEqual({ status: 200, text: '301' });
    const checkpoint = await (await fetch(`${serving.url}checkpoint`)).text();
    expect(checkpoint.startsWith('example.com/s3\n')).toBe(true);
  } finally {
    expect(await serving.stop()).toBe(0);
  }
  const verified = await ledger('verify', folder, '--vkey', vkey, '--json');
  expect(json(verified)).toMatchObject({ ok: true, size: 302 });
});

it('names what is missing of the credentials, says nothing of what they are, and keeps none', async () => {
  const none = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };
  const without = await akashiOnline(['ledger', 'prove', folder, '0'], none);
  expect(without).toMatchObject({ status: 3, out: '' });
  expect(without.err).toMatch(/AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY/);
  const secret = 'wrong-secret-4711';
  const wrong = await akashiOnline(['ledger', 'prove', folder, '0'], {
    ...{ AWS_ACCESS_KEY_ID: 'NOBODY', AWS_SECRET_ACCESS_KEY: secret },
  });
  expect(wrong).toMatchObject({ status: 3, out: '' });
  expect(wrong.err).toMatch(/403/);
  expect(wrong.err).not.toContain(secret);
  const kept = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => join(folder, path))
    .filter((path) => statSync(path).isFile());
  expect(kept.length).toBeGreaterThan(2);
  for (const text of [...said, ...kept.map((path) => readFileSync(path, 'latin1'))])
    expect(text).not.toContain('S3RVER');
});
