import { parseArgs } from 'node:util';
import { duplicateFiles, rotationSets } from '../logs/rotation.ts';
import type { LogFileSummary } from '../vocabulary/case-file.ts';
import type { Command } from './command.ts';
import { writeJson } from './json.ts';
import { readPaths } from './log-reading.ts';
import { showProgress } from './progress.ts';
import { readingOptions, unusable } from './reading-options.ts';
import { summaries } from './summaries.ts';

const options = {
  json: { type: 'boolean', about: 'print the result as JSON' },
  ...readingOptions,
} as const;

function line(file: LogFileSummary): string {
  const share = file.lines === 0 ? 100 : Math.floor((10_000 * file.parsed) / file.lines) / 100;
  const span = file.from === null ? 'no times' : `${file.from} to ${file.to}`;
  const head = `${file.path}: ${file.format}, ${file.encoding}, ${file.lines} lines, ${share} % parsed, ${span}`;
  const more = [
    ...(file.compression === 'none' ? [] : [`compressed: ${file.compression}`]),
    ...(file.incomplete ? [`not read to its end: ${file.incomplete.en}`] : []),
    ...file.assumed.map((what) => `assumed ${what}`),
    ...file.firstUnparsed.map((one) => `not understood, line ${one.line}: ${one.text}`),
  ];
  return [head, ...more.map((text) => `    ${text}`)].join('\n');
}

export const logsRead: Command = {
  name: 'logs read',
  summary: summaries['logs read'],
  usage: ['logs read PATH… [--json] [--store DIR] [--time-zone ZONE] [--now TIME]'],
  options,
  async run(argv, { out, err }) {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    if (positionals.length === 0) {
      err.write('akashi logs read: needs a file or folder: akashi logs read PATH…\n');
      return 2;
    }
    const problem = unusable(values);
    if (problem) {
      err.write(`akashi logs read: ${problem}\n`);
      return 2;
    }
    const progress = showProgress(err);
    const reading = readPaths(positionals, values, progress);
    const { store, refused } = await reading.logs.finally(progress.end);
    try {
      const all = [...reading.unlisted, ...refused];
      for (const { path, reason } of all) err.write(`akashi logs read: ${path}: ${reason.en}\n`);
      const sum = (pick: (file: LogFileSummary) => number) =>
        store.files.reduce((total, file) => total + pick(file), 0);
      const total = {
        lines: sum((file) => file.lines),
        parsed: sum((file) => file.parsed),
        unparsed: sum((file) => file.unparsed),
      };
      const series = rotationSets(store.files).map(({ name, members, missing, inOrder }) => ({
        name,
        oldestFirst: members.map(({ path }) => path),
        missing,
        inOrder,
      }));
      const path = (f: number) => store.files[f]?.path ?? '';
      const same = (await duplicateFiles(store)).map((group) => group.map(path));
      if (values.json) await writeJson(out, { files: store.files, total, series, same, refused: all });
      else {
        for (const file of store.files) out.write(`${line(file)}\n`);
        for (const { name, missing, inOrder } of series) {
          if (missing.length > 0) out.write(`${name}: missing from the series: ${missing.join(', ')}\n`);
          if (!inOrder) out.write(`${name}: what the files hold is in another order than their names\n`);
        }
        for (const group of same) out.write(`the same lines: ${group.join(', ')}\n`);
        out.write(`${store.files.length} files, ${total.lines} lines, ${total.unparsed} not understood\n`);
      }
      return all.length > 0 ? 3 : 0;
    } finally {
      await store.close();
    }
  },
};
