// What a script and a manager notice: a letter that went out without an approval of its very bytes, and a hold that is on
// record, in the answer about erasing. Through the built commands, as a user would.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseFile } from '../../src/vocabulary/case-file.ts';
import { akashi } from './run-akashi.ts';

const scratch = mkdtempSync(join(tmpdir(), 'akashi-approved-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const folder = join(scratch, 'case');
const put = (name: string, text: string) => writeFileSync(join(folder, name), text);
const read = (...name: string[]) => readFileSync(join(scratch, ...name), 'utf8');
const quick = ['--now', '2026-04-20T10:00:00+09:00', '--no-drill'];
const caseIn = (out: string) => JSON.parse(read(out, 'case.json')) as CaseFile;

beforeAll(async () => {
  mkdirSync(join(folder, 'sent'), { recursive: true });
  put(
    'claim.yaml',
    'case_number: A-7\nreceived_at: 2026-04-15 16:40\nname: Hana Ohno\naddress: hana.ohno@example.net\nsubmitted_at: 2026-04-01\nspam_since: 2026-04-14\nlanguage: en\nrequester_verified: identity_check\nquestions: [Please delete my data]\n',
  );
  put(
    'org.yaml',
    'name: Midori\ncontact: { agent: K. Aoki, department: Customer Care, phone: 03-0000-0000, hours: 9 to 5, address: care@midori.example, signer: M. Miyake, signer_role: Head }\n',
  );
  const ordered = ['--case', 'A-7', '--by', 'the privacy officer', '--now', '2026-04-16T09:00:00+09:00'];
  expect((await akashi(['preserve', '--out', join(scratch, 'hold'), ...ordered])).status).toBe(0);
  writeFileSync(join(folder, 'holds.json'), read('hold', 'holds.json'));
  const ran = await akashi(['investigate', folder, '--out', join(scratch, 'first'), ...quick]);
  expect(ran.status, ran.err).toBe(0);
}, 180_000);

describe('a hold on record', () => {
  it('is in the case, with its source, and in the answer about erasing', () => {
    const file = caseIn('first');
    expect(file.handling?.hold).toMatchObject({ by: 'the privacy officer', from: '2026-04-16T09:00:00+09:00' });
    expect(file.sources).toContainEqual(expect.objectContaining({ path: 'holds.json', kind: 'holds' }));
    expect(read('first', 'letter.en.txt')).toMatch(
      /kept the records needed for the examination since Thursday 16 April 2026/,
    );
    expect(read('first', 'letter.ja.txt')).toContain('2026年4月16日（木）から消さずに残しており');
  });

  it('that cannot be read is told, and no letter stands on it', async () => {
    const kept = read('case', 'holds.json');
    put('holds.json', '{"case": 1}');
    const ran = await akashi(['investigate', folder, '--out', join(scratch, 'broken'), ...quick]);
    put('holds.json', kept);
    expect(ran.status).toBe(3);
    expect(ran.err).toContain('holds.json could not be read');
    expect(read('broken', 'letter.en.txt')).not.toContain('we keep the records');
  }, 120_000);
});

describe('a letter that went out', () => {
  const sent = (more: string) =>
    put(
      'handling.yaml',
      `sent:\n  - { stage: main, at: 2026-04-20 09:30, outcome: ${caseIn('first').outcome}, lang: en, file: letter.txt${more} }\n`,
    );
  const review = async () => {
    const out = join(scratch, 'review');
    const earlier = ['--case', join(scratch, 'first', 'case.json')];
    const ran = await akashi(['review', folder, ...earlier, '--out', out, ...quick]);
    return { ...ran, next: caseIn(join('review', 'examined')).next, report: read('review', 'examined', 'report.html') };
  };
  const record = (file: string, at: string) => {
    const bytes = readFileSync(join(folder, file));
    return import('node:crypto').then(({ createHash }) =>
      put(
        'sent/approvals.jsonl',
        `${JSON.stringify({ kind: 'second-person', sha256: createHash('sha256').update(bytes).digest('hex'), file: 'letter.txt', at, by: 'M. Miyake', author: 'K. Aoki' })}\n`,
      ),
    );
  };

  beforeAll(() => put('sent/letter.txt', read('first', 'letter.en.txt')));

  it('with nobody on record: exit 1, said in the review, a step for the manager in case and report', async () => {
    sent('');
    const { status, out, next, report } = await review();
    expect(status).toBe(1);
    expect(out).toContain('nobody is recorded as having approved this letter');
    const step = next.find(({ what }) => what.en.startsWith('the reply sent on 2026-04-20'));
    expect(step).toMatchObject({ owner: 'manager' });
    expect(report).toContain('この書面を承認した人の記録がありません');
  }, 120_000);

  it('with an approver named and no record: exit 1', async () => {
    sent(', approved_by: M. Miyake');
    const { status, out } = await review();
    expect(status).toBe(1);
    expect(out).toContain('the record of approvals (approvals.jsonl) does not have these bytes');
  }, 120_000);

  it('approved before it went out: exit 0, and nothing is said', async () => {
    await record('sent/letter.txt', '2026-04-20T00:00:00Z');
    const { status, out, next, err } = await review();
    expect(status, `${out}${err}`).toBe(0);
    expect(out).not.toMatch(/approv/);
    expect(next.some(({ what }) => /approv/.test(what.en))).toBe(false);
  }, 120_000);

  it('changed after it was approved: exit 1, and a step for the manager', async () => {
    put('sent/letter.txt', `${read('first', 'letter.en.txt')}\nP.S. One word more.\n`);
    const { status, out, next } = await review();
    expect(status).toBe(1);
    expect(out).toContain('the letter was changed after it was approved');
    expect(next.some(({ what, owner }) => owner === 'manager' && /changed after it was approved/.test(what.en))).toBe(
      true,
    );
  }, 120_000);
});
