// MySQL's general log: every connection and statement, most lines with the number of their connection alone.
import type { Action } from '../actions.ts';
import { type EventRow, event } from '../rows.ts';
import { type Local, parseIsoTime } from '../times.ts';
import { shortTime } from './mysql-time.ts';

const mysqlGeneral =
  /^(?:(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)?)|(\d{6}) {1,2}(\d{1,2}:\d\d:\d\d)|(?=\t\t|\t *\d))\s{1,12}(\d{1,12}) (Connect|Quit|Query|Init DB|Prepare|Execute|Close stmt|Field List|Change user|Statistics|Ping|Shutdown|Sleep|Refresh|Daemon|Delayed insert|Binlog Dump|Reset stmt|Fetch|Set option|Kill|Debug|Create DB|Drop DB|Long Data|Time|Table Dump|Connect Out|Register Slave)(?:\t| {2,}|$)(.*)$/s;

const denied =
  /^Access denied for user '([^']{0,255})'@'([^']{0,255})'(?: to database '[^']{0,255}')?(?: \(using password: (?:YES|NO)\))?\s*$/;

/** Only these name who connects; a statement holds whatever words a client likes. */
const connects = (command: string): boolean => command === 'Connect' || command === 'Change user';

function mysqlAction(command: string, text: string): Action {
  if (connects(command)) return denied.test(text) ? 'login-failed' : 'login';
  if (command === 'Quit') return 'disconnect';
  return command === 'Query' || command === 'Execute' || command === 'Prepare' ? 'db-query' : '';
}

/** Open at once; a server allows some hundreds. */
const MOST_CONNECTIONS = 10_000;

/** One file, line by line: what later lines leave out stands in earlier ones. */
export class GeneralLog {
  readonly #local: Local;
  /** Who opened each connection, whose later lines give only its number. */
  readonly #opened = new Map<string, Record<string, string>>();
  #lastAt = 0;

  constructor(local: Local) {
    this.#local = local;
  }

  /** Undefined for a line of any other log. */
  read(line: string): EventRow | undefined {
    const general = mysqlGeneral.exec(line);
    if (!general) return undefined;
    const [, iso, day, time = '', thread = '', command = '', text = ''] = general;
    const at = this.#timeOf(iso, day, time);
    if (at === undefined) return undefined;
    this.#lastAt = at;
    const failed = connects(command) ? denied.exec(text) : null;
    const who = connects(command) && !failed ? /^(\S{1,64})@(\S{1,255})/.exec(text) : null;
    if (who) this.#open(thread, who[1] ?? '', who[2] ?? '');
    const session = connects(command) ? undefined : this.#opened.get(thread);
    if (command === 'Quit') this.#opened.delete(thread);
    return event({
      at,
      program: 'mysqld',
      ip: failed?.[2] ?? who?.[2] ?? '',
      user: failed?.[1] ?? who?.[1] ?? '',
      action: mysqlAction(command, text),
      message: text === '' ? command : `${command} ${text}`,
      fields: {
        thread,
        command,
        ...session,
        ...(command === 'Query' || command === 'Execute' ? { statement: text } : {}),
      },
    });
  }

  /** The older form gives the time only where it changed; a line without one has that of the line before. */
  #timeOf(iso: string | undefined, day: string | undefined, time: string): number | undefined {
    if (iso !== undefined) return parseIsoTime(iso, this.#local)?.at;
    return day === undefined ? this.#lastAt : shortTime(day, time, this.#local);
  }

  #open(thread: string, user: string, ip: string): void {
    if (this.#opened.has(thread) || this.#opened.size < MOST_CONNECTIONS)
      this.#opened.set(thread, { session_ip: ip, session_user: user });
  }
}
