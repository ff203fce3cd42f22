// Two hosts, and the clock of one was 37 minutes fast when its logs were collected: what the case says of time is true time,
// with what was written beside it.
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { coverageOf } from '../../src/evidence/coverage.ts';
import type { CaseFile } from '../../src/vocabulary/case-file.ts';
import { bytesOf, type InventedLine, inventedStart, inventSite, without } from '../invented-logs.ts';
import { akashi } from './run-akashi.ts';

const scratch = mkdtempSync(join(tmpdir(), 'akashi-clocks-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const MINUTE = 60_000;
const ahead = 37 * MINUTE;
const site = inventSite({ seed: 3, days: 2, visitsPerHour: 60 });
const noon = inventedStart + 34 * 60 * MINUTE;
/** True times are told to the second. */
const second = (at: number) => Math.floor(at / 1000) * 1000;
const stamp = (at: number) => `${new Date(at).toISOString().slice(0, 23)}+00:00`;
/** As a host wrote it whose clock ran fast. */
const fast = (lines: readonly InventedLine[]) =>
  lines.map(({ at, text }) => ({ at: at + ahead, text: `${stamp(at + ahead)}${text.slice(text.indexOf(' '))}` }));

/** Somebody guesses passwords on the mail host for twenty minutes, and gets in. */
const firstTry = inventedStart + 20 * 60 * MINUTE;
const TRIES = 120;
const broke = firstTry + (TRIES - 1) * 10_000;
const guessing = Array.from({ length: TRIES }, (_, i): InventedLine => {
  const at = firstTry + i * 10_000;
  const words = at === broke ? 'Accepted password' : 'Failed password';
  return {
    at,
    text: `${stamp(at)} mail1 sshd[${9000 + i}]: ${words} for root from 198.51.100.9 port ${40000 + i} ssh2`,
  };
});

const access = without(site.access, noon, noon + 40 * MINUTE);
const removedAfter = access.findIndex(({ at }) => at >= noon);
const logs = {
  'access.log': access,
  'mail.log': fast(site.mail),
  'auth.log': fast(guessing),
} as const;
let file: CaseFile;
let report = '';

beforeAll(async () => {
  const folder = join(scratch, 'case');
  mkdirSync(join(folder, 'logs'), { recursive: true });
  writeFileSync(
    join(folder, 'claim.yaml'),
    'case_number: A-1\nreceived_at: 2026-03-04 10:00\naddress: hana@example.net\nsubmitted_at: 2026-03-02\nspam_since: 2026-03-03\n',
  );
  writeFileSync(join(folder, 'org.yaml'), 'name: Midori\ntime_zone: UTC\n');
  const rows = Object.entries(logs).map(([name, lines]) => {
    const bytes = bytesOf(lines);
    writeFileSync(join(folder, 'logs', name), bytes);
    const digest = createHash('sha256').update(bytes).digest('hex');
    const [host, offset] = name === 'access.log' ? ['web1', '0'] : ['mail1', '2220'];
    return `${name},engineer,yes,a second person,${host},2026-03-04T00:00:00Z,2026-03-04T00:01:00Z,${offset},${digest},${digest},copies.tar,done`;
  });
  writeFileSync(
    join(folder, 'acquisition.csv'),
    `step,role,admin,second_person,host,start,end,offset_seconds,sha256_before,sha256_after,stored,result\n${rows.join('\n')}\n`,
  );
  const out = join(scratch, 'out');
  const now = ['--now', '2026-03-04T12:00:00Z', '--no-drill', '--no-weigh'];
  const ran = await akashi(['investigate', folder, '--out', out, ...now]);
  expect(ran.status, ran.err).toBe(0);
  file = JSON.parse(readFileSync(join(out, 'case.json'), 'utf8')) as CaseFile;
  report = readFileSync(join(out, 'report.html'), 'utf8');
}, 300_000);

it('the files of the fast host have their true time beside the written one', () => {
  const [written] = logs['mail.log'];
  const mail = file.files.find(({ path }) => path.endsWith('mail.log'));
  expect(Date.parse(mail?.from ?? '')).toBe(written?.at);
  expect(Date.parse(mail?.trueTime?.from ?? '')).toBe(second(written?.at ?? 0) - ahead);
  expect(mail?.trueTime).toMatchObject({ host: 'mail1', offsetSeconds: 2220 });
  expect(mail?.trueTime?.uncertaintySeconds).toBeGreaterThan(0);
  expect(file.files.find(({ path }) => path.endsWith('access.log'))?.trueTime).toBeUndefined();
});

it('the coverage map is drawn by true time', () => {
  const span = (name: string) => coverageOf(file).find(({ label }) => label.en.endsWith(name))?.spans[0];
  const [first] = site.mail;
  expect(Date.parse(span('mail.log')?.from ?? '')).toBe(second(first?.at ?? 0));
  expect(Date.parse(span('access.log')?.from ?? '')).toBe(second(access[0]?.at ?? 0));
});

it('the timeline has the break-in when it happened, and says what the log has', () => {
  const mark = file.timeline?.find(({ kind }) => kind === 'log-finding');
  expect(Date.parse(mark?.at ?? '')).toBe(broke);
  expect(Date.parse(mark?.asWritten ?? '')).toBe(broke + ahead);
  expect(mark?.what.en).toMatch(/the clock of mail1 was 37\.0 minutes fast/);
  expect(mark?.what.ja).toMatch(/mail1の時計の進み37\.0分を補正/);
});

it('what was removed from the one log, and the other tells of, is named to the line', () => {
  const signs = (file.alterations ?? []).filter(({ kind }) => kind === 'cross-source');
  expect(signs).toHaveLength(1);
  expect(signs[0]).toMatchObject({ path: 'logs/access.log', strength: 'strong' });
  const fact = file.facts.find(({ kind }) => kind === 'log-integrity');
  expect(fact?.pointers?.map(({ line }) => line)).toContain(removedAfter);
});

it('the report says so where it shows times', () => {
  expect(report).toContain('the clock of mail1 was 37.0 minutes fast');
  expect(report).toContain('mail1の時計は37.0分進んでいました');
});
