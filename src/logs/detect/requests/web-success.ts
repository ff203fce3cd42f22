// Whether an attack on a web application seems to have worked: its answers beside what the same path ordinarily answers.
import { grouped } from '../../../vocabulary/grouped.ts';
import { leastAndMost } from '../../../vocabulary/span.ts';
import type { LogStore, Place } from '../../port.ts';
import type { AttackClassId } from '../attack-classes.ts';
import type { Finding } from '../detection.ts';
import { type Limit, limitOf } from '../limits.ts';

/** An attack that was answered 2xx. */
export type Answered = Place & {
  readonly client: string;
  readonly at: number;
  readonly class: AttackClassId;
  readonly path: string;
  readonly size: number;
  /** Characters of what was asked for: an answer may echo it. */
  readonly length: number;
  /** Whether the address is that of an exploit and of nothing else. */
  readonly isSure?: boolean;
  /** Which of them. */
  readonly exploit?: number;
};

type Ordinary = {
  readonly path: string;
  readonly requests: number;
  readonly clients: number;
  readonly least: number;
  readonly most: number;
};

const PATHS_AT_ONCE = 1_000;
/** Ordinary answers of a path needed before an unusual one says anything. */
export const FEWEST_ORDINARY = 5;
const FEWEST_FOR_SHOWN = 20;
/** How far beyond the largest or below the smallest an answer must lie: pages echo what was asked. */
const beyond = (most: number) => most * 1.25 + 256;
const farBeyond = (most: number) => most * 2 + 2_048;
const below = (least: number) => least * 0.7 - 256;

/** Sizes that each path answered to clients that attacked nothing. */
export async function ordinaryAnswers(
  store: LogStore,
  paths: readonly string[],
  attackers: readonly string[],
): Promise<Map<string, Ordinary>> {
  const known = new Map<string, Ordinary>();
  for (let i = 0; i < paths.length; i += PATHS_AT_ONCE) {
    const rows = await store.rows<Ordinary>(
      `select path, count() as requests, uniqExact(client) as clients, min(size) as least, max(size) as most
       from web where path in {paths:Array(String)} and status >= 200 and status < 300 and status not in (204, 206) and method in ('GET', 'POST')
         and client not in {attackers:Array(String)}
       group by path order by path`,
      { paths: paths.slice(i, i + PATHS_AT_ONCE), attackers },
    );
    for (const row of rows) known.set(row.path, row);
  }
  return known;
}

/** Classes whose success shows in the size of an answer. */
export const readable = new Set<AttackClassId>([
  'sqli',
  'traversal',
  'cmdi',
  'ssti',
  'ssrf',
  'rfi',
  'injection',
  'log4shell',
  'web-rule',
]);

/** Attempts of one client on one page that were "not found": the page tells a file that is there from one that is not. */
const FEWEST_NOT_FOUND = 3;
const MOST_COUNTED = 1_000_000;

/** How often an attack of one client on one path was answered "not found". */
export class NotFound {
  readonly #counts = new Map<string, number>();
  #isFull = false;

  add({ client, path, class: of }: Pick<Answered, 'client' | 'path' | 'class'>): void {
    const key = `${client}\n${of}\n${path}`;
    const before = this.#counts.get(key);
    if (before !== undefined || this.#counts.size < MOST_COUNTED) this.#counts.set(key, (before ?? 0) + 1);
    else this.#isFull = true;
  }

  limits(): Limit[] {
    return this.#isFull ? [limitOf('files-not-found', ['traversal'], MOST_COUNTED)] : [];
  }

  of({ client, path, class: of }: Answered): number {
    return of === 'traversal' ? (this.#counts.get(`${client}\n${of}\n${path}`) ?? 0) : 0;
  }
}

/** Attacks answered with a size that the path never had otherwise. */
export async function unusualAnswers(
  store: LogStore,
  answered: readonly Answered[],
  attackers: readonly string[],
  notFound: NotFound = new NotFound(),
): Promise<Finding[]> {
  const mine = answered.filter((one) => readable.has(one.class));
  if (mine.length === 0) return [];
  const ordinary = await ordinaryAnswers(store, [...new Set(mine.map(({ path }) => path))].sort(), attackers);
  const groups = new Map<
    string,
    {
      readonly first: Answered;
      strong: boolean;
      notFound: number;
      readonly list: Answered[];
      readonly sizes: Set<number>;
      readonly different: Set<number>;
    }
  >();
  for (const one of mine) {
    const usual = ordinary.get(one.path);
    if (!usual || usual.requests < FEWEST_ORDINARY) continue;
    if (one.size <= beyond(usual.most) && one.size >= below(usual.least)) continue;
    const key = `${one.client}\n${one.class}`;
    const group = groups.get(key) ?? {
      ...{ first: one, strong: false, notFound: 0, list: [], sizes: new Set<number>(), different: new Set<number>() },
    };
    groups.set(key, group);
    group.list.push(one);
    if (usual.requests >= FEWEST_FOR_SHOWN && one.size > beyond(usual.most)) group.sizes.add(one.size);
    if (usual.requests >= FEWEST_FOR_SHOWN && one.size > farBeyond(usual.most)) group.strong = true;
    group.different.add(one.size);
    group.notFound = Math.max(group.notFound, notFound.of(one));
  }
  return [...groups.values()].map(({ first, strong, notFound: missed, list, sizes, different }): Finding => {
    const shown = strong || sizes.size >= 3;
    // Files of their own sizes behind one page that says "not found" of others.
    const told = missed >= FEWEST_NOT_FOUND || (missed > 0 && different.size > 1);
    return {
      actor: { kind: 'ip', id: first.client },
      sign: 'unusual-answer',
      class: first.class,
      level: shown || told || sizes.size > 0 ? 'adverse' : 'notable',
      success: shown ? 'shown' : 'possible',
      says: {
        ja: `攻撃への応答${list.length}件の大きさが、同じページの普段の範囲を外れていた`,
        en: `${list.length} answers to attacks were of a size that the page never had otherwise`,
      },
      ...{
        count: list.length,
        first: leastAndMost(list.map(({ at }) => at)).least,
        last: leastAndMost(list.map(({ at }) => at)).most,
      },
      places: list.slice(0, 20).map(({ f, n }) => ({ f, n })),
    };
  });
}

/** A script that more clients got an answer from is a page of the site. */
const MOST_RUNNERS = 3;

/** A picture with a script's name inside its own: where it is served, it is a picture unless the server runs it, which nobody sees. */
const PICTURE = /\.(?:jpe?g|png|gif|webp)$/i;

/** Scripts where only uploads live, that answered: run by few, and not there from the start. */
export async function ranUploads(store: LogStore, answered: readonly Answered[]): Promise<Finding[]> {
  const mine = answered.filter((one) => one.class === 'webshell' && !PICTURE.test(one.path));
  if (mine.length === 0) return [];
  const paths = [...new Set(mine.map(({ path }) => path))].sort();
  const few = new Set<string>();
  for (let i = 0; i < paths.length; i += PATHS_AT_ONCE) {
    const rows = await store.rows<{ path: string }>(
      `select path from web where path in {paths:Array(String)} and status >= 200 and status < 300
       group by path having uniqExact(client) <= ${MOST_RUNNERS} order by path`,
      { paths: paths.slice(i, i + PATHS_AT_ONCE) },
    );
    for (const { path } of rows) few.add(path);
  }
  const byClient = grouped(mine, ({ client, path }) => (few.has(path) ? client : undefined));
  return [...byClient].map(
    ([client, list]): Finding => ({
      actor: { kind: 'ip', id: client },
      sign: 'ran-upload',
      class: 'webshell',
      level: 'adverse',
      success: 'shown',
      says: {
        ja: `アップロード先のスクリプトまたは既知のWebシェルが${list.length}回応答した`,
        en: `a script in an upload folder, or a known web shell, answered ${list.length} times`,
      },
      ...{
        count: list.length,
        first: leastAndMost(list.map(({ at }) => at)).least,
        last: leastAndMost(list.map(({ at }) => at)).most,
      },
      places: list.slice(0, 20).map(({ f, n }) => ({ f, n })),
    }),
  );
}
