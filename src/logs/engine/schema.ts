// The tables that every question about logs is put to. The same DDL serves the embedded engine and a cluster.
// f: file number from 0 (order of LogStore.files); n: line number from 0; together they name a line for ever.
// Instants are UTC; a line whose time is unknown has ts = 1970-01-01 and never takes part in questions of time.
export const tables = {
  /** Every line, whole: bytes without "\n" (a "\r" stays). `len` is the true length even where `line` was cut at 1 MiB. */
  raw: `create table raw (
    f UInt32, n UInt64 codec(Delta, ZSTD), len UInt32 codec(ZSTD), line String codec(LZ4)
  ) engine = MergeTree order by (f, n)`,

  /** Requests, from every access log. Quotes and escapes of the log format are undone (\\xHH, \\"); percent-encoding is not. */
  web: `create table web (
    f UInt32, n UInt64 codec(Delta, ZSTD), ts DateTime64(3, 'UTC') codec(Delta, ZSTD),
    client String, user LowCardinality(String), vhost LowCardinality(String),
    method LowCardinality(String), target String, path String, query String, proto LowCardinality(String),
    status UInt16, size Int64, referer String, agent LowCardinality(String)
  ) engine = MergeTree order by (f, n)`,

  /**
   * Everything else that was understood. program: sshd, postfix/smtpd, auditd, postgres, …; ip and user: the acting
   * side where the line names one, else ''; action: short fixed words (login, login-failed, session-opened,
   * session-closed, exec, sent, removed, …), '' when none; fields: what the format names, raw.
   */
  event: `create table event (
    f UInt32, n UInt64 codec(Delta, ZSTD), ts DateTime64(6, 'UTC') codec(Delta, ZSTD),
    host LowCardinality(String), program LowCardinality(String), pid UInt32, severity LowCardinality(String),
    ip String, user String, action LowCardinality(String), message String, fields Map(LowCardinality(String), String)
  ) engine = MergeTree order by (f, n)`,

  /** Lines that no format understood: counted, kept, and searched too. why: short fixed words. */
  bad: `create table bad (f UInt32, n UInt64, why LowCardinality(String)) engine = MergeTree order by (f, n)`,
} as const;

/**
 * The statements that make the tables of the embedded engine: no statistics (0.5 s a 3 million lines, and no question of
 * ours became faster), and no merging until somebody asks for it (bulk.ts). Dropping rows still works.
 */
export const embeddedSchema: readonly string[] = Object.values(tables).map(
  (create) =>
    `${create.replace('create table', 'create table if not exists')} settings auto_statistics_types = '', ${merged(1)}`,
);

/** The engine's own bound of what it merges into one part. */
const MERGED_BYTES = 150 * 2 ** 30;

/** From here on the embedded engine merges the parts of its tables. */
export const mergingStatements: readonly string[] = Object.keys(tables).map(
  (name) => `alter table ${name} modify setting ${merged(MERGED_BYTES)}`,
);

function merged(bytes: number): string {
  return `max_bytes_to_merge_at_max_space_in_pool = ${bytes}, max_bytes_to_merge_at_min_space_in_pool = ${Math.min(bytes, 2 ** 20)}`;
}

/**
 * The statements that make the tables on a server.
 *
 * Without a cluster they are plain tables. With one, each shard keeps a replicated table, and a distributed table
 * of the plain name spreads lines over the shards in runs of 65,536, so that every question reads as it does on one machine.
 *
 * @param cluster a name from the server's remote_servers; letters, digits, `_` and `-`
 * @throws RangeError for any other name, since it is written into the statements
 */
export function serverSchema(cluster?: string): string[] {
  const ddl = Object.entries(tables).map(([name, create]) => ({
    name,
    create: create.replace('create table', 'create table if not exists'),
  }));
  if (cluster === undefined) return ddl.map(({ create }) => create);
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(cluster)) throw new RangeError('a cluster is named by letters, digits, _ and -');
  return ddl.flatMap(({ name, create }) => [
    create
      .replace(
        `create table if not exists ${name} (`,
        `create table if not exists ${name}_shard on cluster '${cluster}' (`,
      )
      .replace(
        'engine = MergeTree',
        `engine = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/${name}', '{replica}')`,
      ),
    `create table if not exists ${name} on cluster '${cluster}' as ${name}_shard engine = Distributed('${cluster}', currentDatabase(), '${name}_shard', cityHash64(f, intDiv(n, 65536)))`,
  ]);
}
