// The verifying half of the ledger in a browser, from a page with no network.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromText } from '../../src/ledger/bytes.ts';
import { formatCheckpoint } from '../../src/ledger/checkpoint.ts';
import { cosignedMessage, joinCosignature } from '../../src/ledger/cosignature.ts';
import { inclusionRanges } from '../../src/ledger/merkle.ts';
import { ed25519Signer, nodeMerkle, signerKeyFrom, verifierOf } from '../../src/ledger/node-crypto.ts';
import { formatVerifierKey, keyTypes } from '../../src/ledger/note.ts';
import { formatTlogProof } from '../../src/ledger/tlog-proof.ts';
import { noChromium, offline, openBrowser } from './chromium.ts';

const key = signerKeyFrom('example.com/log', new Uint8Array(32).fill(1));
const witness = { name: 'example.net/witness', seed: new Uint8Array(32).fill(2) };
const cosigner = verifierOf(witness, keyTypes.ed25519Cosignature);
const entries = Array.from({ length: 300 }, (_, i) => fromText(`entry ${i}`));
const hashes = entries.map(nodeMerkle.leafHash);
const text = formatCheckpoint({ origin: key.name, size: 300n, root: nodeMerkle.rootOf(hashes) });
const at = 1_700_000_000n;
const proof = formatTlogProof({
  index: 257n,
  extra: undefined,
  hashes: inclusionRanges(257n, 300n).map(({ start, end }) =>
    nodeMerkle.rootOf(hashes.slice(Number(start), Number(end))),
  ),
  note: {
    text,
    signatures: [
      { name: key.name, id: key.id, signature: ed25519Signer(key.seed)(fromText(text)) },
      {
        name: cosigner.name,
        id: cosigner.id,
        signature: joinCosignature(at, ed25519Signer(witness.seed)(cosignedMessage(text, at))),
      },
    ],
  },
});
const policy = `log ${formatVerifierKey(verifierOf(key))}\nwitness w ${formatVerifierKey(cosigner)}\nquorum w\n`;

/** Runs in the page. */
const script = `
import { fromText, isPolicy, parsePolicy, parseTlogProof, parseVerifierKey, verifyTlogProof, webVerifying } from 'ledger';
window.check = async (proofText, entryText, vkey, policyText) => {
  const proof = parseTlogProof(fromText(proofText));
  const policy = parsePolicy(policyText);
  const key = parseVerifierKey(vkey);
  if (!proof || !key || !isPolicy(policy)) return 'unreadable';
  const checked = await verifyTlogProof(proof, { bytes: fromText(entryText) }, key, webVerifying, { policy });
  return checked.ok ? checked.verified.map(({ key, at }) => key.name + ' ' + at).join() : checked.why;
};`;

describe.skipIf(noChromium !== undefined)(
  `in headless Chromium${noChromium ? ` (skipped: ${noChromium})` : ''}`,
  () => {
    let browser: Browser;
    let folder: string;

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'akashi-ledger-page-'));
      const built = await build({
        stdin: { contents: script, resolveDir: folder },
        alias: { ledger: fileURLToPath(new URL('../../src/ledger/index.ts', import.meta.url)) },
        bundle: true,
        format: 'iife',
        platform: 'browser',
        target: 'es2022',
        write: false,
      });
      writeFileSync(
        join(folder, 'page.html'),
        `<!doctype html><meta charset="utf-8"><script>${built.outputFiles[0]?.text}</script>`,
      );
      browser = await openBrowser();
    });

    afterAll(async () => {
      await browser?.close();
      rmSync(folder, { recursive: true, force: true });
    });

    it.each([
      {
        name: 'a proof with its cosignature holds',
        proof,
        entry: 'entry 257',
        want: `${key.name} undefined,${cosigner.name} ${at}`,
      },
      { name: 'another entry is not included', proof, entry: 'entry 258', want: 'not-included' },
      {
        name: 'another root is not signed',
        proof: proof.replace('\n300\n', '\n301\n'),
        entry: 'entry 257',
        want: 'log-signature',
      },
      {
        name: 'without the cosignature the policy is not met',
        proof: proof.split('\n').slice(0, -2).join('\n').concat('\n'),
        entry: 'entry 257',
        want: 'cosignatures',
      },
    ])('$name', async ({ proof: given, entry, want }) => {
      const context = await browser.newContext();
      const asked = await offline(context);
      const page = await context.newPage();
      await page.goto(pathToFileURL(join(folder, 'page.html')).href);
      const vkey = formatVerifierKey(verifierOf(key));
      const call = `window.check(${[given, entry, vkey, policy].map((each) => JSON.stringify(each)).join()})`;
      expect(await page.evaluate(call)).toBe(want);
      expect(asked).toEqual([]);
      await context.close();
    });
  },
);
