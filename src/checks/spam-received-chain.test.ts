import { expect, it } from 'vitest';
import type { Sources } from './check.ts';
import type { SpamSample } from './spam-evidence.ts';
import { spamReceivedChain } from './spam-received-chain.ts';

const pointer = { path: 'spam/1.eml', sha256: 'a'.repeat(64), line: 4, byteStart: 10, byteEnd: 20 };
const astray = (formValues: SpamSample['formValues']): SpamSample => ({
  ...{ path: 'spam/1.eml', origin: 'ours', kind: 'message', carriesOurName: true, refusedAsOurs: false },
  ...{ claimsOurHost: false, receivedAt: null, leadsElsewhere: false, hops: 1, boundary: null, anomalies: 0 },
  ...{ formValues, threat: null, sentToAnother: pointer },
  recipients: { count: 1, named: 0, includesComplainant: false, pattern: 'none', p: 1, pointer: null },
});
const value = (field: string, chance: number) => ({ field, columns: [field], chance, isName: false, pointer });

const factOf = async (formValues: SpamSample['formValues'], rows = 300) => {
  const sources = {
    spam: { samples: [astray(formValues)], refused: 0 },
    register: { rows: Array.from({ length: rows }) },
  } as unknown as Sources;
  return (await spamReceivedChain.run(sources)).facts[0];
};

it('tells which values of the record stood in mail of ours that reached somebody else', async () => {
  const fact = await factOf([value('予約番号', 0), value('お名前', 1 / 300), value('コース', 0.2)]);
  expect(fact).toMatchObject({ holdsRecord: 1, holds: '予約番号; お名前; コース' });
});

it.each([
  ['one value alone', [value('お名前', 0)], 300],
  ['values that fit other records too', [value('コース', 0.2), value('会場', 0.1)], 300],
  ['no register', [value('予約番号', 0), value('お名前', 0)], 0],
])('tells of none by %s', async (_why, values, rows) => {
  expect(await factOf(values, rows)).not.toHaveProperty('holdsRecord');
});
