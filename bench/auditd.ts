// `npm run bench:auditd [-- --json] [--bytes N] [--rules DIR]…`: rules on generated audit records (1 GB unless told otherwise):
// time and memory of the whole command. The log is made in a temporary folder and removed.
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateEvents } from './generate-events.ts';
import { type Measure, printMeasures } from './measure.ts';
import { type Run, runMeasured } from './run-measured.ts';

const built = fileURLToPath(new URL('../dist/src/cli/main.js', import.meta.url));
const at = process.argv.indexOf('--bytes');
const bytes = at < 0 ? 1_000_000_000 : Number(process.argv[at + 1]);
const rules = process.argv.flatMap((word, i) => (word === '--rules' ? ['--rules', process.argv[i + 1] ?? ''] : []));
const folder = mkdtempSync(join(tmpdir(), 'akashi-bench-'));

function measuresOf(id: string, { seconds, peakBytes, code }: Run, note: string): Measure[] {
  const words = code > 1 ? `${note}; FAILED with exit code ${code}` : note;
  const common = { goal: null, better: 'lower', peer: null } as const;
  return [
    { id: `${id}.seconds`, value: seconds, unit: 's', ...common, note: words },
    { id: `${id}.peak`, value: peakBytes / 1e9, unit: 'GB', ...common, note: 'all processes together' },
  ];
}

try {
  const log = join(folder, 'audit.log');
  const made = generateEvents(log, 'auditd', bytes);
  const size = `${made.lines} records, ${(made.bytes / 1e6).toFixed(0)} MB, ${cpus().length} cores, one run`;
  const run = await runMeasured(process.execPath, [built, 'logs', 'detect', '--json', ...rules, log]);
  printMeasures(measuresOf('auditd.detect', run, `${size}; our rules${rules.length > 0 ? ' and those named' : ''}`));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
