// The five cases that a newcomer runs, whole: outcome, letters, same bytes twice, pointers, pack. With the network removed.
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { htmlToText } from '../../src/mail/message/html-text.ts';
import { lintLetter } from '../../src/reply/lint/lint.ts';
import type { CaseFile } from '../../src/vocabulary/case-file.ts';
import type { Outcome } from '../../src/vocabulary/outcome.ts';
import { akashi, root } from './run-akashi.ts';

const expected: Readonly<
  Record<string, { readonly outcome: readonly Outcome[]; readonly unresolved: readonly string[] }>
> = {
  // Clean but unsealed logs of a small site: the answer says what it cannot say.
  'survey-2009': { outcome: ['no_evidence', 'inconclusive'], unresolved: [] },
  intrusion: { outcome: ['leak_likely', 'leak_confirmed'], unresolved: ['attacker-trace', 'form-values-in-spam'] },
  'cc-accident': { outcome: ['leak_likely', 'leak_confirmed', 'inconclusive'], unresolved: ['visible-recipients'] },
  'not-ours': { outcome: ['not_our_mail'], unresolved: [] },
  'logs-altered': { outcome: ['inconclusive'], unresolved: ['log-integrity'] },
};

const scratch = mkdtempSync(join(tmpdir(), 'akashi-examples-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const digests = (folder: string) =>
  readdirSync(folder)
    .sort()
    .map((name) => `${name} ${sha256(readFileSync(join(folder, name)))}`);

describe.each(Object.keys(expected))('%s', (name) => {
  const example = join('examples', name);
  const out = join(scratch, name);
  let file: CaseFile;

  beforeAll(async () => {
    const now = readFileSync(join(root, example, 'now'), 'utf8').trim();
    const ran = await akashi(['investigate', example, '--out', out, '--now', now, '--json']);
    expect(ran.err.replace(/^first look: .*\n/, '')).toBe('');
    expect(ran.status).toBe(0);
    file = JSON.parse(readFileSync(join(out, 'case.json'), 'utf8')) as CaseFile;
    expect(JSON.parse(ran.out)).toMatchObject({ out, outcome: file.outcome });
  }, 180_000);

  it('ends as a careful expert would accept', () => {
    expect(expected[name]?.outcome).toContain(file.outcome);
    const kinds = file.facts.filter(({ id }) => file.unresolved.includes(id)).map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining([...(expected[name]?.unresolved ?? [])]));
    if (expected[name]?.unresolved.length === 0) expect(kinds).toEqual([]);
  });

  it('gives the same bytes in another folder', async () => {
    const again = join(scratch, `${name}-again`);
    const now = readFileSync(join(root, example, 'now'), 'utf8').trim();
    expect((await akashi(['investigate', example, '--out', again, '--now', now])).status).toBe(0);
    expect(digests(again)).toEqual(digests(out));
  }, 180_000);

  it('every pointer leads to one whole line of the source, byte for byte', () => {
    const pointers = [...file.checks, ...file.facts].flatMap(({ pointers: own }) => own ?? []);
    expect(pointers.length).toBeGreaterThan(0);
    for (const { path, sha256: digest, line, byteStart, byteEnd, stream } of pointers) {
      const bytes = readFileSync(join(root, example, path));
      expect(sha256(bytes)).toBe(digest);
      const read = stream ? gunzipSync(bytes) : bytes;
      expect(byteEnd).toBeGreaterThan(byteStart);
      expect(byteEnd).toBeLessThanOrEqual(read.length);
      const before = read.subarray(0, byteStart);
      // As `sed -n "${line}p"` counts.
      expect(before.filter((byte) => byte === 10).length + 1, `${path}:${line}`).toBe(line);
      expect(byteStart === 0 || before[byteStart - 1] === 10, `${path}:${line}`).toBe(true);
    }
  });

  it('its pack verifies, with its sources and without', async () => {
    const alone = await akashi(['verify', join(out, 'pack.zip'), '--json']);
    expect(JSON.parse(alone.out)).toMatchObject({ ok: true, problems: [] });
    const beside = await akashi(['verify', join(out, 'pack.zip'), '--sources', example, '--json']);
    expect(JSON.parse(beside.out)).toMatchObject({ ok: true, problems: [] });
  }, 180_000);

  it.each([
    { stage: 'holding', lang: 'ja' },
    { stage: 'holding', lang: 'en' },
    { stage: 'letter', lang: 'ja' },
    { stage: 'letter', lang: 'en' },
  ] as const)('$stage in $lang reads as it was reviewed, and passes its own rules', async ({ stage, lang }) => {
    const text = readFileSync(join(out, `${stage}.${lang}.txt`), 'utf8');
    await expect(text).toMatchFileSnapshot(`golden/${name}.${stage}.${lang}.txt`);
    const { findings } = lintLetter(text, { lang, caseFile: file });
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('the report reads as it was reviewed', async () => {
    await expect(htmlToText(readFileSync(join(out, 'report.html'), 'utf8'))).toMatchFileSnapshot(
      `golden/${name}.report.txt`,
    );
  });

  it('the first look reads as it was reviewed', async () => {
    await expect(readFileSync(join(out, 'triage.txt'), 'utf8')).toMatchFileSnapshot(`golden/${name}.triage.txt`);
  });

  it('holds no third party', () => {
    const register = readFileSync(join(root, example, 'register.csv'), 'utf8')
      .split('\n')
      .slice(1);
    const others = register
      .flatMap((row) => row.split(',')[0] || [])
      .filter((address) => address !== file.claim.address);
    const shown = ['report.html', 'letter.ja.txt', 'letter.en.txt', 'holding.ja.txt', 'holding.en.txt']
      .map((part) => readFileSync(join(out, part), 'utf8'))
      .join('\n');
    expect(others.filter((address) => shown.includes(address))).toEqual([]);
  });
});
