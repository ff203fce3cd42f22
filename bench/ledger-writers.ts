// Writers over HTTP in a process of their own, so that they do not wait on the server's event loop: each posts an entry,
// waits for its index, and posts the next.
import { connect } from 'node:net';

type Asked = { readonly port: number; readonly writers: number; readonly entries: number; readonly bytes: number };
const { port, writers, entries, bytes }: Asked = JSON.parse(process.env['WRITERS'] ?? '{}');
const head = Buffer.from(`POST /add HTTP/1.1\r\nhost: bench\r\ncontent-length: ${bytes}\r\n\r\n`, 'latin1');

function write(id: number, next: () => number | undefined): Promise<void> {
  return new Promise((done, failed) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    const send = () => {
      const number = next();
      if (number === undefined) {
        socket.end();
        done();
        return;
      }
      socket.write(Buffer.concat([head, Buffer.alloc(bytes, `writer ${id} entry ${number} `)]));
    };
    socket.on('connect', send);
    socket.on('error', failed);
    socket.on('data', (chunk: Buffer) => {
      answer += chunk.toString('latin1');
      const body = answer.indexOf('\r\n\r\n');
      const length = Number(/content-length: (\d+)/i.exec(answer)?.[1]);
      if (body < 0 || answer.length < body + 4 + length) return;
      if (!answer.startsWith('HTTP/1.1 200')) failed(new Error(answer.slice(0, 100)));
      answer = '';
      send();
    });
  });
}

let given = 0;
const next = () => (given < entries ? given++ : undefined);
const start = performance.now();
await Promise.all(Array.from({ length: writers }, (_, id) => write(id, next)));
process.send?.((performance.now() - start) / 1000);
