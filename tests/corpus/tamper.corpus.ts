// Logs altered on purpose, and untouched ones: every alteration is found at its place or named as not visible, and no
// untouched log is called altered or suspect.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { readCopy } from '../../src/logs/read-copy.ts';
import { listLogs, readLogs } from '../../src/logs/read-logs.ts';
import { findTamperSigns } from '../../src/logs/tamper/find-tamper-signs.ts';
import type { TamperReport } from '../../src/logs/tamper/tamper-report.ts';
import { seededRandom } from '../../src/vocabulary/random.ts';
import { siteKinds } from '../invented-sites.ts';
import type { CorpusSuite } from './suite.ts';

const now = new Date('2026-11-22T00:00:00Z');

async function examine(path: string): Promise<TamperReport> {
  const { store } = await readLogs(listLogs([path]).inputs, { now });
  try {
    return await findTamperSigns(store, { maintenance: [] });
  } finally {
    await store.close();
  }
}

type Tampered = {
  readonly file: string;
  readonly kind: string;
  readonly first_removed_line?: number;
  readonly lines?: readonly [number, number];
  readonly moved_by?: number;
  readonly from?: string | number;
  readonly to?: string | number;
  readonly records_0based?: readonly number[];
  readonly accepted_lines?: readonly number[];
};

const loud = ({ signs }: TamperReport) => signs.filter(({ strength }) => strength !== 'defect');

/** Whether a sign's place and the altered place share a line, in the file as it is. */
function overlaps(report: TamperReport, from: number, to: number): boolean {
  return loud(report).some(
    ({ fromLine, toLine }) => fromLine !== null && fromLine <= to && (toLine ?? fromLine) >= from,
  );
}

/** The first altered line of the file as it is; undefined: nothing in it can show the alteration. */
function placeOf(root: string, item: Tampered): { from: number; to: number } | 'not-visible' | 'series' {
  switch (item.kind) {
    case 'window_removed': {
      const at = item.first_removed_line ?? 0;
      return { from: at - 1, to: at };
    }
    case 'lines_moved_later': {
      const [a, b] = item.lines ?? [0, 0];
      return { from: a + (item.moved_by ?? 0), to: b + (item.moved_by ?? 0) };
    }
    case 'serials_removed': {
      const lines = readFileSync(join(root, 'logs', item.file), 'latin1').split('\n');
      const after = lines.findIndex((line) => line.includes(`:${Number(item.to) + 1})`));
      return { from: after, to: after + 1 };
    }
    case 'utmp_record_zeroed':
      return { from: (item.records_0based?.[0] ?? 0) + 1, to: (item.records_0based?.at(-1) ?? 0) + 1 };
    case 'login_lines_removed': {
      const at = item.accepted_lines?.[0] ?? 0;
      return { from: at - 1, to: at };
    }
    case 'rotated_file_missing':
      return 'series';
    default:
      return 'not-visible';
  }
}

const altered: CorpusSuite = {
  id: 'tamper: alterations found at their place, or named as not visible',
  bar: 1,
  async run(root) {
    const truth: { tampered: readonly Tampered[] } = JSON.parse(
      readFileSync(join(root, 'logs/tampered/GROUND_TRUTH.json'), 'utf8'),
    );
    const misses: string[] = [];
    for (const item of truth.tampered) {
      const report = await examine(join(root, 'logs', item.file));
      const place = placeOf(root, item);
      const found =
        place === 'series'
          ? loud(report).some(({ kind }) => kind === 'rotation')
          : place === 'not-visible'
            ? report.notVisible.some(({ id }) => id === 'single-source-removed')
            : overlaps(report, place.from, place.to);
      if (!found) misses.push(`${item.file}: ${item.kind}, verdict ${report.verdict}`);
    }
    return { of: truth.tampered.length, passed: truth.tampered.length - misses.length, misses };
  },
};

const folders = ['web-clean', 'sshd', 'auditd', 'plaso', 'apache-error', 'web-attack', 'fail2ban'];

const untouched: CorpusSuite = {
  id: 'tamper: untouched logs called neither altered nor suspect',
  bar: 1,
  async run(root) {
    const misses: string[] = [];
    let of = 0;
    for (const folder of folders) {
      const path = join(root, 'logs', folder);
      if (!existsSync(path)) continue;
      for (const name of readdirSync(path).filter((file) => file !== 'SOURCE.txt')) {
        if (!statSync(join(path, name)).isFile()) continue;
        of += 1;
        const report = await examine(join(path, name));
        if (report.verdict === 'altered' || report.verdict === 'suspect') {
          misses.push(`${folder}/${name}: ${report.verdict}, ${loud(report)[0]?.statement.en ?? ''}`);
        }
      }
    }
    return { of, passed: of - misses.length, misses };
  },
};

/** Untouched logs cut to shorter ones at odd places, as logs that arrive by mail are: still untouched. */
const pieces: CorpusSuite = {
  id: 'tamper: pieces of untouched logs called neither altered nor suspect',
  bar: 0.97,
  async run(root) {
    const random = seededRandom(1, 'pieces');
    const misses: string[] = [];
    let of = 0;
    for (const file of [
      'web-clean/mannsmith-access2.log',
      'web-clean/mannsmith-access3.log',
      'sshd/OpenSSH_2k.log',
      'auditd/russellmitchell-audit-part1.log',
    ]) {
      const lines = readFileSync(join(root, 'logs', file), 'latin1')
        .trimEnd()
        .split('\n');
      for (let i = 0; i < 8; i += 1) {
        const count = Math.floor(lines.length * (0.3 + 0.6 * random.next()));
        const start = random.below(lines.length - count);
        const bytes = Buffer.from(`${lines.slice(start, start + count).join('\n')}\n`, 'latin1');
        const store = await readCopy([{ name: file, bytes }], now);
        const report = await findTamperSigns(store, { maintenance: [] });
        await store.close();
        of += 1;
        if (loud(report).length > 0)
          misses.push(`${file} from line ${start + 1}: ${loud(report)[0]?.statement.en ?? ''}`);
      }
    }
    return { of, passed: of - misses.length, misses };
  },
};

/** Untouched logs of sites that do not exist, of many kinds: how visitors come differs more between sites than the corpora show. */
const invented: CorpusSuite = {
  id: 'tamper: untouched logs of invented sites called neither altered nor suspect',
  bar: 0.9,
  async run() {
    const misses: string[] = [];
    let of = 0;
    for (const { id, invent } of siteKinds) {
      for (const seed of [101, 102]) {
        const text = invent(seed).map((line) => line.text);
        const store = await readCopy([{ name: 'access.log', bytes: Buffer.from(`${text.join('\n')}\n`) }], now);
        const report = await findTamperSigns(store, { maintenance: [] });
        await store.close();
        of += 1;
        if (loud(report).length > 0) misses.push(`${id}, seed ${seed}: ${loud(report)[0]?.statement.en ?? ''}`);
      }
    }
    return { of, passed: of - misses.length, misses };
  },
};

export const suites: readonly CorpusSuite[] = [altered, untouched, pieces, invented];
