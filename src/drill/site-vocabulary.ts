// The words an attack is dressed in: paths, agents, sizes and hours of the user's own logs.
import { tellingDatabases } from '../logs/database-records.ts';
import { someRuns } from '../logs/line-runs.ts';
import type { LogStore } from '../logs/port.ts';

export type KnownPath = {
  readonly path: string;
  /** One query string seen with it, '' when none. */
  readonly query: string;
  readonly size: number;
  readonly posts: number;
};

export type SiteVocabulary = {
  readonly paths: readonly KnownPath[];
  readonly agents: readonly string[];
  /** Those in the range that planted attacks come from. */
  readonly clients: ReadonlySet<string>;
  /** Milliseconds of lines, evenly spread over the lines: an attack comes at an hour the site is awake. */
  readonly times: readonly number[];
  readonly host: string;
  readonly users: readonly string[];
  readonly formats: readonly string[];
  /** Databases (`postgres`, `mysqld`) whose logs tell of statements or connections. */
  readonly databases: readonly string[];
};

/** 20,000 requests of a kind, the same ones each time: their numbers are drawn before any text is read. */
const sampled = (where: string, kind: string) =>
  `${where} and ${kind} and cityHash64(f, n) <= (select max(h) from (select cityHash64(f, n) as h from web where ${where} and ${kind} order by h limit 20000))`;

export async function readVocabulary(store: LogStore): Promise<SiteVocabulary> {
  // Words and hours of a site do not need every line of a large log.
  const where = someRuns(store.files) ?? '1';
  const paths = await store.rows<KnownPath>(
    `select path, argMin(q, h) as query, toInt64(avg(greatest(s, 0))) as size, countIf(method = 'POST') as posts
     from (select path, query as q, size as s, method, cityHash64(f, n) as h from web where ${sampled(where, 'status between 200 and 399')})
     where length(path) < 120 and length(q) < 200 group by path order by count() desc, path limit 60`,
  );
  const agents = await store.rows<{ agent: string }>(
    `select agent from (select agent from web where ${sampled(where, "agent not in ('', '-')")})
     where length(agent) < 300 group by agent order by count() desc, agent limit 12`,
  );
  const clients = await store.rows<{ client: string }>(
    `select distinct client from web where startsWith(client, '198.1') order by client limit 100000`,
  );
  const times = await store.rows<{ t: number }>(
    `select toUnixTimestamp64Milli(ts) as t from web where ${where} and ts > toDateTime64(86400, 3, 'UTC') order by cityHash64(f, n, 1) limit 500`,
  );
  const eventTimes = await store.rows<{ t: number }>(
    `select toUnixTimestamp64Milli(ts) as t from event where ${where} and ts > toDateTime64(86400, 6, 'UTC') order by cityHash64(f, n, 1) limit 500`,
  );
  const hosts = await store.rows<{ host: string }>(
    `select host from event where match(host, '^[A-Za-z0-9._-]{1,60}$') group by host order by count() desc, host limit 1`,
  );
  const users = await store.rows<{ user: string }>(
    `select user from event where match(user, '^[a-z][a-z0-9_-]{1,30}$') and action in ('login', 'session-opened', 'sudo')
     group by user order by count() desc, user limit 10`,
  );
  const databases = await tellingDatabases(store);
  return {
    paths,
    agents: agents.map(({ agent }) => agent),
    clients: new Set(clients.map(({ client }) => client)),
    times: (times.length > 0 ? times : eventTimes).map(({ t }) => t),
    host: hosts[0]?.host ?? 'web1',
    users: users.map(({ user }) => user),
    formats: [...new Set(store.files.map(({ format }) => format))],
    databases,
  };
}
