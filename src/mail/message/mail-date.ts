// Dates as mail headers write them. Only what is written is used: no clock, no local zone.

export type MailDate = {
  /** ISO 8601 with the offset that was written (+00:00 when none was). */
  readonly iso: string;
  readonly milliseconds: number;
  readonly hasZone: boolean;
};

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Zones by name (RFC 5322 §4.3 and those that mail in Japan and Europe shows), minutes east of UTC. */
const zones: Readonly<Record<string, number>> = {
  ut: 0,
  utc: 0,
  gmt: 0,
  z: 0,
  wet: 0,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  jst: 540,
  kst: 540,
  cet: 60,
  cest: 120,
  met: 60,
  mest: 120,
  bst: 60,
  eet: 120,
  eest: 180,
  msk: 180,
  hst: -600,
  aest: 600,
  aedt: 660,
  ist: 330,
  ast: -240,
  adt: -180,
  nst: -210,
  ndt: -150,
  akst: -540,
  akdt: -480,
  brt: -180,
  brst: -120,
  art: -180,
  west: 60,
  mez: 60,
  mesz: 120,
  sast: 120,
  msd: 240,
  pkt: 300,
  ict: 420,
  wib: 420,
  awst: 480,
  hkt: 480,
  sgt: 480,
  acst: 570,
  acdt: 630,
  nzst: 720,
  nzdt: 780,
};

/** Time of day: "09:01:02", "9.01", "9:1:2.345 PM". */
const time = String.raw`(?<hour>\d{1,2})[:.](?<minute>\d{1,2})(?:[:.](?<second>\d{1,2})(?:\.\d{1,9})?)?(?:[ \t]{0,3}(?<half>[ap])\.?m\b\.?)?`;
/** "+0900", "+9:00", "+09", "GMT+9", "JST", "MET DST". */
const zone = String.raw`(?<zone>[+-] ?\d{1,2}:?\d{2}|[+-]\d{2}|(?:gmt|utc?)[+-]\d{1,2}(?::?\d{2})?|[a-z]{1,5})\b(?:[ \t](?<summer>dst)\b)?`;
const spaces = String.raw`[ \t]{1,9}`;
const anySpaces = String.raw`[ \t]{0,9}`;
const monthName = '(?<month>[a-z]{3})[a-z]{0,6}';

const forms = [
  // 3 Feb 2010 04:05:06 +0900
  String.raw`(?<day>\d{1,2})[ \t-]{1,9}${monthName}[ \t.,-]{1,9}(?<year>\d{2,4})[ \t,]{1,9}${time}${anySpaces}(?:\([^()]{1,60}\)${anySpaces}(?=[+-]\d))?(?:\(?${zone})?`,
  // Feb  3 04:05:06 JST 2010
  String.raw`\b${monthName}${spaces}(?<day>\d{1,2}),?${spaces}${time}${spaces}(?:(?:${zone})${spaces})?(?<year>\d{4})\b(?:${spaces}(?<zoneBehind>[+-]\d{4}))?`,
  // Feb 3, 2010 4:05:06 PM JST
  String.raw`\b${monthName}${spaces}(?<day>\d{1,2}),?${spaces}(?<year>\d{4}),?${spaces}${time}${anySpaces}(?:\(?${zone})?`,
  // 2010-02-03T04:05:06+09:00, 2010/02/03 04:05:06
  String.raw`\b(?<year>\d{4})(?<mark>[-/])(?<number>\d{2})\k<mark>(?<day>\d{2})[ tT]${time}${anySpaces}(?:${zone})?`,
].map((form) => new RegExp(form, 'i'));

/** Minutes east of UTC; undefined when the zone is missing or unknown; NaN when it is impossible. */
function zoneMinutes(zone: string | undefined): number | undefined {
  if (zone === undefined) return undefined;
  const digits =
    /^(?:gmt|utc?)?([+-]) ?(\d{1,2}):?(\d{2})$/i.exec(zone) ?? /^(?:gmt|utc?)?([+-])(\d{1,2})$/i.exec(zone);
  if (!digits) return zones[zone.toLowerCase()];
  const [, sign, hours, more = 0] = digits;
  const minutes = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(more));
  return Math.abs(minutes) > 14 * 60 || Number(more) > 59 ? Number.NaN : minutes;
}

/** Hour of the day; "12 AM" is midnight. */
function hourOf(hour: number, half: string | undefined): number {
  if (half === undefined || hour < 1 || hour > 12) return hour;
  return (hour % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
}

const two = (value: number) => (value < 10 ? `0${value}` : `${value}`);

type Written = { readonly [part in string]?: string };

function assemble({
  year = '',
  month,
  number,
  day,
  hour,
  minute,
  second,
  half,
  zone,
  summer,
  zoneBehind,
}: Written): MailDate | undefined {
  const short = Number(year);
  // RFC 5322 §4.3: two digits 00–49 are 20xx, 50–99 19xx; three digits add 1900.
  const full = year.length === 4 ? short : year.length === 3 ? 1900 + short : short < 50 ? 2000 + short : 1900 + short;
  const place = month === undefined ? Number(number) - 1 : monthNames.indexOf(month.toLowerCase());
  const [d, h, m, s] = [Number(day), hourOf(Number(hour), half), Number(minute), Number(second ?? 0)];
  if (place < 0 || place > 11 || d < 1 || d > 31 || h > 24 || m > 59 || s > 60) return undefined;
  const known = zoneMinutes(zone ?? zoneBehind);
  const offset = known === undefined || Number.isNaN(known) ? 0 : known + (summer === undefined ? 0 : 60);
  const milliseconds = Date.UTC(full, place, d, h, m, s) - offset * 60_000;
  // A day that every month has, and a second that every minute has, need no calendar.
  const local =
    full >= 1000 && full <= 9999 && d <= 28 && h < 24 && s < 60
      ? `${full}-${two(place + 1)}-${two(d)}T${two(h)}:${two(m)}:${two(s)}`
      : new Date(milliseconds + offset * 60_000).toISOString().slice(0, 19);
  const away = Math.abs(offset);
  return {
    iso: `${local}${offset < 0 ? '-' : '+'}${two(Math.floor(away / 60))}:${two(away % 60)}`,
    milliseconds,
    hasZone: known !== undefined && !Number.isNaN(known),
  };
}

/** The first date in a header's text; undefined when there is none. */
export function parseMailDate(text: string): MailDate | undefined {
  const plain = text.slice(0, 2000).replace(/[\r\n]+/g, ' ');
  for (const form of forms) {
    const written = form.exec(plain)?.groups;
    if (written) return assemble(written);
  }
  return undefined;
}
