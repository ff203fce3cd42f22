// ClickHouse's HTTP interface, as far as our client uses it, in front of the embedded engine: what crosses the wire is
// what would cross it to a server.
import { createReadStream, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Engine, openEngine } from './engine.ts';
import { badStructure, eventStructure, webStructure } from './row-binary.ts';

const structures: Readonly<Record<string, string>> = {
  raw: 'f UInt32, n UInt64, len UInt32, line String',
  web: webStructure,
  event: eventStructure,
  bad: badStructure,
};

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces);
}

const escapes: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r' };
const unescaped = (text: string): string => text.replace(/\\(.)/gs, (_, sign: string) => escapes[sign] ?? sign);

/** Parameters travel as text, escaped; lists come as `[1,2]` or `['a','b']`, which the embedded client wants as lists. */
function parameters(url: URL): Record<string, string | number[] | string[]> {
  const found: Record<string, string | number[] | string[]> = {};
  for (const [key, value] of url.searchParams) {
    if (!key.startsWith('param_')) continue;
    if (/^\[[\d,]*\]$/.test(value)) found[key.slice(6)] = JSON.parse(value);
    else if (value.startsWith("['")) {
      found[key.slice(6)] = [...value.matchAll(/'((?:[^'\\]|\\.)*)'/gs)].map(([, text = '']) => unescaped(text));
    } else found[key.slice(6)] = unescaped(value);
  }
  return found;
}

export async function serveEngine(): Promise<{ url: string; statements: string[]; close(): Promise<void> }> {
  const engine: Engine = await openEngine();
  const folder = mkdtempSync(join(engine.folder, 'http-'));
  const statements: string[] = [];
  let serial = 0;
  const answer = async (request: IncomingMessage): Promise<NodeJS.ReadableStream | string> => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const body = await bodyOf(request);
    const inUrl = url.searchParams.get('query');
    const sql = inUrl ?? body.toString('utf8');
    statements.push(sql);
    const insert = /^insert into (\w+) \(.*\) format RowBinary/i.exec(sql);
    serial += 1;
    const path = join(folder, String(serial));
    if (insert) {
      writeFileSync(path, body);
      const table = insert[1] ?? '';
      await engine.command(
        `insert into ${table} select * from file('${path}', 'RowBinary', '${(structures[table] ?? '').replaceAll("'", "\\'")}')`,
      );
      return '';
    }
    const binary = /^\s*(select .*) format RowBinary$/is.exec(sql);
    if (binary) {
      await engine.command(`insert into function file('${path}', 'RowBinary') ${binary[1]}`, parameters(url));
      return existsSync(path) ? createReadStream(path) : '';
    }
    const question = /^(.*)\nFORMAT JSONEachRow SETTINGS readonly = 1/s.exec(sql);
    if (!question) {
      await engine.command(sql);
      return '';
    }
    const rows = await engine.rows(question[1] ?? '', parameters(url));
    return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  };
  const server = createServer((request, response) => {
    if (request.url?.startsWith('/ping')) {
      response.end('Ok.\n');
      return;
    }
    answer(request).then(
      (out) => {
        if (typeof out === 'string') response.end(out);
        else out.pipe(response);
      },
      (error: unknown) => {
        response.statusCode = 500;
        response.setHeader('x-clickhouse-exception-code', '47');
        response.end(`Code: 47. DB::Exception: ${error instanceof Error ? error.message : ''}`);
      },
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  // Listening on a port, so the address is an object.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    statements,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
      rmSync(folder, { recursive: true, force: true });
      await engine.close();
    },
  };
}
