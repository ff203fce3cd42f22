import { expect, it } from 'vitest';
import { type InventedLine, inventedStart, without } from '../../../../tests/invented-logs.ts';
import { examine, HOUR, noon, said, site, syslog } from '../examine.test-support.ts';
import type { TamperReport } from '../tamper-report.ts';
import { allLostToDisk, apartByDisk, type DiskSilence, lostToDisk } from './lost-to-full-disk.ts';

const MINUTE = 60_000;
const [from, to] = [noon, noon + 40 * MINUTE];
const cut = (lines: readonly InventedLine[]) => without(lines, from, to);
const inOrder = (...lines: InventedLine[]) => lines.sort((a, b) => a.at - b.at);

const KERNEL =
  'kernel: [81234.567890] EXT4-fs (sda1): Delayed block allocation failed for inode 131 at logical offset 0 with max blocks 8 with error 28';
const fullDisk = (at = from - 5000, host = 'web1') => syslog(said(at, host, KERNEL));

const TOLD = '"syslog" tells at that time of a disk that was full';
const pairing = ({ signs }: TamperReport) => signs.filter(({ kind }) => kind === 'pairing');

/** Of a host whose ids have long passed those that come round soon. */
const PID = 50_000;
/** A host that somebody tries to log in to every minute: process ids rise by one. */
const attempts = Array.from({ length: 2800 }, (_, i) =>
  said(
    inventedStart + i * MINUTE,
    'web1',
    `sshd[${PID + i}]: Failed password for root from 192.0.2.66 port 50022 ssh2`,
  ),
);
const sessions = (openMs: number, closeMs: number): InventedLine[] => {
  const line = (at: number, text: string) => {
    const pid = PID + Math.floor((openMs - inventedStart) / MINUTE);
    return said(at, 'web1', `sshd[${pid}]: ${text}`);
  };
  return [
    line(openMs, 'Accepted publickey for ops from 192.0.2.10 port 50111 ssh2'),
    line(openMs + 20, 'pam_unix(sshd:session): session opened for user ops by (uid=0)'),
    line(closeMs, 'pam_unix(sshd:session): session closed for user ops'),
  ];
};
/** The attempt of the same minute is the session's own. */
const auth = (openMs: number, closeMs: number) =>
  inOrder(...attempts.filter(({ at }) => at !== openMs), ...sessions(openMs, closeMs));
const minuteOf = (ms: number) => Math.floor(ms / MINUTE);
/** A program that writes every ten seconds into the same log. */
const orders = Array.from({ length: 600 }, (_, i) =>
  said(from - HOUR / 2 + i * 10_000, 'web1', `app[71]: order ${i * 31} done`),
);
const during = from + 17 * MINUTE;
const open = cut(auth(during, to + 9 * MINUTE + 500));

it('a host whose disk is full while a session begins is neither altered nor suspect', async () => {
  const report = await examine({
    ...{ 'access.log': cut(site.access), 'mail.log': cut(site.mail) },
    ...{ 'auth.log': open, syslog: cut(fullDisk()) },
  });
  expect(report.verdict).toBe('defect');
  const [sign] = pairing(report);
  expect(sign).toMatchObject({ strength: 'defect', path: 'auth.log' });
  expect(sign?.statement.en).toContain(
    `for most of the time in which the missing lines must have stood, the log holds no line at all; ${TOLD}`,
  );
  expect(sign?.statement.ja).toContain('「syslog」に、そのころディスクがいっぱい');
  expect(sign?.pointers.some(({ path }) => path === 'syslog')).toBe(true);
});

it.each([
  { name: 'without a notice', auth: open, syslog: syslog() },
  { name: 'with a notice of another host', auth: open, syslog: fullDisk(from - 5000, 'db7') },
  {
    name: 'with a notice in free words',
    auth: open,
    syslog: syslog(said(from, 'web1', 'app[9]: No space left on device')),
  },
  { name: 'with a notice three hours before', auth: open, syslog: fullDisk(from - 3 * HOUR) },
  {
    name: 'that began before the silence',
    auth: cut(auth(from - 90 * MINUTE, to + 9 * MINUTE + 500)).filter(
      ({ at }) => minuteOf(at) !== minuteOf(from - 90 * MINUTE),
    ),
    syslog: fullDisk(),
  },
  {
    name: 'in a log that goes on beside the notice',
    auth: inOrder(
      ...auth(during, to + 9 * MINUTE + 500).filter(({ at }) => minuteOf(at) !== minuteOf(during)),
      ...orders,
    ),
    syslog: fullDisk(during),
  },
])('the end of a session $name stays strong', async ({ auth: lines, syslog: beside }) => {
  const report = await examine({ 'auth.log': lines, syslog: beside });
  expect(pairing(report)).toMatchObject([{ strength: 'strong', path: 'auth.log' }]);
  expect(pairing(report)[0]?.statement.en).not.toContain('disk');
});

it('a session that may have begun beside the silence as well is suspect', async () => {
  // One login in hours tells little of when a process was born; jobs of cron show that the log went on before.
  const rare = attempts.filter((_, i) => i % 600 === 0);
  const cron = site.auth.filter(({ text }) => text.includes('CRON'));
  const lines = cut(inOrder(...rare, ...cron, ...sessions(during, to + 9 * MINUTE + 500)));
  const told = await examine({ 'auth.log': lines, syslog: fullDisk() });
  expect(pairing(told)).toMatchObject([{ strength: 'weak' }]);
  expect(pairing(told)[0]?.statement.en).toContain(
    `the missing lines may have stood where the log holds no line at all for a while; ${TOLD}`,
  );
  expect(pairing(await examine({ 'auth.log': lines, syslog: syslog() }))).toMatchObject([{ strength: 'strong' }]);
});

it('a session that lost its beginning to the disk does not hide one that lost it to a hand', async () => {
  const taken = noon - 5 * HOUR;
  const lines = inOrder(
    ...open.filter(({ at }) => minuteOf(at) !== minuteOf(taken)),
    ...sessions(taken, taken + 10 * MINUTE + 500).slice(2),
  );
  const report = await examine({ 'auth.log': lines, syslog: fullDisk() });
  expect(pairing(report).map(({ strength }) => strength)).toEqual(['strong', 'defect']);
});

/** The end of a message that waited in the queue. */
const sent = (at: number, seconds: number) =>
  said(
    at,
    'web1',
    `postfix/smtp[3007]: B0000001: to=<office@example.net>, relay=mx.example.net[192.0.2.25]:25, delay=${seconds}, delays=0.02/${seconds - 1}/0.4/0.5, dsn=2.0.0, status=sent (250 2.0.0 Ok)`,
  );

it.each([
  { name: 'during the silence that the kernel tells of', seconds: 3000, beside: fullDisk(), strength: 'defect' },
  { name: 'after it', seconds: 60, beside: fullDisk(), strength: 'strong' },
  { name: 'during a silence that nothing tells of', seconds: 3000, beside: syslog(), strength: 'strong' },
])('a message taken in $name: $strength', async ({ seconds, beside, strength }) => {
  const mail = inOrder(...cut(site.mail), sent(to + 30 * MINUTE, seconds));
  const report = await examine({ 'mail.log': mail, syslog: beside });
  expect(pairing(report)).toMatchObject([{ strength, path: 'mail.log' }]);
});

function dovecot(i: number, loginMs: number, endMs: number): InventedLine[] {
  const id = Buffer.alloc(12);
  id.writeUIntLE(Number(BigInt(loginMs * 1000) % 2n ** 48n), 0, 6);
  id.set([192, 0, 2, 1 + (i % 200)], 8);
  const session = id.toString('base64');
  return [
    said(
      loginMs + 300,
      'web1',
      `dovecot: imap-login: Login: user=<sato>, method=PLAIN, rip=192.0.2.${1 + (i % 200)}, lip=192.0.2.250, mpid=${3000 + i}, TLS, session=<${session}>`,
    ),
    said(endMs, 'web1', `dovecot: imap(sato)<${3000 + i}><${session}>: Disconnected: Logged out in=100 out=900`),
  ];
}
const mailboxes = Array.from({ length: 900 }, (_, i) => {
  const at = inventedStart + i * 3 * MINUTE;
  return dovecot(i, at, at + 40_000);
}).flat();

it.each([
  {
    name: 'during the silence that the kernel tells of',
    made: from + 9 * MINUTE,
    beside: fullDisk(),
    strength: 'defect',
  },
  { name: 'after it', made: to + 4 * MINUTE, beside: fullDisk(), strength: 'strong' },
  { name: 'during a silence that nothing tells of', made: from + 9 * MINUTE, beside: syslog(), strength: 'strong' },
])('a mailbox session that began $name: $strength', async ({ made, beside, strength }) => {
  const lines = inOrder(...cut(mailboxes), ...dovecot(901, made + 1500, to + 30 * MINUTE).slice(1));
  const report = await examine({ 'mail.log': lines, syslog: beside });
  expect(pairing(report)).toMatchObject([{ strength, path: 'mail.log' }]);
});

it.each([
  { name: 'are suspect, not altered, beside a notice of the kernel', beside: fullDisk(), strength: 'weak' },
  { name: 'stay altered beside a notice of an hour before', beside: fullDisk(from - HOUR), strength: 'strong' },
  { name: 'stay altered without a notice', beside: syslog(), strength: 'strong' },
])('requests that the mail contradicts $name', async ({ beside, strength }) => {
  const report = await examine({ 'access.log': cut(site.access), 'mail.log': site.mail, syslog: beside });
  const sign = report.signs.find(({ kind }) => kind === 'cross-source');
  expect(sign).toMatchObject({ strength, path: 'access.log' });
  expect(sign?.statement.en.includes(TOLD)).toBe(strength === 'weak');
});

it('requests that were taken out of a log that goes on stay altered beside a notice of the kernel', async () => {
  const posts = site.access.filter(({ at, text }) => at < from || at >= to || !text.includes('POST /survey'));
  const report = await examine({ 'access.log': posts, 'mail.log': site.mail, syslog: fullDisk() });
  expect(report.verdict).toBe('altered');
});

const silence = (fromMs: number, toMs: number): DiskSilence => ({
  ...{ f: 0, fromN: fromMs, toN: toMs, fromMs, toMs },
  notice: { ...{ f: 1, n: 0, t: fromMs, host: '', named: '' }, by: 'kernel' },
});

it('missing lines are put to the silence that holds most of their time, and apart from those that none holds', () => {
  const silences = [silence(100, 200), silence(300, 500)];
  expect(lostToDisk(silences, { fromMs: 150, toMs: 420 })).toMatchObject({ silence: { toN: 500 }, mostly: false });
  expect(lostToDisk(silences, { fromMs: 310, toMs: 420 })).toMatchObject({ silence: { toN: 500 }, mostly: true });
  expect(lostToDisk(silences, { fromMs: 210, toMs: 290 })).toBeUndefined();
  const parts = [120, 250, 130, 400].map((at) => ({ fromMs: at, toMs: at + 5 }));
  expect(apartByDisk(silences, parts, (part) => part).map((own) => own.map(({ fromMs }) => fromMs))).toEqual([
    [120, 130],
    [250],
    [400],
  ]);
  expect(allLostToDisk(silences, parts)).toBeUndefined();
  expect(allLostToDisk([], [])).toBeUndefined();
});
