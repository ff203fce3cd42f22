// Lines that differ from what was sealed: the one kind of alteration that a file cannot hide.
import type { LogFileSummary } from '../../vocabulary/case-file.ts';
import type { FoundSign } from './tamper-report.ts';

/** What `akashi ledger verify-logs` found of one file. Lines from 1. */
export type SealedFile = {
  readonly path: string;
  readonly changed: readonly { readonly line: number; readonly kind: 'changed' | 'removed' | 'inserted' }[];
};

const words = {
  changed: { ja: '書き換えられている', en: 'changed' },
  removed: { ja: '削除されている', en: 'removed' },
  inserted: { ja: '挿入されている', en: 'inserted' },
} as const;

/** Neighbouring lines of one kind are one sign. */
export function sealSigns(files: readonly LogFileSummary[], sealed: readonly SealedFile[]): FoundSign[] {
  return sealed.flatMap(({ path, changed }) => {
    const f = files.findIndex((file) => file.path === path);
    if (f < 0) return [];
    const runs: { from: number; to: number; kind: keyof typeof words }[] = [];
    for (const { line, kind } of [...changed].sort((a, b) => a.line - b.line)) {
      const last = runs.at(-1);
      if (last && last.kind === kind && line - last.to <= 1) last.to = line;
      else runs.push({ from: line, to: line, kind });
    }
    return runs.map(({ from, to, kind }): FoundSign => {
      const lines = to - from + 1;
      // Of lines that are gone, the place is between the last before and the first after.
      const fromN = Math.max(0, kind === 'removed' ? from - 2 : from - 1);
      const toN = Math.max(0, kind === 'removed' ? from - 1 : to - 1);
      const last = Math.max(0, (files[f]?.lines ?? 1) - 1);
      return {
        ...{ kind: 'seal-mismatch', strength: 'strong', f, fromN, toN, fromMs: null, toMs: null, p: null },
        places: [
          { f, n: Math.min(fromN, last) },
          { f, n: Math.min(toN, last) },
        ],
        statement: {
          ja: `封印した記録と比べて、${lines} 行が${words[kind].ja}。`,
          en: `${lines} line${lines === 1 ? ' was' : 's were'} ${words[kind].en} since they were sealed`,
        },
      };
    });
  });
}
