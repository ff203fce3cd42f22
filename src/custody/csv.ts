import { parse } from 'csv-parse/sync';
import { AkashiError } from '../vocabulary/error.ts';
import type { Pointer } from '../vocabulary/finding.ts';

/** A file as given: where it lies in the case, its digest, its bytes. */
export type NamedBytes = { readonly path: string; readonly sha256: string; readonly bytes: Uint8Array };

export type CsvRow = { readonly values: Readonly<Record<string, string>>; readonly pointer: Pointer };
export type CsvTable = {
  readonly columns: readonly string[];
  readonly rows: readonly CsvRow[];
  readonly encoding: 'utf-8' | 'shift_jis';
};

/** A register of a million people at 200 bytes a row; a larger one is refused rather than swapped to disk. */
const LARGEST_CSV_BYTES = 256 * 1024 * 1024;
const MOST_COLUMNS = 500;

/**
 * The text of a file that a person or Excel wrote: UTF-8, with or without a byte order mark, else Shift_JIS, which
 * Japanese spreadsheets still save.
 *
 * @throws AkashiError custody/csv-unreadable when it is neither
 */
export function decodeTableText(file: NamedBytes): { text: string; encoding: CsvTable['encoding'] } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(file.bytes), encoding: 'utf-8' };
  } catch {
    const [first, second] = file.bytes;
    if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) {
      throw new AkashiError(
        'custody/csv-unreadable',
        `${file.path}: UTF-16, as a spreadsheet saves "Unicode text"; save it as "CSV UTF-8"`,
      );
    }
    try {
      return { text: new TextDecoder('shift_jis', { fatal: true }).decode(file.bytes), encoding: 'shift_jis' };
    } catch (cause) {
      throw new AkashiError('custody/csv-unreadable', `${file.path}: neither UTF-8 nor Shift_JIS`, {
        cause,
        hint: 'save the table as "CSV UTF-8"',
      });
    }
  }
}

/** What csv-parse gives for each row with `info: true`. */
type InfoRecord = { readonly record: string[]; readonly info: { readonly bytes: number; readonly lines: number } };

/** Byte ranges of lines, without their ends. 0x0A is no trail byte in UTF-8 or Shift_JIS, so bytes may be scanned as they are. */
function lineStarts(bytes: Uint8Array): number[] {
  const starts = [0];
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) starts.push(at + 1);
  return starts;
}

/** The line (from 1) that holds the last byte before `end`, for ends that only grow. */
function lineCounter(starts: readonly number[]): (end: number) => number {
  let line = 0;
  return (end) => {
    while (line < starts.length && (starts[line] ?? 0) < end) line += 1;
    return line;
  };
}

function pointerTo(file: NamedBytes, starts: readonly number[], firstLine: number, lastLine: number): Pointer {
  const byteStart = starts[firstLine - 1] ?? 0;
  const next = starts[lastLine];
  const end = next === undefined ? file.bytes.length : next - 1;
  const byteEnd = end > byteStart && file.bytes[end - 1] === 13 ? end - 1 : end;
  return { path: file.path, sha256: file.sha256, line: firstLine, byteStart, byteEnd };
}

/** A heading as somebody dressed it up: full-width letters, spaces, お or ご before it, a remark in brackets behind it. */
const undressed = (heading: string) =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\([^()]{0,40}\)$/, '')
    .replace(/[\s_-]/g, '')
    .replace(/^[おご御](?=.{2})/, '');

type Known = Readonly<Record<string, readonly string[]>>;

/**
 * Plain headings first: a dressed-up one takes a name only where no other column has it. Two plain headings of one name are
 * left for the caller to refuse where the column is needed; of others the one that stands earlier in `known` takes it.
 */
function namedColumns(record: readonly string[], known: Known, required: readonly string[]): string[] {
  const columns = [...record];
  for (const [name, headings] of Object.entries(known)) {
    const plain = record.flatMap((heading, index) => (headings.includes(heading.toLowerCase()) ? [index] : []));
    const rank = (index: number) => headings.indexOf((record[index] ?? '').toLowerCase());
    const first = Math.min(...plain.map(rank));
    // A postal "Address" beside an "Email" is no second mail address.
    const ofMail = plain.filter((index) => /mail|メール/i.test(record[index] ?? ''));
    const needed = ofMail.length > 0 ? ofMail : plain;
    const taken = required.includes(name) ? needed : plain.filter((index) => rank(index) === first);
    const bare = headings.map(undressed);
    const dressed =
      taken.length > 0 ? [] : record.flatMap((heading, i) => (bare.includes(undressed(heading)) ? [i] : []));
    for (const index of [...taken, ...dressed.slice(0, 1)]) columns[index] = name;
  }
  return columns;
}

/** Excel separates by semicolons where the comma stands in numbers, and by tabs as "text". Headings hold none of these. */
function separatorOf(text: string): string {
  const head = text.slice(0, text.search(/[\r\n]|$/));
  if (head.includes(',')) return ',';
  return ['\t', ';'].find((separator) => head.includes(separator)) ?? ',';
}

/**
 * Reads a table whose first row names its columns. `known` gives each column its accepted headings; a heading that is
 * not known is kept under its own name. Every row keeps a pointer to its bytes.
 *
 * @throws AkashiError custody/csv-unreadable, naming file and line, for a missing column or a broken quote
 */
export function readCsv(file: NamedBytes, known: Known, required: readonly string[]): CsvTable {
  if (file.bytes.length > LARGEST_CSV_BYTES) {
    throw new AkashiError(
      'input/too-large',
      `${file.path}: ${file.bytes.length} bytes, at most ${LARGEST_CSV_BYTES} are read`,
    );
  }
  const { text, encoding } = decodeTableText(file);
  let records: InfoRecord[];
  try {
    // The library's types do not follow its `info` option.
    records = parse(text, {
      info: true,
      bom: true,
      delimiter: separatorOf(text),
      skip_empty_lines: true,
      relax_column_count: true,
      trim: true,
    }) as unknown as InfoRecord[];
  } catch (cause) {
    const line = cause instanceof Error && 'lines' in cause ? `, line ${String(cause.lines)}` : '';
    throw new AkashiError('custody/csv-unreadable', `${file.path}${line}: not a comma-separated table`, { cause });
  }
  const [head, ...body] = records;
  if (!head) throw new AkashiError('custody/csv-unreadable', `${file.path}: empty, expected a row of column names`);
  if (head.record.length > MOST_COLUMNS) {
    throw new AkashiError('custody/csv-unreadable', `${file.path}, line 1: more than ${MOST_COLUMNS} columns`);
  }
  const columns = namedColumns(head.record, known, required);
  const missing = required.filter((name) => !columns.includes(name));
  if (missing.length > 0) {
    const wanted = missing.map((name) => `"${name}" (or ${(known[name] ?? []).join(', ')})`).join(' and ');
    throw new AkashiError('custody/csv-unreadable', `${file.path}, line 1: no column ${wanted}`, {
      hint: `the first row must name the columns; this one names ${head.record.length}`,
    });
  }
  const repeated = columns.find((name, index) => columns.indexOf(name) !== index);
  if (repeated !== undefined) {
    throw new AkashiError('custody/csv-unreadable', `${file.path}, line 1: column "${repeated}" stands twice`);
  }
  const starts = lineStarts(file.bytes);
  // The library's own line count goes wrong on CRLF inside quotes; its byte count, of the UTF-8 text, does not.
  const textStarts = lineStarts(new TextEncoder().encode(text));
  const lineAt = lineCounter(textStarts);
  let lastLine = lineAt(head.info.bytes);
  const rows = body.map(({ record, info }): CsvRow => {
    const endLine = lineAt(info.bytes);
    if (record.length > columns.length) {
      throw new AkashiError(
        'custody/csv-unreadable',
        `${file.path}, line ${endLine}: ${record.length} fields, but ${columns.length} columns`,
      );
    }
    const spans = record.reduce((sum, value) => sum + (value.match(/\n/g)?.length ?? 0), 0);
    const firstLine = Math.max(lastLine + 1, endLine - spans);
    lastLine = endLine;
    // Object.create(null): a column called "__proto__" is a column.
    const values: Record<string, string> = Object.create(null);
    for (const [index, name] of columns.entries()) values[name] = record[index] ?? '';
    return { values, pointer: pointerTo(file, starts, firstLine, endLine) };
  });
  return { columns, rows, encoding };
}
