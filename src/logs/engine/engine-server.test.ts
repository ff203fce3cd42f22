import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { detectActors } from '../detect/detect-actors.ts';
import { readLogs } from '../read-logs.ts';
import { loadRules } from '../sigma/load-rules.ts';
import { findTamperSigns } from '../tamper/find-tamper-signs.ts';
import { serveEngine } from './http-engine.test-support.ts';
import { serverSchema } from './schema.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'engine-server-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const now = new Date('2026-11-22T12:00:00Z');
const line = (i: number) =>
  `192.0.2.${i % 9} - - [22/Nov/2026:07:00:${String(i % 60).padStart(2, '0')} +0000] "GET /${i} HTTP/1.1" 200 ${i} "-" "x"`;

it('reads over the wire what the embedded engine reads: the same rows, summaries and pointers', async () => {
  const inputs = [
    { name: 'a.log', bytes: Buffer.from(`${Array.from({ length: 60_000 }, (_, i) => line(i)).join('\n')}\n`) },
    {
      name: 'b.log',
      bytes: Buffer.concat([
        Buffer.from(
          'Nov 22 07:00:00 h sshd[1]: Failed password for a\xff from 192.0.2.1 port 1 ssh2\nno log\n',
          'latin1',
        ),
        Buffer.alloc(2 << 20, 97),
      ]),
    },
  ].map(({ name, bytes }) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return { path, shown: name };
  });
  const questions = [
    'select * from web order by f, n limit 500',
    'select * from event order by f, n',
    'select * from bad order by f, n',
    'select f, n, len, hex(substring(line, 1, 200)) as h from raw order by f, n desc limit 300',
  ];
  const places = [
    { f: 0, n: 59_999 },
    { f: 1, n: 1 },
    { f: 1, n: 2 },
  ];
  const ask = async (options: object) => {
    const { store, refused } = await readLogs(inputs, { now, ...options });
    try {
      const rows = [];
      for (const question of questions) rows.push(await store.rows(question));
      return { files: store.files, refused, rows, pointers: await store.pointers(places) };
    } finally {
      await store.close();
    }
  };
  const server = await serveEngine();
  try {
    const embedded = await ask({});
    expect(await ask({ server: { url: server.url } })).toEqual(embedded);
    expect(embedded.files.map(({ lines, unparsed }) => [lines, unparsed])).toEqual([
      [60_000, 0],
      [3, 2],
    ]);
    // A database that holds lines already is not mixed with others.
    await expect(ask({ server: { url: server.url } })).rejects.toMatchObject({ code: 'logs/incomplete' });
  } finally {
    await server.close();
  }
});

it('finds and weighs there what it finds and weighs here: rules, actors, signs of alteration', async () => {
  const path = join(folder, 'attack.log');
  const attack = (i: number) =>
    `198.51.100.7 - - [22/Nov/2026:08:${String(Math.floor(i / 60)).padStart(2, '0')}:${String(i % 60).padStart(2, '0')} +0000] "GET /item.php?id=${i}%27%20union%20select%20password%20from%20users-- HTTP/1.1" 200 ${9000 + i} "-" "sqlmap/1.7"`;
  const lines = [
    ...Array.from({ length: 2000 }, (_, i) => line(i)),
    ...Array.from({ length: 80 }, (_, i) => attack(i)),
  ];
  writeFileSync(path, `${lines.join('\n')}\n`);
  const rules = loadRules([]);
  const ask = async (options: object) => {
    const { store } = await readLogs([{ path, shown: 'attack.log' }], { now, ...options });
    try {
      return { detection: await detectActors(store, rules), tamper: await findTamperSigns(store, { maintenance: [] }) };
    } finally {
      await store.close();
    }
  };
  const server = await serveEngine();
  try {
    const embedded = await ask({});
    expect(embedded.detection.actors.map(({ id, level }) => [id, level])).toContainEqual(['198.51.100.7', 'notable']);
    expect(await ask({ server: { url: server.url } })).toEqual(embedded);
  } finally {
    await server.close();
  }
});

it('says so when the server does not answer', async () => {
  await expect(readLogs([], { server: { url: 'http://127.0.0.1:9' } })).rejects.toMatchObject({
    code: 'logs/engine-missing',
  });
});

it.each([
  { name: 'server', cluster: undefined },
  { name: 'cluster', cluster: 'logs' },
])('makes the same tables on a $name', async ({ name, cluster }) => {
  await expect(`${serverSchema(cluster).join(';\n\n')};\n`).toMatchFileSnapshot(`golden/schema.${name}.sql`);
});

it('writes no name of a cluster into a statement that could end it', () => {
  expect(() => serverSchema("x' settings")).toThrow(RangeError);
});
