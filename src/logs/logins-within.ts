// In which files logins stand: whoever searched other records for them has searched nothing.
import { CAME_IN, SAID } from './detect/logins/refused-logins.ts';
import { LOGIN_PATH } from './detect/requests/web-behaviour.ts';
import type { LogStore } from './port.ts';

/** Answers that say that there is no such page: nobody logs in there, as often as robots try. */
const NO_SUCH_PAGE = '404, 405, 410';

/** Who signs up, asks for a new password or leaves has not logged in, though the page is called after accounts or passwords. */
const NO_ENTRY =
  '(?i)regist(?:er|ration)|sign[-_]?up|/join|enrol|(?:create|new)-?account|account/(?:create|new)|touroku|log[-_]?out|sign[-_]?out|log[-_]?off|forgot|lost-?passw|reset|remind|%e7%99%bb%e9%8c%b2|登録';
/** Called a login in plain words, wherever else it leads: `/registered/login`. */
const PLAINLY = '(?i)(?:log[-_]?in|sign[-_]?in|log[-_]?on|sign[-_]?on)[^/?&]*(?:[?]|$)';
const WEB_LOGIN = `match(target, '${LOGIN_PATH}') and (not match(target, '${NO_ENTRY}') or match(target, '${PLAINLY}'))
         and not match(target, '(?i)[?&]action=(?:regist|lost|retrieve|reset|rp|log-?out)')`;

/**
 * Records of logins, let in or refused, by the path of the file that holds them; files without any are left out. One that
 * says neither who it was nor from where is none that could be put beside another. Of web
 * requests those count that detection reads as logins: a form sent to a page called so, and a password that was asked for.
 */
export async function loginsWithin(store: LogStore): Promise<ReadonlyMap<string, number>> {
  const rows = await store.rows<{ f: number; records: number }>(
    `select f, sum(some) as records from (
       select f, count() as some from event where (${CAME_IN} or (${SAID})) and (ip != '' or user != '') group by f
       union all
       select f, count() as some from web
       where status = 401 or (method = 'POST' and status not in (${NO_SUCH_PAGE}) and ${WEB_LOGIN}) group by f
     ) group by f order by f`,
  );
  return new Map(
    rows.flatMap(({ f, records }): [string, number][] => {
      const path = store.files[f]?.path;
      return path === undefined ? [] : [[path, records]];
    }),
  );
}
