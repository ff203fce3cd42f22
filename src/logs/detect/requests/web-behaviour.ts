// What a client's requests show together, whatever each says: forced browsing, guessing of web logins.

import { isSearchEngine } from '../../networks.ts';
import type { LogStore, Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, limitOf } from '../limits.ts';

/** Clients below this many errors are not looked at: links rot, and people mistype. */
const FEWEST_ERRORS = 8;
/** Different missing paths that make forced browsing, and those that make it directed rather than background. */
const PATHS_NOISE = 8;
const PATHS_NOTABLE = 60;
/** Share of errors among the requests of a client that browses by force. */
const ERROR_SHARE = 0.4;
/** Refused logins that make guessing, and those beyond what passing robots try. */
const GUESSES_NOISE = 5;
const GUESSES_NOTABLE = 20;
/** Refusals in a row after which an answer of another kind counts as a login that worked. */
const GUESSES_BEFORE_SUCCESS = 10;
/** An answer given so often among the refusals before is one of them: the page's own, beside that of a limiter in front of it. */
const ANSWERED_BEFORE = 2;
/** Attempts after the answer that changed, up to which the guessing counts as ended. */
const GUESSES_AFTER_SUCCESS = 3;
/** Attempts of one client at one page that are looked at: a list of passwords is tried in a day, some 30 bytes for each. */
const MOST_ATTEMPTS = 300_000;
/** Clients fetched at once. */
const CLIENTS_AT_ONCE = 2_000;

/** Plain refusals in a row within a day that are guessing however slow, though a device with an old password does the same. */
const SLOW_GUESSES = 20;
const SLOW_SECONDS = 86_400;

/** Refusals within this time count together: people mistype over weeks. */
const GUESS_SECONDS = 600;

export const LOGIN_PATH =
  '(?i)log[-_]?in|sign[-_]?in|log[-_]?on|sign[-_]?on|/auth|authenticat|/session|xmlrpc|passw|/token|oauth|/sso|/accounts?/?(?:$|[?#])|adminhtml|/admin/?$|/administrator/?(?:index\\.php)?$|ログイン|%e3%83%ad%e3%82%b0';

/** Pages that make an account: a stall at a fair signs thirty people up. None of it is a try at a password. */
const SIGN_UP =
  '(?i)regist|sign[-_]?up|/join|/(?:account|user|member)s?/(?:new|create|add)|kaiin-?touroku|新規登録|会員登録';

/** A request without a time says nothing of how many came within one. */
export const TIMED = `ts > toDateTime64(86400, 3, 'UTC')`;

type BrowsingRow = {
  readonly client: string;
  readonly requests: number;
  readonly errors: number;
  readonly paths: number;
  readonly first: number;
  readonly last: number;
  readonly places: readonly (readonly [number, number])[];
};

const toPlaces = (pairs: readonly (readonly [number, number])[]): Place[] => pairs.map(([f, n]) => ({ f, n }));
const milliseconds = (sql: string) => `toUnixTimestamp64Milli(${sql})`;

/** Names asked for that are not there: a client that tries many is looking for something. */
export async function forcedBrowsing(store: LogStore): Promise<Finding[]> {
  const clients = await store.rows<{ client: string }>(
    `select client from web where status in (400, 403, 404, 405, 410) group by client
     having count() >= ${FEWEST_ERRORS} order by client`,
  );
  const findings: Finding[] = [];
  for (let i = 0; i < clients.length; i += CLIENTS_AT_ONCE) {
    const rows = await store.rows<BrowsingRow>(
      `select client, count() as requests, countIf(status in (400, 403, 404, 405, 410)) as errors,
         uniqExactIf(path, status in (403, 404, 410)) as paths,
         ${milliseconds('min(ts)')} as first, ${milliseconds('max(ts)')} as last,
         arraySlice(arraySort(groupArraySortedIf(20)((f, n), status in (403, 404, 410))), 1, 20) as places
       from web where client in {clients:Array(String)} group by client order by client`,
      { clients: clients.slice(i, i + CLIENTS_AT_ONCE).map(({ client }) => client) },
    );
    for (const row of rows) {
      if (row.paths < PATHS_NOISE || row.errors < ERROR_SHARE * row.requests) continue;
      findings.push({
        actor: { kind: 'ip', id: row.client },
        sign: 'missing-paths',
        class: 'forced-browsing',
        level: row.paths >= PATHS_NOTABLE && !isSearchEngine(row.client) ? 'notable' : 'noise',
        success: 'none',
        says: {
          ja: `存在しない${row.paths}通りのパスを要求した（${row.requests}件中${row.errors}件がエラー）`,
          en: `asked for ${row.paths} different paths that are not there (${row.errors} errors of ${row.requests} requests)`,
        },
        ...{ count: row.errors, first: row.first, last: row.last, places: toPlaces(row.places) },
      });
    }
  }
  return findings;
}

type GuessRow = {
  readonly client: string;
  readonly path: string;
  readonly posts: number;
  /** Status of each answer, in order of time; seconds of each. */
  readonly answers: readonly number[];
  readonly seconds: readonly number[];
  readonly places: readonly (readonly [number, number])[];
  readonly first: number;
  readonly last: number;
  /** Whether the address is called a login; left out where the server asked for a password itself. */
  readonly isNamed?: number;
};

/** WordPress sends on whoever it lets in, and shows the page again to everybody else, whatever a limiter in front of it answers. */
const SENDS_ON = /(?:^|\/)wp-login\.php$/i;
/** XML-RPC tells refusal and success inside an answer of one status. */
const SAYS_NOTHING = /(?:^|\/)xmlrpc\.php$/i;

/**
 * The place of the first answer unlike the refusals before it, when enough refusals came first; -1 when there is none.
 *
 * @param works which answers may be those of a login that worked
 */
export function loginAfterRefusals(answers: readonly number[], works: (status: number) => boolean = isFine): number {
  let refusal: number | undefined;
  let row = 0;
  const among = new Map<number, number>();
  for (const [i, status] of answers.entries()) {
    if (refusal === undefined) refusal = status;
    if (status === refusal) {
      row += 1;
      continue;
    }
    // 200 after 401, 302 after 200, 200 after 302: a login page answers success in another way than refusal.
    const before = among.get(status) ?? 0;
    if (row >= GUESSES_BEFORE_SUCCESS && works(status) && before < ANSWERED_BEFORE) return i;
    if (row < 3) {
      refusal = status;
      row = 1;
      among.clear();
    } else {
      among.set(status, before + 1);
    }
  }
  return -1;
}

const isSentOn = (status: number): boolean => status >= 301 && status <= 303;
const isFine = (status: number): boolean => status >= 200 && status < 400 && status !== 304;

/** Which answers of this page may be those of a login that worked. */
const letsIn = (path: string) => (SENDS_ON.test(path) ? isSentOn : SAYS_NOTHING.test(path) ? () => false : isFine);

/** When the answer at this place was given; before the first there is none. */
function workedAt({ seconds }: GuessRow, place: number): { readonly workedAt?: number } {
  const second = seconds[place] ?? 0;
  return place >= 0 && second > 0 ? { workedAt: second * 1000 } : {};
}

function guessFinding(row: GuessRow, refusals: number): Finding {
  const at = loginAfterRefusals(row.answers, letsIn(row.path));
  const worked = at >= 0;
  // Who got in stops guessing. One that goes on is as likely a scanner whose requests are answered in several ways.
  const stopped = worked && row.answers.length - at <= GUESSES_AFTER_SUCCESS;
  const places = toPlaces(row.places);
  const telling = worked ? places.slice(Math.max(0, at - 9), at + 1) : places.slice(0, 20);
  return {
    actor: { kind: 'ip', id: row.client },
    sign: worked ? 'login-after-guesses' : 'guesses',
    class: 'bruteforce-web',
    level: stopped ? 'adverse' : worked || refusals >= GUESSES_NOTABLE ? 'notable' : 'noise',
    success: stopped && row.isNamed !== 0 ? 'shown' : worked ? 'possible' : 'none',
    says: worked
      ? {
          ja: `${row.path} へのログイン試行が${at}回続いた後、応答が変わった${stopped ? '（以後の試行はなく、ログインできた可能性が高い）' : '（その後も試行が続いた）'}`,
          en: `${at} login attempts at ${row.path}, then an answer of another kind${stopped ? ' and no more attempts: a login most likely worked' : ', and more attempts'}`,
        }
      : {
          ja: `${row.path} へのログイン試行が${refusals}回`,
          en: `${refusals} login attempts at ${row.path}`,
        },
    ...{ count: row.posts, first: row.first, last: row.last, places: telling },
    ...workedAt(row, at),
  };
}

/** Refusals in a row, each said to be one (401, 403), too slow to be a burst; whoever got in then may have guessed or remembered. */
function slowGuesses(row: GuessRow): Finding[] {
  let from = 0;
  for (const [i, status] of row.answers.entries()) {
    if (status !== 401 && status !== 403) {
      from = i + 1;
      continue;
    }
    const start = i - SLOW_GUESSES + 1;
    if (start < from || (row.seconds[i] ?? 0) - (row.seconds[start] ?? 0) > SLOW_SECONDS) continue;
    const end = row.answers.findIndex((later, at) => at > i && later !== 401 && later !== 403);
    const answer = row.answers[end] ?? 0;
    const worked = letsIn(row.path)(answer);
    const count = (end < 0 ? row.answers.length : end) - from;
    return [
      {
        actor: { kind: 'ip', id: row.client },
        sign: worked ? 'login-after-guesses' : 'guesses',
        class: 'bruteforce-web',
        level: 'notable',
        success: worked ? 'possible' : 'none',
        says: worked
          ? {
              ja: `${row.path} へのログインが${count}回続けて拒否された後、応答が変わった（間隔が長く、古いパスワードを持つ端末とも区別できない）`,
              en: `${count} logins in a row refused at ${row.path}, then an answer of another kind (slowly, as a device with an old password would too)`,
            }
          : {
              ja: `${row.path} へのログインが間隔を置いて${count}回続けて拒否された`,
              en: `${count} logins in a row refused at ${row.path}, slowly`,
            },
        ...{ count: row.posts, first: row.first, last: row.last },
        ...(worked ? workedAt(row, end) : {}),
        places: toPlaces(row.places.slice(Math.max(from, (end < 0 ? row.answers.length : end + 1) - 20)).slice(0, 20)),
      },
    ];
  }
  return [];
}

const MOVED = 'status in (301, 302, 303)';
/** Sizes of a refusal, that may repeat the name which was tried. */
const REFUSAL_SIZES = 3;

/**
 * Pages that behave as a login whatever their address is called: one client was given the same answer again and again, and sent on
 * once or twice, while somebody else is mostly sent on when posting to it.
 */
const UNNAMED_LOGINS = `select client, path from web where method = 'POST' and ${TIMED} and path in (
    select path from (select path, countIf(${MOVED}) as moved, count() as posts from web where method = 'POST' group by client, path having moved > 0 and posts <= 2 * moved))
  group by client, path having countIf(not ${MOVED}) >= ${GUESSES_NOTABLE} and countIf(${MOVED}) between 1 and 2 and uniqExactIf((status, size), not ${MOVED}) <= ${REFUSAL_SIZES}`;

/**
 * Guessing at login pages: many POSTs to one, or many 401 answers.
 *
 * @param most attempts of one client at one page that are looked at, the first ones
 */
export async function loginGuessing(
  store: LogStore,
  limits: Limit[],
  most: number = MOST_ATTEMPTS,
): Promise<Finding[]> {
  const columns = `client, path, count() as posts,
    arrayMap(t -> toUInt16(t.2), arraySlice(arraySort(groupArray((ts, status, f, n))) as sorted, 1, ${most})) as answers,
    arrayMap(t -> (t.3, t.4), arraySlice(sorted, 1, ${most})) as places,
    arrayMap(t -> toUnixTimestamp(toDateTime(t.1)), arraySlice(sorted, 1, ${most})) as seconds,
    ${milliseconds('min(ts)')} as first, ${milliseconds('max(ts)')} as last`;
  const posts = await store.rows<GuessRow>(
    `select ${columns}, max(match(target, '${LOGIN_PATH}')) as isNamed from web
     where method = 'POST' and ${TIMED} and not match(path, '${SIGN_UP}') and (match(target, '${LOGIN_PATH}') or (client, path) in (${UNNAMED_LOGINS}))
     group by client, path having posts >= ${GUESSES_NOISE} order by client, path`,
  );
  const refusing = `select client, path from web where status = 401 and method != 'POST' group by client, path having count() >= ${GUESSES_NOISE}`;
  // Most logs hold none, and to compare every line with an empty set costs a tenth of a second a few million lines.
  const isRefused = (await store.rows(`${refusing} order by client, path limit 1`)).length > 0;
  const refused = isRefused
    ? await store.rows<GuessRow>(
        `select ${columns} from web where method != 'POST' and ${TIMED} and (client, path) in (${refusing})
         group by client, path order by client, path`,
      )
    : [];
  if ([...posts, ...refused].some((row) => row.posts > most))
    limits.push(limitOf('login-attempts', ['bruteforce-web'], most));
  const byPost = posts.flatMap((row): Finding[] => {
    // 0: the log does not say what was answered.
    const said = row.answers.filter((status) => status !== 0);
    const [commonest] = [...countEach(said)].sort((x, y) => y[1] - x[1])[0] ?? [0];
    const burst = mostWithin(
      row.seconds.filter((_, i) => row.answers[i] === commonest || row.answers[i] === 0),
      GUESS_SECONDS,
    );
    return burst >= GUESSES_NOISE ? [guessFinding(row, burst)] : slowGuesses(row);
  });
  const by401 = refused.flatMap((row): Finding[] => {
    const burst = mostWithin(
      row.seconds.filter((_, i) => row.answers[i] === 401),
      GUESS_SECONDS,
    );
    return burst >= GUESSES_NOISE ? [guessFinding(row, burst)] : [];
  });
  return [...byPost, ...by401];
}

type RefusedRow = {
  readonly client: string;
  readonly refused: number;
  readonly named: number;
  readonly first: number;
  readonly last: number;
  readonly places: readonly (readonly [number, number])[];
};

/**
 * Clients that were asked for a password and never let in, or gave a name that was refused. A 401 alone is no attempt: it
 * is how every login by header begins, and a client that has the password goes on with an answer of another kind.
 */
export async function neverLetIn(store: LogStore): Promise<Finding[]> {
  const rows = await store.rows<RefusedRow>(
    `select client, countIf(status = 401) as refused, countIf(status = 401 and user not in ('', '-')) as named,
       ${milliseconds('minIf(ts, status = 401)')} as first, ${milliseconds('maxIf(ts, status = 401)')} as last,
       groupArraySortedIf(20)((f, n), status = 401) as places
     from web where client != '' and client in (select client from web where status = 401)
     group by client having named > 0 or countIf(status between 200 and 399) = 0 order by client`,
  );
  return rows.map(
    (row): Finding => ({
      actor: { kind: 'ip', id: row.client },
      sign: 'never-let-in',
      class: 'bruteforce-web',
      level: 'noise',
      success: 'none',
      says:
        row.named > 0
          ? {
              ja: `利用者名を示した要求${row.named}件が401で拒否された`,
              en: `${row.named} requests with a user name were refused (401)`,
            }
          : {
              ja: `要求${row.refused}件が401で拒否され、一度も入れなかった`,
              en: `${row.refused} requests were refused (401), and it was never let in`,
            },
      ...{ count: row.refused, first: row.first, last: row.last, places: toPlaces(row.places) },
    }),
  );
}

export function countEach<T>(items: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}

/** The most of these ascending times that lie within `width` of each other. */
export function mostWithin(seconds: readonly number[], width: number): number {
  let most = 0;
  let from = 0;
  for (const [to, at] of seconds.entries()) {
    while (at - (seconds[from] ?? at) > width) from += 1;
    most = Math.max(most, to - from + 1);
  }
  return most;
}
