// The main job, run: files in, a first look, the logs taken in, the case examined, everything written and published at once.
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { type GivenLogs, type Investigated, investigate, prepareWeighing } from '../cases/investigate.ts';
import { type CaseFiles, type Material, readMaterial, type Unreadable, withAcquisition } from '../cases/material.ts';
import { type Presented, type PresentOptions, present } from '../cases/present.ts';
import { openSideThread, type SideThread } from '../cases/side-weighing.ts';
import type { TriageInput } from '../cases/triage/first-look.ts';
import { endedWith, type Triage, triage as triageOf } from '../cases/triage/triage.ts';
import { guessQuestion } from '../checks/guess-question.ts';
import { readRotationSettings } from '../custody/rotation-settings.ts';
import { writeOpenings } from '../evidence/openings.ts';
import { peekLogs } from '../logs/peek-logs.ts';
import type { LogInput } from '../logs/read-logs.ts';
import type { CompiledRules } from '../logs/sigma/load-rules.ts';
import { type CasePlaces, type Refusal, readSmallFiles } from '../store/case-folder.ts';
import { caseKey } from '../store/case-key.ts';
import { collectionsOfCase } from '../store/collections.ts';
import { isFresh, openOutput } from '../store/output-folder.ts';
import { prepareLetters } from '../store/typesetting.ts';
import { verifyPage } from '../store/verify-page.ts';
import { requireFreeFile, writeWholeFile } from '../store/whole-file.ts';
import type { CaseFile } from '../vocabulary/case-file.ts';
import { AkashiError } from '../vocabulary/error.ts';
import { version } from '../vocabulary/version.ts';
import { noneOpened, readCaseFiles } from './case-files.ts';
import { type CaseLogs, listCaseLogs } from './case-logs.ts';
import type { CaseSeals, SealedLogs } from './case-seals.ts';
import type { Streams } from './command.ts';
import type { InvestigateValues } from './investigate-options.ts';
import { summaryOf } from './investigate-summary.ts';
import { writeJson } from './json.ts';
import { type LettersSet, setLetters } from './letter-pages.ts';
import type { Reading } from './log-reading.ts';
import type { ProgressLine } from './progress.ts';
import { hiddenNames, type Restricted, resultFiles, tellWhatIsMissing, writeRestricted } from './result-files.ts';
import { rulesFrom } from './rules-reading.ts';

type OpenedLogs = {
  readonly logs: GivenLogs;
  readonly inputs: readonly LogInput[];
  readonly refused: readonly Refusal[];
  /** Why the ledger, or every log, could not be read. */
  readonly unreadable: Readonly<Record<string, Unreadable>>;
  readonly prove?: PresentOptions['prove'];
};

async function openLogs(
  reading: Reading | null,
  load: () => CompiledRules,
  places: CasePlaces,
  values: InvestigateValues,
  now: number,
  err: Streams['err'],
): Promise<OpenedLogs> {
  if (reading === null) return { logs: null, inputs: [], refused: [], unreadable: {} };
  const { inputs } = reading;
  const { store, refused } = await reading.logs;
  const rules = load();
  for (const { path, reason } of rules.refused) err.write(`rule not used: ${path}: ${reason}\n`);
  const brokenOff = store.files.flatMap(({ path, incomplete }) => (incomplete ? [{ path, because: incomplete }] : []));
  const all = [
    ...[...reading.unlisted, ...refused].map(({ path, reason }) => ({ path, because: reason })),
    ...brokenOff,
  ];
  if (store.files.length === 0) {
    await store.close();
    const none = noneOpened([], all);
    return { logs: null, inputs, refused: all, unreadable: none ? { logs: none } : {} };
  }
  const seals = await sealsOf(places, values, { store, inputs, now });
  return {
    logs: { store, rules, seals: seals?.evidence ?? null },
    inputs,
    refused: all,
    unreadable: seals?.because ? { ledger: seals.because } : {},
    prove: seals?.prove,
  };
}

/** The code of the ledger is loaded where a case names one. */
async function sealsOf(
  places: CasePlaces,
  values: InvestigateValues,
  given: SealedLogs,
): Promise<CaseSeals | undefined> {
  const { ledger } = places;
  if (ledger === null) return undefined;
  const { openSeals } = await import('./case-seals.ts');
  return openSeals(ledger, places, values, given);
}

function signingKey(path: string | undefined): KeyObject | undefined {
  if (path === undefined) return undefined;
  try {
    return createPrivateKey(readFileSync(path));
  } catch (cause) {
    throw new AkashiError('input/unreadable', `${path}: not a private key in PEM`, { cause });
  }
}

/** Who is given report and pack must not find beside them what they hide. @throws AkashiError case/out-not-ours */
function requireOpeningsApart(openings: string | undefined, out: string): void {
  if (openings === undefined) return;
  requireFreeFile(openings);
  if (resolve(openings).startsWith(`${resolve(out)}${sep}`)) {
    throw new AkashiError(
      'case/out-not-ours',
      `${openings}: lies inside ${out}: openings are kept apart from the results`,
    );
  }
}

/** Before anything is examined: from the edges of the logs, in seconds, however large they are. */
async function firstLook(
  places: CasePlaces,
  { claim, organisation, handling }: Material,
  now: number,
): Promise<Triage & { readonly look: TriageInput }> {
  const peek = await peekLogs(listCaseLogs(places).inputs, organisation.timeZone, new Date(now));
  // Settings that cannot be read say nothing: the logs' own rhythm is left.
  const texts = readSmallFiles(places.rotation, places.folder).files.map(({ bytes }) =>
    new TextDecoder().decode(bytes),
  );
  const settings = readRotationSettings(texts);
  const sampleMails = places.spam.length > 0;
  const look = { claim, organisation, peek, settings, sampleMails, now, handling: handling?.handling };
  return { ...triageOf(look), look };
}

/** A new output holds the triage from the first minute; an earlier output stays whole until the new one replaces it. */
function publishTriage(out: string, triage: string, { err }: Streams): void {
  if (isFresh(out)) {
    const first = openOutput(out);
    first.write('triage.txt', triage);
    first.publish();
    err.write(`first look: ${out}/triage.txt\n`);
  } else err.write(`first look, until the new results replace ${out}:\n${triage}\n`);
}

export type RunOptions = {
  readonly out: string;
  readonly seed: number;
  /** Milliseconds UTC. */
  readonly now: number;
  /** Being read already; the caller ends it. Null: none were given. */
  readonly reading: CaseLogs | null;
  readonly progress: ProgressLine;
};

/** The case, from its files to a published output. */
export async function runInvestigation(
  places: CasePlaces,
  values: InvestigateValues,
  options: RunOptions,
  streams: Streams,
): Promise<0 | 3> {
  const { out, seed, now, reading } = options;
  const { files: small, refused } = readCaseFiles(places);
  const signWith = signingKey(values.key);
  requireOpeningsApart(values.openings, out);
  const recipient = values['restricted-to'];
  const compartment = recipient === undefined ? undefined : await import('../store/compartment.ts');
  if (recipient !== undefined) compartment?.requireRecipient(recipient);
  const firstMaterial = readMaterial(small, now);
  const side = openSideThread(seed, guessQuestion(firstMaterial.claim.address, firstMaterial.register));
  const rules = rulesFrom(values.rules ?? []);
  reading?.know(firstMaterial.organisation.timeZone, () => {
    // They take a third of a second the first time, and nothing when they are asked for again.
    rules();
    // While a large log is taken apart this thread has nothing to do; with small ones it is this thread that takes them apart.
    if (!reading.large) return;
    if (!values['no-weigh']) prepareWeighing(seed);
    prepareLetters();
  });
  const begun = { small, refused, signWith, recipient, compartment, firstMaterial, rules, side };
  try {
    return await examineAndPublish(places, values, options, streams, begun);
  } finally {
    await side.close();
  }
}

/** What was read and started before the logs were in. */
type Begun = Restricted & {
  readonly small: CaseFiles;
  readonly refused: readonly Refusal[];
  readonly signWith: KeyObject | undefined;
  readonly firstMaterial: Material;
  readonly rules: () => CompiledRules;
  readonly side: SideThread;
};

/** What was read by the time the case is examined. */
type WhatWasRead = {
  readonly triage: Awaited<ReturnType<typeof firstLook>>;
  readonly files: CaseFiles;
  readonly material: Material;
  readonly opened: OpenedLogs;
  /** What else than a log could not be read. */
  readonly refused: readonly Refusal[];
};

/** The first look, published, while the engine starts; the records of collections; then the logs, taken in. */
async function whileReading(
  places: CasePlaces,
  values: InvestigateValues,
  { out, now, reading }: RunOptions,
  { small, refused, firstMaterial, rules }: Begun,
  streams: Streams,
): Promise<WhatWasRead> {
  const triage = await firstLook(places, firstMaterial, now);
  publishTriage(out, triage.text, streams);
  const collected = await collectionsOfCase(places.collections, places.folder);
  const files = { ...small, collections: collected.files };
  const opened = await openLogs(reading, rules, places, values, now, streams.err);
  const material = withAcquisition(firstMaterial, files);
  return {
    triage,
    files,
    material: { ...material, unreadable: { ...material.unreadable, ...opened.unreadable } },
    opened,
    refused: [...refused, ...collected.refused],
  };
}

/** The case as it was examined, with its letters being set as pages. */
async function examine(
  { triage, files, material, opened, refused }: WhatWasRead,
  places: CasePlaces,
  values: InvestigateValues,
  { seed, now, progress }: RunOptions,
  side: SideThread,
): Promise<Investigated & { readonly letters: Promise<LettersSet> }> {
  // A log that breaks off was read as far as it goes, and has a step of its own.
  const readInPart = new Set(opened.logs?.store.files.map(({ path }) => path));
  let letters: Promise<LettersSet> | undefined;
  const examined = await investigate(files, material, opened.logs, {
    now,
    seed,
    weigh: !values['no-weigh'],
    drill: !values['no-drill'],
    firstToGo: triage.firstToGo,
    refused: [...refused, ...opened.refused.filter(({ path }) => !readInPart.has(path))],
    unnamed: places.unnamed,
    version,
    side,
    onProgress: (stage) => progress.stage(stage),
    onLetters: (drafted) => {
      letters = setLetters(drafted);
      // Waited for by whoever publishes; when something else fails first, nobody is left to.
      letters.catch(() => {});
    },
  });
  return { ...examined, letters: letters ?? setLetters(examined.caseFile) };
}

/** Report and pack, pseudonymised under a key that only this case's own sources make. */
function presentCase(
  caseFile: CaseFile,
  { files, material, opened }: WhatWasRead,
  values: InvestigateValues,
  signWith: KeyObject | undefined,
  measures: Investigated['measures'],
): Promise<Presented> {
  const secret = [files.claim, files.register, files.exports, files.canaries, ...files.spam].flatMap(
    (file) => file?.bytes ?? [],
  );
  const paths = opened.inputs.map(({ path }) => path);
  return present(caseFile, files, opened.logs?.store ?? null, {
    key: caseKey(secret, paths),
    verifyPage: verifyPage(),
    measures,
    known: hiddenNames(material, values['include-restricted'] ?? false),
    ...(signWith ? { signWith } : {}),
    ...(opened.prove ? { prove: opened.prove } : {}),
  });
}

async function examineAndPublish(
  places: CasePlaces,
  values: InvestigateValues,
  options: RunOptions,
  streams: Streams,
  begun: Begun,
): Promise<0 | 3> {
  const { out, progress } = options;
  const read = await whileReading(places, values, options, begun, streams);
  const { triage, material, opened } = read;
  const { logs } = opened;
  const pending = openOutput(out);
  try {
    const { caseFile: examined, measures, letters: setting } = await examine(read, places, values, options, begun.side);
    const notes = material.handling?.restricted ?? [];
    const caseFile = values['include-restricted'] && notes.length > 0 ? { ...examined, restricted: notes } : examined;
    await writeRestricted(pending, material, begun, streams);
    const presented = await presentCase(caseFile, read, values, begun.signWith, measures);
    // Nothing asks the logs any more: their engine ends while the results are written. Waited for at the end.
    logs?.store.close().catch(() => {});
    // What the phone may say depends on what is established by now.
    pending.write('triage.txt', triageOf({ ...triage.look, claim: caseFile.claim, ended: endedWith(caseFile) }).text);
    progress.stage('letters, report, pack');
    const letters = await setting;
    for (const [name, content] of resultFiles(caseFile, presented, letters.pages)) pending.write(name, content);
    const listed = pending.list();
    pending.publish();
    if (values.openings !== undefined) writeWholeFile(values.openings, writeOpenings(presented.openings));
    progress.end();
    const unreadable = Object.entries(material.unreadable).map(([path, because]) => ({ path, because }));
    const problems = [...read.refused, ...opened.refused, ...unreadable];
    tellWhatIsMissing(problems, places.unnamed, letters, streams);
    if (values.json) await writeJson(streams.out, { out, outcome: caseFile.outcome, files: listed });
    else streams.out.write(summaryOf(caseFile, out, streams.out));
    return problems.length + letters.refused.length > 0 ? 3 : 0;
  } finally {
    pending.discard();
    await logs?.store.close();
  }
}
