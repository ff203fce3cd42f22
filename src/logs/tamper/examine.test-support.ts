// Invented logs of one host, and the report over them.
import { bytesOf, type InventedLine, inventedStart, inventSite } from '../../../tests/invented-logs.ts';
import { readSharedCopy } from '../engine/shared-engine.test-support.ts';
import { findTamperSigns } from './find-tamper-signs.ts';
import type { TamperReport } from './tamper-report.ts';

export const HOUR = 3_600_000;
const now = new Date('2026-06-01T00:00:00Z');
export const site = inventSite({ seed: 3, days: 2, visitsPerHour: 60 });
export const noon = inventedStart + 34 * HOUR;

export async function examine(
  files: Readonly<Record<string, readonly InventedLine[] | Uint8Array>>,
  maintenance: readonly { from: string; to: string }[] = [],
): Promise<TamperReport> {
  const store = await readSharedCopy(
    Object.entries(files).map(([name, lines]) => ({
      name,
      bytes: lines instanceof Uint8Array ? lines : bytesOf(lines),
    })),
    now,
  );
  try {
    return await findTamperSigns(store, { maintenance });
  } finally {
    await store.close();
  }
}

export const places = ({ signs }: TamperReport) =>
  signs.map(({ kind, strength, path, fromLine, toLine }) => ({ kind, strength, path, fromLine, toLine }));

export const said = (at: number, host: string, text: string): InventedLine => ({
  at,
  text: `${new Date(at).toISOString().slice(0, 23)}+00:00 ${host} ${text}`,
});
/** What a host's syslog holds otherwise. */
export const syslog = (...more: readonly InventedLine[]) =>
  [
    ...Array.from({ length: 40 }, (_, i) => said(inventedStart + i * HOUR, 'web1', `app[71]: order ${i * 31} done`)),
    ...more,
  ].sort((a, b) => a.at - b.at);
