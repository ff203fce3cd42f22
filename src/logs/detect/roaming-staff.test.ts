// How often ordinary colleagues are taken for somebody else: forty of a house over six weeks, at the office, at home, on the
// move, on journeys, back from leave, while strangers guess at some of their accounts every day.
import { expect, it } from 'vitest';
import { DAY, detect, drawn, HOUR, type Line, spread, syslog } from './invented-logs.test-support.ts';

const STAFF = 40;
const DAYS = 46;
const office = '198.51.100.7';
const home = (i: number) => `198.18.${i}.9`;
/** A line of a mobile network, another one nearly each day; some are shared by two colleagues. */
const mobile = (i: number, day: number) => `203.0.${113 + (drawn(i * 31 + day, 60) % 60)}.${1 + drawn(i + day, 200)}`;
const hotel = (i: number, trip: number) => `198.19.${4 * i + trip}.9`;

let made = 0;
/** A login to a mailbox, and what its session was given. */
function opened(i: number, at: number, ip: string, out: number): Line[] {
  made += 1;
  const user = `staff${i}@house.example`;
  return [
    syslog(
      at,
      `dovecot: imap-login: Login: user=<${user}>, method=PLAIN, rip=${ip}, lip=10.0.0.9, mpid=${made}, TLS, session=<r${made}>`,
    ),
    syslog(
      at + 60,
      `dovecot: imap(${user})<${made}><r${made}>: Disconnected: Logged out in=310 out=${out} deleted=0 expunged=0`,
    ),
  ];
}

/** One colleague's day: whom the number makes a traveller, a mover, a telephone, or somebody on leave. */
function dayOf(i: number, day: number): Line[] {
  const morning = day * DAY + 8 * HOUR + drawn(i * 97 + day, 3_000);
  const evening = day * DAY + 19 * HOUR + drawn(i * 89 + day, 5_000);
  const isWeekend = day % 7 >= 5;
  const isOnLeave = i % 20 === 3 && day >= 8 && day < 42;
  if (isOnLeave) return [];
  // Three travel often, three once in the six weeks: mail is read in the hotel, late.
  const trip = i % 8 === 1 ? (i % 16 === 1 ? [15] : [15, 24, 31, 32]).indexOf(day) : -1;
  if (trip >= 0) return opened(i, day * DAY + 22 * HOUR, hotel(i, Math.min(trip, 2)), 60_000);
  const lives = (i % 10 === 2 && day > 20) || (i % 20 === 3 && day >= 42) ? home(i + STAFF) : home(i);
  return [
    ...(isWeekend
      ? []
      : [
          ...opened(i, morning, office, 40_000 + drawn(day + i, 90_000)),
          ...opened(i, morning + 5 * HOUR, office, 9_000),
        ]),
    ...(i % 3 === 0 || isWeekend ? opened(i, evening, lives, 20_000) : []),
    ...(i % 4 === 0 ? opened(i, evening + 3_000, mobile(i, day), 3_000) : []),
  ];
}

const days = Array.from({ length: DAYS }, (_, day) => day);
const staff = Array.from({ length: STAFF }, (_, i) => i);
const guesses = days.flatMap((day) =>
  spread(120, day * DAY, 700, (k, at) =>
    syslog(
      at,
      `dovecot: imap-login: Disconnected: Connection closed (auth failed, 1 attempts in 2 secs): user=<staff${k % 6}@house.example>, method=PLAIN, rip=45.${drawn(k + day, 90)}.${k % 60}.7, lip=10.0.0.9, session=<g${day}.${k}>`,
    ),
  ),
);
it('takes none of forty colleagues for an intruder, and asks of one: on a journey, while many guess at that account', async () => {
  const lines = [...days.flatMap((day) => staff.flatMap((i) => dayOf(i, day))), ...guesses];
  expect(lines.length).toBe(13_480);
  const { actors } = await detect({ 'mail.log': lines });
  const told = actors.filter(({ signs }) => signs.some(({ id }) => id === 'login-elsewhere'));
  expect(told.map(({ id, level }) => [id, level])).toEqual([[hotel(1, 0), 'notable']]);
}, 60_000);
