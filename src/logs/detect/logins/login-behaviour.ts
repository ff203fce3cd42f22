// Failures to log in, and logins that follow many of them: sshd, mail, databases, PAM and the cloud alike.
import type { Both } from '../../../vocabulary/finding.ts';
import { isOutside } from '../../networks.ts';
import type { LogStore, Place } from '../../port.ts';
import type { ActorKind, Finding, Level } from '../detection.ts';
import { asPrograms, type LoginRow } from './mail-programs.ts';
import { AGAIN, CAME_IN, FAILED, SAID } from './refused-logins.ts';

/** Failures from one source beyond what passing robots try. */
const FAILURES_NOTABLE = 20;
const USERS_NOTABLE = 5;
const FAILURES_WITH_USERS = 10;
/** Failures within a day before a login: from here it may be a guess that worked, from there it most likely is. */
const BEFORE_POSSIBLE = 5;
const BEFORE_SHOWN = 10;
const DAY_SECONDS = 86_400;

/** Refusals by PAM that count where sshd says nothing of its own about their client: fewer are a slip of the finger. */
const PAM_ALONE = 3;

type FailureRow = {
  readonly id: string;
  readonly failures: number;
  readonly users: number;
  readonly first: number;
  readonly last: number;
  readonly programs: readonly string[];
  readonly places: readonly (readonly [number, number])[];
};
/** Days on which an account logged in from an address, or logins and the time they take, from where its refusals there are its own. */
const DAYS_KNOWN = 2;
const LOGINS_KNOWN = 5;
const KNOWN_SECONDS = 3_600;
/** Names refused beside each other, from where nobody looks whether all are known. */
const MOST_NAMES = 50;

/**
 * A source through which many come, as a mail page of the house or an office: so many accounts logged in there within a day, so
 * many times as often as anybody failed. Then each account's failures are its own; who tries many names fails more than that.
 */
const SHARED_BY = 10;
const SHARED_TIMES = 3;

const SECOND = 'toUnixTimestamp(toDateTime(ts))';

/** Refusals of an account on a day on which it came in from the same source: a slip of the finger. */
const MISTYPED = 3;
/** Beyond every second of a log. */
const NEVER = `toInt64(${2 ** 40})`;

/** Of refusals, those that no slip of the finger and no account's earlier logins from the same address explain; none of sources through which many come. */
async function unexplained(
  store: LogStore,
  ids: readonly string[],
): Promise<Map<string, { failures: number; users: number }>> {
  const shared = await store.rows<{ ip: string }>(
    `select ip from event where (${CAME_IN} or (${FAILED})) and ts > 0 and ip in {ids:Array(String)} group by ip
     having uniqExactIf(user, ${CAME_IN}) >= ${SHARED_BY} and countIf(${CAME_IN}) >= ${SHARED_TIMES} * countIf(action = 'login-failed') order by ip`,
    { ids },
  );
  const throughMany = new Set(shared.map(({ ip }) => ip));
  const rows = await store.rows<{ ip: string; failures: number; users: number }>(
    `select ip, count() as failures, uniqExact(user) as users from (
       select ip, user, second from (
         select ip, user, ${SECOND} as second, action = 'login-failed' as isRefused,
           countIf(action = 'login-failed') over d as refusals, countIf(${CAME_IN}) over d as logins
         from event where (${CAME_IN} or (${FAILED})) and ip in {ids:Array(String)}
         window d as (partition by ip, user, intDiv(${SECOND}, ${DAY_SECONDS}))
       ) where isRefused and not (user != '' and logins > 0 and refusals <= ${MISTYPED})
     ) as refused left join (
       select ip, user, groupArraySorted(${LOGINS_KNOWN})(${SECOND}) as logins, arraySort(groupUniqArray(toInt64(intDiv(${SECOND}, ${DAY_SECONDS})))) as days,
         least(if(count() >= ${LOGINS_KNOWN}, toInt64(greatest(logins[${LOGINS_KNOWN}], logins[1] + ${KNOWN_SECONDS})), ${NEVER}),
           if(length(days) >= ${DAYS_KNOWN}, toInt64((days[${DAYS_KNOWN}] + 1) * ${DAY_SECONDS}), ${NEVER})) as since
       from event where ${CAME_IN} and ts > 0 and user != '' and ip in {ids:Array(String)} group by ip, user having count() >= ${LOGINS_KNOWN} or length(days) >= ${DAYS_KNOWN}
     ) as own using (ip, user)
     where since = 0 or second < since group by ip order by ip`,
    { ids: ids.filter((id) => !throughMany.has(id)) },
  );
  return new Map(rows.map(({ ip, ...row }) => [ip, row]));
}

const isMany = (of: { readonly failures: number; readonly users: number } | undefined) =>
  of !== undefined &&
  (of.failures >= FAILURES_NOTABLE || (of.users >= USERS_NOTABLE && of.failures >= FAILURES_WITH_USERS));

/** Of these addresses, those whose refusals their own earlier logins explain: a password changed on one side first. */
export async function explainedSources(store: LogStore, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const open = await unexplained(store, ids);
  return new Set(ids.filter((id) => !isMany(open.get(id))));
}

async function failures(store: LogStore, kind: ActorKind, id: string, where: string): Promise<Finding[]> {
  const rows = await store.rows<FailureRow>(
    `select ${id} as id, countIf(not ${AGAIN}) as own, if(own > 0, own, count()) as failures, uniqExact(user) as users,
       toUnixTimestamp64Milli(toDateTime64(min(ts), 3)) as first, toUnixTimestamp64Milli(toDateTime64(max(ts), 3)) as last,
       arraySort(groupUniqArray(program)) as programs,
       if(own > 0, groupArraySortedIf(20)((f, n), not ${AGAIN}), groupArraySorted(20)((f, n))) as places
     from event where ${SAID} and ${where} group by id having own > 0 or failures >= ${PAM_ALONE} order by id`,
  );
  // A name alone does not say who used it.
  const open =
    kind === 'ip'
      ? await unexplained(
          store,
          rows.filter(isMany).map((row) => row.id),
        )
      : undefined;
  return rows.map((row): Finding => {
    const level: Level = isMany(row) && (!open || isMany(open.get(row.id))) ? 'notable' : 'noise';
    return {
      actor: { kind, id: row.id },
      sign: 'failed-logins',
      class: 'bruteforce-login',
      level,
      success: 'none',
      says: {
        ja: `ログイン失敗${row.failures}回（利用者名${row.users}通り、${row.programs.join('・')}）`,
        en: `${row.failures} failed logins with ${row.users} user names (${row.programs.join(', ')})`,
      },
      ...{
        count: row.failures,
        first: row.first,
        last: row.last,
        places: row.places.map(([f, n]): Place => ({ f, n })),
      },
    };
  });
}

type Known = {
  readonly id: string;
  readonly user: string;
  readonly days: readonly number[];
  readonly logins: readonly number[];
};

/**
 * Of these logins, those of a source all of whose refused accounts had come in from it before: programs that kept an old
 * password, as mail programs do for days, on one machine or in an office.
 */
async function knownBefore(
  store: LogStore,
  id: string,
  where: string,
  rows: readonly LoginRow[],
): Promise<ReadonlySet<LoginRow>> {
  const asked = rows.filter(
    ({ user, failing }) => user !== '' && failing.length <= MOST_NAMES && !failing.includes(''),
  );
  if (asked.length === 0) return new Set();
  const found = await store.rows<Known>(
    `select ${id} as id, user, arraySort(groupUniqArray(toUInt32(intDiv(${SECOND}, ${DAY_SECONDS})))) as days,
       groupArraySorted(${LOGINS_KNOWN})(${SECOND}) as logins
     from event where ${CAME_IN} and ts > 0 and ${where} and ${id} in {ids:Array(String)} and user in {users:Array(String)}
     group by id, user order by id, user`,
    {
      ids: [...new Set(asked.map((row) => row.id))].sort(),
      users: [...new Set(asked.flatMap(({ failing }) => failing))].sort(),
    },
  );
  const by = new Map(found.map((row) => [`${row.id}\n${row.user}`, row]));
  const isKnown = (row: LoginRow, user: string): boolean => {
    const known = by.get(`${row.id}\n${user}`);
    if (!known) return false;
    const today = Math.floor(row.begun / DAY_SECONDS);
    if (known.days.filter((day) => day < today).length >= DAYS_KNOWN) return true;
    const [first = row.begun] = known.logins;
    return (known.logins[LOGINS_KNOWN - 1] ?? row.begun) < row.begun && row.begun - first >= KNOWN_SECONDS;
  };
  return new Set(asked.filter((row) => row.failing.every((user) => isKnown(row, user))));
}

/**
 * Of these logins, those of an account at home at a machine of the house, where that day hardly any of the few failures were
 * its own: a login by whoever works there does not say that somebody guessed another's password.
 */
async function atHome(store: LogStore, rows: readonly LoginRow[]): Promise<ReadonlySet<LoginRow>> {
  const asked = rows.filter(
    ({ id, user, own, before }) => user !== '' && !isOutside(id) && own <= MISTYPED && before < BEFORE_SHOWN,
  );
  if (asked.length === 0) return new Set();
  const found = await store.rows<{ id: string; user: string; days: readonly number[] }>(
    `select ip as id, user, arraySort(groupUniqArray(toUInt32(intDiv(${SECOND}, ${DAY_SECONDS})))) as days from event
     where ${CAME_IN} and ts > 0 and ip in {ids:Array(String)} and user in {users:Array(String)} group by id, user order by id, user`,
    { ids: [...new Set(asked.map(({ id }) => id))].sort(), users: [...new Set(asked.map(({ user }) => user))].sort() },
  );
  const days = new Map(found.map((row) => [`${row.id}\n${row.user}`, row.days]));
  return new Set(
    asked.filter((row) => {
      const begun = Math.floor(row.begun / DAY_SECONDS);
      return (days.get(`${row.id}\n${row.user}`) ?? []).filter((day) => day < begun).length >= DAYS_KNOWN;
    }),
  );
}

/** Accounts of one source that were refused on a day and all came in there on that day. */
const PEOPLE = 3;

type DayRow = { readonly id: string; readonly user: string; readonly day: number };

/** Of these logins, those of a house whose people mistype: nobody guesses several passwords within three attempts each. */
async function mistyped(store: LogStore, rows: readonly LoginRow[]): Promise<ReadonlySet<LoginRow>> {
  const asked = rows.filter(({ failing }) => failing.length >= PEOPLE && failing.length <= MOST_NAMES);
  if (asked.length === 0) return new Set();
  const own = await store.rows<DayRow>(
    `select ip as id, user, toInt64(intDiv(${SECOND}, ${DAY_SECONDS})) as day from event
     where (${CAME_IN} or (${FAILED})) and ts > 0 and user != '' and ip in {ids:Array(String)} group by id, user, day
     having countIf(${CAME_IN}) > 0 and countIf(action = 'login-failed') <= ${MISTYPED} order by id, user, day`,
    { ids: [...new Set(asked.map(({ id }) => id))].sort() },
  );
  const found = new Set(own.map(({ id, user, day }) => `${id}\n${user}\n${day}`));
  // A day's window may begin on the day before.
  const daysOf = ({ at, begun }: LoginRow) => [begun, at / 1000].map((second) => Math.floor(second / DAY_SECONDS));
  return new Set(
    asked.filter((row) =>
      row.failing.every((user) => daysOf(row).some((day) => found.has(`${row.id}\n${user}\n${day}`))),
    ),
  );
}

/** What is said of a login after failures, by what else is known of it. */
type How = 'known' | 'home' | 'mistyped' | 'program' | 'open';

function afterFailures(row: LoginRow, kind: ActorKind, how: How): Finding {
  const shown = row.before >= BEFORE_SHOWN;
  // Who is known by name alone may be anybody: it explains the failures, and does not excuse the login.
  const own = how === 'mistyped' || how === 'home' || (how === 'known' && kind === 'ip');
  const soft = how !== 'open' || !shown;
  const ja = `24時間以内に${row.before}回失敗した後にログインした`;
  const en = `a login after ${row.before} failures within a day`;
  const more: Record<How, Both> = {
    known: {
      ja: '（失敗した利用者はいずれも、それ以前に同じ接続元からログインしている）',
      en: ', by a source from which every account that was refused had come in before',
    },
    home: {
      ja: '（それ以前の日にも同じ機器からログインしている利用者で、失敗のほとんどはほかの利用者名による）',
      en: ', by an account that had logged in at this machine on days before; hardly any of the failures were its own',
    },
    mistyped: {
      ja: '（同じ接続元の何人もが、それぞれ数回間違えた後、その日のうちにログインしている）',
      en: ', by a source where several people mistyped a few times each, and all came in on the same day',
    },
    program: {
      ja: '（一つの利用者名で等間隔に試みており、古いパスワードを持つメールソフトとも区別できない）',
      en: ', of one account and at even intervals, as a mail program with an old password would too',
    },
    open: { ja: '', en: '' },
  };
  return {
    actor: { kind, id: row.id },
    sign: 'login-after-failures',
    class: 'bruteforce-login',
    level: own ? 'noise' : soft ? 'notable' : 'adverse',
    success: own ? 'none' : soft ? 'possible' : 'shown',
    says: { ja: `${ja}${more[how].ja}`, en: `${en}${more[how].en}` },
    ...{ count: 1, first: row.at, last: row.at, places: [{ f: row.f, n: row.n }] },
  };
}

async function loginsAfter(store: LogStore, kind: ActorKind, id: string, where: string): Promise<Finding[]> {
  const rows = await store.rows<LoginRow>(
    `select id, user, program, f, n, at, own, if(isShared, own, before) as before, if(isShared, [user], failing) as failing, if(isShared, ownBegun, begun) as begun from (
       select ${id} as id, user, program, f, n, action, toUnixTimestamp64Milli(toDateTime64(ts, 3)) as at, ${SECOND} as second,
         countIf(action = 'login-failed') over w as before, minIf(second, action = 'login-failed') over w as begun,
         countIf(action = 'login-failed') over o as own, minIf(second, action = 'login-failed') over o as ownBegun,
         countIf(${CAME_IN}) over w >= ${SHARED_TIMES} * before and length(groupUniqArrayIf(${SHARED_BY})(user, ${CAME_IN}) over w) >= ${SHARED_BY} as isShared,
         arraySort(groupUniqArrayIf(${MOST_NAMES + 1})(user, action = 'login-failed') over w) as failing
       from event where (${CAME_IN} or (${FAILED})) and ts > 0 and ${where} and ${id} in (
         select ${id} from event where (${CAME_IN} or (${FAILED})) and ${where} group by 1
         having countIf(${CAME_IN}) > 0 and countIf(action = 'login-failed') >= ${BEFORE_POSSIBLE})
       window w as (partition by id order by second range between ${DAY_SECONDS} preceding and current row),
         o as (partition by id, user order by second range between ${DAY_SECONDS} preceding and current row)
     ) where ${CAME_IN} and if(isShared, own, before) >= ${BEFORE_POSSIBLE} order by id, f, n limit 1 by id, user`,
  );
  const known = await knownBefore(store, id, where, rows);
  const home = kind === 'ip' ? await atHome(store, rows) : new Set<LoginRow>();
  const isExplained = (row: LoginRow) => known.has(row) || home.has(row);
  // One of each source: what its habit does not explain goes before what it does.
  const told = new Map<string, LoginRow>();
  for (const row of rows) {
    const before = told.get(row.id);
    if (!before || (isExplained(before) && !isExplained(row))) told.set(row.id, row);
  }
  const kept = [...told.values()];
  const programs = await asPrograms(
    store,
    id,
    kept.filter((row) => !isExplained(row) && row.before >= BEFORE_SHOWN),
  );
  const typed = kind === 'ip' ? await mistyped(store, kept) : new Set<LoginRow>();
  const howOf = (row: LoginRow): How =>
    known.has(row)
      ? 'known'
      : home.has(row)
        ? 'home'
        : typed.has(row)
          ? 'mistyped'
          : programs.has(row)
            ? 'program'
            : 'open';
  return kept.map((row) => afterFailures(row, kind, howOf(row)));
}

export async function loginBehaviour(store: LogStore): Promise<Finding[]> {
  const ip = `ip != ''`;
  const user = `ip = '' and user != ''`;
  return [
    ...(await failures(store, 'ip', 'ip', ip)),
    ...(await failures(store, 'user', 'user', user)),
    ...(await loginsAfter(store, 'ip', 'ip', ip)),
    ...(await loginsAfter(store, 'user', 'user', user)),
  ];
}
