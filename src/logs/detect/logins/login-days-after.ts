// Who guessed at many accounts, stopped, and came in days later: the password was found and used, or sold, and by the day of the
// login nobody counts the failures any more. Logs may lie in other files by then, and those of the day may be gone.
import { isOutside, networkInSql, networkOf } from '../../networks.ts';
import type { LogStore } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, within } from '../limits.ts';
import { CAME_IN, FAILED } from './refused-logins.ts';

/** Failures at several accounts, far from what a house behind one address mistypes, or one program with an old password tries. */
const FEWEST_FAILURES = 100;
const FEWEST_USERS = 5;
/** How long before the login; within a day it is told as a login after failures. */
const BEFORE_SECONDS = 30 * 86_400;
const DAY_SECONDS = 86_400;
const FEWEST_TOLD = 5;
/** Addresses that are looked at closer. */
const MOST_ADDRESSES = 1_000;

const SECOND = 'toUnixTimestamp(toDateTime(ts))';
const NETWORK = networkInSql('ip');

type Row = {
  readonly ip: string;
  readonly at: number;
  readonly f: number;
  readonly n: number;
  readonly failures: number;
  readonly users: number;
  readonly lately: number;
  /** Whose login it was, how often that name failed before, and since when. */
  readonly who: string;
  readonly ofUser: number;
  readonly since: number;
};

/** @throws AkashiError as every question to the logs does */
export async function loginsDaysAfter(
  store: LogStore,
  limits: Limit[],
  most: number = MOST_ADDRESSES,
): Promise<Finding[]> {
  const rows = await store.rows<Row>(
    `select ip, entry.1 as at, entry.2 as f, entry.3 as n, entry.4 as who, minIf(${SECOND}, ${SECOND} >= at - ${BEFORE_SECONDS}) as since,
       countIf(user = who and ${SECOND} < at and ${SECOND} >= at - ${BEFORE_SECONDS}) as ofUser, countIf(${SECOND} < at and ${SECOND} >= at - ${BEFORE_SECONDS}) as failures,
       uniqExactIf(user, ${SECOND} < at and ${SECOND} >= at - ${BEFORE_SECONDS}) as users, countIf(${SECOND} < at and ${SECOND} >= at - ${DAY_SECONDS}) as lately
     from event inner join (
       select ip, min((${SECOND}, f, n, user)) as entry from event where ${CAME_IN} and ts > 0 and ip != '' and ip in (
         select ip from event where ${FAILED} and ts > 0 and ip != '' group by ip having count() >= ${FEWEST_FAILURES})
       group by ip
     ) as came using (ip)
     where ${FAILED} and ts > 0 group by ip, at, f, n, who
     having failures >= ${FEWEST_FAILURES} and (users >= ${FEWEST_USERS} or (who != '' and ofUser >= ${FEWEST_FAILURES})) and lately < ${FEWEST_TOLD} order by ip limit ${most + 1}`,
  );
  const outside = within(rows, most, limits, 'late-logins', ['bruteforce-login']).filter(({ ip }) => isOutside(ip));
  const known = await knownNetworks(store, outside);
  const strange = outside.filter((row) => !known.has(row.ip));
  const inUse = await usedElsewhere(
    store,
    strange.filter(({ users }) => users < FEWEST_USERS),
  );
  return strange.filter(({ ip, users }) => users >= FEWEST_USERS || inUse.has(ip)).map(finding);
}

/**
 * Of these, those whose account its owner used elsewhere before the first failure: of an account that nobody was seen to use,
 * a source that tries one name for days may be its owner, with a program that keeps an old password.
 */
async function usedElsewhere(store: LogStore, rows: readonly Row[]): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set();
  const found = await store.rows<{ user: string; first: number }>(
    `select user, min(${SECOND}) as first from event where ${CAME_IN} and ts > 0 and ip != '' and user in {users:Array(String)}
     group by user order by user`,
    { users: [...new Set(rows.map(({ who }) => who))].sort() },
  );
  // From the network of the login nobody had come in before: the earlier ones came from another.
  const first = new Map(found.map((row) => [row.user, row.first]));
  return new Set(rows.filter(({ who, since }) => (first.get(who) ?? since) < since).map(({ ip }) => ip));
}

/** Of these, addresses from whose network somebody had come in before the login: failures there may be those of colleagues. */
async function knownNetworks(store: LogStore, rows: readonly Row[]): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set();
  const found = await store.rows<{ network: string; first: number }>(
    `select ${NETWORK} as network, min(${SECOND}) as first from event where ${CAME_IN} and ts > 0 and network in {networks:Array(String)}
     group by network order by network`,
    { networks: [...new Set(rows.map(({ ip }) => networkOf(ip)))].sort() },
  );
  const first = new Map(found.map((row) => [row.network, row.first]));
  return new Set(rows.filter(({ ip, at }) => (first.get(networkOf(ip)) ?? at) < at).map(({ ip }) => ip));
}

const finding = ({ ip, at, f, n, failures, users, ofUser }: Row): Finding => ({
  actor: { kind: 'ip', id: ip },
  sign: 'login-after-failures',
  class: 'bruteforce-login',
  level: 'adverse',
  success: 'shown',
  says:
    users >= FEWEST_USERS
      ? {
          ja: `30日以内に${users}通りの利用者名で${failures}回失敗していた接続元から、初めてログインがあった`,
          en: `the first login from a source that had failed ${failures} times with ${users} user names within the 30 days before`,
        }
      : {
          ja: `30日以内に同じ利用者名で${ofUser}回失敗していた接続元から、初めてログインがあった（それまでは別の場所から使われていた）`,
          en: `the first login from a source that had failed ${ofUser} times with that user name within the 30 days before, an account used from elsewhere until then`,
        },
  ...{ count: 1, first: at * 1_000, last: at * 1_000, places: [{ f, n }] },
});
