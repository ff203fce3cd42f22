// The Windows Event Viewer's own export as CSV, in English and Japanese: five columns and, last, a text of many lines
// between quotes.
import { type EventRow, event, fromBytes, toBytes } from '../rows.ts';
import { splitCsv } from './csv-line.ts';
import type { FileContext, Format } from './format.ts';
import { anyTime } from './json-time.ts';
import { windowsAction } from './windows-event.ts';

const headEn = /^(?:\xef\xbb\xbf)?"?(?:Keywords|Level)"?,"?Date and Time"?,"?Source"?,"?Event ID"?,"?Task Category"?/;
const headJa = /^\ufeff?"?(?:キーワード|レベル)"?,"?日付と時刻"?,"?ソース"?,"?イベント ID"?,"?タスクのカテゴリ"?/;
/** Keywords or level, time, source, event id. */
const begins = /^[^,"]{0,64},(\d{1,4}\/\d{1,2}\/\d{1,4} \d{1,2}:\d\d:\d\d(?: [AP]M)?),([^,"]{1,128}),(\d{1,6}),/;

/** Lines and bytes of one record; more is not one record. */
const MOST_LINES = 512;
const LONGEST_RECORD = 1 << 20;

const accountName = /(?:Account Name|アカウント名):[ \t]{0,8}([^\s][^\n]{0,255})/g;
const address =
  /(?:Source Network Address|Client Address|ソース ネットワーク アドレス|クライアント アドレス):[ \t]{0,8}(?:::ffff:)?([0-9A-Fa-f.:]{3,45})/;

/** The text names who asked before whom it was about: of a login the last is meant, of anything else the first. */
function userOf(said: string, aboutLast: boolean): string {
  const names = [...said.matchAll(accountName)].map(([, name = '']) => name.trim()).filter((name) => name !== '-');
  return (aboutLast ? names.at(-1) : names[0]) ?? '';
}

/** One whole record; undefined when its time is none. */
function recordRow(record: string, file: FileContext): EventRow | undefined {
  const [, when = '', source = '', id = ''] = begins.exec(record) ?? [];
  const at = anyTime(when, file);
  if (at === 0) return undefined;
  const said = fromBytes(splitCsv(record)[5] ?? '');
  const action = windowsAction(id);
  const aboutLast = action === 'login' || action === 'login-failed';
  return event({
    at,
    program: source,
    ip: address.exec(said)?.[1] ?? '',
    user: toBytes(userOf(said, aboutLast)),
    action,
    message: toBytes(`EventID ${id} ${said.replace(/\s{1,64}/g, ' ').slice(0, 16_384)}`),
    fields: { EventID: id, ...(action === 'login-failed' ? { about: 'attempt' } : {}) },
  });
}

const quotes = (line: string): number => line.split('"').length - 1;

export const windowsCsv: Format = {
  id: 'windows_csv',
  open(file) {
    let headed = false;
    let open: { readonly n: number; readonly lines: string[]; bytes: number; quotes: number } | undefined;
    const giveUp = (): void => {
      for (let i = 0; i < (open?.lines.length ?? 0); i += 1) file.unread((open?.n ?? 0) + i, 'windows_csv');
      open = undefined;
    };
    /** The record that is open, whole now. */
    const close = (): string | undefined => {
      if (!open) return undefined;
      const { n, lines } = open;
      const row = recordRow(lines.join('\n'), file);
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
        if (!headed) {
          headed = headEn.test(line) || (line.charCodeAt(0) > 127 && headJa.test(fromBytes(line)));
          return headed ? 'windows_csv' : undefined;
        }
        if (!open) {
          if (!begins.test(line)) return undefined;
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
