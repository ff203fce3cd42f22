// Logins that answer every try alike: posted to, they send everybody on to one page, which shows the form again or, to who
// was let in, something else. Status codes say nothing there; the page that follows does.
import type { LogStore, Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, within } from '../limits.ts';
import { LOGIN_PATH, TIMED } from '../requests/web-behaviour.ts';

/** Tries, all sent on, and pages with the form that followed them. */
const FEWEST_TRIES = 20;
const FEWEST_FORMS = 10;
/** A page that is no form: larger or smaller than each of these by a third, and by more than a message on the form. */
const APART = 1.33;
const APART_BYTES = 1_024;
/** Tries after that page, up to which the guessing counts as ended; and requests that follow, as of somebody inside. */
const MOST_AFTER = 2;
const FEWEST_AFTER = 2;
const MOST_REQUESTS = 5_000;
const MOST_CLIENTS = 1_000;
const MOVED = 'status in (301, 302, 303)';

type Asked = readonly [at: number, isTry: number, size: number, f: number, n: number];
type Row = {
  readonly client: string;
  readonly path: string;
  readonly asked: readonly Asked[];
};

/** @throws AkashiError as every question to the logs does */
export async function pagesAfterGuesses(
  store: LogStore,
  limits: Limit[],
  most: number = MOST_CLIENTS,
): Promise<Finding[]> {
  const found = await store.rows<{ client: string; path: string }>(
    `select client, path from (
       select client, path from web prewhere method = 'POST' and ${MOVED} where ${TIMED} group by client, path having count() >= ${FEWEST_TRIES})
     where match(path, '${LOGIN_PATH}') order by client, path limit ${most + 1}`,
  );
  const guessers = within(found, most, limits, 'web-guessers', ['bruteforce-web']);
  if (guessers.length === 0) return [];
  const rows = await store.rows<Row>(
    `select client, path, groupArraySorted(${MOST_REQUESTS + 1})((toUnixTimestamp64Milli(ts), toUInt8(method = 'POST'), size, f, n)) as asked
     from web where ${TIMED} and ((method = 'POST' and ${MOVED}) or (method = 'GET' and status = 200))
       and (client, path) in (select arrayJoin(arrayZip({clients:Array(String)}, {paths:Array(String)})))
     group by client, path order by client, path`,
    { clients: guessers.map(({ client }) => client), paths: guessers.map(({ path }) => path) },
  );
  return rows.flatMap((row) => {
    const asked = within(row.asked, MOST_REQUESTS, limits, 'guesser-requests', ['bruteforce-web']);
    return finding({ ...row, asked }) ?? [];
  });
}

const isApart = (size: number, form: number): boolean =>
  Math.abs(size - form) > APART_BYTES && (size > APART * form || form > APART * size);

/** The first page unlike every form before it, when enough forms came first. */
function otherPage(asked: readonly Asked[]): number {
  const forms: number[] = [];
  for (const [i, [, isTry, size]] of asked.entries()) {
    if (isTry === 1 || size <= 0) continue;
    if (forms.length >= FEWEST_FORMS && forms.every((form) => isApart(size, form))) return i;
    forms.push(size);
  }
  return -1;
}

function finding({ client, path, asked }: Row): Finding | undefined {
  const at = otherPage(asked);
  if (at < 0) return undefined;
  const before = asked.slice(0, at).filter(([, isTry]) => isTry === 1).length;
  const after = asked.slice(at + 1);
  if (before < FEWEST_TRIES || after.filter(([, isTry]) => isTry === 1).length > MOST_AFTER) return undefined;
  if (after.length < FEWEST_AFTER) return undefined;
  const worked = asked[at]?.[0] ?? 0;
  return {
    actor: { kind: 'ip', id: client },
    sign: 'login-after-guesses',
    class: 'bruteforce-web',
    level: 'adverse',
    success: 'shown',
    says: {
      ja: `${path} へのログイン試行が${before}回続き、そのたびに同じ画面へ戻された後、別の画面が表示された（以後の試行はなく、ログインできた可能性が高い）`,
      en: `${before} login attempts at ${path}, each sent back to the same page, then another page and no more attempts: a login most likely worked`,
    },
    ...{ count: before, first: asked[0]?.[0] ?? 0, last: asked.at(-1)?.[0] ?? 0, workedAt: worked },
    places: asked.slice(Math.max(0, at - 9), at + 11).map(([, , , f, n]): Place => ({ f, n })),
  };
}
