// Records that name people, read one after the other by their numbers, by somebody from outside whose habit that is not and
// where everybody else reads a few: what only somebody does who takes them.
import { isOutside, networkInSql, networkOf } from '../../networks.ts';
import type { LogStore, Place } from '../../port.ts';
import type { Finding } from '../detection.ts';
import type { Limit } from '../limits.ts';
import { TIMED } from '../requests/web-behaviour.ts';
import { type Busy, OF_RECORDS, PAGE_KIND } from './data-pages.ts';
import { spreadWalks } from './spread-walks.ts';
import {
  DAYS_OF_HABIT,
  type DayRow,
  FEWEST_OTHERS,
  habitsOf,
  ONE_SIZE,
  oneSize,
  othersOf,
  RECORD_SIZE,
  TIMES_HABIT,
  walks,
  wellBehaved,
} from './walkers.ts';

/** Days before on which a name, or pages of staff, were used from elsewhere, from where a new network says anything. */
const DAYS_ELSEWHERE = 2;
/** Pages that staff are given and nobody else. */
const STAFF_PAGE =
  /\/(?:wp-)?(?:admin|manage|manager|management|staff|backoffice|back-office|backend|console|kanri)\w{0,16}(?:\/|$)/i;

/** What was made of one reader's day with one kind of page: reading in bulk does not tell it again. */
export type Walked = {
  readonly findings: readonly Finding[];
  /** By `dayKey`. */
  readonly told: ReadonlySet<string>;
  /** Who read as nobody ordinarily does. */
  readonly takers: readonly string[];
};

export const dayKey = ({ client, kind, day }: Pick<DayRow, 'client' | 'kind' | 'day'>) => `${client}\n${kind}\n${day}`;

function finding(row: DayRow, how: Pick<Finding, 'level' | 'success' | 'says'>): Finding {
  const { client, pages, first, last, asked } = row;
  return {
    actor: { kind: 'ip', id: client },
    sign: 'walked-records',
    class: 'bulk-read',
    ...how,
    ...{ count: pages, first, last },
    places: asked.slice(0, 20).map(([f, n]): Place => ({ f, n })),
  };
}

/** Nobody was given anything, unless records are as long as each other: programs that ask for what is fixed do the same. */
const refused = (row: DayRow): Finding =>
  finding(row, {
    level: 'noise',
    success: 'none',
    says: {
      ja: `${row.kind} の番号を順に${row.pages}通り変えて要求したが、応答はほぼすべて同じ大きさだった`,
      en: `asked for ${row.pages} numbers of ${row.kind} one after the other; nearly all answers had one size`,
    },
  });

const taken = (row: DayRow, usual: number, level: Finding['level']): Finding =>
  finding(row, {
    level,
    // That records went out is certain; that they were not the reader's to read is not.
    success: 'possible',
    says: {
      ja: `${row.kind} の番号を順に変えて、人についての記録${row.pages}件を1日で読み出した（ほかの閲覧者の9割は1日に最大${usual}件）`,
      en: `read ${row.pages} records of people in one day by walking through the numbers of ${row.kind} (nine of ten others read at most ${usual})`,
    },
  });

/** @throws AkashiError as every question to the logs does */
export async function walkedRecords(store: LogStore, busy: Busy, limits: Limit[]): Promise<Walked> {
  const rows = await walks(store, busy, limits);
  const others = rows.length > 0 ? await othersOf(store, rows) : new Map<string, never>();
  const habits = rows.length > 0 ? await habitsOf(store, rows) : new Map<string, never>();
  const robots = await wellBehaved(store, rows);
  const told = new Map<string, Finding>();
  for (const row of rows) {
    const same = oneSize(row);
    if (same !== undefined && same >= ONE_SIZE) told.set(dayKey(row), refused(row));
    const other = others.get(row.kind);
    if (same === undefined || same > RECORD_SIZE || !other || other.readers < FEWEST_OTHERS) continue;
    const isPublic = other.shared || other.robots > 0 || robots.has(row.client);
    const usual = (habits.get(`${networkOf(row.client)}\n${row.kind}`) ?? []).filter(
      ({ pages }) => TIMES_HABIT * pages >= row.pages,
    );
    const isTheirWork = usual.length >= DAYS_OF_HABIT;
    if (isPublic || isTheirWork || !isOutside(row.client) || row.pages < TIMES_HABIT * other.usual) continue;
    const isStaff = STAFF_PAGE.test(row.kind);
    // Of a name, or of staff, only who comes from where none of them ever came says anything.
    if ((row.named > 0 || isStaff) && !(await isFromElsewhere(store, row))) continue;
    told.set(dayKey(row), taken(row, other.usual, isStaff ? 'notable' : 'adverse'));
  }
  const days = [...told.values()];
  const spread = await spreadWalks(store, busy, new Set(days.map(({ actor }) => actor.id)), limits);
  const findings = [...days, ...spread];
  return { findings, told: new Set(told.keys()), takers: [...new Set(findings.map(({ actor }) => actor.id))].sort() };
}

/** Whether a name, or these pages of staff, were used on days before from other networks, and never from this one. */
async function isFromElsewhere(store: LogStore, { client, kind, day, named }: DayRow): Promise<boolean> {
  const network = (ip: string) => `if(${networkInSql(ip)} != '', ${networkInSql(ip)}, ${ip})`;
  const which =
    named > 0
      ? `user in (select user from web where client = {client:String} and user != '' and ${OF_RECORDS} and ${PAGE_KIND} = {kind:String} and toYYYYMMDD(ts) = {day:UInt32})`
      : `${PAGE_KIND} = {kind:String}`;
  const [found] = await store.rows<{ elsewhere: number; here: number }>(
    `select uniqExactIf(toYYYYMMDD(ts), ${network('client')} != ${network('{client:String}')}) as elsewhere, countIf(${network('client')} = ${network('{client:String}')}) as here
     from web where ${which} and status >= 200 and status < 400 and ${TIMED} and toYYYYMMDD(ts) < {day:UInt32} order by here`,
    { client, kind, day },
  );
  return found !== undefined && found.here === 0 && found.elsewhere >= DAYS_ELSEWHERE;
}
