// The main job, run: files in, a first look, the logs taken in, the case examined, everything written and published at once.
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { type GivenLogs, investigate, prepareWeighing } from '../cases/investigate.ts';
import { type CaseFiles, type Material, readMaterial, type Unreadable, withAcquisition } from '../cases/material.ts';
import { type PresentOptions, present } from '../cases/present.ts';
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
import { type LettersSet, nameOf, setLetters } from './letter-pages.ts';
import type { Reading } from './log-reading.ts';
import type { ProgressLine } from './progress.ts';
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

/** Every file of the result but triage.txt, by name. */
function results(
  caseFile: CaseFile,
  { report, pack }: { report: string; pack: Uint8Array },
  letters: ReadonlyMap<string, Uint8Array>,
): Map<string, Uint8Array | string> {
  const written = new Map<string, Uint8Array | string>();
  written.set('case.json', `${JSON.stringify(caseFile, null, 1)}\n`);
  written.set('report.html', report);
  written.set('pack.zip', pack);
  for (const letter of caseFile.letters) {
    written.set(`${nameOf(letter)}.txt`, letter.text.endsWith('\n') ? letter.text : `${letter.text}\n`);
  }
  for (const [name, pdf] of letters) written.set(name, pdf);
  return written;
}

/** Names of colleagues that stand in tables, and canaries: hidden wherever a row is quoted. */
function namesIn({ exports: given, canaries }: Material, withCanaries: boolean) {
  const names = new Set((given?.exports ?? []).flatMap(({ requestedBy }) => requestedBy ?? []));
  // A canary on our own domain would else stay readable, as our own addresses do.
  const hidden = withCanaries ? [] : (canaries?.canaries ?? []);
  return [
    ...[...names].map((value) => ({ kind: 'name' as const, value })),
    ...hidden.map(({ address }) => ({ kind: 'email' as const, value: address })),
  ];
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

/** The first look, published, while the engine starts; the records of collections; then the logs, taken in. */
async function whileReading(
  reading: Reading | null,
  rules: () => CompiledRules,
  given: {
    readonly places: CasePlaces;
    readonly values: InvestigateValues;
    readonly small: CaseFiles;
    readonly material: Material;
    readonly out: string;
    readonly now: number;
    readonly streams: Streams;
  },
) {
  const { places, values, small, material, out, now, streams } = given;
  const triage = await firstLook(places, material, now);
  publishTriage(out, triage.text, streams);
  const collected = await collectionsOfCase(places.collections, places.folder);
  const files = { ...small, collections: collected.files };
  const opened = await openLogs(reading, rules, places, values, now, streams.err);
  return { triage, collected, files, collectedMaterial: withAcquisition(material, files), opened };
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
type Begun = {
  readonly small: CaseFiles;
  readonly refused: readonly Refusal[];
  readonly signWith: KeyObject | undefined;
  readonly recipient: string | undefined;
  readonly compartment: typeof import('../store/compartment.ts') | undefined;
  readonly firstMaterial: Material;
  readonly rules: () => CompiledRules;
  readonly side: SideThread;
};

async function examineAndPublish(
  places: CasePlaces,
  values: InvestigateValues,
  { out, seed, now, reading, progress }: RunOptions,
  streams: Streams,
  { small, refused, signWith, recipient, compartment, firstMaterial, rules, side }: Begun,
): Promise<0 | 3> {
  const { triage, collected, files, collectedMaterial, opened } = await whileReading(reading, rules, {
    places,
    values,
    small,
    material: firstMaterial,
    out,
    now,
    streams,
  });
  const { logs } = opened;
  const material = { ...collectedMaterial, unreadable: { ...collectedMaterial.unreadable, ...opened.unreadable } };
  // A log that breaks off was read as far as it goes, and has a step of its own.
  const readInPart = new Set(logs?.store.files.map(({ path }) => path));
  const unread = [...refused, ...collected.refused, ...opened.refused.filter(({ path }) => !readInPart.has(path))];
  const pending = openOutput(out);
  let lettersSet: Promise<LettersSet> | undefined;
  try {
    const { caseFile: examined, measures } = await investigate(files, material, logs, {
      now,
      seed,
      weigh: !values['no-weigh'],
      drill: !values['no-drill'],
      firstToGo: triage.firstToGo,
      refused: unread,
      unnamed: places.unnamed,
      version,
      side,
      onProgress: (stage) => progress.stage(stage),
      onLetters: (drafted) => {
        lettersSet = setLetters(drafted);
        // Waited for below; when something else fails first, nobody is left to.
        lettersSet.catch(() => {});
      },
    });
    const notes = material.handling?.restricted ?? [];
    const caseFile = values['include-restricted'] && notes.length > 0 ? { ...examined, restricted: notes } : examined;
    if (recipient !== undefined && compartment) {
      const canaries = material.canaries?.canaries ?? [];
      pending.write(
        'restricted.age',
        await compartment.sealCompartment({ caseNumber: material.claim.caseNumber, notes, canaries }, recipient),
      );
    } else if (notes.length > 0) {
      streams.err.write(`not written: ${notes.length} restricted notes of handling.yaml (--restricted-to)\n`);
    }
    const secret = [files.claim, files.register, files.exports, files.canaries, ...files.spam].flatMap(
      (file) => file?.bytes ?? [],
    );
    const key = caseKey(
      secret,
      opened.inputs.map(({ path }) => path),
    );
    const presented = await present(caseFile, files, logs?.store ?? null, {
      key,
      verifyPage: verifyPage(),
      measures,
      known: namesIn(material, values['include-restricted'] ?? false),
      ...(signWith ? { signWith } : {}),
      ...(opened.prove ? { prove: opened.prove } : {}),
    });
    // Nothing asks the logs any more: their engine ends while the results are written. Waited for at the end.
    logs?.store.close().catch(() => {});
    // What the phone may say depends on what is established by now.
    pending.write('triage.txt', triageOf({ ...triage.look, claim: caseFile.claim, ended: endedWith(caseFile) }).text);
    progress.stage('letters, report, pack');
    const letters = await (lettersSet ?? setLetters(caseFile));
    for (const [name, content] of results(caseFile, presented, letters.pages)) pending.write(name, content);
    const listed = pending.list();
    pending.publish();
    if (values.openings !== undefined) writeWholeFile(values.openings, writeOpenings(presented.openings));
    progress.end();
    const problems = [
      ...refused,
      ...collected.refused,
      ...opened.refused,
      ...Object.entries(material.unreadable).map(([path, because]) => ({ path, because })),
    ];
    for (const { path, because } of problems) streams.err.write(`not read: ${path}: ${because.en}\n`);
    // No failure: a folder may hold notes of somebody's own. But nobody shall think that it was examined.
    for (const name of places.unnamed)
      streams.err.write(`not used: ${name}: not a name that is read in a case folder\n`);
    for (const { path, because } of letters.refused) streams.err.write(`not written: ${path}: ${because.en}\n`);
    for (const note of letters.notes) streams.err.write(`${note}\n`);
    if (values.json) await writeJson(streams.out, { out, outcome: caseFile.outcome, files: listed });
    else streams.out.write(summaryOf(caseFile, out, streams.out));
    return problems.length + letters.refused.length > 0 ? 3 : 0;
  } finally {
    pending.discard();
    await logs?.store.close();
  }
}
