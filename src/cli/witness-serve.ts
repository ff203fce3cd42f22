import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { takeFolder } from '../ledger/folder-lock.ts';
import { nodeMerkle, nodeVerifying, readSignerKey, signerKeyFrom } from '../ledger/node-crypto.ts';
import {
  formatSignerKey,
  formatVerifierKey,
  isKeyName,
  parseVerifierKey,
  type SignerKey,
  type VerifierKey,
} from '../ledger/note.ts';
import { witnessServer } from '../ledger/witness-server.ts';
import { openWitness } from '../ledger/witness-store.ts';
import { AkashiError } from '../vocabulary/error.ts';
import type { Command } from './command.ts';
import { writeJson } from './json.ts';
import { isHost, parsePort } from './listen.ts';
import { summaries } from './summaries.ts';

const options = {
  name: { type: 'string', about: "the witness's name, when it is made (default: witness)" },
  key: { type: 'string', about: 'file of its signed-note signer key; else DIR/key, made when it is missing' },
  log: { type: 'string', multiple: true, about: 'verifier key of a log to cosign; kept in DIR/logs from then on' },
  port: { type: 'string', about: 'port to listen on; 0 takes a free one (default 8481)' },
  host: { type: 'string', about: 'address to listen on (default 127.0.0.1)' },
  json: { type: 'boolean', about: 'print {"url","vkey"} once it listens' },
} as const;

function readKey(path: string, name: string | undefined): SignerKey {
  if (name !== undefined && !existsSync(path)) {
    writeFileSync(path, `${formatSignerKey(signerKeyFrom(name, randomBytes(32)))}\n`, { mode: 0o600, flag: 'wx' });
  }
  const key = existsSync(path) ? readSignerKey(readFileSync(path, 'utf8')) : undefined;
  if (key) return key;
  throw new AkashiError('ledger/unreadable', `${path} is not a signed-note signer key`);
}

/** One verifier key a line; those given now are added. */
function readLogs(path: string, given: readonly string[]): VerifierKey[] {
  const kept = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
  const lines = [
    ...new Set([...kept, ...given].map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'))),
  ];
  const keys = lines.map((line) => {
    const key = parseVerifierKey(line);
    if (!key) throw new AkashiError('ledger/unreadable', 'a log is given by its verifier key, name+id+base64');
    return key;
  });
  if (given.length > 0) writeFileSync(path, `${lines.join('\n')}\n`);
  return keys;
}

export const witnessServe: Command = {
  name: 'witness serve',
  summary: summaries['witness serve'],
  usage: ['witness serve DIR [--name NAME] [--log VKEY]… [--port N] [--host ADDRESS]'],
  options,
  async run(argv, { out, err }) {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    const [folder] = positionals;
    const port = parsePort(values.port ?? '8481');
    const host = values.host ?? '127.0.0.1';
    const name = values.name ?? 'witness';
    if (folder === undefined || positionals.length > 1 || port === undefined || !isHost(host) || !isKeyName(name)) {
      err.write('akashi witness serve: need a folder: akashi witness serve DIR --log VKEY [--port N]\n');
      return 2;
    }
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    // Two witnesses with one memory could cosign two histories.
    const lock = takeFolder(folder);
    try {
      const witness = openWitness({
        folder,
        key: readKey(values.key ?? join(folder, 'key'), values.key === undefined ? name : undefined),
        logs: readLogs(join(folder, 'logs'), values.log ?? []),
        verifying: nodeVerifying,
        merkle: nodeMerkle,
        now: () => new Date(),
      });
      const server = witnessServer(witness);
      server.listen(port, host);
      await once(server, 'listening');
      const { port: taken } = server.address() as AddressInfo;
      const url = `http://${host.includes(':') ? `[${host}]` : host}:${taken}/`;
      const vkey = formatVerifierKey(witness.key);
      if (values.json) await writeJson(out, { url, vkey });
      else out.write(`${url}\n${vkey}\n`);
      await new Promise<void>((done) => {
        process.once('SIGINT', done);
        process.once('SIGTERM', done);
      });
      server.close();
      server.closeAllConnections();
    } finally {
      lock.release();
    }
    return 0;
  },
};
