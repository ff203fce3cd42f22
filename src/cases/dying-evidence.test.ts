import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoInZone } from '../custody/instant.ts';
import { readRotationSettings } from '../custody/rotation-settings.ts';
import type { PeekedLog } from '../logs/peek-logs.ts';
import { dyingEvidence } from './dying-evidence.ts';

const zone = 'Asia/Tokyo';
const at = (text: string) => Date.parse(`${text}:00+09:00`);
const DAY = 86_400_000;
const now = at('2026-11-28T12:05');

type Given = { readonly path: string; readonly from: string | null; readonly to?: string; readonly bytes?: number };
const log = ({ path, from, to, bytes = 1_000_000 }: Given): PeekedLog => ({
  path,
  bytes,
  compressed: /\.gz$/.test(path),
  from: from === null ? null : at(from),
  to: to === undefined ? null : at(to),
  endSeen: to !== undefined,
});

/** `count` rotated files, each beginning a step before the one after it, and the one written to. */
function series(name: string, newest: string, count: number, step: number, suffix: (n: number) => string): PeekedLog[] {
  return Array.from({ length: count + 1 }, (_, n) => {
    const from = isoInZone(at(newest) - n * step, zone).slice(0, 16);
    const current = { path: name, from, to: '2026-11-28T12:04' };
    return log(n === 0 ? current : { path: `${name}${suffix(n)}`, from });
  });
}
const numbered = (n: number) => (n === 1 ? '.1' : `.${n}.gz`);

const nginx = `/var/log/nginx/*.log {
\tdaily
\tmissingok
\trotate 14
\tcompress
\tdelaycompress
\tpostrotate
\t\tinvoke-rc.d nginx rotate >/dev/null 2>&1
\tendscript
}
`;
const apache = '/var/log/apache2/*.log {\n  weekly\n  rotate 52\n}\n';

function first(logs: readonly PeekedLog[], settings: readonly string[] = [], retentionDays: number | null = null) {
  const [dying] = dyingEvidence({
    logs,
    settings: readRotationSettings(settings),
    retentionDays,
    timeZone: zone,
    now,
  });
  return {
    at: dying?.at == null ? null : isoInZone(dying.at, zone).slice(0, 16),
    past: dying?.past,
    basis: dying?.basis.en,
  };
}

describe('real layouts', () => {
  it.each([
    {
      name: 'nginx, daily, rotate 14, all 14 there: the oldest goes at tomorrow’s switch',
      logs: series('logs/nginx/access.log', '2026-11-28T03:25', 14, DAY, numbered),
      settings: [nginx],
      want: { at: '2026-11-29T03:25', basis: 'logrotate: daily, 14 kept; 14 there now' },
    },
    {
      name: 'the same with only 10 there: four switches later',
      logs: series('logs/nginx/access.log', '2026-11-28T03:25', 10, DAY, numbered),
      settings: [nginx],
      want: { at: '2026-12-03T03:25', basis: 'logrotate: daily, 14 kept; 10 there now' },
    },
    {
      name: 'the same without its settings: by the rhythm, the earliest it can be',
      logs: series('logs/nginx/access.log', '2026-11-28T03:25', 14, DAY, numbered),
      settings: [],
      want: { at: '2026-11-29T03:25', basis: expect.stringMatching(/about every day, 15 there/) },
    },
    {
      name: 'apache, weekly, dated files, 52 kept: not before a year is full',
      logs: series(
        'var/log/apache2/access.log',
        '2026-11-22T00:00',
        8,
        7 * DAY,
        (n) => `-202610${String(n).padStart(2, '0')}.gz`,
      ),
      settings: [nginx, apache],
      want: { at: '2027-10-03T00:00', basis: 'logrotate: weekly, 52 kept; 8 there now' },
    },
    {
      name: 'maxsize reached before the month: by the pace it grows',
      logs: [
        log({ path: 'mysql/mysql.log', from: '2026-11-27T12:05', to: '2026-11-28T12:05', bytes: 100 * 1024 ** 2 }),
      ],
      settings: ['/var/log/mysql/*.log {\n monthly\n rotate 0\n maxsize 200M\n}\n'],
      want: { at: '2026-11-29T00:00', basis: 'logrotate: monthly, 0 kept; 0 there now' },
    },
    {
      name: 'a rental server that keeps three days, one file a day',
      logs: [
        log({ path: 'www.example.jp.access_log_20261126.gz', from: '2026-11-26T00:00' }),
        log({ path: 'www.example.jp.access_log_20261127.gz', from: '2026-11-27T00:00' }),
        log({ path: 'www.example.jp.access_log_20261128', from: '2026-11-28T00:00', to: '2026-11-28T12:00' }),
      ],
      settings: [],
      want: { at: '2026-11-29T00:00', basis: expect.stringMatching(/about every day, 3 there/) },
    },
    {
      name: 'a cron job that deletes what is older than 30 days, at 3:40',
      logs: [log({ path: 'logs/var/log/app/app.log', from: '2026-10-20T00:00', to: '2026-10-31T23:00' })],
      settings: ['40 3 * * * root find /var/log/app -name "app*" -mtime +30 -delete\n'],
      want: { at: '2026-12-02T03:40', basis: 'a scheduled job deletes what is older than 30 days' },
    },
    {
      name: 'journald at its limit: any time now',
      logs: [log({ path: 'journal-export.txt', from: '2026-08-01T00:00', to: '2026-11-28T12:00' })],
      settings: ['[Journal]\nSystemMaxUse=4G\n', 'Archived and active journals take up 3.9G in the file system.\n'],
      want: { at: '2026-11-28T12:05', past: true, basis: 'journald: 98 % of its limit is taken' },
    },
    {
      name: 'journald at half its limit after 60 days: in about 60 more',
      logs: [log({ path: 'journal-export.txt', from: '2026-09-29T12:05', to: '2026-11-28T12:00' })],
      settings: ['[Journal]\nSystemMaxUse=4G\n', 'Archived and active journals take up 2.0G in the file system.\n'],
      want: { at: '2027-01-27T12:05', basis: 'journald: 50 % of its limit is taken' },
    },
    {
      name: 'journald with MaxRetentionSec',
      logs: [log({ path: 'journal-export.txt', from: '2026-11-01T00:00', to: '2026-11-28T12:00' })],
      settings: ['[Journal]\nMaxRetentionSec=1month\n'],
      want: { at: '2026-12-01T10:33', basis: 'journald: kept for 30 days' },
    },
    {
      name: 'docker json-file, max-size 10m, three files, one full file in two days',
      logs: [
        log({ path: 'c0ffee-json.log.2', from: '2026-11-23T00:00' }),
        log({ path: 'c0ffee-json.log.1', from: '2026-11-25T12:05' }),
        log({ path: 'c0ffee-json.log', from: '2026-11-27T12:05', to: '2026-11-28T12:05', bytes: 5 * 1024 ** 2 }),
      ],
      settings: ['{"log-driver":"json-file","log-opts":{"max-size":"10m","max-file":"3"}}'],
      want: { at: '2026-11-29T12:05', basis: expect.stringMatching(/^Docker: every 10 MB, 3 files/) },
    },
    {
      name: 'IIS deletes nothing itself',
      logs: ['25', '26', '27'].map((day) => log({ path: `W3SVC1/u_ex2611${day}.log`, from: `2026-11-${day}T09:00` })),
      settings: [],
      want: { at: null, basis: 'IIS deletes nothing itself: look for a task that does' },
    },
    {
      name: 'PostgreSQL with a file a weekday',
      logs: ['Wed', 'Thu', 'Fri', 'Sat'].map((day, index) =>
        log({ path: `log/postgresql-${day}.log`, from: `2026-11-${25 + index}T00:00` }),
      ),
      settings: [],
      want: { at: '2026-12-02T00:00', basis: expect.stringMatching(/overwritten a week later/) },
    },
    {
      name: 'the stated retention has passed and the file is still there',
      logs: [log({ path: 'access.log', from: '2026-08-01T00:00', to: '2026-11-28T12:00' })],
      settings: [],
      retention: 90,
      want: { past: true, basis: 'the stated retention of 90 days (org.yaml)' },
    },
    {
      name: 'a retention stated longer than the rhythm allows does not hide the rhythm',
      logs: series('access.log', '2026-11-28T00:05', 4, DAY, numbered),
      settings: [],
      retention: 90,
      want: { at: '2026-11-29T00:05', basis: expect.stringMatching(/about every day/) },
    },
    {
      name: 'one file and nothing known',
      logs: [log({ path: 'app.log', from: '2026-08-01T00:00', to: '2026-11-28T12:00' })],
      settings: [],
      want: { at: null, past: false, basis: 'when it goes cannot be said from what was given' },
    },
  ])('$name', ({ logs, settings, want, retention }) => {
    expect(first(logs, settings, retention ?? null)).toMatchObject(want);
  });

  it.each([
    {
      name: (day: string) =>
        `AWSLogs/1/CloudTrail/eu-west-1/2026/11/${day}/123456789012_CloudTrail_eu-west-1_202611${day}T2355Z_x1.json.gz`,
      series: 'AWSLogs/1/CloudTrail/eu-west-1/123456789012_CloudTrail_eu-west-1',
    },
    {
      name: (day: string) =>
        `alb/123456789012_elasticloadbalancing_eu-west-2_app.shop.50dc6c_202611${day}T2355Z_10.0.1.9_1a2b3c4d.log.gz`,
      series: 'alb/123456789012_elasticloadbalancing_eu-west-2_app.shop.50dc6c',
    },
    { name: (day: string) => `cf/EXAMPLE1234.2026-11-${day}-05.ab12cd34.gz`, series: 'cf/EXAMPLE1234' },
  ])('files of a bucket are one log, whose end a rule of the bucket decides: $series', ({ name, series: whole }) => {
    const logs = ['21', '22', '23', '24', '25'].map((day) => log({ path: name(day), from: `2026-11-${day}T00:05` }));
    const told = (retentionDays: number | null) =>
      dyingEvidence({ logs, settings: readRotationSettings([]), retentionDays, timeZone: zone, now });
    expect(told(null)).toMatchObject([
      { series: whole, files: 5, at: null, basis: { en: expect.stringContaining('lifecycle rule of the bucket') } },
    ]);
    expect(told(90)).toMatchObject([{ at: at('2026-11-21T00:05') + 90 * DAY }]);
  });

  it('the folder of a rule decides between two that fit the name', () => {
    const logs = series('copies/var/log/apache2/access.log', '2026-11-22T00:00', 52, 7 * DAY, numbered);
    expect(first(logs, [nginx, apache]).basis).toBe('logrotate: weekly, 52 kept; 52 there now');
  });
});

it('a switch of a rhythm lies after now, and within one step of it', () => {
  const hours = fc.integer({ min: 0, max: 24 * 400 });
  fc.assert(
    fc.property(hours, fc.constantFrom(1, 24, 168), fc.integer({ min: 3, max: 20 }), (behind, step, files) => {
      const newest = isoInZone(now - behind * 3_600_000, zone).slice(0, 16);
      const logs = series('access.log', newest, files, step * 3_600_000, numbered);
      const [dying] = dyingEvidence({
        logs,
        settings: readRotationSettings([]),
        retentionDays: null,
        timeZone: zone,
        now,
      });
      expect(dying?.at).toBeGreaterThan(now);
      expect((dying?.at ?? 0) - now).toBeLessThanOrEqual(step * 3_600_000);
    }),
  );
});

it('of files switched on one day of every month, the next goes on that day, however many days the month has', () => {
  const starts = ['2026-11-01T00:00', '2026-10-01T00:00', '2026-09-01T00:00'];
  const logs = starts.map((from, n) => log({ path: n === 0 ? 'access.log' : `access.log${numbered(n)}`, from }));
  const [first] = dyingEvidence({ logs, settings: readRotationSettings([]), retentionDays: null, timeZone: zone, now });
  expect(first?.at).toBe(at('2026-12-01T00:00'));
});
