import { parseArgs } from 'node:util';
import { collectPartials } from '../ledger/folder.ts';
import { refuseUnderHold } from '../ledger/holds.ts';
import { readConfig } from '../ledger/log-folder.ts';
import { AkashiError } from '../vocabulary/error.ts';
import type { Command } from './command.ts';
import { writeJson } from './json.ts';

const options = { json: { type: 'boolean', about: 'print one JSON object' } } as const;

export const ledgerGc: Command = {
  name: 'ledger gc',
  summary: 'remove partial tiles that a full tile has replaced; refused while a case holds the log',
  usage: ['ledger gc DIR'],
  options,
  async run(argv, { out, err }) {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    const [folder] = positionals;
    if (folder === undefined || positionals.length > 1) {
      err.write('akashi ledger gc: need a log: akashi ledger gc DIR\n');
      return 2;
    }
    if (readConfig(folder).s3) {
      throw new AkashiError(
        'ledger/unreadable',
        'this log is on S3-compatible storage: `serve --add` and `seal` collect there as they publish',
      );
    }
    refuseUnderHold(folder, 'removing partial tiles', new Date());
    let removed: number;
    try {
      removed = collectPartials(folder);
    } catch (cause) {
      throw new AkashiError('ledger/io', 'could not remove partial tiles', { cause });
    }
    if (values.json) await writeJson(out, { removed });
    else out.write(`${removed} files removed\n`);
    return 0;
  },
};
