// Lines from memory read as logs: for rehearsals, which plant attacks in a copy and never in the inputs.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Engine, openEngine } from './engine/engine.ts';
import type { LogStore } from './port.ts';
import { readLogs } from './read-logs.ts';

/** `name` is shown in pointers; `bytes` hold lines with their ends. */
export type CopiedFile = { readonly name: string; readonly bytes: Uint8Array };

/** A place for copies, apart from every other store; its engine starts at once. */
export type CopyPlace = {
  /** @throws AkashiError as readLogs does */
  read(files: readonly CopiedFile[], now: Date): Promise<LogStore>;
  /** Closes everything, whether something was read or not. */
  close(): Promise<void>;
};

/** @param store whose process holds the copies too, where it has one; closed after this place */
export function openCopyPlace(store: LogStore): CopyPlace {
  const engine = store.beside?.() ?? openEngine();
  // Waited for by whoever reads; when something else fails first, nobody is left to.
  engine.catch(() => {});
  return {
    read: (files, now) => readCopy(files, now, engine),
    close: () =>
      engine.then(
        (opened) => opened.close(),
        () => {},
      ),
  };
}

/**
 * A store over copies, apart from every other. The caller closes it, and with it the engine.
 *
 * @throws AkashiError as readLogs does
 */
export async function readCopy(
  files: readonly CopiedFile[],
  now: Date,
  engine: Promise<Engine> = openEngine(),
): Promise<LogStore> {
  const folder = mkdtempSync(join(tmpdir(), 'akashi-copy-'));
  try {
    mkdirSync(join(folder, 'logs'), { mode: 0o700 });
    const inputs = files.map(({ name, bytes }, i) => {
      const path = join(folder, 'logs', String(i));
      writeFileSync(path, bytes, { mode: 0o600 });
      return { path, shown: name };
    });
    const { store } = await readLogs(inputs, { now, engine });
    return store;
  } finally {
    // The engine holds its own copy by now.
    rmSync(folder, { recursive: true, force: true });
  }
}
