// The record of approvals: one JSON object a line, only ever added to.
import { closeSync, existsSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { z } from 'zod';
import type { ApprovalEntry } from '../cases/approval.ts';
import { AkashiError } from '../vocabulary/error.ts';
import { readSmall } from './case-folder.ts';

const words = z.string().min(1).max(4_000);
const common = { sha256: z.string().regex(/^[0-9a-f]{64}$/), file: words, at: z.iso.datetime(), by: words };
const entry = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('second-person'), ...common, author: words }),
  z.strictObject({ kind: z.literal('single-person-asked'), ...common, reason: words }),
  z.strictObject({ kind: z.literal('single-person'), ...common, reason: words }),
]);

/** @throws AkashiError input/unreadable naming the line: a record that is not understood approves nothing */
export function readApprovals(path: string): readonly ApprovalEntry[] {
  if (!existsSync(path)) return [];
  const lines = new TextDecoder().decode(readSmall(path, null).bytes).split('\n');
  return lines.flatMap((line, index): ApprovalEntry[] => {
    if (line === '') return [];
    try {
      return [entry.parse(JSON.parse(line))];
    } catch (cause) {
      throw new AkashiError('input/unreadable', `${path}: line ${index + 1} is no entry of a record of approvals`, {
        cause,
        hint: 'lines are added by akashi approve and never edited',
      });
    }
  });
}

export function addApproval(path: string, added: ApprovalEntry): void {
  let file: number;
  try {
    file = openSync(path, 'a', 0o600);
  } catch (cause) {
    throw new AkashiError('case/out-unwritable', `${path}: cannot be written`, { cause });
  }
  try {
    writeSync(file, `${JSON.stringify(added)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
