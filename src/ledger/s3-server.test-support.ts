// A real S3 server for tests: s3rver, in this process. Three things that S3 promises it does not: conditional writes, that
// a reader sees an object whole while it is replaced, and that what it acknowledged can be read. All are added here, before
// it, by taking one request at a time and answering a write when its bytes are in the file.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import S3rver from 's3rver';
import type { S3Access } from './s3.ts';

type Context = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly res: { once(event: 'close', then: () => void): void };
  readonly response: { readonly headers: Readonly<Record<string, string | undefined>> };
  status: number;
  body: unknown;
};

/** s3rver answers when it has handed the last byte to its file stream, which may not even have been opened by then. */
async function untilWritten(file: string, etag: string): Promise<void> {
  for (;;) {
    const bytes = await readFile(file).catch(() => undefined);
    if (bytes && `"${createHash('md5').update(bytes).digest('hex')}"` === etag) return;
    await wait(1);
  }
}

/** Everything goes through here, so that the etags that it remembers are all there are. */
function conditions(directory: string) {
  const etags = new Map<string, string>();
  let turn: Promise<void> = Promise.resolve();
  return async (context: Context, next: () => Promise<void>) => {
    const { method, path, headers } = context;
    const before = turn;
    let done = () => {};
    turn = new Promise((resolve) => {
      done = resolve;
    });
    await before;
    let isStreaming = false;
    try {
      const held = etags.get(path);
      const wanted = headers['if-match'];
      if ((headers['if-none-match'] === '*' && held !== undefined) || (wanted !== undefined && wanted !== held)) {
        context.status = 412;
        context.body = '';
        return;
      }
      await next();
      // A body is still being read when the handler is done.
      if (method === 'GET') {
        isStreaming = true;
        context.res.once('close', done);
      } else if (method === 'DELETE') etags.delete(path);
      else if (context.status === 200) {
        const etag = context.response.headers['etag'] ?? '';
        if (method === 'PUT') await untilWritten(join(directory, `${path}._S3rver_object`), etag);
        etags.set(path, etag);
      }
    } finally {
      if (!isStreaming) done();
    }
  };
}

export type TestS3 = { readonly access: (prefix: string) => S3Access; readonly url: string; close(): Promise<void> };

/** `isConditional` false: as s3rver is by itself. */
export async function startS3({ isConditional = true } = {}): Promise<TestS3> {
  const directory = mkdtempSync(join(tmpdir(), 'akashi-s3-'));
  const server = new S3rver({
    ...{ port: 0, address: '127.0.0.1', silent: true, directory, resetOnClose: true },
    configureBuckets: [{ name: 'ledger' }],
  });
  if (isConditional) server.middleware.unshift(conditions(directory));
  const { port } = (await server.run()) as AddressInfo;
  const url = `http://127.0.0.1:${port}/ledger`;
  return {
    url,
    access: (prefix) => ({
      place: { endpoint: `http://127.0.0.1:${port}`, bucket: 'ledger', prefix: `${prefix}/`, region: 'us-east-1' },
      credentials: { accessKeyId: 'S3RVER', secretAccessKey: 'S3RVER' },
      leaseMs: 300,
    }),
    async close() {
      await server.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
