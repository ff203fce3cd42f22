// Files that should not be served and were handed out.
import { grouped } from '../../../vocabulary/grouped.ts';
import { leastAndMost } from '../../../vocabulary/span.ts';
import { isOutside, networkOf } from '../../networks.ts';
import type { LogStore } from '../../port.ts';
import type { Finding } from '../detection.ts';
import type { Answered } from '../requests/web-success.ts';

/** Files of which an answer of 200 means that the contents went out. */
const GRAVE_FILE =
  /\/\.(?:env|git\/|svn\/|aws|ssh|htpasswd|pgpass|my\.cnf|npmrc|bash_history|mysql_history)|\/(?:storage\/logs\/[\w.-]{1,64}|(?:laravel|debug)[\w-]{0,16})\.log$|\.(?:sql|sqlite3?|mdb|pem|key|ppk|pfx|p12|kdbx?)(?:\.(?:gz|zip|bz2|xz))?$|wp-config\.php.|\/(?:id_rsa|id_ed25519)$|\.(?:bak|old|save|swp|orig)$|(?:backup|dump|db|database)[\w.-]*\.(?:zip|tar|tgz|gz|rar|7z)$/i;

/** What was in a program's memory: keys, sessions, records in use. A monitor inside takes it too, to find out what fills it. */
const MEMORY_FILE = /\/(?:actuator\/|management\/|manage\/)?heapdump$|\.(?:hprof|dmp)(?:\.gz)?$|\/core\.\d{1,7}$/i;

/** Of these, copies of what is held. Settings and keys open other doors; nothing held stands in them. */
const DATA_FILE =
  /\.(?:sql|sqlite3?|mdb)(?:\.(?:gz|zip|bz2|xz|bak|old))?$|(?:backup|dump|db|database)[\w.-]*\.(?:zip|tar|tgz|gz|rar|7z)$/i;

/**
 * A copy of a whole site, named as sites or their folders are and where such copies are put: `/www.zip`,
 * `/backup/shop.example.com.tar.gz`. Other archives are downloads. Where several networks took it, it was offered.
 */
const SITE_COPY =
  /^\/(?:(?:old|backups?|bak)\/)?(?:www|web|site|website|wwwroot|public_html|htdocs|httpdocs|(?:[a-z][\w-]{1,62}\.){1,4}(?:com|net|org|info|biz|example|[a-z]{2}))\.(?:zip|tar|tgz|rar|7z|tar\.(?:gz|bz2|xz|zst))$/i;

/** Software with its version in its name is offered where several networks took it; what else many take may be a leak that robots share. */
const SOFTWARE = /[-_]v?\d{1,3}\.\d{1,4}(?:\.\d{1,4}){0,2}(?:[-_.][a-z]{2,8})?\.(?:zip|tar|tgz|gz|bz2|rar|7z)$/i;
const OFFERED_TO = 5;

/** Paths that were not there for the same client, from where a site is known to say so, and an answer of 2xx means something. */
const FEWEST_MISSING = 20;

/**
 * Of clients that were answered and whose log holds no sizes, those to whom the site said "not found" often enough.
 *
 * @throws AkashiError as every question to the logs does
 */
export async function toldOthers(store: LogStore, answered: readonly Answered[]): Promise<ReadonlySet<string>> {
  const unsized = answered.filter(
    ({ class: of, size, path }) => of === 'sensitive-file' && size < 0 && isGraveName(path),
  );
  const clients = [...new Set(unsized.map(({ client }) => client))].sort();
  if (clients.length === 0) return new Set();
  const rows = await store.rows<{ client: string }>(
    `select client from web where client in {clients:Array(String)} and status = 404 group by client
     having uniqExact(path) >= ${FEWEST_MISSING} order by client`,
    { clients },
  );
  return new Set(rows.map(({ client }) => client));
}

const isGraveName = (path: string): boolean => GRAVE_FILE.test(path) || SITE_COPY.test(path);

/**
 * Files that should not be served, and were: 2xx with contents. A log without sizes does not say that there were any: it is
 * taken where the same client was told of many others that they are not there.
 *
 * @param answered without what the site answers to everything
 * @param told clients of `toldOthers`
 */
export function servedFiles(answered: readonly Answered[], told: ReadonlySet<string> = new Set()): Finding[] {
  const takers = new Map<string, Set<string>>();
  for (const { path, client } of answered)
    if (SOFTWARE.test(path) || SITE_COPY.test(path))
      takers.set(path, (takers.get(path) ?? new Set()).add(networkOf(client)));
  const byClient = grouped(answered, (one) =>
    one.class === 'sensitive-file' &&
    (one.size > 0 || (one.size < 0 && isGraveName(one.path) && told.has(one.client))) &&
    (takers.get(one.path)?.size ?? 0) < OFFERED_TO
      ? one.client
      : undefined,
  );
  return [...byClient].flatMap(([client, list]): Finding[] => {
    const grave = list.filter(({ path }) => isGraveName(path) || (MEMORY_FILE.test(path) && isOutside(client)));
    return [
      {
        actor: { kind: 'ip', id: client },
        sign: 'served-file',
        class: 'sensitive-file',
        level: grave.length > 0 ? 'adverse' : 'noise',
        success: grave.some(({ size }) => size > 0) ? 'shown' : 'possible',
        reachesData: grave.some(({ path }) => DATA_FILE.test(path) || SITE_COPY.test(path)),
        says: {
          ja: `公開すべきでないファイルの要求${list.length}件に内容が返された`,
          en: `${list.length} requests for files that should not be served were answered with contents`,
        },
        ...{
          count: list.length,
          first: leastAndMost(list.map(({ at }) => at)).least,
          last: leastAndMost(list.map(({ at }) => at)).most,
        },
        places: (grave.length > 0 ? grave : list).slice(0, 20).map(({ f, n }) => ({ f, n })),
      },
    ];
  });
}
