// Failures to log in, and logins that follow many of them: sshd, mail, databases, PAM and the cloud alike.
import type { LogStore, Place } from '../port.ts';
import type { ActorKind, Finding, Level } from './detection.ts';

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

/** What sshd says a second time through PAM, but where it is the only one to say it. */
const AGAIN = `(startsWith(program, 'sshd') and startsWith(message, 'pam_unix') and fields['only'] = '')`;

/**
 * Failures, said once or twice. Left out: what sshd says while hanging up, and keys that were tried for accounts that
 * exist: every client offers all its keys, and nobody guesses keys.
 */
const SAID = `action = 'login-failed' and not match(message, 'op=login .*hostname=\\? |Connection lost to authentication server|Invalid authentication mechanism') and not (startsWith(program, 'sshd') and fields['only'] = ''
    and match(message, '^(?:input_userauth_request|Disconnecting|Failed publickey for (?:[^i]|i[^n]|in[^v]))'))`;
const FAILED = `${SAID} and not ${AGAIN}`;

type FailureRow = {
  readonly id: string;
  readonly failures: number;
  readonly users: number;
  readonly first: number;
  readonly last: number;
  readonly programs: readonly string[];
  readonly places: readonly (readonly [number, number])[];
};
type LoginRow = {
  readonly id: string;
  readonly user: string;
  readonly f: number;
  readonly n: number;
  readonly at: number;
  readonly before: number;
  /** Whether any of the failures before were another user's. */
  readonly mixed: boolean;
};

async function failures(store: LogStore, kind: ActorKind, id: string, where: string): Promise<Finding[]> {
  const rows = await store.rows<FailureRow>(
    `select ${id} as id, countIf(not ${AGAIN}) as own, if(own > 0, own, count()) as failures, uniqExact(user) as users,
       toUnixTimestamp64Milli(toDateTime64(min(ts), 3)) as first, toUnixTimestamp64Milli(toDateTime64(max(ts), 3)) as last,
       arraySort(groupUniqArray(program)) as programs,
       if(own > 0, groupArraySortedIf(20)((f, n), not ${AGAIN}), groupArraySorted(20)((f, n))) as places
     from event where ${SAID} and ${where} group by id having own > 0 or failures >= ${PAM_ALONE} order by id`,
  );
  return rows.map((row): Finding => {
    const many =
      row.failures >= FAILURES_NOTABLE || (row.users >= USERS_NOTABLE && row.failures >= FAILURES_WITH_USERS);
    const level: Level = many ? 'notable' : 'noise';
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

/** Earlier days on which a source logged in as the same user, from where failures as that user are its own old password. */
const DAYS_KNOWN = 2;

/**
 * Of these logins, those of a source that had come in as the same user on earlier days, and failed as nobody else: a program
 * that kept an old password, as mail programs do for days.
 */
async function knownBefore(
  store: LogStore,
  id: string,
  where: string,
  rows: readonly LoginRow[],
): Promise<ReadonlySet<LoginRow>> {
  const asked = rows.filter(({ user, mixed }) => user !== '' && !mixed);
  if (asked.length === 0) return new Set();
  const days = await store.rows<{ id: string; user: string; days: readonly number[] }>(
    `select ${id} as id, user, arraySort(groupUniqArray(toUInt32(intDiv(toUnixTimestamp(toDateTime(ts)), ${DAY_SECONDS})))) as days
     from event where action = 'login' and ts > 0 and ${where} and ${id} in {ids:Array(String)} and user in {users:Array(String)}
     group by id, user order by id, user`,
    { ids: [...new Set(asked.map((row) => row.id))].sort(), users: [...new Set(asked.map(({ user }) => user))].sort() },
  );
  const by = new Map(days.map((row) => [`${row.id}\n${row.user}`, row.days]));
  return new Set(
    asked.filter((row) => {
      // The failures lie within the day before.
      const today = Math.floor(row.at / (DAY_SECONDS * 1000)) - 1;
      return (by.get(`${row.id}\n${row.user}`) ?? []).filter((day) => day < today).length >= DAYS_KNOWN;
    }),
  );
}

async function loginsAfter(store: LogStore, kind: ActorKind, id: string, where: string): Promise<Finding[]> {
  const rows = await store.rows<LoginRow>(
    `select id, user, f, n, at, before, arrayExists(u -> u != user, failing) as mixed from (
       select ${id} as id, user, f, n, action, toUnixTimestamp64Milli(toDateTime64(ts, 3)) as at, toUnixTimestamp(toDateTime(ts)) as second,
         countIf(action = 'login-failed') over w as before, groupUniqArrayIf(2)(user, action = 'login-failed') over w as failing
       from event where (action = 'login' or (${FAILED})) and ts > 0 and ${where} and ${id} in (
         select ${id} from event where (action = 'login' or (${FAILED})) and ${where} group by 1
         having countIf(action = 'login') > 0 and countIf(action = 'login-failed') >= ${BEFORE_POSSIBLE})
       window w as (partition by id order by second range between ${DAY_SECONDS} preceding and current row)
     ) where action = 'login' and before >= ${BEFORE_POSSIBLE} order by id, f, n limit 1 by id, user`,
  );
  const known = await knownBefore(store, id, where, rows);
  // One of each source: what its habit does not explain goes before what it does.
  const told = new Map<string, LoginRow>();
  for (const row of rows) {
    const before = told.get(row.id);
    if (!before || (known.has(before) && !known.has(row))) told.set(row.id, row);
  }
  return [...told.values()].map((row): Finding => {
    const shown = row.before >= BEFORE_SHOWN;
    const own = known.has(row);
    return {
      actor: { kind, id: row.id },
      sign: 'login-after-failures',
      class: 'bruteforce-login',
      level: own ? 'noise' : shown ? 'adverse' : 'notable',
      success: own ? 'none' : shown ? 'shown' : 'possible',
      says: own
        ? {
            ja: `24時間以内に${row.before}回失敗した後にログインした（同じ利用者として、それ以前の日にもログインしている）`,
            en: `a login after ${row.before} failures within a day, by a source that had come in as the same user on days before`,
          }
        : {
            ja: `24時間以内に${row.before}回失敗した後にログインした`,
            en: `a login after ${row.before} failures within a day`,
          },
      ...{ count: 1, first: row.at, last: row.at, places: [{ f: row.f, n: row.n }] },
    };
  });
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
