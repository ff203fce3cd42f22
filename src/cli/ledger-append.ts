import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { fromBase64 } from '../ledger/bytes.ts';
import type { SequencedLog } from '../ledger/log.ts';
import { openLogFolder } from '../ledger/log-folder.ts';
import { MOST_ENTRY_BYTES } from '../ledger/tile.ts';
import { AkashiError } from '../vocabulary/error.ts';
import type { Command } from './command.ts';
import { writeJson } from './json.ts';
import { summaries } from './summaries.ts';

const options = {
  lines: { type: 'string', about: 'file with one entry a line, in base64; an empty line is an empty entry' },
  key: { type: 'string', about: "file of the log's signer key, where it is not where init found it" },
  json: { type: 'boolean', about: 'print one JSON object' },
} as const;

/** Entries given to the log before their acknowledgements are awaited. */
const IN_FLIGHT = 8192;

async function readEntries(path: string): Promise<Uint8Array[]> {
  const entries: Uint8Array[] = [];
  const stream = createReadStream(path);
  try {
    for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
      const entry = fromBase64(line);
      if (!entry || entry.length > MOST_ENTRY_BYTES) {
        throw new AkashiError('input/unreadable', `line ${entries.length + 1} of ${path} is not one entry in base64`, {
          hint: `nothing was added; an entry is at most ${MOST_ENTRY_BYTES} bytes`,
        });
      }
      entries.push(entry);
    }
  } catch (cause) {
    if (cause instanceof AkashiError) throw cause;
    throw new AkashiError('input/unreadable', `cannot read ${path}`, { cause });
  }
  return entries;
}

async function addAll(log: SequencedLog, entries: readonly Uint8Array[]): Promise<number> {
  let first = log.size;
  for (let at = 0; at < entries.length; at += IN_FLIGHT) {
    const [index] = await Promise.all(entries.slice(at, at + IN_FLIGHT).map((entry) => log.add(entry)));
    if (at === 0 && index !== undefined) first = index;
  }
  return first;
}

export const ledgerAppend: Command = {
  name: 'ledger append',
  summary: summaries['ledger append'],
  usage: ['ledger append DIR --lines FILE [--key FILE]'],
  options,
  async run(argv, { out, err }) {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    const [folder] = positionals;
    if (folder === undefined || positionals.length > 1 || values.lines === undefined) {
      err.write('akashi ledger append: need a log and a file: akashi ledger append DIR --lines FILE\n');
      return 2;
    }
    // Read whole first: a bad line in the middle must not leave half of them added.
    const entries = await readEntries(values.lines);
    const log = await openLogFolder(folder, {
      now: () => new Date(),
      publishesAlone: false,
      ...(values.key === undefined ? {} : { keyFile: values.key }),
    });
    let first: number;
    try {
      first = await addAll(log, entries);
    } finally {
      await log.close();
    }
    if (values.json) await writeJson(out, { first, count: entries.length, size: log.published });
    else out.write(`${first} ${entries.length}\n`);
    return 0;
  },
};
