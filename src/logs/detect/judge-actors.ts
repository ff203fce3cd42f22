// One level for each actor, from everything that was seen of it.
import type { Pointer } from '../../vocabulary/finding.ts';
import type { LogStore, Place } from '../port.ts';
import type { CompiledRules } from '../sigma/load-rules.ts';
import type { ActorTally, ClassTally, Tallies } from './actor-tally.ts';
import { type AttackClassId, attackClasses } from './attack-classes.ts';
import type { Actor, ClassFinding, Finding, Level, RuleHits, Success } from './detection.ts';

/** Attack lines of one actor from where it is no longer the probing that every server gets. */
const ATTACKS_NOTABLE = 10;
/** Attacks that the application answered in another way than "not here": with fewer of these it is directed too. */
const ANSWERED_NOTABLE = 3;
/** Probes for different things. */
const PROBED_PATHS_NOTABLE = 60;
/** Requests of a tool that gives its own name. */
const TOOL_NOTABLE = 30;
const EXAMPLES = 20;

const levels: readonly Level[] = ['noise', 'notable', 'adverse'];
const successes: readonly Success[] = ['none', 'possible', 'shown'];
const higher = <T>(order: readonly T[], a: T, b: T): T => (order.indexOf(b) > order.indexOf(a) ? b : a);

function levelOfClass(id: AttackClassId, tally: ClassTally): Level {
  if (tally.attackLines >= ATTACKS_NOTABLE) return 'notable';
  // 2xx or 5xx to an attack: the page exists and took it.
  const [, , fine = 0, , , broke = 0] = tally.answered;
  if (tally.attackLines >= ANSWERED_NOTABLE && fine + broke >= ANSWERED_NOTABLE) return 'notable';
  if (id === 'scanner' && tally.lines >= TOOL_NOTABLE) return 'notable';
  if (tally.paths.size >= PROBED_PATHS_NOTABLE) return 'notable';
  return 'noise';
}

function levelOfTally(tally: ActorTally): Level {
  if (tally.footholds.size > 0) return 'adverse';
  let level: Level = 'noise';
  let attacks = 0;
  for (const [id, each] of tally.classes) {
    level = higher(levels, level, levelOfClass(id, each));
    attacks += each.attackLines;
  }
  return attacks >= ATTACKS_NOTABLE ? higher(levels, level, 'notable') : level;
}

type Case = {
  readonly kind: Actor['kind'];
  readonly id: string;
  tally: ActorTally | undefined;
  readonly findings: Finding[];
};

function ruleHits({ tally, findings }: Case, rules: CompiledRules): RuleHits[] {
  const ofLines = [...(tally?.rules ?? [])].flatMap(([index, count]): RuleHits[] => {
    const rule = rules.rules[index]?.rule;
    if (!rule) return [];
    const { id, title, level, author, license, path } = rule;
    return [{ id: id === '' ? path : id, title, level, count, author, license, path }];
  });
  const byId = new Map<string, RuleHits>();
  for (const hit of [...ofLines, ...findings.flatMap(({ rule }) => rule ?? [])]) {
    byId.set(hit.id, { ...hit, count: hit.count + (byId.get(hit.id)?.count ?? 0) });
  }
  return [...byId.values()].sort((a, b) => b.count - a.count || (a.id < b.id ? -1 : 1));
}

function perClass({ tally, findings }: Case): ClassFinding[] {
  const found = new Map<AttackClassId, Omit<ClassFinding, 'class'>>();
  for (const [id, each] of tally?.classes ?? []) {
    const worked = tally?.footholds.has(id) ?? false;
    const reachedData = worked && attackClasses[id].reachesData;
    found.set(id, { lines: each.lines, success: worked ? 'shown' : 'none', reachedData });
  }
  for (const { class: id, count, success, reachesData = attackClasses[id].reachesData } of findings) {
    const before = found.get(id) ?? { lines: 0, success: 'none', reachedData: false };
    found.set(id, {
      lines: Math.max(before.lines, count),
      success: higher(successes, before.success, success),
      reachedData: before.reachedData || (success !== 'none' && reachesData),
    });
  }
  return [...found].map(([id, each]) => ({ class: id, ...each })).sort((a, b) => (a.class < b.class ? -1 : 1));
}

/** The telling lines first: those of the gravest findings, then examples of each rule's hits; in the order of files and lines. */
function placesOf({ tally, findings }: Case): Place[] {
  const kept = new Map<string, Place>();
  const take = (places: readonly Place[], most: number) => {
    for (const place of places.slice(0, most)) if (kept.size < EXAMPLES) kept.set(`${place.f}:${place.n}`, place);
  };
  const grave = [...findings].sort((a, b) => levels.indexOf(b.level) - levels.indexOf(a.level));
  for (const places of tally?.footholds.values() ?? []) take(places, EXAMPLES);
  for (const { places, level } of grave) take(places, level === 'adverse' ? EXAMPLES : 5);
  for (const { examples } of tally?.classes.values() ?? []) take(examples, 4);
  take(tally?.examples ?? [], EXAMPLES);
  for (const { places } of grave) take(places, EXAMPLES);
  return [...kept.values()].sort((a, b) => a.f - b.f || a.n - b.n);
}

const iso = (milliseconds: number) => (milliseconds > 0 ? new Date(milliseconds).toISOString() : null);

function within(times: readonly number[], pick: (...values: number[]) => number): string | null {
  const known = times.filter((time) => time > 0);
  return known.length === 0 ? null : iso(pick(...known));
}

/** Pointers for many actors in few questions. */
class PointerBook {
  readonly #wanted = new Map<string, Place>();
  readonly #found = new Map<string, Pointer>();
  want(places: readonly Place[]): void {
    for (const place of places) this.#wanted.set(`${place.f}:${place.n}`, place);
  }
  async fetch(store: LogStore): Promise<void> {
    const all = [...this.#wanted];
    for (let i = 0; i < all.length; i += 5_000) {
      const some = all.slice(i, i + 5_000);
      const pointers = await store.pointers(some.map(([, place]) => place));
      for (const [j, [key]] of some.entries()) {
        const pointer = pointers[j];
        if (pointer) this.#found.set(key, pointer);
      }
    }
  }
  of(places: readonly Place[]): Pointer[] {
    return places.flatMap((place) => this.#found.get(`${place.f}:${place.n}`) ?? []);
  }
}

export async function judgeActors(
  store: LogStore,
  rules: CompiledRules,
  tallies: Tallies,
  findings: readonly Finding[],
): Promise<Actor[]> {
  const cases = new Map<string, Case>();
  for (const [key, tally] of tallies.actors) cases.set(key, { kind: tally.kind, id: tally.id, tally, findings: [] });
  for (const finding of findings) {
    const { kind, id } = finding.actor;
    const key = `${kind}:${id}`;
    const one = cases.get(key) ?? { kind, id, tally: undefined, findings: [] };
    cases.set(key, one);
    one.findings.push(finding);
  }
  const book = new PointerBook();
  for (const one of cases.values()) {
    book.want(placesOf(one));
    for (const { places } of one.findings) book.want(places.slice(0, EXAMPLES));
  }
  await book.fetch(store);
  const actors = [...cases.values()].map((one): Actor => {
    const { kind, id, tally, findings: mine } = one;
    const classes = perClass(one);
    const level = mine.reduce((a, { level: b }) => higher(levels, a, b), tally ? levelOfTally(tally) : 'noise');
    const success = classes.reduce((a, { success: b }) => higher(successes, a, b), 'none' as Success);
    return {
      kind,
      id,
      level,
      success,
      classes: classes.map((each) => each.class),
      rules: ruleHits(one, rules),
      from: within([tally?.first ?? 0, ...mine.map(({ first }) => first)], Math.min),
      to: within([tally?.last ?? 0, ...mine.map(({ last }) => last)], Math.max),
      pointerCount: Math.max(tally?.lines ?? 0, ...mine.map(({ count }) => count), 0),
      pointers: book.of(placesOf(one)),
      perClass: classes.map((each) => {
        const places = tally?.footholds.get(each.class);
        if (!places) return each;
        const from = iso(tally?.footholdsFrom.get(each.class) ?? 0);
        return { ...each, foothold: { from, pointers: book.of(places) } };
      }),
      reachedData: classes.some(({ reachedData }) => reachedData),
      signs: mine.map(
        ({ sign, class: of, success: how, says, count, first, workedAt, places, tables, given, days }) => ({
          id: sign,
          class: of,
          success: how,
          says,
          count,
          from: within([first], Math.min),
          ...(workedAt ? { workedAt: new Date(workedAt).toISOString() } : {}),
          pointers: book.of(places.slice(0, EXAMPLES)),
          ...(tables ? { tables } : {}),
          ...(given ? { given } : {}),
          ...(days ? { days } : {}),
        }),
      ),
    };
  });
  return actors.sort(
    (a, b) =>
      levels.indexOf(b.level) - levels.indexOf(a.level) ||
      b.pointerCount - a.pointerCount ||
      (`${a.kind}:${a.id}` < `${b.kind}:${b.id}` ? -1 : 1),
  );
}
