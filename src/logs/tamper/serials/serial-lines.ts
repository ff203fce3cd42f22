// Serials of audit records as they stand in lines.
import type { LogStore } from '../../port.ts';
import type { Step } from './serial-order.ts';

/** Records of other processors may come this many lines late. */
export const LATE_LINES = 5000;
/** Steps read of one file. */
export const MOST_STEPS = 20_000;

/** Serial and time of each record. auditd numbers what it says of itself (DAEMON_…) apart from the kernel. */
export const serials = (where: string) => `(
  select f, n, toUInt32OrZero(parts[3]) as serial, toInt64OrZero(parts[1]) * 1000 + toInt64OrZero(parts[2]) as ms
  from (
    select f, n, extractGroups(line, 'audit\\\\((\\\\d{9,11})\\\\.(\\\\d{3}):(\\\\d{1,10})\\\\)') as parts
    from raw where ${where} and position(line, 'type=DAEMON_') = 0
  ) where notEmpty(parts)
)`;

export async function readSteps(store: LogStore, files: readonly number[]): Promise<Step[]> {
  return store.rows<Step>(
    `select f, fromN, n, before, serial, beforeMs, ms from (
       select f, n, serial, ms,
         lagInFrame(serial, 1, serial) over w as before,
         lagInFrame(ms, 1, ms) over w as beforeMs,
         lagInFrame(n, 1, n) over w as fromN
       from ${serials('f in {files:Array(UInt32)}')}
       window w as (partition by f order by n rows between unbounded preceding and current row)
     ) where serial != before and serial != before + 1 or serial = before and ms != beforeMs
     order by f, n limit ${MOST_STEPS} by f`,
    { files },
  );
}

/** Lines of a file, both ends included. */
export type Stretch = { readonly f: number; readonly fromN: number; readonly toN: number };

/** How many serials between two others do stand in some lines, late or early. */
export async function seenBetween(
  store: LogStore,
  { before, serial }: Pick<Step, 'before' | 'serial'>,
  stretches: readonly Stretch[],
): Promise<number> {
  const where = stretches.map((_, i) => `(f = {f${i}:UInt32} and n between {low${i}:UInt64} and {high${i}:UInt64})`);
  const bounds = Object.fromEntries(
    stretches.flatMap(({ f, fromN, toN }, i) => [
      [`f${i}`, f],
      [`low${i}`, Math.max(0, fromN)],
      [`high${i}`, Math.max(0, toN)],
    ]),
  );
  const [row] = await store.rows<{ seen: number }>(
    `select uniqExact(serial) as seen from ${serials(`(${where.join(' or ')})`)}
     where serial > {a:UInt32} and serial < {b:UInt32} order by seen`,
    { ...bounds, a: before, b: serial },
  );
  return row?.seen ?? 0;
}
