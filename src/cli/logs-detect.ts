import { parseArgs } from 'node:util';
import { detectActors } from '../logs/detect/detect-actors.ts';
import type { Actor, Detection } from '../logs/detect/detection.ts';
import type { Command } from './command.ts';
import { writeJson } from './json.ts';
import { readPaths, rulesFrom } from './log-reading.ts';
import { showProgress } from './progress.ts';
import { readingOptions, unusable } from './reading-options.ts';

const options = {
  rules: {
    type: 'string',
    multiple: true,
    about: 'folder of Sigma rules to use besides our own; a SigmaHQ checkout as it is',
  },
  json: { type: 'boolean', about: 'print JSON' },
  ...readingOptions,
} as const;

function actorText({ kind, id, level, success, from, to, pointerCount, rules, signs, pointers }: Actor): string {
  const head = `${level} ${kind} ${id}: ${pointerCount} lines, ${from ?? 'time unknown'} to ${to ?? 'time unknown'}, success: ${success}`;
  const seen = signs.map((sign) => `    ${sign.says.en}`);
  // The Detection Rule License asks that author and origin stand beside every hit.
  const held = rules.map(
    ({ count, title, level: of, author, license, path }) =>
      `    ${count} × ${title} [${of}] by ${author || 'unknown'}, ${license || 'licence as in'} ${path}`,
  );
  const at = pointers.slice(0, 3).map(({ path, line }) => `    ${path}:${line}`);
  return `${[head, ...seen, ...held, ...at].join('\n')}\n`;
}

function text({ actors, coverage }: Detection): string {
  const counts = (['adverse', 'notable', 'noise'] as const).map(
    (level) => `${actors.filter((actor) => actor.level === level).length} ${level}`,
  );
  const blind = coverage.blindTo.map(({ en }) => `  ${en}`).join('\n');
  const loud = actors
    .filter(({ level }) => level !== 'noise')
    .map(actorText)
    .join('\n');
  const quiet = actors
    .filter(({ level }) => level === 'noise')
    .map(({ kind, id, pointerCount }) => `  ${kind} ${id} (${pointerCount})`);
  return `${loud}${loud ? '\n' : ''}${quiet.length > 0 ? `noise, the probing every server gets:\n${quiet.join('\n')}\n\n` : ''}${coverage.parsed} of ${coverage.lines} lines understood; actors: ${counts.join(', ')}\nnot to be seen in these logs:\n${blind}\n`;
}

export const logsDetect: Command = {
  name: 'logs detect',
  summary: 'find attacks in logs, judged per actor, with signs of success',
  usage: ['logs detect [--rules DIR]… [--store DIR | --clickhouse URL] [--json] PATH…'],
  options,
  async run(argv, { out, err }) {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    if (positionals.length === 0) {
      err.write('akashi logs detect: need logs: akashi logs detect PATH…\n');
      return 2;
    }
    const problem = unusable(values);
    if (problem) {
      err.write(`akashi logs detect: ${problem}\n`);
      return 2;
    }
    const progress = showProgress(err);
    const load = rulesFrom(values.rules ?? []);
    const reading = readPaths(positionals, values, progress, load);
    const { store, refused } = await reading.logs.finally(progress.end);
    const rules = load();
    for (const { path, stage, reason } of rules.refused)
      err.write(`akashi logs detect: rule not used, does not ${stage}: ${path}: ${reason}\n`);
    const { unlisted } = reading;
    try {
      const detection = await detectActors(store, rules);
      for (const { path, reason } of [...unlisted, ...refused])
        err.write(`akashi logs detect: ${path}: ${reason.en}\n`);
      if (values.json) await writeJson(out, detection);
      else out.write(text(detection));
    } finally {
      await store.close();
    }
    return unlisted.length + refused.length > 0 ? 3 : 0;
  },
};
