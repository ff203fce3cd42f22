// WordPress gives its administration only to who has logged in: everybody else is sent to the login page. So a page of it
// after guesses, or after an exploit and without any login, was got by them.
import type { LogStore, Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { TIMED } from './web-behaviour.ts';

/** Guesses after which a page of the administration is no slip of the owner's finger. */
const FEWEST_GUESSES = 20;
/** What is fetched of one client, the earliest: whether it had pages before its guesses, and enough guesses before its pages. */
const MOST_PAGES = 2_000;

const ADMIN_PAGE =
  '(?i)/wp-admin/(?:network/)?(?:$|(?:index|users|user-new|user-edit|profile|plugins|plugin-install|plugin-editor|themes|theme-editor|theme-install|options(?:-[a-z]+)?|edit|post|post-new|upload|update-core|tools|export|import)\\\\.php$)';
const LOGIN = '(?i)/(?:wp-login|xmlrpc)\\\\.php$';

type Row = {
  readonly client: string;
  readonly pages: readonly (readonly [at: number, f: number, n: number])[];
  readonly guesses: readonly number[];
};

/** @param exploited when each client's exploit was first answered, in milliseconds UTC */
export async function adminPages(store: LogStore, exploited: ReadonlyMap<string, number>): Promise<Finding[]> {
  const rows = await store.rows<Row>(
    `select client,
       groupArraySortedIf(${MOST_PAGES})((toUnixTimestamp64Milli(ts), f, n), isPage) as pages,
       groupArraySortedIf(${MOST_PAGES})(toUnixTimestamp64Milli(ts), isGuess) as guesses
     from (
       select client, ts, f, n, status = 200 and method = 'GET' and match(path, '${ADMIN_PAGE}') as isPage,
         method = 'POST' and match(path, '${LOGIN}') as isGuess
       from web where ${TIMED} and multiSearchAny(path, ['/wp-admin/', '/wp-login.php', '/xmlrpc.php'])
     ) where isPage or isGuess
     group by client having countIf(isPage) > 0 order by client`,
  );
  return rows.flatMap((row) => guessed(row) ?? byExploit(row, exploited.get(row.client)) ?? []);
}

const found = (client: string, pages: Row['pages'], says: Finding['says'], of: Finding['class']): Finding => ({
  actor: { kind: 'ip', id: client },
  sign: 'admin-page',
  class: of,
  level: 'adverse',
  success: 'shown',
  says,
  ...{ count: pages.length, first: pages[0]?.[0] ?? 0, last: pages.at(-1)?.[0] ?? 0 },
  places: pages.slice(0, 20).map(([, f, n]): Place => ({ f, n })),
});

/** Pages after many guesses, by somebody who had none before them: who has pages between logs in again and again. */
function guessed({ client, pages, guesses }: Row): Finding | undefined {
  const enough = guesses[FEWEST_GUESSES - 1];
  if (enough === undefined || pages.some(([at]) => at < enough)) return undefined;
  const before = guesses.filter((at) => at <= (pages[0]?.[0] ?? 0)).length;
  return pages.length === 0
    ? undefined
    : found(
        client,
        pages,
        {
          ja: `ログイン試行${before}回の後、ログインした利用者だけが見られる管理画面が${pages.length}回表示された`,
          en: `after ${before} login attempts, ${pages.length} pages of the administration, which only somebody logged in is given`,
        },
        'bruteforce-web',
      );
}

/** Pages after an exploit, by somebody who had none before it and did not log in. */
function byExploit({ client, pages, guesses }: Row, exploitAt: number | undefined): Finding | undefined {
  if (exploitAt === undefined || guesses.length > 0 || pages.some(([at]) => at < exploitAt)) return undefined;
  return found(
    client,
    pages,
    {
      ja: `既知の脆弱性を突く要求の後、ログインの記録がないまま管理画面が${pages.length}回表示された`,
      en: `after the request of a known exploit and without any login, ${pages.length} pages of the administration`,
    },
    'probe',
  );
}
