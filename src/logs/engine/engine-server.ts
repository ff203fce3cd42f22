// The same engine on a ClickHouse server: the same statements through the same client; only rows in bulk travel otherwise.
import { createReadStream, createWriteStream, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { AkashiError } from '../../vocabulary/error.ts';
import type { Bulk } from './bulk.ts';
import { type Engine, parseRows, QUESTION_SECONDS } from './engine.ts';
import { failedStatement } from './failed-statement.ts';
import { NumberRows } from './number-rows.ts';
import { asQuestion, type Planning, planningSettings } from './query-settings.ts';
import { RowBinary } from './row-binary.ts';
import { serverSchema } from './schema.ts';
import type { Batch } from './segments.ts';

export type ServerOptions = {
  /** `https://user:password@host:8443/database`. The database must exist; what Akashi makes in it stays there. */
  readonly url: string;
  /** Spread over the shards of this cluster. */
  readonly cluster?: string;
  /** Parent of the work folder. Absolute. */
  readonly workFolder?: string;
};

/** RowBinary handed on at a time. */
const PIECE_BYTES = 1 << 20;

/** The lines of a segment file, as rows of `raw`. */
async function* rowsOfSegment(path: string, name: string): AsyncGenerator<Buffer> {
  const kind = name[0];
  const [f = 0, first = 0, length] = name.slice(1).split('-').map(Number);
  const out = new RowBinary(PIECE_BYTES * 2);
  let n = first;
  let rest: Buffer = Buffer.alloc(0);
  const row = (line: Buffer): void => {
    const bytes = kind === 'x' ? Buffer.from(line.toString('latin1'), 'hex') : line;
    out.u32(f);
    out.i64(n);
    out.u32(length ?? bytes.length);
    out.text(bytes.toString('latin1'));
    n += 1;
  };
  for await (const piece of createReadStream(path, { highWaterMark: PIECE_BYTES })) {
    let bytes = Buffer.concat([rest, piece]);
    for (;;) {
      const end = bytes.indexOf(10);
      if (end < 0) break;
      row(bytes.subarray(0, end));
      bytes = bytes.subarray(end + 1);
      if (out.length >= PIECE_BYTES) yield Buffer.from(out.taken());
    }
    rest = Buffer.from(bytes);
  }
  if (rest.length > 0) row(rest);
  if (out.length > 0) yield Buffer.from(out.taken());
}

async function* rowsOfBatch(batch: Batch): AsyncGenerator<Buffer> {
  for (const name of readdirSync(batch.folder).sort()) yield* rowsOfSegment(join(batch.folder, name), name);
}

function clientOf({ url, cluster }: ServerOptions): ClickHouseClient {
  return createClient({
    url,
    request_timeout: QUESTION_SECONDS * 1000,
    // The client would print statements and addresses to the terminal.
    log: { level: ClickHouseLogLevel.OFF },
    clickhouse_settings: {
      // A load balancer in between closes what says nothing for two minutes.
      send_progress_in_http_headers: 1,
      http_headers_progress_interval_ms: '60000',
      // Rows are on their shard when an insert returns, and a question within a question is sent to all shards.
      ...(cluster === undefined
        ? {}
        : { distributed_foreground_insert: 1, distributed_product_mode: 'global' as const }),
    },
  });
}

/** What the server refuses is told by our own errors. */
async function attempt<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code =
      error instanceof Error && 'code' in error && /^\d+$/.test(String(error.code)) ? String(error.code) : '';
    throw failedStatement(code, error instanceof Error ? error.message : String(error));
  }
}

/** Names of `n UInt64, line String`. */
const columnsOf = (structure: string): string =>
  structure
    .split(/, (?=[a-z]+ [A-Z])/)
    .map((column) => column.split(' ')[0])
    .join(', ');

/** Rows by the batch, as RowBinary. */
function bulkOf(client: ClickHouseClient, command: Engine['command'], cluster: string | undefined): Bulk {
  const send = (query: string, rows: Readable) =>
    attempt(async () => {
      const { stream } = await client.exec({ query, values: rows });
      // The server answers nothing, and the connection is free once that was read.
      for await (const _ of stream);
    });
  return {
    takeBatch: (batch) => send('insert into raw (f, n, len, line) format RowBinary', Readable.from(rowsOfBatch(batch))),
    takeRows: (table, structure, path) =>
      send(`insert into ${table} (${columnsOf(structure)}) format RowBinary`, createReadStream(path)),
    giveLines: (where, path) =>
      attempt(async () => {
        const query = `select f, n, len, line from raw where ${where} order by f, n format RowBinary`;
        const { stream } = await client.exec({ query });
        await pipeline(stream, createWriteStream(path, { mode: 0o600 }));
      }),
    drop: (table, where) =>
      command(
        cluster === undefined
          ? `alter table ${table} delete where ${where} settings mutations_sync = 2`
          : `alter table ${table}_shard on cluster '${cluster}' delete where ${where} settings mutations_sync = 2`,
      ),
  };
}

/** An engine on whatever the client reaches; nothing is asked of it yet. */
function engineOn(client: ClickHouseClient, folder: string, cluster: string | undefined): Engine {
  const command: Engine['command'] = (sql, parameters = {}) =>
    attempt(async () => {
      await client.command({ query: sql, query_params: parameters });
    });
  return {
    folder,
    bulk: bulkOf(client, command, cluster),
    command,
    rows: <Row>(sql: string, parameters: Readonly<Record<string, unknown>> = {}, planning: Planning = 'planned') =>
      attempt(async () => {
        const { stream } = await client.exec({
          query: asQuestion(sql, QUESTION_SECONDS, [planningSettings(planning)]),
          query_params: parameters,
        });
        const pieces: Buffer[] = [];
        for await (const piece of stream) pieces.push(piece);
        return parseRows<Row>(Buffer.concat(pieces).toString('utf8'));
      }),
    numbers: (sql, columns, take, parameters = {}) =>
      attempt(async () => {
        const { stream } = await client.exec({ query: `${sql} format RowBinary`, query_params: parameters });
        const rows = new NumberRows(columns, take);
        for await (const piece of stream) rows.push(piece);
        rows.end();
      }),
    async close() {
      await client.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * @throws AkashiError logs/engine-missing when the server does not answer, logs/incomplete when the database already holds
 * lines: two readings in one would be counted as one
 */
export async function openServerEngine(options: ServerOptions): Promise<Engine> {
  const folder = mkdtempSync(join(options.workFolder ?? tmpdir(), 'akashi-server-'));
  mkdirSync(join(folder, 'in'), { mode: 0o700 });
  const client = clientOf(options);
  const engine = engineOn(client, folder, options.cluster);
  const alive = await client.ping();
  if (!alive.success) {
    await engine.close();
    throw new AkashiError('logs/engine-missing', 'the ClickHouse server does not answer', { cause: alive.error });
  }
  for (const statement of serverSchema(options.cluster)) await engine.command(statement);
  const [held] = await engine.rows<{ lines: number }>('select count() as lines from raw');
  if (held && held.lines > 0) {
    await engine.close();
    throw new AkashiError('logs/incomplete', 'the database already holds lines: each reading needs one of its own', {
      hint: 'make a database, and name it in the address: http://host:8123/case_17',
    });
  }
  return engine;
}
