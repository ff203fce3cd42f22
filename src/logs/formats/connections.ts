// What the lines of one connection say together. Many servers name the client when it connects or leaves, and what it
// failed at on a line of its own that has only the number of the connection or of its process. Such an attempt is told at
// the line that makes it complete: who, and what.
import type { EventRow, Row } from '../rows.ts';
import type { FileContext, Format } from './format.ts';
import { refusalOf } from './refusal.ts';

/** Connections remembered at once. */
const MOST = 4_096;
/** Stands for an address that is not known yet. */
const SOMEBODY = 'somebody';

/** Servers with one process for each connection, so that its number is the connection's. */
const oneProcessEach =
  /(?:^|\/)(?:sshd(?:-session|-auth)?|dropbear|(?:in\.)?(?:ftpd|telnetd|rlogind|rshd)|vsftpd|proftpd|wu-ftpd|ipop[23]d|popper|cucipop|solid-pop3d)$/;
const isSsh = /^sshd(?:-session|-auth)?$/;
/** Servers that give each message a queue id and write it first: sendmail's, and Postfix's long ones. */
const queued = /^(?:sendmail|sm-mta|sm-msp|sm-que)/;
/** OpenSMTPD begins what it says of a session with the session's number. */
const session = /^([0-9a-f]{8,16}) smtp /;
const connectionNumber =
  /\bconn(?:ection)?(?:[ _-]?id)?[=: #]{0,2}(\d{1,10})\b|\bconnection accepted from \S{3,60} #(\d{1,10})\b/i;
/** Axigen and the like: process, host, then service and number of the connection. */
const service = /^\d{1,3} \S{1,255} ((?:IMAP|POP3|SMTP|WEBMAIL|WEBADMIN|FTP|LDAP|SIP)[A-Z-]{0,4}:[0-9A-Za-z-]{2,32}): /;
/** A server that gives its connections no number, when it says that one was made. */
const connects = /^(?:new |incoming |tcp )?(?:connection|client|connect)(?: \w{2,12})? from \S/i;
const ended = /\bclosed\b|\bend connection\b|^Disconnect|^Connection (?:closed|reset)|\bdisconnected\b/i;

/** How a program's lines say which connection they are of. Programs are few and their lines many. */
type Way = 'program' | 'process' | 'queue' | 'session' | 'number';
const MOST_PROGRAMS = 10_000;
const ways = new Map<string, Way>();

function wayOf(program: string): Way {
  const known = ways.get(program);
  if (known) return known;
  // MongoDB's own file has its connection where others have the program.
  const way = /^conn\d{1,10}$/.test(program)
    ? 'program'
    : oneProcessEach.test(program)
      ? 'process'
      : queued.test(program)
        ? 'queue'
        : program === 'smtpd'
          ? 'session'
          : 'number';
  if (ways.size < MOST_PROGRAMS) ways.set(program, way);
  return way;
}

function keyOf({ program, pid, message }: EventRow): string {
  const way = wayOf(program);
  if (way === 'program') return program;
  if (way === 'process' && pid > 0) return `${program} ${pid}`;
  if (way === 'queue') {
    const id = /^([0-9A-Za-z]{10,24}): /.exec(message)?.[1];
    return id === undefined ? '' : `${program} ${id}`;
  }
  if (way === 'session') {
    const id = session.exec(message)?.[1];
    return id === undefined ? '' : `${program} ${id}`;
  }
  if (message.length > 4_096) return '';
  const digit = message.charCodeAt(0) - 48;
  const served = digit >= 0 && digit <= 9 ? service.exec(message)?.[1] : undefined;
  if (served !== undefined) return served;
  if (!message.includes('conn') && !message.includes('Conn')) return '';
  const numbered = connectionNumber.exec(message);
  return numbered ? `${program} conn ${numbered[1] ?? numbered[2]}` : '';
}

type Held = { readonly row: EventRow; readonly n: number };
/** A failure, and its line as it reads alone. */
type Failure = Held & { readonly alone: EventRow };
type Connection = {
  ip: string;
  /** A failure whose client is not named yet. */
  held: Failure | undefined;
  /** Names that PAM refused; attempts of this connection that were told in full; whether it got in. */
  readonly refused: Set<string>;
  told: boolean;
};

/** The failure that a line tells of a client that another line names. Undefined when it tells none. */
function failureOf(row: EventRow, ip: string): EventRow | undefined {
  if (row.ip !== '') return undefined;
  if (row.action === 'login-failed' || row.action === 'refused') return { ...row, ip };
  if (row.action !== '') return undefined;
  const meant = refusalOf(row.message, SOMEBODY);
  return meant && { ...row, ...meant, user: row.user || (meant.user ?? ''), ip };
}

/** A failure told on an earlier line, at the line that names its client. */
function completed(row: EventRow, { row: failure }: Failure): EventRow {
  return {
    ...row,
    action: failure.action,
    user: row.user || failure.user,
    fields: { ...row.fields, ...failure.fields, about: 'attempt', said: failure.message.slice(0, 512) },
  };
}

/** Where no address is ever named, a failed login stays its user's, and a refusal nobody's. */
function unnamed({ alone }: Failure): EventRow {
  return alone.action === 'refused' ? { ...alone, action: '' } : alone;
}

class Connections {
  readonly #emit: (row: Row, n: number) => void;
  readonly #open = new Map<string, Connection>();
  #before: Held | undefined;

  constructor(emit: (row: Row, n: number) => void) {
    this.#emit = emit;
  }

  take(row: Row, n: number): void {
    const key = row.table === 'event' ? keyOf(row) : '';
    if (row.table !== 'event') this.#emit(row, n);
    else if (key === '') this.#emit(this.#next(row, n), n);
    else this.#read(key, row, n);
  }

  /** Without a number, only what a server says in the same second on the very next line is of the client it just named. */
  #next(row: EventRow, n: number): EventRow {
    const before = this.#before;
    this.#before = undefined;
    if (row.ip !== '') {
      if (connects.test(row.message)) this.#before = { row, n };
      return row;
    }
    if (!before || before.n !== n - 1) return row;
    const { program, pid, at, ip } = before.row;
    const together = row.program === program && row.pid === pid && Math.floor(row.at / 1e6) === Math.floor(at / 1e6);
    return (together && failureOf(row, ip)) || row;
  }

  flush(): void {
    for (const { held } of this.#open.values()) if (held) this.#emit(unnamed(held), held.n);
    this.#open.clear();
  }

  #connection(key: string): Connection {
    const known = this.#open.get(key);
    if (known) return known;
    const made: Connection = { ip: '', held: undefined, refused: new Set(), told: false };
    this.#open.set(key, made);
    if (this.#open.size <= MOST) return made;
    for (const [oldest, { held }] of this.#open) {
      if (this.#open.size <= MOST) break;
      if (held) this.#emit(unnamed(held), held.n);
      this.#open.delete(oldest);
    }
    return made;
  }

  #read(key: string, row: EventRow, n: number): void {
    const connection = this.#connection(key);
    const named = isSsh.test(row.program) ? afterPam(connection, row) : row;
    if (named.ip !== '') {
      connection.ip = named.ip;
      const { held } = connection;
      connection.held = undefined;
      if (failed(named) && !named.message.startsWith('pam_')) connection.told = true;
      if (held) this.#emit({ ...held.alone, action: '' }, held.n);
      this.#emit(held && named.action !== 'login' && !failed(named) ? completed(named, held) : named, n);
    } else {
      // OpenSMTPD says each attempt once, and of none whose it is.
      const isOnce = wayOf(row.program) === 'session';
      const failure = connection.told && !isOnce ? undefined : failureOf(row, connection.ip);
      if (failure && connection.ip !== '') {
        connection.told = true;
        this.#emit({ ...failure, fields: isOnce ? failure.fields : { ...failure.fields, only: '1' } }, n);
      } else if (failure && !connection.held) connection.held = { row: failure, alone: row, n };
      else this.#emit(row, n);
    }
    // What is held waits for its client: sshd says that a connection closed before it says whose it was.
    if (!connection.held && ended.test(row.message)) this.#open.delete(key);
  }
}

const failed = ({ action }: EventRow) => action === 'login-failed' || action === 'refused';

/**
 * What PAM refuses, sshd says again in its own words, and a right password after a wrong one is a slip of the finger. So a
 * refusal by PAM counts where sshd says nothing of its own: the client tries a second name, or leaves without having got in.
 */
function afterPam(connection: Connection, row: EventRow): EventRow {
  const own = row.action === 'login-failed' && !row.message.startsWith('pam_');
  if (row.action === 'login' || own) {
    if (row.ip !== '') connection.told = true;
    return row;
  }
  const attempt = { ...row, action: 'login-failed' as const, fields: { ...row.fields, about: 'attempt' } };
  if (row.action === 'login-failed') {
    const name = row.user || (/ ruser=(\S{1,64})/.exec(row.message)?.[1] ?? '');
    const another = connection.refused.size > 0 && !connection.refused.has(name);
    connection.refused.add(name);
    if (!another || connection.told) return row;
    connection.told = true;
    return { ...attempt, fields: { ...attempt.fields, only: '1' } };
  }
  const leaves = row.action === 'disconnect' && row.message.endsWith('[preauth]');
  if (!leaves || connection.told || connection.refused.size === 0) return row;
  connection.told = true;
  return { ...attempt, user: row.user || ([...connection.refused][0] ?? '') };
}

/** The format, with the lines of one connection read together. */
export function withConnections(format: Format): Format {
  return {
    ...format,
    open(file) {
      const connections = new Connections((row, n) => file.emit(row, n));
      // Everything else of the file is read through: its line number changes as it is read.
      const through: FileContext = Object.create(file, {
        emit: { value: (row: Row, n = file.n) => connections.take(row, n) },
      });
      const parser = format.open(through);
      return {
        ...parser,
        read: (line) => parser.read(line),
        flush() {
          parser.flush?.();
          connections.flush();
        },
      };
    },
  };
}
