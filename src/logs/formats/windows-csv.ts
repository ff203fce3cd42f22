// Windows events exported as CSV, each with a text of many lines between quotes: by the Event Viewer, in English and Japanese
// (five columns and, last, the text), and by PowerShell (`Get-WinEvent | Export-Csv`), whose columns are named.
import { type EventRow, fromBytes } from '../rows.ts';
import { splitCsv } from './csv-line.ts';
import type { FileContext, Format } from './format.ts';
import { anyTime } from './json-time.ts';
import { saidRow } from './windows-said.ts';

const headEn = /^(?:\xef\xbb\xbf)?"?(?:Keywords|Level)"?,"?Date and Time"?,"?Source"?,"?Event ID"?,"?Task Category"?/;
const headJa = /^\ufeff?"?(?:キーワード|レベル)"?,"?日付と時刻"?,"?ソース"?,"?イベント ID"?,"?タスクのカテゴリ"?/;
/** Keywords or level, time, source, event id. */
const begins = /^[^,"]{0,64},(\d{1,4}\/\d{1,2}\/\d{1,4} \d{1,2}:\d\d:\d\d(?: [AP]M)?),([^,"]{1,128}),(\d{1,6}),/;

/** Where a record's parts stand. */
type Columns = {
  readonly time: number;
  readonly source: number;
  readonly id: number;
  readonly said: number;
  /** How a record's first line begins. */
  readonly begins: RegExp;
};

const viewer: Columns = { time: 1, source: 2, id: 3, said: 5, begins };

/** The columns that a head names; undefined for a line that is none. */
function columnsOf(line: string): Columns | undefined {
  if (headEn.test(line) || (line.charCodeAt(0) > 127 && headJa.test(fromBytes(line)))) return viewer;
  if (!/^(?:\xef\xbb\xbf)?"\w+","\w+"/.test(line)) return undefined;
  const names = splitCsv(line.replace(/^\xef\xbb\xbf/, '').trimEnd());
  const [time = -1, source = -1, id = -1, said = -1] = [
    /^Time(?:Created|Generated)$/,
    /^(?:ProviderName|Source)$/,
    /^(?:Id|EventID)$/,
    /^Message$/,
  ].map((name) => names.findIndex((one) => name.test(one)));
  return time < 0 || id < 0 || said < 0 ? undefined : { time, source, id, said, begins: /^"/ };
}

/** Lines and bytes of one record; more is not one record. */
const MOST_LINES = 512;
const LONGEST_RECORD = 1 << 20;

/** One whole record; undefined when its time is none. */
function recordRow(record: string, columns: Columns, file: FileContext): EventRow | undefined {
  const cells = splitCsv(record.trimEnd());
  const id = cells[columns.id] ?? '';
  const at = /^\d{1,6}$/.test(id) ? anyTime(cells[columns.time] ?? '', file) : 0;
  if (at === 0) return undefined;
  return saidRow({ at, id, source: cells[columns.source] ?? '', text: cells[columns.said] ?? '' });
}

const quotes = (line: string): number => line.split('"').length - 1;

export const windowsCsv: Format = {
  id: 'windows_csv',
  open(file) {
    let columns: Columns | undefined;
    let open: { readonly n: number; readonly lines: string[]; bytes: number; quotes: number } | undefined;
    const giveUp = (): void => {
      for (let i = 0; i < (open?.lines.length ?? 0); i += 1) file.unread((open?.n ?? 0) + i, 'windows_csv');
      open = undefined;
    };
    /** The record that is open, whole now. */
    const close = (): string | undefined => {
      if (!open || !columns) return undefined;
      const { n, lines } = open;
      const row = recordRow(lines.join('\n'), columns, file);
      if (!row) {
        lines.pop(); // the line being read is not said to be of the format
        giveUp();
        return undefined;
      }
      file.emit(row, n);
      open = undefined;
      return 'windows_csv';
    };
    const take = (line: string): string | undefined => {
      if (!open) return undefined;
      open.lines.push(line);
      open.bytes += line.length;
      open.quotes += quotes(line);
      if (open.quotes % 2 === 0) return close();
      if (open.lines.length <= MOST_LINES && open.bytes <= LONGEST_RECORD) return 'windows_csv';
      open.lines.pop();
      giveUp();
      return undefined;
    };
    return {
      read(line) {
        if (!columns) {
          columns = columnsOf(line);
          return columns ? 'windows_csv' : undefined;
        }
        if (!open) {
          if (!columns.begins.test(line)) return undefined;
          open = { n: file.n, lines: [], bytes: 0, quotes: 0 };
        }
        return take(line);
      },
      continues: () => false,
      inside: () => open !== undefined,
      flush: giveUp,
    };
  },
};
