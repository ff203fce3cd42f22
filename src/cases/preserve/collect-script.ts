// A script that a person reads before running: it only reads, says what it does, and writes down everything it did.
import {
  clockOffset,
  collectorAndClock,
  copyFiles,
  copyNamed,
  keepOutput,
  noteStep,
  opening,
  openRecord,
  requireCall,
  sealRecord,
} from './collect-shell.ts';
import { alwaysFirst, type Step, type SystemTemplate } from './templates.ts';

export type CollectOptions = {
  /** Name of the host, for the folder and the record; letters, digits, dot and dash. */
  readonly system: string;
  readonly templates: readonly SystemTemplate[];
  /** YYYY-MM-DD: how far back a journal is exported. */
  readonly since: string;
};

/** Inside single quotes nothing is special but the quote itself. */
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

function call({ id, kind, needs }: Step, words: string): string {
  switch (kind) {
    case 'files':
      return `files ${quoted(id)} ${words}`;
    case 'shown':
      return `shown ${quoted(id)} ${quoted(needs)} ${words}`;
    case 'files-named-by':
      return `named_by ${quoted(id)} ${quoted(needs)} ${quoted(words)}`;
    case 'command':
      return `keep ${quoted(id)} ${quoted(needs)} ${quoted(words)}`;
  }
}

function stepLine(step: Step, since: string): string {
  const words = step.run.replaceAll('{since}', since);
  // A command is run by a shell of its own: that its text does not expand here is meant.
  const aside = (step.kind === 'command' || step.kind === 'files-named-by') && words.includes('$');
  return `${aside ? '# shellcheck disable=SC2016 # expanded by the shell that runs it\n' : ''}${call(step, words)}`;
}

/**
 * The script for one host: what is always asked first, then the steps of each template in its order.
 *
 * @throws RangeError for a name or date that could mean something to a shell
 */
export function collectScript({ system, templates, since }: CollectOptions): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9.-]{0,62}$/.test(system))
    throw new RangeError('a system is named with letters, digits, dot and dash');
  if (!/^\d{4}-\d{2}-\d{2}$/.test(since)) throw new RangeError('since is a date');
  const steps = alwaysFirst.map((step) => stepLine(step, since));
  for (const template of templates)
    steps.push('', `# ${template.id}`, ...template.steps.map((step) => stepLine(step, since)));
  const parts = [
    opening(system),
    requireCall(system),
    collectorAndClock,
    openRecord(system),
    clockOffset,
    noteStep(system),
    keepOutput,
    copyFiles(system),
    copyNamed,
    steps.join('\n'),
    sealRecord,
  ];
  return `${parts.join('\n\n')}\n`;
}
