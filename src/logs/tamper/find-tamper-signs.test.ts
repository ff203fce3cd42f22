import { expect, it } from 'vitest';
import { type InventedLine, inventedStart, inventSite, without } from '../../../tests/invented-logs.ts';
import { examine, HOUR, noon, places, said, site } from './examine.test-support.ts';

it('raises nothing over untouched logs, and says what it could not see', async () => {
  const report = await examine({ 'access.log': site.access, 'mail.log': site.mail, 'auth.log': site.auth });
  expect(report).toMatchObject({ verdict: 'no-sign', signs: [] });
  const ids = new Set(report.notVisible.map(({ id }) => id));
  for (const id of [
    'single-source-removed',
    'in-place-change',
    'lines-added',
    'whole-file-replaced',
    'before-first-line',
  ]) {
    expect(ids).toContain(id);
  }
});

it('forty minutes of requests that the mail log contradicts are altered, and named to the line', async () => {
  const cut = without(site.access, noon, noon + 40 * 60_000);
  const line = cut.findIndex(({ at }) => at >= noon);
  const report = await examine({ 'access.log': cut, 'mail.log': site.mail });
  expect(report.verdict).toBe('altered');
  const place = { path: 'access.log', fromLine: line, toLine: line + 1 };
  expect(places(report)).toContainEqual({ kind: 'cross-source', strength: 'strong', ...place });
  expect(places(report)).toContainEqual({ kind: 'gap', strength: 'weak', ...place });
});

it('the same silence alone is never more than suspect, and nothing when it was planned', async () => {
  const cut = without(site.access, noon, noon + 40 * 60_000);
  expect((await examine({ 'access.log': cut })).verdict).toBe('suspect');
  const planned = [{ from: new Date(noon - 60_000).toISOString(), to: new Date(noon + 42 * 60_000).toISOString() }];
  expect((await examine({ 'access.log': cut }, planned)).verdict).toBe('no-sign');
});

it('lines moved elsewhere are found where they stand and where they belong', async () => {
  const moved = [
    ...site.access.slice(0, 5000),
    ...site.access.slice(5040, 6000),
    ...site.access.slice(5000, 5040),
    ...site.access.slice(6000),
  ];
  const report = await examine({ 'access.log': moved });
  expect(report.verdict).toBe('altered');
  const splices = places(report).filter(({ kind }) => kind === 'splice');
  expect(splices).toHaveLength(2);
  expect(Math.abs((splices[0]?.fromLine ?? 0) - 5000)).toBeLessThanOrEqual(2);
  expect(Math.abs((splices[1]?.fromLine ?? 0) - 5961)).toBeLessThanOrEqual(2);
});

it('a session that ends without having begun is altered', async () => {
  const opened = site.auth.findIndex(
    ({ text }, i) => i > 40 && text.includes('sshd') && text.includes('session opened'),
  );
  const auth = site.auth.filter((_, i) => i !== opened && i !== opened - 1);
  const report = await examine({ 'auth.log': auth });
  expect(report.verdict).toBe('altered');
  const [sign] = places(report);
  expect(sign?.kind).toBe('pairing');
  expect(sign?.fromLine).toBeLessThanOrEqual(opened - 1);
  expect(sign?.toLine).toBeGreaterThanOrEqual(opened - 1);
});

it('deliveries of messages that nobody took in are altered', async () => {
  const mail = site.mail.filter(({ text }, i) => !(i > 300 && i < 330 && /pickup|cleanup|from=/.test(text)));
  expect((await examine({ 'mail.log': mail })).signs[0]).toMatchObject({ kind: 'pairing', strength: 'strong' });
});

it('hours without the hourly job are suspect, unless the machine says that it started', async () => {
  const cut = without(site.auth, noon, noon + 3 * HOUR);
  expect((await examine({ 'auth.log': cut })).verdict).toBe('suspect');
  const at = noon + 3 * HOUR - 1000;
  const boot = {
    at,
    text: `${new Date(at).toISOString().slice(0, 23)}+00:00 web1 kernel: [    0.000000] Linux version 6.1.0`,
  };
  const told = [...cut, boot].sort((a, b) => a.at - b.at);
  expect((await examine({ 'auth.log': told })).verdict).toBe('no-sign');
});

/** Four days of a job every five minutes, and of requests that go on meanwhile. */
const beats = Array.from({ length: 4 * 288 }, (_, i): InventedLine => {
  const at = inventedStart + i * 300_000 + 1000;
  return {
    at,
    text: `${new Date(at).toISOString().slice(0, 23)}+00:00 web1 CRON[${2000 + i * 3}]: (root) CMD (/usr/bin/check-queue)`,
  };
});
const [third, fourth] = [inventedStart + 36 * HOUR, inventedStart + 60 * HOUR];

it('a whole day of four without the five-minute job is suspect; not where cron says that it started', async () => {
  const cut = without(beats, third, fourth);
  expect((await examine({ 'cron.log': beats })).verdict).toBe('no-sign');
  const report = await examine({ 'cron.log': cut });
  const line = cut.findIndex(({ at }) => at >= fourth);
  expect(places(report)).toContainEqual(
    expect.objectContaining({ kind: 'gap', strength: 'weak', fromLine: line, toLine: line + 1 }),
  );
  const at = fourth - 1000;
  const text = `${new Date(at).toISOString().slice(0, 23)}+00:00 web1 cron[71]: (CRON) INFO (Running @reboot jobs)`;
  const told = [...cut, { at, text }].sort((a, b) => a.at - b.at);
  expect((await examine({ 'cron.log': told })).verdict).toBe('no-sign');
});

it('a day without the job in a log that otherwise goes on is a job that was switched off', async () => {
  const other = beats.map(({ at }, i): InventedLine => {
    const text = `${new Date(at + 9000).toISOString().slice(0, 23)}+00:00 web1 app[77]: order ${i * 31} took ${i % 17} ms`;
    return { at: at + 9000 + (i % 7) * 20_000, text };
  });
  const both = [...without(beats, third, fourth), ...other].sort((a, b) => a.at - b.at);
  expect((await examine({ syslog: both })).verdict).toBe('no-sign');
});

it('hours without the job, in a log that otherwise goes on, are suspect unless the crontab is told to have been changed', async () => {
  const [from, to] = [inventedStart + 40 * HOUR, inventedStart + 46 * HOUR];
  const said = (at: number, text: string): InventedLine => ({
    at,
    text: `${new Date(at).toISOString().slice(0, 23)}+00:00 web1 ${text}`,
  });
  const other = beats.map(({ at }, i) =>
    said(at + 9000 + (i % 7) * 20_000, `app[77]: order ${i * 31} took ${i % 17} ms`),
  );
  const changed = said(from + 30_000, 'crontab[9]: (root) REPLACE (root)');
  const elsewhere = said(from - 3 * HOUR, 'crontab[9]: (root) REPLACE (root)');
  const log = (...more: InventedLine[]) => [...without(beats, from, to), ...other, ...more].sort((a, b) => a.at - b.at);
  expect((await examine({ syslog: log() })).verdict).toBe('suspect');
  expect((await examine({ syslog: log(elsewhere) })).verdict).toBe('suspect');
  expect((await examine({ syslog: log(changed) })).verdict).toBe('no-sign');
  // With the other lines gone too, a changed crontab explains nothing.
  const silent = [...without(log(changed), from + 60_000, to)];
  expect((await examine({ syslog: silent })).verdict).toBe('suspect');
});

it('a monitor that stays away while others go on is away; with the others gone too, lines are missing', async () => {
  const checks = Array.from({ length: 2 * 24 * 60 }, (_, i): InventedLine => {
    const at = inventedStart + i * 60_000 + 7000;
    const when = new Date(at).toUTCString().replace(/^\w+, (\d+) (\w+) (\d+) ([\d:]+) GMT$/, '$1/$2/$3:$4');
    return { at, text: `203.0.113.250 - - [${when} +0000] "GET /health HTTP/1.1" 200 2 "-" "monitor"` };
  });
  const log = (...parts: (readonly InventedLine[])[]) => parts.flat().sort((a, b) => a.at - b.at);
  const [from, to] = [noon, noon + 2 * HOUR];
  expect((await examine({ 'access.log': log(site.access, without(checks, from, to)) })).verdict).toBe('no-sign');
  const cut = without(log(site.access, checks), noon, noon + 10 * 60_000);
  expect((await examine({ 'access.log': cut })).verdict).toBe('suspect');
});

it('hours cut out of one day of a daily series are suspect, judged by the other days', async () => {
  const long = inventSite({ seed: 9, days: 4, visitsPerHour: 40 });
  const day = (i: number) => long.access.filter(({ at }) => Math.floor((at - inventedStart) / (24 * HOUR)) === i);
  const files = {
    'access.log': day(3),
    'access.log.1': day(2),
    'access.log.2': without(day(1), inventedStart + 33 * HOUR, inventedStart + 36 * HOUR),
    'access.log.3': day(0),
  };
  const report = await examine(files);
  expect(report.verdict).toBe('suspect');
  expect(places(report)).toContainEqual(expect.objectContaining({ kind: 'gap', path: 'access.log.2' }));
  expect((await examine({ ...files, 'access.log.2': day(1) })).verdict).toBe('no-sign');
});

it('a current file that was emptied begins hours after the file before it ends', async () => {
  const long = inventSite({ seed: 9, days: 4, visitsPerHour: 40 });
  const part = (from: number, to: number) =>
    long.access.filter(({ at }) => at >= inventedStart + from * HOUR && at < inventedStart + to * HOUR);
  const report = await examine({
    'access.log': part(81, 96),
    'access.log.1': part(48, 72),
    'access.log.2': part(0, 48),
  });
  expect(places(report)).toContainEqual({ kind: 'gap', strength: 'weak', path: 'access.log', fromLine: 1, toLine: 1 });
});

it('a missing number of a series is suspect', async () => {
  const part = Math.floor(site.access.length / 4);
  const report = await examine({
    'access.log': site.access.slice(3 * part),
    'access.log.1': site.access.slice(2 * part, 3 * part),
    'access.log.3': site.access.slice(0, part),
  });
  expect(places(report)).toContainEqual(
    expect.objectContaining({ kind: 'rotation', strength: 'weak', path: 'access.log.3' }),
  );
});

it('audit serials that are missing are altered, unless a loss was told', async () => {
  const record = (serial: number, after: number) => ({
    at: inventedStart + after,
    text: `type=CRED_ACQ msg=audit(${((inventedStart + after) / 1000).toFixed(3)}:${serial}): pid=1 uid=0 auid=0 ses=1 msg='op=PAM:setcred res=success'`,
  });
  const whole = Array.from({ length: 400 }, (_, i) => record(1000 + i, i * 7000 + ((i * i * 977) % 61) * 1000));
  expect((await examine({ 'audit.log': whole })).verdict).toBe('no-sign');
  const cut = whole.filter((_, i) => i < 200 || i > 204);
  const report = await examine({ 'audit.log': cut });
  expect(places(report)).toEqual([
    { kind: 'serial', strength: 'strong', path: 'audit.log', fromLine: 200, toLine: 201 },
  ]);
  const notice = {
    at: 0,
    text: `type=KERNEL msg=audit(${(inventedStart / 1000 + 1440).toFixed(3)}:1204): audit_lost=5 audit_rate_limit=0 audit_backlog_limit=64`,
  };
  const told = [...cut.slice(0, 200), notice, ...cut.slice(200)];
  expect((await examine({ 'audit.log': told })).verdict).toBe('defect');
});

/** The same events as a journal tells them, each with its number. */
const journal = site.auth.map(({ at, text }, i) => {
  const said = /web1 ([^[]+)\[(\d+)\]: (.*)/.exec(text);
  const number = (5000 + i).toString(16);
  return {
    at,
    text: JSON.stringify({
      __CURSOR: `s=0123456789abcdef0123456789abcdef;i=${number};b=00112233445566778899aabbccddeeff;m=1;t=${(at * 1000).toString(16)};x=1`,
      __REALTIME_TIMESTAMP: String(at * 1000),
      _HOSTNAME: 'web1',
      SYSLOG_IDENTIFIER: said?.[1],
      _PID: said?.[2],
      PRIORITY: '6',
      MESSAGE: said?.[3],
    }),
  };
});

it('entries missing from a journal are altered; a journal of one unit was filtered and says nothing', async () => {
  expect((await examine({ 'journal.json': journal })).verdict).toBe('no-sign');
  const cut = journal.filter((_, i) => i < 60 || i > 61);
  expect(places(await examine({ 'journal.json': cut }))).toContainEqual({
    ...{ kind: 'serial', strength: 'strong', path: 'journal.json', fromLine: 60, toLine: 61 },
  });
  const unit = journal.filter(({ text }) => text.includes('"sshd"'));
  expect((await examine({ 'journal.json': unit })).verdict).toBe('no-sign');
});

it('a line missing from a session that PostgreSQL numbers is altered', async () => {
  const lines = Array.from({ length: 60 }, (_, session) =>
    Array.from({ length: 6 }, (__, i) => ({
      at: inventedStart + session * 97_000 + i * 1000,
      text: `${new Date(inventedStart + session * 97_000 + i * 1000).toISOString().slice(0, 23).replace('T', ' ')} UTC [${2000 + session}-${i + 1}] app@shop LOG:  statement: SELECT ${i}`,
    })),
  ).flat();
  expect((await examine({ 'postgresql.log': lines })).verdict).toBe('no-sign');
  const report = await examine({ 'postgresql.log': lines.filter((_, i) => i !== 183) });
  expect(places(report)).toEqual([
    { kind: 'serial', strength: 'strong', path: 'postgresql.log', fromLine: 183, toLine: 184 },
  ]);
});

it.each([
  {
    name: 'the process and the line apart',
    line: (time: string, pid: number, n: number) =>
      `${time} UTC [${pid}]: [${n}-1] user=app,db=shop,app=web,client=10.0.0.5 LOG:  duration: 12.1 ms`,
  },
  {
    name: 'columns',
    line: (time: string, pid: number, n: number) =>
      `${time} UTC,"app","shop",${pid},"10.0.0.5:5432",69d3f${pid}.${pid},${n},"SELECT",2026-03-02 00:00:00 UTC,3/9,0,LOG,00000,"duration: 12.1 ms",,,,,,,,,"web","client backend",,0`,
  },
])('a line missing from a PostgreSQL session, numbered as $name, is altered', async ({ line }) => {
  const lines = Array.from({ length: 400 }, (_, i): InventedLine => {
    const at = inventedStart + i * 7000;
    const time = new Date(at).toISOString().slice(0, 23).replace('T', ' ');
    return { at, text: line(time, 1000 + Math.floor(i / 8), (i % 8) + 1) };
  });
  expect((await examine({ 'postgresql.log': lines })).verdict).toBe('no-sign');
  const report = await examine({ 'postgresql.log': lines.filter((_, i) => i !== 203) });
  expect(places(report)).toContainEqual({
    kind: 'serial',
    strength: 'strong',
    path: 'postgresql.log',
    fromLine: 203,
    toLine: 204,
  });
});

it.each([
  { name: 'the hour that is written twice', from: Date.UTC(2025, 9, 25), change: Date.UTC(2025, 9, 26, 1), by: [2, 1] },
  { name: 'the hour that is skipped', from: Date.UTC(2026, 2, 27), change: Date.UTC(2026, 2, 29, 1), by: [1, 2] },
])('local time without a zone: $name is no sign of alteration', async ({ from, change, by }) => {
  const lines = Array.from({ length: 4000 }, (_, i) => {
    const at = from + i * 43_000 + ((i * i * 7919) % 29) * 1000;
    const local = new Date(at + (at < change ? (by[0] ?? 0) : (by[1] ?? 0)) * HOUR).toUTCString().split(' ');
    return { at, text: `${local[2]} ${local[1]} ${local[4]} web1 app[900]: did thing ${i % 7}` };
  });
  expect(['no-sign', 'defect']).toContain((await examine({ syslog: lines })).verdict);
});

it('a day missing between dated members is suspect', async () => {
  const part = Math.floor(site.access.length / 5);
  const of = (i: number) => site.access.slice(i * part, (i + 1) * part);
  const report = await examine({
    'access.log-20260302': of(0),
    'access.log-20260303': of(1),
    'access.log-20260305': of(3),
    'access.log-20260306': of(4),
  });
  expect(places(report)).toContainEqual(expect.objectContaining({ kind: 'rotation', path: 'access.log-20260303' }));
});

it('a search engine that names nothing but itself is no page that nobody opened', async () => {
  const searched = site.access.map(({ at, text }) => ({
    at,
    text: text.replace('"-" "Mozilla', '"https://www.google.com/" "Mozilla'),
  }));
  expect((await examine({ 'access.log': searched })).verdict).toBe('no-sign');
});

/** A login record as x86_64 hosts write them. */
function record(seconds: number, user: string): Uint8Array {
  const bytes = Buffer.alloc(384);
  bytes.writeInt16LE(7, 0);
  bytes.writeInt32LE(4242, 4);
  bytes.write('pts/0', 8, 'latin1');
  bytes.write('ts/0', 40, 'latin1');
  bytes.write(user, 44, 'latin1');
  bytes.writeInt32LE(seconds, 340);
  return bytes;
}

it('a login record of zeros between others is altered; zeros at the end are not', async () => {
  const at = inventedStart / 1000;
  const [a, b, c] = [record(at, 'ops'), record(at + 60, 'ops'), record(at + 120, 'ops')];
  const nul = Buffer.alloc(384);
  const wiped = await examine({ wtmp: Buffer.concat([a, b, nul, c]) });
  expect(places(wiped)).toEqual([{ kind: 'zeroed-record', strength: 'strong', path: 'wtmp', fromLine: 3, toLine: 3 }]);
  expect((await examine({ wtmp: Buffer.concat([a, b, c, nul, nul, Buffer.alloc(1)]) })).verdict).toBe('no-sign');
});

it('so is one that utmpdump printed', async () => {
  const line = (kind: number, user: string, when: string) =>
    `[${kind}] [00000] [    ] [${user.padEnd(8)}] [            ] [                    ] [0.0.0.0        ] [${when},000000+00:00]\n`;
  const [a, b, c] = ['00', '01', '02'].map((minute) => line(7, 'ops', `2026-03-14T10:${minute}:00`));
  const nul = line(0, '', '1970-01-01T00:00:00');
  const wiped = await examine({ 'wtmp.txt': Buffer.from(`${a}${b}${nul}${c}`) });
  expect(places(wiped)).toEqual([
    { kind: 'zeroed-record', strength: 'strong', path: 'wtmp.txt', fromLine: 3, toLine: 3 },
  ]);
  expect((await examine({ 'wtmp.txt': Buffer.from(`${a}${b}${c}${nul}`) })).verdict).toBe('no-sign');
});

it('a clock whose minutes stand still is a defect and no sign of alteration', async () => {
  const stuck = site.access
    .slice(0, 6000)
    .map(({ at, text }) => ({ at, text: text.replace(/(\d\d):\d\d:(\d\d) \+0000/, '$1:05:$2 +0000') }));
  expect(await examine({ 'access.log': stuck })).toMatchObject({
    verdict: 'defect',
    signs: [{ kind: 'defect-clock' }],
  });
});

it('the same bytes give the same report', async () => {
  const cut = { 'access.log': without(site.access, noon, noon + 40 * 60_000), 'mail.log': site.mail };
  expect(await examine(cut)).toEqual(await examine(cut));
});

it('mail that several forms send alike is missed in the log of all of them together', async () => {
  const [first, second] = ['/contact/send', '/survey/send'];
  const posts = Array.from({ length: 80 }, (_, i) => ({
    at: inventedStart + i * 1_300_000 + ((i * 7919) % 400) * 1000,
    i,
  }));
  const access = posts.map(({ at, i }): InventedLine => {
    const when = new Date(at).toUTCString().replace(/^\w+, (\d+) (\w+) (\d+) ([\d:]+) GMT$/, '$1/$2/$3:$4');
    const path = i % 2 === 0 ? first : second;
    return { at, text: `203.0.113.${i} - - [${when} +0000] "POST ${path} HTTP/1.1" 302 0 "-" "Mozilla/5.0"` };
  });
  const mail = posts.map(({ at, i }) =>
    said(at + 800, 'web1', `postfix/pickup[${400 + i}]: 4AB${i}CD12: uid=33 from=<www-data>`),
  );
  expect((await examine({ 'access.log': access, 'mail.log': mail })).verdict).toBe('no-sign');
  const gone = access.filter((_, i) => i < 40 || i > 47);
  const report = await examine({ 'access.log': gone, 'mail.log': mail });
  expect(report.verdict).toBe('altered');
  expect(report.signs[0]).toMatchObject({ kind: 'cross-source', path: 'access.log', fromLine: 40, toLine: 41 });
});
