// Logs of events, of any size: seeded, so that two machines measure the same bytes.
import { closeSync, openSync, writeSync } from 'node:fs';
import { type Random, seededRandom } from '../src/vocabulary/random.ts';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number) => String(value).padStart(2, '0');

function bsdTime(atMs: number): string {
  const d = new Date(atMs);
  return `${months[d.getUTCMonth()]} ${String(d.getUTCDate()).padStart(2, ' ')} ${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())}`;
}

const hex = (text: string) => Buffer.from(text).toString('hex').toUpperCase();

const commands = [
  ['/usr/bin/ls', 'ls', '-l', '/var/www/html'],
  ['/usr/bin/grep', 'grep', '-c', 'processor', '/proc/cpuinfo'],
  ['/usr/sbin/run-parts', 'run-parts', '/etc/cron.hourly'],
  ['/usr/bin/php8.2', 'php', '/var/www/html/artisan', 'schedule:run'],
  ['/usr/bin/date', 'date', '+%s'],
  ['/usr/bin/dash', 'sh', '-c', 'df -P | tail -n 1'],
  ['/usr/bin/mysqldump', 'mysqldump', '--single-transaction', 'survey'],
  ['/usr/bin/find', 'find', '/var/lib/php/sessions', '-cmin', '+24', '-delete'],
] as const;

/** The records of one program that was started, as the kernel writes them: six lines of one serial. */
function execution(atMs: number, serial: number, random: Random): string {
  const [exe, ...argv] = commands[random.below(commands.length)] ?? commands[0];
  const id = `msg=audit(${(atMs / 1000).toFixed(3)}:${serial})`;
  const pid = 1000 + random.below(60_000);
  const comm = argv[0];
  // What a web server's user starts is looked at more closely: only what it starts on every host.
  const uid = comm === 'php' ? 33 : random.below(3) === 0 ? 1000 : 0;
  const args = argv.map((word, i) => `a${i}=${/[ "]/.test(word) ? hex(word) : `"${word}"`}`).join(' ');
  return [
    `type=SYSCALL ${id}: arch=c000003e syscall=59 success=yes exit=0 a0=55df1048ec88 a1=55df1048ec38 a2=55df1048ec58 a3=8 items=2 ppid=${pid - 1} pid=${pid} auid=4294967295 uid=${uid} gid=${uid} euid=${uid} suid=${uid} fsuid=${uid} egid=${uid} sgid=${uid} fsgid=${uid} tty=(none) ses=4294967295 comm="${comm}" exe="${exe}" subj=unconfined key="exec"`,
    `type=EXECVE ${id}: argc=${argv.length} ${args}`,
    `type=CWD ${id}: cwd="/var/www"`,
    `type=PATH ${id}: item=0 name="${exe}" inode=${100_000 + random.below(900_000)} dev=fd:01 mode=0100755 ouid=0 ogid=0 rdev=00:00 nametype=NORMAL cap_fp=0 cap_fi=0 cap_fe=0 cap_fver=0 cap_frootid=0`,
    `type=PATH ${id}: item=1 name="/lib64/ld-linux-x86-64.so.2" inode=4711 dev=fd:01 mode=0100755 ouid=0 ogid=0 rdev=00:00 nametype=NORMAL cap_fp=0 cap_fi=0 cap_fe=0 cap_fver=0 cap_frootid=0`,
    `type=PROCTITLE ${id}: proctitle=${hex(argv.join('\0'))}`,
  ].join('\n');
}

function sessionRecord(atMs: number, serial: number, random: Random): string {
  const id = `msg=audit(${(atMs / 1000).toFixed(3)}:${serial})`;
  const pid = 1000 + random.below(60_000);
  const ses = random.below(10_000);
  const type = ['USER_ACCT', 'CRED_ACQ', 'USER_START', 'USER_END'][random.below(4)];
  return `type=${type} ${id}: pid=${pid} uid=0 auid=0 ses=${ses} msg='op=PAM:session_open grantors=pam_permit,pam_unix acct="root" exe="/usr/sbin/cron" hostname=? addr=? terminal=cron res=success'`;
}

function auditRecords(i: number, atMs: number, random: Random): string {
  const serial = 100_000 + i;
  return random.below(4) === 0 ? sessionRecord(atMs, serial, random) : execution(atMs, serial, random);
}

const users = ['root', 'admin', 'test', 'oracle', 'ubuntu', 'deploy', 'git'];

/** Logins, refused ones, sudo, cron and the mailer, as a Linux host writes them to one file. */
function authLines(_i: number, atMs: number, random: Random): string {
  const head = `${bsdTime(atMs)} www1`;
  const pid = 1000 + random.below(60_000);
  const ip = `${1 + random.below(223)}.${random.below(256)}.${random.below(256)}.${random.below(256)}`;
  const user = users[random.below(users.length)] ?? 'root';
  const port = 1024 + random.below(60_000);
  const kinds = [
    () => `${head} sshd[${pid}]: Failed password for ${user} from ${ip} port ${port} ssh2`,
    () => `${head} sshd[${pid}]: Invalid user ${user}${random.below(99)} from ${ip} port ${port}`,
    () =>
      `${head} sshd[${pid}]: Failed password for invalid user ${user}${random.below(99)} from ${ip} port ${port} ssh2`,
    () => `${head} sshd[${pid}]: Connection closed by authenticating user ${user} ${ip} port ${port} [preauth]`,
    () => `${head} sshd[${pid}]: Received disconnect from ${ip} port ${port}:11: Bye Bye [preauth]`,
    () =>
      `${head} sshd[${pid}]: pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=${ip}  user=${user}`,
    () =>
      `${head} sshd[${pid}]: Accepted publickey for deploy from ${ip} port ${port} ssh2: RSA SHA256:nThbg6kXUpJWGl7E1IGOCspRomTxdCARLviKw6E5SY8\n${head} sshd[${pid}]: pam_unix(sshd:session): session opened for user deploy(uid=1000) by (uid=0)\n${head} systemd-logind[512]: New session ${random.below(9999)} of user deploy.`,
    () =>
      `${head} CRON[${pid}]: pam_unix(cron:session): session opened for user root(uid=0) by (uid=0)\n${head} CRON[${pid}]: (root) CMD (cd / && run-parts --report /etc/cron.hourly)\n${head} CRON[${pid}]: pam_unix(cron:session): session closed for user root`,
    () =>
      `${head} sudo:   deploy : TTY=pts/0 ; PWD=/home/deploy ; USER=root ; COMMAND=/usr/bin/systemctl reload nginx\n${head} sudo: pam_unix(sudo:session): session opened for user root(uid=0) by deploy(uid=1000)`,
    () =>
      `${head} postfix/smtpd[${pid}]: connect from unknown[${ip}]\n${head} postfix/smtpd[${pid}]: lost connection after AUTH from unknown[${ip}]\n${head} postfix/smtpd[${pid}]: disconnect from unknown[${ip}] ehlo=1 auth=0/1 commands=1/2`,
    () => `${head} kernel: [${pid}.${port}] eth0: link up, 1000Mbps, full-duplex`,
  ];
  return (kinds[random.below(kinds.length)] ?? kinds[0])?.() ?? '';
}

export const eventLogs = { auditd: auditRecords, auth: authLines } as const;

/** Milliseconds between events: a busy host. */
const STEP_MS = 900;

/**
 * Writes at least `bytes` of events of one kind.
 *
 * @returns lines and bytes written
 */
export function generateEvents(
  path: string,
  kind: keyof typeof eventLogs,
  bytes: number,
  seed = 1,
): { lines: number; bytes: number } {
  const random = seededRandom(seed, `${kind} log`);
  const make = eventLogs[kind];
  const out = openSync(path, 'w');
  let at = Date.UTC(2026, 0, 1);
  const written = { lines: 0, bytes: 0 };
  for (let i = 0; written.bytes < bytes; ) {
    const pending: string[] = [];
    for (let more = 0; more < 5000; more += 1, i += 1) {
      at += 1 + random.below(STEP_MS);
      pending.push(make(i, at, random));
    }
    const text = `${pending.join('\n')}\n`;
    written.lines += text.split('\n').length - 1;
    written.bytes += writeSync(out, text, null, 'latin1');
  }
  closeSync(out);
  return written;
}
