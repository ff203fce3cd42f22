// ModSecurity's audit log in its native form: sections `--abcdef12-A--` (`---abcdef12---A--` since version 3) to `Z`, one
// request over many lines.
// Its JSON form is read by json-lines.ts.
import { event } from '../rows.ts';
import { parseClfTime } from '../times.ts';
import type { Format } from './format.ts';
import { splitRequest } from './web-access.ts';
import { modsecurityFields } from './web-error.ts';

const boundary = /^--(?:-[0-9a-zA-Z]{6,32}--|[0-9a-zA-Z]{6,32})-([A-Z])--$/;
const audit = /^\[([^\]]{20,36})\] (\S{6,64}) (\S{2,45}) (\d{1,5}) (\S{2,45}) (\d{1,5})$/;
/** Of headers and bodies together; the lines themselves stay in `raw`. */
const LONGEST_MESSAGE = 65_536;

type Transaction = {
  readonly n: number;
  at: number;
  ip: string;
  request: string;
  message: string;
  fields: Record<string, string>;
};

export const modsecurity: Format = {
  id: 'modsecurity',
  open(file) {
    let section = '';
    let open: Transaction | undefined;
    const end = (): void => {
      if (open) {
        const { at, ip, request, message, fields, n } = open;
        const { method, target } = splitRequest(request);
        file.emit(
          event({
            at,
            program: 'modsecurity',
            ip,
            action: fields['rule'] === undefined ? '' : 'web-blocked',
            message,
            fields: { ...fields, method, target },
          }),
          n,
        );
      }
      open = undefined;
      section = '';
    };
    const keep = (line: string): void => {
      if (!open) return;
      if (section === 'A') {
        const head = audit.exec(line);
        if (head) {
          open.at = parseClfTime(head[1] ?? '', file.local) ?? 0;
          open.ip = head[3] ?? '';
          open.fields['unique_id'] = head[2] ?? '';
        }
      } else if (section === 'B' && open.request === '') open.request = line;
      else if (section === 'H') {
        for (const [key, value] of Object.entries(modsecurityFields(line))) open.fields[key] ??= value;
      }
      if (open.message.length < LONGEST_MESSAGE) open.message += `${line}\n`;
    };
    return {
      read(line) {
        const mark = boundary.exec(line);
        if (!mark) return undefined;
        section = mark[1] ?? '';
        if (section === 'A') {
          end();
          section = 'A';
          open = { n: file.n, at: 0, ip: '', request: '', message: '', fields: {} };
        }
        if (section === 'Z') end();
        return 'modsecurity';
      },
      continues(line) {
        if (section === '' || !open) return false;
        keep(line);
        return true;
      },
      inside: () => section !== '',
      flush: end,
    };
  },
};
