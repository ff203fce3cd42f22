// Attacks per actor: rules, behaviour, signs of success; then one level for each.

import { isIP } from 'node:net';
import type { LogStore } from '../port.ts';
import type { CompiledRules } from '../sigma/load-rules.ts';
import { matchRules } from '../sigma/match-rules.ts';
import type { SigmaCorrelation } from '../sigma/rule.ts';
import { explainedAs, meaningOf, Tallies, toldRules } from './actor-tally.ts';
import { type AttackClassId, isAttackClass } from './attack-classes.ts';
import { blindSpots } from './blind-spots.ts';
import { cloudIdentities } from './cloud/cloud-identities.ts';
import { clusterTokens } from './cloud/cluster-tokens.ts';
import { listedBuckets } from './cloud/listed-buckets.ts';
import { RoleKeys } from './cloud/role-keys.ts';
import { sameSource } from './cloud/same-source.ts';
import { storageReads } from './cloud/storage-reads.ts';
import { holdsReads } from './cloud/uses.ts';
import { runCorrelations } from './correlate.ts';
import { brokenStatements } from './databases/broken-statements.ts';
import { databaseDumps } from './databases/database-dumps.ts';
import { databasePages } from './databases/database-pages.ts';
import { databaseReads } from './databases/database-reads.ts';
import { documentDatabases } from './databases/document-database.ts';
import { withDumpCommands } from './databases/dump-commands.ts';
import { StatementSeries } from './databases/statement-series.ts';
import { writtenFiles } from './databases/written-files.ts';
import type { ActorKind, Detection, Finding } from './detection.ts';
import { judgeActors } from './judge-actors.ts';
import { type Limit, limitOf } from './limits.ts';
import { forwardedMailboxes } from './logins/forwarded-mailboxes.ts';
import { guessedTokens } from './logins/guessed-tokens.ts';
import { loginsAmongGuesses } from './logins/login-among-guesses.ts';
import { explainedSources, loginBehaviour } from './logins/login-behaviour.ts';
import { loginsDaysAfter } from './logins/login-days-after.ts';
import { loginsElsewhere } from './logins/logins-elsewhere.ts';
import { mailboxSends } from './logins/mailbox-sends.ts';
import { loginsAmongManySources } from './logins/many-sources.ts';
import { namedReaders } from './logins/named-readers.ts';
import { pagesAfterGuesses } from './logins/page-after-guesses.ts';
import { sieveForwards } from './logins/sieve-forwards.ts';
import { sprayedLogins } from './logins/sprayed-logins.ts';
import { strangeSessions } from './logins/strange-sessions.ts';
import { stuffedLogins } from './logins/stuffed-logins.ts';
import { takenAfterLogin } from './logins/taken-after-login.ts';
import { portScans } from './port-scans.ts';
import { processChains } from './process-chains.ts';
import { bulkReads } from './reads/bulk-reads.ts';
import { busyReaders } from './reads/data-pages.ts';
import { encodedWalks } from './reads/encoded-walks.ts';
import { filesUnlikeHabit } from './reads/files-unlike-habit.ts';
import { guessedFiles } from './reads/guessed-files.ts';
import { openExports } from './reads/open-exports.ts';
import { openFolders } from './reads/open-folders.ts';
import { openIndexes } from './reads/open-indexes.ts';
import { openLinks } from './reads/open-links.ts';
import { openPapers, plainLists } from './reads/open-papers.ts';
import { openRosters } from './reads/open-rosters.ts';
import { otherForms } from './reads/other-forms.ts';
import { openRecorders } from './reads/recorders.ts';
import { rsyncModules } from './reads/rsync-modules.ts';
import { schemeReaders } from './reads/scheme-readers.ts';
import { servedFiles, toldOthers } from './reads/served-files.ts';
import { sharedWalks } from './reads/shared-walks.ts';
import { strayExports } from './reads/stray-exports.ts';
import { unloggedQuestions } from './reads/unlogged-questions.ts';
import { unseenExports } from './reads/unseen-exports.ts';
import { walkedRecords } from './reads/walked-records.ts';
import { FEWEST_WALKED } from './reads/walks.ts';
import { wholeLists } from './reads/whole-lists.ts';
import { adminPages } from './requests/admin-pages.ts';
import {
  answeredExploits,
  answersThatDiffer,
  errorsThatDiffer,
  exploitsThatDiffer,
} from './requests/answer-differences.ts';
import { brokenThenLarge } from './requests/broken-answers.ts';
import { broughtPlugins } from './requests/brought-plugins.ts';
import { climbedPaths } from './requests/climbed-paths.ts';
import { erringUploads } from './requests/erring-uploads.ts';
import { errorRequests } from './requests/error-requests.ts';
import { exploitEffects } from './requests/exploit-effects.ts';
import { sureExploit } from './requests/exploits.ts';
import { onePageForAll } from './requests/one-page-for-all.ts';
import { openConsoles } from './requests/open-consoles.ts';
import { explainsSyntax } from './requests/ordinary-text.ts';
import { OwnForms } from './requests/own-forms.ts';
import { strayScripts } from './requests/stray-scripts.ts';
import { forcedBrowsing, loginGuessing, neverLetIn } from './requests/web-behaviour.ts';
import { type Answered, NotFound, ranUploads, readable, unusualAnswers } from './requests/web-success.ts';

export type DetectOptions = {
  /** Called with what is done next, for a progress line. */
  readonly progress?: (stage: string) => void;
};

type WebColumns = {
  readonly client: string;
  readonly at: number;
  readonly status: number;
  readonly size: number;
  readonly path: string;
  readonly target: string;
};
type EventColumns = { readonly kind: ActorKind; readonly id: string; readonly at: number };

/** Attacks answered 2xx that are kept for a closer look; beyond these only counts go on. */
const MOST_ANSWERED = 500_000;
const answeredClasses: readonly AttackClassId[] = [...readable, 'sensitive-file', 'webshell', 'probe'];

/** The address of an event: the one its format names, else that of its connection, else the first IPv4 address in its words. */
const EVENT_IP = `multiIf(ip != '', ip, fields['session_ip'] != '', fields['session_ip'], extract(message, '(?:^|[\\s\\[(,=:])((?:[0-9]{1,3}\\.){3}[0-9]{1,3})(?:$|[\\s\\]),:;])'))`;

/** pkexec names its caller first and nowhere else. */
const EVENT_USER = `if(user = '' and program = 'pkexec', extract(message, '^([a-z_][a-z0-9_.-]*): '), user)`;

/** Who an event belongs to: an address, else a cloud identity, else a user, else the host. */
const EVENT_ACTOR = `multiIf(${EVENT_IP} != '', 'ip', fields['userIdentity.arn'] != '', 'principal', ${EVENT_USER} != '', 'user', 'host') as kind,
  multiIf(${EVENT_IP} != '', ${EVENT_IP}, fields['userIdentity.arn'] != '', fields['userIdentity.arn'], ${EVENT_USER} != '', ${EVENT_USER}, host) as id`;

async function webHits(
  store: LogStore,
  rules: CompiledRules,
  tallies: Tallies,
): Promise<{
  readonly answered: readonly Answered[];
  readonly errors: readonly Answered[];
  readonly notFound: NotFound;
  readonly series: StatementSeries;
  readonly keys: RoleKeys;
  readonly limits: readonly Limit[];
}> {
  const answered: Answered[] = [];
  const errors: Answered[] = [];
  const notFound = new NotFound();
  const series = new StatementSeries();
  const keys = new RoleKeys();
  const forms = new OwnForms();
  const meanings = rules.rules.map(meaningOf);
  let isCut = false;
  const columns =
    'client, toUnixTimestamp64Milli(ts) as at, status, size, substring(path, 1, 500) as path, substring(target, 1, 8193) as target';
  await matchRules<WebColumns>(store, rules.rules, 'web', columns, (hits) => {
    for (const line of hits) {
      const explained = line.rules.some((index) => meanings[index]?.bySyntax) ? explainsSyntax(line.target) : undefined;
      const hit = { ...line, rules: toldRules(line.rules, meanings, explained) };
      if (hit.rules.length === 0) continue;
      tallies.add({
        kind: 'ip',
        id: hit.client,
        f: hit.f,
        n: hit.n,
        at: hit.at,
        path: hit.path,
        status: hit.status,
        rules: hit.rules,
        explained,
      });
      if (explained === undefined) {
        const of = new Set(hit.rules.map((index) => meanings[index]?.class));
        if (of.has('sqli')) series.add(hit);
        if (of.has('ssrf')) keys.add(hit);
      }
      if (hit.status === 404) {
        for (const index of hit.rules) {
          const id = meanings[index]?.class;
          if (id === 'traversal') notFound.add({ client: hit.client, path: hit.path, class: id });
        }
      }
      const broke = hit.status >= 500 && hit.status < 600;
      if (!broke && (hit.status < 200 || hit.status >= 300)) continue;
      if ((broke ? errors : answered).length >= MOST_ANSWERED) {
        isCut = true;
        continue;
      }
      // A single mark was answered like any other request: how large the answer was says nothing.
      const classes = new Set(
        hit.rules.flatMap((index) => {
          const meaning = meanings[index];
          return meaning && explainedAs(meaning, explained) === meaning.shows ? meaning.class : [];
        }),
      );
      const bySyntax = hit.rules.flatMap((index) => {
        const meaning = meanings[index];
        return meaning?.bySyntax && meaning.shows === 'attack' ? meaning.class : [];
      });
      if (!broke && explained === undefined && bySyntax.length > 0)
        forms.add(hit.target, { f: hit.f, n: hit.n, client: hit.client, path: hit.path, classes: bySyntax });
      const exploit = classes.has('probe') ? sureExploit(hit.target) : undefined;
      for (const id of classes) {
        (broke ? errors : answered).push({
          f: hit.f,
          n: hit.n,
          client: hit.client,
          at: hit.at,
          class: id,
          path: hit.path,
          size: hit.size,
          length: hit.target.length,
          ...(id === 'probe' && exploit !== undefined ? { isSure: true, exploit } : {}),
        });
      }
    }
  });
  const limits = isCut ? [limitOf('attacks-answered', answeredClasses, MOST_ANSWERED)] : [];
  const own = new Map((await forms.ofTheSite(store)).map((asked) => [`${asked.f}:${asked.n}`, asked]));
  for (const { client, classes } of own.values()) tallies.excuse('ip', client, classes);
  const isOwn = ({ f, n, class: of }: Answered) => own.get(`${f}:${n}`)?.classes.includes(of) ?? false;
  return {
    ...{ answered: own.size > 0 ? answered.filter((one) => !isOwn(one)) : answered, errors, notFound, series, keys },
    limits: [...limits, ...notFound.limits(), ...series.limits(), ...keys.limits()],
  };
}

async function eventHits(store: LogStore, rules: CompiledRules, tallies: Tallies): Promise<void> {
  const columns = `${EVENT_ACTOR}, toUnixTimestamp64Milli(toDateTime64(ts, 3)) as at`;
  const requests = await errorRequests(store, rules);
  await matchRules<EventColumns>(store, rules.rules, 'event', columns, (hits) => {
    for (const { kind, id, f, n, at, rules: held } of hits) {
      // One line is told once, whether its words or its request hold a sign.
      const request = requests.get(`${f}:${n}`);
      requests.delete(`${f}:${n}`);
      tallies.add(
        request
          ? { ...request, rules: [...request.rules, ...held] }
          : { kind, id, f, n, at, path: '', status: 0, rules: held },
      );
    }
  });
  for (const request of requests.values()) tallies.add(request);
}

/** Counts of refused logins, which a source's earlier logins may explain. */
const isGuessing = ({ akashi }: SigmaCorrelation) => akashi?.class === 'bruteforce-login' && akashi.shows === 'attack';

async function correlationFindings(store: LogStore, rules: CompiledRules): Promise<Finding[]> {
  const held = (await runCorrelations(store, rules)).map((one) => {
    const parts = one.group.split('\x1f');
    return { ...one, first: parts.find((part) => isIP(part) > 0) ?? parts[0] ?? '' };
  });
  const guessing = held.filter(({ correlation, first }) => isGuessing(correlation) && isIP(first) > 0);
  const explained = await explainedSources(store, [...new Set(guessing.map(({ first }) => first))].sort());
  return held.map(({ correlation, first, at, count, places }): Finding => {
    const { id, title, level, author, license, path, akashi } = correlation;
    const grave = (level === 'high' || level === 'critical') && !(isGuessing(correlation) && explained.has(first));
    return {
      actor: { kind: isIP(first) > 0 ? 'ip' : 'user', id: first },
      sign: 'correlation',
      class: akashi && isAttackClass(akashi.class) ? akashi.class : 'host-rule',
      level: akashi?.shows === 'foothold' ? 'adverse' : grave ? 'notable' : 'noise',
      success: akashi?.shows === 'foothold' ? 'shown' : 'none',
      says: {
        ja: `相関ルール「${title}」に当てはまった（${count}件）`,
        en: `the correlation rule “${title}” held (${count} events)`,
      },
      ...{ count, first: at, last: at, places },
      rule: { id: id === '' ? path : id, title, level, count: 1, author, license, path },
    };
  });
}

/** @throws AkashiError logs/incomplete, logs/engine-died: an attack that could not be looked for is never "none found" */
export async function detectActors(
  store: LogStore,
  rules: CompiledRules,
  options: DetectOptions = {},
): Promise<Detection> {
  const say = options.progress ?? (() => {});
  const tallies = new Tallies(rules.rules);
  say('requests');
  const { answered, errors, notFound, series, keys, limits: ofLines } = await webHits(store, rules, tallies);
  const limits: Limit[] = [...ofLines];
  say('events');
  await eventHits(store, rules, tallies);
  say('behaviour');
  const attackers = [...tallies.actors.values()].filter(({ kind }) => kind === 'ip').map(({ id }) => id);
  const onePage = await onePageForAll(store, answered, attackers);
  const own = answered.filter((one) => !onePage.covers(one));
  const guesses = await loginGuessing(store, limits);
  // Whoever walks needs the fewest requests of all questions about reading much.
  const busy = await busyReaders(store, FEWEST_WALKED);
  const walked = await walkedRecords(store, busy, limits);
  const findings: Finding[] = [
    ...(await forcedBrowsing(store)),
    ...guesses,
    ...(await loginsAmongGuesses(store, guesses, limits)),
    ...(await pagesAfterGuesses(store, limits)),
    ...(await guessedTokens(store, limits)),
    ...(await stuffedLogins(store, limits)),
    ...(await neverLetIn(store)),
    ...(await adminPages(store, exploitsOf(own))),
    ...(await loginBehaviour(store)),
    ...(await loginsDaysAfter(store, limits)),
    ...(await loginsAmongManySources(store, limits)),
    ...(await sprayedLogins(store, limits)),
    ...(await strangeSessions(store, limits)),
    ...(await loginsElsewhere(store, limits)),
    ...(await unusualAnswers(store, own, attackers, notFound)),
    ...(await answersThatDiffer(store, answered, attackers)),
    ...(await answeredExploits(store, own, attackers)),
    ...exploitsThatDiffer(own),
    ...(await climbedPaths(store, own, attackers)),
    ...(await exploitEffects(store, own, onePage)),
    ...errorsThatDiffer(errors),
    ...series.findings(),
    ...keys.findings(),
    ...servedFiles(own, await toldOthers(store, own)),
    ...(await writtenFiles(store, limits)),
    ...(await openExports(store, limits)),
    ...(await strayExports(store, limits)),
    ...(await unseenExports(store, limits)),
    ...(await openFolders(store, limits)),
    ...(await openPapers(store, limits)),
    ...(await openLinks(store, limits)),
    ...(await filesUnlikeHabit(store, limits)),
    ...(await wholeLists(store, limits)),
    ...(await otherForms(store, limits)),
    ...(await openRecorders(store, limits)),
    ...(await openConsoles(store, limits)),
    ...(await guessedFiles(store, limits)),
    ...(await rsyncModules(store, limits)),
    ...(await plainLists(store, limits)),
    ...(await openRosters(store, limits)),
    ...(await openIndexes(store, limits)),
    ...(await databasePages(store, limits)),
    ...(await ranUploads(store, own)),
    ...(await erringUploads(store, limits)),
    ...(await strayScripts(store, limits)),
    ...(await broughtPlugins(store)),
    ...walked.findings,
    ...(await bulkReads(store, busy, walked)),
    ...(await sharedWalks(store, limits)),
    ...(await encodedWalks(store, limits)),
    ...(await unloggedQuestions(store)),
    ...(await schemeReaders(store, limits)),
    ...(await brokenThenLarge(store, limits)),
    ...(await namedReaders(store, limits)),
    ...(await databaseDumps(store, limits)),
    ...(await databaseReads(store, limits)),
    ...(await brokenStatements(store, limits)),
    ...(await storageReads(store, limits)),
    ...(await listedBuckets(store, limits)),
    ...(await cloudIdentities(store, limits)),
    ...(await clusterTokens(store, limits)),
    ...(await forwardedMailboxes(store, limits)),
    ...(await sieveForwards(store, limits)),
    ...(await mailboxSends(store, limits)),
    ...(await documentDatabases(store, limits)),
    ...(await portScans(store, limits)),
    ...(await processChains(store, limits)),
    ...(await correlationFindings(store, rules)),
  ];
  findings.push(...(await takenAfterLogin(store, findings, limits)));
  findings.push(...(await sameSource(store, findings, limits)));
  const actors = await judgeActors(store, rules, tallies, await withDumpCommands(store, findings));
  return {
    actors,
    coverage: {
      ...coverageOf(store),
      blindTo: blindSpots(store.files, await holdsReads(store)),
      ...(limits.length > 0 ? { notLookedAt: limits } : {}),
    },
  };
}

/** When each client was first given an answer to the request of a known exploit. */
function exploitsOf(answered: readonly Answered[]): Map<string, number> {
  const first = new Map<string, number>();
  for (const { client, class: of, at } of answered) {
    if (of !== 'probe' || at === 0) continue;
    first.set(client, Math.min(first.get(client) ?? at, at));
  }
  return first;
}

function coverageOf(store: LogStore): { lines: number; parsed: number; from: string | null; to: string | null } {
  const times = (pick: 'from' | 'to') =>
    store.files.flatMap((file) => file[pick] ?? []).sort((a, b) => Date.parse(a) - Date.parse(b));
  return {
    lines: store.files.reduce((sum, { lines }) => sum + lines, 0),
    parsed: store.files.reduce((sum, { parsed }) => sum + parsed, 0),
    from: times('from')[0] ?? null,
    to: times('to').at(-1) ?? null,
  };
}
