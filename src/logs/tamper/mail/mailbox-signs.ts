// Logins to mailboxes that were taken out or changed: what the ids of Dovecot's sessions contradict.
import type { Both } from '../../../vocabulary/finding.ts';
import type { Examination } from '../examination.ts';
import { REPORT_BELOW } from '../silences/gap-signs.ts';
import {
  allLostToDisk,
  apartByDisk,
  fullDiskSilences,
  type LostToDisk,
  lostPlaces,
  lostWords,
  strengthBesideDisk,
} from '../silences/lost-to-full-disk.ts';
import { lossExplaining, lossPlace, lossWords, readLosses, type ToldLoss } from '../silences/told-losses.ts';
import { startedMeanwhile } from '../silences/told-starts.ts';
import type { Stretch } from '../silences/traffic-model.ts';
import type { FoundSign } from '../tamper-report.ts';
import { type EndlessGroup, type Login, loginsWithoutEnd } from './mailbox-ends.ts';
import { endsWithoutLogin, LOGIN_MS, type MailboxSession, type Missing, otherAddresses } from './mailbox-sessions.ts';

/** Sessions read. */
const MOST_SESSIONS = 400_000;
const NEAR_MS = 1_800_000;
const MOST_PLACES = 20;

/** `session=<id>` of a login, `imap(user)<pid><id>:` of what follows it. */
const SESSION = "extract(message, '(?:session=<|[0-9]><)([A-Za-z0-9+/]{16,40})>')";
/** A process that is killed, or put to sleep, leaves its session without the usual end. */
const ANY_END =
  "(action = 'disconnect' or action != 'login' and match(message, '(?i)hibernat|killed|fatal|panic|closed|closing|shutting|timeout|reset by'))";

type Row = Omit<Login, 'loginN' | 'endN' | 'ended'> & {
  readonly loginN: number;
  readonly endN: number;
  readonly logins: number;
  readonly ends: number;
  readonly told: number;
};

async function readSessions({ store, stopped }: Examination): Promise<Map<number, Login[]>> {
  const rows = await store.rows<Row>(
    `select f, ${SESSION} as session, countIf(action = 'login') as logins, countIf(action = 'disconnect') as ends, countIf(${ANY_END}) as told,
       minIf(n, action = 'login') as loginN, toUnixTimestamp64Milli(minIf(ts, action = 'login')) as loginMs,
       argMinIf(ip, n, action = 'login') as ip, argMinIf(user, n, action = 'login') as user,
       maxIf(n, action = 'disconnect') as endN, toUnixTimestamp64Milli(maxIf(ts, action = 'disconnect')) as endMs
     from event where (action = 'login' or ${ANY_END}) and (startsWith(program, 'dovecot') or position(message, '-login: ') > 0)
       and ts > toDateTime64(86400, 6, 'UTC')
     group by f, session having session != '' order by f, session limit ${MOST_SESSIONS}`,
  );
  // A session may end in the next file of a series.
  const ended = new Set(rows.filter(({ told }) => told > 0).map(({ session }) => session));
  const files = new Map<number, Login[]>();
  for (const { logins, ends, told, loginN, endN, ...row } of rows) {
    const numbers = { loginN: logins > 0 ? loginN : null, endN: ends > 0 ? endN : null };
    const one = { ...row, ...numbers, ended: ended.has(row.session) };
    const known = files.get(row.f);
    if (known) known.push(one);
    else files.set(row.f, [one]);
  }
  if (rows.length >= MOST_SESSIONS) for (const f of files.keys()) stopped(f, 'sessions-beyond-limit');
  return files;
}

export async function findMailboxSigns(examination: Examination): Promise<FoundSign[]> {
  const { timelines, brokenClocks } = examination;
  const signs: FoundSign[] = [];
  for (const [f, sessions] of await readSessions(examination)) {
    const timeline = timelines.get(f);
    if (!timeline || brokenClocks.has(f)) continue;
    const whole = sessions.filter(({ loginN, endN }) => loginN !== null && endN !== null).length;
    const missing = endsWithoutLogin(sessions, timeline.fromMs);
    const silences = await fullDiskSilences(examination, [f], missing.map(loginOf));
    for (const group of apartByDisk(silences, missing, loginOf).flatMap(neighbours)) {
      const from = Math.min(...group.map(({ madeMs }) => madeMs));
      const to = Math.max(...group.map(({ madeMs }) => madeMs));
      const told = lossExplaining(await readLosses(examination.store), { f, fromMs: from, toMs: to });
      const lost = told ? undefined : allLostToDisk(silences, group.map(loginOf));
      const saysSo = lost ? lostWords(lost, examination) : lossWords(told, f, examination.files);
      const beforeN = await lastBefore(examination, f, from);
      signs.push(withoutLogin(f, group, { whole, told, lost, saysSo, beforeN }));
    }
    signs.push(...(await withoutEnd(examination, f, sessions)));
    const other = otherAddresses(sessions);
    if (other.length > 0) signs.push(otherAddress(f, other, sessions.length));
  }
  return signs;
}

/** When a login must have been written, by the id of its session. */
const loginOf = ({ madeMs, endMs }: Missing): Stretch => ({
  fromMs: madeMs,
  toMs: Math.min(madeMs + LOGIN_MS, Math.max(madeMs, endMs)),
});

/** Sessions that began within half an hour of each other are one sign. */
function neighbours(missing: readonly Missing[]): Missing[][] {
  const groups: Missing[][] = [];
  for (const one of [...missing].sort((a, b) => a.madeMs - b.madeMs)) {
    const last = groups.at(-1)?.at(-1);
    if (last && one.madeMs - last.madeMs <= NEAR_MS) groups.at(-1)?.push(one);
    else groups.push([one]);
  }
  return groups;
}

async function lastBefore({ store }: Examination, f: number, ms: number): Promise<number> {
  const [row] = await store.rows<{ last: number }>(
    `select max(n) as last from event
     where f = {f:UInt32} and ts > toDateTime64(86400, 6, 'UTC') and ts <= fromUnixTimestamp64Milli({ms:Int64}) order by last`,
    { f, ms: Math.floor(ms) },
  );
  return row?.last ?? 0;
}

const isNumber = (n: number | null): n is number => n !== null;

function withoutLogin(
  f: number,
  group: readonly Missing[],
  {
    whole,
    told,
    lost,
    saysSo,
    beforeN,
  }: {
    readonly whole: number;
    readonly told: ToldLoss | undefined;
    readonly lost: LostToDisk | undefined;
    readonly saysSo: Both;
    readonly beforeN: number;
  },
): FoundSign {
  const ends = group.map(({ endN }) => endN).filter(isNumber);
  return {
    kind: 'pairing',
    strength: told ? 'defect' : strengthBesideDisk(lost, 'strong'),
    ...{ f, fromN: Math.min(beforeN, ...ends), toN: Math.max(...ends) },
    fromMs: Math.min(...group.map(({ madeMs }) => Math.floor(madeMs))),
    toMs: Math.max(...group.map(({ endMs }) => endMs)),
    p: null,
    places: [
      ...[beforeN, ...ends].slice(0, MOST_PLACES).map((n) => ({ f, n })),
      ...lossPlace(told),
      ...lostPlaces(lost),
    ],
    statement: {
      ja: `メールボックスのセッション ${group.length} 件に、終わりの行があってログインの行がない。セッションの識別子が持つ時刻から、ログインはこの記録の期間内にある（ほかの ${whole} 件はそろっている）。${saysSo.ja}`,
      en: `${group.length} mailbox session${group.length === 1 ? '' : 's'} ended whose login is not here, although the time in the session id puts it inside this log (${whole} others are whole)${saysSo.en}`,
    },
  };
}

/** Groups of logins whose end is not there, unless a start near them, or a loss, explains that. */
async function withoutEnd(examination: Examination, f: number, sessions: readonly Login[]): Promise<FoundSign[]> {
  const toMs = examination.timelines.get(f)?.toMs ?? 0;
  const groups = loginsWithoutEnd(sessions, toMs).filter(({ p }) => p < REPORT_BELOW);
  const spans = groups.map(({ logins, longestMs }) => ({
    ...{ f, fromN: logins[0]?.loginN ?? 0, toN: logins.at(-1)?.loginN ?? 0 },
    ...{ fromMs: logins[0]?.loginMs ?? 0, toMs: (logins.at(-1)?.loginMs ?? 0) + longestMs },
  }));
  const started = await startedMeanwhile(examination, spans);
  const signs: FoundSign[] = [];
  for (const [i, group] of groups.entries()) {
    if (started[i]) continue;
    const ends = group.logins.map(({ loginMs }) => ({ fromMs: loginMs, toMs: loginMs + group.longestMs }));
    const lost = allLostToDisk(await fullDiskSilences(examination, [f], ends), ends);
    signs.push(endlessSign(f, group, { of: sessions.length, lost, saysSo: lostWords(lost, examination) }));
  }
  return signs;
}

function endlessSign(
  f: number,
  { logins, p, byUser }: EndlessGroup,
  { of, lost, saysSo }: { readonly of: number; readonly lost: LostToDisk | undefined; readonly saysSo: Both },
): FoundSign {
  const lines = logins.map(({ loginN }) => loginN).filter(isNumber);
  const times = logins.map(({ loginMs }) => loginMs);
  return {
    kind: 'pairing',
    strength: strengthBesideDisk(lost, 'weak'),
    ...{ f, fromN: Math.min(...lines), toN: Math.max(...lines) },
    ...{ fromMs: Math.min(...times), toMs: Math.max(...times), p },
    places: [...lines.slice(0, MOST_PLACES).map((n) => ({ f, n })), ...lostPlaces(lost)],
    statement: {
      ja: `${byUser ? '一人の利用者の、続けて行われた' : '近接する'}メールボックスへのログイン ${lines.length} 件に、終わりの行がない（この記録のセッションは ${of} 件で、ほかはほぼすべて終わりの行がある）。処理が強制終了されたときにも起こる。${saysSo.ja}`,
      en: `${lines.length} logins to mailboxes ${byUser ? 'of one user, in a row,' : 'close together'} have no line of their end, where nearly all others of ${of} sessions have one; processes that were killed leave the same${saysSo.en}`,
    },
  };
}

function otherAddress(f: number, other: readonly MailboxSession[], sessions: number): FoundSign {
  const lines = other.map(({ loginN }) => loginN).filter(isNumber);
  const times = other.map(({ loginMs }) => loginMs);
  return {
    kind: 'pairing',
    strength: 'strong',
    ...{ f, fromN: Math.min(...lines), toN: Math.max(...lines) },
    ...{ fromMs: Math.min(...times), toMs: Math.max(...times), p: null },
    places: lines.slice(0, MOST_PLACES).map((n) => ({ f, n })),
    statement: {
      ja: `メールボックスへのログイン ${lines.length} 件で、行にある送信元が、セッションの識別子が持つ送信元と違う（ほかの ${sessions - other.length} 件では一致する）。行が書き換えられたと見られる。`,
      en: `${lines.length} login${lines.length === 1 ? '' : 's'} to a mailbox name${lines.length === 1 ? 's' : ''} another address than the session id holds, where the two agree in ${sessions - other.length} others: the line was changed`,
    },
  };
}
