// A mailbox of Dovecot's that begins to send its messages on to an outside address, soon after somebody came into it from a
// network from which its owner had never come. The rule itself stands in no log: that each message goes on does.
import { isOutside, networkOf } from '../../networks.ts';
import type { LogStore } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, within } from '../limits.ts';

/** Days on which the owner was seen before, without which nobody can say where they come from. */
const DAYS_OF_HABIT = 2;
const DAY_MS = 86_400_000;
/** From that login until the first message was sent on: a mailbox may get none for a weekend. */
const SOON_MS = 3 * DAY_MS;
/** Days for which the log has to show that nothing was sent on there before. */
const DAYS_WITHOUT = 2;
const MOST_TARGETS = 200;
const MOST_LOGINS = 20_000;
const PLACES = 20;

type Forward = {
  readonly user: string;
  readonly target: string;
  readonly count: number;
  readonly first: number;
  readonly last: number;
  readonly places: readonly (readonly [number, number])[];
};
type Login = { readonly ip: string; readonly at: number; readonly f: number; readonly n: number };

const domainOf = (address: string) => (address.includes('@') ? (address.split('@').at(-1) ?? '') : '');

/** @throws AkashiError as every question to the logs does */
export async function sieveForwards(store: LogStore, limits: Limit[], most: number = MOST_TARGETS): Promise<Finding[]> {
  const rows = await store.rows<Forward>(
    `select extract(message, '(?:lda|lmtp|lmtp-server)\\\\(([^)]{1,255})\\\\)') as user, lower(extract(message, 'forwarded to <([^>]{3,320})>')) as target,
       count() as count, toUnixTimestamp64Milli(toDateTime64(min(ts), 3)) as first, toUnixTimestamp64Milli(toDateTime64(max(ts), 3)) as last, groupArraySorted(${PLACES})((f, n)) as places
     from event prewhere multiSearchAnyCaseInsensitive(message, ['forwarded to <']) where match(message, 'sieve: .{0,600}forwarded to <') and ts > 0
     group by user, target having user != '' and target != '' order by count desc, user, target limit ${most + 1}`,
  );
  const forwards = within(rows, most, limits, 'mail-sent-on', ['mail-abuse']);
  const findings: Finding[] = [];
  const begun = forwards.length === 0 ? Number.POSITIVE_INFINITY : await beginning(store);
  for (const { user, target, count, first, last, places } of forwards) {
    if (domainOf(target) === domainOf(user) || first - begun < DAYS_WITHOUT * DAY_MS) continue;
    const login = await strangerBefore(store, limits, user, first);
    if (!login) continue;
    findings.push({
      actor: { kind: 'ip', id: login.ip },
      sign: 'mailbox-forwarded',
      class: 'mail-abuse',
      level: 'adverse',
      success: 'possible',
      reachesData: true,
      says: {
        ja: 'この利用者がそれまで使ったことのないネットワークからログインがあり、その後まもなく、届いたメールが外部のアドレスへ転送されるようになった',
        en: 'somebody came into the mailbox from a network from which its owner had never come, and soon after its messages began to be sent on to an outside address',
      },
      ...{ count, first: login.at, last },
      places: [{ f: login.f, n: login.n }, ...places.slice(0, PLACES - 1).map(([f, n]) => ({ f, n }))],
    });
  }
  return findings;
}

/** When the records of mail begin. */
async function beginning(store: LogStore): Promise<number> {
  const [row] = await store.rows<{ at: number }>(
    `select toUnixTimestamp64Milli(toDateTime64(min(ts), 3)) as at from event where action = 'login' and ts > 0`,
  );
  return row?.at ?? Number.POSITIVE_INFINITY;
}

/** The last login shortly before that came from outside and from a network that was none of the owner's until then. */
async function strangerBefore(
  store: LogStore,
  limits: Limit[],
  user: string,
  first: number,
): Promise<Login | undefined> {
  const rows = await store.rows<Login>(
    `select ip, toUnixTimestamp64Milli(toDateTime64(ts, 3)) as at, f, n from event
     where action = 'login' and user = {user:String} and ip != '' and ts > 0 and toUnixTimestamp64Milli(toDateTime64(ts, 3)) <= {first:Int64}
     order by at desc, f, n limit ${MOST_LOGINS + 1}`,
    { user, first },
  );
  const logins = within(rows, MOST_LOGINS, limits, 'mailbox-logins', ['mail-abuse']);
  return logins.find(({ ip, at }) => {
    if (first - at > SOON_MS || !isOutside(ip)) return false;
    const before = logins.filter((one) => at - one.at >= DAY_MS);
    const days = new Set(before.map((one) => Math.floor(one.at / DAY_MS)));
    return days.size >= DAYS_OF_HABIT && before.every((one) => networkOf(one.ip) !== networkOf(ip));
  });
}
