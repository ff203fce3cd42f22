// What `last` and `lastb` print of wtmp and btmp, kept by administrators who cannot hand over the files themselves:
//
//   taro     pts/0        203.0.113.7      Wed Mar 12 09:15:02 2025 - Wed Mar 12 10:01:44 2025  (00:46)
//   root     ssh:notty    203.0.113.8      Wed Mar 12 09:15 - 09:15  (00:00)
//   reboot   system boot  5.15.0-91        Tue Mar 11 08:00:11 2025   still running
//
// And what `lastlog` prints, of each account when it last came:
//
//   ops              pts/1    198.51.100.4     Tue Oct 20 10:01:02 +0900 2026
import type { Action } from '../actions.ts';
import { type EventRow, event } from '../rows.ts';
import { civil, monthOf, parseIsoTime } from '../times.ts';
import type { FileContext, Format } from './format.ts';

const line =
  /^(\S{1,64}) +(system (?:boot|down)|\S{1,32}) +(?:(\S{1,256}) +)?(Mon|Tue|Wed|Thu|Fri|Sat|Sun) ([A-Z][a-z]{2}) +(\d{1,2}) (\d\d):(\d\d)(?::(\d\d) (\d{4}))?(?: +(?:- +.{3,32}|still logged in|still running|gone - no logout|\(\d+:\d\d(?::\d\d)?\)).{0,64})?\s*$/;
const ends = /^([\w./-]{1,128}) begins [A-Z][a-z]{2} [A-Z][a-z]{2} +\d{1,2} \d\d:\d\d:\d\d (?:[A-Z]{2,5} )?\d{4}\s*$/;
/** Of each account, by lastlog: the time with its zone. One who never came, and the head of the table, are no records. */
const latest =
  /^(\S{1,64}) +(?:(\S{1,32}) +)?(?:([0-9A-Za-z][\w.:%-]{0,255}) +)?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ([A-Z][a-z]{2}) +(\d{1,2}) (\d\d:\d\d:\d\d) ([+-]\d{4}) (\d{4})\s*$/;
const never =
  /^(?:\S{1,64} {1,64}\*\*(?:Never logged in|一度もログインしていません)\*\*|Username {1,16}Port {1,16}From {1,32}Latest)\s*$/;
const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
/** Years from the one that the file is taken to be of; within five years no date falls on the same day of the week twice. */
const YEARS = [0, -1, 1, -2, -3];

type Written = {
  readonly weekday: string;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly year: number;
};

/** The instant; of a time without a year, in the year in which that day was that day of the week. 0: there is none. */
function instantOf(written: Written, near: number, file: FileContext): number {
  const { weekday, month, day, hour, minute, second, year } = written;
  const inYear = (one: number) => civil(one, month, day, hour, minute, second);
  if (year > 0) {
    const at = inYear(year);
    return at === undefined ? 0 : file.local.toUtc(at);
  }
  for (const step of YEARS) {
    const at = inYear(near + step);
    if (at !== undefined && weekdays[new Date(at / 1000).getUTCDay()] === weekday) return file.local.toUtc(at);
  }
  return 0;
}

/** Lines held back until the file says whether they are of wtmp or of btmp: it is named in the last one. */
const MOST_HELD = 50_000;
/** sshd has no terminal for whom it refused; wtmp holds no such line. */
const REFUSED = /:notty$/;

function actionOf(user: string, isBtmp: boolean): Action {
  if (user === 'reboot') return 'boot';
  if (user === 'shutdown') return 'shutdown';
  return isBtmp ? 'login-failed' : 'session-opened';
}

type Held = {
  readonly n: number;
  readonly at: number;
  readonly user: string;
  readonly terminal: string;
  readonly host: string;
  readonly message: string;
};

function rowOf({ at, user, terminal, host, message }: Held, isBtmp: boolean): EventRow {
  const action = actionOf(user, isBtmp);
  return event({
    at,
    program: 'last',
    ip: /^(?:\d{1,3}\.){3}\d{1,3}$|^[0-9A-Fa-f]*:[0-9A-Fa-f:.]+$/.test(host) ? host : '',
    user: action === 'boot' || action === 'shutdown' ? '' : user,
    action,
    message,
    fields: { line: terminal, host, ...(action === 'login-failed' ? { about: 'attempt' } : {}) },
  });
}

/** A line of lastlog's; undefined for any other. */
function latestRow(text: string, file: FileContext): EventRow | undefined {
  const [, user = '', terminal = '', host = '', name = '', day = '', clock = '', zone = '', year = ''] =
    latest.exec(text) ?? [];
  const month = monthOf(name);
  if (month === undefined) return undefined;
  const two = (n: number) => String(n).padStart(2, '0');
  const time = parseIsoTime(`${year}-${two(month + 1)}-${two(Number(day))} ${clock} ${zone}`, file.local);
  if (!time) return undefined;
  return {
    ...rowOf({ n: file.n, at: time.at, user, terminal, host, message: text.trim() }, false),
    program: 'lastlog',
  };
}

/** Printed by `last` or `lastb`, newest first; or by `lastlog`. */
export const lastOutput: Format = {
  id: 'last',
  open(file) {
    let near: number | undefined;
    let held: Held[] = [];
    let isBtmp = false;
    const tellAll = (): void => {
      for (const one of held) file.emit(rowOf(one, isBtmp), one.n);
      held = [];
    };
    return {
      read(text) {
        const named = ends.exec(text)?.[1];
        if (named !== undefined) {
          isBtmp ||= named.includes('btmp');
          tellAll();
          isBtmp = false;
          return 'comment';
        }
        if (never.test(text)) return 'comment';
        const late = latestRow(text, file);
        if (late) {
          file.emit(late);
          return 'last';
        }
        const match = line.exec(text);
        const month = monthOf(match?.[5] ?? '');
        if (!match || month === undefined) return undefined;
        const [, user = '', terminal = '', host = '', weekday = '', , day, hour, minute, second = '0', year = '0'] =
          match;
        const written: Written = {
          ...{ weekday, month, day: Number(day), hour: Number(hour), minute: Number(minute) },
          ...{ second: Number(second), year: Number(year) },
        };
        // Newest first: the year is asked for once, of the first line without one.
        if (written.year === 0)
          near ??= new Date((file.year.at(month, written.day, 0, 0, 0) ?? 0) / 1000).getUTCFullYear();
        const at = instantOf(written, near ?? 0, file);
        if (at === 0) return undefined;
        isBtmp ||= REFUSED.test(terminal);
        held.push({ n: file.n, at, user, terminal, host, message: text.trim() });
        if (held.length >= MOST_HELD) tellAll();
        return 'last';
      },
      flush: tellAll,
    };
  },
};
