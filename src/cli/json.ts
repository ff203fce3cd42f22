import type { Writable } from 'node:stream';

/** One JSON value and a newline, written whole: waits for a slow reader, so that a pipe never loses the end. */
export async function writeJson(out: Writable, value: unknown): Promise<void> {
  await new Promise<void>((done, failed) => {
    out.write(`${JSON.stringify(value)}\n`, (error) => (error ? failed(error) : done()));
  });
}
