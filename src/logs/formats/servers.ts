// Servers that keep a file of their own, each in a form of its own: fail2ban, Exim, Dovecot, vsftpd, ProFTPD, cPanel, lighttpd.
import type { Action } from '../actions.ts';
import { type EventRow, event } from '../rows.ts';
import { civil, type Local, monthOf, parseIsoTime } from '../times.ts';
import type { Format } from './format.ts';
import { firstAddress } from './meaning.ts';
import { interpretFtp } from './program-ftp.ts';
import { interpretDovecot, interpretExim } from './program-mail.ts';
import { plainWords } from './refusal.ts';

const fail2banLine =
  /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3}) (fail2ban\.[a-z.]{2,32}) {1,20}(?:\[(\d{1,10})\])?: ?([A-Z]{4,8}) {1,4}(.*)$/s;

/** What was found is a failure of that address in another log. */
const fail2banActions: Readonly<Record<string, Action>> = {
  ...{ Ban: 'ban', 'Restore Ban': 'ban', 'Increase Ban': 'ban', Unban: 'unban', Found: 'refused' },
};

export function parseFail2ban(line: string, local: Local): EventRow | undefined {
  const match = fail2banLine.exec(line);
  const time = match ? parseIsoTime(match[1] ?? '', local) : undefined;
  if (!match || !time) return undefined;
  const [, , program = '', pid, severity = '', message = ''] = match;
  const jail = /^\[([^\]]{1,64})\]/.exec(message)?.[1] ?? '';
  const act = /\b(Restore Ban|Increase Ban|Ban|Unban|Found|Ignore) ([^\s,]{2,255})/.exec(message);
  return event({
    at: time.at,
    program,
    pid: Number(pid ?? 0),
    severity: severity.toLowerCase(),
    ip: act?.[2] ?? firstAddress(message),
    action: fail2banActions[act?.[1] ?? ''] ?? '',
    message,
    fields: { ...(jail ? { jail } : {}), ...(act?.[1] ? { act: act[1] } : {}) },
  });
}

const eximLine = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,3})?(?: [+-]\d{4})?) (?:\[(\d{1,10})\] )?(.*)$/s;
/** What an Exim main log line begins with after its time. */
const eximVoice =
  /^(?:[0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4} |(?:H|U|F)=|\S{1,64} authenticator (?:failed|LOGIN)|(?:SMTP|no (?:MAIL|host name|IP address|immediate delivery)|unqualified|rejected|dropped|temporarily|Start queue run|End queue run|exim |daemon|cwd=|Connection from|TLS |SMTP|refused|unexpected|host name|fixed_login|plain|login|auth_|auth(?:enticator)?|dovecot_|ident |1 |Warning: |Failed to|failed to|lookup|spam|cannot|rejecting|\[(?=[\d.]{7,15}\]|[\dA-Fa-f]{0,4}:)|relay|sender verify|Remote host|remote host|lost|too many|synchronization|LOGIN|PLAIN|no |ACL|Socket|socket|listening|pid \d|SIGHUP|H=)\b)/;

export function parseExim(line: string, local: Local): EventRow | undefined {
  const match = eximLine.exec(line);
  if (!match) return undefined;
  const [, when = '', pid, message = ''] = match;
  if (!eximVoice.test(message) || /^\[[a-z]{4,10}\] /.test(message)) return undefined;
  const time = parseIsoTime(when, local);
  return time && event({ at: time.at, program: 'exim', pid: Number(pid ?? 0), message, ...interpretExim(message) });
}

const dovecotLine =
  /^(?:dovecot: )?([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d):(\d\d):(\d\d)(?:\.\d{1,6})? ((?:imap|pop3|managesieve|submission|lmtp|auth|auth-worker|master|config|indexer-worker|anvil|dict|doveadm|lda|imap-login|pop3-login|submission-login|managesieve-login)(?:\([^)]{0,255}\)|<[^>]{0,64}>){0,3}: .*)$/s;
const dovecotIso =
  /^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:?\d\d)?) ((?:dovecot: )?(?:imap|pop3|managesieve|submission|lmtp|auth|auth-worker|master|imap-login|pop3-login|submission-login|managesieve-login)(?:\([^)]{0,255}\)|<[^>]{0,64}>){0,3}: .*)$/s;

const ctime =
  /^(?:[A-Z][a-z]{2} )?([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d):(\d\d):(\d\d)(?:\.\d{1,9})? (?:[A-Z]{2,5} )?(\d{4})/;

/** `Mon Jun  6 18:43:28 2016`; where it ended. */
export function parseCtime(text: string, local: Local): { at: number; end: number } | undefined {
  const match = ctime.exec(text);
  const month = match ? monthOf(match[1] ?? '') : undefined;
  if (!match || month === undefined) return undefined;
  const at = civil(Number(match[6]), month, Number(match[2]), Number(match[3]), Number(match[4]), Number(match[5]));
  return at === undefined ? undefined : { at: local.toUtc(at), end: match[0].length };
}

export function parseVsftpd(line: string, local: Local): EventRow | undefined {
  const time = parseCtime(line, local);
  if (!time) return undefined;
  const match = /^ \[pid (\d{1,10})\] (.*)$/s.exec(line.slice(time.end));
  if (!match) return undefined;
  const [, pid, message = ''] = match;
  return event({ at: time.at, program: 'vsftpd', pid: Number(pid), message, ...interpretFtp(message) });
}

/** xferlog: ctime, seconds, host, size, file, type, action, direction, mode, user, service, method, id, status. */
export function parseXferlog(line: string, local: Local): EventRow | undefined {
  const time = parseCtime(line, local);
  if (!time) return undefined;
  const match =
    /^ (\d{1,9}) (\S{1,255}) (\d{1,15}) (.{1,4096}) ([ab]) ([CUT_]{1,3}) ([iod]) ([agr]) (\S{1,64}) (\S{1,16}) ([01]) (\S{1,64}) ([ci])$/.exec(
      line.slice(time.end),
    );
  if (!match) return undefined;
  const [, , host = '', bytes = '', path = '', , , direction = '', , user = ''] = match;
  return event({
    at: time.at,
    program: 'ftp',
    ip: host,
    user,
    action: 'file-access',
    message: line.slice(time.end + 1),
    fields: { bytes, path, direction },
  });
}

const proftpdLine = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:,\d{3})?) (\S{1,255}) proftpd\[(\d{1,10})\]:? (.*)$/s;
/** cPanel's and WHM's refused logins, in the file of their requests. */
const cpanelLine =
  /^([0-9A-Fa-f.:]{3,45}) - (\S{1,255}) \[(\d\d)\/(\d\d)\/(\d{4}):(\d\d:\d\d:\d\d) ([+-]\d{4})\] "[^"]{0,8192}" FAILED LOGIN (\w{2,32}): (.{0,1024})$/s;
/** The same in `login_log`. */
const cpanelLogin =
  /^\[(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d [+-]\d{4})\] \w{1,16} \[(\w{2,32})\] ([0-9A-Fa-f.:]{3,45}) - (\S{1,255}) "[^"]{0,8192}" FAILED LOGIN \w{2,32}: (.{0,1024})$/s;
const lighttpdLine = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d): \(([a-z_]{2,40}\.c\.\d{1,6})\) (.*)$/s;
const mailcowLine = /^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) (CRIT|WARN|INFO|DEBUG|ERR): (.*)$/s;
const squirrelLine = /^(\d\d)\/(\d\d)\/(\d{4}) (\d\d):(\d\d):(\d\d) \[([A-Z_]{3,32})\] (.*)$/s;

type Read = (line: string, local: Local) => { readonly format: string; readonly row: EventRow } | undefined;

const readers: readonly Read[] = [
  (line, local) => named('fail2ban', parseFail2ban(line, local)),
  (line, local) => named('vsftpd', parseVsftpd(line, local)),
  (line, local) => named('xferlog', parseXferlog(line, local)),
  (line, local) => {
    const match = proftpdLine.exec(line);
    const time = match && parseIsoTime(match[1] ?? '', local);
    if (!match || !time) return undefined;
    const [, , host = '', pid, message = ''] = match;
    return named(
      'proftpd',
      event({ at: time.at, host, program: 'proftpd', pid: Number(pid), message, ...interpretFtp(message) }),
    );
  },
  (line, local) => {
    const [, ip = '', user = '', month, day, year, time, zone, program = '', reason = ''] = cpanelLine.exec(line) ?? [];
    const at = ip === '' ? undefined : parseIsoTime(`${year}-${month}-${day}T${time}${zone}`, local)?.at;
    if (at === undefined) return undefined;
    const who = user === '-' ? '' : user;
    const fields = { about: 'attempt' };
    return named('cpanel', event({ at, program, ip, user: who, action: 'login-failed', message: reason, fields }));
  },
  (line, local) => {
    const [, when = '', program = '', ip = '', user = '', message = ''] = cpanelLogin.exec(line) ?? [];
    const at = when === '' ? undefined : parseIsoTime(when, local)?.at;
    if (at === undefined) return undefined;
    const who = user === '-' ? '' : user.replace(/^"|"$/g, '');
    const fields = { about: 'attempt' };
    return named('cpanel', event({ at, program, ip, user: who, action: 'login-failed', message, fields }));
  },
  (line, local) => {
    const match = lighttpdLine.exec(line);
    const time = match && parseIsoTime(match[1] ?? '', local);
    if (!match || !time) return undefined;
    const [, , source = '', message = ''] = match;
    const failed = /password doesn't match|wrong password|auth failed|get_password failed/.test(message);
    const user = /username: ([^\s,]{1,64})|auth failed for {1,2}(\S{1,64})/.exec(message);
    return named(
      'lighttpd_error',
      event({
        at: time.at,
        program: 'lighttpd',
        ip: /IP: (\S{2,45})/.exec(message)?.[1] ?? '',
        user: user?.[1] ?? user?.[2] ?? '',
        action: failed ? 'login-failed' : 'web-error',
        message,
        fields: { source, ...(failed ? { about: 'attempt' } : {}) },
      }),
    );
  },
  (line, local) => {
    const match = mailcowLine.exec(line);
    const time = match && parseIsoTime(match[1] ?? '', local);
    if (!match || !time) return undefined;
    const [, , severity = '', message = ''] = match;
    const ban = /^(?:Banning|Added host\/network) (\S{2,60})/.exec(message);
    const unban = /^(?:Unbanning|Removed host\/network) (\S{2,60})/.exec(message);
    return named(
      'timestamped',
      event({
        at: time.at,
        severity: severity.toLowerCase(),
        program: '',
        ip: (ban ?? unban)?.[1]?.replace(/\/(?:32|128)$/, '') ?? firstAddress(message),
        action: ban ? 'ban' : unban ? 'unban' : '',
        message,
      }),
    );
  },
  (line, local) => {
    const match = squirrelLine.exec(line);
    if (!match) return undefined;
    const [, month, day, year, hour, minute, second, kind = '', message = ''] = match;
    const at = civil(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
    if (at === undefined) return undefined;
    const who = /^(\S{1,64}) \([^)]{0,255}\) from (\S{2,45}):/.exec(message);
    const failed = kind === 'LOGIN_ERROR';
    return named(
      'timestamped',
      event({
        at: local.toUtc(at),
        program: 'squirrelmail',
        ip: who?.[2] ?? '',
        user: who?.[1] ?? '',
        action: failed ? 'login-failed' : kind === 'LOGIN' ? 'login' : '',
        message,
        fields: failed ? { kind, about: 'attempt' } : { kind },
      }),
    );
  },
  (line, local) => named('exim', parseExim(line, local)),
];

function named(format: string, row: EventRow | undefined): { format: string; row: EventRow } | undefined {
  return row && { format, row };
}

export const servers: Format = {
  id: 'servers',
  open: (file) => ({
    read(line) {
      const dovecot = dovecotLine.exec(line);
      if (dovecot) {
        const [, name = '', day, hour, minute, second, message = ''] = dovecot;
        const month = monthOf(name);
        const local =
          month === undefined
            ? undefined
            : file.year.at(month, Number(day), Number(hour), Number(minute), Number(second));
        if (local !== undefined) {
          file.emit(event({ at: file.local.toUtc(local), program: 'dovecot', message, ...interpretDovecot(message) }));
          return 'dovecot';
        }
      }
      const iso = dovecotIso.exec(line);
      const time = iso && parseIsoTime(iso[1] ?? '', file.local);
      if (iso && time) {
        const message = iso[2] ?? '';
        const meant = interpretDovecot(message);
        // Any program may call a part of its own "auth".
        const said = meant.ip === '' && meant.action === undefined ? plainWords(message) : meant;
        file.emit(event({ at: time.at, program: 'dovecot', message, ...said }));
        return 'dovecot';
      }
      for (const reader of readers) {
        const found = reader(line, file.local);
        if (found) {
          file.emit(found.row);
          return found.format;
        }
      }
      return undefined;
    },
  }),
};
