// A cloud identity judged by its own habit: networks and programs it was never used from, and what it took from there.
import { fewestOf, isHandingOut, isTakingOver, takesOver } from './acts.ts';
import type { IdentityKind, Use, Used } from './uses.ts';

/** Before a network counts as new: days on which the identity was used, and its calls. Fewer are no habit. */
export const HABIT_DAYS = 7;
export const HABIT_CALLS = 20;
/** How many times the most of any day before, for each day there. */
const TIMES_HABIT = 5;
/** Bytes taken from where a few large things are as much as many small ones. */
const MANY_BYTES = 100 * 2 ** 20;
/** Networks that begin within this time are one visit: who hides changes addresses. */
const VISIT_MS = 3 * 86_400_000;
/** New networks in the past of who moves about, or networks altogether: one more says nothing then. */
const MOVED = 2;
const MANY_NETWORKS = 5;
/** Days after which a network that began with a new program is where the identity now lives. */
const SETTLED_DAYS = 7;
const REFUSED = 'refused:';
/** Different calls that were refused: somebody tries what the identity may do. */
const TRIED = 2;

/** First bytes of blocks of which AWS holds most. A role of a server or function is at home there, wherever it was before. */
const AWS_BLOCKS = new Set(
  '3 13 15 16 18 34 35 43 44 46 50 51 52 54 56 57 63 98 99 100 107'.split(' ').map((first) => `${first}.`),
);
/**
 * Parts of these blocks that other providers hold, by the first two bytes: Google's (34, 35), Microsoft's (13, 52), those of OVH and
 * Scaleway (51), and of 57 all but what Amazon has.
 */
const OTHERS: readonly (readonly [first: number, from: number, to: number])[] = [
  [13, 64, 107],
  [34, 0, 191],
  [35, 184, 255],
  [51, 15, 15],
  [51, 38, 38],
  [51, 68, 83],
  [51, 89, 91],
  [51, 158, 161],
  [51, 178, 178],
  [51, 195, 195],
  [51, 210, 210],
  [51, 222, 222],
  [51, 254, 255],
  [52, 160, 191],
  [52, 224, 255],
  [57, 0, 179],
  [57, 184, 255],
];
const AWS_SIX = /^(?:2600:1f|2406:da|2a05:d0)/;

export type Taken = {
  readonly act: string;
  /** The bucket or table, where it is that one's reads that are many; else '' */
  readonly of: string;
  readonly count: number;
  readonly before: number;
};

export type Visit = {
  readonly networks: readonly string[];
  readonly agents: readonly string[];
  /** Milliseconds UTC. */
  readonly first: number;
  readonly last: number;
  readonly calls: number;
  readonly habitDays: number;
  readonly habitCalls: number;
  /** Beyond habit, and by programs that were never used before. */
  readonly taken: readonly Taken[];
  readonly byNewAgent: boolean;
  /** Different calls that were refused there and never before. */
  readonly tried: number;
  /** As many that somebody tries what the identity may do. */
  readonly triedMore: boolean;
  readonly level: 'adverse' | 'notable';
  readonly success: 'none' | 'possible' | 'shown';
  readonly reachesData: boolean;
};

export type Judged = {
  readonly visits: readonly Visit[];
  /** Took data along, and was used on too few days for any habit. */
  readonly unjudged?: { readonly days: number; readonly calls: number; readonly taken: readonly Taken[] };
};

const sum = (uses: readonly Use[], of: (use: Use) => number) => uses.reduce((total, use) => total + of(use), 0);
const daysOf = (uses: readonly Use[]) => new Set(uses.map(({ day }) => day)).size;
const familyOf = (agent: string) => agent.split(/[/ ]/, 1)[0]?.toLowerCase() ?? '';

function groups<Key>(uses: readonly Use[], keyOf: (use: Use) => Key): Map<Key, Use[]> {
  const found = new Map<Key, Use[]>();
  for (const use of uses) {
    const key = keyOf(use);
    const mine = found.get(key);
    if (mine) mine.push(use);
    else found.set(key, [use]);
  }
  return found;
}

/** The most of a kind on any one day. */
const mostADay = (uses: readonly Use[], of: (use: Use) => number): number =>
  [...groups(uses, ({ day }) => day).values()].reduce((most, day) => Math.max(most, sum(day, of)), 0);

/** Whether as much was read as no day before explains. */
function isBeyond(act: string, mine: readonly Use[], known: readonly Use[]): Taken | undefined {
  const fewest = fewestOf(act);
  if (fewest === undefined) return undefined;
  const days = daysOf(mine);
  const before = mostADay(known, ({ objects }) => objects);
  const count = sum(mine, ({ objects }) => objects);
  const bytes = sum(mine, (use) => use.bytes);
  const many = count >= fewest && count >= TIMES_HABIT * before * days;
  const large = bytes >= MANY_BYTES && bytes >= TIMES_HABIT * days * mostADay(known, (use) => use.bytes);
  return many || large ? { act, of: '', count, before } : undefined;
}

/** What was taken well beyond what was ever taken on a day before, of each kind; else of each bucket or table. */
function takenBeyond(uses: readonly Use[], habit: readonly Use[]): Taken[] {
  const before = groups(habit, ({ act }) => act);
  // What was tried and refused shows what the allowed part was for.
  const over = takesOver(
    uses.flatMap(({ act }) => (before.has(act) ? [] : [act.startsWith(REFUSED) ? act.slice(REFUSED.length) : act])),
  );
  return [...groups(uses, ({ act }) => act)].flatMap(([act, mine]): Taken[] => {
    const known = before.get(act) ?? [];
    if (isTakingOver(act) && !over) return [];
    if (isHandingOut(act) || isTakingOver(act)) {
      return known.length > 0 ? [] : [{ act, of: '', count: sum(mine, ({ calls }) => calls), before: 0 }];
    }
    const all = isBeyond(act, mine, known);
    if (all) return [all];
    const knownOf = groups(known, ({ of }) => of);
    return [...groups(mine, ({ of }) => of)].flatMap(([of, some]) => {
      const one = of === '' ? undefined : isBeyond(act, some, knownOf.get(of) ?? []);
      return one ? [{ ...one, of }] : [];
    });
  });
}

/** A network named by its first byte alone may be either. */
function isElsewhere(network: string): boolean {
  if (network.endsWith('/8')) return false;
  const [first, second] = network.split('.').map(Number);
  return OTHERS.some(([of, from, to]) => first === of && second !== undefined && second >= from && second <= to);
}

const isInsideAws = (network: string) =>
  network.startsWith('vpce-') ||
  network === 'private' ||
  AWS_SIX.test(network) ||
  ([...AWS_BLOCKS].some((block) => network.startsWith(block)) && !isElsewhere(network));

/** Networks in the order in which they were first used. */
function firstUses(uses: readonly Use[]): { readonly network: string; readonly first: number; readonly day: number }[] {
  return [...groups(uses, ({ network }) => network)]
    .map(([network, mine]) => ({
      network,
      first: Math.min(...mine.map(({ first }) => first)),
      day: Math.min(...mine.map(({ day }) => day)),
    }))
    .sort((a, b) => a.first - b.first || (a.network < b.network ? -1 : 1));
}

type Episode = { readonly first: number; readonly day: number; readonly networks: ReadonlySet<string> };

/** New networks joined into visits, each after a habit. */
function episodesOf(uses: readonly Use[]): Episode[] {
  const episodes: { first: number; day: number; networks: Set<string> }[] = [];
  const byDay = [...groups(uses, ({ day }) => day)].sort(([a], [b]) => a - b);
  let calls = 0;
  /** The first day that has a habit behind it. */
  const ready = byDay.find(([, mine], index) => {
    const enough = index >= HABIT_DAYS && calls >= HABIT_CALLS;
    calls += sum(mine, (use) => use.calls);
    return enough;
  })?.[0];
  if (ready === undefined) return [];
  for (const { network, first, day } of firstUses(uses)) {
    if (day < ready) continue;
    const open = episodes.at(-1);
    if (open && first - open.first < VISIT_MS) open.networks.add(network);
    else episodes.push({ first, day, networks: new Set([network]) });
  }
  return episodes;
}

type Habit = { readonly uses: readonly Use[]; readonly moves: number };

/** Whether one more new network says anything of who was used from so many before. */
function movesAbout(habit: Habit): boolean {
  return habit.moves >= MOVED || new Set(habit.uses.map(({ network }) => network)).size >= MANY_NETWORKS;
}

/** Undefined where the visit is as harmless as the identity's ways allow. */
function levelOf(
  kind: IdentityKind,
  seen: {
    readonly beyond: boolean;
    readonly byNewAgent: boolean;
    readonly newFamily: boolean;
    readonly moves: boolean;
  },
): Pick<Visit, 'level'> | undefined {
  const { beyond, byNewAgent, newFamily, moves } = seen;
  if (!beyond) return (kind === 'key' && !moves) || kind === 'machine' ? { level: 'notable' } : undefined;
  if (kind === 'person') return byNewAgent && !moves ? { level: 'notable' } : undefined;
  if (kind === 'machine') return { level: byNewAgent ? 'adverse' : 'notable' };
  if (moves) return newFamily ? { level: 'notable' } : undefined;
  return { level: byNewAgent ? 'adverse' : 'notable' };
}

function visitOf(
  kind: IdentityKind,
  { networks, first }: Episode,
  uses: readonly Use[],
  habit: Habit,
): Visit | undefined {
  if (kind === 'machine' && [...networks].every(isInsideAws)) return undefined;
  const agents = new Set(habit.uses.map(({ agent }) => agent));
  const families = new Set([...agents].map(familyOf));
  const taken = takenBeyond(uses, habit.uses);
  const taking = uses.filter((use) => taken.some(({ act, of }) => act === use.act && (of === '' || of === use.of)));
  const byNew = taking.filter(({ agent }) => !agents.has(agent));
  const all = sum(taking, ({ calls }) => calls);
  const beyond = taken.length > 0;
  const graded = levelOf(kind, {
    beyond,
    byNewAgent: beyond && sum(byNew, ({ calls }) => calls) > all / 2,
    newFamily: byNew.some(({ agent }) => !families.has(familyOf(agent))),
    moves: movesAbout(habit),
  });
  if (!graded) return undefined;
  const refused = new Set(habit.uses.map(({ act }) => act));
  const tried = new Set(uses.flatMap(({ act }) => (act.startsWith(REFUSED) && !refused.has(act) ? [act] : []))).size;
  const shown = graded.level === 'adverse' && tried >= TRIED;
  const named = sum(taking, ({ data }) => data) > 0;
  const pictures = all > 0 && sum(taking, ({ assets }) => assets) === all;
  return {
    networks: [...networks],
    agents: [...new Set(uses.map(({ agent }) => agent))],
    first,
    last: Math.max(...uses.map(({ last }) => last)),
    calls: sum(uses, ({ calls }) => calls),
    habitDays: daysOf(habit.uses),
    habitCalls: sum(habit.uses, ({ calls }) => calls),
    taken,
    byNewAgent: byNew.length > 0,
    tried,
    triedMore: tried >= TRIED,
    level: graded.level,
    success: !beyond ? 'none' : shown ? 'shown' : 'possible',
    // Where it is said that it worked, what was taken must be what is kept of people; where it may have, it must not be pictures.
    reachesData: taken.every(({ act }) => isTakingOver(act)) ? false : shown ? named : !pictures,
  };
}

/** Whether what was done there is the identity's own from then on: its program, or a new home. */
function isOwn(uses: readonly Use[], habit: Habit): boolean {
  const agents = new Set(habit.uses.map(({ agent }) => agent));
  return uses.some(({ agent }) => agents.has(agent)) || daysOf(uses) >= SETTLED_DAYS;
}

/** Reads of data at all, for who has no habit to compare with. */
function takenWithoutHabit(uses: readonly Use[]): Judged {
  // Who sets up an account makes users too.
  const taken = takenBeyond(uses, []).filter(({ act }) => !isTakingOver(act));
  if (taken.length === 0) return { visits: [] };
  return { visits: [], unjudged: { days: daysOf(uses), calls: sum(uses, ({ calls }) => calls), taken } };
}

export function judgeIdentity({ kind, uses }: Used): Judged {
  const episodes = episodesOf(uses);
  if (episodes.length === 0) {
    const enough = daysOf(uses) >= HABIT_DAYS && sum(uses, ({ calls }) => calls) >= HABIT_CALLS;
    return enough ? { visits: [] } : takenWithoutHabit(uses);
  }
  const later = new Set(episodes.flatMap(({ networks }) => [...networks]));
  const own = uses.filter(({ network }) => !later.has(network));
  const visits: Visit[] = [];
  let joined: readonly Use[] = [];
  let moves = 0;
  for (const episode of episodes) {
    const there = uses.filter(({ network }) => episode.networks.has(network));
    const habit: Habit = { uses: [...own, ...joined].filter(({ first }) => first < episode.first), moves };
    const visit = visitOf(kind, episode, there, habit);
    if (visit) visits.push(visit);
    if (isOwn(there, habit)) {
      joined = [...joined, ...there];
      moves += episode.networks.size;
    }
  }
  return { visits };
}
