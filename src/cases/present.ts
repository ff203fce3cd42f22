// From a case file to what people open: the bytes behind each pointer, the report, the pack.
import type { KeyObject } from 'node:crypto';
import type { NamedBytes } from '../custody/csv.ts';
import { coverageOf, eventsOf } from '../evidence/coverage.ts';
import type { Opening } from '../evidence/openings.ts';
import { makePack } from '../evidence/pack.ts';
import type { PackInput } from '../evidence/pack-input.ts';
import { type Redactor, redactor } from '../evidence/pseudonym.ts';
import { type Change, type CoverageRow, type Quote, quote } from '../evidence/quote.ts';
import { type RedactionPolicy, redactionPolicy } from '../evidence/redaction-policy.ts';
import { writeReport } from '../evidence/report.ts';
import type { CheckEvidence, Countermeasure } from '../evidence/report-input.ts';
import type { Measure } from '../hypotheses/measures.ts';
import type { LogStore } from '../logs/port.ts';
import type { CaseFile } from '../vocabulary/case-file.ts';
import type { Pointer } from '../vocabulary/finding.ts';
import type { CaseFiles } from './material.ts';
import { packModel } from './pack-model.ts';

export type Presented = {
  readonly report: string;
  readonly pack: Uint8Array;
  readonly packDigest: string;
  /** What stood in the replaced places of the pack's quotes: never part of report or pack. */
  readonly openings: readonly Opening[];
};

/** A line that a check or a fact points to; `shown`: its path as the pack names it. */
export type CitedLine = {
  readonly path: string;
  readonly shown: string;
  readonly sha256: string;
  readonly line: number;
  readonly clear: boolean;
};

export type PresentOptions = {
  /** At least 32 bytes, never written out. */
  readonly key: Uint8Array;
  readonly verifyPage: Uint8Array | null;
  /** What this case showed missing; none where nothing was weighed. */
  readonly measures: readonly Measure[];
  readonly signWith?: KeyObject;
  /** What a ledger proves of cited lines. A line is `clear` when the pack shows all of it. */
  readonly prove?: (cited: readonly CitedLine[]) => Promise<NonNullable<PackInput['ledger']>>;
  /** Words to hide wherever they stand: names of colleagues and others out of tables that are quoted. */
  readonly known?: RedactionPolicy['known'];
};

/** Quotes of one check that the report prints. */
const QUOTES_SHOWN = 20;

const idOf = ({ path, byteStart, byteEnd }: Pointer) => `${path}\0${byteStart}\0${byteEnd}`;

function smallFiles(files: CaseFiles): readonly NamedBytes[] {
  const single = [
    files.claim,
    files.organisation,
    files.register,
    files.exports,
    files.canaries,
    files.breaches,
    files.acquisition,
    files.facts,
    ...files.collections.map(({ record }) => record),
  ];
  return [...single.flatMap((file) => file ?? []), ...files.spam, ...files.pages];
}

/** The bytes behind pointers, from the files already in memory or from the log store. */
async function bytesBehind(
  pointers: readonly Pointer[],
  files: CaseFiles,
  store: LogStore | null,
): Promise<Map<string, Uint8Array>> {
  const small = new Map(smallFiles(files).map((file) => [file.path, file.bytes]));
  const found = new Map<string, Uint8Array>();
  const inLogs: Pointer[] = [];
  for (const pointer of pointers) {
    const bytes = small.get(pointer.path);
    if (bytes) found.set(idOf(pointer), bytes.subarray(pointer.byteStart, pointer.byteEnd));
    else inLogs.push(pointer);
  }
  if (!store || inLogs.length === 0) return found;
  const numbers = new Map(store.files.map(({ path }, f) => [path, f]));
  const known = inLogs.flatMap((pointer) => {
    const f = numbers.get(pointer.path);
    return f === undefined ? [] : [{ pointer, place: { f, n: pointer.line - 1 } }];
  });
  const lines = await store.lines(known.map(({ place }) => place));
  known.forEach(({ pointer }, index) => {
    const line = lines[index];
    if (line) found.set(idOf(pointer), line);
  });
  return found;
}

/** Quotes of every pointer that a check or a fact names, each once. */
async function quotesOf(
  caseFile: CaseFile,
  files: CaseFiles,
  store: LogStore | null,
  hide: Redactor,
): Promise<{ readonly quotes: Map<string, Quote>; readonly openings: readonly Opening[] }> {
  const pointers = new Map<string, Pointer>();
  for (const { pointers: own } of caseFile.checks) for (const pointer of own) pointers.set(idOf(pointer), pointer);
  for (const { pointers: own } of caseFile.facts) for (const pointer of own ?? []) pointers.set(idOf(pointer), pointer);
  const bytes = await bytesBehind([...pointers.values()], files, store);
  const quotes = new Map<string, Quote>();
  const openings: Opening[] = [];
  for (const [id, pointer] of pointers) {
    const line = bytes.get(id);
    if (!line) continue;
    const quoted = quote({ pointer, bytes: line }, hide);
    quotes.set(id, quoted.quote);
    openings.push(...quoted.openings);
  }
  return { quotes, openings };
}

/** Rows of the coverage map, with the stretches that are contradicted or silent beyond chance struck through. */
function coverage(caseFile: CaseFile): CoverageRow[] {
  const telling = (caseFile.alterations ?? []).filter(({ strength }) => strength !== 'defect');
  return coverageOf(caseFile).map((row) => ({
    ...row,
    spans: [
      ...row.spans,
      ...telling.flatMap(({ path, trueTime, ...written }) => {
        const { from, to } = trueTime ?? written;
        return row.paths.includes(path) && from !== null && to !== null ? [{ from, to, kind: 'altered' as const }] : [];
      }),
    ],
  }));
}

/** What would change our mind: so many, the most telling first. */
const MOST_CHANGES = 3;

/** The weights as they would be, had a measure been in place and shown a loss. */
function changes(measures: readonly Measure[], { weigh }: CaseFile): Change[] {
  const now = weigh?.own.mid ?? 0;
  return measures
    .flatMap(({ what, found }) => (found ? [{ what, own: found.ownAfter }] : []))
    .sort((a, b) => Math.abs(b.own.mid - now) - Math.abs(a.own.mid - now))
    .slice(0, MOST_CHANGES)
    .map(({ what, own }) => ({
      own,
      what: {
        ja: `次の備えがあり、漏えいを示していた場合：${what.ja}`,
        en: `had this been in place and shown a loss: ${what.en}`,
      },
    }));
}

function countermeasure({ what, why, silent, found }: Measure): Countermeasure {
  return { what, because: why, silent: silent?.ownAfter ?? null, found: found?.ownAfter ?? null };
}

/** As a text that ends its last line, so that nothing put behind it joins that line. */
const ended = (bytes: Uint8Array) => (bytes.at(-1) === 10 ? bytes : Buffer.concat([bytes, Buffer.from('\n')]));

/** The records of all collections, one after the other. */
function acquisitionOf({ acquisition, collections }: CaseFiles): { acquisition?: Uint8Array } {
  const records = [...(acquisition ? [acquisition] : []), ...collections.map(({ record }) => record)];
  return records.length === 0
    ? {}
    : {
        acquisition: Buffer.concat(
          records.map(({ bytes }, index) => (index < records.length - 1 ? ended(bytes) : bytes)),
        ),
      };
}

/** Report and pack of a finished case. Third parties are pseudonymised in both. */
export async function present(
  caseFile: CaseFile,
  files: CaseFiles,
  store: LogStore | null,
  options: PresentOptions,
): Promise<Presented> {
  const hide = redactor(redactionPolicy(caseFile, options.key, options.known));
  const { quotes, openings } = await quotesOf(caseFile, files, store, hide);
  const ledger = await options.prove?.(
    [...quotes.values()].map(({ pointer: { path, sha256, line }, parts, cutBytes }) => ({
      ...{ path, shown: hide.value({ path }).path, sha256, line },
      clear: cutBytes === 0 && parts.every(({ redacted }) => redacted === undefined),
    })),
  );
  const pack = makePack({
    caseFile,
    redactor: hide,
    quotes: [...quotes.values()],
    model: packModel,
    verifyPage: options.verifyPage,
    ...acquisitionOf(files),
    ...(ledger ? { ledger } : {}),
    ...(options.signWith ? { signWith: options.signWith } : {}),
  });
  const { measures } = options;
  const evidence = caseFile.checks.map(({ id, pointers }): CheckEvidence => {
    const shown = pointers.flatMap((pointer) => quotes.get(idOf(pointer)) ?? []).slice(0, QUOTES_SHOWN);
    // A line whose bytes could not be had is counted with those that are not shown.
    return { check: id, quotes: shown, more: pointers.length - shown.length };
  });
  const report = writeReport(caseFile, {
    redactor: hide,
    evidence,
    coverage: coverage(caseFile),
    events: [...eventsOf(caseFile), ...(caseFile.timeline ?? [])],
    changes: changes(measures, caseFile),
    countermeasures: measures.map(countermeasure),
    packDigest: pack.digest,
    packSigned: pack.signed,
    commands: [
      {
        what: {
          ja: 'この報告と同じ場所にある証拠一式を、手元で確かめる',
          en: 'check the evidence pack that lies beside this report, offline',
        },
        command: 'npx akashi verify pack.zip',
      },
    ],
  });
  return { report, pack: pack.bytes, packDigest: pack.digest, openings };
}
