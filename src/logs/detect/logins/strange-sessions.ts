// An account that somebody else has come into, as an application's own record shows it: a login from a network that stands in
// that record on no other day and for nobody else, a try that failed before it, and within the hour what an intruder does first:
// the second step of the login taken away, a key made, mail sent elsewhere, whole lists written out.
import { ENTRIES, EXPORTS, FEWEST_ENTRIES, KEYS, named, said, told, UNGUARDED } from '../../application-lines.ts';
import { isOutside, networkInSql } from '../../networks.ts';
import type { LogStore, Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, within } from '../limits.ts';
import { GIVES_LIST } from '../reads/stray-exports.ts';

export const STRANGE_SESSION = 'strange-session';

const NETWORK = networkInSql('ip');
/** Of an application's own record, whose calls to a cloud are judged elsewhere. */
const OF_RECORD = `${named} and action != 'cloud-call' and ts > 0`;
const SECOND = 'toUnixTimestamp(toDateTime(ts))';
const DAY_SECONDS = 86_400;
/** Whose act a line is; a name that was tried and refused, such as one that was closed, is nobody who came in. */
const GOT_IN = `user != '' and action != 'login-failed'`;
/** What follows a login within this time is one visit. */
const VISIT_SECONDS = 3_600;

/** Days on which the account logs in from places that are used again, and the share of its logins that may come from elsewhere. */
const HABIT_DAYS = 5;
const ELSEWHERE_SHARE = 0.1;
const MOST_NETWORKS = 1_000;
/** Lines of one visit that are looked at. */
const MOST_LINES = 500;
const MOST_PLACES = 20;

const COUNTRY = `arrayFirst((v, k) -> match(k, '(?i)^(?:geo[ _.]?)?country(?:[ _.]?(?:code|name|iso))?$|^国(?:名|コード)?$'), mapValues(fields), mapKeys(fields))`;

type NetworkRow = { readonly network: string; readonly account: string; readonly logins: number };
type HabitRow = { readonly account: string; readonly days: number; readonly logins: number };
type LineRow = {
  readonly network: string;
  readonly f: number;
  readonly n: number;
  readonly ip: string;
  readonly user: string;
  readonly second: number;
  readonly action: string;
  readonly unguarded: 0 | 1;
  readonly written: 0 | 1;
  readonly entries: number;
  readonly country: string;
};

/** @throws AkashiError as every question to the logs does */
export async function strangeSessions(
  store: LogStore,
  limits: Limit[],
  most: number = MOST_NETWORKS,
): Promise<Finding[]> {
  // One account, one day at most: who comes back, or is not alone there, is at home there.
  const rows = await store.rows<NetworkRow>(
    `select ${NETWORK} as network, anyIf(user, ${GOT_IN}) as account, countIf(action = 'login') as logins
     from event where ${OF_RECORD} and ${NETWORK} != '' group by network
     having logins > 0 and uniqExactIf(user, ${GOT_IN}) = 1 and max(${SECOND}) - min(${SECOND}) < ${DAY_SECONDS}
     order by network limit ${most + 1}`,
  );
  const some = within(rows, most, limits, 'strange-networks', ['bruteforce-login']);
  const strange = await unlikeHabit(store, some);
  if (strange.length === 0) return [];
  const networks = strange.map(({ network }) => network);
  const lines = await store.rows<LineRow>(
    `select ${NETWORK} as network, f, n, ip, user, ${SECOND} as second, action,
       action not in ('login', 'login-failed') and match(concat(${said}, ' ', lower(${told})), '${UNGUARDED}')
         or action not in ('login', 'login-failed') and match(${said}, '${KEYS}') as unguarded,
       action not in ('login', 'login-failed') and match(${said}, '${EXPORTS}') as written, toUInt32(${ENTRIES}) as entries, ${COUNTRY} as country
     from event where ${OF_RECORD} and ${NETWORK} in {networks:Array(String)} order by network, ts, f, n limit ${MOST_LINES + 1} by network`,
    { networks },
  );
  const ofOneVisit = <Line>(all: readonly Line[]) =>
    within(all, MOST_LINES, limits, 'visit-lines', ['bruteforce-login']);
  const elsewhere = await countriesElsewhere(store, lines, networks);
  const given = await listsGiven(store, lines);
  return networks.flatMap((network) =>
    findingOf(ofOneVisit(lines.filter((line) => line.network === network)), elsewhere, given),
  );
}

type GivenRow = { readonly client: string; readonly f: number; readonly n: number; readonly second: number };

/** Lists that the web server gave to where these logins came from: a record that lost lines, or has none of lists, does not hide them. */
function listsGiven(store: LogStore, lines: readonly LineRow[]): Promise<GivenRow[]> {
  const clients = [...new Set(lines.flatMap(({ action, ip }) => (action === 'login' ? [ip] : [])))].sort();
  return store.rows<GivenRow>(
    `select client, f, n, ${SECOND} as second from web where client in {clients:Array(String)} and ts > 0 and ${GIVES_LIST}
     order by client, ts, f, n limit ${MOST_LINES + 1} by client`,
    { clients },
  );
}

/** Of these, networks of accounts that else log in from the same few places; whoever is on the road all year is not among them. */
async function unlikeHabit(store: LogStore, rows: readonly NetworkRow[]): Promise<readonly NetworkRow[]> {
  if (rows.length === 0) return [];
  const habits = await store.rows<HabitRow>(
    `select user as account, uniqExact(intDiv(${SECOND}, ${DAY_SECONDS})) as days, count() as logins from event
     where ${OF_RECORD} and action = 'login' and user in {users:Array(String)} and ${NETWORK} not in {networks:Array(String)}
     group by account order by account`,
    { users: [...new Set(rows.map(({ account }) => account))].sort(), networks: rows.map(({ network }) => network) },
  );
  const atHome = new Map(habits.map((row) => [row.account, row]));
  const away = new Map<string, number>();
  for (const { account, logins } of rows) away.set(account, (away.get(account) ?? 0) + logins);
  return rows.filter(({ account }) => {
    const { days = 0, logins = 0 } = atHome.get(account) ?? {};
    const strays = away.get(account) ?? 0;
    return days >= HABIT_DAYS && strays <= ELSEWHERE_SHARE * (logins + strays);
  });
}

async function countriesElsewhere(
  store: LogStore,
  lines: readonly LineRow[],
  networks: readonly string[],
): Promise<ReadonlySet<string>> {
  const countries = [...new Set(lines.map(({ country }) => country).filter((country) => country !== ''))].sort();
  if (countries.length === 0) return new Set();
  const rows = await store.rows<{ country: string }>(
    `select distinct ${COUNTRY} as country from event
     where ${OF_RECORD} and ${NETWORK} not in {networks:Array(String)} and country in {countries:Array(String)} order by country`,
    { countries, networks },
  );
  return new Set(rows.map(({ country }) => country));
}

/**
 * Shown: a try that failed, then the account laid open and a whole list written out, from a country nobody else came from where
 * the record names countries. Possible: two of these three, or a list alone, from a country nobody else came from where one is
 * named. A new device by itself is nothing to speak of.
 */
function findingOf(lines: readonly LineRow[], elsewhere: ReadonlySet<string>, given: readonly GivenRow[]): Finding[] {
  const login = lines.find(({ action }) => action === 'login');
  if (!login || !isOutside(login.ip)) return [];
  const tries = lines.filter(({ action, second }) => action === 'login-failed' && second <= login.second);
  const after = lines.filter(({ second }) => second >= login.second && second - login.second <= VISIT_SECONDS);
  const opened = after.filter(({ unguarded }) => unguarded === 1);
  // A record that does not say how large a list was does not say that it was small.
  const told = after.filter(({ written, entries }) => written === 1 && (entries === 0 || entries >= FEWEST_ENTRIES));
  const served = given.filter(
    ({ client, second }) => client === login.ip && second >= login.second && second - login.second <= VISIT_SECONDS,
  );
  // One list may stand in both records: told by either, it counts once.
  const lists: readonly Pick<LineRow, 'f' | 'n' | 'second'>[] = told.length >= served.length ? told : served;
  const telling = [tries, opened, lists].filter(({ length }) => length > 0).length;
  // A list that was taken is telling by itself, unless another from the same country comes and goes.
  if (telling < 2 && (lists.length === 0 || elsewhere.has(login.country))) return [];
  const shown = telling === 3 && !elsewhere.has(login.country);
  // First the line that names the account that was come into: a try before it may name another.
  const places = [login, ...tries.slice(-2), ...opened.slice(0, 2), ...lists.slice(0, 4)];
  return [
    {
      actor: { kind: 'ip', id: login.ip },
      sign: STRANGE_SESSION,
      class: 'bruteforce-login',
      level: shown ? 'adverse' : 'notable',
      success: shown ? 'shown' : 'possible',
      reachesData: lists.length > 0,
      says: saysOf(tries.length, opened.length, lists.length),
      count: tries.length + 1,
      first: (tries[0] ?? login).second * 1_000,
      last: (after.at(-1) ?? login).second * 1_000,
      workedAt: login.second * 1_000,
      places: places.slice(0, MOST_PLACES).map(({ f, n }): Place => ({ f, n })),
    },
  ];
}

function saysOf(tries: number, opened: number, lists: number): Finding['says'] {
  const ja = `${tries === 0 ? '失敗なしに' : `${tries}回の失敗の後に`}ログインし、1時間以内に、${opened === 0 ? '' : `安全のための設定の変更${opened}回、`}一覧の書き出し${lists}回があった`;
  const after = tries === 0 ? 'without a failure before it' : `after ${tries} failed ${tries === 1 ? 'try' : 'tries'}`;
  const changed = opened === 0 ? '' : `security settings changed ${opened} ${opened === 1 ? 'time' : 'times'} and `;
  return {
    ja: `記録のほかの日にもほかの利用者にも現れない接続元から、${ja}`,
    en: `a login ${after}, from a network that stands in the record on no other day and for nobody else; within an hour, ${changed}${lists} ${lists === 1 ? 'list' : 'lists'} written out`,
  };
}
