// The main job's command line. Light on purpose: reading the logs is begun first, and what examines the case is loaded
// while their bytes are taken in.
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { millisecondsOf, parseWhen } from '../custody/instant.ts';
import { type CasePlaces, placesOfFolder, settingsIn } from '../store/case-folder.ts';
import { collectionsIn } from '../store/collections.ts';
import { requireUsableOutput } from '../store/output-folder.ts';
import { beginCaseLogs } from './case-logs.ts';
import type { Command } from './command.ts';
import { compileLater } from './compile-later.ts';
import { type InvestigateValues, investigateOptions, readInvestigate } from './investigate-options.ts';
import { showProgress } from './progress.ts';
import { unusable } from './reading-options.ts';
import { summaries } from './summaries.ts';

/** The folder sent/ beside a handling.yaml that was named alone. */
function sentBeside(handling: string): readonly string[] {
  const beside = join(dirname(handling), 'sent');
  return existsSync(beside) ? [beside] : [];
}

/** The holds that a ledger named alone obeys. */
function holdsOf(ledger: string): readonly string[] {
  const path = join(ledger, '.akashi', 'holds.json');
  return existsSync(path) ? [path] : [];
}

/** What an option names is used, whatever it is called. */
const namedByHand = (values: InvestigateValues): ReadonlySet<string> =>
  new Set(
    Object.values(values)
      .flat()
      .flatMap((value) => (typeof value === 'string' ? [resolve(value)] : [])),
  );

function placesFrom(values: InvestigateValues, folder: string | undefined): CasePlaces {
  const base: CasePlaces = folder
    ? placesOfFolder(folder)
    : {
        claim: null,
        spam: [],
        logs: [],
        register: null,
        exports: null,
        canaries: null,
        breaches: null,
        dns: null,
        pages: [],
        organisation: null,
        acquisition: null,
        collections: [],
        rotation: [],
        facts: null,
        handling: null,
        ledger: null,
        ledgerKey: null,
        ledgerPolicy: null,
        sent: [],
        approvals: null,
        holds: [],
        unnamed: [],
        folder: null,
      };
  const collections =
    values.acquisition?.endsWith('.csv') === false ? collectionsIn(values.acquisition) : base.collections;
  return {
    ...base,
    unnamed: base.unnamed.filter((name) => !namedByHand(values).has(resolve(folder ?? '', name))),
    claim: values.claim ?? base.claim,
    spam: values.spam ?? base.spam,
    logs: values.logs ?? base.logs,
    register: values.register ?? base.register,
    exports: values.exports ?? base.exports,
    canaries: values.canaries ?? base.canaries,
    breaches: values.breaches ?? base.breaches,
    dns: values.dns ?? base.dns,
    pages: values.pages ?? base.pages,
    organisation: values.org ?? base.organisation,
    acquisition: values.acquisition?.endsWith('.csv') ? values.acquisition : base.acquisition,
    collections,
    rotation: values.rotation ?? (values.acquisition === undefined ? base.rotation : settingsIn(collections)),
    facts: values.facts ?? base.facts,
    handling: values.handling ?? base.handling,
    ledger: values.ledger ?? base.ledger,
    ledgerPolicy: values.policy ?? base.ledgerPolicy,
    sent: values.handling === undefined ? base.sent : sentBeside(values.handling),
    holds: values.ledger === undefined ? base.holds : [...base.holds, ...holdsOf(values.ledger)],
  };
}

export const investigateCommand: Command = {
  name: 'investigate',
  summary: summaries.investigate,
  usage: [
    'investigate CASE_DIR --out DIR',
    'investigate --claim FILE [--spam PATH…] [--logs PATH…] [--register CSV] … --out DIR',
  ],
  options: investigateOptions,
  async run(argv, streams) {
    const { values, positionals } = readInvestigate(argv);
    const [folder, extra] = positionals;
    if (values.out === undefined || extra !== undefined || (folder === undefined && values.claim === undefined)) {
      streams.err.write('akashi investigate: need a case and --out: akashi investigate CASE_DIR --out DIR\n');
      return 2;
    }
    const seed = Number(values.seed ?? 1);
    const nowText = values.now === undefined ? undefined : parseWhen(values.now, 'UTC');
    if (!Number.isSafeInteger(seed) || seed < 0 || (values.now !== undefined && nowText === undefined)) {
      streams.err.write(
        'akashi investigate: --seed wants a whole number, --now a time like 2026-11-22T07:00:00+09:00\n',
      );
      return 2;
    }
    const problem = unusable({ clickhouse: values.clickhouse, cluster: values.cluster });
    if (problem) {
      streams.err.write(`akashi investigate: ${problem}\n`);
      return 2;
    }
    const now = nowText === undefined ? Math.floor(Date.now() / 1000) * 1000 : millisecondsOf(nowText, 'UTC');
    requireUsableOutput(values.out);
    compileLater();
    const places = placesFrom(values, folder);
    const progress = showProgress(streams.err);
    const reading = beginCaseLogs(places, values, now, progress);
    try {
      // Loading the code and reading the case would keep this thread from telling the engine what to take in.
      await reading?.taking;
      const { runInvestigation } = await import('./investigation.ts');
      return await runInvestigation(places, values, { out: values.out, seed, now, reading, progress }, streams);
    } finally {
      await reading?.abandon();
    }
  },
};
