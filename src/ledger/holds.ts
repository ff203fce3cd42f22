// Holds: what must not be removed while somebody may still need it as evidence. Read from `.akashi/holds.json`.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AkashiError } from '../vocabulary/error.ts';
import { PRIVATE } from './folder.ts';

/** `from` and `until`: ISO 8601 with offset; `until` null holds until it is lifted. */
export type Hold = {
  readonly case: string;
  readonly scope: string;
  readonly by: string;
  readonly from: string;
  readonly until: string | null;
};

/** More than this nobody wrote. None is passed over: such a file is not understood, and so holds. */
const MOST_HOLDS = 10_000;

function parseHold(value: unknown): Hold | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { case: caseNumber, scope, by, from, until = null } = value as Record<string, unknown>;
  if (typeof caseNumber !== 'string' || typeof scope !== 'string' || typeof by !== 'string') return undefined;
  if (typeof from !== 'string' || Number.isNaN(Date.parse(from))) return undefined;
  if (until !== null && (typeof until !== 'string' || Number.isNaN(Date.parse(until)))) return undefined;
  return { case: caseNumber, scope, by, from, until };
}

/** One hold, or a list of them; undefined when something else stands among them, or more than are read. */
export function parseHolds(value: unknown): readonly Hold[] | undefined {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (list.length > MOST_HOLDS) return undefined;
  const holds = list.flatMap((each) => parseHold(each) ?? []);
  return holds.length === list.length ? holds : undefined;
}

/** Begun, and neither ended nor lifted. */
export function isInForce({ from, until }: Pick<Hold, 'from' | 'until'>, now: Date): boolean {
  const at = now.getTime();
  return Date.parse(from) <= at && (until === null || at < Date.parse(until));
}

/**
 * Every hold that stands beside a log.
 *
 * @throws AkashiError ledger/held when the file is there and cannot be read: a hold that is not understood still holds
 */
export function readHolds(folder: string): readonly Hold[] {
  const path = join(folder, PRIVATE, 'holds.json');
  if (!existsSync(path)) return [];
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new AkashiError('ledger/held', `${path} cannot be read: nothing is removed until it can`, { cause });
  }
  const holds = parseHolds(value);
  if (holds) return holds;
  throw new AkashiError('ledger/held', `${path} holds what is no hold: nothing is removed until it is mended`, {
    hint: 'a list of {"case","scope","by","from","until"}, times in ISO 8601, until may be null',
  });
}

/** The first hold in force at `now`, undefined when there is none. A hold that begins later does not hold yet. */
export function holdInForce(folder: string, now: Date): Hold | undefined {
  return readHolds(folder).find((hold) => isInForce(hold, now));
}

/** True also where the holds cannot be read: what is not understood still holds. */
export function isHeld(folder: string, now: Date): boolean {
  try {
    return holdInForce(folder, now) !== undefined;
  } catch (error) {
    if (error instanceof AkashiError) return true;
    throw error;
  }
}

/**
 * Refuses to remove anything from a log under a hold.
 *
 * @throws AkashiError ledger/held, which names the hold
 */
export function refuseUnderHold(folder: string, what: string, now: Date): void {
  const hold = holdInForce(folder, now);
  if (!hold) return;
  const until = hold.until === null ? 'until it is lifted' : `until ${hold.until}`;
  throw new AkashiError(
    'ledger/held',
    `${what} is refused: held for case ${hold.case} (${hold.scope}) by ${hold.by}, ${until}`,
    {
      hint: 'what a case needs stays; lift the hold in .akashi/holds.json when the case is closed',
    },
  );
}
