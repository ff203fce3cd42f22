// Requests of which only the error log tells, because the access log was not kept, or was edited: they are judged by the rules
// for requests. A request that both tell of is judged by the access log, which says how it was answered.
import type { LogStore, Place } from '../../port.ts';
import type { CompiledRules } from '../../sigma/load-rules.ts';
import { matchRules } from '../../sigma/match-rules.ts';
import type { TalliedHit } from '../actor-tally.ts';
import { explainsSyntax } from './ordinary-text.ts';

/** nginx names the request behind the client; Apache where the address itself was at fault. */
const TARGET = `if(program = 'nginx', fields['target'], extract(message, '(?:[Ii]nvalid URI (?:in request [A-Z]{3,10} |path \\\\()|Cannot map [A-Z]{3,10} )([^ )]+)'))`;
const NAMES_REQUEST = `program in ('nginx', 'apache') and ip != '' and (program = 'nginx' and fields['target'] != '' or program = 'apache' and match(message, '(?:[Ii]nvalid URI |Cannot map)'))`;
/** What the line says of the answer; nothing said is no answer known. */
const STATUS = `toUInt16(multiIf(match(message, 'failed \\\\((?:2|20): '), 404, position(message, 'forbidden') > 0, 403, position(message, 'limiting ') > 0, 503, match(message, '[Ii]nvalid URI'), 400, 0))`;
/** Error logs bear no zone: a time may be off by as much as zones lie apart. */
const AROUND_MS = 15 * 3_600_000;
const ASKED_AT_ONCE = 1_000;

/** The same store, whose requests are those of error logs: a name given within a statement stands before that of a table. */
function requestsOfErrors(store: LogStore): LogStore {
  const web = `with web as (
    select f, n, toDateTime64(ts, 3, 'UTC') as ts, ip as client, '' as user, fields['host'] as vhost, fields['method'] as method, ${TARGET} as target,
      splitByChar('?', target)[1] as path, if(position(target, '?') = 0, '', substring(target, position(target, '?') + 1)) as query, '' as proto,
      ${STATUS} as status, toInt64(-1) as size, fields['referrer'] as referer, '' as agent
    from event where ${NAMES_REQUEST} and target != '')`;
  return {
    files: store.files,
    rows: (sql, parameters, planning) => store.rows(`${web} ${sql}`, parameters, planning),
    numbers: (sql, columns, take, parameters) => store.numbers(`${web} ${sql}`, columns, take, parameters),
    pointers: (places) => store.pointers(places),
    lines: (places) => store.lines(places),
    close: () => store.close(),
  };
}

type Columns = Place & {
  readonly client: string;
  readonly at: number;
  readonly status: number;
  readonly path: string;
  readonly target: string;
};

/** By place of the line: what the rules for requests say of it. @throws AkashiError as every question to the logs does */
export async function errorRequests(store: LogStore, rules: CompiledRules): Promise<Map<string, TalliedHit>> {
  const hits: (Columns & Pick<TalliedHit, 'rules'>)[] = [];
  const any = await store.rows(`select 1 from event where ${NAMES_REQUEST} limit 1`);
  if (any.length === 0) return new Map();
  const columns =
    'client, toUnixTimestamp64Milli(ts) as at, status, substring(path, 1, 500) as path, substring(target, 1, 8193) as target';
  await matchRules<Columns>(requestsOfErrors(store), rules.rules, 'web', columns, (page) => {
    for (const hit of page) hits.push(hit);
  });
  const told = await alsoInAccessLog(store, hits);
  return new Map(
    hits.flatMap(({ f, n, client, at, status, path, target, rules: held }): [string, TalliedHit][] =>
      told.has(`${f}:${n}`)
        ? []
        : [
            [
              `${f}:${n}`,
              { kind: 'ip', id: client, f, n, at, path, status, rules: held, explained: explainsSyntax(target) },
            ],
          ],
    ),
  );
}

async function alsoInAccessLog(store: LogStore, hits: readonly Columns[]): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (let i = 0; i < hits.length; i += ASKED_AT_ONCE) {
    const some = hits.slice(i, i + ASKED_AT_ONCE);
    const rows = await store.rows<{ client: string; target: string; times: readonly number[] }>(
      `select client, substring(target, 1, 8193) as target, groupUniqArray(1000)(intDiv(toUnixTimestamp64Milli(ts), 3600000)) as times from web
       where client in {clients:Array(String)} and target in {targets:Array(String)} group by client, target order by client, target`,
      {
        clients: [...new Set(some.map(({ client }) => client))].sort(),
        targets: [...new Set(some.map(({ target }) => target))].sort(),
      },
    );
    const times = new Map(rows.map((row) => [`${row.client}\n${row.target}`, row.times]));
    for (const { f, n, client, target, at } of some) {
      const hours = times.get(`${client}\n${target}`) ?? [];
      if (hours.some((hour) => Math.abs(hour * 3_600_000 - at) <= AROUND_MS)) found.add(`${f}:${n}`);
    }
  }
  return found;
}
