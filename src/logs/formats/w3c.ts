// Logs that name their own columns: IIS and other W3C extended logs (always UTC), CloudFront, which uses the same heads, and
// Zeek's tables, which begin alike.
import type { WebRow } from '../rows.ts';
import { event } from '../rows.ts';
import { parseIsoTime } from '../times.ts';
import type { FileContext, Format } from './format.ts';
import { clientBehind } from './forwarded.ts';

type Written = 'iis' | 'cloudfront' | 'zeek';

/** Columns beyond this are not read. */
const MOST_COLUMNS = 128;

const utc = { used: false, toUtc: (at: number) => at };

function dashed(value: string | undefined): string {
  return value === undefined || value === '-' ? '' : value;
}

/** Columns of Zeek's http.log, by the names that others give them. */
const ofZeek: Readonly<Record<string, string>> = {
  'id.orig_h': 'c-ip',
  username: 'cs-username',
  host: 'cs-host',
  method: 'cs-method',
  uri: 'cs-uri',
  status_code: 'sc-status',
  response_body_len: 'sc-bytes',
  referrer: 'cs(referer)',
  user_agent: 'cs(user-agent)',
};

/** Zeek's times, in seconds since 1970. */
function zeekTime(value: string): number | undefined {
  const [, seconds, fraction = ''] = /^(\d{9,10})(?:\.(\d{1,9}))?$/.exec(value) ?? [];
  return seconds === undefined ? undefined : Number(seconds) * 1e6 + Number(fraction.slice(0, 6).padEnd(6, '0'));
}

/** IIS writes spaces as plus signs in agents; CloudFront percent-encodes them, twice in old files; Zeek leaves them. */
function words(value: string, written: Written): string {
  if (written === 'zeek') return value;
  if (written === 'iis') return value.replaceAll('+', ' ');
  return value
    .replace(/%(?:25)?20/g, ' ')
    .replace(/%(?:25)?(22|28|29|3B|2C|5C|3c|3e|2F|3A)/gi, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
}

function webRow(get: (name: string) => string, at: number, written: Written, file: FileContext): WebRow {
  const stem = get('cs-uri-stem');
  const query = get('cs-uri-query');
  const uri = stem || get('cs-uri');
  const size = get('sc-bytes');
  return {
    table: 'web',
    at,
    client: clientBehind(get('c-ip'), get('x-forwarded-for') || get('cs(x-forwarded-for)'), file),
    user: get('cs-username'),
    vhost: get('cs-host') || get('x-host-header') || get('cs(host)'),
    method: get('cs-method'),
    target: query === '' ? uri : `${uri}?${query}`,
    proto: get('cs-version') || get('cs-protocol-version'),
    status: /^\d{1,3}$/.test(get('sc-status')) ? Number(get('sc-status')) : 0,
    size: /^\d{1,15}$/.test(size) ? Number(size) : -1,
    referer: get('cs(referer)'),
    agent: words(get('cs(user-agent)'), written),
  };
}

const HOUR = 3600e6;
const DAY = 24 * HOUR;

/**
 * Times of day that go on past midnight under a head that names only the first day. Back by more than half a day is the next
 * day; a line that was written a little late, when the day has just changed, still belongs to the one before.
 */
function midnightClock(): { restart(): void; after(at: number): number } {
  let days = 0;
  let last: number | undefined;
  return {
    restart() {
      days = 0;
      last = undefined;
    },
    after(at) {
      if (last !== undefined && last - (at + days * DAY) > 12 * HOUR) days += 1;
      const now = at + days * DAY;
      if (days > 0 && last !== undefined && now - last > 23 * HOUR) return now - DAY;
      last = now;
      return now;
    },
  };
}

export const w3c: Format = {
  id: 'iis_w3c',
  open(file: FileContext) {
    let columns: readonly string[] | undefined;
    let separator = ' ';
    let day = '';
    const clock = midnightClock();
    let format = 'iis_w3c';
    let written: Written = 'iis';
    return {
      read(line) {
        const text = line.startsWith('\xef\xbb\xbf') ? line.slice(3) : line;
        const fields = /^#(?:Fields: ?|(fields)\t)(.*)$/.exec(text);
        if (fields) {
          // They may change in the middle of a file.
          const isZeek = fields[1] !== undefined;
          columns = (fields[2] ?? '')
            .trim()
            .split(/[ \t]+/)
            .slice(0, MOST_COLUMNS)
            .map((name) => name.toLowerCase())
            .map((name) => (isZeek ? (ofZeek[name] ?? name) : name));
          written = isZeek ? 'zeek' : columns.includes('x-edge-location') ? 'cloudfront' : 'iis';
          format = isZeek
            ? 'w3c'
            : written === 'cloudfront'
              ? written
              : columns.some((name) => name === 'c-ip' || name === 'cs-method')
                ? 'iis_w3c'
                : 'w3c';
          separator = format === 'cloudfront' ? '\t' : ' ';
          return format;
        }
        const directive = /^#(Software|Version|Date|Start-Date|End-Date|Remark|GMT-Offset|System-Id): ?(.*)$/.exec(
          text,
        );
        if (directive) {
          if (directive[1] === 'Date') {
            day = (directive[2] ?? '').slice(0, 10);
            clock.restart();
          }
          return format;
        }
        if (!columns) return undefined;
        const values = text.split(text.includes('\t') ? '\t' : separator);
        // IIS and its modules leave a column empty at times, which shows as two spaces; a short line is none of ours.
        const cells = values.length === columns.length ? values : values.filter((value) => value !== '');
        if (cells.length !== columns.length) return undefined;
        const at = new Map(columns.map((name, i) => [name, dashed(cells[i])]));
        const get = (name: string) => at.get(name) ?? '';
        const when = get('time').length > 8 ? get('time') : `${get('date') || day} ${get('time')}`;
        const ofTable = written === 'zeek' ? zeekTime(get('ts')) : undefined;
        const time = ofTable === undefined ? parseIsoTime(when, utc) : { at: ofTable };
        if (!time) return undefined;
        const isDayless = ofTable === undefined && get('date') === '' && get('time').length <= 8;
        if (isDayless) file.assume(`date: ${day}, from the head of the file`);
        const instant = isDayless ? clock.after(time.at) : time.at;
        if (get('cs-method') !== '' || get('sc-status') !== '') file.emit(webRow(get, instant, written, file));
        else {
          const known: Record<string, string> = {};
          for (const [name, value] of at) if (value !== '') known[name] = value;
          file.emit(
            event({
              at: instant,
              program: written === 'zeek' ? 'zeek' : 'w3c',
              ip: get('c-ip') || get('src-ip'),
              user: get('cs-username'),
              message: text,
              fields: known,
            }),
          );
        }
        return format;
      },
    };
  },
};
