// Times at the head of a line, in the many layouts that applications of their own choose. One layout, one reader.
import type { Micros } from '../rows.ts';
import {
  civil,
  fractionMicros,
  monthOf,
  monthOfAnyLanguage,
  parseClfTime,
  parseIsoTime,
  zoneSeconds,
} from '../times.ts';
import type { FileContext } from './format.ts';
import { parseCtime } from './servers.ts';

type Time = { readonly at: Micros; readonly end: number };
type Layout = (text: string, file: FileContext, bracketed: boolean) => Time | undefined;

/** Characters in which a time at the head of a line ends. */
const HEAD = 72;

/** Three letters in any case: `apr`, `APR`, `Apr`; or what another language has for them. */
function anyMonth(name: string): number | undefined {
  return monthOf(`${name.slice(0, 1).toUpperCase()}${name.slice(1, 3).toLowerCase()}`) ?? monthOfAnyLanguage(name);
}

type Clock = { readonly hour?: string; readonly minute?: string; readonly second?: string; readonly fraction?: string };

const localTime = (file: FileContext, date: readonly [number, number, number], clock: Clock): Micros | undefined =>
  civilTime(file.local, date, clock);

function civilTime(
  zone: Pick<FileContext['local'], 'toUtc'>,
  [year, month, day]: readonly [number, number, number],
  { hour, minute, second, fraction }: Clock,
): Micros | undefined {
  const at = civil(year, month, day, Number(hour), Number(minute), Number(second ?? 0));
  return at === undefined ? undefined : zone.toUtc(at) + (fraction ? (fractionMicros(fraction) ?? 0) : 0);
}

/** The same, of a time that says how many seconds it is east of UTC. */
function inZone(date: readonly [number, number, number], clock: Clock, east: number): Micros | undefined {
  const utc: Pick<FileContext['local'], 'toUtc'> = { toUtc: (at) => at - east * 1e6 };
  return civilTime(utc, date, clock);
}

const clock = String.raw`(?<hour>\d{1,2}):(?<minute>\d\d):(?<second>\d\d)(?:[.,:](?<fraction>\d{1,9}))?`;

/** `Jan 18 17:39:50` without a year, as Asterisk and Monit write it. */
const noYear = new RegExp(String.raw`^(?:[A-Z]{2,5} )?(?<month>[A-Z][a-z]{2}) {1,2}(?<day>\d{1,2}) ${clock}`);
/** `15-Oct-2013 08:12:02.123`, `15/Oct/2013:08:12:02`, `15 Oct 2013 08:12:02`; `15-10月-2013 08:12:02.123` in Japanese Java. */
const dayMonthName = new RegExp(
  String.raw`^(?:[A-Z][a-z]{2}, )?(?<day>\d{1,2})[-/. ](?:(?<month>[A-Za-z]{3})[a-z]{0,6}|(?<number>\d{1,2})[\x80-\xff]{2,3})[-/. ](?<year>\d{4})[: T]{1,2}${clock}(?: (?<zone>[+-]\d{4}|UTC|GMT)(?=\]))?`,
);
/** `apr 15, 2013 8:34:08 PM`: java.util.logging; `Apr 15, 2013 @ 20:34:08.123`: Kibana. */
const monthNameFirst = new RegExp(
  String.raw`^(?<month>[A-Za-z]{3})[a-z]{0,6}\.? (?<day>\d{1,2}), (?<year>\d{4})(?:,| @)? ${clock}(?: (?<half>[AP]M))?`,
);
/** `2011.11.21 14:29:16`, `2015-10-07  8:25:38`, `20130715 10:00:00`, `2024-1-2 03:04:05`. */
const yearFirst = new RegExp(
  String.raw`^(?<year>\d{4})(?<gap>[-./:]?)(?<month>\d{1,2})\k<gap>(?<day>\d{1,2})[T ,_-]{1,3}${clock}(?: ?(?<zone>Z|[+-]\d\d:?\d\d))?`,
);
/** `01/02/2014 - 01:25:17`, `22-06-2014 09:56:12`, `2/1/2023, 7:34:03 AM`: which of the first two is the month is not said. */
const numbersFirst = new RegExp(
  String.raw`^(?<one>\d{1,2})(?<gap>[-/.])(?<two>\d{1,2})\k<gap>(?<year>\d{4}|\d\d)(?:[, ]{1,2}(?:- )?|-)${clock}(?: (?<half>[AP]M))?`,
);
/** `@400000004c91b044077a9e94`: TAI64N, seconds since 1970 in TAI, ten ahead of UTC in 1970. */
const tai64n = /^@4[0-9a-f]{7}(?<seconds>[0-9a-f]{8})(?<nanoseconds>[0-9a-f]{8})/;
/** `Mar-19-16 13:42:20`. */
const monthNameShort = new RegExp(String.raw`^(?<month>[A-Z][a-z]{2})-(?<day>\d\d)-(?<year>\d\d) ${clock}`);
/** `08-03 07:56:53.026292 [`: month and day, with a fraction so that it is no range of numbers. */
const monthDay = /^(?<month>\d\d)-(?<day>\d\d) (?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)\.(?<fraction>\d{3,9})/;
/** A time not far from the head, behind ids of the writer's own. */
const further = /^\S.{0,47}?[ [](?=\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d)/;
/** Where a date may begin behind a writer's own words: `[Nest] 7  - 08/02/2023, 7:32:47 PM`, `2101:M 02 Mar 2026 09:06:12`. */
const dateBehind =
  /^\S.{0,47}?[ [(|](?=\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4}[T ,]{1,2}\d{1,2}:\d\d:\d\d|\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d)/;
/** `1700000000.123`: seconds, or milliseconds in thirteen digits. */
const epoch = /^(?<seconds>1\d{9})(?:\.(?<fraction>\d{1,9})|(?<milliseconds>\d{3}))?(?=[\s:|,\])])/;
/** `I0216 09:36:07.123456       1 server.go:88]`: glog and klog, as Kubernetes writes. */
const glog =
  /^[IWEF](?<month>\d\d)(?<day>\d\d) (?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)\.(?<fraction>\d{6}) {1,8}\d{1,10} [\w.-]{1,40}:\d{1,6}\]/;
/** ` 12011:20260302:085401.118 `: Zabbix, its process first. */
const zabbix =
  /^\d{1,8}:(?<year>\d{4})(?<month>\d\d)(?<day>\d\d):(?<hour>\d\d)(?<minute>\d\d)(?<second>\d\d)\.(?<fraction>\d{3})(?= )/;
/** `07:27:04.499 [thread]`: a time of day and no date. */
const timeOfDay = /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d[.,]\d{3}(?= \[| {1,4}(?:TRACE|DEBUG|INFO|WARN|ERROR)\b)/;

function halfDay(hour: string | undefined, half: string | undefined): string {
  const number = Number(hour);
  if (half === 'PM' && number < 12) return String(number + 12);
  return half === 'AM' && number === 12 ? '0' : String(number);
}

/** Month, day and time of day, of the year that the file has reached. */
const withoutYear =
  (pattern: RegExp): Layout =>
  (text, file) => {
    const found = pattern.exec(text);
    const { month, day, hour, minute, second, fraction } = found?.groups ?? {};
    if (!found || Number(month) < 1 || Number(month) > 12) return undefined;
    const at = file.year.at(Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
    return at === undefined
      ? undefined
      : { at: file.local.toUtc(at) + (fractionMicros(fraction ?? '') ?? 0), end: found[0].length };
  };

const layouts: readonly Layout[] = [
  (text, file) => parseIsoTime(text, file.local),
  (text, file) => parseCtime(text, file.local),
  (text, file) => {
    const found = /^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d(?:\.\d{1,6})?(?: [+-]\d{4})?/.exec(text);
    const at = found ? parseClfTime(found[0], file.local) : undefined;
    return found && at !== undefined ? { at, end: found[0].length } : undefined;
  },
  (text, file) => {
    const found = yearFirst.exec(text);
    const { year, month, day, zone, gap, ...rest } = found?.groups ?? {};
    if (!found || (gap === '' && month?.length !== 2)) return undefined;
    const civilDate = [Number(year), Number(month) - 1, Number(day)] as const;
    const at = localTime(file, civilDate, rest);
    return at === undefined ? undefined : { at, end: found[0].length - (zone ? zone.length : 0) };
  },
  (text, file) => {
    const found = dayMonthName.exec(text);
    const { year, month, number: numbered, day, zone, ...rest } = found?.groups ?? {};
    const number = numbered === undefined ? anyMonth(month ?? '') : Number(numbered) - 1;
    if (!found || number === undefined) return undefined;
    const date = [Number(year), number, Number(day)] as const;
    const east = zone === undefined ? undefined : zoneSeconds(zone);
    const at = east === undefined ? localTime(file, date, rest) : inZone(date, rest, east);
    return at === undefined ? undefined : { at, end: found[0].length };
  },
  (text, file) => {
    const found = monthNameFirst.exec(text);
    const { year, month, day, half, ...rest } = found?.groups ?? {};
    const number = anyMonth(month ?? '');
    if (!found || number === undefined) return undefined;
    const at = localTime(file, [Number(year), number, Number(day)], { ...rest, hour: halfDay(rest['hour'], half) });
    return at === undefined ? undefined : { at, end: found[0].length };
  },
  (text, file) => {
    const found = numbersFirst.exec(text);
    const { one, two, gap, year = '', half, ...rest } = found?.groups ?? {};
    if (!found) return undefined;
    // With slashes Americans put the month first; with points and dashes the day stands first. Over twelve, it says so.
    const monthFirst = Number(one) <= 12 && (Number(two) > 12 || gap === '/');
    if (Number(one) <= 12 && Number(two) <= 12 && one !== two) {
      file.assume(monthFirst ? 'dates are month first' : 'dates are day first');
    }
    const [month, day] = monthFirst ? [one, two] : [two, one];
    const whole = year.length === 2 ? 2000 + Number(year) : Number(year);
    const at = localTime(file, [whole, Number(month) - 1, Number(day)], { ...rest, hour: halfDay(rest['hour'], half) });
    return at === undefined ? undefined : { at, end: found[0].length };
  },
  // Without brackets such a line is syslog.
  (text, file, bracketed) => {
    const found = bracketed ? noYear.exec(text) : null;
    const { month, day, hour, minute, second } = found?.groups ?? {};
    const number = monthOf(month ?? '');
    if (!found || number === undefined) return undefined;
    const at = file.year.at(number, Number(day), Number(hour), Number(minute), Number(second));
    return at === undefined ? undefined : { at: file.local.toUtc(at), end: found[0].length };
  },
  (text, file) => {
    const found = monthNameShort.exec(text);
    const { year, month, day, ...rest } = found?.groups ?? {};
    const number = monthOf(month ?? '');
    if (!found || number === undefined) return undefined;
    const at = localTime(file, [2000 + Number(year), number, Number(day)], rest);
    return at === undefined ? undefined : { at, end: found[0].length };
  },
  withoutYear(monthDay),
  withoutYear(glog),
  (text) => {
    const found = tai64n.exec(text);
    const { seconds = '', nanoseconds = '' } = found?.groups ?? {};
    if (!found) return undefined;
    const at = (Number.parseInt(seconds, 16) - 10) * 1e6 + Math.floor(Number.parseInt(nanoseconds, 16) / 1000);
    return { at, end: found[0].length };
  },
  (text) => {
    const found = epoch.exec(text);
    const { seconds, fraction, milliseconds } = found?.groups ?? {};
    if (!found) return undefined;
    const micros = fraction ? (fractionMicros(fraction) ?? 0) : Number(milliseconds ?? 0) * 1000;
    return { at: Number(seconds) * 1e6 + micros, end: found[0].length };
  },
  (text, file) => {
    const found = zabbix.exec(text);
    const { year, month, day, ...rest } = found?.groups ?? {};
    if (!found) return undefined;
    const at = localTime(file, [Number(year), Number(month) - 1, Number(day)], rest);
    return at === undefined ? undefined : { at, end: found[0].length };
  },
  (text) => {
    const found = timeOfDay.exec(text);
    return found ? { at: 0, end: found[0].length } : undefined;
  },
];

/** Tinyproxy's level, in a column of its own. */
const behindLevel = /^[A-Z]{4,8} {2,6}$/;
/** What may stand before the time: brackets, a level or mark of one letter, a name in brackets. */
const lead =
  /^ {0,7}(?:\[[A-Z][A-Z_-]{1,24}\] ?)?(?:[A-Z]{4,8} {2,6}(?=[A-Z][a-z]{2} )|<[A-Z]>|[A-Z] \[?(?=\d\d\/)|=[A-Z ]{4,20}=+ |[[({])? ?(?:\d{1,8}:[0-9-]{5,24}\] )?/;

/** The time a line begins with, and where its text begins. */
export function writtenTime(line: string, file: FileContext): Time | undefined {
  const skip = lead.exec(line)?.[0].length ?? 0;
  for (const from of skip === 0 ? [0] : [skip, 0]) {
    const text = line.slice(from, from + HEAD);
    // A time begins with a digit, the name of a month, day or zone, or TAI64's mark.
    if (!/^[\dA-Za-z@]/.test(text)) continue;
    for (const layout of layouts) {
      const time = layout(
        text,
        file,
        from > 0 && (/[[(]/.test(line.charAt(from - 1)) || behindLevel.test(line.slice(0, from))),
      );
      if (time) return { at: time.at, end: time.end + from };
    }
  }
  const behind = further.exec(line)?.[0].length;
  const time = behind === undefined ? undefined : parseIsoTime(line.slice(behind, behind + HEAD), file.local);
  if (time && behind !== undefined) return { at: time.at, end: behind + time.end };
  const from = dateBehind.exec(line)?.[0].length;
  if (from === undefined) return undefined;
  const text = line.slice(from, from + HEAD);
  for (const layout of layouts) {
    const found = layout(text, file, false);
    if (found) return { at: found.at, end: from + found.end };
  }
  return undefined;
}
