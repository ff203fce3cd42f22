// Links that let in whoever has them: to set a new password, to confirm an address, to take up an invitation. Whoever guesses
// them is refused with one token after the other, and given a page with the last; and then posts to it.
import type { LogStore, Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, within } from '../limits.ts';
import { TIMED } from '../requests/web-behaviour.ts';

/** Tokens of one client that were refused. Of their own links, people open a handful that have run out. */
const FEWEST_REFUSED = 30;
/** Of its tokens at most one in so many was given a page: who checks links finds most of them good. */
const ONE_IN = 10;
/** What is done with a page that was given is done within this time, in milliseconds. */
const THEN_MS = 3_600_000;
const MOST_CLIENTS = 1_000;
const MOST_ASKED = 5_000;

const WORDS = [
  'reset',
  'recover',
  'verif',
  'confirm',
  'invit',
  'activat',
  'unlock',
  'magic',
  'onetime',
  'one-time',
  'passcode',
  'otp',
];
const PARAMETER = `extract(query, '(?i)(?:^|&)(?:token|code|key|hash|otp|t|k|id|c)=([^&]{4,256})')`;
const SEGMENT = `extract(path, '/([A-Za-z0-9_-]{4,256})/?$')`;
/** The token of a request: of a parameter that is named so, else the last part of a path with a digit in it. */
const TOKEN = `if(${PARAMETER} != '', ${PARAMETER}, if(match(${SEGMENT}, '[0-9]'), ${SEGMENT}, ''))`;
/** The same page with any token. */
const PAGE = `if(${PARAMETER} != '', path, substring(path, 1, length(path) - length(${SEGMENT})))`;
const ASKED = `method = 'GET' and ${TIMED} and multiSearchAnyCaseInsensitive(path, [${WORDS.map((word) => `'${word}'`).join(', ')}])`;
const REFUSED = 'status in (400, 401, 403, 404, 410, 422)';

type Asked = readonly [at: number, f: number, n: number, isGiven: number];
type Row = {
  readonly client: string;
  readonly page: string;
  readonly refused: number;
  readonly given: number;
  readonly asked: readonly Asked[];
};

/** @throws AkashiError as every question to the logs does */
export async function guessedTokens(store: LogStore, limits: Limit[], most: number = MOST_CLIENTS): Promise<Finding[]> {
  const found = await store.rows<Row>(
    `select client, page, uniqExactIf(token, isRefused) as refused, uniqExactIf(token, isGiven) as given,
       groupArraySorted(${MOST_ASKED + 1})((at, f, n, toUInt8(isGiven))) as asked
     from (
       select client, ${PAGE} as page, ${TOKEN} as token, toUnixTimestamp64Milli(ts) as at, f, n, ${REFUSED} as isRefused, status = 200 as isGiven
       from web where ${ASKED}
     ) where token != '' group by client, page having refused >= ${FEWEST_REFUSED} and given * ${ONE_IN} <= refused
     order by client, page limit ${most + 1}`,
  );
  const rows = within(found, most, limits, 'token-guessers', ['bruteforce-web']);
  if (rows.length === 0) return [];
  const posts = await store.rows<{ client: string; at: number[] }>(
    `select client, groupArraySorted(${MOST_ASKED})(toUnixTimestamp64Milli(ts)) as at from web
     where method = 'POST' and status < 400 and ${TIMED} and client in {clients:Array(String)} group by client order by client`,
    { clients: [...new Set(rows.map(({ client }) => client))] },
  );
  const postsOf = new Map(posts.map(({ client, at }) => [client, at]));
  return rows.map((row) => {
    const asked = within(row.asked, MOST_ASKED, limits, 'guesser-requests', ['bruteforce-web']);
    return finding({ ...row, asked }, postsOf.get(row.client) ?? []);
  });
}

function finding({ client, page, refused, asked }: Row, posts: readonly number[]): Finding {
  const given = givenAfterGuesses(asked);
  const workedAt = asked[given]?.[0];
  const isUsed = workedAt !== undefined && posts.some((at) => at >= workedAt && at <= workedAt + THEN_MS);
  const then =
    workedAt === undefined
      ? { ja: '。どれにもページは返されていない', en: '; none was given a page' }
      : isUsed
        ? {
            ja: '。その後一つにページが返され、続いて送信が受け付けられた（パスワードなどが設定された可能性が高い）',
            en: '; then one was given a page, and what was posted next was taken: most likely a password was set',
          }
        : { ja: '。その後一つにページが返された', en: '; then one was given a page' };
  return {
    actor: { kind: 'ip', id: client },
    sign: 'guessed-token',
    class: 'bruteforce-web',
    level: isUsed ? 'adverse' : workedAt === undefined ? 'noise' : 'notable',
    success: isUsed ? 'shown' : workedAt === undefined ? 'none' : 'possible',
    says: {
      ja: `${page} のリンクに付くトークンが${refused}通り試され、断られた${then.ja}`,
      en: `${refused} different tokens were tried at ${page} and refused${then.en}`,
    },
    ...{ count: refused, first: asked[0]?.[0] ?? 0, last: asked.at(-1)?.[0] ?? 0 },
    ...(workedAt === undefined ? {} : { workedAt }),
    // The page that was given with what came before it.
    places: asked.slice(Math.max(0, given - 9), Math.max(given, 9) + 11).map(([, f, n]): Place => ({ f, n })),
  };
}

/** The place, among all that was asked, of the first page given after enough refusals; -1: none. */
const givenAfterGuesses = (asked: readonly Asked[]): number =>
  asked.findIndex(([, , , isGiven], i) => isGiven === 1 && i >= FEWEST_REFUSED);
