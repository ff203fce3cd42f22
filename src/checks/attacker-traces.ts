// From actors to findings: the same way for attacks, logins and bulk reads, by the classes that concern each question.
import { trueTime } from '../custody/clock-error.ts';
import { type AttackClassId, attackClasses } from '../logs/detect/attack-classes.ts';
import { NEW_NETWORK, NOT_JUDGED } from '../logs/detect/cloud/cloud-identities.ts';
import type { WrittenTable } from '../logs/detect/databases/written-tables.ts';
import type { Actor } from '../logs/detect/detection.ts';
import type { Limit } from '../logs/detect/limits.ts';
import { isOutside } from '../logs/networks.ts';
import type { Both, Coverage } from '../vocabulary/finding.ts';
import { describedFamilies } from '../vocabulary/log-families.ts';
import type { AfterLogin } from './after-login.ts';
import { type CheckAnswer, type FactDraft, firstPointers, type RiskWindow } from './answer.ts';
import type { FetchedDump } from './fetched-dump.ts';
import { type LogEvidence, lookedAt, notLookedAt, refuseLimits } from './log-evidence.ts';

/** One fact an actor and class; a report of more actors than this is no longer read. The count stands in the words. */
const MOST_ACTORS = 50;

export type Trace = {
  readonly actor: Actor;
  readonly attack: AttackClassId;
  readonly success: 'possible' | 'shown';
  readonly reachedData: boolean;
};

const weight = { none: 0, possible: 1, shown: 2 } as const;

/** Signs of success in these classes, the most telling first. */
export function tracesOf({ detection }: LogEvidence, classes: ReadonlySet<AttackClassId>): Trace[] {
  const traces = detection.actors.flatMap((actor) =>
    actor.perClass.flatMap((found): Trace[] =>
      classes.has(found.class) && found.success !== 'none'
        ? [{ actor, attack: found.class, success: found.success, reachedData: found.reachedData }]
        : [],
    ),
  );
  return traces.sort((a, b) => weight[b.success] - weight[a.success] || (a.actor.id < b.actor.id ? -1 : 1));
}

/** Actors that behave as intruders do (an administrator may clear a log too), with no sign that one class of attack worked. */
function adverseOnly(
  { detection }: LogEvidence,
  classes: ReadonlySet<AttackClassId>,
  traces: readonly Trace[],
): Actor[] {
  return detection.actors.filter(
    (actor) =>
      actor.level === 'adverse' &&
      actor.classes.some((id) => classes.has(id)) &&
      !traces.some((trace) => trace.actor === actor),
  );
}

function pointersFor(trace: Trace) {
  const signs = trace.actor.signs
    .filter((sign) => sign.class === trace.attack && sign.success !== 'none')
    .flatMap(({ pointers }) => pointers);
  return firstPointers(signs.length > 0 ? signs : trace.actor.pointers);
}

/** Who got into a mailbox, by the mail server's own log, has not thereby reached the list or the answers. */
function reaches(reachedData: boolean, attack: AttackClassId, { pointers }: Actor, { store }: LogEvidence): boolean {
  if (!reachedData || attack !== 'bruteforce-login' || pointers.length === 0) return reachedData;
  const mail = new Set(
    store.files.filter(({ format }) => describedFamilies.mail.formats.includes(format)).map(({ path }) => path),
  );
  return !pointers.every(({ path }) => mail.has(path));
}

/** Where it went, and what it did there; lines of both. */
function reachedAfter(trace: Trace, logs: LogEvidence, known: Known) {
  const { pointers: acts = [], ...after } = known(trace) ?? {};
  const reachedData =
    after.listWritten !== undefined ||
    after.listsWritten !== undefined ||
    (after.record !== 'mail' && reaches(trace.reachedData, trace.attack, trace.actor, logs));
  return { reachedData, ...after, pointers: firstPointers([...pointersFor(trace), ...acts]) };
}

/**
 * What speaks for a success, since when: of a login that worked after many that did not, since it worked. Else its source,
 * which may have tried for days before.
 */
export function firstSign({ actor, attack }: Pick<Trace, 'actor' | 'attack'>): Pick<Actor, 'from' | 'pointers'> {
  const signs = [
    ...actor.signs
      .filter((sign) => sign.class === attack && sign.success !== 'none')
      .map(({ from, workedAt, pointers }) => ({ from: workedAt ?? from, pointers })),
    ...actor.perClass.flatMap((each) => (each.class === attack && each.foothold ? [each.foothold] : [])),
  ].filter(({ from, pointers }) => from !== null && pointers.length > 0);
  const [first] = signs.toSorted((a, b) => Date.parse(a.from ?? '') - Date.parse(b.from ?? ''));
  return first ?? actor;
}

/** When an actor was first seen, by true time. Not said where its lines lie on clocks of which one was off and another not. */
export function firstSeen(
  { from, pointers }: Pick<Actor, 'from' | 'pointers'>,
  clocks: LogEvidence['clocks'],
): { readonly at?: string } {
  if (from === null) return {};
  const [error, ...others] = new Set(pointers.map(({ path }) => clocks.get(path)));
  if (others.length > 0) return {};
  return { at: error ? trueTime(from, error, 'UTC') : from };
}

/** A letter names a few; of more, the first ones stand for the rest. */
const MOST_TABLES = 12;

/** People are looked for in these first. */
const ofPeople = ({ columns }: WrittenTable) => columns.some((column) => /mail|name|phone|tel|addr/i.test(column));

/** A login after failures from a machine of our own network, by its address: somebody at work, or who sits at such a machine. */
const within = ({ actor, attack }: Trace): { readonly outside?: false } =>
  /^bruteforce-/.test(attack) && actor.kind === 'ip' && actor.id !== '' && !isOutside(actor.id)
    ? { outside: false }
    : {};

/** What a trace of a dump says was written out or read, how much of the first table, and whether to somewhere outside. */
function written({ actor, attack }: Trace): {
  readonly tables?: string;
  readonly rows?: number;
  readonly outside?: boolean;
} {
  const tables = actor.signs.filter((sign) => sign.class === attack).flatMap((sign) => sign.tables ?? []);
  if (tables.length === 0) return {};
  const sorted = [...tables.filter(ofPeople), ...tables.filter((table) => !ofPeople(table))];
  const told = sorted
    .slice(0, MOST_TABLES)
    .map(({ name, columns }) => (columns.length > 0 ? `${name} (${columns.join('; ')})` : name));
  const rows = sorted[0]?.rows;
  return {
    tables: told.join(' | '),
    ...(rows === undefined ? {} : { rows }),
    outside: actor.kind === 'ip' && isOutside(actor.id),
  };
}

const names = (traces: readonly Trace[]): Both => {
  const ids = [...new Set(traces.map(({ attack }) => attack))];
  return {
    ja: ids.map((id) => attackClasses[id].name.ja).join('、'),
    en: ids.map((id) => attackClasses[id].name.en).join(', '),
  };
};

/** Who was only used from a place new to it has attacked nobody. */
const isOnlyNew = ({ rules, signs }: Actor): boolean =>
  rules.length === 0 && signs.length > 0 && signs.every(({ id }) => id === NEW_NETWORK || id === NOT_JUDGED);

/** Actors directed at us, without a sign that it worked. */
const directedAt = ({ detection }: LogEvidence, classes: ReadonlySet<AttackClassId>): Actor[] =>
  detection.actors.filter(
    (actor) => actor.level === 'notable' && actor.classes.some((id) => classes.has(id)) && !isOnlyNew(actor),
  );

/** Identities of a cloud of which no attack is said, and that somebody who reads "nothing found" must know of. */
function identitiesToKnow({ detection }: LogEvidence, classes: ReadonlySet<AttackClassId>): Both {
  const count = (sign: string) =>
    detection.actors.filter(({ signs }) => signs.some(({ id, class: of }) => id === sign && classes.has(of))).length;
  const [moved, unjudged] = [count(NEW_NETWORK), count(NOT_JUDGED)];
  const movedEn = moved === 1 ? '1 key or role was' : `${moved} keys or roles were`;
  const unjudgedEn = unjudged === 1 ? '1 identity read data' : `${unjudged} identities read data`;
  return {
    ja: `${moved > 0 ? `。初めてのネットワークから使われた鍵や役割${moved}件（普段を超える読み出しはなし）` : ''}${unjudged > 0 ? `。データを読み出したが、記録が短く、普段どおりかを判断していない利用者や鍵${unjudged}件` : ''}`,
    en: `${moved > 0 ? `; ${movedEn} used from a network new to it, with nothing read beyond habit` : ''}${unjudged > 0 ? `; ${unjudgedEn} on a record too short to judge whether that is usual` : ''}`,
  };
}

/** Attempts directed at us, one fact a class: that nothing shows success does not mean that nobody tried. */
function attempts(logs: LogEvidence, classes: ReadonlySet<AttackClassId>): FactDraft[] {
  const directed = directedAt(logs, classes);
  return [...classes].flatMap((id): FactDraft[] => {
    const actors = directed.filter((actor) => actor.classes.includes(id));
    if (actors.length === 0) return [];
    const pointers = firstPointers(actors.flatMap((actor) => actor.pointers));
    return [{ kind: 'attacker-trace', attack: id, success: 'none', reachedData: false, pointers }];
  });
}

/**
 * What logs show that are not those the question is about, such as logins to mailboxes in a mail log. They are told when they
 * show something; when they do not, that says nothing, and the answer is undefined.
 */
export function tracesElsewhere(
  logs: LogEvidence,
  classes: ReadonlySet<AttackClassId>,
  risk: RiskWindow | null,
): CheckAnswer | undefined {
  const looked = lookedAt(logs, 'any', risk);
  const traces = tracesOf(logs, classes);
  if (!looked || (traces.length === 0 && adverseOnly(logs, classes, traces).length === 0)) return undefined;
  return answerFromTraces(logs, classes, looked, null);
}

/** A command that names a file of the machine looks like a path that climbs there: of one line both are one act. */
const asCommand: ReadonlySet<AttackClassId> = new Set(['webshell', 'cmdi', 'web-user-exec']);
const asPath: ReadonlySet<AttackClassId> = new Set(['traversal']);

function isOfCommand({ actor, attack }: Trace): boolean {
  if (!asPath.has(attack)) return false;
  const linesOf = (of: (id: AttackClassId) => boolean) =>
    actor.signs
      .filter((sign) => of(sign.class) && sign.success !== 'none')
      .flatMap(({ pointers }) => pointers.map(({ path, line }) => `${path}:${line}`));
  const commands = new Set(linesOf((id) => asCommand.has(id)));
  const own = linesOf((id) => id === attack);
  return own.length > 0 && own.every((line) => commands.has(line));
}

/** Files that the server gave to anybody who asked: of a folder that it lists, under a name that somebody tried, in a form that nobody guarded. */
const lyingOpen: ReadonlySet<string> = new Set([
  'open-folder',
  'open-papers',
  'plain-list',
  'open-link',
  'open-roster',
  'other-form',
  'guessed-file',
]);

/** Whether a trace tells of nothing but such files: they were not public by our mistake, and whoever took them broke in nowhere. */
function isOfOpenFile({ actor, attack }: Trace): boolean {
  const signs = actor.signs.filter((sign) => sign.class === attack && sign.success !== 'none');
  return signs.length > 0 && signs.every(({ id }) => lyingOpen.has(id));
}

/** All who took such files are one fact: that they lay there is one mistake, and crawlers of search engines are no intruders. */
function openFiles(traces: readonly Trace[], clocks: LogEvidence['clocks']): FactDraft[] {
  const [first] = traces;
  if (!first) return [];
  const times = traces
    .flatMap((trace) => firstSeen(firstSign(trace), clocks).at ?? [])
    .toSorted((a, b) => Date.parse(a) - Date.parse(b));
  const [at, lastAt] = [times[0], times.at(-1)];
  return [
    {
      kind: 'attacker-trace',
      attack: first.attack,
      success: traces.some(({ success }) => success === 'shown') ? 'shown' : 'possible',
      reachedData: traces.some(({ reachedData }) => reachedData),
      sources: traces.length,
      // Of some the time may not be known: then neither is when the last of them came.
      ...(at !== undefined && lastAt !== undefined && times.length === traces.length ? { at, lastAt } : {}),
      pointers: firstPointers(traces.flatMap(pointersFor)),
    },
  ];
}

/** What is said of them, with the days by the clock of the server. */
const openFileWords = (sources: number): Both => ({
  ja: `公開すべきでない個人に関するファイルが外から読める所にあり、ログインなしで${sources}件の送信元（検索サイトの収集プログラムのこともある）に渡されました。侵入の跡とは数えていません`,
  en: `files about people that should not be public lay open and were given, without a login, to ${sources} ${sources === 1 ? 'source' : 'sources'} (crawlers of search engines may be among them); this is counted as no intrusion`,
});

/** What else the records tell of one trace. */
export type Known = (trace: Trace) => Partial<AfterLogin & FetchedDump> | undefined;
const nothingElse: Known = () => undefined;

/** Of an account that two things speak of, its own record of the login and the delivery record of the message, no more is open. */
const asKnown =
  (known: Known) =>
  (trace: Trace): Trace =>
    known(trace)?.sentSample ? { ...trace, success: 'shown' } : trace;

/**
 * Answers a question about attackers. `silence`: the answer to give instead of "nothing found", where it may not be said;
 * `known`: what a trace was found to go on with; `more`: what of that was not looked at.
 */
export function answerFromTraces(
  logs: LogEvidence,
  classes: ReadonlySet<AttackClassId>,
  looked: Coverage,
  silence: CheckAnswer | null,
  known: Known = nothingElse,
  more: readonly Limit[] = [],
): CheckAnswer {
  const all = tracesOf(logs, classes)
    .filter((trace) => !isOfCommand(trace))
    .map(asKnown(known));
  const lying = all.filter(isOfOpenFile);
  const traces = all.filter((trace) => !lying.includes(trace));
  const others = adverseOnly(logs, classes, all);
  const directed = directedAt(logs, classes).length;
  const identities = identitiesToKnow(logs, classes);
  const limits = notLookedAt(logs, classes, more);
  const tried: Both = {
    ja: `${directed > 0 ? `。ほかに、成功のしるしのない攻撃の試み${directed}件` : ''}${identities.ja}${limits ? `。${limits.ja}` : ''}`,
    en: `${directed > 0 ? `; ${directed} further directed attempts without a sign of success` : ''}${identities.en}${limits ? `; ${limits.en}` : ''}`,
  };
  if (all.length === 0 && others.length === 0) {
    return (
      silence ??
      refuseLimits(logs, classes) ?? {
        facts: attempts(logs, classes),
        finding: {
          kind: 'nothing-found',
          looked,
          says: {
            ja: `成功のしるしのある跡は見つかりませんでした${tried.ja}`,
            en: `no trace with a sign of success was found${tried.en}`,
          },
        },
      }
    );
  }
  const facts: FactDraft[] = [
    ...openFiles(lying, logs.clocks),
    ...traces.slice(0, MOST_ACTORS).map(
      (trace): FactDraft => ({
        kind: 'attacker-trace',
        attack: trace.attack,
        success: trace.success,
        ...reachedAfter(trace, logs, known),
        ...firstSeen(firstSign(trace), logs.clocks),
        ...written(trace),
        ...within(trace),
      }),
    ),
    ...others.slice(0, MOST_ACTORS).map(
      (actor): FactDraft => ({
        kind: 'attacker-trace',
        attack: actor.classes.find((id) => classes.has(id)) ?? 'host-rule',
        success: 'possible',
        reachedData: actor.reachedData,
        ...firstSeen(actor, logs.clocks),
        pointers: firstPointers(actor.pointers),
      }),
    ),
  ];
  // Sources, as the number before it: one of them may have succeeded in several ways.
  const shown = new Set(traces.filter(({ success }) => success === 'shown').map(({ actor }) => actor.id)).size;
  const sources = new Set([...traces.map(({ actor }) => actor.id), ...others.map(({ id }) => id)]).size;
  const what = names(traces);
  const open = lying.length > 0 ? openFileWords(new Set(lying.map(({ actor }) => actor.id)).size) : undefined;
  const attackers: Both = {
    ja: `${sources}件の送信元に、成功のしるし、または侵入者が行うことの多い操作があります${what.ja ? `（${what.ja}）` : ''}。うち成功が示されているもの${shown}件`,
    en: `${sources} ${sources === 1 ? 'source shows' : 'sources show'} signs of success or acts that intruders often do${what.en ? ` (${what.en})` : ''}; success is shown for ${shown}`,
  };
  const told = sources === 0 ? [open] : [open, attackers];
  return {
    facts,
    finding: {
      kind: 'found',
      looked,
      at: firstPointers(facts.flatMap(({ pointers }) => pointers ?? [])),
      says: {
        ja: `${told.flatMap((words) => words?.ja ?? []).join('。')}${tried.ja}`,
        en: `${told.flatMap((words) => words?.en ?? []).join('; ')}${tried.en}`,
      },
    },
  };
}
