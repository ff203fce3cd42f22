// `npm run bench:investigate [-- --json] [-- --lines=3000000]`: the main job on a large combined log with the rest of a case,
// beside programs that read the same log. Time of the whole process, peak memory of the whole process tree.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateCombinedLog } from './generate-log.ts';
import { installed, type Measure, median, printMeasures } from './measure.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const built = join(root, 'dist/src/cli/main.js');
const argument = (name: string, otherwise: number) =>
  Number(process.argv.find((word) => word.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise);
const lines = argument('lines', 3_000_000);
const runs = argument('runs', 3);

type Run = { readonly seconds: number; readonly peakBytes: number };

/** Resident bytes of a process and everything below it, from /proc; 0 where there is no /proc. */
function treeBytes(pid: number): number {
  let total = 0;
  const visit = (at: number) => {
    try {
      const status = readFileSync(`/proc/${at}/status`, 'utf8');
      total += Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
      for (const task of readdirSync(`/proc/${at}/task`)) {
        const children = readFileSync(`/proc/${at}/task/${task}/children`, 'utf8').trim();
        if (children !== '') for (const child of children.split(' ')) visit(Number(child));
      }
    } catch {
      // It ended while it was looked at.
    }
  };
  visit(pid);
  return total;
}

function measure(command: string, args: readonly string[]): Promise<Run> {
  return new Promise((done, failed) => {
    const started = performance.now();
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
    let peakBytes = 0;
    const watch = setInterval(() => {
      if (child.pid !== undefined) peakBytes = Math.max(peakBytes, treeBytes(child.pid));
    }, 50);
    child.on('error', failed);
    child.on('close', (status) => {
      clearInterval(watch);
      if (status === 0) done({ seconds: (performance.now() - started) / 1000, peakBytes });
      else failed(new Error(`${command} ended with ${status}`));
    });
  });
}

const work = mkdtempSync(join(tmpdir(), 'akashi-bench-'));
try {
  const folder = join(work, 'case');
  cpSync(join(root, 'examples/survey-2009'), folder, { recursive: true });
  rmSync(join(folder, 'logs'), { recursive: true });
  const log = join(folder, 'logs', 'access.log');
  cpSync(join(root, 'examples/survey-2009/claim.yaml'), join(folder, 'logs', '.keep'));
  rmSync(join(folder, 'logs', '.keep'));
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
      note: 'resident memory of the whole process tree, sampled every 50 ms',
    },
  ];
  printMeasures(measures);
} finally {
  rmSync(work, { recursive: true, force: true });
}
