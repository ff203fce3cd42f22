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
