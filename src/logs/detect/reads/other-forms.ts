// The list behind a page of staff, asked for in another form: the page sends strangers to the login, and the same address with
// `.json` or `.csv` behind it did not ask. Frameworks make such forms of every page, and a guard is easily put before one alone.
import { grouped } from '../../../vocabulary/grouped.ts';
import { isOutside, networkInSql } from '../../networks.ts';
import type { LogStore, Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, within } from '../limits.ts';
import { firstLogins } from '../logins/sessions.ts';
import { LOGIN_PATH, TIMED } from '../requests/web-behaviour.ts';

/** Bytes: a list, not an error or an empty one. */
const LEAST_BYTES = 20_000;
/** Clients whom the page itself sent away, where this one never asked for it. */
const OTHERS_REFUSED = 3;
/** From as many networks, the form was most likely offered. */
const TAKEN_BY_MANY = 5;
/** Days on which a network takes it: its work. */
const DAYS_OF_HABIT = 3;
const MOST_FORMS = 10_000;

/** What stands for a guard where a page only sends on: 401 and 403 say it themselves; others lead to the login, or to another name. */
const STAFF =
  '(?i)/(?:admin\\w*|manage\\w*|kanri|staff|internal|intra\\w*|backend|backoffice|dashboard|console|cms|private)(?:/|$)';

const NETWORK = networkInSql('client');
const ENDING = '[.](?:json|xml|csv|tsv|xlsx?|ya?ml|txt)$';
const PAGE = `replaceRegexpOne(path, '(?i)${ENDING}', '')`;

type Taken = {
  readonly path: string;
  readonly page: string;
  readonly client: string;
  readonly network: string;
  readonly bytes: number;
  readonly times: number;
  readonly first: number;
  readonly last: number;
  readonly places: readonly (readonly [number, number])[];
};
type Refused = {
  readonly page: string;
  readonly client: string;
  readonly given: number;
  /** It said so itself, or is a page of staff, or a login page stands in its folder. */
  readonly asks: 0 | 1;
};
type Readers = { readonly path: string; readonly network: string; readonly days: number; readonly refused: number };

/** @throws AkashiError as every question to the logs does */
export async function otherForms(store: LogStore, limits: Limit[], most: number = MOST_FORMS): Promise<Finding[]> {
  const found = await store.rows<Taken>(
    `select path, ${PAGE} as page, client, any(${NETWORK}) as network, max(size) as bytes, count() as times,
       toUnixTimestamp64Milli(min(ts)) as first, toUnixTimestamp64Milli(max(ts)) as last, groupArraySorted(20)((f, n)) as places
     from web prewhere multiSearchAnyCaseInsensitive(right(path, 5), ['.json', '.xml', '.csv', '.tsv', '.xls', '.yml', '.yaml', '.txt'])
     where method = 'GET' and status = 200 and user = '' and size >= ${LEAST_BYTES} and ${TIMED} and match(path, '(?i)${ENDING}')
     group by path, client order by path, client limit ${most + 1}`,
  );
  const rows = within(found, most, limits, 'other-forms', ['sensitive-file']).filter(({ client }) => isOutside(client));
  if (rows.length === 0) return [];
  const refused = await store.rows<Refused>(
    `select path as page, client, countIf(status in (302, 303, 307, 401, 403)) as refused, countIf(status = 200) as given,
       countIf(status in (401, 403)) > 0 or match(page, '${STAFF}') or splitByChar('/', page)[2] in (
         select splitByChar('/', path)[2] from web where match(path, '${LOGIN_PATH}') and status in (200, 302, 303) and length(splitByChar('/', path)) > 2) as asks
     from web where path in {pages:Array(String)} and path != '/' and method = 'GET' and user = '' and ${TIMED} group by page, client having refused > 0 order by page, client`,
    { pages: [...new Set(rows.map(({ page }) => page))].sort() },
  );
  const guarded = new Set(refused.flatMap(({ page, asks }) => (asks ? [page] : [])));
  const taken = rows.filter(({ page }) => guarded.has(page));
  if (taken.length === 0) return [];
  const logins = await firstLogins(store, [...new Set(taken.map(({ client }) => client))].sort());
  const readers = await store.rows<Readers>(
    `select path, ${NETWORK} as network, uniqExactIf(toYYYYMMDD(ts), status = 200) as days, countIf(status in (302, 303, 307, 401, 403)) as refused
     from web where path in {paths:Array(String)} and ${TIMED} group by path, network order by path, network`,
    { paths: [...new Set(taken.map(({ path }) => path))].sort() },
  );
  const unasked = taken.filter((one) => {
    const ofPage = refused.filter(({ page }) => page === one.page);
    const sentAway = ofPage.some(({ client, given }) => client === one.client && given === 0);
    const others = ofPage.filter(({ given }) => given === 0).length;
    const ofForm = readers.filter(({ path }) => path === one.path);
    // A form that refused anybody asks who is there, and a network that comes day after day was told of it.
    const isOpen =
      ofForm.every(({ refused: times }) => times === 0) && ofForm.filter(({ days }) => days > 0).length < TAKEN_BY_MANY;
    const isHabit = ofForm.some(({ network, days }) => network === one.network && days >= DAYS_OF_HABIT);
    const isStranger = (logins.get(one.client) ?? Number.POSITIVE_INFINITY) > one.first;
    return isStranger && isOpen && !isHabit && (sentAway || others >= OTHERS_REFUSED);
  });
  return [...grouped(unasked, ({ client }) => client)].map(([client, forms]) => finding(client, forms));
}

function finding(client: string, forms: readonly Taken[]): Finding {
  const [{ path, page, bytes }] = forms.toSorted((a, b) => b.bytes - a.bytes) as [Taken, ...Taken[]];
  return {
    actor: { kind: 'ip', id: client },
    sign: 'other-form',
    class: 'sensitive-file',
    level: 'adverse',
    success: 'possible',
    reachesData: true,
    says: {
      ja: `ログインを求めるページ（${page}）の内容が、別の形式（${path}）で、ログインの記録のない接続元に渡された（最大${bytes}バイト）`,
      en: `what stands behind a page that asks for a login (${page}) was given in another form (${path}) to a source that is not seen to log in (up to ${bytes} bytes)`,
    },
    count: forms.reduce((sum, { times }) => sum + times, 0),
    first: Math.min(...forms.map(({ first }) => first)),
    last: Math.max(...forms.map(({ last }) => last)),
    places: forms.flatMap(({ places }) => places.map(([f, n]): Place => ({ f, n }))).slice(0, 20),
  };
}
