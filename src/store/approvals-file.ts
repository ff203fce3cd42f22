// The record of approvals: one JSON object a line, only ever added to.
import { closeSync, existsSync, fsyncSync, openSync, writeSync } from 'node:fs';
import type { ApprovalEntry } from '../cases/approval.ts';
import { readApprovalRecord } from '../cases/approval-record.ts';
import { AkashiError } from '../vocabulary/error.ts';
import { readSmall } from './case-folder.ts';

/** @throws AkashiError input/unreadable naming the line */
export function readApprovals(path: string): readonly ApprovalEntry[] {
  return existsSync(path) ? readApprovalRecord({ ...readSmall(path, null), path }) : [];
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
