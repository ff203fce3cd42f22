// Rows that a statement put into a request had the database write into a file, which was then fetched from the site: the request
// names the file, and the file answers.
import type { LogStore, Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, within } from '../limits.ts';
import { decodedAscii } from '../requests/echoes.ts';
import { TIMED } from '../requests/web-behaviour.ts';

/** Requests that name a file to write, and characters of one that are looked at. */
const MOST_REQUESTS = 5_000;
const LONGEST_READ = 8_192;
/** A file that more clients fetched is one of the site's own. */
const MOST_CLIENTS = 3;

/** Plain texts first, encoded or not. */
const MAY_WRITE = `multiSearchAnyCaseInsensitive(target, ['outfile', 'dumpfile', 'copy%20(', 'copy+(', 'copy (', 'copy%20%28', 'copy+%28', 'copy%28', 'copy('])`;
const written =
  /\b(?:into\s{1,8}(?:out|dump)file|copy\s{0,8}\([^']{1,2000}\)\s{0,8}to)\s{1,8}["'](?:[^"']{0,200}[/\\])?([\w.-]{1,100}\.\w{1,8})["']/i;

type Row = Place & { readonly client: string; readonly at: number; readonly target: string };
type Fetched = Place & { readonly client: string; readonly at: number; readonly name: string };

const NAME = `arrayElement(splitByChar('/', path), -1)`;

/** @throws AkashiError as every question to the logs does */
export async function writtenFiles(store: LogStore, limits: Limit[], most: number = MOST_REQUESTS): Promise<Finding[]> {
  const rows = await store.rows<Row>(
    `select f, n, client, toUnixTimestamp64Milli(ts) as at, substring(target, 1, ${LONGEST_READ}) as target
     from web prewhere ${MAY_WRITE} where ${TIMED} order by ts, f, n limit ${most + 1}`,
  );
  const asked = within(rows, most, limits, 'files-by-statements', ['sqli']).flatMap((row) => {
    const name = written.exec(decodedAscii(decodedAscii(row.target)).replaceAll('+', ' '))?.[1];
    return name === undefined ? [] : [{ ...row, name }];
  });
  if (asked.length === 0) return [];
  const names = [...new Set(asked.map(({ name }) => name))].sort();
  const few = `select ${NAME} from web where ${NAME} in {names:Array(String)} and status between 200 and 299 and size > 0
    group by ${NAME} having uniqExact(client) <= ${MOST_CLIENTS}`;
  const answers = await store.rows<Fetched>(
    `select f, n, client, toUnixTimestamp64Milli(ts) as at, ${NAME} as name from web
     where name in (${few}) and status between 200 and 299 and size > 0 and method = 'GET' and ${TIMED} order by ts, f, n limit ${most + 1}`,
    { names },
  );
  const fetched = within(answers, most, limits, 'written-files', ['sqli']);
  const byClient = new Map<string, { readonly asks: Row; readonly got: Fetched[] }>();
  for (const asks of asked) {
    // A file that answered before nobody wrote by this request.
    if (fetched.some(({ name, at }) => name === asks.name && at < asks.at)) continue;
    const got = fetched.filter(({ name, client }) => name === asks.name && client === asks.client);
    if (got.length > 0 && !byClient.has(asks.client)) byClient.set(asks.client, { asks, got });
  }
  return [...byClient].map(
    ([client, { asks, got }]): Finding => ({
      actor: { kind: 'ip', id: client },
      sign: 'written-file',
      class: 'sqli',
      level: 'adverse',
      success: 'shown',
      says: {
        ja: `要求に書き込まれたSQL文がデータベースにファイルを書き出させ、そのファイルがこの接続元に${got.length}回渡された（それまでそのファイルは誰にも応答していない）`,
        en: `a statement in a request had the database write a file, which then answered this client ${got.length} ${got.length === 1 ? 'time' : 'times'} and nobody before`,
      },
      ...{ count: got.length + 1, first: asks.at, last: got.at(-1)?.at ?? asks.at },
      places: [asks, ...got].slice(0, 20).map(({ f, n }) => ({ f, n })),
    }),
  );
}
