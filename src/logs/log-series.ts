// Which files are one log as it was rotated, by their names alone: numbered, dated, one a weekday.

export type SeriesMember = {
  /** The name without what tells the files of a log apart. */
  readonly series: string;
  /** `.1`, `.2.gz`; 0 for the file still written to; null when a date or a weekday stands there instead. */
  readonly number: number | null;
  /** YYYY-MM-DD when the name says it. */
  readonly date: string | null;
  /** Whether the name is that of a weekday: such a file is overwritten a week later. */
  readonly weekday: boolean;
};

const compressed = /\.(?:gz|zst|xz|bz2)$/i;
const numbered = /^(.+)\.(\d{1,4})$/;
const dated = /^(.+?)[-._](\d{4})-?(\d{2})-?(\d{2})(?:[-_.T]?\d{2,6})?(\.[A-Za-z]{2,4})?$/;
/** IIS: `u_ex261125.log`, hourly `u_ex26112503.log`. */
const twoDigitYear = /^((?:u_)?(?:ex|nc|in))(\d{2})(\d{2})(\d{2})(?:\d{2})?(\.log)$/i;
/**
 * What AWS puts into a bucket, a file every few minutes in a folder of the day:
 * `…/2026/03/01/123456789012_CloudTrail_eu-west-1_20260301T2355Z_x1.json`, `EXAMPLE.2026-03-01-05.ab12cd34` of CloudFront.
 */
const ofBucket = /^(\d{12}_[\w.-]{3,200}?)_(\d{4})(\d{2})(\d{2})T\d{4,6}Z(?:_[\w.-]{1,80})?$/;
const ofCloudFront = /^([A-Z0-9]{4,32})\.(\d{4})-(\d{2})-(\d{2})-\d{2}\.[0-9a-f]{8}$/;
const dayFolder = /(^|\/)\d{4}\/\d{2}\/\d{2}\/(?:\d{2}\/)?$/;

const weekdays = /^(.+[-._])(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(\.[A-Za-z]{2,4})?$/;

const isDate = (month: string, day: string) =>
  Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31;

/** The series and the day of a file of IIS, `W3SVC1/u_ex261125.log`; undefined for other names and days no calendar has. */
export function datedByIis(path: string): { readonly series: string; readonly date: string } | undefined {
  const slash = path.lastIndexOf('/') + 1;
  const [, name = '', year = '', month = '', day = '', end = ''] = twoDigitYear.exec(path.slice(slash)) ?? [];
  const date = `20${year}-${month}-${day}`;
  const at = new Date(`${date}T00:00:00Z`);
  if (name === '' || Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== date) return undefined;
  return { series: `${path.slice(0, slash)}${name}${end}`, date };
}

/** Whether the name is one of a bucket of AWS: there a rule of the bucket decides when a file goes, and no rotation. */
export const isOfBucket = (path: string): boolean => {
  const bare = path.slice(path.lastIndexOf('/') + 1).replace(compressed, '');
  return ofBucket.test(bare) || ofCloudFront.test(bare);
};

export function seriesMember(path: string): SeriesMember {
  const slash = path.lastIndexOf('/') + 1;
  const folder = path.slice(0, slash);
  const bare = path.slice(slash).replace(compressed, '');
  const [, kind = '', ...day] = ofBucket.exec(bare) ?? ofCloudFront.exec(bare) ?? [];
  if (kind !== '' && isDate(day[1] ?? '', day[2] ?? '')) {
    const date = day.slice(0, 3).join('-');
    return { series: `${folder.replace(dayFolder, '$1')}${kind}`, number: null, date, weekday: false };
  }
  for (const [pattern, century] of [
    [dated, ''],
    [twoDigitYear, '20'],
  ] as const) {
    const [, name = '', year = '', month = '', day = '', end = ''] = pattern.exec(bare) ?? [];
    if (name !== '' && isDate(month, day))
      return {
        series: `${folder}${name}${end}`,
        number: null,
        date: `${century}${year}-${month}-${day}`,
        weekday: false,
      };
  }
  const [, name, number] = numbered.exec(bare) ?? [];
  if (name !== undefined) return { series: `${folder}${name}`, number: Number(number), date: null, weekday: false };
  const [, before, end = ''] = weekdays.exec(bare) ?? [];
  if (before !== undefined) return { series: `${folder}${before}*${end}`, number: null, date: null, weekday: true };
  return { series: `${folder}${bare}`, number: 0, date: null, weekday: false };
}
