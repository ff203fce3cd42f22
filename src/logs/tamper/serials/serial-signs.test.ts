import { expect, it } from 'vitest';
import { readSharedCopy } from '../../engine/shared-engine.test-support.ts';
import { findTamperSigns } from '../find-tamper-signs.ts';
import type { TamperReport } from '../tamper-report.ts';

const start = Date.UTC(2026, 4, 4);
const at = (i: number) => start + i * 7000 + ((i * i * 977) % 61) * 100;
const record = (serial: number, ms: number) =>
  `type=CRED_ACQ msg=audit(${(ms / 1000).toFixed(3)}:${serial}): pid=1 uid=0 auid=0 ses=1 msg='op=PAM:setcred res=success'`;
const whole = Array.from({ length: 600 }, (_, i) => record(1000 + i, at(i)));

async function examine(files: Readonly<Record<string, readonly string[]>>): Promise<TamperReport> {
  const copies = Object.entries(files).map(([name, lines]) => ({ name, bytes: Buffer.from(`${lines.join('\n')}\n`) }));
  const store = await readSharedCopy(copies, new Date('2026-06-01T00:00:00Z'));
  try {
    return await findTamperSigns(store, { maintenance: [] });
  } finally {
    await store.close();
  }
}

const serialSigns = ({ signs }: TamperReport) =>
  signs
    .filter(({ kind }) => kind === 'serial')
    .map(({ strength, path, fromLine, toLine }) => ({ strength, path, fromLine, toLine }));

it('serials missing between the end of a file and the beginning of the next are altered', async () => {
  expect((await examine({ 'audit.log.1': whole.slice(0, 300), 'audit.log': whole.slice(300) })).verdict).toBe(
    'no-sign',
  );
  const report = await examine({ 'audit.log.1': whole.slice(0, 300), 'audit.log': whole.slice(320) });
  expect(report.verdict).toBe('altered');
  expect(serialSigns(report)).toEqual([{ strength: 'strong', path: 'audit.log', fromLine: 1, toLine: 1 }]);
  expect(report.signs.find(({ kind }) => kind === 'serial')?.pointers.map(({ path }) => path)).toEqual([
    'audit.log.1',
    'audit.log',
  ]);
});

it.each([
  {
    name: 'a machine that started anew',
    older: whole.slice(0, 300),
    newer: whole.slice(0, 290).map((_, i) => record(5 + i, at(330 + i))),
    strength: [],
  },
  {
    name: 'a loss that is told',
    older: whole.slice(0, 300),
    newer: [
      `type=KERNEL msg=audit(${(at(304) / 1000).toFixed(3)}:1304): audit_lost=4 audit_rate_limit=0 audit_backlog_limit=64`,
      ...whole.slice(305),
    ],
    strength: ['defect'],
  },
  {
    name: 'a file between the two that may not have been handed over',
    older: whole.slice(0, 200),
    newer: whole.slice(400),
    strength: ['weak'],
  },
])('$name is no alteration', async ({ older, newer, strength }) => {
  const report = await examine({ 'audit.log.1': older, 'audit.log': newer });
  expect(serialSigns(report).map((sign) => sign.strength)).toEqual(strength);
});

it.each([
  { name: 'with the serial of an event far before', line: record(1100, at(400) + 50) },
  { name: 'with the serial of the event before it', line: record(1400, at(400) + 50) },
  { name: 'with a serial from before the log', line: record(120, at(400) + 50) },
])('a line slipped in $name is altered', async ({ line }) => {
  const report = await examine({ 'audit.log': [...whole.slice(0, 401), line, ...whole.slice(401)] });
  expect(serialSigns(report)).toEqual([{ strength: 'strong', path: 'audit.log', fromLine: 402, toLine: 402 }]);
});

it('events of several processors, some lines late, are no sign', async () => {
  const busy = Array.from({ length: 3000 }, (_, i) => record(1000 + i, start + i * 40));
  for (let i = 20; i + 4 < busy.length; i += 83) busy.splice(i + 1 + (i % 3), 0, ...busy.splice(i, 1));
  expect((await examine({ 'audit.log': busy })).verdict).toBe('no-sign');
});
