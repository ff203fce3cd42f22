import { parseArgs } from 'node:util';
import { keepAnchor, openLogFolder, sourceOf } from '../ledger/log-folder.ts';
import { filesToSeal, type SealReport, sealFiles } from '../ledger/seal.ts';
import type { Command, Streams } from './command.ts';
import { writeJson } from './json.ts';
import { summaries } from './summaries.ts';

const options = {
  follow: { type: 'boolean', about: 'go on sealing what is added, every 10 seconds, until stopped' },
  key: { type: 'string', about: "file of the log's signer key, where it is not where init found it" },
  json: { type: 'boolean', about: 'print one JSON object (with --follow, one a round in which something was sealed)' },
} as const;

/** The longest a line stays unsealed while followed: what is changed before that is not noticed. */
const ROUND_MS = 10_000;

async function say(report: SealReport, { out, err }: Streams, asJson: boolean | undefined): Promise<void> {
  const { sealed, gaps, unreadable } = report;
  if (asJson) await writeJson(out, { sealed, gaps, unreadable });
  else {
    for (const { path, fromLine, toLine, index } of sealed)
      out.write(`${path}: lines ${fromLine} to ${toLine} in entry ${index}\n`);
  }
  for (const { path, why } of gaps) err.write(`${path}: ${why}\n`);
  for (const path of unreadable)
    err.write(`${path}: not sealed: it cannot be read, or is packed in a way that is not unpacked here\n`);
}

export const ledgerSeal: Command = {
  name: 'ledger seal',
  summary: summaries['ledger seal'],
  usage: ['ledger seal DIR PATH… [--follow]'],
  options,
  async run(argv, streams) {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    const [folder, ...paths] = positionals;
    if (folder === undefined || paths.length === 0) {
      streams.err.write('akashi ledger seal: need a log and files: akashi ledger seal DIR PATH…\n');
      return 2;
    }
    let isStopped = false;
    let wake: () => void = () => undefined;
    const stop = () => {
      isStopped = true;
      wake();
    };
    if (values.follow) {
      process.once('SIGINT', stop);
      process.once('SIGTERM', stop);
    }
    const log = await openLogFolder(folder, {
      now: () => new Date(),
      publishesAlone: false,
      ...(values.key === undefined ? {} : { keyFile: values.key }),
    });
    let isAllRead = true;
    try {
      for (;;) {
        const found = filesToSeal(paths);
        const report = await sealFiles(found.files, {
          folder,
          log,
          source: sourceOf(folder),
          now: () => new Date(),
          sealsOpenEnd: !values.follow,
        });
        await log.publish();
        if (report.sealed.length > 0) await keepAnchor(folder);
        const whole = { ...report, unreadable: [...found.unreadable, ...report.unreadable] };
        isAllRead = whole.unreadable.length === 0;
        if (!values.follow || report.sealed.length > 0 || report.gaps.length > 0)
          await say(whole, streams, values.json);
        if (!values.follow || isStopped) break;
        await new Promise<void>((done) => {
          const timer = setTimeout(done, ROUND_MS);
          wake = () => {
            clearTimeout(timer);
            done();
          };
        });
      }
    } finally {
      await log.close();
    }
    return isAllRead ? 0 : 3;
  },
};
