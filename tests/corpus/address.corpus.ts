import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { providerOf } from '../../src/custody/guess/provider.ts';
import type { CorpusSuite } from './suite.ts';

export const suites: readonly CorpusSuite[] = [
  {
    // Carrier domains collected from elsewhere are carriers to us.
    id: 'address.carriers',
    bar: 0.95,
    async run(root) {
      const rows = readFileSync(join(root, 'mail/lists/jp-carriers.tsv'), 'utf8').split('\n');
      const domains = rows.filter((row) => row !== '' && !row.startsWith('#')).map((row) => row.split('\t')[0] ?? '');
      const misses = domains.filter((domain) => providerOf(domain).kind !== 'carrier');
      return { of: domains.length, passed: domains.length - misses.length, misses };
    },
  },
  {
    id: 'address.disposable',
    bar: 0.9,
    async run(root) {
      const rows = readFileSync(join(root, 'mail/lists/disposable_email_blocklist.conf'), 'utf8').split('\n');
      const domains = rows.map((row) => row.trim()).filter((row) => row !== '' && !row.startsWith('#'));
      const misses = domains.filter((domain) => providerOf(domain).kind !== 'disposable');
      return { of: domains.length, passed: domains.length - misses.length, misses };
    },
  },
];
