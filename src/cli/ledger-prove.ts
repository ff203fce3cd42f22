import { parseArgs } from 'node:util';
import { sourceOf } from '../ledger/log-folder.ts';
import { nodeMerkle } from '../ledger/node-crypto.ts';
import { proveEntry } from '../ledger/prove.ts';
import { formatTlogProof } from '../ledger/tlog-proof.ts';
import type { Command } from './command.ts';
import { writeJson } from './json.ts';
import { summaries } from './summaries.ts';

const options = { json: { type: 'boolean', about: 'print one JSON object with the proof as text' } } as const;

export const ledgerProve: Command = {
  name: 'ledger prove',
  summary: summaries['ledger prove'],
  usage: ['ledger prove DIR INDEX'],
  options,
  async run(argv, { out, err }) {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    const [folder, written = '', ...more] = positionals;
    if (folder === undefined || more.length > 0 || !/^(?:0|[1-9]\d{0,14})$/.test(written)) {
      err.write('akashi ledger prove: need a log and an index from 0: akashi ledger prove DIR INDEX\n');
      return 2;
    }
    const proof = formatTlogProof(await proveEntry(sourceOf(folder), Number(written), nodeMerkle));
    if (values.json) await writeJson(out, { index: Number(written), proof });
    else out.write(proof);
    return 0;
  },
};
