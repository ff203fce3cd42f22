// Audit events that were slipped in: their serial is another event's, or tells another order than their time.
import type { LogStore } from '../../port.ts';
import type { FoundSign } from '../tamper-report.ts';
import { LATE_LINES, serials } from './serial-lines.ts';
import { FAR, type Outlier, otherWithSerial, type SerialOrder, type Standing } from './serial-order.ts';

/** A file with more far outliers was merged of several hosts. */
const MOST_FAR = 20;
/** So many events must say that the time does not fit: a call that waited long has an old time, but not several at once. */
const LEAST_AGAINST = 5;
const AGAINST_MS = 1000;
const MOST_TOLD = 20;

type Misplaced = Outlier & { readonly other: Standing | undefined };

/** Where serials of a file stand that outliers repeat. */
async function standing(store: LogStore, f: number, wanted: readonly number[]): Promise<Standing[]> {
  return store.rows<Standing>(
    `select serial, min(n) as n, ms from ${serials('f = {f:UInt32}')} where serial in {wanted:Array(UInt32)}
     group by serial, ms order by n limit 20000`,
    { f, wanted: [...new Set(wanted)] },
  );
}

/** Events near an outlier whose serial and time contradict its own: higher and earlier before it, or lower and later after it. */
async function against(store: LogStore, { f, fromN, toN, serial, ms }: Outlier): Promise<number> {
  const [row] = await store.rows<{ before: number; after: number }>(
    `select uniqExactIf(serial, n < {from:UInt64} and serial > {serial:UInt32} and ms < {ms:Int64} - ${AGAINST_MS}) as before,
       uniqExactIf(serial, n > {to:UInt64} and serial < {serial:UInt32} and ms > {ms:Int64} + ${AGAINST_MS}) as after
     from ${serials('f = {f:UInt32} and n between {low:UInt64} and {high:UInt64}')} order by before`,
    { f, from: fromN, to: toN, serial, ms, low: Math.max(0, fromN - LATE_LINES), high: toN + LATE_LINES },
  );
  return Math.max(row?.before ?? 0, row?.after ?? 0);
}

/** @param started lines that tell of a start */
export async function misplacedSigns(
  store: LogStore,
  f: number,
  { outliers, resets }: SerialOrder,
  started: readonly number[],
): Promise<FoundSign[]> {
  const far = outliers.filter(({ distance }) => distance >= FAR);
  if (outliers.length === 0 || far.length > MOST_FAR) return [];
  const anew = [...resets, ...started];
  const known = await standing(
    store,
    f,
    outliers.map(({ serial }) => serial),
  );
  const found: Misplaced[] = [];
  for (const outlier of outliers) {
    const other = otherWithSerial(outlier, known, anew);
    if (other) found.push({ ...outlier, other });
    else if (far.includes(outlier) && (await against(store, outlier)) >= LEAST_AGAINST) {
      found.push({ ...outlier, other });
    }
  }
  return found.length > MOST_TOLD ? [] : found.map(signOf);
}

function signOf({ f, fromN, toN, serial, ms, other }: Misplaced): FoundSign {
  return {
    kind: 'serial',
    strength: 'strong',
    ...{ f, fromN, toN, fromMs: ms, toMs: ms, p: null },
    places: [{ f, n: fromN }, ...(other ? [{ f, n: other.n }] : [])],
    statement: other
      ? {
          ja: `この行の監査記録の通し番号 ${serial} は、時刻の違う別の行（${other.n + 1} 行目）にもある。一つの番号は一つの出来事にしか付かないので、どちらかは後から書かれたと見られる。`,
          en: `audit serial ${serial} of this line stands with another time at line ${other.n + 1} too; one serial is one event, so one of the two was written or changed afterwards`,
        }
      : {
          ja: `この行の監査記録の通し番号 ${serial} は前後の番号から外れ、時刻の順とも合わない。後から書き込まれたか、書き換えられたと見られる。`,
          en: `audit serial ${serial} of this line is out of the order of those around it, and its time contradicts that order: the line was written or changed afterwards`,
        },
  };
}
