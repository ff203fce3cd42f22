// MongoDB as its own log tells it: whole collections read, and databases dropped, by an address outside that had never been
// there before. Servers that stood open were emptied so, and a note left.
import { grouped } from '../../../vocabulary/grouped.ts';
import { leastAndMost } from '../../../vocabulary/span.ts';
import { isOutside, networkOf } from '../../networks.ts';
import type { LogStore, Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, within } from '../limits.ts';

/** Documents given in one answer that are a collection, and no page of a list. The log holds only what was slow. */
const WHOLE = 1_000;
/** Names of collections and databases in which ransom notes are left. */
const NOTE = /read.{0,3}me|recover|ransom|how.{0,3}to.{0,3}restore|warning|pwned/i;
/** Days on which an address or its network had come in before, without which it is a stranger. */
const DAYS_OF_HABIT = 1;
const DAYS_OF_WORK = 3;
const DAY_MS = 86_400_000;
/** Acts, and days of addresses, that are looked at. */
const MOST_ACTS = 100_000;

type Row = {
  readonly kind: 'read' | 'drop' | 'made';
  readonly ip: string;
  readonly name: string;
  readonly counted: number;
  readonly at: number;
  readonly f: number;
  readonly n: number;
};

/** Connections by the number that lines of their work bear. */
const REMOTES = `select f, concat('conn', fields['attr.connectionId']) as ctx, argMax(ip, n) as remote from event
  where program = 'NETWORK' and ip != '' and fields['attr.connectionId'] != '' group by f, ctx`;

const actsOf = (store: LogStore, most: number): Promise<Row[]> =>
  store.rows<Row>(
    `select kind, if(e.ip != '', e.ip, r.remote) as ip, name, counted, at, f, n from (
       select f, n, ip, fields['ctx'] as ctx, toUnixTimestamp64Milli(toDateTime64(ts, 3)) as at,
         multiIf(startsWith(message, 'dropDatabase') or message in ('CMD: drop', 'CMD: dropDatabase'), 'drop', message = 'createCollection', 'made', 'read') as kind,
         multiIf(fields['attr.ns'] != '', fields['attr.ns'], fields['attr.namespace'] != '', fields['attr.namespace'], fields['attr.db']) as name,
         toUInt32OrZero(fields['attr.nreturned']) as counted
       from event where program in ('COMMAND', 'STORAGE') and ts > 0
         and (message in ('dropDatabase - starting', 'CMD: drop', 'CMD: dropDatabase', 'createCollection')
           or (message = 'Slow query' and toUInt32OrZero(fields['attr.nreturned']) >= ${WHOLE})
           or (message = 'Slow query' and (fields['attr.command.dropDatabase'] != '' or fields['attr.command.drop'] != '')))
     ) e left join (${REMOTES}) r on e.f = r.f and e.ctx = r.ctx
     where ip != '' order by at, f, n limit ${most + 1}`,
  );

type Seen = { readonly ip: string; readonly day: number };

/** Days on which each network had come in. */
async function daysOf(
  store: LogStore,
  limits: Limit[],
  most: number,
): Promise<{ readonly days: Map<string, Seen[]>; readonly begins: number }> {
  const found = await store.rows<Seen>(
    `select ip, toUnixTimestamp64Milli(toDateTime64(min(ts), 3)) as day from event
     where program = 'NETWORK' and message = 'Connection accepted' and ip != '' and ts > 0 group by ip, toYYYYMMDD(ts) order by day, ip limit ${most + 1}`,
  );
  const rows = within(found, most, limits, 'document-connections', ['data-dump']);
  return { days: grouped(rows, ({ ip }) => networkOf(ip)), begins: rows[0]?.day ?? 0 };
}

/** @throws AkashiError as every question to the logs does */
export async function documentDatabases(
  store: LogStore,
  limits: Limit[],
  most: number = MOST_ACTS,
): Promise<Finding[]> {
  const all = within(await actsOf(store, most), most, limits, 'document-acts', ['data-dump']);
  const acts = all.filter(({ ip }) => isOutside(ip));
  if (acts.length === 0) return [];
  const { days, begins } = await daysOf(store, limits, most);
  const byClient = grouped(acts, ({ ip, at }) => {
    const came = days.get(networkOf(ip)) ?? [];
    // From the log's first day on, and again and again: somebody's work, which began before the log.
    const isWork = came.length >= DAYS_OF_WORK && (came[0]?.day ?? 0) - begins < DAY_MS;
    // In order of time.
    const before = came[DAYS_OF_HABIT - 1];
    return isWork || (before !== undefined && at - before.day >= DAY_MS) ? undefined : ip;
  });
  return [...byClient].flatMap(([client, mine]) => judged(client, mine, (mine[0]?.at ?? 0) - begins >= DAY_MS));
}

function judged(client: string, acts: readonly Row[], isNew: boolean): Finding[] {
  const reads = acts.filter(({ kind }) => kind === 'read');
  const drops = acts.filter(({ kind }) => kind === 'drop');
  const notes = acts.filter(({ kind, name }) => kind === 'made' && NOTE.test(name));
  const telling = [...reads, ...drops, ...notes];
  if (reads.length + drops.length === 0) return [];
  const emptied = drops.length > 0 && (reads.length > 0 || notes.length > 0);
  const most = Math.max(0, ...reads.map(({ counted }) => counted));
  const what = {
    ja: [
      ...(reads.length > 0 ? [`コレクションの全体が${reads.length}回読み出され（最大${most}件）`] : []),
      ...(drops.length > 0 ? [`データベースまたはコレクションが${drops.length}回削除され`] : []),
    ].join('、'),
    en: [
      ...(reads.length > 0 ? [`read whole collections ${reads.length} times (up to ${most} documents)`] : []),
      ...(drops.length > 0 ? [`dropped databases or collections ${drops.length} times`] : []),
    ].join(' and '),
  };
  return [
    {
      actor: { kind: 'ip', id: client },
      sign: 'document-database',
      class: 'data-dump',
      level: isNew || emptied ? 'adverse' : 'notable',
      success: notes.length > 0 ? 'shown' : 'possible',
      reachesData: reads.length > 0,
      says: {
        ja: `それまで来たことのない外部の接続元により、${what.ja}た`,
        en: `from outside, where it had never come from before, somebody ${what.en}`,
      },
      count: telling.length,
      first: leastAndMost(telling.map(({ at }) => at)).least,
      last: leastAndMost(telling.map(({ at }) => at)).most,
      places: telling.slice(0, 20).map(({ f, n }): Place => ({ f, n })),
    },
  ];
}
