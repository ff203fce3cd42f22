import { expect, it } from 'vitest';
import { readSharedCopy } from '../engine/shared-engine.test-support.ts';
import { loadRules } from '../sigma/load-rules.ts';
import { detectActors } from './detect-actors.ts';

const rules = loadRules([]);

const packet = (ip: string, port: number, minute: number) =>
  `2026-03-02T08:${String(minute).padStart(2, '0')}:00+00:00 gw kernel: [11.5] IN=eth0 OUT= SRC=${ip} DST=192.0.2.10 LEN=44 PROTO=TCP SPT=51120 DPT=${port} SYN`;

it('tells fifteen ports within ten minutes, not within the hour, and not one port again and again', async () => {
  const ports = Array.from({ length: 15 }, (_, i) => i);
  const lines = [
    ...ports.map((i) => packet('203.0.113.7', 20 + i, 0)),
    ...ports.map((i) => packet('203.0.113.8', 20 + i, i * 4)),
    ...ports.map(() => packet('203.0.113.9', 443, 0)),
  ];
  const store = await readSharedCopy(
    [{ name: 'kern.log', bytes: Buffer.from(`${lines.join('\n')}\n`) }],
    new Date('2026-11-22T00:00:00Z'),
  );
  try {
    const { actors } = await detectActors(store, rules);
    expect(actors.map(({ id, level, signs }) => [id, level, signs.map((sign) => sign.id)])).toEqual([
      ['203.0.113.7', 'noise', ['port-scan']],
    ]);
  } finally {
    await store.close();
  }
});
