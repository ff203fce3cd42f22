// `npm run bench:investigate [-- --json] [-- --lines=3000000]`: the main job on a large combined log with the rest of a case,
// beside programs that read the same log. Time of the whole process, peak memory of the whole process tree.
import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateCombinedLog } from './generate-log.ts';
import { installed, type Measure, median, printMeasures } from './measure.ts';
import { type Run, runMeasured } from './run-measured.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const built = join(root, 'dist/src/cli/main.js');
const argument = (name: string, otherwise: number) =>
  Number(process.argv.find((word) => word.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise);
const lines = argument('lines', 3_000_000);
const runs = argument('runs', 3);

/** A run that failed measures nothing. */
async function measure(program: string, args: readonly string[]): Promise<Run> {
  const run = await runMeasured(program, args);
  if (run.code !== 0) throw new Error(`${program} ended with ${run.code}`);
  return run;
}

const work = mkdtempSync(join(tmpdir(), 'akashi-bench-'));
try {
  const folder = join(work, 'case');
  cpSync(join(root, 'examples/survey-2009'), folder, { recursive: true });
  rmSync(join(folder, 'logs'), { recursive: true });
  const log = join(folder, 'logs', 'access.log');
  mkdirSync(join(folder, 'logs'));
  generateCombinedLog(log, lines);
  const bytes = statSync(log).size;
  const goaccess = installed('goaccess', '--version');
  const lnav = installed('lnav', '-V');
  const own: Run[] = [];
  const peers: { goaccess: Run[]; lnav: Run[] } = { goaccess: [], lnav: [] };
  for (let run = 0; run < runs; run += 1) {
    own.push(
      await measure(process.execPath, [
        built,
        'investigate',
        folder,
        '--out',
        join(work, 'out'),
        '--now',
        '2026-03-01T00:00:00Z',
      ]),
    );
    if (goaccess)
      peers.goaccess.push(
        await measure('goaccess', [log, '--log-format=COMBINED', '-o', join(work, 'go.json'), '--no-global-config']),
      );
    if (lnav) peers.lnav.push(await measure('lnav', ['-n', '-c', ';select count(*) from access_log', log]));
  }
  const peer = (name: 'goaccess' | 'lnav', version: string | undefined, pick: (run: Run) => number) =>
    version && peers[name].length > 0 ? { name, version, value: median(peers[name].map(pick)) } : null;
  const seconds = median(own.map((run) => run.seconds));
  const note = `${lines} lines, ${(bytes / 1e6).toFixed(0)} MB, median of ${runs}${goaccess ? '' : '; GoAccess is not installed'}${lnav ? '' : '; lnav is not installed'}`;
  const measures: Measure[] = [
    {
      id: 'investigate.seconds',
      value: seconds,
      unit: 's',
      goal: 15,
      better: 'lower',
      peer: peer('goaccess', goaccess, (run) => run.seconds),
      note,
    },
    {
      id: 'investigate.lines-per-second',
      value: lines / seconds,
      unit: 'lines/s',
      goal: null,
      better: 'higher',
      peer: peer('lnav', lnav, (run) => lines / run.seconds),
      note: '',
    },
    {
      id: 'investigate.peak-memory',
      value: median(own.map((run) => run.peakBytes)) / 1e9,
      unit: 'GB',
      goal: 2,
      better: 'lower',
      peer: peer('goaccess', goaccess, (run) => run.peakBytes / 1e9),
      note: 'resident memory of the whole process tree, sampled every 50 ms; new processes are looked for every 0.5 s',
    },
  ];
  printMeasures(measures);
} finally {
  rmSync(work, { recursive: true, force: true });
}
