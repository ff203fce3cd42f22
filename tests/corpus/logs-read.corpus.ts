// How much of real logs is understood, and whether every pointer names its bytes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listLogs, readLogs } from '../../src/logs/read-logs.ts';
import type { CorpusSuite } from './suite.ts';

/** Folders of logs; `payloads` and `crs-regression` hold no logs. */
const folders = [
  'web-clean',
  'web-attack',
  'sshd',
  'apache-error',
  'auditd',
  'cloudtrail',
  'crowdsec-hub',
  'fail2ban',
  'plaso',
  'tampered',
];

/** Beside the logs lie descriptions, settings and expectations; archives are refused by name, which a unit test shows. */
const noLog = /(?:SOURCE\.txt|\.ya?ml|\.assert|GROUND_TRUTH\.json|\.zip|\.tar)$/;

const now = new Date('2026-11-22T00:00:00Z');

function inputsOf(root: string, names: readonly string[]) {
  const base = join(root, 'logs');
  const { inputs } = listLogs(names.map((name) => join(base, name)));
  return inputs
    .filter(({ path }) => !noLog.test(path))
    .map(({ path, shown }) => ({ path, shown: shown.slice(base.length + 1) }));
}

const parsed: CorpusSuite = {
  id: 'logs-read.parsed-lines',
  bar: 0.999,
  async run(root) {
    const { store, refused } = await readLogs(inputsOf(root, folders), { now });
    try {
      const misses = refused.map(({ path, reason }) => `${path}: ${reason.en}`);
      let of = 0;
      let passed = 0;
      for (const name of folders) {
        const files = store.files.filter(({ path }) => path.startsWith(`${name}/`));
        const lines = files.reduce((sum, file) => sum + file.lines, 0);
        const understood = files.reduce((sum, file) => sum + file.parsed, 0);
        of += lines;
        passed += understood;
        process.stderr.write(`         ${name}: ${understood} of ${lines} lines of ${files.length} files\n`);
        for (const file of files) {
          for (const { line, text } of file.firstUnparsed) misses.push(`${file.path}:${line}: ${text.slice(0, 100)}`);
        }
      }
      return { of, passed, misses };
    } finally {
      await store.close();
    }
  },
};

/** The formats that the three folders of the first issue must be read as, line for line. */
const core: CorpusSuite = {
  id: 'logs-read.web-and-sshd',
  bar: 0.999,
  async run(root) {
    const { store } = await readLogs(inputsOf(root, ['web-clean', 'web-attack', 'sshd']), { now });
    try {
      const sum = (pick: (file: (typeof store.files)[number]) => number) =>
        store.files.reduce((all, file) => all + pick(file), 0);
      const misses = store.files.flatMap(({ path, firstUnparsed }) =>
        firstUnparsed.map(({ line }) => `${path}:${line}`),
      );
      return { of: sum(({ lines }) => lines), passed: sum((file) => file.parsed), misses };
    } finally {
      await store.close();
    }
  },
};

/** Lines between those whose pointers are tried. */
const EVERY = 97;

const pointers: CorpusSuite = {
  id: 'logs-read.pointers',
  bar: 1,
  async run(root) {
    const inputs = inputsOf(root, folders);
    const { store } = await readLogs(inputs, { now });
    try {
      const paths = new Map(inputs.map(({ path, shown }) => [shown, path]));
      let of = 0;
      let passed = 0;
      const misses: string[] = [];
      for (const [f, file] of store.files.entries()) {
        if (file.compression !== 'none' || file.lines === 0) continue;
        const bytes = readFileSync(paths.get(file.path) ?? '');
        const places = Array.from({ length: Math.ceil(file.lines / EVERY) }, (_, i) => ({ f, n: i * EVERY }));
        const lines = await store.lines(places);
        for (const [i, pointer] of (await store.pointers(places)).entries()) {
          of += 1;
          const there = bytes.subarray(pointer.byteStart, pointer.byteEnd);
          const same = Buffer.compare(there, Buffer.from(lines[i] ?? [])) === 0;
          if (same) passed += 1;
          else misses.push(`${pointer.path}:${pointer.line}`);
        }
      }
      return { of, passed, misses };
    } finally {
      await store.close();
    }
  },
};

export const suites: readonly CorpusSuite[] = [parsed, core, pointers];
