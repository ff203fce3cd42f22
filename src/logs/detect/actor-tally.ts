// Rule hits gathered per actor while pages of lines go by: counts exact, lines kept only as examples.
import type { Place } from '../port.ts';
import type { CompiledRule } from '../sigma/compile-rule.ts';
import type { HitShows } from '../sigma/rule.ts';
import { type AttackClassId, isAttackClass } from './attack-classes.ts';
import type { ActorKind } from './detection.ts';
import type { Explained } from './requests/ordinary-text.ts';

/** Example lines kept for each actor and class. */
const EXAMPLES = 20;
/** Different paths remembered for each actor and class: beyond these only counts go on. */
const MOST_PATHS = 5_000;

export type ClassTally = {
  lines: number;
  attackLines: number;
  /** By the first digit of the status: [, 1xx, 2xx, 3xx, 4xx, 5xx]. */
  readonly answered: number[];
  readonly paths: Set<string>;
  readonly examples: Place[];
};

export type ActorTally = {
  readonly kind: ActorKind;
  readonly id: string;
  lines: number;
  first: number;
  last: number;
  readonly rules: Map<number, number>;
  readonly classes: Map<AttackClassId, ClassTally>;
  readonly examples: Place[];
  /** The strongest thing a hit of this actor showed. */
  shows: HitShows;
  readonly footholds: Map<AttackClassId, Place[]>;
  /** When the first of each was; milliseconds UTC. Left out: its lines bear no time. */
  readonly footholdsFrom: Map<AttackClassId, number>;
};

const order: Readonly<Record<HitShows, number>> = { context: 0, probe: 1, attack: 2, foothold: 3 };

export type Meaning = {
  readonly class: AttackClassId;
  readonly shows: HitShows;
  /** Whether the rule reads syntax in the request itself, which ordinary text may explain. */
  readonly bySyntax: boolean;
};

/** Rules that still say something of a request once ordinary text has explained its syntax: what people write is no sign of anything. */
export function toldRules(
  rules: readonly number[],
  meanings: readonly Meaning[],
  explained: Explained | undefined,
): readonly number[] {
  return explained === 'ordinary' ? rules.filter((index) => !meanings[index]?.bySyntax) : rules;
}

/** What a hit shows where its syntax is a single mark, or nothing but a name. */
export function explainedAs(meaning: Meaning, explained: Explained | undefined): HitShows {
  if (!meaning.bySyntax || explained === undefined || meaning.shows !== 'attack') return meaning.shows;
  return explained === 'mark' ? 'probe' : 'context';
}

/** Classes whose rules also hold for the bare name of a command, a file or a part of a page or database, of which people write. */
const NAMED: ReadonlySet<string> = new Set(['cmdi', 'traversal', 'sqli', 'xss']);

/** What a hit of a rule means: our rules say so; others by table and level. */
export function meaningOf(rule: CompiledRule): Meaning {
  const own = rule.rule.akashi;
  const fallback = rule.table === 'web' ? 'web-rule' : 'host-rule';
  if (own)
    return {
      class: isAttackClass(own.class) ? own.class : fallback,
      shows: own.shows,
      bySyntax: own.needsSyntax || (rule.table === 'web' && !rule.readsAgent && NAMED.has(own.class)),
    };
  const grave = rule.rule.level === 'high' || rule.rule.level === 'critical';
  const shows = rule.table === 'web' ? (grave ? 'attack' : 'probe') : grave ? 'probe' : 'context';
  return { class: fallback, shows, bySyntax: false };
}

export type TalliedHit = {
  readonly kind: ActorKind;
  readonly id: string;
  readonly f: number;
  readonly n: number;
  /** Milliseconds UTC, 0 when unknown. */
  readonly at: number;
  /** '' and 0 for events. */
  readonly path: string;
  readonly status: number;
  readonly rules: readonly number[];
  /** What explains the syntax of the request, if anything does. */
  readonly explained?: Explained | undefined;
};

export class Tallies {
  readonly actors = new Map<string, ActorTally>();
  readonly #meanings: readonly Meaning[];

  constructor(rules: readonly CompiledRule[]) {
    this.#meanings = rules.map(meaningOf);
  }

  actor(kind: ActorKind, id: string): ActorTally {
    const key = `${kind}:${id}`;
    const known = this.actors.get(key);
    if (known) return known;
    const made: ActorTally = {
      ...{ kind, id, lines: 0, first: 0, last: 0, shows: 'context' },
      ...{ rules: new Map(), classes: new Map(), examples: [], footholds: new Map(), footholdsFrom: new Map() },
    };
    this.actors.set(key, made);
    return made;
  }

  /** Takes back that a line counted as an attack of these classes: it was found to be in a language of the site's own. */
  excuse(kind: ActorKind, id: string, classes: readonly AttackClassId[]): void {
    const actor = this.actors.get(`${kind}:${id}`);
    for (const of of new Set(classes)) {
      const tally = actor?.classes.get(of);
      if (tally && tally.attackLines > 0) tally.attackLines -= 1;
    }
  }

  add(given: TalliedHit): void {
    const hit = { ...given, rules: toldRules(given.rules, this.#meanings, given.explained) };
    if (hit.rules.length === 0) return;
    // A probe by nobody is held against nobody; what only an intruder does counts, whoever it was.
    if (hit.id === '' && !hit.rules.some((index) => order[this.#meanings[index]?.shows ?? 'context'] > order.probe))
      return;
    const actor = this.actor(hit.kind, hit.id);
    const place = { f: hit.f, n: hit.n };
    actor.lines += 1;
    if (hit.at > 0) {
      actor.first = actor.first === 0 ? hit.at : Math.min(actor.first, hit.at);
      actor.last = Math.max(actor.last, hit.at);
    }
    const seen = new Map<AttackClassId, HitShows>();
    for (const index of hit.rules) {
      actor.rules.set(index, (actor.rules.get(index) ?? 0) + 1);
      const meaning = this.#meanings[index];
      if (!meaning) continue;
      const before = seen.get(meaning.class);
      const shows = explainedAs(meaning, hit.explained);
      if (!before || order[shows] > order[before]) seen.set(meaning.class, shows);
    }
    for (const [id, shows] of seen) {
      if (order[shows] > order[actor.shows]) actor.shows = shows;
      const tally = actor.classes.get(id) ?? {
        lines: 0,
        attackLines: 0,
        answered: [0, 0, 0, 0, 0, 0],
        paths: new Set(),
        examples: [],
      };
      actor.classes.set(id, tally);
      tally.lines += 1;
      if (shows === 'attack') tally.attackLines += 1;
      const digit = Math.floor(hit.status / 100);
      if (digit >= 1 && digit <= 5) tally.answered[digit] = (tally.answered[digit] ?? 0) + 1;
      if (hit.path !== '' && tally.paths.size < MOST_PATHS) tally.paths.add(hit.path);
      if (tally.examples.length < EXAMPLES) tally.examples.push(place);
      if (shows === 'foothold') {
        const places = actor.footholds.get(id) ?? [];
        if (places.length < EXAMPLES) places.push(place);
        actor.footholds.set(id, places);
        if (hit.at > 0) actor.footholdsFrom.set(id, Math.min(hit.at, actor.footholdsFrom.get(id) ?? hit.at));
      }
    }
    if (actor.examples.length < EXAMPLES) actor.examples.push(place);
  }
}
