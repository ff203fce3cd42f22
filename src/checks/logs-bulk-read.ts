import type { AttackClassId } from '../logs/detect/attack-classes.ts';
import type { Actor } from '../logs/detect/detection.ts';
import type { Limit } from '../logs/detect/limits.ts';
import { FILES_UNLIKE_HABIT } from '../logs/detect/reads/files-unlike-habit.ts';
import { SHARED_WALK } from '../logs/detect/reads/shared-walks.ts';
import { UNLOGGED } from '../logs/detect/reads/unlogged-questions.ts';
import { UNSEEN_EXPORT } from '../logs/detect/reads/unseen-exports.ts';
import type { Both, Pointer } from '../vocabulary/finding.ts';
import { afterLogins } from './after-login.ts';
import { type CheckAnswer, type FactDraft, firstPointers, notChecked } from './answer.ts';
import { type ApplicationRead, applicationReads, applicationWords } from './application-reads.ts';
import { firstSeen, type Trace, tracesOf } from './attacker-traces.ts';
import {
  byIntruders,
  inBulk,
  inTurn,
  ownWords,
  sharedWords,
  strayWords,
  unloggedWords,
  viewedWords,
} from './bulk-read-says.ts';
import { type Check, missing, type Sources } from './check.ts';
import { type LogEvidence, lookedAt, noLogsOf, notLookedAt, refuseLimits, refuseSilence } from './log-evidence.ts';
import { ownRecordOpened, ownRecordViewed, ownRecordWithin } from './own-record-opened.ts';
import { type StatementRead, statementReads, statementWords } from './statement-reads.ts';

const classes = new Set<AttackClassId>(['bulk-read']);
/** Signs of lists taken whole, where nobody opened page after page. */
const exports: ReadonlySet<string> = new Set(['stray-export', 'name-unlike-habit', 'whole-list', UNSEEN_EXPORT]);
const logins = new Set<AttackClassId>(['bruteforce-login']);

type ById = Pick<Actor['signs'][number], 'id' | 'success'>;
const isStray = ({ id, success }: ById) => id === 'stray-export' && success !== 'none';
const isShared = ({ id }: ById) => id === SHARED_WALK;

type Own = { readonly pointers: readonly Pointer[] } | undefined;

/** Sources that may have read much by questions that stand in no log. */
const unlogged = ({ detection }: LogEvidence): number =>
  detection.actors.filter(({ signs }) => signs.some(({ id }) => id === UNLOGGED)).length;

/** "Nothing found" may not be said while somebody asked so much and the log does not hold what. */
function refuseUnlogged(count: number): CheckAnswer | null {
  return count === 0 ? null : notChecked(unloggedWords(count));
}

/**
 * Much read by somebody who may have been asked to is one thing; records of people walked through from outside, which nobody's
 * work looks like, is the trace of an attack and weighs as one. Not so for a reader that the organisation itself names.
 */
function factOf({ actor, success, reachedData }: Trace, known: boolean, logs: LogEvidence): FactDraft {
  const signs = actor.signs.filter((sign) => sign.class === 'bulk-read' && sign.success !== 'none');
  const pointers = firstPointers(signs.flatMap((sign) => sign.pointers));
  const byTime = signs
    .filter(({ from }) => from !== null)
    .toSorted((a, b) => Date.parse(a.from ?? '') - Date.parse(b.from ?? ''));
  const [first, last] = [byTime[0], byTime.at(-1)];
  if (actor.level === 'adverse' && !known) {
    const seen = firstSeen(first ?? actor, logs.clocks);
    const { at: lastAt } = last && last !== first ? firstSeen(last, logs.clocks) : {};
    const until = seen.at !== undefined && lastAt !== undefined ? { lastAt } : {};
    return { kind: 'attacker-trace', attack: 'bulk-read', success, reachedData, ...seen, ...until, pointers };
  }
  const began = first ? firstSeen(first, logs.clocks) : {};
  const requests = signs.reduce((sum, { count }) => sum + count, 0);
  const what = whatWasRead(signs);
  const how = signs.some(isStray) ? 'stray-export' : signs.some(isShared) ? 'shared-walk' : undefined;
  return { kind: 'bulk-read', requests, known, ...what, ...began, ...(how ? { how } : {}), pointers };
}

function whatWasRead(signs: readonly ById[]): { readonly what?: 'export' | 'files' } {
  if (signs.length === 0) return {};
  if (signs.every(({ id }) => id === FILES_UNLIKE_HABIT)) return { what: 'files' };
  return signs.every(({ id }) => exports.has(id)) ? { what: 'export' } : {};
}

/** Lists taken whole by one source, and nothing else of it that reads much. */
function tookLists({ actor }: Trace): boolean {
  const signs = actor.signs.filter((sign) => sign.class === 'bulk-read' && sign.success !== 'none');
  return signs.length > 0 && signs.every(({ id }) => exports.has(id));
}

/** Of an application's own record: what was read, and whether the record of the person who wrote was among it. */
function factOfApplication(read: ApplicationRead, known: boolean, own: Own, logs: LogEvidence): FactDraft {
  const { kind, records, at, pointers } = read;
  const strange = read.strange && !known ? { strange: true } : {};
  const seen = at > 0 ? firstSeen({ from: new Date(at).toISOString(), pointers }, logs.clocks) : {};
  const more = firstPointers([...pointers, ...(own?.pointers ?? [])]);
  return kind === 'export'
    ? { kind: 'bulk-read', requests: 1, known, what: 'list', entries: records, ...seen, ...strange, pointers }
    : {
        ...{ kind: 'bulk-read', requests: records, known, what: 'records', ...seen, ...strange, pointers: more },
        ...(own ? { own: own.pointers.length > 0 ? 'yes' : 'no' } : {}),
      };
}

/** Of a database's own record: how much was read at once, and of which columns; whether for somebody's work is to be asked. */
function factOfStatement({ at, rows, columns, pointers }: StatementRead, logs: LogEvidence): FactDraft {
  const seen = at > 0 ? firstSeen({ from: new Date(at).toISOString(), pointers }, logs.clocks) : {};
  const holds = columns.length > 0 ? { holds: columns.join('; ') } : {};
  return { kind: 'bulk-read', requests: 1, known: false, what: 'rows', entries: rows, ...holds, ...seen, pointers };
}

type AfterLogins = Awaited<ReturnType<typeof afterLogins>>;

/** Reading sorted by who is to answer for it; `after`: what followed each login, undefined where nobody needed to be asked of. */
type Sorted = {
  readonly after: AfterLogins | undefined;
  readonly ofIntruders: readonly Trace[];
  readonly requested: readonly Trace[];
  readonly byOthers: readonly ApplicationRead[];
};

/** A list that was written out by whoever guessed a password is told of with that login, and once; so is how many were followed. */
async function sortedByReader(
  traces: readonly Trace[],
  told: readonly ApplicationRead[],
  logs: LogEvidence,
  sources: Sources,
): Promise<Sorted> {
  const mayBeIntruders = told.length > 0 || traces.some(tookLists);
  const after = mayBeIntruders ? await afterLogins(tracesOf(logs, logins), logs.store, sources, []) : undefined;
  const ofIntruders = traces.filter((trace) => tookLists(trace) && (after?.get(trace.actor.id)?.listsWritten ?? 0) > 0);
  return {
    after,
    ofIntruders,
    requested: traces.filter((trace) => !ofIntruders.includes(trace)),
    byOthers: told.filter(({ kind, ip }) => kind !== 'export' || !after?.get(ip)?.listWritten),
  };
}

function intrudersTold(told: readonly ApplicationRead[], { after, ofIntruders, byOthers }: Sorted): Both | undefined {
  const count = told.length - byOthers.length + ofIntruders.length;
  if (count === 0) return undefined;
  const isStrange = (id: string) => after?.get(id)?.strange === true;
  return byIntruders(
    count,
    told.every((read) => byOthers.includes(read) || isStrange(read.ip)) &&
      ofIntruders.every(({ actor }) => isStrange(actor.id)),
  );
}

/** Walks shared among many addresses, and where the own record was opened meanwhile. */
async function sharedWalks(
  requested: readonly Trace[],
  sources: Sources,
  { store }: LogEvidence,
): Promise<{ readonly says: Both | undefined; readonly opened: readonly Pointer[] }> {
  const shared = requested.filter(({ actor }) => actor.signs.some(isShared));
  const times = shared.flatMap(({ actor }) =>
    actor.signs.flatMap(({ id, from }) =>
      id === SHARED_WALK && from !== null && actor.to !== null ? [{ from, to: actor.to }] : [],
    ),
  );
  const meanwhile = await Promise.all(times.map((walk) => ownRecordWithin(sources, walk, store)));
  const opened = meanwhile.flatMap((one) => one?.pointers ?? []);
  const isKnown = meanwhile.some((one) => one !== undefined);
  const says = shared.length > 0 ? sharedWords(shared.length, isKnown ? opened.length : undefined) : undefined;
  return { says, opened };
}

/** Facts of what was asked of a web server, with whether the one stranger among the readers opened the own record. */
async function requestFacts(
  requested: readonly Trace[],
  isKnown: (id: string) => boolean,
  sources: Sources,
  logs: LogEvidence,
): Promise<{ readonly facts: readonly FactDraft[]; readonly own: Own }> {
  const facts = requested.map((trace) => factOf(trace, isKnown(trace.actor.id), logs));
  const strangers = requested.flatMap(({ actor }, i) => (facts[i]?.kind === 'attacker-trace' ? [actor.id] : []));
  const own = await ownRecordOpened(sources, strangers, logs.store);
  // Of several readers the places do not tell whose they are.
  if (strangers.length !== 1 || !own || own.pointers.length === 0) return { facts, own };
  const withOwn = facts.map(
    (fact): FactDraft =>
      fact.kind === 'attacker-trace'
        ? { ...fact, ownOpened: true, pointers: firstPointers([...(fact.pointers ?? []), ...own.pointers]) }
        : fact,
  );
  return { facts: withOwn, own };
}

export const logsBulkRead: Check = {
  id: 'logs.bulk-read',
  asks: {
    ja: '回答や名簿の画面が、普段とかけ離れた量で読まれていないか',
    en: 'Were pages with answers or lists read far beyond the habit of that reader and that page?',
  },
  blindTo: [
    { ja: '普段の量に収まる、少しずつの持ち出し', en: 'reading slowly, within the usual amount' },
    {
      ja: 'データベースからの直接の書き出し（行数の残る、時間のかかった文の記録がある場合を除く）',
      en: 'an export from the database itself, but where its log of slow statements counts the rows',
    },
    {
      ja: 'POSTで送られた問い合わせ（GraphQLなど）が読み出したもの',
      en: 'what questions sent in the body of a request (GraphQL and the like) read',
    },
  ],
  falseAlarms: [{ ja: '担当者の月次集計、検索エンジンの巡回', en: "a colleague's monthly report, a search engine" }],
  drilledBy: [...classes],

  async run(sources) {
    const { logs, risk, organisation } = sources;
    const web = logs ? lookedAt(logs, 'web', risk) : null;
    const told = logs ? await applicationReads(logs.store) : [];
    const limits: Limit[] = [];
    const statements = logs ? await statementReads(logs.store, limits) : { times: 0, largest: [] };
    const ofOwnRecords = told.length + statements.largest.length;
    const looked = web ?? (logs && ofOwnRecords > 0 ? lookedAt(logs, 'any', risk) : null);
    if (!logs || !looked) return missing(sources, 'logs', noLogsOf('web'));
    const traces = tracesOf(logs, classes);
    const unseen = unlogged(logs);
    if (traces.length === 0 && ofOwnRecords === 0) {
      const says = {
        ja: '普段とかけ離れたまとめ読みは見つかりませんでした',
        en: 'no reading far beyond habit was found',
      };
      return (
        refuseSilence(logs, looked) ??
        refuseUnlogged(unseen) ??
        refuseLimits(logs, classes, limits) ?? { facts: [], finding: { kind: 'nothing-found', looked, says } }
      );
    }
    const isKnown = (id: string) => organisation.knownReaders.includes(id);
    const sorted = await sortedByReader(traces, told, logs, sources);
    const { requested, ofIntruders, byOthers } = sorted;
    const ofRequests = await requestFacts(requested, isKnown, sources, logs);
    const viewed = await Promise.all(
      byOthers.map((read) => (read.kind === 'views' ? ownRecordViewed(sources, read, logs.store) : undefined)),
    );
    const facts = [
      ...ofRequests.facts,
      // From the office is where a colleague writes a list out, wanted or not: the name alone may be known for it.
      ...byOthers.map((read, i) => factOfApplication(read, isKnown(read.user), viewed[i], logs)),
      ...statements.largest.map((read) => factOfStatement(read, logs)),
    ];
    const application = inTurn([applicationWords(told), statementWords(statements)]);
    const strays = requested.filter(({ actor }) => actor.signs.some(isStray)).length;
    const shared = await sharedWalks(requested, sources, logs);
    const known = traces.filter(({ actor }) => isKnown(actor.id)).length;
    const says = inTurn([
      traces.length === 0 && application ? application : inBulk(traces.length, known),
      shared.says,
      strays > 0 ? strayWords(strays) : undefined,
      traces.length > 0 ? application : undefined,
      intrudersTold(told, sorted),
      ownWords(ofRequests.own?.pointers.length),
      ...viewed.map((one) => viewedWords(one?.pointers.length)),
      unseen > 0 ? unloggedWords(unseen) : undefined,
      notLookedAt(logs, classes, limits),
    ]);
    const at = firstPointers([
      ...(ofRequests.own?.pointers ?? []),
      ...shared.opened,
      ...facts.flatMap(({ pointers }) => pointers ?? []),
      ...told.flatMap(({ pointers }) => pointers),
      ...statements.largest.flatMap(({ pointers }) => pointers),
      ...ofIntruders.flatMap(({ actor }) =>
        actor.signs.filter(({ id }) => exports.has(id)).flatMap(({ pointers }) => pointers),
      ),
    ]);
    return { facts, finding: { kind: 'found', looked, at, says } };
  },
};
