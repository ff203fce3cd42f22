// A mailbox that sends far more than it ever did, from a network from which nobody had used it: its password is known to
// somebody else. A newsletter from the office, and a telephone on the move, are each only one of the two.
import { grouped } from '../../../vocabulary/grouped.ts';
import { isOutside, networkOf } from '../../networks.ts';
import type { LogStore } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, within } from '../limits.ts';

/** Messages within an hour from one address; people write fewer. */
export const FEWEST = 60;
/** Beyond the account's largest hour from anywhere else. */
export const TIMES_HABIT = 5;
/** Days on which the account was used before, without which nobody can say from where it is used. */
const DAYS_OF_HABIT = 2;
const DAY_MS = 86_400_000;
const MOST_HOURS = 20_000;
const PLACES = 20;
/** Share of the messages that other servers refused: a newsletter reaches most, spam to bought addresses does not. */
const REFUSED_SHARE = 0.2;

type Hour = {
  readonly user: string;
  readonly ip: string;
  readonly hour: number;
  readonly sent: number;
  readonly first: number;
  readonly last: number;
  readonly places: readonly (readonly [number, number])[];
};
type Use = { readonly user: string; readonly ip: string; readonly day: number };

/** Submissions that postfix took by a password, and the name they were made under. */
export const SENT = `program like 'postfix/%smtpd' and match(message, 'client=.{1,300}sasl_username=')`;
export const WHO = `extract(message, 'sasl_username=([^, ]{1,254})')`;

/** @throws AkashiError as every question to the logs does */
export async function mailboxSends(store: LogStore, limits: Limit[], most: number = MOST_HOURS): Promise<Finding[]> {
  const rows = await store.rows<Hour>(
    `select ${WHO} as user, ip, toUnixTimestamp(toStartOfHour(ts)) as hour, count() as sent,
       toUnixTimestamp64Milli(toDateTime64(min(ts), 3)) as first, toUnixTimestamp64Milli(toDateTime64(max(ts), 3)) as last, groupArraySorted(${PLACES})((f, n)) as places
     from event where ${SENT} and ip != '' and ts > 0 group by user, ip, hour order by sent desc, user, ip, hour limit ${most + 1}`,
  );
  const hours = within(rows, most, limits, 'mail-senders', ['mail-abuse']);
  const large = hours.filter(({ ip, sent }) => sent >= FEWEST && isOutside(ip));
  const users = [...new Set(large.map(({ user }) => user))].sort();
  if (users.length === 0) return manyHands(store, limits, most);
  const uses = await store.rows<Use>(
    `select who as user, ip, toUnixTimestamp64Milli(toDateTime64(min(ts), 3)) as day from (
       select if(${SENT}, ${WHO}, user) as who, ip, ts from event where ip != '' and ts > 0 and (action = 'login' or (${SENT})))
     where who in {users:Array(String)} group by user, ip, toYYYYMMDD(ts) order by user, day, ip`,
    { users },
  );
  const found = new Map<string, Hour>();
  for (const one of large) {
    const before = uses.filter(({ user, day }) => user === one.user && one.first - day >= DAY_MS);
    const days = new Set(before.map(({ day }) => Math.floor(day / DAY_MS)));
    const isKnown = before.some(({ ip }) => networkOf(ip) === networkOf(one.ip));
    const usual = hours.filter(({ user, ip }) => user === one.user && networkOf(ip) !== networkOf(one.ip));
    const most = Math.max(0, ...usual.map(({ sent }) => sent));
    if (days.size < DAYS_OF_HABIT || isKnown || one.sent < TIMES_HABIT * most) continue;
    const key = `${one.user}\n${one.ip}`;
    if (!found.has(key)) found.set(key, one);
  }
  const findings = await manyHands(store, limits, most);
  for (const hour of found.values()) findings.push(finding(hour, await refusedOf(store, hour)));
  return findings;
}

/** Networks from which one name sends within a day that were never used before; and how much from each, or from all of them. */
const MANY_HANDS = 10;
const FEWEST_EACH = 5;

type Hand = Omit<Hour, 'hour'> & { readonly day: number };

const sentBy = (hands: readonly Hand[]) => hands.reduce((sum, { sent }) => sum + sent, 0);

/** Whether all of them sent far more than the name did on any day before: each hand of many may send a message or two. */
function sendsMuch(strange: readonly Hand[], before: readonly Hand[]): boolean {
  const usual = [...grouped(before, ({ day }) => day).values()].map(sentBy);
  return sentBy(strange) >= Math.max(FEWEST, TIMES_HABIT * Math.max(0, ...usual));
}

/**
 * A name that sends from many networks at once, none of which it was ever used from: its password went round. A telephone on the
 * move changes its address too, and sends a message here and there.
 */
async function manyHands(store: LogStore, limits: Limit[], most: number): Promise<Finding[]> {
  const rows = await store.rows<Hand>(
    `select ${WHO} as user, ip, toYYYYMMDD(ts) as day, count() as sent,
       toUnixTimestamp64Milli(toDateTime64(min(ts), 3)) as first, toUnixTimestamp64Milli(toDateTime64(max(ts), 3)) as last, groupArraySorted(${PLACES})((f, n)) as places
     from event where ${SENT} and ip != '' and ts > 0 group by user, ip, day order by user, first, ip limit ${most + 1}`,
  );
  const hands = within(rows, most, limits, 'mail-senders', ['mail-abuse']);
  const findings: Finding[] = [];
  for (const [user, mine] of grouped(hands, (hand) => hand.user)) {
    for (const [day, all] of grouped(mine, (hand) => hand.day)) {
      const before = mine.filter((hand) => hand.day < day);
      const known = new Set(before.map(({ ip }) => networkOf(ip)));
      const strange = all.filter(({ ip }) => isOutside(ip) && !known.has(networkOf(ip)));
      const some = sendsMuch(strange, before) ? strange : strange.filter(({ sent }) => sent >= FEWEST_EACH);
      const networks = new Set(some.map(({ ip }) => networkOf(ip)));
      if (networks.size < MANY_HANDS || new Set(before.map((hand) => hand.day)).size < DAYS_OF_HABIT) continue;
      // Who is at home in as many places moves about.
      if (known.size >= MANY_HANDS) continue;
      let refused = 0;
      for (const hand of some) refused += await refusedOf(store, hand);
      findings.push(handsFinding(user, some, networks.size, refused));
      break;
    }
  }
  return findings;
}

function handsFinding(user: string, hands: readonly Hand[], networks: number, refused: number): Finding {
  const sent = hands.reduce((sum, hand) => sum + hand.sent, 0);
  const isSpam = refused >= REFUSED_SHARE * sent;
  return {
    actor: { kind: 'user', id: user },
    sign: 'mailbox-sends',
    class: 'mail-abuse',
    level: isSpam ? 'adverse' : 'notable',
    success: isSpam ? 'shown' : 'possible',
    reachesData: false,
    says: {
      ja: `この利用者名で、使われたことのない${networks}のネットワークから1日に${sent}通が送信された${isSpam ? `。うち${refused}通は、少なくとも一つの宛先について相手のサーバーに拒否された` : ''}`,
      en: `${sent} messages were sent under this name in one day from ${networks} networks that it was never used from${isSpam ? `; other servers refused ${refused} of them, for one recipient at least` : ''}`,
    },
    ...{ count: sent, first: hands[0]?.first ?? 0, last: Math.max(...hands.map(({ last }) => last)) },
    places: hands
      .flatMap(({ places }) => places.slice(0, 2))
      .slice(0, PLACES)
      .map(([f, n]) => ({ f, n })),
  };
}

/** How many of an hour's messages other servers did not take for one recipient or more, by postfix's own record of their delivery. */
async function refusedOf(
  store: LogStore,
  { user, ip, first, last }: Pick<Hour, 'user' | 'ip' | 'first' | 'last'>,
): Promise<number> {
  const id = `extract(message, '^([0-9A-Za-z]{6,20}): ')`;
  const [row] = await store.rows<{ refused: number }>(
    `select uniqExact(${id}) as refused from event where program like 'postfix/%' and match(message, 'status=bounced|, dsn=5') and ${id} in (
       select ${id} from event where ${SENT} and ${WHO} = {user:String} and ip = {ip:String}
         and toUnixTimestamp64Milli(toDateTime64(ts, 3)) between {first:Int64} and {last:Int64})
     order by refused`,
    { user, ip, first, last },
  );
  return row?.refused ?? 0;
}

function finding({ ip, sent, first, last, places }: Hour, refused: number): Finding {
  const isSpam = refused >= REFUSED_SHARE * sent;
  return {
    actor: { kind: 'ip', id: ip },
    sign: 'mailbox-sends',
    class: 'mail-abuse',
    level: isSpam ? 'adverse' : 'notable',
    success: isSpam ? 'shown' : 'possible',
    // Who has the password reads the mailbox too; that it was read is not seen.
    reachesData: false,
    says: {
      ja: `この利用者名が使われたことのないネットワークから、1時間に${sent}通が送信された（ほかの場所からの最大の${TIMES_HABIT}倍以上）${isSpam ? `。うち${refused}通は、少なくとも一つの宛先について相手のサーバーに拒否された` : ''}`,
      en: `${sent} messages were sent within an hour under a name that was never used from this network, at least ${TIMES_HABIT} times what it sent from anywhere else${isSpam ? `; other servers refused ${refused} of them, for one recipient at least` : ''}`,
    },
    ...{ count: sent, first, last },
    places: places.map(([f, n]) => ({ f, n })),
  };
}
