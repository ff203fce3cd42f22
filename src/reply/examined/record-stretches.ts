// The stretches in which records contradict each other or fall silent, as a letter tells of them.
import type { Both } from '../../vocabulary/finding.ts';
import { describedFamilies, logFamilies } from '../../vocabulary/log-families.ts';
import { isDate } from '../days.ts';
import type { Grounds } from '../grounds.ts';
import { logsNamed } from './log-names.ts';

/** What the records of a file are called; undefined where the file is of no kind that has a name. */
function recordsAt({ case: { files } }: Grounds, path: string): Both | undefined {
  const format = files.find((file) => file.path === path)?.format;
  const family = logFamilies.find((one) => format !== undefined && describedFamilies[one].formats.includes(format));
  return family && logsNamed([family]);
}

type Stretch = {
  readonly from: string;
  readonly to: string;
  readonly path: string;
  readonly logs: Both | undefined;
  /** The records that contradict them, where it is told which. */
  readonly against: Both | undefined;
  /** The records it lies in; undefined where nobody can name them. */
  readonly within: Both | undefined;
  /** Files of a series that are not at hand: they may only not have been handed over. */
  readonly notAtHand: boolean;
};

/** Said instead of a gap: nobody knows yet whether these files exist. */
export const recordsNotAtHand: Both = {
  ja: 'サーバーの記録のファイルの一部が、手元にそろっておりません。',
  en: 'Some files of the server records are not at hand.',
};

/** Of what speaks against the records, all is files that are not at hand: nothing in those that are is in doubt. */
export function filesNotAtHand({ alterations = [] }: Pick<Grounds['case'], 'alterations'>): boolean {
  const telling = alterations.filter(({ strength }) => strength !== 'defect');
  return telling.length > 0 && telling.every(({ kind }) => kind === 'rotation');
}

/** Said instead of a gap where a log says itself that it was emptied: how that came is told as a finding of its own. */
export const recordsErased: Both = {
  ja: '消去より前の記録の一部は、残っておりません。',
  en: 'Some of the records from before the erasure are no longer there.',
};

/** Of what speaks against the records, all is that they were emptied, and the trace of it is told. */
export function onlyErased({ alterations = [], facts }: Pick<Grounds['case'], 'alterations' | 'facts'>): boolean {
  const telling = alterations.filter(({ strength }) => strength !== 'defect');
  const traced = facts.some(
    (fact) => fact.kind === 'attacker-trace' && fact.attack === 'log-clearing' && fact.success !== 'none',
  );
  return traced && telling.length > 0 && telling.every(({ kind }) => kind === 'truncation');
}

/** Undefined: nobody told which, or several kinds. */
function againstOf(grounds: Grounds, paths: readonly string[]): Both | undefined {
  const [first, ...others] = paths.map((path) => recordsAt(grounds, path));
  return others.every((other) => other?.en === first?.en) ? first : undefined;
}

/** By true time, the earliest first. `logs`: what is contradicted there; undefined where it is a silence. */
export function stretchesOf(grounds: Grounds): readonly Stretch[] {
  const stretches = (grounds.case.alterations ?? []).flatMap(
    ({ kind, strength, trueTime, path, against, ...written }) => {
      const from = trueTime?.from ?? written.from;
      const to = trueTime?.to ?? written.to;
      return strength !== 'defect' && from !== null && to !== null && isDate(from) && isDate(to)
        ? [
            {
              ...{ from, to, path, notAtHand: kind === 'rotation' },
              logs: kind === 'cross-source' ? recordsAt(grounds, path) : undefined,
              against: againstOf(grounds, against ?? []),
              within: recordsAt(grounds, path),
            },
          ]
        : [];
    },
  );
  const byTime = new Map<string, Stretch>();
  for (const stretch of stretches) {
    const key = `${stretch.from} ${stretch.to}`;
    const same = byTime.get(key);
    // Of one time in two kinds of record, neither alone is named.
    const within = same && same.within?.en !== stretch.within?.en ? undefined : stretch.within;
    byTime.set(key, { ...stretch, within });
  }
  return [...byTime.values()].toSorted((a, b) => Date.parse(a.from) - Date.parse(b.from));
}

/** A machine that stops loses the last lines it wrote; from an hour on it is a time of which the records tell nothing. */
const LEAST_LOST_MS = 3_600_000;

/** Stretches whose lines are lost without anybody's doing, as a crash leaves them: no ground for doubt, and nothing that was looked at. */
export function lostStretches(
  grounds: Grounds,
): readonly { readonly from: string; readonly to: string; readonly within: Both | undefined }[] {
  return (grounds.case.alterations ?? [])
    .flatMap(({ kind, strength, trueTime, path, ...written }) => {
      const from = trueTime?.from ?? written.from;
      const to = trueTime?.to ?? written.to;
      const isLost = strength === 'defect' && kind === 'truncation' && from !== null && to !== null;
      return isLost && isDate(from) && isDate(to) && Date.parse(to) - Date.parse(from) >= LEAST_LOST_MS
        ? [{ from, to, within: recordsAt(grounds, path) }]
        : [];
    })
    .toSorted((a, b) => Date.parse(a.from) - Date.parse(b.from));
}

/** The one kind of record that all doubt is about; undefined where it is about several, or kinds are not compared by one alone. */
export function recordsInDoubt(grounds: Grounds): Both | undefined {
  const telling = (grounds.case.alterations ?? []).filter(({ strength }) => strength !== 'defect');
  const kinds = telling.map(({ kind, path }) => (kind === 'cross-source' ? undefined : recordsAt(grounds, path)));
  const [first] = kinds;
  return first !== undefined && kinds.every((one) => one?.en === first.en) ? first : undefined;
}
