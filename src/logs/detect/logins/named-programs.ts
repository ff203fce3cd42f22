// A name that one program of somebody's uses day after day from one place, used by another program from another place to
// read far more than it ever did: a key that somebody else has got.
import { networkOf } from '../../networks.ts';
import type { Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { FEWEST_READS, isByKey, LARGE_BYTES, LEAST_BYTES, printable, type Visit } from './named-visits.ts';

/** What a program must have done before for its habit to be one, as for keys of the cloud. */
const HABIT_DAYS = 7;
const HABIT_REQUESTS = 20;
/** A program that comes from more networks than this moves about. */
const MOST_NETWORKS = 3;
/** How many times its largest day. */
const TIMES_LARGEST = 3;
/** A key in the address is one program's, and nobody types it: a shorter habit says as much where far more was read. */
const HABIT_DAYS_OF_KEY = 3;
const TIMES_LARGEST_SHORT = 10;

/** People change browsers, and where they are. */
const isProgram = (agent: string): boolean => agent !== '' && agent !== '-' && !/mozilla|opera/i.test(agent);
/** A program by any version. */
const programOf = (agent: string): string => agent.toLowerCase().replace(/[/ ].*$/, '');

const isUnnamed = ({ agents }: Visit): boolean => agents.every((agent) => agent === '' || agent === '-');

/** @param all what one name did, in order of time */
export function strangePrograms(all: readonly Visit[]): Finding[] {
  return all.filter(readsMuch).flatMap((visit) => {
    const before = all.filter((one) => one.last < visit.first);
    return isStrange(visit, before) ? [finding(visit, before.every(isUnnamed))] : [];
  });
}

const readsMuch = (visit: Visit): boolean =>
  (visit.bytes >= LEAST_BYTES && visit.requests >= FEWEST_READS) || (isByKey(visit) && visit.bytes >= LARGE_BYTES);

function isStrange(visit: Visit, before: readonly Visit[]): boolean {
  const days = new Map<number, number>();
  for (const { day, bytes } of before) days.set(day, (days.get(day) ?? 0) + bytes);
  const requests = before.reduce((sum, one) => sum + one.requests, 0);
  if (days.size < (isByKey(visit) ? HABIT_DAYS_OF_KEY : HABIT_DAYS) || requests < HABIT_REQUESTS) return false;
  const networks = new Set(before.map(({ client }) => networkOf(client)));
  if (networks.size > MOST_NETWORKS || networks.has(networkOf(visit.client))) return false;
  const largest = Math.max(...days.values());
  // A log without agents does not tell a program from a person: only one place, and very far more, says something.
  if ([visit, ...before].every(isUnnamed))
    return days.size >= HABIT_DAYS && networks.size === 1 && visit.bytes > TIMES_LARGEST_SHORT * largest;
  const agents = before.flatMap((one) => one.agents);
  if (!agents.every(isProgram)) return false;
  const programs = new Set(agents.map(programOf));
  if (visit.agents.some((agent) => programs.has(programOf(agent)))) return false;
  const times = days.size < HABIT_DAYS ? TIMES_LARGEST_SHORT : TIMES_LARGEST;
  return visit.bytes > times * largest;
}

function finding({ user, client, requests, bytes, first, last, reads }: Visit, unnamed: boolean): Finding {
  const times = unnamed ? TIMES_LARGEST_SHORT : TIMES_LARGEST;
  return {
    actor: { kind: 'ip', id: client },
    sign: 'program-unlike-habit',
    class: 'bulk-read',
    level: unnamed ? 'notable' : 'adverse',
    success: 'possible',
    says: {
      ja: `利用者「${printable(user)}」の名で、それまで一度もなかったネットワーク${unnamed ? '' : 'とプログラム'}から${requests}件（計${bytes}バイト）が読み出された。それまでの最も多い日の${times}倍を超える`,
      en: `in the name of ${printable(user)}, from a network ${unnamed ? '' : 'and by a program '}that never used it before: ${requests} requests that read ${bytes} bytes, over ${times} times the largest day before`,
    },
    ...{ count: requests, first, last },
    places: reads.map(([f, n]): Place => ({ f, n })),
  };
}
