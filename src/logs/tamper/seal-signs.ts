// Lines that differ from what was sealed: the one kind of alteration that a file cannot hide.
import type { LogFileSummary } from '../../vocabulary/case-file.ts';
import type { Both } from '../../vocabulary/finding.ts';
import type { FoundSign } from './tamper-report.ts';

/** What `akashi ledger verify-logs` found of one file. Lines from 1. */
export type SealedFile = {
  readonly path: string;
  readonly changed: readonly {
    readonly line: number;
    readonly kind: 'changed' | 'removed' | 'inserted';
    /** Between which times it happened; `notBefore` by the sealing host's own clock. */
    readonly window?: { readonly notBefore: string; readonly provenAfter: string | null };
  }[];
};

/** A file that was written anew differs in every second line: so many places are named, the rest in one sign. */
const MOST_SIGNS = 1000;

const words = {
  changed: { ja: '書き換えられている', en: 'changed' },
  removed: { ja: '削除されている', en: 'removed' },
  inserted: { ja: '挿入されている', en: 'inserted' },
} as const;

type Changed = SealedFile['changed'][number];
type Run = {
  readonly from: number;
  to: number;
  readonly kind: keyof typeof words;
  readonly window: Changed['window'];
  readonly isRest: boolean;
};

const since = (window: Changed['window']): Both =>
  window === undefined
    ? { ja: '', en: '' }
    : {
        ja: `（${window.notBefore}の封印より後${window.provenAfter === null ? '。時刻は封印した側の時計' : `。外部の確認は${window.provenAfter}`}）`,
        en: ` (after the seal of ${window.notBefore}${window.provenAfter === null ? ', by our own clock' : `, which somebody else saw at ${window.provenAfter}`})`,
      };

/** Neighbouring lines of one kind and one seal are one place. `rest`: lines of the last place, which stands for all further ones. */
function placesOf(changed: readonly Changed[]): { readonly runs: readonly Run[]; readonly rest: number } {
  const runs: Run[] = [];
  let rest = 0;
  for (const { line, kind, window } of [...changed].sort((a, b) => a.line - b.line)) {
    const last = runs.at(-1);
    if (last?.isRest) rest += 1;
    else if (last?.kind === kind && line - last.to <= 1 && last.window?.notBefore === window?.notBefore) last.to = line;
    else {
      const isRest = runs.length === MOST_SIGNS;
      runs.push({ from: line, to: line, kind, window, isRest });
      rest = isRest ? 1 : 0;
    }
  }
  return { runs, rest };
}

/** One sign a place. */
export function sealSigns(files: readonly LogFileSummary[], sealed: readonly SealedFile[]): FoundSign[] {
  return sealed.flatMap(({ path, changed }) => {
    const f = files.findIndex((file) => file.path === path);
    if (f < 0) return [];
    const { runs, rest } = placesOf(changed);
    return runs.map(({ from, to, kind, window, isRest }): FoundSign => {
      const lines = isRest ? rest : to - from + 1;
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
          ja: isRest
            ? `封印した記録と違う行が、ここから先にさらに ${lines} 行ある。`
            : `封印した記録と比べて、${lines} 行が${words[kind].ja}${since(window).ja}。`,
          en: isRest
            ? `${lines} more lines from here on differ from what was sealed`
            : `${lines} line${lines === 1 ? ' was' : 's were'} ${words[kind].en} since they were sealed${since(window).en}`,
        },
      };
    });
  });
}
