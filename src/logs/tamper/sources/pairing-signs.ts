// Beginnings without ends and ends without beginnings: logins, sessions, messages in a queue.
import type { Examination } from '../examination.ts';
import {
  allLostToDisk,
  apartByDisk,
  type DiskSilence,
  fullDiskSilences,
  lostPlaces,
  lostWords,
  strengthBesideDisk,
} from '../silences/lost-to-full-disk.ts';
import { type Losses, lossExplaining, lossPlace, lossWords, readLosses } from '../silences/told-losses.ts';
import { loggerRestart } from '../silences/told-starts.ts';
import type { Stretch } from '../silences/traffic-model.ts';
import type { FoundSign } from '../tamper-report.ts';
import { type SessionLine, type Unpaired, unpairedSessions } from './session-pairs.ts';

/** Lines of session programs that are read: enough for years of one host; brute force is left out by its silence about sessions. */
const MOST_LINES = 400_000;

const BIRTH =
  "(action in ('login', 'login-failed', 'connect', 'session-opened', 'cron', 'sudo', 'su') or match(message, '^(reverse mapping|Address |Connection from|Did not receive|Bad protocol|Invalid user|Accepted |Failed |error: maximum)'))";

/** logind numbers sessions as the kernel numbers processes: each the next. */
const SESSION_ID = "if(program = 'systemd-logind', toUInt32OrZero(fields['session']), pid)";

async function readSessionLines({ store, stopped }: Examination, most: number): Promise<SessionLine[]> {
  const rows = await store.rows<Omit<SessionLine, 'birth' | 'pid'> & { birth: number; id: number }>(
    `select f, n, toUnixTimestamp64Milli(ts) as t, host, program, ${SESSION_ID} as id, action, ${BIRTH} as birth
     from event where ${SESSION_ID} > 0 and ts > toDateTime64(86400, 6, 'UTC')
       and (f, program) in (select f, program from event where action = 'session-closed' and pid > 0)
       and (action in ('session-opened', 'session-closed', 'login') or (f, program, pid, n) in (
         select f, program, pid, min(n) from event where pid > 0 group by f, program, pid
       ))
     order by f, n limit {most:UInt32}`,
    { most },
  );
  if (rows.length >= most) {
    const beyond = await store.rows<{ f: number }>(
      `select distinct f from event where f >= {last:UInt32} and action = 'session-closed' and pid > 0 order by f`,
      { last: rows.at(-1)?.f ?? 0 },
    );
    for (const { f } of beyond) stopped(f, 'sessions-beyond-limit');
  }
  return rows.map(({ id, ...row }) => ({ ...row, pid: id, birth: row.birth === 1 }));
}

const words: Readonly<Record<Unpaired['what'], { ja: string; en: string }>> = {
  'closed-not-opened': {
    ja: 'セッションの終わりの行があるのに、始まりの行がない',
    en: 'the end of a session is here and its beginning is not',
  },
  'opened-not-accepted': {
    ja: 'セッションの始まりの行があるのに、ログイン成功の行がない',
    en: 'a session began without the line of its login',
  },
  'accepted-not-opened': {
    ja: 'ログイン成功の行があるのに、セッションの始まりの行がない',
    en: 'a login succeeded without the line of its session',
  },
};

const restartWords = {
  ja: 'その間に、記録を書くプログラムが止まったか、起動している。',
  en: '; the logger was stopped or started meanwhile, and writes nothing while it is off',
};

/** An id from before the log would lie in the range this often at most, for the contradiction to be called hard. */
const STRONG_BELOW = 0.05;

/** @param most lines of sessions that are read; where there are more, the answer says so */
export async function findPairingSigns(examination: Examination, most = MOST_LINES): Promise<FoundSign[]> {
  const groups = new Map<string, SessionLine[]>();
  for (const line of await readSessionLines(examination, most)) {
    const key = `${line.f}\0${line.host}\0${line.program}`;
    const known = groups.get(key);
    if (known) known.push(line);
    else groups.set(key, [line]);
  }
  const losses = await readLosses(examination.store);
  const signs: FoundSign[] = [];
  for (const lines of groups.values()) {
    const unpaired = unpairedSessions(lines);
    // A program that leaves many sessions unpaired is logged in part: that is a habit, not a removal.
    const sessions = new Set(lines.filter(({ action }) => action.startsWith('session')).map(({ pid }) => pid)).size;
    if (unpaired.length > 3 && unpaired.length > 0.25 * sessions) continue;
    const silences = await fullDiskSilences(examination, [lines[0]?.f ?? 0], unpaired.map(missingPart));
    for (const together of apartByDisk(silences, unpaired, missingPart).flatMap(overlapping)) {
      const sign = await signOf(examination, together, { losses, silences });
      if (sign) signs.push(sign);
    }
  }
  return signs;
}

/** A login and the beginning of its session are written one right after the other. */
const LOGIN_MS = 10_000;

/** When the missing line must have been written. */
function missingPart({ what, line, afterMs, beforeMs }: Unpaired): Stretch {
  if (what === 'closed-not-opened') return { fromMs: afterMs, toMs: beforeMs };
  return what === 'opened-not-accepted'
    ? { fromMs: line.t - LOGIN_MS, toMs: line.t }
    : { fromMs: line.t, toMs: line.t + LOGIN_MS };
}

/** Contradictions of one kind whose places overlap are one removal. */
function overlapping(unpaired: readonly Unpaired[]): Unpaired[][] {
  const groups: Unpaired[][] = [];
  for (const one of [...unpaired].sort((a, b) => a.afterN - b.afterN || a.line.n - b.line.n)) {
    const group = groups.find((g) => g.some((each) => each.what === one.what && each.beforeN >= one.afterN));
    if (group) group.push(one);
    else groups.push([one]);
  }
  return groups;
}

async function signOf(
  examination: Examination,
  together: readonly Unpaired[],
  { losses, silences }: { readonly losses: Losses; readonly silences: readonly DiskSilence[] },
): Promise<FoundSign | undefined> {
  const [first] = together;
  if (!first) return undefined;
  const { line, what } = first;
  const fromMs = Math.min(...together.map(({ afterMs }) => afterMs));
  const toMs = Math.max(...together.map(({ beforeMs }) => beforeMs));
  const fromN = Math.min(...together.map(({ afterN }) => afterN));
  const toN = Math.max(...together.map(({ beforeN }) => beforeN));
  const p = Math.min(...together.map((each) => each.p));
  const told = lossExplaining(losses, { f: line.f, fromMs, toMs, writer: line });
  // A logger that was off writes nothing of what begins meanwhile. Whoever stopped it may have had a reason: never nothing.
  const restart = told ? undefined : await loggerRestart(examination, { host: line.host, fromMs, toMs });
  const lost = told || restart ? undefined : allLostToDisk(silences, together.map(missingPart));
  const saysSo = restart
    ? restartWords
    : lost
      ? lostWords(lost, examination)
      : lossWords(told, line.f, examination.files);
  const hard = p <= STRONG_BELOW && together.some(({ sure }) => sure);
  const ids = together.slice(0, 5).map((each) => each.line.pid);
  const list = `${ids.join(', ')}${together.length > 5 ? ' …' : ''}`;
  return {
    kind: 'pairing',
    strength: told ? 'defect' : strengthBesideDisk(lost, hard && !restart ? 'strong' : 'weak'),
    ...{ f: line.f, fromN, toN, fromMs, toMs, p },
    places: [
      { f: line.f, n: fromN },
      { f: line.f, n: toN },
      ...together.slice(0, 17).map((each) => ({ f: line.f, n: each.line.n })),
      ...(restart ? [{ f: restart.f, n: restart.n }] : lossPlace(told)),
      ...lostPlaces(lost),
    ],
    statement: {
      ja: `${line.program}[${list}]：${words[what].ja}。プロセス番号から、始まりはこの記録の期間内にある。${saysSo.ja}`,
      en: `${line.program}[${list}]: ${words[what].en}; the process id shows that it began while this log was written${saysSo.en}`,
    },
  };
}
