import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Exposure } from '../../src/pages/exposure.ts';
import { findExposed } from '../../src/pages/find-exposed.ts';
import type { CorpusSuite } from './suite.ts';

type Label = {
  readonly file: string;
  readonly technique: string;
  readonly level: string;
  readonly visible: boolean;
  readonly addresses: readonly string[];
};
type Case = { readonly label: Label; readonly found: readonly Exposure[] };

const folder = (root: string) => join(root, 'mail/exposure/labelled');

function cases(root: string): readonly Case[] {
  const labels = readFileSync(join(folder(root), 'labels.jsonl'), 'utf8')
    .trim()
    .split('\n');
  return labels.map((line) => {
    const label = JSON.parse(line) as Label;
    return { label, found: findExposed(readFileSync(join(folder(root), label.file)), label.file) };
  });
}

/** Of the addresses expected at one level, those found, wherever and however. */
function recall(level: string, bar: number): CorpusSuite {
  return {
    id: `pages.recall-${level}`,
    bar,
    async run(root) {
      let [of, passed] = [0, 0];
      const misses: string[] = [];
      for (const { label, found } of cases(root)) {
        if (label.level !== level) continue;
        for (const address of label.addresses) {
          of += 1;
          if (found.some((one) => one.address === address)) passed += 1;
          else misses.push(`${label.file}: ${address} not found`);
        }
      }
      return { of, passed, misses };
    },
  };
}

export const suites: readonly CorpusSuite[] = [
  recall('plain', 1),
  recall('entity', 1),
  recall('cf', 1),
  recall('munge', 0.9),
  recall('js', 0.75),
  {
    id: 'pages.precision',
    bar: 0.98,
    async run(root) {
      const misses: string[] = [];
      let of = 0;
      for (const { label, found } of cases(root)) {
        for (const address of new Set(found.map((one) => one.address))) {
          of += 1;
          if (!label.addresses.includes(address)) misses.push(`${label.file}: ${address} is not there`);
        }
      }
      return { of, passed: of - misses.length, misses };
    },
  },
  {
    id: 'pages.negatives',
    bar: 1,
    async run(root) {
      const negatives = cases(root).filter(({ label }) => label.level === 'none');
      const wrong = negatives.filter(({ found }) => found.length > 0);
      return {
        of: negatives.length,
        passed: negatives.length - wrong.length,
        misses: wrong.map(({ label }) => label.file),
      };
    },
  },
  {
    id: 'pages.level',
    bar: 0.95,
    async run(root) {
      const misses: string[] = [];
      let of = 0;
      for (const { label, found } of cases(root)) {
        for (const address of label.addresses) {
          of += 1;
          const levels = new Set(found.filter((one) => one.address === address).map(({ level }) => level));
          if (levels.size !== 1 || !levels.has(label.level as Exposure['level'])) {
            misses.push(`${label.file}: ${[...levels].join(' ')} instead of ${label.level}`);
          }
        }
      }
      return { of, passed: of - misses.length, misses };
    },
  },
  {
    id: 'pages.visible',
    bar: 0.95,
    async run(root) {
      const misses: string[] = [];
      let of = 0;
      for (const { label, found } of cases(root)) {
        for (const address of label.addresses) {
          of += 1;
          if (found.some((one) => one.address === address && one.visible) !== label.visible)
            misses.push(`${label.file}: visible`);
        }
      }
      return { of, passed: of - misses.length, misses };
    },
  },
  {
    // What stands between the byte offsets is the address, wherever it is written plainly.
    id: 'pages.offsets',
    bar: 1,
    async run(root) {
      const misses: string[] = [];
      let of = 0;
      for (const { label, found } of cases(root)) {
        const bytes = readFileSync(join(folder(root), label.file));
        for (const one of found) {
          if (one.level !== 'plain' || /xn--|pdf|munge/.test(one.address + one.technique)) continue;
          of += 1;
          const there = bytes.subarray(one.byteStart, one.byteEnd).toString('utf8');
          if (decodeURIComponent(there.replace(/\r?\n[ \t]/g, '')).toLowerCase() !== one.address.toLowerCase()) {
            misses.push(`${label.file}: ${one.technique} points elsewhere`);
          }
        }
      }
      return { of, passed: of - misses.length, misses };
    },
  },
  {
    // Feeds and microformats written by others: an address that stands in the file in plain text is found.
    id: 'pages.feeds',
    bar: 1,
    async run(root) {
      const misses: string[] = [];
      let of = 0;
      for (const area of ['feedparser', 'microformats']) {
        const inside = join(root, 'mail/exposure', area);
        if (!existsSync(inside)) continue;
        for (const name of readdirSync(inside).sort()) {
          const bytes = readFileSync(join(inside, name));
          const text = bytes.toString('latin1');
          const plain = new Set(text.match(/\b[a-z][a-z0-9.]{0,30}@[a-z0-9-]{1,30}\.(?:com|org|net|example)\b/g) ?? []);
          const found = findExposed(bytes, name);
          for (const address of plain) {
            of += 1;
            if (!found.some((one) => one.address === address)) misses.push(`${area}/${name}: ${address}`);
          }
        }
      }
      return { of, passed: of - misses.length, misses };
    },
  },
];
