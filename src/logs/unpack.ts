import { once } from 'node:events';
import { constants, createGunzip } from 'node:zlib';
import { Decompress } from 'fzstd';
import unbzip2 from 'unbzip2-stream';
// CommonJS: its names are not visible to a named import.
import xzPackage from 'xz-decompress';
import type { LogFileSummary } from '../vocabulary/case-file.ts';

export type Compression = LogFileSummary['compression'];

/** Unpacks piece by piece. A piece that was written has been handed on, as far as it goes, when `write` resolves. */
export type Unpacker = {
  write(piece: Buffer): Promise<void>;
  /** @returns whether the data ended where it should; what came before a break has been handed on */
  end(): Promise<boolean>;
};

/** @param give may throw: that stops the unpacking, and comes out of `write` or `end` */
export function openUnpacker(compression: Compression, give: (bytes: Buffer) => void): Unpacker {
  if (compression === 'gzip') return gzip(give);
  if (compression === 'zstd') return zstd(give);
  if (compression === 'bzip2') return bzip2(give);
  if (compression === 'xz') return xz(give);
  return {
    async write(piece) {
      give(piece);
    },
    end: async () => true,
  };
}

/** What `give` threw, kept apart from what the unpacker threw: the first stops the file, the second only ends it. */
function guarded(give: (bytes: Buffer) => void) {
  const state: { thrown: { error: unknown } | undefined; broken: boolean } = { thrown: undefined, broken: false };
  return {
    state,
    give(bytes: Buffer) {
      if (state.thrown) return;
      try {
        give(bytes);
      } catch (error) {
        state.thrown = { error };
      }
    },
    raise() {
      if (state.thrown) throw state.thrown.error;
    },
  };
}

function gzip(give: (bytes: Buffer) => void): Unpacker {
  const guard = guarded(give);
  const gunzip = createGunzip({ chunkSize: 1 << 18, finishFlush: constants.Z_FINISH });
  gunzip.on('data', guard.give);
  gunzip.on('error', () => {
    guard.state.broken = true;
  });
  return {
    async write(piece) {
      if (guard.state.broken) return;
      // The piece is read into again as soon as this resolves, so it is copied.
      await new Promise<void>((done) => {
        gunzip.write(Buffer.from(piece), () => done());
        gunzip.once('error', () => done());
      });
      gunzip.removeAllListeners('error');
      gunzip.on('error', () => {
        guard.state.broken = true;
      });
      guard.raise();
    },
    async end() {
      if (!guard.state.broken) {
        gunzip.end();
        await Promise.race([once(gunzip, 'end').catch(() => {}), once(gunzip, 'close').catch(() => {})]);
      }
      guard.raise();
      return !guard.state.broken;
    },
  };
}

function zstd(give: (bytes: Buffer) => void): Unpacker {
  const guard = guarded(give);
  let ended = false;
  const stream = new Decompress((bytes, final) => {
    if (bytes.length > 0) guard.give(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
    if (guard.state.thrown) throw new Error('stop');
    ended = final === true;
  });
  const push = (piece: Uint8Array, final: boolean) => {
    if (guard.state.broken) return;
    try {
      stream.push(piece, final);
    } catch {
      guard.state.broken = true;
    }
    guard.raise();
  };
  return {
    async write(piece) {
      push(new Uint8Array(piece), false);
    },
    async end() {
      push(new Uint8Array(0), true);
      return !guard.state.broken && ended;
    },
  };
}

function bzip2(give: (bytes: Buffer) => void): Unpacker {
  const guard = guarded(give);
  const stream = unbzip2();
  stream.on('data', guard.give);
  stream.on('error', () => {
    guard.state.broken = true;
  });
  return {
    async write(piece) {
      // A block of zeros takes 45 bytes: few bytes at a time, so that `give` can refuse in between.
      for (let from = 0; from < piece.length && !guard.state.broken; from += 4096) {
        stream.write(Buffer.from(piece.subarray(from, from + 4096)));
        guard.raise();
      }
    },
    async end() {
      if (!guard.state.broken) stream.end();
      guard.raise();
      return !guard.state.broken;
    },
  };
}

/** The library pulls from a web stream, so pieces wait in a queue of one. */
function xz(give: (bytes: Buffer) => void): Unpacker {
  const guard = guarded(give);
  let hungry: (() => void) | undefined;
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined;
  const source = new ReadableStream<Uint8Array>(
    {
      start(given) {
        controller = given;
      },
      pull() {
        hungry?.();
      },
    },
    { highWaterMark: 1 },
  );
  const reader = new xzPackage.XzReadableStream(source).getReader();
  let over = false;
  const pumped = (async () => {
    try {
      for (;;) {
        const { value, done } = await reader.read();
        if (done) break;
        guard.give(Buffer.from(value));
        if (guard.state.thrown) break;
      }
    } catch {
      guard.state.broken = true;
    }
    over = true;
    hungry?.();
  })();
  return {
    async write(piece) {
      if (over) return;
      const taken = new Promise<void>((done) => {
        hungry = done;
      });
      controller?.enqueue(new Uint8Array(piece));
      await taken;
      guard.raise();
    },
    async end() {
      if (!over) controller?.close();
      await pumped;
      guard.raise();
      return !guard.state.broken;
    },
  };
}
