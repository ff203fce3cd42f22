// Where colleagues work: the networks from which an application's own log shows nearly everybody of them signing in, day after day.
import { networkOf } from '../../networks.ts';
import type { LogStore } from '../../port.ts';

/** People who signed in from one network, and days on which any of them did, from where it is a place of work. */
const PEOPLE = 2;
const DAYS = 5;
/** Share of all logins that places of work make together: of customers, everybody signs in from somewhere else. */
const SHARE_OF_LOGINS = 0.9;
/** Addresses read; beyond, people sign in from all over, and none is a place of work. */
const MOST_ADDRESSES = 1_000;

type Row = {
  readonly ip: string;
  readonly users: readonly string[];
  readonly days: readonly number[];
  readonly logins: number;
};

/** Networks (as `networkOf` names them) from which nearly all logins come; empty where no log tells, or there is no such place. */
export async function officeNetworks(store: LogStore): Promise<ReadonlySet<string>> {
  const rows = await store.rows<Row>(
    `select ip, arraySort(groupUniqArray(${PEOPLE})(user)) as users, arraySort(groupUniqArray(${DAYS})(toYYYYMMDD(ts))) as days, count() as logins
     from event where action = 'login' and ip != '' and user != '' and ts > 0
     group by ip order by ip limit ${MOST_ADDRESSES + 1}`,
  );
  if (rows.length > MOST_ADDRESSES) return new Set();
  const networks = new Map<string, { users: Set<string>; days: Set<number>; logins: number }>();
  for (const { ip, users, days, logins } of rows) {
    const one = networks.get(networkOf(ip)) ?? { users: new Set(), days: new Set(), logins: 0 };
    for (const user of users) one.users.add(user);
    for (const day of days) one.days.add(day);
    one.logins += logins;
    networks.set(networkOf(ip), one);
  }
  const offices = [...networks].filter(([, { users, days }]) => users.size >= PEOPLE && days.size >= DAYS);
  const sum = (all: readonly (readonly [string, { readonly logins: number }])[]) =>
    all.reduce((total, [, { logins }]) => total + logins, 0);
  if (sum(offices) < SHARE_OF_LOGINS * sum([...networks])) return new Set();
  return new Set(offices.map(([network]) => network));
}
