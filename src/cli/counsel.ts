import { parseArgs } from 'node:util';
import { makeCounselFolder } from '../store/counsel-folder.ts';
import type { Command } from './command.ts';
import { writeJson } from './json.ts';
import { summaries } from './summaries.ts';

const options = {
  json: { type: 'boolean', about: 'print the result as JSON' },
} as const;

export const counsel: Command = {
  name: 'counsel',
  summary: summaries.counsel,
  usage: ['counsel DIR'],
  options,
  async run(argv, { out, err }) {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    const [folder, extra] = positionals;
    if (folder === undefined || extra !== undefined) {
      err.write(`akashi counsel: expected: akashi ${counsel.usage[0]}\n`);
      return 2;
    }
    const files = makeCounselFolder(folder);
    if (values.json) await writeJson(out, { out: folder, files });
    else {
      out.write(`${folder}: read READ-FIRST.txt before writing anything there\n`);
      out.write('What stands in it may have to be disclosed. It is no part of the case; keep it out of backups.\n');
    }
    return 0;
  },
};
