// Where a Sigma field lives in our tables, per log source. This table is the documentation (docs/rules.md quotes it):
// a field that a format does not log is absent, which the rule's coverage then says.

import type { LogSource } from './rule.ts';
import { literal } from './sql-text.ts';

/** How SQL reaches a field. `many`: the text in each stage of decoding (web-text.ts); a test holds when it holds for one. */
export type FieldAccess =
  | { readonly is: 'many'; readonly column: string }
  /**
   * `apart`: the value stands in a column that the search before the rules (match-rules.ts) does not read;
   * `behind`: it stands in what that search reads, and always behind this text.
   */
  | {
      readonly is: 'text';
      readonly sql: string;
      readonly exists: string;
      readonly apart?: true;
      readonly behind?: string;
    }
  | { readonly is: 'number'; readonly sql: string }
  | { readonly is: 'absent' };

export type TableName = 'web' | 'event';
export type Mapping = {
  readonly table: TableName;
  /** Which rows of the table belong to the log source. */
  readonly scope: string;
  readonly field: (name: string) => FieldAccess;
  readonly time: (name: string) => string;
};

const many = (column: string): FieldAccess => ({ is: 'many', column });
const column = (sql: string): FieldAccess => ({ is: 'text', sql, exists: `${sql} not in ('', '-')` });
const apart = (sql: string): FieldAccess => ({ is: 'text', sql, exists: `${sql} not in ('', '-')`, apart: true });
const absent: FieldAccess = { is: 'absent' };

/**
 * W3C names of requests, as rules for `webserver` and `proxy` use them.
 * Rules for web servers write paths into cs-uri-query, so that field also holds path and query together.
 */
export const webFields = {
  'cs-method': column('method'),
  method: column('method'),
  'cs-uri-stem': many('stem'),
  'c-uri-stem': many('stem'),
  'cs-uri-query': many('query'),
  'c-uri-query': many('query'),
  /** Ours: path and query as requested, nothing beside it. */
  request: many('request'),
  'cs-uri': many('uri'),
  'c-uri': many('uri'),
  'r-uri': many('uri'),
  url: many('uri'),
  'c-uri-extension': { is: 'text', sql: 'extension', exists: `extension != ''`, behind: '.' },
  'cs-host': column('vhost'),
  'r-dns': column('vhost'),
  'cs-user-agent': many('agent'),
  'c-useragent': many('agent'),
  'cs(user-agent)': many('agent'),
  'cs-referer': many('referer'),
  'cs-referrer': many('referer'),
  'cs(referer)': many('referer'),
  'sc-status': { is: 'number', sql: 'status' },
  'sc-bytes': { is: 'number', sql: 'size' },
  'c-ip': apart('client'),
  src_ip: apart('client'),
  'cs-username': column('user'),
  'cs-version': column('proto'),
  // No access log of ours holds these.
  'cs-cookie': absent,
  'cs-content-type': absent,
  dst_ip: absent,
} as const satisfies Record<string, FieldAccess>;

const isWebField = (name: string): name is keyof typeof webFields => Object.hasOwn(webFields, name);

const web: Mapping = {
  table: 'web',
  scope: '1',
  field: (name) => {
    if (name === '') return many('message');
    const lower = name.toLowerCase();
    return isWebField(lower) ? webFields[lower] : absent;
  },
  time: () => 'ts',
};

/** A value of `fields`; one that the format wrote as an object is read as all its members together. */
function fromMap(...keys: readonly string[]): FieldAccess {
  const value = (key: string) => `fields[${literal(key)}]`;
  const has = keys.map((key) => `mapContains(fields, ${literal(key)})`).join(' or ');
  const [only = ''] = keys;
  const sql =
    keys.length === 1
      ? value(only)
      : `multiIf(${keys
          .slice(0, -1)
          .map((key) => `${value(key)} != '', ${value(key)}`)
          .join(', ')}, ${value(keys.at(-1) ?? '')})`;
  return { is: 'text', sql, exists: `(${has})` };
}

const nested = (key: string): FieldAccess => ({
  is: 'text',
  sql: `if(mapContains(fields, ${literal(key)}), fields[${literal(key)}], arrayStringConcat(arrayMap((k, v) -> concat(k, '=', v), mapKeys(mapFilter((k, v) -> startsWith(k, ${literal(`${key}.`)}), fields)), mapValues(mapFilter((k, v) -> startsWith(k, ${literal(`${key}.`)}), fields))), ' '))`,
  exists: `(mapContains(fields, ${literal(key)}) or arrayExists(k -> startsWith(k, ${literal(`${key}.`)}), mapKeys(fields)))`,
});

const any = (...sqls: readonly string[]): FieldAccess => {
  const sql = `multiIf(${sqls
    .slice(0, -1)
    .map((each) => `${each} != '', ${each}`)
    .join(', ')}, ${sqls.at(-1)})`;
  return { is: 'text', sql, exists: `${sql} != ''`, apart: true };
};

const argv = `multiIf(fields['argv'] != '', fields['argv'], fields['command'] != '', fields['command'], fields['cmd'] != '', fields['cmd'], fields['proctitle'])`;
const cwd = `fields['cwd']`;
const image = `multiIf(fields['exe'] != '', fields['exe'], splitByChar(' ', ${argv})[1])`;

/** The whole of an event as keywords search it: message and every field with its name. */
export const EVENT_TEXT = `concat(message, ' ', arrayStringConcat(arrayMap((k, v) -> concat(k, '=', v), mapKeys(fields), mapValues(fields)), ' '))`;

const message: FieldAccess = { is: 'text', sql: EVENT_TEXT, exists: '1' };
const eventTimes = new Set(['timestamp', '@timestamp', '_time', 'date', 'time', 'eventtime', 'creationutctime']);

function eventMapping(
  scope: string,
  named: Readonly<Record<string, FieldAccess>>,
  other: (key: string) => FieldAccess,
): Mapping {
  return {
    table: 'event',
    scope,
    field: (name) => (name === '' ? message : Object.hasOwn(named, name) ? (named[name] ?? absent) : other(name)),
    time: (name) =>
      eventTimes.has(name.toLowerCase()) ? 'ts' : `parseDateTimeBestEffortOrZero(fields[${literal(name)}])`,
  };
}

const common = {
  program: apart('program'),
  host: apart('host'),
  hostname: apart('host'),
  user: apart('user'),
  User: apart('user'),
  ip: apart('ip'),
  src_ip: apart('ip'),
  action: any('action', `fields['action']`),
  message: { is: 'text', sql: 'message', exists: `message != ''` },
  severity: apart('severity'),
} as const satisfies Record<string, FieldAccess>;

// Records of one audit event are joined: its type is the set of types, and numbered arguments are those of EXECVE.
const auditFields = {
  ...common,
} as const satisfies Record<string, FieldAccess>;

const processFields = {
  ...common,
  Image: { is: 'text', sql: image, exists: `${image} != ''` },
  CommandLine: { is: 'text', sql: argv, exists: `${argv} != ''` },
  CurrentDirectory: { is: 'text', sql: cwd, exists: `${cwd} != ''` },
  ParentImage: fromMap('ParentImage', 'parent_exe'),
  ParentCommandLine: fromMap('ParentCommandLine', 'parent_cmdline'),
  LogonId: fromMap('ses', 'auid'),
} as const satisfies Record<string, FieldAccess>;

const fileFields = {
  ...common,
  TargetFilename: fromMap('name', 'path', 'TargetFilename'),
  Image: processFields.Image,
} as const satisfies Record<string, FieldAccess>;

const networkFields = {
  ...common,
  Image: processFields.Image,
  DestinationIp: fromMap('daddr', 'laddr', 'DST', 'DestinationIp'),
  DestinationPort: fromMap('dport', 'lport', 'DPT', 'DestinationPort'),
  DestinationHostname: fromMap('DestinationHostname'),
  Initiated: fromMap('Initiated'),
} as const satisfies Record<string, FieldAccess>;

const programs = (...names: readonly string[]) => `lower(program) in (${names.map(literal).join(', ')})`;

/** Events of Linux hosts by syslog program; `service` of the log source. */
export const linuxServices = {
  auditd: programs('auditd', 'audit', 'kernel-audit'),
  sshd: programs('sshd', 'sshd-session', 'sshd-auth'),
  sudo: programs('sudo'),
  cron: programs('cron', 'crond', 'crontab', 'anacron', '/usr/sbin/cron'),
  auth: '1',
  syslog: '1',
  clamav: programs('clamd', 'clamav', 'clamscan', 'freshclam'),
  guacamole: programs('guacd', 'guacamole'),
  vsftpd: programs('vsftpd'),
} as const satisfies Record<string, string>;

const isLinuxService = (name: string): name is keyof typeof linuxServices => Object.hasOwn(linuxServices, name);
const plain = (key: string): FieldAccess => fromMap(key);

/** How a rule's log source and fields are read. */
export function mappingOf({ category, product, service }: LogSource): Mapping {
  if (category === 'webserver' || category === 'proxy') return web;
  if (category === 'antivirus') return eventMapping('1', common, plain);
  if (category === 'database') {
    return eventMapping(
      `(startsWith(action, 'db-') or ${programs('postgres', 'postgresql', 'mysqld', 'mysql', 'mariadbd', 'mariadb')})`,
      common,
      plain,
    );
  }
  if (category === 'application') return eventMapping('1', common, nested);
  if (product === 'linux' || (product === '' && isLinuxService(service))) {
    if (category === 'process_creation')
      return eventMapping(`action in ('exec', 'sudo', 'su', 'cron')`, processFields, plain);
    if (category === 'file_event') return eventMapping('1', fileFields, plain);
    if (category === 'network_connection') return eventMapping('1', networkFields, plain);
    if (category === '' && service === '') return eventMapping('1', { ...common, ...processFields }, plain);
    if (service === 'sudo') return eventMapping(linuxServices.sudo, { ...common, USER: fromMap('as', 'USER') }, plain);
    if (service === 'auditd') return eventMapping(linuxServices.auditd, auditFields, plain);
    if (isLinuxService(service)) return eventMapping(linuxServices[service], common, plain);
  }
  if (service === 'apache' || product === 'apache')
    return eventMapping(`match(lower(program), 'apache|httpd')`, common, plain);
  if (service === 'nginx' || product === 'nginx') return eventMapping(`match(lower(program), 'nginx')`, common, plain);
  if (product === 'aws' || service === 'cloudtrail')
    return eventMapping(
      `action in ('cloud-call', 'login', 'login-failed') and mapContains(fields, 'eventName')`,
      {},
      nested,
    );
  if (product === 'github' || product === 'bitbucket' || product === 'kubernetes' || service === 'audit') {
    return eventMapping('1', {}, nested);
  }
  // Events of ours by what they mean rather than by who wrote them, for our own rules.
  if (product === 'akashi')
    return eventMapping(
      service === '' ? '1' : `action = ${literal(service)}`,
      { ...processFields, ...fileFields, CommandLine: processFields.CommandLine },
      plain,
    );
  // Windows events come only as JSON exports, whose keys are the names that rules use.
  if (product === 'windows')
    return eventMapping(`(mapContains(fields, 'EventID') or mapContains(fields, 'Image'))`, {}, nested);
  if (category === 'process_creation')
    return eventMapping(`action in ('exec', 'sudo', 'su', 'cron')`, processFields, plain);
  // Any other source: JSON lines that carry the names of the rule as keys.
  return eventMapping('1', {}, nested);
}
