// Syslog in its spellings: RFC 3164 (no year, no zone), RFC 5424, rsyslog's ISO form; then what the program said.
import { fractionMicros, monthOf, parseIsoTime, yearBeside, zoneSeconds } from '../times.ts';
import { containedTime } from './container.ts';
import type { FileContext } from './format.ts';

export type SyslogLine = {
  readonly at: number;
  readonly host: string;
  readonly program: string;
  readonly pid: number;
  readonly severity: string;
  readonly message: string;
};

const severities = ['emerg', 'alert', 'crit', 'err', 'warning', 'notice', 'info', 'debug'] as const;

const bsdTime =
  /^([A-Z][a-z]{2}) {1,2}(\d{1,2}) (?:(\d{4}) )?(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?: (\d{4}))?(?: (?=[^\d\s]))?:? ?/;

/** `Nov 22 07:00:00`, with the year before or after the time where one stands. */
export function parseBsdTime(text: string, file: FileContext): { at: number; end: number } | undefined {
  const match = bsdTime.exec(text);
  if (!match) return undefined;
  const [whole, name = '', day, early, hour, minute, second, fraction, late] = match;
  const month = monthOf(name);
  if (month === undefined) return undefined;
  const year = early ?? late;
  const parts = [Number(day), Number(hour), Number(minute), Number(second)] as const;
  const local = year === undefined ? file.year.at(month, ...parts) : parseYear(Number(year), month, ...parts);
  if (local === undefined) return undefined;
  return { at: file.local.toUtc(local) + (fraction ? (fractionMicros(fraction) ?? 0) : 0), end: whole.length };
}

const fullTime = /^[A-Z][a-z]{2} (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?) ([A-Z]{2,5}|[+-]\d\d(?:\d\d)?) /;

/** `Fri 2025-10-03 17:00:00 JST`: `journalctl -o short-full`. An abbreviation of several zones is no zone. */
function parseFullTime(text: string, file: FileContext): { at: number; end: number } | undefined {
  const [whole, when = '', zone = ''] = fullTime.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const time = parseIsoTime(zoneSeconds(zone) === undefined ? when : `${when} ${zone}`, file.local);
  return time && { at: time.at, end: whole.length };
}

const withDay = /^[A-Z][a-z]{2} (?=[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4} [a-z]{3,8}[0-7]?\.[a-z]{3,7} )/;

/** `Tue Jun  9 03:20:05 2026 authpriv.warn dropbear[9]: …`: OpenWrt's logread. */
function parseDayTime(text: string, file: FileContext): { at: number; end: number } | undefined {
  const day = withDay.exec(text)?.[0].length;
  const time = day === undefined ? undefined : parseBsdTime(text.slice(day), file);
  return time && day !== undefined ? { at: time.at, end: day + time.end } : undefined;
}

function parseYear(year: number, month: number, day: number, hour: number, minute: number, second: number) {
  const at = Date.UTC(year, month, day, hour, minute, second) * 1000;
  return hour < 24 && minute < 60 && second < 61 && day > 0 && day < 32 ? at : undefined;
}

// sshd[123]:  postfix/smtpd[1]:  su(pam_unix)[2]:  CRON[3]:  kernel:  "Name With Space[1] <Error>:" (macOS)
const tagged =
  /^([A-Za-z0-9_./()@+-]{1,128}(?: [A-Za-z][A-Za-z0-9_.-]{0,40}){0,3})(?:\[(\d{1,10})(?:[.:-]\d{1,10})?\])?(?: ?\([^)]{1,80}\))?(?: <([A-Za-z]{1,12})>)?: ?/;
// proftpd[123] host (…): — without the colon; [sshd] — a name alone in brackets
const untagged = /^\[?([A-Za-z0-9_./-]{1,64})(?:\[(\d{1,10})\]|\]:?) /;
const level = /^(?:EMERG|ALERT|CRIT|CRITICAL|ERR|ERROR|WARN|WARNING|NOTICE|INFO|DEBUG)$/;
const facilityAndLevel =
  /^(?:kern|user|mail|daemon|auth|authpriv|syslog|lpr|news|uucp|cron|ftp|local[0-7])\.(emerg|alert|crit|err|warn|notice|info|debug) (?=\S)/;
/** `1042: switch1: 000123: *Jun  9 03:20:05.123 UTC: %SYS-5-CONFIG_I: …`: IOS counts its messages before their time. */
const ios =
  /^\d{1,10}: (?:([A-Za-z][\w.-]{0,254}): )?(?:\d{1,10}: )?[*.]?(?=[A-Z][a-z]{2} {1,2}\d{1,2} )([^:]{1,24}:\d\d:\d\d(?:\.\d{1,6})?)(?: ([A-Z]{3,5}))?: %([A-Z][A-Z0-9_]{1,40})-([0-7])-([A-Z0-9_]{1,60}): (.*)$/s;
const rfc5424 = /^1 (\S{1,64}) (\S{1,255}) (\S{1,128}) (\S{1,128}) (\S{1,64}) (-|\[)/;

/** `Nov 22 07:00:00 c2s55d1a2b\tinfo\t…`: Prosody, which separates its own name, level and words by tabs. */
const tabbed = /^([A-Za-z][\w.:/-]{0,63}) {0,32}\t(debug|info|notice|warn|error)\t/;

function ofPriority(priority: string | undefined): string {
  return priority === undefined ? '' : (severities[Number(priority) & 7] ?? '');
}

/** The end of RFC 5424 structured data that starts at `from`: past the last bracket, quotes and escapes minded. */
function structuredEnd(text: string, from: number): number {
  let at = from;
  let quoted = false;
  for (; at < text.length; at += 1) {
    const c = text[at];
    if (quoted && c === '\\') at += 1;
    else if (c === '"') quoted = !quoted;
    else if (!quoted && c === ']' && text[at + 1] !== '[') return at + 1;
  }
  return text.length;
}

/** `host sshd[123]: …`, as the journal's short forms and some filters leave it: everything but the time. */
function parseTimeless(text: string, severity: string): SyslogLine | undefined {
  const match = /^([A-Za-z0-9][A-Za-z0-9._-]{0,254}) ([A-Za-z][A-Za-z0-9_./-]{0,63})\[(\d{1,10})\]: (.*)$/s.exec(text);
  if (!match) return undefined;
  const [, host = '', program = '', pid, message = ''] = match;
  return { at: 0, host, program, pid: Number(pid), severity, message };
}

/** `ssh.service`, `php8.2-fpm.service`: what `journalctl -o with-unit` writes for the program that the unit starts. */
function programOf(name: string): string {
  if (!name.endsWith('.service')) return name;
  const unit = name.slice(0, -'.service'.length).replace(/@.*$/s, '');
  return unit === 'ssh' ? 'sshd' : unit;
}

function parseIos(text: string, file: FileContext): SyslogLine | undefined {
  const [, host = '', when = '', zone, facility = '', level, mnemonic = '', message = ''] = ios.exec(text) ?? [];
  if (when === '') return undefined;
  const east = zone === undefined ? undefined : zoneSeconds(zone);
  const utc: FileContext['local'] = { used: false, toUtc: (at) => at - (east ?? 0) * 1e6 };
  const context: FileContext = east === undefined ? file : Object.create(file, { local: { value: utc } });
  const time = parseBsdTime(when, context);
  if (!time) return undefined;
  const severity = ofPriority(level);
  return { at: time.at, host, program: facility, pid: 0, severity, message: `${mnemonic}: ${message}` };
}

/** An instant that a log store put before the whole line: what CloudWatch exports to a bucket. */
const stored =
  /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)) (?=[A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \S)/;

function parseStored(text: string, file: FileContext): SyslogLine | undefined {
  const [whole, when = ''] = stored.exec(text) ?? [];
  const at = whole === undefined ? undefined : parseIsoTime(when, file.local)?.at;
  if (whole === undefined || at === undefined) return undefined;
  const inside = parseSyslogLine(text.slice(whole.length), Object.create(file, { year: { value: yearBeside(at) } }));
  return inside && { ...inside, at: containedTime(inside.at, at) };
}

/** A name of several words is a program's only beside its process or level; else they are what a device says. */
function tagOf(body: string): RegExpExecArray | null {
  const tag = tagged.exec(body) ?? untagged.exec(body);
  const isSentence = tag?.[1]?.includes(' ') && tag[2] === undefined && tag[3] === undefined;
  return isSentence ? null : tag;
}

/** The header of a syslog line; undefined for a line that has none. */
export function parseSyslogLine(line: string, file: FileContext): SyslogLine | undefined {
  const priority = /^<(\d{1,3})>/.exec(line);
  const text = priority ? line.slice(priority[0].length) : line;
  const ofNumber = ofPriority(priority?.[1]);
  const modern = rfc5424.exec(text);
  if (modern) {
    const [whole, when = '', host = '', program = '', pid = ''] = modern;
    const time = when === '-' ? { at: 0 } : parseIsoTime(when, file.local);
    if (!time) return undefined;
    const open = whole.length - 1;
    const end = text[open] === '-' ? open + 1 : structuredEnd(text, open);
    const message = text.slice(end).replace(/^ (?:\xef\xbb\xbf)?/, '');
    return {
      at: time.at,
      host,
      program: program === '-' ? '' : program,
      pid: Number(pid) || 0,
      severity: ofNumber,
      message,
    };
  }
  if (/^\d{1,10}: /.test(text)) return parseIos(text, file);
  const inStore = text.charCodeAt(4) === 45 ? parseStored(text, file) : undefined;
  if (inStore) return inStore;
  const bsd = parseBsdTime(text, file) ?? parseFullTime(text, file) ?? parseDayTime(text, file);
  const isBsd = bsd !== undefined;
  const time = bsd ?? parseIsoTime(text, file.local);
  if (!time) return parseTimeless(text, ofNumber);
  // FreeBSD's syslogd -v names what others write as a number: "<auth.info>", with -vv "<4.6>".
  const named = /^ {0,4}<(?:[a-z]\w{1,15}|\d{1,2})\.([a-z]{3,8}|[0-7])> /.exec(text.slice(time.end, time.end + 40));
  const severity = named ? (/^\d/.test(named[1] ?? '') ? ofPriority(named[1]) : (named[1] ?? '')) : ofNumber;
  const behind = text.slice(time.end + (named?.[0].length ?? 0)).replace(/^ {1,4}/, '');
  const noHost = isBsd ? facilityAndLevel.exec(behind) : null;
  if (noHost) {
    const tag = tagged.exec(behind.slice(noHost[0].length));
    if (!tag) return undefined;
    return {
      ...{ at: time.at, host: '', program: programOf(tag[1] ?? ''), pid: Number(tag[2] ?? 0) },
      ...{ severity: noHost[1] ?? '', message: behind.slice(noHost[0].length + tag[0].length) },
    };
  }
  const rest = behind;
  const [columns, name = '', spoken = ''] = isBsd ? (tabbed.exec(rest) ?? []) : [];
  if (columns !== undefined)
    return { at: time.at, host: '', program: name, pid: 0, severity: spoken, message: rest.slice(columns.length) };
  const space = rest.indexOf(' ');
  if (space <= 0) return undefined;
  const word = rest.slice(0, space);
  // A container's stream is no host.
  if (word === 'stdout' || word === 'stderr') return undefined;
  const after = rest.slice(space + 1);
  // Chromium OS writes a level where others write the host.
  const hostIsLevel = level.test(word);
  // BusyBox' syslogd writes facility and level before the program.
  const leveled = isBsd ? (facilityAndLevel.exec(after) ?? undefined) : undefined;
  const body = leveled ? after.slice(leveled[0].length) : after;
  const tag = tagOf(body);
  const program = programOf(tag?.[1] ?? '');
  // With a space in its time an ISO line is an application's, unless a process number says otherwise.
  if (!isBsd && text[10] === ' ' && tag?.[2] === undefined) return undefined;
  if (tag && !word.endsWith(':') && !/^\[|\]$/.test(word)) {
    return {
      at: time.at,
      host: hostIsLevel ? '' : word,
      program,
      pid: Number(tag[2] ?? 0),
      severity: hostIsLevel ? word.toLowerCase() : (tag[3]?.toLowerCase() ?? leveled?.[1] ?? severity),
      message: body.slice(tag[0].length),
    };
  }
  // Neither host nor program: a level in brackets, and then perhaps a name (Consul, Vault).
  const [bracketed, said = ''] = /^\[([A-Z]{3,9})\] {1,4}/.exec(rest) ?? [];
  if (bracketed !== undefined && level.test(said)) {
    const behindLevel = rest.slice(bracketed.length);
    const [named = '', name = ''] = /^([A-Za-z][\w./-]{0,63}): /.exec(behindLevel) ?? [];
    const message = behindLevel.slice(named.length);
    return { at: time.at, host: '', program: name, pid: 0, severity: said.toLowerCase(), message };
  }
  // No host: "Nov 22 07:00:00 sshd[123]: …", as some devices write.
  const direct = tagOf(rest);
  if (direct) {
    const pid = Number(direct[2] ?? 0);
    return { at: time.at, host: '', program: direct[1] ?? '', pid, severity, message: rest.slice(direct[0].length) };
  }
  // "last message repeated 3 times", "-- MARK --", a tag without a colon: the layout still says what is host and what text.
  return isBsd ? { at: time.at, host: word, program: 'syslog', pid: 0, severity, message: after } : undefined;
}

/** Formats that are syslog with one program's voice have that program's name. */
export function syslogFormat(program: string): string {
  if (program === 'sshd' || program === 'sshd-session' || program === 'sshd-auth') return 'sshd';
  if (program.startsWith('postfix')) return 'postfix';
  if (program === 'dovecot' || program.startsWith('dovecot')) return 'dovecot';
  return 'syslog';
}
