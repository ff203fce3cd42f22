// Windows events exported as XML (wevtutil, Get-WinEvent, collectors): `<Event xmlns=…>…</Event>`, on one line or over many.
import type { Action } from '../actions.ts';
import { type EventRow, event } from '../rows.ts';
import { type Local, parseIsoTime } from '../times.ts';
import type { Format } from './format.ts';

/** Lines and bytes of one event; more is not one event. */
const MOST_LINES = 512;
const LONGEST_EVENT = 1 << 20;
const MOST_FIELDS = 128;

/** What the event ids of the Security and System logs say, by our words. */
const meanings: Readonly<Record<string, Action>> = {
  '4624': 'login',
  '4625': 'login-failed',
  '4771': 'login-failed',
  '4634': 'session-closed',
  '4647': 'session-closed',
  '4688': 'exec',
  '4720': 'user-added',
  '4726': 'user-removed',
  '4722': 'config-changed',
  '4723': 'password-changed',
  '4724': 'password-changed',
  '4728': 'password-changed',
  '4732': 'password-changed',
  '4756': 'password-changed',
  '4719': 'config-changed',
  '1102': 'log-cleared',
  '104': 'log-cleared',
  '6005': 'boot',
  '6006': 'shutdown',
  '7036': '',
};

/** What an event id says; '' for one that is not known. */
export const windowsAction = (id: string): Action => meanings[id] ?? '';

function unescapeXml(text: string): string {
  return text.replace(/&(lt|gt|quot|apos|amp|#\d{1,7}|#x[0-9a-fA-F]{1,6});/g, (whole, name: string) => {
    const known: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
    if (known[name] !== undefined) return known[name];
    const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? Buffer.from(String.fromCodePoint(code), 'utf8').toString('latin1') : whole;
  });
}

const inside = (xml: string, tag: string): string =>
  unescapeXml(new RegExp(`<${tag}(?: [^>]{0,256})?>([^<]{0,4096})</${tag}>`).exec(xml)?.[1] ?? '');

/** What any way of writing a Windows event down names: its id, its head, and the data under their own names. */
export type WindowsEvent = {
  readonly id: string;
  readonly at: number;
  readonly host: string;
  readonly program: string;
  readonly pid: number;
  readonly severity: string;
  readonly fields: Readonly<Record<string, string>>;
};

export function windowsRow({ id, fields: named, ...head }: WindowsEvent): EventRow {
  const fields: Record<string, string> = { ...named, EventID: id };
  const { IpAddress = '', TargetUserName = '', SubjectUserName = '', NewProcessName, CommandLine } = fields;
  const address = IpAddress.replace(/^::ffff:/i, '');
  const failedTicket = id === '4768' || id === '4776' ? !/^0x0$/i.test(fields['Status'] ?? '0x0') : false;
  const action: Action = failedTicket ? 'login-failed' : windowsAction(id);
  const own =
    action === 'login' || action === 'login-failed' || TargetUserName !== '' ? TargetUserName : SubjectUserName;
  if (NewProcessName !== undefined) fields['exe'] = NewProcessName;
  if (CommandLine !== undefined) fields['argv'] = CommandLine;
  if (action === 'login-failed') fields['about'] = 'attempt';
  return event({
    ...head,
    ip: /^[0-9A-Fa-f:.]{3,45}$/.test(address) ? address : '',
    user: own === '-' ? '' : own,
    action,
    message: `EventID ${id} ${Object.entries(fields)
      .filter(([key, value]) => key !== 'EventID' && value !== '' && value !== '-')
      .map(([key, value]) => `${key}=${value}`)
      .join(' ')}`,
    fields,
  });
}

/** One whole event; undefined when it lacks an id or a time. */
export function parseWindowsEvent(xml: string, local: Local): EventRow | undefined {
  const id = inside(xml, 'EventID');
  const when = /<TimeCreated SystemTime=["']([^"']{19,40})["']/.exec(xml)?.[1] ?? '';
  const time = parseIsoTime(when, local);
  if (!/^\d{1,6}$/.test(id) || !time) return undefined;
  const fields: Record<string, string> = { EventID: id, Channel: inside(xml, 'Channel') };
  let count = 0;
  for (const [, name = '', value = ''] of xml.matchAll(
    /<Data Name=["']([\w.-]{1,64})["']\s?(?:\/>|>([^<]{0,16384})<\/Data>)/g,
  )) {
    if (count >= MOST_FIELDS) break;
    count += 1;
    if (!Object.hasOwn(fields, name)) fields[name] = unescapeXml(value);
  }
  return windowsRow({
    ...{ id, at: time.at, fields },
    host: inside(xml, 'Computer'),
    program: /<Provider Name=["']([^"']{1,128})["']/.exec(xml)?.[1] ?? 'windows',
    pid: Number(/ProcessID=["'](\d{1,10})["']/.exec(xml)?.[1] ?? 0),
    severity: inside(xml, 'Level'),
  });
}

const opens = /^\s*(?:\xef\xbb\xbf)?(?:<\?xml[^>]{0,128}\?>\s*)?(?:<Events>\s*)?<Event[ >]/;
/** The frame that an export puts round its events. */
const frame = /^\s*(?:\xef\xbb\xbf)?(?:<\?xml[^>]{0,128}\?>|<\/?Events>|<\?xml[^>]{0,128}\?>\s*<Events>)\s*$/;

export const windowsEvent: Format = {
  id: 'windows_event',
  open(file) {
    let open: { readonly n: number; readonly lines: string[]; bytes: number } | undefined;
    const giveUp = (): void => {
      if (open) for (let i = 0; i < open.lines.length; i += 1) file.unread(open.n + i, 'windows_event');
      open = undefined;
    };
    const emit = (xml: string, n: number): boolean => {
      const row = parseWindowsEvent(xml, file.local);
      if (row) file.emit(row, n);
      return row !== undefined;
    };
    /** A further line of an open event; the last one ends it, and shows whether it was an event. */
    const goOn = (event: NonNullable<typeof open>, line: string): string | undefined => {
      event.lines.push(line);
      event.bytes += line.length;
      if (line.includes('</Event>')) {
        if (emit(event.lines.join(' '), event.n)) {
          open = undefined;
          return 'windows_event';
        }
        // This line was not yet said to be of an event.
        event.lines.pop();
        giveUp();
        return undefined;
      }
      if (event.lines.length > MOST_LINES || event.bytes > LONGEST_EVENT) giveUp();
      return open ? 'windows_event' : undefined;
    };
    return {
      read(line) {
        const begins = opens.test(line);
        if (open && !begins) return goOn(open, line);
        giveUp();
        if (!begins) return frame.test(line) ? 'windows_event' : undefined;
        if (!line.includes('</Event>')) {
          open = { n: file.n, lines: [line], bytes: line.length };
          return 'windows_event';
        }
        let found = 0;
        for (const xml of line.split('</Event>')) if (opens.test(xml) && emit(xml, file.n)) found += 1;
        return found > 0 ? 'windows_event' : undefined;
      },
      flush: giveUp,
    };
  },
};
