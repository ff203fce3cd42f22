// Files and lists taken by a named account from a network that nobody had used before, and far more of them than it, or anybody,
// took on any day: a password that somebody else has, or somebody who leaves and takes the lists along. Work from a new place
// looks the same; what is told is how much more it was.
import { grouped } from '../../../vocabulary/grouped.ts';
import { isOutside, networkInSql } from '../../networks.ts';
import type { LogStore, Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import { type Limit, within } from '../limits.ts';
import { TAKINGS } from './file-takings.ts';
import { ABOUT_SOMEBODY } from './open-papers.ts';

export const FILES_UNLIKE_HABIT = 'files-unlike-habit';

const NETWORK = networkInSql('ip');
const DAY_SECONDS = 86_400;
/** Of one account from one network in a day: an afternoon's work, or a month's figures, is less. */
const FEWEST = { file: 10, list: 3 } as const;
/** Times the largest day before. */
const TIMES_HABIT = 3;
/** Days of takings before, without which nothing is known of any habit; and of the account itself. */
const DAYS_OF_RECORD = 3;
const DAYS_OF_ACCOUNT = 2;
/** An account that came from more networks moves about. */
const MOST_NETWORKS = 3;
/** Days on which an account takes files from a network: its work. */
const DAYS_OF_HABIT = 3;
const MOST_DAYS = 50_000;
const MOST_NAMED = 200;

type DayRow = {
  readonly kind: keyof typeof FEWEST;
  readonly user: string;
  readonly network: string;
  readonly client: string;
  /** Days since 1970, UTC. */
  readonly day: number;
  readonly taken: number;
  readonly paths: readonly string[];
  readonly first: number;
  readonly last: number;
  readonly places: readonly (readonly [number, number])[];
  /** The first day on which anybody with a name came from that network. */
  readonly since: number;
};

/** @throws AkashiError as every question to the logs does */
export async function filesUnlikeHabit(store: LogStore, limits: Limit[], most: number = MOST_DAYS): Promise<Finding[]> {
  const found = await store.rows<DayRow>(
    `select user, network, kind, client, day, taken, paths, first, last, places, since from (
       select user, ${NETWORK} as network, kind, any(ip) as client, intDiv(toUnixTimestamp(toDateTime(ts)), ${DAY_SECONDS}) as day,
         if(kind = 'file', uniqExact(path), count()) as taken, arraySort(groupUniqArray(${MOST_NAMED})(path)) as paths,
         toUnixTimestamp64Milli(min(ts)) as first, toUnixTimestamp64Milli(max(ts)) as last, groupArraySorted(20)((f, n)) as places
       from ${TAKINGS} where user != '' and ts > 0 and ${NETWORK} != '' group by user, network, kind, day) as days
     left join (select ${NETWORK} as network, intDiv(toUnixTimestamp(toDateTime(min(ts))), ${DAY_SECONDS}) as since
       from event where user != '' and ip != '' and ts > 0 and action not in ('login-failed', 'refused', 'connect') group by network) as known using (network)
     order by day, user, network, kind limit ${most + 1}`,
  );
  const rows = within(found, most, limits, 'files-by-account', ['bulk-read']);
  return rows.flatMap((one) => {
    const unlike = unlikeHabit(one, rows);
    return unlike ? [finding(one, unlike)] : [];
  });
}

type Unlike = {
  /** The most on any day before: of the account, or of any where it had taken nothing yet. */
  readonly habit: number;
  readonly isOfAccount: boolean;
};

/** Undefined where it is like what was before, or too little is known of that. */
function unlikeHabit(one: DayRow, rows: readonly DayRow[]): Unlike | undefined {
  if (one.taken < FEWEST[one.kind] || !isOutside(one.client) || (one.since !== 0 && one.since < one.day))
    return undefined;
  const before = rows.filter(({ day, kind }) => day < one.day && kind === one.kind);
  if (new Set(before.map(({ day }) => day)).size < DAYS_OF_RECORD) return undefined;
  const again = rows.filter(({ user, network }) => user === one.user && network === one.network);
  if (new Set(again.map(({ day }) => day)).size >= DAYS_OF_HABIT) return undefined;
  const mine = before.filter(({ user }) => user === one.user);
  if (new Set(mine.map(({ network }) => network)).size > MOST_NETWORKS) return undefined;
  const own = dailyOf(mine);
  const isOfAccount = own.length >= DAYS_OF_ACCOUNT;
  const habit = Math.max(0, ...(isOfAccount ? own : dailyOf(before)));
  return one.taken >= TIMES_HABIT * habit ? { habit, isOfAccount } : undefined;
}

/** What each account took on each day, from all networks together. */
const dailyOf = (rows: readonly DayRow[]): number[] =>
  [...grouped(rows, ({ user, day }) => `${day} ${user}`).values()].map((of) =>
    of.reduce((sum, { taken }) => sum + taken, 0),
  );

const RECORDS =
  /\.(?:csv|tsv|xls[xmb]?|ods|pdf|docx?|odt|pptx?|sql|dump|bak|mdb|accdb|sqlite3?|db|zip|7z|rar|tar|t?gz|jsonl?|eml|msg|mbox|pst|vcf)$/i;
const about = new RegExp(`${ABOUT_SOMEBODY.replace('(?i)', '')}|顧客|名簿|会員|患者|社員|住所|個人`, 'i');

function finding(
  { kind, user, client, taken, paths, first, last, places }: DayRow,
  { habit, isOfAccount }: Unlike,
): Finding {
  const [ja, en] = kind === 'file' ? ['ファイル', 'files'] : ['一覧の書き出し', 'lists'];
  // A page of a site is called `contact`, too: only what holds records, or was written out as a list, is judged by its name.
  const people = paths.filter((path) => about.test(path) && (kind === 'list' || RECORDS.test(path))).length;
  const grave = isOfAccount && people > 0;
  return {
    actor: { kind: 'ip', id: client },
    sign: FILES_UNLIKE_HABIT,
    class: 'bulk-read',
    level: grave ? 'adverse' : 'notable',
    success: 'possible',
    reachesData: people > 0,
    says: {
      ja: `利用者名「${user}」で、それまで誰も使っていなかった外部のネットワークから、一日に${ja}${taken}件が受け取られた（${isOfAccount ? 'その利用者の' : 'ほかの利用者を含む'}それまでの一日の最大は${habit}件）${people > 0 ? '。名前から個人に関するものを含む' : ''}`,
      en: `under the account “${user}”, ${taken} ${en} were taken in a day from an outside network that nobody had used before; the most ${isOfAccount ? 'that account' : 'any account'} had taken in a day was ${habit}${people > 0 ? '; by their names some are about people' : ''}`,
    },
    ...{ count: taken, first, last, places: places.map(([f, n]): Place => ({ f, n })) },
  };
}
