import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { initLog, openLogFolder } from './log-folder.ts';
import { parseVerifierKey } from './note.ts';
import { checkTimestamp, readCertificates, timestampRequest } from './timestamp.ts';
import { keepTimestamp, timestampAnchors } from './timestamp-anchors.ts';

/** On nearly every machine; not one of ours. */
const program = 'openssl';

function hasOpenssl(): boolean {
  try {
    execFileSync(program, ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const root = mkdtempSync(join(tmpdir(), 'akashi-tsa-'));
const file = (name: string) => join(root, name);
const openssl = (...words: string[]) =>
  execFileSync(program, words, { cwd: root, stdio: ['ignore', 'pipe', 'ignore'] });
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** An authority of our own, by openssl, so that what is checked was not made by the code that checks it. */
describe.skipIf(!hasOpenssl())(hasOpenssl() ? 'a timestamp' : 'a timestamp (skipped: no openssl to make one)', () => {
  const nonce = new Uint8Array(8).fill(9);
  const bytes = Buffer.from('a checkpoint');

  beforeAll(() => {
    writeFileSync(
      file('tsa.cnf'),
      `[tsa]\ndefault_tsa = t\n[t]\ndir = ${root}\nserial = ${root}/serial\nsigner_cert = ${root}/tsa.pem\ncerts = ${root}/ca.pem\nsigner_key = ${root}/tsa.key\nsigner_digest = sha256\ndefault_policy = 1.2.3.4\ndigests = sha256\nordering = no\ntsa_name = no\ness_cert_id_chain = no\n`,
    );
    writeFileSync(file('serial'), '01\n');
    writeFileSync(file('ext.cnf'), 'extendedKeyUsage = critical,timeStamping\n');
    const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
    for (const name of ['ca', 'other']) {
      openssl(
        'req',
        '-x509',
        ...made,
        '-keyout',
        `${name}.key`,
        '-out',
        `${name}.pem`,
        '-days',
        '30',
        '-subj',
        `/CN=${name} for tests`,
      );
    }
    for (const [name, ext] of [
      ['tsa', ['-extfile', 'ext.cnf']],
      ['web', []],
    ] as const) {
      openssl('req', ...made, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', `/CN=${name} for tests`);
      openssl(
        'x509',
        '-req',
        '-in',
        `${name}.csr`,
        '-CA',
        'ca.pem',
        '-CAkey',
        'ca.key',
        '-CAcreateserial',
        '-out',
        `${name}.pem`,
        '-days',
        '30',
        ...ext,
      );
    }
  });

  function stamp(of: Uint8Array): Buffer {
    writeFileSync(file('request.tsq'), timestampRequest(of, nonce));
    openssl('ts', '-reply', '-config', 'tsa.cnf', '-queryfile', 'request.tsq', '-out', 'answer.tsr');
    return readFileSync(file('answer.tsr'));
  }
  const trusted = (name = 'ca') => readCertificates(readFileSync(file(`${name}.pem`), 'utf8'));

  it('by a trusted authority holds, with its time', async () => {
    const checked = await checkTimestamp(stamp(bytes), bytes, trusted(), nonce);
    expect(checked).toMatchObject({ ok: true, by: 'tsa for tests' });
    expect(checked.ok && Math.abs(checked.at.getTime() - Date.now())).toBeLessThan(120_000);
  });

  it.each<[string, () => Promise<{ ok: boolean }>]>([
    ['over other bytes', () => checkTimestamp(stamp(bytes), Buffer.from('another'), trusted())],
    ['by an authority that is not trusted', () => checkTimestamp(stamp(bytes), bytes, trusted('other'))],
    ['with no authority to trust', () => checkTimestamp(stamp(bytes), bytes, [])],
    ['of another request', () => checkTimestamp(stamp(bytes), bytes, trusted(), new Uint8Array(8).fill(8))],
    ['that is no timestamp', () => checkTimestamp(Buffer.from('x'), bytes, trusted())],
  ])('%s does not hold', async (_, check) => {
    expect((await check()).ok).toBe(false);
  });

  it('with any byte of its time or signature changed does not hold', async () => {
    const answer = stamp(bytes);
    for (let at = 0; at < answer.length; at += 7) {
      const changed = Buffer.from(answer);
      changed[at] = (changed[at] ?? 0) ^ 1;
      const checked = await checkTimestamp(changed, bytes, trusted(), nonce);
      // Some bytes are covered by nothing (the status text, unused certificates): then the time must be the same.
      if (checked.ok) expect(checked.at).toEqual((await checkTimestamp(answer, bytes, trusted())).ok && checked.at);
    }
  });

  it('over a checkpoint is an external anchor of the log', async () => {
    const folder = file('log');
    const now = () => new Date();
    const { vkey } = await initLog(folder, { origin: 'example.com/t' }, now);
    const log = await openLogFolder(folder, { now });
    await log.add(Buffer.from('x'));
    await log.close();
    const checkpoint = readFileSync(join(folder, 'checkpoint'));
    const pem = readFileSync(file('ca.pem'), 'utf8');
    await keepTimestamp(folder, { response: stamp(checkpoint), checkpoint, pem, nonce });
    const key = parseVerifierKey(vkey);
    expect(key && (await timestampAnchors(folder, key))).toMatchObject([{ size: 1n, by: 'tsa for tests' }]);
  });
});
