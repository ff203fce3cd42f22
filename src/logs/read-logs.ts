// Reading logs, whole: bytes into the engine, counted; lines into tables, counted; then, and only then, a store to ask.
import type { LogFileSummary } from '../vocabulary/case-file.ts';
import type { CaseStore, Kept } from './case-store.ts';
import { type EmbeddedEngine, type Engine, openEngine } from './engine/engine.ts';
import { type Asked, engineOnDemand } from './engine/engine-on-demand.ts';
import type { ServerOptions } from './engine/engine-server.ts';
import { embeddedSchema } from './engine/schema.ts';
import { assertWhole, diskFull, Ingest, type Ingested } from './ingest.ts';
import { KeptAnswers } from './kept-answers.ts';
import { bytesOf, type LogInput, type Refused } from './list-logs.ts';
import type { Outcome, Plan } from './parse-files.ts';
import type { LogStore } from './port.ts';
import { isYearless, startYears } from './start-years.ts';
import { openStore } from './store.ts';

export { bytesOf, type LogInput, listLogs, type Refused } from './list-logs.ts';

export type ReadProgress = {
  readonly phase: 'bytes' | 'lines';
  readonly done: number;
  /** Bytes of the files as they are, or lines in all. */
  readonly of: number;
};

export type ReadOptions = {
  /** Memory of the engine in bytes. */
  readonly cap?: number;
  readonly onProgress?: (progress: ReadProgress) => void;
  /** Called once at most, when the engine has been told to take in the first bytes. */
  readonly onTaking?: () => void;
  /** Called once at most, while the engine takes lines apart and this process would wait: for work of its own. */
  readonly meanwhile?: () => void;
  /** Nobody wants the answer any more: reading ends at the next piece, with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Parent of the temporary folder. Absolute. */
  readonly workFolder?: string;
  /** "Now", for years that nothing else tells: a line is not from the future. */
  readonly now?: Date;
  /** Set when somebody set it, as they wrote it: a store that was read under another present is read again. */
  readonly setNow?: string;
  /** IANA zone of times that carry none; waited for when the first line is taken apart. UTC unless given. */
  readonly timeZone?: string | Promise<string>;
  /** A folder that keeps what is read for the next question (case-store.ts). Absolute. */
  readonly store?: string;
  /** An engine that is being opened, to read into instead of one of its own. Not together with `store` or `server`. */
  readonly engine?: Promise<Engine>;
  /** Read into a database of a ClickHouse server instead of the embedded engine. Not together with `store`. */
  readonly server?: { readonly url: string; readonly cluster?: string };
};

export type ReadLogs = {
  readonly store: LogStore;
  readonly refused: readonly Refused[];
  /** Where a folder keeps what was read, and nothing was refused: answers that it keeps too. */
  readonly answers?: KeptAnswers;
  /** Begins to open the engine behind what was kept, for whoever is about to ask it and has something else to do first. */
  readonly open?: () => void;
};

/**
 * Reads logs into a store that can be asked. The caller closes the store.
 *
 * @throws AkashiError logs/engine-missing, logs/engine-died, logs/incomplete: never a store with less in it than was read
 */
export async function readLogs(inputs: readonly LogInput[], options: ReadOptions = {}): Promise<ReadLogs> {
  const caseStore = options.store === undefined ? undefined : await keeping(options.store, options);
  const kept = caseStore?.open(inputs);
  if (caseStore && !kept) caseStore.clear();
  const folder = options.workFolder === undefined ? {} : { workFolder: options.workFolder };
  const embedded = () =>
    openEngine({
      ...folder,
      ...(options.cap === undefined ? {} : { memoryBytes: options.cap }),
      ...(caseStore ? { folder: caseStore.folder } : {}),
    });
  if (caseStore && kept?.summaries) return keptLogs(caseStore, { ...kept, summaries: kept.summaries }, embedded);
  const engine = await (options.engine ?? (options.server ? openServer({ ...options.server, ...folder }) : embedded()));
  try {
    // Sent at once, run in order: an answer waits here until whatever else this process does lets it in.
    if (!options.server) await Promise.all(embeddedSchema.map((ddl) => engine.command(ddl)));
    if (kept) await dropUnfinished(engine, kept);
    const { files, refused } = await ingestAll(engine, inputs, kept?.files ?? [], options, (done) =>
      caseStore?.save(done, kept?.outcomes ?? []),
    );
    await assertWhole(engine, files);
    const outcomes = await parseAll(engine, files, kept?.outcomes ?? [], options, (done) =>
      caseStore?.save(files, done),
    );
    const summaries = await summarise(engine, files, outcomes);
    // With a refusal the next call must look again: the file may have been mended.
    caseStore?.save(files, outcomes, refused.length === 0 ? summaries : undefined);
    const store = storeOf(engine, files, summaries);
    if (!caseStore || refused.length > 0) return { store, refused };
    return { store, refused, answers: new KeptAnswers(caseStore.folder, summaries) };
  } catch (error) {
    await engine.close();
    throw diskFull(error) ?? error;
  }
}

/** Its code, and the checking of what was kept, is loaded where a folder is named. */
async function keeping(folder: string, { timeZone, setNow }: ReadOptions): Promise<CaseStore> {
  const { CaseStore } = await import('./case-store.ts');
  return new CaseStore(folder, { timeZone: (await timeZone) ?? 'UTC', setNow: setNow ?? null });
}

/** Logs of which nothing is left to read. Lines and bytes are counted before the first question, as after every reading. */
function keptLogs(
  { folder }: CaseStore,
  { files, summaries }: Kept & { readonly summaries: readonly LogFileSummary[] },
  embedded: () => Promise<EmbeddedEngine>,
): ReadLogs {
  const engine = engineOnDemand(async () => {
    const found = await embedded();
    try {
      await assertWhole(found, files);
      return found;
    } catch (error) {
      await found.close();
      throw error;
    }
  });
  return {
    store: storeOf(engine, files, summaries),
    refused: [],
    answers: new KeptAnswers(folder, summaries),
    open: engine.open,
  };
}

/** Its client is loaded when a server is named. */
async function openServer(options: ServerOptions): Promise<Engine> {
  const { openServerEngine } = await import('./engine/engine-server.ts');
  return openServerEngine(options);
}

/** Rows of files that a broken-off reading left half done. */
async function dropUnfinished(engine: Engine, kept: Kept): Promise<void> {
  const finished = kept.outcomes.map(({ f }) => f);
  await engine.bulk.drop('raw', `f >= ${kept.files.length}`);
  const half = finished.length === 0 ? '1' : `f not in (${finished.join(', ')})`;
  for (const table of ['web', 'event', 'bad']) {
    await engine.bulk.drop(table, half);
  }
}

/** Bytes after which what was taken in is put on record, so that a reading that is broken off loses no more. */
const CHECKPOINT_BYTES = 256 << 20;

async function ingestAll(
  engine: Engine,
  inputs: readonly LogInput[],
  known: readonly Ingested[],
  { onProgress, onTaking, signal }: ReadOptions,
  checkpoint: (files: readonly Ingested[]) => void,
): Promise<{ files: Ingested[]; refused: Refused[] }> {
  const files: Ingested[] = [...known];
  const refused: Refused[] = [];
  const ingest = new Ingest(engine);
  const have = new Set(known.map(({ shown }) => shown));
  const wanted = inputs.filter(({ shown }) => !have.has(shown));
  const of = bytesOf(wanted);
  let done = 0;
  let unrecorded = 0;
  for (const input of wanted) {
    const before = done;
    const taking = ingest.take(input, files.length, (bytes) => {
      done = before + bytes;
      onProgress?.({ phase: 'bytes', done, of });
      signal?.throwIfAborted();
    });
    // What is to be sent is sent before whoever is told goes on.
    if (input === wanted[0] && onTaking) setImmediate(onTaking);
    const taken = await taking;
    if ('reason' in taken) refused.push(taken);
    else files.push(taken);
    unrecorded += done - before;
    if (unrecorded < CHECKPOINT_BYTES) continue;
    await ingest.settle();
    checkpoint(files);
    unrecorded = 0;
  }
  await ingest.settle();
  checkpoint(files);
  return { files, refused };
}

/** Below this the questions to the engine take longer than reading the lines one by one. */
const FAST_BYTES = 4 << 20;

/** Lines of a sample, without the last, which is cut. */
function sampleLines(file: Ingested): string[] {
  const text = file.head.toString('latin1');
  const lines = text.split('\n');
  if (lines.length > 1 && file.head.length < file.streamBytes) lines.pop();
  return lines.slice(0, 200).map((line) => line.replace(/\r$/, ''));
}

async function parseAll(
  engine: Engine,
  files: readonly Ingested[],
  known: readonly Outcome[],
  options: ReadOptions,
  checkpoint: (outcomes: readonly Outcome[]) => void,
): Promise<Outcome[]> {
  // Loaded when there is something to read: a second question does without every format.
  const [{ FileReader }, { fastShape }] = await Promise.all([import('./parse-files.ts'), import('./fast-web.ts')]);
  const have = new Set(known.map(({ f }) => f));
  const wanted = files.filter(({ f }) => !have.has(f));
  const of = wanted.reduce((lines, file) => lines + file.lines, 0);
  let done = 0;
  const reader = new FileReader(engine, (lines) => {
    done += lines;
    options.onProgress?.({ phase: 'lines', done, of });
    options.signal?.throwIfAborted();
  });
  const timeZone = (await options.timeZone) ?? 'UTC';
  const outcomes: Outcome[] = [...known];
  let { meanwhile } = options;
  const read = async (some: readonly Ingested[], years: ReadonlyMap<number, number>): Promise<void> => {
    const plans = some.map((file): Plan => {
      const large = file.recordBytes === 0 && file.streamBytes >= FAST_BYTES;
      const shape = large ? fastShape(sampleLines(file)) : undefined;
      return { file, shape, timeZone, startYear: years.get(file.f) ?? 1970 };
    });
    // Large files one at a time, each put on record when it is done; small ones together.
    const small = plans.filter(({ file }) => file.streamBytes < CHECKPOINT_BYTES);
    const groups = [small, ...plans.filter(({ file }) => file.streamBytes >= CHECKPOINT_BYTES).map((plan) => [plan])];
    for (const group of groups) {
      if (group.length === 0) continue;
      const reading = reader.read(group);
      // Not before the engine has been told what to do.
      if (meanwhile) setImmediate(meanwhile);
      meanwhile = undefined;
      outcomes.push(...(await reading));
      checkpoint(outcomes);
    }
  };
  // Files whose times carry no year wait until the others have told which years this is about.
  const yearless = wanted.filter(
    (file) => file.recordBytes === 0 && sampleLines(file).some((line) => isYearless(line)),
  );
  const waiting = new Set(yearless.map(({ f }) => f));
  await read(
    wanted.filter(({ f }) => !waiting.has(f)),
    new Map(),
  );
  await read(yearless, await startYears(engine, yearless, options.now));
  return outcomes.sort((a, b) => a.f - b.f);
}

async function summarise(
  engine: Engine,
  files: readonly Ingested[],
  outcomes: readonly Outcome[],
): Promise<LogFileSummary[]> {
  const spans = await engine.rows<{ f: number; first: number; last: number }>(
    `select f, min(at) as first, max(at) as last from (
      select f, toUnixTimestamp64Milli(ts) as at from web where at > 0
      union all select f, toUnixTimestamp64Milli(toDateTime64(ts, 3, 'UTC')) as at from event where at > 0
    ) group by f order by f`,
  );
  const span = new Map(spans.map((row) => [row.f, row]));
  const draft = files.map((file, f): LogFileSummary => {
    const learned = outcomes[f];
    if (!learned || learned.f !== f) throw new Error(`${file.shown}: nothing was learned`);
    const times = span.get(f);
    return {
      path: file.shown,
      sha256: file.sha256,
      bytes: file.bytes,
      compression: file.compression,
      format: mainFormat(learned.formats),
      encoding: file.encoding,
      lines: file.lines,
      parsed: file.lines - learned.unparsed,
      unparsed: learned.unparsed,
      firstUnparsed: [],
      from: times ? new Date(times.first).toISOString() : null,
      to: times ? new Date(times.last).toISOString() : null,
      assumed: learned.assumed,
      ...(file.incomplete ? { incomplete: file.incomplete } : {}),
    };
  });
  const plain = storeOf(engine, files, draft);
  const places = outcomes.flatMap(({ f, firstUnparsed }) => firstUnparsed.map((n) => ({ f, n })));
  const [pointers, lines] = [await plain.pointers(places), await plain.lines(places)];
  const shown = draft.map((summary) => ({ ...summary, firstUnparsed: [...summary.firstUnparsed] }));
  for (const [i, { f }] of places.entries()) {
    const pointer = pointers[i];
    const line = lines[i];
    if (pointer && line) shown[f]?.firstUnparsed.push({ ...pointer, text: excerpt(line) });
  }
  return shown;
}

function storeOf(engine: Asked, files: readonly Ingested[], summaries: readonly LogFileSummary[]): LogStore {
  return openStore(
    engine,
    summaries.map((summary, f) => {
      const { recordBytes = 0, packing } = files[f] ?? {};
      return { summary, recordBytes, packing };
    }),
  );
}

/** Characters of an unparsed line that are shown. */
const EXCERPT = 200;

function excerpt(line: Uint8Array): string {
  const text = Buffer.from(line.subarray(0, EXCERPT * 4)).toString('utf8');
  // Control characters would act on the terminal that shows them.
  return [...text]
    .slice(0, EXCERPT)
    .join('')
    .replace(/[\0-\x1f\x7f-\x9f]/g, '\ufffd');
}

/** Voices that are told apart within syslog, and name a file only when it is theirs. */
const voices = new Set(['sshd', 'postfix', 'dovecot']);
const mailVoices = new Set(['postfix', 'dovecot']);
/** What is understood of a line but says nothing of the file. */
const unnaming = new Set(['', 'continued', 'comment']);
/** Share of a file that one voice needs to name it. */
const NAMES_IT = 0.8;

/** The format that read most lines; for syslog the one voice that fills it, else `syslog`. */
export function mainFormat(formats: ReadonlyMap<string, number>): string {
  const counted = [...formats].filter(([name]) => !unnaming.has(name));
  const total = counted.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return 'unknown';
  const families = new Map<string, number>();
  for (const [name, count] of counted) {
    const family = voices.has(name) ? 'syslog' : name;
    families.set(family, (families.get(family) ?? 0) + count);
  }
  const most = (pairs: Iterable<[string, number]>): string =>
    [...pairs].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))[0]?.[0] ?? 'unknown';
  const family = most(families);
  if (family !== 'syslog') return family;
  // A mail server writes with two voices, one that takes mail in and one that hands it out.
  const ofMail = counted.filter(([name]) => mailVoices.has(name));
  const byMail = ofMail.reduce((sum, [, count]) => sum + count, 0);
  if (byMail >= NAMES_IT * (families.get('syslog') ?? 0)) return most(ofMail);
  return (
    counted.find(([name, count]) => voices.has(name) && count >= NAMES_IT * (families.get('syslog') ?? 0))?.[0] ??
    'syslog'
  );
}
