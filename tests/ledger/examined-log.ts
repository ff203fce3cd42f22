// What the crash tests share: a known content, one use of a log from opening to closing, and a look at all of it afterwards.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCheckpoint } from '../../src/ledger/checkpoint.ts';
import { collectPartials, folderSource, servedFiles } from '../../src/ledger/folder.ts';
import type { FileCalls } from '../../src/ledger/folder-calls.ts';
import { openLogFolder } from '../../src/ledger/log-folder.ts';
import { nodeMerkle, nodeTreeHasher, nodeVerifying } from '../../src/ledger/node-crypto.ts';
import { parseNote, parseVerifierKey } from '../../src/ledger/note.ts';
import { verifyLog } from '../../src/ledger/verify-log.ts';
import { AkashiError } from '../../src/vocabulary/error.ts';

export const now = () => new Date('2026-01-02T03:04:05Z');

/** What the entry of an index holds, so that a lost or moved one is seen. */
export function entryAt(index: number): Uint8Array {
  return Buffer.alloc(1 + (index % 300), `entry ${index} `);
}

export function publishedSize(folder: string): number {
  const bytes = readFileSync(join(folder, 'checkpoint'));
  return Number(parseCheckpoint(parseNote(bytes)?.text ?? '')?.size ?? -1n);
}

/** What is known of a log before it is looked at: neither may have become less. */
export type Known = { readonly acknowledged: number; readonly published: number };

/** Opens a log after a failure and looks at everything in it. Gives what is wrong. */
export async function examine(folder: string, vkey: string, known: Known): Promise<string[]> {
  const wrong: string[] = [];
  const before = publishedSize(folder);
  if (before < known.published) wrong.push('the published size went back while the call failed');
  const log = await openLogFolder(folder, { now });
  const size = log.size;
  await log.close();
  if (size < known.acknowledged) wrong.push(`${known.acknowledged - size} acknowledged entries lost`);
  if (publishedSize(folder) < before) wrong.push('the published size went back');
  const key = parseVerifierKey(vkey);
  if (!key) throw new Error('no key');
  let others = 0;
  const report = await verifyLog(folderSource(folder), {
    key,
    verifying: nodeVerifying,
    merkle: nodeMerkle,
    hasher: nodeTreeHasher,
    files: servedFiles(folder),
    onEntry(entry, index) {
      if (!Buffer.from(entry).equals(entryAt(index))) others += 1;
    },
  });
  if (others > 0) wrong.push(`${others} entries are not what was added`);
  if (!report.ok) wrong.push(...report.problems.map(({ what, where }) => `${what} at ${where}`));
  return wrong;
}

/** Opens, adds, publishes, adds, closes, collects; tells how many entries are acknowledged, as soon as they are. */
export async function useLog(folder: string, calls: FileCalls, acknowledge: (size: number) => void): Promise<void> {
  const ordinary = (error: unknown) => {
    if (!(error instanceof AkashiError)) throw error;
  };
  let log: Awaited<ReturnType<typeof openLogFolder>> | undefined;
  try {
    log = await openLogFolder(folder, { now, calls, publishesAlone: false, collects: true });
    let acknowledged = log.size;
    acknowledge(acknowledged);
    for (const count of [3, 260, 40]) {
      const first = log.size;
      const results = await Promise.allSettled(Array.from({ length: count }, (_, i) => log?.add(entryAt(first + i))));
      acknowledged += results.filter(({ status }) => status === 'fulfilled').length;
      acknowledge(acknowledged);
      await log.publish();
    }
  } catch (error) {
    ordinary(error);
  }
  await log?.close().catch(ordinary);
  try {
    collectPartials(folder, calls);
  } catch {
    // As `ledger gc` says it: what was not removed is still there.
  }
}
