// The same lines twice, and files whose beginning was wiped away under a writer.
import type { Examination } from '../examination.ts';
import type { FoundSign } from '../tamper-report.ts';
import { limitWithin, within } from '../within-files.ts';
import { findRedatedBlocks } from './redated-blocks.ts';
import { type Twin, twinBlocks } from './twin-blocks.ts';

/** Lines in a row that stand twice: fewer are a page that was loaded twice within a second. */
const LEAST_BLOCK = 8;
/** Copies nearer than this are bursts of equal requests. */
const LEAST_APART = 50;
const LEAST_LINES = 200;
/** A file with more such blocks than this was shipped by something that repeats what was not acknowledged. */
const MOST_BLOCKS = 4;
/** Every line is looked at in small files; of large ones, one line of so many, by its hash. */
const WHOLE_BELOW = 400_000;
/** Lines of a file that stand twice and are looked at. */
const MOST_TWINS = 200_000;

async function twins({ store, files, timelines, stopped }: Examination): Promise<{ found: Twin[]; reach: number }> {
  const asked = files.flatMap((_, f) => ((timelines.get(f)?.lines ?? 0) >= LEAST_LINES ? [f] : []));
  const total = asked.reduce((sum, f) => sum + (files[f]?.lines ?? 0), 0);
  const sampling = Math.max(1, Math.ceil(total / WHOLE_BELOW));
  // Of lines that stand alone in their instant with their size (or process), which are nearly all, nothing else is read.
  const sampled = (table: 'web' | 'event', key: string, line: string) =>
    `select f, n, cityHash64(${line}) as line from ${table}
       where f in {files:Array(UInt32)} and cityHash64(${key}) % ${sampling} = 0 and (f, cityHash64(${key})) in (
         select f, cityHash64(${key}) as key from ${table}
         where f in {files:Array(UInt32)} and key % ${sampling} = 0 group by f, key having count() > 1)`;
  const found = await store.rows<Twin>(
    `select f, min(n) as first, max(n) as second from (
       ${sampled('web', 'ts, size', 'ts, client, target, status, size, agent')}
       union all
       ${sampled('event', 'ts, pid', 'ts, host, program, pid, message')}
     ) group by f, line having count() = 2 and second - first >= ${LEAST_APART} order by f, first ${limitWithin(MOST_TWINS)}`,
    { files: asked },
  );
  return {
    found: within(found, MOST_TWINS, 'copied-blocks-beyond-limit', stopped),
    reach: sampling === 1 ? 3 : 6 * sampling,
  };
}

export async function findBlockSigns(examination: Examination): Promise<FoundSign[]> {
  const signs: FoundSign[] = await findRedatedBlocks(examination);
  const { files } = examination;
  const { found, reach } = await twins(examination);
  const blocks = twinBlocks(found, reach).filter(({ lines }) => lines >= LEAST_BLOCK);
  for (const { f, from, to, apart, lines } of blocks) {
    const total = files[f]?.lines ?? 0;
    // A file that was joined to a copy of itself, or overlaps at its ends, is how it was handed over. A batch that was sent
    // again stands right behind itself and hides nothing; so do batches of a transfer that repeats them by habit.
    const joined = lines > total / 4 || (from <= 1 && to + apart >= total - 2);
    const sentAgain = apart - (to - from) <= reach || blocks.filter((other) => other.f === f).length > MOST_BLOCKS;
    signs.push({
      kind: 'duplicate',
      strength: joined || sentAgain ? 'defect' : 'weak',
      f,
      fromN: from + apart,
      toN: to + apart,
      fromMs: null,
      toMs: null,
      p: null,
      places: [
        { f, n: from },
        { f, n: from + apart },
      ],
      statement: {
        ja: `同じ ${lines} 行のまとまりが、時刻も含めて二度ある（最初は ${from + 1} 行目から）。転送のやり直しでも起こる。`,
        en: `a block of ${lines} lines, times included, stands here a second time (first at line ${from + 1}); a repeated transfer does this too`,
      },
    });
  }
  return [...signs, ...(await wipedBeginnings(examination))];
}

const everFull = /(?:^|\/)(?:wtmp|auth\.log|secure|syslog|messages|audit\.log)$/;

/** NULs where text should begin (emptied under a writer that kept its place), and empty files that a living host never has. */
async function wipedBeginnings({ store, files }: Examination): Promise<FoundSign[]> {
  const rows = await store.rows<{ f: number; nul: number }>(
    `select f, toInt64(length(line)) - toInt64(length(trim(leading '\\0' from line))) as nul from raw
     where n = 0 and startsWith(line, repeat('\\0', 16)) and len not in (384, 400) order by f`,
  );
  const common = { kind: 'truncation', strength: 'weak', fromMs: null, toMs: null, p: null } as const;
  const wiped = rows.map(
    ({ f, nul }): FoundSign => ({
      ...common,
      f,
      fromN: 0,
      toN: 0,
      places: [{ f, n: 0 }],
      statement: {
        ja: `先頭が ${nul} バイトのゼロで始まる。書き込み中のファイルが空にされたときの形。システムの異常停止でも起こる。`,
        en: `the file begins with ${nul} zero bytes, as when it is emptied while a program keeps writing; a crash can do this too`,
      },
    }),
  );
  const empty = files.flatMap(({ path, bytes }, f): FoundSign[] =>
    bytes === 0 && everFull.test(path)
      ? [
          {
            ...common,
            f,
            fromN: null,
            toN: null,
            places: [],
            statement: {
              ja: 'ファイルが空。動いているサーバーでこの記録が空になることは、ローテーション直後のほかにはまずない。',
              en: 'the file is empty; on a living host this log hardly ever is, except right after a rotation',
            },
          },
        ]
      : [],
  );
  return [...wiped, ...empty];
}
