// What the collection says about the case: which logs are its copies, since when a change would show, whose clock was off.
import type { Acquisition } from '../custody/acquisition.ts';
import { CLOCK_TOLERANCE_SECONDS, type ClockError, trueTime } from '../custody/clock-error.ts';
import type { AcquisitionRecord, LogFileSummary, TimelineMark } from '../vocabulary/case-file.ts';

/** Names of people stay in acquisition.csv: the case says their role and rights. */
export function acquisitionRecords(
  records: readonly Acquisition[],
  files: readonly LogFileSummary[],
): AcquisitionRecord[] {
  return records.map(({ path, sha256, steps, digests, intact }) => {
    const times = (pick: 'start' | 'end') => steps.flatMap((step) => step[pick] ?? []).sort();
    const offsets = steps.flatMap(({ offsetSeconds }) => offsetSeconds ?? []);
    const known = (pick: 'adminRights' | 'secondPerson') => {
      const said = steps.flatMap((step) => step[pick] ?? []);
      return said.length === 0 ? null : said.includes(true);
    };
    return {
      path,
      sha256,
      host: steps[0]?.host ?? '',
      roles: [...new Set(steps.flatMap(({ role }) => role ?? []))],
      adminRights: known('adminRights'),
      secondPerson: known('secondPerson'),
      from: times('start')[0] ?? null,
      to: times('end').at(-1) ?? null,
      copies: steps.filter(({ done }) => done).length,
      skipped: steps.filter(({ done }) => !done).length,
      // The largest error, in either direction.
      offsetSeconds: offsets.sort((a, b) => Math.abs(b) - Math.abs(a))[0] ?? null,
      intact,
      logFiles: files.filter((file) => digests.has(file.sha256)).map((file) => file.path),
    };
  });
}

/**
 * Since when a change of the copies would show; null: that cannot be said. A copy that was changed says nothing, and a
 * record of other files says nothing about the logs examined.
 */
export function preservedSince(records: readonly AcquisitionRecord[], files: readonly LogFileSummary[]): string | null {
  const standing = records.filter(
    ({ copies, intact, logFiles }) => copies > 0 && intact !== false && (files.length === 0 || logFiles.length > 0),
  );
  return (
    standing
      .flatMap(({ to }) => to ?? [])
      .sort()
      .at(-1) ?? null
  );
}

const isOff = (record: AcquisitionRecord): record is AcquisitionRecord & { offsetSeconds: number } =>
  record.offsetSeconds !== null && Math.abs(record.offsetSeconds) > CLOCK_TOLERANCE_SECONDS;

/** Times stay as the logs have them; by true time they stand beside, with how far that can be believed. */
export function withClockErrors(
  files: readonly LogFileSummary[],
  clocks: ReadonlyMap<string, ClockError>,
  zone: string,
): readonly LogFileSummary[] {
  return files.map((file) => {
    const error = clocks.get(file.path);
    if (!error) return file;
    const { host, offsetSeconds, uncertaintySeconds } = error;
    const corrected = (written: string | null) => (written === null ? null : trueTime(written, error, zone));
    const sign = offsetSeconds > 0 ? '+' : '';
    const note = `clock: ${host} was off by ${sign}${offsetSeconds} s (± ${uncertaintySeconds} s) when collected; its times are corrected by as much, since when it was off is not known`;
    return {
      ...file,
      assumed: [...file.assumed, note],
      trueTime: { ...error, from: corrected(file.from), to: corrected(file.to) },
    };
  });
}

export function acquisitionMarks(records: readonly AcquisitionRecord[]): TimelineMark[] {
  return records.flatMap((record): TimelineMark[] => {
    const { to, host } = record;
    if (to === null) return [];
    const minutes = isOff(record) ? (Math.abs(record.offsetSeconds) / 60).toFixed(1) : null;
    const fast = (record.offsetSeconds ?? 0) > 0;
    return [
      {
        at: to,
        kind: 'other',
        what: {
          ja: `写しを取得（${host}）${minutes === null ? '' : `。時計は${minutes}分${fast ? '進んで' : '遅れて'}いた`}`,
          en: `copies taken (${host})${minutes === null ? '' : `; its clock was ${minutes} minutes ${fast ? 'fast' : 'slow'}`}`,
        },
      },
    ];
  });
}
