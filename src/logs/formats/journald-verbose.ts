// `journalctl -o verbose`: a head with the time and the entry's cursor, then a field a line, four spaces in.

import type { FileContext, Format } from './format.ts';
import { anyTime } from './json-time.ts';
import { journalRow } from './wrapped-json.ts';

const head =
  /^[A-Z][a-z]{2} (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?) ([A-Z]{1,5}|[+-]\d\d(?::?\d\d)?) \[s=[0-9a-f]{1,32};i=[0-9a-f]{1,16};b=[0-9a-f]{1,32};m=[0-9a-f]{1,16};t=([0-9a-f]{1,16});x=[0-9a-f]{1,16}\]$/;
const field = /^ {4}([A-Z_][A-Z0-9_]{0,63})=(.*)$/s;
/** Fields of one entry, and characters of one value, that are kept. */
const MOST_FIELDS = 256;
const LONGEST_VALUE = 65_536;

/** Microseconds since 1970 stand in the cursor, in hexadecimal; the written time is for readers. */
function cursorTime(t: string, written: string, file: FileContext): number {
  const micros = Number.parseInt(t, 16);
  const at = anyTime(written, file);
  return Math.abs(micros - at) < 86_400e6 ? micros : at;
}

export const journaldVerbose: Format = {
  id: 'journald_verbose',
  open(file) {
    let fields: Record<string, string> | undefined;
    let count = 0;
    let last = '';
    let first = 0;
    let at = 0;
    const end = (): void => {
      if (fields) {
        const row = journalRow(fields);
        file.emit(row.at === 0 ? { ...row, at } : row, first);
      }
      fields = undefined;
    };
    return {
      read(line) {
        const begun = head.exec(line);
        if (begun) {
          end();
          const [, when = '', zone = '', t = ''] = begun;
          at = cursorTime(t, `${when} ${zone}`, file);
          fields = {};
          count = 0;
          last = '';
          first = file.n;
          return 'journald';
        }
        if (!fields) return undefined;
        const [, name = '', value = ''] = field.exec(line) ?? [];
        if (name !== '') {
          if (count < MOST_FIELDS && !Object.hasOwn(fields, name)) {
            fields[name] = value.slice(0, LONGEST_VALUE);
            count += 1;
          }
          last = name;
          return 'journald';
        }
        // A value of several lines goes on further in.
        if (last === '' || !line.startsWith('     ')) return undefined;
        fields[last] = `${fields[last] ?? ''}\n${line.trimStart()}`.slice(0, LONGEST_VALUE);
        return 'journald';
      },
      inside: () => fields !== undefined,
      flush: end,
    };
  },
};
