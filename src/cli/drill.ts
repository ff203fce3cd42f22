import { parseArgs } from 'node:util';
import { type Drill, drillCase } from '../drill/drill-case.ts';
import type { Command } from './command.ts';
import { writeJson } from './json.ts';
import { readPaths } from './log-reading.ts';
import { showProgress } from './progress.ts';
import { readingOptions, unusable } from './reading-options.ts';
import { rulesFrom } from './rules-reading.ts';
import { summaries } from './summaries.ts';

const options = {
  rules: { type: 'string', multiple: true, about: 'folder of Sigma rules to use besides our own' },
  seed: { type: 'string', about: 'chance (default 1): the same seed plants the same attacks' },
  quick: { type: 'boolean', about: 'as many trials as an investigation makes' },
  ...readingOptions,
  json: { type: 'boolean', about: 'print the result as JSON' },
} as const;

const percent = (share: number) => `${Math.round(100 * share)} %`;

function asText({ classes, removal, falseAlarms, heldOut }: Drill): string {
  const without = new Map(heldOut.map(({ id, found }) => [id, found]));
  const attacks = classes.map(({ id, planted, found, power }) => {
    const rest = without.has(id) ? `; without its own rules ${without.get(id)}` : '';
    return `  ${id.padEnd(18)} ${found} of ${planted} found (${percent(power.low)} to ${percent(power.high)})${rest}\n`;
  });
  const cuts = removal.map(
    ({ minutes, expectedLines, trials, noticed }) =>
      `  ${String(minutes).padStart(3)} minutes (about ${Math.round(expectedLines)} lines): ${noticed} of ${trials} noticed\n`,
  );
  return `planted attacks\n${attacks.join('')}removed stretches\n${cuts.join('')}untouched: ${falseAlarms.count} signs of alteration in ${falseAlarms.logDays} days of logs\n`;
}

export const drill: Command = {
  name: 'drill',
  summary: summaries.drill,
  usage: ['drill [--rules DIR]… [--seed N] [--quick] [--json] PATH…'],
  options,
  async run(argv, { out, err }) {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    if (positionals.length === 0) {
      err.write('akashi drill: needs a file or folder: akashi drill PATH…\n');
      return 2;
    }
    const seed = Number(values.seed ?? 1);
    const problem = Number.isSafeInteger(seed) ? unusable(values) : '--seed wants a whole number';
    if (problem) {
      err.write(`akashi drill: ${problem}\n`);
      return 2;
    }
    const progress = showProgress(err);
    const load = rulesFrom(values.rules ?? []);
    const reading = readPaths(positionals, values, progress, load);
    const { store, refused } = await reading.logs.finally(progress.end);
    const rules = load();
    try {
      const unread = [...reading.unlisted, ...refused];
      for (const { path, reason } of unread) err.write(`akashi drill: ${path}: ${reason.en}\n`);
      const done = await drillCase(store, rules, { seed, depth: values.quick ? 'quick' : 'thorough' });
      if (values.json) await writeJson(out, done);
      else out.write(asText(done));
      return unread.length > 0 ? 3 : 0;
    } finally {
      await store.close();
    }
  },
};
