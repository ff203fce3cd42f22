// The hours that summer time skips and repeats, in logs that write local time without its zone.
import type { LogFileSummary } from '../../vocabulary/case-file.ts';

const HOUR_MS = 3_600_000;
const SUNDAY = 0;
/** Months, from 0, in which some country changes its clocks: March and April, September to November. */
const CHANGES = [2, 3, 8, 9, 10];
/** Clocks change between midnight and three. */
const LAST_HOUR = 2;

const isChangeHour = (hourMs: number): boolean => {
  const at = new Date(hourMs);
  return at.getUTCDay() === SUNDAY && at.getUTCHours() <= LAST_HOUR && CHANGES.includes(at.getUTCMonth());
};

/** What may be left of a silence beside the hour that was skipped. */
const BESIDE_MS = 1_800_000;

/** Whether a silence may be the hour that summer time skips. Instants are local time, read as if it were UTC. */
export function maySkipHour(fromMs: number, toMs: number): boolean {
  if (toMs - fromMs < HOUR_MS || toMs - fromMs > HOUR_MS + BESIDE_MS) return false;
  for (let hour = Math.ceil(fromMs / HOUR_MS) * HOUR_MS; hour + HOUR_MS <= toMs; hour += HOUR_MS) {
    if (isChangeHour(hour)) return true;
  }
  return false;
}

/** Whether lines that go back by so much, the first of them at `fromMs`, may begin the hour that is written twice. */
export function mayRepeatHour(fromMs: number, behindMs: number): boolean {
  return (
    behindMs >= HOUR_MS - BESIDE_MS &&
    behindMs <= HOUR_MS + 15_000 &&
    isChangeHour(Math.floor(fromMs / HOUR_MS) * HOUR_MS) &&
    fromMs % HOUR_MS <= BESIDE_MS
  );
}

/** Whether a file writes times without their zone, and they were read as UTC. */
export function writesLocalTime(file: LogFileSummary | undefined): boolean {
  return file?.assumed.includes('zone: UTC') ?? false;
}
