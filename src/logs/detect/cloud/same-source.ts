// A cloud identity used from the very address that did worse elsewhere: allowed calls, by whoever wrote out the database.
import { isOutside } from '../../networks.ts';
import type { LogStore, Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, within } from '../limits.ts';

const CLOUD = `fields['userIdentity.arn'] != '' and ip != ''`;
/** Addresses that are looked for, the first ones; an intruder has a handful. */
const MOST_SOURCES = 500;
/** Who came from there a day earlier is at home there, and the address may be an office. */
const AT_HOME = 86_400_000;

type Row = {
  readonly arn: string;
  readonly ip: string;
  readonly calls: number;
  readonly first: number;
  readonly last: number;
  readonly names: readonly string[];
  readonly places: readonly (readonly [number, number])[];
};

/** Named in words; the lines hold them all. */
const NAMED = 5;

/** @param findings what was found of addresses; only acts that an intruder alone does make one a source to look for */
export async function sameSource(store: LogStore, findings: readonly Finding[], limits: Limit[]): Promise<Finding[]> {
  const since = new Map<string, number>();
  for (const { actor, level, success, first } of findings) {
    if (actor.kind !== 'ip' || level !== 'adverse' || success === 'none' || first === 0 || !isOutside(actor.id))
      continue;
    since.set(actor.id, Math.min(first, since.get(actor.id) ?? first));
  }
  const ips = within([...since.keys()].sort(), MOST_SOURCES, limits, 'sources-in-cloud', ['cloud-abuse']);
  if (ips.length === 0) return [];
  const rows = await store.rows<Row>(
    `select fields['userIdentity.arn'] as arn, ip, count() as calls,
       toUnixTimestamp64Milli(toDateTime64(min(ts), 3)) as first, toUnixTimestamp64Milli(toDateTime64(max(ts), 3)) as last,
       arraySort(groupUniqArray(fields['eventName'])) as names, groupArraySorted(20)((f, n)) as places
     from event where ${CLOUD} and ts > 0 and ip in {ips:Array(String)} group by arn, ip order by arn, ip`,
    { ips },
  );
  return rows
    .filter(({ ip, first }) => first > (since.get(ip) ?? first) - AT_HOME)
    .map(({ arn, ip, calls, first, last, names, places }): Finding => {
      const shown = names.slice(0, NAMED).join(', ');
      const more = names.length > NAMED;
      return {
        actor: { kind: 'principal', id: arn },
        sign: 'same-source',
        class: 'cloud-abuse',
        level: 'adverse',
        success: 'possible',
        reachesData: false,
        says: {
          ja: `ほかの記録で侵入者の行いをした接続元 ${ip} から${calls}回使われた（${shown}${more ? ' ほか' : ''}）`,
          en: `used ${calls} times from ${ip}, which did in other logs what only an intruder does (${shown}${more ? ' and others' : ''})`,
        },
        ...{ count: calls, first, last, places: places.map(([f, n]): Place => ({ f, n })) },
      };
    });
}
