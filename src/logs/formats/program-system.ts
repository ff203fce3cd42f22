// cron, systemd, the kernel's packet filter, the loggers themselves.
import { firstAddress, firstOf, type Meaning, type Say } from './meaning.ts';

const cron: readonly Say[] = [
  // BusyBox’ crond.
  [/^USER (\S{1,64}) pid {1,4}\d{1,10} cmd (.*)$/s, (user, command) => ({ action: 'cron', user, fields: { command } })],
  [/^\(([^)]{1,64})\) (?:CMD|CMDEND) \((.*)\)$/s, (user, command) => ({ action: 'cron', user, fields: { command } })],
  [
    /^\(([^)]{1,64})\) (?:RELOAD|LIST|REPLACE|BEGIN EDIT|END EDIT|DELETE)/,
    (user) => ({ action: 'config-changed', user }),
  ],
];

const loggers: readonly Say[] = [
  [/^-- MARK --/, () => ({ action: 'log-mark' })],
  [
    /(?:messages? (?:lost|dropped|discarded)|lost \d+ messages|callbacks suppressed|rate-limit|Suppressed \d+ messages|imuxsock.{0,40}lost|begin to drop messages)/,
    () => ({ action: 'log-lost' }),
  ],
  [/\bstart\b|^syslogd? .{0,40}restart|Journal started|^imklog/, () => ({ action: 'log-started' })],
  [/exiting on signal|Journal stopped|\bstop\b/, () => ({ action: 'log-stopped' })],
];

const kernel: readonly Say[] = [
  [/(?:callbacks suppressed|audit_lost=|backlog limit exceeded|audit: rate limit)/, () => ({ action: 'log-lost' })],
  [
    /\bSRC=([0-9A-Fa-f:.]{3,45}) .{0,400}?(?:DPT=(\d+))?/,
    (ip, port) => ({ action: 'packet-logged', ip, fields: port ? { port } : {} }),
  ],
  [/^(?:\[\s*0\.0{6}\] )?Linux version /, () => ({ action: 'boot' })],
];

const systemd: readonly Say[] = [
  [/^(?:Started|Finished) (.{1,200}?)\.?$/, (unit) => ({ action: 'service-start', fields: { unit } })],
  [/^Stopped (.{1,200}?)\.?$/, (unit) => ({ action: 'service-stop', fields: { unit } })],
  [/^(?:Shutting down|Reached target (?:Shutdown|Reboot|Power-Off))/, () => ({ action: 'shutdown' })],
];

/** Samba's full_audit with its usual prefix: user|address|machine|share|operation|result|path. */
const fileServer: readonly Say[] = [
  [
    /^([^|]{1,255})\|([0-9A-Fa-f:.]{3,45})\|[^|]{0,255}\|([^|]{0,255})\|([a-z_]{2,32})\|(ok|fail)[^|]{0,255}\|(.{0,4096})$/s,
    (user, ip, share, command, result = '', path = '') => ({
      ...{ action: 'file-access', user, ip },
      fields: { share, command, result, path },
    }),
  ],
];

/** Programs of which every line that names a client is of one turned away or of one who scanned. */
const watchers: readonly Say[] = [
  [/^([0-9A-Fa-f:.]{3,45}?)(?::\d{1,5})? to [0-9A-Fa-f:.]{3,45} ports? /, (ip) => ({ action: 'refused', ip })],
  [
    /attackalert: .{0,200}? (?:from )?(?:host: )?(?:[^\s/]{0,255}\/)?([0-9A-Fa-f:.]{3,45}) /,
    (ip) => ({ action: 'refused', ip }),
  ],
  [
    /rblsmtpd: ([0-9A-Fa-f:.]{3,45}) pid |\bbadiprbl: ip ([0-9A-Fa-f:.]{3,45})/,
    (ip, other) => ({ action: 'refused', ip: ip || other }),
  ],
];
const watcherNames = /^(?:scanlogd|portsentry|qmail\S*|rblsmtpd|psad)$/;

const loggerNames = new Set([
  'rsyslogd',
  'syslogd',
  'syslog',
  'syslog-ng',
  'systemd-journald',
  'journal',
  'rsyslogd-pstats',
  'auditd',
]);

/** Undefined when the program is none of these, or said nothing of note. */
export function interpretSystem(program: string, message: string): Meaning | undefined {
  const name = program.slice(program.lastIndexOf('/') + 1);
  if (/^(?:CRON|cron|crond|anacron|crontab|fcron)$/.test(name)) return firstOf(cron, message);
  if (name === 'kernel') {
    const said = firstOf(kernel, message);
    const port = /\bDPT=(\d{1,5})/.exec(message)?.[1];
    return said?.action === 'packet-logged' && port ? { ...said, fields: { port } } : said;
  }
  if (name === 'smbd_audit') return firstOf(fileServer, message);
  if (watcherNames.test(name)) return firstOf(watchers, message);
  if (name === 'systemd') return firstOf(systemd, message);
  if (loggerNames.has(name)) {
    const said = firstOf(loggers, message);
    return said && { ...said, ip: firstAddress(message) };
  }
  return message.startsWith('-- MARK --') ? { action: 'log-mark' } : undefined;
}
