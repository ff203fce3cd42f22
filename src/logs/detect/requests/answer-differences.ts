// Attacks where nothing ordinary stands to compare with: pages that only attackers ask for, and errors. What the answers
// say is how they differ among themselves, beyond what a page that echoes its question would.
import type { LogStore } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Answered, FEWEST_ORDINARY, ordinaryAnswers, readable } from './web-success.ts';

/** Bytes that one character of a question may take in the answer, escaped, and what answers differ by of themselves. */
const ECHO_BYTES = 6;
const OWN_DIFFERENCE = 512;
/** Errors needed before their sizes say anything, and how far those of equal questions must lie apart: packed answers differ a little. */
const FEWEST_ERRORS = 10;
const ERROR_DIFFERENCE = 64;
/** An exploit's address that more clients got an answer from is a page of the site. */
const MOST_CLIENTS = 3;
const PATHS_AT_ONCE = 1_000;
const DAY_MS = 86_400_000;
/** Days on which somebody asks for it, and other pages that they used meanwhile, from where it is their work. */
const REGULAR_DAYS = 3;
const OTHER_PAGES = 3;

const range = (values: readonly number[]): number =>
  values.reduce((a, b) => Math.max(a, b), 0) - values.reduce((a, b) => Math.min(a, b), Number.MAX_SAFE_INTEGER);

function grouped(list: readonly Answered[], key: (one: Answered) => string): Answered[][] {
  const groups = new Map<string, Answered[]>();
  for (const one of list) {
    const known = groups.get(key(one));
    if (known) known.push(one);
    else groups.set(key(one), [one]);
  }
  return [...groups.values()];
}

const timesOf = (list: readonly Answered[]) => {
  const times = list.map(({ at }) => at);
  return {
    first: times.reduce((a, b) => Math.min(a, b), times[0] ?? 0),
    last: times.reduce((a, b) => Math.max(a, b), 0),
  };
};

const placesOf = (list: readonly Answered[]) => list.slice(0, 20).map(({ f, n }) => ({ f, n }));

/**
 * Attacks on a page that hardly anybody else asks for, answered with sizes that differ beyond any echo: what came back
 * depended on what was asked. The level is left to everything else, since any page of several kinds does this.
 */
export async function answersThatDiffer(
  store: LogStore,
  answered: readonly Answered[],
  attackers: readonly string[],
): Promise<Finding[]> {
  const mine = answered.filter((one) => readable.has(one.class) && one.size >= 0);
  const groups = grouped(mine, ({ client, class: of, path }) => `${client}\n${of}\n${path}`).filter(
    (list) =>
      range(list.map(({ size }) => size)) > ECHO_BYTES * range(list.map(({ length }) => length)) + OWN_DIFFERENCE,
  );
  if (groups.length === 0) return [];
  const paths = [...new Set(groups.map(([one]) => one?.path ?? ''))].sort();
  const ordinary = await ordinaryAnswers(store, paths, attackers);
  return groups.flatMap((list): Finding[] => {
    const [one] = list;
    if (!one || (ordinary.get(one.path)?.requests ?? 0) >= FEWEST_ORDINARY) return [];
    return [
      {
        actor: { kind: 'ip', id: one.client },
        sign: 'answers-differ',
        class: one.class,
        level: 'noise',
        success: 'possible',
        says: {
          ja: `ほかに利用者のいないページへの攻撃${list.length}件に、大きさの大きく異なる応答が返された`,
          en: `${list.length} attacks on a page that nobody else uses were answered with very different sizes`,
        },
        ...{ count: list.length, ...timesOf(list), places: placesOf(list) },
      },
    ];
  });
}

/** Database errors told apart by their sizes: questions of one length, answered with errors of several. */
export function errorsThatDiffer(errors: readonly Answered[]): Finding[] {
  const sqli = errors.filter((one) => one.class === 'sqli' && one.size >= 0);
  return grouped(sqli, ({ client, path }) => `${client}\n${path}`).flatMap((list): Finding[] => {
    const [one] = list;
    if (!one || list.length < FEWEST_ERRORS) return [];
    const telling = grouped(list, ({ length }) => String(length)).filter(
      (same) => range(same.map(({ size }) => size)) > ERROR_DIFFERENCE,
    );
    const count = telling.reduce((sum, same) => sum + same.length, 0);
    if (count < FEWEST_ERRORS) return [];
    return [
      {
        actor: { kind: 'ip', id: one.client },
        sign: 'errors-differ',
        class: 'sqli',
        level: 'notable',
        success: 'possible',
        says: {
          ja: `同じ長さのSQLインジェクション${count}件に、大きさの異なるエラーが返された（エラー文から内容を読み出された可能性がある）`,
          en: `${count} SQL injections as long as each other were answered with errors of different sizes, which can carry data out`,
        },
        ...{ count: list.length, ...timesOf(list), places: placesOf(telling.flat()) },
      },
    ];
  });
}

/**
 * Known exploits that got an answer which is neither the site's front page nor one page for everything. Two answers of
 * different sizes make it directed; one alone may be chance.
 */
export async function answeredExploits(
  store: LogStore,
  answered: readonly Answered[],
  attackers: readonly string[],
): Promise<Finding[]> {
  const mine = answered.filter((one) => one.class === 'probe' && one.size > 0);
  if (mine.length === 0) return [];
  const paths = [...new Set(mine.map(({ path }) => path))].sort();
  const ordinary = await ordinaryAnswers(store, ['/', ...paths], attackers);
  const front = ordinary.get('/');
  // Without a front page to compare with, a site that answers everything with one page cannot be told.
  if (!front || front.requests < FEWEST_ORDINARY) return [];
  const shared = await clientsOf(store, paths);
  const real = mine.filter(({ path, size, length }) => {
    const usual = ordinary.get(path);
    if (usual && usual.requests >= FEWEST_ORDINARY)
      return size < usual.least / 2 || size > usual.most * 2 + OWN_DIFFERENCE;
    if ((shared.get(path) ?? 0) > MOST_CLIENTS) return false;
    const echo = ECHO_BYTES * length + OWN_DIFFERENCE;
    return size > front.most + echo || size < front.least - echo;
  });
  const users = await ofTheSoftware(store, real);
  return grouped(real, ({ client }) => client).flatMap((list): Finding[] => {
    const [one] = list;
    if (!one) return [];
    const bySize = new Map<number, Set<string>>();
    for (const { size, path } of list) bySize.set(size, (bySize.get(size) ?? new Set()).add(path));
    const own = list.filter(({ size }) => (bySize.get(size)?.size ?? 0) < 3);
    if (own.length === 0) return [];
    return [
      {
        actor: { kind: 'ip', id: one.client },
        sign: 'answered-exploit',
        class: 'probe',
        level: new Set(own.map(({ size }) => size)).size > 1 && !users.has(one.client) ? 'notable' : 'noise',
        success: 'possible',
        says: {
          ja: `既知の脆弱性を突く要求${own.length}件に、このサイトの通常のページではない応答が返された`,
          en: `${own.length} requests of known exploits were answered, and not with a page that this site ordinarily gives`,
        },
        ...{ count: own.length, ...timesOf(own), places: placesOf(own) },
      },
    ];
  });
}

/** Answers to one exploit, and their sizes, from where they depend on what it was made to do. */
const FEWEST_COMMANDS = 3;

/**
 * One exploit sent again and again, each time answered otherwise, beyond any echo: it was made to do several things. Needs no page
 * of the site to compare with, since the address is nothing else's.
 *
 * @param answered without what the site answers to everything
 */
export function exploitsThatDiffer(answered: readonly Answered[]): Finding[] {
  const sure = answered.filter(({ exploit, size }) => exploit !== undefined && size > 0);
  return grouped(sure, ({ client, exploit }) => `${client}\n${exploit}`).flatMap((list): Finding[] => {
    const [one] = list;
    const sizes = list.map(({ size }) => size);
    const echo = ECHO_BYTES * range(list.map(({ length }) => length)) + OWN_DIFFERENCE;
    if (!one || new Set(sizes).size < FEWEST_COMMANDS || range(sizes) <= echo) return [];
    return [
      {
        actor: { kind: 'ip', id: one.client },
        sign: 'exploit-answers-differ',
        class: 'probe',
        level: 'adverse',
        success: 'possible',
        says: {
          ja: `既知の脆弱性を突く同じ種類の要求${list.length}件に、そのつど大きさの大きく異なる応答が返された`,
          en: `${list.length} requests of one known exploit were answered each time with another size`,
        },
        ...{ count: list.length, ...timesOf(list), places: placesOf(list) },
      },
    ];
  });
}

/**
 * Clients that use the software which the exploits are named after: on three days they asked for the same, and before the last
 * time they had used many of the site's other pages.
 */
async function ofTheSoftware(store: LogStore, real: readonly Answered[]): Promise<ReadonlySet<string>> {
  const regular = new Map<string, number>();
  for (const [one, ...more] of grouped(real, ({ client }) => client)) {
    const times = [one, ...more].flatMap((each) => each?.at ?? []);
    if (one && new Set(times.map((at) => Math.floor(at / DAY_MS))).size >= REGULAR_DAYS)
      regular.set(one.client, Math.max(...times));
  }
  if (regular.size === 0) return new Set();
  const rows = await store.rows<{ client: string }>(
    `select client from web where client in {clients:Array(String)} and status in (200, 302, 304)
       and toUnixTimestamp64Milli(ts) < transform(client, {clients:Array(String)}, {since:Array(Int64)}, toInt64(0)) and path not in {paths:Array(String)}
     group by client having uniqExact(path) >= ${OTHER_PAGES} order by client`,
    {
      clients: [...regular.keys()],
      since: [...regular.values()],
      paths: [...new Set(real.map(({ path }) => path))].sort(),
    },
  );
  return new Set(rows.map(({ client }) => client));
}

/** How many clients got an answer from each path. */
async function clientsOf(store: LogStore, paths: readonly string[]): Promise<Map<string, number>> {
  const known = new Map<string, number>();
  for (let i = 0; i < paths.length; i += PATHS_AT_ONCE) {
    const rows = await store.rows<{ path: string; clients: number }>(
      `select path, uniqExact(client) as clients from web
       where path in {paths:Array(String)} and status >= 200 and status < 300 group by path order by path`,
      { paths: paths.slice(i, i + PATHS_AT_ONCE) },
    );
    for (const { path, clients } of rows) known.set(path, clients);
  }
  return known;
}
