import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { logServer } from '../ledger/http-server.ts';
import { openLogFolder, readConfig, sourceOf } from '../ledger/log-folder.ts';
import type { Command } from './command.ts';
import { writeJson } from './json.ts';
import { isHost, parsePort } from './listen.ts';
import { summaries } from './summaries.ts';

const options = {
  port: { type: 'string', about: 'port to listen on; 0 takes a free one (default 8480)' },
  host: { type: 'string', about: 'address to listen on (default 127.0.0.1)' },
  add: {
    type: 'boolean',
    about: 'also answer POST /add (body: the entry; answer: its index): anyone who reaches it can add',
  },
  key: { type: 'string', about: "file of the log's signer key, where it is not where init found it (with --add)" },
  'publish-every': { type: 'string', about: 'with --add, least milliseconds between two checkpoints (default 10)' },
  json: { type: 'boolean', about: 'print {"url"} once it listens' },
} as const;

export const ledgerServe: Command = {
  name: 'ledger serve',
  summary: summaries['ledger serve'],
  usage: ['ledger serve DIR [--port N] [--host ADDRESS] [--add [--publish-every MS]]'],
  options,
  async run(argv, { out, err }) {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    const [folder] = positionals;
    const port = parsePort(values.port ?? '8480');
    const host = values.host ?? '127.0.0.1';
    const every = values['publish-every'] ?? '10';
    if (
      folder === undefined ||
      positionals.length > 1 ||
      port === undefined ||
      !isHost(host) ||
      !/^\d{1,7}$/.test(every)
    ) {
      err.write('akashi ledger serve: need a log: akashi ledger serve DIR [--port N] [--host ADDRESS] [--add]\n');
      return 2;
    }
    if (!values.add) readConfig(folder);
    const log = values.add
      ? await openLogFolder(folder, {
          now: () => new Date(),
          publishEveryMs: Number(every),
          collects: true,
          ...(values.key === undefined ? {} : { keyFile: values.key }),
          onWitnesses(reports) {
            for (const { name, result } of reports) {
              if (result.kind !== 'cosigned') err.write(`witness ${name}: ${result.kind}\n`);
            }
          },
        })
      : undefined;
    const server = logServer(sourceOf(folder), log);
    server.listen(port, host);
    await once(server, 'listening');
    const { port: taken } = server.address() as AddressInfo;
    const url = `http://${host.includes(':') ? `[${host}]` : host}:${taken}/`;
    if (values.json) await writeJson(out, { url });
    else out.write(`${url}\n`);
    await new Promise<void>((done) => {
      process.once('SIGINT', done);
      process.once('SIGTERM', done);
    });
    server.close();
    server.closeAllConnections();
    await log?.close();
    return 0;
  },
};
