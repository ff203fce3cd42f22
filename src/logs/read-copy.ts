// Lines from memory read as logs: for rehearsals, which plant attacks in a copy and never in the inputs.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogStore } from './port.ts';
import { readLogs } from './read-logs.ts';

/** `name` is shown in pointers; `bytes` hold lines with their ends. */
export type CopiedFile = { readonly name: string; readonly bytes: Uint8Array };

/**
 * A store over copies, apart from every other. The caller closes it.
 *
 * @throws AkashiError as readLogs does
 */
export async function readCopy(files: readonly CopiedFile[], now: Date): Promise<LogStore> {
  const folder = mkdtempSync(join(tmpdir(), 'akashi-copy-'));
  try {
    mkdirSync(join(folder, 'logs'), { mode: 0o700 });
    const inputs = files.map(({ name, bytes }, i) => {
      const path = join(folder, 'logs', String(i));
      writeFileSync(path, bytes, { mode: 0o600 });
      return { path, shown: name };
    });
    const { store } = await readLogs(inputs, { now });
    return store;
  } finally {
    // The engine holds its own copy by now.
    rmSync(folder, { recursive: true, force: true });
  }
}
