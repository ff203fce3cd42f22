// Are the copies still what was collected? Pure: what lies in the folder comes in as digests, the verdict goes out.
import { CLOCK_TOLERANCE_SECONDS } from '../../custody/clock-error.ts';
import type { Both } from '../../vocabulary/finding.ts';

export type Collected = {
  /** Folder of one collection, as shown. */
  readonly path: string;
  /** Rows of acquisition.csv by column. */
  readonly rows: readonly Readonly<Record<string, string>>[];
  /** SHA256SUMS as name → digest; null: the list is missing or no list. */
  readonly listed: ReadonlyMap<string, string> | null;
  /** What is there: name → digest. */
  readonly present: ReadonlyMap<string, string>;
  /** SHA-256 of SHA256SUMS itself, to compare with what was written down. */
  readonly listDigest: string | null;
};

export type CopyProblem = {
  readonly kind: 'missing' | 'changed' | 'added' | 'list' | 'clock';
  readonly where: string;
  readonly message: Both;
};

export type CopyCheck = {
  readonly path: string;
  readonly ok: boolean;
  readonly files: number;
  /** Since when a change of a copy would show; null: cannot be said. */
  readonly since: string | null;
  readonly digest: string | null;
  readonly problems: readonly CopyProblem[];
};

const problem = (kind: CopyProblem['kind'], where: string, ja: string, en: string): CopyProblem => ({
  kind,
  where,
  message: { ja, en },
});

function clockProblems(path: string, rows: Collected['rows']): CopyProblem[] {
  const offsets = new Set(rows.map((row) => row['offset_seconds'] ?? 'unknown'));
  const problems: CopyProblem[] = [];
  for (const offset of offsets) {
    const seconds = Number(offset);
    const where = `${path}/acquisition.csv`;
    if (offset === 'unknown' || offset === '' || Number.isNaN(seconds)) {
      problems.push(
        problem(
          'clock',
          where,
          '時計のずれが分かっていません。ほかの機器の記録と並べるときは幅をもって読んでください（正しい時刻を五つ目の言葉として収集をやり直すと、記録に残ります）',
          'the offset of the clock is not known: read its times with a margin beside those of other hosts (collecting again with the true time as fifth word puts it on record)',
        ),
      );
    } else if (Math.abs(seconds) > CLOCK_TOLERANCE_SECONDS) {
      const minutes = (Math.abs(seconds) / 60).toFixed(1);
      const [ja, en] = seconds > 0 ? ['進んで', 'fast'] : ['遅れて', 'slow'];
      problems.push(
        problem(
          'clock',
          where,
          `時計が${minutes}分${ja}います。この機器の記録の時刻はすべて補正が必要です`,
          `the clock is off by ${minutes} minutes (${en}): every time of this host has to be shifted`,
        ),
      );
    }
  }
  return problems;
}

/** The time as a right clock would have had it, where the offset is known and matters. */
function trueTime(at: string, rows: Collected['rows']): string {
  const offsets = rows.flatMap((row) => {
    const text = row['offset_seconds'] ?? '';
    const seconds = text === '' ? Number.NaN : Number(text);
    return Number.isNaN(seconds) ? [] : [seconds];
  });
  const [offset = 0] = offsets.sort((a, b) => Math.abs(b) - Math.abs(a));
  if (Math.abs(offset) <= CLOCK_TOLERANCE_SECONDS) return at;
  return `${new Date(Date.parse(at) - offset * 1000).toISOString().slice(0, 19)}Z`;
}

/** Compares a collection with its own list, and the list with the record of the collection. */
export function checkCopies({ path, rows, listed, present, listDigest }: Collected): CopyCheck {
  const problems: CopyProblem[] = [];
  if (!listed) {
    problems.push(
      problem(
        'list',
        `${path}/SHA256SUMS`,
        'ハッシュの一覧がないか、読めません。変更があっても分かりません',
        'the list of hashes is missing or unreadable: a change would not show',
      ),
    );
  }
  for (const [name, digest] of listed ?? []) {
    const now = present.get(name);
    if (now === undefined)
      problems.push(problem('missing', `${path}/${name}`, '写しがありません', 'the copy is missing'));
    else if (now !== digest)
      problems.push(
        problem('changed', `${path}/${name}`, '集めた後に変わっています', 'changed after it was collected'),
      );
  }
  for (const name of present.keys()) {
    if (listed && !listed.has(name) && name !== 'SHA256SUMS')
      problems.push(
        problem('added', `${path}/${name}`, '集めた時にはなかったファイルです', 'was not there when it was collected'),
      );
  }
  // The record was written before the list: an edited list disagrees with it.
  for (const row of rows) {
    const stored = row['stored'] ?? '';
    const recorded = row['sha256_after'] ?? '';
    const entry = listed?.get(stored);
    if (stored !== '' && recorded !== '' && listed && entry === undefined) {
      problems.push(
        problem(
          'list',
          `${path}/SHA256SUMS`,
          `収集の記録にある写しが、一覧から除かれています（${stored}）`,
          `a copy that stands in the record of the collection was taken off the list (${stored})`,
        ),
      );
    }
    if (stored !== '' && recorded !== '' && entry !== undefined && entry !== recorded) {
      problems.push(
        problem(
          'list',
          `${path}/SHA256SUMS`,
          `一覧のハッシュが、収集の記録と違います（${stored}）`,
          `the hash in the list differs from the record of the collection (${stored})`,
        ),
      );
    }
  }
  problems.push(...clockProblems(path, rows));
  const ends = rows.map((row) => row['end'] ?? '').filter((end) => !Number.isNaN(Date.parse(end)));
  const last = listed ? (ends.sort().at(-1) ?? null) : null;
  return {
    path,
    ok: problems.every(({ kind }) => kind === 'clock'),
    files: present.size,
    since: last === null ? null : trueTime(last, rows),
    digest: listDigest,
    problems,
  };
}

/** Lines of `sha256sum`: digest, two spaces, name. Undefined when a line is something else. */
export function parseHashList(text: string): Map<string, string> | undefined {
  const list = new Map<string, string>();
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const found = /^([0-9a-f]{64}) [ *]([^/\0]{1,255})$/.exec(line);
    const [, digest, name] = found ?? [];
    if (digest === undefined || name === undefined || list.has(name)) return undefined;
    list.set(name, digest);
  }
  return list;
}
