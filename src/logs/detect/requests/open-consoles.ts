// Pages by which whoever may open them runs programs on the server: made for administrators, and answered to somebody outside
// who is not seen to log in.
import { isOutside, networkInSql } from '../../networks.ts';
import type { LogStore, Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, within } from '../limits.ts';
import { firstLogins } from '../logins/sessions.ts';
import { TIMED } from './web-behaviour.ts';

/**
 * Jenkins' console of scripts, Rails' web console, Werkzeug's debugger, Kibana's console, Jupyter's programs and terminals,
 * Node-RED's flows, Webmin's shell, Nexus' scripts, Solr's import with a script, Nacos' and Druid's tasks, Spark's submissions.
 */
const CONSOLES = [
  '/(?:computer/[^/]{1,64}/)?script(?:Text)?/?$',
  '/__web_console/repl_sessions/',
  '/console[?]__debugger__=yes&cmd=',
  '/api/console/proxy[?]',
  '/api/(?:kernels|terminals)(?:$|[/?])|/terminals/websocket/',
  '/flows/?$|/inject/[0-9a-f]',
  '/shell/index[.]cgi|/proc/run[.]cgi',
  '/service/(?:rest|extdirect)/v1/script',
  '/dataimport[?][^ ]{0,200}command=',
  '/v1/submissions/create|/druid/indexer/v1/(?:task|sampler)',
];
const CONSOLE = `(?i)(?:${CONSOLES.join('|')})`;
const WORDS =
  "['/script', 'web_console', '__debugger__', 'console/proxy', '/api/kernels', '/api/terminals', '/terminals/', '/flows', '/inject/', '/shell/', '/proc/run', '/v1/', 'dataimport']";

/** Answers with as many sizes: what was run said different things. */
const FEWEST_RUNS = 2;
/** From as many networks, it is a page of the site's own under such a name. */
const USED_BY_MANY = 4;
/** Days on which a network uses it: an administrator at work. */
const DAYS_OF_HABIT = 3;
const MOST_USERS = 10_000;

type Used = {
  readonly client: string;
  readonly network: string;
  readonly page: string;
  readonly runs: number;
  readonly sizes: number;
  readonly days: number;
  readonly first: number;
  readonly last: number;
  readonly places: readonly (readonly [number, number])[];
};

/** @throws AkashiError as every question to the logs does */
export async function openConsoles(store: LogStore, limits: Limit[], most: number = MOST_USERS): Promise<Finding[]> {
  const found = await store.rows<Used>(
    `select client, any(${networkInSql('client')}) as network, min(path) as page, count() as runs, uniqExact(size) as sizes, uniqExact(toYYYYMMDD(ts)) as days,
       toUnixTimestamp64Milli(min(ts)) as first, toUnixTimestamp64Milli(max(ts)) as last, groupArraySorted(20)((f, n)) as places
     from web prewhere multiSearchAnyCaseInsensitive(target, ${WORDS})
     where (method in ('POST', 'PUT') or position(target, '__debugger__') > 0) and status in (200, 201, 204) and user = '' and ${TIMED} and match(target, '${CONSOLE}')
     group by client order by client limit ${most + 1}`,
  );
  const rows = within(found, most, limits, 'console-users', ['cmdi']);
  const days = new Map<string, number>();
  for (const { network, days: of } of rows) days.set(network, Math.max(days.get(network) ?? 0, of));
  const strangers = rows.filter(
    ({ client, network, runs, sizes }) =>
      days.size < USED_BY_MANY &&
      isOutside(client) &&
      runs >= FEWEST_RUNS &&
      sizes >= FEWEST_RUNS &&
      (days.get(network) ?? 0) < DAYS_OF_HABIT,
  );
  if (strangers.length === 0) return [];
  const logins = await firstLogins(store, strangers.map(({ client }) => client).toSorted());
  // Somebody works with it, who may be still logged in on the way.
  const isWorkedWith = [...days.values()].some((of) => of >= DAYS_OF_HABIT);
  return strangers
    .filter(({ client, first }) => (logins.get(client) ?? Number.POSITIVE_INFINITY) > first)
    .map((used) => finding(used, isWorkedWith ? 'notable' : 'adverse'));
}

function finding({ client, page, runs, first, last, places }: Used, level: Finding['level']): Finding {
  return {
    actor: { kind: 'ip', id: client },
    sign: 'open-console',
    class: 'cmdi',
    level,
    success: 'possible',
    reachesData: true,
    says: {
      ja: `サーバーでプログラムを動かす管理用のページ（${page}）に、ログインの記録のない外部の接続元から${runs}回送信があり、違う大きさの応答が返された`,
      en: `a page by which programs are run on the server (${page}) took ${runs} requests from a source outside that is not seen to log in, and answered with different sizes`,
    },
    ...{ count: runs, first, last, places: places.map(([f, n]): Place => ({ f, n })) },
  };
}
