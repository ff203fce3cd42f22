// Entries of a journal whose time is not the one that their cursor holds: journalctl writes both from one number.
import type { LogStore } from '../../port.ts';
import type { Examination } from '../examination.ts';
import type { FoundSign } from '../tamper-report.ts';

/** `t=` of a cursor: the entry's time in microseconds, in hexadecimal. */
const CURSOR = '[^a-z0-9]s=[0-9a-f]{1,32};i=[0-9a-f]{1,16};b=[0-9a-f]{1,32};m=[0-9a-f]{1,16};t=([0-9a-f]{1,16})';
/** The same time in decimal, in JSON, or in the line that follows in the export format. */
const TIME = '__REALTIME_TIMESTAMP"? ?[:=] ?"?([0-9]{1,20})';
/** A tool that rewrites the times of all entries has its reasons: so many at most are told. */
const MOST_SHARE = 0.5;
/** Lines of the export format that one entry takes, at most, for entries to count as neighbours. */
const NEAR_LINES = 100;
const MOST_TOLD = 20;
const MOST_ENTRIES = 10_000;

type Entry = { readonly n: number; readonly ms: number; readonly cursorMs: number };

async function contradicted(store: LogStore, f: number): Promise<Entry[]> {
  const entries = `(
    select n, reinterpretAsUInt64(reverse(unhex(leftPad(own, 16, '0')))) as held,
      toUInt64OrZero(if(written != '', written, next)) as told
    from (
      select n, extract(substring(line, 1, 2000), '${CURSOR}') as own, extract(line, '${TIME}') as written,
        leadInFrame(extract(line, '${TIME}')) over (order by n rows between current row and 1 following) as next
      from raw where f = {f:UInt32} and (position(line, '__CURSOR') > 0 or position(line, '__REALTIME_TIMESTAMP') > 0)
    ) where own != ''
  )`;
  const [sums] = await store.rows<{ entries: number; odd: number }>(
    `select countIf(told > 0) as entries, countIf(told > 0 and told != held) as odd from ${entries} order by odd`,
    { f },
  );
  if (!sums || sums.odd === 0 || sums.odd > MOST_SHARE * sums.entries) return [];
  return store.rows<Entry>(
    `select n, intDiv(told, 1000) as ms, intDiv(held, 1000) as cursorMs from ${entries}
     where told > 0 and told != held order by n limit ${MOST_ENTRIES}`,
    { f },
  );
}

/** Entries near each other, as one. */
function runsOf(entries: readonly Entry[]): Entry[][] {
  const runs: Entry[][] = [];
  for (const entry of entries) {
    const last = runs.at(-1);
    if (last && entry.n - (last.at(-1)?.n ?? 0) <= NEAR_LINES) last.push(entry);
    else runs.push([entry]);
  }
  return runs;
}

export async function findJournalCursorSigns({ store, files }: Examination): Promise<FoundSign[]> {
  const signs: FoundSign[] = [];
  for (const [f, { format }] of files.entries()) {
    if (!format.startsWith('journald')) continue;
    for (const run of runsOf(await contradicted(store, f)).slice(0, MOST_TOLD)) {
      const [first, last] = [run[0], run.at(-1)];
      if (first && last) signs.push(signOf(f, run.length, first, last));
    }
  }
  return signs;
}

function signOf(f: number, entries: number, first: Entry, last: Entry): FoundSign {
  const apart = Math.round((first.ms - first.cursorMs) / 1000);
  return {
    kind: 'clock',
    strength: 'strong',
    ...{ f, fromN: first.n, toN: last.n, fromMs: first.cursorMs, toMs: last.cursorMs, p: null },
    places:
      first === last
        ? [{ f, n: first.n }]
        : [
            { f, n: first.n },
            { f, n: last.n },
          ],
    statement: {
      ja: `journald の記録 ${entries} 件で、時刻が、同じ記録のカーソルが持つ時刻と食い違う（最初のものは ${apart} 秒）。どちらも一つの数から書き出されるので、後から書き換えられたと見られる。`,
      en: `the time of ${entries} journal ${entries === 1 ? 'entry' : 'entries'} is not the one that the same entry's cursor holds (the first is ${apart} s off); both are written from one number, so one of the two was changed afterwards`,
    },
  };
}
