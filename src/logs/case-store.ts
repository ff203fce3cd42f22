// A folder that keeps what was read, so that a second question on the same logs reads nothing again, and reading that was
// broken off goes on where it stopped. It is a cache: everything in it can be made again from the files.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { LogFileSummary } from '../vocabulary/case-file.ts';
import { AkashiError } from '../vocabulary/error.ts';
import { codeHash } from './code-hash.ts';
import { tables } from './engine/schema.ts';
import { type Fingerprint, fingerprint, type Ingested } from './ingest.ts';
import type { LogInput } from './list-logs.ts';
import type { Outcome } from './parse-files.ts';

/** This folder and the one of the formats: what takes lines apart. */
const READERS = ['.', 'engine', 'formats'];

let hashed: string | undefined;
/** Of the code that reads: another release may understand lines that this one does not, so what was kept is then read again. */
function readingHash(): string {
  hashed ??= codeHash(READERS);
  return hashed;
}

const both = z.object({ ja: z.string(), en: z.string() });

const keptFile = z.object({
  shown: z.string(),
  /** Size, change time and number of the file on disk: when all three are as they were, it is taken for unchanged. */
  size: z.number(),
  changed: z.number(),
  inode: z.number(),
  sha256: z.string(),
  bytes: z.number(),
  streamBytes: z.number(),
  compression: z.enum(['none', 'gzip', 'zstd', 'xz', 'bzip2']),
  lines: z.number(),
  openEnd: z.boolean(),
  recordBytes: z.number(),
  encoding: z.string(),
  longLines: z.number(),
  head: z.string(),
  incomplete: both.optional(),
  packing: z.object({ name: z.string().nullable(), writtenMs: z.number().nullable(), how: z.string() }).optional(),
  /** Absent while the lines have not been read into tables. */
  outcome: z
    .object({
      formats: z.array(z.tuple([z.string(), z.number()])),
      unparsed: z.number(),
      firstUnparsed: z.array(z.number()),
      assumed: z.array(z.string()),
    })
    .optional(),
});

const manifest = z.object({
  /** Hash of the code that read. */
  reading: z.string(),
  schema: z.string(),
  timeZone: z.string(),
  /** A present that somebody set: it decides years. Null: the time of reading. */
  setNow: z.string().nullable(),
  files: z.array(keptFile),
  /** Present when everything was read: what `logs read` prints. */
  summaries: z.array(z.unknown()).optional(),
});

type KeptFile = z.infer<typeof keptFile>;
type Manifest = z.infer<typeof manifest>;

/** What is in the folder and still holds for the files asked about. */
export type Kept = {
  readonly files: readonly Ingested[];
  readonly outcomes: readonly Outcome[];
  /** Set when nothing is left to read. */
  readonly summaries: readonly LogFileSummary[] | undefined;
};

const schemaHash = createHash('sha256').update(JSON.stringify(tables)).digest('hex');

function look(path: string): Fingerprint | undefined {
  return statSync(path, { throwIfNoEntry: false }) && fingerprint(path);
}

/** What decides the times of lines that say too little: what was kept under others is read again. */
export type KeptTimes = Pick<Manifest, 'timeZone' | 'setNow'>;

/** Its presence says that a folder is one of ours, and what is in it ours to remove. */
const MARK = '.akashi-store';

/** A folder of a release that left no mark: it is known by what its manifest holds. */
function hasOurManifest(path: string): boolean {
  try {
    return z.object({ reading: z.string(), schema: z.string() }).safeParse(JSON.parse(readFileSync(path, 'utf8')))
      .success;
  } catch {
    return false;
  }
}

function requireOurs(folder: string, manifestPath: string): void {
  const found = statSync(folder, { throwIfNoEntry: false });
  const isFree = found === undefined || (found.isDirectory() && readdirSync(folder).length === 0);
  if (!isFree && !(found?.isDirectory() && (existsSync(join(folder, MARK)) || hasOurManifest(manifestPath)))) {
    throw new AkashiError(
      'case/out-not-ours',
      `${folder}: something else stands there, expected a new or empty folder`,
      {
        hint: '--store keeps a reading in a folder of its own, and removes there what no longer holds',
      },
    );
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const mark = join(folder, MARK);
  if (!existsSync(mark))
    writeFileSync(mark, 'what akashi --store keeps: can be deleted at any time\n', { mode: 0o600 });
}

export class CaseStore {
  readonly folder: string;
  readonly #times: KeptTimes;
  readonly #path: string;

  /**
   * @param folder absolute; made when it is not there, for our eyes only
   * @throws AkashiError case/out-not-ours where something else stands: what we keep there is removed when it no longer holds
   */
  constructor(folder: string, times: KeptTimes) {
    this.folder = folder;
    this.#times = times;
    this.#path = join(folder, 'manifest.json');
    requireOurs(folder, this.#path);
    // Leftovers of a reading that was broken off.
    for (const name of ['segments', 'rows', 'in']) rmSync(join(folder, name), { recursive: true, force: true });
  }

  /** Undefined when what is kept does not begin with these files as they are now: then all is read again. */
  open(inputs: readonly LogInput[]): Kept | undefined {
    const known = this.#read();
    if (!known) return undefined;
    const files: Ingested[] = [];
    const outcomes: Outcome[] = [];
    for (const [f, file] of known.files.entries()) {
      const input = inputs.find(({ shown }) => shown === file.shown);
      const now = input && look(input.path);
      if (!input || !now) return undefined;
      if (now.size !== file.size || now.changed !== file.changed || now.inode !== file.inode) return undefined;
      files.push(ingestedFrom(file, f, input));
      if (file.outcome) outcomes.push({ ...file.outcome, f, formats: new Map(file.outcome.formats) });
    }
    const whole = known.files.length === inputs.length && outcomes.length === files.length;
    // Written by `save` from summaries, and the folder is ours alone.
    const summaries = whole ? (known.summaries as LogFileSummary[] | undefined) : undefined;
    return { files, outcomes, summaries };
  }

  #read(): Manifest | undefined {
    let text: string;
    try {
      text = readFileSync(this.#path, 'utf8');
    } catch {
      return undefined;
    }
    try {
      const parsed = manifest.safeParse(JSON.parse(text));
      if (!parsed.success) return undefined;
      const { reading, schema, timeZone, setNow } = parsed.data;
      const sameTimes = timeZone === this.#times.timeZone && setNow === this.#times.setNow;
      return reading === readingHash() && schema === schemaHash && sameTimes ? parsed.data : undefined;
    } catch {
      return undefined;
    }
  }

  /** Forgets everything. */
  clear(): void {
    rmSync(this.#path, { force: true });
    for (const name of ['clickhouse', 'answers']) rmSync(join(this.folder, name), { recursive: true, force: true });
  }

  /** Everything named here is in the engine. Written whole or not at all. */
  save(files: readonly Ingested[], outcomes: readonly Outcome[], summaries?: readonly LogFileSummary[]): void {
    const learned = new Map(outcomes.map((outcome) => [outcome.f, outcome]));
    const kept: Manifest = {
      reading: readingHash(),
      schema: schemaHash,
      ...this.#times,
      files: files.map((file) => keptFrom(file, learned.get(file.f))),
      ...(summaries ? { summaries: [...summaries] } : {}),
    };
    const draft = `${this.#path}.new`;
    writeFileSync(draft, JSON.stringify(kept), { mode: 0o600 });
    renameSync(draft, this.#path);
  }
}

function keptFrom(file: Ingested, outcome: Outcome | undefined): KeptFile {
  const { shown, sha256, bytes, streamBytes, compression, lines, openEnd, recordBytes, encoding, longLines } = file;
  return {
    ...{ shown, sha256, bytes, streamBytes, compression, lines, openEnd, recordBytes, encoding, longLines },
    ...file.found,
    head: outcome ? '' : file.head.toString('base64'),
    ...(file.incomplete ? { incomplete: file.incomplete } : {}),
    ...(file.packing ? { packing: file.packing } : {}),
    ...(outcome
      ? {
          outcome: {
            formats: [...outcome.formats],
            unparsed: outcome.unparsed,
            firstUnparsed: [...outcome.firstUnparsed],
            assumed: [...outcome.assumed],
          },
        }
      : {}),
  };
}

function ingestedFrom(file: KeptFile, f: number, input: LogInput): Ingested {
  const { shown, sha256, bytes, streamBytes, compression, lines, openEnd, recordBytes, encoding, longLines } = file;
  return {
    ...{ shown, sha256, bytes, streamBytes, compression, lines, openEnd, recordBytes, encoding, longLines },
    f,
    path: input.path,
    found: { size: file.size, changed: file.changed, inode: file.inode },
    head: Buffer.from(file.head, 'base64'),
    incomplete: file.incomplete,
    packing: file.packing,
  };
}
