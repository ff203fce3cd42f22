// The page of a mailing list's own software that shows every member, answered to somebody who gave it no password. Whether it
// asks for one is a setting: where it does, everybody who only opens it is given the same small form.
import { grouped } from '../../../vocabulary/grouped.ts';
import { leastAndMost } from '../../../vocabulary/span.ts';
import { isOutside } from '../../networks.ts';
import type { LogStore, Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, within } from '../limits.ts';
import { firstLogins } from '../logins/sessions.ts';
import { TIMED } from '../requests/web-behaviour.ts';

/** Mailman 2 and Sympa; a member gives a password by POST, to this page or another of that software. */
const ROSTER = '(?i)/(?:mailman/roster(?:[.]cgi)?|sympa/review|wws/review)/[^/]+/?$';
/** Bytes; a form is smaller, and so is a list of a handful of people. */
const SMALLEST_ROSTER = 20_000;
/** So many times the form that others are given; beyond a form with some words more. */
const TIMES_FORM = 3;
/** Clients who were given the form. */
const GIVEN_FORM = 3;
const MOST_READS = 50_000;

type Read = {
  readonly path: string;
  readonly client: string;
  readonly size: number;
  readonly at: number;
  readonly f: number;
  readonly n: number;
};

/** @throws AkashiError as every question to the logs does */
export async function openRosters(store: LogStore, limits: Limit[]): Promise<Finding[]> {
  const rows = await store.rows<Read>(
    `select path, client, size, toUnixTimestamp64Milli(ts) as at, f, n from web
     prewhere multiSearchAnyCaseInsensitive(path, ['/roster/', '/roster.cgi/', '/review/'])
     where method = 'GET' and status in (200, 206) and user = '' and ${TIMED} and match(path, '${ROSTER}')
     order by path, at, f, n limit ${MOST_READS + 1}`,
  );
  const reads = within(rows, MOST_READS, limits, 'files-in-folders', ['sensitive-file']);
  if (reads.length === 0) return [];
  const clients = [...new Set(reads.map(({ client }) => client))].sort();
  const posted = await store.rows<{ client: string; at: number }>(
    `select client, toUnixTimestamp64Milli(min(ts)) as at from web
     where method = 'POST' and client in {clients:Array(String)} and ${TIMED} group by client order by client`,
    { clients },
  );
  const gavePassword = new Map(posted.map(({ client, at }) => [client, at]));
  const logins = await firstLogins(store, clients);
  const isStranger = ({ client, at }: Read) =>
    isOutside(client) &&
    (gavePassword.get(client) ?? Number.POSITIVE_INFINITY) > at &&
    (logins.get(client) ?? Number.POSITIVE_INFINITY) > at;
  return [...grouped(reads, ({ path }) => path)].flatMap(([path, all]) => {
    const form = all.reduce((least, { size }) => Math.min(least, size), Number.POSITIVE_INFINITY);
    const others = new Set(all.filter(({ size }) => size < TIMES_FORM * form).map(({ client }) => client));
    const differs = all.some(({ size }) => size >= TIMES_FORM * form);
    const isForm = differs && others.size >= GIVEN_FORM;
    const least = isForm ? Math.max(TIMES_FORM * form, SMALLEST_ROSTER / 4) : SMALLEST_ROSTER;
    const given = all.filter((one) => one.size >= least && isStranger(one));
    return [...grouped(given, ({ client }) => client)].map(([client, mine]) => finding(path, client, mine, isForm));
  });
}

function finding(path: string, client: string, reads: readonly Read[], isForm: boolean): Finding {
  const { least, most } = leastAndMost(reads.map(({ at }) => at));
  return {
    actor: { kind: 'ip', id: client },
    sign: 'open-roster',
    class: 'sensitive-file',
    level: isForm ? 'adverse' : 'notable',
    success: isForm ? 'shown' : 'possible',
    reachesData: true,
    says: {
      ja: `会員の一覧を示すページ（${path}）が、パスワードを送っていない接続元に、${isForm ? '入力画面よりはるかに大きい' : '一覧ほどの'}大きさで返された`,
      en: `the page that shows the members of a list (${path}) was answered to a source that had sent no password, ${isForm ? 'far larger than the form that others are given' : 'as large as a list'}`,
    },
    ...{ count: reads.length, first: least, last: most },
    places: reads.map(({ f, n }): Place => ({ f, n })).slice(0, 20),
  };
}
