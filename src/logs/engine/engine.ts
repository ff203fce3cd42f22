import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { AkashiError } from '../../vocabulary/error.ts';
import type { countLines } from '../count-lines.ts';
import { type Bulk, embeddedBulk } from './bulk.ts';
import { Countings } from './countings.ts';
import { type EngineAnswer, type EngineRequest, FIRST_DATABASE } from './engine-messages.ts';
import { failedStatement } from './failed-statement.ts';
import { eachRowOf, type TakeNumbers } from './number-rows.ts';
import type { Parameters } from './parameters.ts';
import type { Planning } from './query-settings.ts';
import { statementBegan } from './statement-times.ts';

/** Where statements run: ClickHouse in a forked child, or a server. */
export interface Engine {
  /** A folder that the engine can read and write, for segments on their way in and lines on their way out. */
  readonly folder: string;

  readonly bulk: Bulk;

  /** A statement that changes something. Parameters are bound. @throws AkashiError logs/engine-died, logs/incomplete */
  command(sql: string, parameters?: Parameters): Promise<void>;

  /** Rows of a read-only question. @throws AkashiError logs/engine-died, logs/incomplete */
  rows<Row>(sql: string, parameters?: Parameters, planning?: Planning): Promise<Row[]>;

  /**
   * The answer to a read-only question of Float64 columns, for millions of rows: no text and no object is made of each.
   * 64-bit integers up to 2^53 are exact in them.
   *
   * @param columns how many the question has
   * @param take is given whole rows, one after the other, in memory that is used again when it returns
   * @throws AkashiError logs/engine-died, logs/incomplete
   */
  numbers(sql: string, columns: number, take: TakeNumbers, parameters?: Parameters): Promise<void>;

  /**
   * An empty engine for copies, apart from these tables and working at the same time, in the same process: what ClickHouse
   * has compiled for a question (patterns of rules, above all) it has for both. Absent where statements run on a server.
   * The caller closes it, before this one.
   */
  beside?(): Promise<Engine>;

  close(): Promise<void>;
}

export type EmbeddedEngine = Engine & Required<Pick<Engine, 'beside'>> & { readonly pid: number };

/** What statements may hold, copies apart (BESIDE_BYTES). With the rest of the process tree this stays under 1.5 GB (measured in docs/performance.md). */
export const DEFAULT_MEMORY_BYTES = 900_000_000;

/** What copies may hold besides: a few thousand lines, and no more than a third of all that the process may hold. */
const BESIDE_BYTES = 450_000_000;

/** A question that takes longer than this has gone wrong. Generous, because a case may hold 100 GB. */
export const QUESTION_SECONDS = 600;

export type EngineOptions = {
  /** Kept when given (a case store); else a folder of its own is made and removed. Absolute. */
  readonly folder?: string;
  /** Parent of the folder that is made; the system's temporary folder unless given. Absolute. */
  readonly workFolder?: string;
  readonly memoryBytes?: number;
};

const prefix = `akashi-logs-${hostname()}-`;

/** A run that was killed together with its child could not clean up; the next one does. */
function sweep(parent: string): void {
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(prefix)) continue;
    const pid = Number(name.slice(prefix.length).split('-')[0]);
    if (!Number.isSafeInteger(pid) || pid <= 0) continue;
    try {
      process.kill(pid, 0);
    } catch (error) {
      const gone = error instanceof Error && 'code' in error && error.code === 'ESRCH';
      if (gone) rmSync(join(parent, name), { recursive: true, force: true });
    }
  }
}

let made = 0;

function makeFolder(parent: string): string {
  mkdirSync(parent, { recursive: true });
  sweep(parent);
  made += 1;
  const folder = join(parent, `${prefix}${process.pid}-${made}`);
  // Log lines are other people's data: nobody else on the machine reads them here.
  mkdirSync(folder, { mode: 0o700 });
  return folder;
}

/** Forks this file's neighbour: compiled when we are compiled, through tsx when we are not. */
function forkChild(): ChildProcess {
  const typescript = import.meta.url.endsWith('.ts');
  const child = fileURLToPath(new URL(typescript ? './engine-child.ts' : './engine-child.js', import.meta.url));
  const execArgv = typescript ? ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href] : [];
  return fork(child, [], { execArgv, stdio: ['ignore', 'ignore', 'ignore', 'ipc'], serialization: 'advanced' });
}

type Asking = Exclude<EngineRequest, { kind: 'count' }>;
/** Every request but for its number. */
type Unnumbered<R> = R extends { readonly id: number } ? Omit<R, 'id'> : never;

/** The process that holds ClickHouse, and what it was asked and has not answered yet. */
class EngineProcess {
  readonly #child = forkChild();
  readonly #waiting = new Map<number, { done(text: string, ranMs: number): void; failed(error: AkashiError): void }>();
  readonly #countings = new Countings();
  #death: AkashiError | undefined;
  #last = 0;

  constructor() {
    this.#child.on('error', () => this.#die('could not be started'));
    this.#child.on('exit', (code, signal) => this.#die(`ended unasked (${signal ?? `exit ${code}`})`));
    this.#child.on('message', (message: EngineAnswer) => this.#answered(message));
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  #die(how: string): void {
    if (this.#death) return;
    this.#death = new AkashiError(
      'logs/engine-died',
      `the log engine ${how}; nothing that it was asked has an answer`,
      {
        hint: 'it may have run out of memory: read fewer files at once, or give the machine more',
      },
    );
    for (const one of this.#waiting.values()) one.failed(this.#death);
    this.#waiting.clear();
    this.#countings.fail(this.#death);
  }

  #answered(message: EngineAnswer): void {
    if (this.#countings.answered(message)) return;
    const one = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (!one) return;
    if ('text' in message) one.done(message.text, message.ranMs);
    else if (!('code' in message)) throw new Error('an answer that no statement has');
    else if (message.code === 'missing') {
      one.failed(
        new AkashiError('logs/engine-missing', 'the log engine does not load on this machine', {
          hint: 'it needs Linux with glibc or macOS, and the optional package chdb; or name a server with --clickhouse',
          cause: new Error(message.detail),
        }),
      );
    } else one.failed(failedStatement(message.code, message.detail));
  }

  #next(): number {
    this.#last += 1;
    return this.#last;
  }

  #send(request: EngineRequest): void {
    this.#child.send(request, (error) => {
      if (error) this.#die('no longer listens');
    });
  }

  ask(asked: Unnumbered<Asking>): Promise<string> {
    const request = { ...asked, id: this.#next() } as Asking;
    return new Promise((done, failed) => {
      if (this.#death) {
        failed(this.#death);
        return;
      }
      const ended = statementBegan(request.kind, 'sql' in request ? request.sql : '');
      const answered = (text: string, ranMs: number): void => {
        ended({ answerBytes: text.length, ranMs });
        done(text);
      };
      const unanswered = (error: AkashiError): void => {
        ended({ failed: error.code });
        failed(error);
      };
      this.#waiting.set(request.id, { done: answered, failed: unanswered });
      this.#send(request);
    });
  }

  readonly count: typeof countLines = (path, progress) => {
    if (this.#death) return Promise.reject(this.#death);
    const id = this.#next();
    const counted = this.#countings.expect(id, progress);
    this.#send({ id, kind: 'count', path });
    return counted;
  };

  async end(): Promise<void> {
    if (this.#death) return;
    await this.ask({ kind: 'close' }).catch(() => '');
    const gone = new Promise<void>((done) => this.#child.once('exit', () => done()));
    this.#death = new AkashiError('logs/engine-died', 'the log engine was closed');
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      this.#child.kill('SIGKILL');
      await gone;
    }
    this.#countings.fail(this.#death);
  }
}

/** What may be asked of one database of the process. */
function statementsOf(process: EngineProcess, database: string, folder: string) {
  const command = async (sql: string, parameters: Parameters = {}): Promise<void> => {
    await process.ask({ kind: 'command', database, sql, parameters });
  };
  const rows: Engine['rows'] = async <Row>(sql: string, parameters: Parameters = {}, planning: Planning = 'planned') =>
    parseRows<Row>(
      await process.ask({ kind: 'query', database, sql, parameters, seconds: QUESTION_SECONDS, planning }),
    );
  // By a file: pipes between processes copy what is large again and again.
  let answers = 0;
  const numbers: Engine['numbers'] = async (sql, columns, take, parameters = {}) => {
    answers += 1;
    const path = join(folder, `numbers-${answers}`);
    const structure = Array.from({ length: columns }, (_, i) => `c${i} Float64`).join(', ');
    try {
      await command(`insert into function file('${path}', 'RowBinary', '${structure}') ${sql}`, parameters);
      eachRowOf(path, columns, take);
    } finally {
      rmSync(path, { force: true });
    }
  };
  return { folder, bulk: embeddedBulk(folder, { command, rows }, process.count), command, rows, numbers };
}

/** Databases beside the first, in one process. */
function besides(process: EngineProcess, folder: string): () => Promise<Engine> {
  let entered = 0;
  return async () => {
    entered += 1;
    const database = `beside_${entered}`;
    await process.ask({ kind: 'enter', database, memoryBytes: BESIDE_BYTES });
    const own = join(folder, database);
    rmSync(own, { recursive: true, force: true });
    mkdirSync(own, { mode: 0o700 });
    return {
      ...statementsOf(process, database, own),
      async close() {
        // Nothing to leave behind in a process that is gone.
        await process.ask({ kind: 'leave', database }).catch(() => '');
        rmSync(own, { recursive: true, force: true });
      },
    };
  };
}

/**
 * @throws AkashiError logs/engine-missing where ClickHouse does not run (musl, Windows)
 * @throws AkashiError logs/engine-died
 */
export async function openEngine(options: EngineOptions = {}): Promise<EmbeddedEngine> {
  const temporary = options.folder === undefined;
  const folder = options.folder ?? makeFolder(options.workFolder ?? tmpdir());
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const process = new EngineProcess();
  const end = async (): Promise<void> => {
    await process.end();
    // Not by this thread: a large case leaves many files, and whoever closes has results to write.
    if (temporary) await rm(folder, { recursive: true, force: true });
  };
  let ending: Promise<void> | undefined;
  const close = (): Promise<void> => {
    ending ??= end();
    return ending;
  };
  try {
    const memoryBytes = options.memoryBytes ?? DEFAULT_MEMORY_BYTES;
    await process.ask({ kind: 'open', folder, temporary, memoryBytes, besideBytes: BESIDE_BYTES });
  } catch (error) {
    await close();
    throw error;
  }
  return {
    ...statementsOf(process, FIRST_DATABASE, folder),
    beside: besides(process, folder),
    pid: process.pid,
    close,
  };
}

/** One JSON value a line, as JSONEachRow gives them. The caller names the columns it asked for. */
export function parseRows<Row>(text: string): Row[] {
  if (text === '') return [];
  return JSON.parse(`[${text.trimEnd().split('\n').join(',')}]`) as Row[];
}
