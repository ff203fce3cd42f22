import { parseArgs } from 'node:util';
import { loadRules } from '../logs/sigma/load-rules.ts';
import type { Command } from './command.ts';
import { writeJson } from './json.ts';
import { summaries } from './summaries.ts';

const options = {
  json: { type: 'boolean', about: 'print JSON' },
} as const;

export const rulesCheck: Command = {
  name: 'rules check',
  summary: summaries['rules check'],
  usage: ['rules check [--json] DIR…'],
  options,
  async run(argv, { out, err }) {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    if (positionals.length === 0) {
      err.write('akashi rules check: need a folder of rules: akashi rules check DIR…\n');
      return 2;
    }
    const { counts, refused } = loadRules(positionals, false);
    if (values.json) await writeJson(out, { ...counts, refused });
    else {
      for (const { path, id, stage, reason } of refused)
        out.write(`${path}${id ? ` (${id})` : ''}: does not ${stage}: ${reason}\n`);
      out.write(
        `${counts.files} files: ${counts.rules} rules, ${counts.correlations} correlations, ${counts.filters} filters, ${counts.ignored} other documents; ${counts.parsed} rules parsed, ${counts.compiled} compiled, ${refused.length} refused\n`,
      );
    }
    return refused.length > 0 ? 1 : 0;
  },
};
