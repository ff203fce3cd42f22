import { parseArgs } from 'node:util';
import { initLog } from '../ledger/log-folder.ts';
import { parseS3Url } from '../ledger/s3.ts';
import type { Command } from './command.ts';
import { writeJson } from './json.ts';
import { summaries } from './summaries.ts';

const options = {
  origin: { type: 'string', about: "the log's name: the address under which it is served, without scheme" },
  key: { type: 'string', about: 'file of a signed-note signer key (PRIVATE+KEY+…); else one is made at DIR.key' },
  'ml-dsa-key': { type: 'string', about: 'file of an ML-DSA-44 signer key: checkpoints are cosigned with it too' },
  policy: { type: 'string', about: 'file of a tlog-policy: witnesses that are asked to cosign each checkpoint' },
  'fail-closed': {
    type: 'boolean',
    about: "publish nothing without the policy's quorum; else with what cosignatures there are",
  },
  s3: {
    type: 'string',
    about:
      'keep the public files on S3-compatible storage: https://HOST/BUCKET/PREFIX; credentials from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
  },
  region: { type: 'string', about: 'region of that storage (default us-east-1)' },
  json: { type: 'boolean', about: 'print one JSON object' },
} as const;

export const ledgerInit: Command = {
  name: 'ledger init',
  summary: summaries['ledger init'],
  usage: ['ledger init DIR --origin NAME [--key FILE] [--ml-dsa-key FILE] [--policy FILE [--fail-closed]] [--s3 URL]'],
  options,
  async run(argv, { out, err }) {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    const [folder] = positionals;
    if (folder === undefined || positionals.length > 1 || values.origin === undefined) {
      err.write('akashi ledger init: need a new folder and a name: akashi ledger init DIR --origin NAME\n');
      return 2;
    }
    const s3 = values.s3 === undefined ? undefined : parseS3Url(values.s3, values.region ?? 'us-east-1');
    if (values.s3 !== undefined && !s3) {
      err.write('akashi ledger init: --s3 wants https://HOST/BUCKET/PREFIX\n');
      return 2;
    }
    const made = await initLog(
      folder,
      {
        origin: values.origin,
        ...(values.key === undefined ? {} : { keyFile: values.key }),
        ...(values['ml-dsa-key'] === undefined ? {} : { mlDsaKeyFile: values['ml-dsa-key'] }),
        ...(values.policy === undefined ? {} : { policyFile: values.policy }),
        ...(s3 ? { s3 } : {}),
        ...(values['fail-closed'] ? { failClosed: true } : {}),
      },
      () => new Date(),
    );
    if (values.json) await writeJson(out, { origin: values.origin, vkey: made.vkey, keyFile: made.keyFile });
    else out.write(`${made.vkey}\n`);
    err.write(`the key is in ${made.keyFile}: keep it away from the log, and keep the log's backups apart from it\n`);
    return 0;
  },
};
