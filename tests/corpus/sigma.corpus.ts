// SigmaHQ rules as they are: read, compiled, and the SQL held against a matcher written apart from it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadRules } from '../../src/logs/sigma/load-rules.ts';
import { parseSigma } from '../../src/logs/sigma/parse-sigma.ts';
import { compareWithEngine, detectionOf } from '../sigma/compare-with-engine.ts';
import type { CorpusSuite } from './suite.ts';

const folders = (root: string) =>
  readdirSync(join(root, 'sigma'))
    .filter((name) => name.startsWith('rules'))
    .map((name) => join(root, 'sigma', name));

const EVENTS_PER_RULE = 200;

export const suites: readonly CorpusSuite[] = [
  {
    id: 'sigma.parse',
    bar: 1,
    async run(root) {
      const { counts, refused } = loadRules(folders(root), false);
      return {
        of: counts.rules,
        passed: counts.parsed,
        misses: refused.filter(({ stage }) => stage === 'parse').map(({ path, reason }) => `${path}: ${reason}`),
      };
    },
  },
  {
    id: 'sigma.compile',
    bar: 0.99,
    async run(root) {
      const { counts, refused } = loadRules(folders(root), false);
      return {
        of: counts.rules,
        passed: counts.compiled,
        misses: refused.map(({ path, stage, reason }) => `${path}: ${stage}: ${reason}`),
      };
    },
  },
  {
    id: 'sigma.specification-samples',
    bar: 1,
    async run(root) {
      const samples = join(root, 'sigma', 'spec', 'tests', 'schema');
      const files = readdirSync(samples, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yml'));
      const misses = files.flatMap((name) => {
        const { documents, refused } = parseSigma(readFileSync(join(samples, name), 'utf8'), name);
        return documents.length > 0 && refused.length === 0
          ? []
          : [`${name}: ${refused[0]?.reason ?? 'nothing in it'}`];
      });
      return { of: files.length, passed: files.length - misses.length, misses };
    },
  },
  {
    id: 'sigma.sql-equals-matcher',
    bar: 1,
    async run(root) {
      const { rules } = loadRules(folders(root), false);
      const texts = rules.map((rule) => ({
        rule,
        detection: detectionOf(readFileSync(rule.rule.path, 'utf8'), rule.rule.document),
      }));
      const { compared, differences } = await compareWithEngine(texts, EVENTS_PER_RULE);
      return {
        of: compared,
        passed: compared - differences.length,
        misses: differences.map(({ title, event, sql }) => `${title}: SQL says ${sql}: ${event}`),
      };
    },
  },
];
