import { parseArgs } from 'node:util';
import { refuseUnderHold } from '../ledger/holds.ts';
import { collectLog, readConfig } from '../ledger/log-folder.ts';
import type { Command } from './command.ts';
import { writeJson } from './json.ts';
import { summaries } from './summaries.ts';

const options = { json: { type: 'boolean', about: 'print one JSON object' } } as const;

export const ledgerGc: Command = {
  name: 'ledger gc',
  summary: summaries['ledger gc'],
  usage: ['ledger gc DIR'],
  options,
  async run(argv, { out, err }) {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    const [folder] = positionals;
    if (folder === undefined || positionals.length > 1) {
      err.write('akashi ledger gc: need a log: akashi ledger gc DIR\n');
      return 2;
    }
    readConfig(folder);
    refuseUnderHold(folder, 'removing partial tiles', new Date());
    const removed = await collectLog(folder);
    if (values.json) await writeJson(out, { removed });
    else out.write(`${removed} files removed\n`);
    return 0;
  },
};
