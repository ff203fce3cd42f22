// The token of a program in a cluster, used from the Internet. Such a token lies in the program's own container and is used
// from there; whoever uses it from outside took it away.
import { isOutside, networkOf } from '../../networks.ts';
import type { LogStore, Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, within } from '../limits.ts';

/** Calls of the same account from inside, from where it is plain where the token belongs. */
const FEWEST_INSIDE = 20;
/** Days on which it is used from the same outside network, from where that is its work: a build server elsewhere. */
const DAYS_OF_HABIT = 2;
const MOST_USES = 50_000;

/** Calls of programs' accounts, by account, address and day. */
const OF_PROGRAMS = `program = 'kubernetes' and startsWith(user, 'system:serviceaccount:') and ip != ''`;
const WORKED = `toUInt16OrZero(fields['responseStatus.code']) between 200 and 299`;
/** What hands out secrets, or runs and changes something. */
const SECRETS = `${WORKED} and match(message, '^(?:get|list|watch) .{0,256}/secrets\\\\b')`;
const CHANGES = `${WORKED} and match(message, '^(?:create|update|patch|delete)\\\\w* ') and not match(message, 'selfsubject|tokenreviews|/leases|/events')`;

type Use = {
  readonly user: string;
  readonly ip: string;
  readonly day: number;
  readonly calls: number;
  readonly secrets: number;
  readonly changes: number;
  readonly first: number;
  readonly last: number;
  readonly places: readonly (readonly [f: number, n: number])[];
};

/** @throws AkashiError as every question to the logs does */
export async function clusterTokens(store: LogStore, limits: Limit[], most: number = MOST_USES): Promise<Finding[]> {
  const rows = await store.rows<Use>(
    `select user, ip, toYYYYMMDD(ts) as day, count() as calls, countIf(${SECRETS}) as secrets, countIf(${CHANGES}) as changes,
       toUnixTimestamp64Milli(toDateTime64(min(ts), 3)) as first, toUnixTimestamp64Milli(toDateTime64(max(ts), 3)) as last,
       groupArraySorted(20)((f, n)) as places
     from event where ${OF_PROGRAMS} group by user, ip, day order by user, first, ip limit ${most + 1}`,
  );
  const uses = within(rows, most, limits, 'cluster-uses', ['cloud-abuse']);
  const outside = uses.filter(({ ip }) => isOutside(ip));
  return outside.flatMap((use): Finding[] => {
    const own = uses.filter(({ user }) => user === use.user);
    const inside = own.filter(({ ip }) => !isOutside(ip)).reduce((sum, { calls }) => sum + calls, 0);
    const days = new Set(own.filter(({ ip }) => networkOf(ip) === networkOf(use.ip)).map(({ day }) => day));
    const took = use.secrets > 0 || use.changes > 0;
    if (!took || days.size >= DAYS_OF_HABIT) return [];
    const isKnown = inside >= FEWEST_INSIDE;
    return [
      {
        actor: { kind: 'ip', id: use.ip },
        sign: 'cluster-token-outside',
        class: 'cloud-abuse',
        level: isKnown ? 'adverse' : 'notable',
        success: isKnown && use.secrets > 0 ? 'shown' : 'possible',
        says: {
          ja: `クラスター内のプログラムの資格情報（${use.user}）が外部のネットワークから使われ、秘密情報の読み出し${use.secrets}件、変更${use.changes}件が成功した${isKnown ? '。ふだんは内部からだけ使われている' : ''}`,
          en: `the token of a program in the cluster (${use.user}) was used from an outside network: ${use.secrets} readings of secrets and ${use.changes} changes worked${isKnown ? '; it is else used from inside only' : ''}`,
        },
        ...{ count: use.calls, first: use.first, last: use.last },
        places: use.places.map(([f, n]): Place => ({ f, n })),
      },
    ];
  });
}
