// Mail programs keep an old password and go on asking with it, by one account and by the clock, until somebody tells them the
// new one. Who guesses at the same pace does no otherwise: what fits both is told as possible.
import type { LogStore } from '../../port.ts';
import { FAILED } from './refused-logins.ts';

/** A login after failures within a day. */
export type LoginRow = {
  readonly id: string;
  readonly user: string;
  readonly program: string;
  readonly f: number;
  readonly n: number;
  /** Milliseconds UTC. */
  readonly at: number;
  /** Failures within the day before, the accounts that failed, and when the first of them did, in seconds UTC. */
  /** Of these failures, those at the account that came in. */
  readonly own: number;
  readonly before: number;
  readonly failing: readonly string[];
  readonly begun: number;
};

const MAIL = /dovecot|imap|pop3|smtp|sasl|exim|courier|cyrus|zimbra|sendmail/i;
/** Attempts as near as this are one: a program tries two protocols, and each of them more than once. */
const TOGETHER_SECONDS = 30;
const MOST_TOGETHER = 6;
/** Times that a program asked, and how long it waits between at the least. */
const FEWEST_TIMES = 5;
const LEAST_WAIT_SECONDS = 60;
/** Share of the waits that are as long as the middle one, or a multiple of it (a telephone sleeps), and how exactly. */
const EVEN = 0.8;
const EXACT = 0.1;
const EXACT_SECONDS = 15;
/** Logins looked at, one question each: those beyond count as guesses. */
const MOST_LOGINS = 200;
const MOST_TIMES = 5_000;

/** Whether attempts come as a program makes them that asks by the clock. @param seconds ascending */
export function isByTheClock(seconds: readonly number[]): boolean {
  const starts: number[] = [];
  let last = Number.NEGATIVE_INFINITY;
  let together = 0;
  for (const at of seconds) {
    if (at - last > TOGETHER_SECONDS) {
      starts.push(at);
      together = 0;
    }
    together += 1;
    if (together > MOST_TOGETHER) return false;
    last = at;
  }
  if (starts.length < FEWEST_TIMES) return false;
  const waits = starts.slice(1).map((at, i) => at - (starts[i] ?? at));
  const middle = waits.toSorted((a, b) => a - b)[waits.length >> 1] ?? 0;
  if (middle < LEAST_WAIT_SECONDS) return false;
  const near = Math.max(EXACT * middle, EXACT_SECONDS);
  const even = waits.filter((wait) => Math.abs(wait - middle * Math.max(1, Math.round(wait / middle))) <= near);
  return even.length >= EVEN * waits.length;
}

/** Of these logins, those after which a mail program with an old password cannot be told from somebody who guesses slowly. */
export async function asPrograms(
  store: LogStore,
  id: string,
  rows: readonly LoginRow[],
): Promise<ReadonlySet<LoginRow>> {
  const found = new Set<LoginRow>();
  const asked = rows.filter(
    ({ user, program, failing }) => MAIL.test(program) && failing.length === 1 && failing[0] === user && user !== '',
  );
  for (const row of asked.slice(0, MOST_LOGINS)) {
    const times = await store.rows<{ second: number }>(
      `select toUnixTimestamp(toDateTime(ts)) as second from event
       where ${FAILED} and ${id} = {id:String} and second >= {begun:UInt32} and second <= {at:UInt32} order by second limit ${MOST_TIMES}`,
      { id: row.id, begun: row.begun, at: Math.floor(row.at / 1_000) },
    );
    if (times.length < MOST_TIMES && isByTheClock(times.map(({ second }) => second))) found.add(row);
  }
  return found;
}
