// Links that let in whoever has them: to set a new password, to confirm an address, to take up an invitation. Whoever guesses
// them is refused with one token after the other, and let on with the last; and then sends what the page asks for.
import type { LogStore, Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, within } from '../limits.ts';
import { LOGIN_PATH, TIMED } from '../requests/web-behaviour.ts';

/** Tokens of one client that were refused. Of their own links, people open a handful that have run out. */
const FEWEST_REFUSED = 30;
/** Of its tokens at most one in so many was let on: who checks links finds most of them good. */
const ONE_IN = 10;
/** What is done with a page that was given is done within this time, in milliseconds. */
const THEN_MS = 3_600_000;
const MOST_CLIENTS = 1_000;
/** Lines shown of one client. */
const SHOWN = 20;

const WORDS = 'reset recover verif confirm invit activat unlock magic-link magiclink onetime one-time passcode /otp'
  .split(' ')
  .map((word) => `'${word}'`)
  .join(', ');
const ABOUT_LINKS = `multiSearchAnyCaseInsensitive(path, [${WORDS}])`;
const PARAMETER = `extract(query, '(?i)(?:^|&)(?:token|code|key|hash|otp|t|k|id)=([^&]{4,256})')`;
const SEGMENT = `extract(path, '/([A-Za-z0-9_-]{4,256})/?$')`;
/** The token of a request: of a parameter that is named so, else the last part of a path with a digit in it. */
const TOKEN = `if(${PARAMETER} != '', ${PARAMETER}, if(match(${SEGMENT}, '[0-9]'), ${SEGMENT}, ''))`;
/** The same page with any token. */
const PAGE = `if(${PARAMETER} != '', path, substring(path, 1, length(path) - length(${SEGMENT})))`;
/** A page, or the way on to one. */
const LET_ON = 'status in (200, 301, 302, 303, 307, 308)';
const REFUSED = 'status in (400, 401, 403, 404, 410, 422)';

type Row = {
  readonly client: string;
  readonly page: string;
  /** Different tokens, by when each was first asked for. A link that was used up is refused from then on, and was no guess. */
  readonly refused: number;
  readonly first: number;
  readonly last: number;
  /** When enough had been refused. */
  readonly enough: number;
  readonly refusals: readonly Request[];
  /** The latest that were let on, the last one first. */
  readonly given: readonly Request[];
};
type Request = readonly [at: number, f: number, n: number];

/** @throws AkashiError as every question to the logs does */
export async function guessedTokens(store: LogStore, limits: Limit[], most: number = MOST_CLIENTS): Promise<Finding[]> {
  const found = await store.rows<Row>(
    `select client, page, countIf(not isGiven) as refused, min(asked.1) as first, max(latest) as last,
       groupArraySortedIf(${FEWEST_REFUSED})(asked.1, not isGiven)[${FEWEST_REFUSED}] as enough,
       groupArraySortedIf(${SHOWN})(asked, not isGiven) as refusals,
       arrayMap(t -> (-t.1, t.2, t.3), groupArraySortedIf(${SHOWN})((-asked.1, asked.2, asked.3), isGiven)) as given
     from (
       select client, ${PAGE} as page, ${TOKEN} as token, min((toUnixTimestamp64Milli(ts), f, n)) as asked,
         max(toUnixTimestamp64Milli(ts)) as latest, countIf(${LET_ON}) > 0 as isGiven
       from web where method in ('GET', 'HEAD') and ${TIMED} and ${ABOUT_LINKS} and (${LET_ON} or ${REFUSED})
       group by client, page, token having token != ''
     ) group by client, page having refused >= ${FEWEST_REFUSED} and countIf(isGiven) * ${ONE_IN} <= refused
     order by client, page limit ${most + 1}`,
  );
  const rows = within(found, most, limits, 'token-guessers', ['bruteforce-web']).map((row) => ({
    ...row,
    worked: row.given.findLast(([at]) => at > row.enough),
  }));
  const used = await usedAfter(
    store,
    rows.flatMap(({ client, worked }) => (worked === undefined ? [] : [[client, worked[0]] as const])),
  );
  return rows.map((row) => finding(row, used.has(`${row.client} ${row.worked?.[0]}`)));
}

/** Of clients and the instants at which each was let on, those by which something about such links was sent and taken soon after. */
async function usedAfter(
  store: LogStore,
  letOn: readonly (readonly [client: string, at: number])[],
): Promise<ReadonlySet<string>> {
  if (letOn.length === 0) return new Set();
  const rows = await store.rows<{ client: string; since: number }>(
    `select client, since from web inner join (
       select one.1 as client, one.2 as since from (select arrayJoin(arrayZip({clients:Array(String)}, {instants:Array(Int64)})) as one)
     ) as asked using client
     where method = 'POST' and status < 400 and ${TIMED} and (${ABOUT_LINKS} or match(target, '${LOGIN_PATH}'))
       and toUnixTimestamp64Milli(ts) between since and since + ${THEN_MS}
     group by client, since order by client, since`,
    { clients: letOn.map(([client]) => client), instants: letOn.map(([, at]) => at) },
  );
  return new Set(rows.map(({ client, since }) => `${client} ${since}`));
}

const then = {
  used: {
    ja: '。その後に一つが通り、続いて送信が受け付けられた（パスワードの設定など、そのリンクの手続きが行われた可能性が高い）',
    en: '; then one was let on, and what was sent next was taken: what the link is for, such as setting a password, was most likely done',
  },
  given: { ja: '。その後に一つが通った', en: '; then one was let on' },
  refused: { ja: '。その後に通ったものはない', en: '; none was let on after that' },
};

function finding(row: Row & { readonly worked: Request | undefined }, isUsed: boolean): Finding {
  const { client, page, refused, first, last, refusals, worked } = row;
  const outcome = then[isUsed ? 'used' : worked === undefined ? 'refused' : 'given'];
  return {
    actor: { kind: 'ip', id: client },
    sign: 'guessed-token',
    class: 'bruteforce-web',
    level: isUsed ? 'adverse' : worked === undefined ? 'noise' : 'notable',
    success: isUsed ? 'shown' : worked === undefined ? 'none' : 'possible',
    says: {
      ja: `${page} のリンクに付くトークンが${refused}通り試され、断られた${outcome.ja}`,
      en: `${refused} different tokens were tried at ${page} and refused${outcome.en}`,
    },
    ...{ count: refused, first, last },
    ...(worked === undefined ? {} : { workedAt: worked[0] }),
    // What was let on comes first: a report shows a few.
    places: [...(worked === undefined ? [] : [worked]), ...refusals].map(([, f, n]): Place => ({ f, n })),
  };
}
