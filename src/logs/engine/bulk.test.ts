import { expect, test } from 'vitest';
import { countLines } from '../count-lines.ts';
import { embeddedBulk } from './bulk.ts';
import { openEngine } from './engine.ts';
import { embeddedSchema, mergingStatements } from './schema.ts';

async function statementsWith(parts: number): Promise<string[]> {
  const sent: string[] = [];
  const bulk = embeddedBulk(
    '/nowhere',
    {
      command: async (sql) => {
        sent.push(sql);
      },
      rows: async <Row>() => [{ parts }] as Row[],
    },
    countLines,
  );
  await bulk.takeRows('bad', 'f UInt32', '/nowhere/a');
  await bulk.takeRows('bad', 'f UInt32', '/nowhere/b');
  return sent;
}

test('parts are merged once there are hundreds, and not before', async () => {
  expect(await statementsWith(299)).toHaveLength(2);
  const many = await statementsWith(300);
  expect(many.slice(0, mergingStatements.length)).toEqual(mergingStatements);
  expect(many).toHaveLength(mergingStatements.length + 2);
});

test('tables of the embedded engine keep their parts apart, lose rows when told to, and merge when asked', async () => {
  const engine = await openEngine();
  try {
    for (const statement of embeddedSchema) await engine.command(statement);
    for (const n of [0, 1, 2, 3]) await engine.command(`insert into bad values (0, ${n}, 'no-format')`);
    const parts = async () =>
      (
        await engine.rows<{ parts: number }>("select count() as parts from system.parts where active and table = 'bad'")
      )[0]?.parts;
    expect(await parts()).toBe(4);
    await engine.bulk.drop('bad', 'n = 3');
    expect(await engine.rows('select n from bad order by n')).toEqual([{ n: 0 }, { n: 1 }, { n: 2 }]);
    for (const statement of mergingStatements) await engine.command(statement);
    await engine.command('optimize table bad final');
    expect(await parts()).toBe(1);
  } finally {
    await engine.close();
  }
});
