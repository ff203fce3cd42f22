// Linux audit: one event is several records with one serial; values may be hex; the enriched form repeats ids as names.
import type { Action } from '../actions.ts';
import { type EventRow, event } from '../rows.ts';
import type { FileContext, Format } from './format.ts';
import { writtenTime } from './written-time.ts';

const head = /^(?:node=(\S{1,255}) )?type=([A-Z0-9_[\]-]{2,40}) msg=audit\((\d{9,11})\.(\d{3}):(\d{1,20})\):? ?/;

/** The same as `ausearch -i` and `auparse` tell it: a local time as the machine's language writes dates, names for numbers, no hex. */
const interpretedHead = /^(?:node=(\S{1,255}) )?type=([A-Z0-9_[\]-]{2,40}) msg=audit\(([^()]{16,40}):(\d{1,20})\) ?: ?/;

/** Fields that audit writes in hex when a value holds a space, a quote or a control character. */
const encodable = /^(?:exe|comm|name|cmd|cwd|proctitle|key|acct|data|vm|unit|path|dir|a\d{1,3}|a\d{1,3}\[\d{1,4}\])$/;

/** `636174202F…` as text; NULs, which part the words of a proctitle, as spaces. */
function decodeHex(value: string): string {
  return Buffer.from(value, 'hex').toString('latin1').replaceAll('\0', ' ').trimEnd();
}

/** Characters of a name, by their codes: 1 where a name may begin, 2 only after that. */
const ofName = Uint8Array.from({ length: 256 }, (_, code) => {
  const c = String.fromCharCode(code);
  return /[A-Za-z_]/.test(c) ? 1 : /[0-9\-[\]]/.test(c) ? 2 : 0;
});
const MOST_NAME = 64;
const QUOTE = 34;
const APOSTROPHE = 39;

/** Where a value that stands in no quotes ends: white space or a quote. */
const unquoted = /[^\s'"]*/y;

/**
 * Calls `found` with each `name=value` of a text, in order, the value with its quotes; false ends it. By hand, because
 * an array and an object for each match were half of the time of reading these logs.
 */
function eachPair(text: string, found: (name: string, value: string) => boolean): void {
  let from = 0;
  for (let equals = text.indexOf('=', from); equals >= 0; equals = text.indexOf('=', Math.max(from, equals + 1))) {
    let start = -1;
    for (let at = equals - 1; at >= from && equals - at <= MOST_NAME; at -= 1) {
      const kind = ofName[text.charCodeAt(at)] ?? 0;
      if (kind === 0) break;
      if (kind === 1) start = at;
    }
    if (start < 0) continue;
    const open = text.charCodeAt(equals + 1);
    const close = open === QUOTE || open === APOSTROPHE ? text.indexOf(open === QUOTE ? '"' : "'", equals + 2) : -1;
    if (close >= 0) from = close + 1;
    else {
      unquoted.lastIndex = equals + 1;
      unquoted.test(text);
      from = unquoted.lastIndex;
    }
    if (!found(text.slice(start, equals), text.slice(equals + 1, from))) return;
  }
}

/** `k=v` words of a record; what msg='…' holds is taken apart too. Bounded to 400 pairs. */
export function auditFields(text: string, type: string, hexUsed = true): Record<string, string> {
  const fields: Record<string, string> = {};
  let count = 0;
  const take = (part: string): void =>
    eachPair(part, (key, raw) => {
      count += 1;
      if (count > 400) return false;
      const quote = raw.charCodeAt(0);
      if (key === 'msg' && quote === APOSTROPHE) {
        take(raw.slice(1, -1));
        return true;
      }
      if (key in fields) return true;
      const quoted = quote === QUOTE || quote === APOSTROPHE;
      const value = quoted ? raw.slice(1, -1) : raw;
      // Most values are short numbers: whether they may be hex is asked first.
      const mayBeHex = hexUsed && !quoted && value.length >= 2 && value.length % 2 === 0 && /^[0-9A-F]+$/.test(value);
      // In SYSCALL records a0 to a3 are registers, not text.
      const isHex = mayBeHex && encodable.test(key) && !(type === 'SYSCALL' && /^a\d$/.test(key));
      fields[key] = isHex ? decodeHex(value) : value;
      return true;
    });
  take(text);
  return fields;
}

const actions: Readonly<Record<string, Action>> = {
  EXECVE: 'exec',
  USER_START: 'session-opened',
  USER_END: 'session-closed',
  USER_CMD: 'sudo',
  ADD_USER: 'user-added',
  ADD_GROUP: 'user-added',
  DEL_USER: 'user-removed',
  DEL_GROUP: 'user-removed',
  USER_CHAUTHTOK: 'password-changed',
  GRP_MGMT: 'password-changed',
  USER_MGMT: 'password-changed',
  SERVICE_START: 'service-start',
  SERVICE_STOP: 'service-stop',
  SYSTEM_BOOT: 'boot',
  SYSTEM_SHUTDOWN: 'shutdown',
  CONFIG_CHANGE: 'config-changed',
  DAEMON_CONFIG: 'config-changed',
  DAEMON_START: 'log-started',
  DAEMON_END: 'log-stopped',
  DAEMON_ABORT: 'log-stopped',
  PATH: 'file-access',
};

const execNames = new Set(['execve', 'execveat', 'SYS_execve']);
/** The numbers of execve and execveat by the `arch` beside them: x86-64 and its 32 bits, ARM of both sizes, RISC-V, POWER, s390x. */
const execNumbers: Readonly<Record<string, readonly [string, string]>> = {
  c000003e: ['59', '322'],
  '40000003': ['11', '358'],
  c00000b7: ['221', '281'],
  '40000028': ['11', '387'],
  c00000f3: ['221', '281'],
  c0000015: ['11', '362'],
  '80000016': ['11', '354'],
};

/** What a record of this type did. */
export function auditAction(type: string, fields: Readonly<Record<string, string>>): Action {
  const failed = fields['res'] === 'failed' || fields['res'] === '0';
  if (type === 'USER_LOGIN') return failed ? 'login-failed' : 'login';
  if (type === 'USER_AUTH' || type === 'USER_ERR') return failed ? 'login-failed' : '';
  if (type === 'SYSCALL') {
    const call = fields['syscall'] ?? '';
    const isExec =
      execNames.has(fields['SYSCALL'] ?? call) || (execNumbers[fields['arch'] ?? '']?.includes(call) ?? false);
    return isExec ? 'exec' : '';
  }
  return actions[type] ?? '';
}

/** Nobody has logged in for what services do: audit writes the largest number, -1 or "unset". */
const loginOf = (auid: string): string => (/^(?:4294967295|-1|unset)$/.test(auid) ? '' : auid);

export type AuditRecord = { readonly serial: string; readonly type: string; readonly row: EventRow };

/** What interpreted records write without quotes though it holds spaces: a command's words, and the whole of it. */
function interpretedWords(rest: string, type: string): Record<string, string> {
  if (type === 'PROCTITLE') return { proctitle: rest.replace(/^proctitle=/, '').trimEnd() };
  if (type !== 'EXECVE') return {};
  const words = rest.trimEnd().split(/ a\d{1,3}=/, 257);
  return Object.fromEntries(words.slice(1).map((word, i) => [`a${i}`, word]));
}

type Begun = Pick<AuditRecord, 'serial' | 'type'> & {
  readonly at: number;
  readonly node: string;
  readonly fields: Record<string, string>;
};

function begin(line: string, file: FileContext | undefined): Begun | undefined {
  const raw = head.exec(line);
  if (raw) {
    const [whole, node = '', type = '', seconds, millis, serial = ''] = raw;
    const rest = line.slice(whole.length).replaceAll('\x1d', ' ');
    return { serial, type, node, at: Number(seconds) * 1e6 + Number(millis) * 1000, fields: auditFields(rest, type) };
  }
  const interpreted = file && interpretedHead.exec(line);
  if (!interpreted) return undefined;
  const [whole, node = '', type = '', when = '', serial = ''] = interpreted;
  const time = writtenTime(when, file);
  if (!time || time.at === 0) return undefined;
  const rest = line.slice(whole.length);
  return {
    serial,
    type,
    node,
    at: time.at,
    fields: { ...auditFields(rest, type, false), ...interpretedWords(rest, type) },
  };
}

/** One audit record; an interpreted one only with its file, whose zone its time is in. Undefined for anything else. Byte strings. */
export function parseAuditRecord(line: string, file?: FileContext): AuditRecord | undefined {
  const begun = begin(line, file);
  if (!begun) return undefined;
  const { serial, type, node } = begun;
  const fields: Record<string, string> = { type, serial, ...begun.fields };
  const about = auditAction(type, fields);
  const argc = Number(fields['argc'] ?? 0);
  if (type === 'EXECVE') {
    const words: string[] = [];
    for (let i = 0; i < Math.min(argc, 256); i += 1) words.push(fields[`a${i}`] ?? '');
    fields['argv'] = words.join(' ');
  }
  if (about === 'login-failed') fields['about'] = type === 'USER_LOGIN' ? 'attempt' : 'pam';
  const addr = fields['addr'] ?? '';
  const row = event({
    at: begun.at,
    host: node,
    program: 'auditd',
    pid: Number(/^\d{1,10}$/.test(fields['pid'] ?? '') ? fields['pid'] : 0),
    ip: addr === '?' ? '' : addr,
    user: fields['acct'] ?? loginOf(fields['AUID'] ?? fields['auid'] ?? ''),
    action: about,
    message: line,
    fields,
  });
  return { serial, type, row };
}

/** What the other records of an event lend to each of these. */
const lent: Readonly<Record<string, readonly string[]>> = {
  SYSCALL: ['argv', 'cwd', 'proctitle', 'name'],
  EXECVE: ['exe', 'comm', 'uid', 'auid', 'key', 'cwd', 'proctitle', 'ses', 'tty', 'ppid', 'pid', 'success'],
  PATH: ['exe', 'comm', 'uid', 'auid', 'key', 'cwd', 'syscall', 'success', 'argv'],
};

const anyLent = [...new Set(Object.values(lent).flat())];

/** Records of one event that are held back to be joined. More than this is no event of the kernel's. */
const MOST_RECORDS = 64;

/** Joins records that stand together: each lends the others what it knows. An event torn apart by another stays torn. */
class Joiner {
  readonly #file: FileContext;
  #serial = '';
  #open: { readonly record: AuditRecord; readonly n: number }[] = [];

  constructor(file: FileContext) {
    this.#file = file;
  }

  add(record: AuditRecord): void {
    if (record.serial !== this.#serial || this.#open.length >= MOST_RECORDS) this.flush();
    this.#serial = record.serial;
    this.#open.push({ record, n: this.#file.n });
  }

  flush(): void {
    if (this.#open.length === 0) return;
    const known: Record<string, string> = {};
    for (const key of anyLent) {
      const value = this.#open.find(({ record }) => key in record.row.fields)?.record.row.fields[key];
      if (value !== undefined) known[key] = value;
    }
    for (const { record, n } of this.#open) {
      const keys = lent[record.type];
      if (!keys || this.#open.length === 1) {
        this.#file.emit(record.row, n);
        continue;
      }
      const fields = { ...record.row.fields };
      for (const key of keys) {
        const value = known[key];
        if (value !== undefined && !(key in fields)) fields[key] = value;
      }
      this.#file.emit({ ...record.row, fields }, n);
    }
    this.#open = [];
  }
}

export const auditd: Format = {
  id: 'auditd',
  open(file) {
    const joiner = new Joiner(file);
    return {
      read(line) {
        const record = parseAuditRecord(line, file);
        if (!record) return undefined;
        joiner.add(record);
        return 'auditd';
      },
      flush: () => joiner.flush(),
    };
  },
};
