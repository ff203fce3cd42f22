import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import qrcode from 'qrcode';
import { anchorLine } from '../ledger/anchor-line.ts';
import { parseCheckpoint } from '../ledger/checkpoint.ts';
import { askTimestamp } from '../ledger/http.ts';
import { readConfig, sourceOf } from '../ledger/log-folder.ts';
import { parseNote } from '../ledger/note.ts';
import { timestampRequest } from '../ledger/timestamp.ts';
import { keepTimestamp } from '../ledger/timestamp-anchors.ts';
import { AkashiError } from '../vocabulary/error.ts';
import type { Command } from './command.ts';
import { writeJson } from './json.ts';
import { summaries } from './summaries.ts';

const options = {
  tsa: {
    type: 'string',
    about: 'address of an RFC 3161 timestamp authority: sends it the hash of the checkpoint, nothing else',
  },
  ca: { type: 'string', about: "file with the authority's certificates (PEM); kept from then on, to check offline" },
  json: { type: 'boolean', about: 'print one JSON object' },
} as const;

const readGiven = (path: string) =>
  readFile(path, 'utf8').catch((cause: unknown) => {
    throw new AkashiError('input/unreadable', `cannot read ${path}`, { cause });
  });

export const ledgerAnchor: Command = {
  name: 'ledger anchor',
  summary: summaries['ledger anchor'],
  usage: ['ledger anchor DIR [--tsa URL [--ca FILE]]'],
  options,
  async run(argv, { out, err }) {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    const [folder] = positionals;
    if (folder === undefined || positionals.length > 1) {
      err.write('akashi ledger anchor: need a log: akashi ledger anchor DIR [--tsa URL --ca FILE]\n');
      return 2;
    }
    readConfig(folder);
    const bytes = await sourceOf(folder).read('checkpoint');
    if (!bytes) throw new AkashiError('ledger/unreadable', 'no checkpoint: this is no log');
    const checkpoint = parseCheckpoint(parseNote(bytes)?.text ?? '');
    if (!checkpoint) throw new AkashiError('ledger/broken', 'the published checkpoint cannot be read');
    let timestamp: { readonly at: Date; readonly by: string } | undefined;
    if (values.tsa !== undefined) {
      err.write(`sending the SHA-256 of the checkpoint to ${values.tsa}\n`);
      const nonce = randomBytes(8);
      const response = await askTimestamp(values.tsa, timestampRequest(bytes, nonce));
      const pem = values.ca === undefined ? undefined : await readGiven(values.ca);
      timestamp = await keepTimestamp(folder, { response, checkpoint: bytes, pem, nonce });
    }
    const line = anchorLine(checkpoint, new Date());
    if (values.json) {
      await writeJson(out, {
        line,
        timestamp: timestamp ? { at: timestamp.at.toISOString(), by: timestamp.by } : null,
      });
      return 0;
    }
    out.write(`${line}\n\n${await qrcode.toString(line, { type: 'utf8', errorCorrectionLevel: 'M' })}\n`);
    if (timestamp) out.write(`timestamp ${timestamp.at.toISOString()} by ${timestamp.by}\n`);
    return 0;
  },
};
