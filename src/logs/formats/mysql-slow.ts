// MySQL's slow log: header lines that begin with "# ", then the statement over any number of lines.
import { type EventRow, event } from '../rows.ts';
import { type Local, parseIsoTime } from '../times.ts';
import { shortTime } from './mysql-time.ts';

const slowHead =
  /^# (Time|User@Host|Query_time|Thread_id|Schema|Rows_|Bytes_|QC_hit|Filesort|Tmp_|InnoDB|Full_scan|Log_slow|explain|administrator command)/;

/** Whether a line heads an entry; `begins` where it cannot belong to the entry above. */
export function slowHeadOf(line: string): { readonly begins: boolean } | undefined {
  const kind = slowHead.exec(line)?.[1];
  return kind === undefined ? undefined : { begins: kind === 'Time' };
}

/** What the header lines of one entry say. */
export class SlowEntry {
  #at: number;
  #user = '';
  #ip = '';
  readonly #fields: Record<string, string> = { log: 'slow' };

  /** @param before an entry written in the same second gives no time of its own: that of the entry before */
  constructor(before: SlowEntry | undefined) {
    this.#at = before === undefined ? 0 : before.#at;
  }

  readHead(line: string, local: Local): void {
    const iso = /^# Time: (\d{4}-\S+)/.exec(line);
    const short = /^# Time: (\d{6}) {1,2}(\d{1,2}:\d\d:\d\d)/.exec(line);
    if (iso) this.#at = parseIsoTime(iso[1] ?? '', local)?.at ?? 0;
    if (short) this.#at = shortTime(short[1] ?? '', short[2] ?? '', local) ?? 0;
    const who = /^# User@Host: (\S{0,64}?)\[[^\]]{0,64}\] @ (\S{0,255}) ?\[([^\]]{0,64})\]/.exec(line);
    if (who) {
      this.#user = who[1] ?? '';
      this.#ip = who[3] ?? '';
    }
    for (const [, key = '', value = ''] of line.matchAll(/([A-Z][A-Za-z_]{2,24}): ([0-9.]{1,20})/g))
      this.#fields[key] = value;
  }

  /** `use` and `SET timestamp` stand between the header and the statement; whether this line is one of them. */
  readSetting(line: string): boolean {
    if (!/^(?:use [^;]{1,255};|SET timestamp=\d{9,12};)$/i.test(line)) return false;
    const seconds = /^SET timestamp=(\d{9,12})/i.exec(line)?.[1];
    if (seconds !== undefined) this.#at = Number(seconds) * 1e6;
    return true;
  }

  /** @param statement its first line */
  rowOf(statement: string): EventRow {
    return event({
      at: this.#at,
      program: 'mysqld',
      ip: this.#ip,
      user: this.#user,
      action: 'db-query',
      message: statement,
      fields: { ...this.#fields, statement },
    });
  }
}
