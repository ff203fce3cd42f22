// What `logs detect` says: one judgement per actor, not per line.
import type { Both, Pointer } from '../../vocabulary/finding.ts';
import type { Place } from '../port.ts';
import type { RuleLevel } from '../sigma/rule.ts';
import type { AttackClassId } from './attack-classes.ts';
import type { WrittenTable } from './databases/written-tables.ts';
import type { Limit } from './limits.ts';

export type ActorKind = 'ip' | 'user' | 'session' | 'principal' | 'host';

/** noise: the probing every server gets; notable: directed at us; adverse: signs of success, or what only an intruder does. */
export type Level = 'noise' | 'notable' | 'adverse';
export type Success = 'none' | 'possible' | 'shown';

export type RuleHits = {
  readonly id: string;
  readonly title: string;
  readonly level: RuleLevel;
  readonly count: number;
  readonly author: string;
  readonly license: string;
  readonly path: string;
};

/** Something seen that speaks for a success, or a behaviour. */
export type Sign = {
  readonly id: string;
  readonly class: AttackClassId;
  readonly success: Success;
  readonly says: Both;
  readonly count: number;
  /** When it was first seen; null: its lines bear no time. */
  readonly from: string | null;
  /** When it worked, where that came after many tries. */
  readonly workedAt?: string;
  readonly pointers: readonly Pointer[];
  /** Written out whole, where the log says which. */
  readonly tables?: readonly WrittenTable[];
  /** Bytes given out of a mailbox in one session, where that is what was seen. */
  readonly given?: number;
  /** Days on which it came, where more than one. */
  readonly days?: number;
};

export type ClassFinding = {
  readonly class: AttackClassId;
  readonly lines: number;
  readonly success: Success;
  /** A success of this class, where one is possible or shown, goes to the answers or the list itself. */
  readonly reachedData: boolean;
  /** The lines of a rule that show its success, where there are some: an actor of several classes did not do all at once. */
  readonly foothold?: { readonly from: string | null; readonly pointers: readonly Pointer[] };
};

export type Actor = {
  readonly kind: ActorKind;
  readonly id: string;
  readonly level: Level;
  readonly success: Success;
  readonly classes: readonly AttackClassId[];
  readonly rules: readonly RuleHits[];
  readonly from: string | null;
  readonly to: string | null;
  readonly pointerCount: number;
  readonly pointers: readonly Pointer[];
  readonly perClass: readonly ClassFinding[];
  readonly reachedData: boolean;
  readonly signs: readonly Sign[];
};

export type BlindSpot = Both & { readonly id: string };

export type Detection = {
  readonly actors: readonly Actor[];
  readonly coverage: {
    readonly lines: number;
    readonly parsed: number;
    readonly from: string | null;
    readonly to: string | null;
    readonly blindTo: readonly BlindSpot[];
    /** What is so much that not all of it was looked at; left out where nothing is. */
    readonly notLookedAt?: readonly Limit[];
  };
};

/** What a finder adds to an actor: a sign, or lines of a class. */
export type Finding = {
  readonly actor: { readonly kind: ActorKind; readonly id: string };
  readonly sign: string;
  readonly class: AttackClassId;
  readonly level: Level;
  readonly success: Success;
  /** Where it is known what a success went to; otherwise its class says. */
  readonly reachesData?: boolean;
  readonly says: Both;
  readonly count: number;
  /** Milliseconds UTC; 0 when unknown. */
  readonly first: number;
  readonly last: number;
  /** The one that worked after many that did not, ms UTC. */
  readonly workedAt?: number;
  /** Up to 20 of the lines, the telling ones. */
  readonly places: readonly Place[];
  /** Tables written out whole, where the log says which. */
  readonly tables?: readonly WrittenTable[];
  /** Bytes given out of a mailbox in one session. */
  readonly given?: number;
  /** Days on which it came, where more than one. */
  readonly days?: number;
  /** The rule that found it, where it was one. */
  readonly rule?: RuleHits;
};
