import type { LogFileSummary } from '../vocabulary/case-file.ts';
import type { Pointer } from '../vocabulary/finding.ts';
import type { Asked } from './engine/engine-on-demand.ts';
import type { Packing } from './gzip-header.ts';
import type { LogStore, Place } from './port.ts';

/** Lines a block of the byte index: small enough to fetch the lengths of one, large enough to keep a sum of each. */
const BLOCK_LINES = 256;

/** What `pointers` must know of a file besides its summary. */
export type StoredFile = {
  readonly summary: LogFileSummary;
  readonly recordBytes: number;
  readonly packing?: Packing | undefined;
};

/** Where each line begins, from sums of lengths a block: a file of 30 million lines keeps 120,000 numbers. */
class ByteIndex {
  readonly #engine: Asked;
  readonly #blocks = new Map<number, Promise<Float64Array>>();

  constructor(engine: Asked) {
    this.#engine = engine;
  }

  /** Byte offset of the first line of each block. */
  async #starts(f: number): Promise<Float64Array> {
    const rows = await this.#engine.rows<{ bytes: number }>(
      `select sum(toUInt64(len) + 1) as bytes from raw where f = {f:UInt32} group by intDiv(n, ${BLOCK_LINES}) as block order by block`,
      { f },
    );
    const starts = new Float64Array(rows.length);
    let at = 0;
    for (const [block, row] of rows.entries()) {
      starts[block] = at;
      at += row.bytes;
    }
    return starts;
  }

  /** First byte and length of lines of one file. */
  async find(f: number, lines: readonly number[]): Promise<Map<number, { start: number; length: number }>> {
    const known = this.#blocks.get(f) ?? this.#starts(f);
    this.#blocks.set(f, known);
    const starts = await known;
    const wanted = [...new Set(lines.map((n) => Math.floor(n / BLOCK_LINES)))].sort((a, b) => a - b);
    const found = new Map<number, { start: number; length: number }>();
    const asked = new Set(lines);
    // A thousand blocks a question keeps an answer small however many places are asked for.
    for (let from = 0; from < wanted.length; from += 1000) {
      const blocks = wanted.slice(from, from + 1000);
      const rows = await this.#engine.rows<{ block: number; lengths: number[] }>(
        // Sorted in each group: the order of a subquery is not kept by what several threads gather from it.
        `select intDiv(n, ${BLOCK_LINES}) as block, arraySort(groupArray((n, len))).2 as lengths from raw
         where f = {f:UInt32} and block in (select arrayJoin({blocks:Array(UInt64)})) group by block order by block`,
        { f, blocks },
      );
      for (const { block, lengths } of rows) {
        let start = starts[block] ?? 0;
        for (const [i, length] of lengths.entries()) {
          const n = block * BLOCK_LINES + i;
          if (asked.has(n)) found.set(n, { start, length });
          start += length + 1;
        }
      }
    }
    return found;
  }
}

/** Whether lines and bytes are counted in the file itself, rather than in what it unpacks or decodes to. */
const isAsItIs = ({ compression, encoding }: LogFileSummary) =>
  compression === 'none' && !encoding.startsWith('utf-16');

/** Logs in an engine, whole. */
export function openStore(engine: Asked, stored: readonly StoredFile[]): LogStore {
  const index = new ByteIndex(engine);
  const files = stored.map(({ summary }) => summary);

  const byFile = (places: readonly Place[]): Map<number, number[]> => {
    const lines = new Map<number, number[]>();
    for (const { f, n } of places) {
      const known = lines.get(f);
      if (known) known.push(n);
      else lines.set(f, [n]);
    }
    return lines;
  };

  const packing = new Map(stored.flatMap(({ packing: said }, f) => (said ? [[f, said] as const] : [])));
  return {
    ...{ files, packing },
    rows: (sql, parameters, planning) => engine.rows(sql, parameters, planning),
    numbers: (sql, columns, take, parameters = {}) => engine.numbers(sql, columns, take, parameters),
    async pointers(places) {
      const found = new Map<string, { start: number; length: number }>();
      for (const [f, lines] of byFile(places)) {
        const size = stored[f]?.recordBytes ?? 0;
        if (size > 0) for (const n of lines) found.set(`${f} ${n}`, { start: n * size, length: size });
        else for (const [n, place] of await index.find(f, lines)) found.set(`${f} ${n}`, place);
      }
      return places.map(({ f, n }): Pointer => {
        const file = files[f];
        const place = found.get(`${f} ${n}`);
        if (!file || !place || n >= file.lines) throw new RangeError(`no line ${n} in file ${f}`);
        const { start, length } = place;
        // The last record of a damaged file may be shorter than the others.
        const end = stored[f]?.recordBytes ? Math.min(start + length, file.bytes) : start + length;
        const pointer = { path: file.path, sha256: file.sha256, line: n + 1, byteStart: start, byteEnd: end };
        return isAsItIs(file) ? pointer : { ...pointer, stream: true };
      });
    },
    async lines(places) {
      const found = new Map<string, Uint8Array>();
      for (const [f, lines] of byFile(places)) {
        const rows = await engine.rows<{ n: number; line: string }>(
          'select n, base64Encode(line) as line from raw where f = {f:UInt32} and n in {n:Array(UInt64)} order by n',
          { f, n: [...new Set(lines)] },
        );
        for (const row of rows) found.set(`${f} ${row.n}`, Buffer.from(row.line, 'base64'));
      }
      return places.map(({ f, n }) => {
        const line = found.get(`${f} ${n}`);
        if (!line) throw new RangeError(`no line ${n} in file ${f}`);
        return line;
      });
    },
    ...(engine.beside ? { beside: engine.beside } : {}),
    close: () => engine.close(),
  };
}
