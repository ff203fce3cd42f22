#!/usr/bin/env node
import { existsSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { AkashiError } from '../vocabulary/error.ts';
import { version } from '../vocabulary/version.ts';
import type { Command, ExitCode, Streams } from './command.ts';
import { summaries } from './summaries.ts';
import { forPeople } from './terminal.ts';

type Loading = Readonly<Record<string, () => Promise<Command>>>;

// By what they are for, the main job first. Loaded when asked for, so that `akashi verify` starts without the log engine.
const groups: readonly { readonly about: string; readonly commands: Loading }[] = [
  {
    about: 'one complaint, from the first hour to the correction',
    commands: {
      investigate: async () => (await import('./investigate.ts')).investigateCommand,
      preserve: async () => (await import('./preserve.ts')).preserve,
      letter: async () => (await import('./letter.ts')).letter,
      lint: async () => (await import('./lint.ts')).lint,
      approve: async () => (await import('./approve.ts')).approve,
      review: async () => (await import('./review.ts')).review,
      clocks: async () => (await import('./clocks.ts')).clocks,
      report: async () => (await import('./report.ts')).report,
      counsel: async () => (await import('./counsel.ts')).counsel,
    },
  },
  {
    about: 'one question to one kind of source',
    commands: {
      'logs read': async () => (await import('./logs-read.ts')).logsRead,
      'logs detect': async () => (await import('./logs-detect.ts')).logsDetect,
      'logs tamper': async () => (await import('./logs-tamper.ts')).logsTamper,
      drill: async () => (await import('./drill.ts')).drill,
      mail: async () => (await import('./mail.ts')).mail,
      address: async () => (await import('./address.ts')).address,
      pages: async () => (await import('./pages.ts')).pages,
      weigh: async () => (await import('./weigh.ts')).weighCommand,
    },
  },
  {
    about: 'asking somebody outside, on purpose',
    commands: {
      'lookup breaches': async () => (await import('./lookup-breaches.ts')).lookupBreaches,
      'lookup dns': async () => (await import('./lookup-dns.ts')).lookupDns,
    },
  },
  {
    about: 'proof: the pack, and the ledger that seals logs beforehand',
    commands: {
      verify: async () => (await import('./verify.ts')).verify,
      'ledger init': async () => (await import('./ledger-init.ts')).ledgerInit,
      'ledger seal': async () => (await import('./ledger-seal.ts')).ledgerSeal,
      'ledger verify-logs': async () => (await import('./ledger-verify-logs.ts')).ledgerVerifyLogs,
      'ledger append': async () => (await import('./ledger-append.ts')).ledgerAppend,
      'ledger prove': async () => (await import('./ledger-prove.ts')).ledgerProve,
      'ledger verify': async () => (await import('./ledger-verify.ts')).ledgerVerify,
      'ledger anchor': async () => (await import('./ledger-anchor.ts')).ledgerAnchor,
      'ledger serve': async () => (await import('./ledger-serve.ts')).ledgerServe,
      'ledger custody': async () => (await import('./ledger-custody.ts')).ledgerCustody,
      'ledger gc': async () => (await import('./ledger-gc.ts')).ledgerGc,
      'witness serve': async () => (await import('./witness-serve.ts')).witnessServe,
    },
  },
  {
    about: 'Akashi itself put to the test',
    commands: {
      'rules check': async () => (await import('./rules-check.ts')).rulesCheck,
      simulate: async () => (await import('./simulate.ts')).simulateCommand,
    },
  },
];

const commands: Loading = Object.assign({}, ...groups.map((group) => group.commands));

/** Columns that a list of commands takes: a terminal of 100, with something to spare. */
const COLUMNS = 98;
const NAME_COLUMNS = Math.max(...Object.keys(commands).map((name) => name.length)) + '  akashi   '.length;

/** A name, and beside it what it is for, on as many lines as that takes. */
function listed(name: string): string {
  const summary = isSummarised(name) ? summaries[name] : '';
  const lines: string[] = [];
  let line = '';
  for (const word of summary.split(' ')) {
    if (line !== '' && NAME_COLUMNS + line.length + 1 + word.length > COLUMNS) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return `${`  akashi ${name}`.padEnd(NAME_COLUMNS)}${[...lines, line].join(`\n${' '.repeat(NAME_COLUMNS)}`)}\n`;
}
const isSummarised = (name: string): name is keyof typeof summaries => Object.hasOwn(summaries, name);

/** All commands by group; those that begin with `word` alone, where it begins any. */
function namesBelow(word: string | undefined): string {
  const begun = Object.keys(commands).filter((name) => name.split(' ')[0] === word);
  if (begun.length > 0) return begun.map(listed).join('');
  return groups.map(({ about, commands: own }) => `${about}\n${Object.keys(own).map(listed).join('')}`).join('\n');
}

function help(word?: string): string {
  return `akashi ${version}: evidence for the day a customer writes "you leaked my address"\n\n${namesBelow(word)}\nThe main job: akashi investigate my-case --out result\nakashi <command> --help explains each.\n`;
}

function helpFor(command: Command): string {
  const usage = command.usage.map((line) => `  akashi ${line}`).join('\n');
  const options = Object.entries(command.options).map(([name, { type, short, about }]) => {
    const left = `${short ? `-${short}, ` : ''}--${name}${type === 'string' ? ' …' : ''}`;
    return `  ${left.padEnd(24)} ${about}`;
  });
  return `akashi ${command.name}: ${command.summary}\n\n${usage}\n${options.length ? `\n${options.join('\n')}\n` : ''}`;
}

/** The two-word command wins over the one-word one: `logs read` before `logs`. */
function find(argv: readonly string[]): { name: string; rest: readonly string[] } | undefined {
  const two = argv.slice(0, 2).join(' ');
  if (argv.length > 1 && two in commands) return { name: two, rest: argv.slice(2) };
  const [one] = argv;
  return one !== undefined && Object.hasOwn(commands, one) ? { name: one, rest: argv.slice(1) } : undefined;
}

/** parseArgs errors are the user's typing, not our mistake. */
function isUsageError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

export async function main(argv: readonly string[], streams: Streams): Promise<ExitCode> {
  const [first] = argv;
  if (first === '--version') {
    streams.out.write(`${version}\n`);
    return 0;
  }
  const found = find(argv);
  const load = found && commands[found.name];
  if (!found || !load) {
    // `akashi ledger` is the beginning of several commands: those are what is looked for.
    const isBeginning = Object.keys(commands).some((name) => name.startsWith(`${first} `));
    const asked =
      first === undefined || first === '--help' || first === 'help' || (isBeginning && argv.includes('--help'));
    const wrong = isBeginning ? `akashi: "${first}" goes with a second word` : `akashi: no command "${first}"`;
    (asked ? streams.out : streams.err).write(asked ? help(first) : `${wrong}\n\n${help(first)}`);
    return asked ? 0 : 2;
  }
  const command = await load();
  if (found.rest.includes('--help')) {
    streams.out.write(helpFor(command));
    return 0;
  }
  try {
    return await command.run(found.rest, streams);
  } catch (error) {
    if (isUsageError(error)) {
      streams.err.write(`akashi ${found.name}: ${error.message}\n`);
      return 2;
    }
    if (!(error instanceof AkashiError)) throw error;
    streams.err.write(
      `akashi ${found.name}: ${error.message}${error.hint ? `\n  ${error.hint}` : ''} [${error.code}]\n`,
    );
    return 3;
  }
}

/** Every command by group, in order: for pages that are derived from them. */
export function loadCommands(): Promise<{ readonly about: string; readonly commands: readonly Command[] }[]> {
  return Promise.all(
    groups.map(async ({ about, commands: own }) => ({
      about,
      commands: await Promise.all(Object.values(own).map((load) => load())),
    })),
  );
}

/** True when this file was started, through a link or not, rather than imported. */
function isStarted(): boolean {
  const [, started] = process.argv;
  return started !== undefined && existsSync(started) && realpathSync(started) === fileURLToPath(import.meta.url);
}

if (isStarted()) {
  // A reader that stops early (`akashi … | head`) is no error of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  const argv = process.argv.slice(2);
  const out = argv.includes('--json') ? process.stdout : forPeople(process.stdout);
  process.exitCode = await main(argv, { out, err: forPeople(process.stderr) });
}
