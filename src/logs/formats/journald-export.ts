// `journalctl -o export`: a field a line, `NAME=value`; an empty line ends an entry.
import type { FileContext, Format } from './format.ts';
import { journalRow } from './wrapped-json.ts';

const field = /^([A-Z_][A-Z0-9_]{0,63})=(.*)$/s;
/** Fields of one entry that are kept. */
const MOST_FIELDS = 256;

export const journaldExport: Format = {
  id: 'journald',
  open(file: FileContext) {
    let fields: Record<string, string> | undefined;
    let first = 0;
    let binary: string | undefined;
    const end = (): void => {
      if (fields) file.emit(journalRow(fields), first);
      fields = undefined;
      binary = undefined;
    };
    return {
      read(line) {
        const match = field.exec(line);
        if (!match) {
          // A value with line ends in it follows its bare name, after eight bytes of length.
          if (!fields || !/^[A-Z_][A-Z0-9_]{0,63}$/.test(line)) return undefined;
          binary = line;
          return 'journald';
        }
        const [, name = '', value = ''] = match;
        if (!fields && !name.startsWith('__')) return undefined;
        // An entry begins with its cursor.
        if (name === '__CURSOR') end();
        if (!fields) first = file.n;
        fields ??= {};
        binary = undefined;
        if (Object.keys(fields).length < MOST_FIELDS && !(name in fields)) fields[name] = value;
        return 'journald';
      },
      continues(line) {
        if (!fields || binary === undefined) return false;
        const known = fields[binary];
        fields[binary] = known === undefined ? line.slice(8) : `${known}\n${line}`.slice(0, 65_536);
        return true;
      },
      flush: end,
    };
  },
};
