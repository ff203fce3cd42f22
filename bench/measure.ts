// What every benchmark prints: figures beside peers, of one run on one machine.
import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';

export type Measure = {
  readonly id: string;
  readonly value: number;
  readonly unit: string;
  readonly goal: number | null;
  readonly better: 'lower' | 'higher';
  readonly peer: { readonly name: string; readonly version: string; readonly value: number } | null;
  readonly note: string;
};

/** The middle value; of an even number, the lower of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (middle === undefined) throw new RangeError('median of nothing');
  return middle;
}

/** Version line of a program on the PATH, undefined when it is not installed: the caller says so in `note`. */
export function installed(program: string, ...versionArguments: string[]): string | undefined {
  try {
    return execFileSync(program, versionArguments, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split(
      '\n',
    )[0];
  } catch {
    return undefined;
  }
}

/** The shape of docs/schema/bench.schema.json. */
export function benchReport(measures: readonly Measure[]) {
  return { machine: { cpus: cpus().length, memoryBytes: totalmem(), node: process.version }, measures };
}

/** Prints the contract's JSON with --json, else a table. */
export function printMeasures(measures: readonly Measure[]): void {
  if (process.argv.includes('--json')) {
    process.stdout.write(`${JSON.stringify(benchReport(measures))}\n`);
    return;
  }
  for (const { id, value, unit, goal, better, peer, note } of measures) {
    const aim =
      goal === null
        ? ''
        : ` (goal ${better === 'lower' ? '≤' : '≥'} ${goal}${(better === 'lower' ? value <= goal : value >= goal) ? ', met' : ', MISSED'})`;
    const beside = peer ? `; ${peer.name} ${peer.version}: ${peer.value} ${unit}` : '';
    process.stdout.write(
      `${id}: ${Number(value.toPrecision(4))} ${unit}${aim}${beside}${note ? `\n    ${note}` : ''}\n`,
    );
  }
}
