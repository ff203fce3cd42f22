create table if not exists raw_shard on cluster 'logs' (
    f UInt32, n UInt64 codec(Delta, ZSTD), len UInt32 codec(ZSTD), line String codec(LZ4)
  ) engine = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/raw', '{replica}') order by (f, n);

create table if not exists raw on cluster 'logs' as raw_shard engine = Distributed('logs', currentDatabase(), 'raw_shard', cityHash64(f, intDiv(n, 65536)));

create table if not exists web_shard on cluster 'logs' (
    f UInt32, n UInt64 codec(Delta, ZSTD), ts DateTime64(3, 'UTC') codec(Delta, ZSTD),
    client String, user LowCardinality(String), vhost LowCardinality(String),
    method LowCardinality(String), target String, path String, query String, proto LowCardinality(String),
    status UInt16, size Int64, referer String, agent LowCardinality(String)
  ) engine = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/web', '{replica}') order by (f, n);

create table if not exists web on cluster 'logs' as web_shard engine = Distributed('logs', currentDatabase(), 'web_shard', cityHash64(f, intDiv(n, 65536)));

create table if not exists event_shard on cluster 'logs' (
    f UInt32, n UInt64 codec(Delta, ZSTD), ts DateTime64(6, 'UTC') codec(Delta, ZSTD),
    host LowCardinality(String), program LowCardinality(String), pid UInt32, severity LowCardinality(String),
    ip String, user String, action LowCardinality(String), message String, fields Map(LowCardinality(String), String)
  ) engine = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/event', '{replica}') order by (f, n);

create table if not exists event on cluster 'logs' as event_shard engine = Distributed('logs', currentDatabase(), 'event_shard', cityHash64(f, intDiv(n, 65536)));

create table if not exists bad_shard on cluster 'logs' (f UInt32, n UInt64, why LowCardinality(String)) engine = ReplicatedMergeTree('/clickhouse/tables/{shard}/{database}/bad', '{replica}') order by (f, n);

create table if not exists bad on cluster 'logs' as bad_shard engine = Distributed('logs', currentDatabase(), 'bad_shard', cityHash64(f, intDiv(n, 65536)));
