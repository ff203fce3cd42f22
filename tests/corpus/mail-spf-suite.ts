// The test suite of RFC 7208, when the corpus holds it: its zones are answers as recorded, its cases are envelopes.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { readDnsSnapshot, snapshotResolver } from '../../src/mail/sender/dns-snapshot.ts';
import { evaluateSpf } from '../../src/mail/sender/spf.ts';
import { tally } from './mail-files.ts';
import type { CorpusSuite } from './suite.ts';

type SpfDocument = {
  readonly zonedata: object;
  readonly tests: Readonly<
    Record<
      string,
      { readonly helo: string; readonly host: string; readonly mailfrom?: string; readonly result: string | string[] }
    >
  >;
};

const folderOf = (root: string) => join(root, 'mail/auth/suites');

function suiteFiles(root: string): string[] {
  const folder = folderOf(root);
  return existsSync(folder)
    ? readdirSync(folder).filter((name) => /spf|rfc7208/i.test(name) && /\.ya?ml$/.test(name))
    : [];
}

const spfSuite: CorpusSuite = {
  id: 'mail.spf-suite',
  bar: 1,
  async run(root) {
    const score = tally();
    for (const name of suiteFiles(root)) {
      // Strings of the suite stand for bytes.
      for (const document of parseAllDocuments(readFileSync(join(folderOf(root), name), 'latin1'))) {
        const suite: SpfDocument | null = document.toJS();
        const snapshot = readDnsSnapshot(suite?.zonedata ?? {});
        if (!suite || !snapshot) continue;
        for (const [id, { host, helo, mailfrom, result }] of Object.entries(suite.tests)) {
          const envelope = { ip: host, helo, sender: mailfrom ?? '' };
          const found = await evaluateSpf(envelope, snapshotResolver(snapshot, { complete: true }));
          score.note(
            [result].flat().includes(found.result),
            `${id}: ${found.result} for ${[result].flat().join(' or ')}`,
          );
        }
      }
    }
    return score;
  },
};

/** Only where there is something to run: a suite over nothing has not passed. */
export function spfSuites(root: string | undefined): readonly CorpusSuite[] {
  return root !== undefined && suiteFiles(root).length > 0 ? [spfSuite] : [];
}
