import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { LogFileSummary } from '../vocabulary/case-file.ts';
import { ANSWERING, KeptAnswers } from './kept-answers.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'akashi-answers-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file: LogFileSummary = {
  ...{ path: 'access.log', sha256: 'a'.repeat(64), bytes: 10, compression: 'none', format: 'combined' },
  ...{ encoding: 'ascii', lines: 1, parsed: 1, unparsed: 0, firstUnparsed: [], from: null, to: null, assumed: [] },
};

/** Asks, and says whether the answer was worked out anew. */
async function ask(question: readonly string[], files: readonly LogFileSummary[] = [file]) {
  let anew = false;
  const answer = await new KeptAnswers(folder, files).once(question, async () => {
    anew = true;
    return { question, none: undefined };
  });
  return { answer, anew };
}

it('gives the same answer to the same question without asking again', async () => {
  expect(await ask(['detect', 'r'])).toEqual({ answer: { question: ['detect', 'r'] }, anew: true });
  expect(await ask(['detect', 'r'])).toEqual({ answer: { question: ['detect', 'r'] }, anew: false });
});

it.each([
  { name: 'another question', question: ['detect', 's'], files: [file] },
  { name: 'words cut elsewhere', question: ['detectr'], files: [file] },
  { name: 'a file with another hash', question: ['detect', 'r'], files: [{ ...file, sha256: 'b'.repeat(64) }] },
  { name: 'one more file', question: ['detect', 'r'], files: [file, file] },
])('asks again for $name', async ({ question, files }) => {
  await ask(['detect', 'r']);
  expect((await ask(question, files)).anew).toBe(true);
});

it('asks again when any byte of what was kept has changed, or its end is missing', async () => {
  await ask(['detect', 'r']);
  const [name = ''] = readdirSync(join(folder, 'answers'));
  const path = join(folder, 'answers', name);
  const whole = readFileSync(path);
  for (let at = 0; at < whole.length; at += 7) {
    const changed = Buffer.from(whole);
    changed[at] = (changed[at] ?? 0) ^ 1;
    writeFileSync(path, changed);
    expect((await ask(['detect', 'r'])).anew).toBe(true);
  }
  for (const end of [0, 10, 65, whole.length - 1]) {
    writeFileSync(path, whole.subarray(0, end));
    expect((await ask(['detect', 'r'])).anew).toBe(true);
  }
});

it('keeps the newest answers, for their owner alone', async () => {
  await ask(['first']);
  const [first = ''] = readdirSync(join(folder, 'answers'));
  utimesSync(join(folder, 'answers', first), 1, 1);
  for (let i = 0; i < 64; i += 1) await ask([String(i)]);
  expect(readdirSync(join(folder, 'answers'))).toHaveLength(64);
  expect((await ask(['first'])).anew).toBe(true);
  expect(statSync(join(folder, 'answers')).mode & 0o077).toBe(0);
});

// What is not in the hash could change, and the answer of before would be given.
it('is bound to every file of code that takes part in an answer', () => {
  const here = dirname(fileURLToPath(import.meta.url));
  const seen = new Set<string>();
  const visit = (path: string): void => {
    if (seen.has(path)) return;
    seen.add(path);
    const text = readFileSync(path, 'utf8');
    for (const pattern of [/^(?:import|export)(?! type)[^;]*? from '(\.[^']+)'/gm, /import\('(\.[^']+)'\)/g])
      for (const [, from] of text.matchAll(pattern)) visit(resolve(dirname(path), from ?? ''));
  };
  for (const start of ['read-logs.ts', 'detect/detect-actors.ts', 'sigma/load-rules.ts', 'tamper/find-tamper-signs.ts'])
    visit(resolve(here, start));
  expect(seen.size).toBeGreaterThan(80);
  const folders = new Set([...seen].map((path) => relative(here, dirname(path)) || '.'));
  expect([...folders].filter((one) => !(ANSWERING as readonly string[]).includes(one))).toEqual([]);
});
