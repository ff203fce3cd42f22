// Questions in a language of the site's own: a map asks `where=1=1` for its layers, a dashboard `temp > 30 or hum < 20`. The rules
// hold for each of them. What tells them is that visitor after visitor sends the same form, among the other pages they open:
// the site's own scripts ask so. Who attacks from many addresses opens nothing else.
import { networkOf } from '../../networks.ts';
import type { LogStore, Place } from '../../port.ts';
import type { AttackClassId } from '../attack-classes.ts';

/** Networks that send one form, from where it is the site's; and the share of their clients who also open so much else of it. */
const FEWEST_NETWORKS = 10;
const SHARE_OF_VISITORS = 0.8;
/** Addresses of other pages, with their questions: of a map that stood open, there may be its tiles alone, all of one path. */
const FEWEST_TARGETS = 3;
/** Requests remembered, and clients of one form that are asked about. */
const MOST_REQUESTS = 100_000;
const MOST_CLIENTS = 200;
const LONGEST = 2_048;

/** What a form of one's own does not hold: ends and comments of statements, words that read or write tables, marks, ways up, code. */
const TELLING =
  /--|\/\*|[;`#\\]|\$\{|\{\{|\.\.|<[a-z!/?]|\b(?:union|select|insert|update|delete|drop|having|waitfor|exec\w*|declare|sleep|benchmark|pg_sleep|load_file|information_schema|script|char|chr|concat|version|database|user)\b/i;
/** Names of parameters: maps say `version=2.0.0` of themselves, and nobody asks a database so. */
const NAMES = /(?:^|&)[\w.:-]{1,64}=/g;
const TEXT = /'[\p{L}\p{N}\s_.,:%*-]{0,64}'|"[\p{L}\p{N}\s_.,:%*-]{0,64}"/gu;

/** The form of a request: its path and its question with numbers and texts left out; undefined for one that is nobody's language. */
export function formOf(target: string): string | undefined {
  const at = target.indexOf('?');
  if (at < 0 || target.length > LONGEST) return undefined;
  let query = '';
  try {
    query = decodeURIComponent(target.slice(at + 1).replaceAll('+', ' '));
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    return undefined;
  }
  const form = query.replace(TEXT, '""').replace(/\d+(?:\.\d+)?/g, '0');
  if (TELLING.test(form.replace(NAMES, '&')) || /['"]/.test(form.replaceAll('""', ''))) return undefined;
  return `${target.slice(0, at).replace(/\d+/g, '0')}?${form}`;
}

type Asked = Place & { readonly client: string; readonly path: string; readonly classes: readonly AttackClassId[] };

export class OwnForms {
  readonly #byForm = new Map<string, Asked[]>();
  #left = MOST_REQUESTS;

  /** A request that was answered 2xx and that nothing else explains. */
  add(target: string, asked: Asked): void {
    if (this.#left <= 0) return;
    const form = formOf(target);
    if (form === undefined) return;
    this.#left -= 1;
    const known = this.#byForm.get(form);
    if (known) known.push(asked);
    else this.#byForm.set(form, [asked]);
  }

  /**
   * Requests in the site's own language.
   *
   * @throws AkashiError as every question to the logs does
   */
  async ofTheSite(store: LogStore): Promise<readonly Asked[]> {
    const found: Asked[] = [];
    for (const asked of this.#byForm.values()) {
      const clients = [...new Set(asked.map(({ client }) => client))].sort().slice(0, MOST_CLIENTS);
      if (new Set(clients.map(networkOf)).size < FEWEST_NETWORKS) continue;
      const rows = await store.rows<{ client: string }>(
        `select client from web where client in {clients:Array(String)} and path not in {paths:Array(String)} and status between 200 and 399
         group by client having uniqExact(target) >= ${FEWEST_TARGETS} order by client`,
        { clients, paths: [...new Set(asked.map(({ path }) => path))].sort() },
      );
      if (rows.length >= SHARE_OF_VISITORS * clients.length) found.push(...asked);
    }
    return found;
  }
}
