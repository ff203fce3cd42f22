create table if not exists raw (
    f UInt32, n UInt64 codec(Delta, ZSTD), len UInt32 codec(ZSTD), line String codec(LZ4)
  ) engine = MergeTree order by (f, n);

create table if not exists web (
    f UInt32, n UInt64 codec(Delta, ZSTD), ts DateTime64(3, 'UTC') codec(Delta, ZSTD),
    client String, user LowCardinality(String), vhost LowCardinality(String),
    method LowCardinality(String), target String, path String, query String, proto LowCardinality(String),
    status UInt16, size Int64, referer String, agent LowCardinality(String)
  ) engine = MergeTree order by (f, n);

create table if not exists event (
    f UInt32, n UInt64 codec(Delta, ZSTD), ts DateTime64(6, 'UTC') codec(Delta, ZSTD),
    host LowCardinality(String), program LowCardinality(String), pid UInt32, severity LowCardinality(String),
    ip String, user String, action LowCardinality(String), message String, fields Map(LowCardinality(String), String)
  ) engine = MergeTree order by (f, n);

create table if not exists bad (f UInt32, n UInt64, why LowCardinality(String)) engine = MergeTree order by (f, n);
