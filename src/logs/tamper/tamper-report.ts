// The shape of `logs tamper`, and what a method hands in before pointers are made of its places.
import type { Both, Pointer } from '../../vocabulary/finding.ts';
import type { Place } from '../port.ts';

export const signKinds = [
  'gap',
  'clock',
  'serial',
  'pairing',
  'rotation',
  'zeroed-record',
  'duplicate',
  'cross-source',
  'truncation',
  'splice',
  'defect-clock',
  'seal-mismatch',
] as const;
export type SignKind = (typeof signKinds)[number];

/**
 * strong: a hard contradiction. weak: rare in an untouched log, but a gap, a silence or a missing file is never more.
 * defect: the format or the clock is broken, which is no sign of anybody's hand.
 */
export type Strength = 'strong' | 'weak' | 'defect';

export type TamperVerdict = 'altered' | 'suspect' | 'defect' | 'no-sign';

/** Lines count from 1 and are those of the file as it is: of something removed, the last before and the first after. */
export type TamperSign = {
  readonly kind: SignKind;
  readonly strength: Strength;
  readonly path: string;
  readonly fromLine: number | null;
  readonly toLine: number | null;
  readonly from: string | null;
  readonly to: string | null;
  /** How often an untouched log shows this much by chance, all looks counted; null where nothing was counted. */
  readonly p: number | null;
  readonly statement: Both;
  readonly pointers: readonly Pointer[];
};

export type NotVisible = { readonly path: string; readonly what: Both; readonly id: string };

export type TamperReport = {
  readonly verdict: TamperVerdict;
  readonly signs: readonly TamperSign[];
  readonly notVisible: readonly NotVisible[];
};

/** A sign before its pointers are looked up. Lines from 0, as in the tables; instants in milliseconds since 1970 UTC. */
export type FoundSign = {
  readonly kind: SignKind;
  readonly strength: Strength;
  readonly f: number;
  readonly fromN: number | null;
  readonly toN: number | null;
  readonly fromMs: number | null;
  readonly toMs: number | null;
  readonly p: number | null;
  readonly statement: Both;
  readonly places: readonly Place[];
};

export function verdictOf(signs: readonly { readonly strength: Strength }[]): TamperVerdict {
  const has = (strength: Strength) => signs.some((sign) => sign.strength === strength);
  return has('strong') ? 'altered' : has('weak') ? 'suspect' : has('defect') ? 'defect' : 'no-sign';
}
