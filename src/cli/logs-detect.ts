import { parseArgs } from 'node:util';
import type { Actor, Detection } from '../logs/detect/detection.ts';
import type { ReadLogs } from '../logs/read-logs.ts';
import type { CompiledRules } from '../logs/sigma/load-rules.ts';
import { rulesHash } from '../logs/sigma/rule-files.ts';
import type { Command } from './command.ts';
import { writeJson } from './json.ts';
import { readPaths } from './log-reading.ts';
import { showProgress } from './progress.ts';
import { readingOptions, unusable } from './reading-options.ts';
import { summaries } from './summaries.ts';

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
  const limits = (coverage.notLookedAt ?? []).map(({ en }) => `  ${en}\n`).join('');
  return `${loud}${loud ? '\n' : ''}${quiet.length > 0 ? `noise, the probing every server gets:\n${quiet.join('\n')}\n\n` : ''}${coverage.parsed} of ${coverage.lines} lines understood; actors: ${counts.join(', ')}\nnot to be seen in these logs:\n${blind}\n${limits ? `too much to be looked at:\n${limits}` : ''}`;
}

/** Rules that are compiled while this process would wait; loaded only when somebody asks for them. */
function compiledLater(folders: readonly string[]): () => Promise<CompiledRules> {
  let rules: Promise<CompiledRules> | undefined;
  return () => {
    rules ??= import('../logs/sigma/load-rules.ts').then(({ loadRules }) => loadRules(folders));
    // Waited for later; when something else fails first, nobody is left to.
    rules.catch(() => {});
    return rules;
  };
}

type Detected = { readonly detection: Detection; readonly refused: CompiledRules['refused'] };

async function detect({ store, open }: ReadLogs, compile: () => Promise<CompiledRules>): Promise<Detected> {
  open?.();
  const [{ detectActors }, rules] = await Promise.all([import('../logs/detect/detect-actors.ts'), compile()]);
  return { detection: await detectActors(store, rules), refused: rules.refused };
}

export const logsDetect: Command = {
  name: 'logs detect',
  summary: summaries['logs detect'],
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
    const folders = values.rules ?? [];
    // Of every rule as it is: a folder that is none is told before anything is read.
    const asked = ['detect', rulesHash(folders)];
    const progress = showProgress(err);
    const compile = compiledLater(folders);
    const reading = readPaths(positionals, values, progress, compile);
    const logs = await reading.logs.finally(progress.end);
    const { store, answers } = logs;
    try {
      const ask = () => detect(logs, compile);
      const { detection, refused } = answers ? await answers.once(asked, ask) : await ask();
      for (const { path, stage, reason } of refused)
        err.write(`akashi logs detect: rule not used, does not ${stage}: ${path}: ${reason}\n`);
      const unread = [...reading.unlisted, ...logs.refused];
      for (const { path, reason } of unread) err.write(`akashi logs detect: ${path}: ${reason.en}\n`);
      if (values.json) await writeJson(out, detection);
      else out.write(text(detection));
      return unread.length > 0 ? 3 : 0;
    } finally {
      await store.close();
    }
  },
};
