// Single changed bytes over a ledger, its seals and the sealed logs: every one must be noticed, in a log named to its line.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderSource, servedFiles } from '../../src/ledger/folder.ts';
import { initLog, openLogFolder } from '../../src/ledger/log-folder.ts';
import { filesToSeal, sealFiles } from '../../src/ledger/seal.ts';
import { verifySealedLogs } from '../../src/ledger/verify-sealed.ts';
import { seededRandom } from '../../src/vocabulary/random.ts';

const now = () => new Date('2026-01-02T03:04:05Z');
const LINE_END = 10;

/** Changes one byte at a time, `trials` times. Gives how many lay in each kind of file, and what was not noticed. */
export async function changeBytes(
  trials: number,
  seed: number,
): Promise<{ tried: Record<string, number>; wrong: string[] }> {
  const root = mkdtempSync(join(tmpdir(), 'akashi-tamper-'));
  const [ledger, logs] = [join(root, 'ledger'), join(root, 'logs')];
  const random = seededRandom(seed, 'tamper');
  const wrong: string[] = [];
  const tried: Record<string, number> = {};
  try {
    await initLog(ledger, { origin: 'example.com/tamper' }, now);
    mkdirSync(logs);
    const log = await openLogFolder(ledger, { now, publishesAlone: false });
    for (let i = 0; i < 300; i += 1) await log.add(Buffer.from(`entry ${i}`));
    await log.publish();
    for (const name of ['access.log', 'auth.log']) {
      writeFileSync(
        join(logs, name),
        Array.from({ length: 200 }, (_, i) => `${name} line ${i} ${(i * 7919) % 97}\n`).join(''),
      );
    }
    await sealFiles(filesToSeal([logs]).files, {
      folder: ledger,
      log,
      source: folderSource(ledger),
      now,
      sealsOpenEnd: true,
    });
    await log.close();
    const seals = readdirSync(join(ledger, '.akashi/seals')).filter((name) => name.endsWith('.seal'));
    const files = [
      ...servedFiles(ledger).map((path) => ({ kind: 'ledger', path: join(ledger, path) })),
      ...seals.map((name) => ({ kind: 'seals', path: join(ledger, '.akashi/seals', name) })),
      ...readdirSync(logs).map((name) => ({ kind: 'logs', path: join(logs, name) })),
    ];
    for (let trial = 0; trial < trials; trial += 1) {
      const file = files[random.below(files.length)];
      if (!file) continue;
      const whole = readFileSync(file.path);
      const at = random.below(whole.length);
      const changed = Buffer.from(whole);
      changed[at] = (whole[at] ?? 0) ^ (1 + random.below(255));
      writeFileSync(file.path, changed);
      const report = await verifySealedLogs(ledger, [logs], now());
      writeFileSync(file.path, whole);
      tried[file.kind] = (tried[file.kind] ?? 0) + 1;
      // A line end that was changed joins two lines: either of them names it.
      const line = whole.subarray(0, at).filter((byte) => byte === LINE_END).length + 1;
      const lines = report.files.flatMap((each) => each.changed.map((change) => change.line));
      const isNamed = file.kind !== 'logs' || lines.some((each) => each === line || each === line + 1);
      if (report.ok || !isNamed) wrong.push(`byte ${at} of ${file.path.slice(root.length)}`);
    }
    return { tried, wrong };
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
