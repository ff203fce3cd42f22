import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, openEngine } from './engine/engine.ts';
import { tables } from './engine/schema.ts';
import { type FastShape, fastShape, fastWebStatement } from './fast-web.ts';
import { parseAccessLine } from './formats/web-access.ts';
import { localTime, parseClfTime } from './times.ts';

let engine: Engine;
let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fast-web-'));
  engine = await openEngine();
  for (const ddl of Object.values(tables)) await engine.command(ddl);
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

const good = {
  combined: '192.0.2.7 - jane [22/Nov/2026:07:00:00 +0900] "GET /a?b=1 HTTP/1.1" 200 5 "https://a/" "Mozilla/5.0 (x)"',
  vhost_combined: 'a.jp:443 192.0.2.7 - - [22/Nov/2026:07:00:00 +0900] "POST /a HTTP/2.0" 302 - "-" "-"',
  common: '192.0.2.7 - - [22/Nov/2026:07:00:00 +0900] "HEAD / HTTP/1.0" 404 0',
} as const;

/** Lines near the shape: words swapped, cut, doubled, and characters that mean something put in. */
const near = (line: string) =>
  fc
    .array(
      fc.tuple(
        fc.nat({ max: line.length }),
        fc.constantFrom(
          '',
          ' ',
          '"',
          '\\',
          '[',
          ']',
          ',',
          '-',
          '?',
          '\t',
          '\0',
          '+',
          ':',
          '9',
          'x',
          '\r',
          '\xff',
          ' - ',
          '" "',
        ),
      ),
      { maxLength: 3 },
    )
    .map((edits) =>
      edits.reduce((text, [at, put]) => text.slice(0, at) + put + text.slice(at + (put === '' ? 1 : 0)), line),
    );

describe.each(['combined', 'vhost_combined', 'common'] as const)('%s', (shape: FastShape) => {
  it('reads what it takes exactly as the line parser does', async () => {
    const undigited = [good[shape].replace('2026', '202x'), good[shape].replace('07:00', '0::00')];
    const lines = [
      good[shape],
      `${good[shape]}\r`,
      ...undigited,
      ...['::ffff:192.0.2.7', '::ffff:c000:207', '::FFFF:192.0.2.7', '::ffff:.'].map((client) =>
        good[shape].replace('192.0.2.7', client),
      ),
      ...['10.0.0.7', '172.16.0.1'].map((client) =>
        good[shape].replace('a.jp:443', '198.51.100.7').replace('192.0.2.7', client),
      ),
      ...['198.51.100.7', '2001:db8::1', '-', '198.51.100.7:80'].map((host) => good[shape].replace('a.jp:443', host)),
      ...fc.sample(near(good[shape]), { numRuns: 4000, seed: 7 }),
    ];
    const path = join(folder, `${shape}.log`);
    writeFileSync(path, Buffer.from(`${lines.join('\n')}\n`, 'latin1'));
    for (const table of ['raw', 'web']) await engine.command(`truncate table ${table}`);
    await engine.command(
      `insert into raw select 0, assumeNotNull(_row_number), toUInt32(length(line)), line from file('${path}', 'LineAsString', 'line String')`,
    );
    await engine.command(fastWebStatement(0, shape));
    const hex = ['client', 'user', 'vhost', 'method', 'target', 'path', 'query', 'proto', 'referer', 'agent'];
    const rows = await engine.rows<Record<string, string | number>>(
      `select n, toUnixTimestamp64Milli(ts) as at, status, size, ${hex.map((name) => `hex(${name}) as ${name}`).join(', ')} from web order by n`,
    );
    expect(rows.length).toBeGreaterThan(100);
    expect(rows[0]?.['n']).toBe(0);
    const utc = localTime('UTC');
    for (const row of rows) {
      const line = (lines[Number(row['n'])] ?? '').replace(/\r$/, '');
      const slow = parseAccessLine(line, (text) => parseClfTime(text, utc));
      const bytes = (text: string | undefined) =>
        Buffer.from(text ?? '?', 'latin1')
          .toString('hex')
          .toUpperCase();
      const want = slow?.row;
      const question = want?.target.indexOf('?') ?? -1;
      expect({ line, format: slow?.format, ...row }).toEqual({
        line,
        format: shape,
        n: row['n'],
        at: (want?.at ?? Number.NaN) / 1000,
        status: want?.status,
        size: want?.size,
        client: bytes(want?.client),
        user: bytes(want?.user),
        vhost: bytes(want?.vhost),
        method: bytes(want?.method),
        target: bytes(want?.target),
        path: bytes(question < 0 ? want?.target : want?.target.slice(0, question)),
        query: bytes(question < 0 ? '' : want?.target.slice(question + 1)),
        proto: bytes(want?.proto),
        referer: bytes(want?.referer),
        agent: bytes(want?.agent),
      });
    }
  });

  it('is one statement, pinned', async () => {
    await expect(`${fastWebStatement(3, shape)}\n`).toMatchFileSnapshot(`golden/fast-web.${shape}.sql`);
  });
});

it.each([
  { name: 'a file of one shape', lines: [good.combined, good.combined], want: 'combined' },
  { name: 'a mixture: the shape that most have', lines: [good.common, good.common, good.combined], want: 'common' },
  { name: 'another log', lines: ['Nov 22 07:00:00 h a: b', good.combined, 'x', 'y'], want: undefined },
  { name: 'nothing', lines: [], want: undefined },
])('takes for the shape of a sample: $name', ({ lines, want }) => {
  expect(fastShape(lines)).toBe(want);
});
