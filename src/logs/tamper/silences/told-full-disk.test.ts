import { expect, it } from 'vitest';
import { type InventedLine, inventedStart, without } from '../../../../tests/invented-logs.ts';
import { examine, HOUR, noon, said, site, syslog } from '../examine.test-support.ts';

const [from, to] = [noon, noon + 40 * 60_000];
const silent = without(site.access, from, to);
const at = from - 5000;
/** When so many requests were still to come before the silence. */
const before = (requests: number) => site.access.filter((line) => line.at < from).at(-requests)?.at ?? 0;

const KERNEL =
  'kernel: [81234.567890] EXT4-fs (sda1): Delayed block allocation failed for inode 131 at logical offset 0 with max blocks 8 with error 28';
const RSYSLOG =
  "rsyslogd: file '/var/log/auth.log'[7] write error - see https://www.rsyslog.com/solving-rsyslog-write-errors/ for help OS error: No space left on device [v8.2302.0 try https://www.rsyslog.com/e/2027 ]";

/** A line of an error log: when, in UTC, as nginx, Apache and MySQL write it. */
const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const time = (ms: number) => new Date(ms).toISOString().slice(11, 19);
const nginx = (ms: number, log: string): InventedLine => ({
  at: ms,
  text: `${day(ms).replaceAll('-', '/')} ${time(ms)} [alert] 812#812: *5061 write() to "${log}" failed (28: No space left on device) while logging request, client: 203.0.113.9, server: example.co.jp, request: "GET / HTTP/1.1", host: "example.co.jp"`,
});
const apache = (ms: number, log: string): InventedLine => ({
  at: ms,
  text: `[Tue Mar 03 ${time(ms)}.120000 2026] [log_config:warn] [pid 812:tid 139] (28)No space left on device: [client 203.0.113.9:50312] AH00646: Error writing to ${log}`,
});
const mysql = (ms: number, log: string): InventedLine => ({
  at: ms,
  text: `${day(ms)}T${time(ms)}.120000Z 0 [ERROR] [MY-010907] [Server] mysqld: Error writing file '${log}' (OS errno 28 - No space left on device)`,
});

it.each([
  { name: 'the kernel', beside: { syslog: syslog(said(at, 'web1', KERNEL)) }, where: 'syslog' },
  {
    name: 'the kernel, while the last block of the log had room,',
    beside: { syslog: syslog(said(before(30), 'web1', KERNEL)) },
    where: 'syslog',
  },
  { name: 'nginx', beside: { 'error.log': [nginx(at, '/var/log/nginx/access.log')] }, where: 'error.log' },
  { name: 'Apache', beside: { 'error.log': [apache(at, '/var/log/apache2/access.log')] }, where: 'error.log' },
])('a silence of requests in which $name tells of a full disk is a defect that names the notice', async (told) => {
  const report = await examine({ 'access.log': silent, ...told.beside });
  expect(report.verdict).toBe('defect');
  const gap = report.signs.find(({ kind }) => kind === 'gap');
  expect(gap).toMatchObject({ strength: 'defect', path: 'access.log' });
  expect(gap?.statement.en).toContain(`"${told.where}" tells at that time of a disk that was full`);
  expect(gap?.statement.ja).toContain(`「${told.where}」に、そのころディスクがいっぱい`);
});

it.each([
  { name: 'free text of anybody', beside: { syslog: syslog(said(at, 'web1', 'root: No space left on device')) } },
  {
    name: 'free text in the name of the kernel',
    beside: { syslog: syslog(said(at, 'web1', 'kernel: No space left on device')) },
  },
  { name: 'an application', beside: { syslog: syslog(said(at, 'web1', `app[71]: ${RSYSLOG.slice(10)}`)) } },
  { name: 'the logger, which writes no requests', beside: { syslog: syslog(said(at, 'web1', RSYSLOG)) } },
  {
    name: 'nginx, of another log',
    beside: { 'error.log': [nginx(at, '/var/log/nginx/shop.access.log')] },
  },
  {
    name: 'the words of nginx, said through the logger',
    beside: {
      syslog: syslog(
        said(at, 'web1', 'nginx: write() to "/var/log/nginx/access.log" failed (28: No space left on device)'),
      ),
    },
  },
  { name: 'the kernel, an hour before', beside: { syslog: syslog(said(from - HOUR, 'web1', KERNEL)) } },
])('a silence of requests beside $name stays suspect', async ({ beside }) => {
  const report = await examine({ 'access.log': silent, ...beside });
  expect(report.verdict).toBe('suspect');
  expect(report.signs.find(({ kind }) => kind === 'gap')).toMatchObject({ strength: 'weak', path: 'access.log' });
});

it('of two hosts, each in a folder, the kernel of one tells nothing of the log of the other', async () => {
  const verdict = async (host: string) => {
    const report = await examine({
      'web1/access.log': silent,
      'web1/syslog': syslog(...(host === 'web1' ? [said(at, 'web1', KERNEL)] : [])),
      'db7/syslog': [said(from - 2 * HOUR, 'db7', 'app[9]: up'), ...(host === 'db7' ? [said(at, 'db7', KERNEL)] : [])],
    });
    return report.verdict;
  };
  expect(await verdict('web1')).toBe('defect');
  expect(await verdict('db7')).toBe('suspect');
});

it('a log that goes on by more than a last block holds was not on the disk that was full', async () => {
  const report = await examine({ 'access.log': silent, syslog: syslog(said(before(100), 'web1', KERNEL)) });
  expect(report.verdict).toBe('suspect');
});

it('a host whose logs are all silent while its disk is full raises no suspicion', async () => {
  const cut = (lines: readonly InventedLine[]) => without(lines, from, to);
  const report = await examine({
    'access.log': cut(site.access),
    'mail.log': cut(site.mail),
    'auth.log': cut(site.auth),
    syslog: cut(syslog(said(at, 'web1', KERNEL))),
  });
  expect(report.verdict).toBe('defect');
});

it.each([
  { name: 'of its logger', notice: said(at, 'web1', RSYSLOG), verdict: 'defect' },
  { name: 'in free words', notice: said(at, 'web1', 'rsyslogd: No space left on device'), verdict: 'suspect' },
  { name: 'of the logger of another host', notice: said(at, 'db7', RSYSLOG), verdict: 'suspect' },
])('three silent hours of auth.log, with a notice $name: $verdict', async ({ notice, verdict }) => {
  const report = await examine({ 'auth.log': without(site.auth, noon, noon + 3 * HOUR), syslog: syslog(notice) });
  expect(report.verdict).toBe(verdict);
});

it('a job that is missing from a log that goes on is not what a full disk leaves', async () => {
  const others = Array.from({ length: 280 }, (_, i) =>
    said(inventedStart + i * 600_000 + ((i * 7919) % 500) * 1000, 'web1', `app[77]: order ${i * 31} took ${i % 17} ms`),
  );
  const jobs = site.auth.filter((line) => line.at < noon || line.at > noon + 3 * HOUR || !line.text.includes('CRON'));
  const auth = [...jobs, ...others].sort((a, b) => a.at - b.at);
  const report = await examine({ 'auth.log': auth, syslog: syslog(said(at, 'web1', RSYSLOG)) });
  expect(report.verdict).toBe('suspect');
});

it('a log of MySQL is explained by the error log of its server', async () => {
  const stamp = (ms: number) => new Date(ms).toISOString().replace('Z', '000Z');
  const queries = Array.from({ length: 2000 }, (_, i): InventedLine => {
    const when = inventedStart + i * 60_000 + ((i * i * 7919) % 17) * 500;
    return { at: when, text: `${stamp(when)}\t   ${40 + (i % 9)} Query\tSELECT ${i} FROM orders` };
  });
  const full = noon - 8 * HOUR;
  const files = { 'mysql.log': without(queries, full, full + 3 * HOUR) };
  expect((await examine(files)).verdict).toBe('suspect');
  const told = { ...files, 'error.log': [mysql(full + 60_000, '/var/log/mysql/mysql.log')] };
  expect((await examine(told)).verdict).toBe('defect');
});

it('lines that were moved stay altered beside a notice of the kernel', async () => {
  const moved = [
    ...site.access.slice(0, 5000),
    ...site.access.slice(5040, 6000),
    ...site.access.slice(5000, 5040),
    ...site.access.slice(6000),
  ];
  const notice = said((site.access[5000]?.at ?? 0) + 1000, 'web1', KERNEL);
  const report = await examine({ 'access.log': moved, syslog: syslog(notice) });
  expect(report.signs.filter(({ strength }) => strength === 'strong').map(({ kind }) => kind)).toEqual([
    'splice',
    'splice',
  ]);
});
