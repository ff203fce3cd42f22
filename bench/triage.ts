// `npm run bench:triage`: how soon the first look stands, on 5 GB of logs: several files, rotated, half of them compressed.
// AKASHI_BENCH_GB changes the size; the folder is made once below the system's temporary folder and removed at the end.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { generateCombinedLog } from './generate-log.ts';
import { type Measure, median, printMeasures } from './measure.ts';
import { runMeasured } from './run-measured.ts';

const wanted = Number(process.env['AKASHI_BENCH_GB'] ?? 5) * 1024 ** 3;
/** About 170 MB a file. */
const LINES = 1_000_000;
const RUNS = 3;

const akashi = fileURLToPath(new URL('../dist/src/cli/main.js', import.meta.url));
if (!existsSync(akashi)) throw new Error('npm run build first');
const scratch = mkdtempSync(join(tmpdir(), 'akashi-bench-triage-'));
try {
  const folder = join(scratch, 'case');
  mkdirSync(join(folder, 'logs'), { recursive: true });
  writeFileSync(
    join(folder, 'claim.yaml'),
    'case_number: B-1\nreceived_at: 2026-02-02 10:00\naddress: hana@example.net\nspam_since: 2026-01-30\n',
  );
  const one = join(scratch, 'one.log');
  generateCombinedLog(one, LINES);
  const packed = gzipSync(readFileSync(one), { level: 1 });
  let bytes = 0;
  let files = 0;
  // Twenty logs in turn, each rotated; of each the older half compressed.
  for (; bytes < wanted; files += 1) {
    const [name, turn] = [`site${files % 20}.access.log`, Math.floor(files / 20)];
    const path = join(folder, 'logs', turn === 0 ? name : `${name}.${turn}${turn % 2 === 0 ? '.gz' : ''}`);
    if (path.endsWith('.gz')) writeFileSync(path, packed);
    else copyFileSync(one, path);
    bytes += statSync(path).size;
  }
  const seconds: number[] = [];
  let peakBytes = 0;
  for (let run = 0; run < RUNS; run += 1) {
    const out = join(scratch, `out${run}`);
    const args = [akashi, 'investigate', folder, '--out', out, '--now', '2026-02-03T10:00:00+09:00'];
    const ran = await runMeasured(process.execPath, args, () => existsSync(join(out, 'triage.txt')));
    if (!existsSync(join(out, 'triage.txt'))) throw new Error('no triage.txt was written');
    seconds.push(ran.seconds);
    peakBytes = Math.max(peakBytes, ran.peakBytes);
  }
  const note = `${files} files, ${(bytes / 1024 ** 3).toFixed(2)} GiB as they lie, half of the rotated ones gzip; until triage.txt stands, median of ${RUNS}; no peer does this`;
  const measures: Measure[] = [
    { id: 'triage.seconds', value: median(seconds), unit: 's', goal: 60, better: 'lower', peer: null, note },
    {
      id: 'triage.peak-memory',
      value: peakBytes / 1024 ** 2,
      unit: 'MiB',
      goal: 1024,
      better: 'lower',
      peer: null,
      note: 'process tree, largest of all runs, looked at every 50 ms',
    },
  ];
  printMeasures(measures);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
