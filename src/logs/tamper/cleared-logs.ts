// A log that says of itself that it was emptied. The record stands in a log that was written on: nothing contradicts it.
import type { Examination } from './examination.ts';
import type { FoundSign } from './tamper-report.ts';

/** Told of one file: a service that empties its log each night needs no more. */
const TOLD_APART = 20;

type Row = { readonly f: number; readonly n: number; readonly at: number };

export async function findClearedLogs({ store }: Examination): Promise<FoundSign[]> {
  const rows = await store.rows<Row>(
    `select f, n, toUnixTimestamp64Milli(ts) as at
     from event where action = 'log-cleared' order by f, n limit ${TOLD_APART} by f`,
  );
  return rows.map(
    ({ f, n, at }): FoundSign => ({
      kind: 'truncation',
      strength: 'weak',
      ...{ f, fromN: n, toN: n, fromMs: null, toMs: at > 0 ? at : null, p: null },
      places: [{ f, n }],
      statement: {
        ja: '記録が消去されたことを、その記録自身が示している（それより前の行は残っていない）。',
        en: 'the log says itself that it was emptied: the lines before are gone',
      },
    }),
  );
}
