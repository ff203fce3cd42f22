// The main job: a claim flows down this page. Sources are read, checks ask, hypotheses weigh, the reply says.
import type { Sources } from '../checks/check.ts';
import { allChecks } from '../checks/index.ts';
import type { LogEvidence } from '../checks/log-evidence.ts';
import { firstRegistered, riskWindow } from '../checks/risk-window.ts';
import { clockErrorsOf } from '../custody/clock-error.ts';
import { isoInZone } from '../custody/instant.ts';
import { drillCase } from '../drill/drill-case.ts';
import { priorDraws } from '../hypotheses/draws.ts';
import { type Gated, gateUnweighed, mailOriginOf } from '../hypotheses/gate.ts';
import type { Measure } from '../hypotheses/measures.ts';
import { unresolvedFacts } from '../hypotheses/points-to-us.ts';
import { DEFAULT_DRAWS, leaveOneOut, sensitivityOf, weigh } from '../hypotheses/weigh.ts';
import { detectActors } from '../logs/detect/detect-actors.ts';
import { unparsedIndicators } from '../logs/detect/unparsed-indicators.ts';
import { loginsWithin } from '../logs/logins-within.ts';
import { mailWithin } from '../logs/mail-within.ts';
import type { LogStore } from '../logs/port.ts';
import { quietStretches } from '../logs/quiet-stretches.ts';
import { type SealEvidence, sealSummary } from '../logs/seal-evidence.ts';
import type { CompiledRules } from '../logs/sigma/load-rules.ts';
import { findTamperSigns } from '../logs/tamper/find-tamper-signs.ts';
import { deadlinesOf } from '../reply/deadlines.ts';
import { draftLetter } from '../reply/draft.ts';
import type { CaseFile, DrillSummary, Source, Weighing } from '../vocabulary/case-file.ts';
import { contactedBy } from '../vocabulary/contact.ts';
import type { Fact } from '../vocabulary/fact.ts';
import type { Both } from '../vocabulary/finding.ts';
import { acquisitionMarks, acquisitionRecords, preservedSince, withClockErrors } from './acquisition-record.ts';
import { dueDates } from './clocks/due-dates.ts';
import { explain } from './explanations.ts';
import { withFirstSpam } from './first-spam.ts';
import type { CaseFiles, Material } from './material.ts';
import { claimFacts, workFacts } from './minimum-checks.ts';
import { chatsIn } from './read-chats.ts';
import { readPages } from './read-pages.ts';
import { readSpam } from './read-spam.ts';
import { familiesWithLogins, recordLimits } from './record-limits.ts';
import { numbered, runChecks, withPower } from './run-checks.ts';
import type { SideThread } from './side-weighing.ts';
import { nextSteps } from './steps/next-steps.ts';
import { withPromises } from './steps/promised-steps.ts';
import { givenOf } from './steps/situation.ts';
import { alterations, timeline } from './timeline.ts';
import { unreadLogs } from './unread-logs.ts';
import { domainWrittenTo } from './written-to.ts';

/** Logs that were read, the rules to put to them, and what a ledger says of them, if one was given. Null: no logs. */
export type GivenLogs = {
  readonly store: LogStore;
  readonly rules: CompiledRules;
  readonly seals: SealEvidence | null;
} | null;

export type InvestigateOptions = {
  /** Milliseconds UTC. */
  readonly now: number;
  readonly seed: number;
  /** False: the fact phase alone. */
  readonly weigh: boolean;
  /** False: without the drill, so that silence has no measured weight. */
  readonly drill: boolean;
  /** What triage expects to go first; a letter promises copies before that. */
  readonly firstToGo?: CaseFile['firstToGo'];
  /** Files of folders (logs, samples, pages, letters sent) that could not be read, and why. */
  readonly refused?: readonly { readonly path: string; readonly because: Both }[];
  /** What lies in the case folder under names that are not read. */
  readonly unnamed?: readonly string[];
  readonly version: string;
  /** For what nobody waits for yet. */
  readonly side: SideThread;
  readonly onProgress?: (stage: string) => void;
  /** The case with its letters, while what no letter waits for is still weighed. */
  readonly onLetters?: (caseFile: CaseFile) => void;
};

export type Investigated = {
  readonly caseFile: CaseFile;
  /** What this case showed missing, each with what it would have changed; none where nothing was weighed. */
  readonly measures: readonly Measure[];
};

/** What weighing needs besides facts: worked out once, at once or when facts are weighed. */
export function prepareWeighing(seed: number): void {
  priorDraws(seed, DEFAULT_DRAWS);
}

/** The case file with its letters, from sources that were read. Same sources and options, same case file. */
export async function investigate(
  files: CaseFiles,
  given: Material,
  logs: GivenLogs,
  options: InvestigateOptions,
): Promise<Investigated> {
  const say = options.onProgress ?? (() => {});
  const examining = logs && examine(logs, given, options, say);
  const sources = await gather(files, given, examining, options, say);
  const material: Material = { ...given, claim: sources.claim };
  say('checks');
  const asked = await runChecks(allChecks, sources);
  say('drill');
  // While the engine is busy: what weighing needs besides facts.
  if (options.weigh) prepareWeighing(options.seed);
  const drill = (await examining?.drill) ?? null;
  const facts = allFacts(asked.facts, material, sources, asked.checks, drill);
  say('weights');
  const { seed } = options;
  const told = { claim: material.claim, sources: sourcesOf(files, logs), facts, mailOrigin: mailOriginOf(facts) };
  // The model weighs ways of an e-mail address: of calls and post it has nothing to say.
  const ofMail = contactedBy(told) === undefined;
  const aside = options.weigh && ofMail ? options.side.weigh(facts, seed) : null;
  const weighing = aside ? weigh(facts, { seed, sensitivity: false }) : null;
  const gated = weighing ?? (options.weigh ? gateUnweighed(facts) : null);
  const results = { facts, drill, weighing, gated, checks: withPower(asked.checks, allChecks, drill) };
  const withoutLetters = caseWithoutLetters(files, material, logs, options, results);
  const limits = sources.logs ? await recordLimits(sources.logs) : undefined;
  const quiet =
    sources.logs && sources.logs.store.files.length > 1 ? await quietStretches(sources.logs.store) : undefined;
  const draft = {
    ...withoutLetters,
    // Only between files are these asked for.
    files: withoutLetters.files.map((file, f) => ({
      ...file,
      ...(quiet?.has(f) ? { quiet: quiet.get(f) ?? [] } : {}),
    })),
    ...(limits ? { recordLimits: limits } : {}),
    ...(sources.logs ? { loginsIn: familiesWithLogins(sources.logs) } : {}),
    timeline: [...timeline(sources), ...acquisitionMarks(withoutLetters.acquisition ?? [])],
    alterations: alterations(sources),
  };
  say('letters');
  const caseFile = withLetters(draft);
  options.onLetters?.(caseFile);
  if (!aside || !weighing) return { caseFile, measures: [] };
  const sensitivity = sensitivityOf(facts, leaveOneOut(facts, seed), weighing.own.mid);
  return { caseFile: { ...caseFile, weigh: { ...weighing, sensitivity } }, measures: await aside };
}

type Examining = { readonly evidence: Promise<LogEvidence>; readonly drill: Promise<DrillSummary> | null };

/**
 * Puts every question to the logs. While one waits for the engine another works on its answer. What the drill needs of the
 * logs comes first: it has an engine of its own beside theirs, and works there while they are examined.
 */
function examine(
  { store, rules, seals }: NonNullable<GivenLogs>,
  { organisation, acquisition }: Material,
  { seed, drill }: InvestigateOptions,
  say: (stage: string) => void,
): Examining {
  say('attacks, alterations, drill');
  const clocks = clockErrorsOf(acquisition ?? [], store.files);
  let begin = () => {};
  const begun = new Promise<void>((done) => {
    begin = done;
  });
  const detecting = begun.then(() => detectActors(store, rules));
  const tampering = begun.then(() =>
    findTamperSigns(store, {
      clocks,
      maintenance: organisation.maintenance,
      ...(seals?.ledgerHolds ? { sealed: seals.files } : {}),
    }),
  );
  const drilling = drill ? drillCase(store, rules, { seed, untouched: tampering, onCopied: begin }) : null;
  if (!drilling) begin();
  // Waited for below and by the caller; when another fails first, nobody is left to.
  drilling?.catch(begin);
  const evidence = Promise.all([
    detecting,
    tampering,
    unparsedIndicators(store),
    mailWithin(store),
    loginsWithin(store),
  ]).then(([detection, tamper, unparsed, within, logins]) => ({
    ...{ store, detection, tamper, seals, clocks, logins },
    mailWithin: within,
    unparsedHits: unparsed.hits,
  }));
  evidence.catch(() => {});
  return { evidence, drill: drilling };
}

async function gather(
  files: CaseFiles,
  material: Material,
  examining: Examining | null,
  { now, side }: InvestigateOptions,
  say: (stage: string) => void,
): Promise<Sources> {
  const { claim, organisation, register } = material;
  const risk = riskWindow(claim, firstRegistered(material), organisation.timeZone);
  const spam = await readSpam(files, material, now);
  const pages = readPages(files.pages);
  const guessed = await side.guessed;
  const began = withFirstSpam(claim, spam, organisation.timeZone);
  const evidence = examining ? await examining.evidence : null;
  say('mail');
  return {
    claim: began,
    organisation,
    now,
    risk: began === claim ? risk : riskWindow(began, firstRegistered(material), organisation.timeZone),
    register,
    exports: material.exports,
    canaries: material.canaries,
    breaches: material.breaches,
    acquisition: material.acquisition,
    guessed,
    logs: evidence,
    spam,
    pages,
    unreadable: material.unreadable,
    writtenTo: domainWrittenTo(files.claim),
  };
}

/** Found by checks, said by the claim, given by people, and true of the work itself; each with its number. */
function allFacts(
  found: readonly Fact[],
  material: Material,
  sources: Sources,
  checks: Parameters<typeof workFacts>[1],
  drill: DrillSummary | null,
): readonly Fact[] {
  const facts = [...found];
  for (const draft of claimFacts(sources)) facts.push(numbered(draft, 'claim', facts.length + 1));
  for (const draft of workFacts(sources, checks, drill)) facts.push(numbered(draft, 'work', facts.length + 1));
  // People's facts keep the ids that explanations refer to; a bare list is numbered apart from ours.
  material.given.forEach((fact, index) => {
    facts.push(/^f\d+$/.test(fact.id) ? { ...fact, id: `g${index + 1}` } : fact);
  });
  // Last, so that no number of a fact moves because somebody explained one.
  const explained = explain(material.handling?.explanations ?? [], facts);
  explained.facts.forEach((draft, index) => {
    facts.push({ ...numbered(draft, 'handling', 0), id: `signed-${index + 1}` });
  });
  return facts;
}

function sourcesOf(files: CaseFiles, logs: GivenLogs): Source[] {
  const small = (kind: string, list: readonly (CaseFiles['claim'] | null)[]) =>
    list.flatMap((file) => (file ? [{ path: file.path, sha256: file.sha256, bytes: file.bytes.length, kind }] : []));
  return [
    ...small('claim', [files.claim]),
    ...small('organisation', [files.organisation]),
    ...small('register', [files.register]),
    ...small('exports', [files.exports]),
    ...small('canaries', [files.canaries]),
    ...small('breaches', [files.breaches]),
    ...small('dns', [files.dns]),
    ...small('acquisition', [files.acquisition, ...files.collections.map(({ record }) => record)]),
    ...small('facts', [files.facts]),
    ...small('handling', [files.handling]),
    ...small('approvals', [files.approvals]),
    ...small('holds', files.holds),
    ...small('sent', files.sent),
    ...small('spam', files.spam),
    ...small('page', files.pages),
    ...(logs?.store.files.map(({ path, sha256, bytes }) => ({ path, sha256, bytes, kind: 'log' })) ?? []),
  ];
}

type Results = {
  readonly facts: readonly Fact[];
  readonly drill: DrillSummary | null;
  readonly weighing: Weighing | null;
  /** Null: the phase of facts alone. */
  readonly gated: Omit<Gated, 'missing'> | null;
  readonly checks: CaseFile['checks'];
};

function caseWithoutLetters(
  files: CaseFiles,
  { claim, organisation, handling: given, acquisition: collected, approvals, unreadable }: Material,
  logs: GivenLogs,
  { now, seed, version, firstToGo, refused = [], unnamed = [] }: InvestigateOptions,
  { facts, drill, weighing, gated, checks }: Results,
): CaseFile {
  // What points to our side is read off the facts: it stands, and is acted on, whether or not anything was weighed.
  const unresolved = gated?.unresolved ?? unresolvedFacts(facts).map(({ id }) => id);
  const read = logs?.store.files ?? [];
  const isOfChats = claim.contactedBy !== undefined && chatsIn(files.spam, organisation.timeZone, now).length > 0;
  // The reason for a whole folder tells that of one file in it.
  const told = new Set(Object.values(unreadable).map(({ tells }) => tells));
  const acquisition = acquisitionRecords(collected ?? [], read);
  const since = preservedSince(acquisition, read);
  const handling = { ...given?.handling, ...(since === null ? {} : { acquisition: { at: since } }) };
  return {
    version,
    now: isoInZone(now, organisation.timeZone),
    seed,
    claim,
    organisation,
    sources: sourcesOf(files, logs),
    files: withClockErrors(read, clockErrorsOf(collected ?? [], read), organisation.timeZone),
    checks,
    facts,
    weigh: weighing,
    // In the phase of facts alone nothing may be stated in either direction.
    outcome: gated?.outcome ?? 'inconclusive',
    outcomeReason: gated?.outcomeReason ?? null,
    confirmedScope: gated?.confirmedScope ?? null,
    mailOrigin: gated?.mailOrigin ?? 'unknown',
    permitted: gated?.permitted ?? ['inconclusive'],
    unresolved,
    drill,
    letters: [],
    deadlines: [],
    next: nextSteps({
      ...{ claim, organisation, checks, facts, unresolved, now, handling: given, acquisition, approvals },
      unread: [
        ...Object.values(unreadable),
        ...unreadLogs(read),
        ...refused
          .filter(({ path }) => !told.has(path))
          .map(({ path, because }) => ({ ja: `${path}：${because.ja}`, en: `${path}: ${because.en}` })),
      ],
      unnamed,
      given: givenOf(read, { register: files.register !== null, spam: files.spam.length > 0 && !isOfChats }),
      firstToGo,
    }),
    ...(Object.keys(handling).length > 0 ? { handling } : {}),
    ...(acquisition.length > 0 ? { acquisition } : {}),
    ...(firstToGo ? { firstToGo } : {}),
    ...(logs?.seals ? { seals: sealSummary(logs.seals) } : {}),
  };
}

/** Both letters that a day needs, in both languages. The holding reply goes by mail, the main reply as a letter. */
function withLetters(input: CaseFile): CaseFile {
  const wanted = (['holding', 'main'] as const).flatMap((stage) =>
    (['ja', 'en'] as const).map((lang) => draftLetter(input, { stage, lang, channel: 'letter' })),
  );
  const promised = (['holding', 'main'] as const).flatMap((stage) => deadlinesOf({ stage }, input));
  const clocks = dueDates({
    claim: input.claim,
    organisation: input.organisation,
    handling: input.handling,
    now: Date.parse(input.now),
  });
  const deadlines = [...promised, ...clocks].sort(
    (a, b) => Date.parse(a.by) - Date.parse(b.by) || (a.id < b.id ? -1 : 1),
  );
  return { ...input, letters: wanted, deadlines, next: withPromises(input.next, promised) };
}
