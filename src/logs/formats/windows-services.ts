// Two services of Windows that write tables of their own: the network policy server, which decides on logins by VPN and Wi-Fi, and
// the DHCP server, which says which machine had an address.
import { type EventRow, event } from '../rows.ts';
import { type Local, parseIsoTime } from '../times.ts';
import { splitCsv } from './csv-line.ts';
import type { FileContext, Format } from './format.ts';

/** `10/19/2026` and `10/19/26`, as these services write in every language of Windows. */
const isDate = /^(\d\d)\/(\d\d)\/(\d{2}|\d{4})$/;
const isClock = /^\d\d:\d\d:\d\d$/;

function instant(date: string, clock: string, local: Local): number | undefined {
  const [, month, day, year = ''] = isDate.exec(date) ?? [];
  if (year === '' || !isClock.test(clock)) return undefined;
  return parseIsoTime(`${year.length === 2 ? `20${year}` : year}-${month}-${day} ${clock}`, local)?.at;
}

/** Packets of RADIUS: a request, what was granted and what was refused. */
const packets: Readonly<Record<string, Pick<EventRow, 'action'>>> = {
  '1': { action: '' },
  '2': { action: 'login' },
  '3': { action: 'login-failed' },
};
/** Columns of the format for databases, by their place. */
const IAS = { date: 2, time: 3, packet: 4, user: 5, account: 6, called: 7, calling: 8, server: 13, name: 14 };

function policyRow(line: string, local: Local): EventRow | undefined {
  if (!/^"[^"]{1,64}","(?:IAS|RAS)",\d\d\//.test(line)) return undefined;
  const cells = splitCsv(line, ',');
  const cell = (name: keyof typeof IAS) => cells[IAS[name]] ?? '';
  const at = instant(cell('date'), cell('time'), local);
  const packet = packets[cell('packet')];
  if (at === undefined || cells.length < 20) return undefined;
  const calling = cell('calling');
  return event({
    at,
    host: cells[0] ?? '',
    program: 'nps',
    ip: /^[0-9A-Fa-f.:]{3,45}$/.test(calling) && /\.|::/.test(calling) ? calling : '',
    user: (cell('user') || cell('account')).replace(/^.*\\/s, ''),
    action: packet?.action ?? '',
    message: line,
    fields: {
      ...{ packet: cell('packet'), account: cell('account'), calling, server: cell('server'), client: cell('name') },
      ...(packet?.action === 'login-failed' ? { about: 'attempt' } : {}),
    },
  });
}

const leaseLine = /^\d{2,5},\d\d\/\d\d\/\d{2},\d\d:\d\d:\d\d,/;

function leaseRow(line: string, local: Local): EventRow | undefined {
  if (!leaseLine.test(line)) return undefined;
  const [id = '', date = '', clock = '', what = '', address = '', host = '', mac = '', user = ''] = splitCsv(line, ',');
  const at = instant(date, clock, local);
  if (at === undefined) return undefined;
  return event({
    ...{ at, program: 'dhcp', ip: address, user, message: line },
    fields: { id, description: what, hostname: host, mac },
  });
}

/** The file of leases explains its numbers before its first row. */
const opensLeases = /^\s{0,8}(?:\xef\xbb\xbf)?\s{0,8}Microsoft (?:Windows )?DHCP Service Activity Log\s*$/;
const LEGEND_LINES = 100;

function opened(file: FileContext) {
  let legend = 0;
  return {
    read(line: string): string | undefined {
      const policy = policyRow(line, file.local);
      if (policy) {
        file.emit(policy);
        return 'nps';
      }
      if (opensLeases.test(line)) legend = LEGEND_LINES;
      const lease = legend > 0 || leaseLine.test(line) ? leaseRow(line, file.local) : undefined;
      if (lease) {
        file.emit(lease);
        legend = Math.min(legend, 1);
        return 'windows_dhcp';
      }
      if (legend <= 1) return undefined;
      legend -= 1;
      return 'windows_dhcp';
    },
  };
}

export const windowsServices: Format = { id: 'nps', open: opened };
