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
import { type Check, missing } from './check.ts';
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

const unloggedWords = (count: number): Both => ({
  ja: `${count}件の送信元が、内容の記録されない問い合わせ（GraphQL）を普段とかけ離れた量で行っており、何を読み出したかは分かりません`,
  en: `${count} ${count === 1 ? 'source' : 'sources'} asked GraphQL far more than anybody ordinarily does, by questions that the log does not hold, and what was read is not known`,
});

const byIntruders = (count: number, strange: boolean): Both =>
  strange
    ? {
        ja: `うち${count}件は、記録のほかの日にもほかの利用者にも現れない接続元からログインした者によるものです（logs.login-after-failures）`,
        en: `${count} of them by a source that logged in from a network which stands in the record on no other day and for nobody else (logs.login-after-failures)`,
      }
    : {
        ja: `うち${count}件は、失敗を重ねた後にログインした送信元によるものです（logs.login-after-failures）`,
        en: `${count} of them by a source that logged in after failures (logs.login-after-failures)`,
      };

/** Read by many addresses together, of which only one is named as a source; and whether the own record was opened meanwhile. */
function sharedWords(count: number, opened: number | undefined): Both {
  const own: Both =
    opened === undefined
      ? { ja: '', en: '' }
      : opened > 0
        ? {
            ja: '。お申し出の方の記録（登録簿の番号による）も、その間に開かれています',
            en: '; the record of the person who wrote, by its number in the register, was opened meanwhile',
          }
        : {
            ja: '。お申し出の方の記録の番号（登録簿による）は、その間に開かれた中に見当たりません',
            en: '; the number that the register gives the record of the person who wrote is not among those opened meanwhile',
          };
  return {
    ja: `うち${count}件は、多くの接続元が分担して、番号の順に読み出したものです${own.ja}`,
    en: `${count} of them ${count === 1 ? 'is' : 'are'} a walk through the numbers of pages, in their order, shared among many addresses${own.en}`,
  };
}

/** A list that somebody took from where nobody of staff works: the first thing to look at, so it is told for itself. */
const strayWords = (count: number): Both => ({
  ja: `うち${count}件は、担当者の使うページから、担当者のふだんの接続元ではない所へ一覧を書き出しています`,
  en: `${count} of them had lists written out from the pages of staff to a network from which staff do not work`,
});

/** Of the person who wrote, for the people who examine; letters say so to whoever is verified. */
function ownWords(opened: number | undefined): Both | undefined {
  if (opened === undefined) return undefined;
  return opened > 0
    ? {
        ja: 'お申し出の方の記録（登録簿の番号による）も、番号順に開かれた中にあります',
        en: 'the record of the person who wrote, by its number in the register, is among those opened in order',
      }
    : {
        ja: 'お申し出の方の記録の番号（登録簿による）は、番号順に開かれた中に見当たりません',
        en: 'the number that the register gives the record of the person who wrote is not among those opened in order',
      };
}

function viewedWords(opened: number | undefined): Both | undefined {
  if (opened === undefined) return undefined;
  return opened > 0
    ? {
        ja: 'お申し出の方の記録（登録簿の番号による）も、その1時間に開かれています',
        en: 'the record of the person who wrote, by its number in the register, was opened in that hour',
      }
    : {
        ja: 'お申し出の方の記録の番号（登録簿による）は、その1時間に開かれた中に見当たりません',
        en: 'the number that the register gives the record of the person who wrote is not among those opened in that hour',
      };
}

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

/** One after the other; undefined where there is nothing to say. */
function inTurn(all: readonly (Both | undefined)[]): Both | undefined {
  const said = all.flatMap((one) => one ?? []);
  if (said.length === 0) return undefined;
  return { ja: said.map(({ ja }) => ja).join('。'), en: said.map(({ en }) => en).join('; ') };
}

/** Of a database's own record: how much was read at once, and of which columns; whether for somebody's work is to be asked. */
function factOfStatement({ at, rows, columns, pointers }: StatementRead, logs: LogEvidence): FactDraft {
  const seen = at > 0 ? firstSeen({ from: new Date(at).toISOString(), pointers }, logs.clocks) : {};
  const holds = columns.length > 0 ? { holds: columns.join('; ') } : {};
  return { kind: 'bulk-read', requests: 1, known: false, what: 'rows', entries: rows, ...holds, ...seen, pointers };
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
    // A list that was written out by whoever guessed a password is told of with that login, and once; so is how many were followed.
    const mayBeIntruders = told.length > 0 || traces.some(tookLists);
    const after = mayBeIntruders ? await afterLogins(tracesOf(logs, logins), logs.store, sources, []) : undefined;
    const ofIntruders = traces.filter(
      (trace) => tookLists(trace) && (after?.get(trace.actor.id)?.listsWritten ?? 0) > 0,
    );
    const requested = traces.filter((trace) => !ofIntruders.includes(trace));
    const ofRequests = requested.map((trace) => factOf(trace, isKnown(trace.actor.id), logs));
    const byOthers = told.filter(({ kind, ip }) => kind !== 'export' || !after?.get(ip)?.listWritten);
    const viewed = await Promise.all(
      byOthers.map((read) => (read.kind === 'views' ? ownRecordViewed(sources, read, logs.store) : undefined)),
    );
    // From the office is where a colleague writes a list out, wanted or not: the name alone may be known for it.
    const ofApplications = byOthers.map((read, i) => factOfApplication(read, isKnown(read.user), viewed[i], logs));
    const strangers = requested.flatMap(({ actor }, i) => (ofRequests[i]?.kind === 'attacker-trace' ? [actor.id] : []));
    const own = await ownRecordOpened(sources, strangers, logs.store);
    const [first] = strangers;
    const facts = [
      ...ofRequests.map((fact, i): FactDraft => {
        const isOne = strangers.length === 1 && requested[i]?.actor.id === first && fact.kind === 'attacker-trace';
        // Of several readers the places do not tell whose they are.
        return isOne && own && own.pointers.length > 0
          ? { ...fact, ownOpened: true, pointers: firstPointers([...(fact.pointers ?? []), ...own.pointers]) }
          : fact;
      }),
      ...ofApplications,
      ...statements.largest.map((read) => factOfStatement(read, logs)),
    ];
    const application = inTurn([applicationWords(told), statementWords(statements)]);
    const strays = requested.filter(({ actor }) => actor.signs.some(isStray));
    const shared = requested.filter(({ actor }) => actor.signs.some(isShared));
    const times = shared.flatMap(({ actor }) =>
      actor.signs.flatMap(({ id, from }) =>
        id === SHARED_WALK && from !== null && actor.to !== null ? [{ from, to: actor.to }] : [],
      ),
    );
    const meanwhile = await Promise.all(times.map((walk) => ownRecordWithin(sources, walk, logs.store)));
    const opened = meanwhile.flatMap((one) => one?.pointers ?? []);
    const unsaid = [
      shared.length > 0
        ? sharedWords(shared.length, meanwhile.some((one) => one !== undefined) ? opened.length : undefined)
        : undefined,
      strays.length > 0 ? strayWords(strays.length) : undefined,
      traces.length > 0 ? application : undefined,
      byOthers.length < told.length || ofIntruders.length > 0
        ? byIntruders(
            told.length - byOthers.length + ofIntruders.length,
            told.every((read) => byOthers.includes(read) || after?.get(read.ip)?.strange === true) &&
              ofIntruders.every(({ actor }) => after?.get(actor.id)?.strange === true),
          )
        : undefined,
      ownWords(own?.pointers.length),
      ...viewed.map((one) => viewedWords(one?.pointers.length)),
      unseen > 0 ? unloggedWords(unseen) : undefined,
      notLookedAt(logs, classes, limits),
    ];
    const more: Both = {
      ja: unsaid.flatMap((said) => (said ? `。${said.ja}` : [])).join(''),
      en: unsaid.flatMap((said) => (said ? `; ${said.en}` : [])).join(''),
    };
    const known = traces.filter(({ actor }) => isKnown(actor.id)).length;
    return {
      facts,
      finding: {
        kind: 'found',
        looked,
        at: firstPointers([
          ...(own?.pointers ?? []),
          ...opened,
          ...facts.flatMap(({ pointers }) => pointers ?? []),
          ...told.flatMap(({ pointers }) => pointers),
          ...statements.largest.flatMap(({ pointers }) => pointers),
          ...ofIntruders.flatMap(({ actor }) =>
            actor.signs.filter(({ id }) => exports.has(id)).flatMap(({ pointers }) => pointers),
          ),
        ]),
        says:
          traces.length === 0 && application
            ? { ja: `${application.ja}${more.ja}`, en: `${application.en}${more.en}` }
            : {
                ja: `${traces.length}件の送信元がまとめ読みをしています（うち業務と分かっているもの${known}件）${more.ja}`,
                en: `${traces.length} ${traces.length === 1 ? 'source' : 'sources'} read in bulk (${known} known as part of the work)${more.en}`,
              },
      },
    };
  },
};
