// When clients logged in, as far as an access log shows it, and who else asked from their networks. Cookies stand in no log:
// somebody who logged in elsewhere, or before the log begins, seems not to have.
import type { LogStore } from '../../port.ts';
import { LOGIN_PATH, TIMED } from '../requests/web-behaviour.ts';

const CLIENTS_AT_ONCE = 2_000;

/** A login that worked: sent on from the form, an answer of an interface of programs, or come back from a service for logins. */
const LOGGED_IN = `(method = 'POST' and match(target, '${LOGIN_PATH}') and (status in (302, 303) or (status in (200, 201, 204) and match(path, '(?i)/api/|/token|/session|/graphql'))))
  or (method = 'GET' and status < 400 and match(target, '(?i)(?:callback|oauth|sso|saml|login|auth)[^?]{0,80}\\\\?(?:[^#]{0,400}&)?(?:code|ticket|state|samlresponse|token)='))`;

/** The first login of each of these clients that logged in, in milliseconds UTC. */
export async function firstLogins(store: LogStore, clients: readonly string[]): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (let i = 0; i < clients.length; i += CLIENTS_AT_ONCE) {
    const rows = await store.rows<{ client: string; at: number }>(
      `select client, toUnixTimestamp64Milli(min(ts)) as at from web
       where client in {clients:Array(String)} and ${TIMED} and (${LOGGED_IN}) group by client order by client`,
      { clients: clients.slice(i, i + CLIENTS_AT_ONCE) },
    );
    for (const { client, at } of rows) found.set(client, at);
  }
  return found;
}
