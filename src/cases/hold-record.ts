// Holds as records (holds.json): what `akashi preserve` ordered, or a ledger obeys, is also what letters speak of.
import type { NamedBytes } from '../custody/csv.ts';
import { isoInZone, lastMomentOf, millisecondsOf } from '../custody/instant.ts';
import { type Hold, isInForce, parseHolds } from '../ledger/holds.ts';
import type { Handling } from '../vocabulary/case-file.ts';
import { AkashiError } from '../vocabulary/error.ts';
import type { GivenHandling } from './handling.ts';

/** @throws AkashiError input/unreadable */
export function readHoldRecord({ path, bytes }: NamedBytes): readonly Hold[] {
  let holds: readonly Hold[] | undefined;
  try {
    holds = parseHolds(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch (cause) {
    throw new AkashiError('input/unreadable', `${path}: no JSON`, { cause });
  }
  if (holds) return holds;
  throw new AkashiError('input/unreadable', `${path}: not a list of {"case","scope","by","from","until"}`);
}

type Known = NonNullable<Handling['hold']>;

/** A day that is written without a time counts whole. */
function holds({ from, until }: Pick<Known, 'from' | 'until'>, zone: string, now: number): boolean {
  return millisecondsOf(from, zone) <= now && (until === null || now <= lastMomentOf(until, zone));
}

/**
 * What people wrote, with the hold that is in force. handling.yaml stands first, because it says when the hold is reviewed;
 * where its own is over or missing, one on record counts, that of this case first: what a ledger refuses to erase is not
 * promised to be erased, for whichever case it is held.
 */
export function withHold(
  given: GivenHandling | null,
  record: readonly Hold[],
  { caseNumber, zone, now }: { readonly caseNumber: string; readonly zone: string; readonly now: number },
): GivenHandling | null {
  const own = given?.handling.hold;
  if (own && holds(own, zone, now)) return given;
  const inForce = record.filter((hold) => isInForce(hold, new Date(now)));
  const found = inForce.find((hold) => hold.case === caseNumber) ?? inForce[0];
  if (!found) return given;
  const { by, from, until } = found;
  const shown = (at: string) => isoInZone(Date.parse(at), zone);
  const hold: Known = { by, from: shown(from), until: until === null ? null : shown(until), reviewAt: null };
  const base = given ?? { handling: {}, explanations: [], letters: [], restricted: [] };
  return { ...base, handling: { ...base.handling, hold } };
}
