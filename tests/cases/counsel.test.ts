// What is for counsel says what it is, and lies outside of whatever is shared; the phase of facts holds no weights.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CaseFile } from '../../src/vocabulary/case-file.ts';
import { readZip } from './read-zip.ts';
import { akashi, root } from './run-akashi.ts';

const scratch = mkdtempSync(join(tmpdir(), 'akashi-counsel-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const folder = join(scratch, 'case');
const out = join(scratch, 'out');
const desk = join(scratch, 'for-counsel');
const now = ['--now', '2026-04-17T10:00:00+09:00', '--no-drill'];

beforeAll(async () => {
  mkdirSync(folder);
  writeFileSync(
    join(folder, 'claim.yaml'),
    'case_number: A-1\nreceived_at: 2026-04-15\naddress: hana@example.net\nsubmitted_at: 2026-04-01\nspam_since: 2026-04-14\n',
  );
  const ran = await akashi(['investigate', folder, '--out', out, '--no-weigh', ...now]);
  expect(ran.status, ran.err).toBe(0);
}, 120_000);

it('says in both languages, first of all, that it may have to be disclosed', async () => {
  const ran = await akashi(['counsel', desk]);
  expect(ran.status, ran.err).toBe(0);
  expect(ran.out).toContain('may have to be disclosed');
  const [ja = '', en = ''] = readFileSync(join(desk, 'READ-FIRST.txt'), 'utf8').split('\n\n\n');
  expect(ja).toContain('提出や開示を求められることがあります');
  expect(en).toContain('may have to be disclosed');
  expect(readFileSync(join(desk, 'notes.txt'), 'utf8')).toMatch(/^弁護士との相談.*\nNotes for counsel\. They may/);
  expect(readFileSync(join(desk, 'CACHEDIR.TAG'), 'utf8')).toMatch(/^Signature: 8a477f597d28d172789f06886806bc55\n/);
});

it('is for its owner alone', () => {
  expect(statSync(desk).mode & 0o777).toBe(0o700);
  for (const name of readdirSync(desk)) expect(statSync(join(desk, name)).mode & 0o077, name).toBe(0);
});

it.each([
  { name: 'a case folder', at: () => join(folder, 'deep', 'below') },
  { name: 'a result', at: () => join(out, 'for-counsel') },
  { name: 'itself, a second time', at: () => desk },
])('is refused inside $name, and nothing is written', async ({ at }) => {
  const before = readdirSync(scratch, { recursive: true }).sort();
  const ran = await akashi(['counsel', at()]);
  expect(ran.status).toBe(3);
  expect(ran.err).toMatch(/outside case folder, results and ledger|a new or empty folder/);
  expect(readdirSync(scratch, { recursive: true }).sort()).toEqual(before);
});

it('moved into a case folder it is not read, which is said', async () => {
  const inside = join(folder, 'for-counsel');
  mkdirSync(inside);
  writeFileSync(join(inside, '.akashi-counsel'), '');
  const ran = await akashi(['investigate', folder, '--out', join(scratch, 'never'), ...now]);
  rmSync(inside, { recursive: true });
  expect(ran.status).toBe(3);
  expect(ran.err).toContain('is a folder for counsel');
  expect(readdirSync(scratch)).not.toContain('never');
});

it('the phase of facts weighs nothing: not in the case, the report, the letters or the pack', async () => {
  const file = JSON.parse(readFileSync(join(out, 'case.json'), 'utf8')) as CaseFile;
  expect(file).toMatchObject({ weigh: null, outcome: 'inconclusive', permitted: ['inconclusive'], unresolved: [] });
  const shown = [
    ...readdirSync(out)
      .filter((name) => /\.(?:html|txt)$/.test(name))
      .map((name) => readFileSync(join(out, name), 'utf8')),
    ...(await readZip(readFileSync(join(out, 'pack.zip')))),
  ].join('\n');
  expect(shown).not.toMatch(/likelihood ratio|尤度比/i);
});

it('and the same facts are weighed elsewhere', async () => {
  const ran = await akashi(['weigh', join(out, 'case.json')]);
  expect(ran.status, ran.err).toBe(0);
  expect(ran.out).toMatch(/^outcome: /);
}, 60_000);

it('facts alone still say what points to us, what to do at once, and why nothing is concluded', async () => {
  const facts = join(scratch, 'facts');
  const ran = await akashi([
    'investigate',
    join(root, 'examples/intrusion'),
    '--out',
    facts,
    '--no-weigh',
    '--no-drill',
    '--now',
    '2026-09-12T10:00:00+09:00',
  ]);
  expect(ran.status, ran.err).toBe(0);
  expect(ran.out).toMatch(/^Facts only: nothing was weighed/);
  const file = JSON.parse(readFileSync(join(facts, 'case.json'), 'utf8')) as CaseFile;
  expect(file).toMatchObject({ weigh: null, outcome: 'inconclusive', outcomeReason: null });
  const kinds = file.facts.filter(({ id }) => file.unresolved.includes(id)).map(({ kind }) => kind);
  expect(kinds).toContain('attacker-trace');
  expect(file.next[0]?.what.en).toMatch(/^isolate the host/);
  expect(file.next.some(({ what }) => /insurer/.test(what.en))).toBe(true);
  // The example records its decision: it is not asked for again.
  expect(file.next.some(({ what }) => /being aware of a leak/.test(what.en))).toBe(false);
  const letter = {
    ja: readFileSync(join(facts, 'letter.ja.txt'), 'utf8'),
    en: readFileSync(join(facts, 'letter.en.txt'), 'utf8'),
  };
  expect(letter.en).toContain('We have not yet assessed');
  expect(letter.ja).toContain('調べた結果の評価をまだ行っておらず');
  // The records are there: to call them missing would be an excuse.
  expect(letter.en).not.toContain('do not have enough records');
  expect(readFileSync(join(facts, 'report.html'), 'utf8')).toContain('has not been assessed yet');
}, 120_000);
