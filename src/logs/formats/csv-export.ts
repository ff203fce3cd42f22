// Tables with a head: what mailing services, clouds and control panels hand out. A column of times and a column of
// addresses are found by name; every cell is kept under its column's name.
import type { Action } from '../actions.ts';
import { event, fromBytes, type Row, toBytes } from '../rows.ts';
import { zoneSeconds } from '../times.ts';
import { loginOf } from './audit-login.ts';
import { cloudRow } from './cloud-json.ts';
import { splitCsv } from './csv-line.ts';
import type { FileContext, Format } from './format.ts';
import { parseShape } from './json-shape.ts';
import { anyTime } from './json-time.ts';
import { plainWords } from './refusal.ts';
import { syslogFormat } from './syslog-line.ts';
import { syslogRow } from './syslog-row.ts';
import { wrappedRows } from './wrapped-json.ts';

const timeColumn =
  /^(?:.*[ _.@-])?(?:date[ /]?time|time ?stamp|time|date|datetime|created(?:[ _]at)?|occurred|when)$|^.{0,8}(?:日時|時刻)$/i;
const ipColumn =
  /^(?:.*[ _.-])?(?:ip|ip ?address|source ip|client ?ip|remote ?addr(?:ess)?|sourceipaddress|src_ip)$|^.{0,8}(?:ip ?アドレス|接続元)$/i;
const userColumn =
  /^(?:user|user[ _]?name|user[ _]?id|account|login|email|actor|principal|recipient|by|ユーザー?(?:名|id)?|利用者(?:名|id)?|アカウント(?:名|id)?|ログインid|操作者|担当者)$/i;
const eventColumn =
  /^(?:event[ _]?name|event|action|operation|activity|message|type|event[ _]type|status|内容|操作(?:内容)?|処理|イベント|メッセージ|結果)$/i;

const resultColumn = /^(?:result|status|outcome|success(?:ful)?|結果|状態|成否|ステータス)$/i;

/** `Timestamp (UTC)`, `日時（JST）`, `Time (GMT+9)`: what stands behind a column's name. */
const remark = /^([^(（]{1,64}?)[ _]{0,3}[(（]([^)）]{1,40})[)）]\s?$/;
/** `Time UTC`, `created_at_utc`, `UTC time`. */
const worldTime = /(?:^|[ _])(?:utc|gmt)(?=$|[ _])/i;

/** Text of a cell in UTF-8, else in Shift_JIS, as panels of Japan write it. */
function textOf(name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(name, 'latin1'));
  } catch {
    return new TextDecoder('shift_jis').decode(Buffer.from(name, 'latin1'));
  }
}

/** Seconds east of UTC that a remark names; undefined when it names no zone. */
function zoneIn(text: string): number | undefined {
  const [, name = '', offset] = /^\s{0,3}([A-Za-z]{1,5})?\s?([+-]\d{1,2}(?::?\d\d)?)?\s{0,3}$/.exec(text) ?? [];
  if (offset !== undefined && (name === '' || /^(?:utc|gmt)$/i.test(name))) {
    const [, sign, hours = '', minutes = '0'] = /^([+-])(\d{1,2}):?(\d\d)?$/.exec(offset) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
  }
  return name === '' ? undefined : zoneSeconds(name.toUpperCase());
}

/** The file as one whose times stand in the zone that the column names. */
const inZone = (file: FileContext, east: number | undefined): FileContext =>
  east === undefined ? file : { ...file, local: { toUtc: (at) => at - east * 1e6, used: false } };

/** `CreationDate`, `eventTime`: as words of their own. */
const apart = (name: string): string => name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ');

/** What a cell holds as JSON where that is an audit record of a cloud: Purview hands out a table of them. */
function cloudIn(cells: readonly string[], file: FileContext): ReturnType<typeof cloudRow> {
  const cell = cells.find((one) => one.startsWith('{') && one.endsWith('}'));
  const shape = cell === undefined ? undefined : parseShape(cell);
  return shape && cloudRow(shape, file);
}

const lineColumn = /^@?(?:message|line|log|raw|_raw|rawdata|syslogmessage|body|content)$/i;
const hostColumn = /^(?:host|host[ ._]?name|computer|agent[ ._]hostname)$/i;
const tagged = /^([\w./-]{1,64})\[(\d{1,10})\]: {1,8}(.+)$/s;

/** A log's own line in a cell: what Kibana, CloudWatch's and Grafana's tables hand out. */
function carriedIn(
  columns: readonly Column[],
  cells: readonly string[],
  at: number,
  file: FileContext,
): { readonly format: string; readonly rows: readonly Row[] } | undefined {
  const line = cells[columns.findIndex(({ name }) => lineColumn.test(name))] ?? '';
  const wrapped = line === '' ? undefined : wrappedRows({ time: at / 1e6, message: fromBytes(line) }, file);
  if (wrapped) return wrapped;
  const [, program = '', pid, message = ''] = tagged.exec(line) ?? [];
  if (program === '') return undefined;
  const host = cells[columns.findIndex(({ name }) => hostColumn.test(name))] ?? '';
  const row = syslogRow({ at, host, program, pid: Number(pid), severity: '', message }, file);
  return { format: syslogFormat(program), rows: [row] };
}

type Column = {
  readonly key: string;
  readonly name: string;
  /** How its times are read: in the zone it names, else as those of the file. */
  readonly times: FileContext;
};

function columnOf(key: string, file: FileContext): Column {
  const text = textOf(key);
  const [, bare, said] = remark.exec(text) ?? [];
  const east = said === undefined ? undefined : zoneIn(said);
  if (bare !== undefined) return { key, name: bare.trim(), times: inZone(file, east) };
  return worldTime.test(text)
    ? { key, name: text.replace(worldTime, ' ').trim(), times: inZone(file, 0) }
    : { key, name: text, times: file };
}

/** A head has at least these many columns, each a short name, and one of them a time. */
const FEWEST = 3;

type Head = { readonly columns: readonly Column[]; readonly separator: string };

/** Salesforce's event log has the time twice, once with its zone: the other is in the same. */
const ofSalesforce = (columns: readonly Column[], file: FileContext): readonly Column[] =>
  columns.some(({ name }) => name === 'TIMESTAMP_DERIVED')
    ? columns.map((column) => (column.name === 'TIMESTAMP' ? { ...column, times: inZone(file, 0) } : column))
    : columns;

/** Columns of a first line, by the first separator that gives a head; undefined when none does. */
function headOf(line: string, file: FileContext): Head | undefined {
  const text = line.startsWith('\xef\xbb\xbf') ? line.slice(3) : line;
  for (const separator of [',', '\t', ';']) {
    const names = splitCsv(text, separator).map((name) => name.trim());
    const named = names.every((name) => name.length > 0 && name.length <= 64 && !/^\d|[{}[\]=]/.test(name));
    if (!named || names.length < FEWEST) continue;
    const columns = names.map((name) => columnOf(name, file));
    if (columns.some(({ name }) => timeColumn.test(apart(name))))
      return { columns: ofSalesforce(columns, file), separator };
  }
  return undefined;
}

/** What the cells of a row say, each by the first column of its kind; `at` is 0 where none holds a time. */
function cellsByKind(columns: readonly Column[], cells: readonly string[]) {
  const fields: Record<string, string> = {};
  let [at, ip, user, said, ended] = [0, '', '', '', ''];
  for (const [i, { key, name, times }] of columns.entries()) {
    const value = cells[i] ?? '';
    if (value !== '') fields[key] = value.slice(0, 16_384);
    if (at === 0 && timeColumn.test(apart(name))) at = anyTime(value.trim(), times);
    if (ip === '' && ipColumn.test(name)) ip = value.trim();
    if (user === '' && userColumn.test(name)) user = value;
    if (said === '' && eventColumn.test(name)) said = value;
    else if (ended === '' && resultColumn.test(name)) ended = value;
  }
  return { at, ip, user, said, ended, fields };
}

function actionOf({ said, ended, fields }: ReturnType<typeof cellsByKind>): Action {
  if (fields['Event Type'] === 'AwsApiCall' || 'eventSource' in fields) return 'cloud-call';
  return loginOf(textOf(said), textOf(ended))?.action ?? plainWords(said).action ?? '';
}

/** The rows of a line under a head, and the format whose they are; undefined for a line that does not fit the head. */
function rowsUnder(
  { columns, separator }: Head,
  line: string,
  file: FileContext,
): { readonly format: string; readonly rows: readonly Row[] } | undefined {
  const cells = splitCsv(line, separator);
  if (cells.length !== columns.length) return undefined;
  const cloud = cloudIn(cells, file);
  if (cloud) return cloud;
  const read = cellsByKind(columns, cells);
  const { at, ip, user, fields } = read;
  if (at === 0) return undefined;
  const carried = carriedIn(columns, cells, at, file);
  if (carried) return carried;
  // Panels write who came from where into what happened.
  const spoken = ip === '' ? plainWords(read.said) : undefined;
  const row = event({
    at,
    program: toBytes('csv'),
    ip: ip || (spoken?.ip ?? ''),
    user: user || (spoken?.user ?? ''),
    action: actionOf(read),
    message: line,
    fields,
  });
  return { format: 'csv', rows: [row] };
}

export const csvExport: Format = {
  id: 'csv',
  open(file) {
    let head: Head | undefined;
    return {
      read(line) {
        if (!head) {
          if (file.n === 0) head = headOf(line, file);
          return head && 'csv';
        }
        const read = rowsUnder(head, line, file);
        for (const row of read?.rows ?? []) file.emit(row);
        return read?.format;
      },
    };
  },
};
