import { expect, it } from 'vitest';
import { type InventedLine, without } from '../../../../tests/invented-logs.ts';
import { examine, HOUR, noon, said, site, syslog } from '../examine.test-support.ts';

/** auth.log without the beginning of one session, and where that stood. */
function withoutBeginning() {
  const opened = site.auth.findIndex(
    ({ text }, i) => i > 40 && text.includes('sshd') && text.includes('session opened'),
  );
  return { auth: site.auth.filter((_, i) => i !== opened && i !== opened - 1), at: site.auth[opened]?.at ?? 0 };
}

it.each([
  { name: 'rsyslog', text: 'rsyslogd: imjournal: 2302 messages lost due to rate-limiting (20000 allowed)' },
  { name: 'journald', text: 'systemd-journald[201]: Suppressed 2302 messages from ssh.service' },
])('lines that $name says, in another file, it lost are a defect that names the notice', async ({ text }) => {
  const { auth, at } = withoutBeginning();
  const report = await examine({ 'auth.log': auth, syslog: syslog(said(at + 5000, 'web1', text)) });
  const [sign] = report.signs;
  expect(sign).toMatchObject({ kind: 'pairing', strength: 'defect', path: 'auth.log' });
  expect(sign?.statement.en).toContain('"syslog" holds a notice');
  expect(sign?.pointers.length).toBeGreaterThan(2);
  expect(report.verdict).toBe('defect');
});

it.each([
  { name: 'of another host', host: 'db7', text: 'rsyslogd: imjournal: 2302 messages lost due to rate-limiting' },
  {
    name: 'of another program',
    host: 'web1',
    text: 'systemd-journald[201]: Suppressed 9 messages from postgresql.service',
  },
  {
    name: 'in the words of the logger, told by somebody else,',
    host: 'web1',
    text: 'app[71]: imjournal: 2302 messages lost due to rate-limiting (20000 allowed)',
  },
  { name: 'in words of somebody’s own, told as the logger,', host: 'web1', text: 'rsyslogd: all my messages lost' },
  {
    name: 'in the words of the kernel, said by its name as something else,',
    host: 'web1',
    text: 'kernel: usb 1-1: audit_lost=12 and messages lost',
  },
  {
    name: 'of audit records',
    host: 'web1',
    text: 'kernel: audit: audit_lost=12 audit_rate_limit=0 audit_backlog_limit=64',
  },
])('a loss $name explains nothing here', async ({ host, text }) => {
  const { auth, at } = withoutBeginning();
  const report = await examine({ 'auth.log': auth, syslog: syslog(said(at + 5000, host, text)) });
  expect(report.verdict).toBe('altered');
});

it('a session that began while the logger was off is suspect, not altered', async () => {
  const { auth, at } = withoutBeginning();
  const report = await examine({
    'auth.log': auth,
    syslog: syslog(
      said(at - 9000, 'web1', 'systemd[1]: Stopped rsyslog.service - System Logging Service.'),
      said(at + 9000, 'web1', 'systemd[1]: Started rsyslog.service - System Logging Service.'),
    ),
  });
  expect(report.signs[0]).toMatchObject({ kind: 'pairing', strength: 'weak' });
  expect(report.verdict).toBe('suspect');
});

it('a silence of requests is explained by a server that its supervisor stopped and started, not by another program', async () => {
  // While a server is off nobody begins a visit: those who would have are not there afterwards either.
  const clientOf = ({ text }: InventedLine) => text.split(' ', 1)[0];
  const off = ({ at }: InventedLine) => at >= noon && at < noon + 80 * 60_000;
  const turnedAway = new Set(site.access.filter(off).map(clientOf));
  const cut = site.access.filter(
    (line) => !off(line) && !(line.at >= noon && line.at < noon + 3 * HOUR && turnedAway.has(clientOf(line))),
  );
  const told = (unit: string) =>
    syslog(
      said(noon + 1000, 'web1', `systemd[1]: Stopped ${unit}.`),
      said(noon + 79 * 60_000, 'web1', `systemd[1]: Started ${unit}.`),
    );
  const verdict = async (unit: string) => (await examine({ 'access.log': cut, syslog: told(unit) })).verdict;
  expect(await verdict('nginx.service - A high performance web server')).toBe('no-sign');
  expect(await verdict('apt-daily.service - Daily apt download activities')).toBe('suspect');
});

it('a loss that the logger tells of explains mail that is missing in its log, and no requests', async () => {
  const [from, to] = [noon, noon + 40 * 60_000];
  const notice = said(noon + 20 * 60_000, 'web1', 'rsyslogd: imjournal: 812 messages lost due to rate-limiting');
  const mail = await examine({
    'access.log': site.access,
    'mail.log': without(site.mail, from, to),
    syslog: syslog(notice),
  });
  expect(mail.signs.filter(({ strength }) => strength === 'strong')).toEqual([]);
  expect(mail.signs.find(({ kind }) => kind === 'cross-source')).toMatchObject({
    strength: 'defect',
    path: 'mail.log',
  });
  const access = await examine({
    'access.log': without(site.access, from, to),
    'mail.log': site.mail,
    syslog: syslog(notice),
  });
  expect(access.verdict).toBe('altered');
});

it.each([
  { name: 'the kernel', said: 'kernel: [    0.000000] Linux version 6.1.0', verdict: 'no-sign' },
  { name: 'its clock', said: 'chronyd[612]: Forward time jump detected!', verdict: 'no-sign' },
  { name: 'a visitor, in what an application says', said: 'app[71]: not found: /Linux version 6', verdict: 'suspect' },
  { name: 'somebody, as another', said: 'root: Linux version 6.1.0 ready for connections', verdict: 'suspect' },
  { name: 'the kernel, in other words', said: 'kernel: signal 15, starting up', verdict: 'suspect' },
])('three silent hours of auth.log, with a start that $name tells: $verdict', async ({ said: text, verdict }) => {
  const auth = without(site.auth, noon, noon + 3 * HOUR);
  const report = await examine({ 'auth.log': auth, syslog: syslog(said(noon + 3 * HOUR, 'web1', text)) });
  expect(report.verdict).toBe(verdict);
});

it('a visitor whose words an error log repeats starts no server', async () => {
  const [from, to] = [noon, noon + 40 * 60_000];
  const error = (words: string): InventedLine => ({
    at: to,
    text: `${new Date(to).toISOString().slice(0, 19).replace(/-/g, '/').replace('T', ' ')} [notice] 812#812: ${words}`,
  });
  const verdict = async (words: string) =>
    (await examine({ 'access.log': without(site.access, from, to), 'error.log': [error(words)] })).verdict;
  expect(
    await verdict('*77 open() "/srv/start worker process 1 signal 15" failed (2: No such file or directory)'),
  ).toBe('suspect');
});

it('a start of one host explains no silence of another', async () => {
  const auth = without(site.auth, noon, noon + 3 * HOUR);
  const start = said(noon + 3 * HOUR, 'db7', 'kernel: [    0.000000] Linux version 6.1.0');
  expect((await examine({ 'auth.log': auth, syslog: syslog(start) })).verdict).toBe('suspect');
});

it('of two hosts in one file, the start of the one whose jobs were missed explains them', async () => {
  const jobs = (host: string) =>
    Array.from({ length: 1400 }, (_, i) =>
      said(noon - 60 * HOUR + i * 300_000, host, `CRON[${900 + i}]: (root) CMD (run)`),
    );
  const off = without(jobs('db7'), noon, noon + HOUR);
  const others = Array.from({ length: 3000 }, (_, i) =>
    said(
      noon - 60 * HOUR + i * 140_000 + ((i * 7919) % 97) * 1000,
      'web1',
      `app[77]: order ${i * 31} took ${i % 17} ms`,
    ),
  );
  const verdict = async (...more: InventedLine[]) =>
    (await examine({ 'all.log': [...jobs('web1'), ...off, ...others, ...more].sort((a, b) => a.at - b.at) })).verdict;
  expect(await verdict()).toBe('suspect');
  expect(await verdict(said(noon + HOUR - 1000, 'db7', 'kernel: [    0.000000] Linux version 5.15.0'))).toBe('no-sign');
});
