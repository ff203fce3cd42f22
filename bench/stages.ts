// `npm run bench:stages -- COMMAND…`: where the time of one command goes, e.g. `-- logs detect --json access.log`. Statements to
// the log engines that take longest, and stages, in seconds: when it began since the start, how long it waited for other work of its engine, how long it ran.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runMeasured } from './run-measured.ts';

type Line =
  | { readonly kind: 'stage'; readonly began: number; readonly stage: string }
  | {
      readonly kind: 'command' | 'query' | 'open' | 'close';
      readonly began: number;
      readonly ended: number;
      readonly ranMs: number;
      readonly sql: string;
      readonly failed?: string;
    };

/** Statements shorter than this are only summed up. */
const SHOWN_MS = 50;
const WIDTH = 120;

const folder = mkdtempSync(join(tmpdir(), 'akashi-stages-'));
try {
  const times = join(folder, 'times');
  process.env['AKASHI_TIMES'] = times;
  const command = fileURLToPath(new URL('../dist/src/cli/main.js', import.meta.url));
  const { seconds, peakBytes, code } = await runMeasured(process.execPath, [command, ...process.argv.slice(2)]);
  const lines = readFileSync(times, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)
    .sort((a, b) => a.began - b.began);
  let short = 0;
  let shortMs = 0;
  for (const line of lines) {
    const at = (line.began / 1000).toFixed(2).padStart(8);
    if (line.kind === 'stage') {
      process.stdout.write(`${at}                ${line.stage}\n`);
      continue;
    }
    if (line.failed !== undefined) {
      const lasted = ((line.ended - line.began) / 1000).toFixed(2).padStart(6);
      process.stdout.write(
        `${at} ${lasted}          FAILED (${line.failed}): ${line.kind} ${line.sql.slice(0, WIDTH)}\n`,
      );
      continue;
    }
    const { ranMs } = line;
    const waited = Math.max(0, line.ended - line.began - ranMs);
    if (ranMs < SHOWN_MS) {
      short += 1;
      shortMs += ranMs;
    } else {
      process.stdout.write(
        `${at} ${(waited / 1000).toFixed(2).padStart(6)} ${(ranMs / 1000).toFixed(2).padStart(6)}   ${line.kind} ${line.sql.slice(0, WIDTH)}\n`,
      );
    }
  }
  process.stdout.write(
    `${short} shorter statements, ${(shortMs / 1000).toFixed(2)} s together; ${seconds.toFixed(1)} s in all, peak ${(peakBytes / 1e9).toFixed(2)} GB, exit ${code}\n`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
