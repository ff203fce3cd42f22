// MySQL and MariaDB: error, general, slow and server_audit logs, which may share one file.
import { type EventRow, event } from '../rows.ts';
import { type Local, parseIsoTime } from '../times.ts';
import type { Format } from './format.ts';
import { HeldRecord } from './held-record.ts';
import { parseServerAudit } from './mysql-audit.ts';
import { GeneralLog } from './mysql-general.ts';
import { SlowEntry, slowHeadOf } from './mysql-slow.ts';
import { shortTime } from './mysql-time.ts';
import { interpretMysql } from './program-mysql.ts';

const mysqlError =
  /^(?:(\d{4}-\d\d-\d\d)([T ])( ?\d{1,2}:\d\d:\d\d)(\.\d{1,6})?(Z|[+-]\d\d:\d\d)?|(\d{6}) {1,2}(\d{1,2}:\d\d:\d\d)) (?:(\d{1,20}) )?\[(System|Note|Warning|ERROR|Error|Info)\] (.*)$/s;

function longTime(day: string, time: string, fraction: string, zone: string, local: Local): number | undefined {
  return parseIsoTime(`${day}T${time.trim().padStart(8, '0')}${fraction}${zone}`, local)?.at;
}

function parseMysqlError(line: string, local: Local): EventRow | undefined {
  const match = mysqlError.exec(line);
  if (!match) return undefined;
  const [
    ,
    day,
    between,
    clock = '',
    fraction = '',
    zone = '',
    shortDay,
    shortClock = '',
    thread,
    severity = '',
    message = '',
  ] = match;
  // Since the time has a T in it, a thread stands behind it: others (Consul, Vault, Nomad) write their levels alike.
  if (between === 'T' && thread === undefined) return undefined;
  const at =
    day === undefined ? shortTime(shortDay ?? '', shortClock, local) : longTime(day, clock, fraction, zone, local);
  if (at === undefined) return undefined;
  const meant = interpretMysql(message.replace(/^(?:\[MY-\d{6}\] \[[A-Za-z]{2,16}\] )/, ''));
  const started = /ready for connections/.test(message);
  const own = started ? 'service-start' : /[Ss]hutdown complete/.test(message) ? 'service-stop' : '';
  return event({
    at,
    program: 'mysqld',
    severity: severity.toLowerCase(),
    ip: meant?.ip ?? '',
    user: meant?.user ?? '',
    action: meant?.action ?? own,
    message,
    fields: { thread: thread ?? '0', ...meant?.fields },
  });
}

const banner =
  /^(?:\S{0,255}mysqld\S{0,64}, Version: |\S{0,255}mariadbd\S{0,64}, Version: |Tcp port: |Time\s+Id Command\s+Argument|Version: '|# at \d)/;

export const mysql: Format = {
  id: 'mysql',
  open(file) {
    const held = new HeldRecord(file);
    const general = new GeneralLog(file.local);
    let inStatement = false;
    /** The entry of the slow log that was begun last, until a line of another log follows. */
    let slow: SlowEntry | undefined;
    return {
      read(line) {
        const row = parseMysqlError(line, file.local) ?? parseServerAudit(line, file.local) ?? general.read(line);
        if (row) {
          slow = undefined;
          inStatement = row.action === 'db-query';
          held.begin(row);
          return 'mysql';
        }
        const head = slowHeadOf(line);
        if (!head) return banner.test(line) ? 'mysql' : undefined;
        if (head.begins || !slow || held.open) {
          held.flush();
          slow = new SlowEntry(slow);
        }
        slow.readHead(line, file.local);
        return 'mysql';
      },
      continues(line) {
        if (slow && !held.open) {
          if (slow.readSetting(line)) return true;
          inStatement = true;
          held.begin(slow.rowOf(line));
          return true;
        }
        if (!held.open || !inStatement) return false;
        // Statements of several lines go on without any mark, so whatever no format reads belongs to the statement above.
        held.add(line);
        return true;
      },
      flush: () => held.flush(),
    };
  },
};
