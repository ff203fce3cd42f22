// The forked child that holds ClickHouse. A process of its own because the library must not live in a worker thread
// (it crashes when one ends), may be killed for memory without taking the work with it, and locks its folder.
import { rmSync } from 'node:fs';
import type { ClickHouseClient } from '@clickhouse/client';
import { countLines } from '../count-lines.ts';
import { SourceRefused } from '../source-bytes.ts';
import { type EngineAnswer, type EngineRequest, FIRST_DATABASE } from './engine-messages.ts';
import { asQuestion, memorySettings, planningSettings } from './query-settings.ts';

/**
 * The engine allows a thread for each free gigabyte, and four for each that inserts: under our cap one, however many cores
 * there are. Two that insert hold smaller blocks, to stay under the cap together. Nor does it compile expressions: what it
 * would compile here is asked a few times, and takes less time than compiling it. Arguments of the session do not reach
 * statements; what is set here stays for all of them.
 */
const SESSION_SETTINGS = [
  'max_threads_min_free_memory_per_thread = 0',
  'max_insert_threads_min_free_memory_per_thread = 0',
  'max_insert_threads = 2',
  'min_insert_block_size_bytes = 67108864',
  'compile_expressions = 0',
  'compile_aggregate_expressions = 0',
  'compile_sort_description = 0',
].join(', ');

/** Where statements of one database run. One at a time: the cap on memory is for all of them, and each uses every core. */
type Seat = { readonly client: ClickHouseClient; readonly memory: string; before: Promise<unknown> };

const seats = new Map<string, Seat>();
let enter: ((database: string, memoryBytes: number) => Promise<void>) | undefined;
let temporaryFolder: string | undefined;

function answer(message: EngineAnswer): void {
  process.send?.(message);
}

async function open(request: Extract<EngineRequest, { kind: 'open' }>): Promise<void> {
  // Loaded here, not above, so that a platform without the library gets an answer rather than a dead child.
  const [{ Session }, { createChdbConnection }, { createClient }] = await Promise.all([
    import('chdb'),
    import('chdb/connection'),
    import('@clickhouse/client'),
  ]);
  if (request.temporary) temporaryFolder = request.folder;
  // The cap holds only when the session is opened first and stays open: createChdbConnection takes no such argument.
  const session = new Session(`${request.folder}/clickhouse`, {
    connectionArgs: [
      `--max_server_memory_usage=${request.memoryBytes + request.besideBytes}`,
      // What is cached is memory that the cap counts; a case is asked a few dozen questions.
      '--mark_cache_size=67108864',
    ],
  });
  if (!session.open) throw new Error('the session did not open');
  enter = async (database, memoryBytes) => {
    // The two packages carry separate copies of the same declarations, which TypeScript takes for different types.
    const connection = createChdbConnection({ path: `${request.folder}/clickhouse` }) as unknown as NonNullable<
      NonNullable<Parameters<typeof createClient>[0]> extends infer C
        ? C extends { connection?: infer X }
          ? X
          : never
        : never
    >;
    const client = createClient({ connection });
    // Names of our own making. What is set or used here holds for this connection alone. A folder that is kept may hold
    // the copies of a run that was killed.
    if (database !== FIRST_DATABASE) await client.command({ query: `drop database if exists ${database}` });
    await client.command({ query: `create database if not exists ${database}` });
    await client.command({ query: `use ${database}` });
    await client.command({ query: `set ${SESSION_SETTINGS}` });
    seats.set(database, { client, memory: memorySettings(memoryBytes), before: Promise.resolve() });
  };
  await enter(FIRST_DATABASE, request.memoryBytes);
}

async function leave(database: string): Promise<void> {
  const seat = seats.get(database);
  await seat?.before;
  seats.delete(database);
  await seat?.client.command({ query: `drop database if exists ${database}` });
  await seat?.client.close();
}

async function handle(request: Statement): Promise<string> {
  if (request.kind === 'open') {
    await open(request);
    return '';
  }
  if (request.kind === 'enter') {
    await enter?.(request.database, request.memoryBytes);
    return '';
  }
  if (request.kind === 'leave') {
    await leave(request.database);
    return '';
  }
  if (request.kind === 'close') {
    for (const { client, before } of seats.values()) {
      await before;
      await client.close();
    }
    return '';
  }
  const seat = seats.get(request.database);
  if (!seat) throw new Error('not open');
  const { client, memory } = seat;
  if (request.kind === 'command') {
    await client.command({ query: request.sql, query_params: request.parameters });
    return '';
  }
  try {
    return await ask(client, request, [memory]);
  } catch (error) {
    if (codeOf(error) !== MEMORY_LIMIT) throw error;
    // Very long lines: one thread holds half as much. A question changes nothing and may be put again.
    return ask(client, request, [memory, 'max_threads = 1']);
  }
}

async function ask(
  of: ClickHouseClient,
  { sql, seconds, parameters, planning }: Extract<EngineRequest, { kind: 'query' }>,
  settings: readonly string[],
): Promise<string> {
  const { stream } = await of.exec({
    query: asQuestion(sql, seconds, [planningSettings(planning), ...settings]),
    query_params: parameters,
  });
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces).toString('utf8');
}

const MEMORY_LIMIT = '241';

/** ClickHouse's number for a failure; '' when it gives none. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  if ('code' in error && /^\d+$/.test(String(error.code))) return String(error.code);
  return /Code: (\d+)/.exec(error.message)?.[1] ?? '';
}

type Counting = Extract<EngineRequest, { kind: 'count' }>;
type Statement = Exclude<EngineRequest, Counting>;

/** Told at most this often, in milliseconds. */
const TOLD_MS = 100;

async function count({ id, path }: Counting): Promise<EngineAnswer> {
  let told = 0;
  try {
    const counted = await countLines(path, (countedBytes) => {
      if (performance.now() - told < TOLD_MS) return;
      told = performance.now();
      answer({ id, ok: true, countedBytes });
    });
    return { id, ok: true, counted };
  } catch (error) {
    if (error instanceof SourceRefused) return { id, ok: false, refused: error.reason };
    return { id, ok: false, code: codeOf(error), detail: error instanceof Error ? error.message : String(error) };
  }
}

/** What a request waits for: the statement before it in its database; for opening, entering and the like, nothing but its turn. */
let ownTurn: Promise<unknown> = Promise.resolve();

process.on('message', (request: EngineRequest) => {
  if (request.kind === 'count') {
    count(request).then(answer);
    return;
  }
  const seat = 'sql' in request ? seats.get(request.database) : undefined;
  const handled = (seat?.before ?? ownTurn).then(async () => {
    const began = performance.now();
    const text = await handle(request);
    return { text, ranMs: Math.round(performance.now() - began) };
  });
  const settled = handled.catch(() => {});
  if (seat) seat.before = settled;
  else ownTurn = settled;
  handled.then(
    ({ text, ranMs }) => answer({ id: request.id, ok: true, text, ranMs }),
    (error: unknown) => {
      const detail = error instanceof Error ? error.message : String(error);
      const missing = request.kind === 'open' && /Cannot find|ERR_MODULE|dlopen|libchdb|NODE_MODULE/.test(detail);
      const code = codeOf(error);
      answer({ id: request.id, ok: false, code: missing ? 'missing' : code, detail });
    },
  );
});

// Ctrl-C reaches the whole process group; the parent decides what it means.
process.on('SIGINT', () => {});
// The parent is gone, however it went: leave nothing behind. SIGKILL, because native threads may be at work.
process.on('disconnect', () => {
  if (temporaryFolder !== undefined) rmSync(temporaryFolder, { recursive: true, force: true });
  process.kill(process.pid, 'SIGKILL');
});
