// Dates as people write them into tables and claims. What the writer did not say (a zone, a time of day) is not guessed
// silently: a date alone stays a date, a time without a zone takes the organisation's.

/** A clock takes far longer to make than to read, and a register has a time in every row. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  // Zones are few; a file that names a new one in every row must not fill the memory.
  if (clocks.size < 100) clocks.set(zone, made);
  return made;
}

/** Minutes east of UTC of a zone at an instant. */
function offsetMinutes(zone: string, at: number): number {
  const parts = clockOf(zone).formatToParts(at);
  const value = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const local = Date.UTC(
    value('year'),
    value('month') - 1,
    value('day'),
    value('hour'),
    value('minute'),
    value('second'),
  );
  return Math.round((local - Math.floor(at / 1000) * 1000) / 60_000);
}

/** True when the runtime knows the zone; `Asia/Tokyo`, `UTC`. */
export function isTimeZone(zone: string): boolean {
  try {
    clockOf(zone);
    return true;
  } catch {
    return false;
  }
}

/** ISO 8601 with the offset that the zone had at that instant, seconds precision. */
export function isoInZone(at: number, zone: string): string {
  const minutes = offsetMinutes(zone, at);
  const local = new Date(at + minutes * 60_000).toISOString().slice(0, 19);
  const sign = minutes < 0 ? '-' : '+';
  const size = Math.abs(minutes);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${local}${sign}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}

const DAY = 86_400_000;

/**
 * Milliseconds of a wall-clock time in a zone. In the hour that a clock change repeats, the earlier one; a time that a change
 * leaves out is read by the offset before it. No zone changes its clocks twice within two days.
 */
function fromLocal(localAsUtc: number, zone: string): number {
  const before = offsetMinutes(zone, localAsUtc - DAY);
  const after = offsetMinutes(zone, localAsUtc + DAY);
  const by = (offset: number) => localAsUtc - offset * 60_000;
  // Only where neither the repeated nor the left-out hour is meant does the later offset hold.
  return before !== after && offsetMinutes(zone, by(before)) !== before && offsetMinutes(zone, by(after)) === after
    ? by(after)
    : by(before);
}

const written =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s　]*(\d{1,2})[:時](\d{2})分?(?::(\d{2})(?:\.\d{1,9})?)?秒?\s*(Z|[+-]\d{2}:?\d{2})?)?$/;

const eras: Readonly<Record<string, number>> = { 令和: 2018, 平成: 1988, 昭和: 1925 };

/** 令和八年十一月二十日, 八月三十日: days written in kanji, as letters on paper have them. */
const kanjiDate =
  /(?:(令和|平成|昭和)\s?(元|[一二三四五六七八九十]{1,3})\s?年)?(?<![一二三四五六七八九十])([一二三四五六七八九]|十[一二]?)月([一二三四五六七八九]|[一二三]?十[一二三四五六七八九]?)日/g;

/** A number below a hundred: 九, 十一, 二十, 三十一. */
export function kanjiNumber(text: string): number {
  const [tens, ones = ''] = text.includes('十') ? text.split('十') : ['0', text];
  const value = (digit: string) => Math.max(0, '〇一二三四五六七八九'.indexOf(digit));
  return (tens === '0' ? 0 : tens === '' ? 10 : value(tens ?? '') * 10) + (ones === '' ? 0 : value(ones));
}

/** Years of a Japanese era as Western ones, in a text whose full-width digits become plain ones: `令和８年` is `2026年`. */
export function westernYears(text: string): string {
  return text
    .normalize('NFKC')
    .replace(kanjiDate, (_, era: string | undefined, year: string | undefined, month: string, day: string) => {
      const years =
        era === undefined || year === undefined ? '' : `${era}${year === '元' ? year : kanjiNumber(year)}年`;
      return `${years}${kanjiNumber(month)}月${kanjiNumber(day)}日`;
    })
    .replace(/(令和|平成|昭和)\s?(元|\d{1,2})\s?年/g, (_, era: string, year: string) => {
      return `${(eras[era] ?? 0) + (year === '元' ? 1 : Number(year))}年`;
    });
}

/**
 * An instant as ISO 8601 with offset, or a bare date as YYYY-MM-DD when no time of day was written; undefined when the
 * text is no date. Understands `2009-04-10`, `2009/4/10 9:30`, `2009年4月10日 9時30分`, `2009-04-10T09:30:00+09:00`, and
 * years of a Japanese era and full-width digits.
 */
export function parseWhen(text: string, zone: string): string | undefined {
  const found = written.exec(text.trim()) ?? written.exec(westernYears(text.slice(0, 60)).trim());
  if (!found) return undefined;
  const [, year, month, day, hour, minute, second, offset] = found;
  const date = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const bare = new Date(date).toISOString().slice(0, 10);
  if (Number(bare.slice(5, 7)) !== Number(month) || Number(bare.slice(8)) !== Number(day)) return undefined; // 31 February
  if (hour === undefined) return bare;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 60) return undefined;
  const local = date + ((Number(hour) * 60 + Number(minute)) * 60 + Number(second ?? 0)) * 1000;
  if (offset === undefined) return isoInZone(fromLocal(local, zone), zone);
  if (offset === 'Z') return isoInZone(local, 'UTC');
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(-2));
  const sign = offset.startsWith('-') ? -1 : 1;
  const at = new Date(local).toISOString().slice(0, 19);
  return minutes > 14 * 60 ? undefined : `${at}${sign < 0 ? '-' : '+'}${offset.slice(1, 3)}:${offset.slice(-2)}`;
}

/** Milliseconds since 1970 UTC of what parseWhen returned; a bare date counts from its midnight in the zone. */
export function millisecondsOf(when: string, zone: string): number {
  return when.length === 10 ? fromLocal(Date.parse(`${when}T00:00:00Z`), zone) : Date.parse(when);
}

/** The last moment that what parseWhen returned may mean: a bare date is the whole of its day. Milliseconds UTC. */
export function lastMomentOf(when: string, zone: string): number {
  return when.length === 10 ? lastSecondOf(when, zone) + 999 : Date.parse(when);
}

/** So many days later at the same time of day by the clocks of a zone, which may change in between. Milliseconds UTC. */
export function daysLater(at: number, days: number, zone: string): number {
  return fromLocal(at + offsetMinutes(zone, at) * 60_000 + days * 86_400_000, zone);
}

/** The last second of a day as its zone counts it: a day on which the clocks change has 23 or 25 hours. Milliseconds UTC. */
export function lastSecondOf(day: string, zone: string): number {
  const next = new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
  return millisecondsOf(next, zone) - 1000;
}
