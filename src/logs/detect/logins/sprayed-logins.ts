// One password tried at many accounts from many addresses, a few times from each, and let in from one of them: each address by
// itself looks like somebody who mistyped, and each account like one that was mistyped.
import { networkInSql } from '../../networks.ts';
import type { LogStore, Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, within } from '../limits.ts';
import { CAME_IN, FAILED } from './refused-logins.ts';

/** Accounts of others at which the address had failed: an owner mistypes at their own. */
const FEWEST_ACCOUNTS = 2;
/** Addresses that each failed at as many accounts within the time before, from where they are many hands of one. */
const FEWEST_SOURCES = 10;
const BEFORE_SECONDS = 3 * 86_400;
/** Addresses that are looked at closer. */
const MOST_SOURCES = 1_000;

const SECOND = 'toUnixTimestamp(toDateTime(ts))';
const network = (ip: string) => `if(${networkInSql(ip)} != '', ${networkInSql(ip)}, ${ip})`;

type Row = {
  readonly account: string;
  readonly ip: string;
  readonly at: number;
  readonly accounts: number;
  readonly place: readonly [f: number, n: number];
};

/** @throws AkashiError as every question to the logs does */
export async function sprayedLogins(store: LogStore, limits: Limit[], most: number = MOST_SOURCES): Promise<Finding[]> {
  const rows = await store.rows<Row>(
    `select ip, argMinIf(user, (ts, f, n), ${CAME_IN}) as account, minIf(${SECOND}, ${CAME_IN}) as at,
       argMinIf((f, n), (ts, f, n), ${CAME_IN}) as place, uniqExactIf(user, ${FAILED} and user != '') as accounts
     from event where (${CAME_IN} or (${FAILED})) and ts > 0 and ip != '' and user != ''
     group by ip having countIf(${CAME_IN}) > 0 and accounts >= ${FEWEST_ACCOUNTS} and minIf(${SECOND}, ${FAILED}) < at
     order by at, ip limit ${most + 1}`,
  );
  const findings: Finding[] = [];
  for (const row of within(rows, most, limits, 'spread-logins', ['bruteforce-login'])) {
    const { accounts, sources, known } = await around(store, row);
    if (accounts < FEWEST_ACCOUNTS || sources < FEWEST_SOURCES || known > 0) continue;
    findings.push({
      actor: { kind: 'ip', id: row.ip },
      sign: 'login-among-sprayed',
      class: 'bruteforce-login',
      level: 'adverse',
      success: 'possible',
      says: {
        ja: `3日以内にほかの${sources}の接続元も、それぞれ複数の利用者名でログインに失敗しており、ほかの${accounts}の利用者名で失敗していたこの接続元からログインした`,
        en: `a login after failures at ${accounts} other accounts, while ${sources} other sources failed at several accounts each within three days`,
      },
      ...{ count: row.accounts + 1, first: row.at * 1_000, last: row.at * 1_000 },
      places: [{ f: row.place[0], n: row.place[1] } satisfies Place],
    });
  }
  return findings;
}

/** Other accounts at which it had failed, other addresses that went on so, and whether anybody had come in from its network. */
async function around(store: LogStore, { account: user, ip, at }: Row) {
  const when = `${SECOND} < {at:UInt32} and ${SECOND} >= {at:UInt32} - ${BEFORE_SECONDS}`;
  const [own] = await store.rows<{ accounts: number; known: number }>(
    `select uniqExactIf(user, ${FAILED} and ip = {ip:String} and user != {user:String} and ${when}) as accounts,
       countIf(${CAME_IN} and ${network('ip')} = ${network('{ip:String}')}) as known
     from event where (${CAME_IN} or (${FAILED})) and ts > 0 and ip != '' and user != '' and ${SECOND} < {at:UInt32} order by accounts`,
    { user, ip, at },
  );
  const [others] = await store.rows<{ sources: number }>(
    `select count() as sources from (select ip from event where ${FAILED} and ts > 0 and ip != '' and user != '' and ip != {ip:String} and ${when}
       group by ip having uniqExact(user) >= ${FEWEST_ACCOUNTS}) order by sources`,
    { ip, at },
  );
  return { accounts: own?.accounts ?? 0, known: own?.known ?? 0, sources: others?.sources ?? 0 };
}
