// Custody events of a whole log: finding one, and entering erasures that the journal has and the log has not.
import { type CustodyEntry, enterErasure, parseCustody, type Vault } from './custody-events.ts';
import { readPublished } from './prove.ts';
import type { LogSource } from './storage.ts';
import { TILE_WIDTH } from './tile.ts';
import { readBundle } from './tile-reader.ts';

/** The entry of an index under the published checkpoint; undefined when there is none. */
export async function entryOf(source: LogSource, index: number): Promise<Uint8Array | undefined> {
  const { size } = await readPublished(source);
  if (BigInt(index) >= size) return undefined;
  const bundle = Math.floor(index / TILE_WIDTH);
  const width = Math.min(TILE_WIDTH, Number(size) - bundle * TILE_WIDTH);
  return (await readBundle(source, bundle, width))?.[index % TILE_WIDTH];
}

async function* custodyEntries(source: LogSource): AsyncGenerator<CustodyEntry> {
  const { size } = await readPublished(source);
  for (let bundle = 0; bundle * TILE_WIDTH < Number(size); bundle += 1) {
    const width = Math.min(TILE_WIDTH, Number(size) - bundle * TILE_WIDTH);
    for (const entry of (await readBundle(source, bundle, width)) ?? []) {
      const custody = parseCustody(entry);
      if (custody) yield custody;
    }
  }
}

/**
 * Enters each erasure of the journal that the log does not hold: one whose process died between destroying the key and
 * entering it, or one that a restored copy of the log has forgotten. Gives the handles.
 */
export async function replayErasures(
  log: { add(entry: Uint8Array): Promise<number> },
  source: LogSource,
  vault: Vault & { readonly erased: readonly string[] },
  asked: { readonly actor: string; readonly now: Date },
): Promise<string[]> {
  const entered = new Set<string>();
  for await (const { erased } of custodyEntries(source)) if (erased !== null) entered.add(erased);
  const missing = [...new Set(vault.erased)].filter((handle) => !entered.has(handle));
  for (const subject of missing) await enterErasure(log, vault, { ...asked, subject });
  return missing;
}
