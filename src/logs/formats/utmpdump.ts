// Records of utmp, wtmp and btmp as utmpdump prints them: eight columns in brackets, padded with spaces.
import { loginRow } from '../login-records.ts';
import type { EventRow } from '../rows.ts';
import { type Local, parseIsoTime } from '../times.ts';
import type { Format } from './format.ts';

// The name is whatever was typed at the login, brackets too: columns are told apart by their places from both ends.
const columns =
  /^\[(\d)\] \[(-?\d{1,10})\] \[(.{0,4})\] \[(.{8,32})\] \[(.{12,32})\] \[(.{20,256})\] \[([0-9A-Fa-f.:]{2,45}) {0,44}\] \[(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d,\d{1,6}[+-]\d\d:\d\d)\]$/s;
/** What stands where no address was recorded. */
const NO_ADDRESS = /^(?:0\.0\.0\.0|::)$/;

export function parseUtmpdump(text: string, local: Local): EventRow | undefined {
  const found = columns.exec(text);
  if (!found) return undefined;
  const [kind = '', pid = '', id = '', user = '', line = '', host = '', address = '', when = ''] = found
    .slice(1)
    .map((column) => column.trim());
  const time = parseIsoTime(when, local);
  if (!time) return undefined;
  const ip = NO_ADDRESS.test(address) ? '' : address;
  return loginRow({
    kind: Number(kind),
    at: time.at,
    pid: Math.max(0, Number(pid)),
    ip,
    user,
    line,
    host,
    zeroed: time.at === 0 && Number(kind) === 0 && Number(pid) === 0 && `${id}${user}${line}${host}${ip}` === '',
  });
}

export const utmpdump: Format = {
  id: 'utmpdump',
  open: (file) => ({
    read(line) {
      const row = parseUtmpdump(line, file.local);
      if (!row) return undefined;
      file.emit(row);
      return 'utmpdump';
    },
  }),
};
