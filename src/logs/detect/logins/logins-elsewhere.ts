// An account of a server or a mailbox that is always used from the same place, and once from elsewhere: with the right password
// at the first try, so that no failure tells of it. A journey looks the same; what is told is unlike the account in one more way.
import { isOutside, networkInSql } from '../../networks.ts';
import type { LogStore, Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, limitOf } from '../limits.ts';
import { FEWEST as FEWEST_SENT, SENT, TIMES_HABIT as TIMES_SENT, WHO } from './mailbox-sends.ts';

export const LOGIN_ELSEWHERE = 'login-elsewhere';

const NETWORK = networkInSql('ip');
const SECOND = 'toUnixTimestamp(toDateTime(ts))';
const DAY_SECONDS = 86_400;
/** Accounts of colleagues, not of customers, who log in from all over: of servers, mailboxes, VPN, and the house's own identities. */
const OF_COLLEAGUES = `ts > 0 and user != '' and ip != '' and (match(program, '^(?:sshd|dovecot|imapd?|pop3d?|cyrus|courier|openvpn|ovpn|entra$|okta$|workspace$)')
  or match(message, '(?:Successful|Failed) login for .{1,300} in session '))`;
const OF_SERVER = `action = 'login' and ${OF_COLLEAGUES}`;
const BY_KEY = `startsWith(message, 'Accepted publickey')`;
const BY_PASSWORD = `match(message, '^Accepted (?:password|keyboard-interactive)')`;

/** Days and logins before, from at most so many networks, from where it is known where an account is used. */
const DAYS_OF_HABIT = 5;
const LOGINS_OF_HABIT = 10;
const MOST_PLACES_OF_USE = 3;
/** Hours from any at which the account was ever used: further away is no late evening. */
const HOURS_AWAY = 3;
/** A message or two is read by who only looks; and beyond its largest session from where it is used. */
const FEWEST_BYTES = 1_000_000;
const TIMES_HABIT = 10;
/** Sources that failed at the account shortly before, from where it was being guessed at. */
const FEWEST_GUESSERS = 10;
const GUESSED_SECONDS = 3 * DAY_SECONDS;
/** Days without a login, longer than a holiday: a leaver's account; and days of them on which others came in, or the log has a gap. */
const SILENT_DAYS = 30;
const DAYS_OF_OTHERS = 10;
const MOST_NETWORKS = 20_000;
const MOST_LOGINS = 20;

type NetworkRow = {
  readonly user: string;
  readonly network: string;
  readonly address: string;
  readonly days: number;
  readonly logins: number;
  readonly first: number;
  readonly last: number;
  readonly hours: readonly number[];
  readonly keys: number;
  readonly passwords: number;
  readonly places: readonly (readonly [number, number])[];
};

/** @throws AkashiError as every question to the logs does */
export async function loginsElsewhere(
  store: LogStore,
  limits: Limit[],
  most: number = MOST_NETWORKS,
): Promise<Finding[]> {
  const rows = await store.rows<NetworkRow>(
    `select user, ${NETWORK} as network, any(ip) as address, uniqExact(intDiv(${SECOND}, ${DAY_SECONDS})) as days, count() as logins,
       min(${SECOND}) as first, max(${SECOND}) as last, arraySort(groupUniqArray(toHour(ts))) as hours,
       countIf(${BY_KEY}) as keys, countIf(${BY_PASSWORD}) as passwords, groupArraySorted(${MOST_LOGINS})((f, n)) as places
     from event where ${OF_SERVER} and ${NETWORK} != '' group by user, network order by user, network limit ${most + 1}`,
  );
  if (rows.length > most) limits.push(limitOf('logins-elsewhere', ['bruteforce-login'], most));
  const findings: Finding[] = [];
  const shared = sharedNetworks(rows);
  for (const [user, mine] of byUser(rows)) {
    for (const one of mine) {
      if (!isOutside(one.address) || shared.has(one.network)) continue;
      const home = homeOf(mine, one);
      if (!home) continue;
      const read = await bytesRead(store, user, one);
      const much = read.given >= Math.max(FEWEST_BYTES, TIMES_HABIT * read.most);
      const unlike = { ...unlikeHome(one, home), read, much, silent: await silentDays(store, one, home) };
      const tried = await triedBefore(store, user, one);
      const guessed = tried.sources >= FEWEST_GUESSERS;
      if (!unlike.hour && !unlike.password && !much && !guessed && unlike.silent === 0) continue;
      // A place that is used again is none of a stranger's, but for one who sends what the account never did, or wakes it.
      const again = one.last - one.first >= DAY_SECONDS;
      const sends = again && (await sendsMuch(store, user, one));
      if (again && !sends && unlike.silent === 0) continue;
      findings.push(finding(one, home, { ...unlike, tried, sends }));
    }
  }
  return findings;
}

function byUser(rows: readonly NetworkRow[]): Map<string, NetworkRow[]> {
  const users = new Map<string, NetworkRow[]>();
  for (const row of rows) users.set(row.user, [...(users.get(row.user) ?? []), row]);
  return users;
}

function sharedNetworks(rows: readonly NetworkRow[]): ReadonlySet<string> {
  const users = new Map<string, Set<string>>();
  for (const { network, user } of rows) users.set(network, (users.get(network) ?? new Set()).add(user));
  return new Set([...users].filter(([, of]) => of.size > 1).map(([network]) => network));
}

type Home = Pick<NetworkRow, 'days' | 'logins' | 'hours' | 'keys' | 'passwords'> & {
  readonly networks: number;
  /** The last login before, from wherever else. */
  readonly until: number;
};

/** From where the account is used otherwise; undefined where it moves about, or was seen too seldom before. */
function homeOf(mine: readonly NetworkRow[], one: NetworkRow): Home | undefined {
  const others = mine.filter((row) => row !== one);
  const before = others.filter(({ first }) => one.first - first >= DAY_SECONDS);
  const logins = before.reduce((sum, row) => sum + row.logins, 0);
  const days = Math.max(0, ...before.map((row) => row.days));
  const since = Math.min(...before.map(({ first }) => first));
  if (others.length > MOST_PLACES_OF_USE || days < DAYS_OF_HABIT || logins < LOGINS_OF_HABIT) return undefined;
  if (one.first - since < DAYS_OF_HABIT * DAY_SECONDS) return undefined;
  return {
    ...{ days, logins, networks: before.length },
    until: Math.max(...others.filter(({ first }) => first < one.first).map(({ last }) => Math.min(last, one.first))),
    hours: [...new Set(before.flatMap(({ hours }) => hours))],
    keys: before.reduce((sum, row) => sum + row.keys, 0),
    passwords: before.reduce((sum, row) => sum + row.passwords, 0),
  };
}

const apart = (a: number, b: number) => Math.min((a - b + 24) % 24, (b - a + 24) % 24);

function unlikeHome(one: NetworkRow, home: Home): { readonly hour: boolean; readonly password: boolean } {
  return {
    hour: one.hours.some((hour) => home.hours.every((usual) => apart(hour, usual) >= HOURS_AWAY)),
    password: one.passwords > 0 && home.keys > 0 && home.passwords === 0,
  };
}

/** Days for which the account had not been used, where the record tells of others on many of them; else 0. */
async function silentDays(store: LogStore, { first }: NetworkRow, { until }: Home): Promise<number> {
  const days = Math.floor((first - until) / DAY_SECONDS);
  if (days < SILENT_DAYS) return 0;
  const [row] = await store.rows<{ days: number }>(
    `select uniqExact(toYYYYMMDD(ts)) as days from event where ${OF_SERVER} and ${SECOND} > {until:UInt32} and ${SECOND} < {first:UInt32}`,
    { until, first },
  );
  return (row?.days ?? 0) >= DAYS_OF_OTHERS ? days : 0;
}

type Tried = { readonly sources: number; readonly own: number };

/** Sources that failed at the account within days before, none of them where it is used; and failures from the network itself. */
async function triedBefore(store: LogStore, user: string, { network, first }: NetworkRow): Promise<Tried> {
  const [row] = await store.rows<Tried>(
    `select uniqExactIf(ip, action = 'login-failed' and ${NETWORK} not in (select ${NETWORK} from event where ${OF_SERVER} and user = {user:String})) as sources,
       countIf(action = 'login-failed' and ${NETWORK} = {network:String}) as own
     from event where ${OF_COLLEAGUES} and user = {user:String} and ${SECOND} between {first:UInt32} - ${GUESSED_SECONDS} and {first:UInt32}`,
    { user, network, first },
  );
  return row ?? { sources: 0, own: 0 };
}

type Read = { readonly given: number; readonly most: number };

/** What Dovecot gave out in the largest session from there, and in the largest from anywhere else. */
async function bytesRead(store: LogStore, user: string, { network }: NetworkRow): Promise<Read> {
  const [row] = await store.rows<{ given: number; most: number }>(
    `select toUInt64(maxIf(bytes, there)) as given, toUInt64(maxIf(bytes, not there)) as most from (
       select session, maxIf(toUInt64OrZero(extract(message, ' out=([0-9]{1,15})')), action != 'login') as bytes, countIf(action = 'login' and ${NETWORK} = {network:String}) > 0 as there
       from (select action, ip, message, if(action = 'login', extract(message, 'session=<([^>]{1,64})>'), extract(message, '^(?:imap|pop3)\\\\([^)]{1,255}\\\\)(?:<[0-9]{1,10}>)?<([^>]{1,64})>')) as session
         from event where user = {user:String} and ts > 0 and (action = 'login' or message like '%: %out=%'))
       where session != '' group by session)`,
    { user, network },
  );
  return { given: Number(row?.given ?? 0), most: Number(row?.most ?? 0) };
}

/** Whether the account sent far more within an hour from there than within any from elsewhere. */
async function sendsMuch(store: LogStore, user: string, { network }: NetworkRow): Promise<boolean> {
  const [row] = await store.rows<{ here: number; elsewhere: number }>(
    `select toUInt64(maxIf(sent, there)) as here, toUInt64(maxIf(sent, not there)) as elsewhere from (
       select ${NETWORK} = {network:String} as there, count() as sent from event
       where ${SENT} and ${WHO} = {user:String} and ip != '' and ts > 0 group by there, toStartOfHour(ts))`,
    { user, network },
  );
  return Number(row?.here ?? 0) >= Math.max(FEWEST_SENT, TIMES_SENT * Number(row?.elsewhere ?? 0));
}

type Unlike = {
  readonly hour: boolean;
  readonly password: boolean;
  readonly much: boolean;
  readonly read: Read;
  /** Days without a login before; 0: there were some. */
  readonly silent: number;
  readonly tried: Tried;
  /** It came on several days, and sent much. */
  readonly sends: boolean;
};

function finding(one: NetworkRow, { days, networks }: Home, unlike: Unlike): Finding {
  const { hour, password, much, read, silent, tried, sends } = unlike;
  const places = one.places.map(([f, n]): Place => ({ f, n }));
  const again = one.days > 1;
  const guessed = tried.sources >= FEWEST_GUESSERS;
  const ja = [
    hour ? '。それまで使われたことのない時間帯' : '',
    password ? '。普段は鍵、今回はパスワード' : '',
    much ? `。一度の接続で${read.given}バイトを受け取った（ほかの場所からの最大は${read.most}バイト）` : '',
    silent > 0 ? `。それまでの${silent}日間、この利用者名のログインはなかった` : '',
    guessed ? `。それまでの3日間に、ほかの${tried.sources}の接続元がこの利用者名で失敗していた` : '',
  ];
  const en = [
    hour ? '; at an hour at which it was never used' : '',
    password ? '; by password, else by key' : '',
    much ? `; given ${read.given} bytes in one session, of ${read.most} at most from elsewhere` : '',
    silent > 0 ? `; the account had not been used for ${silent} days` : '',
    guessed ? `; ${tried.sources} other sources had failed at it within three days` : '',
  ];
  return {
    actor: { kind: 'ip', id: one.address },
    sign: LOGIN_ELSEWHERE,
    class: 'bruteforce-login',
    level: sends ? 'adverse' : 'notable',
    success: 'possible',
    says: {
      ja: `普段は${networks}つのネットワークからだけ使われる利用者名への、${again ? `${one.days}日にわたる、ほかの利用者には現れない外部の接続元からのログイン${sends ? 'と、普段とかけ離れた数の送信' : ''}` : 'ほかの日にもほかの利用者にも現れない外部の接続元からのログイン'}${tried.own === 0 ? '（失敗なし）' : ''}${ja.join('')}`,
      en: `a login${tried.own === 0 ? ' without a failure before it' : ''}, from an outside network that stands in the record ${again ? `on ${one.days} days, for nobody else${sends ? ', and sent far more than is usual' : ''}` : 'on no other day and for nobody else'}, of an account else used from ${networks === 1 ? 'one network' : `${networks} networks`}, on ${days} days${en.join('')}`,
    },
    ...{ count: one.logins, first: one.first * 1_000, last: one.last * 1_000, places },
    ...(much ? { given: read.given } : {}),
    ...(again ? { days: one.days } : {}),
  };
}
