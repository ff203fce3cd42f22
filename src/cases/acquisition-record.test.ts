import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { acquisitionRecorded } from '../checks/acquisition-recorded.ts';
import type { Sources } from '../checks/check.ts';
import { noSources } from '../checks/no-sources.test-support.ts';
import { readAcquisition } from '../custody/acquisition.ts';
import { clockErrorsOf } from '../custody/clock-error.ts';
import { unknownOrganisation } from '../custody/organisation.ts';
import { coverageOf } from '../evidence/coverage.ts';
import { surveyCase } from '../evidence/fixtures/survey.ts';
import type { LogFileSummary } from '../vocabulary/case-file.ts';
import { acquisitionMarks, acquisitionRecords, preservedSince, withClockErrors } from './acquisition-record.ts';

const named = (path: string, text: string) => {
  const bytes = new TextEncoder().encode(text);
  return { path, sha256: createHash('sha256').update(bytes).digest('hex'), bytes };
};
const log = createHash('sha256').update('a line\n').digest('hex');
const other = createHash('sha256').update('another line\n').digest('hex');
const columns =
  'step,collector,role,admin,second_person,host,start,end,offset_seconds,sha256_before,sha256_after,stored,result';
const row = (offset: string, second = '') =>
  `weblog,Tanaka,engineer,yes,${second},web1,2026-02-01T00:00:00Z,2026-02-01T00:05:00Z,${offset},,${'b'.repeat(64)},weblog.tar,done`;
const record = (offset: string, more: { second?: string; intact?: boolean | null } = {}) =>
  readAcquisition(named('acquisition.csv', `${columns}\n${row(offset, more.second)}\n`), {
    lists: [named('weblog.sha256.before', `${log}  /var/log/nginx/access.log\nnot a hash\n`)],
    intact: more.intact === undefined ? true : more.intact,
  });
const file = (path: string, sha256: string): LogFileSummary => ({
  path,
  sha256,
  bytes: 7,
  compression: 'none',
  format: 'combined',
  encoding: 'utf-8',
  lines: 1,
  parsed: 1,
  unparsed: 0,
  firstUnparsed: [],
  from: null,
  to: null,
  assumed: [],
});
const sources: Sources = {
  claim: surveyCase.claim,
  organisation: unknownOrganisation,
  now: Date.parse('2026-02-02T00:00:00Z'),
  ...noSources,
};

describe('acquisition.recorded', () => {
  it.each([
    { name: 'a clock 37 minutes fast', offset: '2220', says: /web1 was 37\.0 minutes fast: every time in its logs/ },
    { name: 'a slow clock', offset: '-125', says: /web1 was 2\.1 minutes slow/ },
    { name: 'a clock that nobody compared', offset: 'unknown', says: /clock of web1 is not known/ },
    { name: 'a collector with rights and alone', offset: '0', says: /no second person on record/ },
  ])('says $name', async ({ offset, says }) => {
    const { finding } = await acquisitionRecorded.run({ ...sources, acquisition: [record(offset)] });
    expect(finding).toMatchObject({ kind: 'found', says: { en: expect.stringMatching(says) } });
  });

  it('does not name the collector, and says nothing about a clock that is right', async () => {
    const { finding } = await acquisitionRecorded.run({ ...sources, acquisition: [record('0.2', { second: 'Sato' })] });
    expect(JSON.stringify(finding)).not.toMatch(/Tanaka|Sato|minutes/);
  });

  it('says that copies were changed', async () => {
    const { finding } = await acquisitionRecorded.run({ ...sources, acquisition: [record('0', { intact: false })] });
    expect(finding).toMatchObject({ says: { en: expect.stringContaining('changed after they were collected') } });
  });
});

describe('what a letter may call kept', () => {
  const files = [file('logs/access.log', log)];

  it('stands on a copy of a log that was examined', () => {
    const records = acquisitionRecords([record('0')], files);
    expect(records[0]).toMatchObject({ roles: ['engineer'], adminRights: true, secondPerson: false, intact: true });
    expect(preservedSince(records, files)).toBe('2026-02-01T00:05:00Z');
  });

  it.each([
    { name: 'the record is of other files', records: [record('0')], given: [file('logs/other.log', other)] },
    { name: 'the copies were changed', records: [record('0', { intact: false })], given: files },
    { name: 'there is no record', records: [], given: files },
  ])('not when $name', ({ records, given }) => {
    expect(preservedSince(acquisitionRecords(records, given), given)).toBeNull();
  });
});

describe('a clock that was 37 minutes fast', () => {
  const noon = { from: '2026-01-10T12:37:00+09:00', to: '2026-01-11T00:10:00+09:00' };
  const files = [
    { ...file('logs/access.log', log), ...noon },
    { ...file('logs/other.log', other), ...noon },
  ];
  const records = [record('2220')];
  const clocks = clockErrorsOf(records, files);
  const [own, foreign] = withClockErrors(files, clocks, 'Asia/Tokyo');

  it('shifts the logs of that host and of no other; what the log has written stays', () => {
    expect(own).toMatchObject(noon);
    expect(own?.trueTime).toEqual({
      host: 'web1',
      offsetSeconds: 2220,
      uncertaintySeconds: 1,
      from: '2026-01-10T12:00:00+09:00',
      to: '2026-01-10T23:33:00+09:00',
    });
    expect(own?.assumed).toEqual([expect.stringMatching(/\+2220 s \(± 1 s\).*since when it was off is not known/)]);
    expect(foreign).toEqual(files[1]);
    expect(acquisitionMarks(acquisitionRecords(records, files))[0]?.what.en).toContain('37.0 minutes fast');
  });

  it('moves its row of the coverage map', () => {
    const rows = coverageOf({ ...surveyCase, files: [own, foreign].flatMap((one) => one ?? []) });
    expect(rows.map(({ spans }) => spans[0]?.from)).toEqual([
      '2026-01-10T12:00:00+09:00', // true time
      '2026-01-10T12:37:00+09:00',
    ]);
  });

  it('says how far several measurements disagree, and leaves a clock alone that is right or was not compared', () => {
    expect(clockErrorsOf([record('2220'), record('2230')], files).get('logs/access.log')).toMatchObject({
      offsetSeconds: 2225,
      uncertaintySeconds: 5,
    });
    expect(clockErrorsOf([record('12'), record('unknown')], files).size).toBe(0);
  });
});
