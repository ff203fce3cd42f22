// When things are due, by two clocks: the conservative one starts at the earliest moment that may count as knowing and never
// moves; the decided one starts at a recorded decision. The first always stands on top, and never comes after the second.
import { isoInZone, lastSecondOf, millisecondsOf } from '../../custody/instant.ts';
import { nextWorkingDay } from '../../custody/working-days.ts';
import type { Claim, Deadline, Handling, Organisation } from '../../vocabulary/case-file.ts';
import type { Both } from '../../vocabulary/finding.ts';
import { type ClockRow, clockTable, clockTableVersion } from './clock-table.ts';
import { watchedRegimes } from './watched-regimes.ts';

const HOUR = 3_600_000;

export type ClockInput = {
  readonly claim: Pick<Claim, 'receivedAt'> & Partial<Pick<Claim, 'language' | 'earlierComplaints'>>;
  readonly organisation: Pick<Organisation, 'timeZone' | 'timeZoneAssumed' | 'regimes' | 'regimesAssumed' | 'vendors'> &
    Partial<Pick<Organisation, 'complaints'>>;
  readonly handling?: Handling | undefined;
  /** Milliseconds UTC. */
  readonly now: number;
};

/**
 * Days on which a company that handles our data told us of a leak: whoever is told so may count as knowing. One that told us
 * that this record is not among it starts nothing here; what it did not say is not taken as excluded.
 */
export const vendorNotices = ({ vendors }: Pick<Organisation, 'vendors'>): readonly string[] =>
  vendors.flatMap(({ answer, answeredAt, coversThisRecord }) =>
    answer === 'announced' && answeredAt !== null && coversThisRecord !== false ? [answeredAt] : [],
  );

/**
 * The first complaint before this one that may have told us already: the same customer's, or one about the same sender. What
 * runs from knowing may run from there; what runs from receipt runs from the receipt of this one.
 */
export function complainedBefore({ claim, organisation, now }: Pick<ClockInput, 'claim' | 'organisation' | 'now'>) {
  const zone = organisation.timeZone;
  const received = claim.receivedAt ? millisecondsOf(claim.receivedAt, zone) : now;
  const days = [
    ...(claim.earlierComplaints ?? []).map(({ at }) => at),
    ...(organisation.complaints ?? []).filter(({ sameSender }) => sameSender).map(({ at }) => at),
  ];
  return days
    .filter((at) => millisecondsOf(at, zone) < received)
    .toSorted((a, b) => millisecondsOf(a, zone) - millisecondsOf(b, zone))[0];
}

/** Nobody said that this law binds us, and where the complaint comes from it may. */
const ifItApplies = ({ ja, en }: Both): Both => ({
  ja: `${ja}：その法律が当方に適用されるなら`,
  en: `${en}, if that law applies to us`,
});

const dayIn = (at: number, zone: string) => isoInZone(at, zone).slice(0, 10);

function plusDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 24 * HOUR).toISOString().slice(0, 10);
}

/** The same date that many months later; the last day of the month where there is none (31 January → 28 February). */
export function plusMonths(day: string, months: number): string {
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(5, 7)) - 1 + months;
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const date = Math.min(Number(day.slice(8, 10)), last);
  return new Date(Date.UTC(year, month, date)).toISOString().slice(0, 10);
}

type Period = ClockRow['period'];

/** The end of a period: an instant for hours, the end of the last day for days and months. Milliseconds UTC. */
function endOf(start: number, { unit, length }: Period, rolls: ClockRow['rollsOver'], zone: string): number {
  if (unit === 'hours') return start + length * HOUR;
  const first = dayIn(start, zone);
  // The day of the start is day 1; a month runs to the same date.
  const last = unit === 'days' ? plusDays(first, length - 1) : plusMonths(first, length);
  const due = rolls === 'no' ? last : nextWorkingDay(last, rolls);
  return lastSecondOf(due, zone);
}

/**
 * Every deadline of the regimes that apply, earliest first. While no decision is recorded there is only the conservative
 * clock; a decision of `aware` adds the decided one beside it.
 *
 * Law: of each row the conservative date never comes after the decided one: it starts no later, runs no longer, never moves.
 */
export function dueDates({ claim, organisation, handling, now }: ClockInput): Deadline[] {
  const zone = organisation.timeZone;
  const received = claim.receivedAt ? millisecondsOf(claim.receivedAt, zone) : now;
  const record = handling?.awarenessRecord ?? [];
  const awareness = handling?.awareness;
  const aware = awareness?.decision === 'aware' ? millisecondsOf(awareness.at, zone) : null;
  const instants = (times: readonly (string | null)[]) =>
    times.flatMap((at) => (at === null ? [] : [millisecondsOf(at, zone)]));
  // Receipt, or what the record names as earlier, is the first fact that may amount to knowing: the conservative clock takes
  // it as such. What runs from receipt is not owed before anything was received.
  const firstReceived = Math.min(received, ...instants(record.map(({ receivedAt }) => receivedAt)));
  const firstKnown = Math.min(
    firstReceived,
    aware ?? firstReceived,
    ...instants(record.flatMap(({ suspectedAt, knewAt }) => [suspectedAt, knewAt])),
    ...instants([
      ...vendorNotices(organisation),
      handling?.incident?.learnedAt ?? null,
      complainedBefore({ claim, organisation, now }) ?? null,
    ]),
  );
  const deadlines: { at: number; deadline: Deadline }[] = [];
  for (const row of clockTable) {
    const watched = watchedRegimes(claim, organisation).includes(row.regime);
    if (watched && row.set === 'ours') continue;
    if (row.regime !== 'own' && !watched && !organisation.regimes.includes(row.regime)) continue;
    if (row.since !== undefined && dayIn(row.starts === 'received' ? received : (aware ?? received), zone) < row.since)
      continue;
    const source = `${row.source} (table ${clockTableVersion}${row.mark === 'counsel' ? ', counsel to check' : ''})`;
    const add = (at: number, conservative: boolean) =>
      deadlines.push({
        at,
        deadline: {
          id: `${row.id}.${conservative ? 'conservative' : 'decided'}`,
          what: watched ? ifItApplies(row.what) : row.what,
          by: isoInZone(at, zone),
          clock: row.id,
          conservative,
          source,
        },
      });
    const earliest = row.starts === 'received' ? firstReceived : firstKnown;
    add(endOf(earliest, row.strict ?? row.period, 'no', zone), true);
    // What may not apply at all is watched by the cautious clock alone.
    if (watched) continue;
    const start = row.starts === 'received' ? received : aware;
    if (start !== null) add(endOf(start, row.period, row.rollsOver, zone), false);
  }
  return deadlines
    .sort((a, b) => a.at - b.at || (a.deadline.id < b.deadline.id ? -1 : 1))
    .map(({ deadline }) => deadline);
}
