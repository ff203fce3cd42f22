// One account tried from many addresses, a few times from each, and let in from one of them: each source by itself looks like
// somebody who mistyped.
import { networkInSql } from '../../networks.ts';
import type { LogStore, Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, within } from '../limits.ts';
import { CAME_IN, FAILED } from './refused-logins.ts';

/** Addresses that failed at one account within the time before a login, from where they are many hands of one. */
const FEWEST_SOURCES = 10;
const BEFORE_SECONDS = 3 * 86_400;
/** Failures of the address that came in, and how long before: who mistypes tries again within minutes. */
const FEWEST_OWN = 2;
const LONG_BEFORE_SECONDS = 3_600;
/** Pairs of account and address that are looked at closer. */
const MOST_PAIRS = 1_000;
/** Refusals of one pair that are looked at, the first ones; a source with more is told as one that guesses. */
const MOST_REFUSALS = 1_000;

const SECOND = 'toUnixTimestamp(toDateTime(ts))';
/** Keys and tickets cannot be guessed. */
const BY_PASSWORD = `${CAME_IN} and not match(message, 'Accepted (?:publickey|gssapi|hostbased)')`;
const network = (ip: string) => `if(${networkInSql(ip)} != '', ${networkInSql(ip)}, ${ip})`;

type Row = {
  readonly user: string;
  readonly ip: string;
  readonly at: number;
  readonly own: number;
  readonly places: readonly (readonly [f: number, n: number])[];
};
type Around = { readonly sources: number; readonly known: number };

/** @throws AkashiError as every question to the logs does */
export async function loginsAmongManySources(
  store: LogStore,
  limits: Limit[],
  most: number = MOST_PAIRS,
): Promise<Finding[]> {
  const rows = await store.rows<Row>(
    `select user, ip, minIf(${SECOND}, ${BY_PASSWORD}) as at,
       arrayFilter(second -> second < at and second >= at - ${BEFORE_SECONDS}, groupArraySortedIf(${MOST_REFUSALS})(${SECOND}, ${FAILED})) as refused, length(refused) as own,
       groupArraySortedIf(20)((f, n), ${BY_PASSWORD}) as places
     from event where (${CAME_IN} or (${FAILED})) and ts > 0 and user != '' and ip != '' and user in (
       select user from event where ${FAILED} and ip != '' and user != '' group by user having uniqExact(ip) > ${FEWEST_SOURCES})
     group by user, ip having countIf(${BY_PASSWORD}) > 0 and own >= ${FEWEST_OWN} and at - refused[1] >= ${LONG_BEFORE_SECONDS}
     order by at, user, ip limit ${most + 1}`,
  );
  const findings: Finding[] = [];
  for (const row of within(rows, most, limits, 'spread-logins', ['bruteforce-login'])) {
    const { sources, known } = await around(store, row);
    if (sources < FEWEST_SOURCES || known > 0) continue;
    findings.push({
      actor: { kind: 'ip', id: row.ip },
      sign: 'login-among-many-sources',
      class: 'bruteforce-login',
      level: 'adverse',
      success: 'possible',
      says: {
        ja: `一つの利用者名について、3日以内にほかの${sources}の接続元でもログインが失敗しており、そのうち${row.own}回失敗していたこの接続元からログインした`,
        en: `a login after ${row.own} failures of its own, to an account at which ${sources} other sources had failed within three days`,
      },
      ...{ count: row.own + 1, first: row.at * 1_000, last: row.at * 1_000 },
      places: row.places.slice(0, 1).map(([f, n]): Place => ({ f, n })),
    });
  }
  return findings;
}

/** Other addresses that failed at the account, and whether it had come in from this network before. */
async function around(store: LogStore, { user, ip, at }: Row): Promise<Around> {
  const [found] = await store.rows<Around>(
    `select uniqExactIf(ip, ${FAILED} and ${SECOND} >= {at:UInt32} - ${BEFORE_SECONDS} and ip != {ip:String}) as sources,
       countIf(${CAME_IN} and ${network('ip')} = ${network('{ip:String}')}) as known
     from event where (${CAME_IN} or (${FAILED})) and ip != '' and user = {user:String} and ${SECOND} < {at:UInt32} and ts > 0 order by sources`,
    { user, ip, at },
  );
  return found ?? { sources: 0, known: 0 };
}
