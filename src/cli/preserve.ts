import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { cardText, firstHourCard } from '../cases/preserve/card.ts';
import { checkCopies } from '../cases/preserve/check-copies.ts';
import { collectScript } from '../cases/preserve/collect-script.ts';
import { holdList } from '../cases/preserve/hold-list.ts';
import { type SystemTemplate, systemTemplates } from '../cases/preserve/templates.ts';
import { readOrganisation, unknownOrganisation } from '../custody/organisation.ts';
import { readSmall } from '../store/case-folder.ts';
import { collectionsIn, readCollection } from '../store/collections.ts';
import { openOutput } from '../store/output-folder.ts';
import { typeset } from '../store/typesetter.ts';
import { AkashiError } from '../vocabulary/error.ts';
import type { Command, ExitCode, Streams } from './command.ts';
import { writeJson } from './json.ts';
import { summaries } from './summaries.ts';

const kinds = systemTemplates.map(({ id }) => id);

const options = {
  out: {
    type: 'string',
    about: 'folder for the hold list and the collection scripts: new or empty, or an earlier output',
  },
  org: { type: 'string', about: 'org.yaml: who we are' },
  system: {
    type: 'string',
    multiple: true,
    about: `a host and its kinds, such as web1=web,login (kinds: ${kinds.join(', ')}); all kinds unless given`,
  },
  case: { type: 'string', about: 'case number' },
  by: { type: 'string', about: 'who orders the hold' },
  since: { type: 'string', about: 'how far back a journal is exported, YYYY-MM-DD (90 days unless given)' },
  check: { type: 'string', about: 'check collected copies below this folder instead' },
  now: { type: 'string', about: 'the present, ISO 8601; for repeating a run byte for byte' },
  json: { type: 'boolean', about: 'print the result as JSON' },
} as const;

type Values = ReturnType<typeof read>['values'];
const read = (argv: readonly string[]) => parseArgs({ args: [...argv], options, allowPositionals: false });

type System = { readonly name: string; readonly templates: readonly SystemTemplate[] };

const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

/** `web1=web,login` → the templates of that host; undefined for a kind that does not exist. */
function systemOf(text: string): System | undefined {
  const [name = '', list] = text.split('=', 2);
  const wanted = list === undefined ? kinds : list.split(',');
  const unknown = wanted.find((kind) => !kinds.includes(kind));
  if (unknown !== undefined || !/^[A-Za-z0-9][A-Za-z0-9.-]{0,62}$/.test(name)) return undefined;
  return { name, templates: systemTemplates.filter(({ id }) => wanted.includes(id)) };
}

/** Asked on a terminal only; a pipe gets the places to fill. */
async function ask(question: string, given: string | undefined, { err }: Streams): Promise<string | null> {
  if (given !== undefined) return given;
  if (!process.stdin.isTTY) return null;
  const line = createInterface({ input: process.stdin, output: err });
  try {
    return (await line.question(`${question} `)).trim() || null;
  } finally {
    line.close();
  }
}

async function write(values: Values, out: string, streams: Streams): Promise<ExitCode> {
  const now = new Date(values.now ?? Date.now());
  if (Number.isNaN(now.getTime())) {
    streams.err.write('akashi preserve: --now wants a time like 2026-11-22T07:00:00+09:00\n');
    return 2;
  }
  if (values.since !== undefined && !isDay(values.since)) {
    streams.err.write('akashi preserve: --since wants a day like 2026-11-22\n');
    return 2;
  }
  const systems = (values.system ?? ['server']).flatMap((text) => systemOf(text) ?? []);
  if (systems.length < (values.system?.length ?? 1)) {
    streams.err.write(
      `akashi preserve: --system wants a host and kinds of ${kinds.join(', ')}, like --system web1=web,login\n`,
    );
    return 2;
  }
  // Read for its refusals: a broken org.yaml is better found now than in the middle of the case.
  const organisation = values.org === undefined ? unknownOrganisation : readOrganisation(readSmall(values.org, null));
  const from = now.toISOString().slice(0, 10);
  const since = values.since ?? new Date(now.getTime() - 90 * 86_400_000).toISOString().slice(0, 10);
  const caseNumber = await ask('Case number?', values.case, streams);
  const orderedBy = await ask('Who orders the hold?', values.by, streams);
  const pending = openOutput(out);
  try {
    pending.write('hold.md', holdList({ caseNumber, orderedBy, from, until: null, systems }));
    // The record that `ledger gc`, erasing and pruning obey, once it stands beside a log.
    const scope = `${systems.map(({ name }) => name).join(', ')}; register, exports, backups`;
    const hold = {
      case: caseNumber ?? 'not numbered',
      scope,
      by: orderedBy ?? 'not said',
      from: now.toISOString(),
      until: null,
    };
    pending.write('holds.json', `${JSON.stringify([hold], null, 1)}\n`);
    for (const { name, templates } of systems) {
      pending.write(`collect.${name}.sh`, collectScript({ system: name, templates, since }));
    }
    for (const lang of ['ja', 'en'] as const) {
      const names = systems.map(({ name }) => name);
      const card = firstHourCard({ caseNumber, orderedBy, organisation, systems: names, now: now.getTime() }, lang);
      pending.write(`card.${lang}.txt`, cardText(card));
      pending.write(`card.${lang}.pdf`, (await typeset('card', card)).pdf);
    }
    const files = pending.list();
    pending.publish();
    if (values.json) await writeJson(streams.out, { out, files });
    else {
      streams.out.write(`${files.map(({ path }) => `${out}/${path}`).join('\n')}\n`);
      streams.out.write(
        'Next: read the scripts, copy each to its host, run it there, bring the collected folders here, then\n',
      );
      streams.out.write(`  akashi preserve --check ${out}\n`);
    }
    return 0;
  } finally {
    pending.discard();
  }
}

async function check(folder: string, json: boolean, { out, err }: Streams): Promise<ExitCode> {
  if (!existsSync(folder)) throw new AkashiError('input/unreadable', `${folder}: no such folder`);
  const folders = collectionsIn(folder);
  if (folders.length === 0) {
    err.write(
      `akashi preserve: nothing collected in ${folder}: expected folders with acquisition.csv and SHA256SUMS\n`,
    );
    return 3;
  }
  const results = [];
  for (const path of folders) results.push(checkCopies(await readCollection(path)));
  if (json) await writeJson(out, { collections: results });
  else {
    for (const { path, ok, files, since, digest, problems } of results) {
      out.write(`${path}: ${ok ? 'as collected' : 'NOT as collected'}, ${files} files\n`);
      out.write(since ? `  a change after ${since} would show` : '  it cannot be said since when a change would show');
      out.write(digest ? `, as long as this is what was written down then: ${digest}\n` : '\n');
      for (const { where, message } of problems) out.write(`  ${where}: ${message.en}\n`);
    }
  }
  return 0;
}

export const preserve: Command = {
  name: 'preserve',
  summary: summaries.preserve,
  usage: ['preserve --out DIR [--org YAML] [--system HOST=KIND,…]', 'preserve --check DIR [--json]'],
  options,
  async run(argv, streams) {
    const { values } = read(argv);
    if (values.check !== undefined) return check(values.check, values.json ?? false, streams);
    if (values.out === undefined) {
      streams.err.write('akashi preserve: need --out DIR, or --check DIR\n');
      return 2;
    }
    return write(values, values.out, streams);
  },
};
