// Records walked through by numbers that stand in Base64 in the address (`?t=MTAwNDAx`): no digit is there to see, and the walk is
// one like any other. Of other walks, `walked-records.ts`.
import { isOutside, networkOf } from '../../networks.ts';
import type { LogStore, Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, within } from '../limits.ts';
import { TIMED } from '../requests/web-behaviour.ts';
import { GIVEN, PEOPLE_AS_ONE } from './data-pages.ts';
import { DAYS_OF_HABIT, FEWEST_OTHERS, ONE_SIZE, RECORD_SIZE, TIMES_HABIT } from './walkers.ts';
import { FEWEST_WALKED, isWalk } from './walks.ts';

const CODE = `extract(target, '[?&][A-Za-z_-]{1,24}=([MNO][DTjz][A-Za-z0-9]{2,22})(?:={1,2}|%3[dD]|&|$)')`;
const ENCODED = `${GIVEN} and ${TIMED} and match(target, '[?&][A-Za-z_-]{1,24}=[MNO][DTjz][A-Za-z0-9]{2,22}(?:={1,2}|%3[dD]|&|$)')`;
/** What digits begin with in Base64; twelve plain texts take three times as long as this. */
const MAY_HOLD = `match(query, '=[MNO][DTjz]')`;
const OF_PEOPLE = `(?i)(?:^|[/_.?&-])(?:${PEOPLE_AS_ONE})(?:[/_.?=-]|$)`;
const ROBOT = '(?i)bot\\\\b|bot/|crawl|spider|slurp|archiver|facebookexternalhit';
const MOST_CLIENTS = 10_000;
const MOST_READERS = 200;
const MOST_REQUESTS = 5_000;

type Row = {
  readonly client: string;
  readonly path: string;
  readonly day: number;
  readonly codes: number;
  readonly people: number;
  readonly first: number;
  readonly last: number;
  readonly asked: readonly (readonly [f: number, n: number, size: number, code: string])[];
};
type Use = { readonly client: string; readonly path: string; readonly day: number; readonly codes: number };

/** The number that a code is; undefined for one that is no number. */
function numberOf(code: string): number | undefined {
  const text = Buffer.from(code, 'base64').toString('latin1');
  return /^\d{2,15}$/.test(text) ? Number(text) : undefined;
}

/** @throws AkashiError as every question to the logs does */
export async function encodedWalks(store: LogStore, limits: Limit[]): Promise<Finding[]> {
  // Beginnings alone: on most logs nobody asks for enough of these.
  const askers = await store.rows<{ client: string }>(
    `select client from web prewhere ${MAY_HOLD} group by client having count() >= ${FEWEST_WALKED} order by count() desc, client limit ${MOST_CLIENTS + 1}`,
  );
  if (askers.length === 0) return [];
  const many = within(askers, MOST_CLIENTS, limits, 'encoded-askers', ['bulk-read']);
  const rows = await store.rows<Row>(
    `select client, path, toYYYYMMDD(ts) as day, uniqExact(${CODE}) as codes, countIf(match(target, '${OF_PEOPLE}')) as people,
       toUnixTimestamp64Milli(min(ts)) as first, toUnixTimestamp64Milli(max(ts)) as last,
       arrayMap(t -> (t.2, t.3, t.4, t.5), groupArraySorted(${MOST_REQUESTS})((ts, f, n, size, ${CODE}))) as asked
     from web prewhere ${MAY_HOLD} where client in {clients:Array(String)} and ${ENCODED} and not match(agent, '${ROBOT}')
     group by client, path, day having codes >= ${FEWEST_WALKED} order by codes desc, client, path, day limit ${MOST_READERS + 1}`,
    { clients: many.map(({ client }) => client) },
  );
  const walked = within(rows, MOST_READERS, limits, 'encoded-walks', ['bulk-read']).filter(
    (row) =>
      isOutside(row.client) &&
      sameSize(row) <= RECORD_SIZE &&
      isWalk(row.asked.flatMap(([, , , code]) => numberOf(code) ?? [])),
  );
  if (walked.length === 0) return [];
  const uses = await store.rows<Use>(
    `select client, path, toYYYYMMDD(ts) as day, uniqExact(${CODE}) as codes from web prewhere ${MAY_HOLD}
     where ${ENCODED} and path in {paths:Array(String)} group by client, path, day order by client, path, day`,
    { paths: [...new Set(walked.map(({ path }) => path))].sort() },
  );
  return walked.flatMap((row) => {
    const usual = usualOf(row, uses);
    return usual !== undefined && row.codes >= TIMES_HABIT * usual ? [finding(row, usual)] : [];
  });
}

/** The share of answers that have the size most have; where no sizes are known, none says anything. */
function sameSize({ asked }: Row): number {
  const counts = new Map<number, number>();
  for (const [, , size] of asked) if (size > 0) counts.set(size, (counts.get(size) ?? 0) + 1);
  const known = [...counts.values()].reduce((a, b) => a + b, 0);
  return known < FEWEST_WALKED ? ONE_SIZE : Math.max(...counts.values()) / known;
}

/** What nine of ten others read of this page in a day; undefined where too few do, or the network does so on other days too. */
function usualOf({ client, path, codes, day }: Row, uses: readonly Use[]): number | undefined {
  const mine = uses.filter((use) => use.path === path);
  const own = mine.filter(
    (use) => networkOf(use.client) === networkOf(client) && use.day !== day && TIMES_HABIT * use.codes >= codes,
  );
  if (new Set(own.map((use) => use.day)).size >= DAYS_OF_HABIT - 1) return undefined;
  const most = new Map<string, number>();
  for (const use of mine)
    if (networkOf(use.client) !== networkOf(client))
      most.set(use.client, Math.max(most.get(use.client) ?? 0, use.codes));
  if (most.size < FEWEST_OTHERS) return undefined;
  const sorted = [...most.values()].toSorted((a, b) => a - b);
  return sorted[Math.floor(0.9 * (sorted.length - 1))];
}

function finding({ client, path, codes, people, first, last, asked }: Row, usual: number): Finding {
  return {
    actor: { kind: 'ip', id: client },
    sign: 'walked-records',
    class: 'bulk-read',
    // What the numbers are of, only words of the address say.
    level: people > 0 ? 'adverse' : 'notable',
    success: 'possible',
    says: {
      ja: `${path} の番号（Base64で書かれている）を順に変えて、${codes}件を1日で読み出した（ほかの閲覧者の9割は1日に最大${usual}件）`,
      en: `read ${codes} pages of ${path} in one day by walking through their numbers, which are written in Base64 (nine of ten others read at most ${usual})`,
    },
    ...{ count: codes, first, last },
    places: asked.slice(0, 20).map(([f, n]): Place => ({ f, n })),
  };
}
