// A plugin, module or theme that was brought along to WordPress, Joomla, Drupal, PrestaShop, OpenCart or Moodle, or written to in
// WordPress' editor, and a script in it that only who brought it ever asks for. Those of others are asked for by visitors' pages, or run without being asked for.
import { grouped } from '../../../vocabulary/grouped.ts';
import { leastAndMost } from '../../../vocabulary/span.ts';
import type { LogStore, Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { TIMED } from './web-behaviour.ts';

/** How the administration of each system takes in an archive. */
const UPLOADS = [
  '(?i)/wp-admin/(?:network/)?update\\\\.php\\\\?(?:[^#]*&)?action=upload-(?:plugin|theme)(?:&|$)',
  '(?i)/administrator/(?:index\\\\.php)?\\\\?(?:[^#]*&)?option=com_installer\\\\b',
  '(?i)/admin/(?:modules|appearance|theme|reports/updates)/install\\\\b',
  '(?i)[?&]controller=AdminModules\\\\b|/improve/modules/(?:manage|import|upload)|/module/manage/(?:import|upload)',
  '(?i)[?&]route=(?:marketplace|extension|tool)/(?:installer|upload)',
  '(?i)/admin/tool/installaddon/',
];
/** WordPress writes what its editor saves, since 4.9 by a request that says only from which page it came. */
const EDITOR = '(?i)/wp-admin/(?:network/)?(?:theme|plugin)-editor[.]php(?:[?]|$)';
const UPLOAD = `method = 'POST' and status < 400 and (match(target, '${UPLOADS.join('|').replaceAll('|(?i)', '|')}')
  or match(target, '${EDITOR}') or (endsWith(path, '/wp-admin/admin-ajax.php') and match(referer, '${EDITOR}')))`;
/** Where they keep what was brought. */
const SCRIPT =
  "match(path, '(?i)/(?:wp-content/(?:plugins|themes)|modules|components|plugins|templates|themes|extensions?|local|mod|blocks)/[^/]+/(?:.*/)?[^/]+\\\\.(?:php[3-8]?|phtml|phar)$') and status >= 200 and status < 300";
/** Pages of the administration ask for what they use themselves. */
const BY_ADMINISTRATION = "multiSearchAny(referer, ['/wp-admin/', '/administrator/', '/admin'])";
/** Clients that such a script answers at most: the one who brought it, and those who work with them. */
const MOST_CLIENTS = 3;
/** How soon after it was brought the script is used, in milliseconds. */
const SOON_MS = 86_400_000;

type Row = { readonly client: string; readonly at: number };
type Used = {
  readonly client: string;
  readonly path: string;
  readonly times: number;
  readonly first: number;
  readonly last: number;
  readonly places: readonly (readonly [f: number, n: number])[];
};

/** @throws AkashiError as every question to the logs does */
export async function broughtPlugins(store: LogStore): Promise<Finding[]> {
  const uploads = await store.rows<Row>(
    `select client, toUnixTimestamp64Milli(min(ts)) as at from web where ${UPLOAD} and ${TIMED} group by client order by client`,
  );
  if (uploads.length === 0) return [];
  const broughtAt = new Map(uploads.map(({ client, at }) => [client, at]));
  const used = await store.rows<Used>(
    `select client, path, count() as times, toUnixTimestamp64Milli(min(ts)) as first, toUnixTimestamp64Milli(max(ts)) as last,
       groupArraySorted(20)((f, n)) as places
     from web where ${SCRIPT} and ${TIMED} and not ${BY_ADMINISTRATION} and client in {clients:Array(String)} and path in (
       select path from web where ${SCRIPT} group by path having uniqExact(client) <= ${MOST_CLIENTS})
     group by client, path having countIf(method = 'POST') > 0 or times >= 3 order by client, path`,
    { clients: [...broughtAt.keys()].sort() },
  );
  const firstEver = new Map(
    (
      await store.rows<{ path: string; at: number }>(
        `select path, toUnixTimestamp64Milli(min(ts)) as at from web where path in {paths:Array(String)} and status < 400 and ${TIMED} group by path order by path`,
        { paths: [...new Set(used.map(({ path }) => path))].sort() },
      )
    ).map(({ path, at }) => [path, at]),
  );
  const byClient = grouped(used, ({ client, path, first }) => {
    const at = broughtAt.get(client) ?? 0;
    const isNew = (firstEver.get(path) ?? 0) >= at && first - at <= SOON_MS;
    return isNew ? client : undefined;
  });
  return [...byClient].map(([client, rows]): Finding => {
    const times = rows.reduce((sum, row) => sum + row.times, 0);
    return {
      actor: { kind: 'ip', id: client },
      sign: 'brought-script',
      class: 'webshell',
      level: 'adverse',
      success: 'shown',
      says: {
        ja: `管理画面からプラグインなどを入れた、または書き換えた接続元が、その後、ほかにほとんど誰も求めないその中のスクリプト（${rows[0]?.path ?? ''}）を${times}回使った`,
        en: `after it had put in or edited a plugin, module or theme, the client used a script of it that hardly anybody else asks for (${rows[0]?.path ?? ''}), ${times} times`,
      },
      count: times,
      first: leastAndMost(rows.map(({ first }) => first)).least,
      last: leastAndMost(rows.map(({ last }) => last)).most,
      places: rows.flatMap(({ places }) => places.map(([f, n]): Place => ({ f, n }))).slice(0, 20),
    };
  });
}
