// A log over HTTP, as server: C2SP tlog-tiles (C2SP@5ba5ee8), and, only when asked for, POST /add.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { AkashiError } from '../vocabulary/error.ts';
import type { SequencedLog } from './log.ts';
import type { LogSource } from './storage.ts';
import { MOST_ENTRY_BYTES, parseTilePath, TILE_WIDTH } from './tile.ts';

const IMMUTABLE = 'public, max-age=31536000, immutable';
/** A checkpoint may be a second old. */
const CHECKPOINT_CACHE = 'public, max-age=1';

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

/** The body, or undefined when it is longer than `most`. */
export function readBody(request: IncomingMessage, most: number): Promise<Buffer | undefined> {
  return new Promise((done, failed) => {
    const parts: Buffer[] = [];
    let length = 0;
    request.on('data', (part: Buffer) => {
      length += part.length;
      if (length > most) {
        request.pause();
        done(undefined);
      } else parts.push(part);
    });
    request.on('end', () => done(parts.length === 1 ? parts[0] : Buffer.concat(parts)));
    request.on('error', failed);
    request.on('aborted', () => failed(new Error('the request was broken off')));
  });
}

async function serveFile(source: LogSource, path: string, response: ServerResponse, isHead: boolean): Promise<void> {
  const tile = parseTilePath(path);
  const bytes = tile || path === 'checkpoint' ? await source.read(path) : undefined;
  if (!bytes) return answer(response, 404, 'no such file\n');
  response.writeHead(200, {
    'content-type': tile ? 'application/octet-stream' : 'text/plain; charset=utf-8',
    'content-length': bytes.length,
    // A partial tile may be collected once the full one is there, but what it holds never changes.
    'cache-control': tile ? (tile.width === TILE_WIDTH ? IMMUTABLE : 'public, max-age=3600') : CHECKPOINT_CACHE,
    'access-control-allow-origin': '*',
  });
  response.end(isHead ? undefined : bytes);
}

async function addEntry(log: SequencedLog, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // A browser names the page that asks, whichever page is open beside a log on this machine; programs name none.
  if (request.headers.origin !== undefined) return answer(response, 403, 'not from a web page\n');
  const body = await readBody(request, MOST_ENTRY_BYTES);
  if (!body) {
    response.setHeader('connection', 'close');
    return answer(response, 413, `an entry is at most ${MOST_ENTRY_BYTES} bytes\n`);
  }
  answer(response, 200, String(await log.add(body)));
}

function failed(error: unknown, response: ServerResponse): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  // The place and the cause are the operator's, not the caller's.
  answer(
    response,
    error instanceof AkashiError && error.code === 'input/too-large' ? 413 : 503,
    'the log cannot answer\n',
  );
}

/** A server that is not listening yet. Without `log`, it only reads. */
export function logServer(source: LogSource, log?: SequencedLog): Server {
  const server = createServer((request, response) => {
    const url = request.url ?? '/';
    const path = url.startsWith('/') ? url.slice(1) : url;
    const work =
      request.method === 'GET' || request.method === 'HEAD'
        ? serveFile(source, path, response, request.method === 'HEAD')
        : request.method === 'POST' && path === 'add' && log
          ? addEntry(log, request, response)
          : undefined;
    if (work) work.catch((error: unknown) => failed(error, response));
    else answer(response, path === 'add' ? 403 : 405, path === 'add' ? 'adding is not switched on\n' : 'only GET\n');
  });
  server.keepAliveTimeout = 65_000;
  return server;
}
