import { type ChildProcess, fork } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { AkashiError } from '../vocabulary/error.ts';
import { type Bulk, embeddedBulk } from './bulk.ts';
import type { countLines } from './count-lines.ts';
import { Countings } from './countings.ts';
import type { EngineAnswer, EngineRequest } from './engine-messages.ts';
import { failedStatement } from './failed-statement.ts';
import type { Parameters } from './port.ts';
import { statementBegan } from './statement-times.ts';

/** Where statements run: ClickHouse in a forked child, or a server. */
export interface Engine {
  /** A folder that the engine can read and write, for segments on their way in and lines on their way out. */
  readonly folder: string;

  readonly bulk: Bulk;

  /** A statement that changes something. Parameters are bound. @throws AkashiError logs/engine-died, logs/incomplete */
  command(sql: string, parameters?: Parameters): Promise<void>;

  /** Rows of a read-only question. @throws AkashiError logs/engine-died, logs/incomplete */
  rows<Row>(sql: string, parameters?: Parameters): Promise<Row[]>;

  close(): Promise<void>;
}

/** What the child may hold. With the rest of the process tree this stays under 1.5 GB (measured in docs/performance.md). */
export const DEFAULT_MEMORY_BYTES = 900_000_000;

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

/**
 * @throws AkashiError logs/engine-missing where ClickHouse does not run (musl, Windows)
 * @throws AkashiError logs/engine-died
 */
export async function openEngine(options: EngineOptions = {}): Promise<Engine & { readonly pid: number }> {
  const temporary = options.folder === undefined;
  const folder = options.folder ?? makeFolder(options.workFolder ?? tmpdir());
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const child = forkChild();
  const waiting = new Map<number, { done(text: string, ranMs: number): void; failed(error: AkashiError): void }>();
  const countings = new Countings();
  let death: AkashiError | undefined;
  let last = 0;
  let closing = false;

  const die = (how: string): void => {
    if (death) return;
    death = new AkashiError('logs/engine-died', `the log engine ${how}; nothing that it was asked has an answer`, {
      hint: 'it may have run out of memory: read fewer files at once, or give the machine more',
    });
    for (const one of waiting.values()) one.failed(death);
    waiting.clear();
    countings.fail(death);
  };
  child.on('error', () => die('could not be started'));
  child.on('exit', (code, signal) => die(`ended unasked (${signal ?? `exit ${code}`})`));
  child.on('message', (message: EngineAnswer) => {
    if (countings.answered(message)) return;
    const one = waiting.get(message.id);
    waiting.delete(message.id);
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
  });

  const ask = (request: Exclude<EngineRequest, { kind: 'count' }>): Promise<string> =>
    new Promise((done, failed) => {
      if (death) {
        failed(death);
        return;
      }
      const ended = statementBegan(request.kind, 'sql' in request ? request.sql : '');
      const answered = (text: string, ranMs: number): void => {
        ended(text.length, ranMs);
        done(text);
      };
      waiting.set(request.id, { done: answered, failed });
      child.send(request, (error) => {
        if (error) die('no longer listens');
      });
    });
  const next = (): number => {
    last += 1;
    return last;
  };

  const close = async (): Promise<void> => {
    if (closing) return;
    closing = true;
    if (!death) {
      await ask({ id: next(), kind: 'close' }).catch(() => '');
      const gone = new Promise<void>((done) => child.once('exit', () => done()));
      death = new AkashiError('logs/engine-died', 'the log engine was closed');
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL');
        await gone;
      }
      countings.fail(death);
    }
    if (temporary) rmSync(folder, { recursive: true, force: true });
  };

  try {
    const memoryBytes = options.memoryBytes ?? DEFAULT_MEMORY_BYTES;
    await ask({ id: next(), kind: 'open', folder, temporary, memoryBytes });
  } catch (error) {
    await close();
    throw error;
  }
  const command = async (sql: string, parameters: Parameters = {}): Promise<void> => {
    await ask({ id: next(), kind: 'command', sql, parameters });
  };
  const rows = async <Row>(sql: string, parameters: Parameters = {}): Promise<Row[]> => {
    const text = await ask({ id: next(), kind: 'query', sql, parameters, seconds: QUESTION_SECONDS });
    return parseRows(text);
  };
  const count: typeof countLines = (path, progress) => {
    if (death) return Promise.reject(death);
    const id = next();
    const counted = countings.expect(id, progress);
    child.send({ id, kind: 'count', path } satisfies EngineRequest, (error) => {
      if (error) die('no longer listens');
    });
    return counted;
  };
  const bulk = embeddedBulk(folder, { command, rows }, count);
  return { folder, bulk, pid: child.pid ?? 0, command, rows, close };
}

/** One JSON value a line, as JSONEachRow gives them. The caller names the columns it asked for. */
export function parseRows<Row>(text: string): Row[] {
  if (text === '') return [];
  return JSON.parse(`[${text.trimEnd().split('\n').join(',')}]`) as Row[];
}
