// Syslog by a template of one's own: the parts of a line between commas, semicolons, bars or tabs, each perhaps in quotes. Such a
// line looks like a row of a table, and only its tag or the name of a program says that it is none.
import { parseIsoTime } from '../times.ts';
import type { FileContext } from './format.ts';
import { parseBsdTime, type SyslogLine } from './syslog-line.ts';

const PARTS =
  /^"?(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d)"?([,;|\t]) ?"?([A-Za-z0-9][\w.:-]{0,254})"?\2 ?(?:"?(?:kern|user|mail|daemon|auth|authpriv|security|syslog|lpr|news|uucp|cron|ftp|local[0-7])(?:\.[a-z]{3,8})?"?\2 ?)?(?:"?(emerg|alert|crit|err|warning|notice|info|debug)"?\2 ?)?"?([A-Za-z][\w./()-]{0,63})(?:\[(\d{1,10})\])?(:?)"?\2 ?"? ?(\S.{0,65536}?)"?$/s;
/** Programs that are known by name where the template leaves out their number and the colon. */
const KNOWN =
  /^(?:sshd(?:-session)?|sudo|su|cron|crond|systemd(?:-logind)?|kernel|postfix\/\w{2,16}|dovecot|named|dhcpd|ntpd|chronyd|rsyslogd|login|useradd|usermod|groupadd|passwd|vsftpd|proftpd|pure-ftpd|internal-sftp|sftp-server|fail2ban\.\w{1,16}|auditd)$/i;

/** The parts of such a line; undefined for any other. */
export function parseSeparatedSyslog(line: string, file: FileContext): SyslogLine | undefined {
  const [whole, when = '', , host = '', severity = '', program = '', pid, colon, message = ''] = PARTS.exec(line) ?? [];
  if (whole === undefined) return undefined;
  if (pid === undefined && colon === '' && !KNOWN.test(program)) return undefined;
  const time = /^\d/.test(when) ? parseIsoTime(when, file.local) : parseBsdTime(`${when} `, file);
  // Quotes inside quotes are doubled, as in a table.
  const said = whole.endsWith('"') ? message.replaceAll('""', '"') : message;
  return time && { at: time.at, host, program, pid: Number(pid ?? 0), severity, message: said };
}
