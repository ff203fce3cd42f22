// The built-in witness over HTTP: C2SP tlog-witness (C2SP@5ba5ee8). Size bodies are text/x.tlog.size.
import { createServer, type Server, type ServerResponse } from 'node:http';
import { readBody } from './http-server.ts';
import { signatureLine } from './note.ts';
import { MOST_REQUEST_BYTES, parseAddCheckpoint } from './witness.ts';
import type { Witness } from './witness-store.ts';

function answer(response: ServerResponse, status: number, text: string, type = 'text/plain; charset=utf-8'): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text) });
  response.end(text);
}

/** A server that is not listening yet. */
export function witnessServer(witness: Witness): Server {
  const handle = async (
    method: string,
    path: string,
    body: () => Promise<Buffer | undefined>,
    response: ServerResponse,
  ) => {
    if (method === 'GET') {
      const name = /^\/([0-9a-f]{64})\/checkpoint$/.exec(path)?.[1];
      const held = name === undefined ? undefined : witness.held(name);
      return held ? answer(response, 200, Buffer.from(held).toString('utf8')) : answer(response, 404, 'not held\n');
    }
    if (method !== 'POST' || path !== '/add-checkpoint') return answer(response, 404, 'only add-checkpoint\n');
    const bytes = await body();
    const request = bytes && parseAddCheckpoint(bytes);
    if (!request) return answer(response, 400, 'malformed request\n');
    const verdict = await witness.add(request);
    if (verdict.status === 200) return answer(response, 200, signatureLine(verdict.line));
    if (verdict.status === 409) return answer(response, 409, `${verdict.size}\n`, 'text/x.tlog.size');
    answer(response, verdict.status, `${verdict.why}\n`);
  };
  return createServer((request, response) => {
    handle(request.method ?? '', request.url ?? '', () => readBody(request, MOST_REQUEST_BYTES), response).catch(() => {
      if (response.headersSent) response.destroy();
      else answer(response, 500, 'the witness cannot answer\n');
    });
  });
}
