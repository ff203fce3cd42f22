// A name that the web server itself asked a password for, used as never before: from another network, at an hour unlike all
// its own, for an export larger than any it took. Each alone is a journey, a late evening or a busy month.

import { grouped } from '../../../vocabulary/grouped.ts';
import { networkOf } from '../../networks.ts';
import type { LogStore, Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import type { Limit } from '../limits.ts';
import { strangePrograms } from './named-programs.ts';
import { FEWEST_EXPORTS, LEAST_BYTES, printable, type Visit, visitsOf } from './named-visits.ts';

/** What a name must have done before for its habit to be one. */
const HABIT_REQUESTS = 10;
const HABIT_DAYS = 2;
/** Hours of the clock between a visit and the nearest hour of habit, around midnight too. */
const HOURS_APART = 3;
/** How many times the largest export before. */
const TIMES_LARGEST = 3;

const byUser = (visits: readonly Visit[]): Map<string, Visit[]> => grouped(visits, ({ user }) => user);

const apart = (a: number, b: number): number => Math.min(Math.abs(a - b), 24 - Math.abs(a - b));

/** Whether a visit is unlike all that the name did before it, in all three ways. */
function isUnlike(visit: Visit, all: readonly Visit[]): boolean {
  const network = networkOf(visit.client);
  const before = all.filter((one) => one.last < visit.first);
  const requests = before.reduce((sum, one) => sum + one.requests, 0);
  const days = new Set(before.map(({ day }) => day)).size;
  if (visit.exports < FEWEST_EXPORTS || visit.largest < LEAST_BYTES || requests < HABIT_REQUESTS || days < HABIT_DAYS)
    return false;
  if (before.some(({ client }) => networkOf(client) === network)) return false;
  const usual = before.flatMap(({ hours }) => hours);
  if (visit.hours.some((hour) => usual.some((one) => apart(one, hour) < HOURS_APART))) return false;
  return visit.largest > TIMES_LARGEST * Math.max(0, ...before.map(({ largest }) => largest));
}

function finding(visit: Visit): Finding {
  const { user, client, exports, largest, first, last, places } = visit;
  return {
    actor: { kind: 'ip', id: client },
    sign: 'name-unlike-habit',
    class: 'bulk-read',
    level: 'notable',
    success: 'possible',
    says: {
      ja: `利用者「${printable(user)}」の名で、それまで一度もなかったネットワークと時間帯から、書き出しが${exports}回（最大${largest}バイト。それまでの最大の${TIMES_LARGEST}倍を超える）行われた`,
      en: `in the name of ${printable(user)}, from a network and at an hour at which that name was never used before: ${exports} exports, the largest of ${largest} bytes, over ${TIMES_LARGEST} times any before`,
    },
    ...{ count: exports, first, last },
    places: places.map(([f, n]): Place => ({ f, n })),
  };
}

/** @throws AkashiError as every question to the logs does */
export async function namedReaders(store: LogStore, limits: Limit[]): Promise<Finding[]> {
  const visits = await visitsOf(store, limits);
  return [...byUser(visits).values()].flatMap((all) => [
    ...all.filter((visit) => isUnlike(visit, all)).map(finding),
    ...strangePrograms(all),
  ]);
}
