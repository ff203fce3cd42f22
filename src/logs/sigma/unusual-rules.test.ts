// Rules as hardly anybody writes them, from the specification, with answers computed by hand from a log of twelve lines.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCorrelations } from '../detect/correlate.ts';
import { readShared } from '../engine/shared-engine.test-support.ts';
import type { LogStore } from '../port.ts';
import { type CompiledRules, loadRules } from './load-rules.ts';
import { matchRules } from './match-rules.ts';

/** One line every five minutes from midnight. */
const lines = [
  '192.0.2.1 "GET /index.html" 200 500 "-" "Mozilla/5.0"',
  '192.0.2.1 "GET /Admin/Panel.php?user=bob" 200 700 "-" "Mozilla/5.0"',
  '192.0.2.2 "GET /admin/panel.php?user=alice" 403 90 "-" "curl/8"',
  '198.51.100.7 "GET /files/report.pdf" 200 1048576 "https://a.example/files/report.pdf" "Mozilla/5.0"',
  '198.51.100.7 "POST /api?token=c2VjcmV0" 201 15 "-" "Go-http-client/1.1"',
  '10.1.2.3 "GET /api?cmd=-exec%20ls" 200 33 "-" "Mozilla/5.0"',
  '10.1.2.3 "GET /api?cmd=/exec%20ls" 200 33 "-" "Mozilla/5.0"',
  '2001:db8::7 "GET /x?y=1" 404 10 "-" "-"',
  '192.0.2.3 "GET /q?x=a%5Cb" 200 20 "-" "tool*star"',
  '192.0.2.3 "GET /q?x=line1%0Aline2end" 200 20 "-" "toolXstar"',
  '192.0.2.4 "DELETE /items/5" 204 0 "-" "Mozilla/5.0"',
  '192.0.2.4 "DELETE /items/6" 500 77 "-" "Mozilla/5.0"',
].map((line, i) => {
  const [, client = '', request = '', rest = ''] = /^(\S+) "([^"]*)" (.*)$/.exec(line) ?? [];
  const minute = String(i * 5).padStart(2, '0');
  return `${client} - - [20/Nov/2026:00:${minute}:00 +0000] "${request} HTTP/1.1" ${rest}`;
});

type Rule = { readonly name: string; readonly detection: string; readonly want: readonly number[] };

/** `want`: numbers of the lines, from 0. */
const rules: readonly Rule[] = [
  { name: 'cased', detection: "s: {cs-uri-stem|contains|cased: '/Admin/'}\n    condition: s", want: [1] },
  { name: 'neq', detection: 's: {cs-method|neq: GET}\n    condition: s', want: [4, 10, 11] },
  { name: 'windash', detection: "s: {cs-uri-query|contains|windash: '-exec ls'}\n    condition: s", want: [5, 6] },
  { name: 'not there', detection: 's: {cs-user-agent|exists: false}\n    condition: s', want: [7] },
  { name: 'base64', detection: 's: {cs-uri-query|base64|contains: secret}\n    condition: s', want: [4] },
  { name: 'base64 inside', detection: 's: {cs-uri-query|base64offset|contains: ecre}\n    condition: s', want: [4] },
  { name: 'another field', detection: 's: {cs-referer|fieldref|endswith: cs-uri-stem}\n    condition: s', want: [3] },
  {
    name: 'networks of both kinds',
    detection: "s: {c-ip|cidr: ['10.0.0.0/8', '2001:db8::/32']}\n    condition: s",
    want: [5, 6, 7],
  },
  {
    name: 'between two numbers',
    detection: 's: {sc-bytes|gt: 76, sc-bytes|lte: 700}\n    condition: s',
    want: [0, 1, 2, 11],
  },
  {
    name: 'expression over lines',
    detection: "s: {cs-uri-query|re|i|s: 'LINE1.LINE2END'}\n    condition: s",
    want: [9],
  },
  { name: 'a star that is a star', detection: "s: {cs-user-agent: 'tool\\*star'}\n    condition: s", want: [8] },
  { name: 'one character', detection: "s: {cs-user-agent: 'tool?star'}\n    condition: s", want: [8, 9] },
  {
    name: 'one of some and not all of others',
    detection:
      "sel_a: {cs-method: GET}\n    sel_b: {sc-status: 500}\n    filter_x: {sc-status: 200}\n    filter_y: {c-ip|startswith: '192.0.2.'}\n    condition: 1 of sel_* and not (all of filter_*)",
    want: [2, 3, 5, 6, 7, 11],
  },
  {
    name: 'a list of maps or words that all stand there',
    detection:
      "s:\n        - cs-method: POST\n        - sc-status: 404\n    words:\n        '|all': [report, a.example]\n    condition: s or words",
    want: [3, 4, 7],
  },
  { name: 'no referrer', detection: 's: {cs-referer: null, cs-method: DELETE}\n    condition: s', want: [10, 11] },
  { name: 'filtered', detection: 's: {cs-method: DELETE}\n    condition: s', want: [10] },
  { name: 'a part of the time', detection: 's: {date|minute: 30}\n    condition: s', want: [6] },
];

type Correlation = { readonly name: string; readonly correlation: string; readonly want: number };

const correlations: readonly Correlation[] = [
  {
    name: 'two requests of one client within six minutes',
    correlation:
      'type: event_count\n    rules: [any_get]\n    group-by: [c-ip]\n    timespan: 6m\n    condition: {gte: 2}',
    want: 3,
  },
  {
    name: 'a number of requests between two bounds',
    correlation:
      'type: event_count\n    rules: [any_get]\n    group-by: [c-ip]\n    timespan: 6m\n    condition: {gt: 1, lt: 2}',
    want: 0,
  },
  {
    name: 'different paths',
    correlation:
      'type: value_count\n    rules: [any_get]\n    group-by: [c-ip]\n    timespan: 6m\n    condition: {field: cs-uri-stem, gte: 2}',
    want: 1,
  },
  {
    name: 'one after the other',
    correlation: 'type: temporal_ordered\n    rules: [a_pdf, a_post]\n    group-by: [c-ip]\n    timespan: 10m',
    want: 1,
  },
  {
    name: 'the other way round',
    correlation: 'type: temporal_ordered\n    rules: [a_post, a_pdf]\n    group-by: [c-ip]\n    timespan: 10m',
    want: 0,
  },
  {
    name: 'sum of bytes',
    correlation:
      'type: value_sum\n    rules: [any_get]\n    group-by: [c-ip]\n    timespan: 1h\n    condition: {field: sc-bytes, gte: 1000}',
    want: 2,
  },
  {
    name: 'mean of bytes',
    correlation:
      'type: value_avg\n    rules: [any_get]\n    group-by: [c-ip]\n    timespan: 1h\n    condition: {field: sc-bytes, gt: 650}',
    want: 1,
  },
];

const named = (name: string, detection: string) =>
  `---\ntitle: ${name}\nname: ${name}\nlogsource: {category: webserver}\ndetection:\n    ${detection}\nlevel: low\n`;
const idOf = (kind: number, i: number) => `0d6e0c0e-8d4b-4c8e-9a4${kind}-5f6f0a4b7d${String(i).padStart(2, '0')}`;

let folder = '';
let compiled: CompiledRules;
let store: LogStore;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'akashi-unusual-'));
  const own = rules.map(
    ({ name, detection }, i) =>
      `---\ntitle: ${name}\nid: ${idOf(1, i)}\nlogsource: {category: webserver}\ndetection:\n    ${detection}\nlevel: low\n`,
  );
  const filtered = rules.findIndex(({ name }) => name === 'filtered');
  const filter = `---\ntitle: not what broke\nid: ${idOf(3, 0)}\nlogsource: {category: webserver}\nfilter:\n    rules: ['${idOf(1, filtered)}']\n    selection: {sc-status: 500}\n    condition: not selection\n`;
  const parts = [
    named('any_get', 's: {cs-method: GET}\n    condition: s'),
    named('a_pdf', 's: {cs-uri-stem|endswith: .pdf}\n    condition: s'),
    named('a_post', 's: {cs-method: POST}\n    condition: s'),
  ];
  const together = correlations.map(
    ({ name, correlation }, i) =>
      `---\ntitle: ${name}\nid: ${idOf(2, i)}\ncorrelation:\n    ${correlation}\nlevel: low\n`,
  );
  writeFileSync(join(folder, 'rules.yml'), [...own, filter, ...parts, ...together].join(''));
  const path = join(folder, 'access.log');
  writeFileSync(path, `${lines.join('\n')}\n`);
  compiled = loadRules([join(folder, 'rules.yml')], false);
  ({ store } = await readShared([{ path, shown: 'access.log' }]));
}, 180_000);
afterAll(async () => {
  await store?.close();
  rmSync(folder, { recursive: true, force: true });
});

it('refuses none of them', () => {
  expect(compiled.refused).toEqual([]);
});

it('finds by each rule the lines that were counted by hand', async () => {
  const found = new Map<string, number[]>();
  await matchRules<object>(store, compiled.rules, 'web', 'client', (hits) => {
    for (const { n, rules: held } of hits) {
      for (const index of held) {
        const title = compiled.rules[index]?.rule.title ?? '';
        found.set(
          title,
          [...(found.get(title) ?? []), n].sort((a, b) => a - b),
        );
      }
    }
  });
  expect(Object.fromEntries(rules.map(({ name }) => [name, found.get(name) ?? []]))).toEqual(
    Object.fromEntries(rules.map(({ name, want }) => [name, want])),
  );
});

it('counts by each correlation what was counted by hand', async () => {
  const found = await runCorrelations(store, compiled);
  const count = (name: string) => found.filter(({ correlation }) => correlation.title === name).length;
  expect(Object.fromEntries(correlations.map(({ name }) => [name, count(name)]))).toEqual(
    Object.fromEntries(correlations.map(({ name, want }) => [name, want])),
  );
});
