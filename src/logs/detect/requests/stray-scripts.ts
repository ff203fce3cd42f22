// A script that lies among papers and pictures and that only one client drives: nobody links to it and no page of the site
// lives there. Folders that are called uploads are known to a rule; this one is told by what lies in it.
import type { LogStore, Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, within } from '../limits.ts';
import { TIMED } from './web-behaviour.ts';

/** Requests that drive the script, and sizes of what it answered: a form answers alike. */
const FEWEST_POSTS = 3;
const FEWEST_SIZES = 3;
/** Clients that it answers at most, and what else its folder gives out: files, and to how many. */
const MOST_CLIENTS = 2;
const FEWEST_FILES = 5;
const FEWEST_READERS = 5;
const MOST_SCRIPTS = 5_000;
/** How long the log must run before the script is first answered, for it to be new. */
const BEFORE_MS = 86_400_000;

/** Posted to, or asked something that no page led to. */
const DRIVES = `(method = 'POST' or (query != '' and referer in ('', '-')))`;
/** An ending in the last six characters first: an expression for it goes over the whole of every path. */
const SCRIPT = `position(right(path, 6), '.') > 0 and match(path, '(?i)\\\\.(?:php[3-8]?|phtml|phar|jspx?|aspx?|ashx|cfm|cgi)$')`;
const FOLDER = `substring(path, 1, length(path) - position(reverse(path), '/') + 1)`;
const FILE = `match(path, '(?i)\\\\.(?:pdf|docx?|xlsx?|pptx?|zip|csv|txt|jpe?g|png|gif|webp|svg|mp4|mp3|css|js|woff2?)$')`;
const GIVEN = 'status between 200 and 299';

type Row = {
  readonly client: string;
  readonly path: string;
  readonly folder: string;
  readonly times: number;
  readonly first: number;
  readonly last: number;
  readonly places: readonly (readonly [f: number, n: number])[];
};
type Folder = { readonly folder: string };

/** @throws AkashiError as every question to the logs does */
export async function strayScripts(store: LogStore, limits: Limit[], most: number = MOST_SCRIPTS): Promise<Finding[]> {
  const any = await store.rows(`select 1 from web prewhere ${SCRIPT} limit 1`);
  if (any.length === 0) return [];
  const asked = await store.rows<Row>(
    `select client, path, ${FOLDER} as folder, count() as times,
       toUnixTimestamp64Milli(min(ts)) as first, toUnixTimestamp64Milli(max(ts)) as last, groupArraySorted(20)((f, n)) as places
     from web prewhere ${SCRIPT} where ${DRIVES} and ${GIVEN} and ${TIMED}
     group by client, path having times >= ${FEWEST_POSTS} and uniqExact(size) >= ${FEWEST_SIZES} order by client, path limit ${most + 1}`,
  );
  const rows = within(asked, most, limits, 'odd-scripts', ['webshell']);
  if (rows.length === 0) return [];
  const folders = [...new Set(rows.map(({ folder }) => folder))].filter((folder) => folder !== '/').sort();
  // Only files besides: one more script that answers there is a part of the site, and so is this one.
  const ofFiles = await store.rows<Folder>(
    `select ${FOLDER} as folder from web where folder in {folders:Array(String)} and ${GIVEN}
     group by folder having uniqExactIf(path, ${FILE}) >= ${FEWEST_FILES} and uniqExactIf(client, ${FILE}) >= ${FEWEST_READERS}
       and uniqExactIf(path, ${SCRIPT}) = 1 and uniqExactIf(client, ${SCRIPT}) <= ${MOST_CLIENTS} order by folder`,
    { folders },
  );
  const known = new Set(ofFiles.map(({ folder }) => folder));
  const stray = rows.filter(({ folder }) => known.has(folder));
  if (stray.length === 0) return [];
  const [begins] = await store.rows<{ at: number }>(
    `select toUnixTimestamp64Milli(min(ts)) as at from web where ${TIMED} order by at`,
  );
  return stray.map(({ client, path, times, first, last, places }): Finding => {
    const isNew = first - (begins?.at ?? first) >= BEFORE_MS;
    return {
      actor: { kind: 'ip', id: client },
      sign: 'stray-script',
      class: 'webshell',
      level: isNew ? 'adverse' : 'notable',
      success: isNew ? 'shown' : 'possible',
      says: {
        ja: `ほかには文書と画像しかないフォルダーにあるスクリプト（${path}）が、この接続元からの${times}回の要求に、そのつど異なる大きさで応答した。ほかにはほとんど誰も求めていない`,
        en: `a script in a folder that else holds only papers and pictures (${path}) answered ${times} requests of this client with answers of different sizes; hardly anybody else asked for it`,
      },
      ...{ count: times, first, last },
      places: places.map(([f, n]): Place => ({ f, n })),
    };
  });
}
