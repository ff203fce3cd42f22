// Windows events as text, a property a line, as an administrator prints them:
//
//   Event[0]:                              wevtutil qe Security /f:text
//     Source: Microsoft-Windows-Security-Auditing
//     Date: 2025-03-12T09:15:02.123
//     Event ID: 4625
//     Description:
//   An account failed to log on. …
//
//   TimeCreated  : 2025/03/12 9:15:02      Get-WinEvent | Format-List
//   ProviderName : Microsoft-Windows-Security-Auditing
//   Id           : 4625
//   Message      : An account failed to log on. …

import type { FileContext, Format } from './format.ts';
import { anyTime } from './json-time.ts';
import { saidRow } from './windows-said.ts';

/** Lines and bytes of one event; more is not one event. */
const MOST_LINES = 512;
const LONGEST_EVENT = 1 << 20;

type Form = {
  /** The line with which an event begins. */
  readonly begins: RegExp;
  readonly time: RegExp;
  readonly id: RegExp;
  readonly source: RegExp;
  readonly host: RegExp;
  /** Where the text begins, up to the event's end. */
  readonly text: RegExp;
  /** A line that goes on with the event. */
  readonly goesOn: RegExp;
};

const wevtutil: Form = {
  begins: /^(?:\xef\xbb\xbf)?Event\[\d{1,9}\]:?\s*$/,
  time: /^ {2}Date: ([\dT:.+Z-]{19,40})\s*$/m,
  id: /^ {2}Event ID: (\d{1,6})\s*$/m,
  source: /^ {2}Source: ([^\n]{1,128})$/m,
  host: /^ {2}Computer: ([^\s]{1,128})/m,
  text: /^ {2}Description:/m,
  // The text is anything, from the line's beginning, but for what begins as another log's line does.
  goesOn: /^(?!\d{4}-\d\d-\d\d[T ]|[A-Z][a-z]{2} [ \d]\d \d\d:\d\d|\d{1,3}(?:\.\d{1,3}){3} )/,
};
const formatList: Form = {
  begins: /^(?:\xef\xbb\xbf)?(?:TimeCreated|TimeGenerated) {1,12}: \S/,
  time: /^(?:\xef\xbb\xbf)?(?:TimeCreated|TimeGenerated) {1,12}: ([^\n]{8,40})$/m,
  id: /^(?:Id|EventID|InstanceId) {1,12}: (\d{1,6})\s*$/m,
  source: /^(?:ProviderName|Source) {1,12}: ([^\n]{1,128})$/m,
  host: /^(?:MachineName) {1,12}: ([^\s]{1,128})/m,
  text: /^Message {1,12}: /m,
  goesOn: /^(?:\s|[A-Z]\w{0,31} {0,12}: )/,
};

type Open = { readonly form: Form; readonly n: number; readonly lines: string[]; bytes: number };

/** Whether the event said its time and its number, and was told to the file. */
function tell({ form, n, lines }: Open, file: FileContext): boolean {
  const whole = lines.join('\n');
  const at = anyTime(form.time.exec(whole)?.[1]?.trim() ?? '', file);
  const id = form.id.exec(whole)?.[1];
  if (at === 0 || id === undefined) return false;
  const text = form.text.exec(whole);
  const source = form.source.exec(whole)?.[1]?.trim() ?? 'windows';
  const host = form.host.exec(whole)?.[1] ?? '';
  file.emit(saidRow({ at, id, source, host, text: text ? whole.slice(text.index + text[0].length) : '' }), n);
  return true;
}

export const windowsText: Format = {
  id: 'windows_text',
  open(file) {
    let open: Open | undefined;
    const close = (): void => {
      if (open && !tell(open, file))
        for (let i = 0; i < open.lines.length; i += 1) file.unread(open.n + i, 'windows_text');
      open = undefined;
    };
    return {
      read(line) {
        const form = [wevtutil, formatList].find(({ begins }) => begins.test(line));
        if (form) {
          close();
          open = { form, n: file.n, lines: [line], bytes: line.length };
          return 'windows_text';
        }
        const isRoom = open && open.lines.length < MOST_LINES && open.bytes + line.length <= LONGEST_EVENT;
        if (!open || !isRoom || !open.form.goesOn.test(line)) {
          close();
          return undefined;
        }
        open.lines.push(line);
        open.bytes += line.length;
        return 'windows_text';
      },
      inside: () => open !== undefined,
      continues: () => false,
      flush: close,
    };
  },
};
