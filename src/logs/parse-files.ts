// From `raw` to the typed tables: the engine's own reading first where a file has a common shape, then line by line.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from './engine/engine.ts';
import {
  badStructure,
  eventStructure,
  RowBinary,
  webStructure,
  writeBad,
  writeEvent,
  writeWeb,
} from './engine/row-binary.ts';
import { type FastShape, fastWebStatement } from './fast-web.ts';
import type { FileContext } from './formats/format.ts';
import type { Ingested } from './ingest.ts';
import { LONGEST_LINE_BYTES } from './line-scan.ts';
import { isRecordsLine, readLongRecords } from './long-records.ts';
import { type FileParser, openFileParser } from './parse-line.ts';
import { openRecordParser } from './record-parser.ts';
import { localTime, yearClock } from './times.ts';

/** Bytes of lines taken out of the engine at a time. */
const RANGE_BYTES = 32 << 20;
/** Lines a step, when asking how the bytes of a large file are spread over its lines. */
const STEP_LINES = 4096;
/** How many unparsed lines a summary shows. */
const FIRST_UNPARSED = 5;

export type Plan = {
  readonly file: Ingested;
  readonly shape: FastShape | undefined;
  readonly timeZone: string;
  /** Year of the first line of a file whose times carry none. */
  readonly startYear: number;
};

/** What was learned of a file while its lines were read. */
export type Outcome = {
  readonly f: number;
  /** Lines understood, by the name of the format that did. */
  readonly formats: ReadonlyMap<string, number>;
  readonly unparsed: number;
  readonly firstUnparsed: readonly number[];
  readonly assumed: readonly string[];
};

type Reading = {
  readonly plan: Plan;
  readonly parser: FileParser;
  readonly context: FileContext;
  readonly formats: Map<string, number>;
  readonly assumed: Set<string>;
  readonly firstUnparsed: number[];
  /** Lines beyond the longest that are lists of records. */
  readonly long: Set<number>;
  unparsed: number;
  seen: number;
};

type Range = { readonly where: string };

export class FileReader {
  readonly #engine: Engine;
  readonly #folder: string;
  readonly #web = new RowBinary(8 << 20);
  readonly #event = new RowBinary(8 << 20);
  readonly #bad = new RowBinary();
  readonly #progress: (lines: number) => void;
  #serial = 0;
  #inserts: Promise<void> = Promise.resolve();
  #failed: { error: unknown } | undefined;

  constructor(engine: Engine, progress: (lines: number) => void = () => {}) {
    this.#engine = engine;
    this.#progress = progress;
    this.#folder = join(engine.folder, 'rows');
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
  }

  /** Reads all files of the plans, in order. @throws AkashiError */
  async read(plans: readonly Plan[]): Promise<Outcome[]> {
    const readings = new Map(plans.map((plan) => [plan.file.f, this.#open(plan)]));
    const small: Plan[] = [];
    for (const plan of plans) {
      const reading = readings.get(plan.file.f);
      if (!reading) continue;
      if (plan.shape !== undefined) await this.#fast(plan, reading, readings);
      else if (plan.file.streamBytes <= RANGE_BYTES) small.push(plan);
      else for (const range of await this.#ranges(plan.file)) await this.#lines([range], readings);
    }
    await this.#small(small, readings);
    for (const reading of readings.values()) {
      await this.#longLines(reading);
      reading.parser.flush();
    }
    await this.#flush();
    await this.#inserts;
    if (this.#failed) throw this.#failed.error;
    return [...readings.values()].map((reading) => outcome(reading));
  }

  #open(plan: Plan): Reading {
    const { f, recordBytes } = plan.file;
    const assumed = new Set<string>();
    const context: FileContext = {
      local: localTime(plan.timeZone),
      year: yearClock(plan.startYear),
      n: 0,
      emit: (row, n = context.n) => {
        if (row.table === 'web') writeWeb(this.#web, f, n, row);
        else writeEvent(this.#event, f, n, row);
      },
      unread: (n, format) => {
        const count = reading.formats.get(format) ?? 0;
        if (count > 1) reading.formats.set(format, count - 1);
        else reading.formats.delete(format);
        this.#notUnderstood(reading, n, 'no-format');
      },
      assume: (what) => assumed.add(what),
    };
    const parser = recordBytes > 0 ? openRecordParser(context, recordBytes) : openFileParser(context);
    const reading: Reading = {
      plan,
      parser,
      context,
      formats: new Map(),
      assumed,
      firstUnparsed: [],
      long: new Set(),
      unparsed: 0,
      seen: 0,
    };
    return reading;
  }

  /** The engine's reading, then the lines it left. */
  async #fast(plan: Plan, reading: Reading, readings: ReadonlyMap<number, Reading>): Promise<void> {
    const { shape, file } = plan;
    if (shape === undefined) return;
    await this.#engine.command(fastWebStatement(file.f, shape, file.streamBytes / Math.max(1, file.lines)));
    const steps = await this.#engine.rows<{ step: number; lines: number }>(
      `select intDiv(n, ${STEP_LINES}) as step, count() as lines from web where f = ${file.f} group by step order by step`,
    );
    const read = new Map(steps.map((step) => [step.step, step.lines]));
    let count = 0;
    for (const lines of read.values()) count += lines;
    reading.formats.set(shape, count);
    reading.seen = count;
    this.#progress(count);
    if (count === file.lines) return;
    // Only where lines are missing, and not too many at a time: the engine holds the numbers it has read in memory.
    const most = 256;
    let open: number[] = [];
    const ask = async (): Promise<void> => {
      const [first] = open;
      const last = open.at(-1);
      if (first === undefined || last === undefined) return;
      const between = `f = ${file.f} and n >= ${first * STEP_LINES} and n < ${(last + 1) * STEP_LINES}`;
      await this.#lines([{ where: `${between} and n not in (select n from web where ${between})` }], readings);
      open = [];
    };
    const stepCount = Math.ceil(file.lines / STEP_LINES);
    for (let step = 0; step < stepCount; step += 1) {
      const full = Math.min(STEP_LINES, file.lines - step * STEP_LINES);
      if ((read.get(step) ?? 0) === full) continue;
      if (open.length > 0 && step - (open[0] ?? 0) >= most) await ask();
      open.push(step);
    }
    await ask();
  }

  /** Line ranges of a large file, of about RANGE_BYTES each. */
  async #ranges(file: Ingested): Promise<Range[]> {
    const steps = await this.#engine.rows<{ bytes: number }>(
      `select sum(toUInt64(least(len, ${LONGEST_LINE_BYTES}))) as bytes from raw where f = ${file.f} group by intDiv(n, ${STEP_LINES}) as step order by step`,
    );
    const ranges: Range[] = [];
    let from = 0;
    let bytes = 0;
    for (const [step, one] of steps.entries()) {
      bytes += one.bytes;
      if (bytes < RANGE_BYTES && step < steps.length - 1) continue;
      const to = (step + 1) * STEP_LINES;
      ranges.push({ where: `f = ${file.f} and n >= ${from} and n < ${to}` });
      from = to;
      bytes = 0;
    }
    return ranges;
  }

  async #small(plans: readonly Plan[], readings: ReadonlyMap<number, Reading>): Promise<void> {
    let open: number[] = [];
    let bytes = 0;
    const ask = async (): Promise<void> => {
      if (open.length > 0) await this.#lines([{ where: `f in (${open.join(', ')})` }], readings);
      open = [];
      bytes = 0;
    };
    for (const { file } of plans) {
      if (bytes + file.streamBytes > RANGE_BYTES || open.length >= 1000) await ask();
      open.push(file.f);
      bytes += file.streamBytes;
    }
    await ask();
  }

  async #lines(ranges: readonly Range[], readings: ReadonlyMap<number, Reading>): Promise<void> {
    for (const { where } of ranges) {
      this.#serial += 1;
      const path = join(this.#folder, `lines-${this.#serial}`);
      await this.#engine.bulk.giveLines(where, path);
      this.#parse(readBytes(path), readings);
      rmSync(path, { force: true });
      await this.#flush();
      if (this.#failed) throw this.#failed.error;
    }
  }

  #parse(bytes: Buffer, readings: ReadonlyMap<number, Reading>): void {
    let at = 0;
    let reading: Reading | undefined;
    let lines = 0;
    while (at < bytes.length) {
      const f = bytes.readUInt32LE(at);
      const n = bytes.readUInt32LE(at + 4) + bytes.readUInt32LE(at + 8) * 4_294_967_296;
      const len = bytes.readUInt32LE(at + 12);
      at += 16;
      let size = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = bytes[at] ?? 0;
        at += 1;
        size |= (byte & 127) << shift;
        if (byte < 128) break;
      }
      if (reading?.plan.file.f !== f) reading = readings.get(f);
      if (!reading) throw new Error(`a line of file ${f}, which nobody asked for`);
      this.#line(reading, n, len, bytes.toString('latin1', at, at + size));
      at += size;
      lines += 1;
    }
    this.#progress(lines);
  }

  #line(reading: Reading, n: number, len: number, line: string): void {
    const { context, parser, formats } = reading;
    reading.seen += 1;
    context.n = n;
    const cut = len > LONGEST_LINE_BYTES;
    if (cut && isRecordsLine(line)) {
      reading.long.add(n);
      return;
    }
    const text = line.endsWith('\r') && reading.plan.file.recordBytes === 0 ? line.slice(0, -1) : line;
    const format = cut ? undefined : parser.read(text);
    if (format !== undefined) {
      formats.set(format, (formats.get(format) ?? 0) + 1);
      return;
    }
    this.#notUnderstood(reading, n, cut ? 'too-long' : /^\0+$/.test(text) ? 'nul' : 'no-format');
  }

  /** Records of lines that the engine keeps cut, from the file itself. A line of which one is not understood counts as unread. */
  async #longLines(reading: Reading): Promise<void> {
    const { long, context, parser, formats, plan } = reading;
    if (long.size === 0) return;
    const counted = new Map<number, string>();
    const understood = await readLongRecords(plan.file.path, long, (n, record) => {
      context.n = n;
      const format = parser.read(record);
      if (format) counted.set(n, format);
      return format !== undefined;
    });
    for (const n of long) {
      const format = counted.get(n);
      if (format && understood.has(n)) formats.set(format, (formats.get(format) ?? 0) + 1);
      else this.#notUnderstood(reading, n, 'too-long');
    }
    await this.#flush();
  }

  #notUnderstood(reading: Reading, n: number, why: string): void {
    const { firstUnparsed } = reading;
    reading.unparsed += 1;
    // A line that is taken back comes after later ones.
    firstUnparsed.push(n);
    firstUnparsed.sort((a, b) => a - b);
    if (firstUnparsed.length > FIRST_UNPARSED) firstUnparsed.pop();
    writeBad(this.#bad, reading.plan.file.f, n, why);
  }

  /** Rows on their way in while the next lines come out: at most one set is under way. */
  async #flush(): Promise<void> {
    await this.#inserts;
    const serial = this.#serial;
    const sets = [
      { table: 'web', rows: this.#web, structure: webStructure },
      { table: 'event', rows: this.#event, structure: eventStructure },
      { table: 'bad', rows: this.#bad, structure: badStructure },
    ].filter(({ rows }) => rows.length > 0);
    const written = sets.map(({ table, rows, structure }) => {
      const path = join(this.#folder, `${table}-${serial}-${rows.length}`);
      writeFileSync(path, rows.taken(), { mode: 0o600 });
      return { table, structure, path };
    });
    this.#inserts = (async () => {
      try {
        for (const { table, structure, path } of written) {
          await this.#engine.bulk.takeRows(table, structure, path);
          rmSync(path, { force: true });
        }
      } catch (error) {
        this.#failed ??= { error };
      }
    })();
  }
}

/** The file is missing when there was nothing to write. */
function readBytes(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
}

function outcome(reading: Reading): Outcome {
  const { plan, formats, assumed, context, unparsed, firstUnparsed, seen } = reading;
  if (seen !== plan.file.lines) {
    throw new Error(`${plan.file.shown}: ${plan.file.lines} lines, of which ${seen} were looked at`);
  }
  if (context.local.used) assumed.add(`zone: ${plan.timeZone}`);
  if (context.year.used) assumed.add(`year: ${plan.startYear}`);
  return { f: plan.file.f, formats, unparsed, firstUnparsed, assumed: [...assumed] };
}
