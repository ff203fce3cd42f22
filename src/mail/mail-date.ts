// Dates as mail headers write them. Only what is written is used: no clock, no local zone.

export type MailDate = {
  /** ISO 8601 with the offset that was written (+00:00 when none was). */
  readonly iso: string;
  readonly milliseconds: number;
  readonly hasZone: boolean;
};

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

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
};

const dayFirst =
  /(\d{1,2})[ \t-]{1,9}([a-z]{3})[a-z]{0,6}[ \t.,-]{1,9}(\d{2,4})[ \t,]{1,9}(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d{1,9})?)?[ \t]{0,9}(?:\(?([+-] ?\d{1,2}:?\d{2}|[a-z]{1,5})\b)?/i;
const monthFirst =
  /\b([a-z]{3})[a-z]{0,6}[ \t]{1,9}(\d{1,2}),?[ \t]{1,9}(\d{1,2}):(\d{2})(?::(\d{2}))?[ \t]{1,9}(?:([+-]\d{4}|[a-z]{1,5})[ \t]{1,9})?(\d{4})\b(?:[ \t]{1,9}([+-]\d{4}))?/i;
const iso =
  /\b(\d{4})-(\d{2})-(\d{2})[ tT](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?[ \t]{0,9}([+-]\d{2}:?\d{2}|[a-z]{1,5})?/i;

/** Minutes east of UTC; undefined when the zone is missing or unknown; NaN when it is impossible. */
function zoneMinutes(zone: string | undefined): number | undefined {
  if (zone === undefined) return undefined;
  const digits = /^([+-]) ?(\d{1,2}):?(\d{2})$/.exec(zone);
  if (!digits) return zones[zone.toLowerCase()];
  const minutes = (digits[1] === '-' ? -1 : 1) * (Number(digits[2]) * 60 + Number(digits[3]));
  return Math.abs(minutes) > 14 * 60 || Number(digits[3]) > 59 ? Number.NaN : minutes;
}

function assemble(
  year: string,
  month: number,
  [day, hour, minute, second]: readonly (string | undefined)[],
  zone: string | undefined,
): MailDate | undefined {
  const short = Number(year);
  // RFC 5322 §4.3: two digits 00–49 are 20xx, 50–99 19xx; three digits add 1900.
  const full = year.length === 4 ? short : year.length === 3 ? 1900 + short : short < 50 ? 2000 + short : 1900 + short;
  const [d, h, m, s] = [Number(day), Number(hour), Number(minute), Number(second ?? 0)];
  if (month < 0 || d < 1 || d > 31 || h > 24 || m > 59 || s > 60) return undefined;
  const known = zoneMinutes(zone);
  const offset = known === undefined || Number.isNaN(known) ? 0 : known;
  const milliseconds = Date.UTC(full, month, d, h, m, s) - offset * 60_000;
  const local = new Date(milliseconds + offset * 60_000).toISOString().slice(0, 19);
  const two = (value: number) => String(value).padStart(2, '0');
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
  const a = dayFirst.exec(plain);
  if (a) return assemble(a[3] ?? '', months.indexOf((a[2] ?? '').toLowerCase()), [a[1], a[4], a[5], a[6]], a[7]);
  const b = monthFirst.exec(plain);
  if (b)
    return assemble(b[7] ?? '', months.indexOf((b[1] ?? '').toLowerCase()), [b[2], b[3], b[4], b[5]], b[6] ?? b[8]);
  const c = iso.exec(plain);
  return c ? assemble(c[1] ?? '', Number(c[2]) - 1, [c[3], c[4], c[5], c[6]], c[7]) : undefined;
}
