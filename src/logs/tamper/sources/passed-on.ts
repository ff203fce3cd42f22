// Requests that a web server passed on, and no longer tells of: the application behind it keeps a log of its own. Pure.

/** One request of one log; `key` names what was asked for. Ascending in time. */
export type Passed = { readonly n: number; readonly t: number; readonly key: string; readonly client: string };

/** A proxy and its application write one request so far apart at most. */
export const SAME_MS = 5000;
/** Requests of the application that the front must tell of, before that is a habit; and their share. */
const LEAST_TOLD = 200;
const REGULAR = 0.98;
/** Of the rest, outside the one stretch that is told, so many are missing here and there: requests that took long, paths written otherwise. */
const MOST_SCATTERED = 0.005;
const FEW_SCATTERED = 3;
/** Fewer in a row are missing by chance. */
const LEAST_BLOCK = 5;
/** More than this share is a log that was set to leave them out, or a second server in front. */
const MOST_BLOCK_SHARE = 0.05;
/** Who asks an application directly, past the server in front, is one visitor. */
const LEAST_VISITORS = 3;
const LEAST_OF_OTHERS = 3;
const MOST_OF_ONE = 2 / 3;
/** The front's own answers (pictures, styles) in that time, of those that are usual beside so many requests. */
const LEAST_OWN = 3;
const OWN_SHARE = 1 / 3;
/** Of its lines, so many are its own answers: of a server that passes everything on, nothing is left that says it was there. */
const LEAST_OWN_OF_ALL = 0.1;
/** Lines that stand elsewhere are no missing lines: a clock was set, or the application wrote late. */
const ELSEWHERE_MS = 900_000;
const MOST_ELSEWHERE = 0.2;
/** A path, or a client, that the front never tells of over this share of the time goes another way. */
const LEAST_OTHER_WAY = 20;
const OTHER_WAY_SPAN = 1 / 3;
/** Where one program writes both logs, so many lines have the same second. */
const ONE_WRITER = 0.99;

export type Unanswered = {
  /** Requests of the application, one after the other, of which the front says nothing. */
  readonly lines: readonly Passed[];
  /** How many others it tells of. */
  readonly told: number;
};

type Match = { readonly missing: readonly Passed[]; readonly own: readonly Passed[]; readonly sameSecond: number };

/** Which requests of either log stand alone, each of the other matched once and nearest in order. */
function match(kept: readonly Passed[], front: readonly Passed[], nameOf: (one: Passed) => string): Match {
  const free = new Map<string, { readonly lines: Passed[]; next: number }>();
  for (const one of front) {
    const known = free.get(nameOf(one));
    if (known) known.lines.push(one);
    else free.set(nameOf(one), { lines: [one], next: 0 });
  }
  const used = new Set<number>();
  const missing: Passed[] = [];
  let sameSecond = 0;
  for (const one of kept) {
    const queue = free.get(nameOf(one));
    while (queue && (queue.lines[queue.next]?.t ?? Number.POSITIVE_INFINITY) < one.t - SAME_MS) queue.next += 1;
    const found = queue?.lines[queue.next];
    if (!queue || !found || found.t > one.t + SAME_MS) {
      missing.push(one);
      continue;
    }
    queue.next += 1;
    used.add(found.n);
    if (Math.floor(found.t / 1000) === Math.floor(one.t / 1000)) sameSecond += 1;
  }
  return { missing, own: front.filter(({ n }) => !used.has(n)), sameSecond };
}

/** Requests of a path or a client that goes another way than through the front. */
function otherWay(missing: readonly Passed[], front: readonly Passed[], spanMs: number): Set<Passed> {
  const found = new Set<Passed>();
  for (const part of ['key', 'client'] as const) {
    const known = new Set(front.map((one) => one[part]));
    const groups = new Map<string, Passed[]>();
    for (const one of missing) {
      if (known.has(one[part])) continue;
      const group = groups.get(one[part]);
      if (group) group.push(one);
      else groups.set(one[part], [one]);
    }
    for (const group of groups.values()) {
      const length = (group.at(-1)?.t ?? 0) - (group[0]?.t ?? 0);
      if (group.length >= LEAST_OTHER_WAY && length >= OTHER_WAY_SPAN * spanMs) for (const one of group) found.add(one);
    }
  }
  return found;
}

function longestRun(kept: readonly Passed[], missing: ReadonlySet<Passed>): readonly Passed[] {
  let best: readonly Passed[] = [];
  let from = 0;
  for (let i = 0; i <= kept.length; i += 1) {
    const one = kept[i];
    if (one && missing.has(one)) continue;
    if (i - from > best.length) best = kept.slice(from, i);
    from = i + 1;
  }
  return best;
}

/** Whether several visitors asked, so that none of them went past the front. */
function isOfSeveral(lines: readonly Passed[]): boolean {
  const of = new Map<string, number>();
  for (const { client } of lines) of.set(client, (of.get(client) ?? 0) + 1);
  const most = Math.max(...of.values());
  return of.size >= LEAST_VISITORS && lines.length - most >= LEAST_OF_OTHERS && most <= MOST_OF_ONE * lines.length;
}

/**
 * The longest row of an application's requests of which the server in front says nothing, where it tells of nearly all
 * others and went on with answers of its own meanwhile. Undefined where there is none, or where it has an innocent look.
 *
 * @param kept the application's requests, in the time that both logs cover
 * @param front the server's requests; both ascending in time
 */
export function unansweredRequests(kept: readonly Passed[], front: readonly Passed[]): Unanswered | undefined {
  if (kept.length < LEAST_TOLD || front.length < LEAST_TOLD) return undefined;
  // Clients must be the same in both: an address that the proxy has is nobody's, and then nothing says how many asked.
  const { missing, own, sameSecond } = match(kept, front, ({ key, client }) => `${client} ${key}`);
  const spanMs = (kept.at(-1)?.t ?? 0) - (kept[0]?.t ?? 0);
  const elsewise = otherWay(missing, front, spanMs);
  const through = elsewise.size === 0 ? kept : kept.filter((one) => !elsewise.has(one));
  const silent = new Set(missing.filter((one) => !elsewise.has(one)));
  const told = through.length - silent.size;
  const lines = longestRun(through, silent);
  const [first, last] = [lines[0], lines.at(-1)];
  if (!first || !last || lines.length < LEAST_BLOCK || lines.length > MOST_BLOCK_SHARE * through.length)
    return undefined;
  const others = silent.size - lines.length;
  const isHabit = told >= LEAST_TOLD && told >= REGULAR * (through.length - lines.length);
  if (!isHabit || others > Math.max(FEW_SCATTERED, MOST_SCATTERED * through.length)) return undefined;
  if (sameSecond >= ONE_WRITER * told && own.length < LEAST_OWN_OF_ALL * front.length) return undefined;
  if (!isOfSeveral(lines) || own.length < LEAST_OWN_OF_ALL * front.length) return undefined;
  return wentOn(lines, own, through.length) && !standElsewhere(lines, own) ? { lines, told } : undefined;
}

/** Whether the front wrote its own answers meanwhile, to more than one visitor and of more than one kind. */
function wentOn(lines: readonly Passed[], own: readonly Passed[], of: number): boolean {
  const [from, to] = [lines[0]?.t ?? 0, lines.at(-1)?.t ?? 0];
  const meanwhile = own.filter(({ t }) => t >= from && t <= to);
  const usual = (own.length / of) * lines.length;
  return (
    meanwhile.length >= Math.max(LEAST_OWN, OWN_SHARE * usual) &&
    new Set(meanwhile.map(({ client }) => client)).size > 1 &&
    new Set(meanwhile.map(({ key }) => key)).size > 1
  );
}

/** Whether the front has such requests, without their counterparts, a little earlier or later. */
function standElsewhere(lines: readonly Passed[], own: readonly Passed[]): boolean {
  const [from, to] = [(lines[0]?.t ?? 0) - ELSEWHERE_MS, (lines.at(-1)?.t ?? 0) + ELSEWHERE_MS];
  const names = new Set(lines.map(({ key, client }) => `${client} ${key}`));
  const same = own.filter(({ t, key, client }) => t >= from && t <= to && names.has(`${client} ${key}`));
  return same.length > MOST_ELSEWHERE * lines.length;
}
