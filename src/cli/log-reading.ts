// Logs, read while the command does something else.
import { resolve } from 'node:path';
import { type LogInput, listLogs, type ReadLogs, type ReadOptions, type Refused, readLogs } from '../logs/read-logs.ts';
import type { ProgressLine } from './progress.ts';
import { type ReadingValues, serverOf } from './reading-options.ts';

export type Reading = {
  readonly inputs: readonly LogInput[];
  /** Paths of which no file could be listed. */
  readonly unlisted: readonly Refused[];
  readonly logs: Promise<ReadLogs>;
  /** Ends the reading when something else has failed, and waits until nothing of it is left. */
  abandon(): Promise<void>;
};

/** Begins to read, at once: the engine starts in its own process while the caller goes on. */
export function beginReading(
  listed: { readonly inputs: readonly LogInput[]; readonly refused: readonly Refused[] },
  options: Omit<ReadOptions, 'signal' | 'onProgress'>,
  progress: ProgressLine,
): Reading {
  const stop = new AbortController();
  const logs = readLogs(listed.inputs, { ...options, signal: stop.signal, onProgress: progress.show });
  // Waited for later; when something else fails first, nobody is left to.
  logs.catch(() => {});
  return {
    inputs: listed.inputs,
    unlisted: listed.refused,
    logs,
    abandon() {
      stop.abort();
      return logs.then(
        ({ store }) => store.close(),
        () => {},
      );
    },
  };
}

/** The files and folders of a command line, read as its options say. */
export function readPaths(
  paths: readonly string[],
  values: ReadingValues,
  progress: ProgressLine,
  meanwhile: () => void = () => {},
): Reading {
  const timeZone = values['time-zone'];
  return beginReading(
    listLogs(paths),
    {
      now: new Date(values.now ?? Date.now()),
      meanwhile,
      ...(values.now === undefined ? {} : { setNow: values.now }),
      ...(timeZone === undefined ? {} : { timeZone }),
      ...(values.store === undefined ? {} : { store: resolve(values.store) }),
      ...serverOf(values),
    },
    progress,
  );
}
