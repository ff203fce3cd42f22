import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type SealEvidence, sealSummary } from '../logs/seal-evidence.ts';
import type { readSeals } from '../logs/seals.ts';
import type { TamperReport } from '../logs/tamper/tamper-report.ts';
import type { Organisation, SealSummary } from '../vocabulary/case-file.ts';
import { AkashiError } from '../vocabulary/error.ts';
import type { Command } from './command.ts';
import { writeJson } from './json.ts';
import type { trustFrom } from './ledger-verify-logs.ts';
import { readPaths } from './log-reading.ts';
import { showProgress } from './progress.ts';
import { readingOptions, unusable } from './reading-options.ts';
import { summaries } from './summaries.ts';

const options = {
  json: { type: 'boolean', about: 'print the result as JSON' },
  ledger: {
    type: 'string',
    about: 'folder of the ledger that sealed these logs: the lines are compared with their seals',
  },
  vkey: {
    type: 'string',
    about:
      "the ledger's verifier key, or a file that holds it, noted elsewhere; else the one in its own settings is believed",
  },
  policy: {
    type: 'string',
    about: "file of a tlog-policy: witnesses to believe; else those of the ledger's own settings",
  },
  org: { type: 'string', about: 'org.yaml, for its maintenance windows' },
  ...readingOptions,
} as const;

/** One line a sign, strong first, for a person. */
function asText({ verdict, signs, notVisible }: TamperReport): string {
  const order = { strong: 0, weak: 1, defect: 2 } as const;
  const lines = [...signs]
    .sort((a, b) => order[a.strength] - order[b.strength])
    .map(({ strength, kind, path, fromLine, toLine, p, statement }) => {
      const place = fromLine === null ? path : `${path}:${fromLine}${toLine === null ? '' : `-${toLine}`}`;
      const chance =
        p === null ? '' : ` (by chance in an untouched log: ${p < 1e-6 ? '< 0.000001' : p.toPrecision(2)})`;
      return `${strength.padEnd(7)} ${kind.padEnd(13)} ${place}\n        ${statement.en}${chance}\n`;
    });
  const blind = [...new Map(notVisible.map(({ id, what }) => [id, what.en]))].map(([id, en]) => `  ${id}: ${en}\n`);
  return `${verdict}\n${lines.join('')}\nNot visible from these files:\n${blind.join('')}`;
}

/** What seals say beside the signs: since when, by whose clock, and what they do not reach. */
function sealsAsText(seals: SealEvidence): string {
  const files = seals.files.map((file) =>
    file.stream === null
      ? `  ${file.path}: never sealed\n`
      : `  ${file.path}: ${file.sealedLines} sealed lines, ${file.changed.length} differences, the last ${file.unsealedTail} not sealed; first sealed ${file.firstSealedAt ?? '–'} (own clock), first seen by somebody else ${file.firstExternalAt ?? 'never'}\n${file.gaps.map(({ beforeLine, why }) => `    gap before line ${beforeLine}: ${why}\n`).join('')}`,
  );
  const problems = seals.problems.map(({ where, message }) => `  ${where}: ${message.en}\n`);
  const head = seals.ledgerHolds ? 'verifies' : 'DOES NOT VERIFY: nothing it says counts';
  return `\nSeals in ${seals.ledger} (${head}):\n${problems.join('')}${files.join('')}${seals.limits.map(({ en }) => `  - ${en}\n`).join('')}`;
}

async function maintenanceOf(path: string): Promise<Organisation['maintenance']> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (cause) {
    throw new AkashiError('input/unreadable', `${path} cannot be read`, { cause });
  }
  const { readOrganisation } = await import('../custody/organisation.ts');
  return readOrganisation({ path, sha256: createHash('sha256').update(bytes).digest('hex'), bytes }).maintenance;
}

/** What the ledger says of the logs. The ledger's code is loaded where one is named. */
async function sealsOf(
  values: Parameters<typeof trustFrom>[0] & { readonly ledger?: string | undefined },
  logs: Parameters<typeof readSeals>[1],
  now: Date,
): Promise<(SealEvidence & { readonly summary: SealSummary }) | undefined> {
  if (values.ledger === undefined) return undefined;
  const [sealing, ledger] = await Promise.all([import('../logs/seals.ts'), import('./ledger-verify-logs.ts')]);
  const place = { path: values.ledger, shown: values.ledger };
  const seals = await sealing.readSeals(place, logs, { now, trust: ledger.trustFrom(values) });
  return { ...seals, summary: sealSummary(seals) };
}

export const logsTamper: Command = {
  name: 'logs tamper',
  summary: summaries['logs tamper'],
  usage: ['logs tamper PATH… [--store DIR | --clickhouse URL] [--org YAML] [--ledger DIR [--vkey KEY]] [--json]'],
  options,
  async run(argv, { out, err }) {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    if (positionals.length === 0) {
      err.write('akashi logs tamper: needs a file or folder: akashi logs tamper PATH…\n');
      return 2;
    }
    const problem = unusable(values);
    if (problem) {
      err.write(`akashi logs tamper: ${problem}\n`);
      return 2;
    }
    const now = new Date(values.now ?? Date.now());
    const maintenance = values.org === undefined ? [] : await maintenanceOf(values.org);
    const progress = showProgress(err);
    const reading = readPaths(positionals, values, progress);
    const { store, refused, answers } = await reading.logs.finally(progress.end);
    try {
      const seals = await sealsOf(values, { store, inputs: reading.inputs }, now);
      const known = { maintenance, ...(seals?.ledgerHolds ? { sealed: seals.files } : {}) };
      const ask = async () => {
        const { findTamperSigns } = await import('../logs/tamper/find-tamper-signs.ts');
        return findTamperSigns(store, known);
      };
      const report = answers ? await answers.once(['tamper', JSON.stringify(known)], ask) : await ask();
      if (values.json) await writeJson(out, seals ? { ...report, seals: seals.summary } : report);
      else out.write(`${asText(report)}${seals ? sealsAsText(seals) : ''}`);
      const unread = [...reading.unlisted, ...refused];
      for (const { path, reason } of unread) err.write(`akashi logs tamper: ${path}: ${reason.en}\n`);
      // A ledger that does not verify was altered itself: that is no good answer either.
      if (report.verdict === 'altered' || report.verdict === 'suspect' || seals?.ledgerHolds === false) return 1;
      return unread.length > 0 ? 3 : 0;
    } finally {
      await store.close();
    }
  },
};
