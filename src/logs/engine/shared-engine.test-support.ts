// One process of the engine for all stores that the tests of one worker read: to start it takes as long as to read and judge a
// small log, and what it has compiled for one question (patterns of rules, above all) it has for the next. Each store has
// tables of its own. It ends with the worker, as with any parent that is gone.

import { type CopiedFile, readCopy } from '../read-copy.ts';
import { type LogInput, type ReadLogs, type ReadOptions, readLogs } from '../read-logs.ts';
import { type EmbeddedEngine, type Engine, openEngine } from './engine.ts';

let opening: Promise<EmbeddedEngine> | undefined;

async function besideTheOthers(): Promise<Engine> {
  opening ??= openEngine();
  const { beside } = await opening;
  return { ...(await beside()), beside };
}

/** One that died is the failure of the test in which it did, and of no other. */
const engineBeside = (): Promise<Engine> =>
  besideTheOthers().catch(() => {
    opening = undefined;
    return besideTheOthers();
  });

/** As readLogs. The caller closes the store. */
export const readShared = (inputs: readonly LogInput[], options: Omit<ReadOptions, 'engine'> = {}): Promise<ReadLogs> =>
  readLogs(inputs, { ...options, engine: engineBeside() });

/** As readCopy. The caller closes the store. */
export const readSharedCopy = (files: readonly CopiedFile[], now: Date) => readCopy(files, now, engineBeside());
