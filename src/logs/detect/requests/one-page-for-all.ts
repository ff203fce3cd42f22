// Sites that answer 200 to what they do not have: with a page of their own, or with the one page that a browser then fills.
// An answer of that size says nothing about the file or script that was asked for, whoever asked.
import type { LogStore } from '../../port.ts';
import type { AttackClassId } from '../attack-classes.ts';
import type { Answered } from './web-success.ts';

/** Classes that ask for files which nothing on a site links to: what they all get is what is given for nothing. */
const unlinked = new Set<AttackClassId>(['sensitive-file', 'webshell', 'probe']);

/** Different paths with one size, from where it is the page for everything. */
const FEWEST_PATHS = 3;
/** How often a page may repeat the address it was asked for. */
const MOST_ECHOES = 3;
/** Sizes as near as this are one page that varies, where so many first folders got one. */
const NEAR_BYTES = 8;
const NEAR_SHARE = 0.01;
const FEWEST_FOLDERS = 6;
/** A size that the front page has as often as this is the front page. */
const FRONT_SHARE = 0.2;
const MOST_FRONT_SIZES = 4;

/** One file by any spelling: the same file fetched twice is no page for everything. */
function oneSpelling(path: string): string {
  const parts: string[] = [];
  for (const part of path.toLowerCase().replaceAll('%2e', '.').replaceAll('%2f', '/').split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

type Sized = Pick<Answered, 'class' | 'path' | 'size' | 'length'>;

export class OnePageForAll {
  /** Paths by what is left of their size when `echoes` times the address is taken off. */
  readonly #paths = new Map<string, Set<string>>();
  /** First folders by size, and all these sizes in order. */
  readonly #folders = new Map<number, Set<string>>();
  readonly #sizes: readonly number[];
  readonly #front: ReadonlySet<number>;

  constructor(answered: readonly Sized[], frontSizes: readonly number[] = []) {
    this.#front = new Set(frontSizes);
    for (const one of answered) {
      if (!unlinked.has(one.class) || one.size <= 0) continue;
      const path = oneSpelling(one.path);
      for (let echoes = 0; echoes <= MOST_ECHOES; echoes += 1) add(this.#paths, bare(one, echoes), path);
      add(this.#folders, one.size, path.split('/')[1] ?? '');
    }
    this.#sizes = [...this.#folders.keys()].sort((a, b) => a - b);
  }

  /** Whether an answer is of the size that others got who asked for something else. */
  covers(one: Sized): boolean {
    if (one.size <= 0) return false;
    if (this.#front.has(one.size)) return true;
    for (let echoes = 0; echoes <= MOST_ECHOES; echoes += 1)
      if ((this.#paths.get(bare(one, echoes))?.size ?? 0) >= FEWEST_PATHS) return true;
    return this.#foldersNear(one.size) >= FEWEST_FOLDERS;
  }

  #foldersNear(size: number): number {
    const near = NEAR_BYTES + NEAR_SHARE * size;
    const folders = new Set<string>();
    for (let i = this.#firstFrom(size - near); i < this.#sizes.length; i += 1) {
      const other = this.#sizes[i] ?? 0;
      if (other > size + near || folders.size >= FEWEST_FOLDERS) break;
      for (const folder of this.#folders.get(other) ?? []) folders.add(folder);
    }
    return folders.size;
  }

  #firstFrom(least: number): number {
    let [low, high] = [0, this.#sizes.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#sizes[middle] ?? 0) < least) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const bare = ({ size, length }: Sized, echoes: number) => `${echoes}:${size - echoes * length}`;

function add<K>(sets: Map<K, Set<string>>, key: K, value: string): void {
  const known = sets.get(key);
  if (!known) sets.set(key, new Set([value]));
  else if (known.size < FEWEST_FOLDERS) known.add(value);
}

/** What stands for nothing on this site, from all who asked for what nothing links to, and from its front page. */
export async function onePageForAll(
  store: LogStore,
  answered: readonly Answered[],
  attackers: readonly string[],
): Promise<OnePageForAll> {
  const candidates = answered.filter((one) => unlinked.has(one.class) && one.size > 0);
  if (candidates.length === 0) return new OnePageForAll([]);
  const rows = await store.rows<{ size: number; share: number }>(
    `select size, requests / sum(requests) over () as share from (
       select size, count() as requests from web
       where path = '/' and status = 200 and method = 'GET' and size > 0 and client not in {attackers:Array(String)} group by size
     ) order by share desc, size limit ${MOST_FRONT_SIZES}`,
    { attackers },
  );
  return new OnePageForAll(
    candidates,
    rows.filter(({ share }) => share >= FRONT_SHARE).map(({ size }) => size),
  );
}
