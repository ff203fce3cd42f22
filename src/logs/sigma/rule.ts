// The words of Sigma 2.1, parsed: what a rule says, before anything is known about where its fields live.
// https://github.com/SigmaHQ/sigma-specification (v2.1.0)

/** A value with wildcards, in order: text, `*` (any run), `?` (one character), or one of several texts (windash). */
export type Piece =
  | { readonly text: string }
  | { readonly wild: 'many' | 'one' }
  | { readonly oneOf: readonly string[] };

export type Comparison = 'lt' | 'lte' | 'gt' | 'gte' | 'eq' | 'neq';
export type TimePart = 'minute' | 'hour' | 'day' | 'week' | 'month' | 'year';
export type RegexFlags = { readonly i: boolean; readonly m: boolean; readonly s: boolean };

/** One question to one field. A field of '' is the whole message (keywords). */
export type Test =
  | { readonly is: 'text'; readonly field: string; readonly pieces: readonly Piece[]; readonly cased: boolean }
  | { readonly is: 'regex'; readonly field: string; readonly source: string; readonly flags: RegexFlags }
  | { readonly is: 'number'; readonly field: string; readonly op: Comparison; readonly value: number }
  | {
      readonly is: 'time';
      readonly field: string;
      readonly part: TimePart;
      readonly op: Comparison;
      readonly value: number;
    }
  | { readonly is: 'cidr'; readonly field: string; readonly network: string }
  | { readonly is: 'exists'; readonly field: string; readonly wanted: boolean }
  | { readonly is: 'null'; readonly field: string }
  /** `%name%` of the expand modifier, for which nobody gave values: parses, but cannot be compiled. */
  | { readonly is: 'placeholder'; readonly field: string; readonly name: string }
  | {
      readonly is: 'same-as';
      readonly field: string;
      readonly other: string;
      readonly how: 'equals' | 'startswith' | 'endswith' | 'contains';
      readonly cased: boolean;
    };

export type Expression =
  | { readonly all: readonly Expression[] }
  | { readonly any: readonly Expression[] }
  | { readonly not: Expression }
  | { readonly test: Test };

export type LogSource = { readonly category: string; readonly product: string; readonly service: string };

/** What a hit shows of a rule: the Detection Rule License asks for author, id, title and origin. */
export type RuleIdentity = {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly level: RuleLevel;
  readonly status: string;
  readonly author: string;
  readonly license: string;
  readonly description: string;
  readonly references: readonly string[];
  readonly falsePositives: readonly string[];
  readonly tags: readonly string[];
  /** File the rule came from, as given, and the number of the document in it, from 0. */
  readonly path: string;
  readonly document: number;
};

export const ruleLevels = ['informational', 'low', 'medium', 'high', 'critical'] as const;
export type RuleLevel = (typeof ruleLevels)[number];

export type SigmaRule = RuleIdentity & {
  readonly kind: 'rule';
  readonly logSource: LogSource;
  readonly expression: Expression;
  /** Our own extension, `akashi:` in the rule: which attack class a hit belongs to and what it shows. */
  readonly akashi: AkashiExtension | undefined;
};

/** What one hit of a rule of ours shows. `probe`: looked for a weakness; `attack`: tried one; `foothold`: acts as only an intruder does. */
export type HitShows = 'context' | 'probe' | 'attack' | 'foothold';
/**
 * `needs: disguise-or-syntax`: the rule can only hold for requests that hold a character or word of syntax in some stage
 * of decoding (web-text.ts says which), so that no other request has to be tried.
 */
export type AkashiExtension = { readonly class: string; readonly shows: HitShows; readonly needsSyntax: boolean };

export const correlationTypes = [
  'event_count',
  'value_count',
  'temporal',
  'temporal_ordered',
  'value_sum',
  'value_avg',
  'value_percentile',
] as const;
export type CorrelationType = (typeof correlationTypes)[number];

export type SigmaCorrelation = RuleIdentity & {
  readonly kind: 'correlation';
  readonly type: CorrelationType;
  /** Names or ids of rules or of other correlations. */
  readonly rules: readonly string[];
  readonly groupBy: readonly string[];
  readonly timespanSeconds: number;
  /** Alias → rule name or id → field of that rule's events. */
  readonly aliases: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly conditions: readonly { readonly op: Comparison; readonly value: number }[];
  /** Fields of value_* types; more than one counts their combinations. */
  readonly fields: readonly string[];
  readonly percentile: number;
  readonly generate: boolean;
  readonly akashi: AkashiExtension | undefined;
};

export type SigmaFilter = RuleIdentity & {
  readonly kind: 'filter';
  readonly logSource: LogSource;
  /** Empty: every rule of the same log source. */
  readonly rules: readonly string[];
  readonly expression: Expression;
};

export type SigmaDocument = SigmaRule | SigmaCorrelation | SigmaFilter;

/** Why a rule cannot be used. Named, never skipped in silence. */
export class RuleRefusal extends Error {
  override readonly name = 'RuleRefusal';
}
