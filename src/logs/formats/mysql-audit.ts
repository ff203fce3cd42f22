// MariaDB's server_audit: lines of its own file, and the same in syslog, where the time stands in the head.
import type { Action } from '../actions.ts';
import { type EventRow, event, type Micros } from '../rows.ts';
import { type Local, parseIsoTime } from '../times.ts';
import { firstAddress } from './meaning.ts';

const inFile = /^(\d{4})(\d\d)(\d\d) (\d\d:\d\d:\d\d),(.*)$/s;
/** Server, user, host, connection, query, operation. In syslog `server_audit_syslog_info` may stand before the server. */
const columns =
  /^(?:[^,]{0,255} )?([^,\s]{0,255}),([^,]{0,255}),([^,]{0,255}),(\d{1,12}),(\d{1,12}),([A-Z_]{3,24}),(.*)$/s;

const actions: Readonly<Record<string, Action>> = {
  CONNECT: 'login',
  FAILED_CONNECT: 'login-failed',
  DISCONNECT: 'disconnect',
  QUERY: 'db-query',
};

/** What follows the time. Undefined for anything else. */
export function parseServerAuditMessage(message: string, at: Micros): EventRow | undefined {
  const [, host = '', user = '', from = '', connection = '', query = '', operation = '', rest = ''] =
    columns.exec(message) ?? [];
  if (operation === '') return undefined;
  // The statement may hold quotes: it runs from the first to the last, which the code follows.
  const open = rest.indexOf("'");
  const close = rest.lastIndexOf("',");
  const statement = open >= 0 && close > open ? rest.slice(open + 1, close) : '';
  const code = /^\d{1,6}$/.exec(rest.slice(rest.lastIndexOf(',') + 1))?.[0] ?? '0';
  return event({
    at,
    host,
    program: 'mysqld',
    ip: firstAddress(from) || from,
    user,
    action: operation === 'CONNECT' && code !== '0' ? 'login-failed' : (actions[operation] ?? ''),
    message,
    fields: {
      connection,
      query,
      operation,
      code,
      database: rest.split(',')[0] ?? '',
      ...(statement ? { statement } : {}),
    },
  });
}

/** A line of the plug-in's own file, which begins with its time. */
export function parseServerAudit(line: string, local: Local): EventRow | undefined {
  const [, year, month, day, time, rest = ''] = inFile.exec(line) ?? [];
  const at = year === undefined ? undefined : parseIsoTime(`${year}-${month}-${day} ${time}`, local)?.at;
  const row = at === undefined ? undefined : parseServerAuditMessage(rest, at);
  return row && { ...row, message: line };
}
