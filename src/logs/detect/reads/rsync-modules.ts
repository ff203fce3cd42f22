// A module of the rsync daemon that a stranger copied: such a server asks for a name only where somebody set one.
import { isOutside, networkInSql } from '../../networks.ts';
import type { LogStore, Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, within } from '../limits.ts';

/** Bytes that went out: a list of what is there is smaller. */
const LEAST_BYTES = 100_000;
/** Days on which a network copies: its work. */
const DAYS_OF_HABIT = 3;
/** Seconds for which the process of a copy is that of its first line. */
const COPY_SECONDS = 86_400;
const MOST_COPIES = 10_000;

const SECOND = 'toUnixTimestamp(toDateTime(ts))';
const OF_DAEMON = `match(program, '^rsyncd?$') and ts > 0`;
/** `rsync on survey/ from backup@host (192.0.2.9)`; a name before the host is one that was asked for. */
const BEGINS = String.raw`^rsync on (\S{1,255}) from (?:(\S{1,64})@)?\S{1,255} \(([0-9A-Fa-f.:]{3,45})\)`;
const SENT = `^sent ([0-9,]{1,20}) bytes `;

type Copy = {
  readonly client: string;
  readonly module: string;
  readonly named: 0 | 1;
  readonly bytes: number;
  readonly days: number;
  readonly first: number;
  readonly last: number;
  readonly places: readonly (readonly [number, number])[];
};

const literal = (pattern: string) => `'${pattern.replaceAll('\\', '\\\\')}'`;

/** @throws AkashiError as every question to the logs does */
export async function rsyncModules(store: LogStore, limits: Limit[], most: number = MOST_COPIES): Promise<Finding[]> {
  const found = await store.rows<Copy>(
    `with copies as (select host, pid, ts, ${SECOND} as second, f, n, extractGroups(message, ${literal(BEGINS)}) as told from event where ${OF_DAEMON} and startsWith(message, 'rsync on ')),
       ends as (select host, pid, ts, ${SECOND} as second, toUInt64OrZero(replaceAll(extract(message, ${literal(SENT)}), ',', '')) as bytes from event where ${OF_DAEMON} and startsWith(message, 'sent ')),
       taken as (select copies.told[3] as ip, copies.told[1] as module, copies.told[2] != '' as named, ends.bytes as bytes, copies.ts as ts, copies.f as f, copies.n as n
         from ends asof inner join copies on ends.host = copies.host and ends.pid = copies.pid and ends.ts >= copies.ts where ends.second - copies.second <= ${COPY_SECONDS})
     select any(ip) as client, any(module) as module, max(named) as named, toUInt64(sum(bytes)) as bytes, uniqExact(toYYYYMMDD(ts)) as days,
       toUnixTimestamp64Milli(toDateTime64(min(ts), 3)) as first, toUnixTimestamp64Milli(toDateTime64(max(ts), 3)) as last, groupArraySorted(20)((f, n)) as places
     from taken where ip != '' group by ${networkInSql('taken.ip')} order by client limit ${most + 1}`,
  );
  return within(found, most, limits, 'rsync-copies', ['sensitive-file'])
    .filter(({ client, bytes, days }) => isOutside(client) && days < DAYS_OF_HABIT && Number(bytes) >= LEAST_BYTES)
    .map(finding);
}

function finding({ client, module, named, bytes, first, last, places }: Copy): Finding {
  const who = named
    ? { ja: '名を名乗った', en: 'that gave a name' }
    : { ja: '名を名乗らない', en: 'that gave no name' };
  return {
    actor: { kind: 'ip', id: client },
    sign: 'open-module',
    class: 'sensitive-file',
    level: named ? 'notable' : 'adverse',
    success: 'possible',
    reachesData: true,
    says: {
      ja: `rsyncの公開領域（${module}）から、${who.ja}外部の接続元に${bytes}バイトが送られた`,
      en: `${bytes} bytes of a module of the rsync daemon (${module}) were sent to a source outside ${who.en}`,
    },
    ...{ count: places.length, first, last, places: places.map(([f, n]): Place => ({ f, n })) },
  };
}
