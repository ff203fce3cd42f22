import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Engine, openEngine } from '../../src/logs/engine/engine.ts';
import { tables } from '../../src/logs/engine/schema.ts';
import { loadRules } from '../../src/logs/sigma/load-rules.ts';
import { literal } from '../../src/logs/sigma/sql-text.ts';
import { hasSyntax, preparedWeb } from '../../src/logs/sigma/web-text.ts';
import { compareWithEngine, detectionOf } from './compare-with-engine.ts';

const rules = loadRules([]);
const root = fileURLToPath(new URL('../../', import.meta.url));

it('refuses none of our own rules, and each has author, licence, references and false positives', () => {
  expect(rules.refused).toEqual([]);
  const poor = rules.rules.filter(
    ({ rule }) =>
      !rule.author || !rule.license || rule.references.length === 0 || rule.falsePositives.length === 0 || !rule.akashi,
  );
  expect(poor.map(({ rule }) => rule.path)).toEqual([]);
  expect(new Set(rules.rules.map(({ rule }) => rule.id)).size).toBe(rules.rules.length);
});

// One rule without any of these makes every request a candidate: the whole log would be decoded for it.
it('asks the first look for a text, for syntax or for plain columns in every rule on requests', () => {
  const onRequests = rules.rules.filter(({ table }) => table === 'web');
  expect(onRequests.length).toBeGreaterThan(15);
  const open = onRequests.filter(({ needs, needsSyntax, onColumns }) => !needs && !needsSyntax && !onColumns);
  expect(open.map(({ rule }) => rule.path)).toEqual([]);
});

it('compiles our rules to SQL that equals a matcher written apart, on 200 events each', {
  timeout: 240_000,
}, async () => {
  const texts = rules.rules.map((rule) => ({
    rule,
    detection: detectionOf(readFileSync(`${root}${rule.rule.path}`, 'utf8'), rule.rule.document),
  }));
  const { compared, matched, differences } = await compareWithEngine(texts, 200);
  expect(differences).toEqual([]);
  expect(compared).toBe(200 * texts.length);
  expect(matched).toBeGreaterThan(compared / 20);
});

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
  for (const ddl of Object.values(tables)) await engine.command(ddl);
}, 60_000);
afterAll(() => engine.close());

it.each([
  { name: 'percent once', target: '/?q=%3Cscript%3E', want: '/?q=<script>' },
  { name: 'percent twice', target: '/?q=%253Cscript%253E', want: '/?q=<script>' },
  { name: 'plus in the query', target: '/?q=union+select', want: '/?q=union select' },
  { name: '\\xHH', target: '/?q=\\x3cscript', want: '/?q=<script' },
  { name: '\\uXXXX', target: '/?q=\\u003cscript', want: '/?q=<script' },
  { name: '%uXXXX', target: '/?q=%u003cscript', want: '/?q=<script' },
  { name: 'full width by %u', target: '/?q=%uff1cscript', want: '/?q=<script' },
  { name: 'full width as UTF-8', target: '/?q=%EF%BC%9Cscript', want: '/?q=<script' },
  { name: 'HTML entities', target: '/?q=%26lt;script', want: '/?q=<script' },
  { name: 'overlong slash and dot', target: '/%c0%ae%c0%ae%c0%afetc', want: '/../etc' },
  { name: 'SQL comments', target: '/?q=union/**/select', want: '/?q=union select' },
  { name: 'log4j look-ups', target: '/?q=$%7B$%7Blower:j%7Dndi:ldap://x%7D', want: '/?q=${jndi:ldap://x}' },
  { name: 'log4j defaults', target: '/?q=${${::-j}${::-n}di:x}', want: '/?q=${jndi:x}' },
  {
    name: 'Base64 in a parameter',
    target: `/?q=${Buffer.from('1 union select password').toString('base64')}`,
    want: '=1 union select password',
  },
  {
    name: 'Base64 without padding, with a plus that became a space',
    target: '/?q=c2VsZWN0IDE+IDA',
    want: '=select 1> 0',
  },
  { name: 'bytes that are no UTF-8', target: '/?q=%ff%fe<', want: undefined },
  { name: 'a percent sign that begins nothing', target: '/?q=100%', want: '/?q=100%' },
])('decodes $name', async ({ target, want }) => {
  await engine.command('truncate table web');
  await engine.command(
    `insert into web values (0, 0, 0, 'c', '', '', 'GET', ${literal(target)}, '/', '', 'HTTP/1.1', 200, 1, '', '')`,
  );
  const [row] = await engine.rows<{ stages: string[] }>(
    `select request_all2 as stages from (${preparedWeb('1', '1')}) order by n`,
  );
  expect(row?.stages[0]).toBe(target);
  if (want !== undefined) expect(row?.stages).toContain(want);
});

it('takes an ordinary request as one without syntax', async () => {
  await engine.command('truncate table web');
  await engine.command(
    `insert into web values (0, 0, 0, 'c', '', '', 'GET', '/blog/2026/11/news-of-the-day?page=2&sort=asc', '/', '', 'HTTP/1.1', 200, 1, '', '')`,
  );
  const rows = await engine.rows(`select n from (${preparedWeb('1', hasSyntax)}) order by n`);
  expect(rows).toEqual([]);
});
