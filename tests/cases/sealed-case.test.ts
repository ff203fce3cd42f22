// A case whose logs were sealed day by day, with a witness that cosigned: what the seals are worth to it, and what they are not.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderSource } from '../../src/ledger/folder.ts';
import { initLog, keepAnchor, openLogFolder } from '../../src/ledger/log-folder.ts';
import { nodeMerkle, nodeVerifying, signerKeyFrom, verifierOf } from '../../src/ledger/node-crypto.ts';
import { formatSignerKey, formatVerifierKey } from '../../src/ledger/note.ts';
import { filesToSeal, sealFiles } from '../../src/ledger/seal.ts';
import { witnessServer } from '../../src/ledger/witness-server.ts';
import { openWitness } from '../../src/ledger/witness-store.ts';
import type { CaseFile } from '../../src/vocabulary/case-file.ts';
import { inventSite } from '../invented-logs.ts';
import { readZip } from './read-zip.ts';
import { akashi } from './run-akashi.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 2, 2);
const scratch = mkdtempSync(join(tmpdir(), 'akashi-sealed-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const site = inventSite({ seed: 11, days: 12, visitsPerHour: 20 });
let clock = new Date(START);
const now = () => clock;
const logKey = signerKeyFrom('example.co.jp/akashi', new Uint8Array(32).fill(1));
const witnessKey = signerKeyFrom('example.net/witness', new Uint8Array(32).fill(2));

type Sealing = { readonly name: string; readonly witnessed: boolean; readonly from: number };

/** A case folder whose access log grew day by day and was sealed every night from day `from` on. */
async function sealedCase({ name, witnessed, from }: Sealing): Promise<string> {
  const folder = join(scratch, name);
  mkdirSync(join(folder, 'logs'), { recursive: true });
  writeFileSync(
    join(folder, 'claim.yaml'),
    'case_number: "S-1"\naddress: taro@example.org\nreceived_at: 2026-03-13T10:00:00+09:00\nsubmitted_at: 2026-03-03\nspam_since: 2026-03-10\nrequester_verified: registered_address_reply\n',
  );
  writeFileSync(join(folder, 'org.yaml'), 'name: { ja: 例社, en: Example }\ntime_zone: Asia/Tokyo\n');
  const ledger = join(folder, 'ledger');
  const key = join(scratch, `${name}.key`);
  writeFileSync(key, formatSignerKey(logKey));
  const witness = openWitness({
    ...{ folder: join(scratch, `${name}-witness`), key: witnessKey, logs: [verifierOf(logKey)], now },
    ...{ verifying: nodeVerifying, merkle: nodeMerkle },
  });
  const server = witnessServer(witness).listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const policyFile = join(folder, 'ledger.policy');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  writeFileSync(policyFile, `witness w ${formatVerifierKey(witness.key)} ${url}\nquorum w\n`);
  clock = new Date(START);
  await initLog(ledger, { origin: logKey.name, keyFile: key, ...(witnessed ? { policyFile } : {}) }, now);
  const path = join(folder, 'logs/access.log');
  for (let day = 1; day <= 12; day += 1) {
    clock = new Date(START + day * DAY);
    const written = site.access.filter(({ at }) => at < clock.getTime());
    writeFileSync(path, written.map(({ text }) => `${text}\n`).join(''));
    if (day < from) continue;
    const log = await openLogFolder(ledger, { now, publishesAlone: false });
    const how = { folder: ledger, log, source: folderSource(ledger), now, sealsOpenEnd: true };
    await sealFiles(filesToSeal([path]).files, how);
    await log.publish();
    await keepAnchor(ledger);
    await log.close();
  }
  server.closeAllConnections();
  server.close();
  writeFileSync(join(folder, 'ledger.vkey'), formatVerifierKey(verifierOf(logKey)));
  if (!witnessed) rmSync(policyFile);
  return folder;
}

async function investigate(folder: string, ...more: string[]) {
  const out = `${folder}-out`;
  const ran = await akashi([
    'investigate',
    folder,
    '--out',
    out,
    '--now',
    '2026-03-14T09:00:00+09:00',
    '--no-drill',
    '--json',
    ...more,
  ]);
  const file = JSON.parse(readFileSync(join(out, 'case.json'), 'utf8')) as CaseFile;
  const check = file.checks.find(({ id }) => id === 'tamper.seals');
  const integrity = file.facts.find(({ kind }) => kind === 'log-integrity');
  const letter = file.letters.find(({ stage, lang }) => stage === 'main' && lang === 'en')?.text ?? '';
  return { ran, out, file, check, integrity, letter };
}

describe('sealed every night, and seen by a witness', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await sealedCase({ name: 'prompt', witnessed: true, from: 1 });
  }, 180_000);

  it('the lines of the time at risk are proven unchanged, and the letter says since when', async () => {
    const { ran, check, integrity, letter, file } = await investigate(folder);
    expect(ran.status).toBe(0);
    expect(check).toMatchObject({ result: 'nothing-found' });
    expect(check?.says.en).toContain('within 36 hours');
    expect(integrity).toMatchObject({ sealed: true, seals: 'outside', unchangedSince: '2026-03-11T00:00:00.000Z' });
    expect(letter).toContain('a trace kept outside soon after they were written, by Wednesday 11 March 2026');
    expect(file.seals).toMatchObject({ holds: true, keyIsOutside: true, files: [{ sealed: true, differences: 0 }] });
  }, 120_000);

  it('logs tamper says the same of unchanged files', async () => {
    const { out, status } = await akashi([
      'logs',
      'tamper',
      join(folder, 'logs'),
      '--ledger',
      join(folder, 'ledger'),
      '--json',
    ]);
    const report = JSON.parse(out);
    expect(report.signs.filter(({ kind }: { kind: string }) => kind === 'seal-mismatch')).toEqual([]);
    expect(report.seals).toMatchObject({ holds: true, keyIsOutside: false });
    expect(status).toBe(report.verdict === 'suspect' ? 1 : 0);
  }, 180_000);

  it('a changed line is a strong sign that names it, and rules out "no evidence"', async () => {
    const changed = `${folder}-changed`;
    cpSync(folder, changed, { recursive: true });
    const path = join(changed, 'logs/access.log');
    const lines = readFileSync(path, 'utf8').split('\n');
    lines[499] = (lines[499] ?? '').replace(/"GET [^"]*"/, '"GET /other HTTP/1.1"');
    lines.splice(800, 2);
    writeFileSync(path, lines.join('\n'));
    const { check, integrity, file, out } = await investigate(changed);
    expect(check).toMatchObject({ result: 'found' });
    expect(check?.says.en).toContain('logs/access.log:500 1 line was changed since they were sealed');
    expect(check?.says.en).toContain('2 lines were removed');
    expect(check?.pointers.map(({ line }) => line)).toEqual(expect.arrayContaining([500, 800, 801]));
    expect(integrity).toMatchObject({ verdict: 'altered', sealed: false });
    expect(file.permitted).not.toContain('no_evidence');
    const verified = await akashi(['verify', join(out, 'pack.zip'), '--json']);
    expect(JSON.parse(verified.out)).toMatchObject({ ok: true });
  }, 120_000);

  it('the pack proves the sealed stretches of cited lines, under the key that the reader knows', async () => {
    const cited = `${folder}-changed-out`;
    const pack = readFileSync(join(cited, 'pack.zip'));
    const manifest = (await readZip(pack)).find((text) => text.includes('akashi-pack/1')) ?? '';
    const names = [...manifest.matchAll(/"path":"(ledger\/[^"]+)"/g)].map(([, name = '']) => name);
    expect(names).toEqual(expect.arrayContaining(['ledger/policy', 'ledger/seals.json']));
    expect(names.filter((name) => name.endsWith('.tlog-proof')).length).toBeGreaterThan(0);
    const vkey = formatVerifierKey(verifierOf(logKey));
    const { out, status } = await akashi(['verify', join(cited, 'pack.zip'), '--ledger-vkey', vkey, '--json']);
    const report = JSON.parse(out);
    expect(status).toBe(0);
    expect(report.checked).toContainEqual(expect.objectContaining({ what: 'ledger', ok: true }));
    expect(report.sealed[0]).toMatchObject({ path: 'logs/access.log', seenBy: 'example.net/witness' });
    const other = formatVerifierKey(verifierOf(witnessKey));
    const wrong = await akashi(['verify', join(cited, 'pack.zip'), '--ledger-vkey', other, '--json']);
    expect(wrong.status).toBe(1);
    expect(JSON.parse(wrong.out).problems).toContainEqual(expect.objectContaining({ what: 'ledger' }));
  }, 180_000);

  it('a ledger that was altered itself says nothing, and that is said', async () => {
    const broken = `${folder}-broken`;
    cpSync(folder, broken, { recursive: true });
    const path = join(broken, 'ledger/tile/entries/000.p/12');
    const bytes = readFileSync(path);
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    const { check, integrity } = await investigate(broken);
    expect(check).toMatchObject({ result: 'not-checked' });
    expect(check?.because?.en).toContain('does not verify');
    expect(integrity).toMatchObject({ sealed: false });
  }, 120_000);
});

it('seals by our own key alone prove nothing to others, and report and letter say so', async () => {
  const folder = await sealedCase({ name: 'own', witnessed: false, from: 1 });
  const { check, integrity, letter, out } = await investigate(folder);
  expect(check?.says.en).toContain('prove nothing to others');
  expect(integrity).toMatchObject({ sealed: false, seals: 'own' });
  expect(letter).toContain('by ourselves alone');
  expect(readFileSync(join(out, 'report.html'), 'utf8')).toContain('seen by nobody outside');
}, 120_000);

it('a first seal after the complaint proves nothing before it, and report and letter say so', async () => {
  const folder = await sealedCase({ name: 'late', witnessed: true, from: 12 });
  const { check, integrity, letter, out } = await investigate(folder);
  expect(check?.says.en).toContain('about changes before that they prove nothing');
  expect(integrity).toMatchObject({ sealed: false, seals: 'late', unchangedSince: '2026-03-14T00:00:00.000Z' });
  expect(letter).toContain('was first kept outside on Saturday 14 March 2026');
  expect(readFileSync(join(out, 'report.html'), 'utf8')).toContain('only after the complaint');
}, 120_000);

it('sealing that began in the middle of the time at risk covers a part', async () => {
  const folder = await sealedCase({ name: 'part', witnessed: true, from: 6 });
  const { integrity, letter } = await investigate(folder);
  expect(integrity).toMatchObject({ sealed: false, seals: 'partial' });
  expect(letter).toContain('Only part of them could be compared');
}, 120_000);
