import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Limit } from '../logs/detect/limits.ts';
import { readShared } from '../logs/engine/shared-engine.test-support.ts';
import { columnsRead, statementReads } from './statement-reads.ts';

const folder = mkdtempSync(join(tmpdir(), 'statements-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const MEMBERS = 'SELECT member_id, name, email, tel, address FROM members;';

it.each([
  [MEMBERS, ['member_id', 'name', 'email', 'tel', 'address']],
  ['select m.`name`, m.mail AS to_mail from `shop`.`members` m where m.active = 1', ['name', 'mail']],
  ['SELECT * FROM customers', []],
  ['SELECT * FROM order_items', undefined],
  ['SELECT i.id, i.name, i.price FROM items i JOIN stocks s ON s.item_id = i.id', undefined],
  ['SELECT COUNT(*) FROM members', undefined],
  ['SELECT /*!40001 SQL_NO_CACHE */ * FROM `members`', undefined],
  ['UPDATE members SET email = NULL', undefined],
])('reads of %s the columns about people, if it takes any', (statement, columns) => {
  expect(columnsRead(statement)).toEqual(columns);
});

const entry = (day: number, rows: number, statement: string, ip = '') =>
  [
    `# Time: 2026-10-${String(day).padStart(2, '0')}T17:41:07.000000Z`,
    `# User@Host: shop[shop] @ localhost [${ip}]  Id: 4711`,
    `# Query_time: 1.800000  Lock_time: 0.000004 Rows_sent: ${rows}  Rows_examined: ${rows}`,
    `SET timestamp=${Date.UTC(2026, 9, day, 17, 41, 7) / 1000};`,
    statement,
  ].join('\n');

async function told(name: string, entries: readonly string[], mostForms?: number) {
  const path = join(folder, name);
  writeFileSync(path, `${entries.join('\n')}\n`);
  const { store } = await readShared([{ path, shown: name }], { now: new Date('2026-11-28T00:00:00Z') });
  const limits: Limit[] = [];
  try {
    const { times, largest } = await statementReads(store, limits, mostForms);
    return {
      times,
      largest: largest.map(({ at, rows, columns }) => [new Date(at).toISOString(), rows, columns]),
      limits: limits.map(({ en }) => en),
    };
  } finally {
    await store.close();
  }
}

const WHOLE = ['2026-10-08T17:41:07.000Z', 5_214, ['member_id', 'name', 'email', 'tel', 'address']];

it('tells a table about people that was read whole, and not what comes back night after night', async () => {
  const nightly = [3, 4, 5, 6].map((day) =>
    entry(day, 5_000 + day, `SELECT name, email FROM members WHERE id > ${day};`),
  );
  const small = entry(7, 40, 'SELECT name, email FROM members LIMIT 40;');
  const outside = entry(9, 5_214, `${MEMBERS} `, '203.0.113.9');
  expect(await told('slow.log', [...nightly, small, entry(8, 5_214, MEMBERS), outside])).toEqual({
    times: 1,
    largest: [WHOLE],
    limits: [],
  });
});

it('counts every read of one form, and points to the largest', async () => {
  const again = entry(9, 4_000, MEMBERS);
  expect(await told('twice.log', [entry(8, 5_214, MEMBERS), again])).toMatchObject({ times: 2, largest: [WHOLE] });
});

it('says so where there are more forms of statements than it looks at', async () => {
  const other = entry(9, 4_000, 'SELECT name, email FROM guests;');
  expect(await told('many.log', [entry(8, 5_214, MEMBERS), other], 1)).toEqual({
    times: 1,
    largest: [WHOLE],
    limits: ['forms of statements to the database: there are more than the 1 that were looked at'],
  });
});
