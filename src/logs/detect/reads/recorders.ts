// Pages on which a server or framework shows what others ask of it: addresses with all that stands in them, what was typed into
// forms, whole statements. Made for developers, and left open, they give away what people send while they send it.
import { isOutside, networkInSql } from '../../networks.ts';
import type { LogStore, Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, within } from '../limits.ts';
import { firstLogins } from '../logins/sessions.ts';
import { TIMED } from '../requests/web-behaviour.ts';

/**
 * Apache's status, PHP-FPM's in full, Spring's traces, Laravel's Telescope and Debugbar, Symfony's profiler, ASP.NET's trace and
 * ELMAH, Django's Silk, Rails' Sidekiq, Hangfire, Flower, viewers of log files.
 */
const RECORDERS = [
  '/server-status',
  '/(?:actuator|manage(?:ment)?)/(?:httptrace|httpexchanges|logfile|trace)$',
  '/telescope/telescope-api/|/telescope/(?:requests|queries|mail|dumps|logs|models|notifications)',
  '/_debugbar/open|/_profiler/[^/]|/_wdt/[^/]',
  '/(?:elmah|trace)[.]axd',
  '/silk/(?:requests|request/)|/__debug__/',
  '/sidekiq/(?:retries|morgue|scheduled|queues/)|/hangfire/jobs/|/flower/(?:tasks|task/)|/horizon/api/jobs',
  '/log-viewer/(?:logs|api)|/logs?-?viewer/|/admin/logs?/view',
];
const RECORDER = `(?i)(?:${RECORDERS.join('|')})`;
const WORDS =
  "['/server-status', 'httptrace', 'httpexchanges', '/logfile', 'actuator/trace', 'manage/trace', 'management/trace', '/telescope/', '/_debugbar/', '/_profiler/', '/_wdt/', '.axd', '/silk/', '/__debug__/', '/sidekiq/', '/hangfire/', '/flower/', '/horizon/', 'log-viewer', 'logs-viewer', 'logviewer', 'logsviewer', '/admin/log']";

/** Answers, with as many sizes: a page that says only "not for you" has one. */
const FEWEST_READS = 3;
/** From where somebody reads on, rather than looks what it is. */
const MANY_READS = 20;
/** Read by as many networks, it is a page of the site's own under such a name. */
const READ_BY_MANY = 5;
/** Days on which a network reads it: developers at work, or a monitor. */
const DAYS_OF_HABIT = 3;
/** Bytes; numbers for a monitor are shorter than a table of requests. */
const LEAST_BYTES = 1_000;
const MOST_READERS = 10_000;

type Reader = {
  readonly client: string;
  readonly network: string;
  readonly days: number;
  readonly reads: number;
  readonly sizes: number;
  readonly page: string;
  readonly first: number;
  readonly last: number;
  readonly places: readonly (readonly [number, number])[];
};

/** @throws AkashiError as every question to the logs does */
export async function openRecorders(store: LogStore, limits: Limit[], most: number = MOST_READERS): Promise<Finding[]> {
  const found = await store.rows<Reader>(
    `select client, any(${networkInSql('client')}) as network, uniqExact(toYYYYMMDD(ts)) as days, count() as reads, uniqExact(size) as sizes, min(path) as page,
       toUnixTimestamp64Milli(min(ts)) as first, toUnixTimestamp64Milli(max(ts)) as last, groupArraySorted(20)((f, n)) as places
     from web prewhere multiSearchAnyCaseInsensitive(path, ${WORDS}) where status = 200 and user = '' and size >= ${LEAST_BYTES} and ${TIMED} and match(path, '${RECORDER}')
     group by client order by client limit ${most + 1}`,
  );
  const rows = within(found, most, limits, 'recorder-readers', ['sensitive-file']);
  const daysOf = new Map<string, number>();
  for (const { network, days } of rows) daysOf.set(network, Math.max(daysOf.get(network) ?? 0, days));
  const readers = rows.filter(({ reads, sizes }) => reads >= FEWEST_READS && sizes >= FEWEST_READS);
  if (new Set(readers.map(({ network }) => network)).size >= READ_BY_MANY) return [];
  const strangers = readers.filter(
    ({ client, network }) => isOutside(client) && (daysOf.get(network) ?? 0) < DAYS_OF_HABIT,
  );
  if (strangers.length === 0) return [];
  const logins = await firstLogins(store, strangers.map(({ client }) => client).toSorted());
  return strangers.filter(({ client, first }) => (logins.get(client) ?? Number.POSITIVE_INFINITY) > first).map(finding);
}

function finding({ client, reads, page, first, last, places }: Reader): Finding {
  return {
    actor: { kind: 'ip', id: client },
    sign: 'open-recorder',
    class: 'sensitive-file',
    level: reads >= MANY_READS ? 'adverse' : 'notable',
    success: 'possible',
    reachesData: true,
    says: {
      ja: `ほかの人の要求の内容を映す開発用のページ（${page} など）が、ログインの記録のない外部の接続元に${reads}回返された`,
      en: `a page for developers that shows what others ask and send (${page} and such) was answered ${reads} times to a source outside that is not seen to log in`,
    },
    ...{ count: reads, first, last, places: places.map(([f, n]): Place => ({ f, n })) },
  };
}
