// `npm run bench:logs [-- --json] [--lines N] [--rounds N] [--rules DIR]`: reading, attacks and altered logs on a generated access log,
// beside GoAccess, lnav and ripgrep where they are installed. The log is made in a temporary folder and removed.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateCombinedLog } from './generate-log.ts';
import { installed, type Measure, median, printMeasures } from './measure.ts';
import { type Run, runMeasured } from './run-measured.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const built = join(root, 'dist/src/cli/main.js');
/** The built program where there is one; a development tree runs through tsx and pays for it at the start. */
const cli = existsSync(built) ? [built] : ['--import', 'tsx', join(root, 'src/cli/main.ts')];
const akashi = (...args: readonly string[]) => runMeasured(process.execPath, [...cli, ...args]);

function option(name: string, otherwise: number): number {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
}

/** Further rules, e.g. SigmaHQ's for web servers: `--rules DIR`, as often as wanted. */
const rules = process.argv.flatMap((word, at) => (word === '--rules' ? [process.argv[at + 1] ?? ''] : []));
const lines = option('lines', 3_000_000);
const rounds = option('rounds', 3);
const folder = mkdtempSync(join(tmpdir(), 'akashi-bench-'));
const log = join(folder, 'access.log');
const measures: Measure[] = [];
const peers = [
  {
    name: 'GoAccess',
    version: installed('goaccess', '--version'),
    run: () => runMeasured('goaccess', [log, '--log-format=COMBINED', '-o', join(folder, 'goaccess.json')]),
  },
  {
    name: 'lnav',
    version: installed('lnav', '-V'),
    run: () => runMeasured('lnav', ['-n', '-c', ';select count(*) from access_log', log]),
  },
  {
    name: 'ripgrep',
    version: installed('rg', '--version'),
    run: () => runMeasured('rg', ['-c', '-i', 'union.{1,20}select|/etc/passwd|<script|\\.\\./\\.\\.', log]),
  },
];

function add(
  id: string,
  runs: readonly Run[],
  goals: { seconds: number | null; bytes: number | null },
  note: string,
): void {
  const failed = runs.filter(({ code }) => code > 1).length;
  const words = failed > 0 ? `${note}; ${failed} of ${runs.length} runs FAILED` : note;
  const seconds = median(runs.map((run) => run.seconds));
  const peak = median(runs.map((run) => run.peakBytes));
  measures.push({
    id: `${id}.seconds`,
    value: seconds,
    unit: 's',
    goal: goals.seconds,
    better: 'lower',
    peer: null,
    note: words,
  });
  measures.push({
    id: `${id}.peak`,
    value: peak / 1e9,
    unit: 'GB',
    goal: goals.bytes === null ? null : goals.bytes / 1e9,
    better: 'lower',
    peer: null,
    note: 'all processes together',
  });
}

try {
  const bytes = generateCombinedLog(log, lines);
  const scale = lines / 3_000_000;
  const size = `${lines} lines, ${(bytes / 1e6).toFixed(0)} MB, ${cpus().length} cores, median of ${rounds}`;
  const commands: Readonly<Record<string, () => Promise<Run>>> = {
    'logs.read': () => akashi('logs', 'read', '--json', log),
    'logs.detect': () => akashi('logs', 'detect', '--json', ...rules.flatMap((folder) => ['--rules', folder]), log),
    'logs.tamper': () => akashi('logs', 'tamper', '--json', log),
  };
  const runs = new Map<string, Run[]>();
  const note = (id: string, run: Run) => runs.set(id, [...(runs.get(id) ?? []), run]);
  // In turn, so that whatever else the machine does falls on all alike.
  for (let round = 0; round < rounds; round += 1) {
    for (const [id, run] of Object.entries(commands)) note(id, await run());
    for (const { name, version, run } of peers) if (version !== undefined) note(name, await run());
  }
  const goals: Readonly<Record<string, { seconds: number | null; bytes: number | null }>> = {
    'logs.read': { seconds: 5 * scale, bytes: 1.5e9 },
    'logs.detect': { seconds: 12 * scale, bytes: 2e9 },
    'logs.tamper': { seconds: 12 * scale, bytes: 2e9 },
  };
  for (const id of Object.keys(commands))
    add(id, runs.get(id) ?? [], goals[id] ?? { seconds: null, bytes: null }, size);
  const secondsOf = (id: string) => median((runs.get(id) ?? []).map(({ seconds }) => seconds));
  measures.push({
    id: 'logs.together.seconds',
    value: secondsOf('logs.detect') + secondsOf('logs.tamper') - secondsOf('logs.read'),
    unit: 's',
    goal: 12 * scale,
    better: 'lower',
    peer: null,
    note: 'rules, behaviour and alterations, with the reading, which both commands do, counted once',
  });
  for (const { name, version } of peers) {
    const own = runs.get('logs.read')?.map(({ seconds }) => seconds) ?? [0];
    const theirs = runs.get(name);
    const shown = version?.replace(/^\D*/, '').split(' ')[0] ?? '';
    const peer = theirs
      ? { name, version: shown, value: Number(median(theirs.map(({ seconds }) => seconds)).toFixed(2)) }
      : null;
    const says =
      name === 'ripgrep' ? 'a search for four patterns: it parses nothing, and is here as the floor' : 'the same file';
    measures.push({
      id: `logs.read beside ${name}`,
      value: median(own),
      unit: 's',
      goal: null,
      better: 'lower',
      peer,
      note: peer ? says : `${name} is not installed`,
    });
  }

  const store = join(folder, 'store');
  await akashi('logs', 'read', '--json', '--store', store, log);
  const again: Run[] = [];
  for (let round = 0; round < rounds; round += 1)
    again.push(await akashi('logs', 'read', '--json', '--store', store, log));
  add(
    'logs.second-question',
    again,
    { seconds: 0.5, bytes: null },
    `${size}; the whole command, start of Node included`,
  );

  execFileSync('gzip', ['-1', '-k', log]);
  const zcat: number[] = [];
  const packed: Run[] = [];
  for (let round = 0; round < rounds; round += 1) {
    packed.push(await akashi('logs', 'read', '--json', `${log}.gz`));
    zcat.push((await runMeasured('sh', ['-c', `gzip -dc '${log}.gz' > /dev/null`])).seconds);
  }
  const plain = secondsOf('logs.read');
  add(
    'logs.read-gzip',
    packed,
    { seconds: plain + median(zcat), bytes: 1.5e9 },
    `goal: the plain log's time and that of gzip -dc (${median(zcat).toFixed(2)} s)`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
printMeasures(measures);
