// A log behind HTTP: C2SP tlog-tiles, as client. Nothing that comes from it is believed before it is verified.
import { AkashiError } from '../vocabulary/error.ts';
import { MOST_NOTE_BYTES } from './note.ts';
import type { LogSource } from './storage.ts';
import { FULL_TILE_BYTES, MOST_ENTRY_BYTES, parseTilePath, TILE_WIDTH } from './tile.ts';

const TIMEOUT_MS = 30_000;

function mostBytes(path: string): number {
  const tile = parseTilePath(path);
  if (!tile) return MOST_NOTE_BYTES;
  return tile.level === 'entries' ? TILE_WIDTH * (2 + MOST_ENTRY_BYTES) : FULL_TILE_BYTES;
}

async function readAtMost(response: Response, most: number, path: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = response.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    length += part.value.length;
    if (length > most) {
      await reader?.cancel();
      throw new AkashiError('input/too-large', `the server's ${path} is over ${most} bytes`);
    }
    parts.push(part.value);
  }
  return Buffer.concat(parts);
}

/** @throws AkashiError ledger/io for any answer but 200 and 404 */
export function httpSource(url: string): LogSource {
  const base = url.endsWith('/') ? url : `${url}/`;
  return {
    async read(path) {
      let response: Response;
      try {
        response = await fetch(new URL(path, base), { signal: AbortSignal.timeout(TIMEOUT_MS) });
        if (response.status === 200) return await readAtMost(response, mostBytes(path), path);
        await response.body?.cancel();
      } catch (cause) {
        if (cause instanceof AkashiError) throw cause;
        throw new AkashiError('ledger/io', `cannot fetch ${path} of the log`, { cause });
      }
      if (response.status === 404) return undefined;
      throw new AkashiError('ledger/io', `the server answered ${response.status} for ${path}`);
    },
  };
}

/** Asks a timestamp authority (RFC 3161 §3.4). @throws AkashiError ledger/io */
export async function askTimestamp(url: string, request: Uint8Array): Promise<Uint8Array> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query' },
      body: Uint8Array.from(request),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (response.status === 200) return await readAtMost(response, 100_000, 'timestamp');
    throw new AkashiError('ledger/io', `the timestamp authority answered ${response.status}`);
  } catch (cause) {
    if (cause instanceof AkashiError) throw cause;
    throw new AkashiError('ledger/io', 'cannot reach the timestamp authority', { cause });
  }
}
