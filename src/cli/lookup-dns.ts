// `akashi lookup dns`: the names on which a mail's SPF, DKIM, DMARC and ARC rest, asked once and written down for `akashi mail --dns`.
import { parseArgs } from 'node:util';
import { splitMbox } from '../mail/message/mbox.ts';
import { type MailMessage, readMessageAt, sourceOf } from '../mail/message/message.ts';
import { firstNames, givesRecipientAway } from '../mail/sender/dns-questions.ts';
import { recordingText } from '../mail/sender/dns-snapshot.ts';
import { authenticate } from '../mail/sender/recompute.ts';
import { type Chain, readChain } from '../mail/sender/trust.ts';
import { dnsRecorder } from '../store/dns-recorder.ts';
import { requireFreeFile, writeWholeFile } from '../store/whole-file.ts';
import type { Command } from './command.ts';
import { FileReader, mailFiles } from './mail-files.ts';
import { summaries } from './summaries.ts';

const options = {
  send: { type: 'boolean', about: 'do ask; without it, the first names are printed and nothing is sent' },
  out: { type: 'string', about: 'file for the recording; must not exist yet' },
  server: {
    type: 'string',
    multiple: true,
    about: 'name servers to ask, by IP address (those of the system unless given)',
  },
  now: { type: 'string', about: 'the present, ISO 8601 with offset' },
} as const;

const MOST_BYTES = 64 << 20;

type Mail = { readonly message: MailMessage; readonly chain: Chain };

/** Undefined for what is missing, too large, or may not be read. */
function readOrNothing(reader: FileReader, path: string): Buffer | undefined {
  try {
    return reader.read(path, MOST_BYTES);
  } catch {
    return undefined;
  }
}

/** Every mail of the files; `refused` names those that are none. */
function readMails(paths: readonly string[]): { mails: Mail[]; refused: string[] } {
  const mails: Mail[] = [];
  const reader = new FileReader();
  const listed = paths.map(mailFiles);
  const refused = listed.flatMap((one) => one.refused);
  for (const path of listed.flatMap(({ files }) => files)) {
    const bytes = readOrNothing(reader, path);
    const source = bytes ? sourceOf(bytes) : '';
    const ranges = splitMbox(source) ?? [{ start: 0, end: source.length, line: 1 }];
    const read = ranges.flatMap((range) => readMessageAt(source, range) ?? []);
    if (read.length === 0) refused.push(path);
    mails.push(...read.map((message) => ({ message, chain: readChain(message.headers) })));
  }
  return { mails, refused };
}

const plan = (names: readonly string[], withheld: readonly string[]) =>
  [
    'These names would be asked of your name servers, and through them of whoever runs the domains: a spammer can see that',
    'somebody looks at the mail, and from which network.',
    ...names.map((name) => `  ${name}`),
    'and the names that these records refer to in turn (SPF includes, addresses of hosts). Names that hold the local part of a',
    `recipient or sender are not asked${withheld.length > 0 ? `; here: ${withheld.length}` : ''}.`,
    '',
  ].join('\n');

export const lookupDns: Command = {
  name: 'lookup dns',
  summary: summaries['lookup dns'],
  usage: ['lookup dns MAIL… [--send --out FILE] [--server IP…]'],
  options,
  async run(argv, { out, err }) {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    const now = values.now === undefined ? Date.now() : Date.parse(values.now);
    if (positionals.length === 0 || Number.isNaN(now) || (values.send && values.out === undefined)) {
      err.write('akashi lookup dns: need a mail, and --out with --send: akashi lookup dns MAIL… --send --out FILE\n');
      return 2;
    }
    const { mails, refused } = readMails(positionals);
    for (const path of refused) err.write(`akashi lookup dns: ${path}: no mail, not to be read, or too large\n`);
    const exit = refused.length > 0 ? 3 : 0;
    if (mails.length === 0) return exit;
    const wanted = mails.flatMap(({ message, chain }) => {
      const withheld = givesRecipientAway(message);
      return firstNames(message, chain).map((name) => ({ name, withheld: withheld(name) }));
    });
    const names = (isWithheld: boolean) => [
      ...new Set(wanted.filter(({ withheld }) => withheld === isWithheld).map(({ name }) => name)),
    ];
    await new Promise<void>((done, failed) => {
      err.write(plan(names(false).sort(), names(true)), (error) => (error ? failed(error) : done()));
    });
    if (!values.send || values.out === undefined) {
      err.write('Nothing was sent. Add --send --out FILE to do it.\n');
      return exit;
    }
    requireFreeFile(values.out);
    const recorder = dnsRecorder(values.server ?? []);
    for (const { message, chain } of mails) {
      await authenticate(message, chain, recorder.resolver(givesRecipientAway(message)));
    }
    const asked = recorder.asked();
    writeWholeFile(
      values.out,
      recordingText({ recordedAt: new Date(now).toISOString(), servers: recorder.servers, asked }),
    );
    const count = (key: string) => asked.filter((one) => key in one).length;
    out.write(
      `${asked.length} questions: ${count('answer')} answered, ${count('absent')} not there, ${count('failed')} failed, ${count('withheld')} not asked\n`,
    );
    return exit;
  },
};
