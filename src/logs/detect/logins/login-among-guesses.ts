// A list of stolen passwords tried out: most are refused, a few are let in, and the trying goes on. What tells the few is
// the page that came next, where the site gives that page to nobody who did not log in.
import type { LogStore, Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, within } from '../limits.ts';
import { countEach, mostWithin, TIMED } from '../requests/web-behaviour.ts';

/** Refusals within ten minutes: a device with an old password asks once a minute. */
const FEWEST_REFUSED = 50;
const WITHIN_SECONDS = 600;
/** Share of the attempts that may have been let in: in an office behind one address most are. */
const LET_IN_SHARE = 0.1;
/** Seconds from an answer to the page it opened. */
const NEXT_SECONDS = 30;
/** Others who got the page, and the share of them who had logged in. */
const FEWEST_MEMBERS = 5;
const MEMBERS_SHARE = 0.95;
/** Clients and requests looked at, the busiest guessers first. */
const MOST_CLIENTS = 1_000;
const CLIENTS_AT_ONCE = 50;
const MOST_REQUESTS = 10_000;
const PATHS_AT_ONCE = 500;

type Request = readonly [seconds: number, f: number, n: number, isPost: 0 | 1, status: number, path: string];
type Row = { readonly client: string; readonly requests: readonly Request[] };
/** A page that followed a login which was let in. */
type Opened = Place & {
  readonly client: string;
  readonly seconds: number;
  readonly path: string;
  readonly login: string;
};

/** @param guesses what was found of guessing at web logins */
export async function loginsAmongGuesses(
  store: LogStore,
  guesses: readonly Finding[],
  limits: Limit[],
  most: number = MOST_CLIENTS,
): Promise<Finding[]> {
  const guessers = guesses
    .filter(({ class: of, count, level }) => of === 'bruteforce-web' && count >= FEWEST_REFUSED && level !== 'adverse')
    .sort((a, b) => b.count - a.count);
  const all = [...new Set(guessers.map(({ actor }) => actor.id))];
  const clients = within(all, most, limits, 'web-guessers', ['bruteforce-web']).toSorted();
  if (clients.length === 0) return [];
  const opened: Opened[] = [];
  for (let i = 0; i < clients.length; i += CLIENTS_AT_ONCE) {
    const rows = await store.rows<Row>(
      `select client, groupArraySorted(${MOST_REQUESTS + 1})((toUnixTimestamp(toDateTime(ts)), f, n, method = 'POST', status, substring(path, 1, 500))) as requests
       from web where client in {clients:Array(String)} and ${TIMED} and method in ('GET', 'POST') group by client order by client`,
      { clients: clients.slice(i, i + CLIENTS_AT_ONCE) },
    );
    for (const { client, requests } of rows) {
      const some = within(requests, MOST_REQUESTS, limits, 'guesser-requests', ['bruteforce-web']);
      opened.push(...openedPages({ client, requests: some }));
    }
  }
  const members = await membersOnly(store, opened, clients);
  return clients.flatMap((client) => {
    const mine = opened.filter((one) => one.client === client && members.has(`${one.login}\n${one.path}`));
    return mine[0] ? [finding(client, mine)] : [];
  });
}

function openedPages({ client, requests }: Row): Opened[] {
  const posts = requests.filter(([, , , isPost]) => isPost === 1);
  const [login] = [...countEach(posts.map(([, , , , , path]) => path))].sort((a, b) => b[1] - a[1])[0] ?? [];
  if (login === undefined) return [];
  const attempts = posts.filter(([, , , , , path]) => path === login);
  const [refusal = 0] = [...countEach(attempts.map(([, , , , status]) => status))].sort((a, b) => b[1] - a[1])[0] ?? [];
  const letIn = (status: number) => lets(refusal, status);
  const refused = attempts.filter(([, , , , status]) => status === refusal).map(([seconds]) => seconds);
  const worked = attempts.filter(([, , , , status]) => letIn(status)).length;
  if (mostWithin(refused, WITHIN_SECONDS) < FEWEST_REFUSED || worked > LET_IN_SHARE * attempts.length) return [];
  return requests.flatMap(([seconds, f, n, isPost, status, path], i): Opened[] => {
    const [at = 0, , , wasPost, answer = 0, before] = requests[i - 1] ?? [];
    const follows = isPost === 0 && status === 200 && wasPost === 1 && before === login && letIn(answer);
    return follows && path !== login && seconds - at <= NEXT_SECONDS ? [{ client, f, n, seconds, path, login }] : [];
  });
}

/** A page where refusals are pages sends on who is let in; one that refuses by its status does either. */
export function lets(refusal: number, status: number): boolean {
  const sentOn = status === 302 || status === 303;
  if (refusal === 200) return sentOn;
  return refusal >= 400 && refusal < 500 && (sentOn || (status >= 200 && status < 300));
}

/** Of these pages, those that nearly nobody else got who had not posted to the login. */
async function membersOnly(
  store: LogStore,
  opened: readonly Opened[],
  guessers: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const login of [...new Set(opened.map((one) => one.login))].sort()) {
    const paths = [...new Set(opened.filter((one) => one.login === login).map(({ path }) => path))].sort();
    for (let i = 0; i < paths.length; i += PATHS_AT_ONCE) {
      const rows = await store.rows<{ path: string; others: number; members: number }>(
        `select path, uniqExact(client) as others,
           uniqExactIf(client, client in (select client from web where method = 'POST' and path = {login:String})) as members
         from web where path in {paths:Array(String)} and method = 'GET' and status = 200 and client not in {guessers:Array(String)}
         group by path order by path`,
        { paths: paths.slice(i, i + PATHS_AT_ONCE), login, guessers },
      );
      for (const { path, others, members } of rows)
        if (others >= FEWEST_MEMBERS && members >= MEMBERS_SHARE * others) found.add(`${login}\n${path}`);
    }
  }
  return found;
}

function finding(client: string, mine: readonly Opened[]): Finding {
  const times = mine.map(({ seconds }) => seconds * 1_000);
  return {
    actor: { kind: 'ip', id: client },
    sign: 'login-among-guesses',
    class: 'bruteforce-web',
    level: 'adverse',
    success: 'shown',
    says: {
      ja: `続けて拒否されたログイン試行の中で${mine.length}回、応答が変わり、ログインした利用者だけに表示されているページが続けて表示された`,
      en: `among login attempts that were refused, ${mine.length} were answered otherwise and followed by a page that only those who logged in are given`,
    },
    ...{ count: mine.length, first: times[0] ?? 0, last: times.at(-1) ?? 0 },
    places: mine.slice(0, 20).map(({ f, n }) => ({ f, n })),
  };
}
