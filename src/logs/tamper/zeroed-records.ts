// Login records (utmp, wtmp, btmp) that were overwritten with zeros, as log wipers do.
import type { Examination } from './examination.ts';
import type { FoundSign } from './tamper-report.ts';

/** Record sizes of the two layouts in use; a line that is all NUL and of another size is a hole of a crash. */
const RECORD_BYTES = '384, 400';

type NulRecord = {
  readonly f: number;
  readonly n: number;
  readonly beforeN: number;
  readonly afterN: number;
  readonly beforeMs: number;
  readonly afterMs: number;
};

/**
 * Records of zeros with a written record after them. Zeros at the end of a file are room that was set aside, or a machine
 * that stopped while writing: they are no sign.
 */
export async function findZeroedRecords({ store, files }: Examination): Promise<FoundSign[]> {
  const binary = files.flatMap(({ encoding }, f) => (encoding === 'binary' ? [f] : []));
  // utmpdump prints such a record as one: its line is no row of zeros.
  const printed = files.flatMap(({ format }, f) => (format === 'utmpdump' ? [f] : []));
  if (binary.length + printed.length === 0) return [];
  const rows = await store.rows<NulRecord>(
    `with records as (
       select f, n, line = repeat('\\0', length(line)) as empty from raw
       where len in (${RECORD_BYTES}) and f in {binary:Array(UInt32)}
       union all
       select f, n, fields['zeroed'] = '1' as empty from event where f in {printed:Array(UInt32)}
     ), times as (select f, n, toUnixTimestamp64Milli(ts) as t from event where ts > toDateTime64(86400, 6, 'UTC'))
     select z.f as f, z.n as n, maxIf(r.n, r.n < z.n) as beforeN, minIf(r.n, r.n > z.n) as afterN,
       maxIf(t.t, r.n < z.n) as beforeMs, minIf(t.t, r.n > z.n and t.t > 0) as afterMs
     from (select f, n from records where empty) as z
     inner join (select f, n from records where not empty) as r on z.f = r.f
     left join times as t on r.f = t.f and r.n = t.n
     group by z.f, z.n
     having countIf(r.n > z.n) > 0
     order by f, n limit 1000`,
    { binary, printed },
  );
  // Neighbours that were zeroed together are one sign.
  const runs: NulRecord[][] = [];
  for (const row of rows) {
    const last = runs.at(-1)?.at(-1);
    if (last && last.f === row.f && last.n + 1 === row.n) runs.at(-1)?.push(row);
    else runs.push([row]);
  }
  return runs.flatMap((run): FoundSign[] => {
    const first = run[0];
    const last = run.at(-1);
    if (!first || !last) return [];
    return [
      {
        kind: 'zeroed-record',
        strength: 'strong',
        f: first.f,
        fromN: first.n,
        toN: last.n,
        fromMs: first.beforeMs || null,
        toMs: last.afterMs || null,
        p: null,
        places: run.slice(0, 20).map(({ f, n }) => ({ f, n })),
        statement: {
          ja: `ログイン記録 ${run.length} 件がゼロで上書きされている（後の記録は書かれている）。`,
          en: `${run.length} login record${run.length === 1 ? ' is' : 's are'} overwritten with zeros before records that are written`,
        },
      },
    ];
  });
}
