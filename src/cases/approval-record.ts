// The record of approvals as lines of JSON: only ever added to, never edited.
import { z } from 'zod';
import type { NamedBytes } from '../custody/csv.ts';
import { AkashiError } from '../vocabulary/error.ts';
import type { ApprovalEntry } from './approval.ts';

const words = z.string().min(1).max(4_000);
const common = { sha256: z.string().regex(/^[0-9a-f]{64}$/), file: words, at: z.iso.datetime(), by: words };
const entry = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('second-person'), ...common, author: words }),
  z.strictObject({ kind: z.literal('single-person-asked'), ...common, reason: words }),
  z.strictObject({ kind: z.literal('single-person'), ...common, reason: words }),
]);

/** @throws AkashiError input/unreadable naming the line: a record that is not understood approves nothing */
export function readApprovalRecord({ path, bytes }: Pick<NamedBytes, 'path' | 'bytes'>): readonly ApprovalEntry[] {
  const lines = new TextDecoder().decode(bytes).split('\n');
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
