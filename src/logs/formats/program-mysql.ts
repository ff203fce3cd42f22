// What MySQL and MariaDB say of a client in their error log, wherever that is kept: in a file, in syslog, in JSON.
import { isIP } from 'node:net';
import type { Action } from '../actions.ts';
import { type EventRow, event } from '../rows.ts';
import type { FileContext } from './format.ts';
import { at, isShape, type Shape, text } from './json-shape.ts';
import { anyTime } from './json-time.ts';
import { firstOf, type Meaning, type Say } from './meaning.ts';

const addressOrNone = (host: string): string => (isIP(host) > 0 ? host : '');

const voice: readonly Say[] = [
  [
    /Access denied for user '([^']{0,255})'@'([^']{0,255})'(?: to database '[^']{0,255}')?(?: \(using password: (?:YES|NO)\))?\s*$/,
    (user, ip) => ({ action: 'login-failed', user, ip, fields: { about: 'attempt' } }),
  ],
  [
    /^Aborted connection \d{1,20} to db: '[^']{0,255}' user: '([^']{0,255})' host: '([^']{0,255})'/,
    (user, host) => ({
      action: 'disconnect',
      ...(user === 'unauthenticated' ? {} : { user }),
      ip: addressOrNone(host),
    }),
  ],
  [
    /^(?:IP address|Host name) '([0-9A-Fa-f:.]{3,45})' (?:could not be resolved|has been resolved)/,
    (ip) => ({ ip: addressOrNone(ip) }),
  ],
];

/** Undefined when the message tells of no client. */
export function interpretMysql(message: string): Meaning | undefined {
  return firstOf(voice, message);
}

const operations: Readonly<Record<string, Action>> = {
  connect: 'login',
  'change user': 'login',
  quit: 'disconnect',
  disconnect: 'disconnect',
  query: 'db-query',
  execute: 'db-query',
  prepare: 'db-query',
};

/**
 * A record of an audit plug-in that writes JSON: Percona's and McAfee's under `audit_record`, MySQL Enterprise's with its
 * class and event. Undefined for any other object.
 */
export function mysqlAuditRow(shape: Shape, file: FileContext): EventRow | undefined {
  const inner = shape['audit_record'];
  const record = isShape(inner) ? inner : shape;
  const isPercona = isShape(inner) && 'name' in inner;
  const isEnterprise = 'connection_id' in shape && 'class' in shape && 'event' in shape && isShape(shape['account']);
  if (!isPercona && !isEnterprise) return undefined;
  const operation = text(record['name'] ?? record['event']).toLowerCase();
  const status = text(record['status'] ?? at(record, 'connection_data', 'status'));
  const failed = operation === 'connect' && status !== '' && status !== '0';
  const statement = text(record['sqltext'] ?? at(record, 'general_data', 'query') ?? at(record, 'query_data', 'query'));
  const action: Action = failed ? 'login-failed' : (operations[operation] ?? (statement === '' ? '' : 'db-query'));
  const user = text(record['user'] ?? at(record, 'account', 'user') ?? at(record, 'login', 'user'));
  return event({
    at: anyTime(record['timestamp'], file),
    program: 'mysqld',
    ip: addressOrNone(text(record['ip'] ?? at(record, 'login', 'ip'))),
    // The general log of some versions writes `root[root] @ localhost []`.
    user: user.replace(/\[.*$/s, ''),
    action,
    message: statement === '' ? operation : `${operation} ${statement}`,
    fields: {
      operation,
      connection: text(record['connection_id']),
      code: status,
      database: text(record['db'] ?? at(record, 'connection_data', 'db')),
      ...(statement === '' ? {} : { statement }),
      ...(failed ? { about: 'attempt' } : {}),
    },
  });
}
