import { expect, it } from 'vitest';
import { bytesOf, inventSite } from '../../tests/invented-logs.ts';
import { readSharedCopy } from '../logs/engine/shared-engine.test-support.ts';
import { loadRules } from '../logs/sigma/load-rules.ts';
import { drillCase } from './drill-case.ts';

const now = new Date('2026-06-01T00:00:00Z');
const rules = loadRules([]);

it('finds what it plants where the logs can show it, misses what they cannot, and says the same twice', async () => {
  const site = inventSite({ seed: 2, days: 7, visitsPerHour: 20 });
  const store = await readSharedCopy([{ name: 'access.log', bytes: bytesOf(site.access) }], now);
  try {
    const once = await drillCase(store, rules, { seed: 1 });
    const of = (id: string) => once.classes.find((each) => each.id === id);
    expect(of('sqli')?.found).toBeGreaterThan(0.8 * (of('sqli')?.planted ?? 0));
    for (const blind of ['request-body', 'valid-credentials', 'web-user-exec']) {
      expect(of(blind)).toMatchObject({ found: 0, power: { low: 0 } });
      expect(of(blind)?.planted).toBeGreaterThan(0);
    }
    expect(once.removal.map(({ minutes }) => minutes)).toEqual([1, 2, 5, 10, 20, 40, 60]);
    expect(once.falseAlarms.count).toBe(0);
    expect(once.falseAlarms.logDays).toBeGreaterThan(6.5);
    expect(await drillCase(store, rules, { seed: 1 })).toEqual(once);
    expect(store.files).toHaveLength(1);
  } finally {
    await store.close();
  }
});

it('plants nothing where there are no logs with times', async () => {
  const store = await readSharedCopy([{ name: 'notes.txt', bytes: new TextEncoder().encode('no log at all\n') }], now);
  try {
    const drill = await drillCase(store, rules, { seed: 1 });
    expect(drill.classes).toEqual([]);
    expect(drill.removal.every(({ trials }) => trials === 0)).toBe(true);
  } finally {
    await store.close();
  }
});
