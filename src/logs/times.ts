// Times as log formats write them, by hand rather than by Date.parse: a log has millions, and Date.parse guesses.
import type { Micros } from './rows.ts';

const months: Readonly<Record<string, number>> = {
  Jan: 0,
  Feb: 1,
  Mar: 2,
  Apr: 3,
  May: 4,
  Jun: 5,
  Jul: 6,
  Aug: 7,
  Sep: 8,
  Oct: 9,
  Nov: 10,
  Dec: 11,
};

/** 0 to 11, undefined for anything but the English three letters. */
export function monthOf(name: string): number | undefined {
  return months[name];
}

/** Abbreviations of other languages where they differ from the English, in lower case, without accents or points. */
const foreignMonths: readonly string[] = [
  'janv januar januari ene enero gen genn gennaio sty janeiro janvier january',
  'fev fevr f?v f?vr f?vrier febr feb februar februari febbraio febrero fevereiro fevrier lut february',
  'mars marz maerz mrt maart mar mrz m?r m?rz marzo mar?o march',
  'avr avril abr abril apr april aprile kwi',
  'mai maj mag maggio mei mayo maio may',
  'juin juni giu giugno jun junio junho cze june',
  'juil juillet juli lug luglio jul julio julho lip july',
  'aout ao?t aug august augusti augustus ago agosto sie',
  'sept septembre september set sett settembre sep septiembre setembro wrz',
  'okt oktober ott ottobre oct octobre octubre out outubro pa? october',
  'nov novembre november noviembre novembro lis',
  'dez dezember d?c dec decembre d?cembre dic dicembre diciembre december dezembro gru',
];
const foreignMonth = new Map(
  foreignMonths.flatMap((names, month) => names.split(' ').map((name) => [name, month] as const)),
);

/** A month as servers with another language than English write it: `sept.`, `août`, `9月`. A byte string. */
export function monthOfAnyLanguage(name: string): number | undefined {
  const plain = name
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/[^\0-\x7f]+/g, '?');
  const number = /^(\d{1,2})\?$/.exec(plain)?.[1];
  if (number !== undefined) return Number(number) >= 1 && Number(number) <= 12 ? Number(number) - 1 : undefined;
  return foreignMonth.get(plain);
}

const monthNames = Object.keys(months);

/** The time with its month in English, where another language stands there. */
function inEnglish(text: string): string | undefined {
  const match = /^(\d\d\/)([^/:\s]{2,16})(\/\d{4}:.*)$/s.exec(text);
  const month = match ? monthOfAnyLanguage(match[2] ?? '') : undefined;
  return month === undefined ? undefined : `${match?.[1]}${monthNames[month]}${match?.[3]}`;
}

/** Two or more digits at a place; NaN when one is no digit. */
function digits(text: string, from: number, count: number): number {
  let value = 0;
  for (let i = from; i < from + count; i += 1) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/**
 * Microseconds of a civil date and time read as UTC; undefined when no calendar has it.
 * A 60th second (a leap second) is taken as the next minute's first.
 */
export function civil(
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
): Micros | undefined {
  if (!(year >= 1970 && year <= 2262 && month >= 0 && month <= 11 && day >= 1 && hour <= 23)) return undefined;
  if (!(minute <= 59 && second <= 60)) return undefined;
  const at = Date.UTC(year, month, day, hour, minute, second);
  if (day > 28 && new Date(Date.UTC(year, month, day)).getUTCMonth() !== month) return undefined;
  return at * 1000;
}

/**
 * Hours east of UTC of the abbreviations that PostgreSQL and others write, as PostgreSQL's own table has them. CST, IST and
 * AST name several zones that are all in use, and are not here: such a time is read as one that does not say its zone.
 */
const namedZones: Readonly<Record<string, number>> = {
  ...{ Z: 0, z: 0, UTC: 0, GMT: 0, WET: 0, WEST: 1, BST: 1, CET: 1, CEST: 2, MET: 1, MEST: 2, EET: 2, EEST: 3, MSK: 3 },
  ...{ ICT: 7, WIB: 7, HKT: 8, SGT: 8, AWST: 8, JST: 9, KST: 9, ACST: 9.5, ACDT: 10.5, AEST: 10, AEDT: 11, NZST: 12 },
  ...{ NZDT: 13, EST: -5, EDT: -4, CDT: -5, MST: -7, MDT: -6, PST: -8, PDT: -7, AKST: -9, AKDT: -8, HST: -10 },
};

/** `+0900`, `+09:00`, `Z`, `JST`: seconds east of UTC. */
export function zoneSeconds(zone: string): number | undefined {
  const named = Object.hasOwn(namedZones, zone) ? namedZones[zone] : undefined;
  if (named !== undefined) return named * 3600;
  const sign = zone.charCodeAt(0) === 43 ? 1 : zone.charCodeAt(0) === 45 ? -1 : 0;
  if (sign === 0) return undefined;
  const hours = digits(zone, 1, 2);
  const minutes =
    zone.length === 3
      ? 0
      : zone.length === 5
        ? digits(zone, 3, 2)
        : zone.length === 6
          ? digits(zone, 4, 2)
          : Number.NaN;
  return hours <= 15 && minutes <= 59 ? sign * (hours * 3600 + minutes * 60) : undefined;
}

/** `10/Oct/2000:13:55:36 -0700`, with or without a zone; `local` reads one that has none. */
export function parseClfTime(text: string, local: Local): Micros | undefined {
  const month = monthOf(text.slice(3, 6));
  if (month === undefined || text[6] !== '/') {
    const english = inEnglish(text);
    return english === undefined || english === text ? undefined : parseClfTime(english, local);
  }
  if (text[2] !== '/' || text[11] !== ':') return undefined;
  const at = civil(
    digits(text, 7, 4),
    month,
    digits(text, 0, 2),
    digits(text, 12, 2),
    digits(text, 15, 2),
    digits(text, 18, 2),
  );
  if (at === undefined) return undefined;
  let from = 20;
  let fraction = 0;
  if (text[20] === '.' || text[20] === ',') {
    const end = text.indexOf(' ', 21);
    from = end < 0 ? text.length : end;
    fraction = fractionMicros(text.slice(21, from)) ?? Number.NaN;
    if (Number.isNaN(fraction)) return undefined;
  }
  if (from >= text.length) return local.toUtc(at) + fraction;
  const zone = zoneSeconds(text.slice(from + 1));
  return zone === undefined ? undefined : at - zone * 1e6 + fraction;
}

/** Digits after the point as microseconds; more than six are cut, as no table keeps them. */
export function fractionMicros(text: string): number | undefined {
  if (!/^\d{1,12}$/.test(text)) return undefined;
  return Number(text.slice(0, 6).padEnd(6, '0'));
}

const zoneNames = Object.keys(namedZones).filter((name) => name.length > 1);
const iso = new RegExp(
  String.raw`^(\d{4})[-/](\d\d)[-/](\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,:](\d{1,9}))?(?: ?(Z|(?:${zoneNames.join('|')})(?![A-Za-z])|[+-]\d\d:?\d\d|[+-]\d\d(?![\d:-])))?`,
);

/** ISO 8601 and its relatives (`2026/11/22 07:00:00`, comma before the fraction, `UTC` for Z). `end`: where it stopped. */
export function parseIsoTime(text: string, local: Local): { at: Micros; end: number } | undefined {
  const match = iso.exec(text);
  if (!match) return undefined;
  const [whole, year, month, day, hour, minute, second, fraction, zone] = match;
  const at = civil(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  if (at === undefined) return undefined;
  const micros = fraction === undefined ? 0 : (fractionMicros(fraction) ?? 0);
  if (zone === undefined) return { at: local.toUtc(at) + micros, end: whole.length };
  const east = zoneSeconds(zone);
  return east === undefined ? undefined : { at: at - east * 1e6 + micros, end: whole.length };
}

/** How times that do not say their zone are read; remembers that it was asked, so that the reader can be told. */
export type Local = { toUtc(at: Micros): Micros; used: boolean };

/** Lines a little out of order are no clock that went back. */
const BACK_MICROS = 120e6;
/** Summer time repeats an hour, in one zone half of one. */
const LONGEST_REPEAT_MS = 3 * 3_600_000;

/**
 * For the lines of one file, in their order.
 *
 * @param timeZone an IANA name; its rules for summer time apply. @throws RangeError for an unknown name
 */
export function localTime(timeZone: string): Local {
  if (timeZone === 'UTC') {
    const utc: Local = {
      used: false,
      toUtc(at) {
        utc.used = true;
        return at;
      },
    };
    return utc;
  }
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const eastOf = (utcMs: number): number => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(utcMs)) part[type] = Number(value);
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
    return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(utcMs / 1000) * 1000;
  };
  // Zones change on the quarter hour at the finest, so one answer serves fifteen minutes of lines.
  const quarter = 900_000;
  let lastQuarter = Number.NaN;
  let lastEast = 0;
  /** The offset before the change, where the clock shows the same hour twice. */
  let firstEast = 0;
  let lastAt: Micros | undefined;
  /** The clock has gone back within the hour that it shows twice. */
  let isSecond = false;
  const local: Local = {
    used: false,
    toUtc(at) {
      local.used = true;
      const ms = at / 1000;
      const here = Math.floor(ms / quarter);
      if (here !== lastQuarter) {
        lastQuarter = here;
        // Twice, so that the hours around a change take the offset that holds after it.
        lastEast = eastOf(ms - eastOf(ms));
        const before = eastOf(ms - lastEast - LONGEST_REPEAT_MS);
        firstEast = before > lastEast && eastOf(ms - before) === before ? before : lastEast;
      }
      // Where no line stands before it, nobody can tell, and it is taken for the second.
      if (firstEast === lastEast) isSecond = false;
      else if (lastAt === undefined || at < lastAt - BACK_MICROS) isSecond = true;
      lastAt = at;
      return at - (isSecond ? lastEast : firstEast) * 1000;
    },
  };
  return local;
}

/** Month and day, for years to be guessed. */
export type YearClock = {
  /** Microseconds of a time without a year, as UTC. */
  at(month: number, day: number, hour: number, minute: number, second: number): Micros | undefined;
  used: boolean;
};

/** Days (of months of 31) back that are New Year rather than lines out of order. */
const BACK_IS_NEW_YEAR = 62;
/** Days forward that are a late line of December rather than a long silence. */
const FORWARD_IS_LATE = 310;

/** `same`, `new-year`, or `late`: what a step from one day to another means where no year is written. */
export function yearStep(last: number, now: number): 'same' | 'new-year' | 'late' {
  if (now < last - BACK_IS_NEW_YEAR) return 'new-year';
  return now > last + FORWARD_IS_LATE ? 'late' : 'same';
}

/**
 * Gives years to times that have none, line after line: December to January is the next year, January to December a
 * line that came late.
 *
 * @param startYear the year of the file's first such line
 */
export function yearClock(startYear: number): YearClock {
  let year = startYear;
  let last = -1;
  const clock: YearClock = {
    used: false,
    at(month, day, hour, minute, second) {
      clock.used = true;
      const now = month * 31 + day;
      const step = last < 0 ? 'same' : yearStep(last, now);
      if (step === 'new-year') year += 1;
      if (step !== 'late') last = now;
      const here = step === 'late' ? year - 1 : year;
      // The 29th of February in a year that has none: the guess is wrong, and the leap year before is nearer the truth.
      return (
        civil(here, month, day, hour, minute, second) ?? civil(here - (here % 4), month, day, hour, minute, second)
      );
    },
  };
  return clock;
}

/** Gives years to times beside which a whole instant stands, as in an envelope: the year that brings them nearest to it. */
export function yearBeside(instant: Micros): YearClock {
  const around = new Date(instant / 1000).getUTCFullYear();
  const clock: YearClock = {
    used: false,
    at(month, day, hour, minute, second) {
      clock.used = true;
      const candidates = [around, around - 1, around + 1]
        .map((year) => civil(year, month, day, hour, minute, second))
        .filter((at) => at !== undefined);
      return candidates.sort((a, b) => Math.abs(a - instant) - Math.abs(b - instant))[0];
    },
  };
  return clock;
}
