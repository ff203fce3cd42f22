// Packets for many ports from one address, in what a packet filter wrote down.
import type { LogStore } from '../port.ts';
import type { Finding } from './detection.ts';
import { type Limit, within } from './limits.ts';

/** Different ports in one window: nobody uses so many services of a machine. */
const PORTS = 15;
const WINDOW_SECONDS = 600;
/** A flood from made-up addresses must not fill memory. */
const MOST_SOURCES = 100_000;

type Row = {
  readonly ip: string;
  readonly ports: number;
  readonly first: number;
  readonly last: number;
  readonly places: readonly (readonly [number, number])[];
};

/** @throws AkashiError as every question to the logs does */
export async function portScans(store: LogStore, limits: Limit[], most: number = MOST_SOURCES): Promise<Finding[]> {
  const rows = await store.rows<Row>(
    `select ip, max(ports) as ports, min(a) as first, max(b) as last, arraySlice(arraySort(arrayFlatten(groupArray(20)(p))), 1, 20) as places from (
       select ip, uniqExact(fields['port']) as ports, toUnixTimestamp64Milli(toDateTime64(min(ts), 3)) as a, toUnixTimestamp64Milli(toDateTime64(max(ts), 3)) as b, groupArray(20)((f, n)) as p
       from event where action = 'packet-logged' and ip != '' and fields['port'] != '' and ts > 0
       group by ip, intDiv(toUnixTimestamp(ts), ${WINDOW_SECONDS}) having ports >= ${PORTS})
     group by ip order by ip limit ${most + 1}`,
  );
  return within(rows, most, limits, 'packet-sources', ['probe']).map(
    ({ ip, ports, first, last, places }): Finding => ({
      actor: { kind: 'ip', id: ip },
      sign: 'port-scan',
      class: 'probe',
      level: 'noise',
      success: 'none',
      says: {
        ja: `${WINDOW_SECONDS / 60}分間に${ports}種類のポートへ接続を試みた`,
        en: `tried ${ports} different ports within ${WINDOW_SECONDS / 60} minutes`,
      },
      ...{ count: ports, first, last },
      places: places.map(([f, n]) => ({ f, n })),
    }),
  );
}
